//! What the files of items were found to hold: the only thing that a case's checks know of a disk.

use std::collections::HashMap;

use super::EvidenceId;
use super::quote::Match;

/// What was found in the file that an item names; of its quote, if it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OnFile {
    /// It is not there.
    Missing,
    /// It is there with other bytes.
    Changed(Option<Match>),
    /// It cannot be read, and why.
    Unreadable(String),
    /// It is there as it was noted.
    AsNoted(Option<Match>),
}

/// What was found, by item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OnFiles(HashMap<EvidenceId, OnFile>);

impl OnFiles {
    /// Of an item; none where nobody looked.
    pub fn get(&self, id: EvidenceId) -> Option<&OnFile> {
        self.0.get(&id)
    }

    /// Notes what was found.
    pub fn insert(&mut self, id: EvidenceId, on_file: OnFile) {
        self.0.insert(id, on_file);
    }
}
