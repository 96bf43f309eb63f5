//! Ruling on a question of a claim, and taking a ruling back.

use std::sync::Arc;

use super::{Stamp, changed, claim_of, known, refused};
use crate::case::Case;
use crate::case::change::{Change, Edit, Item, Swap};
use crate::case::claim::Claim;
use crate::case::hash::Of;
use crate::case::horizon::Horizon;
use crate::case::id::ClaimId;
use crate::case::person;
use crate::case::ruling::{Question, Reason, Ruling, Verdict};
use crate::case::standing::{Standing, in_time, last_by, stands};
use crate::case::time::Timestamp;
use crate::error::Error;
use crate::text::visible;

/// What a person rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgement {
    /// The tag; none sets the question aside.
    pub verdict: Option<Verdict>,
    /// Why. Confirmed without one is recorded as as-stated; aside needs one.
    pub reason: Option<Reason>,
    /// The person's own words.
    pub note: String,
    /// Whether it settles a question over which people differ; needs a note.
    pub decides: bool,
}

/// Rules on a question of a claim. A ruling on *said* accepts a suggested attribution and its
/// suggested sources.
///
/// Refuses an unknown claim, *said* of a claim that nobody is credited for, a verdict on *said*
/// while nobody has chosen among the candidates, a reason of another verdict, aside without a
/// reason, deciding without a note, and a ruling by nobody.
pub fn rule(
    case: &Case,
    id: ClaimId,
    on: Question,
    judged: &Judgement,
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    let (claim, number) = asked(case, id, on, stamp)?;
    if on == Question::Said && judged.verdict.is_some() && claim.is_unsure() {
        return Err(unsure(case, claim, number));
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
            "say why with --note",
        ));
    }
    let ruling = Ruling {
        at: next_time(claim, stamp.by, on, stamp.at),
        by: stamp.by.to_owned(),
        question: on,
        verdict: judged.verdict,
        reason,
        of: claim.of(on),
        note: judged.note.clone(),
        decides: judged.decides,
    };
    let what = format!(
        "{}{number} {} {}",
        only_part(claim, &ruling),
        on.capitals(),
        ruling.word()
    );
    let mut changes = if on == Question::Said {
        accepted(case, claim)
    } else {
        Vec::new()
    };
    changes.push(Change::Ruling(id, Swap::new(ruling)));
    Ok(stamp.edit(what, changes))
}

/// What of the same person's ruling before it a new one changes, if that is only its reason or its
/// note: undoing it leaves the verdict.
fn only_part(claim: &Claim, new: &Ruling) -> &'static str {
    let before = last_by(claim, &new.by, new.question);
    match before.filter(|before| before.of == new.of && before.verdict == new.verdict) {
        Some(before) if new.verdict.is_none() || before.decides != new.decides => "",
        Some(before) if before.reason != new.reason => "the reason of ",
        Some(before) if before.note != new.note => "the note of ",
        _ => "",
    }
}

/// Sets *fact* aside for this reason, and *said* with it where nothing is asserted here at all: a
/// no-assertion, or words that are checked elsewhere. A *said* that somebody has ruled on keeps its
/// ruling.
///
/// Refuses a reason that sets nothing aside, and what [`rule`] refuses.
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
    let mut both = super::Together::on(case);
    let is_so = last_by(claim, stamp.by, Question::Fact).is_some_and(|ruling| {
        ruling.verdict.is_none()
            && ruling.reason == Some(reason)
            && ruling.of == claim.of(Question::Fact)
    });
    if !is_so {
        both.take(rule(case, id, Question::Fact, &judged, stamp)?)?;
    }
    let is_free = claim.attribution.is_some()
        && matches!(
            stands(claim, Question::Said).standing,
            Standing::Open | Standing::Stale
        );
    if is_free && reason != Reason::Opinion {
        both.take(rule(both.case(), id, Question::Said, &judged, stamp)?)?;
    }
    Ok(both.edit(format!("{number} FACT aside"), stamp))
}

/// Withdraws the person's last ruling on a question, by a ruling with neither verdict nor reason.
///
/// Refuses where the person has none that stands.
pub fn withdraw(case: &Case, id: ClaimId, on: Question, stamp: &Stamp<'_>) -> Result<Edit, Error> {
    let (claim, number) = asked(case, id, on, stamp)?;
    let last = last_by(claim, stamp.by, on).filter(|ruling| !ruling.is_withdrawal());
    if last.is_none() {
        let who = crate::text::visible(stamp.by).into_owned();
        return Err(refused(
            format!("{who} has no ruling on {} of claim {number}", on.capitals()),
            "you can withdraw only your own rulings; --by says who you are",
        ));
    }
    let at = next_time(claim, stamp.by, on, stamp.at);
    let ruling = withdrawal(stamp.by, on, claim.of(on), at);
    let what = format!("{number} {} withdrawn", on.capitals());
    Ok(stamp.edit(what, vec![Change::Ruling(id, Swap::new(ruling))]))
}

/// Undoes "set aside": on each question that the person has set aside, their ruling before that is
/// made again. If there was none, the ruling is withdrawn.
///
/// Refuses where the person has set nothing aside.
pub fn not_aside(case: &Case, id: ClaimId, stamp: &Stamp<'_>) -> Result<Edit, Error> {
    let (claim, number) = asked(case, id, Question::Fact, stamp)?;
    let is_aside = |ruling: &&Ruling| ruling.verdict.is_none() && ruling.reason.is_some();
    let answers = Question::ALL.iter().filter_map(|question| {
        let aside = last_by(claim, stamp.by, *question).filter(is_aside)?;
        let mut theirs = in_time(claim)
            .filter(|one| one.question == *question && person::is_one(&one.by, stamp.by));
        let before = theirs.rfind(|one| !is_aside(one));
        let before = before.filter(|one| !one.is_withdrawal());
        Some(instead_of(claim, aside, before, stamp.at))
    });
    let changes: Vec<Change> = answers
        .map(|ruling| Change::Ruling(id, Swap::new(ruling)))
        .collect();
    if changes.is_empty() {
        return Err(refused(
            format!("{} has not set claim {number} aside", visible(stamp.by)),
            "you can withdraw only your own rulings; --by says who you are",
        ));
    }
    Ok(stamp.edit(format!("{number} FACT no longer aside"), changes))
}

/// What a person says from now on in the place of a ruling: an earlier one again, or nothing.
pub(in crate::case) fn instead_of(
    claim: &Claim,
    ruled: &Ruling,
    before: Option<&Ruling>,
    now: Timestamp,
) -> Ruling {
    let at = next_time(claim, &ruled.by, ruled.question, now);
    match before {
        Some(before) => {
            // Said again now, a decision would override one that somebody else has made since.
            let decided_since = |other: &Ruling| {
                other.decides
                    && !person::is_one(&other.by, &before.by)
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

/// The time of a person's next ruling on a question: now, or a millisecond after their last ruling
/// if the clocks disagree. Rulings more than a day ahead come from a wrong clock and are ignored.
pub fn next_time(claim: &Claim, by: &str, on: Question, now: Timestamp) -> Timestamp {
    let horizon = Horizon::of(now);
    let mut theirs = claim.rulings.iter().filter(|ruling| {
        ruling.question == on && person::is_one(&ruling.by, by) && !horizon.is_before(ruling.at)
    });
    theirs
        .next_back()
        .map_or(now, |last| now.max(last.at.later(1)))
}

/// The claim of an id and its number, if the person can rule on this question of it.
fn asked<'a>(
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
        return Err(refused(
            "a ruling needs a person",
            "say who you are with --by WHO",
        ));
    }
    Ok((claim, number))
}

fn reasons(on: Question, verdict: Option<Verdict>) -> String {
    let fitting: Vec<_> = Reason::fitting(on, verdict).map(Reason::name).collect();
    format!("it is one of {}", fitting.join(", "))
}

/// The error for a ruling on *said* while nobody has chosen among the candidates.
pub(super) fn unsure(case: &Case, claim: &Claim, number: usize) -> Error {
    let names = case.candidates(claim).join(" or ");
    refused(
        format!("nobody has chosen yet who said claim {number}"),
        format!("first choose who said it: {}", visible(&names)),
    )
}

/// The changes that accept a claim's suggested attribution and the suggested sources in it. Nobody
/// accepts candidates: they choose among them.
pub(super) fn accepted(case: &Case, claim: &Arc<Claim>) -> Vec<Change> {
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
    let mut changes = known(case, claim.chain());
    if suggested(claim) {
        changes.extend(changed(claim, accept));
    }
    changes
}
