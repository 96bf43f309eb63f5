//! Finds the kind of source that a word shows: `очевидцев` is a form of a word for witnesses.

use std::cmp::Reverse;

use super::forms::{is_cyrillic, is_form, start};
use super::words::Words;
use crate::case::SourceKind;

impl Words {
    /// The kind of source that a lower-case word shows, whatever its form.
    pub fn kind_of(&self, word: &str) -> Option<SourceKind> {
        self.listed(word).map(|(kind, _)| kind)
    }

    /// The base form of a lower-case word that shows a kind of source.
    pub fn base_of<'a>(&'a self, word: &'a str) -> Option<&'a str> {
        self.listed(word).map(|(_, listed)| listed)
    }

    /// Whether a lower-case word shows a kind of source and is in its base form.
    pub fn is_base(&self, word: &str) -> bool {
        let word = match word.rsplit_once('-') {
            Some((_, last)) if is_cyrillic(word) && self.listed_without_parts(word).is_none() => {
                last
            }
            _ => word,
        };
        self.kinds.iter().any(|kind| kind.words.contains(word))
            || self.ministries.base_of(word) == Some(word)
    }

    /// The listed word of which a word is a form, and its kind.
    fn listed<'a>(&'a self, word: &'a str) -> Option<(SourceKind, &'a str)> {
        // In a compound the last part shows the kind: "вице-президент", "экс-министра".
        let part = || {
            let (_, last) = word.rsplit_once('-').filter(|_| is_cyrillic(word))?;
            self.listed(last).filter(|(kind, _)| is_of_person(*kind))
        };
        let ministry = || Some((SourceKind::Body, self.ministries.base_of(word)?));
        self.listed_without_parts(word)
            .or_else(ministry)
            .or_else(part)
    }

    fn listed_without_parts(&self, word: &str) -> Option<(SourceKind, &str)> {
        let exact = self
            .kinds
            .iter()
            .find_map(|kind| Some((kind.kind, kind.words.get(word)?.as_str())));
        // The word for people "коллега" is no form of "коллегия".
        let is_of_people = self.people.contains(word);
        if exact.is_some() || !is_cyrillic(word) {
            return exact;
        }
        let candidates = self.by_start.get(&start(word)).into_iter().flatten();
        let forms = candidates
            .filter(|(_, listed)| is_form(listed, word) && !has_one_form(listed))
            .filter(|(kind, _)| !is_of_people || is_of_person(*kind))
            .map(|(kind, listed)| (*kind, listed.as_str()));
        // Several listed words may match. For an ending of several people a plural is preferred:
        // "экспертов" is a form of "эксперты". For other endings a singular is preferred:
        // "посадовця" is a form of "посадовець". Then the word with more shared letters is
        // preferred: "очевидцев" is a form of "очевидцы", not of "очевидец".
        let are_several = self.is_of_several(word)
            || SEVERAL_IN_CASES.iter().any(|ending| word.ends_with(ending));
        forms.max_by_key(|(_, listed)| {
            (
                are_several == self.is_plural(listed),
                has_lost_vowel(listed, word),
                shared_len(listed, word),
                Reverse(listed.len()),
                *listed,
            )
        })
    }
}

/// The length of the common beginning of two words, in letters. Vowels that alternate must be equal
/// here: "уряді" is a form of "уряд", not of "урядовиця".
fn shared_len(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}

/// Whether a word has no other forms: "радіо". Otherwise "раді" would count as a form of it.
fn has_one_form(listed: &str) -> bool {
    listed.ends_with("іо") || listed.ends_with("ио")
}

/// Whether a word has lost the last vowel of the listed one: "посадовця" of "посадовець".
fn has_lost_vowel(listed: &str, word: &str) -> bool {
    let stem = listed.strip_suffix("ець").or(listed.strip_suffix("ец"));
    stem.is_some_and(|stem| {
        word.strip_prefix(stem)
            .is_some_and(|rest| rest.starts_with('ц'))
    })
}

/// Plural endings of cases other than the genitive.
const SEVERAL_IN_CASES: [&str; 6] = ["ам", "ям", "ами", "ями", "ах", "ях"];

/// Whether a source of this kind is a person, so that the last part of a compound shows the kind.
fn is_of_person(kind: SourceKind) -> bool {
    matches!(kind, SourceKind::Official | SourceKind::Expert)
}
