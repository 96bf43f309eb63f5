//! Divides the words of an office where names in them are cut or asked about by themselves.

use std::ops::Range;

use super::folded::Gap;
use super::office::OfficeSearch;

impl OfficeSearch<'_> {
    /// The indexes of the words that have letters in this range.
    pub(super) fn words_in(&self, letters: &Range<usize>) -> Range<usize> {
        let start = self
            .words
            .partition_point(|word| word.letters.end <= letters.start);
        let end = self
            .words
            .partition_point(|word| word.letters.start < letters.end);
        start..end.max(start)
    }

    /// Says for each word whether it has letters in one of these places.
    pub(super) fn taken<'b>(&self, places: impl Iterator<Item = &'b Range<usize>>) -> Vec<bool> {
        let mut taken = vec![false; self.words.len()];
        for place in places {
            let words = taken.get_mut(self.words_in(place));
            for is_taken in words.into_iter().flatten() {
                *is_taken = true;
            }
        }
        taken
    }

    /// The pieces of these words between the taken ones. Joining words at the new ends are left
    /// out.
    pub(super) fn pieces(
        &self,
        words: &Range<usize>,
        is_taken: &dyn Fn(usize) -> bool,
    ) -> Vec<Range<usize>> {
        let mut pieces = Vec::new();
        let mut start = words.start;
        for at in words.start..=words.end {
            if at < words.end && !is_taken(at) {
                continue;
            }
            let (mut from, mut to) = (start, at);
            start = at + 1;
            while from > words.start && from < to && (self.joins(from) || self.is_ending(from)) {
                from += 1;
            }
            while to < words.end && to > from && self.joins(to - 1) {
                to -= 1;
            }
            if from < to {
                pieces.push(from..to);
            }
        }
        pieces
    }

    /// Whether the word is the `s` of a possessive: `Lee's`.
    fn is_ending(&self, at: usize) -> bool {
        self.word(at)
            .is_some_and(|word| word.look == "s" && word.gap.has(Gap::APOSTROPHE))
    }
}
