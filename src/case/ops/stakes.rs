//! Operations on what is at stake in a claim: the key mark, and the accused.

use super::{Stamp, accept_sources, changed, claim_of, refused, require_person, source_of};
use crate::case::Case;
use crate::case::change::Edit;
use crate::case::id::{ClaimId, SourceId};
use crate::error::Error;
use crate::text::visible;

/// Marks a claim as a key claim, or removes the mark.
///
/// Errors: an unknown claim; the claim has the mark already, or does not have it; no person.
pub fn mark_key_claim(
    case: &Case,
    id: ClaimId,
    is_key: bool,
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    let (claim, number) = claim_of(case, id)?;
    require_person(stamp, "naming a key claim")?;
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

/// Marks a source as accused by a claim. The source then has a right of reply. A suggested source
/// becomes accepted.
///
/// Errors: an unknown claim or source; the source is accused already; no person.
pub fn accuse(
    case: &Case,
    id: ClaimId,
    source: SourceId,
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    set_accused(case, id, source, true, stamp)
}

/// Removes a source from the accused of a claim.
///
/// Errors: an unknown claim or source; the source is not accused; no person.
pub fn unaccuse(
    case: &Case,
    id: ClaimId,
    source: SourceId,
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    set_accused(case, id, source, false, stamp)
}

fn set_accused(
    case: &Case,
    id: ClaimId,
    source: SourceId,
    accuses: bool,
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    let (claim, number) = claim_of(case, id)?;
    let name = &source_of(case, source)?.name;
    require_person(stamp, "saying whom a claim accuses")?;
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
        (
            accept_sources(case, &[source]),
            format!("{number} accuses {name}"),
        )
    } else {
        (Vec::new(), format!("{number} no longer accuses {name}"))
    };
    changes.extend(changed(claim, |after| {
        after.accused.retain(|other| *other != source);
        after.accused.extend(accuses.then_some(source));
    }));
    Ok(stamp.edit(what, changes))
}
