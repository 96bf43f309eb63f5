//! Finds reasons why a claim may be worth checking: it has parts that can be looked up, or that
//! would do harm if they were wrong.
//!
//! The reasons are only a hint. Nothing is sorted or hidden by them, and a claim without a reason
//! may be wrong, too.

use std::sync::LazyLock;

use super::detection::rules_language;
use super::language::Language;
use super::worth_words::WorthWords;
use crate::text;
use crate::text::languages::lists_of;

/// A reason to check a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Worth {
    /// It contains a count or a measure.
    Number,
    /// It contains a date.
    Date,
    /// It quotes somebody.
    Quote,
    /// It says who is to blame.
    Blame,
    /// It says that something is the most, the first or the only one.
    Superlative,
    /// The story itself expresses doubt about it.
    Hedged,
}

impl Worth {
    /// Its name, in kebab-case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Date => "date",
            Self::Quote => "quote",
            Self::Blame => "blame",
            Self::Superlative => "superlative",
            Self::Hedged => "hedged",
        }
    }
}

/// The word lists of a language; empty for an unsupported one.
fn words_of(language: Option<Language>) -> &'static WorthWords {
    static ENGLISH: LazyLock<WorthWords> = LazyLock::new(|| of(Language::English));
    static UKRAINIAN: LazyLock<WorthWords> = LazyLock::new(|| of(Language::Ukrainian));
    static RUSSIAN: LazyLock<WorthWords> = LazyLock::new(|| of(Language::Russian));
    static NONE: LazyLock<WorthWords> = LazyLock::new(WorthWords::default);
    match language {
        Some(Language::English) => &ENGLISH,
        Some(Language::Ukrainian) => &UKRAINIAN,
        Some(Language::Russian) => &RUSSIAN,
        None => &NONE,
    }
}

fn of(language: Language) -> WorthWords {
    WorthWords::of(&lists_of(language.code()))
}

/// Loads the word lists of the language with this code. A caller can do this early on another
/// thread.
pub fn load_worth(code: &str) {
    words_of(Language::of_code(code));
}

/// The reasons in a claim's text, in the order of [`Worth`]. `code`: the language code for a text
/// that does not show its language. `hedge`: the words with which the story doubts the claim; empty
/// if it does not.
pub fn worth(text: &str, code: &str, hedge: &str) -> Vec<Worth> {
    let known = words_of(rules_language(text, Language::of_code(code)));
    let lower = text.to_lowercase();
    let words: Vec<&str> = text::words(&lower)
        .filter_map(|word| lower.get(word))
        .collect();
    let any_word = |fits: &dyn Fn(&str) -> bool| words.iter().any(|word| fits(word));
    let is_date = has_date(&words, known);
    let reasons = [
        (Worth::Number, has_number(&words, known)),
        (Worth::Date, is_date),
        (Worth::Quote, quotes(text)),
        (
            Worth::Blame,
            any_word(&|word| {
                known
                    .blame
                    .iter()
                    .any(|start| word.starts_with(start.as_str()))
            }),
        ),
        (
            Worth::Superlative,
            any_word(&|word| {
                known.superlatives.contains(word)
                    || known.superlative_starts.iter().any(|start| {
                        word.strip_prefix(start.as_str())
                            .is_some_and(|rest| rest.chars().nth(3).is_some())
                    })
            }),
        ),
        (Worth::Hedged, !hedge.is_empty()),
    ];
    reasons
        .into_iter()
        .filter(|(_, applies)| *applies)
        .map(|(reason, _)| reason)
        .collect()
}

/// Whether there is a weekday, a year, or a month. A month whose name has other meanings, such as
/// `may`, needs a number next to it.
fn has_date(words: &[&str], known: &WorthWords) -> bool {
    let names = |word: &&str| known.dates.contains(*word);
    let is_beside_number = |place: usize| {
        [place.checked_sub(1), Some(place + 1)]
            .into_iter()
            .flatten()
            .any(|near| {
                words
                    .get(near)
                    .is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
            })
    };
    words.iter().any(names)
        || words.iter().any(|word| text::is_year(word))
        || words
            .iter()
            .enumerate()
            .any(|(place, word)| known.months.contains(*word) && is_beside_number(place))
}

/// Whether there is a number, in digits or words, that is neither a year nor next to a month.
fn has_number(words: &[&str], known: &WorthWords) -> bool {
    let is_beside_month = |place: usize| {
        let near = [place.checked_sub(1), Some(place + 1)];
        near.into_iter().flatten().any(|near| {
            words
                .get(near)
                .is_some_and(|word| known.months.contains(*word))
        })
    };
    words.iter().enumerate().any(|(place, word)| {
        let is_figure = word.starts_with(|c: char| c.is_ascii_digit());
        (is_figure && !text::is_year(word) && !is_beside_month(place))
            || known.numbers.contains(*word)
    })
}

/// Whether there is a quotation of at least three words.
fn quotes(text: &str) -> bool {
    let marks = ['"', '“', '”', '«', '»', '„'];
    text.split(marks)
        .skip(1)
        .step_by(2)
        .any(|inside| text::words(inside).nth(2).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str, code: &str) -> String {
        worth(text, code, "")
            .into_iter()
            .map(Worth::name)
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn reasons_to_check_are_found() {
        assert_eq!(
            named("Two died and 40 were hurt on 5 May 2019.", "en"),
            "number date"
        );
        assert_eq!(named("It opened on Monday.", "en"), "date");
        assert_eq!(named("It may open.", "en"), "");
        assert_eq!(named("He called it “a theatre with exits”.", "en"), "quote");
        assert_eq!(
            named("The mayor blamed the largest operator.", "en"),
            "blame superlative"
        );
        assert_eq!(
            named("Міністр звинуватив найбільшу компанію у вівторок.", "uk"),
            "date blame superlative"
        );
        assert_eq!(
            named("Погибли двое, обвинили самого старшего.", "ru"),
            "number blame superlative"
        );
        assert_eq!(worth("It sank.", "en", "allegedly"), [Worth::Hedged]);
    }
}
