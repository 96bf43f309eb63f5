//! Tests with arbitrary and hostile names and texts, and with broken lines, numbers and short
//! aliases.

use proptest::prelude::*;

use super::*;

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
            rest += "[redacted]";
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

#[test]
fn what_the_end_of_a_line_broke_is_found() {
    table(&[
        (
            "Федір Сокіл",
            &["через @re-[alsokil] міст", "через @re- [alsokil] міст"],
        ),
        (
            "Нова Ковиньківка",
            &["бачили @[k.kovy nnkivka] серед пасажирів"],
        ),
        (
            "Zoë Kühnemann",
            &[
                "asked [kue hnemann_z]@mail.example",
                "asked @[z.kuehnema nn] about",
            ],
        ),
        (
            "Светлана Петровна Жук",
            &["По словам [zh-\nuk_s]@mail.example мост"],
        ),
        (
            "Mark Stone",
            &["The desk asked {stone} 60@mail.example about"],
        ),
        (
            "Лук'ян В'юнник",
            &["бачили [Лук'ян ові] серед", "через {В'нюник} у вівторок"],
        ),
        ("Петро Кравець", &["через [Кравцю], [Петр ові] у вівторок"]),
        ("Лев Гольдвассер", &["видели [Гольдвассеру], [Ль ву] среди"]),
        ("Надія Гриценко", &["через {На дежды} у вівторок"]),
        ("Тарас Білоус", &["бачили [Т. Білоу\nсом] серед"]),
    ]);
}

#[test]
fn what_the_end_of_a_line_broke_is_found_in_addresses() {
    for (name, url, address) in [
        ("ТОВ «Альфацентр»", "", "ab_Alfa_tsentr_cd"),
        ("Марія", "", "ab_xn--80aqanv_cd"),
        ("Игорь Соловей", "", "x_xn--c1ajti9e_y"),
        ("Илья Горобец", "", "https://a.example/Gor_obets"),
        (
            "Olena Demchuk, nurse",
            "",
            "https://a.example/O._De_mchuk/x",
        ),
        ("Abu Bakr al-Harrani", "", "a.example/@har_rani_h"),
        ("Margaret Rose Whitfield", "", "a_@realwhitfie_ld_b.pdf"),
        (
            "a nurse",
            "https://t.me/vik.torrens_9",
            "https://t.me/vik.to_rrens_9/",
        ),
        (
            "сайт",
            "https://олена-квітова.укр/",
            "a_олена-кві_това.укр_b",
        ),
        ("Лев Гольдвассер", "", "/Гольд_вассер.mp3"),
        ("Лук'ян В'юнник", "", "_Л._В'юн_ника_"),
    ] {
        assert!(
            secrets(&[(name, url)]).holds_in_address(address),
            "{name}: {address}"
        );
    }
    let secrets = secrets(&[("Abu Bakr al-Harrani", "")]);
    assert!(!secrets.holds_in_address("https://a.example/the_hard_rain_and_i"));
}

#[test]
fn words_that_only_sound_like_common_words_are_left() {
    table(&[
        (
            "Марк Серый",
            &[
                "Там вторая серия марок",
                "Из многих серий",
                "Он видел [Серого]",
            ],
        ),
        (
            "Frank Hill",
            &["Там шесть миллиардов франков", "It is at odds with the law"],
        ),
        ("Victor Law", &["It is at odds with the law of it"]),
        ("Ray Bell", &["татарин Раїс прийшов"]),
        ("Max Power", &["одруківки «Мага» смачні"]),
    ]);
}

#[test]
fn what_stands_in_a_sources_own_notes_is_found() {
    let (mut case, mut mint) = case(&[("Mark MacDougall", "")]);
    let mut source = case.sources.iter().next().unwrap().as_ref().clone();
    source.aliases = vec!["Mac".to_owned()];
    source.note = "attorney at Akin Gump; 202-887-4510, m.dougl@mail.example; lives in Tallinn; \
                   met on 2026-11-23 10:40"
        .to_owned();
    case.sources.insert(Arc::new(source));
    let public = Source::new(mint.id(|_| false), "Desk");
    let mut item = item(&mut mint, public.id);
    item.note = "letter from an Akin Gump partner".to_owned();
    case.sources.insert(Arc::new(public));
    let mut claim = Claim::new(mint.id(|_| false), None, "It is cold.".to_owned());
    claim.evidence = vec![item];
    case.claims.insert(Arc::new(claim));
    let secrets = Secrets::of(&case);
    assert_eq!(secrets.places("x"), []);
    for (text, cut) in [
        ("then 2028874510 rang", vec!["2028874510"]),
        (
            "mail to m.dougl@mail.example came",
            vec!["m.dougl@mail.example"],
        ),
        ("on 2026-11-23 it rained", vec![]),
    ] {
        assert_eq!(found(&secrets, text), cut, "{text}");
    }
    for (text, there) in [
        ("Mac told me", vec!["Mac"]),
        ("the Akin Gump letter", vec!["Akin Gump"]),
        ("він живе в Таллінн", vec!["Таллінн"]),
    ] {
        let asked: Vec<&str> = asked(&secrets, text)
            .into_iter()
            .map(|(words, _)| words)
            .collect();
        assert_eq!(asked, there, "{text}");
    }
}

#[test]
fn initials_and_patronymics_of_unlisted_first_names_are_found() {
    table(&[
        ("James O’Neill", &["per {JON}, he left"]),
        (
            "Виген Акопян",
            &[
                "Там [Виген Владимирович] против",
                "Там [Виген Ильич] против",
                "Там [Виген Фомич] против",
            ],
        ),
        ("Ерін Ашдаун", &["Там [Ерін Іллівна] проти"]),
        ("Вигена Акопян", &["Там [Вигена Никитична] против"]),
        ("Adam Schiff", &["so {A.S}. via mail"]),
        ("Антоніна Салєєва", &["лист від [А. Д. Салєєвої] є"]),
        (
            "Husted",
            &[
                "met [Jon Husted] there",
                "met Mr [Husted]",
                "[Jon Husted] said",
            ],
        ),
        (
            "Mr. Stenger",
            &["then [William Stenger] left", "[William D. Stenger] said"],
        ),
        (
            "Mr. Grassley and Mr. Leahy",
            &["so [Charles E. Grassley] wrote"],
        ),
    ]);
}

#[test]
fn a_word_of_a_file_that_the_story_is_about_leads_to_nobody() {
    let (mut case, mut mint) = case(&[("Mark Dougall", "")]);
    let id = case.sources.iter().next().unwrap().id;
    let mut item = item(&mut mint, id);
    item.file = Some(File {
        name: "pagliano_secretcall.pdf".to_owned(),
        sha256: Sha256::over([b"x".as_slice()]),
    });
    let mut claim = Claim::new(mint.id(|_| false), None, "It is cold.".to_owned());
    claim.evidence = vec![item];
    case.claims.insert(Arc::new(claim));
    let story = "They held Pagliano. So Pagliano left. For Pagliano it rained.";
    case.draft = Some(Arc::new(Draft::new(
        "s",
        vec![Paragraph::Body(story.to_owned())],
    )));
    let secrets = Secrets::of(&case);
    assert!(asked(&secrets, story).is_empty());
    assert_eq!(asked(&secrets, "see Secretcall there").len(), 1);
}

#[test]
fn numbers_are_found_as_they_are_dialled_at_home() {
    for (number, texts) in [
        (
            "+44 7700 900 123",
            &[
                "07700900123",
                "07700 900123",
                "7700 900123",
                "0044 7700 900123",
            ][..],
        ),
        (
            "+33 6 12 34 56 78",
            &["06 12 34 56 78", "+33 (0)6 12 34 56 78"],
        ),
        ("+48 601 234 567", &["601 234 567", "601234567"]),
        ("+49 170 1234567", &["0170 1234567", "0170/1234567"]),
        ("07700 900123", &["+44 7700 900123"]),
    ] {
        let (mut case, _) = case(&[("Olena Demchuk", "")]);
        let mut source = case.sources.iter().next().unwrap().as_ref().clone();
        source.aliases = vec![number.to_owned()];
        case.sources.insert(Arc::new(source));
        let secrets = Secrets::of(&case);
        for text in texts {
            let left: String = {
                let text = format!("they rang {text}, then left");
                let cut = found(&secrets, &text).concat();
                assert!(!cut.is_empty(), "{number}: {text}");
                text.replace(&cut, "")
            };
            assert!(!left.contains(|c: char| c.is_ascii_digit()), "{left}");
        }
        assert!(found(&secrets, "in 2024 5,123,456,789 people left").is_empty());
    }
}

#[test]
fn short_other_names_are_found_as_they_are_typed() {
    let (mut case, _) = case(&[("Olena Demchuk", "")]);
    let mut source = case.sources.iter().next().unwrap().as_ref().clone();
    let aliases = "Mac, Bo, Al, Ben, MM, KJ, W1, PW-3, 007, X, Бо, Ле, Ли, Ван, Ян";
    source.aliases = aliases.split(", ").map(str::to_owned).collect();
    case.sources.insert(Arc::new(source.clone()));
    let secrets = Secrets::of(&case);
    for alias in &source.aliases {
        let text = format!("then {alias} left");
        let places = secrets.places(&text);
        assert_eq!(places.len(), 1, "{text}");
        assert_eq!(&text[places[0].range.clone()], alias);
    }
    for (text, there) in [
        ("so M.M. left", "M.M"),
        ("so K. J. left", "K. J"),
        ("via PW3 it", "PW3"),
    ] {
        assert_eq!(&text[secrets.places(text)[0].range.clone()], there);
    }
    for text in [
        "5 mm of rain",
        "il y a le van",
        "the w1 axis, x by x",
        "in 2007 and 0071",
    ] {
        assert!(secrets.places(text).is_empty(), "{text}");
    }
}

#[test]
fn a_sources_own_words_are_asked_about() {
    let (mut case, mut mint) = case(&[("Olena Demchuk", "")]);
    let id = case.sources.iter().next().unwrap().id;
    let mut item = item(&mut mint, id);
    item.quote = "I typed that statement myself at six in the morning".to_owned();
    let mut claim = Claim::new(mint.id(|_| false), None, "It is cold.".to_owned());
    claim.evidence = vec![item];
    case.claims.insert(Arc::new(claim));
    let secrets = Secrets::of(&case);
    for (text, there) in [
        (
            "One said: “I typed that statement myself at six in the morning.”",
            "I typed that statement myself at six in the morning",
        ),
        (
            "KB: typed that statement myself",
            "typed that statement myself",
        ),
        (
            "so “That statement myself, at six” is",
            "That statement myself, at six",
        ),
    ] {
        assert_eq!(asked(&secrets, text), [(there, Doubt::OwnWords)], "{text}");
    }
    for text in ["at six in the morning it rained", "I typed that"] {
        assert!(secrets.places(text).is_empty(), "{text}");
    }
}

#[test]
fn the_abbreviation_of_a_body_is_asked_about() {
    table(&[
        (
            "International Monetary Fund",
            &["so the {IMF} said", "the {I.M.F}. said"],
        ),
        ("Christian News Service", &["met {CNS} there"]),
        ("Harbor Safety Audit Board", &["met {HSAB} there"]),
    ]);
}
