//! Stretches of a text replaced by a mark, and where every other place of the text stands
//! afterwards.

use std::ops::Range;

use crate::text::merged;

/// Stretches to be replaced, in order and apart.
pub(super) struct Cuts<'a> {
    ranges: Vec<Range<usize>>,
    /// How many bytes are taken away before each stretch.
    gone: Vec<usize>,
    mark: &'a str,
}

impl<'a> Cuts<'a> {
    /// Of stretches in any order, which may overlap.
    pub(super) fn new(ranges: Vec<Range<usize>>, mark: &'a str) -> Self {
        let ranges = merged(ranges);
        let sum = |gone: &mut usize, range: &Range<usize>| {
            let before = *gone;
            *gone += range.len();
            Some(before)
        };
        let gone = ranges.iter().scan(0, sum).collect();
        Self { ranges, gone, mark }
    }

    /// How many stretches there are.
    pub(super) fn len(&self) -> usize {
        self.ranges.len()
    }

    /// The text with the mark in place of each.
    pub(super) fn made(&self, text: &str) -> String {
        let mut made = String::with_capacity(text.len());
        let mut done = 0;
        for range in &self.ranges {
            made.push_str(text.get(done..range.start).unwrap_or_default());
            made.push_str(self.mark);
            done = range.end;
        }
        made.push_str(text.get(done..).unwrap_or_default());
        made
    }

    /// Where a span starts now: one that started inside a stretch, at its mark.
    pub(super) fn start(&self, at: usize) -> usize {
        self.place(at, 0)
    }

    /// Where a span ends now: one that ended inside a stretch, after its mark.
    pub(super) fn end(&self, at: usize) -> usize {
        self.place(at, self.mark.len())
    }

    fn place(&self, at: usize, inside: usize) -> usize {
        let before = self.ranges.partition_point(|range| range.end <= at);
        let marks = before * self.mark.len();
        let (Some(range), Some(gone)) = (self.ranges.get(before), self.gone.get(before)) else {
            let gone: usize = self.ranges.iter().map(Range::len).sum();
            return at.saturating_sub(gone).saturating_add(marks);
        };
        if range.start < at {
            range.start - gone + marks + inside
        } else {
            at - gone + marks
        }
    }
}
