//! Finds the details of a source's own fields that another text repeats.

use std::ops::Range;

use super::{Found, TextSearch};
use crate::case::SourceId;
use crate::check::confidential::context::Word;
use crate::check::confidential::days::{days_at, may_begin_day, times_at};
use crate::check::confidential::folded::Gap;
use crate::check::confidential::kin::kin_at;
use crate::check::confidential::lexicon::{LEXICON, WordKind};
use crate::check::confidential::numbered::numbered_at;
use crate::check::confidential::place::Doubt;
use crate::check::confidential::place_adjectives;

impl TextSearch<'_> {
    /// Days, times, places, numbers, rare words and phrases.
    pub(super) fn details(&mut self) {
        if self.terms.details.is_empty() {
            return;
        }
        let mut found = Vec::new();
        let (mut before, mut from): (&[usize], usize) = (&[], 0);
        for (at, word) in self.context.words.iter().enumerate() {
            found.extend(self.day(at).or_else(|| self.time(at)));
            found.extend(self.numbered(at).or_else(|| self.relative(at)));
            found.extend(self.adjective(word));
            // `school No 5`
            if self.text.is_numbering(at) {
                continue;
            }
            let here = self.terms.details.numbers(&word.look, word.is_cyrillic);
            let is_near = !word.gap.has(Gap::FAR | Gap::END);
            if let Some(source) = self.terms.details.pair(before, here).filter(|_| is_near) {
                found.push(self.detail(&(from..at + 1), source, Doubt::Detail));
            }
            (before, from) = (here, at);
            if let Some(source) = self.rare_word(word, here) {
                let is_number = word.bare.is_empty();
                let doubt = if is_number {
                    Doubt::Detail
                } else {
                    Doubt::RareWord
                };
                found.push(self.detail(&(at..at + 1), source, doubt));
            }
        }
        self.found.extend(found);
    }

    fn detail(&self, words: &Range<usize>, source: SourceId, doubt: Doubt) -> Found {
        Found {
            letters: self.whole(words),
            source,
            doubt: Some(doubt),
        }
    }

    fn day(&self, at: usize) -> Option<Found> {
        let details = &self.terms.details;
        let word = self.word(at)?;
        if details.days.is_empty() || !may_begin_day(&word.look) {
            return None;
        }
        let mut days = days_at(&self.context.words, at).into_iter();
        days.find_map(|(count, day)| {
            let source = *details.days.get(&day)?;
            Some(self.detail(&(at..at + count), source, Doubt::Detail))
        })
    }

    fn time(&self, at: usize) -> Option<Found> {
        let details = &self.terms.details;
        if details.times.is_empty() {
            return None;
        }
        let mut times = times_at(&self.context.words, at).into_iter();
        times.find_map(|(count, time)| {
            let source = *details.times.get(&time)?;
            Some(self.detail(&(at..at + count), source, Doubt::Detail))
        })
    }

    /// Somebody's relative whom a note tells of, in any words.
    fn relative(&self, at: usize) -> Option<Found> {
        let details = &self.terms.details;
        if details.kin.is_empty() {
            return None;
        }
        let (count, rows) = kin_at(&self.context.words, at, true)?;
        let source = *rows.iter().find_map(|row| details.kin.get(row))?;
        Some(self.detail(&(at..at + count), source, Doubt::Office))
    }

    /// An adjective of a place in a note, or somebody from there.
    fn adjective(&self, word: &Word) -> Option<Found> {
        let places = &self.terms.details.places;
        let is_one =
            word.is_letters && word.letters.len() > 5 && (word.is_cyrillic || word.is_upper);
        if places.is_empty() || !is_one {
            return None;
        }
        let plain = self.text.plain(&word.letters);
        let keys = place_adjectives::keys(&plain).into_iter();
        // The place itself in the other alphabet.
        let own = place_adjectives::key(&plain).filter(|_| word.is_upper);
        let source = *keys.chain(own).find_map(|key| places.get(&key))?;
        Some(Found {
            letters: word.letters.clone(),
            source,
            doubt: Some(Doubt::RareWord),
        })
    }

    /// A room, a flat, a ward with its number.
    fn numbered(&self, at: usize) -> Option<Found> {
        let details = &self.terms.details;
        if details.numbered.is_empty() {
            return None;
        }
        let (count, place) = numbered_at(&self.context.words, at)?;
        let source = *details.numbered.get(&place)?;
        Some(self.detail(&(at..at + count), source, Doubt::Detail))
    }

    /// Whose a word is that leads to somebody by itself.
    fn rare_word(&self, word: &Word, numbers: &[usize]) -> Option<SourceId> {
        let is_name = word.is_upper || self.context.is_small || word.is_in_handle;
        if word.bare.is_empty() {
            let alone = self.terms.details.alone(numbers)?;
            return Some(alone.source);
        }
        if !is_name || !word.is_letters || word.letters.len() < 4 {
            return None;
        }
        if let Some(alone) = self.terms.details.alone(numbers) {
            // A sentence of the source's begins with it, and so does this one.
            return (!(alone.is_unsure && self.context.is_small)).then_some(alone.source);
        }
        let sort = || LEXICON.sort(&word.look, word.is_cyrillic);
        let of = self.terms.details.sounds.get(&word.sound)?;
        (word.letters.len() > 4 && sort() == WordKind::NameOnly).then_some(*of)
    }
}
