//! Ruling: one key a verdict, a digit for its reason, a digit for the source that shows it, and on to the next claim.

use crate::case::deeds::{self, Judgement, NewEvidence, Together};
use crate::case::standing::stands;
use crate::case::{ClaimId, Question, Reason, Refusal, Verdict};
use crate::text::counted;

use crate::workbench::Turn;
use crate::workbench::actions::aside::{plain, set_aside};
use crate::workbench::actions::attach::{has, is_there_already, name, nature, remember};
use crate::workbench::actions::bulk::ask_to_rule;
use crate::workbench::actions::reconfirm::own;
use crate::workbench::actions::report::{about, ruled, tell};
use crate::workbench::message::Message;
use crate::workbench::model::Model;
use crate::workbench::template::template;

/// `c`
pub fn confirm(model: &mut Model, turn: &mut Turn<'_>) {
    verdict(model, Verdict::Confirmed, turn);
}

/// `d`
pub fn dispute(model: &mut Model, turn: &mut Turn<'_>) {
    verdict(model, Verdict::Disputed, turn);
}

/// `u`
pub fn unverified(model: &mut Model, turn: &mut Turn<'_>) {
    verdict(model, Verdict::Unverified, turn);
}

fn verdict(model: &mut Model, verdict: Verdict, turn: &mut Turn<'_>) {
    let question = model.focus.question;
    let is_marked = |id: ClaimId| model.look.marks.contains(&id);
    if !model.look.marks.is_empty() {
        // `▸` is on the claim in focus; what it points at says nothing of marked claims elsewhere.
        let question = if model.focus.claim.is_some_and(is_marked) {
            question
        } else {
            Question::Fact
        };
        return ask_to_rule(model, question, verdict);
    }
    let claims: Vec<_> = model.focus.claim.into_iter().collect();
    rule_on(model, &claims, question, verdict, None, turn);
}

/// Rules on claims, as one edit, and goes on.
pub fn rule_on(
    model: &mut Model,
    claims: &[ClaimId],
    question: Question,
    verdict: Verdict,
    reason: Option<Reason>,
    turn: &mut Turn<'_>,
) -> bool {
    let judged = Judgement {
        verdict: Some(verdict),
        reason,
        ..Judgement::default()
    };
    if let [only] = claims
        && is_ruled_so(model, *only, question, &judged)
    {
        let said = Message {
            tail: format!(
                "{} is {verdict} already, as you ruled.",
                question.capitals()
            ),
            ..about(model, claims)
        };
        go_on(model, claims, question, &Before::of(model));
        model.message = said;
        return false;
    }
    let before = Before::of(model);
    let word = format!("{} {verdict}", question.capitals());
    let edit = each(model, claims, &word, turn, |case, id, stamp| {
        deeds::rule(case, id, question, &judged, stamp)
    });
    if !model.make(edit, turn) {
        return false;
    }
    model.recall.ruling = Some((question, Some(verdict), reason));
    model.recall.evidence = None;
    let said = ruled(model, claims, question, Some(verdict), reason);
    go_on(model, claims, question, &before);
    tell(model, said);
    true
}

/// Whether the person's own ruling says just that, on the words as they are now. A key pressed twice rules once.
fn is_ruled_so(model: &Model, id: ClaimId, question: Question, judged: &Judgement) -> bool {
    let Some(claim) = model.case().claims.get(id) else {
        return false;
    };
    own(claim, model.person.as_deref(), question).is_some_and(|ruling| {
        ruling.verdict == judged.verdict
            && ruling.of == claim.of(question)
            && judged
                .reason
                .is_none_or(|reason| ruling.reason == Some(reason))
    })
}

/// The same deed on each claim, as one edit.
pub fn each(
    model: &Model,
    claims: &[ClaimId],
    word: &str,
    turn: &Turn<'_>,
    deed: impl Fn(
        &crate::case::Case,
        ClaimId,
        &crate::case::Stamp<'_>,
    ) -> Result<crate::case::Edit, Refusal>,
) -> Result<crate::case::Edit, Refusal> {
    let stamp = model.stamp(turn);
    if let [only] = claims {
        return deed(model.case(), *only, &stamp);
    }
    let mut all = Together::on(model.case());
    for id in claims {
        let edit = deed(all.case(), *id, &stamp)?;
        all.take(edit)?;
    }
    Ok(all.edit(
        format!("{}: {word}", counted(claims.len(), "claim")),
        &stamp,
    ))
}

/// Where focus was before a ruling, and where `n` would have led: the ruling may move or hide the claim's row.
pub struct Before {
    here: Option<ClaimId>,
    next: Option<ClaimId>,
}

impl Before {
    /// As it is now.
    pub fn of(model: &Model) -> Self {
        Self {
            here: model.focus.claim,
            next: model.next_to_rule(false).map(|(id, _)| id),
        }
    }
}

/// To the claim's other question if that asks for a ruling, else to the claim that `n` would find. A question on which
/// others ruled differently still asks; whoever ruled on it goes on all the same.
pub fn go_on(model: &mut Model, claims: &[ClaimId], ruled: Question, before: &Before) {
    // A ruling on others leaves focus where it is.
    let Some(here) = before.here.filter(|id| claims.contains(id)) else {
        return;
    };
    let other = ruled.other();
    let asks = |id: &ClaimId| {
        let standings = model.index.standings(*id);
        standings.is_some_and(|at| !at.is_checked())
    };
    let is_shown = model.index.row(here).is_some();
    let has_other = model
        .index
        .standings(here)
        .is_some_and(|at| at.asks_for(other));
    if is_shown && has_other {
        model.go_to(Some(here));
        model.focus.question = other;
    } else if model.manner.auto_advance {
        let next = before
            .next
            .filter(|id| asks(id) && model.index.row(*id).is_some());
        let next = next.or_else(|| model.next_to_rule(false).map(|(id, _)| id));
        if next.is_some() {
            model.go_to(next);
        }
    }
}

/// `v`
pub fn other_question(model: &mut Model, _: &mut Turn<'_>) {
    let other = model.focus.question.other();
    if model.standings().is_some_and(|at| at.on(other).is_some()) {
        model.focus.question = other;
    } else {
        let words = template!(
            "Nobody is credited for this claim, so FACT is its only question: {credit} credits"
        );
        model.say(model.fill(words));
    }
}

/// Backspace
pub fn back(model: &mut Model, _: &mut Turn<'_>) {
    let case = model.history.case();
    let here = model.focus.claim;
    let mut ruled = std::mem::take(&mut model.recall.ruled);
    ruled.retain(|id| case.claims.has(*id));
    // Standing on it already, one goes further back.
    while ruled.len() > 1 && ruled.last().copied() == here {
        ruled.pop();
    }
    let last = ruled.last().copied();
    model.recall.ruled = ruled;
    if let Some(id) = last {
        model.reveal(id);
        let number = model.number(id);
        model.say(format!("Back to claim {number}. {}", stands_as(model, id)));
    }
}

/// How a claim stands, in words.
pub fn stands_as(model: &Model, id: ClaimId) -> String {
    let Some(claim) = model.case().claims.get(id) else {
        return String::new();
    };
    let stands: Vec<String> = claim
        .questions()
        .map(|question| {
            let standing = stands(claim, question).standing;
            format!(
                "{} {} {standing}",
                question.capitals(),
                model.glyph(standing)
            )
        })
        .collect();
    format!("It stands {}.", stands.join(", "))
}

/// `.`
pub fn again(model: &mut Model, turn: &mut Turn<'_>) {
    let (Some((on, verdict, given)), Some(id)) = (model.recall.ruling, model.focus.claim) else {
        return;
    };
    if !model.look.marks.is_empty() {
        let marked = counted(model.look.marks.len(), "claim");
        let again = model.fill(template!("{again} rules on one claim"));
        let ways = model.fill(template!(
            "{confirm}, {dispute} and {unverified} rule on those, {leave} lets the marks go"
        ));
        return model.say(format!("{again}, and {marked} stand marked: {ways}"));
    }
    let Some(verdict) = verdict else {
        match given {
            Some(reason) => set_aside(model, &[id], reason, turn),
            None => plain(model, &[id], turn),
        };
        return;
    };
    let question = model.focus.question;
    // A reason says something else on the other question: contradicted there is misquoted here.
    let given = given.filter(|_| on == question);
    let judged = Judgement {
        verdict: Some(verdict),
        reason: given,
        ..Judgement::default()
    };
    let before = Before::of(model);
    let shown = model
        .recall
        .evidence
        .filter(|shown| model.case().sources.has(shown.source));
    let stamp = model.stamp(turn);
    let mut both = Together::on(model.case());
    let mut what = String::new();
    let mut made = deeds::rule(model.case(), id, question, &judged, &stamp).and_then(|edit| {
        what.clone_from(&edit.what);
        both.take(edit)
    });
    let mut with = String::new();
    if let Some(shown) = shown {
        let claim = model.claim().map(AsRef::as_ref);
        let item = NewEvidence {
            nature: shown
                .nature
                .unwrap_or_else(|| nature(claim, shown.source, question)),
            ..NewEvidence::new(shown.source, question, shown.stance)
        };
        if claim.is_some_and(|claim| has(claim, &item)) {
            with = is_there_already(model, shown.source, question);
        } else {
            let name = name(model.case(), shown.source);
            with = format!("With {name}: {}, {}.", item.stance, item.nature);
            made = made.and_then(|()| {
                let edit = deeds::add_evidence(both.case(), id, item, &stamp, turn.mint)?;
                both.take(edit)
            });
        }
    }
    let edit = made.map(|()| both.edit(what, &stamp));
    if model.make(edit, turn) {
        let mut said = ruled(model, &[id], question, Some(verdict), given);
        if let Some(shown) = shown {
            remember(model, shown, &[id]);
            said.tail.push_str(&format!("  {with}"));
        }
        go_on(model, &[id], question, &before);
        tell(model, said);
    }
}

/// `r`: right after a ruling that one, else the one on the question pointed at.
pub fn my_ruling(model: &mut Model, _: &mut Turn<'_>) {
    let here = |model: &Model| Some((model.focus.claim?, model.focus.question));
    let of = match model.recall.just.take() {
        Some((claims, question)) => match claims.as_slice() {
            [id] => Some((*id, question)),
            claims => {
                let numbers = model.numbers(claims);
                let count = counted(claims.len(), "claim");
                return model.say(format!(
                    "The ruling just made is on {count} ({numbers}): go to one of them for its reason and note"
                ));
            }
        },
        None => here(model),
    };
    if let Some((id, question)) = of {
        super::forms::ruling(model, id, question, false);
    }
}

/// `=`: on the question that is contested, a ruling that decides.
pub fn decide(model: &mut Model, _: &mut Turn<'_>) {
    if let Some((id, question)) = model.to_decide() {
        model.recall.just = None;
        super::forms::ruling(model, id, question, true);
    }
}
