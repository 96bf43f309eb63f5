//! Finds telephone numbers and other numbers of a source, whole or in part, in whatever groups
//! their digits are written.

use std::ops::Range;

use super::{Found, TextSearch};
use crate::check::confidential::address;
use crate::check::confidential::entry::Number;
use crate::check::confidential::folded::Gap;
use crate::check::confidential::lexicon::LEXICON;
use crate::check::confidential::place::Doubt;
use crate::check::confidential::spoken::spoken_at;
use crate::check::confidential::stems::stem;

/// This many last digits identify a telephone number, if a group of digits begins with them.
const LAST: usize = 7;
/// This many last digits identify it even if other digits stand directly before them: those are a
/// dialling prefix.
const NATIONAL: usize = 9;
/// With this many of its last digits a text may mean the number, so a person is asked.
const FEW_LAST: usize = 4;
/// With this many of its first digits a text may mean the number, so a person is asked.
const FEW_FIRST: usize = 5;
/// Exactly this many last digits are enough behind words such as `ends in`.
const LEAST_LAST: usize = 3;
/// Words that announce the last digits of a number: first one of `ENDS`, then one of `LAST_WORDS`:
/// `ends in`, `останні цифри`.
const ENDS: [&str; 10] = [
    "ends",
    "ending",
    "ended",
    "digits",
    "закінчується",
    "закінчувався",
    "останні",
    "заканчивается",
    "кончается",
    "последние",
];
const LAST_WORDS: [&str; 8] = ["in", "with", "are", "were", "на", "цифри", "цифры", "три"];

impl TextSearch<'_> {
    /// Finds numbers, whole or in part.
    pub(super) fn find_numbers(&mut self) {
        if self.terms.numbers.is_empty() {
            return;
        }
        let mut found = Vec::new();
        for run in address::digits(self.text) {
            let digits = self.text.plain(&run);
            for number in &self.terms.numbers {
                if number.is_phone {
                    found.extend(self.phone(&run, &digits, number));
                } else {
                    found.extend(self.number(&run, &digits, number));
                }
            }
        }
        for at in 0..self.context.words.len() {
            found.extend(self.in_words(at).or_else(|| self.last_digits(at)));
        }
        self.found.extend(found);
    }

    /// A number in words, or the beginning or end of a telephone number in words.
    fn in_words(&self, at: usize) -> Option<Found> {
        let spoken = spoken_at(&self.context.words, at);
        let mut spoken = spoken.iter().filter(|one| one.digits.len() >= FEW_LAST);
        spoken.find_map(|one| {
            let digits = one.digits.as_str();
            let is_whole = |number: &Number| {
                let (phone, last) = (number.digits.as_str(), digits.len() >= LAST);
                number.is_phone && last && (phone.ends_with(digits) || digits.ends_with(phone))
            };
            let is_part = |number: &Number| {
                number.digits == digits
                    || (number.is_phone && Self::is_part(digits, &number.digits))
            };
            let mut numbers = self.terms.numbers.iter();
            let number = numbers.find(|number| is_whole(number) || is_part(number))?;
            let is_asked = !is_whole(number);
            let start = if is_asked { self.label_before(at) } else { at };
            Some(Found {
                letters: self.whole(&(start..at + one.count)),
                source: number.source,
                doubt: is_asked.then_some(Doubt::Detail),
            })
        })
    }

    /// The index of the word that begins the label of a number that begins at `at`, if a note has
    /// the same label; otherwise `at`.
    fn label_before(&self, at: usize) -> usize {
        let near = |at: usize| {
            let gap = self.word(at)?.gap;
            let before = at
                .checked_sub(1)
                .filter(|_| gap.only(Gap::SPACE | Gap::DOT))?;
            Some((before, self.word(before)?))
        };
        let Some((first, word)) = near(at) else {
            return at;
        };
        let label = if LEXICON.numbering.contains(&word.look) {
            near(first)
        } else {
            Some((first, word))
        };
        let labels = &self.terms.details.labels;
        let label = label.filter(|(_, word)| labels.contains(stem(&word.look, word.is_cyrillic)));
        label.map_or(at, |(label, _)| label)
    }

    /// The last three digits of a telephone number, behind words that announce them: `ends in 567`.
    fn last_digits(&self, at: usize) -> Option<Found> {
        let is_behind = |back: usize, list: &[&str]| {
            let before = at.checked_sub(back).and_then(|at| self.word(at));
            before.is_some_and(|word| list.contains(&self.text.plain(&word.letters).as_str()))
        };
        if !is_behind(1, &LAST_WORDS) || !is_behind(2, &ENDS) {
            return None;
        }
        let spoken = spoken_at(&self.context.words, at).into_iter();
        let spoken = spoken.map(|one| (one.count, one.digits));
        let mut all = std::iter::once((1, self.word(at)?.look.clone())).chain(spoken);
        all.find_map(|(count, digits)| {
            let is_one = |number: &&Number| {
                number.is_phone && digits.len() == LEAST_LAST && number.digits.ends_with(&digits)
            };
            let number = self.terms.numbers.iter().find(is_one)?;
            Some(Found {
                letters: self.whole(&(at..at + count)),
                source: number.source,
                doubt: Some(Doubt::Detail),
            })
        })
    }

    /// Whether a group of digits begins or ends at this letter of the run.
    fn is_edge(&self, run: &Range<usize>, at: usize) -> bool {
        let letter = self.text.letters.get(at);
        at == run.start || at == run.end || letter.is_none_or(|letter| !letter.gap.is_none())
    }

    /// The places of a telephone number in a run of digits. If there are none and the run may be a
    /// part of the number, the run is a question.
    fn phone(&self, run: &Range<usize>, digits: &str, phone: &Number) -> Vec<Found> {
        let mut found = Vec::new();
        let last = phone.digits.len().saturating_sub(LAST);
        let Some(end) = phone.digits.get(last..) else {
            return found;
        };
        let is_edge = |at: usize| self.is_edge(run, at);
        for (at, _) in digits.match_indices(end) {
            // Compare from the end, to take in all digits of the number that stand here.
            let own = phone.digits.bytes().rev();
            let here = digits.get(..at + end.len()).unwrap_or_default();
            let count = own.zip(here.bytes().rev()).take_while(|(a, b)| a == b);
            let count = count.count();
            let to = run.start + here.len();
            let from = to - count;
            // A dialling prefix before the number is taken in, back to the beginning of its group.
            let before = |start: usize| digits.get(start - run.start..from - run.start);
            let starts = (run.start..=from).rev().take(6);
            let dialled = starts
                .filter(|start| is_edge(*start))
                .filter(|start| address::is_dialled(before(*start).unwrap_or("x")))
                .last();
            let is_national = count >= NATIONAL || count == phone.digits.len();
            let trunk = from.checked_sub(1).filter(|start| {
                *start >= run.start && is_edge(*start) && matches!(before(*start), Some("0" | "8"))
            });
            let start = if is_national {
                dialled
            } else {
                trunk.or(is_edge(from).then_some(from))
            };
            if let Some(start) = start.filter(|_| is_edge(to)) {
                found.push(Found {
                    letters: start..to,
                    source: phone.source,
                    doubt: None,
                });
            }
        }
        if found.is_empty() && Self::is_part(digits, &phone.digits) {
            found.push(Found {
                letters: run.clone(),
                source: phone.source,
                doubt: Some(Doubt::Detail),
            });
        }
        found
    }

    /// Whether digits may be the beginning or end of a telephone number. A year is not.
    fn is_part(digits: &str, phone: &str) -> bool {
        let is_year =
            digits.len() == 4 && ["19", "20"].iter().any(|start| digits.starts_with(start));
        let first = digits.strip_prefix(['0', '8']).unwrap_or(digits);
        let is_end = digits.len() >= FEW_LAST && phone.ends_with(digits);
        !is_year && (is_end || (first.len() >= FEW_FIRST && phone.starts_with(first)))
    }

    /// The places of a number that is no telephone number, in whatever groups its digits stand.
    fn number(&self, run: &Range<usize>, digits: &str, number: &Number) -> Vec<Found> {
        let found = digits.match_indices(&number.digits).map(|(at, _)| {
            let from = run.start + at;
            from..from + number.digits.len()
        });
        let whole = found.filter(|at| self.is_edge(run, at.start) && self.is_edge(run, at.end));
        let found = whole.map(|letters| Found {
            letters,
            source: number.source,
            doubt: Some(Doubt::Detail),
        });
        found.collect()
    }
}
