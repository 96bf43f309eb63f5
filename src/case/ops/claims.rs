//! Operations on claims: add, reword, anchor, split, join, drop, link, waive.

use std::sync::Arc;

use super::credit::{Credit, new_attribution, remove_unused_candidates};
use super::{
    Stamp, accept_sources, changed, claim_of, refuse_conflicted_items, refused, remove_duplicates,
    require_in_story,
};
use crate::case::Case;
use crate::case::change::{Change, Edit, Swap};
use crate::case::claim::{Claim, Link, LinkKind, Waiver};
use crate::case::draft::Span;
use crate::case::id::{ClaimId, IdGen};
use crate::case::ruling::Ruling;
use crate::case::time::Timestamp;
use crate::error::Error;

const ANCHOR_FIRST: &str = "anchor it where its words are, then try again";

/// The input for a new claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewClaim {
    /// The text of the claim.
    pub text: String,
    /// The place in the draft, if the person chose one.
    pub span: Option<Span>,
    /// Where a free-standing claim was made.
    pub place: String,
    /// The attribution of the claim.
    pub credit: Option<Credit>,
}

/// Adds a claim. Without a span or a place it is anchored if its text occurs exactly once in the
/// draft; else it is free-standing.
///
/// Errors: an empty text; a text that is not at the span; a span that another claim has; an
/// attribution without a source or to an unknown one.
pub fn add_claim(
    case: &Case,
    new: NewClaim,
    stamp: &Stamp<'_>,
    mint: &mut IdGen,
) -> Result<(Edit, ClaimId), Error> {
    let text = new.text.trim();
    if text.is_empty() {
        return Err(refused(
            "a claim needs words",
            "give the assertion as a sentence",
        ));
    }
    let find_in_draft = || {
        case.draft
            .as_ref()
            .filter(|_| new.place.is_empty())
            .and_then(|draft| draft.find_unique(text))
    };
    let span = new.span.or_else(find_in_draft);
    let mut claim = Claim::new(mint.id(|id| case.claims.has(id)), span, text);
    if case.is_unanchored(&claim) {
        return Err(refused(
            "these words are not at that place of the draft",
            "select them again",
        ));
    }
    if let Some(other) = case
        .claims
        .iter()
        .find(|other| span.is_some() && other.span == span)
    {
        let number = case.number(other.id).unwrap_or_default();
        return Err(refused(
            format!("these words are claim {number} already"),
            "rule on that one, or choose other words",
        ));
    }
    claim.added = span.is_none().then(|| next_added(case, stamp.at));
    claim.place = new.place;
    let mut changes = Vec::new();
    if let Some(mut credit) = new.credit {
        remove_duplicates(&mut credit.chain);
        changes = accept_sources(case, &credit.chain);
        claim.attribution = Some(new_attribution(case, credit)?);
    }
    let id = claim.id;
    changes.push(Change::Claim(Swap::new(Arc::new(claim))));
    Ok((
        stamp.edit(
            format!("new claim “{}”", crate::text::clip(text, 40)),
            changes,
        ),
        id,
    ))
}

/// The `added` time of a free-standing claim: now, or a millisecond after the last one if clocks
/// disagree.
fn next_added(case: &Case, now: Timestamp) -> Timestamp {
    let last = case
        .claims
        .iter()
        .rev()
        .find_map(|claim| claim.added.filter(|_| claim.span.is_none()));
    last.map_or(now, |last| now.max(last.later(1)))
}

/// Sets the wording of a claim. An empty wording shows its text again.
pub fn reword(case: &Case, id: ClaimId, wording: &str, stamp: &Stamp<'_>) -> Result<Edit, Error> {
    let (claim, number) = claim_of(case, id)?;
    let wording = if wording.trim() == claim.text {
        ""
    } else {
        wording.trim()
    };
    Ok(stamp.edit(
        format!("{number} reworded"),
        changed(claim, |after| {
            wording.clone_into(&mut after.wording);
        }),
    ))
}

/// Anchors an unanchored or free-standing claim whose text occurs exactly once in the draft. A cut
/// claim stops being cut.
///
/// Errors: an unknown claim; a text that does not occur exactly once; a span that another claim
/// has.
pub fn anchor(case: &Case, id: ClaimId, stamp: &Stamp<'_>) -> Result<Edit, Error> {
    let (claim, number) = claim_of(case, id)?;
    let Some(span) = case
        .draft
        .as_ref()
        .and_then(|draft| draft.find_unique(&claim.text))
    else {
        return Err(refused(
            format!("the words of claim {number} are not in the draft exactly once"),
            "select the words and make a claim of them",
        ));
    };
    if let Some(other) = case
        .claims
        .iter()
        .find(|other| other.span == Some(span) && other.id != id)
    {
        let other = case.number(other.id).unwrap_or_default();
        return Err(refused(
            format!("these words are claim {other} already"),
            "rule on that one; this one keeps what it has",
        ));
    }
    let anchored = changed(claim, |after| {
        (after.span, after.added, after.cut) = (Some(span), None, None);
    });
    Ok(stamp.edit(format!("{number} anchored"), anchored))
}

/// Splits a claim at a byte of its text. The first part keeps id, evidence and rulings. The second
/// gets a new id, and copies of the attribution, the key mark and the accused.
///
/// Errors: an empty part; a split inside of a character; a cut or unanchored claim.
pub fn split(
    case: &Case,
    id: ClaimId,
    at: usize,
    stamp: &Stamp<'_>,
    mint: &mut IdGen,
) -> Result<(Edit, ClaimId), Error> {
    let (claim, number) = claim_of(case, id)?;
    require_in_story(claim, number)?;
    let parts = claim
        .text
        .split_at_checked(at)
        .map(|(first, second)| (first.trim_end(), second.trim_start()));
    let Some((first, second)) =
        parts.filter(|(first, second)| !first.is_empty() && !second.is_empty())
    else {
        return Err(refused(
            format!("claim {number} cannot be split there"),
            "split between two words",
        ));
    };
    let mut other = Claim::new(mint.id(|id| case.claims.has(id)), None, second);
    if case.is_unanchored(claim) {
        return Err(refused(
            format!("claim {number} is unanchored"),
            ANCHOR_FIRST,
        ));
    }
    if let Some(span) = claim.span {
        other.span = Some(Span {
            start: span.end - second.len(),
            ..span
        });
    } else {
        // A millisecond later, so that the second part sorts after the first.
        other.added = claim.added.map(|added| added.later(1));
        other.place.clone_from(&claim.place);
    }
    other.attribution.clone_from(&claim.attribution);
    other.key = claim.key;
    other.accused.clone_from(&claim.accused);
    let other_id = other.id;
    let mut changes = changed(claim, |after| {
        first.clone_into(&mut after.text);
        after.wording.clear();
        if let Some(span) = &mut after.span {
            span.end = span.start + first.len();
        }
    });
    changes.push(Change::Claim(Swap::new(Arc::new(other))));
    let edit = stamp.edit(format!("{number} split"), changes);
    Ok((edit, other_id))
}

/// Joins a claim with a later one. The result has the attribution of the first, or of the second if
/// the first has none.
pub fn join(
    case: &Case,
    first: ClaimId,
    second: ClaimId,
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    let credits = |id: ClaimId| {
        let claim = case.claims.get(id);
        claim.is_some_and(|claim| claim.attribution.is_some())
    };
    let as_in = if credits(first) || !credits(second) {
        first
    } else {
        second
    };
    join_as(case, (first, second), as_in, stamp)
}

/// Joins a claim with a later one. The result has the first one's id and the evidence, rulings and
/// so on of both. Links to the second move to the first. `as_in` names the claim whose attribution
/// stays.
///
/// Anchored claims must be in the same paragraph. The joined text includes the words between them.
/// The texts of free-standing claims are joined with a space.
///
/// Errors: a cut or unanchored claim; a query, correction or conflict refers to the second.
pub fn join_as(
    case: &Case,
    (first, second): (ClaimId, ClaimId),
    as_in: ClaimId,
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    let ((a, number), (b, other)) = (claim_of(case, first)?, claim_of(case, second)?);
    let cannot = |why: &str| {
        refused(
            format!("claims {number} and {other} cannot be joined: {why}"),
            "join two neighbours",
        )
    };
    if first == second {
        return Err(cannot("they are one"));
    }
    require_in_story(a, number)?;
    require_in_story(b, other)?;
    if case.is_unanchored(a) || case.is_unanchored(b) {
        return Err(Error {
            hint: ANCHOR_FIRST.to_owned(),
            ..cannot("one is unanchored")
        });
    }
    if let Some(what) = drop_blocker(case, second) {
        return Err(Error {
            hint: hint_for(what).to_owned(),
            ..cannot(&format!("{what} names claim {other}"))
        });
    }
    let (span, text) = match (a.span, b.span) {
        (Some(from), Some(to)) if from.paragraph == to.paragraph => {
            let span = Span {
                paragraph: from.paragraph,
                start: from.start.min(to.start),
                end: from.end.max(to.end),
            };
            let words = case.draft.as_ref().and_then(|draft| draft.at(span));
            (
                Some(span),
                words
                    .ok_or_else(|| cannot("the draft has changed"))?
                    .to_owned(),
            )
        }
        (None, None) => (None, format!("{} {}", a.text, b.text)),
        _ => return Err(cannot("they are not in the same paragraph")),
    };
    let (credited, other_claim) = if as_in == second { (b, a) } else { (a, b) };
    let mut changes = changed(a, |after| {
        if !a.wording.is_empty() || !b.wording.is_empty() {
            after.wording = format!("{} {}", a.shown(), b.shown());
        }
        (after.span, after.text) = (span, text);
        after.attribution.clone_from(&credited.attribution);
        after.evidence.extend(b.evidence.iter().cloned());
        append_rulings(&mut after.rulings, &b.rulings);
        after.waivers.extend(b.waivers.iter().cloned());
        after.fixes.extend(b.fixes.iter().cloned());
        after.searches.extend(b.searches.iter().cloned());
        after.earlier.extend(b.earlier.iter().cloned());
        after.accused.extend(&b.accused);
        after.key |= b.key;
        for link in &b.links {
            if !after
                .links
                .iter()
                .any(|own| own.to == link.to && own.kind == link.kind)
            {
                after.links.push(link.clone());
            }
        }
        after
            .links
            .retain(|link| link.to != first && link.to != second);
    });
    for claim in
        claims_linking_to(case, second).filter(|claim| claim.id != first && claim.id != second)
    {
        changes.extend(changed(claim, |after| {
            redirect_links(&mut after.links, first, second);
        }));
    }
    changes.push(Change::Claim(Swap::gone(Arc::clone(b))));
    changes.extend(remove_unused_candidates(
        case,
        other_claim.id,
        other_claim.candidates(),
        &[],
    ));
    refuse_conflicted_items(case, &changes)?;
    Ok(stamp.edit(format!("{number} and {other} joined"), changes))
}

/// Adds the rulings of another claim. A bulk ruling may have given rulings of both claims the same
/// time. Then the added ruling is moved by milliseconds until its key is unique.
fn append_rulings(rulings: &mut Vec<Ruling>, more: &[Ruling]) {
    for ruling in more {
        let mut ruling = ruling.clone();
        while rulings.iter().any(|other| other.has_key_of(&ruling)) {
            ruling.at = ruling.at.later(1);
        }
        rulings.push(ruling);
    }
}

/// Moves links from one claim to another, without making duplicates.
fn redirect_links(links: &mut Vec<Link>, to: ClaimId, from: ClaimId) {
    let own = |link: &Link| link.to == to;
    let had: Vec<LinkKind> = links
        .iter()
        .filter(|link| own(link))
        .map(|link| link.kind)
        .collect();
    links.retain(|link| link.to != from || !had.contains(&link.kind));
    links
        .iter_mut()
        .filter(|link| link.to == from)
        .for_each(|link| link.to = to);
}

/// Why a claim cannot be dropped: the kind of record that refers to it. A version in an open
/// conflict counts too.
fn drop_blocker(case: &Case, id: ClaimId) -> Option<&'static str> {
    let is_named = || case.is_named_in_conflict(id.into());
    case.claim_blocker(id)
        .or_else(|| is_named().then_some("a conflict"))
}

/// The hint for a claim that cannot be dropped. `what` is the result of [`drop_blocker`].
fn hint_for(what: &str) -> &'static str {
    match what {
        "a query" => "drop that query, or take the claim out of it; or set the claim aside",
        "a conflict" => "choose between the two versions first",
        _ => "set the claim aside: the log of corrections needs it",
    }
}

fn claims_linking_to(case: &Case, to: ClaimId) -> impl Iterator<Item = &Arc<Claim>> {
    case.claims
        .iter()
        .filter(move |claim| claim.links.iter().any(|link| link.to == to))
}

/// Removes a claim and the links to it.
///
/// Errors: an unknown claim; a correction, query or conflict refers to it.
pub fn drop_claim(case: &Case, id: ClaimId, stamp: &Stamp<'_>) -> Result<Edit, Error> {
    let (claim, number) = claim_of(case, id)?;
    if let Some(what) = drop_blocker(case, id) {
        return Err(refused(
            format!("claim {number} cannot be dropped: {what} names it"),
            hint_for(what),
        ));
    }
    let unlinked = claims_linking_to(case, id).filter(|other| other.id != id);
    let mut changes: Vec<_> = unlinked
        .flat_map(|other| changed(other, |after| after.links.retain(|link| link.to != id)))
        .collect();
    changes.push(Change::Claim(Swap::gone(Arc::clone(claim))));
    changes.extend(remove_unused_candidates(case, id, claim.candidates(), &[]));
    refuse_conflicted_items(case, &changes)?;
    Ok(stamp.edit(format!("{number} dropped"), changes))
}

/// Adds a link between claims, or removes it if it exists.
pub fn link(
    case: &Case,
    id: ClaimId,
    to: ClaimId,
    kind: LinkKind,
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    let ((claim, number), (_, other)) = (claim_of(case, id)?, claim_of(case, to)?);
    if id == to {
        return Err(refused(
            "a claim cannot be linked to itself",
            "choose another claim",
        ));
    }
    let is_linked = claim
        .links
        .iter()
        .any(|link| link.to == to && link.kind == kind);
    let link = changed(claim, |after| {
        if is_linked {
            after
                .links
                .retain(|link| link.to != to || link.kind != kind);
        } else {
            after.links.push(Link {
                to,
                kind,
                by: stamp.by.to_owned(),
                at: stamp.at,
            });
        }
    });
    refuse_conflicted_items(case, &link)?;
    let no_longer = if is_linked { "no longer " } else { "" };
    Ok(stamp.edit(format!("{number} {no_longer}{kind} {other}"), link))
}

/// Waives a house standard for a claim. Replaces an earlier waiver of the same standard.
///
/// Errors: an unknown claim; no person; no reason.
pub fn waive(
    case: &Case,
    id: ClaimId,
    standard: &str,
    reason: &str,
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    let (claim, number) = claim_of(case, id)?;
    if stamp.by.trim().is_empty() || reason.trim().is_empty() {
        return Err(refused(
            "a waiver needs a person and a reason",
            "say who waives it and why",
        ));
    }
    let waiver = Waiver {
        standard: standard.to_owned(),
        by: stamp.by.to_owned(),
        at: stamp.at,
        reason: reason.trim().to_owned(),
    };
    let waived = changed(claim, |after| {
        after
            .waivers
            .retain(|other| other.standard != waiver.standard);
        after.waivers.push(waiver);
    });
    refuse_conflicted_items(case, &waived)?;
    Ok(stamp.edit(format!("{number} need not meet {standard}"), waived))
}

/// Removes a waiver.
///
/// Errors: an unknown claim; the standard is not waived.
pub fn unwaive(case: &Case, id: ClaimId, standard: &str, stamp: &Stamp<'_>) -> Result<Edit, Error> {
    let (claim, number) = claim_of(case, id)?;
    let is_of = |waiver: &Waiver| waiver.standard == standard;
    if !claim.waivers.iter().any(is_of) {
        return Err(refused(
            format!("{standard} is not waived on claim {number}"),
            "`factdesk check` lists the waivers",
        ));
    }
    let unwaived = changed(claim, |after| after.waivers.retain(|waiver| !is_of(waiver)));
    refuse_conflicted_items(case, &unwaived)?;
    Ok(stamp.edit(format!("{number} has to meet {standard}"), unwaived))
}
