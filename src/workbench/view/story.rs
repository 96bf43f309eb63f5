//! The story: at the left the standings of the claims that begin on a line, at the right the
//! coverage.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use crate::case::{Claim, Part, Standing};
use crate::text::{cells, visible};
use crate::workbench::action::Pane;
use crate::workbench::index::StoryLine;
use crate::workbench::layout::Layout;
use crate::workbench::model::{Model, Selection};
use crate::workbench::view::theme::Theme;
use crate::workbench::view::{frame, put_row};

/// The width of the left margin: the mark, two glyphs, a space.
pub const LEFT: u16 = 4;

/// Draws the pane with the selection in it.
pub fn draw(
    model: &Model,
    selection: Option<&Selection>,
    theme: Theme,
    layout: &Layout,
    buffer: &mut Buffer,
) {
    let has_focus = model.focus.pane == Pane::Claims;
    let dot = theme.dot();
    let paragraph = model.claim().and_then(|claim| model.case().anchor(claim));
    let paragraph_label = paragraph.map_or(String::new(), |span| {
        format!("{dot}paragraph {}", span.paragraph + 1)
    });
    let [checked, open, uncovered] = theme.coverage();
    let coverage = format!("coverage {} %", model.index.coverage.percent());
    let legend = format!("{checked} checked  {open} open  {uncovered} uncovered  {coverage}");
    // If the legend does not fit, show only the percentage.
    let room = usize::from(layout.claims.width).saturating_sub(40);
    let right = if cells(&legend) <= room {
        legend
    } else {
        coverage
    };
    let more = format!("{dot}story{paragraph_label}");
    frame(
        buffer,
        theme,
        layout.shape,
        layout.claims,
        ("Claims", has_focus),
        &more,
        &right,
    );
    let area = layout.inside(layout.claims);
    let lines = model.index.story.lines.iter().skip(model.scroll.story);
    for (row, line) in lines.take(usize::from(area.height)).enumerate() {
        put_row(
            buffer,
            area,
            row,
            &story_line(model, selection, theme, line, usize::from(area.width)),
        );
    }
    if model.case().draft.is_none() {
        put_row(
            buffer,
            area,
            1,
            &Line::styled("  This case has no story, only claims.", theme.dim()),
        );
    }
}

/// A line of the story with its margins.
fn story_line(
    model: &Model,
    selection: Option<&Selection>,
    theme: Theme,
    line: &StoryLine,
    width: usize,
) -> Line<'static> {
    let case = model.case();
    let paragraph = case
        .draft
        .as_ref()
        .and_then(|draft| draft.paragraphs.get(line.paragraph));
    let (Some(paragraph), Some(bytes)) = (paragraph, &line.bytes) else {
        return Line::default();
    };
    let claims: Vec<&Claim> = case
        .claims_in(line.paragraph)
        .filter(|claim| {
            let span = claim.span;
            span.is_some_and(|span| span.start < bytes.end && bytes.start < span.end)
        })
        .filter(|claim| !case.is_unanchored(claim))
        .map(AsRef::as_ref)
        .collect();
    let mut spans = glyphs(model, theme, &claims, bytes);
    let base = match paragraph.part() {
        Part::Title | Part::Heading => theme.bold(),
        Part::Caption | Part::Body => Style::new(),
        Part::Boilerplate => theme.dim(),
    };
    let mut used = usize::from(LEFT);
    if paragraph.part() == Part::Caption && bytes.start == 0 {
        spans.push(Span::styled(theme.caption(), theme.dim()));
        used += cells(theme.caption());
    }
    let text = paragraph.text();
    let highlighted = highlighted(model, selection, line.paragraph);
    let (before, after) = theme.ends();
    for (range, is_highlighted) in parts(bytes, highlighted.as_ref()) {
        if is_highlighted
            && highlighted
                .as_ref()
                .is_some_and(|highlighted| highlighted.start == range.start)
        {
            spans.push(Span::styled(before, theme.active()));
            used += 1;
        }
        let shown = visible(text.get(range.clone()).unwrap_or_default()).into_owned();
        used += cells(&shown);
        let style = if is_highlighted {
            base.add_modifier(Modifier::REVERSED)
        } else {
            base
        };
        spans.push(Span::styled(shown, style));
        if is_highlighted
            && highlighted
                .as_ref()
                .is_some_and(|highlighted| highlighted.end == range.end)
        {
            spans.push(Span::styled(after, theme.active()));
            used += 1;
        }
    }
    spans.push(Span::raw(" ".repeat(width.saturating_sub(used + 1))));
    let has_claims = || case.claims_in(line.paragraph).next().is_some();
    let is_checkable = match paragraph.part() {
        Part::Body => true,
        Part::Boilerplate => false,
        // A title, heading or caption without a claim need not be checked.
        Part::Title | Part::Heading | Part::Caption => has_claims(),
    };
    spans.push(coverage_sign(
        model,
        theme,
        is_checkable,
        &claims,
        text,
        bytes,
    ));
    Line::from(spans)
}

/// The highlighted bytes of a paragraph: the selection, or else the claim in focus. None if it is
/// in another paragraph.
fn highlighted(
    model: &Model,
    selection: Option<&Selection>,
    paragraph: usize,
) -> Option<Range<usize>> {
    if let Some(selection) = selection {
        return (selection.paragraph == paragraph).then(|| selection.range());
    }
    let span = model.claim().and_then(|claim| model.case().anchor(claim))?;
    (span.paragraph == paragraph).then_some(span.start..span.end)
}

/// A line's bytes in three parts: before the highlighted range, inside it, and after it.
fn parts(line: &Range<usize>, highlighted: Option<&Range<usize>>) -> Vec<(Range<usize>, bool)> {
    let Some(highlighted) = highlighted else {
        return vec![(line.clone(), false)];
    };
    let start = highlighted.start.clamp(line.start, line.end);
    let end = highlighted.end.clamp(start, line.end);
    [
        (line.start..start, false),
        (start..end, true),
        (end..line.end, false),
    ]
    .into_iter()
    .filter(|(range, _)| !range.is_empty())
    .collect()
}

/// The standings of a claim that begins on this line: of the claim in focus, or else of the first
/// one. `+` means that there are more. The sign before the glyphs means that one of the claims is
/// marked.
fn glyphs(
    model: &Model,
    theme: Theme,
    claims: &[&Claim],
    line: &Range<usize>,
) -> Vec<Span<'static>> {
    let begins = |claim: &&&Claim| {
        let start = claim.span.map_or(0, |span| span.start);
        line.contains(&start)
    };
    let beginning: Vec<_> = claims.iter().filter(begins).collect();
    let focus = beginning
        .iter()
        .find(|claim| model.focus.claim == Some(claim.id));
    let Some(claim) = focus.or_else(|| beginning.first()) else {
        return vec![Span::raw(" ".repeat(usize::from(LEFT)))];
    };
    let standings = model.index.standings(claim.id);
    let glyph = |standing: Standing| Span::styled(model.glyph(standing), theme.standing(standing));
    let is_marked = beginning
        .iter()
        .any(|claim| model.list_view.marks.contains(&claim.id));
    let mark = if is_marked { theme.mark() } else { " " };
    let mut spans = vec![Span::styled(mark, theme.active())];
    spans.extend(standings.and_then(|at| at.said).map(glyph));
    spans.extend(standings.map(|at| glyph(at.fact)));
    let more = if beginning.len() > 1 { "+" } else { "" };
    spans.push(Span::styled(more, theme.dim()));
    let used: usize = spans.iter().map(|span| cells(&span.content)).sum();
    spans.push(Span::raw(
        " ".repeat(usize::from(LEFT).saturating_sub(used)),
    ));
    spans
}

/// The sign for the coverage of a line: checked, open or uncovered. The least covered word decides.
fn coverage_sign(
    model: &Model,
    theme: Theme,
    is_checkable: bool,
    claims: &[&Claim],
    text: &str,
    line: &Range<usize>,
) -> Span<'static> {
    if !is_checkable {
        return Span::raw(" ");
    }
    let [checked, open, uncovered] = theme.coverage();
    let (mut is_open, mut is_uncovered) = (false, false);
    let words = crate::text::words(text.get(line.clone()).unwrap_or_default());
    for word in words {
        let word = line.start + word.start..line.start + word.end;
        let mut covering = claims
            .iter()
            .filter(|claim| {
                claim
                    .span
                    .is_some_and(|span| span.start < word.end && word.start < span.end)
            })
            .peekable();
        if covering.peek().is_none() {
            is_uncovered = true;
        } else if !covering.any(|claim| {
            model
                .index
                .standings(claim.id)
                .is_some_and(crate::workbench::index::Standings::is_checked)
        }) {
            is_open = true;
        }
    }
    if is_uncovered {
        Span::styled(uncovered, theme.active())
    } else if is_open {
        Span::raw(open)
    } else {
        Span::styled(checked, theme.dim())
    }
}
