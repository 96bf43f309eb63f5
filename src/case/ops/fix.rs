//! Operations on fixes: propose, change, accept, decline, drop.

use super::{
    Stamp, claim_of, refuse_if_conflicted, refused, require_in_story, require_person, require_text,
};
use crate::case::Case;
use crate::case::between::split;
use crate::case::change::{Change, Edit, Swap};
use crate::case::claim::Claim;
use crate::case::fix::{Fix, FixState};
use crate::case::id::{ClaimId, FixId, IdGen};
use crate::error::Error;
use crate::text::{clip, visible};

/// Proposes a new text for a claim in the draft.
///
/// Errors: an unknown or cut claim; an empty text; the claim's own text; a text that is already
/// proposed; no person.
pub fn propose_fix(
    case: &Case,
    id: ClaimId,
    to: &str,
    why: &str,
    stamp: &Stamp<'_>,
    mint: &mut IdGen,
) -> Result<(Edit, FixId), Error> {
    let (claim, number) = claim_of(case, id)?;
    require_person(stamp, "a fix")?;
    require_in_story(claim, number)?;
    let to = require_new_text(claim, number, to, None)?;
    let fix = Fix {
        id: mint.id(|id: FixId| case.has(id.into())),
        by: stamp.by.to_owned(),
        at: stamp.at,
        to: to.to_owned(),
        why: why.trim().to_owned(),
        state: FixState::Proposed,
        settled_by: String::new(),
        settled_at: None,
    };
    let fix_id = fix.id;
    let what = format!("{number} fix proposed: “{}”", clip(to, 40));
    let edit = stamp.edit(what, vec![Change::Fix(id, Swap::new(fix))]);
    Ok((edit, fix_id))
}

/// Changes the text and reason of an open fix. The person of `stamp` becomes its author.
///
/// Errors: an unknown fix; a settled fix; a text that [`propose_fix`] refuses; no person.
pub fn edit_fix(
    case: &Case,
    id: ClaimId,
    fix: FixId,
    (to, why): (&str, &str),
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    let (claim, number) = claim_of(case, id)?;
    let before = fix_of(claim, number, fix)?;
    require_person(stamp, "changing a fix")?;
    require_open(before, number)?;
    let to = require_new_text(claim, number, to, Some(fix))?;
    let after = Fix {
        by: stamp.by.to_owned(),
        to: to.to_owned(),
        why: why.trim().to_owned(),
        ..before.clone()
    };
    let what = format!("{number} fix changed: “{}”", clip(to, 40));
    Ok(stamp.edit(what, changes_of(id, before, after)))
}

/// Accepts or declines a fix.
///
/// Errors: an unknown fix; a settled fix; no person.
pub fn settle_fix(
    case: &Case,
    id: ClaimId,
    fix: FixId,
    is_accepted: bool,
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    let (claim, number) = claim_of(case, id)?;
    let before = fix_of(claim, number, fix)?;
    require_person(stamp, "settling a fix")?;
    require_open(before, number)?;
    let state = if is_accepted {
        FixState::Accepted
    } else {
        FixState::Declined
    };
    let after = settled(before, state, stamp);
    let what = format!("{number} fix {state}");
    Ok(stamp.edit(what, changes_of(id, before, after)))
}

/// Records what the writer did: used the proposed text, or another one. A fix that was accepted
/// before keeps the name of the person who accepted it.
///
/// Errors: an unknown fix; a fix that was declined or already noted; no person.
pub fn note_fix(
    case: &Case,
    id: ClaimId,
    fix: FixId,
    is_made: bool,
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    let (claim, number) = claim_of(case, id)?;
    let before = fix_of(claim, number, fix)?;
    require_person(stamp, "noting what became of a fix")?;
    let state = if is_made {
        FixState::Made
    } else {
        FixState::Replaced
    };
    let after = match before.state {
        FixState::Proposed => settled(before, state, stamp),
        FixState::Accepted => Fix {
            state,
            ..before.clone()
        },
        FixState::Declined | FixState::Made | FixState::Replaced => {
            return Err(settled_error(before, number));
        }
    };
    let what = format!("{number} fix {state}");
    Ok(stamp.edit(what, changes_of(id, before, after)))
}

/// Removes a fix.
pub fn drop_fix(case: &Case, id: ClaimId, fix: FixId, stamp: &Stamp<'_>) -> Result<Edit, Error> {
    let (claim, number) = claim_of(case, id)?;
    let before = fix_of(claim, number, fix)?;
    require_person(stamp, "dropping a fix")?;
    refuse_if_conflicted(case, fix, "the fix")?;
    let what = format!("{number} fix dropped");
    Ok(stamp.edit(what, vec![Change::Fix(id, Swap::gone(before.clone()))]))
}

fn settled(fix: &Fix, state: FixState, stamp: &Stamp<'_>) -> Fix {
    Fix {
        state,
        settled_by: stamp.by.to_owned(),
        settled_at: Some(stamp.at),
        ..fix.clone()
    }
}

fn changes_of(id: ClaimId, before: &Fix, after: Fix) -> Vec<Change> {
    split(&Change::Fix(id, Swap::changed(before.clone(), after)))
}

/// Checks that the text of a fix is new: neither the claim's text nor that of another open or
/// accepted fix.
fn require_new_text<'a>(
    claim: &Claim,
    number: usize,
    to: &'a str,
    own: Option<FixId>,
) -> Result<&'a str, Error> {
    let to = require_text(
        to,
        "a fix needs words",
        "give the words that the story should have",
    )?;
    if to == claim.text {
        return Err(refused(
            format!("these are the words of claim {number}"),
            "change them; rule on the claim where they may stay",
        ));
    }
    let is_same = |fix: &&Fix| {
        let may_be_made = matches!(fix.state, FixState::Proposed | FixState::Accepted);
        may_be_made && fix.to == to && Some(fix.id) != own
    };
    match claim.fixes.iter().find(is_same) {
        Some(fix) => Err(refused(
            format!(
                "{} has proposed these words for claim {number} already",
                visible(&fix.by)
            ),
            "accept or decline that fix, or propose other words",
        )),
        None => Ok(to),
    }
}

fn require_open(fix: &Fix, number: usize) -> Result<(), Error> {
    if fix.state == FixState::Proposed {
        Ok(())
    } else {
        Err(settled_error(fix, number))
    }
}

fn settled_error(fix: &Fix, number: usize) -> Error {
    let by = match fix.settled_by.trim() {
        "" => String::new(),
        by => format!(" by {}", visible(by)),
    };
    refused(
        format!("this fix of claim {number} is {}{by} already", fix.state),
        "propose another, or undo what was decided",
    )
}

fn fix_of(claim: &Claim, number: usize, id: FixId) -> Result<&Fix, Error> {
    let found = claim.fixes.iter().find(|fix| fix.id == id);
    found.ok_or_else(|| {
        refused(
            format!("claim {number} has no fix {id}"),
            "the case may have changed meanwhile; look again",
        )
    })
}
