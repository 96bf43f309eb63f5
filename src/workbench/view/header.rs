//! The top line: title, person, progress, lasting conditions, state of recording. The title is
//! shortened first, then the counts are left out. If there is still no room for the conditions,
//! they get a line of their own.

use ratatui::text::{Line, Span};

use crate::case::Standing;
use crate::text::{cells, clip, visible};
use crate::workbench::model::Model;
use crate::workbench::view::theme::Theme;

/// The word for the state of recording, and whether it is a problem.
pub fn receipts(model: &Model) -> (&'static str, bool) {
    let receipts = &model.receipts;
    if receipts.trouble().is_some() {
        ("NOT SAVED", true)
    } else if receipts.read_only.is_some() {
        ("read-only", false)
    } else if receipts.is_all_stored() {
        ("recorded", false)
    } else {
        ("recording", false)
    }
}

/// Lasting conditions, such as "story changed". A narrow screen shows only the first one.
fn conditions(model: &Model, width: usize) -> String {
    let known_conditions = [(model.is_story_changed(), "story changed")];
    let active = known_conditions
        .iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, word)| *word);
    let max_count = if width < 100 {
        1
    } else {
        known_conditions.len()
    };
    active.take(max_count).collect::<Vec<_>>().join("  ")
}

fn checked_text(model: &Model) -> String {
    let progress = model.index.progress;
    format!("{} of {} checked", progress.checked, progress.claims)
}

/// The width of the words that are always shown, without the person's name, in cells.
fn fixed_width(model: &Model, receipts: &str) -> usize {
    cells(&checked_text(model)) + cells(receipts) + cells("  as   ") + 3
}

/// The conditions on a line of their own below the header, if the header has no room for them.
pub fn conditions_below(model: &Model, width: u16) -> Option<String> {
    let width = usize::from(width);
    let conditions = conditions(model, width);
    // Assume the longest of the four words, so that nothing moves when the word changes. The name
    // gets at least one cell.
    let others = fixed_width(model, "NOT SAVED") + 1;
    (!conditions.is_empty() && others + 2 + cells(&conditions) > width).then_some(conditions)
}

/// The header line for this width.
pub fn line(model: &Model, theme: Theme, width: u16) -> Line<'static> {
    let conditions = match conditions_below(model, width) {
        None => conditions(model, usize::from(width)),
        Some(_) => String::new(),
    };
    let width = usize::from(width);
    let is_wide = width >= 120;
    let progress = model.index.progress;
    let who = visible(model.person.as_deref().unwrap_or("-")).into_owned();
    let checked = checked_text(model);
    let (word, is_bad) = receipts(model);
    let conditions: Vec<Span<'static>> = if conditions.is_empty() {
        Vec::new()
    } else {
        vec![Span::raw("  "), Span::styled(conditions, theme.trouble())]
    };
    let conditions_width: usize = conditions.iter().map(|span| cells(&span.content)).sum();
    // Shorten the name before the counts and the last word, because people and scripts rely on
    // these.
    let others = fixed_width(model, word) + conditions_width;
    let max_name = if is_wide { 24 } else { 8 };
    let who = format!(
        "as {}",
        clip(&who, width.saturating_sub(others).clamp(1, max_name))
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
    let taken =
        |spans: &[Span<'static>]| -> usize { spans.iter().map(|span| cells(&span.content)).sum() };
    let end = vec![Span::raw("  "), Span::styled(word, style), Span::raw(" ")];
    let flags = model.index.flags();
    let mut flag = Vec::new();
    if width >= 80 && model.analysis.is_running() {
        flag.push(Span::styled("  checking", theme.dim()));
    } else if width >= 80 && flags > 0 {
        let gap = if is_wide { " " } else { "" };
        flag.push(Span::styled(format!("  !{gap}{flags}"), theme.trouble()));
    }
    if width >= 80 {
        let counts = counts(model, theme, is_wide);
        let others = taken(&right) + taken(&flag) + conditions_width + taken(&end);
        if others + taken(&counts) <= width {
            right.extend(counts);
        }
    }
    right.extend(flag);
    right.extend(conditions);
    let taken = taken(&right) + taken(&end);
    let title = visible(&model.case().title).into_owned();
    // The program's name is left out before the title is cut.
    let name = match " factdesk  " {
        whole if is_wide && cells(whole) + cells(&title) + taken <= width => whole,
        _ => " ",
    };
    let room = width.saturating_sub(taken + cells(name));
    let title = if room < 4 {
        String::new()
    } else {
        clip(&title, room).into_owned()
    };
    let name = if title.is_empty() { "" } else { name };
    let fill = width.saturating_sub(taken + cells(name) + cells(&title));
    let mut spans = vec![
        Span::styled(name, theme.active()),
        Span::styled(title, theme.bold()),
    ];
    spans.append(&mut right);
    // The free space comes before the last word, so that the word does not move.
    spans.push(Span::raw(" ".repeat(fill)));
    spans.extend(end);
    Line::from(spans)
}

/// How many claims have each standing: ` ✓ 8 ✗ 2`.
fn counts(model: &Model, theme: Theme, is_wide: bool) -> Vec<Span<'static>> {
    let (start, gap) = if is_wide { ("  ", " ") } else { (" ", "") };
    let mut counts = model.index.progress;
    let mut spans = vec![Span::raw(start)];
    for standing in [
        Standing::Confirmed,
        Standing::Disputed,
        Standing::Unverified,
        Standing::Contested,
        Standing::Stale,
        Standing::Aside,
    ] {
        let count = *counts.count(standing);
        if count > 0 {
            let text = format!(" {}{gap}{count}", model.glyph(standing));
            spans.push(Span::styled(text, theme.standing(standing)));
        }
    }
    spans
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
