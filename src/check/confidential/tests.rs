use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::case::{
    Claim, Draft, Evidence, File, Mint, Paragraph, Question, Sha256, Source, SourceKind, Stance,
    Timestamp,
};

/// A case with confidential sources of these names and urls.
fn case(sources: &[(&str, &str)]) -> (Case, Mint) {
    let mut mint = Mint::seeded(1);
    let mut case = Case::new(mint.id(|_| false), "x");
    for (name, url) in sources {
        let mut source = Source::new(mint.id(|_| false), *name);
        source.confidential = true;
        source.url = (*url).to_owned();
        case.sources.insert(Arc::new(source));
    }
    (case, mint)
}

fn item(mint: &mut Mint, source: SourceId) -> Evidence {
    Evidence::new(
        mint.id(|_| false),
        "mk",
        Timestamp::default(),
        source,
        (Question::Fact, Stance::Supports),
    )
}

fn secrets(sources: &[(&str, &str)]) -> Secrets {
    Secrets::of(&case(sources).0)
}

fn found<'a>(secrets: &Secrets, text: &'a str) -> Vec<&'a str> {
    let ranges = secrets.ranges(text);
    ranges.into_iter().map(|range| &text[range]).collect()
}

fn asked<'a>(secrets: &Secrets, text: &'a str) -> Vec<(&'a str, Doubt)> {
    let places = secrets.places(text).into_iter();
    places
        .filter_map(|place| Some((&text[place.range], place.doubt?)))
        .collect()
}

/// Of each source, texts in which a piece in brackets must be gone, or, in braces, asked about.
fn table(rows: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (name, texts) in rows {
        let (name, url) = name
            .split_once(" <")
            .map_or((*name, ""), |(name, url)| (name, url.trim_end_matches('>')));
        let secrets = secrets(&[(name, url)]);
        for marked in *texts {
            let mut text = String::new();
            let (mut cut, mut ask, mut open) = (Vec::new(), Vec::new(), 0);
            for c in marked.chars() {
                match c {
                    '[' | '{' => open = text.len(),
                    ']' => cut.push(text[open..].to_owned()),
                    '}' => ask.push(text[open..].to_owned()),
                    c => text.push(c),
                }
            }
            let is_cut = found(&secrets, &text);
            let is_asked: Vec<&str> = asked(&secrets, &text)
                .into_iter()
                .map(|(words, _)| words)
                .collect();
            if is_cut != cut || is_asked != ask {
                wrong.push(format!(
                    "{name}: {marked}: cut {is_cut:?}, asked {is_asked:?}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn words_of_a_name_in_their_cases() {
    table(&[
        (
            "Марія",
            &[
                "За словами [Марії], так.",
                "бачили [Марію].",
                "[Маріє], чуєш",
                "з [Марією]",
                "[Маши], [Машу] и [Маше]",
                "[МАРІЄЮ] з [МАРІЄЮ]",
            ],
        ),
        ("Маша", &["для [Маши]", "видел [Машу]", "[Марія]"]),
        (
            "Остап Кравець",
            &[
                "за [Кравця]",
                "з [Кравцем]",
                "дали [Кравцеві]",
                "про [Кравця]",
                "то {Кравцева} донька",
                "{Кравцем} став",
                "[Остапові]",
            ],
        ),
        (
            "Павел Заяц",
            &[
                "для [Павла Зайца]",
                "дали [Зайцу]",
                "с [Зайцем]",
                "[Павлом]",
            ],
        ),
        ("Дмитрий Морозов", &["цитирует NEWSru.com [Морозова]."]),
        ("Ольга", &["[Ользі]", "[Ольгою]", "{Ольжин} зошит"]),
        (
            "Вероніка",
            &["сказали [Вероніці]", "[Веронікою]", "[Вероніко]"],
        ),
        (
            "Юрій Сокіл",
            &["від [Сокола]", "з [Соколом]", "[Юрієві Соколу]"],
        ),
        ("Федір", &["[Федора]", "з [Федором]", "[Федорові]"]),
        (
            "Ірина Склодовська-Кюрі",
            &["у [Склодовської-Кюрі]", "мадам [Кюрі]", "[Склодовською]"],
        ),
        (
            "Лев Ткаченко",
            &["без [Льва Ткаченка]", "[Ткаченкові]", "[Ткаченкова]"],
        ),
        (
            "Зеленський Антін",
            &[
                "у [Зеленського]",
                "[Зеленському]",
                "[Антона]",
                "[Зеленская] Анна",
            ],
        ),
        (
            "Тарас Соловей",
            &["від [Солов'я]", "з [Соловʼєм]", "от [Соловья]"],
        ),
        ("Прокіп Ющенко", &["[Прокопа]", "[Ющенком]"]),
        (
            "Сергей Воробьёв",
            &[
                "[Сергея Воробьёва]",
                "[Воробьевым]",
                "с [СЕРГЕЕМ ВОРОБЬЁВЫМ]",
            ],
        ),
        (
            "Marta Kowal",
            &["[Kowal]'s letters", "the [Kowals], [MARTA]."],
        ),
        (
            "Іван Петренко",
            &[
                "[Петренків]",
                "[Петренка] нема",
                "{Іван} Франко писав",
                "[Іван] сказав",
                "[Петренко Іван]",
            ],
        ),
    ]);
}

#[test]
fn roles_particles_and_marks_do_not_stop_it() {
    table(&[
        (
            "Olena Demchuk, nurse",
            &[
                "met [Demchuk] there",
                "a nurse came",
                "[Olena] came",
                "the [nurse Olena Demchuk]",
            ],
        ),
        (
            "nurse Olena Demchuk",
            &["[Demchuk]", "[olena demchuk] said"],
        ),
        (
            "Anna van Dijk",
            &["[Dijk]", "mevrouw [van Dijk]", "a van stood"],
        ),
        ("Abu Bakr al-Baghdadi", &["[al-Baghdadi] said"]),
        ("olena demchuk", &["[Demchuk]", "[demchuk]"]),
        (
            "Olena “Sparrow” Demchuk",
            &[
                "called [Sparrow]",
                "There a sparrow flew",
                "[Olena] said",
                "{Sparrow} fell.",
            ],
        ),
        (
            "(ward nurse)",
            &["the [ward nurse] said", "a nurse in the ward"],
        ),
        (
            "Mary Anne Lou Ann Beth Cole",
            &["[Beth] came", "[Cole] came"],
        ),
        ("Li Na", &["she is [Li], police", "[Li Na]"]),
    ]);
}

#[test]
fn every_kind_of_source() {
    for kind in SourceKind::ALL {
        let (mut case, _) = case(&[
            ("«Українська правда»", ""),
            ("«Альфа»", ""),
            ("Demchuk", ""),
        ]);
        let sources: Vec<Source> = case
            .sources
            .iter()
            .map(|source| source.as_ref().clone())
            .collect();
        for mut source in sources {
            source.kind = *kind;
            case.sources.insert(Arc::new(source));
        }
        let secrets = Secrets::of(&case);
        for (text, there) in [
            ("з «Української правди».", "Української правди"),
            ("у «Альфи» є", "Альфи"),
            ("by Demchuk", "Demchuk"),
        ] {
            assert_eq!(found(&secrets, text), [there], "{kind}: {text}");
        }
    }
}

#[test]
fn handles_addresses_numbers() {
    table(&[
        (
            "nurse <https://instagram.com/nurse.kharkiv/>",
            &[
                "see [nurse_kharkiv]",
                "@[nurse_kharkiv]",
                "t.me/s/[nurse_kharkiv]",
                "[nurse.kharkiv]",
                "Kharkiv",
            ],
        ),
        (
            "x <https://t.me/nurse_kharkiv>",
            &[
                "@[nurse_kharkiv]",
                "https://[t.me/nurse_kharkiv]",
                "t.me/other",
            ],
        ),
        (
            "y <https://drive.google.com/file/secretdoc/view?token=abc>",
            &[
                "the [secretdoc]",
                "drive.google.com/[secretdoc]/view",
                "?token=[abc]",
                "abc",
                "drive.google.com/view",
            ],
        ),
        (
            "@nurse_kharkiv",
            &[
                "[nurse_kharkiv]",
                "t.me/[nurse_kharkiv]",
                "@[NURSE_KHARKIV]",
            ],
        ),
        (
            "z <mailto:olena.d@mail.example>",
            &["[OLENA.D] at", "[olena.d@mail.example]"],
        ),
        (
            "z <tel:+380501234567>",
            &[
                "call +[38 050 123 45 67]",
                "[050-123-45-67]",
                "[0501234567]",
                "([050) 123 45 67]",
                "12345",
            ],
        ),
        (
            "Olena Demchuk",
            &[
                "[odemchuk]@x.example",
                "[demchuk85]@",
                "@[elenademchuk]",
                "nurse_[demchuk].pdf",
                "x/[demchuk].html",
                "@[olenademchuk], [DemchukOlena]",
            ],
        ),
        (
            "Ivan Sydorenko <https://user@WWW.Leaks.example:8080/a?b>",
            &[
                "at [leaks.example].",
                "http://www.[LEAKS.example]/other",
                "leaks example",
            ],
        ),
        ("", &[]),
    ]);
    let olena = secrets(&[("", "https://олена.укр/x")]);
    for text in [
        "http://xn--80ajrjc.xn--j1amh/",
        "xn--80ajrjc.xn--j1amh",
        "олена.укр",
    ] {
        assert!(olena.holds(text), "{text}");
    }
    assert!(olena.holds_in_address("https://xn--80ajrjc.xn--j1amh/about"));
    assert!(!olena.holds("http://xn--80aafey1amqq.xn--d1acj3b/"));
}

#[test]
fn files_are_found_by_their_stems() {
    let (mut case, mut mint) = case(&[("a source", "")]);
    let source = case.sources.iter().next().unwrap().id;
    let mut claim = Claim::new(mint.id(|_| false), None, "x");
    for name in [
        "lists/olenka-7742.pdf",
        "memo7.pdf",
        "scan 0001.png",
        "document.pdf",
    ] {
        let mut item = item(&mut mint, source);
        item.file = Some(File {
            name: name.to_owned(),
            sha256: Sha256::over([name.as_bytes()]),
        });
        claim.evidence.push(item);
    }
    case.claims.insert(Arc::new(claim));
    let secrets = Secrets::of(&case);
    for (text, there) in [
        (
            "OLENKA_7742 and olenka 7742",
            vec!["OLENKA_7742", "olenka 7742"],
        ),
        ("in lists/olenka-7742.pdf", vec!["lists/olenka-7742.pdf"]),
        ("the memo7 says", vec!["memo7"]),
        ("a document, a scan, scan 0002", vec![]),
    ] {
        assert_eq!(found(&secrets, text), there, "{text}");
    }
    assert_eq!(
        asked(&secrets, "Olenka came"),
        [("Olenka", Doubt::RareWord)]
    );
    let hash = Sha256::over([b"memo7.pdf".as_slice()]).to_string();
    assert!(secrets.holds(&format!("sha256 {hash}")));
}

#[test]
fn other_alphabets_and_languages() {
    table(&[
        (
            "Olena Demchuk",
            &[
                "[Олена Демчук]",
                "[Елена Демчук]",
                "[Олени Демчук]",
                "{Elena} said",
                "[Demtschuk]",
                "[Demčuk]",
                "[Demczuk]",
            ],
        ),
        (
            "Олена Демчук",
            &[
                "[Olena Demchuk]",
                "[Elena Demchuk]",
                "{Yelena} said",
                "{Лены}",
            ],
        ),
        (
            "Oleksandr Zelenskyy",
            &[
                "[Александр Зеленский]",
                "[Alexander Selenskyj]",
                "[Зеленського]",
                "[Zelensky]",
                "[Zelenskiy]'s",
            ],
        ),
        (
            "Микола Ющенко",
            &[
                "[Nikolai Yushchenko]",
                "[Mykola Juschtschenko]",
                "[Iushchenko]",
                "[Николая Ющенко]",
            ],
        ),
        (
            "Юлія Щербак",
            &["[Yuliia Shcherbak]", "[Julia Scherbak]", "[Yulia Ščerbak]"],
        ),
        (
            "Харитон Цимбалюк",
            &[
                "[Kharyton Tsymbaliuk]",
                "[Hariton Cymbalyuk]",
                "[Chariton Zymbaljuk]",
            ],
        ),
        ("Жанна Журавель", &["[Zhanna Zhuravel]", "[Zhuravel]'s"]),
        ("Mykola", &["[Николая]", "[Миколою]"]),
    ]);
}

#[test]
fn however_it_is_written() {
    table(&[
        (
            "Олена Дем'янчук",
            &[
                "сказала [ОЛЕНА\u{a0}ДЕМ’ЯНЧУК].",
                "[Олена \n Дем\u{2bc}янчук]; від [Олена Дем'янчукам]",
            ],
        ),
        (
            "Olena Demchuk",
            &[
                "[O\u{3164}lena D\u{115f}emc\u{17b4}huk]",
                "[Dem\u{fffc}chuk], [Dem\u{34f}chuk], [Dem\u{ad}chuk], [Dem\u{200b}chuk]",
                "[Ｄｅｍｃｈｕｋ] and [𝓓𝓮𝓶𝓬𝓱𝓾𝓴]",
                "[Dеmсhuk] with Cyrillic",
                "[D\u{3b5}mchuk] with Greek",
                "[Dem&ZeroWidthSpace;chuk], [&#68;emchuk], [Dem&shy;chuk]",
                "[%44emchuk], [\\u0044emchuk], [%2544emchuk]",
                "[D e m c h u k], [D-E-M-C-H-U-K], [D.e.m.c.h.u.k]",
                "[Dem-chuk], [Dem-\nchuk], [Dem\nchuk], [Dem- chuk]",
                "[Démchuk], [DEMCHUK], [demchuk]",
                "[olena-demchuk olena_demchuk Demchuk], [Olena]",
            ],
        ),
        (
            "Марія",
            &["[М а р і я]", "[М-а-р-і-я]", "[M&#1072;рія]", "[Maрiя]"],
        ),
        (
            "Артём Ёлкин",
            &["[Артем Елкин], [Арте\u{308}м Е\u{308}лкин\u{301}]!"],
        ),
        ("Ada Weiß", &["[ada weiss] and [ADA WEIẞ]"]),
        ("Pat O'Hara", &["[Pat O&#39;Hara]", "[OHara]"]),
        ("Оскар Нова", &["[Ockap]"]),
    ]);
    let secrets = secrets(&[("Olena Demchuk", "")]);
    let across = secrets.places_across(&["He met Olena Dem-", "chuk there.", "Nobody."]);
    let ranges: Vec<(usize, Range<usize>)> = across
        .iter()
        .enumerate()
        .flat_map(|(text, places)| places.iter().map(move |place| (text, place.range.clone())))
        .collect();
    assert_eq!(ranges, [(0, 7..17), (1, 0..4)]);
}

#[test]
fn common_words_are_cut_where_they_are_names_and_asked_about_where_they_may_be() {
    table(&[
        (
            "Rose",
            &[
                "They met [Rose] there.",
                "{Rose} was there.",
                "A rose bloomed; prices rose.",
                "Nurse [Rose] came",
            ],
        ),
        (
            "Hope Miller",
            &[
                "[Hope Miller] said",
                "We hope so.",
                "{Hope} is there.",
                "There is a miller.",
                "So the {Hope} of it",
                "[hope miller]",
            ],
        ),
        (
            "Надія",
            &[
                "Бачили [Надію] там.",
                "Є надія, що так.",
                "{Надія} є.",
                "пані [Надією]",
            ],
        ),
        ("Кіт", &["Там був [Кіт].", "Там був кіт.", "{Кіт} пішов."]),
        (
            "May Brown",
            &["in {May} they came", "[May Brown]", "you may"],
        ),
        (
            "Коля",
            &["коли він прийшов", "Коли він прийшов", "бачили {Колю}"],
        ),
    ]);
}

#[test]
fn what_is_anothers_or_a_word_is_asked_about_or_left() {
    table(&[
        (
            "White",
            &[
                "the {White} House",
                "met [White] there",
                "There is a white house",
            ],
        ),
        (
            "King",
            &[
                "the {King} of Athens",
                "{King} George",
                "at {King}'s College",
            ],
        ),
        (
            "Bill Walters",
            &[
                "met {Bill} Clinton",
                "Well, then",
                "they met [Bill] there",
                "[Bill Walters]",
            ],
        ),
        (
            "Will",
            &["met {Bill} there", "the link bellow", "we'll see"],
        ),
        (
            "Mykhailo Zinchenko",
            &[
                "{Michael} Tanner said",
                "{Michael} J. Fox said",
                "Derek Mitchell said",
                "[Mykhailo] said",
                "@{michael63226085}",
            ],
        ),
        (
            "Микола Дзюба",
            &[
                "Він жив коло хати",
                "Він за колами",
                "a Coca-Cola",
                "бачили [Миколу]",
            ],
        ),
        (
            "Игорь Соловьёв",
            &["Это игра", "Он был на Играх", "видел [Игоря]"],
        ),
        (
            "Ганна Тимчук",
            &["the {HANO} said", "бачили [Ганну]", "{Ганну} Шевченко"],
        ),
        ("Чорне", &["біля {Чорного} моря"]),
        ("Вера Мороз", &["пишет {Морозов}", "{Вера} Волкова пишет"]),
    ]);
}

#[test]
fn by_ear_by_letters_and_in_another_case() {
    table(&[
        (
            "Gertrude Butterfield",
            &[
                "бачили {Баттерфілд}",
                "з {Баттерфілдом}",
                "[Gertrude Баттерфілд]",
            ],
        ),
        ("Pat O'Neill", &["бачили [О'Ніла]", "у [О’Ніл]"]),
        ("Катерина Зайберт", &["said [Seibert]"]),
        ("G. K. Butterfield", &["said {GKB}", "said {G. K}."]),
        ("Илья Горобец", &["знает [Gorobca]", "знает [Gorobtsa]"]),
        (
            "Лист Остапа Ревуцького",
            &["[Ревуцький] сказав", "see @[revutskyi]"],
        ),
        ("Zoë Kühnemann", &["met [Kuehnemann]", "@[zoekuehnemann]"]),
        ("Тарас Білоус", &["видел [Белоуса]"]),
        (
            "Лук'ян В'юнник",
            &["[Luk”yan]", "[V”yunnykom]", "[Лукʼяна]"],
        ),
        (
            "Федір Сокіл",
            &["про це {Soko la}", "[Федір Соко ла]", "[Федора] та інших"],
        ),
        ("Mark Stone", &["met [mArK]", "see #{Stone} there"]),
    ]);
}

#[test]
fn doubts_are_few_and_told() {
    let (mut case, mut mint) = case(&[("Olena Demchuk", "")]);
    let mut source = case.sources.iter().next().unwrap().as_ref().clone();
    source.note = "met in the grey house near Zolotniky; knows Ivan".to_owned();
    let id = source.id;
    case.sources.insert(Arc::new(source));
    let mut claim = Claim::new(mint.id(|_| false), None, "They met at Sumska 12.");
    let mut item = item(&mut mint, id);
    item.locator = "call, 23 March, Sumska 12".to_owned();
    claim.evidence.push(item);
    case.claims.insert(Arc::new(claim));
    case.draft = Some(Arc::new(Draft::new(
        "s",
        vec![Paragraph::Body(
            "The list came from Zolotniky on 23 March.".to_owned(),
        )],
    )));
    let secrets = Secrets::of(&case);
    for (text, there) in [
        ("as O. D. said", vec![("O. D", Doubt::Initials)]),
        ("by О.Д.", vec![("О.Д", Doubt::Initials)]),
        ("O. D. Ivanenko said", vec![]),
        ("met Demchug there", vec![("Demchug", Doubt::OneLetter)]),
        ("met Demhcuk there", vec![("Demhcuk", Doubt::OneLetter)]),
        ("met Demcuhok there", vec![]),
        ("came from Zolotniky", vec![("Zolotniky", Doubt::RareWord)]),
        (
            "at Sumska 12, on 23 March",
            vec![("Sumska 12", Doubt::Detail), ("23 March", Doubt::Detail)],
        ),
        ("a grey house", vec![]),
    ] {
        assert_eq!(asked(&secrets, text), there, "{text}");
    }
}

#[test]
fn a_place_is_told_by_its_words_and_not_by_the_name() {
    let secrets = secrets(&[("Ivan Franko", ""), ("Lesia", "")]);
    let where_it_is = |text| {
        secrets
            .whereabouts(text)
            .map(|(_, place)| place.to_string())
    };
    assert_eq!(
        where_it_is("He met (Ivan Franko) there.").as_deref(),
        Some("words 3 to 4")
    );
    assert_eq!(
        where_it_is("Lesia, and Ivan Franko").as_deref(),
        Some("word 1 and 1 more")
    );
    assert_eq!(where_it_is("@ivanfranko").as_deref(), Some("word 1"));
    assert_eq!(where_it_is("nobody"), None);
    let sources: Vec<SourceId> = secrets
        .places("Lesia, and Ivan Franko, and Lesia")
        .into_iter()
        .map(|place| place.source)
        .collect();
    assert!(sources[0] == sources[2] && sources[0] != sources[1]);
}

#[test]
fn hostile_names_do_no_harm() {
    let long = "я".repeat(50_000);
    let secrets = secrets(&[
        ("", ""),
        (" \u{a0}\n", "://"),
        (".*+?^$(){}|[]\\", "http://"),
        (&long, "%"),
        ("\u{301}\u{200b}", "@:?#"),
        (NAMELESS, ""),
        ("a confidential source (12)", ""),
        ("—", ""),
    ]);
    assert!(secrets.holds(&long) && !secrets.holds(".*+?^$(){}|[]\\ — %"));
    assert!(super::tests::secrets(&[(" ", ""), ("…", "")]).is_empty());
    let many = "Olena ".repeat(2_000);
    assert!(super::tests::secrets(&[(&many, "")]).holds("Olena came"));
}

#[test]
fn every_letter_is_found_in_its_other_case() {
    let differ = (0..=0x0010_ffff).filter_map(char::from_u32).filter(|&c| {
        let looks = |text: &str| {
            folded(text)
                .letters
                .iter()
                .map(|letter| letter.look)
                .collect::<String>()
        };
        let whole = looks(c.encode_utf8(&mut [0; 4]));
        let lower: String = c.to_lowercase().collect();
        let upper: String = c.to_uppercase().collect();
        looks(&lower) != whole || looks(&upper) != whole
    });
    assert_eq!(differ.collect::<Vec<_>>(), []);
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[abаїßИ ]{1,6}",
        "[a-z]{1,3}",
        "[A-ZА-ЯҐЄІЇ][а-яіїєґa-z]{2,9}",
        any::<String>()
    ]
}

proptest! {
    #[test]
    fn what_stands_in_a_text_is_found_and_nothing_is_left(
        names in prop::collection::vec(words(), 1..4),
        around in prop::collection::vec(words(), 4),
        which in any::<usize>(),
    ) {
        let pairs: Vec<_> = names.iter().map(|name| (name.as_str(), "")).collect();
        let secrets = secrets(&pairs);
        let name = &names[which % names.len()];
        let text = format!("{} {} {}{}", around[0], name.to_uppercase(), around[1], around[2]);
        let ranges = secrets.ranges(&text);
        prop_assert_eq!(secrets.holds(&text), !ranges.is_empty());
        prop_assert!(ranges.windows(2).all(|pair| pair[0].end <= pair[1].start));
        let mut rest = String::new();
        let mut end = 0;
        for range in ranges {
            rest += &text[end..range.start];
            rest += "█";
            end = range.end;
        }
        rest += &text[end..];
        prop_assert!(!secrets.holds(&rest), "{rest:?}");
    }

    #[test]
    fn a_name_in_letters_is_found_among_words(name in "[A-Z][a-z]{1,3}[vwxkqz][a-z]{2,6}", lead in "[a-z]{1,9}", tail in "[a-z]{1,9}") {
        let secrets = secrets(&[(&name, "")]);
        let text = format!("{lead} {name} {tail}");
        prop_assert!(!secrets.places(&text).is_empty(), "{text}");
    }

    #[test]
    fn places_are_on_characters_and_in_order(text in "\\PC{0,60}") {
        let secrets = secrets(&[("Olena Demchuk", "https://t.me/nurse_kharkiv"), ("Надія Кіт", "tel:+380501234567"), ("Li", "")]);
        let mut end = 0;
        for place in secrets.places(&text) {
            prop_assert!(place.range.start >= end && text.get(place.range.clone()).is_some_and(|words| !words.is_empty()));
            end = place.range.end;
        }
    }
}
