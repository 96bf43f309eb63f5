//! The story with its claims marked, and notes on them beside each paragraph.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use maud::{Markup, html};

use super::pieces::{Page, filled_with, glyph, lines};
use crate::case::standing::CurrentStanding;
use crate::case::{Claim, Paragraph, Part, Question, Span};

/// A claim that is anchored in a paragraph: its number, its span, and the claim.
type PlacedClaim<'a> = (usize, Span, &'a Claim);

/// The paragraphs to show. Boilerplate is left out unless it has a claim.
pub(super) fn rows<'a>(page: &Page<'a>) -> Vec<Row<'a>> {
    let case = page.shown.case;
    let mut number = 0;
    let mut has_title = false;
    let mut rows: Vec<Row<'_>> = Vec::new();
    let paragraphs = case.draft.iter().flat_map(|draft| &draft.paragraphs);
    for (index, paragraph) in paragraphs.enumerate() {
        let placed = case.claims_in(index).filter_map(|claim| {
            number += 1;
            let is_selected = page.shown.options.asks_for(claim.id);
            let span = case.anchor(claim).filter(|_| is_selected)?;
            Some((number, span, claim.as_ref()))
        });
        let placed: Vec<PlacedClaim<'_>> = placed.collect();
        if paragraph.part() != Part::Boilerplate || !placed.is_empty() {
            rows.push(Row {
                index,
                paragraph,
                placed,
                has_title,
            });
            has_title |= paragraph.part() == Part::Title;
        }
    }
    rows
}

/// A paragraph to show.
pub(super) struct Row<'a> {
    /// The index of the paragraph.
    index: usize,
    paragraph: &'a Paragraph,
    placed: Vec<PlacedClaim<'a>>,
    /// Whether the story's title comes before this paragraph.
    has_title: bool,
}

/// A paragraph and the notes on its claims.
pub(super) fn render_row(page: &Page<'_>, row: &Row<'_>) -> Markup {
    let number = (row.index + 1).to_string();
    html! {
        div.row {
            (paragraph_element(page, row.paragraph, &row.placed, row.has_title))
            @if !row.placed.is_empty() {
                ul.notes aria-label=(filled_with(&page.fixed.paragraph, &number)) {
                    @for (number, _, claim) in &row.placed { (note(page, *number, claim)) }
                }
            }
        }
    }
}

/// A paragraph as the HTML element for its kind. The level of a heading is below that of the
/// section.
fn paragraph_element(
    page: &Page<'_>,
    paragraph: &Paragraph,
    placed: &[PlacedClaim<'_>],
    has_title: bool,
) -> Markup {
    let text = paragraph.text();
    let language = page.language_of(text);
    let marked_text = marked_text(page, text, placed);
    html! {
        @match (paragraph.part(), has_title) {
            (Part::Title, _) | (Part::Heading, false) => h3 lang=[language] dir="auto" { (marked_text) },
            (Part::Heading, true) => h4 lang=[language] dir="auto" { (marked_text) },
            (Part::Body, _) => p lang=[language] dir="auto" { (marked_text) },
            (Part::Caption, _) => p.caption lang=[language] dir="auto" { (marked_text) },
            (Part::Boilerplate, _) => p.boilerplate lang=[language] dir="auto" { (marked_text) },
        }
    }
}

/// The text with its claims marked. Where claims overlap, the mark is that of the claim that starts
/// last. A link to its note follows each claim.
fn marked_text(page: &Page<'_>, text: &str, placed: &[PlacedClaim<'_>]) -> Markup {
    let mut edges: BTreeSet<usize> = [0, text.len()].into();
    edges.extend(
        placed
            .iter()
            .flat_map(|(_, span, _)| [span.start, span.end]),
    );
    let edges: Vec<usize> = edges.into_iter().collect();
    let mut starting = placed.iter().enumerate().peekable();
    let mut ends: Vec<(usize, &PlacedClaim<'_>)> = placed.iter().enumerate().collect();
    ends.sort_by_key(|(_, (_, span, _))| (span.end, Reverse(span.start)));
    let mut ending = ends.into_iter().peekable();
    // The claims that are open at an edge, sorted by start, then by end in reverse, then by index.
    let mut open: BTreeSet<(usize, Reverse<usize>, usize)> = BTreeSet::new();
    let key =
        |(index, (_, span, _)): (usize, &PlacedClaim<'_>)| (span.start, Reverse(span.end), index);
    html! {
        @for (index, edge) in edges.iter().enumerate() {
            @let () = while let Some(one) = starting.next_if(|(_, (_, span, _))| span.start <= *edge) { open.insert(key(one)); };
            @let done: Vec<(usize, &PlacedClaim<'_>)> = std::iter::from_fn(|| ending.next_if(|(_, (_, span, _))| span.end <= *edge)).collect();
            @for one in done {
                @let _ = open.remove(&key(one));
                (reference(page, one.1))
            }
            @let next = edges.get(index + 1).copied().unwrap_or(*edge);
            @let words = text.get(*edge..next).unwrap_or_default();
            @if !words.is_empty() {
                @match open.last().and_then(|(_, _, index)| placed.get(*index)) {
                    Some((_, _, claim)) => span class={ "mark " (page.standing_of(claim, Question::Fact).standing) } { (lines(words)) },
                    None => (lines(words)),
                }
            }
        }
    }
}

/// The link after a claim: its number and symbol, and the standing for screen readers.
fn reference(page: &Page<'_>, (number, _, claim): &PlacedClaim<'_>) -> Markup {
    let standing = page.standing_of(claim, Question::Fact).standing;
    html! {
        span class={ "ref " (standing) } lang=(page.language()) {
            a id={ "ref-" (number) } href={ "#note-" (number) } {
                span.unseen { (super::filled(&page.fixed.claim, &[""])) }
                (number) " " span aria-hidden="true" { (glyph(standing)) }
                span.unseen { ": " (page.shown.words().standing(standing)) }
            }
        }
    }
}

/// The short note on a claim.
pub(super) fn note(page: &Page<'_>, number: usize, claim: &Claim) -> Markup {
    let fixed = page.fixed;
    let CurrentStanding { standing, by } = page.standing_of(claim, Question::Fact);
    let why_nowhere = page.shown.why_nowhere(claim);
    let back = if why_nowhere.is_none() {
        "#ref-"
    } else {
        "#claim-"
    };
    html! {
        li class={ "note " (standing) } id={ "note-" (number) } {
            p.verdict {
                a.number href={ (back) (number) } { (super::filled(&fixed.claim, &[&number.to_string()])) } " "
                (page.badge(claim, Question::Fact)) " "
                a.fine href={ "#claim-" (number) } { (page.shown.words().counted(claim.items().count(), &fixed.n_items)) }
            }
            @if let Some(why) = why_nowhere {
                blockquote lang=[page.language_of(&claim.text)] dir="auto" { (lines(&claim.text)) }
                p.fine { (why) }
            }
            @if let Some(credit) = page.credit(claim) {
                p.verdict { (page.table.question.said) ": " (page.badge(claim, Question::Said)) " " span.fine dir="auto" { (page.shown.said_by(claim)) @if credit.suggested && !claim.is_unsure() { " (" (page.shown.fixed().suggested) ")" } } }
            }
            @if let Some(ruling) = by.filter(|ruling| !ruling.note.is_empty() && !page.is_public()) {
                p dir="auto" { (lines(&ruling.note)) }
            }
            @if why_nowhere.is_none() && !claim.wording.is_empty() { p.fine { (fixed.wording) ": " (lines(&claim.wording)) } }
        }
    }
}
