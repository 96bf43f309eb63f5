//! The text that is left when certain places are taken out, and where its letters stand in the
//! whole text.

use std::ops::Range;

use super::find::Found;
use super::folded::{Folded, Gap};
use crate::case::SourceId;

/// What is left of a text. For each of its letters, `letters` has the index in the whole text.
pub(super) struct Rest {
    pub text: Folded,
    pub letters: Vec<usize>,
}

impl Rest {
    pub(super) fn in_whole(&self, found: &Found) -> Found {
        let start = self
            .letters
            .get(found.letters.start)
            .copied()
            .unwrap_or_default();
        let last = found
            .letters
            .end
            .checked_sub(1)
            .and_then(|last| self.letters.get(last));
        Found {
            letters: start..last.map_or(start, |last| last + 1),
            ..found.clone()
        }
    }
}

impl Folded {
    /// This text without these ranges of letters, which are sorted. A gap that no name continues
    /// across replaces each range.
    pub(super) fn without(&self, ranges: &[(Range<usize>, SourceId)]) -> Rest {
        let mut letters = Vec::with_capacity(self.letters.len());
        let mut kept = Vec::with_capacity(self.letters.len());
        let mut ranges = ranges.iter().peekable();
        let mut is_edge = false;
        for (at, letter) in self.letters.iter().enumerate() {
            while ranges.next_if(|(range, _)| range.end <= at).is_some() {}
            if ranges.peek().is_some_and(|(range, _)| range.start <= at) {
                is_edge = true;
                continue;
            }
            let mut letter = *letter;
            if std::mem::take(&mut is_edge) {
                letter.gap = letter.gap.far();
            }
            letters.push(letter);
            kept.push(at);
        }
        let tail = if is_edge { self.tail.far() } else { self.tail };
        Rest {
            text: Folded::new(letters, tail),
            letters: kept,
        }
    }

    /// The ranges in order. Ranges are joined if they overlap or touch, or if one source's ranges
    /// have only signs of a name between them. A joined range has the source of the first.
    pub(super) fn joined(
        &self,
        mut ranges: Vec<(Range<usize>, SourceId)>,
    ) -> Vec<(Range<usize>, SourceId)> {
        // One character may be folded to several letters. It is taken out whole.
        let sign = |at: usize| self.letters.get(at).map(|letter| letter.start);
        for (range, _) in &mut ranges {
            while range
                .start
                .checked_sub(1)
                .is_some_and(|before| sign(before) == sign(range.start))
            {
                range.start -= 1;
            }
            while range.end > range.start
                && sign(range.end).is_some()
                && sign(range.end) == sign(range.end - 1)
            {
                range.end += 1;
            }
        }
        ranges.sort_by_key(|(range, source)| (range.start, std::cmp::Reverse(range.end), *source));
        ranges.dedup_by(|(next, other), (kept, source)| {
            let gap = self.letters.get(next.start).map(|letter| letter.gap);
            let is_near =
                next.start == kept.end && source == other && gap.is_some_and(Gap::is_inside_name);
            let touches = next.start < kept.end
                || (next.start == kept.end && gap.is_some_and(Gap::is_none))
                || is_near;
            if touches {
                kept.end = kept.end.max(next.end);
            }
            touches
        });
        ranges
    }

    /// The range of bytes of the text in which these letters stand.
    pub(super) fn bytes(&self, letters: &Range<usize>) -> Range<usize> {
        let start = self
            .letters
            .get(letters.start)
            .map_or(0, |letter| letter.start);
        let last = letters
            .end
            .checked_sub(1)
            .and_then(|last| self.letters.get(last));
        start..last.map_or(start, |letter| letter.end)
    }
}
