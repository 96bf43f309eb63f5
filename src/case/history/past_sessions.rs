//! Undoes and redoes edits of earlier sessions. A ruling of an earlier session may have been
//! published. So undo keeps it and adds an answering ruling.

use crate::error::Error;
use std::sync::Arc;

use super::super::change::{Change, Edit, Swap};
use super::super::claim::Claim;
use super::super::id::ClaimId;
use super::super::ops::{self, Stamp, refused};
use super::super::ruling::Ruling;
use super::super::{Case, person, standing};

fn not_yours(by: &str) -> Error {
    refused(
        format!("that is {}'s ruling", crate::text::visible(by)),
        "rule yourself, or decide",
    )
}

fn claim_gone() -> Error {
    refused(
        "the claim that it ruled on is gone",
        "rule again where its words are now",
    )
}

/// The changes that undo an edit of an earlier session. Its rulings get answering rulings.
pub(super) fn undo_changes(
    case: &Case,
    edit: &Edit,
    stamp: &Stamp<'_>,
) -> Result<Vec<Change>, Error> {
    let mut changes = Vec::new();
    // The answering rulings come last: the removal of a claim must not treat them as new rulings.
    let mut answers = Vec::new();
    for change in edit.inverse().changes {
        match change {
            Change::Ruling(
                id,
                Swap {
                    before: Some(ruled),
                    after: None,
                },
            ) if !edit.is_moved_ruling(&ruled) => {
                let Some(claim) = case.claims.get(id) else {
                    return Err(claim_gone());
                };
                if !person::is_same(&ruled.by, stamp.by) {
                    return Err(not_yours(&ruled.by));
                }
                answers.push(Change::Ruling(
                    id,
                    Swap::new(answering_ruling(claim, &ruled, stamp)),
                ));
            }
            Change::Claim(swap) => changes.push(Change::Claim(removal_with_answered(case, swap)?)),
            other => changes.push(other),
        }
    }
    changes.append(&mut answers);
    Ok(changes)
}

impl Edit {
    /// Whether a ruling that the edit adds comes from a claim that the edit removes. Joining two
    /// claims moves the rulings of the second to the first, and may move a ruling's time by a
    /// millisecond.
    fn is_moved_ruling(&self, ruling: &Ruling) -> bool {
        let is_it = |other: &Ruling| {
            *ruling
                == Ruling {
                    at: ruling.at,
                    ..other.clone()
                }
        };
        self.changes.iter().any(|change| match change {
            Change::Claim(Swap {
                before: Some(gone),
                after: None,
            }) => gone.rulings.iter().any(is_it),
            _ => false,
        })
    }
}

/// Whether the person has ruled again since. This history does not have a ruling that was made on
/// another machine or by hand. A repetition of the same ruling does not count.
pub(super) fn has_later_ruling(case: &Case, edit: &Edit) -> bool {
    edit.changes.iter().any(|change| {
        let Change::Ruling(
            id,
            Swap {
                before: None,
                after: Some(ruled),
            },
        ) = change
        else {
            return false;
        };
        if edit.is_moved_ruling(ruled) {
            return false;
        }
        let last = case
            .claims
            .get(*id)
            .and_then(|claim| standing::last_by(claim, &ruled.by, ruled.question));
        last.is_some_and(|last| {
            Ruling {
                at: ruled.at,
                decides: ruled.decides,
                ..last.clone()
            } != *ruled
        })
    })
}

/// The ruling that answers `ruled`: a repetition of the person's previous ruling on the question,
/// or a withdrawal.
fn answering_ruling(claim: &Claim, ruled: &Ruling, stamp: &Stamp<'_>) -> Ruling {
    let earlier = standing::by_time(claim).take_while(|other| *other != ruled);
    let before = earlier
        .filter(|other| person::is_same(&other.by, &ruled.by) && other.question == ruled.question)
        .last();
    ops::replacement_ruling(claim, ruled, before, stamp.at)
}

/// The changes that redo an edit that was undone in an earlier session.
pub(super) fn redo_changes(
    case: &Case,
    done: &Edit,
    undoing: &Edit,
    stamp: &Stamp<'_>,
) -> Result<Vec<Change>, Error> {
    let mut changes = Vec::new();
    let mut rulings = Vec::new();
    for change in undoing.inverse().changes {
        match change {
            // The answering ruling stays on record. The ruling that it answered is added again.
            Change::Ruling(
                id,
                Swap {
                    before: Some(answer),
                    after: None,
                },
            ) => {
                if !person::is_same(&answer.by, stamp.by) {
                    return Err(not_yours(&answer.by));
                }
                let (Some(claim), Some(ruled)) =
                    (case.claims.get(id), ruling_of(done, id, &answer))
                else {
                    return Err(claim_gone());
                };
                let at = ops::next_time(claim, &ruled.by, ruled.question, stamp.at);
                rulings.push(Change::Ruling(
                    id,
                    Swap::new(Ruling {
                        at,
                        ..ruled.clone()
                    }),
                ));
            }
            Change::Claim(swap) => changes.push(Change::Claim(removal_with_answered(case, swap)?)),
            other => changes.push(other),
        }
    }
    changes.append(&mut rulings);
    Ok(changes)
}

/// The ruling that an answering ruling answered.
fn ruling_of<'a>(done: &'a Edit, id: ClaimId, answer: &Ruling) -> Option<&'a Ruling> {
    done.changes.iter().find_map(|change| match change {
        Change::Ruling(
            claim,
            Swap {
                after: Some(ruled), ..
            },
        ) if *claim == id
            && person::is_same(&ruled.by, &answer.by)
            && ruled.question == answer.question =>
        {
            Some(ruled)
        }
        _ => None,
    })
}

/// Adapts the removal of a claim to rulings that were added since. Undone rulings and their
/// answering rulings stay on the claim, and must not prevent the undo of earlier edits.
fn removal_with_answered(case: &Case, swap: Swap<Arc<Claim>>) -> Result<Swap<Arc<Claim>>, Error> {
    let (Some(before), None) = (&swap.before, &swap.after) else {
        return Ok(swap);
    };
    let Some(now) = case.claims.get(before.id) else {
        return Ok(swap);
    };
    let is_new = |ruling: &&Ruling| !before.rulings.contains(ruling);
    let without_new = Claim {
        rulings: before.rulings.clone(),
        ..Claim::clone(now)
    };
    if without_new != **before || !now.rulings.iter().any(|ruling| is_new(&ruling)) {
        return Ok(swap);
    }
    let is_open =
        |question| standing::standing_of(now, question).standing == standing::Standing::Open;
    if !now.questions().all(is_open) {
        return Err(refused(
            "the claim has been ruled on since",
            "undo those rulings first",
        ));
    }
    Ok(Swap::gone(Arc::clone(now)))
}
