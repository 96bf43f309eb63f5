//! What came of an action.

use crate::workbench::popup::Popup;

/// What came of an action, for the popup that asked for it.
#[derive(Debug)]
#[must_use]
pub enum Done {
    /// It is done with.
    Closes,
    /// It stays open: what it asked for was not done, or there is more to come.
    Stays,
    /// Another one comes in its place.
    Opens(Popup),
    /// Another one comes above it.
    OpensAbove(Popup),
    /// Another one comes in its place, and the text of its field goes to an editor.
    Edits(Popup),
    /// It stays open, and the text of its field goes to an editor.
    EditsHere,
    /// It stays open: this field of it is wrong, if the field has a name, for this reason.
    Refuses(&'static str, String),
}

impl From<bool> for Done {
    /// Whether it is done with.
    fn from(is_done: bool) -> Self {
        if is_done { Self::Closes } else { Self::Stays }
    }
}

impl From<Option<Popup>> for Done {
    /// Another one comes in its place, if there is one.
    fn from(next: Option<Popup>) -> Self {
        next.map_or(Self::Closes, Self::Opens)
    }
}
