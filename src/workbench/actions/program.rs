//! The program: undo and redo, editor, clipboard, the person's name, quitting.

use std::ops::Range;

use crate::case::{ClaimId, Edit, Question, Stamp, UndoOutcome};
use crate::export::redacted_text;
use crate::text::{counted, pasteable, visible};
use crate::workbench::action::{Action, Pane};
use crate::workbench::actions::action_result::ActionResult;
use crate::workbench::actions::claims::wording;
use crate::workbench::actions::evidence::open_item;
use crate::workbench::actions::forms;
use crate::workbench::event::{Context, Effect};
use crate::workbench::index::Filter;
use crate::workbench::model::Model;
use crate::workbench::popup::Popup;
use crate::workbench::popup::ask::Ask;
use crate::workbench::popup::select::text_of;
use crate::workbench::template::template;

/// `z` undoes, `Z` redoes.
pub fn undo_or_redo(model: &mut Model, is_redo: bool, cx: &mut Context<'_>) {
    if model.is_read_only() {
        return;
    }
    let by = model.person.clone().unwrap_or_default();
    let stamp = Stamp { by: &by, at: cx.at };
    let outcome = if is_redo {
        model.history.redo(&stamp)
    } else {
        model.history.undo(&stamp)
    };
    match outcome {
        Ok(outcome) => {
            model.record_step(&outcome.step, cx);
            let sentence = outcome.sentence(is_redo, cx.at, &model.prefs.zone);
            show_change(model, &outcome, &sentence);
        }
        Err(refusal) => model.refuse(&refusal),
    }
}

/// Moves the focus to what an undo or redo changed. Reports the edit and the standing after it.
fn show_change(model: &mut Model, outcome: &UndoOutcome, sentence: &str) {
    let edit = &outcome.of;
    let mut standing = String::new();
    if let Some((id, question)) = model.touched(edit) {
        model.reveal(id);
        let has_said = model.has_said();
        if let Some(question) = question.filter(|question| has_said || *question == Question::Fact)
        {
            model.focus.question = question;
            // The standings of several claims would not fit the message.
            if touches_one(edit, id) {
                standing = format!("  {}", model.standing_text(id));
            }
        }
    }
    let mut skipped = outcome.skipped();
    if !skipped.is_empty() {
        skipped.insert_str(0, "  ");
    }
    model.say(format!("{sentence}.{standing}{skipped}"));
}

fn touches_one(edit: &Edit, id: ClaimId) -> bool {
    edit.changes
        .iter()
        .all(|change| change.claim().is_none_or(|other| other == id))
}

/// `E`: opens the long text of the item in focus in the person's own editor.
pub fn editor(model: &mut Model) -> ActionResult {
    let (popup, long) = match model.focus.pane {
        Pane::Claims if model.claim().is_none() => {
            model.say("There is no claim whose wording could be edited");
            return ActionResult::Closes;
        }
        Pane::Claims => (wording(model), ""),
        Pane::Sources if model.source().is_none() => {
            model.say("There is no source whose note could be edited");
            return ActionResult::Closes;
        }
        Pane::Sources => (Some(forms::source(model, model.focus.source)), "note"),
        Pane::Verdict if model.item_count() == 0 => {
            model.say("There is no evidence or ruling whose words could be edited");
            return ActionResult::Closes;
        }
        Pane::Verdict => {
            let items = model.claim().map_or(0, |claim| claim.evidence.len());
            let is_item = model.focus.item < items;
            (open_item(model), if is_item { "quote" } else { "note" })
        }
    };
    let Some(mut popup) = popup else {
        return ActionResult::Closes;
    };
    if let Popup::Form(form) = &mut popup {
        form.go_to(long);
    }
    ActionResult::Edits(popup)
}

/// `y`: copies the text of the record in focus.
///
/// Copied text may be pasted anywhere, so it is redacted like an export. Nothing of a confidential
/// source is copied, and words that reveal a confidential source are cut from other texts.
pub fn copy(model: &mut Model, cx: &mut Context<'_>) {
    let is_secret = |id| {
        let source = model.case().sources.get(id);
        source.is_some_and(|source| source.confidential)
    };
    let (what, text) = match model.focus.pane {
        Pane::Sources => {
            let Some(source) = model.source() else {
                return model.say("There is no source to copy");
            };
            if source.confidential {
                return model.say("Not copied: the source is confidential");
            }
            if source.url.is_empty() {
                ("the source's name", source.name.clone())
            } else {
                ("the source's link", source.url.clone())
            }
        }
        Pane::Verdict | Pane::Claims => {
            let Some(claim) = model.claim() else {
                return model.say("There is no claim to copy");
            };
            let item = claim
                .evidence
                .get(model.focus.item)
                .filter(|_| model.focus.pane == Pane::Verdict);
            match item {
                Some(item) if is_secret(item.source) => {
                    return model.say("Not copied: the item's source is confidential");
                }
                Some(item) if !item.url.is_empty() => ("the evidence's link", item.url.clone()),
                Some(item) if !item.quote.is_empty() => {
                    ("the evidence's words", item.quote.clone())
                }
                _ => ("the claim's words", claim.shown().to_owned()),
            }
        }
    };
    copy_redacted(model, what, &text, 0..text.len(), cx);
}

/// `y` on a selection in a paragraph. A confidential name is removed even if the selection contains
/// only part of it.
pub fn copy_range(model: &Model, paragraph: usize, range: Range<usize>, cx: &mut Context<'_>) {
    let text = text_of(model, paragraph);
    copy_redacted(model, "the selection", text, range, cx);
}

/// Copies a range of a text without the words that could reveal a confidential source.
fn copy_redacted(
    model: &Model,
    what: &'static str,
    text: &str,
    range: Range<usize>,
    cx: &mut Context<'_>,
) {
    let redacted = redacted_text(model.case(), text, range.clone());
    let what = if text.get(range) == Some(&*redacted) {
        what
    } else {
        "the words without what leads to a confidential source"
    };
    copy_text(what, pasteable(&redacted), cx);
}

/// Puts a text on the clipboard.
pub fn copy_text(what: &'static str, text: String, cx: &mut Context<'_>) {
    cx.effects.push(Effect::Copy { what, text });
}

/// Esc on the panes: clears the marks, else the filter, else moves the focus to the claims.
pub fn leave(model: &mut Model) {
    if !model.list_view.marks.is_empty() {
        model.list_view.marks.clear();
        if model.list_view.filter == Filter::Marked {
            model.list_view.filter = Filter::All;
            model.arrange();
        }
    } else if model.list_view.filter != Filter::All {
        model.list_view.filter = Filter::All;
        model.arrange();
    } else {
        model.focus.pane = Pane::Claims;
    }
}

/// `q`: quits, or asks first if something would be lost.
pub fn quit(model: &Model, cx: &mut Context<'_>) -> ActionResult {
    let words = match &model.receipts.stuck {
        Some(why) if !model.receipts.is_all_stored() => format!("NOT SAVED: {why}."),
        _ if !model.unapplied.is_empty() => {
            let count = counted(model.unapplied.len(), "edit");
            let decides = model.fill(template!("{conflicts} lists them"));
            format!("{count} of yours could not be applied: {decides}. Quit anyway?")
        }
        _ => {
            cx.effects.push(Effect::Quit);
            return ActionResult::Closes;
        }
    };
    let yes = Action::QuitAnyway;
    ActionResult::Opens(Ask { words, yes }.into())
}

/// Sets the name under which rulings are recorded.
pub fn set_person(model: &mut Model, name: String) {
    model.say(format!("You are {} now", visible(&name)));
    model.person = Some(name);
}

/// Ctrl-C on the panes.
pub fn interrupt(model: &mut Model) {
    model.say(model.fill(template!("{quit} quits")));
}

/// `C`, `D`, `U`: the ruling keys with Caps Lock on. They only ask about Caps Lock.
pub fn caps_lock(model: &mut Model) {
    model.say(model.fill(template!("Caps Lock? {confirm} confirms, {undo} undoes")));
}
