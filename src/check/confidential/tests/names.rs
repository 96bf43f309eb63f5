//! Tests of words of names: their cases, the words around them, other alphabets.

use super::*;

#[test]
fn a_pet_name_that_is_a_word_too_is_asked_about() {
    table(&[
        (
            "Павел Кислов",
            &[
                "Видели, что {Паша} тут.",
                "Спросили {Пашу} снова.",
                "Не наша, а паша в чалме.",
            ],
        ),
        ("Станислав Кислов", &["Спросили {Славу} снова."]),
        (
            "Francis Tranter",
            &["He met {Frank} on site.", "She was frank with us."],
        ),
    ]);
}

#[test]
fn both_initials_behind_a_surname_go_with_it() {
    table(&[
        (
            "Олена Ігорівна Демчук",
            &[
                "[Демчук О. І]. пішла.",
                "[ДЕМЧУК О. І]. пішла.",
                "бачили [Демчук О.І]., потім",
            ],
        ),
        (
            "Thomas Edward Kilbride",
            &["[Kilbride T. E]. left.", "[Kilbride, T.E]. (who left)"],
        ),
        ("Thomas Kilbride", &["[Kilbride T]. A man left."]),
    ]);
}

#[test]
fn a_name_is_found_in_its_cases() {
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
        (
            "Уляна Задорожна",
            &[
                "{дружина} [Задорожного]",
                "бачив [Задорожну]",
                "пан [Задорожний]",
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
fn a_name_is_found_beside_roles_particles_and_marks() {
    table(&[
        (
            "Olena Demchuk, nurse",
            &[
                "met [Demchuk] there",
                "a {nurse} came",
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
            &["the [ward nurse] said", "a {nurse in the ward}"],
        ),
        (
            "Mary Anne Lou Ann Beth Cole",
            &["[Beth] came", "[Cole] came"],
        ),
        ("Li Na", &["she is [Li], police", "[Li Na]"]),
    ]);
}

#[test]
fn a_source_of_every_kind_is_found() {
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
fn a_name_is_found_in_other_alphabets_and_languages() {
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
fn a_foreign_name_is_found_as_its_own_language_and_others_write_it() {
    table(&[
        (
            "Олег Вишневський",
            &["Then [Wiśniewski] met [Wisniewskiego] and [Вишневский]."],
        ),
        (
            "Piotr Wiśniewski",
            &["Прийшов [Вишневський], бачили [Вишневскому] і [Вишневская]."],
        ),
        (
            "Рустам Мамедов",
            &["Then {Məmmədov} came.", "Сказал {Мамедыч}, а не Петрович."],
        ),
        (
            "Rüstəm Məmmədov",
            &["Прийшов [Мамедов], потім [Рустам Мамедов]."],
        ),
        (
            "Zbigniew Kowalczyk",
            &[
                "Then {Zbyszek} came.",
                "Прийшов {Збишек}.",
                "Це [Ковальчик].",
            ],
        ),
        ("Євсей Гнатюк", &["Прийшов {Євсюха}.", "Бачили {Євсюху}."]),
        (
            "Małgorzata Szczepańska",
            &["Пришла [Щепанская].", "Пришла {Гося}."],
        ),
        ("Gheorghe Țurcanu", &["Пришёл [Цуркану]."]),
        ("Ґжегож Бжезіцький", &["Then [Brzezicki] came."]),
    ]);
}
