//! Tests of names that consist of common words: only the whole name is cut.

use super::details::Met;
use super::*;

/// The secrets of a case with one confidential source and this story.
fn secrets_of(name: &str, story: &str) -> Secrets {
    let (mut case, _) = case(&[(name, "")]);
    let paragraphs = vec![Paragraph::new(Part::Body, story.to_owned())];
    case.draft = Some(Arc::new(Draft::new("a.txt", paragraphs)));
    Secrets::of(&case)
}

/// What is cut from a text, and what is asked about in it.
fn both<'a>(secrets: &Secrets, text: &'a str) -> (Vec<&'a str>, Vec<&'a str>) {
    let asked = asked(secrets, text).into_iter().map(|(words, _)| words);
    (found(secrets, text), asked.collect())
}

#[test]
fn a_place_or_body_that_an_office_names_is_asked_about() {
    for (name, text, cut, ask) in [
        (
            "Голова ОТГ",
            "Бюджет ОТГ більший, сказав голова ОТГ.",
            vec!["голова ОТГ"],
            vec!["ОТГ"],
        ),
        (
            "голова Ковельської громади",
            "У Ковельській лікарні голова Ковельської громади мовчав.",
            vec!["голова Ковельської громади"],
            vec!["Ковельській"],
        ),
        (
            "глава Мухоморовского района",
            "Мухоморовского завода нет.",
            vec![],
            vec!["Мухоморовского"],
        ),
        (
            "nurse at the Brackwater clinic",
            "In Brackwater a nurse at the Brackwater clinic left.",
            vec!["nurse at the Brackwater clinic"],
            vec!["Brackwater"],
        ),
        (
            "director of Brackwater Hospital",
            "In Brackwater the director of Brackwater Hospital left.",
            vec!["director of Brackwater Hospital"],
            vec!["Brackwater"],
        ),
    ] {
        let secrets = secrets(&[(name, "")]);
        assert_eq!(both(&secrets, text), (cut, ask), "{name}");
        assert_eq!(secrets.ordinary().len(), 1, "{name}");
    }
}

#[test]
fn a_long_description_is_cut_where_it_stands_whole_and_asked_about_elsewhere() {
    let name = "former stevedores of the company who complained";
    let secrets = secrets_of(name, "Some stevedores complained.");
    let text = "The stevedores complained: former stevedores of the company who complained.";
    assert_eq!(found(&secrets, text), [name]);
    let other = "Stevedores complained.";
    assert_eq!(both(&secrets, other), (vec![], vec!["Stevedores"]));
    assert_eq!(secrets.ordinary().len(), 1);
}

#[test]
fn a_name_in_small_letters_is_a_name_all_the_same() {
    for (name, text, cut) in [
        ("olena demchuk", "met demchuk there", "demchuk"),
        ("nurse Demchuk", "met Demchuk there", "Demchuk"),
        ("stefa hnatyshyn", "met hnatyshyn there", "hnatyshyn"),
        (
            "директор Ковельський",
            "бачили Ковельського там",
            "Ковельського",
        ),
        (
            "Olena Demchuk, head of the ОТГ",
            "met Demchuk there",
            "Demchuk",
        ),
    ] {
        let secrets = secrets_of(name, "The ferry left at six.");
        assert_eq!(found(&secrets, text), [cut], "{name}");
        assert_eq!(secrets.ordinary(), [], "{name}");
    }
    // A word that the story also writes in small letters is cut only as a part of the whole name.
    let secrets = secrets_of("stevedores complained", "Some stevedores complained there.");
    assert_eq!(
        found(&secrets, "the stevedores complained, stevedores"),
        ["stevedores complained"]
    );
}

#[test]
fn a_single_word_left_over_of_own_words_and_the_wish_to_stay_unnamed_are_not_asked_about() {
    let met = Met {
        name: "Imelda Foss",
        locator: "room 412",
        note: "Wanted anonymity granted. Sharper than before. Fits the brigade log.",
        quote: "before room 412 was sealed the blue crates went downstairs",
        story: "It is cold.",
    };
    met.asks(&[
        "It was before {room 412} {was sealed the blue crates} again.",
        "Outside they had anonymity granted.",
        "A sharper tone than this.",
        "The fire brigade came.",
    ]);
}
