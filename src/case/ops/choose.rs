//! Choosing who said it, where the reader would not.

use std::sync::Arc;

use super::{Stamp, changed, claim_of, in_conflict, known, needs_person, refused, source_of};
use crate::case::Case;
use crate::case::change::{Change, Edit, Swap};
use crate::case::claim::Attribution;
use crate::case::id::{ClaimId, SourceId};
use crate::case::source::Source;
use crate::error::Error;
use crate::text::visible;

/// Says who said a claim of which the story leaves it open, or that nobody did: the story says it
/// itself. The words that credit and hedge stay; candidates that nothing names any more go.
///
/// Refuses an unknown claim or source, a claim without candidates, and choosing by nobody.
pub fn choose(
    case: &Case,
    id: ClaimId,
    who: Option<SourceId>,
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    let (claim, number) = claim_of(case, id)?;
    if !claim.is_unsure() {
        let names = case.said_by(claim).join(", ");
        let (is, hint) = if names.is_empty() {
            ("nobody".to_owned(), "credit a source, if the story does")
        } else {
            let names = visible(&names).into_owned();
            (
                names,
                "in the workbench `s` credits another, where that is wrong",
            )
        };
        return Err(refused(
            format!("there is nothing to choose: claim {number} is credited to {is}"),
            hint,
        ));
    }
    needs_person(stamp, "choosing who said it")?;
    let name = match who {
        Some(who) => source_of(case, who)?.name.as_str(),
        None => "nobody",
    };
    let mut changes = known(case, who.as_slice());
    changes.extend(changed(claim, |after| {
        after.attribution = after
            .attribution
            .take()
            .zip(who)
            .map(|(credit, who)| Attribution {
                chain: vec![who],
                candidates: Vec::new(),
                suggested: false,
                ..credit
            });
    }));
    changes.extend(unused(case, id, claim.candidates(), who.as_slice()));
    Ok(stamp.edit(format!("{number} said by {name}"), changes))
}

/// The changes that take away what were candidates of a claim and are no longer: suggested sources
/// that nothing else names.
pub(super) fn unused(
    case: &Case,
    id: ClaimId,
    candidates: &[SourceId],
    credited: &[SourceId],
) -> Vec<Change> {
    if candidates.is_empty() {
        return Vec::new();
    }
    let mut without = case.clone();
    without.claims.change(id, |claim| claim.attribution = None);
    let mut left: Vec<&Arc<Source>> = candidates
        .iter()
        .filter(|id| !credited.contains(id))
        .filter_map(|id| case.sources.get(*id))
        .filter(|source| source.suggested)
        .filter(|source| !case.redactions.iter().any(|one| one.source == source.id))
        .filter(|source| in_conflict(case, source.id, "the source").is_ok())
        .collect();
    let mut changes = Vec::new();
    // One that goes may have been all that named another.
    while let Some(at) = left
        .iter()
        .position(|source| !without.names_source(source.id))
    {
        let source = left.swap_remove(at);
        without.sources.remove(source.id);
        changes.push(Change::Source(Swap::gone(Arc::clone(source))));
    }
    changes
}
