//! The words of a claim within the story around them, for the Verdict pane.

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::case::Claim;
use crate::text::{visible, wrap};
use crate::workbench::emphasis::bold;
use crate::workbench::model::Model;
use crate::workbench::view::theme::Theme;

/// The claim with at most `around` bytes of context on each side, wrapped and never cut. The ends
/// of the claim are marked.
pub(super) fn words_of(
    model: &Model,
    theme: Theme,
    claim: &Claim,
    (around, width): (usize, usize),
) -> Vec<Line<'static>> {
    let draft = model.case().draft.as_deref();
    let context = model.case().anchor(claim).and_then(|span| {
        let text = draft?.paragraphs.get(span.paragraph)?.text();
        let start = context_start(text, span.start, around);
        let end = context_end(text, span.end, around);
        Some((
            text.get(start..span.start)?,
            text.get(span.end..end)?,
            start > 0,
            end < text.len(),
        ))
    });
    let (before, after, cut_before, cut_after) = context.unwrap_or(("", "", false, false));
    let gap = |is_cut: bool| if is_cut { theme.gap() } else { "" };
    let (open, close) = theme.ends();
    let head = format!("{}{before}{open}", gap(cut_before));
    let whole = format!("{head}{}{close}{after}{}", claim.text, gap(cut_after));
    let claim_at = head.len()..head.len() + claim.text.len();
    let strong: Vec<Range<usize>> = bold(&claim.text, true)
        .into_iter()
        .map(|range| head.len() + range.start..head.len() + range.end)
        .collect();
    let mut lines = Vec::new();
    for bytes in wrap(&whole, width.saturating_sub(2)) {
        let mut spans = vec![Span::raw(" ")];
        let mut at = bytes.start;
        let mut edges: Vec<usize> = strong
            .iter()
            .flat_map(|range| [range.start, range.end])
            .chain([claim_at.start, claim_at.end, bytes.end])
            .filter(|edge| *edge > bytes.start && *edge <= bytes.end)
            .collect();
        edges.sort_unstable();
        edges.dedup();
        for edge in edges {
            let style = if !claim_at.contains(&at) {
                theme.dim()
            } else if strong.iter().any(|range| range.contains(&at)) {
                theme.bold()
            } else {
                Style::new()
            };
            let part = whole.get(at..edge).unwrap_or_default();
            spans.push(Span::styled(visible(part).into_owned(), style));
            at = edge;
        }
        lines.push(Line::from(spans));
    }
    lines
}

/// The byte at which the context before this byte starts.
fn context_start(text: &str, byte: usize, around: usize) -> usize {
    if byte <= around {
        return 0;
    }
    let mut from = byte - around;
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let near = text.get(from..byte).unwrap_or_default();
    // The context starts after the last full stop but one in range, or else at a word.
    let sentence = near
        .rfind(". ")
        .and_then(|at| near.get(..at))
        .and_then(|first| first.rfind(". ").map(|at| at + 2));
    let word = near.find(' ').map(|at| at + 1);
    from + sentence.or(word).unwrap_or_default()
}

/// The byte at which the context after this byte ends.
fn context_end(text: &str, byte: usize, around: usize) -> usize {
    if text.len() - byte <= around {
        return text.len();
    }
    let mut to = byte + around;
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let near = text.get(byte..to).unwrap_or_default();
    byte + near.rfind(' ').unwrap_or(near.len())
}
