//! From a model to a frame: one file a pane or popup. Nothing here changes anything.

mod claims;
mod clash;
mod cursor;
mod header;
mod popup;
mod sources;
mod sourcing;
mod status_line;
mod story;
mod theme;
pub mod verdict;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use crate::workbench::layout::{Layout, Shape};
use crate::workbench::model::{Model, Pane};
use theme::Theme;

pub use header::below as header_below;
pub use story::LEFT as STORY_LEFT;

/// Whether there is room to draw anything.
pub fn is_drawn(model: &Model) -> bool {
    Layout::of(model).shape != Shape::None
}

/// Draws the workbench; says where the cursor is: in the field that is typed into, else on the row in focus.
pub fn draw(model: &Model, buffer: &mut Buffer) -> Option<Position> {
    let layout = Layout::of(model);
    let theme = Theme::of(&model.manner);
    if layout.shape == Shape::None {
        let words = "factdesk needs 40x10 or more";
        put(buffer, buffer.area, &Line::raw(words));
        return None;
    }
    put(
        buffer,
        layout.header,
        &header::line(model, theme, layout.header.width),
    );
    if let Some(below) = header::below(model, layout.header.width) {
        let line = Line::styled(format!(" {below}"), theme.trouble());
        put_row(buffer, layout.header, 1, &line);
    }
    if layout.shape == Shape::Single {
        put(buffer, layout.tabs, &tabs(model, theme).0);
    }
    if layout.sources.height > 0 {
        sources::draw(model, theme, &layout, buffer);
    }
    if layout.claims.height > 0 {
        if model.is_story {
            story::draw(model, theme, &layout, buffer);
        } else {
            claims::draw(model, theme, &layout, buffer);
        }
    }
    if layout.verdict.height > 0 {
        verdict::draw(model, theme, &layout, buffer);
    }
    let caret = popup::draw(model, theme, &layout, buffer);
    let typed = status_line::draw(model, theme, &layout, buffer).or(caret);
    typed.or_else(|| cursor::on_focus(model, &layout))
}

/// The tabs of a narrow screen, and at which column each ends.
fn tabs(model: &Model, theme: Theme) -> (Line<'static>, Vec<(u16, Pane)>) {
    let mut spans = Vec::new();
    let mut ends = Vec::new();
    let mut x = 0;
    for (pane, name) in [
        (Pane::Sources, "Sources"),
        (
            Pane::Claims,
            if model.is_story {
                "Claims · story"
            } else {
                "Claims"
            },
        ),
        (Pane::Verdict, "Verdict"),
    ] {
        let is_here = model.focus.pane == pane;
        let name = if model.manner.is_unicode {
            name.to_owned()
        } else {
            name.replace('·', "-")
        };
        let text = if is_here {
            format!("[{name}]")
        } else {
            format!(" {name} ")
        };
        x += u16::try_from(crate::text::cells(&text)).unwrap_or_default() + 1;
        let style = if is_here { theme.active() } else { theme.dim() };
        spans.push(Span::styled(text, style));
        spans.push(Span::raw(" "));
        ends.push((x, pane));
    }
    (Line::from(spans), ends)
}

/// The pane whose tab is at this column.
pub fn tab_at(model: &Model, x: u16) -> Option<Pane> {
    let ends = tabs(model, Theme::of(&model.manner)).1;
    ends.into_iter()
        .find(|(end, _)| x < *end)
        .map(|(_, pane)| pane)
}

/// Puts a line at the top of an area, cut at its right edge.
fn put(buffer: &mut Buffer, area: Rect, line: &Line<'_>) {
    let area = area.intersection(buffer.area);
    if area.width > 0 && area.height > 0 {
        buffer.set_line(area.x, area.y, line, area.width);
    }
}

/// Puts a line so many rows below the top of an area, if that is inside it.
fn put_row(buffer: &mut Buffer, area: Rect, row: usize, line: &Line<'_>) {
    let Ok(row) = u16::try_from(row) else { return };
    if row < area.height {
        put(buffer, Rect::new(area.x, area.y + row, area.width, 1), line);
    }
}

/// The frame of a pane: a box, or a line with its name. `name` and `more` stand at the left, `right` at the right.
fn frame(
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
    let (name, is_here) = name;
    let style = if is_here {
        theme.active()
    } else {
        theme.bold()
    };
    let (start, end) = if shape == Shape::Beside {
        (format!("{top_left} "), top_right.to_owned())
    } else {
        (format!("{0}{0} ", theme.rule()), theme.rule().to_owned())
    };
    let room = usize::from(area.width).saturating_sub(crate::text::cells(&start) + 2);
    let more = crate::text::clip(more, room.saturating_sub(crate::text::cells(name))).into_owned();
    let used =
        crate::text::cells(&start) + crate::text::cells(name) + crate::text::cells(&more) + 1;
    let right = if right.is_empty() {
        String::new()
    } else {
        format!(" {right} ")
    };
    let left_over = usize::from(area.width).saturating_sub(used + crate::text::cells(&end));
    let right = if crate::text::cells(&right) <= left_over {
        right
    } else {
        String::new()
    };
    let fill = left_over.saturating_sub(crate::text::cells(&right));
    let line = Line::from(vec![
        Span::styled(start, theme.dim()),
        Span::styled(name.to_owned(), style),
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
