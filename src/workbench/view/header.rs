//! The top line: title, who rules, how far, whether everything is on disk. The title gives way first.

use ratatui::text::{Line, Span};

use super::theme::Theme;
use crate::case::Standing;
use crate::text::{cells, clip, visible};
use crate::workbench::model::Model;

/// Exactly one of the four words, and whether it is a bad one.
pub fn receipts(model: &Model) -> (&'static str, bool) {
    let receipts = &model.receipts;
    if receipts.trouble().is_some() {
        ("NOT SAVED", true)
    } else if receipts.read_only.is_some() {
        ("read-only", false)
    } else if receipts.is_all_kept() {
        ("recorded", false)
    } else {
        ("recording", false)
    }
}

/// The line, for this many cells.
pub fn line(model: &Model, theme: Theme, width: u16) -> Line<'static> {
    let width = usize::from(width);
    let is_wide = width >= 120;
    let progress = model.index.progress;
    let who = visible(model.person.as_deref().unwrap_or("-")).into_owned();
    let checked = format!("{} of {} checked", progress.checked, progress.claims);
    let (word, is_bad) = receipts(model);
    // The name gives way to what scripts and people look for: the figures and the last word stay whole.
    let beside = cells(&checked) + cells(word) + cells("  as   ") + 3;
    let most = if is_wide { 24 } else { 8 };
    let who = format!(
        "as {}",
        clip(&who, width.saturating_sub(beside).clamp(1, most))
    );
    let style = if is_bad {
        theme.trouble()
    } else {
        theme.bold()
    };
    let mut right: Vec<Span<'static>> = vec![
        Span::raw(if is_wide { "   " } else { "  " }),
        Span::styled(who, theme.bold()),
    ];
    if is_wide {
        right.push(Span::raw("   "));
        right.extend(gauge(theme, progress.checked, progress.claims));
        right.push(Span::raw(" "));
    } else {
        right.push(Span::raw("  "));
    }
    right.push(Span::raw(checked));
    if width >= 80 {
        right.push(Span::raw(if is_wide { "  " } else { " " }));
        let mut counts = progress;
        for standing in [
            Standing::Confirmed,
            Standing::Disputed,
            Standing::Unverified,
            Standing::Contested,
            Standing::Stale,
        ] {
            let count = *counts.count(standing);
            if count > 0 {
                let gap = if is_wide { " " } else { "" };
                let text = format!(" {}{gap}{count}", model.glyph(standing));
                right.push(Span::styled(text, theme.standing(standing)));
            }
        }
    }
    let flags = model.index.flags();
    if width >= 80 && flags > 0 {
        let gap = if is_wide { " " } else { "" };
        right.push(Span::styled(format!("  !{gap}{flags}"), theme.trouble()));
    }
    let end = vec![Span::raw("  "), Span::styled(word, style), Span::raw(" ")];
    let taken: usize = right
        .iter()
        .chain(&end)
        .map(|span| cells(&span.content))
        .sum();
    let name = if is_wide { " factdesk  " } else { " " };
    let room = width.saturating_sub(taken + cells(name));
    let title = visible(&model.case().title).into_owned();
    let title = if room < 4 {
        String::new()
    } else {
        clip(&title, room).into_owned()
    };
    let name = if title.is_empty() && !is_wide {
        ""
    } else {
        name
    };
    let fill = width.saturating_sub(taken + cells(name) + cells(&title));
    let mut spans = vec![
        Span::styled(name, theme.active()),
        Span::styled(title, theme.bold()),
    ];
    spans.append(&mut right);
    // What is over stands before the last word, which so keeps its place.
    spans.push(Span::raw(" ".repeat(fill)));
    spans.extend(end);
    Line::from(spans)
}

fn gauge(theme: Theme, checked: usize, claims: usize) -> [Span<'static>; 4] {
    const ROOM: usize = 12;
    let [full, empty, left, right] = theme.gauge();
    let filled = (checked * ROOM).checked_div(claims).unwrap_or_default();
    [
        Span::styled(left, theme.dim()),
        Span::raw(full.repeat(filled)),
        Span::styled(empty.repeat(ROOM - filled), theme.dim()),
        Span::styled(right, theme.dim()),
    ]
}
