//! What was typed and not sent: kept when a form is left in whatever way, and offered when it is
//! next opened.
//!
//! The same data is kept on disk, so a form that was left and one that a kill took are offered in
//! the same words.

use std::collections::{BTreeMap, BTreeSet};

use crate::store::{Typed, Unsent};

/// What was typed and not sent.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// What was typed into what was left, by its key.
    pub all: BTreeMap<String, Unsent>,
    /// The same with what is open: as it was last sent to be kept on disk.
    pub sent: BTreeMap<String, Unsent>,
    /// What editors have open, by its key: they may know more than its field does.
    pub edited: BTreeMap<String, Unsent>,
    /// What of it was copied, since its record is gone.
    pub copied: BTreeSet<String>,
    /// Whether what the topmost field holds came back just now, so that one key takes it away
    /// again.
    pub is_back: bool,
}

impl Kept {
    /// Keeps it until its form is opened again. What is kept of that form already, since something
    /// was pasted into a new one meanwhile, stays beside it.
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

/// A field as it is kept.
pub fn typed(name: &str, opened: impl Into<String>, text: impl Into<String>) -> Typed {
    Typed {
        name: name.to_owned(),
        opened: opened.into(),
        text: text.into(),
    }
}
