//! From a case as its file has it, and the journal, to the case as it was left.
//!
//! What the file lacks are the edits after the last save whose outcome is the file. With no such save the file was
//! changed outside: the edits after the last save are then made one by one on what is there now, and those that no
//! longer fit are reported.

use std::collections::HashSet;

use super::journal::Line;
use crate::case::{Case, Change, ClaimId, Edit, History, Ruling, Sha256, Swap};

/// A case as it was left, and how it came to be so.
#[derive(Debug)]
pub(super) struct Replayed {
    /// The case with everything that was recorded, and the history.
    pub history: History,
    /// How many edits the file lacked.
    pub lacked: usize,
    /// Edits that no longer fit.
    pub refused: Vec<Edit>,
    /// Whether the file was changed by something that keeps no journal here.
    pub changed_outside: bool,
    /// Rulings that were saved from here and that a change outside took out.
    pub missing: Vec<(ClaimId, Ruling)>,
    /// The serials of the steps that are no longer in the case for either reason, and not yet noted as lost.
    pub lost: Vec<u64>,
}

/// Makes of a case what the journal says it was when it was left. `hash` is that of the file.
pub(super) fn replay(case: Case, hash: Sha256, mut lines: Vec<Line>) -> Replayed {
    let has_steps = lines.iter().any(|line| matches!(line, Line::Step(_)));
    let is_held = |line: &Line| matches!(line, Line::Saved { after, .. } if *after == hash);
    // A save that was announced and did not happen leaves the file as it was before: that one does not count.
    let has_happened = |line: &Line| matches!(line, Line::Saved { before, .. } if *before != hash);
    let held = lines.iter().rposition(is_held);
    let changed_outside = held.is_none() && has_steps;
    let last_save = held.or_else(|| lines.iter().rposition(has_happened));
    let lacking = lines.split_off(last_save.map_or(0, |place| place + 1));
    let noted_as_lost: HashSet<u64> = lines
        .iter()
        .chain(&lacking)
        .flat_map(Line::lost)
        .copied()
        .collect();

    let mut history = History::new(case);
    let (mut lacked, mut refused, mut lost) = (0, Vec::new(), Vec::new());
    for step in lines.into_iter().filter_map(Line::step) {
        history.remember(step);
    }
    for serial in &noted_as_lost {
        history.forget(*serial);
    }
    let missing = if changed_outside {
        take_missing(&mut history, &mut lost)
    } else {
        Vec::new()
    };
    for step in lacking.into_iter().filter_map(Line::step) {
        if noted_as_lost.contains(&step.serial) {
            history.pass(&step);
        } else if let Err(step) = history.replay(step) {
            history.pass(&step);
            lost.push(step.serial);
            refused.push(step.edit);
        } else {
            lacked += 1;
        }
    }
    Replayed {
        history,
        lacked,
        refused,
        changed_outside,
        missing,
        lost,
    }
}

/// The rulings that were recorded here and that the case no longer holds. Their steps can no longer be undone.
fn take_missing(history: &mut History, lost: &mut Vec<u64>) -> Vec<(ClaimId, Ruling)> {
    let mut missing = Vec::new();
    for step in history.steps() {
        for change in &step.edit.changes {
            if let Change::Ruling(
                id,
                Swap {
                    after: Some(ruling),
                    ..
                },
            ) = change
                && let Some(claim) = history.case().claims.get(*id)
                && !claim.rulings.iter().any(|other| other.has_key_of(ruling))
            {
                missing.push((*id, ruling.clone()));
                lost.push(step.serial);
            }
        }
    }
    for serial in lost.iter() {
        history.forget(*serial);
    }
    missing
}
