//! Replaces ranges of a text by a mark, and maps positions to the new text.

use std::ops::Range;

use crate::text::merged;

/// Ranges of a text to be cut, sorted and without overlaps.
pub(super) struct Cuts<'a> {
    ranges: Vec<Range<usize>>,
    /// For each range, the number of bytes that are cut before it.
    cut_before: Vec<usize>,
    mark: &'a str,
}

impl<'a> Cuts<'a> {
    /// Sorts and merges ranges in any order, which may overlap.
    pub(super) fn new(ranges: Vec<Range<usize>>, mark: &'a str) -> Self {
        let ranges = merged(ranges);
        let sum = |total: &mut usize, range: &Range<usize>| {
            let before = *total;
            *total += range.len();
            Some(before)
        };
        let cut_before = ranges.iter().scan(0, sum).collect();
        Self {
            ranges,
            cut_before,
            mark,
        }
    }

    /// The number of ranges.
    pub(super) fn len(&self) -> usize {
        self.ranges.len()
    }

    /// The text with each range replaced by the mark.
    pub(super) fn apply(&self, text: &str) -> String {
        let mut result = String::with_capacity(text.len());
        let mut done = 0;
        for range in &self.ranges {
            result.push_str(text.get(done..range.start).unwrap_or_default());
            result.push_str(self.mark);
            done = range.end;
        }
        result.push_str(text.get(done..).unwrap_or_default());
        result
    }

    /// The new start of a span. A start inside of a range moves to the start of its mark.
    pub(super) fn start(&self, at: usize) -> usize {
        self.mapped(at, 0)
    }

    /// The new end of a span. An end inside of a range moves to the end of its mark.
    pub(super) fn end(&self, at: usize) -> usize {
        self.mapped(at, self.mark.len())
    }

    fn mapped(&self, at: usize, inside: usize) -> usize {
        let before = self.ranges.partition_point(|range| range.end <= at);
        let marks = before * self.mark.len();
        let (Some(range), Some(cut_before)) =
            (self.ranges.get(before), self.cut_before.get(before))
        else {
            let total: usize = self.ranges.iter().map(Range::len).sum();
            return at.saturating_sub(total).saturating_add(marks);
        };
        if range.start < at {
            range.start - cut_before + marks + inside
        } else {
            at - cut_before + marks
        }
    }
}
