//! The sentence of a finding: an English pattern and the values that fill it, kept apart so that a
//! report can say it in another language. The patterns of other languages are in
//! `assets/languages/*/findings.ron`, each under the English one.

use std::collections::HashMap;
use std::fmt;

use serde::Deserialize;

use crate::case::{Question, Standing};
use crate::text::counted;
use crate::text::languages::lists_of;

/// A sentence with what is filled into its gaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    pattern: &'static str,
    parts: Vec<Filling>,
}

/// What is filled into a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filling {
    /// A word of the program's own, which other languages have a word for.
    Word(&'static str),
    /// Names, figures and the like: the same in every language.
    Text(String),
    /// A figure with a point before its parts, where other languages may have a comma.
    Decimal(String),
    /// So many of a thing. Other languages name the thing in the pattern.
    Count(usize, &'static str),
    /// So many of a thing, which other languages name in the plural before the figure.
    Tally(usize, &'static str),
    /// Several, with these words between.
    List(Vec<Filling>, &'static str),
    /// Another sentence.
    Phrase(Phrase),
}

impl Phrase {
    /// A sentence of this pattern.
    pub fn new(pattern: &'static str, parts: Vec<Filling>) -> Self {
        Self { pattern, parts }
    }

    /// The sentence in another language; in English where that has none.
    pub fn in_words(&self, wordings: &Wordings) -> String {
        let pattern = wordings.patterns.get(self.pattern);
        let parts = self.parts.iter().map(|part| part.in_words(wordings));
        filled(pattern.map_or(self.pattern, String::as_str), parts)
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = self.parts.iter().map(ToString::to_string);
        f.write_str(&filled(self.pattern, parts))
    }
}

/// A pattern with its gaps filled in turn.
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
    fn in_words(&self, wordings: &Wordings) -> String {
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
                let parts = parts.iter().map(|part| part.in_words(wordings));
                parts.collect::<Vec<_>>().join(wordings.word(gap))
            }
            Self::Phrase(phrase) => phrase.in_words(wordings),
        }
    }
}

impl fmt::Display for Filling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(&Wordings::default()))
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

/// A [`Phrase`] of a pattern and what fills its gaps. Every pattern stands in such a call, so that a
/// test finds all of them.
macro_rules! phrase {
    ($pattern:literal $(, $part:expr)* $(,)?) => {
        $crate::check::phrase::Phrase::new($pattern, vec![$($crate::check::phrase::Filling::from($part)),*])
    };
}
pub(super) use phrase;

/// How another language says the findings. Empty for English, whose sentences are in the code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wordings {
    /// Sentences, under the English ones.
    patterns: HashMap<String, String>,
    /// Words, under the English ones.
    words: HashMap<String, String>,
}

impl Wordings {
    /// The wordings of a language such as `uk`; English if the language has none. A list that does
    /// not parse is empty: a test checks that all built-in lists parse.
    pub fn of(code: &str) -> Self {
        ron::from_str(lists_of(code).findings).unwrap_or_default()
    }

    /// A word, or itself in English.
    pub fn word<'a>(&'a self, word: &'a str) -> &'a str {
        self.words.get(word).map_or(word, String::as_str)
    }

    /// Whether it says everything in English.
    pub fn is_english(&self) -> bool {
        self.patterns.is_empty()
    }
}
