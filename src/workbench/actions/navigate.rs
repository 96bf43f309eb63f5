//! Navigation: rows, pages, panes, and the next claim that needs a ruling.

use crate::workbench::action::{Pane, Stride};
use crate::workbench::layout::Layout;
use crate::workbench::model::Model;

/// Moves by a stride in the pane in focus. `way`: 1 is down, -1 is up.
pub fn stride(model: &mut Model, stride: Stride, way: isize) {
    let by = match stride {
        Stride::Row => 1,
        Stride::HalfPage => (page(model) / 2).max(1),
        Stride::Page => page(model),
        Stride::End => isize::MAX / 2,
    };
    step(model, way * by);
}

/// The number of rows on a page of the pane in focus.
fn page(model: &Model) -> isize {
    let layout = Layout::of(model);
    let rows = match model.focus.pane {
        Pane::Sources => layout.source_list().0.height,
        // In the story a claim takes about three lines.
        Pane::Claims if model.is_story => layout.inside(layout.claims).height / 3,
        Pane::Claims => layout.list().height,
        Pane::Verdict => layout.inside(layout.verdict).height,
    };
    isize::try_from(rows.saturating_sub(1).max(1)).unwrap_or(1)
}

/// Moves by this many rows in the pane in focus, and stops at the first and the last row.
pub fn step(model: &mut Model, by: isize) {
    let moved = |at: usize, count: usize| at.saturating_add_signed(by).min(count.saturating_sub(1));
    match model.focus.pane {
        Pane::Claims => {
            let rows = &model.index.rows;
            if rows.is_empty() {
                // A story without claims can still be scrolled.
                model.scroll.story = model.scroll.story.saturating_add_signed(by);
                return;
            }
            let row = model.focus.claim.and_then(|id| model.index.row(id));
            let to = rows
                .get(row.map_or(0, |row| moved(row, rows.len())))
                .copied();
            if to != model.focus.claim {
                model.go_to(to);
            }
        }
        Pane::Sources => {
            let sources = &model.index.sources;
            let at = sources
                .iter()
                .position(|(id, _)| Some(*id) == model.focus.source);
            let to = moved(at.unwrap_or_default(), sources.len());
            model.focus.source = sources.get(to).map(|(id, _)| *id);
        }
        Pane::Verdict => {
            let (at, count) = (model.focus.item, model.item_count());
            let to = moved(at, count);
            if to == at {
                model.scroll.verdict = model.scroll.verdict.saturating_add_signed(by);
            }
            model.focus.item = to;
        }
    }
}

/// `n`: goes to the next claim that is not checked. `N`: goes to the one before.
pub fn next(model: &mut Model, is_back: bool) {
    match model.next_to_rule(is_back) {
        Some((id, has_wrapped)) => {
            model.go_to(Some(id));
            if has_wrapped {
                let end = if is_back { "end" } else { "top" };
                model.say(format!("From the {end} again"));
            }
        }
        None => {
            let is_here = model.standings().is_some_and(|at| !at.is_checked());
            model.say(if is_here {
                "No other claim shown needs a ruling"
            } else {
                "No claim shown needs a ruling"
            });
        }
    }
}

/// Tab: moves to the next pane. Shift-Tab: moves to the one before.
pub fn next_pane(model: &mut Model, is_back: bool) {
    model.focus.pane = match (model.focus.pane, is_back) {
        (Pane::Verdict, false) | (Pane::Claims, true) => Pane::Sources,
        (Pane::Sources, false) | (Pane::Verdict, true) => Pane::Claims,
        (Pane::Claims, false) | (Pane::Sources, true) => Pane::Verdict,
    };
}

/// `S`: moves the focus to the sources, or from there back to the claims.
pub fn sources(model: &mut Model) {
    model.focus.pane = if model.focus.pane == Pane::Sources {
        Pane::Claims
    } else {
        Pane::Sources
    };
}
