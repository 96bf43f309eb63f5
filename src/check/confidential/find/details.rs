//! Finds details of a source's own fields and notes that another text repeats: days, places,
//! numbers, relatives, rare words.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

use super::{Found, TextSearch};
use crate::case::SourceId;
use crate::check::confidential::codes::codes_at;
use crate::check::confidential::context::Word;
use crate::check::confidential::days::{day_alone_at, days_at, may_begin_day, times_at};
use crate::check::confidential::folded::Gap;
use crate::check::confidential::kin::kin_at;
use crate::check::confidential::lexicon::{LEXICON, WordKind};
use crate::check::confidential::numbered::{alone_at, numbered_at};
use crate::check::confidential::phrases::phrases_at;
use crate::check::confidential::place::Doubt;
use crate::check::confidential::place_adjectives;
use crate::check::confidential::relatives;
use crate::check::confidential::spoken::{Spoken, spoken_at};
use crate::check::confidential::stems::stem;
use crate::check::confidential::traits::{Says, traits_at};

impl TextSearch<'_> {
    /// Asks about each word or phrase of the text that the details of a source hold.
    pub(super) fn ask_about_details(&mut self) {
        if self.terms.details.is_empty() {
            return;
        }
        let (mut found, mut weak) = (Vec::new(), Vec::new());
        let (mut before, mut from): (&[usize], usize) = (&[], 0);
        for (at, word) in self.context.words.iter().enumerate() {
            found.extend(self.day(at).or_else(|| self.time(at)));
            found.extend(self.numbered(at).or_else(|| self.number_alone(at)));
            found.extend(self.code(at).or_else(|| self.quoted(at)));
            found.extend(self.relative(at));
            found.extend(self.phrase(at));
            match self.of_traits(at) {
                Some((one, true)) => found.push(one),
                Some((one, false)) => weak.push(one),
                None => {}
            }
            match self.name_of_relative(at) {
                Some((one, true)) => found.push(one),
                Some((one, false)) => weak.push(one),
                None => weak.extend(self.day_alone(at)),
            }
            found.extend(self.adjective(word));
            // `school No 5`: `No` does not part the word and the number.
            if self.text.is_numbering(at) {
                continue;
            }
            let here = self.terms.details.numbers(&word.look, word.is_cyrillic);
            let is_near = !word.gap.has(Gap::FAR | Gap::END);
            if let Some(source) = self.terms.details.pair(before, here).filter(|_| is_near) {
                found.push(self.detail(&(from..at + 1), source, Doubt::Detail));
            }
            found.extend(self.former(at, word));
            found.extend(self.number_in_words(at, (before, from)));
            (before, from) = (here, at);
            if let Some(source) = self.source_of_word_alone(word, here) {
                let is_number = word.bare.is_empty();
                let doubt = if is_number {
                    Doubt::Detail
                } else {
                    Doubt::RareWord
                };
                found.push(self.detail(&(at..at + 1), source, doubt));
            } else if let Some(source) = self.terms.details.thing(here) {
                found.push(self.detail(&(at..at + 1), source, Doubt::RareWord));
            }
        }
        self.found.extend(found);
        self.weak.extend(weak);
    }

    fn detail(&self, words: &Range<usize>, source: SourceId, doubt: Doubt) -> Found {
        Found {
            letters: self.whole(words),
            source,
            doubt: Some(doubt),
        }
    }

    /// A question about the words from `at` on, if they are a detail of a source, such as its day.
    /// `read` returns what they may mean, each with its number of words; the first meaning that is a
    /// key of `sources` counts. It is not called if `sources` is empty.
    fn first_of<K: Eq + Hash, I: IntoIterator<Item = (usize, K)>>(
        &self,
        at: usize,
        sources: &HashMap<K, SourceId>,
        read: impl FnOnce() -> I,
    ) -> Option<Found> {
        if sources.is_empty() {
            return None;
        }
        read().into_iter().find_map(|(count, key)| {
            let source = *sources.get(&key)?;
            Some(self.detail(&(at..at + count), source, Doubt::Detail))
        })
    }

    fn day(&self, at: usize) -> Option<Found> {
        self.word(at).filter(|word| may_begin_day(&word.look))?;
        let days = &self.terms.details.days;
        self.first_of(at, days, || days_at(&self.context.words, at))
    }

    /// A day of a month without the month: `the 14th`.
    fn day_alone(&self, at: usize) -> Option<Found> {
        let days = &self.terms.details.days_alone;
        let word = self.word(at)?;
        if days.is_empty() || !may_begin_day(&word.look) {
            return None;
        }
        let (count, day) = day_alone_at(&self.context.words, at)?;
        // `the 14th floor` is no day.
        let next = self
            .word(at + count)
            .filter(|next| next.gap.only(Gap::SPACE));
        let is_thing = next.is_some_and(|next| {
            let sort = LEXICON.kind_of(&next.look, next.is_cyrillic);
            !next.is_cyrillic && !next.is_upper && sort != WordKind::Particle
        });
        let source = days.get(&day).filter(|_| !is_thing)?;
        Some(self.detail(&(at..at + count), *source, Doubt::Detail))
    }

    /// A phrase of a note, in any form of its first word and in either order.
    fn phrase(&self, at: usize) -> Option<Found> {
        let phrases = &self.terms.details.phrases;
        self.first_of(at, phrases, || phrases_at(&self.context.words, at))
    }

    /// A nationality or trait of a source, and whether the text says it of a person: `the Polish
    /// engineer`, but not `the Polish border`.
    fn of_traits(&self, at: usize) -> Option<(Found, bool)> {
        let rows = &self.terms.details.traits;
        if rows.is_empty() {
            return None;
        }
        let words = &self.context.words;
        let all = traits_at(words, at)
            .into_iter()
            .filter(|(.., says)| *says != Says::Country);
        let mut all = all.filter_map(|(count, row, says)| Some((count, says, *rows.get(&row)?)));
        let (count, says, source) = all.next()?;
        let next = self
            .word(at + count)
            .filter(|next| next.gap.only(Gap::SPACE));
        let is_of_person = says == Says::Person
            || all.any(|(_, says, _)| says == Says::Person)
            || next.is_some_and(|next| LEXICON.office(&next.look, next.is_cyrillic).is_some());
        let found = self.detail(&(at..at + count), source, Doubt::Detail);
        Some((found, is_of_person))
    }

    /// The first name of a relative whom a note names, and whether the text says whose relative it
    /// is: `Olha's husband`.
    fn name_of_relative(&self, at: usize) -> Option<(Found, bool)> {
        let names = &self.terms.details.relatives;
        let word = self.word(at)?;
        if names.is_empty() || !word.is_upper || !word.is_letters {
            return None;
        }
        let words = &self.context.words;
        let end = at + relatives::count_at(words, at);
        let looks: String = words
            .get(at..end)?
            .iter()
            .map(|word| word.look.as_str())
            .collect();
        let source = *names.get(stem(&looks, word.is_cyrillic))?;
        let beside = relatives::beside(words, at..end);
        let found = self.detail(beside.as_ref().unwrap_or(&(at..end)), source, Doubt::Detail);
        Some((found, beside.is_some()))
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

    /// A relative that a note mentions, in other words, too: `her old man` for `her father`.
    fn relative(&self, at: usize) -> Option<Found> {
        let details = &self.terms.details;
        if details.kin.is_empty() {
            return None;
        }
        let (count, rows) = kin_at(&self.context.words, at, true)?;
        let source = *rows.iter().find_map(|row| details.kin.get(row))?;
        Some(self.detail(&(at..at + count), source, Doubt::Office))
    }

    /// An adjective made of a place in a note, or a resident of it: `ковельський`, `Kovelian`.
    fn adjective(&self, word: &Word) -> Option<Found> {
        let places = &self.terms.details.places;
        let is_one =
            word.is_letters && word.letters.len() > 5 && (word.is_cyrillic || word.is_upper);
        if places.is_empty() || !is_one {
            return None;
        }
        let plain = self.text.plain(&word.letters);
        let keys = place_adjectives::keys(&plain).into_iter();
        // The place itself, written in the other alphabet.
        let own = place_adjectives::key(&plain).filter(|_| word.is_upper);
        let source = *keys.chain(own).find_map(|key| places.get(&key))?;
        Some(Found {
            letters: word.letters.clone(),
            source,
            doubt: Some(Doubt::RareWord),
        })
    }

    /// What somebody no longer is, in one word: `ексвійськова`.
    fn former(&self, at: usize, word: &Word) -> Option<Found> {
        const MOST: usize = 3;
        let details = &self.terms.details;
        let prefix: String = word.look.chars().take(MOST).collect();
        let rest = word
            .look
            .strip_prefix(&prefix)
            .filter(|rest| !rest.is_empty())?;
        let former = details.numbers(&prefix, word.is_cyrillic);
        if former.is_empty() || !LEXICON.former.contains(&prefix) {
            return None;
        }
        let source = details.pair(former, details.numbers(rest, word.is_cyrillic))?;
        Some(self.detail(&(at..at + 1), source, Doubt::Detail))
    }

    /// A place with its number: `room 412`, `flat 4B`.
    fn numbered(&self, at: usize) -> Option<Found> {
        let places = &self.terms.details.numbered;
        self.first_of(at, places, || numbered_at(&self.context.words, at))
    }

    /// A code of a note, however it is written: `ПЧ-14`, `block C`.
    fn code(&self, at: usize) -> Option<Found> {
        let codes = &self.terms.details.codes;
        self.first_of(at, codes, || codes_at(&self.context.words, at))
    }

    /// A name that stands in quotation marks in a note: here, too, or with a capital that begins no
    /// sentence.
    fn quoted(&self, at: usize) -> Option<Found> {
        const MARKS: u16 = Gap::QUOTE | Gap::APOSTROPHE;
        let word = self.word(at)?;
        let (count, source) = self.terms.details.quoted.at(&self.context.words, at)?;
        let after = self
            .word(at + count)
            .map_or(self.text.tail, |next| next.gap);
        let is_in_marks = word.gap.has(MARKS) && after.has(MARKS);
        let is_name = word.is_upper && !word.is_start && !self.context.is_titled;
        let found = || self.detail(&(at..at + count), source, Doubt::Detail);
        (is_in_marks || is_name).then(found)
    }

    /// The number of such a place without the word for it: `#318`.
    fn number_alone(&self, at: usize) -> Option<Found> {
        let numbers = &self.terms.details.numbers_alone;
        self.first_of(at, numbers, || alone_at(&self.context.words, at))
    }

    /// A number in words that a source's fields have in digits: alone, behind a word (`Sumska
    /// twelve`) or before one. `before` is what the details hold of the word before, which begins
    /// at word `from`.
    fn number_in_words(&self, at: usize, (before, from): (&[usize], usize)) -> Option<Found> {
        let details = &self.terms.details;
        let mut all = spoken_at(&self.context.words, at).into_iter();
        all.find_map(|spoken: Spoken| {
            let numbers = details.numbers(&spoken.digits, false);
            let end = at + spoken.count;
            if let Some(source) = details.pair(before, numbers) {
                return Some(self.detail(&(from..end), source, Doubt::Detail));
            }
            let next = self.word(end).filter(|next| next.gap.only(Gap::SPACE));
            let next = next.map(|next| details.numbers(&next.look, next.is_cyrillic));
            if let Some(source) = next.and_then(|next| details.pair(numbers, next)) {
                return Some(self.detail(&(at..end + 1), source, Doubt::Detail));
            }
            let alone = details.alone(numbers)?;
            Some(self.detail(&(at..end), alone.source, Doubt::Detail))
        })
    }

    /// The source to which a word leads without any other word. `numbers` is what the details hold
    /// of the word.
    fn source_of_word_alone(&self, word: &Word, numbers: &[usize]) -> Option<SourceId> {
        let is_name = word.is_upper || self.context.is_small || word.is_in_handle;
        if word.bare.is_empty() {
            let alone = self.terms.details.alone(numbers)?;
            return Some(alone.source);
        }
        if !is_name || !word.is_letters || word.letters.len() < 4 {
            return None;
        }
        if let Some(alone) = self.terms.details.alone(numbers) {
            // A word that begins a sentence of the source may have its capital only for that
            // reason. Where the text has no capitals, nothing tells whether it is a name.
            let is_asked = !(alone.is_unsure && self.context.is_small);
            // A common word counts as a place only with a capital that does not begin a sentence.
            let is_place = word.is_upper && !word.is_start && !self.context.is_titled;
            return (is_asked && (is_place || !alone.is_word)).then_some(alone.source);
        }
        let sort = || LEXICON.kind_of(&word.look, word.is_cyrillic);
        let of = self.terms.details.sounds.get(&word.sound)?;
        (word.letters.len() > 4 && sort() == WordKind::NameOnly).then_some(*of)
    }
}
