//! Finds what only resembles a name, so that a person must look: initials, a difference of one
//! letter, details from the source's own fields. Also finds the name that a word sounds like to
//! somebody who writes by ear.

use std::ops::Range;

use super::{Found, Look, Match};
use crate::check::confidential::context::Word;
use crate::check::confidential::entry::FormOf;
use crate::check::confidential::folded::Gap;
use crate::check::confidential::lexicon::{FIRST_NAMES, LEXICON, Sort};
use crate::check::confidential::place::Doubt;

impl Look<'_> {
    /// The name of the other alphabet that a word sounds like to those who write it by ear.
    pub(super) fn heard(&self, sound: &str, is_cyrillic: bool) -> Option<FormOf> {
        if self.book.far.is_empty() {
            return None;
        }
        let endings: &[&str] = if is_cyrillic { ENDINGS } else { &["", "s"] };
        let stems = endings.iter().filter_map(|end| sound.strip_suffix(end));
        let mut entries = stems.filter_map(|stem| self.book.far.get(stem).copied());
        let is_other = |entry: &usize| {
            let entry = self.book.entries.get(*entry);
            entry.is_some_and(|entry| entry.is_cyrillic != is_cyrillic)
        };
        Some(FormOf {
            entry: entries.find(is_other)?,
            is_possessive: false,
            is_base: false,
            is_own: true,
            is_cyrillic,
        })
    }

    /// What only resembles.
    pub(super) fn doubts(&mut self) {
        let mut found = Vec::new();
        for (at, word) in self.context.words.iter().enumerate() {
            if word.is_upper {
                found.extend(
                    self.dotted(at)
                        .or_else(|| self.initials(at))
                        .or_else(|| self.letters(at)),
                );
                found.extend(self.pet_name(at, word));
            }
            let is_name = word.is_upper || self.context.is_small || word.is_in_handle;
            let is_known = || LEXICON.sort(&word.look, word.is_cyrillic) != Sort::Telling;
            // `В'юнник` is one word.
            let next = self
                .word(at + 1)
                .filter(|next| next.gap.only(Gap::APOSTROPHE));
            if let Some(next) = next.filter(|next| is_name && next.is_letters && word.is_letters) {
                let letters = word.letters.start..next.letters.end;
                found.extend(self.one_letter(&self.text.look(&letters), letters));
            }
            if is_name && word.is_letters && word.letters.len() > 4 && !is_known() {
                found.extend(self.one_letter(&word.look, word.letters.clone()));
                let own = &self.book.own;
                let by_sound = || own.sounds.get(&word.sound);
                if let Some(source) = own.words.get(&word.look).or_else(by_sound) {
                    found.push(Found {
                        letters: word.letters.clone(),
                        source: *source,
                        doubt: Some(Doubt::RareWord),
                    });
                }
            }
            if let Some(next) = self.word(at + 1)
                && !self.book.own.pairs.is_empty()
                && !next.gap.has(Gap::FAR)
                && let Some(source) = self
                    .book
                    .own
                    .pairs
                    .get(&(word.look.clone(), next.look.clone()))
            {
                let letters = word.letters.start..next.letters.end;
                found.push(Found {
                    letters,
                    source: *source,
                    doubt: Some(Doubt::Detail),
                });
            }
        }
        self.found.extend(found);
    }

    /// One letter from a name.
    fn one_letter(&self, look: &str, letters: Range<usize>) -> Option<Found> {
        Some(Found {
            letters,
            source: self.book.near.find(look)?,
            doubt: Some(Doubt::OneLetter),
        })
    }

    /// `Стефа`, `Тимоха`, `Steph`: a first name that is cut short, with what makes it small.
    fn pet_name(&self, at: usize, word: &Word) -> Option<Found> {
        let is_long = word.is_letters && word.letters.len() > 3;
        if !is_long
            || !self.matches_over(at).is_empty()
            || FIRST_NAMES.rows_of(&word.look).next().is_some()
            || LEXICON.sort(&word.look, word.is_cyrillic) != Sort::Telling
        {
            return None;
        }
        let is_of = |name: &str| {
            let same = name.chars().zip(word.sound.chars());
            let same: usize = same
                .take_while(|(a, b)| a == b)
                .map(|(a, _)| a.len_utf8())
                .sum();
            let rest = word.sound.get(same..).unwrap_or_default();
            let bare = rest.trim_end_matches(['a', 'e', 'i', 'o', 'u']);
            same > 3 && SMALL.contains(&bare)
        };
        let (entry, _) = self.book.given.iter().find(|(_, name)| is_of(name))?;
        let form = FormOf {
            entry: *entry,
            is_possessive: false,
            is_base: false,
            is_own: false,
            is_cyrillic: word.is_cyrillic,
        };
        let one = Match::of_word(at, word, form);
        let entry = self.entry(form)?;
        (!self.is_of_another(&one, entry)).then(|| Found {
            letters: word.letters.clone(),
            source: entry.source,
            doubt: Some(Doubt::GivenName),
        })
    }

    /// `O. D.`, `Ю.П.`: the first letters of a name's words, in either order.
    fn initials(&self, at: usize) -> Option<Found> {
        let initial = |at: usize| {
            let word = self.word(at)?;
            let next = self.word(at + 1).map_or(self.text.tail, |next| next.gap);
            let is_one = word.is_letters
                && word.is_upper
                && word.letters.len() < 4
                && next.has(Gap::DOT)
                && !next.has(Gap::FAR);
            is_one.then_some(word)
        };
        let (first, second) = (initial(at)?, initial(at + 1)?);
        // Three of them, or with a surname, are another's.
        let next = self.word(at + 2);
        let is_others = next.is_some_and(|word| {
            word.is_upper
                && !word.gap.has(Gap::LINE | Gap::END | Gap::QUOTE | Gap::COMMA)
                && word.letters.len() > 3
                && !word.gap.has(Gap::LINE)
        });
        if is_others || first.letters.len() + second.letters.len() > 5 {
            return None;
        }
        let fits = |name: &Vec<String>| {
            let has =
                |one: &Word, word: &String| !one.sound.is_empty() && word.starts_with(&one.sound);
            let pairs = name.windows(2).chain(std::iter::once(&[][..]));
            let ends = name.first().zip(name.last());
            pairs
                .filter_map(|pair| pair.first().zip(pair.get(1)))
                .chain(ends)
                .any(|(a, b)| {
                    (has(first, a) && has(second, b)) || (has(first, b) && has(second, a))
                })
        };
        let (source, _) = self.book.initials.iter().find(|(_, name)| fits(name))?;
        let letters = first.letters.start..second.letters.end;
        Some(Found {
            letters,
            source: *source,
            doubt: Some(Doubt::Initials),
        })
    }

    /// `I.M.F.`: the same with dots.
    fn dotted(&self, at: usize) -> Option<Found> {
        let is_letter = |word: &Word| word.is_upper && word.is_letters && word.letters.len() == 1;
        let is_next = |word: &Word| is_letter(word) && word.gap.has(Gap::DOT);
        let more = (at + 1..at + 6).map_while(|at| self.word(at).filter(|word| is_next(word)));
        let first = self.word(at).filter(|word| is_letter(word))?;
        let words: Vec<&Word> = std::iter::once(first).chain(more).collect();
        let all = self.book.abbreviations.iter();
        let mut all = all.filter(|(_, name)| name.len() == words.len());
        let (source, _) = all.find(|(_, name)| {
            let mut pairs = name.iter().zip(&words);
            pairs.all(|(name, word)| !word.sound.is_empty() && name.starts_with(&word.sound))
        })?;
        Some(Found {
            letters: words.first()?.letters.start..words.last()?.letters.end,
            source: *source,
            doubt: Some(Doubt::Initials),
        })
    }

    /// `GKB`: the first letters of all words of a name, in order.
    fn letters(&self, at: usize) -> Option<Found> {
        let word = self.word(at)?;
        let is_these = |name: &Vec<String>| {
            let places = word
                .letters
                .clone()
                .map(|at| self.text.sound(&(at..at + 1)));
            name.len() == word.letters.len()
                && name
                    .iter()
                    .zip(places)
                    .all(|(name, letter)| !letter.is_empty() && name.starts_with(&letter))
        };
        let is_upper = word.is_all_upper && word.is_letters && (3..6).contains(&word.letters.len());
        let mut all = self.book.initials.iter().chain(&self.book.abbreviations);
        let (source, _) = all.find(|(_, name)| is_upper && is_these(name))?;
        Some(Found {
            letters: word.letters.clone(),
            source: *source,
            doubt: Some(Doubt::Initials),
        })
    }
}

/// What pet names have behind the beginning of a first name and before the vowels at their end, as it
/// sounds: `Стефка`, `Павлик`, `Тимоха`.
const SMALL: &[&str] = &[
    "", "k", "ik", "Cik", "ok", "oCk", "eCk", "onk", "h", "S", "us", "uS", "un", "ul", "ts", "s",
];

/// How the cases of a foreign name end, as they sound.
const ENDINGS: &[&str] = &[
    "", "a", "u", "om", "em", "e", "i", "ovi", "iu", "ia", "oi", "ei",
];
