//! Ignores keys that were pressed by accident. A key that is held down must not rule on claims that
//! nobody has read. Neither must a key that was meant for the previous screen.
//!
//! These rules concern the keys that rule and the digits that answer the message line. If the
//! terminal reports key repeats, repeats are ignored. If not, a key is ignored soon after the same
//! key. A held key then gets at most one more press through before it repeats quickly.

use crate::workbench::commands::{Command, Place};
use crate::workbench::key::{Held, Key, Press};
use crate::workbench::model::Model;
use crate::workbench::popup::Popup;

/// Nobody presses the same key twice on purpose within this time, in milliseconds.
const SAME_KEY_MS: u64 = 150;

/// How long after a reported repeat the same key is still a repeat, in milliseconds. A slow
/// connection delivers keys in bursts.
const REPEAT_MS: u64 = 500;

/// How long keys are ignored after a popup appeared by itself or after another ignored key, in
/// milliseconds. The person cannot have seen the popup yet.
const UNSEEN_MS: i64 = 800;

/// Whether this key is held down and would rule or answer a popup. If so, the footer says that, and
/// the message line keeps its question.
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

/// Whether a key came before the person can have seen the popup that would get it. If so, the
/// footer says that, and the wait starts again.
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

/// Whether this key would make a ruling or answer a question on the message line. `is_open`: a
/// popup is open.
pub fn would_rule(model: &Model, is_open: bool, key: Key) -> bool {
    // Esc and a character that arrive together: Esc closes the popup, then the character acts.
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
