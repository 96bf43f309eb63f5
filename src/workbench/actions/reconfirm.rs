//! Reconfirming a person's own ruling after the words under it were changed.

use crate::case::ops::{self, EditBuilder, Judgement};
use crate::case::standing::{counts_again, last_own_ruling};
use crate::case::{Claim, ClaimId, Question};
use crate::text::visible;
use crate::workbench::action::Action;
use crate::workbench::event::Context;
use crate::workbench::model::Model;
use crate::workbench::popup::Popup;
use crate::workbench::popup::ask::Ask;

/// After a change of a claim's words or attribution: asks whether to repeat the person's rulings
/// that became stale. Questions in `apart` are left out: they need a new ruling.
pub fn ask_to_reconfirm(model: &Model, before: &Claim, apart: &[Question]) -> Option<Popup> {
    let after = model.case().claims.get(before.id)?;
    let person = model.person.as_deref();
    let questions: Vec<Question> = Question::ALL
        .iter()
        .copied()
        .filter(|question| {
            let was = before.subject_hash(*question);
            !apart.contains(question)
                && after.subject_hash(*question) != was
                && (*question == Question::Fact || after.attribution.is_some())
                && last_own_ruling(after, person, *question).is_some_and(|ruling| ruling.of == was)
        })
        .collect();
    if questions.is_empty() {
        return None;
    }
    let what = if after.shown() == before.shown() {
        "credit"
    } else {
        "words"
    };
    let number = model.number(before.id);
    let verdicts = questions.iter().filter_map(|question| {
        let ruling = last_own_ruling(after, person, *question)?;
        Some((format!("{} {}", question.capitals(), ruling.word()), ruling))
    });
    let (verdicts, rulings): (Vec<_>, Vec<_>) = verdicts.unzip();
    let by = rulings.first().map_or("", |ruling| &ruling.by);
    let still = if verdicts.len() > 1 {
        "Do these still hold"
    } else {
        "Does this still hold"
    };
    let (verdicts, by) = (verdicts.join(" and "), visible(by));
    Some(
        Ask {
            words: format!("The {what} of claim {number} changed. {still}: {verdicts}, by {by}?"),
            yes: Action::Reconfirm(before.id, questions),
        }
        .into(),
    )
}

/// The message about rulings that count again, because the claim is as they found it.
pub fn again(model: &Model, before: &Claim) -> String {
    let Some(after) = model.case().claims.get(before.id) else {
        return String::new();
    };
    let all = Question::ALL.iter().filter_map(|question| {
        let ruling = counts_again(before, after, *question)?;
        let (on, by) = (question.capitals(), visible(&ruling.by));
        Some(format!(" {on} {}, by {by}, counts again.", ruling.word()))
    });
    all.collect::<Vec<_>>().concat()
}

/// Repeats the same verdicts for the words as they are now.
pub fn reconfirm(model: &mut Model, id: ClaimId, questions: &[Question], cx: &mut Context<'_>) {
    let Some(claim) = model.case().claims.get(id).cloned() else {
        return;
    };
    let stamp = model.stamp(cx);
    let mut all = EditBuilder::new(model.case());
    let mut made = Ok(());
    for question in questions {
        let Some(ruling) = last_own_ruling(&claim, model.person.as_deref(), *question) else {
            continue;
        };
        let judged = Judgement {
            verdict: ruling.verdict,
            reason: ruling.reason,
            note: ruling.note.clone(),
            decides: ruling.decides,
        };
        made = made.and_then(|()| {
            let edit = ops::rule(all.case(), id, *question, &judged, &stamp)?;
            all.add(edit)
        });
    }
    let edit = made.map(|()| all.edit(format!("{} verdict kept", model.number(id)), &stamp));
    if model.make(edit, cx) {
        model.say(format!("Verdict kept. {}", model.standing_text(id)));
    }
}
