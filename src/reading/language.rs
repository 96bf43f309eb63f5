//! The supported languages, and their data.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::words::Words;
use crate::case::SourceKind;
use crate::text::languages::{FOREIGN, lists_of};

/// A language that the reader supports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    English,
    /// Ukrainian.
    Ukrainian,
    /// Russian.
    Russian,
}

impl Language {
    /// All languages.
    pub(super) const ALL: [Self; 3] = [Self::English, Self::Ukrainian, Self::Russian];

    /// The language with this ISO 639-1 code.
    pub(super) fn of_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|language| language.code() == code)
    }

    /// The ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Ukrainian => "uk",
            Self::Russian => "ru",
        }
    }

    /// The word lists of the language.
    pub(super) fn words(self) -> &'static Words {
        static ENGLISH: LazyLock<Words> = LazyLock::new(|| words(Language::English));
        static UKRAINIAN: LazyLock<Words> = LazyLock::new(|| words(Language::Ukrainian));
        static RUSSIAN: LazyLock<Words> = LazyLock::new(|| words(Language::Russian));
        match self {
            Self::English => &ENGLISH,
            Self::Ukrainian => &UKRAINIAN,
            Self::Russian => &RUSSIAN,
        }
    }
}

/// The lower-case forms of a name with this base form, in Ukrainian and Russian.
pub fn forms_of_name(name: &str) -> Vec<String> {
    let languages = [Language::Ukrainian, Language::Russian].into_iter();
    languages
        .flat_map(|language| super::attribution::forms_of_name(name, language.words()))
        .collect()
}

/// What kind of word a listed word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// A function word: `of`, `who`, `they`.
    Joining,
    /// A word for a person's job or position: `nurse`, `minister`.
    Person,
    /// A word for an organisation or outlet: `hospital`, `ministry`.
    Body,
    /// A verb of saying: `said`.
    Saying,
    /// Another word that names nobody by itself, such as a title or a word for a document.
    Other,
}

/// Lower-case abbreviations of all languages. A full stop after an abbreviation does not end a
/// sentence.
pub fn abbreviations() -> impl Iterator<Item = &'static str> {
    Language::ALL.into_iter().flat_map(|language| {
        let words = language.words();
        let lists = [&words.abbreviations, &words.inside, &words.joining];
        lists.into_iter().flatten().map(String::as_str)
    })
}

/// Lower-case words from the lists of all languages, with their kinds. None of them identifies a
/// person by itself.
pub fn known_words() -> impl Iterator<Item = (&'static str, Known)> {
    Language::ALL.into_iter().flat_map(|language| {
        let words = language.words();
        let joining = [
            &words.starters,
            &words.stops,
            &words.prepositions,
            &words.conjunctions,
            &words.pronouns,
            &words.possessives,
            &words.relatives,
            &words.asking,
        ];
        let classify = words.kinds.iter().flat_map(|kind| {
            let known = match kind.kind {
                SourceKind::Witness | SourceKind::Official | SourceKind::Expert => Known::Person,
                SourceKind::Body | SourceKind::Outlet | SourceKind::Agency => Known::Body,
                _ => Known::Other,
            };
            kind.words.iter().map(move |word| (word, known))
        });
        let other_words = words.papers.iter().chain(words.stand_ins.iter());
        let other_words = other_words.chain(&words.titles);
        let joining = joining.into_iter().flatten();
        joining
            .map(|word| (word, Known::Joining))
            .chain(words.people.iter().map(|word| (word, Known::Person)))
            .chain(classify)
            .chain(words.cues.verbs.iter().map(|word| (word, Known::Saying)))
            .chain(other_words.map(|word| (word, Known::Other)))
            .map(|(word, known)| (word.as_str(), known))
    })
}

fn words(language: Language) -> Words {
    Words::of(&lists_of(language.code()))
}

/// Data on unsupported languages: `assets/languages/foreign.ron`, which explains each list.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct OtherLanguages {
    #[serde(borrow)]
    frequent: BTreeMap<&'static str, Vec<&'static str>>,
    sentences: Words,
}

/// The data on unsupported languages. Empty if the file does not parse; a test checks that it does.
static OTHERS: LazyLock<OtherLanguages> =
    LazyLock::new(|| ron::from_str(FOREIGN).unwrap_or_default());

/// The word lists for a text in this language. Without a language, only the lists that are needed
/// to split sentences.
pub(super) fn words_of(language: Option<Language>) -> &'static Words {
    language.map_or_else(|| &OTHERS.sentences, Language::words)
}

/// The most frequent words of the unsupported languages, a list for each.
pub(super) fn frequent_in_others() -> impl Iterator<Item = &'static Vec<&'static str>> {
    OTHERS.frequent.values()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_of_unsupported_languages_parse() {
        let others = &OTHERS.frequent;
        // Each language is one bit in a set of 64.
        assert!(others.len() > 30 && Language::ALL.len() + others.len() <= 64);
        assert!(!others.keys().any(|code| Language::of_code(code).is_some()));
        assert!(!words_of(None).joining.is_empty());
    }
}
