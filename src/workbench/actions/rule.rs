//! Ruling: a key gives the verdict, one digit the reason, another digit the source. Then the focus
//! moves to the next claim.

use crate::case::ops::{self, EditBuilder, Judgement, NewEvidence};
use crate::case::standing::last_own_ruling;
use crate::case::{ClaimId, Question, Reason, Verdict};
use crate::text::{clip, counted, visible};
use crate::workbench::actions::action_result::ActionResult;
use crate::workbench::actions::aside::set_aside;
use crate::workbench::actions::attach::{already_attached, has_item, remember};
use crate::workbench::actions::bulk::{apply_to_each, ask_to_rule, clear_marks};
use crate::workbench::actions::claims::credit;
use crate::workbench::actions::forms::ruling;
use crate::workbench::actions::report::{FocusBefore, after_ruling, move_on, show_message};
use crate::workbench::event::Context;
use crate::workbench::message::Message;
use crate::workbench::model::Model;
use crate::workbench::popup::evidence::nature;
use crate::workbench::template::template;
use crate::workbench::view::source_name;

/// `c` `d` `u`: rules on the current question of the claim in focus. For marked claims it asks
/// first.
pub fn verdict(model: &mut Model, verdict: Verdict, cx: &mut Context<'_>) -> ActionResult {
    let question = model.focus.question;
    let is_marked = |id: ClaimId| model.list_view.marks.contains(&id);
    if !model.list_view.marks.is_empty() {
        // The current question belongs to the claim in focus, not to marked claims elsewhere.
        let question = if model.focus.claim.is_some_and(is_marked) {
            question
        } else {
            Question::Fact
        };
        return ActionResult::Opens(ask_to_rule(model, question, verdict));
    }
    if must_choose_speaker(model) {
        return ask_speaker_first(model);
    }
    let claims: Vec<_> = model.focus.claim.into_iter().collect();
    rule_on(model, &claims, question, verdict, None, cx);
    ActionResult::Closes
}

/// Opens the popup that asks who said the claim, and reports that nothing is ruled yet.
fn ask_speaker_first(model: &mut Model) -> ActionResult {
    model.say("Nothing is ruled yet: first choose who said it");
    ActionResult::from(credit(model))
}

/// Whether the person must first choose who said the claim: the ruling would be on *said*, and the
/// claim has several candidates.
fn must_choose_speaker(model: &Model) -> bool {
    model.focus.question == Question::Said && model.claim().is_some_and(|claim| claim.is_unsure())
}

/// Rules on claims as one edit, and moves the focus on.
pub fn rule_on(
    model: &mut Model,
    claims: &[ClaimId],
    question: Question,
    verdict: Verdict,
    reason: Option<Reason>,
    cx: &mut Context<'_>,
) {
    let judged = Judgement {
        verdict: Some(verdict),
        reason,
        ..Judgement::default()
    };
    if let [only] = claims
        && is_already_ruled(model, *only, question, &judged)
    {
        let message = Message {
            tail: format!(
                "{} is {verdict} already, as you ruled.",
                question.capitals()
            ),
            ..model.about(claims)
        };
        move_on(model, claims, question, &FocusBefore::of(model));
        model.message = message;
        return;
    }
    let before = FocusBefore::of(model);
    let accepted = accepted_guess(model, claims, question);
    let word = format!("{} {verdict}", question.capitals());
    let edit = apply_to_each(model, claims, &word, cx, |case, id, stamp| {
        ops::rule(case, id, question, &judged, stamp)
    });
    if !model.make(edit, cx) {
        return;
    }
    model.recall.ruling = Some((question, Some(verdict), reason));
    model.recall.evidence = None;
    let mut message = after_ruling(model, claims, question, Some(verdict), reason);
    message.by.push_str(&accepted);
    move_on(model, claims, question, &before);
    show_message(model, message);
    clear_marks(model);
}

/// The speaker whom a ruling on *said* accepts, for the message: `; speaker: Jon Aas`. Empty if a
/// person has accepted or named the speaker before.
fn accepted_guess(model: &Model, claims: &[ClaimId], question: Question) -> String {
    let [only] = claims else {
        return String::new();
    };
    let Some(claim) = model.case().claims.get(*only) else {
        return String::new();
    };
    let credit = claim.attribution.as_ref();
    if question == Question::Fact || !credit.is_some_and(|credit| credit.suggested) {
        return String::new();
    }
    let names = model.case().said_by(claim).join(", ");
    format!("; speaker: {}", clip(&visible(&names), 24))
}

/// Whether the person has made the same ruling on the present words already. So a key that is
/// pressed twice rules once.
fn is_already_ruled(model: &Model, id: ClaimId, question: Question, judged: &Judgement) -> bool {
    let Some(claim) = model.case().claims.get(id) else {
        return false;
    };
    last_own_ruling(claim, model.person.as_deref(), question).is_some_and(|ruling| {
        ruling.verdict == judged.verdict
            && ruling.of == claim.subject_hash(question)
            && judged
                .reason
                .is_none_or(|reason| ruling.reason == Some(reason))
    })
}

/// `v`: changes the current question, *said* or *fact*.
pub fn other_question(model: &mut Model) {
    let other = model.focus.question.other();
    if model.standings().is_some_and(|at| at.on(other).is_some()) {
        model.focus.question = other;
    } else {
        let words = template!("No attribution, so only FACT can be ruled on: {credit} adds one");
        model.say(model.fill(words));
    }
}

/// `Backspace`: goes back to the claim that was in focus before.
pub fn back(model: &mut Model) {
    let case = model.history.case();
    let focused = model.focus.claim;
    let mut ruled = std::mem::take(&mut model.recall.ruled);
    ruled.retain(|id| case.claims.has(*id));
    // If the last claim is already in focus, go one further back.
    while ruled.len() > 1 && ruled.last().copied() == focused {
        ruled.pop();
    }
    let last = ruled.last().copied();
    model.recall.ruled = ruled;
    if let Some(id) = last {
        model.reveal(id);
        let number = model.number(id);
        model.say(format!(
            "Back to claim {number}. {}",
            model.standing_text(id)
        ));
    }
}

/// `.`: repeats the last ruling on the claim in focus.
pub fn again(model: &mut Model, cx: &mut Context<'_>) -> ActionResult {
    let (Some((on, verdict, given)), Some(id)) = (model.recall.ruling, model.focus.claim) else {
        return ActionResult::Closes;
    };
    if !model.list_view.marks.is_empty() {
        let marked = counted(model.list_view.marks.len(), "claim");
        let again = model.fill(template!("{again} rules on one claim"));
        let ways = model.fill(template!(
            "{confirm}, {dispute} and {unverified} rule on those, {leave} clears the marks"
        ));
        model.say(format!("{again}, and {marked} are marked: {ways}"));
        return ActionResult::Closes;
    }
    let Some(verdict) = verdict else {
        set_aside(model, &[id], given, cx);
        return ActionResult::Closes;
    };
    if must_choose_speaker(model) {
        return ask_speaker_first(model);
    }
    let question = model.focus.question;
    // A reason means something else on the other question: "contradicted" on *fact* is "misquoted"
    // on *said*.
    let given = given.filter(|_| on == question);
    let judged = Judgement {
        verdict: Some(verdict),
        reason: given,
        ..Judgement::default()
    };
    let before = FocusBefore::of(model);
    let shown = model
        .recall
        .evidence
        .filter(|shown| on == question && model.case().sources.has(shown.source));
    let stamp = model.stamp(cx);
    let mut builder = EditBuilder::new(model.case());
    let mut what = String::new();
    let mut made = ops::rule(model.case(), id, question, &judged, &stamp).and_then(|edit| {
        what.clone_from(&edit.what);
        builder.add(edit)
    });
    let mut evidence_note = String::new();
    if let Some(shown) = shown {
        let claim = model.claim().map(AsRef::as_ref);
        let item = NewEvidence {
            nature: shown
                .nature
                .unwrap_or_else(|| nature(claim, shown.source, question)),
            ..NewEvidence::new(shown.source, question, shown.stance)
        };
        if claim.is_some_and(|claim| has_item(claim, &item)) {
            evidence_note = already_attached(model, shown.source, question);
        } else {
            let name = source_name(model, shown.source);
            evidence_note = format!("With {name}: {}, {}.", item.stance, item.nature);
            made = made.and_then(|()| {
                let edit = ops::add_evidence(builder.case(), id, item, &stamp, cx.mint)?;
                builder.add(edit)
            });
        }
    }
    let edit = made.map(|()| builder.edit(what, &stamp));
    if model.make(edit, cx) {
        let mut message = after_ruling(model, &[id], question, Some(verdict), given);
        if let Some(shown) = shown {
            remember(model, shown, &[id]);
            message.tail = format!(
                "{}{}.  {evidence_note}",
                message.tail,
                std::mem::take(&mut message.by)
            );
        }
        move_on(model, &[id], question, &before);
        show_message(model, message);
    }
    ActionResult::Closes
}

/// `r`: opens the form for the ruling that was just made, or else for the person's ruling on the
/// current question.
pub fn my_ruling(model: &mut Model) -> ActionResult {
    let (id, question) = match model.recall.just_ruled.take() {
        Some((claims, question)) => match claims.as_slice() {
            [id] => (*id, question),
            claims => {
                let numbers = model.numbers(claims);
                let count = counted(claims.len(), "claim");
                model.say(format!(
                    "The ruling just made is on {count} ({numbers}): go to one of them for its reason and note"
                ));
                return ActionResult::Closes;
            }
        },
        None => match model.focus.claim {
            Some(id) => (id, model.focus.question),
            None => return ActionResult::Closes,
        },
    };
    ActionResult::from(ruling(model, id, question, false))
}

/// `=`: opens the form for a deciding ruling on the contested question.
pub fn decide(model: &mut Model) -> ActionResult {
    let to_decide = model.to_decide();
    if to_decide.is_some() {
        model.recall.just_ruled = None;
    }
    ActionResult::from(to_decide.and_then(|(id, question)| ruling(model, id, question, true)))
}
