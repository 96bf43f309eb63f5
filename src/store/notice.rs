//! What the one who opens a case should be told of how it was found.

use std::path::PathBuf;

use super::journal::Journal;
use super::replay::Replayed;
use crate::case::{ClaimId, Ruling};

/// What the one who opens a case should be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The file lacked this many recorded edits; they are in the case.
    Recovered(usize),
    /// Something that keeps no journal here has changed the file.
    ChangedOutside,
    /// What recorded edits are called that no longer fit the changed file.
    Refused(Vec<String>),
    /// Rulings of ours that a change outside took out of the file.
    Missing(Vec<(ClaimId, Ruling)>),
    /// This many lines of the journal were damaged and left out.
    Damaged(usize),
    /// The file was not as this program writes it; its bytes are kept at this path.
    Kept(PathBuf),
}

/// What a replay gives to tell, in the order in which it is told.
pub(super) fn notices(replayed: &Replayed, journal: &Journal) -> Vec<Notice> {
    let mut notices = Vec::new();
    if journal.damaged > 0 {
        notices.push(Notice::Damaged(journal.damaged));
    }
    if replayed.changed_outside && (replayed.lacked > 0 || !replayed.refused.is_empty()) {
        notices.push(Notice::ChangedOutside);
    }
    if replayed.lacked > 0 {
        notices.push(Notice::Recovered(replayed.lacked));
    }
    if !replayed.refused.is_empty() {
        notices.push(Notice::Refused(
            replayed
                .refused
                .iter()
                .map(|step| step.edit.what.clone())
                .collect(),
        ));
    }
    if !replayed.missing.is_empty() {
        notices.push(Notice::Missing(replayed.missing.clone()));
    }
    notices
}
