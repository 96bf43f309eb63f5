//! What the files next to a case hold: those that evidence names, and the story's own. The case
//! does not record this: such files can change at any time.

use std::collections::BTreeMap;

use super::quote::Match;
use crate::case::EvidenceId;

/// What was found in the file that an item of evidence names. How its quote stands there; none
/// where it has no quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OnFile {
    /// There is no such file.
    Missing,
    /// It is there and holds other bytes than were noted. No match, too, where these cannot be read
    /// as a text.
    Changed(Option<Match>),
    /// It is there, and cannot be looked into: why, and the way out, fit to be shown.
    Unreadable(String),
    /// It holds the bytes that were noted.
    AsNoted(Option<Match>),
}

/// What was found in the files of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OnFiles {
    /// By the item that names the file.
    items: BTreeMap<EvidenceId, OnFile>,
    /// Whether the story's file holds another text than the draft.
    pub is_story_changed: bool,
}

impl OnFiles {
    /// What was found for an item; none if it names no file, or nobody has looked.
    pub fn get(&self, id: EvidenceId) -> Option<&OnFile> {
        self.items.get(&id)
    }

    /// Notes what was found for an item.
    pub fn insert(&mut self, id: EvidenceId, found: OnFile) {
        self.items.insert(id, found);
    }

    /// All that was found for items, by their ids.
    pub fn iter(&self) -> impl Iterator<Item = (EvidenceId, &OnFile)> {
        self.items.iter().map(|(id, found)| (*id, found))
    }
}
