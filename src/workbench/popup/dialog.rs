//! What all popups can do.

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

/// Rows in the place of the message, and the cell of the cursor on the last one.
pub type Rows = (Vec<Line<'static>>, usize);

/// A key with its hint in the footer.
pub type Hint = (String, &'static str);

/// What Esc says where an export waited.
pub const NOT_EXPORTED: &str = "Nothing was exported";

/// Hints of keys that are always the same.
pub fn hints(all: &[(&str, &'static str)]) -> Vec<Hint> {
    let hint = |(key, words): &(&str, &'static str)| ((*key).to_owned(), *words);
    all.iter().map(hint).collect()
}

/// Says of a key that it does nothing in a popup with these hints, and which keys do.
pub fn say_unknown(model: &mut Model, key: Key, footer: &[Hint]) {
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

/// What a popup can do. No popup handles Esc: Esc always closes it.
pub trait Dialog {
    /// Takes a key, and says what it asks for. `command` is what the panes' table has for it, if it
    /// is one that it [takes](Self::takes).
    fn key(&mut self, model: &mut Model, key: Key, command: Option<&Action>) -> Option<Action>;

    /// Whether the key of a command means that command here as it does on the panes. All other keys
    /// are its own, whatever `keys.ron` says.
    fn takes(&self, _: &Action) -> bool {
        false
    }

    /// Whether this key decides something and goes on to the next thing: if it is held down, it
    /// must not decide that, too.
    fn decides(&self, _: Key) -> bool {
        false
    }

    /// What it is called, if it stands over the claims.
    fn title(&self, _: &Model) -> Option<String> {
        None
    }

    /// The words that it is about, which stand at its top where the Verdict pane does not show
    /// them.
    fn about(&self, model: &Model) -> String {
        let claim = model.claim();
        claim.map_or_else(String::new, |claim| visible(claim.shown()).into_owned())
    }

    /// Whether no pane shows those words, whatever the size of the screen.
    fn is_about_elsewhere(&self) -> bool {
        false
    }

    /// Draws what is below its title; says where the cursor is.
    fn draw(&self, _: &Model, _: Theme, _: Rect, _: &mut Buffer) -> Option<Position> {
        None
    }

    /// Which of its choices, from 0, it draws on a line of its room; none where nothing is to
    /// choose.
    fn choice_at(&self, _: &Model, _: Rect, _: usize) -> Option<usize> {
        None
    }

    /// Goes to one of its choices, as the arrow keys do.
    fn choose(&mut self, _: &Model, _: usize) {}

    /// Whether it needs more than this many cells, and takes the place of the Verdict pane if that
    /// is next to it.
    fn wants_width(&self, _: usize) -> bool {
        false
    }

    /// Its rows in place of the message line, for this many cells.
    fn rows(&self, _: &Model, _: Theme, _: usize) -> Option<Rows> {
        None
    }

    /// Its keys.
    fn footer(&self, model: &Model) -> Vec<Hint>;

    /// Whether what it is about is still there after the case was changed outside.
    fn is_valid(&self, model: &Model, is_same_story: bool) -> bool;

    /// The field that typing goes to.
    fn field(&mut self) -> Option<&mut Field> {
        None
    }

    /// Follows what was typed into it, and says what that asks for.
    fn typed(&mut self, _: &mut Model) -> Option<Action> {
        None
    }

    /// Handles a key that is none of its own: the key may edit its field.
    fn type_key(&mut self, model: &mut Model, key: Key) -> Option<Action> {
        let field = self.field()?;
        let before = field.text();
        let is_typed = field.key(key) && field.text() != before;
        is_typed.then(|| self.typed(model)).flatten()
    }

    /// Takes a paste, and says what it asks for.
    fn paste(&mut self, model: &mut Model, text: &str) -> Option<Action> {
        self.field()?.insert(text);
        self.typed(model)
    }

    /// What Esc leaves undone, if that has to be said: something that waited for this one.
    fn undone(&self) -> Option<&'static str> {
        None
    }

    /// Its text, whether or not anybody typed any. None for a popup whose text nobody would miss.
    fn unsent(&self, _: &Model) -> Option<Unsent> {
        None
    }

    /// Whether it wants unsent text back when it opens.
    fn wants_unsent(&self) -> bool {
        true
    }

    /// Puts unsent text back that was typed before it was closed.
    fn restore_unsent(&mut self, _: &Model, _: &Unsent) -> Back {
        Back::Unused
    }

    /// Replaces restored text with the values of the record.
    fn clear(&mut self, _: &Model) {}

    /// The text that typing goes to, for an editor.
    fn manuscript(&self) -> Option<Manuscript> {
        None
    }

    /// The field that an editor's text came from, if it belongs to this popup.
    fn field_of(&mut self, _: &Manuscript) -> Option<&mut Field> {
        None
    }

    /// Says why what it asked for cannot be done; the field, if it is about one.
    fn refuse(&mut self, model: &mut Model, _: &'static str, why: String) {
        model.notice = why;
    }
}

/// What a popup did with unsent text.
pub enum Back {
    /// It can use none of it.
    Unused,
    /// It uses the text, and the person sees it.
    Seen,
    /// It uses the text. The record has these other values by now.
    Over(Vec<String>),
}
