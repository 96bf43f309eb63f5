//! A popup for an edit that does not fit the changed file: the person's version is on the left, the
//! file's version on the right.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use crate::case::EditConflict;
use crate::text::{padded, visible, wrap};
use crate::workbench::action::Action;
use crate::workbench::key::{Code, Key};
use crate::workbench::model::Model;
use crate::workbench::popup::dialog::{Dialog, Hint, hints, report_unknown_key};
use crate::workbench::view::theme::Theme;
use crate::workbench::view::{cell_at, put_row};

/// The index of the edit among the unapplied ones.
#[derive(Clone, Debug, Default)]
pub struct Unapplied(usize);

impl Unapplied {
    /// The index, or the last index if there are fewer edits now.
    fn at(&self, model: &Model) -> usize {
        self.0.min(model.unapplied.len().saturating_sub(1))
    }
}

impl Dialog for Unapplied {
    /// `m` applies the person's edit, Enter keeps the version in the file.
    fn key(&mut self, model: &mut Model, key: Key, _: Option<&Action>) -> Option<Action> {
        self.0 = self.at(model);
        match (key.code, key.latin().char()) {
            (Code::Down, _) | (_, Some('j')) => self.0 += 1,
            (Code::Up, _) | (_, Some('k')) => self.0 = self.0.saturating_sub(1),
            (_, Some('m')) => return Some(Action::KeepMine(self.0)),
            (Code::Enter, _) => return Some(Action::KeepTheirs(self.0)),
            _ => report_unknown_key(model, key, &self.footer(model)),
        }
        None
    }

    fn title(&self, model: &Model) -> Option<String> {
        let (at, all) = (self.at(model), model.unapplied.len());
        Some(format!("Changed outside · {}/{all}", at + 1))
    }

    /// The popup is about an edit, not about the claim in focus.
    fn about(&self, _: &Model) -> String {
        String::new()
    }

    fn draw(&self, model: &Model, theme: Theme, area: Rect, out: &mut Buffer) -> Option<Position> {
        let edit = model.unapplied.get(self.at(model))?;
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
        let conflicts = edit.conflicts(model.case());
        if conflicts.is_empty() {
            lines.push(Line::raw(" It fits now."));
        }
        for EditConflict {
            record,
            mine,
            theirs,
        } in conflicts
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
            put_row(out, area, row, line);
        }
        cell_at(area, 1, 1)
    }

    fn footer(&self, _: &Model) -> Vec<Hint> {
        hints(&[
            ("m", "put mine in again"),
            ("Enter", "leave the file as it is"),
            ("Up Down", "another"),
            ("Esc", "later"),
        ])
    }

    /// The popup stays open while there is an edit to decide on.
    fn is_valid(&self, model: &Model, _: bool) -> bool {
        !model.unapplied.is_empty()
    }
}

fn wrapped(text: &str, room: usize) -> Vec<String> {
    wrap(text, room)
        .into_iter()
        .map(|range| text.get(range).unwrap_or_default().to_owned())
        .collect()
}
