//! Operations on rulings: rule, set aside, withdraw.

use std::sync::Arc;

use super::{Stamp, accept_sources, changed, claim_of, refused};
use crate::case::Case;
use crate::case::change::{Change, Edit, Item, Swap};
use crate::case::claim::Claim;
use crate::case::hash::Of;
use crate::case::horizon::Horizon;
use crate::case::id::ClaimId;
use crate::case::person;
use crate::case::ruling::{Question, Reason, Ruling, Verdict};
use crate::case::standing::{Standing, by_time, last_by, standing_of};
use crate::case::time::Timestamp;
use crate::error::Error;
use crate::text::visible;

/// The input for a ruling.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgement {
    /// The verdict; none sets the question aside.
    pub verdict: Option<Verdict>,
    /// The reason. Confirmed without a reason is recorded as as-stated. Setting aside needs a
    /// reason.
    pub reason: Option<Reason>,
    /// The person's note.
    pub note: String,
    /// Whether the ruling decides a contested question. Such a ruling needs a note.
    pub decides: bool,
}

/// Rules on a question of a claim. A ruling on *said* accepts a suggested attribution and its
/// suggested sources.
///
/// Errors: an unknown claim; *said* without an attribution; a verdict on *said* while there are
/// candidates; a reason that does not go with the verdict; setting aside without a reason; deciding
/// without a note; no person.
pub fn rule(
    case: &Case,
    id: ClaimId,
    on: Question,
    judged: &Judgement,
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    let (claim, number) = require_can_rule(case, id, on, stamp)?;
    if on == Question::Said && judged.verdict.is_some() && claim.is_unsure() {
        return Err(candidates_error(case, claim, number));
    }
    let reason = match (judged.verdict, judged.reason) {
        (Some(Verdict::Confirmed), None) => Some(Reason::AsStated),
        (None, None) => {
            return Err(refused(
                "setting a question aside needs a reason",
                reasons(on, None),
            ));
        }
        (verdict, Some(reason)) if !reason.fits(on, verdict) => {
            let word = verdict.map_or("aside", Verdict::name);
            let of = if on == Question::Said { " on said" } else { "" };
            return Err(refused(
                format!("`{reason}` is not a reason for {word}{of}"),
                reasons(on, verdict),
            ));
        }
        (_, reason) => reason,
    };
    if judged.decides && judged.note.trim().is_empty() {
        return Err(refused(
            "a ruling that decides needs a note",
            "say why in the note",
        ));
    }
    let ruling = Ruling {
        at: next_time(claim, stamp.by, on, stamp.at),
        by: stamp.by.to_owned(),
        question: on,
        verdict: judged.verdict,
        reason,
        of: claim.subject_hash(on),
        note: judged.note.clone(),
        decides: judged.decides,
    };
    let what = format!(
        "{}{number} {} {}",
        changed_part(claim, &ruling),
        on.capitals(),
        ruling.word()
    );
    let mut changes = if on == Question::Said {
        accept_changes(case, claim)
    } else {
        Vec::new()
    };
    changes.push(Change::Ruling(id, Swap::new(ruling)));
    Ok(stamp.edit(what, changes))
}

/// The part that a ruling changes, if it only changes the reason or note of the person's last
/// ruling. The name of the edit then says that its undo leaves the verdict.
fn changed_part(claim: &Claim, new: &Ruling) -> &'static str {
    let before = last_by(claim, &new.by, new.question);
    match before.filter(|before| before.of == new.of && before.verdict == new.verdict) {
        Some(before) if new.verdict.is_none() || before.decides != new.decides => "",
        Some(before) if before.reason != new.reason => "the reason of ",
        Some(before) if before.note != new.note => "the note of ",
        _ => "",
    }
}

/// Sets *fact* aside for this reason. Sets *said* aside too, unless the reason is an opinion or
/// somebody has ruled on *said*.
///
/// Errors: a reason that is not one for setting aside; those of [`rule`].
pub fn set_aside(
    case: &Case,
    id: ClaimId,
    reason: Reason,
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    let judged = Judgement {
        reason: Some(reason),
        ..Judgement::default()
    };
    let (claim, number) = claim_of(case, id)?;
    let mut both = super::EditBuilder::new(case);
    let is_set_aside = last_by(claim, stamp.by, Question::Fact).is_some_and(|ruling| {
        ruling.verdict.is_none()
            && ruling.reason == Some(reason)
            && ruling.of == claim.subject_hash(Question::Fact)
    });
    if !is_set_aside {
        both.add(rule(case, id, Question::Fact, &judged, stamp)?)?;
    }
    let can_set_said_aside = claim.attribution.is_some()
        && matches!(
            standing_of(claim, Question::Said).standing,
            Standing::Open | Standing::Stale
        );
    if can_set_said_aside && reason != Reason::Opinion {
        both.add(rule(both.case(), id, Question::Said, &judged, stamp)?)?;
    }
    Ok(both.edit(format!("{number} FACT aside"), stamp))
}

/// Withdraws the person's last ruling on a question, by adding a ruling with neither verdict nor
/// reason.
///
/// Errors: the person has no ruling on it.
pub fn withdraw(case: &Case, id: ClaimId, on: Question, stamp: &Stamp<'_>) -> Result<Edit, Error> {
    let (claim, number) = require_can_rule(case, id, on, stamp)?;
    let last = last_by(claim, stamp.by, on).filter(|ruling| !ruling.is_withdrawal());
    if last.is_none() {
        let who = crate::text::visible(stamp.by).into_owned();
        return Err(refused(
            format!("{who} has no ruling on {} of claim {number}", on.capitals()),
            "only the person who made a ruling can withdraw it",
        ));
    }
    let at = next_time(claim, stamp.by, on, stamp.at);
    let ruling = withdrawal(stamp.by, on, claim.subject_hash(on), at);
    let what = format!("{number} {} withdrawn", on.capitals());
    Ok(stamp.edit(what, vec![Change::Ruling(id, Swap::new(ruling))]))
}

/// Undoes "set aside": for each question that the person has set aside, repeats their previous
/// ruling, or withdraws if there was none.
///
/// Errors: the person has set nothing aside.
pub fn undo_aside(case: &Case, id: ClaimId, stamp: &Stamp<'_>) -> Result<Edit, Error> {
    let (claim, number) = require_can_rule(case, id, Question::Fact, stamp)?;
    let is_aside = |ruling: &&Ruling| ruling.verdict.is_none() && ruling.reason.is_some();
    let answers = Question::ALL.iter().filter_map(|question| {
        let aside = last_by(claim, stamp.by, *question).filter(is_aside)?;
        let mut theirs = by_time(claim)
            .filter(|one| one.question == *question && person::is_same(&one.by, stamp.by));
        let before = theirs.rfind(|one| !is_aside(one));
        let before = before.filter(|one| !one.is_withdrawal());
        Some(replacement_ruling(claim, aside, before, stamp.at))
    });
    let changes: Vec<Change> = answers
        .map(|ruling| Change::Ruling(id, Swap::new(ruling)))
        .collect();
    if changes.is_empty() {
        return Err(refused(
            format!("{} has not set claim {number} aside", visible(stamp.by)),
            "only the person who made a ruling can withdraw it",
        ));
    }
    Ok(stamp.edit(format!("{number} FACT no longer aside"), changes))
}

/// The ruling that replaces `ruled`: a repetition of `before`, or a withdrawal.
pub(in crate::case) fn replacement_ruling(
    claim: &Claim,
    ruled: &Ruling,
    before: Option<&Ruling>,
    now: Timestamp,
) -> Ruling {
    let at = next_time(claim, &ruled.by, ruled.question, now);
    match before {
        Some(before) => {
            // A repeated decision must not override a later decision by another person.
            let decided_since = |other: &Ruling| {
                other.decides
                    && !person::is_same(&other.by, &before.by)
                    && other.question == before.question
                    && Item::order(other, before).is_gt()
            };
            let decides = before.decides && !claim.rulings.iter().any(decided_since);
            Ruling {
                at,
                decides,
                ..before.clone()
            }
        }
        None => withdrawal(&ruled.by, ruled.question, ruled.of, at),
    }
}

/// A ruling with neither verdict nor reason.
fn withdrawal(by: &str, question: Question, of: Of, at: Timestamp) -> Ruling {
    Ruling {
        at,
        by: by.to_owned(),
        question,
        verdict: None,
        reason: None,
        of,
        note: String::new(),
        decides: false,
    }
}

/// The time of a person's next ruling on a question: now, or a millisecond after their last one if
/// clocks disagree. Rulings dated more than a day ahead come from a wrong clock and are ignored.
pub fn next_time(claim: &Claim, by: &str, on: Question, now: Timestamp) -> Timestamp {
    let horizon = Horizon::of(now);
    let mut theirs = claim.rulings.iter().filter(|ruling| {
        ruling.question == on && person::is_same(&ruling.by, by) && !horizon.is_before(ruling.at)
    });
    theirs
        .next_back()
        .map_or(now, |last| now.max(last.at.later(1)))
}

/// Finds the claim and its number.
///
/// Errors: an unknown claim; *said* without an attribution; no person.
fn require_can_rule<'a>(
    case: &'a Case,
    id: ClaimId,
    on: Question,
    stamp: &Stamp<'_>,
) -> Result<(&'a Arc<Claim>, usize), Error> {
    let (claim, number) = claim_of(case, id)?;
    if on == Question::Said && claim.attribution.is_none() {
        return Err(refused(
            format!("claim {number} is credited to nobody, so there is no said to rule on"),
            "rule on fact, or credit a source first",
        ));
    }
    if stamp.by.trim().is_empty() {
        return Err(refused("a ruling needs a person", "say who you are"));
    }
    Ok((claim, number))
}

fn reasons(on: Question, verdict: Option<Verdict>) -> String {
    let fitting: Vec<_> = Reason::fitting(on, verdict).map(Reason::name).collect();
    format!("it is one of {}", fitting.join(", "))
}

/// The error for a verdict on *said* while there are candidates.
pub(super) fn candidates_error(case: &Case, claim: &Claim, number: usize) -> Error {
    let names = case.candidates(claim).join(" or ");
    refused(
        format!("nobody has chosen yet who said claim {number}"),
        format!("first choose who said it: {}", visible(&names)),
    )
}

/// The changes that accept a claim's suggested attribution and its suggested sources. Returns none
/// for a claim with candidates, since a person has to choose one.
pub(super) fn accept_changes(case: &Case, claim: &Arc<Claim>) -> Vec<Change> {
    if claim.is_unsure() {
        return Vec::new();
    }
    let suggested = |claim: &Claim| {
        claim
            .attribution
            .as_ref()
            .is_some_and(|credit| credit.suggested)
    };
    let accept = |claim: &mut Claim| {
        if let Some(credit) = &mut claim.attribution {
            credit.suggested = false;
        }
    };
    let mut changes = accept_sources(case, claim.chain());
    if suggested(claim) {
        changes.extend(changed(claim, accept));
    }
    changes
}
