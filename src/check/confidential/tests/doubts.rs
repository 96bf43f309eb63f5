//! Tests of words that a person is asked about, and of words that are not the source.

use super::*;

#[test]
fn initials_misspellings_and_details_are_asked_about() {
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
fn a_place_is_described_by_word_numbers_and_not_by_the_name() {
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
fn a_form_of_a_first_name_that_is_also_a_noun_is_asked_about() {
    table(&[(
        "Олена Гарбуз",
        &[
            "[Олена] прийшла.",
            "розповіла [олена] вранці",
            "бачили {олені} в лісі",
        ],
    )]);
}

#[test]
fn pet_names_that_no_list_has_are_asked_about() {
    table(&[
        (
            "Стефанія Гнатишин",
            &[
                "— каже {Стефа}.",
                "рукою {Стефки}",
                "{Стефа} сама",
                "Стефа Мороз",
            ],
        ),
        (
            "Тимофей Ласточкин",
            &["Письмо {Тимохи} пришло", "Терентий пришёл"],
        ),
        ("Петро Гарбуз", &["Петренко і {Петров}", "бачили {Петрика}"]),
        ("Stephanie Harbuz", &["So {Steph} went", "Stephens went"]),
        (
            "Ben Okafor",
            &["gave his name as {Ben}, said", "Abu ben Adhem, ben said"],
        ),
    ]);
}

#[test]
fn a_detail_that_a_public_source_repeats_is_asked_about() {
    let (mut case, mut mint) = case(&[("Imelda Foss", "")]);
    let secret = case.sources.iter().next().unwrap().id;
    let public = Source::new(mint.id(|_| false), "The paper");
    let mut theirs = item(&mut mint, secret);
    theirs.locator = "call, 14 Quay".to_owned();
    let mut other = item(&mut mint, public.id);
    other.note = "Her kitchen is at 14 Quay Street.".to_owned();
    case.sources.insert(Arc::new(public));
    let mut claim = Claim::new(mint.id(|_| false), None, "It is cold.".to_owned());
    claim.evidence = vec![theirs, other];
    case.claims.insert(Arc::new(claim));
    let secrets = Secrets::of(&case);
    let about = asked(&secrets, "Her kitchen is at 14 Quay Street.");
    assert_eq!(about, [("14 Quay", Doubt::Detail)]);
}

#[test]
fn two_initials_without_dots_are_asked_about() {
    table(&[
        (
            "David Weaver",
            &[
                "as {DW} said",
                "{WD} called, {D W} wrote, then {D-W}",
                "DW SAID SO THERE",
                "the UK and the EU",
                "@DW",
            ],
        ),
        ("David Lloyd Weaver", &["as {DW} and {DLW} said"]),
        (
            "Олена Демчук",
            &["розповіла {ОД} вчора", "у ЄС і РФ", "ДО міста"],
        ),
        ("Елена Синицына", &["сообщила {СЕ} утром, ЕС молчит"]),
        ("Игорь Дзюба", &["сообщил {ИД} и {Д. И}."]),
    ]);
}

#[test]
fn the_abbreviation_of_a_body_is_asked_about_in_other_languages() {
    table(&[
        (
            "International Monetary Fund",
            &[
                "так заявив {МВФ} вчора",
                "the {IMF} said, the {I.M.F}. said",
                "так вважає [Міжнародний валютний фонд]",
                "[Международного валютного фонда] там нет",
            ],
        ),
        (
            "Служба безпеки України",
            &["the {SBU} said", "из {СБУ} сообщили"],
        ),
    ]);
}

#[test]
fn a_first_name_alone_is_asked_about_where_the_story_alone_has_it() {
    let (mut case, _) = case(&[("Mr. Stenger", ""), ("директор Синиця", "")]);
    let paragraphs = [
        "On Monday William D. Stenger came with William Barr.",
        "Приїхала Олена Іванівна Синиця.",
    ];
    let paragraphs = paragraphs
        .iter()
        .map(|text| Paragraph::new(Part::Body, (*text).to_owned()));
    case.draft = Some(Arc::new(Draft::new("a.txt", paragraphs.collect())));
    let secrets = Secrets::of(&case);
    for (text, there) in [
        ("William said so.", vec!["William"]),
        ("a friend of William's left", vec!["William"]),
        ("William Barr said", vec![]),
        ("WS wrote; W. S. wrote", vec!["WS", "W. S"]),
        ("Він знає Олену добре", vec!["Олену"]),
        ("Олена Мороз", vec![]),
    ] {
        let is: Vec<&str> = asked(&secrets, text)
            .into_iter()
            .map(|(words, _)| words)
            .collect();
        assert_eq!(is, there, "{text}");
    }
    assert_eq!(found(&secrets, "met William Stenger"), ["William Stenger"]);
}

#[test]
fn a_first_name_alone_is_cut_where_it_is_the_sources() {
    table(&[
        (
            "William Stenger",
            &["[William] said so.", "{Bill} said, {Billie} said"],
        ),
        (
            "Дмитро Гарбуз",
            &["[Дмитро] сказав", "{Діма}, {Дімка}, {Митько}"],
        ),
        (
            "Дмитрий Гарбузов",
            &["[Дмитрий] сказал", "{Дима}, {Димка}, {Митька}, {Димон}"],
        ),
    ]);
}

#[test]
fn one_letter_from_a_long_name_is_asked_about_in_all_languages() {
    table(&[
        (
            "Olena Demchuk",
            &[
                "met [Demchuc], {Demchk}, {Demchhuk}, {Demchyk}",
                "met Demch",
            ],
        ),
        (
            "Олена Гнатишин",
            &["бачили [Гнатишына], {Гнатшина}, {Гнаитшина}"],
        ),
        (
            "Елена Ревуцкая",
            &["видели [Ревутскую], {Ревуцую}, {Рвуцкую}"],
        ),
    ]);
}

#[test]
fn what_is_made_of_a_surname_is_asked_about() {
    table(&[
        (
            "Павел Ежов",
            &[
                "видели {Ежиху} там",
                "{Ежиха} ушла.",
                "видели {Ежовскую} там",
                "это {ежовские} бумаги",
                "видели [Езhова] там",
                "видели [Ежова] там",
            ],
        ),
        (
            "Олена Демчук",
            &[
                "бачили {Демчиху} там",
                "з {демчуківських} паперів",
                "asked @{dem85} about",
                "каже {О Д} там",
                "каже «{О Д}» там",
                "у місті Одеса",
            ],
        ),
        ("Петро Кравець", &["бачили {Кравчиху} там"]),
        ("Ирина Носова", &["видели {Ирку} там"]),
        ("Carol Whitby", &["Mrs {W}. left.", "Mrs D. left."]),
        (
            "Donald Brexley",
            &["the [Brexleyites] left", "a [Brexleyesque] plan"],
        ),
    ]);
}

#[test]
fn parts_of_a_handle_are_found() {
    table(&[
        (
            "a clerk <mailto:p.zork85@mail.example>",
            &[
                "asked [zork85] there",
                "asked {zork} there",
                "asked @[zork] there",
            ],
        ),
        (
            "a clerk <mailto:lenka@mail.example>",
            &["asked @[lenka] there", "asked {lenka} there"],
        ),
        (
            "Олена Демчук",
            &["asked @{lenka} there", "asked {Lenka} there"],
        ),
    ]);
}

#[test]
fn names_that_were_missed_before_are_found() {
    table(&[
        (
            "Вероніка Скородинська-Кюрлі",
            &["бачили [скородинскую] серед", "бачили [скородинской] серед"],
        ),
        ("Лук'ян В'юнник", &["передали через [вьюнника] у вівторок"]),
        (
            "Павел Заяц",
            &[
                "По словам [p.zaya\nts]@mail.example мост",
                "По словам p.{zaya ts}@mail.example мост",
            ],
        ),
        ("Игорь Соловей", &["видели @[solo\nvei]_official среди"]),
        (
            "Илья Горобец",
            &["@[gorob\u{2029}ets_i] через", "@[gorob\n\nets_i] через"],
        ),
        (
            "the harbour master, Grzegorz Brzęczykowski (night shift)",
            &[
                "asked [Гжег\u{2029}ож Brzeczykowski] about",
                "asked [Гжег\n\nож Brzeczykowski] about",
            ],
        ),
    ]);
}
