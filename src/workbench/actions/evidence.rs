//! Opening the evidence line, and opening and dropping items. `attach` does the attaching.

use crate::case::{ClaimId, Question, ops, person};
use crate::text::{cells, pasteable, visible};
use crate::workbench::action::NamedSource;
use crate::workbench::actions::forms;
use crate::workbench::event::Context;
use crate::workbench::form::FormOf;
use crate::workbench::model::Model;
use crate::workbench::popup::Popup;
use crate::workbench::popup::dialog::Dialog;
use crate::workbench::popup::evidence::{EvidenceLine, url_in};
use crate::workbench::template::template;

/// A paste of at least this many characters is taken as a quote.
const MIN_QUOTE: usize = 20;

/// Opens the evidence line on the current question, for the marked claims or else for the claim in
/// focus. The line contains the pasted text, or else its unsent text. If the full form has unsent
/// text for the same claims, opens the form instead.
pub fn open_line(model: &mut Model, quote: &str, url: &str) -> Option<Popup> {
    match claims_and_question(model) {
        Ok((claims, question)) => {
            let form = FormOf::NewEvidence(claims.clone()).key();
            let line = EvidenceLine::of(model, claims, question);
            let line = line.with(model.case(), quote, url);
            let has_unsent = |key: &str| model.unsent_input.all.contains_key(key);
            if line.wants_unsent() && has_unsent(&form) && !has_unsent(&line.unsent_key()) {
                return Some(forms::new_evidence(
                    model,
                    &line.item(NamedSource::New(String::new())),
                ));
            }
            Some(line.into())
        }
        Err(why) => {
            model.say(why);
            None
        }
    }
}

/// Handles a paste on the panes: a quote or a URL.
pub fn handle_paste(model: &mut Model, text: &str) -> Option<Popup> {
    let text = text.trim();
    if model.focus.claim.is_none() {
        model.say("A paste becomes evidence for a claim, and there is none yet");
    } else if let Some(url) = url_in(text) {
        return open_line(model, "", url);
    } else if text.chars().count() >= MIN_QUOTE {
        return open_line(model, text, "");
    } else if cells(text) > 0 {
        model.say("A paste this short does nothing here: a URL or a quote becomes evidence");
    }
    None
}

/// The claims and the question for new evidence, or why there are none.
fn claims_and_question(model: &Model) -> Result<(Vec<ClaimId>, Question), String> {
    let marked = model.marked();
    let Some(focused) = model.focus.claim else {
        return Ok((marked, Question::Fact));
    };
    if marked.is_empty() {
        return Ok((vec![focused], model.focus.question));
    }
    // The current question belongs to the claim in focus, not to marked claims elsewhere.
    if !marked.contains(&focused) || model.focus.question == Question::Fact {
        return Ok((marked, Question::Fact));
    }
    let credits = |id: &ClaimId| {
        let claim = model.case().claims.get(*id);
        claim.is_some_and(|claim| claim.attribution.is_some())
    };
    let (able, unable): (Vec<_>, Vec<_>) = marked.into_iter().partition(credits);
    if unable.is_empty() {
        return Ok((able, Question::Said));
    }
    let hint = model.fill(template!("press {question} to switch to FACT"));
    Err(format!(
        "Marked claims {} have no attribution, so they take no evidence on SAID; {hint}",
        model.numbers(&unable)
    ))
}

/// Enter in the Verdict pane: opens the item or ruling in focus.
pub fn open_item(model: &mut Model) -> Option<Popup> {
    let claim = model.claim().cloned()?;
    if let Some(item) = claim.evidence.get(model.focus.item) {
        return Some(forms::evidence(model, claim.id, item));
    }
    // Rulings are listed latest first.
    let index = model.focus.item - claim.evidence.len();
    let ruling = claim.rulings.iter().rev().nth(index)?;
    let is_mine = |person: &str| person::is_same(&ruling.by, person);
    if model.person.as_deref().is_some_and(is_mine) {
        model.focus.question = ruling.question;
        return forms::ruling(model, claim.id, ruling.question, false);
    }
    let who = visible(&ruling.by).into_owned();
    let note = if ruling.note.is_empty() {
        "no note".to_owned()
    } else {
        pasteable(&ruling.note)
    };
    model.say(format!(
        "{who}'s ruling stays as {who} made it ({note}): {}",
        model.fill(template!(
            "{confirm}, {dispute}, {unverified} rule yourself"
        ))
    ));
    None
}

/// `Del` in the Verdict pane: drops the item of evidence in focus. A ruling is not dropped, only
/// withdrawn.
pub fn drop_item(model: &mut Model, cx: &mut Context<'_>) {
    let Some(claim) = model.claim().cloned() else {
        return;
    };
    let Some(item) = claim.evidence.get(model.focus.item) else {
        return model.say(model.fill(template!(
            "A ruling is not dropped: {ruling} withdraws your own"
        )));
    };
    let edit = ops::drop_evidence(model.case(), claim.id, item.id, &model.stamp(cx));
    if model.make(edit, cx) {
        let words = model.fill(template!("the evidence is dropped; {undo} brings it back."));
        model.say_about(claim.id, words);
    }
}
