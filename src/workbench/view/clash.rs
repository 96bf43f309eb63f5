//! The two sides of an edit that no longer fits: mine on the left, what is there on the right.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::case::Clash;
use crate::text::{padded, visible, wrap};
use crate::workbench::model::Model;
use crate::workbench::view::put_row;
use crate::workbench::view::theme::Theme;

/// Which of how many it is.
pub fn title(model: &Model, at: usize) -> String {
    format!("Changed outside · {}/{}", at + 1, model.clashes.len())
}

/// Draws the sides of the edit in question.
pub fn draw(model: &Model, theme: Theme, at: usize, area: Rect, buffer: &mut Buffer) {
    let Some(edit) = model.clashes.get(at) else {
        return;
    };
    let width = usize::from(area.width).saturating_sub(2);
    let half = (width / 2).saturating_sub(2);
    let mut lines = vec![Line::default()];
    for range in wrap(&visible(&edit.what), width) {
        let part = visible(&edit.what)
            .get(range)
            .unwrap_or_default()
            .to_owned();
        lines.push(Line::styled(format!(" {part}"), theme.bold()));
    }
    let side = |text: &str| padded(text, half);
    lines.push(Line::styled(
        format!(" {}   {}", side("yours"), side("there now")),
        theme.dim(),
    ));
    let clashes = edit.clashes(model.case());
    if clashes.is_empty() {
        lines.push(Line::raw(" It fits now."));
    }
    for Clash {
        record,
        mine,
        theirs,
    } in clashes
    {
        lines.push(Line::styled(format!(" {record}"), theme.active()));
        let (mine, theirs) = (wrapped(&mine, half), wrapped(&theirs, half));
        for row in 0..mine.len().max(theirs.len()) {
            let part = |side: &[String]| side.get(row).cloned().unwrap_or_default();
            lines.push(Line::from(vec![
                Span::raw(" "),
                Span::raw(side(&part(&mine))),
                Span::styled(format!(" {} ", theme.corners()[5]), theme.dim()),
                Span::raw(side(&part(&theirs))),
            ]));
        }
    }
    for (row, line) in lines.iter().take(usize::from(area.height)).enumerate() {
        put_row(buffer, area, row, line);
    }
}

fn wrapped(text: &str, room: usize) -> Vec<String> {
    wrap(text, room)
        .into_iter()
        .map(|range| text.get(range).unwrap_or_default().to_owned())
        .collect()
}
