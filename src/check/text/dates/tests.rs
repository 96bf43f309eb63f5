//! Tests of which weekdays are reported as wrong, and which phrases are ignored.

use super::*;
use proptest::prelude::*;

fn messages(text: &str) -> Vec<String> {
    date_lints(text, Some(2024), None)
        .into_iter()
        .map(|lint| lint.message.to_string())
        .collect()
}

#[test]
fn a_day_that_does_not_exist_is_reported() {
    assert_eq!(
        messages("It closed on 31 April 2025, at night."),
        ["there is no 31 April 2025: “31 April 2025”"]
    );
    for text in [
        "Thursday, February 30",
        "by June 31, the mill",
        "29 February 2023",
        "31.04.2025",
        "2025-09-31",
        "до 31 вересня",
        "у п'ятницю, 30 лютого",
        "31 июня состоялся суд",
        "29 февраля 2023 года",
    ] {
        assert_eq!(messages(text).len(), 1, "{text}");
    }
}

#[test]
fn a_wrong_weekday_is_reported() {
    assert_eq!(
        messages("It happened on Thursday, 22 March 2024, at night."),
        ["22 March 2024 was a Friday, not a Thursday: “Thursday, 22 March 2024”"]
    );
    for text in [
        "on Thursday, March 22",
        "on Thursday March 22, 2024, and",
        "Thursday, the 22nd of March, was",
        "on March 22, a Thursday, and",
        "on March 22, 2024, a Thursday.",
        "March 22 (Thursday)",
        "Thu 22 Mar",
        "Thu., Mar. 22",
        "Thursday 22.03.2024",
        "Thursday (22 March)",
        "у четвер, 22 березня",
        "у четвер, 22 березня 2024 року",
        "22 березня, у четвер, сталося",
        "22 березня 2024 року, у четвер, сталося",
        "22 березня (четвер)",
        "22 березня у п'ятницю не сталося, а в суботу, 22 березня, сталося",
        "в четверг, 22 марта 2024 года",
        "в четверг 22 марта",
        "22 марта, в четверг.",
        "в ночь на четверг, 22-го марта",
        "чт, 22.03.2024",
        "2024-03-22, Thursday",
    ] {
        assert_eq!(messages(text).len(), 1, "{text}");
    }
}

#[test]
fn correct_weekdays_and_other_phrases_are_not_reported() {
    for text in [
        "Friday, March 22",
        "on Friday, 22 March 2024",
        "у п’ятницю, 22 березня",
        "22 березня, у п’ятницю",
        "в пятницу, 22 марта 2024 года",
        "Fri 22 Mar",
        "Friday 22.03.2024",
        "He spoke on Monday; on March 22 he left",
        "on Monday told reporters that on March 21",
        "On Monday, 40 people left",
        "between March 22 and Monday",
        "came on March 22, Monday's papers said",
        "March 22, on Monday police said",
        "22 березня, у понеділок поліція повідомила",
        "Good Friday, March 22",
        "Good Friday, March 29",
        "Monday–Thursday, March 22",
        "Monday, March 22-24",
        "Monday, 18–22 March",
        "In June 31 people were hurt.",
        "29 February 2024",
        "29 лютого",
        "Thursday, March 22 last year",
        "у четвер, 22 березня минулого року",
        "Sunday, 9 January 1905",
        "Thursday, March 22, 2018",
        "Sunday, December 31",
        "the sun 22 March, may 5, F16 March",
        "Monday at 22:03, 22.03",
        "Monday, 22 марафони",
    ] {
        assert_eq!(messages(text), [""; 0], "{text}");
    }
    assert!(date_lints("Thursday, February 29", Some(2023), None).is_empty());
    assert!(date_lints("Thursday, 22 March", None, None).is_empty());
    assert_eq!(date_lints("Thursday, 22 March 2024", None, None).len(), 1);
}

#[test]
fn hidden_characters_are_made_visible() {
    let found = messages("Thursday, 22 March\u{202e}");
    assert!(found.iter().all(|message| !message.contains('\u{202e}')));
}

proptest! {
    #[test]
    fn any_text_gives_ranges_on_character_boundaries(text in "(Friday|Thu|п’ятницю|четверг|март[а]?|березня|March|[0-9]{1,5}|2024|[-.,;:() ]|the|of|\u{202e}|é|😀){0,24}", any in any::<String>()) {
        for text in [text, any] {
            for lint in date_lints(&text, Some(2024), None) {
                prop_assert!(text.get(lint.range).is_some());
            }
        }
    }
}
