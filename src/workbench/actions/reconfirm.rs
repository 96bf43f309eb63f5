//! Repeating a person's own ruling after the words or the attribution of its claim were changed.

use crate::case::ops::{self, EditBuilder, Judgement};
use crate::case::standing::{counts_again, last_own_ruling};
use crate::case::{Claim, ClaimId, Question};
use crate::text::visible;
use crate::workbench::action::Action;
use crate::workbench::event::Context;
use crate::workbench::model::Model;
use crate::workbench::popup::Popup;
use crate::workbench::popup::ask::Ask;

/// Asks whether to repeat the person's rulings that became stale when a claim's words or
/// attribution were changed. Leaves out the questions in `excluded`, which need a new ruling.
pub fn ask_to_reconfirm(model: &Model, before: &Claim, excluded: &[Question]) -> Option<Popup> {
    let after = model.case().claims.get(before.id)?;
    let person = model.person.as_deref();
    let questions: Vec<Question> = Question::ALL
        .iter()
        .copied()
        .filter(|question| {
            let hash_before = before.subject_hash(*question);
            !excluded.contains(question)
                && after.subject_hash(*question) != hash_before
                && (*question == Question::Fact || after.attribution.is_some())
                && last_own_ruling(after, person, *question)
                    .is_some_and(|ruling| ruling.of == hash_before)
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

/// A note on the rulings that count again because the claim has the words and the attribution that
/// they were made on. Empty if there are none.
pub fn counts_again_note(model: &Model, before: &Claim) -> String {
    let Some(after) = model.case().claims.get(before.id) else {
        return String::new();
    };
    let notes = Question::ALL.iter().filter_map(|question| {
        let ruling = counts_again(before, after, *question)?;
        let (on, by) = (question.capitals(), visible(&ruling.by));
        Some(format!(" {on} {}, by {by}, counts again.", ruling.word()))
    });
    notes.collect::<Vec<_>>().concat()
}

/// Repeats the person's rulings on these questions for the present words.
pub fn reconfirm(model: &mut Model, id: ClaimId, questions: &[Question], cx: &mut Context<'_>) {
    let Some(claim) = model.case().claims.get(id).cloned() else {
        return;
    };
    let stamp = model.stamp(cx);
    let mut builder = EditBuilder::new(model.case());
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
            let edit = ops::rule(builder.case(), id, *question, &judged, &stamp)?;
            builder.add(edit)
        });
    }
    let edit = made.map(|()| builder.edit(format!("{} verdict kept", model.number(id)), &stamp));
    if model.make(edit, cx) {
        model.say(format!("Verdict kept. {}", model.standing_text(id)));
    }
}
