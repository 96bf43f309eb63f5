//! Choosing between my version and the one in the file, after my edit no longer fits the changed
//! file.

use crate::case::{Case, Edit};
use crate::workbench::actions::action_result::ActionResult;
use crate::workbench::event::Context;
use crate::workbench::message::Message;
use crate::workbench::model::Model;
use crate::workbench::template::template;

/// Applies my edit on top of the version in the file.
pub fn keep_mine(model: &mut Model, at: usize, cx: &mut Context<'_>) -> ActionResult {
    let Some(mine) = model.unapplied.get(at).cloned() else {
        return ActionResult::Closes;
    };
    // The edit is recorded under the name of the person who presses the key, so that undo finds it.
    let by = model.person.clone().unwrap_or_default();
    let edit = mine.rebased(model.case()).map(|edit| Edit {
        at: cx.at,
        by,
        ..edit
    });
    match edit {
        Ok(edit) if edit.changes.is_empty() => {
            model.say("Nothing would change");
            remove_decided(model, at)
        }
        Ok(edit) => {
            // Restored rulings are not new. As whole claims the edit can be undone without a new
            // ruling.
            let edit = if model.offered.contains(&mine) {
                as_whole_claims(model.case(), &edit)
            } else {
                edit
            };
            if !model.make(Ok(edit), cx) {
                return ActionResult::Stays;
            }
            let back = model.fill(template!("{undo} undoes it"));
            model.say(format!("Kept your version: {}; {back}", mine.what));
            remove_decided(model, at)
        }
        Err(moved) => {
            model.message = Message::trouble(format!("Your version cannot be applied: {moved}"));
            ActionResult::Stays
        }
    }
}

/// Drops my edit and keeps the version in the file.
pub fn keep_theirs(model: &mut Model, at: usize) -> ActionResult {
    let what = model.unapplied.get(at).map(|edit| edit.what.clone());
    model.say(format!(
        "The file stays as it is. Not done: {}",
        what.unwrap_or_default()
    ));
    remove_decided(model, at)
}

/// Removes the edit from the list. The popup closes after the last one.
fn remove_decided(model: &mut Model, at: usize) -> ActionResult {
    if at < model.unapplied.len() {
        let decided = model.unapplied.remove(at);
        model.decided.push(decided);
    }
    ActionResult::from(model.unapplied.is_empty())
}

/// The same edit with whole claims as its changes, so that its plain inverse undoes it in any
/// session.
fn as_whole_claims(case: &Case, edit: &Edit) -> Edit {
    let mut then = case.clone();
    match edit.apply(&mut then) {
        Ok(()) => Edit::restore(case, &then, edit.what.clone(), edit.by.clone(), edit.at),
        Err(_) => edit.clone(),
    }
}
