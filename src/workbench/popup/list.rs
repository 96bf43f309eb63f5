//! A list to choose from, filtered by typing: palette, help, filter, sources, kinds.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::case::Paragraph;
use crate::text::{cells, clip, padded, visible, wrap};
use crate::workbench::action::Action;
use crate::workbench::field::Field;
use crate::workbench::find::{contains_all_words, rank};
use crate::workbench::key::{Code, Key};
use crate::workbench::model::Model;
use crate::workbench::popup::dialog::{Dialog, Hint, hints};
use crate::workbench::view::theme::Theme;
use crate::workbench::view::typed::{cursor_of, prompt_row, window};
use crate::workbench::view::{cell_at, put_more, put_row};

/// A list to choose from.
#[derive(Clone, Debug)]
pub struct List {
    /// Its title.
    title: String,
    /// The filter text.
    field: Field,
    rows: Vec<Row>,
    /// The indexes of the rows that are shown, in order.
    shown: Vec<usize>,
    /// The index of the selected row among those shown.
    at: usize,
    /// Whether the list is about the claim in focus. The claim's words are then shown above the
    /// list.
    is_about_claim: bool,
}

/// A row of the list.
#[derive(Clone, Debug)]
pub struct Row {
    /// The keys before the label; empty in a list without keys.
    pub keys: String,
    /// Its label.
    pub label: String,
    /// The detail after the label: a place, a count, or why the row cannot be chosen now.
    pub detail: String,
    /// Whether it can be chosen now.
    pub is_on: bool,
    /// The action of choosing it.
    pub action: Action,
}

impl Row {
    /// A row that can be chosen.
    pub fn new(label: impl Into<String>, detail: impl Into<String>, action: Action) -> Self {
        Self {
            keys: String::new(),
            label: label.into(),
            detail: detail.into(),
            is_on: true,
            action,
        }
    }

    /// A row that cannot be chosen.
    pub fn note(label: impl Into<String>) -> Self {
        Self::new(label, "", Action::Nothing)
    }

    /// The id of the row's command; empty for other rows. The id is used in `keys.ron`, and in
    /// messages if the command has no key.
    fn id(&self) -> &'static str {
        match self.action {
            Action::Command(id) => id,
            _ => "",
        }
    }
}

impl List {
    /// The paragraph whose kind is chosen, if the list is for that.
    fn paragraph(&self) -> Option<usize> {
        match self.rows.first()?.action {
            Action::SetParagraphKind(paragraph, _) => Some(paragraph),
            _ => None,
        }
    }

    /// Whether the filter text is empty.
    pub fn is_unfiltered(&self) -> bool {
        self.field.is_empty()
    }

    /// A list with all its rows shown.
    pub fn new(title: impl Into<String>, rows: Vec<Row>) -> Self {
        let mut list = Self {
            title: title.into(),
            field: Field::line(""),
            rows,
            shown: Vec::new(),
            at: 0,
            is_about_claim: false,
        };
        list.update_shown();
        list
    }

    /// Makes the list about the claim in focus.
    pub fn about_claim(mut self) -> Self {
        self.is_about_claim = true;
        self
    }

    /// Shows only the rows that match the filter text.
    fn update_shown(&mut self) {
        let query = self.field.text();
        self.shown = if query.trim().is_empty() {
            (0..self.rows.len()).collect()
        } else {
            let texts: Vec<String> = self
                .rows
                .iter()
                .map(|row| format!("{} {} {} {}", row.label, row.id(), row.keys, row.detail))
                .collect();
            let mut shown = rank(&query, texts.iter().map(String::as_str));
            // The letters of `query` occur in order in "quit; everything". Nobody must quit by such
            // a match.
            shown.retain(|index| {
                let quits = self.rows.get(*index).is_some_and(|row| row.id() == "quit");
                !quits
                    || texts
                        .get(*index)
                        .is_some_and(|text| contains_all_words(&query, text))
            });
            // A hint may name a command by its id, as in `: who`. The command with that id comes
            // first.
            let id = query.trim();
            shown.sort_by_key(|index| self.rows.get(*index).is_none_or(|row| row.id() != id));
            shown
        };
        self.at = 0;
    }

    /// The rows that are shown.
    fn shown(&self) -> impl ExactSizeIterator<Item = &Row> {
        self.shown
            .iter()
            .filter_map(|index| self.rows.get(*index))
            .collect::<Vec<_>>()
            .into_iter()
    }

    /// The width of the column of keys, in cells; 0 in a list without keys.
    fn key_room(&self) -> usize {
        let keys = self.rows.iter().map(|row| crate::text::cells(&row.keys));
        keys.max()
            .map_or(0, |room| if room > 0 { room + 1 } else { 0 })
    }

    /// The number of rows shown.
    fn len(&self) -> usize {
        self.shown.len()
    }

    /// Whether no row is shown.
    fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// The selected row.
    fn chosen(&self) -> Option<&Row> {
        self.rows.get(*self.shown.get(self.at)?)
    }

    /// Selects the row at this index among those shown.
    pub fn choose(&mut self, at: usize) {
        self.at = at.min(self.len().saturating_sub(1));
    }

    /// Moves the selection by this many rows and stops at the first and the last row.
    pub fn step(&mut self, by: isize) {
        self.at = self
            .at
            .saturating_add_signed(by)
            .min(self.len().saturating_sub(1));
    }
}

impl List {
    /// The area of the field and the rows. If a row is cut, there is a foot below this area that
    /// shows the selected row in full.
    fn area_of_rows(&self, area: Rect) -> Rect {
        let width = usize::from(area.width);
        let keys = self.key_room().min(width / 4);
        let foot = foot_height(area.width);
        let is_cut = || self.shown().any(|row| is_cut(row, keys, width));
        if area.height > 3 * foot && is_cut() {
            Rect {
                height: area.height - foot,
                ..area
            }
        } else {
            area
        }
    }
}

impl Dialog for List {
    fn key(&mut self, model: &mut Model, key: Key, _: Option<&Action>) -> Option<Action> {
        match key.code {
            Code::Enter => match self.chosen() {
                None => "Nothing matches what is typed".clone_into(&mut model.notice),
                Some(row) if matches!(row.action, Action::Nothing) => {}
                Some(row) => return Some(row.action.clone()),
            },
            Code::Down => self.step(1),
            Code::Tab if !key.shift => self.step(1),
            Code::Up | Code::Tab => self.step(-1),
            Code::PgDn => self.step(10),
            Code::PgUp => self.step(-10),
            _ => return self.type_key(model, key),
        }
        None
    }

    fn title(&self, _: &Model) -> Option<String> {
        Some(self.title.clone())
    }

    /// The list may be about another paragraph than that of the claim in focus.
    fn about(&self, model: &Model) -> String {
        let draft = model.case().draft.as_ref();
        let text = self.paragraph().zip(draft);
        let text = text.and_then(|(index, draft)| draft.paragraphs.get(index));
        match (text, model.claim()) {
            (Some(paragraph), _) => visible(Paragraph::text(paragraph)).into_owned(),
            (None, Some(claim)) if self.is_about_claim => visible(claim.shown()).into_owned(),
            (None, _) => String::new(),
        }
    }

    /// The words of a paragraph are in no pane.
    fn is_about_elsewhere(&self) -> bool {
        self.paragraph().is_some()
    }

    fn needs_more_than(&self, width: usize) -> bool {
        let keys = self.key_room().min(width / 4);
        self.rows.iter().any(|row| is_cut(row, keys, width))
    }

    fn draw(&self, _: &Model, theme: Theme, area: Rect, out: &mut Buffer) -> Option<Position> {
        let caret = prompt_row(theme, &self.field, area, out);
        let width = usize::from(area.width);
        let keys = self.key_room().min(width / 4);
        let whole = area;
        let area = self.area_of_rows(whole);
        if area != whole
            && let Some(row) = self.chosen().filter(|row| is_cut(row, keys, width))
        {
            let foot = whole.height - area.height;
            let below = Rect::new(area.x, area.bottom(), area.width, foot);
            draw_whole(row, theme, below, out);
        }
        let room_of_rows = usize::from(area.height).saturating_sub(1);
        let first = window(self.at, room_of_rows);
        for (index, row) in self.shown().enumerate().skip(first).take(room_of_rows) {
            let is_focus = index == self.at;
            let is_note = is_note(row);
            let keys = if is_note {
                String::new()
            } else {
                padded(&clip(&row.keys, keys), keys)
            };
            let room = width.saturating_sub(cells(&keys) + 3);
            // The detail gets the room that the label leaves, but at least a third, because the
            // foot shows the label in full.
            let free = room.saturating_sub(cells(&row.label) + 1);
            let mut detail = clip(&row.detail, free.max(room / 3)).into_owned();
            if !detail.is_empty() {
                detail.insert(0, ' ');
            }
            let room = room.saturating_sub(cells(&detail));
            let style = match (is_focus, row.is_on) {
                (true, _) => theme.focus(true),
                (false, true) => Style::new(),
                (false, false) => theme.dim(),
            };
            let line = Line::from(vec![
                Span::styled(if is_focus { theme.bar() } else { " " }, theme.active()),
                Span::styled(keys, theme.active()),
                Span::raw(" "),
                Span::styled(padded(&clip(&row.label, room), room), style),
                Span::styled(detail, theme.dim()),
            ]);
            put_row(out, area, index - first + 1, &line);
        }
        let below = self.len().saturating_sub(first + room_of_rows);
        put_more(theme, below, area, out);
        if self.is_empty() {
            put_row(
                out,
                area,
                1,
                &Line::styled("  nothing matches", theme.dim()),
            );
        }
        let row = cell_at(area, self.at - first.min(self.at) + 1, 0);
        cursor_of(
            &self.field,
            self.at,
            caret,
            row.filter(|_| !self.is_empty()),
        )
    }

    fn choice_at(&self, _: &Model, area: Rect, line: usize) -> Option<usize> {
        let room = usize::from(self.area_of_rows(area).height).saturating_sub(1);
        let line = line.checked_sub(1).filter(|line| *line < room)?;
        let index = window(self.at, room) + line;
        (index < self.len()).then_some(index)
    }

    fn choose(&mut self, _: &Model, choice: usize) {
        self.at = choice;
    }

    fn footer(&self, _: &Model) -> Vec<Hint> {
        hints(&[
            ("type", "to narrow"),
            ("Up Down", "move"),
            ("Enter", "choose"),
            ("Esc", "close"),
        ])
    }

    /// A list of commands stays valid after a change of the case. The rows of other lists may be
    /// outdated.
    fn is_valid(&self, _: &Model, _: bool) -> bool {
        let first = self.rows.first();
        first.is_some_and(|row| matches!(row.action, Action::Command(_) | Action::Nothing))
    }

    fn field(&mut self) -> Option<&mut Field> {
        Some(&mut self.field)
    }

    fn typed(&mut self, _: &mut Model) -> Option<Action> {
        self.update_shown();
        None
    }
}

/// The height of the foot that shows the selected row in full, in rows.
fn foot_height(width: u16) -> u16 {
    if width < 70 { 3 } else { 2 }
}

/// Whether a row cannot be chosen. Such rows have no column of keys.
fn is_note(row: &Row) -> bool {
    matches!(row.action, Action::Nothing) && row.keys.is_empty()
}

/// Whether a row is too long for a list of this width with this column of keys.
fn is_cut(row: &Row, keys: usize, width: usize) -> bool {
    let keys = if is_note(row) { 0 } else { keys };
    let room = width.saturating_sub(keys + 3);
    let detail = match cells(&row.detail) {
        0 => 0,
        detail => detail + 1,
    };
    cells(&row.label) + detail > room
}

/// Draws a row in full, to the right of the bar of the selected row.
fn draw_whole(row: &Row, theme: Theme, area: Rect, out: &mut Buffer) {
    let words = format!("{}  {}", row.label, row.detail);
    let lines = wrap(words.trim_end(), usize::from(area.width).saturating_sub(3));
    for (index, range) in lines.into_iter().take(usize::from(area.height)).enumerate() {
        let part = words.get(range).unwrap_or_default();
        let line = Line::from(vec![
            Span::styled(theme.bar(), theme.active()),
            Span::styled(format!(" {part}"), theme.dim()),
        ]);
        put_row(out, area, index, &line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbench::commands::COMMANDS;

    #[test]
    fn the_id_of_a_command_finds_that_command_first() {
        let rows = COMMANDS.iter().map(|command| {
            let action = Action::Command(command.id);
            Row::new(command.doc, command.place.name(), action)
        });
        let mut list = List::new("Commands", rows.collect());
        for command in COMMANDS {
            list.field = Field::line(command.id);
            list.update_shown();
            assert_eq!(list.chosen().map(Row::id), Some(command.id));
        }
    }
}
