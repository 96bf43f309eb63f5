//! Arguments with a closed list of values. Help and completions list them all.

use std::ffi::OsStr;
use std::fmt;

use clap::builder::{PossibleValue, TypedValueParser};

use crate::case::UnknownWord;
use crate::text::search::typing_errors;

/// A value parser with a list of all valid words.
#[derive(Clone)]
pub(super) struct Listed<T> {
    words: Vec<&'static str>,
    parse: fn(&str) -> Result<T, UnknownWord>,
}

/// A parser for a value that is one of these words.
pub(super) fn listed<T>(
    words: &[&'static str],
    parse: fn(&str) -> Result<T, UnknownWord>,
) -> Listed<T> {
    Listed {
        words: words.to_vec(),
        parse,
    }
}

impl<T: Clone + Send + Sync + 'static> TypedValueParser for Listed<T> {
    type Value = T;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<T, clap::Error> {
        let (parse, words) = (self.parse, self.words.clone());
        let parse = move |given: &str| {
            parse(given).map_err(|unknown| Unlisted {
                meant: nearest(given, &words),
                unknown,
            })
        };
        parse.parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.words.iter().map(PossibleValue::new)))
    }
}

/// The error for an unknown word, with the nearest valid word.
#[derive(Debug)]
struct Unlisted {
    unknown: UnknownWord,
    meant: Option<&'static str>,
}

impl fmt::Display for Unlisted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.unknown)?;
        match self.meant {
            Some(meant) => write!(f, "; did you mean {meant}?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Unlisted {}

/// The valid word that was probably meant: the only one with this beginning, otherwise the one with
/// the fewest typing errors. None if all have too many.
fn nearest(given: &str, words: &[&'static str]) -> Option<&'static str> {
    let given = given.to_lowercase();
    if given.is_empty() {
        return None;
    }
    let mut starting = words.iter().filter(|word| word.starts_with(&given));
    if let (Some(word), None) = (starting.next(), starting.next()) {
        return Some(word);
    }
    let errors = words.iter().filter_map(|word| {
        let most = word.chars().count().min(given.chars().count()) / 3;
        Some((typing_errors(&given, word, most)?, *word))
    });
    let (_, word) = errors.min_by_key(|(errors, _)| *errors)?;
    Some(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::Format;

    #[test]
    fn the_word_that_was_meant_is_named() {
        for (given, meant) in [
            ("markdwon", Some("markdown")),
            ("mark", Some("markdown")),
            ("DOCXX", Some("docx")),
            ("annotatoins", Some("annotations")),
            ("annot", None),
            ("claimreviews", Some("claimreview")),
            ("pdf", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(nearest(given, Format::NAMES), meant, "{given}");
        }
    }
}
