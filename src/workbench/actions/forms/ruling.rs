//! The form for a person's own ruling: verdict, reason, note, and whether it decides a contested
//! question.

use crate::case::ops::{self, Judgement};
use crate::case::standing::last_own_ruling;
use crate::case::{ClaimId, Edit, Question, Reason, Ruling, Verdict};
use crate::error::Error;
use crate::workbench::actions::forms::fields::Wrong;
use crate::workbench::actions::report::{contested, others, show_message};
use crate::workbench::event::Context;
use crate::workbench::form::{Entry, Filled, Form, FormOf};
use crate::workbench::labels::reason;
use crate::workbench::message::Message;
use crate::workbench::model::Model;
use crate::workbench::popup::Popup;
use crate::workbench::popup::form::FormPopup;

/// The option that is selected until a ruling is chosen.
const NONE: &str = "none yet";

/// A verdict (none for aside) and a reason. None withdraws the ruling.
type RulingValue = Option<(Option<Verdict>, Option<Reason>)>;

/// All rulings that are possible on a question, with their labels.
fn rulings(question: Question) -> Vec<(String, RulingValue)> {
    let mut options = Vec::new();
    for verdict in Verdict::ALL.iter().copied().map(Some).chain([None]) {
        let word = verdict.map_or("aside", Verdict::name);
        // A claim that is confirmed or set aside always has a reason.
        if matches!(verdict, Some(Verdict::Disputed | Verdict::Unverified)) {
            options.push((word.to_owned(), Some((verdict, None))));
        }
        for why in Reason::fitting(question, verdict) {
            options.push((
                format!("{word}: {}", reason(question, why)),
                Some((verdict, Some(why))),
            ));
        }
    }
    options.push(("withdrawn".to_owned(), None));
    options
}

/// Opens the form for the person's own ruling on a question of a claim. `decides`: the ruling is
/// meant to settle a contested question.
pub fn ruling(model: &Model, id: ClaimId, question: Question, decides: bool) -> Option<Popup> {
    let claim = model.case().claims.get(id).cloned()?;
    let mine: Option<Ruling> = last_own_ruling(&claim, model.person.as_deref(), question).cloned();
    let options = rulings(question);
    let present = mine.as_ref().map(|ruling| (ruling.verdict, ruling.reason));
    let chosen = options
        .iter()
        .find(|(_, ruling)| *ruling == present && present.is_some());
    let chosen = chosen.map_or(NONE, |(word, _)| word);
    // If the person has no ruling yet, nothing is selected. So Enter after a note alone does not
    // rule.
    let none = mine.is_none().then(|| NONE.to_owned());
    let words = none
        .into_iter()
        .chain(options.iter().map(|(word, _)| word.clone()));
    // If only the note is missing, the form opens on the note.
    let lacks_note = decides && mine.is_some();
    let decides = decides || mine.as_ref().is_some_and(|ruling| ruling.decides);
    let note = mine.map(|ruling| ruling.note).unwrap_or_default();
    let entries = vec![
        Entry::choice("ruling", words.collect::<Vec<_>>(), chosen),
        Entry::long("note", &note),
        Entry {
            hint: "settles a contested question; needs a note",
            ..Entry::choice(
                "decides",
                ["no".to_owned(), "yes".to_owned()],
                if decides { "yes" } else { "no" },
            )
        },
    ];
    let title = format!(
        "Ruling · claim {} · {}",
        model.number(claim.id),
        question.capitals()
    );
    let others = others(model, &claim, question);
    let form = Form {
        note: others,
        ..Form::new(title, FormOf::Ruling(claim.id, question), entries)
    };
    let mut popup = FormPopup::new(form);
    if lacks_note {
        popup.go_to("note");
    }
    Some(popup.into())
}

/// The edit that the form makes.
pub fn edit_of(
    model: &Model,
    form: &Filled,
    claim: ClaimId,
    question: Question,
    cx: &Context<'_>,
) -> Result<Result<Edit, Error>, Wrong> {
    let stamp = model.stamp(cx);
    let chosen = form.value("ruling");
    if chosen == NONE {
        return Err(("ruling", "choose a ruling with Left and Right".to_owned()));
    }
    let ruling = rulings(question)
        .into_iter()
        .find(|(word, _)| *word == chosen)
        .and_then(|(_, ruling)| ruling);
    let Some((verdict, why)) = ruling else {
        return Ok(ops::withdraw(model.case(), claim, question, &stamp));
    };
    let judged = Judgement {
        verdict,
        reason: why,
        note: form.value("note").trim().to_owned(),
        decides: form.value("decides") == "yes",
    };
    if judged.decides && judged.note.is_empty() {
        return Err(("note", "a ruling that decides needs a note".to_owned()));
    }
    Ok(ops::rule(model.case(), claim, question, &judged, &stamp))
}

/// Reports the ruling, and stores it so that it can be repeated.
pub fn report(model: &mut Model, form: &Filled, claim: ClaimId, question: Question) {
    model.recall.ruled.push(claim);
    model.recall.just_ruled = Some((vec![claim], question));
    let chosen = form.value("ruling");
    let ruling = rulings(question)
        .into_iter()
        .find(|(word, _)| *word == chosen);
    if let Some((_, Some((verdict, why)))) = ruling {
        model.recall.ruling = Some((question, verdict, why));
        model.recall.evidence = None;
    }
    let contested = contested(model, &[claim], question);
    let tail = [
        Some(format!("{} {chosen}.", question.capitals())),
        contested,
    ];
    let message = Message {
        tail: tail.into_iter().flatten().collect::<Vec<_>>().join(" "),
        ..model.about(&[claim])
    };
    show_message(model, message);
}
