//! The results of the checks of files beside a case: the evidence files, and the story's own file.
//! The case does not store them, since the files can change at any time.

use std::collections::BTreeMap;

use super::quote::Match;
use super::story_change::StoryChange;
use crate::case::EvidenceId;

/// The result of checking the file of one item of evidence. The `Match` says how well the file
/// contains the item's quote. It is none if the item has no quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileCheck {
    /// The file does not exist.
    Missing,
    /// The file does not have the recorded hash. The match is also none if its words cannot be
    /// read.
    Changed(Option<Match>),
    /// The file, or its words, cannot be read. The text gives the cause, and often what to do; it
    /// is safe to be shown.
    Unreadable(String),
    /// The file has the recorded hash.
    AsNoted(Option<Match>),
}

/// The results for all files of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileChecks {
    /// The result for each item that names a file.
    items: BTreeMap<EvidenceId, FileCheck>,
    /// How the text of the story's file differs from the draft. None if they are the same.
    pub story_change: Option<StoryChange>,
}

impl FileChecks {
    /// The result for an item. None if it names no file, or its file has not been checked.
    pub fn get(&self, id: EvidenceId) -> Option<&FileCheck> {
        self.items.get(&id)
    }

    /// Stores the result for an item.
    pub fn insert(&mut self, id: EvidenceId, check: FileCheck) {
        self.items.insert(id, check);
    }

    /// All results, in the order of the items' ids.
    pub fn iter(&self) -> impl Iterator<Item = (EvidenceId, &FileCheck)> {
        self.items.iter().map(|(id, check)| (*id, check))
    }
}
