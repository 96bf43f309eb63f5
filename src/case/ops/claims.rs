//! Claims: new ones, how they are worded, split and joined, how they bear on one another.

use std::sync::Arc;

use super::credit::{Credit, credited, unused};
use super::{Stamp, changed, claim_of, in_story, keeps_versions, known, refused, without_doubles};
use crate::case::Case;
use crate::case::change::{Change, Edit, Swap};
use crate::case::claim::{Claim, Link, LinkKind, Waiver};
use crate::case::draft::Span;
use crate::case::id::{ClaimId, Mint};
use crate::case::ruling::Ruling;
use crate::case::time::Timestamp;
use crate::error::Error;

const ANCHOR_FIRST: &str = "anchor it where its words are, then try again";

/// A claim as a person gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewClaim {
    /// Its words.
    pub text: String,
    /// Where they stand in the draft, if the person chose a place.
    pub span: Option<Span>,
    /// Where a free-standing claim was made.
    pub place: String,
    /// Whom it credits.
    pub credit: Option<Credit>,
}

/// Adds a claim. Without a span or a place of its own it is anchored where its words stand in the
/// draft exactly once, and is free-standing where they do not.
///
/// Refuses a claim without words, words that do not stand at the span, a span and words that are a
/// claim already, and credit to nobody or to an unknown source.
pub fn add_claim(
    case: &Case,
    new: NewClaim,
    stamp: &Stamp<'_>,
    mint: &mut Mint,
) -> Result<(Edit, ClaimId), Error> {
    let text = new.text.trim();
    if text.is_empty() {
        return Err(refused(
            "a claim needs words",
            "give the assertion as a sentence",
        ));
    }
    let found = || {
        case.draft
            .as_ref()
            .filter(|_| new.place.is_empty())
            .and_then(|draft| draft.only_place_of(text))
    };
    let span = new.span.or_else(found);
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
        without_doubles(&mut credit.chain);
        changes = known(case, &credit.chain);
        claim.attribution = Some(credited(case, credit)?);
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

/// When a free-standing claim is added: now, or a millisecond after the last one if clocks
/// disagree.
fn next_added(case: &Case, now: Timestamp) -> Timestamp {
    let last = case
        .claims
        .iter()
        .rev()
        .find_map(|claim| claim.added.filter(|_| claim.span.is_none()));
    last.map_or(now, |last| now.max(last.later(1)))
}

/// Restates a claim so that it stands alone; an empty wording goes back to its text.
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

/// Anchors an unanchored or free-standing claim where its words stand exactly once. One that was
/// cut is in the story again then.
///
/// Refuses an unknown claim, words that do not stand in the draft exactly once, and words that are
/// another claim already.
pub fn anchor(case: &Case, id: ClaimId, stamp: &Stamp<'_>) -> Result<Edit, Error> {
    let (claim, number) = claim_of(case, id)?;
    let Some(span) = case
        .draft
        .as_ref()
        .and_then(|draft| draft.only_place_of(&claim.text))
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

/// Cuts a claim in two at a byte of its text. The first part keeps id, evidence and rulings; the
/// second gets a new id, the attribution and what is at stake.
///
/// Refuses a cut that leaves a part without words or falls inside a character, and a claim that is
/// no longer in the story.
pub fn split(
    case: &Case,
    id: ClaimId,
    at: usize,
    stamp: &Stamp<'_>,
    mint: &mut Mint,
) -> Result<(Edit, ClaimId), Error> {
    let (claim, number) = claim_of(case, id)?;
    in_story(claim, number)?;
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
        // A millisecond later, so that the second part follows the first.
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

/// Joins a claim with a later one, which credit whom the first does, or the second where the first
/// credits nobody.
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

/// Joins a claim with a later one. The first one's id stays, with what people have put on both;
/// links to the second move to the first. `as_in` is the one of the two whose credit stays.
///
/// Refuses a second claim that something else than a link names, and one that is no longer in the
/// story.
///
/// Anchored claims join only within a paragraph, and take what stands between them along;
/// free-standing ones join their texts with a space.
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
    in_story(a, number)?;
    in_story(b, other)?;
    if case.is_unanchored(a) || case.is_unanchored(b) {
        return Err(Error {
            hint: ANCHOR_FIRST.to_owned(),
            ..cannot("one is unanchored")
        });
    }
    if let Some(what) = held(case, second) {
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
    let (kept, lost) = if as_in == second { (b, a) } else { (a, b) };
    let mut changes = changed(a, |after| {
        if !a.wording.is_empty() || !b.wording.is_empty() {
            after.wording = format!("{} {}", a.shown(), b.shown());
        }
        (after.span, after.text) = (span, text);
        after.attribution.clone_from(&kept.attribution);
        after.evidence.extend(b.evidence.iter().cloned());
        take_rulings(&mut after.rulings, &b.rulings);
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
    for claim in linking(case, second).filter(|claim| claim.id != first && claim.id != second) {
        changes.extend(changed(claim, |after| {
            redirect(&mut after.links, first, second);
        }));
    }
    changes.push(Change::Claim(Swap::gone(Arc::clone(b))));
    changes.extend(unused(case, lost.id, lost.candidates(), &[]));
    keeps_versions(case, &changes)?;
    Ok(stamp.edit(format!("{number} and {other} joined"), changes))
}

/// Takes rulings along. One that a bulk ruling made in the same millisecond comes a millisecond
/// later, so that each keeps a time of its own.
fn take_rulings(rulings: &mut Vec<Ruling>, more: &[Ruling]) {
    for ruling in more {
        let mut ruling = ruling.clone();
        while rulings.iter().any(|other| other.has_key_of(&ruling)) {
            ruling.at = ruling.at.later(1);
        }
        rulings.push(ruling);
    }
}

/// Moves links from one claim to another, and drops those that would then stand twice.
fn redirect(links: &mut Vec<Link>, to: ClaimId, from: ClaimId) {
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

/// Why a claim cannot be dropped: the record that refers to it. A version in an open conflict
/// counts, too.
fn held(case: &Case, id: ClaimId) -> Option<&'static str> {
    let is_named = || case.is_named_in_conflict(id.into());
    case.holds_claim(id)
        .or_else(|| is_named().then_some("a conflict"))
}

/// What to do about it.
fn hint_for(what: &str) -> &'static str {
    match what {
        "a query" => "drop that query, or take the claim out of it; or set the claim aside",
        "a conflict" => "choose between the two versions first",
        _ => "set the claim aside: the log of corrections needs it",
    }
}

fn linking(case: &Case, to: ClaimId) -> impl Iterator<Item = &Arc<Claim>> {
    case.claims
        .iter()
        .filter(move |claim| claim.links.iter().any(|link| link.to == to))
}

/// Takes a claim away, and the links to it.
///
/// Refuses an unknown claim, and one that a correction, a query or a conflict names.
pub fn drop_claim(case: &Case, id: ClaimId, stamp: &Stamp<'_>) -> Result<Edit, Error> {
    let (claim, number) = claim_of(case, id)?;
    if let Some(what) = held(case, id) {
        return Err(refused(
            format!("claim {number} cannot be dropped: {what} names it"),
            hint_for(what),
        ));
    }
    let unlinked = linking(case, id).filter(|other| other.id != id);
    let mut changes: Vec<_> = unlinked
        .flat_map(|other| changed(other, |after| after.links.retain(|link| link.to != id)))
        .collect();
    changes.push(Change::Claim(Swap::gone(Arc::clone(claim))));
    changes.extend(unused(case, id, claim.candidates(), &[]));
    keeps_versions(case, &changes)?;
    Ok(stamp.edit(format!("{number} dropped"), changes))
}

/// Says how a claim bears on another; saying it again takes it back.
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
    let there = claim
        .links
        .iter()
        .any(|link| link.to == to && link.kind == kind);
    let link = changed(claim, |after| {
        if there {
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
    keeps_versions(case, &link)?;
    let no_longer = if there { "no longer " } else { "" };
    Ok(stamp.edit(format!("{number} {no_longer}{kind} {other}"), link))
}

/// Says that a claim need not meet a house standard, and why. What was said of it before gives way.
///
/// Refuses an unknown claim, and a waiver by nobody or without a reason.
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
    keeps_versions(case, &waived)?;
    Ok(stamp.edit(format!("{number} need not meet {standard}"), waived))
}

/// Says that a claim has to meet a house standard after all.
///
/// Refuses an unknown claim, and a standard that was not waived on it.
pub fn unwaive(case: &Case, id: ClaimId, standard: &str, stamp: &Stamp<'_>) -> Result<Edit, Error> {
    let (claim, number) = claim_of(case, id)?;
    let is_of = |waiver: &Waiver| waiver.standard == standard;
    if !claim.waivers.iter().any(is_of) {
        return Err(refused(
            format!("{standard} is not waived on claim {number}"),
            "`factdesk check` says what is",
        ));
    }
    let asked = changed(claim, |after| after.waivers.retain(|waiver| !is_of(waiver)));
    keeps_versions(case, &asked)?;
    Ok(stamp.edit(format!("{number} has to meet {standard}"), asked))
}
