//! The tabs of a narrow screen, which shows one pane at a time.

use ratatui::text::{Line, Span};

use crate::text::cells;
use crate::workbench::action::Pane;
use crate::workbench::model::Model;
use crate::workbench::view::theme::Theme;

/// The tabs of a narrow screen, and the column at which each ends.
pub fn tabs(model: &Model, theme: Theme) -> (Line<'static>, Vec<(u16, Pane)>) {
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
        let has_focus = model.focus.pane == pane;
        let name = if model.prefs.is_unicode {
            name.to_owned()
        } else {
            name.replace('·', "-")
        };
        let text = if has_focus {
            format!("[{name}]")
        } else {
            format!(" {name} ")
        };
        x += u16::try_from(cells(&text)).unwrap_or_default() + 1;
        let style = if has_focus {
            theme.active()
        } else {
            theme.dim()
        };
        spans.push(Span::styled(text, style));
        spans.push(Span::raw(" "));
        ends.push((x, pane));
    }
    (Line::from(spans), ends)
}

/// The pane whose tab is at this column.
pub fn tab_at(model: &Model, x: u16) -> Option<Pane> {
    let ends = tabs(model, Theme::of(&model.prefs)).1;
    ends.into_iter()
        .find(|(end, _)| x < *end)
        .map(|(_, pane)| pane)
}
