//! What the one who opens a case should be told of how it was found.

use std::path::PathBuf;

use super::journal::Journal;
use super::replay::Replayed;
use crate::case::{Case, ClaimId, Ruling};
use crate::text::{counted, visible};

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

impl Notice {
    /// As a sentence without a capital and a full stop. Claims are named by their number in this case.
    pub fn told(&self, case: &Case) -> String {
        match self {
            Self::Recovered(edits) => {
                format!(
                    "recovered {} that the file did not hold yet",
                    counted(*edits, "recorded edit")
                )
            }
            Self::ChangedOutside => {
                "the file was changed outside; what was recorded here is put on top of it"
                    .to_owned()
            }
            Self::Refused(names) => {
                let named: Vec<_> = names
                    .iter()
                    .map(|name| format!("“{}”", visible(name)))
                    .collect();
                let fit = if names.len() == 1 { "fits" } else { "fit" };
                format!(
                    "{} no longer {fit} the file: {}",
                    counted(names.len(), "recorded edit"),
                    named.join(", ")
                )
            }
            Self::Missing(rulings) => {
                let name = |(claim, ruling): &(ClaimId, Ruling)| {
                    let number = case
                        .number(*claim)
                        .map_or_else(|| claim.to_string(), |number| number.to_string());
                    format!(
                        "{number} {} {} ({})",
                        ruling.question.capitals(),
                        ruling.word(),
                        visible(&ruling.by)
                    )
                };
                let names: Vec<_> = rulings.iter().map(name).collect();
                let rulings = counted(rulings.len(), "ruling");
                format!(
                    "the file was changed outside and lacks {rulings} recorded here: {}",
                    names.join(", ")
                )
            }
            Self::Damaged(lines) => {
                let was = if *lines == 1 { "was" } else { "were" };
                format!(
                    "{} of the journal {was} damaged and left out",
                    counted(*lines, "line")
                )
            }
            Self::Kept(path) => {
                let path = path.to_string_lossy();
                format!(
                    "the file was not in canonical form; its bytes are kept in {}",
                    visible(&path)
                )
            }
        }
    }
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
