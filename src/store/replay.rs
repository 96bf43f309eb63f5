//! From a case as its file has it, and the journal, to the case as it was left.
//!
//! What the file lacks are the edits after the last save whose outcome is the file. With no such save the file was
//! changed outside: the edits after the last save are then made one by one on what is there now, and those that no
//! longer fit are reported.

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
}

/// Makes of a case what the journal says it was when it was left. `hash` is that of the file.
pub(super) fn replay(case: Case, hash: Sha256, mut lines: Vec<Line>) -> Replayed {
    let saved = |line: &Line, held: &dyn Fn(Sha256, Sha256) -> bool| match line {
        Line::Saved { before, after } => held(*before, *after),
        _ => false,
    };
    let has_steps = lines.iter().any(|line| matches!(line, Line::Step(_)));
    let held = lines
        .iter()
        .rposition(|line| saved(line, &|_, after| after == hash));
    // A save that was announced and did not happen leaves the file as it was before: that one does not count.
    let happened = || {
        lines
            .iter()
            .rposition(|line| saved(line, &|before, _| before != hash))
    };
    let changed_outside = held.is_none() && has_steps;
    let until = held.or_else(happened).map_or(0, |place| place + 1);
    let lacking = lines.split_off(until.min(lines.len()));

    let mut replayed = Replayed {
        history: History::new(case),
        lacked: 0,
        refused: Vec::new(),
        changed_outside,
        missing: Vec::new(),
    };
    for line in lines {
        if let Line::Step(step) = line {
            replayed.history.remember(step);
        }
    }
    if changed_outside {
        replayed.missing = missing(&replayed.history);
    }
    for line in lacking {
        if let Line::Step(step) = line {
            match replayed.history.replay(step) {
                Ok(()) => replayed.lacked += 1,
                Err(step) => replayed.refused.push(step.edit),
            }
        }
    }
    replayed
}

/// The rulings that were recorded here and that the case no longer holds.
fn missing(history: &History) -> Vec<(ClaimId, Ruling)> {
    let made = history
        .done()
        .flat_map(|edit| &edit.changes)
        .filter_map(|change| match change {
            Change::Ruling(
                claim,
                Swap {
                    after: Some(ruling),
                    ..
                },
            ) => Some((*claim, ruling)),
            _ => None,
        });
    let is_there = |claim, ruling: &Ruling| {
        history
            .case()
            .claims
            .get(claim)
            .is_some_and(|claim| claim.rulings.contains(ruling))
    };
    made.filter(|(claim, ruling)| !is_there(*claim, ruling))
        .map(|(claim, ruling)| (claim, ruling.clone()))
        .collect()
}
