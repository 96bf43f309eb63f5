//! The outcome of an action, for the popup that requested it.

use crate::workbench::popup::Popup;

/// The outcome of an action, for the popup that requested it.
#[derive(Debug)]
#[must_use]
pub enum ActionResult {
    /// The popup closes.
    Closes,
    /// The popup stays open: the action was not done, or there is more to do.
    Stays,
    /// Another popup replaces this one.
    Opens(Popup),
    /// Another popup opens above this one.
    OpensAbove(Popup),
    /// Another popup replaces this one, and the text of its field goes to an editor.
    Edits(Popup),
    /// The popup stays open, and the text of its field goes to an editor.
    OpensEditor,
    /// The popup stays open because the named field is wrong, for this reason. The name is empty if
    /// no single field is wrong.
    Refuses(&'static str, String),
}

impl From<bool> for ActionResult {
    /// Closes the popup if the action was done.
    fn from(is_done: bool) -> Self {
        if is_done { Self::Closes } else { Self::Stays }
    }
}

impl From<Option<Popup>> for ActionResult {
    /// Opens the next popup, if there is one.
    fn from(next: Option<Popup>) -> Self {
        next.map_or(Self::Closes, Self::Opens)
    }
}
