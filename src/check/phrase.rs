//! The sentence of a finding: an English pattern and the values for its gaps. They are stored
//! apart, so that a report can translate the sentence. The patterns of other languages are in
//! `assets/languages/*/findings.ron`, each under its English pattern.

use std::collections::HashMap;
use std::fmt;

use serde::Deserialize;

use crate::case::{Question, Standing};
use crate::text::counted;
use crate::text::languages::lists_of;

/// A sentence: a pattern with `{}` as gaps, and the values for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    pattern: &'static str,
    parts: Vec<Filling>,
}

/// A value for a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filling {
    /// A word from the program's own vocabulary, translated through [`Wordings`].
    Word(&'static str),
    /// Names, figures and similar text that is the same in every language.
    Text(String),
    /// A figure with a decimal point; other languages may write a comma.
    Decimal(String),
    /// A number and an English noun. In another language only the number is filled in, since the
    /// pattern contains the noun.
    Count(usize, &'static str),
    /// A number and an English noun. In another language the plural of the noun comes first:
    /// `помилок: 3`.
    Tally(usize, &'static str),
    /// Several values with this separator between them.
    List(Vec<Filling>, &'static str),
    /// Another sentence.
    Phrase(Phrase),
}

impl Phrase {
    /// A sentence with this pattern.
    pub fn new(pattern: &'static str, parts: Vec<Filling>) -> Self {
        Self { pattern, parts }
    }

    /// The sentence in another language, or in English if the language has no pattern for it.
    pub fn translated(&self, wordings: &Wordings) -> String {
        let pattern = wordings.patterns.get(self.pattern);
        let parts = self.parts.iter().map(|part| part.translated(wordings));
        filled(pattern.map_or(self.pattern, String::as_str), parts)
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = self.parts.iter().map(ToString::to_string);
        f.write_str(&filled(self.pattern, parts))
    }
}

/// Fills the gaps of a pattern in order.
fn filled(pattern: &str, parts: impl Iterator<Item = String>) -> String {
    let mut pieces = pattern.split("{}");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for (piece, part) in pieces.zip(parts) {
        text.push_str(&part);
        text.push_str(piece);
    }
    text
}

impl Filling {
    fn translated(&self, wordings: &Wordings) -> String {
        match self {
            Self::Word(word) => wordings.word(word).to_owned(),
            Self::Text(text) => text.clone(),
            Self::Decimal(figure) => figure.replace('.', wordings.word(".")),
            Self::Count(count, what) | Self::Tally(count, what) if wordings.is_english() => {
                counted(*count, what)
            }
            Self::Tally(count, what) => {
                let several = format!("{what}s");
                format!("{}: {count}", wordings.word(&several))
            }
            Self::Count(count, _) => count.to_string(),
            Self::List(parts, gap) => {
                let parts = parts.iter().map(|part| part.translated(wordings));
                parts.collect::<Vec<_>>().join(wordings.word(gap))
            }
            Self::Phrase(phrase) => phrase.translated(wordings),
        }
    }
}

impl fmt::Display for Filling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.translated(&Wordings::default()))
    }
}

impl From<String> for Filling {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Filling {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<usize> for Filling {
    fn from(number: usize) -> Self {
        Self::Text(number.to_string())
    }
}

impl From<Question> for Filling {
    fn from(question: Question) -> Self {
        Self::Word(question.name())
    }
}

impl From<Standing> for Filling {
    fn from(standing: Standing) -> Self {
        Self::Word(standing.name())
    }
}

impl From<Phrase> for Filling {
    fn from(phrase: Phrase) -> Self {
        Self::Phrase(phrase)
    }
}

/// Makes a [`Phrase`] of a pattern and the values for its gaps. All patterns are literals in such
/// calls, so that a test can collect them.
macro_rules! phrase {
    ($pattern:literal $(, $part:expr)* $(,)?) => {
        $crate::check::phrase::Phrase::new($pattern, vec![$($crate::check::phrase::Filling::from($part)),*])
    };
}
pub(super) use phrase;

/// The patterns and words of another language. Empty for English, whose sentences are in the code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wordings {
    /// Patterns, by the English pattern.
    patterns: HashMap<String, String>,
    /// Words, by the English word.
    words: HashMap<String, String>,
}

impl Wordings {
    /// The wordings of a language code such as `uk`; English if the language has none. A list that
    /// does not parse becomes empty: a test checks that all built-in lists parse.
    pub fn of(code: &str) -> Self {
        ron::from_str(lists_of(code).findings).unwrap_or_default()
    }

    /// The translation of a word, or the word itself if there is none.
    pub fn word<'a>(&'a self, word: &'a str) -> &'a str {
        self.words.get(word).map_or(word, String::as_str)
    }

    /// Whether all sentences stay in English.
    pub fn is_english(&self) -> bool {
        self.patterns.is_empty()
    }
}
