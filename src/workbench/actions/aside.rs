//! Setting aside: there is no fact here to rule on.

use crate::case::deeds::{self, Judgement, Together};
use crate::case::{ClaimId, Question, Reason, Standing};
use crate::text::counted;

use crate::workbench::Turn;
use crate::workbench::actions::bulk::ask;
use crate::workbench::actions::reconfirm::own;
use crate::workbench::actions::report::{about, ruled, tell};
use crate::workbench::actions::rule::{Before, each, go_on};
use crate::workbench::message::Message;
use crate::workbench::model::Model;
use crate::workbench::popup::Yes;

/// `x`
pub fn aside(model: &mut Model, turn: &mut Turn<'_>) {
    let marked = model.marked();
    if !marked.is_empty() {
        let words = format!(
            "FACT: {} aside, no assertion, for {} ({})?",
            model.glyph(Standing::Aside),
            counted(marked.len(), "marked claim"),
            model.numbers(&marked)
        );
        return ask(model, words, Yes::Aside(marked));
    }
    let Some((id, claim)) = model.focus.claim.zip(model.claim().cloned()) else {
        return;
    };
    let is_aside = |question| {
        own(&claim, model.person.as_deref(), question)
            .is_some_and(|ruling| ruling.verdict.is_none())
    };
    if is_aside(Question::Fact) {
        let said = is_aside(Question::Said);
        let mut both = Together::on(model.case());
        let stamp = model.stamp(turn);
        let mut taken = deeds::withdraw(both.case(), id, Question::Fact, &stamp)
            .and_then(|edit| both.take(edit));
        if said {
            taken = taken.and_then(|()| {
                let edit = deeds::withdraw(both.case(), id, Question::Said, &stamp)?;
                both.take(edit)
            });
        }
        let number = model.number(id);
        let edit = taken.map(|()| both.edit(format!("{number} FACT no longer aside"), &stamp));
        if model.make(edit, turn) {
            model.go_to(Some(id));
            model.message = Message {
                tail: "FACT is no longer aside.".to_owned(),
                ..about(model, &[id])
            };
        }
        return;
    }
    plain(model, &[id], turn);
}

/// Sets *fact* aside as no-assertion, as one edit, and asks why; *said* waits for the answer.
pub fn plain(model: &mut Model, claims: &[ClaimId], turn: &mut Turn<'_>) -> bool {
    let judged = Judgement {
        reason: Some(Reason::NoAssertion),
        ..Judgement::default()
    };
    let before = Before::of(model);
    let edit = each(model, claims, "FACT aside", turn, |case, id, stamp| {
        deeds::rule(case, id, Question::Fact, &judged, stamp)
    });
    let done = model.make(edit, turn);
    if done {
        was_set_aside(model, claims, None, &before);
    }
    done
}

/// Sets claims aside for a reason, as one edit.
pub fn set_aside(
    model: &mut Model,
    claims: &[ClaimId],
    reason: Reason,
    turn: &mut Turn<'_>,
) -> bool {
    let before = Before::of(model);
    let edit = each(model, claims, "aside", turn, |case, id, stamp| {
        deeds::set_aside(case, id, reason, stamp)
    });
    let done = model.make(edit, turn);
    if done {
        was_set_aside(model, claims, Some(reason), &before);
    }
    done
}

fn was_set_aside(model: &mut Model, claims: &[ClaimId], given: Option<Reason>, before: &Before) {
    model.recall.ruling = Some((Question::Fact, None, given));
    model.recall.evidence = None;
    let said = ruled(model, claims, Question::Fact, None, given);
    go_on(model, claims, Question::Fact, before);
    tell(model, said);
}
