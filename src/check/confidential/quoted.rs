//! Names in quotation marks in notes that a text repeats: кафе «Мальва», "Mallow".

use std::collections::{HashMap, HashSet};

use super::days::Piece;
use super::folded::{Gap, folded};
use super::forms;
use super::letters::looks;
use super::stems::stem;
use super::tokens::{Token, tokens};
use crate::case::SourceId;

/// The most words of a name in quotation marks. What is longer is what somebody said.
const MAX_WORDS: usize = 4;
/// The most names that are kept.
const MOST: usize = 256;
/// Opening quotation marks, each with those that close it.
const MARKS: [(char, &[char]); 7] = [
    ('«', &['»']),
    ('“', &['”']),
    ('„', &['“', '”']),
    ('"', &['"']),
    ('‘', &['’']),
    ('‹', &['›']),
    ('\'', &['\'']),
];

/// The names in quotation marks in the notes on all sources.
#[derive(Debug, Default)]
pub(super) struct Quoted {
    /// Of each name, the stems of all forms of each word.
    names: Vec<(Vec<HashSet<String>>, SourceId)>,
    /// The indexes of names by the stems of their first word.
    firsts: HashMap<String, Vec<usize>>,
}

impl Quoted {
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Adds the names in a note on a source.
    pub fn add(&mut self, note: &str, source: SourceId) {
        for name in in_marks(note) {
            let words = tokens(&folded(name));
            let is_name = words.first().is_some_and(|word| word.is_upper)
                && words.len() <= MAX_WORDS
                && words.iter().any(|word| word.is_letters && word.len() > 2)
                && words.iter().skip(1).all(|word| !word.is_start);
            if !is_name || self.names.len() >= MOST {
                continue;
            }
            let stems: Vec<HashSet<String>> = words.iter().map(stems_of).collect();
            for stem in stems.first().into_iter().flatten() {
                let names = self.firsts.entry(stem.clone()).or_default();
                names.push(self.names.len());
            }
            self.names.push((stems, source));
        }
    }

    /// The longest name that begins at this word, with the number of words it takes.
    pub fn at<P: Piece>(&self, words: &[P], at: usize) -> Option<(usize, SourceId)> {
        let first = words.get(at)?;
        let names = self.firsts.get(stem(first.look(), first.is_cyrillic()))?;
        let names = names.iter().filter_map(|name| self.names.get(*name));
        let fits = names.filter(|(stems, _)| {
            let mut rest = (at + 1..).zip(stems.iter().skip(1));
            rest.all(|(at, stems)| {
                words.get(at).is_some_and(|word| {
                    let is_near = word.gap().only(Gap::SPACE | Gap::HYPHEN | Gap::APOSTROPHE);
                    is_near && stems.contains(stem(word.look(), word.is_cyrillic()))
                })
            })
        });
        let fits = fits.map(|(stems, source)| (stems.len(), *source));
        fits.max_by_key(|(count, _)| *count)
    }
}

/// The stems of all forms of a word.
fn stems_of(word: &Token) -> HashSet<String> {
    let mut stems = HashSet::from([word.stem().to_owned()]);
    if word.is_cyrillic && word.is_letters {
        let forms = forms::cyrillic(&word.plain).into_iter();
        let forms = forms.filter(|(_, is_possessive)| !is_possessive);
        stems.extend(forms.map(|(form, _)| stem(&looks(&form), true).to_owned()));
    }
    stems
}

/// What stands between quotation marks, without nested ones.
fn in_marks(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut before = ' ';
    while let Some(mark) = rest.chars().next() {
        let behind = rest.get(mark.len_utf8()..).unwrap_or_default();
        let ends = MARKS.iter().find(|(open, _)| *open == mark);
        // `кав'ярня`: an apostrophe opens nothing.
        let ends = ends.filter(|_| !before.is_alphanumeric());
        let inside = ends.and_then(|(_, ends)| behind.split(*ends).next());
        let inside = inside.filter(|inside| inside.len() < behind.len());
        if let Some(inside) = inside {
            found.push(inside);
            before = inside.chars().next_back().unwrap_or(mark);
            rest = behind.get(inside.len()..).unwrap_or_default();
            // The closing mark may look like an opening one, so it is passed over.
            let close = rest.chars().next().map_or(0, char::len_utf8);
            rest = rest.get(close..).unwrap_or_default();
        } else {
            before = mark;
            rest = behind;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_marks_is_found() {
        for (text, names) in [
            ("кафе «Волна», дом", &["Волна"][..]),
            ("the \"Gull\" and “Two Oars”", &["Gull", "Two Oars"]),
            ("кав'ярня „Тиша“, кав'ярня", &["Тиша"]),
            ("a ‘Lantern’ bar, it's 'Hatch'", &["Lantern", "Hatch"]),
            ("«не закрыто", &[]),
            ("5\" pipe", &[]),
        ] {
            assert_eq!(in_marks(text), names, "{text}");
        }
    }
}
