//! Whatever the names and texts are.

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
