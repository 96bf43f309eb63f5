//! From a case as its file has it, and the journal, to the case as it was left.
//!
//! What the file lacks are the edits after the last note whose hash is the file's. With no such note the file was changed
//! outside: the edits after the last file that is known to have been there are then made one by one on what is there now,
//! and those that no longer fit are reported.

use std::collections::HashSet;

use super::journal::{Line, Note};
use crate::case::{Case, Change, ClaimId, Difference, History, Ruling, Sha256, Step, Swap};

/// A case as it was left, and how it came to be so.
#[derive(Debug)]
pub(super) struct Replayed {
    /// The case with everything that was recorded, and the history.
    pub history: History,
    /// What is recorded and the file lacks.
    pub unsaved: Vec<Step>,
    /// What came of that: what differs between the case as the file has it and the case as it was left. In a history that is
    /// running, what differs between the case as that had it and now.
    pub difference: Difference,
    /// Steps that no longer fit.
    pub refused: Vec<Step>,
    /// Whether the file was changed by something that keeps no journal here.
    pub changed_outside: bool,
    /// Rulings that were saved from here and that a change outside took out.
    pub missing: Vec<(ClaimId, Ruling)>,
    /// What the file holds, and what of it can no longer be had.
    pub holds: Note,
    /// Whether the journal's last word is that the file holds just that.
    pub is_noted: bool,
}

/// Makes of a case what the journal says it was when it was left. `hash` is that of the file. A history that is `running`
/// goes on in its session.
pub(super) fn replay(
    case: Case,
    hash: Sha256,
    lines: Vec<Line>,
    running: Option<&History>,
) -> Replayed {
    let notes = || lines.iter().filter_map(Line::note);
    let held = notes().rfind(|note| note.hash == hash);
    // A save that was announced may not have happened: only a file that was found there counts.
    let found = || {
        lines.iter().rev().find_map(|line| {
            if let Line::Holds(note) = line {
                Some(note)
            } else {
                None
            }
        })
    };
    let nothing = Note {
        hash,
        until: 0,
        lost: Vec::new(),
    };
    let mut holds = held.or_else(found).unwrap_or(&nothing).clone();
    holds.hash = hash;
    let changed_outside = held.is_none() && notes().next().is_some();
    let last = lines.iter().rfind(|line| line.note().is_some());
    let is_noted = last == Some(&Line::Holds(holds.clone()));

    let lost: HashSet<u64> = holds.lost.iter().copied().collect();
    let (known, lacking): (Vec<Step>, Vec<Step>) = lines
        .into_iter()
        .filter_map(Line::into_step)
        .partition(|step| step.serial <= holds.until);
    let before = running.map_or_else(|| case.clone(), |running| running.case().clone());
    let mut replayed = Replayed {
        history: History::new(case),
        unsaved: Vec::new(),
        difference: Difference::default(),
        refused: Vec::new(),
        changed_outside,
        missing: Vec::new(),
        holds,
        is_noted,
    };
    let history = &mut replayed.history;
    history.count_from(replayed.holds.until);
    let expected = if changed_outside {
        expected(&known, &lost)
    } else {
        Vec::new()
    };
    for step in known {
        if lost.contains(&step.serial) {
            history.pass(&step);
        } else {
            history.remember(step);
        }
    }
    if changed_outside {
        replayed.missing = take_missing(history, expected, &mut replayed.holds.lost);
    }
    for step in lacking {
        if lost.contains(&step.serial) {
            history.pass(&step);
            continue;
        }
        match history.replay(step) {
            Ok(step) => replayed.unsaved.push(step),
            // An announced save did happen, and then the file was changed outside.
            Err(step) if step.edit.is_in(history.case()) => history.remember(*step),
            Err(step) => {
                history.pass(&step);
                replayed.holds.lost.push(step.serial);
                replayed.refused.push(*step);
            }
        }
    }
    if let Some(running) = running {
        history.resume(running);
    }
    if running.is_some() || !replayed.unsaved.is_empty() {
        replayed.difference = Difference::between(&before, replayed.history.case());
    }
    replayed
}

/// The rulings that the case would hold by what was done here alone, each with the serial of its step.
fn expected(known: &[Step], lost: &HashSet<u64>) -> Vec<(u64, ClaimId, Ruling)> {
    let mut expected: Vec<(u64, ClaimId, Ruling)> = Vec::new();
    let done = known.iter().filter(|step| !lost.contains(&step.serial));
    let changes = done.flat_map(|step| {
        let changes = step.edit.changes.iter();
        changes.map(|change| (step.serial, change))
    });
    for (serial, change) in changes {
        match change {
            Change::Ruling(id, swap) => {
                let went = |of: ClaimId, ruling: &Ruling| {
                    of == *id && swap.before.as_ref() == Some(ruling)
                };
                expected.retain(|(_, of, ruling)| !went(*of, ruling));
                expected.extend(
                    swap.after
                        .iter()
                        .map(|ruling| (serial, *id, ruling.clone())),
                );
            }
            // Put back, joined or dropped whole: what it has no more went with it.
            Change::Claim(Swap {
                before: Some(before),
                after,
            }) => {
                let stays = |ruling: &Ruling| {
                    after.as_ref().is_some_and(|after| {
                        after.rulings.contains(ruling) || !before.rulings.contains(ruling)
                    })
                };
                expected.retain(|(_, of, ruling)| *of != before.id || stays(ruling));
            }
            _ => {}
        }
    }
    expected
}

/// The rulings that were recorded here and that the case no longer holds. Their steps can no longer be undone.
fn take_missing(
    history: &mut History,
    expected: Vec<(u64, ClaimId, Ruling)>,
    lost: &mut Vec<u64>,
) -> Vec<(ClaimId, Ruling)> {
    let is_there = |id: ClaimId, ruling: &Ruling| {
        let claim = history.case().claims.get(id);
        claim.is_some_and(|claim| claim.rulings.iter().any(|other| other.has_key_of(ruling)))
    };
    let missing: Vec<(u64, ClaimId, Ruling)> = expected
        .into_iter()
        .filter(|(_, id, ruling)| !is_there(*id, ruling))
        .collect();
    for (serial, ..) in &missing {
        history.forget(*serial);
        if !lost.contains(serial) {
            lost.push(*serial);
        }
    }
    missing
        .into_iter()
        .map(|(_, id, ruling)| (id, ruling))
        .collect()
}
