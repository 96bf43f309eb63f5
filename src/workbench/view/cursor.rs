//! The cursor's position while nothing is typed: on the row in focus. Screen readers and magnifiers
//! follow the cursor.

use ratatui::layout::Position;

use crate::text::{cells, visible};
use crate::workbench::action::Pane;
use crate::workbench::layout::Layout;
use crate::workbench::model::{Model, Selection};
use crate::workbench::view::cell_at;
use crate::workbench::view::story::LEFT;
use crate::workbench::view::verdict::VerdictText;

/// The position of the row in focus on the panes.
pub fn on_focus(
    model: &Model,
    selection: Option<&Selection>,
    verdict: &VerdictText,
    layout: &Layout,
) -> Option<Position> {
    let pane = match model.focus.pane {
        Pane::Sources => layout.sources,
        Pane::Claims => layout.claims,
        Pane::Verdict => layout.verdict,
    };
    let row = match model.focus.pane {
        Pane::Sources => source_cell(model, layout),
        Pane::Claims if model.is_story => story_cell(model, selection, layout),
        Pane::Claims => claim_cell(model, layout),
        Pane::Verdict => item_cell(model, verdict, layout),
    };
    // In an empty pane, the cursor is on the first line.
    row.or_else(|| cell_at(layout.inside(pane), 0, 0))
}

fn source_cell(model: &Model, layout: &Layout) -> Option<Position> {
    let sources = &model.index.sources;
    let index = sources
        .iter()
        .position(|(id, _)| Some(*id) == model.focus.source)?;
    let row = index.checked_sub(model.scroll.sources)?;
    cell_at(layout.source_list().0, row, 0)
}

fn claim_cell(model: &Model, layout: &Layout) -> Option<Position> {
    let index = model.index.row(model.focus.claim?)?;
    cell_at(layout.list(), index.checked_sub(model.scroll.list)?, 0)
}

/// The cell of the moving end of the selection, or else of the first word of the claim.
fn story_cell(model: &Model, selection: Option<&Selection>, layout: &Layout) -> Option<Position> {
    let (paragraph, byte) = match selection {
        Some(selection) => (selection.paragraph, selection.to),
        _ => {
            let span = model.claim().and_then(|claim| model.case().anchor(claim))?;
            (span.paragraph, span.start)
        }
    };
    let story = &model.index.story;
    let index = story.line_of(paragraph, byte);
    let start = story.lines.get(index)?.bytes.as_ref()?.start;
    let draft = model.case().draft.as_ref()?;
    let text = draft.paragraphs.get(paragraph)?.text();
    let before = cells(&visible(text.get(start..byte).unwrap_or_default()));
    let area = layout.inside(layout.claims);
    let row = index.checked_sub(model.scroll.story)?;
    cell_at(area, row, usize::from(LEFT) + before).or_else(|| cell_at(area, row, 0))
}

fn item_cell(model: &Model, verdict: &VerdictText, layout: &Layout) -> Option<Position> {
    let area = layout.inside(layout.verdict);
    let index = verdict.items.get(model.focus.item)?;
    cell_at(area, index.checked_sub(model.scroll.verdict)?, 0)
}
