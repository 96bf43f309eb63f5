//! What a document hands over, put on the claims of a case that is there already: replies to the
//! comments of a Word document of ours, and the comments of a colleague on the same draft.
//!
//! A document of ours marks the words of each claim, so they are known also where the writer has
//! changed them. In any other the words themselves tell.

use std::collections::HashSet;
use std::ops::Range;

use super::document::{Document, OWN_COMMENT};
use super::handed::{Handed, Kind, Mark, Sign, claim_at};
use super::laid_out;
use super::report::Report;
use super::suggest::{HandedOver, Nowhere, Offered, Placed, suggest};
use crate::case::{Case, Claim, ClaimId, Mint, Paragraph, Timestamp};

/// The words of a claim in a paragraph of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Words {
    range: Range<usize>,
    claim: ClaimId,
}

/// Puts links, notes and comments of a document as suggested evidence on the claims of a case that
/// they stand in, and hands back the case as it is then. What is there already is not added again;
/// what stands on no claim is named in the report. `name` is that of the document's file.
pub fn suggested_in(
    mut document: Document,
    name: &str,
    case: &Case,
    now: Timestamp,
    mint: &mut Mint,
) -> (Case, Report) {
    let mut report = Report::of(&document);
    // Nobody asks for the text of the document.
    report.left_out.retain(|out| out.one == OWN_COMMENT);
    let about = std::mem::take(&mut document.about);
    let handed = HandedOver::of(&mut document);
    let paragraphs = laid_out(document).0;
    let placed = placed(&handed, &paragraphs, &about.url, case);
    handed.name_the_rest(&placed, &mut report);
    let is_there = |(at, one): &&(usize, &Handed)| {
        let claim = case.claims.get_at(*at);
        claim.is_some_and(|claim| has(claim, one, &one.offered(&about.author, name)))
    };
    let (there, new): (Vec<_>, Vec<_>) = placed.on.iter().partition(is_there);
    (report.suggested, report.known) = (new.len(), there.len());
    let offered = new.into_iter();
    let offered = offered.map(|(at, one)| (at, one.offered(&about.author, name)));
    let mut after = case.clone();
    suggest(&mut after, offered.collect(), name, now, mint);
    (after, report)
}

/// Whether a claim has something already, suggested or accepted: a link by its address, a note or
/// comment by its words, and by who made it when, if it says so.
fn has(claim: &Claim, one: &Handed, offered: &Offered) -> bool {
    claim.evidence.iter().any(|item| {
        item.url == offered.url
            && (one.kind == Kind::Link || item.note == offered.note)
            && offered
                .at
                .is_none_or(|at| item.at == at && item.by == offered.by)
    })
}

/// On which claims of the case each thing stands.
fn placed<'a>(
    handed: &'a HandedOver,
    paragraphs: &[Paragraph],
    url: &str,
    case: &Case,
) -> Placed<'a> {
    let marked: HashSet<ClaimId> = handed.claims.iter().copied().collect();
    handed.placed(paragraphs, url, |_, paragraph, marks| {
        let text = paragraph.text();
        let is_there = |words: &Words| case.claims.get(words.claim).is_some_and(|it| !it.is_cut());
        let (known, gone): (Vec<Words>, Vec<Words>) =
            marked_words(text, marks, &handed.claims).partition(is_there);
        let is_marked = |claim: &Claim| marked.contains(&claim.id);
        let unmarked = case.uncut().filter(|claim| !is_marked(claim));
        let by_words = unmarked.filter_map(|claim| {
            let start = text.find(&claim.text).filter(|_| !claim.text.is_empty())?;
            let range = start..start + claim.text.len();
            let claim = claim.id;
            Some(Words { range, claim })
        });
        let by_words: Vec<Words> = by_words.collect();
        let on = |mark: &Mark| {
            let found = chosen(*mark, marks, text, &known);
            let found = found.or_else(|| chosen(*mark, marks, text, &by_words));
            let is_gone = || chosen(*mark, marks, text, &gone).is_some();
            match found {
                Some(Ok(claim)) => case.claims.place(claim).ok_or(Nowhere::Gone),
                Some(Err(nowhere)) => Err(nowhere),
                None if is_gone() => Err(Nowhere::Gone),
                None => Err(Nowhere::NoClaim),
            }
        };
        marks.iter().map(on).collect()
    })
}

/// The words of claims as the document marks them. Those that go over several paragraphs go to the
/// end of the first and from the start of the last.
fn marked_words(text: &str, marks: &[Mark], claims: &[ClaimId]) -> impl Iterator<Item = Words> {
    let of = |sign: Sign| marks.iter().filter(move |mark| mark.sign == sign);
    let end_of = |start: &Mark| of(Sign::ClaimEnd).find(|end| end.of == start.of);
    let started = of(Sign::ClaimStart).map(|start| {
        let end = end_of(start).map_or(text.len(), |end| end.at.max(start.at));
        (start.of, start.at..end)
    });
    let is_of_before = |end: &&Mark| of(Sign::ClaimStart).all(|start| start.of != end.of);
    let of_before = of(Sign::ClaimEnd).filter(is_of_before);
    let ranges: Vec<_> = started
        .chain(of_before.map(|end| (end.of, 0..end.at)))
        .collect();
    let words = ranges.into_iter().filter_map(|(of, range)| {
        let claim = *claims.get(of)?;
        Some(Words { range, claim })
    });
    words.collect::<Vec<_>>().into_iter()
}

/// The claim whose words something is on: exactly, as a reply is on those of the comment that it
/// answers; else the shortest that the mark is in, else the nearest. None where there is none.
fn chosen(
    mark: Mark,
    marks: &[Mark],
    text: &str,
    words: &[Words],
) -> Option<Result<ClaimId, Nowhere>> {
    let mut ends = marks.iter().filter(|end| end.sign == Sign::End);
    let end = ends.find(|end| end.of == mark.of);
    let range = end.map(|end| mark.at..end.at);
    let is_same = |one: &&Words| Some(&one.range) == range.as_ref();
    let is_in = |one: &&Words| match mark.sign {
        Sign::Before => one.range.start < mark.at && mark.at <= one.range.end,
        _ => one.range.contains(&mark.at),
    };
    let exact = words.iter().find(is_same);
    let shortest = || words.iter().filter(is_in).min_by_key(|one| one.range.len());
    let nearest = || {
        let mut ordered: Vec<&Words> = words.iter().collect();
        ordered.sort_by_key(|one| (one.range.start, one.range.end));
        let ranges: Vec<_> = ordered.iter().map(|one| one.range.clone()).collect();
        ordered.get(claim_at(mark, text, &ranges)?).copied()
    };
    let found = exact.or_else(shortest).or_else(nearest)?;
    let mut others = words.iter().filter(|one| one.range == found.range);
    let is_several = others.any(|one| one.claim != found.claim);
    Some(if is_several {
        Err(Nowhere::Several)
    } else {
        Ok(found.claim)
    })
}
