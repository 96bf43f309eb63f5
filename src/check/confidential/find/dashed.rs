//! Finds names that are shortened to their first letters, perhaps also the last ones: with dashes
//! for the others (`З-на`, `W-------i`, `Mrs T———`), or with a remark that the name is changed (`М.
//! (ім'я змінено)`).

use super::{Found, TextSearch};
use crate::case::SourceId;
use crate::check::confidential::context::Word;
use crate::check::confidential::folded::Gap;
use crate::check::confidential::lexicon::LEXICON;
use crate::check::confidential::place::Doubt;

/// The most letters on each side of the dashes.
const MAX_LETTERS: usize = 3;
/// The fewest letters that the dashes stand for.
const MIN_HIDDEN: usize = 2;

impl TextSearch<'_> {
    /// Asks about each shortened name.
    pub(super) fn ask_about_dashed(&mut self) {
        let found = (0..self.context.words.len()).filter_map(|at| {
            let word = self.word(at)?;
            let is_start = word.is_upper
                && word.is_letters
                && word.letters.len() <= MAX_LETTERS
                && !(word.is_all_upper && self.context.is_shouted);
            if !is_start {
                return None;
            }
            self.with_ending(at, word)
                .or_else(|| self.with_dashes(at, word))
                .or_else(|| self.changed(at, word))
        });
        let found: Vec<Found> = found.collect();
        self.found.extend(found);
    }

    /// A name with its first and last letters: `З-на`, `W-------i`.
    fn with_ending(&self, at: usize, word: &Word) -> Option<Found> {
        let ending = self.word(at + 1)?;
        let is_ending = ending.gap.only(Gap::HYPHEN | Gap::UNDERSCORE | Gap::FAR)
            && !ending.gap.is_none()
            && ending.is_letters
            && !ending.is_upper
            && ending.letters.len() <= MAX_LETTERS;
        // A single hyphen also joins compounds, so it counts only behind a single letter.
        let is_hidden = ending.gap.has(Gap::DASHES) || word.letters.len() == 1;
        let whole = [word.look.as_str(), "-", ending.look.as_str()].concat();
        let is_hyphen = |at: usize| {
            let gap = self.word(at).map_or(self.text.tail, |word| word.gap);
            gap.has(Gap::HYPHEN) && !gap.has(Gap::SPACE)
        };
        if !is_ending || !is_hidden || is_hyphen(at) || is_hyphen(at + 2) {
            return None;
        }
        if LEXICON.hyphened.contains(&whole) {
            return None;
        }
        let source = self.name_with(&word.look, &ending.look)?;
        Some(Found {
            letters: self.whole(&(at..at + 2)),
            source,
            doubt: Some(Doubt::Masked),
        })
    }

    /// A name with its first letters: `Mrs T———`.
    fn with_dashes(&self, at: usize, word: &Word) -> Option<Found> {
        let gap = self.word(at + 1).map_or(self.text.tail, |next| next.gap);
        // `I—` is a speaker who broke off.
        let is_word = LEXICON.has(&word.look) || matches!(&*word.look, "i" | "a");
        if !gap.has(Gap::DASHES) || (is_word && !word.is_after_role) {
            return None;
        }
        Some(Found {
            letters: word.letters.clone(),
            source: self.name_with(&word.look, "")?,
            doubt: Some(Doubt::Masked),
        })
    }

    /// An initial with a remark that the name is changed: `М. (ім'я змінено)`.
    fn changed(&self, at: usize, word: &Word) -> Option<Found> {
        if word.letters.len() > 1 {
            return None;
        }
        let next = self.word(at + 1)?;
        let phrases = LEXICON.changed.get(&next.look)?;
        let is_near = next.gap.has(Gap::QUOTE | Gap::COMMA | Gap::HYPHEN);
        let is_here = |phrase: &Vec<String>| {
            let words = self.context.words.get(at + 1..at + 1 + phrase.len());
            words.is_some_and(|words| {
                words
                    .iter()
                    .zip(phrase)
                    .all(|(one, look)| one.look == *look)
            })
        };
        if !is_near || !phrases.iter().any(is_here) {
            return None;
        }
        let begins = |name: &String| !word.sound.is_empty() && name.starts_with(&word.sound);
        let mut names = self.terms.initials.iter();
        let (source, _) = names.find(|(_, words)| words.iter().any(begins))?;
        Some(Found {
            letters: word.letters.clone(),
            source: *source,
            doubt: Some(Doubt::Initials),
        })
    }

    /// The source of a name that begins and ends with these letters and has at least [`MIN_HIDDEN`]
    /// more between them.
    fn name_with(&self, start: &str, end: &str) -> Option<SourceId> {
        let names = self.terms.names_in_order();
        let from = names.partition_point(|(name, _)| name.as_str() < start);
        let same = names.get(from..)?.iter();
        let mut same = same.take_while(|(name, _)| name.starts_with(start));
        let shown = start.chars().count() + end.chars().count();
        let is_one = |name: &str| name.ends_with(end) && name.chars().count() >= shown + MIN_HIDDEN;
        let (_, source) = same.find(|(name, _)| is_one(name))?;
        Some(*source)
    }
}
