//! Whom a claim credits: chosen where the reader would not, accepted, corrected, taken away.

use std::sync::Arc;

use super::rule::{accepted, unsure};
use super::{
    Stamp, changed, claim_of, in_conflict, known, needs_person, refused, source_of, without_doubles,
};
use crate::case::Case;
use crate::case::change::{Change, Edit, Swap};
use crate::case::claim::Attribution;
use crate::case::id::{ClaimId, SourceId};
use crate::case::source::Source;
use crate::error::Error;
use crate::text::visible;

/// Whom a person credits for a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Credit {
    /// The words that credit.
    pub cue: String,
    /// The words that hedge.
    pub hedge: String,
    /// The sources, nearest first; at least one.
    pub chain: Vec<SourceId>,
}

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
            (names, "credit another source, if that is wrong")
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

/// Credits another source for a claim than the one that was read, alone, or nobody. The words that
/// credit and hedge stay. Crediting the one who is suggested accepts that.
///
/// Refuses an unknown claim or source, a claim that is credited so already, and crediting by nobody.
pub fn correct_credit(
    case: &Case,
    id: ClaimId,
    who: Option<SourceId>,
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    let (claim, number) = claim_of(case, id)?;
    needs_person(stamp, "saying who said it")?;
    let credit = claim.attribution.as_ref();
    let is_same = claim.chain() == who.as_slice() && !claim.is_unsure();
    if is_same && credit.is_some_and(|credit| credit.suggested) {
        return accept(case, id, stamp);
    }
    if is_same {
        let is = match who {
            Some(who) => visible(&source_of(case, who)?.name).into_owned(),
            None => "nobody".to_owned(),
        };
        return Err(refused(
            format!("claim {number} is credited to {is} already"),
            "name another source, if the story credits another",
        ));
    }
    let Some(who) = who else {
        return unattribute(case, id, stamp);
    };
    let (cue, hedge) = credit
        .map(|credit| (credit.cue.clone(), credit.hedge.clone()))
        .unwrap_or_default();
    let chain = vec![who];
    attribute(case, id, Credit { cue, hedge, chain }, stamp)
}

/// Credits a chain of sources for a claim, or changes whom it credits. Suggested sources in it
/// become accepted ones; candidates that nothing names any more go.
pub fn attribute(
    case: &Case,
    id: ClaimId,
    mut credit: Credit,
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    without_doubles(&mut credit.chain);
    let (claim, number) = claim_of(case, id)?;
    let mut changes = known(case, &credit.chain);
    let attribution = credited(case, credit)?;
    let unused = unused(case, id, claim.candidates(), &attribution.chain);
    changes.extend(changed(claim, |after| {
        after.attribution = Some(attribution);
    }));
    changes.extend(unused);
    Ok(stamp.edit(format!("{number} credited"), changes))
}

/// Accepts a suggested attribution as it is.
pub fn accept(case: &Case, id: ClaimId, stamp: &Stamp<'_>) -> Result<Edit, Error> {
    let (claim, number) = claim_of(case, id)?;
    if claim.is_unsure() {
        return Err(unsure(case, claim, number));
    }
    let changes = accepted(case, claim);
    if changes.is_empty() {
        return Err(refused(
            format!("claim {number} has no suggested attribution"),
            "there is nothing to accept",
        ));
    }
    Ok(stamp.edit(format!("{number} credit accepted"), changes))
}

/// Credits nobody for a claim any more.
pub fn unattribute(case: &Case, id: ClaimId, stamp: &Stamp<'_>) -> Result<Edit, Error> {
    let (claim, number) = claim_of(case, id)?;
    if claim.attribution.is_none() {
        return Err(refused(
            format!("claim {number} is credited to nobody"),
            "there is nothing to drop",
        ));
    }
    let mut changes = changed(claim, |after| after.attribution = None);
    changes.extend(unused(case, id, claim.candidates(), &[]));
    Ok(stamp.edit(format!("{number} credited to nobody"), changes))
}

/// An attribution as a person gives it, which is not a suggested one.
pub(super) fn credited(case: &Case, credit: Credit) -> Result<Attribution, Error> {
    if credit.chain.is_empty() {
        return Err(refused(
            "credit needs a source",
            "name the source that is credited",
        ));
    }
    for id in &credit.chain {
        source_of(case, *id)?;
    }
    Ok(Attribution {
        cue: credit.cue,
        hedge: credit.hedge,
        chain: credit.chain,
        candidates: Vec::new(),
        suggested: false,
    })
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
