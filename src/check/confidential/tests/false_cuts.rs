//! Tests of words that only look as if they named a source. They are asked about at most.

use super::*;

#[test]
fn a_surname_that_ends_like_a_patronymic_is_asked_about() {
    table(&[
        (
            "Остап Вертипорох",
            &[
                "Грав {Остап Ступкевич}.",
                "Був [Остап Петрович].",
                "Була тут [Остап Вертипорох].",
            ],
        ),
        (
            "Тимофей Ложечников",
            &["Пел {Тимофей Яцкевич}.", "Пришел [Тимофей Андреевич]."],
        ),
    ]);
}

#[test]
fn a_town_that_begins_with_a_name_stays() {
    table(&[
        (
            "Georgette Plumb",
            &[
                "The ship left Georgetown.",
                "[Georgette] left {Georgettetown}.",
            ],
        ),
        (
            "Вера Галкина",
            &[
                "Горела деревня {Галкино}.",
                "Едем в {Галкино}.",
                "Пришла [Галкина].",
            ],
        ),
        ("Фома Бурцев", &["Станция {Бурцево} закрыта."]),
    ]);
}

#[test]
fn a_word_that_a_handle_is_made_of_is_asked_about_in_the_other_alphabet() {
    let (mut case, _) = case(&[("Вера Галкина", "")]);
    let mut source = (**case.sources.iter().next().unwrap()).clone();
    source.aliases = vec!["@galka_v".into(), "@chaynik_v".into()];
    case.sources.insert(Arc::new(source));
    let secrets = Secrets::of(&case);
    for text in ["На столе стоял чайник.", "Чайник кипел."] {
        assert_eq!(found(&secrets, text), Vec::<&str>::new(), "{text}");
        assert_eq!(asked(&secrets, text).len(), 1, "{text}");
    }
    assert_eq!(found(&secrets, "Пишет @chaynik_v."), ["chaynik_v"]);
}

#[test]
fn the_host_of_an_other_name_counts_as_a_whole() {
    let (mut case, _) = case(&[("Ann Pettibone", "")]);
    let mut source = (**case.sources.iter().next().unwrap()).clone();
    source.aliases = vec![
        "ann.p@marlowes.nhs.uk".into(),
        "crew.harbourside.example".into(),
        "ann@post.example".into(),
    ];
    case.sources.insert(Arc::new(source));
    let secrets = Secrets::of(&case);
    for text in [
        "She came from St Marlowe's Hospital.",
        "The post came late, the crew too.",
        "Harbourside flats were sold.",
    ] {
        assert_eq!(found(&secrets, text), Vec::<&str>::new(), "{text}");
    }
    for text in [
        "See ann.p@marlowes.nhs.uk here.",
        "See marlowes.nhs.uk/list here.",
        "See crew.harbourside.example here.",
    ] {
        assert_eq!(found(&secrets, text).len(), 1, "{text}");
    }
}

#[test]
fn a_bracket_behind_an_initial_is_no_second_initial() {
    table(&[(
        "Ярина Полящук",
        &[
            "Знову [Полящук Я]. (М. Д.) пише.",
            "Знову [Полящук Я. М]. пише.",
        ],
    )]);
}

#[test]
fn a_possessive_in_small_letters_is_a_word() {
    table(&[
        ("Марія", &["Стара машина згоріла."]),
        ("Юлия", &["Люди юлили."]),
    ]);
}
