//! Adds a document's annotations to the claims of an existing case. They may be replies to the
//! comments of a Word document that factdesk exported, or comments on the same draft.
//!
//! A document that factdesk exported marks the words of each claim, so that claims are found even
//! if their words were changed. In other documents claims are found by their words.

use std::cell::LazyCell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap, HashSet};
use std::ops::Range;

use super::annotations::{Annotation, Kind, Mark, Sign, Spans};
use super::document::{Document, OWN_COMMENT};
use super::report::Report;
use super::suggest::{Annotations, Placed, SuggestedItem, Unplaced, suggest};
use super::to_paragraphs;
use crate::case::{Case, Claim, ClaimId, IdGen, Paragraph, Timestamp};

/// The words of a claim in a paragraph of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
struct ClaimWords {
    range: Range<usize>,
    claim: ClaimId,
}

/// Adds the links, notes and comments of a document as suggested evidence to the claims at their
/// places, and returns the new case. Evidence that a claim already has is not added again.
/// Annotations on no claim are reported. `name` is the document's file name.
pub fn suggested_in(
    mut document: Document,
    name: &str,
    case: &Case,
    now: Timestamp,
    mint: &mut IdGen,
) -> (Case, Report) {
    let mut report = Report::of(&document);
    // The text of the document is not used, so most of what was left out does not matter.
    report.left_out.retain(|out| out.one == OWN_COMMENT);
    let about = std::mem::take(&mut document.about);
    let annotations = Annotations::of(&mut document);
    let paragraphs = to_paragraphs(document).0;
    let placed = placed(&annotations, &paragraphs, &about.url, case);
    annotations.report_unplaced(&placed, &mut report);
    let is_known = |(at, one): &&(usize, &Annotation)| {
        let claim = case.claims.get_at(*at);
        claim.is_some_and(|claim| has(claim, one, &one.as_evidence(&about.author, name)))
    };
    let (known, new): (Vec<_>, Vec<_>) = placed.on_claims.iter().partition(is_known);
    (report.suggested, report.known) = (new.len(), known.len());
    let offered = new.into_iter();
    let offered = offered.map(|(at, one)| (at, one.as_evidence(&about.author, name)));
    let mut after = case.clone();
    suggest(&mut after, offered.collect(), name, now, mint);
    (after, report)
}

/// Whether a claim already has this evidence, suggested or accepted: a link with the same address,
/// or a note or comment with the same address and text. If the annotation has a time, the author
/// and time must be the same, too.
fn has(claim: &Claim, one: &Annotation, offered: &SuggestedItem) -> bool {
    claim.evidence.iter().any(|item| {
        item.url == offered.url
            && (one.kind == Kind::Link || item.note == offered.note)
            && offered
                .at
                .is_none_or(|at| item.at == at && item.by == offered.by)
    })
}

/// Finds the claims of the case to which the annotations belong.
fn placed<'a>(
    annotations: &'a Annotations,
    paragraphs: &[Paragraph],
    url: &str,
    case: &Case,
) -> Placed<'a> {
    let marked: HashSet<ClaimId> = annotations.claims.iter().copied().collect();
    annotations.assign(paragraphs, url, |_, paragraph, marks| {
        let text = paragraph.text();
        let is_known =
            |words: &ClaimWords| case.claims.get(words.claim).is_some_and(|it| !it.is_cut());
        let (known, gone): (Vec<ClaimWords>, Vec<ClaimWords>) =
            marked_words(text, marks, &annotations.claims)
                .into_iter()
                .partition(is_known);
        let known = Lookup::of(known, marks);
        let gone = LazyCell::new(|| Lookup::of(gone, marks));
        // This index searches the paragraph for every claim without marked words, so it is built
        // only if it is needed.
        let by_words = LazyCell::new(|| {
            let unmarked = case.uncut().filter(|claim| !marked.contains(&claim.id));
            let found = unmarked.filter_map(|claim| {
                let start = text.find(&claim.text).filter(|_| !claim.text.is_empty())?;
                let range = start..start + claim.text.len();
                let claim = claim.id;
                Some(ClaimWords { range, claim })
            });
            Lookup::of(found.collect(), marks)
        });
        let ends = first_of(marks, Sign::End);
        let on = |mark: &Mark| {
            let end = ends.get(&mark.of).copied();
            let found = known.on(*mark, end, text);
            let found = found.or_else(|| by_words.on(*mark, end, text));
            match found {
                Some(Ok(claim)) => case.claims.place(claim).ok_or(Unplaced::ClaimRemoved),
                Some(Err(nowhere)) => Err(nowhere),
                None if gone.on(*mark, end, text).is_some() => Err(Unplaced::ClaimRemoved),
                None => Err(Unplaced::NoClaim),
            }
        };
        marks.iter().map(on).collect()
    })
}

/// The byte offset of the first mark with this meaning, by the index of its annotation or claim.
fn first_of(marks: &[Mark], sign: Sign) -> HashMap<usize, usize> {
    let mut first_places = HashMap::new();
    for mark in marks.iter().filter(|mark| mark.sign == sign) {
        first_places.entry(mark.of).or_insert(mark.at);
    }
    first_places
}

/// The marked words of the claims in a paragraph. A claim may span several paragraphs: in the first
/// its words end with the text, and in the last they start with it.
fn marked_words(text: &str, marks: &[Mark], claims: &[ClaimId]) -> Vec<ClaimWords> {
    let of = |sign: Sign| marks.iter().filter(move |mark| mark.sign == sign);
    let starts = first_of(marks, Sign::ClaimStart);
    let ends = first_of(marks, Sign::ClaimEnd);
    let started = of(Sign::ClaimStart).map(|start| {
        let end = ends.get(&start.of);
        let end = end.map_or(text.len(), |end| (*end).max(start.at));
        (start.of, start.at..end)
    });
    let of_before = of(Sign::ClaimEnd).filter(|end| !starts.contains_key(&end.of));
    let ranges = started.chain(of_before.map(|end| (end.of, 0..end.at)));
    let words = ranges.filter_map(|(of, range)| {
        let claim = *claims.get(of)?;
        Some(ClaimWords { range, claim })
    });
    words.collect()
}

/// An index of the claims' words in a paragraph, to find the claim of an annotation. A document may
/// have many thousands of both, so a lookup must be fast.
struct Lookup {
    /// The claim with exactly this range of words, by start and end.
    exactly: HashMap<(usize, usize), Result<ClaimId, Unplaced>>,
    /// The shortest range of words around each mark.
    shortest: HashMap<usize, Range<usize>>,
    /// The ranges of all claims' words, sorted by start.
    ranges: Vec<Range<usize>>,
    spans: Spans,
}

impl Lookup {
    /// An index of these words for these marks.
    fn of(words: Vec<ClaimWords>, marks: &[Mark]) -> Self {
        let mut exactly = HashMap::new();
        for one in &words {
            let range = (one.range.start, one.range.end);
            let known = exactly.entry(range).or_insert(Ok(one.claim));
            if *known != Ok(one.claim) {
                *known = Err(Unplaced::Several);
            }
        }
        let mut ranges: Vec<Range<usize>> = words.into_iter().map(|one| one.range).collect();
        let shortest = shortest(&ranges, marks.iter().filter_map(|mark| place(*mark)));
        ranges.sort_by_key(|range| (range.start, range.end));
        Self {
            exactly,
            shortest,
            spans: Spans::of(ranges.clone()),
            ranges,
        }
    }

    /// The claim of an annotation. It is the claim with exactly the same words as the annotation,
    /// since a reply is on the words of the comment that it answers; else the claim with the
    /// shortest words around the mark; else the nearest claim. None if there is none. `end`: the
    /// end of the annotation's words.
    fn on(&self, mark: Mark, end: Option<usize>, text: &str) -> Option<Result<ClaimId, Unplaced>> {
        let claim_with_range =
            |range: &Range<usize>| self.exactly.get(&(range.start, range.end)).copied();
        let exact = end.and_then(|end| self.exactly.get(&(mark.at, end)).copied());
        let shortest = || claim_with_range(self.shortest.get(&place(mark)?)?);
        let nearest = || claim_with_range(self.ranges.get(self.spans.at(mark, text)?)?);
        exact.or_else(shortest).or_else(nearest)
    }
}

/// The byte by which a mark is looked up, which must be inside the claim's words. None for a mark
/// at the start of the text that refers to the words before it.
fn place(mark: Mark) -> Option<usize> {
    match mark.sign {
        Sign::Before => mark.at.checked_sub(1),
        _ => Some(mark.at),
    }
}

/// The shortest range around each byte offset; the first range if several are equally short.
fn shortest(
    ranges: &[Range<usize>],
    places: impl Iterator<Item = usize>,
) -> HashMap<usize, Range<usize>> {
    let mut places: Vec<usize> = places.collect();
    places.sort_unstable();
    places.dedup();
    let mut starting: Vec<(usize, &Range<usize>)> = ranges.iter().enumerate().collect();
    starting.sort_by_key(|(_, range)| range.start);
    let mut starting = starting.into_iter().peekable();
    // The ranges around the current place, sorted by length; and their ends.
    let mut open = BTreeMap::new();
    let mut ending = BinaryHeap::new();
    let mut found = HashMap::new();
    for place in places {
        while let Some((of, range)) = starting.next_if(|(_, range)| range.start <= place) {
            let key = (range.len(), of);
            open.insert(key, range);
            ending.push(Reverse((range.end, key)));
        }
        while let Some(Reverse((end, key))) = ending.peek()
            && *end <= place
        {
            open.remove(key);
            ending.pop();
        }
        if let Some((_, range)) = open.first_key_value() {
            found.insert(place, (*range).clone());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::IdGen;

    fn mark(sign: Sign, at: usize, of: usize) -> Mark {
        Mark { at, sign, of }
    }

    #[test]
    fn an_annotation_is_on_the_exact_else_the_shortest_else_the_nearest_words() {
        let text = "It sank at noon, and two people died. Nobody was found.";
        let mut mint = IdGen::seeded(1);
        let ids: Vec<ClaimId> = (0..4).map(|_| mint.id(|_| false)).collect();
        let ranges = [0..37, 0..15, 21..36, 21..36];
        let words = || -> Vec<ClaimWords> {
            let all = ranges.iter().cloned().zip(&ids);
            all.map(|(range, claim)| ClaimWords {
                range,
                claim: *claim,
            })
            .collect()
        };
        let marks = [
            mark(Sign::After, 0, 0),
            mark(Sign::After, 3, 1),
            mark(Sign::Before, 15, 2),
            mark(Sign::After, 15, 3),
            mark(Sign::After, 25, 4),
            mark(Sign::Before, 37, 5),
            mark(Sign::After, 40, 6),
            mark(Sign::Before, 0, 7),
        ];
        let lookup = Lookup::of(words(), &marks);
        let on = |place: usize, end| lookup.on(marks[place], end, text);
        assert_eq!(on(0, Some(37)), Some(Ok(ids[0])), "exactly");
        assert_eq!(on(1, Some(9)), Some(Ok(ids[1])), "the shortest");
        assert_eq!(on(2, None), Some(Ok(ids[1])), "behind its last word");
        assert_eq!(on(3, None), Some(Ok(ids[0])));
        assert_eq!(on(4, None), Some(Err(Unplaced::Several)));
        assert_eq!(on(5, None), Some(Ok(ids[0])));
        assert_eq!(on(6, None), None, "words that are no claim stand between");
        assert_eq!(on(7, None), Some(Ok(ids[1])), "the nearest");
        let none = Lookup::of(Vec::new(), &marks);
        assert_eq!(none.on(marks[0], Some(37), text), None);
    }

    #[test]
    fn thousands_of_marks_in_one_paragraph_are_fast() {
        const MANY: usize = 20_000;
        let sentence = "It sank. ";
        let text = sentence.repeat(MANY);
        let mut mint = IdGen::seeded(1);
        let claims: Vec<ClaimId> = (0..MANY).map(|_| mint.id(|_| false)).collect();
        let marks: Vec<Mark> = (0..MANY)
            .flat_map(|of| {
                let (start, end) = (of * sentence.len(), (of + 1) * sentence.len() - 1);
                [
                    mark(Sign::ClaimStart, start, of),
                    mark(Sign::After, start, of),
                    mark(Sign::ClaimEnd, end, of),
                ]
            })
            .collect();
        let before = std::time::Instant::now();
        let lookup = Lookup::of(marked_words(&text, &marks, &claims), &marks);
        for (of, claim) in claims.iter().enumerate() {
            let start = of * sentence.len();
            assert_eq!(
                lookup.on(mark(Sign::After, start, of), None, &text),
                Some(Ok(*claim))
            );
        }
        // A quadratic search would take a minute.
        assert!(before.elapsed().as_secs() < 20);
    }
}
