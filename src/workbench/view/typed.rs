//! Text fields, and the rows of lists below them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use crate::workbench::field::Field;
use crate::workbench::view::put_row;
use crate::workbench::view::theme::Theme;

/// Draws a field at this column and row of an area. Returns the caret's position.
pub fn text_field(
    field: &Field,
    area: Rect,
    column: u16,
    row: u16,
    buffer: &mut Buffer,
) -> Option<Position> {
    if area.height <= row || area.width <= column + 2 {
        return None;
    }
    let room = usize::from(area.width - column - 1);
    let height = usize::from(area.height - row);
    let (lines, (line, cell)) = field.drawn(room);
    let first = (line + 1).saturating_sub(height);
    for (index, text) in lines.iter().skip(first).take(height).enumerate() {
        let area = Rect::new(
            area.x + column,
            area.y + row,
            area.width - column,
            area.height - row,
        );
        put_row(buffer, area, index, &Line::raw(text.clone()));
    }
    let x = area.x + column + u16::try_from(cell).ok()?;
    let y = area.y + row + u16::try_from(line - first).ok()?;
    Some(Position::new(
        x.min(area.right().saturating_sub(1)),
        y.min(area.bottom().saturating_sub(1)),
    ))
}

/// Draws the first line of a list, `> typed`. Returns the caret's position.
pub fn prompt_row(
    theme: Theme,
    field: &Field,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    put_row(buffer, area, 0, &Line::styled(" > ", theme.active()));
    text_field(
        field,
        Rect::new(area.x, area.y, area.width, area.height.min(1)),
        3,
        0,
        buffer,
    )
}

/// The cursor's position in a list: in the field while the person types into it, or else on the
/// selected row.
pub fn cursor_of(
    field: &Field,
    chosen: usize,
    caret: Option<Position>,
    row: Option<Position>,
) -> Option<Position> {
    if chosen == 0 && !field.is_empty() {
        caret
    } else {
        row.or(caret)
    }
}

/// The index of the first row that is shown, so that the selected row is visible.
pub fn window(at: usize, room: usize) -> usize {
    (at + 1).saturating_sub(room)
}
