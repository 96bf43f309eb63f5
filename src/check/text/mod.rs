//! Text lints: a weekday that does not match its date, parts that do not add up, a title that says
//! more than the body, one name in several spellings, a number in boilerplate.
//!
//! A lint asks an editor to look at a passage. It reports nothing if the text may well be right.
//! The word lists are data (`assets/languages/*/checks.ron`) and are used for all languages at
//! once.

pub mod dates;
mod figures;
mod line;
pub mod names;
pub mod numbers;
mod stem;
mod table;
mod words;

use std::ops::Range;
use std::sync::LazyLock;

use crate::check::phrase::Phrase;
use crate::text::{clip, visible};

pub(super) use figures::FigureKind;
pub(super) use line::Line;
pub(super) use stem::stem;
pub(super) use table::ListPosition;
pub(super) use words::WORDS;

/// Loads the word lists. The first call takes two milliseconds, so a caller can make it early on
/// another thread.
pub fn load_words() {
    LazyLock::force(&WORDS);
}

/// A suspected mistake in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lint {
    /// The bytes concerned, on character boundaries of the linted text.
    pub range: Range<usize>,
    /// One sentence without a full stop.
    pub message: Phrase,
}

/// How many terminal cells of a text a message quotes.
const MAX_CELLS_QUOTED: usize = 60;

/// Words of a text for a message: hidden characters are made visible, and long texts are clipped.
pub(super) fn shown(words: &str) -> String {
    // The text is clipped twice: before, since it may be very long, and after, since making
    // characters visible may lengthen it.
    clip(&visible(&clip(words, MAX_CELLS_QUOTED)), MAX_CELLS_QUOTED).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: usize = 60_000;

    /// Each of these texts would take minutes if the time were quadratic.
    #[test]
    fn hostile_texts_take_linear_time() {
        let mut spellings = String::new();
        for number in 0..8_000usize {
            let (y, n) = ("y".repeat(number % 50), "n".repeat(number / 160));
            spellings.push_str(&format!("Ba{y}b{n} "));
        }
        let mut texts = vec![spellings];
        for part in [
            "1, ",
            "1.",
            "1-",
            "1 ",
            "40 killed and ",
            "Friday, 22 ",
            "22 March ",
            "of the 20, 12 for, ",
            "total ",
            "12 people: 5 women, ",
            "a'",
            "'",
            "NATO ",
            "N",
            "Kyiv (",
            "двадцать ",
            "\u{301}",
        ] {
            texts.push(part.repeat(SIZE / part.len()));
            texts.push(format!(
                "{}, 150 in all: 5 men",
                part.repeat(SIZE / part.len())
            ));
        }
        for text in &texts {
            dates::date_lints(text, Some(2024), None);
            numbers::sums(text);
            numbers::in_boilerplate(text);
            names::missing_from_body(text, &[text]);
            names::missing_from_body("NATO: 40 in NNNNNNNNNNNNNNNNNNNN", &[text]);
            names::variants([text.as_str(), "Kyiv"].into_iter());
        }
    }
}
