//! Decisions on places that could reveal a confidential source, and the export that waits for them.

use crate::case::{SourceId, ops};
use crate::text::counted;
use crate::workbench::actions::action_result::ActionResult;
use crate::workbench::actions::jobs;
use crate::workbench::event::Context;
use crate::workbench::form::{Filled, FormOf};
use crate::workbench::model::Model;
use crate::workbench::popup::Popup;
use crate::workbench::popup::redaction::Redaction;
use crate::workbench::template::template;

/// *redaction* in the palette: opens the list of places to decide on.
pub fn open(model: &mut Model) -> ActionResult {
    let popup = Redaction::of(model, None).map(Popup::from);
    if popup.is_none() {
        model.say("Redacted exports of this case need no decision");
    }
    ActionResult::from(popup)
}

/// Records that these places are cut or kept, as one step for undo. After the last place, starts
/// the waiting export.
pub fn decide(
    model: &mut Model,
    places: &[(SourceId, String)],
    cut: bool,
    (is_last, export): (bool, Option<Filled>),
    cx: &mut Context<'_>,
) -> ActionResult {
    let word = if cut { "cut" } else { "kept" };
    let count = counted(places.len(), "place");
    let edit = {
        let stamp = model.stamp(cx);
        let mut builder = ops::EditBuilder::new(model.case());
        let added = places.iter().try_for_each(|(source, place)| {
            let edit = ops::redact(builder.case(), *source, place, cut, &stamp)?;
            builder.add(edit)
        });
        added.map(|()| builder.edit(format!("redaction: {count} {word}"), &stamp))
    };
    if !model.make(edit, cx) {
        return ActionResult::Stays;
    }
    if let (true, Some(form)) = (is_last, &export)
        && let FormOf::Export(format) = form.of
    {
        jobs::send(model, form, format, cx);
        return ActionResult::Closes;
    }
    let back = model.fill(template!("{undo} undoes it"));
    model.say(format!("In redacted exports {count} {word}; {back}"));
    ActionResult::from(is_last)
}
