//! Forms: each has a file here that opens it, builds its edit and reports the result.

mod details;
mod evidence;
mod fields;
mod ruling;
mod source;

use crate::case::Edit;
use crate::error::Error;
use crate::workbench::actions::attach::{items_of, refused};
use crate::workbench::actions::done::Done;
use crate::workbench::actions::jobs;
use crate::workbench::event::Context;
use crate::workbench::form::{Filled, FormOf};
use crate::workbench::message::Message;
use crate::workbench::model::Model;
use crate::workbench::popup::Popup;
use crate::workbench::template::template;

use fields::{Wrong, needed};

pub use details::details;
pub use evidence::{evidence, new_evidence};
pub use ruling::ruling;
pub use source::source;

/// Records the values of a form and reports the result, or names the wrong field and the reason.
pub fn record(model: &mut Model, form: &Filled, cx: &mut Context<'_>) -> Done {
    let edit = match taken(model, form, cx) {
        Ok(Taken::Edit(edit)) => edit,
        Ok(Taken::Sent(next)) => return Done::from(next),
        Err((field, why)) => return Done::Refuses(field, why),
    };
    let items = edit.as_ref().map(items_of).unwrap_or_default();
    let is_made = model.make(edit, cx);
    if is_made || evidence::names_file(form) && !model.message.is_trouble {
        let said = match &form.of {
            FormOf::NewEvidence(claims) => evidence::was_added(model, form, claims, items, cx),
            FormOf::Evidence(claim, item) => {
                evidence::was_changed(model, form, (*claim, *item), cx)
            }
            FormOf::Source(_) => source::was_taken(model, form),
            FormOf::Ruling(claim, question) => {
                ruling::was_taken(model, form, *claim, *question);
                return Done::Closes;
            }
            FormOf::Details | FormOf::Export(_) => Message::new(model.fill(template!(
                "The case's details are changed; {undo} undoes it"
            ))),
        };
        model.message = said;
    } else if model.message.is_trouble {
        return refused(model);
    }
    Done::Closes
}

/// The result of a valid form.
enum Taken {
    /// The edit, or why it is refused.
    Edit(Result<Edit, Error>),
    /// An export. It has started, unless there is a popup that must be answered first.
    Sent(Option<Popup>),
}

/// The result of a form, or the wrong field and the reason.
fn taken(model: &mut Model, form: &Filled, cx: &mut Context<'_>) -> Result<Taken, Wrong> {
    let edit = match &form.of {
        FormOf::NewEvidence(claims) => evidence::added(model, form, claims, cx),
        FormOf::Evidence(claim, item) => evidence::changed(model, form, *claim, *item, cx),
        FormOf::Source(id) => source::taken(model, form, *id, cx),
        FormOf::Ruling(claim, question) => ruling::taken(model, form, *claim, *question, cx),
        FormOf::Details => details::taken(model, form, cx),
        FormOf::Export(format) => {
            needed(form, "file", "name the file to write")?;
            // Checked before the person decides what the export leaves out.
            let request = jobs::request(model, form, *format);
            let refused = |(field, error): (_, Error)| (field, error.to_string());
            request.names_nobody(model.case()).map_err(refused)?;
            return Ok(Taken::Sent(jobs::export(model, form, *format, cx)));
        }
    };
    edit.map(Taken::Edit)
}
