//! Tests of names that are also common words.

use super::*;

#[test]
fn common_words_are_cut_where_they_are_names_and_asked_about_where_they_may_be() {
    table(&[
        (
            "Rose",
            &[
                "They met [Rose] there.",
                "{Rose} was there.",
                "A rose bloomed; prices rose.",
                "{Nurse} [Rose] came",
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
            &["коли він прийшов", "Коли він прийшов", "бачили [Колю]"],
        ),
    ]);
}

#[test]
fn parts_of_other_names_are_asked_about() {
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
fn a_surname_alone_is_cut_where_the_story_has_the_whole_name() {
    let (mut case, _) = case(&[("Rose Miller", "")]);
    let texts = [
        "Miller went home.",
        "The flour of a miller.",
        "«Rose petals» fell.",
    ];
    let cut_and_asked = |story: &str, case: &mut Case| {
        let paragraphs = vec![Paragraph::new(Part::Body, story.to_owned())];
        case.draft = Some(Arc::new(Draft::new("a.txt", paragraphs)));
        let secrets = Secrets::of(case);
        texts.map(|text| (found(&secrets, text).len(), asked(&secrets, text).len()))
    };
    let with = cut_and_asked("On Monday Rose Miller came.", &mut case);
    assert_eq!(with, [(1, 0), (0, 0), (0, 1)]);
    let without = cut_and_asked("On Monday a miller came.", &mut case);
    assert_eq!(without, [(0, 1), (0, 0), (0, 1)]);
}

#[test]
fn particles_beside_a_common_word_are_no_name() {
    table(&[(
        "Victor Law",
        &[
            "It is at odds with the law of it",
            "His laws with the process",
            "met [Victor Law]",
        ],
    )]);
}

#[test]
fn a_common_word_that_may_be_no_name_is_not_cut() {
    for (name, story, text, cut) in [
        (
            "Victor Law",
            "Victor Law left.",
            "This is at odds with the law of the sea.",
            &[][..],
        ),
        (
            "Victor Law",
            "Victor Law left.",
            "the School of Law there",
            &[],
        ),
        (
            "Grey House",
            "Grey House is old.",
            "There is a grey house there.",
            &[],
        ),
        (
            "Grey House",
            "Grey House is old.",
            "There is Grey House there.",
            &["Grey House"],
        ),
        (
            "Слава Мельник",
            "Слава Мельник пішов. Той мельник мовчав.",
            "Мельник мовчав.",
            &[],
        ),
        (
            "Слава Мельник",
            "Слава Мельник пішов.",
            "Мельник мовчав.",
            &["Мельник"],
        ),
        (
            "Игорь Соловей",
            "Игорь Соловей ушёл. Пел соловей.",
            "Соловей пел.",
            &[],
        ),
    ] {
        let (mut case, _) = case(&[(name, "")]);
        let paragraphs = vec![Paragraph::new(Part::Body, story.to_owned())];
        case.draft = Some(Arc::new(Draft::new("a.txt", paragraphs)));
        assert_eq!(found(&Secrets::of(&case), text), cut, "{name}: {text}");
    }
}

#[test]
fn a_word_in_small_letters_behind_an_article_is_no_name() {
    table(&[
        (
            "Ann Fernley",
            &[
                "So the fernley estate, its old fernley and a fernley are shut.",
                "So they met [fernley] there.",
                "So the [Fernley] estate is shut.",
            ],
        ),
        (
            "Олег Стрельба",
            &["Пострадали в стрельбе и в поле.", "Видели [стрельбу] там."],
        ),
        (
            "Mr Stretch",
            &[
                "The election enters its final stretch.",
                "So they met [Stretch] there.",
            ],
        ),
        (
            "Олег Ход",
            &["Установили в ходе следствия.", "Видели [Хода] там."],
        ),
    ]);
}

#[test]
fn a_short_word_that_sounds_like_a_case_of_an_adjective_is_asked_about() {
    table(&[(
        "Марк Серый",
        &[
            "A lawyer for the {Sierra} Club left.",
            "They met [Seryi] there.",
        ],
    )]);
}

#[test]
fn a_surname_that_is_a_trade_is_cut_where_it_is_a_name() {
    table(&[
        (
            "Ann Brewer",
            &[
                "So they met [Brewer] there, and [Ann Brewer] left.",
                "A {brewer} left.",
            ],
        ),
        (
            "Ян Скрипаль",
            &[
                "Бачили [Скрипаля] там.",
                "Тоді [Ян Скрипаль] пішов.",
                "Грав {скрипаль}.",
            ],
        ),
        (
            "Ян Сапожник",
            &[
                "Видели {Сапожника} там.",
                "Потом [Ян Сапожник] ушёл.",
                "Чинил {сапожник}.",
            ],
        ),
    ]);
}
