//! What a claim puts at stake: whether the story depends on it, and whom it accuses.

use super::{Stamp, changed, claim_of, known, needs_person, refused, source_of};
use crate::case::Case;
use crate::case::change::Edit;
use crate::case::id::{ClaimId, SourceId};
use crate::error::Error;
use crate::text::visible;

/// Marks a claim as a key claim, or removes the mark.
///
/// Refuses an unknown claim, a value that the claim already has, and a change without a person.
pub fn set_key(case: &Case, id: ClaimId, is_key: bool, stamp: &Stamp<'_>) -> Result<Edit, Error> {
    let (claim, number) = claim_of(case, id)?;
    needs_person(stamp, "naming a key claim")?;
    if claim.key == is_key {
        let what = if is_key {
            format!("claim {number} is a key claim already")
        } else {
            format!("claim {number} is not a key claim")
        };
        return Err(refused(what, "there is nothing to change"));
    }
    let what = if is_key {
        format!("{number} is a key claim")
    } else {
        format!("{number} is no longer a key claim")
    };
    Ok(stamp.edit(what, changed(claim, |after| after.key = is_key)))
}

/// Says that a claim accuses a source, which has a right of reply then. A suggested source becomes
/// an accepted one.
///
/// Refuses an unknown claim or source, one that the claim accuses already, and a change by nobody.
pub fn accuse(
    case: &Case,
    id: ClaimId,
    source: SourceId,
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    accusing(case, id, source, true, stamp)
}

/// Says that a claim does not accuse a source after all.
///
/// Refuses an unknown claim or source, one that the claim does not accuse, and a change by nobody.
pub fn clear(case: &Case, id: ClaimId, source: SourceId, stamp: &Stamp<'_>) -> Result<Edit, Error> {
    accusing(case, id, source, false, stamp)
}

fn accusing(
    case: &Case,
    id: ClaimId,
    source: SourceId,
    accuses: bool,
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    let (claim, number) = claim_of(case, id)?;
    let name = &source_of(case, source)?.name;
    needs_person(stamp, "saying whom a claim accuses")?;
    if claim.accused.contains(&source) == accuses {
        let name = visible(name);
        let why = if accuses {
            format!("claim {number} accuses {name} already")
        } else {
            format!("claim {number} does not accuse {name}")
        };
        return Err(refused(why, "there is nothing to change"));
    }
    let (mut changes, what) = if accuses {
        (known(case, &[source]), format!("{number} accuses {name}"))
    } else {
        (Vec::new(), format!("{number} no longer accuses {name}"))
    };
    changes.extend(changed(claim, |after| {
        after.accused.retain(|other| *other != source);
        after.accused.extend(accuses.then_some(source));
    }));
    Ok(stamp.edit(what, changes))
}
