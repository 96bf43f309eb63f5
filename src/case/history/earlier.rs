//! What undoing and redoing an edit of an earlier session means: a ruling may have gone out into
//! the world, so it is answered and stays on record.

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

/// The changes that undo an edit of an earlier session.
pub(super) fn answered(case: &Case, edit: &Edit, stamp: &Stamp<'_>) -> Result<Vec<Change>, Error> {
    let mut changes = Vec::new();
    // Answers come last: a claim's own change is laid over its rulings as they are before them.
    let mut answers = Vec::new();
    for change in edit.inverse().changes {
        match change {
            Change::Ruling(
                id,
                Swap {
                    before: Some(ruled),
                    after: None,
                },
            ) if !edit.moves(&ruled) => {
                let Some(claim) = case.claims.get(id) else {
                    return Err(claim_gone());
                };
                if !person::is_one(&ruled.by, stamp.by) {
                    return Err(not_yours(&ruled.by));
                }
                answers.push(Change::Ruling(id, Swap::new(answer(claim, &ruled, stamp))));
            }
            Change::Claim(swap) => changes.push(Change::Claim(rebased(case, swap)?)),
            other => changes.push(other),
        }
    }
    changes.append(&mut answers);
    Ok(changes)
}

impl Edit {
    /// Whether a ruling that it brings to a claim was made earlier, on a claim that it takes away:
    /// joining two claims takes the rulings of both along, perhaps a millisecond later.
    fn moves(&self, ruling: &Ruling) -> bool {
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

/// Whether somebody has ruled again since, in a way that this history does not know: on another
/// machine, or by hand. An answer that says the same again is not such a ruling.
pub(super) fn is_overtaken(case: &Case, edit: &Edit) -> bool {
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
        if edit.moves(ruled) {
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

/// What the person's last ruling on the question was before `ruled`, said again now; else a
/// withdrawal.
fn answer(claim: &Claim, ruled: &Ruling, stamp: &Stamp<'_>) -> Ruling {
    let earlier = standing::in_time(claim).take_while(|other| *other != ruled);
    let before = earlier
        .filter(|other| person::is_one(&other.by, &ruled.by) && other.question == ruled.question)
        .last();
    ops::instead_of(claim, ruled, before, stamp.at)
}

/// The changes that redo what an earlier session undid.
pub(super) fn again(
    case: &Case,
    done: &Edit,
    undoing: &Edit,
    stamp: &Stamp<'_>,
) -> Result<Vec<Change>, Error> {
    let mut changes = Vec::new();
    let mut rulings = Vec::new();
    for change in undoing.inverse().changes {
        match change {
            // The answer stays on record; the ruling that it answered is appended again.
            Change::Ruling(
                id,
                Swap {
                    before: Some(answer),
                    after: None,
                },
            ) => {
                if !person::is_one(&answer.by, stamp.by) {
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
            Change::Claim(swap) => changes.push(Change::Claim(rebased(case, swap)?)),
            other => changes.push(other),
        }
    }
    changes.append(&mut rulings);
    Ok(changes)
}

/// The ruling in an edit that `answer` answered.
fn ruling_of<'a>(done: &'a Edit, id: ClaimId, answer: &Ruling) -> Option<&'a Ruling> {
    done.changes.iter().find_map(|change| match change {
        Change::Ruling(
            claim,
            Swap {
                after: Some(ruled), ..
            },
        ) if *claim == id
            && person::is_one(&ruled.by, &answer.by)
            && ruled.question == answer.question =>
        {
            Some(ruled)
        }
        _ => None,
    })
}

/// The taking away of a claim, laid over the rulings that have come to it since: answered rulings
/// stay on record and must not stand in the way of what was done before them.
fn rebased(case: &Case, swap: Swap<Arc<Claim>>) -> Result<Swap<Arc<Claim>>, Error> {
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
    let is_open = |question| standing::stands(now, question).standing == standing::Standing::Open;
    if !now.questions().all(is_open) {
        return Err(refused(
            "the claim has been ruled on since",
            "undo those rulings first",
        ));
    }
    Ok(Swap::gone(Arc::clone(now)))
}
