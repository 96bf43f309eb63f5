//! What reading a story's words alone finds amiss: a weekday that the date was not, parts that do
//! not add up, a title that says more than the body, one name in several spellings, a number
//! outside the story.
//!
//! Nothing here is sure of anything: each of these asks an editor to look, so each is silent where
//! words may well be right. The words themselves are data, `assets/languages/*/checks.ron`, of all
//! languages at once.

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

pub(super) use figures::Sort;
pub(super) use line::Line;
pub(super) use stem::stem;
pub(super) use table::Place;
pub(super) use words::WORDS;

/// Reads the word lists, which takes two milliseconds once. A caller that needs them soon may have
/// that done on another thread meanwhile.
pub fn load_words() {
    LazyLock::force(&WORDS);
}

/// Something amiss at a place of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lint {
    /// Where, in bytes of the text given, on character boundaries.
    pub range: Range<usize>,
    /// One sentence without a full stop.
    pub message: Phrase,
}

/// How many cells of a text a message quotes.
const QUOTED: usize = 60;

/// Words of a text as a message holds them: made visible and clipped.
pub(super) fn shown(words: &str) -> String {
    // Clipped twice: what is made visible may be longer, and a text may be very long.
    clip(&visible(&clip(words, QUOTED)), QUOTED).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: usize = 60_000;

    /// Each of these would take minutes where time grew with the square of the text.
    #[test]
    fn what_is_made_to_be_slow_is_not() {
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
            dates::weekday(text, Some(2024), None);
            numbers::sums(text);
            numbers::in_boilerplate(text);
            names::beyond(text, &[text]);
            names::beyond("NATO: 40 in NNNNNNNNNNNNNNNNNNNN", &[text]);
            names::variants([text.as_str(), "Kyiv"].into_iter());
        }
    }
}
