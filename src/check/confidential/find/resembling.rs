//! What only resembles a name, so that a person must look: initials, one letter's distance, a name
//! by ear, what the source's own fields say.

use super::{Found, Look};
use crate::check::confidential::context::Word;
use crate::check::confidential::folded::Gap;
use crate::check::confidential::lexicon::{LEXICON, Sort};
use crate::check::confidential::place::Doubt;

impl Look<'_> {
    /// What only resembles.
    pub(super) fn doubts(&mut self) {
        let mut found = Vec::new();
        for (at, word) in self.context.words.iter().enumerate() {
            if word.is_upper {
                found.extend(self.initials(at).or_else(|| self.letters(at)));
                found.extend(self.heard(at, word));
            }
            let is_name = word.is_upper || self.context.is_small || word.is_in_handle;
            let is_known = || LEXICON.sort(&word.look, word.is_cyrillic) != Sort::Telling;
            if is_name && word.is_letters && word.letters.len() > 4 && !is_known() {
                if let Some(source) = self.book.near.find(&word.look) {
                    found.push(Found {
                        letters: word.letters.clone(),
                        source,
                        doubt: Some(Doubt::OneLetter),
                    });
                }
                if let Some(source) = self.book.own.words.get(&word.look) {
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
        let (source, _) = self
            .book
            .initials
            .iter()
            .find(|(_, name)| is_upper && is_these(name))?;
        Some(Found {
            letters: word.letters.clone(),
            source: *source,
            doubt: Some(Doubt::Initials),
        })
    }

    /// A name of the other alphabet, written by ear.
    fn heard(&self, at: usize, word: &Word) -> Option<Found> {
        let is_long = word.is_letters && word.letters.len() > 4;
        if !is_long
            || self.book.far.is_empty()
            || LEXICON.sort(&word.look, word.is_cyrillic) != Sort::Telling
        {
            return None;
        }
        let endings: &[&str] = if word.is_cyrillic {
            ENDINGS
        } else {
            &["", "s"]
        };
        let stems = endings
            .iter()
            .filter_map(|end| word.sound.strip_suffix(end));
        let entry = stems
            .filter_map(|stem| self.book.entries.get(*self.book.far.get(stem)?))
            .find(|entry| entry.is_cyrillic != word.is_cyrillic)?;
        // Beside another word of the same name it is certain.
        let is_own = |at: usize| {
            self.matches_over(at).iter().any(|found| {
                self.entry(found.form)
                    .is_some_and(|near| near.name == entry.name && near.word != entry.word)
            })
        };
        let gap = |at: usize| self.word(at).map_or(self.text.tail, |word| word.gap);
        let is_beside = (gap(at).is_inside_name() && at.checked_sub(1).is_some_and(is_own))
            || (gap(at + 1).is_inside_name() && is_own(at + 1));
        Some(Found {
            letters: word.letters.clone(),
            source: entry.source,
            doubt: (!is_beside).then_some(Doubt::ByEar),
        })
    }
}

/// How the cases of a foreign name end, as they sound.
const ENDINGS: &[&str] = &[
    "", "a", "u", "om", "em", "e", "i", "ovi", "iu", "ia", "oi", "ei",
];
