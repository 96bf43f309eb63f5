//! What a claim puts at stake: whether the story depends on it, and whom it accuses.

use super::{Refusal, Stamp, changed, claim_of, known, refused, source_of};
use crate::case::Case;
use crate::case::change::Edit;
use crate::case::id::{ClaimId, SourceId};
use crate::text::visible;

/// Says that a claim is a key claim, or no longer.
///
/// Refuses an unknown claim, and what is so already.
pub fn set_key(case: &Case, id: ClaimId, is_key: bool, stamp: &Stamp<'_>) -> Result<Edit, Refusal> {
    let (claim, number) = claim_of(case, id)?;
    if claim.key == is_key {
        let what = if is_key {
            format!("claim {number} is a key claim already")
        } else {
            format!("claim {number} is no key claim")
        };
        return Err(refused(what, "there is nothing to change"));
    }
    let what = if is_key {
        format!("{number} is a key claim")
    } else {
        format!("{number} is no key claim any more")
    };
    Ok(stamp.edit(what, changed(claim, |after| after.key = is_key)))
}

/// Says that a claim accuses a source, which has a right of reply then. A suggested source becomes an accepted one.
///
/// Refuses an unknown claim or source, and one that the claim accuses already.
pub fn accuse(
    case: &Case,
    id: ClaimId,
    source: SourceId,
    stamp: &Stamp<'_>,
) -> Result<Edit, Refusal> {
    let (claim, number) = claim_of(case, id)?;
    let accused = source_of(case, source)?;
    if claim.accused.contains(&source) {
        let name = visible(&accused.name);
        return Err(refused(
            format!("claim {number} accuses {name} already"),
            "there is nothing to change",
        ));
    }
    let mut changes = known(case, &[source]);
    changes.extend(changed(claim, |after| after.accused.push(source)));
    Ok(stamp.edit(format!("{number} accuses {}", accused.name), changes))
}

/// Says that a claim does not accuse a source after all.
///
/// Refuses an unknown claim or source, and one that the claim does not accuse.
pub fn clear(
    case: &Case,
    id: ClaimId,
    source: SourceId,
    stamp: &Stamp<'_>,
) -> Result<Edit, Refusal> {
    let (claim, number) = claim_of(case, id)?;
    let accused = source_of(case, source)?;
    if !claim.accused.contains(&source) {
        let name = visible(&accused.name);
        return Err(refused(
            format!("claim {number} does not accuse {name}"),
            "there is nothing to change",
        ));
    }
    let changes = changed(claim, |after| {
        after.accused.retain(|other| *other != source);
    });
    let what = format!("{number} no longer accuses {}", accused.name);
    Ok(stamp.edit(what, changes))
}
