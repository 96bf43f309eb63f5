//! The trait of all popups.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use crate::store::Unsent;
use crate::text::visible;
use crate::workbench::action::Action;
use crate::workbench::event::Manuscript;
use crate::workbench::field::Field;
use crate::workbench::key::Key;
use crate::workbench::model::Model;
use crate::workbench::view::theme::Theme;

/// Rows in place of the message line, and the caret's cell in the last row.
pub type Rows = (Vec<Line<'static>>, usize);

/// A key and its hint in the footer.
pub type Hint = (String, &'static str);

/// The message after Esc in a popup that comes before an export.
pub const NOT_EXPORTED: &str = "Nothing was exported";

/// Hints of keys that cannot be changed.
pub fn hints(all: &[(&str, &'static str)]) -> Vec<Hint> {
    let hint = |(key, words): &(&str, &'static str)| ((*key).to_owned(), *words);
    all.iter().map(hint).collect()
}

/// Reports that a key does nothing in a popup with these hints, and which keys do something.
pub fn report_unknown_key(model: &mut Model, key: Key, footer: &[Hint]) {
    let keys: Vec<&str> = footer
        .iter()
        .map(|(keys, _)| keys.trim_end_matches(':'))
        .collect();
    let others = match keys.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, before)) => format!("{} or {last}", before.join(", ")),
        None => return,
    };
    model.notice = format!("{key} does nothing here: press {others}");
}

/// The behaviour of a popup. No popup handles Esc: Esc always closes it.
pub trait Dialog {
    /// Handles a key and returns the requested action. `command` is the key's command on the panes,
    /// if the popup [accepts](Self::accepts) it.
    fn key(&mut self, model: &mut Model, key: Key, command: Option<&Action>) -> Option<Action>;

    /// Whether a command works in the popup with its key from the panes. The popup handles all
    /// other keys itself, whatever `keys.ron` says.
    fn accepts(&self, _: &Action) -> bool {
        false
    }

    /// Whether this key answers one of several questions. If the key is held down, it must not
    /// answer the next question too.
    fn decides(&self, _: Key) -> bool {
        false
    }

    /// The title; none for a popup on the message line.
    fn title(&self, _: &Model) -> Option<String> {
        None
    }

    /// The words that the popup is about. They are shown at its top if the Verdict pane does not
    /// show them.
    fn about(&self, model: &Model) -> String {
        let claim = model.claim();
        claim.map_or_else(String::new, |claim| visible(claim.shown()).into_owned())
    }

    /// Whether no pane shows these words at any screen size.
    fn is_about_elsewhere(&self) -> bool {
        false
    }

    /// Draws the part below the title. Returns the caret's position.
    fn draw(&self, _: &Model, _: Theme, _: Rect, _: &mut Buffer) -> Option<Position> {
        None
    }

    /// The index of the choice on this line of the area; none if there is no choice.
    fn choice_at(&self, _: &Model, _: Rect, _: usize) -> Option<usize> {
        None
    }

    /// Selects a choice, as the arrow keys do.
    fn choose(&mut self, _: &Model, _: usize) {}

    /// Whether the popup needs more than this many cells. If so, it also covers the Verdict pane
    /// beside it.
    fn needs_more_than(&self, _: usize) -> bool {
        false
    }

    /// The rows in place of the message line, for this width in cells.
    fn rows(&self, _: &Model, _: Theme, _: usize) -> Option<Rows> {
        None
    }

    /// The keys in the footer.
    fn footer(&self, model: &Model) -> Vec<Hint>;

    /// Whether the popup stays open after a change from outside. `is_same_story`: the draft has not
    /// changed.
    fn is_valid(&self, model: &Model, is_same_story: bool) -> bool;

    /// The field for typing.
    fn field(&mut self) -> Option<&mut Field> {
        None
    }

    /// Called after the field's text has changed. Returns the requested action.
    fn typed(&mut self, _: &mut Model) -> Option<Action> {
        None
    }

    /// Handles a key that has no other meaning in the popup: the key may edit the field.
    fn type_key(&mut self, model: &mut Model, key: Key) -> Option<Action> {
        let field = self.field()?;
        let before = field.text();
        let is_typed = field.key(key) && field.text() != before;
        is_typed.then(|| self.typed(model)).flatten()
    }

    /// Handles a paste. Returns the requested action.
    fn paste(&mut self, model: &mut Model, text: &str) -> Option<Action> {
        self.field()?.insert(text);
        self.typed(model)
    }

    /// The message on Esc, if closing the popup cancels something that waits for it.
    fn cancel_message(&self) -> Option<&'static str> {
        None
    }

    /// The text of the popup, even if nobody has typed any. None for a popup whose text need not be
    /// stored.
    fn unsent(&self, _: &Model) -> Option<Unsent> {
        None
    }

    /// Whether unsent text is restored when the popup opens.
    fn wants_unsent(&self) -> bool {
        true
    }

    /// Restores unsent text.
    fn restore_unsent(&mut self, _: &Model, _: &Unsent) -> Restored {
        Restored::Unused
    }

    /// Replaces restored text with the values of the record.
    fn clear(&mut self, _: &Model) {}

    /// The field's text for an external editor.
    fn manuscript(&self) -> Option<Manuscript> {
        None
    }

    /// The field for an editor's text, if that field belongs to this popup.
    fn field_of(&mut self, _: &Manuscript) -> Option<&mut Field> {
        None
    }

    /// Shows why the action is refused, at the named field if there is one.
    fn refuse(&mut self, model: &mut Model, _: &'static str, why: String) {
        model.notice = why;
    }
}

/// The result of restoring unsent text.
pub enum Restored {
    /// The popup cannot use the text.
    Unused,
    /// The text is restored and visible.
    Visible,
    /// The text is restored. The record has got these other values meanwhile.
    WithChanges(Vec<String>),
}
