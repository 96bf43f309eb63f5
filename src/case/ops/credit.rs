//! Operations on attributions: choose, accept, correct, remove.

use std::sync::Arc;

use super::rule::{accept_changes, candidates_error};
use super::{
    Stamp, accept_sources, changed, claim_of, refuse_if_conflicted, refused, remove_duplicates,
    require_person, source_of,
};
use crate::case::Case;
use crate::case::change::{Change, Edit, Swap};
use crate::case::claim::{Attribution, Claim};
use crate::case::id::{ClaimId, SourceId};
use crate::case::ruling::{Question, Ruling};
use crate::case::source::Source;
use crate::error::Error;
use crate::text::visible;

/// The input for an attribution.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Credit {
    /// The words that name the speaker.
    pub cue: String,
    /// The words that hedge.
    pub hedge: String,
    /// The sources, nearest first; at least one.
    pub chain: Vec<SourceId>,
}

/// Chooses who said a claim that has candidates. Without `who`, nobody is credited: the story
/// itself says it. Cue and hedge stay. Candidates are removed if nothing else refers to them.
///
/// Errors: an unknown claim or source; a claim without candidates; no person.
pub fn choose_credit(
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
    require_person(stamp, "choosing who said it")?;
    let name = match who {
        Some(who) => source_of(case, who)?.name.as_str(),
        None => "nobody",
    };
    let mut changes = accept_sources(case, who.as_slice());
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
    changes.extend(remove_unused_candidates(
        case,
        id,
        claim.candidates(),
        who.as_slice(),
    ));
    Ok(stamp.edit(format!("{number} said by {name}"), changes))
}

/// Attributes a claim to another source, alone, or to nobody. Cue and hedge stay. If the claim is
/// credited to `who` already as a suggestion, the suggestion is accepted.
///
/// Errors: an unknown claim or source; the claim has this attribution already; no person.
pub fn correct_credit(
    case: &Case,
    id: ClaimId,
    who: Option<SourceId>,
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    let (claim, number) = claim_of(case, id)?;
    require_person(stamp, "saying who said it")?;
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

/// The claims that continue the quotation of a claim. They follow it directly, have the same chain
/// and no cue of their own, and nobody has accepted or judged their attribution.
pub fn rest_of_quotation<'a>(
    case: &'a Case,
    claim: &'a Claim,
) -> impl Iterator<Item = &'a Arc<Claim>> {
    let index = case.claims.place(claim.id);
    let later = index.into_iter().flat_map(|index| index + 1..);
    let is_continuation = |next: &&Arc<Claim>| {
        let credit = next.attribution.as_ref().filter(|credit| credit.suggested);
        let is_same = |credit: &Attribution| {
            credit.cue.is_empty() && !credit.chain.is_empty() && credit.chain == claim.chain()
        };
        let is_judged = |ruling: &Ruling| ruling.question == Question::Said;
        next.cut.is_none() && credit.is_some_and(is_same) && !next.rulings.iter().any(is_judged)
    };
    later
        .map_while(|index| case.claims.get_at(index))
        .take_while(is_continuation)
}

/// Sets the attribution of a claim. Suggested sources in it become accepted. Candidates are removed
/// if nothing else refers to them. The claims that continue the quotation get the same chain, still
/// as a suggestion.
pub fn attribute(
    case: &Case,
    id: ClaimId,
    mut credit: Credit,
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    remove_duplicates(&mut credit.chain);
    let (claim, number) = claim_of(case, id)?;
    let mut changes = accept_sources(case, &credit.chain);
    let attribution = new_attribution(case, credit)?;
    let chain = attribution.chain.clone();
    let removed = remove_unused_candidates(case, id, claim.candidates(), &attribution.chain);
    changes.extend(changed(claim, |after| {
        after.attribution = Some(attribution);
    }));
    changes.extend(removed);
    for next in rest_of_quotation(case, claim) {
        changes.extend(changed(next, |after| {
            if let Some(credit) = &mut after.attribution {
                credit.chain.clone_from(&chain);
            }
        }));
    }
    Ok(stamp.edit(format!("{number} credited"), changes))
}

/// Accepts a suggested attribution.
pub fn accept(case: &Case, id: ClaimId, stamp: &Stamp<'_>) -> Result<Edit, Error> {
    let (claim, number) = claim_of(case, id)?;
    if claim.is_unsure() {
        return Err(candidates_error(case, claim, number));
    }
    let changes = accept_changes(case, claim);
    if changes.is_empty() {
        return Err(refused(
            format!("claim {number} has no suggested attribution"),
            "there is nothing to accept",
        ));
    }
    Ok(stamp.edit(format!("{number} credit accepted"), changes))
}

/// Removes the attribution of a claim.
pub fn unattribute(case: &Case, id: ClaimId, stamp: &Stamp<'_>) -> Result<Edit, Error> {
    let (claim, number) = claim_of(case, id)?;
    if claim.attribution.is_none() {
        return Err(refused(
            format!("claim {number} is credited to nobody"),
            "there is nothing to drop",
        ));
    }
    let mut changes = changed(claim, |after| after.attribution = None);
    changes.extend(remove_unused_candidates(case, id, claim.candidates(), &[]));
    Ok(stamp.edit(format!("{number} credited to nobody"), changes))
}

/// The attribution from a person's input. It counts as accepted.
pub(super) fn new_attribution(case: &Case, credit: Credit) -> Result<Attribution, Error> {
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

/// The changes that remove former candidates of a claim: suggested sources that nothing else refers
/// to.
pub(super) fn remove_unused_candidates(
    case: &Case,
    id: ClaimId,
    candidates: &[SourceId],
    new_chain: &[SourceId],
) -> Vec<Change> {
    if candidates.is_empty() {
        return Vec::new();
    }
    let mut without = case.clone();
    without.claims.change(id, |claim| claim.attribution = None);
    let mut left: Vec<&Arc<Source>> = candidates
        .iter()
        .filter(|id| !new_chain.contains(id))
        .filter_map(|id| case.sources.get(*id))
        .filter(|source| source.suggested)
        .filter(|source| !case.redactions.iter().any(|one| one.source == source.id))
        .filter(|source| refuse_if_conflicted(case, source.id, "the source").is_ok())
        .collect();
    let mut changes = Vec::new();
    // Removing a source can leave another source without references.
    while let Some(at) = left
        .iter()
        .position(|source| !without.is_source_referenced(source.id))
    {
        let source = left.swap_remove(at);
        without.sources.remove(source.id);
        changes.push(Change::Source(Swap::gone(Arc::clone(source))));
    }
    changes
}
