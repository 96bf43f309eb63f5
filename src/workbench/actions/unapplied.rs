//! Choosing between the person's edit and the version in the file, if the edit does not fit the
//! changed file.

use crate::case::{Case, Edit};
use crate::workbench::actions::action_result::ActionResult;
use crate::workbench::event::Context;
use crate::workbench::message::Message;
use crate::workbench::model::Model;
use crate::workbench::template::template;

/// Applies the person's edit on top of the version in the file.
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
            // An edit that was offered again restores rulings and makes no new ones. As an edit of
            // whole claims it can be undone without a new ruling.
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
        Err(error) => {
            model.message = Message::trouble(format!("Your version cannot be applied: {error}"));
            ActionResult::Stays
        }
    }
}

/// Drops the person's edit and keeps the version in the file.
pub fn keep_theirs(model: &mut Model, at: usize) -> ActionResult {
    let what = model.unapplied.get(at).map(|edit| edit.what.clone());
    model.say(format!(
        "The file stays as it is. Not done: {}",
        what.unwrap_or_default()
    ));
    remove_decided(model, at)
}

/// Moves the edit from the list to the decided edits. The popup closes after the last edit.
fn remove_decided(model: &mut Model, at: usize) -> ActionResult {
    if at < model.unapplied.len() {
        let decided = model.unapplied.remove(at);
        model.decided.push(decided);
    }
    ActionResult::from(model.unapplied.is_empty())
}

/// The same edit with whole claims as its changes. Its inverse then undoes it in any session.
fn as_whole_claims(case: &Case, edit: &Edit) -> Edit {
    let mut after = case.clone();
    match edit.apply(&mut after) {
        Ok(()) => Edit::restore(case, &after, edit.what.clone(), edit.by.clone(), edit.at),
        Err(_) => edit.clone(),
    }
}
