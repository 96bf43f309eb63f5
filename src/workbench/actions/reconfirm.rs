//! A person's own ruling, and whether it holds when the words under it were changed.

use crate::case::deeds::{self, Judgement, Together};
use crate::case::standing::last_by;
use crate::case::{Claim, ClaimId, Question, Ruling};

use crate::workbench::Turn;
use crate::workbench::actions::rule::stands_as;
use crate::workbench::model::Model;
use crate::workbench::popup::{Ask, Mode, Yes};

/// The person's own ruling that stands last on a question; none if it is a withdrawal.
pub fn own<'a>(claim: &'a Claim, person: Option<&str>, question: Question) -> Option<&'a Ruling> {
    last_by(claim, person?, question).filter(|ruling| !ruling.is_withdrawal())
}

/// After the words or the chain of a claim were changed: if that left own rulings on other words, asks whether they hold.
pub fn ask_if_it_holds(model: &mut Model, before: &Claim) {
    let Some(after) = model.case().claims.get(before.id) else {
        return;
    };
    let person = model.person.as_deref();
    let questions: Vec<Question> = Question::ALL
        .iter()
        .copied()
        .filter(|question| {
            let was = before.of(*question);
            after.of(*question) != was
                && (*question == Question::Fact || after.attribution.is_some())
                && own(after, person, *question).is_some_and(|ruling| ruling.of == was)
        })
        .collect();
    if !questions.is_empty() {
        let words = "Your ruling was on other words.".to_owned();
        model.modes.push(Mode::Ask(Ask {
            words,
            yes: Yes::Hold(before.id, questions),
        }));
    }
}

/// Rules anew as before, on the words as they are now.
pub fn hold(model: &mut Model, id: ClaimId, questions: &[Question], turn: &mut Turn<'_>) {
    let Some(claim) = model.case().claims.get(id).cloned() else {
        return;
    };
    let stamp = model.stamp(turn);
    let mut all = Together::on(model.case());
    let mut made = Ok(());
    for question in questions {
        let Some(ruling) = own(&claim, model.person.as_deref(), *question) else {
            continue;
        };
        let judged = Judgement {
            verdict: ruling.verdict,
            reason: ruling.reason,
            note: ruling.note.clone(),
            decides: ruling.decides,
        };
        made = made.and_then(|()| {
            let edit = deeds::rule(all.case(), id, *question, &judged, &stamp)?;
            all.take(edit)
        });
    }
    let edit = made.map(|()| all.edit(format!("{} holds", model.number(id)), &stamp));
    if model.make(edit, turn) {
        model.say(format!("Recorded anew. {}", stands_as(model, id)));
    }
}
