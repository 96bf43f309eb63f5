//! Forms: each has a file here that opens it, builds its edit and reports the result.

mod details;
mod evidence;
mod fields;
mod ruling;
mod source;

use crate::case::Edit;
use crate::error::Error;
use crate::workbench::actions::action_result::ActionResult;
use crate::workbench::actions::attach::{added_items, refused};
use crate::workbench::actions::jobs;
use crate::workbench::event::Context;
use crate::workbench::form::{Filled, FormOf};
use crate::workbench::message::Message;
use crate::workbench::model::Model;
use crate::workbench::popup::Popup;
use crate::workbench::template::template;

use fields::{Wrong, required};

pub use details::details;
pub use evidence::{evidence, new_evidence};
pub use ruling::ruling;
pub use source::source;

/// Records the values of a form and reports the result, or names the wrong field and the reason.
pub fn record(model: &mut Model, form: &Filled, cx: &mut Context<'_>) -> ActionResult {
    let edit = match edit_of(model, form, cx) {
        Ok(FormResult::Edit(edit)) => edit,
        Ok(FormResult::Export(next)) => return ActionResult::from(next),
        Err((field, why)) => return ActionResult::Refuses(field, why),
    };
    let items = edit.as_ref().map(added_items).unwrap_or_default();
    let is_made = model.make(edit, cx);
    if is_made || evidence::names_file(form) && !model.message.is_trouble {
        let message = match &form.of {
            FormOf::NewEvidence(claims) => evidence::added_message(model, form, claims, items, cx),
            FormOf::Evidence(claim, item) => {
                evidence::changed_message(model, form, (*claim, *item), cx)
            }
            FormOf::Source(_) => source::report(model, form),
            FormOf::Ruling(claim, question) => {
                ruling::report(model, form, *claim, *question);
                return ActionResult::Closes;
            }
            FormOf::Details | FormOf::Export(_) => Message::new(model.fill(template!(
                "The case's details are changed; {undo} undoes it"
            ))),
        };
        model.message = message;
    } else if model.message.is_trouble {
        return refused(model);
    }
    ActionResult::Closes
}

/// The result of a valid form.
enum FormResult {
    /// The edit, or why it is refused.
    Edit(Result<Edit, Error>),
    /// An export. It has started, unless there is a popup that must be answered first.
    Export(Option<Popup>),
}

/// The result of a form, or the wrong field and the reason.
fn edit_of(model: &mut Model, form: &Filled, cx: &mut Context<'_>) -> Result<FormResult, Wrong> {
    let edit = match &form.of {
        FormOf::NewEvidence(claims) => evidence::adding_edit(model, form, claims, cx),
        FormOf::Evidence(claim, item) => evidence::changing_edit(model, form, *claim, *item, cx),
        FormOf::Source(id) => source::edit_of(model, form, *id, cx),
        FormOf::Ruling(claim, question) => ruling::edit_of(model, form, *claim, *question, cx),
        FormOf::Details => details::edit_of(model, form, cx),
        FormOf::Export(format) => {
            required(form, "file", "name the file to write")?;
            // Check this before the person decides what the export leaves out.
            let request = jobs::request(model, form, *format);
            let refused = |(field, error): (_, Error)| (field, error.to_string());
            request
                .require_no_source_named(model.case())
                .map_err(refused)?;
            return Ok(FormResult::Export(jobs::export(model, form, *format, cx)));
        }
    };
    edit.map(FormResult::Edit)
}
