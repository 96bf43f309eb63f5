//! Getting about: rows, pages, panes, the next claim that asks for a ruling.

use crate::workbench::Turn;
use crate::workbench::layout::Layout;
use crate::workbench::model::{Model, Pane};

/// `j`
pub fn down(model: &mut Model, _: &mut Turn<'_>) {
    step(model, 1);
}

/// `k`
pub fn up(model: &mut Model, _: &mut Turn<'_>) {
    step(model, -1);
}

/// Ctrl-D
pub fn half_down(model: &mut Model, _: &mut Turn<'_>) {
    let page = page(model);
    step(model, (page / 2).max(1));
}

/// Ctrl-U
pub fn half_up(model: &mut Model, _: &mut Turn<'_>) {
    let page = page(model);
    step(model, -(page / 2).max(1));
}

/// `PgDn`
pub fn page_down(model: &mut Model, _: &mut Turn<'_>) {
    let page = page(model);
    step(model, page);
}

/// `PgUp`
pub fn page_up(model: &mut Model, _: &mut Turn<'_>) {
    let page = page(model);
    step(model, -page);
}

/// `g`
pub fn first(model: &mut Model, _: &mut Turn<'_>) {
    step(model, isize::MIN / 2);
}

/// `G`
pub fn last(model: &mut Model, _: &mut Turn<'_>) {
    step(model, isize::MAX / 2);
}

/// How many rows a page of the pane in focus is.
fn page(model: &Model) -> isize {
    let layout = Layout::of(model);
    let rows = match model.focus.pane {
        Pane::Sources => layout.source_list().0.height,
        // Claims stand some lines apart there.
        Pane::Claims if model.is_story => layout.inside(layout.claims).height / 3,
        Pane::Claims => layout.list().height,
        Pane::Verdict => layout.inside(layout.verdict).height,
    };
    isize::try_from(rows.saturating_sub(1).max(1)).unwrap_or(1)
}

/// Moves by so many rows in the pane in focus, and stops at its ends.
pub fn step(model: &mut Model, by: isize) {
    let moved = |at: usize, count: usize| at.saturating_add_signed(by).min(count.saturating_sub(1));
    match model.focus.pane {
        Pane::Claims => {
            let rows = &model.index.rows;
            if rows.is_empty() {
                // A story without claims is still read.
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

/// `n`
pub fn next(model: &mut Model, _: &mut Turn<'_>) {
    go(model, false);
}

/// `N`
pub fn previous(model: &mut Model, _: &mut Turn<'_>) {
    go(model, true);
}

fn go(model: &mut Model, is_back: bool) {
    match model.next_to_rule(is_back) {
        Some((id, has_turned)) => {
            model.go_to(Some(id));
            if has_turned {
                let end = if is_back { "end" } else { "top" };
                model.say(format!("From the {end} again"));
            }
        }
        None => {
            let here = model.standings().is_some_and(|at| !at.is_checked());
            model.say(if here {
                "This is the only claim shown that asks for a ruling"
            } else {
                "No claim shown asks for a ruling"
            });
        }
    }
}

/// Tab
pub fn next_pane(model: &mut Model, _: &mut Turn<'_>) {
    model.focus.pane = match model.focus.pane {
        Pane::Sources => Pane::Claims,
        Pane::Claims => Pane::Verdict,
        Pane::Verdict => Pane::Sources,
    };
}

/// Shift-Tab
pub fn previous_pane(model: &mut Model, _: &mut Turn<'_>) {
    model.focus.pane = match model.focus.pane {
        Pane::Sources => Pane::Verdict,
        Pane::Claims => Pane::Sources,
        Pane::Verdict => Pane::Claims,
    };
}

/// `S`: there, and back to the claims.
pub fn sources(model: &mut Model, _: &mut Turn<'_>) {
    model.focus.pane = if model.focus.pane == Pane::Sources {
        Pane::Claims
    } else {
        Pane::Sources
    };
}

/// Enter in Claims.
pub fn verdict(model: &mut Model, _: &mut Turn<'_>) {
    model.focus.pane = Pane::Verdict;
}
