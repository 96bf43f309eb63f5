//! Tests of spellings: names taken apart, transliterated by ear, in unusual letters.

use super::*;

#[test]
fn a_name_is_found_however_it_is_written() {
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
        (
            "Mark Stone",
            &[
                "Here were Ann Lee; [stone], [mark]; and Bob.",
                "The stone, marked in red, fell.",
            ],
        ),
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
fn a_name_is_found_by_ear_by_its_letters_and_in_any_case() {
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

#[test]
fn what_is_taken_apart_is_joined_where_the_rest_of_the_name_stands() {
    table(&[
        (
            "Федір Сокіл",
            &["бачили [Федора Со\nкола] серед", "бачили Со\nкола серед"],
        ),
        ("Игорь Соловей", &["видели [Сол\nовьём Игорем] среди"]),
        (
            "robert underhill",
            &["The list {Андерхі-лл} came", "So [Роберт Андерх-ілл] came"],
        ),
        (
            "Margaret Whitfield",
            &["from {В_і_т_ф_і_л_д} on", "from {вітфілд} on"],
        ),
        ("Светлана Жук", &["Сказала @[z-h-u-k]_official"]),
    ]);
}

#[test]
fn letters_that_look_alike_are_read_in_both_alphabets() {
    table(&[
        ("Abu Bakr al-Harrani", &["Then [Xappaнi] left"]),
        (
            "Seán O'Rourke",
            &["Then [Ο'Ρуρκα] left", "Then [O'Pypк] left"],
        ),
        (
            "Marta Kowalchuk",
            &["had told {Mapти} of", "had told {Марти} of"],
        ),
        ("Margaret Whitfield", &["Then [Mapгapeт] left"]),
        ("Светлана Жук", &["Тогда [C. Жyк] ушёл"]),
    ]);
}

#[test]
fn the_rest_of_a_handle_and_the_fathers_name_go_with_it() {
    table(&[
        (
            "Стефанія Гнатишин",
            &[
                "Лист від [stefa.hnatyshyn]@poshta.example надійшов",
                "@[hnatyshyn]_official, @[hnatyshyn].com",
            ],
        ),
        (
            "Тимофей Ласточкин",
            &[
                "[Тимофею Андреевичу] предлагали",
                "Файл «akt_[lastochkin_11-03].pdf»",
            ],
        ),
    ]);
}

#[test]
fn a_long_paragraph_ends_where_its_words_end() {
    let secrets = secrets(&[("Тарас Білоус", "")]);
    for lead in (0..140).step_by(3) {
        let first = format!(
            "{} бачили Тарасом Білоусом минулого тижня",
            "ю".repeat(lead)
        );
        let second = format!(
            "Тарас Білоус і Т. Білоус прийшли о шостій {}",
            "ю".repeat(lead)
        );
        for text in secrets
            .places_across(&[&first, &second, &first])
            .iter()
            .zip([&first, &second, &first])
        {
            for place in text.0 {
                let words = &text.1[place.range.clone()];
                assert!(
                    ["Тарасом Білоусом", "Тарас Білоус", "Т. Білоус"].contains(&words),
                    "{words}"
                );
            }
        }
    }
}

#[test]
fn an_ending_behind_an_apostrophe_goes_with_the_name() {
    table(&[(
        "Любов Шевчук",
        &[
            "went with [Lyubov’yu] there",
            "went with [Lyubov'yu] there",
            "бачили з [Любов’ю] там",
        ],
    )]);
}

#[test]
fn a_foreign_name_in_cyrillic_letters_is_asked_about_and_cut_beside_the_first_name() {
    table(&[
        (
            "Katherine Holloway",
            &[
                "Видели {Холлоуэй} и {Холлоуэя} там.",
                "Бачили {Голловей} там.",
                "Бачили там [Кетрін Голловей].",
                "Бачили Галину Холодову там.",
            ],
        ),
        (
            "Gil Wainwright",
            &[
                "Видели {Уэйнрайта}, бачили {Вейнрайта} там.",
                "Видели Вайнштейна там.",
            ],
        ),
        (
            "Кэтрин Холлоуэй",
            &["So they met {Holloway} there, not Holland."],
        ),
        ("Jean-Jacques Morel", &["Бачили [Жан-Жака] там."]),
    ]);
}

#[test]
fn a_name_in_small_letters_or_broken_is_found_in_a_text_of_another_alphabet() {
    table(&[
        ("Павел Заяц", &["По словам {pavle} мост закрыли."]),
        ("Любовь Шевчук", &["По словам [shevchuk] мост закрыли."]),
        (
            "Margaret Rose Whitfield",
            &[
                "Later that day {вітфілд} came back.",
                "The list came from {Ві\nтфілд} on Tuesday.",
                "The list came from [Маргарет Rose Вітфі\nлд] on Tuesday.",
            ],
        ),
        (
            "Grzegorz Brzęczykowski",
            &["Nobody had told [гЖеГоЖ BrZeCzYkOwSkI] of it."],
        ),
    ]);
}

#[test]
fn a_name_that_a_space_divides_is_found_whatever_its_pieces_are() {
    table(&[
        // Each piece alone only sounds like the name in another language: Pete.
        (
            "Петро Кравець",
            &["[Pet rovi]", "The list came from [Pet rovi] on Monday."],
        ),
        // A transliteration by ear, divided by a space.
        (
            "Margaret Whitfield",
            &[
                "Список надійшов від {Ві тфілд} у вівторок.",
                "Список пришёл от {Уит филда} во вторник.",
                "Від вітру філд не рятує.",
            ],
        ),
        ("Pat Okonjo", &["Did [Okonjo] go there?"]),
    ]);
}
