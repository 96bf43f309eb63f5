//! Ignores keys that were pressed by accident. A key that is held down must not rule on claims that
//! nobody has read. Neither must a key that was meant for the previous screen.
//!
//! Where the terminal reports key repeats, those of ruling keys, and of digits that answer the
//! message line, are ignored. Elsewhere such a key is ignored soon after the same key. Before a held
//! key starts to repeat quickly, at most one more press gets through.

use crate::workbench::commands::{Command, Place};
use crate::workbench::key::{Held, Key, Press};
use crate::workbench::model::Model;
use crate::workbench::popup::Popup;

/// In milliseconds. Nobody presses the same key twice on purpose within this time.
const SAME_KEY_MS: u64 = 150;

/// In milliseconds. After a reported repeat, the same key within this time still belongs to it,
/// since a slow connection delivers keys in bursts.
const REPEAT_MS: u64 = 500;

/// In milliseconds. Keys within this time after a popup appeared by itself, or after another
/// ignored key, are ignored: the person cannot have seen it yet.
const UNSEEN_MS: i64 = 800;

/// Whether this is a held key that would rule or answer a popup. The footer then says so, and the
/// message line keeps its question.
pub fn is_ignored(model: &mut Model, open: Option<&Popup>, press: Press) -> bool {
    let key = press.key;
    let is_same = |before: Press| {
        let quiet = if before.held == Held::Yes {
            REPEAT_MS
        } else {
            SAME_KEY_MS
        };
        before.key == key && press.at.saturating_sub(before.at) < quiet
    };
    let is_held = match press.held {
        Held::Yes => true,
        Held::No => false,
        Held::Unknown => model.pressed.is_some_and(is_same),
    };
    let held = if is_held { Held::Yes } else { press.held };
    model.pressed = Some(Press { held, ..press });
    let decides =
        open.is_some_and(|popup| popup.decides(key)) || would_rule(model, open.is_some(), key);
    let is_ignored = is_held && decides;
    if is_ignored {
        model.notice = format!("{key} is held down, or came twice at once: it counts once");
    }
    is_ignored
}

/// Whether a key came before the person can have seen the popup that it would go to. The footer
/// then says so. Each such key starts the wait again.
pub fn is_too_soon(model: &mut Model) -> bool {
    let now = model.now;
    let is_too_soon = model
        .unseen
        .is_some_and(|since| now < since.later(UNSEEN_MS));
    model.unseen = is_too_soon.then_some(now);
    if is_too_soon {
        "This appeared by itself: read it, then press a key".clone_into(&mut model.notice);
    }
    is_too_soon
}

/// Whether this key would make a ruling or answer the message after one, given whether a popup is
/// open.
pub fn would_rule(model: &Model, is_open: bool, key: Key) -> bool {
    // Esc and a character that arrive together: Esc closes what is open, then the character acts.
    let key = match key.char_after_esc() {
        Some(c) => c.into(),
        None if !is_open => key,
        None => return false,
    };
    let is_answer =
        key.char().is_some_and(|c| c.is_ascii_digit()) && model.message.asks_for_digit();
    let is_ruling = |command: &Command| command.action.is_ruling();
    is_answer
        || model
            .keys
            .find(&Place::of(model.focus.pane), key)
            .is_some_and(is_ruling)
}
