//! The mouse. A click focuses a row or a choice of a popup. The wheel moves the focus in the pane
//! under it.

use ratatui::layout::{Position, Rect};

use crate::workbench::action::Pane;
use crate::workbench::actions::step;
use crate::workbench::layout::{Layout, Shape};
use crate::workbench::model::Model;
use crate::workbench::popup::Popup;
use crate::workbench::screen;
use crate::workbench::view::story::LEFT;
use crate::workbench::view::tabs::tab_at;
use crate::workbench::view::verdict::VerdictText;

fn pane_at(layout: &Layout, x: u16, y: u16) -> Option<(Pane, Rect)> {
    [
        (Pane::Sources, layout.sources),
        (Pane::Claims, layout.claims),
        (Pane::Verdict, layout.verdict),
    ]
    .into_iter()
    .find(|(_, pane)| pane.contains(Position::new(x, y)))
}

/// A click at this column and row of a popup.
pub fn click_popup(model: &Model, popup: &mut Popup, x: u16, y: u16) {
    let room = screen::popup_area(model, popup);
    let Some(room) = room.filter(|room| room.contains(Position::new(x, y))) else {
        return;
    };
    if let Some(choice) = popup.choice_at(model, room, usize::from(y - room.y)) {
        popup.choose(model, choice);
    }
}

/// A click at this column and row of the panes.
pub fn click(model: &mut Model, verdict: &VerdictText, x: u16, y: u16) {
    let layout = Layout::of(model);
    if layout.shape == Shape::Single && layout.tabs.contains(Position::new(x, y)) {
        if let Some(pane) = tab_at(model, x) {
            model.focus.pane = pane;
        }
        return;
    }
    let Some((pane, _)) = pane_at(&layout, x, y) else {
        return;
    };
    model.focus.pane = pane;
    let row_in = |area: Rect| {
        area.contains(Position::new(x, y))
            .then(|| usize::from(y - area.y))
    };
    match pane {
        Pane::Claims if model.is_story => {
            if let Some(line) = row_in(layout.inside(layout.claims)) {
                click_story(
                    model,
                    line + model.scroll.story,
                    x,
                    layout.inside(layout.claims).x,
                );
            }
        }
        Pane::Claims => {
            let row = row_in(layout.list()).map(|row| row + model.scroll.list);
            if let Some(id) = row.and_then(|row| model.index.rows.get(row).copied()) {
                model.go_to(Some(id));
            }
        }
        Pane::Sources => {
            let row = row_in(layout.source_list().0).map(|row| row + model.scroll.sources);
            if let Some((id, _)) = row.and_then(|row| model.index.sources.get(row)) {
                model.focus.source = Some(*id);
            }
        }
        Pane::Verdict => {
            let inside = layout.inside(layout.verdict);
            if let Some(line) = row_in(inside) {
                let line = line + model.scroll.verdict;
                if let Some(item) = verdict.items.iter().rposition(|at| *at <= line) {
                    model.focus.item = item;
                }
            }
        }
    }
}

/// Focuses the claim at this column of a story line: the last claim that begins at or before it.
fn click_story(model: &mut Model, line: usize, x: u16, left: u16) {
    let Some(line) = model.index.story.lines.get(line) else {
        return;
    };
    let Some(bytes) = line.bytes.clone() else {
        return;
    };
    let case = model.case();
    let text = case
        .draft
        .as_ref()
        .and_then(|draft| draft.paragraphs.get(line.paragraph))
        .map_or("", crate::case::Paragraph::text);
    let column = usize::from(x.saturating_sub(left + LEFT));
    let shown = text.get(bytes.clone()).unwrap_or_default();
    let mut used = 0;
    let before = shown.chars().take_while(|c| {
        used += crate::text::cells(&crate::text::visible(c.encode_utf8(&mut [0; 4])));
        used <= column
    });
    let byte = bytes.start + before.map(char::len_utf8).sum::<usize>();
    let hit = case
        .claims_in(line.paragraph)
        .filter(|claim| {
            case.anchor(claim)
                .is_some_and(|span| (span.start..span.end).contains(&byte))
        })
        .last()
        .map(|claim| claim.id);
    if let Some(id) = hit {
        model.reveal(id);
    }
}

/// Focuses the pane under this cell and moves its focus by this many rows.
pub fn wheel(model: &mut Model, x: u16, y: u16, rows: isize) {
    if let Some((pane, _)) = pane_at(&Layout::of(model), x, y) {
        model.focus.pane = pane;
        step(model, rows);
    }
}
