//! The popup for a form of several fields.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::store::Unsent;
use crate::text::{cells, clip, padded, visible};
use crate::workbench::action::Action;
use crate::workbench::event::Manuscript;
use crate::workbench::field::Field;
use crate::workbench::form::{Entry, Filled, Form, Input};
use crate::workbench::key::{Code, Key};
use crate::workbench::model::Model;
use crate::workbench::popup::dialog::{Dialog, Hint, Restored, hints};
use crate::workbench::view::status_line::rows_of;
use crate::workbench::view::theme::Theme;
use crate::workbench::view::typed::text_field;
use crate::workbench::view::{cell_at, put_row};

/// How many cells of a field's present value a message shows.
pub const SHOWN: usize = 60;

/// A form on the screen.
#[derive(Clone, Debug)]
pub struct FormPopup {
    /// Its fields and their values.
    form: Form,
    /// The index of the field in focus.
    at: usize,
    /// Why the form was refused the last time.
    error: String,
    /// The letters typed on the choice in focus.
    type_ahead: TypeAhead,
}

/// The letters that were typed on a choice one after another. They select the option that begins
/// with them.
#[derive(Clone, Debug, Default)]
struct TypeAhead {
    letters: String,
    /// The option that was selected before the first letter.
    from: usize,
}

impl FormPopup {
    /// A form with its first field in focus.
    pub fn new(mut form: Form) -> Self {
        if form.opened.is_empty() {
            form.opened = form.values();
        }
        Self {
            form,
            at: 0,
            error: String::new(),
            type_ahead: TypeAhead::default(),
        }
    }

    /// Moves to the field with this name, if the form has it.
    pub fn go_to(&mut self, name: &str) {
        let mut entries = self.form.entries.iter();
        self.at = entries
            .position(|entry| entry.name == name)
            .unwrap_or(self.at);
    }

    fn entry(&mut self) -> Option<&mut Entry> {
        self.form.entries.get_mut(self.at)
    }

    /// Moves to another field and wraps around at the ends.
    fn step(&mut self, by: isize) {
        let count = self.form.entries.len().max(1);
        self.at = self.at.wrapping_add_signed(by).wrapping_add(count) % count;
    }

    /// The text field in focus and its name.
    fn text(&self) -> Option<(&Field, &'static str)> {
        match self.form.entries.get(self.at)? {
            Entry {
                input: Input::Text(field),
                name,
                ..
            } => Some((field, name)),
            _ => None,
        }
    }
}

/// The distribution of a form's rows.
struct FormLayout {
    /// The first field that is shown.
    first: usize,
    /// The number of rows of the field in focus. All other fields have one row.
    tall: usize,
    /// The number of rows for all fields.
    height: usize,
    /// The rows below the fields.
    foot: Vec<String>,
}

impl FormPopup {
    fn layout_in(&self, area: Rect) -> FormLayout {
        let entries = &self.form.entries;
        let width = usize::from(area.width);
        let room = width.saturating_sub(self.name_width() + 2);
        let tall = match entries.get(self.at).map(|entry| &entry.input) {
            Some(Input::Text(field)) if field.is_long() => field.drawn(room).0.len().clamp(1, 6),
            _ => 1,
        };
        let words = if self.error.is_empty() {
            &self.form.note
        } else {
            &self.error
        };
        // A refusal says at its end what to do, so it is not cut.
        let mut foot = rows_of(words, width.saturating_sub(3));
        foot.truncate(usize::from(area.height / 2));
        let height = usize::from(area.height).saturating_sub(foot.len().max(1));
        FormLayout {
            first: (self.at + tall).saturating_sub(height),
            tall,
            height,
            foot,
        }
    }

    /// The width of the column of field names, in cells.
    fn name_width(&self) -> usize {
        let names = self.form.entries.iter().map(|entry| cells(entry.name));
        names.max().unwrap_or_default() + 3
    }
}

impl Dialog for FormPopup {
    fn key(&mut self, model: &mut Model, key: Key, _: Option<&Action>) -> Option<Action> {
        let text = self.text();
        let leaves = |up: bool| text.is_none_or(|(field, _)| field.is_at_edge(up));
        let (leaves_up, leaves_down) = (leaves(true), leaves(false));
        let is_text = text.is_some();
        let mut type_ahead = std::mem::take(&mut self.type_ahead);
        match key.code {
            Code::Enter if !key.alt => {
                return Some(Action::Record(Filled {
                    of: self.form.of.clone(),
                    typed: self.form.unsent(model.now),
                }));
            }
            Code::Char('o') if key.ctrl => return is_text.then_some(Action::EditField),
            Code::Tab if key.shift => self.step(-1),
            Code::Tab => self.step(1),
            Code::Up if leaves_up => self.step(-1),
            Code::Down if leaves_down => self.step(1),
            code => match self.entry().map(|entry| &mut entry.input) {
                Some(Input::Choice { words, at }) => match code {
                    Code::Left => step_choice(words, at, -1),
                    Code::Right => step_choice(words, at, 1),
                    Code::Char(' ') if !type_ahead.has_several_letters() => {
                        step_choice(words, at, 1);
                    }
                    Code::Char(c) => {
                        let is_found = type_ahead.jump(words, at, c);
                        if !is_found {
                            let name = self.entry().map_or("", |entry| entry.name);
                            model.notice = format!(
                                "No choice of {name} begins with that: Left and Right choose, Tab goes on"
                            );
                        }
                        self.type_ahead = type_ahead;
                    }
                    _ => {}
                },
                Some(Input::Text(field)) => {
                    field.key(key);
                }
                None => {}
            },
        }
        None
    }

    fn title(&self, _: &Model) -> Option<String> {
        Some(self.form.title.clone())
    }

    /// The form of a source, of the case or of an export is not about the claim in focus.
    fn about(&self, model: &Model) -> String {
        let claim = self
            .form
            .of
            .claim()
            .and_then(|id| model.case().claims.get(id));
        claim.map_or_else(String::new, |claim| visible(claim.shown()).into_owned())
    }

    fn draw(&self, _: &Model, theme: Theme, area: Rect, out: &mut Buffer) -> Option<Position> {
        let entries = &self.form.entries;
        let name = self.name_width();
        let column = u16::try_from(name).unwrap_or(12);
        let right_of = |by: u16| Rect {
            x: area.x + by,
            width: area.width.saturating_sub(by),
            ..area
        };
        let room = usize::from(area.width).saturating_sub(name + 2);
        let mut caret = None;
        let FormLayout {
            first,
            tall,
            height,
            foot,
        } = self.layout_in(area);
        let mut row = 0;
        for (index, entry) in entries.iter().enumerate().skip(first) {
            if row >= height {
                break;
            }
            let is_focus = index == self.at;
            let bar = if is_focus { theme.bar() } else { " " };
            let style = if is_focus { theme.bold() } else { theme.dim() };
            let label = format!(" {}", padded(entry.name, name - 2));
            let label = [
                Span::styled(bar, theme.active()),
                Span::styled(label, style),
            ];
            put_row(out, area, row, &Line::from_iter(label));
            match &entry.input {
                Input::Choice { words, at } => {
                    let word = words.get(*at).map_or("", String::as_str);
                    let ([before, after], style) = if is_focus {
                        (theme.choice(), theme.active())
                    } else {
                        (["  ", ""], Style::new())
                    };
                    let text = format!("{before}{word}{after}");
                    let line = Line::styled(clip(&text, room).into_owned(), style);
                    put_row(out, right_of(column), row, &line);
                    if is_focus {
                        caret = cell_at(area, row, name);
                    }
                }
                Input::Text(field) if is_focus => {
                    let (row, bottom) = (u16::try_from(row).ok()?, u16::try_from(row + tall).ok()?);
                    let at = Rect {
                        height: area.height.min(bottom),
                        ..area
                    };
                    caret = text_field(field, at, column + 2, row, out);
                }
                // A field without focus shows the start of its text. A field in focus shows the
                // part around the caret.
                Input::Text(field) => {
                    let text = visible(&field.text().replace('\n', " ")).into_owned();
                    let line = Line::raw(clip(&text, room).into_owned());
                    put_row(out, right_of(column + 2), row, &line);
                }
            }
            if !entry.hint.is_empty() && entry.is_empty() {
                let hint = Line::styled(entry.hint, theme.dim());
                put_row(out, right_of(column + 2), row, &hint);
            }
            row += if is_focus { tall } else { 1 };
        }
        let style = if self.error.is_empty() {
            theme.dim()
        } else {
            theme.trouble()
        };
        for (index, row) in foot.into_iter().enumerate() {
            put_row(
                out,
                area,
                height + index,
                &Line::styled(format!("  {row}"), style),
            );
        }
        caret
    }

    fn choice_at(&self, _: &Model, area: Rect, line: usize) -> Option<usize> {
        let rows = self.layout_in(area);
        if line >= rows.height {
            return None;
        }
        let index = rows.first + line;
        // A field of several lines covers all of them.
        let index = if index > self.at {
            self.at.max((index + 1).saturating_sub(rows.tall))
        } else {
            index
        };
        (index < self.form.entries.len()).then_some(index)
    }

    fn choose(&mut self, _: &Model, choice: usize) {
        self.at = choice;
    }

    fn footer(&self, _: &Model) -> Vec<Hint> {
        let mut keys = hints(&[("Tab", "next"), ("Left Right", "choose")]);
        keys.extend(hints(RECORDS));
        keys
    }

    fn is_valid(&self, model: &Model, _: bool) -> bool {
        self.form.of.is_in(model.case())
    }

    fn field(&mut self) -> Option<&mut Field> {
        match &mut self.entry()?.input {
            Input::Text(field) => Some(field),
            Input::Choice { .. } => None,
        }
    }

    fn unsent(&self, model: &Model) -> Option<Unsent> {
        Some(self.form.unsent(model.now))
    }

    /// Restores the typed values. Reports the fields whose value in the record has changed since.
    fn restore_unsent(&mut self, _: &Model, unsent: &Unsent) -> Restored {
        // In the form of a new record, the program has just set the initial values. So there is
        // nothing to report.
        let is_of_record = self.form.of.is_record();
        let (mut is_restored, mut changed_values) = (false, Vec::new());
        let typed = unsent.fields.iter();
        for field in typed.filter(|field| field.text != field.opened) {
            let mut entries = self.form.entries.iter_mut();
            let Some(entry) = entries.find(|entry| entry.name == field.name) else {
                continue;
            };
            let value = entry.value();
            let may_change = is_of_record && matches!(entry.input, Input::Text(_));
            if value == field.text || value != field.opened && !may_change {
                continue;
            }
            entry.set(&field.text);
            is_restored = true;
            if value != field.opened {
                changed_values.push(format!(
                    "{}: “{}”",
                    entry.name,
                    clip(&visible(&value), SHOWN)
                ));
            }
        }
        if is_restored {
            Restored::WithChanges(changed_values)
        } else {
            Restored::Unused
        }
    }

    fn clear(&mut self, _: &Model) {
        let Form {
            entries, opened, ..
        } = &mut self.form;
        for (entry, opened) in entries.iter_mut().zip(opened) {
            entry.set(opened);
        }
        self.error.clear();
    }

    fn manuscript(&self) -> Option<Manuscript> {
        let (field, name) = self.text()?;
        Some(Manuscript {
            of: self.form.of.key(),
            field: name.to_owned(),
            text: field.text(),
        })
    }

    fn field_of(&mut self, text: &Manuscript) -> Option<&mut Field> {
        let is_here = self.form.of.key() == text.of;
        let mut entries = self.form.entries.iter_mut();
        let entry = entries.find(|entry| is_here && entry.name == text.field)?;
        match &mut entry.input {
            Input::Text(field) => Some(field),
            Input::Choice { .. } => None,
        }
    }

    /// Moves to the field and shows what is wrong.
    fn refuse(&mut self, _: &mut Model, field: &'static str, why: String) {
        self.go_to(field);
        self.error = why;
    }
}

/// The keys of a popup in which Enter records the text.
pub const RECORDS: &[(&str, &str)] = &[
    ("Enter", "record"),
    ("Ctrl-O", "editor"),
    ("Esc", "close (text is kept)"),
];

/// Selects the next or previous option and wraps around.
fn step_choice(words: &[String], at: &mut usize, by: isize) {
    let count = words.len().max(1);
    *at = at.wrapping_add_signed(by).wrapping_add(count) % count;
}

impl TypeAhead {
    /// Whether more than one letter was typed. A space is then part of the typed text.
    fn has_several_letters(&self) -> bool {
        self.letters.chars().nth(1).is_some()
    }

    /// Selects the next option that begins with all letters so far. The same letter again goes to
    /// the next such option. If there is none, selects the original option again, so that a note
    /// typed on the wrong field changes nothing.
    fn jump(&mut self, words: &[String], at: &mut usize, c: char) -> bool {
        if self.letters.is_empty() {
            self.from = *at;
        }
        self.letters.extend(c.to_lowercase());
        let first = self.letters.chars().next();
        let is_same = self.letters.chars().all(|letter| Some(letter) == first);
        let count = words.len().max(1);
        let next = |begin: &str, skipped: usize| {
            let indexes = (0..count).map(|by| (*at + skipped + by) % count);
            let mut matching = indexes.filter(|index| {
                let word = words.get(*index).map(|word| word.to_lowercase());
                word.is_some_and(|word| word.starts_with(begin))
            });
            matching.next()
        };
        let match_index = match first.filter(|_| is_same) {
            Some(letter) => next(&letter.to_string(), 1),
            None => next(&self.letters, 0),
        };
        *at = match_index.unwrap_or(self.from);
        match_index.is_some()
    }
}
