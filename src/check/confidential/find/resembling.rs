//! What only resembles a name, so that a person must look: initials, one letter's distance, what
//! the source's own fields say.

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
                found.extend(self.initials(at));
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
}
