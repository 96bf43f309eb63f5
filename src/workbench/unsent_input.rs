//! Unsent form input: kept when a form is closed, and offered when it is next opened.
//!
//! The same data is on disk. So a form is restored in the same words whether it was closed or open
//! when the program was killed.

use std::collections::{BTreeMap, BTreeSet};

use crate::store::{Typed, Unsent};

/// Unsent form input.
#[derive(Clone, Debug, Default)]
pub struct UnsentInput {
    /// The input of closed forms, by the form's key.
    pub all: BTreeMap<String, Unsent>,
    /// The input of closed and open forms, as last written to disk.
    pub stored: BTreeMap<String, Unsent>,
    /// The texts that are open in an editor, by the form's key: newer than the field's own text.
    pub in_editor: BTreeMap<String, Unsent>,
    /// The keys of input that was copied because its record is gone.
    pub copied: BTreeSet<String>,
    /// Whether input was put back into the topmost form just now, so that Ctrl-U clears it.
    pub is_restored: bool,
}

impl UnsentInput {
    /// Keeps unsent input until its form is opened again. If there is other input of this form
    /// already (something was pasted into a new one meanwhile), both are kept.
    pub fn keep(&mut self, unsent: Unsent) {
        let all = &mut self.all;
        let of = unsent.of.clone();
        if let Some(before) = all.insert(of.clone(), unsent)
            && Some(&before.fields) != all.get(&of).map(|now| &now.fields)
        {
            let before = Unsent { of, ..before }.beside(|of| all.contains_key(of));
            all.insert(before.of.clone(), before);
        }
    }
}

/// A field of unsent input.
pub fn typed(name: &str, opened: impl Into<String>, text: impl Into<String>) -> Typed {
    Typed {
        name: name.to_owned(),
        opened: opened.into(),
        text: text.into(),
    }
}
