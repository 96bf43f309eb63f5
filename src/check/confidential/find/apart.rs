//! Joins words that were taken apart: by an apostrophe, a hyphen, an underscore, the end of a line
//! or a space, and letter by letter.

use std::ops::Range;

use super::{Fitting, PIECES, TextSearch};
use crate::check::confidential::context::Word;
use crate::check::confidential::folded::Gap;
use crate::check::confidential::lexicon::{LEXICON, WordKind};
use crate::check::confidential::transcribed;

/// The most letters of a joined word.
const LONGEST: usize = 48;

impl TextSearch<'_> {
    /// Matches neighbouring words as if they were one.
    pub(super) fn match_pieces(&mut self) {
        let count = self.context.words.len();
        for from in 0..count {
            let (mut is_cut, mut is_broken) = (false, false);
            for to in from + 1..(from + PIECES).min(count) {
                let (Some(first), Some(word)) = (self.word(from), self.word(to)) else {
                    break;
                };
                let gap = word.gap;
                let is_line = !gap.has(Gap::FAR)
                    && gap.only(Gap::HYPHEN | Gap::SPACE | Gap::LINE)
                    && gap.has(Gap::HYPHEN | Gap::LINE);
                let is_space = gap.only(Gap::SPACE) && !is_broken && !is_cut;
                // `holl_oway`, `o'brien`.
                let is_sign = [Gap::APOSTROPHE, Gap::QUOTE, Gap::UNDERSCORE, Gap::DOT]
                    .into_iter()
                    .any(|sign| gap.only(sign));
                if !is_sign && !is_line && !is_space {
                    break;
                }
                // "NEWSru.com Морозова": a space does not divide one word into two alphabets.
                if is_space && first.is_cyrillic != word.is_cyrillic {
                    break;
                }
                is_broken |= is_space;
                // A hyphen says that the word goes on. Without one, two words may stand together by
                // chance.
                is_cut |= is_line && !gap.has(Gap::HYPHEN);
                let range = first.letters.start..word.letters.end;
                let letters = range.start..range.end.min(word.bare.end.max(word.letters.start + 1));
                if range.len() > LONGEST {
                    break;
                }
                // In a handle, a space may come from the end of a line.
                let is_handle = first.is_in_handle || word.is_in_handle;
                let may_be =
                    || is_handle || self.may_be_broken(&range) || self.may_be_heard(first, word);
                if is_broken && (range.len() < 4 || !may_be()) {
                    continue;
                }
                let are_words = || self.are_words(from..to + 1);
                let is_apart = is_line || is_cut || is_broken;
                let fitting = Fitting {
                    is_part: false,
                    is_broken,
                    is_chance: is_apart
                        && (range.len() < 4
                            || (is_broken && range.len() < 5)
                            || ((is_cut || is_broken) && are_words())),
                };
                let (look, sound) = (self.text.look(&range), self.text.sound(&range));
                self.match_form(&look, &sound, &(from..to + 1), &range, fitting);
                if letters != range {
                    let (look, sound) = (self.text.look(&letters), self.text.sound(&letters));
                    let fitting = Fitting {
                        is_part: true,
                        ..fitting
                    };
                    self.match_form(&look, &sound, &(from..to + 1), &letters, fitting);
                }
            }
        }
    }

    /// Whether the joined word begins and ends with the same sounds as some form of a name.
    fn may_be_broken(&self, range: &Range<usize>) -> bool {
        let start = self.text.start(range);
        if !start.is_some_and(|start| self.terms.starts.contains(&start)) {
            return false;
        }
        let mut end = range.end;
        let is_digit = |at: usize| {
            self.text
                .letters
                .get(at)
                .is_some_and(|last| last.plain.is_ascii_digit())
        };
        let ends = |end: usize| {
            let sound = self.text.sound(&(range.start..end));
            let mut letters = sound.chars();
            let last = letters.next_back().zip(letters.next_back());
            last.is_some_and(|(b, a)| self.terms.ends.contains(&[a, b]))
        };
        if ends(end) {
            return true;
        }
        while end > range.start && is_digit(end - 1) {
            end -= 1;
        }
        end < range.end && ends(end)
    }

    /// Whether a word with a capital begins like the transliteration of a Latin name, and the next
    /// one, in small letters, may be the rest of it: `Ві тфілд`.
    fn may_be_heard(&self, first: &Word, word: &Word) -> bool {
        let is_part = first.is_upper && first.is_cyrillic && !word.is_upper && word.is_letters;
        let starts = &self.terms.heard_starts;
        let letters = first.letters.start..word.letters.end.min(first.letters.start + 4);
        let start = || transcribed::start(&self.text.plain(&letters));
        is_part && !starts.is_empty() && start().is_some_and(|start| starts.contains(&start))
    }

    /// Whether all these words are known words, and none is only a name.
    fn are_words(&self, words: Range<usize>) -> bool {
        let mut words = self.context.words.get(words).unwrap_or_default().iter();
        words.all(|word| LEXICON.kind_of(&word.look, word.is_cyrillic) != WordKind::NameOnly)
    }

    /// Matches letters that stand one by one: `M a r i a`, `Д-Е-М-Ч-У-К`.
    pub(super) fn match_spelled(&mut self) {
        let mut from = 0;
        while from < self.context.words.len() {
            let is_letter = |word: &Word| word.letters.len() == 1;
            let run = self
                .context
                .words
                .get(from..)
                .unwrap_or_default()
                .iter()
                .enumerate();
            let goes_on = |(place, word): &(usize, &Word)| {
                is_letter(word) && (*place == 0 || !word.gap.has(Gap::FAR))
            };
            let count = run.take_while(goes_on).take(80).count();
            for start in from..from + count {
                for end in start + 3..=(from + count).min(start + 24) {
                    if self.is_in_other_alphabet(start, start + 1)
                        || self.is_in_other_alphabet(end - 1, end - 2)
                    {
                        continue;
                    }
                    let letters = |at: usize| self.word(at).map(|word| word.letters.clone());
                    let (Some(first), Some(last)) = (letters(start), letters(end - 1)) else {
                        break;
                    };
                    let range = first.start..last.end;
                    let (look, sound) = (self.text.look(&range), self.text.sound(&range));
                    self.match_form(&look, &sound, &(start..end), &range, Fitting::default());
                }
            }
            from += count.max(1);
        }
    }

    /// Whether the letter at the edge is in another alphabet than the next one, so that it is a
    /// word of its own: `A Д-Е-М-Ч-У-К`.
    fn is_in_other_alphabet(&self, edge: usize, next: usize) -> bool {
        let both = self.word(edge).zip(self.word(next));
        both.is_some_and(|(edge, next)| {
            edge.is_letters && next.is_letters && edge.is_cyrillic != next.is_cyrillic
        })
    }
}
