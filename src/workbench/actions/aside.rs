//! Setting claims aside: there is no fact to rule on.

use crate::case::ops::{self, Judgement};
use crate::case::standing::last_own_ruling;
use crate::case::{ClaimId, Question, Reason, Standing};
use crate::text::counted;
use crate::workbench::action::Action;
use crate::workbench::actions::action_result::ActionResult;
use crate::workbench::actions::bulk::{apply_to_each, ask, clear_marks, settled_note};
use crate::workbench::actions::report::{FocusBefore, after_ruling, move_on, show_message};
use crate::workbench::event::Context;
use crate::workbench::model::Model;

/// `x`: sets *fact* aside on the claim in focus, or takes that back. Asks for confirmation before
/// it sets marked claims aside.
pub fn aside(model: &mut Model, cx: &mut Context<'_>) -> ActionResult {
    let marked = model.marked();
    if !marked.is_empty() {
        let words = format!(
            "FACT: {} aside, no assertion, for {} ({})?{}",
            model.glyph(Standing::Aside),
            counted(marked.len(), "marked claim"),
            model.numbers(&marked),
            settled_note(model, &marked, Question::Fact)
        );
        return ActionResult::Opens(ask(model, words, Action::SetAside(marked, None)));
    }
    let Some((id, claim)) = model.focus.claim.zip(model.claim().cloned()) else {
        return ActionResult::Closes;
    };
    let last = last_own_ruling(&claim, model.person.as_deref(), Question::Fact);
    if last.is_some_and(|ruling| ruling.verdict.is_none()) {
        let edit = ops::undo_aside(model.case(), id, &model.stamp(cx));
        if model.make(edit, cx) {
            model.go_to(Some(id));
            let standing = model.standing_text(id);
            model.say_about(id, format!("FACT is no longer aside. {standing}"));
        }
    } else {
        set_aside(model, &[id], None, cx);
    }
    ActionResult::Closes
}

/// Sets *fact* aside on these claims, as one edit. Without a reason, records "no assertion" and
/// leaves *said* as it is until the person gives a reason.
pub fn set_aside(
    model: &mut Model,
    claims: &[ClaimId],
    reason: Option<Reason>,
    cx: &mut Context<'_>,
) {
    let before = FocusBefore::of(model);
    let edit = match reason {
        Some(reason) => apply_to_each(model, claims, "aside", cx, |case, id, stamp| {
            ops::set_aside(case, id, reason, stamp)
        }),
        None => {
            let judged = Judgement {
                reason: Some(Reason::NoAssertion),
                ..Judgement::default()
            };
            apply_to_each(model, claims, "FACT aside", cx, |case, id, stamp| {
                ops::rule(case, id, Question::Fact, &judged, stamp)
            })
        }
    };
    if model.make(edit, cx) {
        model.recall.ruling = Some((Question::Fact, None, reason));
        model.recall.evidence = None;
        let message = after_ruling(model, claims, Question::Fact, None, reason);
        move_on(model, claims, Question::Fact, &before);
        show_message(model, message);
        clear_marks(model);
    }
}
