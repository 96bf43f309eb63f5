//! `annotated`: the story as text with newsroom marks, `[CONFIRMED]`, `[DISPUTED: …]`, after the
//! words of each claim.
//!
//! A mark that starts with `SAID:` is about *said*. Any other is about *fact*. Square brackets in
//! the story are doubled, so that a single bracket is always part of a mark. If claims overlap, the
//! mark quotes the words of its claim.

use std::borrow::Cow;

use super::Options;
use super::labels::Marks;
use super::redact::mark_in;
use super::shown::{Shown, has_support};
use crate::case::standing::{CurrentStanding, standing_of};
use crate::case::{Case, Claim, Paragraph, Part, Question, Reason, Span, Standing};
use crate::error::Error;
use crate::text::{clip, visible, visible_lines};

/// The longest quotation in a mark, in terminal cells.
const MAX_CELLS: usize = 40;

/// The exported text.
#[allow(clippy::unnecessary_wraps, reason = "as every export is called")]
pub(super) fn text(case: &Case, options: &Options<'_>) -> Result<Vec<u8>, Error> {
    let shown = Shown { case, options };
    let mut text = String::new();
    let paragraphs = case.draft.iter().flat_map(|draft| &draft.paragraphs);
    for (index, paragraph) in paragraphs.enumerate() {
        let claims: Vec<(Span, &Claim)> = case
            .claims_in(index)
            .filter(|claim| options.asks_for(claim.id))
            .filter_map(|claim| Some((case.anchor(claim)?, claim.as_ref())))
            .collect();
        if paragraph.part() == Part::Boilerplate && claims.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push('\n');
        }
        write_paragraph(&shown, paragraph, claims, &mut text);
        text.push('\n');
    }
    let all = shown.claims().map(|(_, claim)| claim);
    let free = all.filter(|claim| case.anchor(claim).is_none());
    let mut heading = Some(shown.fixed().free.as_str());
    for claim in free {
        if let Some(heading) = heading.take() {
            let gap = if text.is_empty() { "" } else { "\n" };
            text.push_str(&format!("{gap}{heading}\n\n"));
        }
        text.push_str(&escaped(&claim.text));
        write_marks(&shown, claim, None, &mut text);
        text.push('\n');
    }
    for line in options.remarks(case) {
        text.push_str(&format!("\n{}\n", escaped(&line)));
    }
    Ok(text.into_bytes())
}

/// Writes a paragraph with the marks of its claims. `claims` is sorted by start.
fn write_paragraph(
    shown: &Shown<'_>,
    paragraph: &Paragraph,
    claims: Vec<(Span, &Claim)>,
    text: &mut String,
) {
    let words = paragraph.text();
    let mut furthest = 0;
    let mut marks_at: Vec<(Span, &Claim, bool)> = Vec::with_capacity(claims.len());
    for (span, claim) in claims {
        let overlaps = span.start < furthest;
        if overlaps {
            for (earlier, _, is_named) in &mut marks_at {
                *is_named |= earlier.end > span.start;
            }
        }
        furthest = furthest.max(span.end);
        marks_at.push((span, claim, overlaps));
    }
    // If two claims end at the same position, the inner claim is marked first.
    marks_at.sort_by_key(|(span, ..)| (span.end, std::cmp::Reverse(span.start)));
    let mut done = 0;
    for (span, claim, is_named) in marks_at {
        text.push_str(&escaped(words.get(done..span.end).unwrap_or_default()));
        write_marks(shown, claim, is_named.then_some(&claim.text), text);
        done = span.end;
    }
    text.push_str(&escaped(words.get(done..).unwrap_or_default()));
}

/// Makes hidden characters visible, and doubles square brackets. The brackets of `[redacted]` stay
/// single, since it cannot be taken for the mark of a verdict.
fn escaped(words: &str) -> Cow<'_, str> {
    doubled(visible(words))
}

/// Like [`escaped`], but keeps line breaks, as in notes.
fn escaped_lines(words: &str) -> Cow<'_, str> {
    doubled(visible_lines(words))
}

fn doubled(shown: Cow<'_, str>) -> Cow<'_, str> {
    if !shown.contains(['[', ']']) {
        return shown;
    }
    let doubled = |words: &str| words.replace('[', "[[").replace(']', "]]");
    let Some(mark) = mark_in(&shown) else {
        return Cow::Owned(doubled(&shown));
    };
    let pieces: Vec<String> = shown.split(mark).map(doubled).collect();
    Cow::Owned(pieces.join(mark))
}

/// Writes the marks of a claim: for *fact*, then for *said* if the claim has an attribution.
/// `words`, if given, is quoted in each mark.
fn write_marks(shown: &Shown<'_>, claim: &Claim, words: Option<&String>, text: &mut String) {
    let said = claim.attribution.as_ref().map(|_| Question::Said);
    for question in [Question::Fact].into_iter().chain(said) {
        text.push_str(" [");
        if let Some(words) = words {
            text.push_str(&escaped(&shown.quoted(&clip(&visible(words), MAX_CELLS))));
            text.push_str(": ");
        }
        if question == Question::Said {
            text.push_str(&shown.words().mark.said);
            text.push_str(": ");
        }
        mark(shown, claim, question, text);
        text.push(']');
    }
}

/// Writes the text inside a mark: the standing. For disputed, unverified, and confirmed with
/// context, the reason and the note follow.
fn mark(shown: &Shown<'_>, claim: &Claim, question: Question, text: &mut String) {
    let CurrentStanding { standing, by } = standing_of(claim, question);
    let reason = by.and_then(|ruling| ruling.reason);
    let words: &Marks = &shown.words().mark;
    let (mark, says_why) = match (standing, reason) {
        (Standing::Confirmed, _) if !has_support(claim, question) => {
            (&words.no_evidence, reason == Some(Reason::WithContext))
        }
        (Standing::Confirmed, _) => (&words.confirmed, reason == Some(Reason::WithContext)),
        (Standing::Disputed, _) => (&words.disputed, true),
        (Standing::Unverified, _) => (&words.unverified, true),
        (Standing::Open, _) => (&words.open, false),
        (Standing::Contested, _) => (&words.contested, false),
        (Standing::Stale, _) => (&words.stale, false),
        (Standing::Aside, Some(Reason::Opinion)) => (&words.opinion, false),
        (Standing::Aside, Some(Reason::Elsewhere)) => (&words.elsewhere, false),
        (Standing::Aside, _) => (&words.no_assertion, false),
    };
    text.push_str(mark);
    if !says_why {
        return;
    }
    let reason = reason.map(|reason| shown.words().reason(question, reason));
    let note = by
        .map(|ruling| escaped_lines(&ruling.note))
        .filter(|note| !note.is_empty());
    // For *said* the mark has a colon already: `SAID: CONFIRMED, in substance`.
    let sign = match question {
        Question::Said => ",",
        Question::Fact => ":",
    };
    match (reason, note) {
        (Some(reason), Some(note)) => text.push_str(&format!("{sign} {reason}. {note}")),
        (Some(why), None) => text.push_str(&format!("{sign} {why}")),
        (None, Some(why)) => text.push_str(&format!("{sign} {why}")),
        (None, None) => {}
    }
}
