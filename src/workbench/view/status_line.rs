//! The two lines at the bottom: the message with its digits, and the keys.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::text::{OPENING_MARKS, cells, clip, wrap};
use crate::workbench::action::{Action, Pane};
use crate::workbench::commands::{Command, IN_SOURCES, IN_STORY, IN_VERDICT, ON_CLAIMS};
use crate::workbench::model::Model;
use crate::workbench::view::put;
use crate::workbench::view::theme::Theme;

/// Draws rows so that the last one is on the message line. The other rows cover the panes above it
/// until the next key.
pub fn draw_rows_above(buffer: &mut Buffer, area: Rect, rows: &[Line<'_>]) {
    for (up, row) in rows.iter().rev().enumerate() {
        let Some(y) = u16::try_from(up)
            .ok()
            .and_then(|up| area.y.checked_sub(up))
            .filter(|y| *y > 0)
        else {
            return;
        };
        let area = Rect::new(area.x, y, area.width, 1);
        for at in area.intersection(buffer.area).positions() {
            if let Some(cell) = buffer.cell_mut(at) {
                cell.reset();
            }
        }
        put(buffer, area, row);
    }
}

/// The message line: the outcome of the last action, and the question. If it does not fit one row,
/// the claim's words are shortened first, then the choices get rows of their own. Choices are never
/// cut or left out.
pub fn message(model: &Model, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let message = &model.message;
    if message.is_empty() {
        let why = model.receipts.trouble();
        return why.map_or_else(Vec::new, |why| {
            message_rows(theme, "", "", &format!("NOT SAVED: {why}"), true, width)
        });
    }
    let question = if message.asks.is_empty() {
        String::new()
    } else {
        format!("  {}", message.asks)
    };
    let stop = if message.by.is_empty() { "" } else { "." };
    let choices: Vec<String> = message
        .choices
        .iter()
        .map(|choice| format!("{} {}", choice.digit, choice.words))
        .collect();
    let in_line = choices.iter().flat_map(|choice| [" ", choice.as_str()]);
    let in_line: String = in_line.collect();
    let words = format!("{}{}{stop}{question}", message.tail, message.by);
    let head_room = match cells(&message.head) {
        0 => 1,
        head => head + 2,
    };
    let (words, own_rows) = if head_room + cells(&words) + cells(&in_line) <= width {
        (words + &in_line, Vec::new())
    } else {
        (words, in_rows(choices, width.saturating_sub(1)))
    };
    // The quotation marks and the space after them take three cells.
    let room = width.saturating_sub(head_room + cells(&words) + 3);
    // The choices are more useful than the end of a long claim.
    let first = message.choices.first().map(|choice| &choice.action);
    let room = match first {
        Some(Action::Attach(_)) if own_rows.is_empty() => room.min(24),
        _ => room,
    };
    let quote = if message.quote.is_empty() || room < 8 {
        String::new()
    } else {
        let quote = clip(&message.quote, room);
        // A quote that begins with a quotation mark gets no marks around it.
        if quote.starts_with(OPENING_MARKS) {
            format!("{quote} ")
        } else {
            format!("“{quote}” ")
        }
    };
    let mut rows = message_rows(
        theme,
        &message.head,
        &quote,
        &words,
        message.is_trouble,
        width,
    );
    rows.extend(own_rows.into_iter().map(|row| Line::raw(format!(" {row}"))));
    rows
}

/// The rows of a message. The claim's number and words come before the words of the first row.
fn message_rows(
    theme: Theme,
    head: &str,
    quote: &str,
    words: &str,
    is_trouble: bool,
    width: usize,
) -> Vec<Line<'static>> {
    let style = if is_trouble {
        theme.trouble()
    } else {
        Style::new()
    };
    let head = match head {
        "" => " ".to_owned(),
        head => format!(" {head} "),
    };
    let margin = cells(&head) + cells(quote);
    let rows = rows_of(words, width.saturating_sub(margin));
    let first = vec![
        Span::styled(head, theme.bold()),
        Span::raw(quote.to_owned()),
    ];
    let mut before = Some(first);
    let line = |row| {
        let indent = || vec![Span::raw(" ".repeat(margin))];
        let mut spans = before.take().unwrap_or_else(indent);
        spans.push(Span::styled(row, style));
        Line::from(spans)
    };
    rows.into_iter().map(line).collect()
}

/// Wraps words to rows of `room` cells.
pub fn rows_of(words: &str, room: usize) -> Vec<String> {
    let row = |range: Range<usize>| {
        let part = words.get(range).unwrap_or_default();
        clip(part.trim_end(), room).into_owned()
    };
    wrap(words, room).into_iter().map(row).collect()
}

/// Choices in as many rows of `room` cells as they need. No choice is split between rows.
pub fn in_rows(choices: impl IntoIterator<Item = String>, room: usize) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for choice in choices {
        let choice = clip(&choice, room).into_owned();
        match rows.last_mut() {
            Some(row) if cells(row) + 2 + cells(&choice) <= room => {
                row.push_str("  ");
                row.push_str(&choice);
            }
            _ => rows.push(choice),
        }
    }
    rows
}

/// The footer of the panes.
pub fn on_panes(model: &Model, theme: Theme, width: usize) -> Line<'static> {
    let list = match model.focus.pane {
        Pane::Sources => IN_SOURCES,
        Pane::Verdict => IN_VERDICT,
        Pane::Claims if model.is_story => IN_STORY,
        Pane::Claims => ON_CLAIMS,
    };
    let other = model.focus.question.other().name();
    let is_available = |id| {
        model.receipts.read_only.is_none() || Command::of(id).is_none_or(|command| !command.changes)
    };
    let shown = list
        .iter()
        .filter(|(id, _)| is_available(*id) && (*id != "question" || model.has_said()));
    let key = |(id, word): &(&str, &str)| {
        let word = if *id == "question" { other } else { word };
        (model.keys.key(id), word.to_owned())
    };
    // Commands without a key are only in the palette.
    let keys = shown.map(key).filter(|(key, _)| !key.is_empty());
    let mut keys: Vec<(String, String)> = keys.collect();
    if let Some((id, _)) = model.to_decide()
        && model.focus.pane != Pane::Sources
    {
        let word = if Some(id) == model.focus.claim {
            "decide".to_owned()
        } else {
            format!("decide {}", model.number(id))
        };
        keys.insert(keys.len().min(3), (model.keys.key("decide"), word));
    }
    let help = model.keys.key("help");
    let on = if model.focus.pane == Pane::Sources || model.claim().is_none() {
        Span::raw(" ")
    } else {
        Span::styled(
            format!(" on {}: ", model.focus.question.capitals()),
            theme.bold(),
        )
    };
    fit_keys(theme, on, &keys, Some((&help, "help")), width)
}

/// The keys that fit, in order. `last` is always shown.
pub fn fit_keys<S: AsRef<str>>(
    theme: Theme,
    head: Span<'static>,
    keys: &[(String, S)],
    last: Option<(&str, &str)>,
    width: usize,
) -> Line<'static> {
    let mut used =
        cells(&head.content) + last.map_or(0, |(key, word)| cells(key) + cells(word) + 2);
    let mut spans = vec![head];
    // On a narrow screen, narrow gaps make room for more keys.
    let bound = keys.iter().filter(|(key, _)| !key.is_empty());
    let width_with_wide_gaps: usize = bound
        .map(|(key, word)| cells(key) + cells(word.as_ref()) + 3)
        .sum();
    let gap = if width < 100 && used + width_with_wide_gaps > width {
        " "
    } else {
        "  "
    };
    let entry = |key: &str, word: &str| {
        [
            Span::styled(key.to_owned(), theme.active()),
            Span::raw(format!(" {word}")),
        ]
    };
    for (key, word) in keys {
        let word = word.as_ref();
        // Commands without a key in this keymap are left out.
        if key.is_empty() {
            continue;
        }
        let room = cells(key) + cells(word) + 1 + cells(gap);
        if used + room > width {
            continue;
        }
        used += room;
        spans.extend(entry(key, word));
        spans.push(Span::raw(gap));
    }
    if let Some((key, word)) = last {
        spans.extend(entry(key, word));
    }
    Line::from(spans)
}
