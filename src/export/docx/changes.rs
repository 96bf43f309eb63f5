//! Fixes as tracked changes: the old words are marked as deleted and the new ones as inserted, in
//! the name of the person who proposed the fix.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::case::{Claim, Fix, FixState, Span};
use crate::export::redact::is_mark;

/// A tracked change in a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change<'a> {
    /// The deleted words; empty for a mere insertion.
    pub range: Range<usize>,
    /// The words that are inserted after the deleted ones.
    pub to: &'a str,
    /// The fix that the change is made from.
    pub fix: &'a Fix,
}

/// The tracked changes of a paragraph, in order and without overlaps. If two fixes are for
/// overlapping or adjacent words, the fix of the first claim is used. The other is only in its
/// comment.
pub(super) fn changes<'a>(claims: &[(Span, &'a Claim)]) -> Vec<Change<'a>> {
    let candidates = claims.iter().filter_map(|(span, claim)| {
        let fix = fix_to_show(claim)?;
        let (range, to) = differing(&claim.text, &fix.to);
        let range = span.start + range.start..span.start + range.end;
        (!range.is_empty() || !to.is_empty()).then_some(Change { range, to, fix })
    });
    let mut changes: Vec<Change<'a>> = Vec::new();
    for change in candidates {
        let is_apart = |other: &Change<'_>| {
            other.range.end < change.range.start || change.range.end < other.range.start
        };
        if changes.iter().all(is_apart) {
            changes.push(change);
        }
    }
    changes.sort_by_key(|change| change.range.start);
    changes
}

/// The fix for a tracked change: the latest accepted one, else the latest proposed one. Fixes with
/// redacted words are left out.
fn fix_to_show(claim: &Claim) -> Option<&Fix> {
    let fixes = || claim.fixes.iter().rev().filter(|fix| !is_mark(&fix.to));
    let latest = |state| fixes().find(|fix| fix.state == state);
    latest(FixState::Accepted).or_else(|| latest(FixState::Proposed))
}

/// The part in which two texts differ: the range in the old text and its replacement. Common words
/// at the start and end are left out.
fn differing<'a>(old: &str, new: &'a str) -> (Range<usize>, &'a str) {
    let new = new.trim();
    let same = |olds: &mut dyn Iterator<Item = &str>, news: &mut dyn Iterator<Item = &str>| {
        let pairs = olds.zip(news);
        let same = pairs.take_while(|(old, new)| old == new);
        same.map(|(word, _)| word.len()).sum::<usize>()
    };
    let start = same(&mut old.split_word_bounds(), &mut new.split_word_bounds());
    let (old_rest, new_rest) = (
        old.get(start..).unwrap_or_default(),
        new.get(start..).unwrap_or_default(),
    );
    let end = same(
        &mut old_rest.split_word_bounds().rev(),
        &mut new_rest.split_word_bounds().rev(),
    );
    (
        start..old.len() - end,
        new.get(start..new.len() - end).unwrap_or_default(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_words_that_differ_are_changed() {
        for (old, new, taken_out, put_in) in [
            ("He knew in March.", "He knew in May.", "March", "May"),
            (
                "It was 40 killed.",
                "It was at least 40 killed.",
                "",
                "at least ",
            ),
            ("їжак їсть", "Їжак їсть", "їжак", "Їжак"),
            ("a a", "a a a", "", " a"),
            ("gone", "", "gone", ""),
            ("same", " same ", "", ""),
        ] {
            let (range, to) = differing(old, new);
            assert_eq!((&old[range], to), (taken_out, put_in), "{old}");
        }
    }
}
