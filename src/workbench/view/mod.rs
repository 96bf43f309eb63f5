//! Drawing: one file for each pane, and shared helpers. Nothing here changes the model.

mod claim_words;
pub mod claims;
pub mod cursor;
pub mod header;
pub mod sources;
mod sourcing;
pub mod status_line;
pub mod story;
pub mod tabs;
pub mod theme;
pub mod typed;
pub mod verdict;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::case::SourceId;
use crate::text::{cells, clip, is_plain, visible, wrap};
use crate::workbench::layout::Shape;
use crate::workbench::model::Model;
use crate::workbench::view::theme::Theme;

/// Draws a line at the top of an area, cut at the right edge.
pub fn put(buffer: &mut Buffer, area: Rect, line: &Line<'_>) {
    let area = area.intersection(buffer.area);
    if area.width > 0 && area.height > 0 {
        let spans = line.spans.iter();
        spans.fold(area.x, |x, span| {
            put_span(buffer, (x, area.y), area.right(), line.style, span)
        });
    }
}

/// Draws a span as ratatui does, and returns the column after it. Plain text needs no search for
/// graphemes, which would take most of the time of a frame.
fn put_span(
    buffer: &mut Buffer,
    (x, y): (u16, u16),
    right: u16,
    style: Style,
    span: &Span<'_>,
) -> u16 {
    let style = style.patch(span.style);
    if !span.content.chars().all(is_plain) {
        let room = usize::from(right.saturating_sub(x));
        return buffer.set_stringn(x, y, &span.content, room, style).0;
    }
    span.content.chars().zip(x..right).fold(x, |_, (c, x)| {
        if let Some(cell) = buffer.cell_mut(Position::new(x, y)) {
            cell.set_char(c).set_style(style);
        }
        x + 1
    })
}

/// Draws a line this many rows below the top of an area, if that row is inside.
pub fn put_row(buffer: &mut Buffer, area: Rect, row: usize, line: &Line<'_>) {
    let Ok(row) = u16::try_from(row) else { return };
    if row < area.height {
        put(buffer, Rect::new(area.x, area.y + row, area.width, 1), line);
    }
}

/// Shows the number of hidden rows at the right end of an area's first row, if there are any and
/// there is room.
pub fn put_more(theme: Theme, below: usize, area: Rect, out: &mut Buffer) {
    if below > 0 && area.width > 40 {
        let more = format!("{below} more {} ", theme.more());
        let width = u16::try_from(cells(&more)).unwrap_or(0);
        out.set_string(
            area.right().saturating_sub(width),
            area.y,
            more,
            theme.dim(),
        );
    }
}

/// Draws the frame of a pane: a box, or a line with its name. `name` is the name and whether the
/// pane has the focus. It is at the left, followed by `more`. `right` is at the right.
pub fn frame(
    buffer: &mut Buffer,
    theme: Theme,
    shape: Shape,
    area: Rect,
    name: (&str, bool),
    more: &str,
    right: &str,
) {
    let area = area.intersection(buffer.area);
    if area.width < 4 || area.height == 0 || shape == Shape::Single {
        return;
    }
    let [top_left, top_right, bottom_left, bottom_right, across, down] = theme.corners();
    let (name, has_focus) = name;
    let style = if has_focus {
        theme.active()
    } else {
        theme.bold()
    };
    let (start, end) = if shape == Shape::Beside {
        (format!("{top_left} "), top_right.to_owned())
    } else {
        (format!("{0}{0} ", theme.rule()), theme.rule().to_owned())
    };
    let room = usize::from(area.width).saturating_sub(cells(&start) + 2);
    let name = clip(name, room).into_owned();
    let more = clip(more, room.saturating_sub(cells(&name))).into_owned();
    let used = cells(&start) + cells(&name) + cells(&more) + 1;
    let right = if right.is_empty() {
        String::new()
    } else {
        format!(" {right} ")
    };
    let free = usize::from(area.width).saturating_sub(used + cells(&end));
    let right = if cells(&right) <= free {
        right
    } else {
        String::new()
    };
    let fill = free.saturating_sub(cells(&right));
    let line = Line::from(vec![
        Span::styled(start, theme.dim()),
        Span::styled(name, style),
        Span::raw(more),
        Span::raw(" "),
        Span::styled(across.repeat(fill), theme.dim()),
        Span::styled(right, theme.dim()),
        Span::styled(end, theme.dim()),
    ]);
    put(buffer, area, &line);
    if shape == Shape::Beside && area.height > 1 {
        for y in area.y + 1..area.bottom() - 1 {
            buffer.set_string(area.x, y, down, theme.dim());
            buffer.set_string(area.right() - 1, y, down, theme.dim());
        }
        let bottom = format!(
            "{bottom_left}{}{bottom_right}",
            across.repeat(usize::from(area.width) - 2)
        );
        buffer.set_string(area.x, area.bottom() - 1, bottom, theme.dim());
    }
}

/// The position of a row and column in an area, if this cell is inside.
pub fn cell_at(area: Rect, row: usize, column: usize) -> Option<Position> {
    let (row, column) = (u16::try_from(row).ok()?, u16::try_from(column).ok()?);
    let inside = row < area.height && column < area.width;
    inside.then(|| Position::new(area.x + column, area.y + row))
}

/// Wraps a text with an indent. Keeps the line breaks of the text.
pub fn indented(text: &str, width: usize, indent: usize, style: Style) -> Vec<Line<'static>> {
    let wrapped = |line: &str| -> Vec<String> {
        let ranges = wrap(line, width.saturating_sub(indent + 1)).into_iter();
        let parts = ranges.filter_map(|range| line.get(range));
        parts.map(str::to_owned).collect()
    };
    let parts = text.split('\n').flat_map(wrapped);
    let line = |part| {
        Line::from(vec![
            Span::raw(" ".repeat(indent)),
            Span::styled(part, style),
        ])
    };
    parts.map(line).collect()
}

/// A source's name with its control characters made visible.
pub fn source_name(model: &Model, id: SourceId) -> String {
    let source = model.case().sources.get(id);
    source.map_or_else(String::new, |source| visible(&source.name).into_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::style::Color;

    use super::*;

    proptest! {
        #[test]
        fn put_draws_a_line_like_ratatui(
            texts in proptest::collection::vec("[a-z «їё—│]{0,9}|[a我\u{301}❤\u{fe0f}]{0,5}|\\PC{0,4}", 0..5),
            width in 0_u16..30,
        ) {
            let spans = texts.iter().zip([Color::Red, Color::Reset, Color::Blue].into_iter().cycle());
            let line: Line<'_> = spans
                .map(|(text, colour)| Span::styled(text.as_str(), Style::new().fg(colour)))
                .collect();
            let line = line.style(Style::new().bg(Color::Gray));
            let area = Rect::new(2, 1, width, 1);
            let mut ours = Buffer::empty(Rect::new(0, 0, 24, 3));
            let mut theirs = ours.clone();
            put(&mut ours, area, &line);
            theirs.set_line(2, 1, &line, area.intersection(theirs.area).width);
            prop_assert_eq!(ours, theirs);
        }
    }
}
