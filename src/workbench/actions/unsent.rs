//! The list of unsent texts: their titles, and reopening their forms.

use crate::case::{ClaimId, Question};
use crate::store::Unsent;
use crate::text::pasteable;
use crate::workbench::action::{Action, NamedSource, Pane};
use crate::workbench::actions::program::copy_text;
use crate::workbench::actions::{claims, forms};
use crate::workbench::event::Context;
use crate::workbench::model::Model;
use crate::workbench::popup::Popup;
use crate::workbench::popup::ask::Ask;
use crate::workbench::popup::evidence::EvidenceLine;
use crate::workbench::popup::list::{List, Row};
use crate::workbench::popup::prompt::{Prompt, Purpose};
use crate::workbench::unsent::{title, words};

/// *unsent* in the palette: lists the texts that were typed and not sent.
pub fn list(model: &Model) -> Popup {
    let rows = model.unsent_input.all.values().enumerate();
    let rows = rows.map(|(index, unsent)| {
        let time = unsent.at.shown(model.now, &model.prefs.zone);
        Row::new(title(unsent), time, Action::Reopen(index))
    });
    List::new("Typed and not sent", rows.collect()).into()
}

/// Reopens the form of an unsent text. If its record is gone, copies the text to the clipboard.
pub fn reopen(model: &mut Model, index: usize, cx: &mut Context<'_>) -> Option<Popup> {
    let unsent = model.unsent_input.all.values().nth(index).cloned()?;
    let form = unsent.form().to_owned();
    // If two texts belong to this form, swap them, so that the form offers the chosen one.
    if form != unsent.of {
        let texts = &mut model.unsent_input.all;
        let (chosen, other) = (texts.remove(&unsent.of), texts.remove(&form));
        for (of, text) in [(form.clone(), chosen), (unsent.of.clone(), other)] {
            texts.extend(text.map(|unsent| (of.clone(), Unsent { of, ..unsent })));
        }
    }
    let popup = open(model, &form);
    if popup.is_some() {
        return popup;
    }
    if model.unsent_input.copied.insert(form.clone()) {
        // The clipboard may not work, so the text stays in the list.
        let text = pasteable(&words(&unsent));
        copy_text("what you typed, whose record is gone", text, cx);
        return None;
    }
    let words = format!("{}. It was copied. Discard it?", title(&unsent));
    let yes = Action::Discard(form);
    Some(Ask { words, yes }.into())
}

/// Discards an unsent text.
pub fn discard(model: &mut Model, of: &str) {
    model.unsent_input.all.remove(of);
    model.say("Discarded");
}

/// Opens the popup of the unsent text with this key. None if its record is gone.
fn open(model: &mut Model, of: &str) -> Option<Popup> {
    let (kind, rest) = of.split_once(' ').unwrap_or((of, ""));
    let mut ids = rest.split(' ');
    let first = ids.next().unwrap_or_default();
    let case = model.case();
    let claim = || {
        let id: ClaimId = first.parse().ok()?;
        case.claims.has(id).then_some(id)
    };
    let popup = match kind {
        "claim" => Prompt::new(model, Purpose::Claim).into(),
        "details" => forms::details(model),
        "source" if rest.is_empty() => return Some(forms::source(model, None)),
        "source" => {
            let id = first.parse().ok().filter(|id| case.sources.has(*id))?;
            model.focus.source = Some(id);
            return Some(forms::source(model, Some(id)));
        }
        "item" => {
            let (claim, item) = case.claims.iter().find_map(|claim| {
                let mut items = claim.evidence.iter();
                let item = items.find(|item| item.id.to_string() == first)?;
                Some((claim.id, item.clone()))
            })?;
            model.reveal(claim);
            forms::evidence(model, claim, &item)
        }
        "line" | "evidence" => {
            // The key of an evidence line ends with its question. In a form the question is one of
            // the fields.
            let with_question = rest.rsplit_once(' ').and_then(|(ids, question)| {
                let question: Question = question.parse().ok()?;
                Some((ids, question))
            });
            let ids = with_question.map_or(rest, |(ids, _)| ids);
            let claim_ids: Option<Vec<ClaimId>> =
                ids.split(' ').map(|id| id.parse().ok()).collect();
            let claim_ids = claim_ids.filter(|ids| ids.iter().all(|id| case.claims.has(*id)))?;
            model.reveal(*claim_ids.first()?);
            let question = match (with_question, claim_ids.as_slice()) {
                (Some((_, question)), _) => question,
                (None, [_]) => model.focus.question,
                (None, _) => Question::Fact,
            };
            let line = EvidenceLine::of(model, claim_ids, question);
            if kind == "line" {
                line.into()
            } else {
                forms::new_evidence(model, &line.item(NamedSource::New(String::new())))
            }
        }
        "wording" => {
            let claim = claim()?;
            model.reveal(claim);
            Prompt::new(model, Purpose::Wording(claim)).into()
        }
        "credit" => {
            let claim = claim()?;
            model.reveal(claim);
            claims::credit(model)?
        }
        "ruling" => {
            let claim = claim()?;
            let question: Question = ids.next()?.parse().ok()?;
            model.reveal(claim);
            model.focus.question = question;
            forms::ruling(model, claim, question, false)?
        }
        "waiver" => {
            let claim = claim()?;
            let standard = ids.next()?.parse().ok()?;
            model.reveal(claim);
            Prompt::new(model, Purpose::Waiver(claim, standard)).into()
        }
        _ => return None,
    };
    model.focus.pane = Pane::Claims;
    Some(popup)
}
