//! Where the terminal's cursor stands while nothing is typed: on the row in focus, so that a screen reader or a magnifier
//! follows.

use ratatui::layout::{Position, Rect};

use crate::text::{cells, visible};
use crate::workbench::layout::Layout;
use crate::workbench::model::{Model, Pane};
use crate::workbench::popup::Mode;
use crate::workbench::view::story::LEFT;
use crate::workbench::view::verdict;

/// So many rows below the top of an area and so many cells from its left, if that is inside it.
pub fn at(area: Rect, row: usize, column: usize) -> Option<Position> {
    let (row, column) = (u16::try_from(row).ok()?, u16::try_from(column).ok()?);
    let inside = row < area.height && column < area.width;
    inside.then(|| Position::new(area.x + column, area.y + row))
}

/// The row that the keys are about on the panes, or the question that waits on the line.
pub fn on_focus(model: &Model, layout: &Layout) -> Option<Position> {
    if matches!(model.modes.last(), Some(Mode::Ask(_))) {
        return at(layout.message, 0, 1);
    }
    let pane = match model.focus.pane {
        Pane::Sources => layout.sources,
        Pane::Claims => layout.claims,
        Pane::Verdict => layout.verdict,
    };
    let row = match model.focus.pane {
        Pane::Sources => source(model, layout),
        Pane::Claims if model.is_story => in_story(model, layout),
        Pane::Claims => claim(model, layout),
        Pane::Verdict => item(model, layout),
    };
    // A pane without rows has its first line.
    row.or_else(|| at(layout.inside(pane), 0, 0))
}

fn source(model: &Model, layout: &Layout) -> Option<Position> {
    let sources = &model.index.sources;
    let place = sources
        .iter()
        .position(|(id, _)| Some(*id) == model.focus.source)?;
    let row = place.checked_sub(model.scroll.sources)?;
    at(layout.source_list().0, row, 0)
}

fn claim(model: &Model, layout: &Layout) -> Option<Position> {
    let place = model.index.row(model.focus.claim?)?;
    at(layout.list(), place.checked_sub(model.scroll.list)?, 0)
}

/// The moving end of what is selected, else the first word of the claim.
fn in_story(model: &Model, layout: &Layout) -> Option<Position> {
    let (paragraph, byte) = match model.modes.last() {
        Some(Mode::Select(selection)) => (selection.paragraph, selection.to),
        _ => {
            let span = model.claim().and_then(|claim| model.case().anchor(claim))?;
            (span.paragraph, span.start)
        }
    };
    let story = &model.index.story;
    let place = story.line_of(paragraph, byte);
    let start = story.lines.get(place)?.bytes.as_ref()?.start;
    let draft = model.case().draft.as_ref()?;
    let text = draft.paragraphs.get(paragraph)?.text();
    let before = cells(&visible(text.get(start..byte).unwrap_or_default()));
    let area = layout.inside(layout.claims);
    let row = place.checked_sub(model.scroll.story)?;
    at(area, row, usize::from(LEFT) + before).or_else(|| at(area, row, 0))
}

fn item(model: &Model, layout: &Layout) -> Option<Position> {
    let area = layout.inside(layout.verdict);
    let text = verdict::text(model, usize::from(area.width));
    let place = text.items.get(model.focus.item)?;
    at(area, place.checked_sub(model.scroll.verdict)?, 0)
}
