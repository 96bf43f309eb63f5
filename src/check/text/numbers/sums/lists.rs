//! Finds the numbers that form a list of parts, before or after a total.

use std::ops::Range;

use super::{MAX_PART_TOKENS, Sentence, WORDS};

impl Sentence<'_> {
    /// Whether the next number continues the list after this part: between the two numbers are only
    /// a few words, and then a comma, a semicolon or "and".
    pub(super) fn continues_with_next(&self, number: usize) -> bool {
        let Some(figure) = self.figures.get(number) else {
            return false;
        };
        let end = self.end_of(number);
        let last = self.line.lower_before(end);
        let is_joint = matches!(last, "," | ";") || WORDS.ands.has(last);
        let words = figure.to..end.saturating_sub(1);
        let is_plain = words
            .clone()
            .all(|at| self.line.is_word(at) || (at + 1 == words.end && self.line.lower(at) == ","));
        is_joint && is_plain && end - figure.from <= MAX_PART_TOKENS
    }

    /// The list of parts right before a total: "40 killed and 100 injured, 150 in all".
    pub(super) fn list_before(&self, total: usize) -> Range<usize> {
        let mut from = total;
        while from > 0
            && self.exact(from - 1).is_some()
            && (self.continues_with_next(from - 1)
                || (from == total && self.precedes_total(from - 1)))
        {
            from -= 1;
        }
        from..total
    }

    /// Whether a part is the last before its total: only a few tokens are between the two numbers.
    /// The first mark among them is a comma, semicolon, colon, bracket or dash, and all others are
    /// commas or dashes.
    pub(super) fn precedes_total(&self, number: usize) -> bool {
        let Some(figure) = self.figures.get(number) else {
            return false;
        };
        let end = self.end_of(number);
        let mut marks = (figure.to..end).filter(|at| !self.line.is_word(*at));
        let mark = marks.next().map(|at| self.line.lower(at));
        end - figure.from <= MAX_PART_TOKENS + 3
            && matches!(mark, Some("," | "–" | "—" | ";" | "(" | ":"))
            && marks.all(|at| matches!(self.line.lower(at), "," | "–" | "—"))
    }

    /// The list of parts after a total, opened by a colon, a dash or a bracket.
    pub(super) fn list_after(&self, total: usize) -> Option<Range<usize>> {
        let first = self.figures.get(total + 1)?;
        let opening = self.line.lower_before(first.from);
        if !matches!(opening, ":" | "–" | "—" | "(")
            || (matches!(opening, "–" | "—") && self.line.is_glued(first.from))
        {
            return None;
        }
        let between = self.figures.get(total)?.to..first.from - 1;
        // The clause of the total may be long, but between the two numbers it may contain no
        // bracket or dash, which would separate it from the list.
        let is_plain = between.clone().all(|at| {
            self.line.is_word(at) || matches!(self.line.lower(at), "," | "-" | "'" | "’")
        });
        (is_plain && between.len() <= 16).then(|| total + 1..self.list_end(total + 1))
    }

    /// The end of the list of parts that begins with this number.
    pub(super) fn list_end(&self, first: usize) -> usize {
        let mut last = first;
        while last + 1 < self.figures.len()
            && self.exact(last).is_some()
            && self.continues_with_next(last)
        {
            last += 1;
        }
        if self.exact(last).is_some() {
            last + 1
        } else {
            first
        }
    }
}
