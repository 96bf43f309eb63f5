//! What stands in the fields of forms.

use crate::case::{Date, source_named};
use crate::workbench::action::Named;
use crate::workbench::form::Filled;
use crate::workbench::model::Model;

/// The words of a choice.
pub fn names<T: Copy + std::fmt::Display>(all: &[T]) -> Vec<String> {
    all.iter().map(ToString::to_string).collect()
}

/// What a field for a day wants.
pub const A_DAY: &str = "a day: year-month-day";

/// A day as it stands in a field; empty for none.
pub fn day(date: Option<Date>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// A field that is wrong, and why.
pub type Wrong = (&'static str, String);

/// The date in a field; none if it is empty.
pub fn date(form: &Filled, name: &'static str) -> Result<Option<Date>, Wrong> {
    let text = form.value(name);
    if text.trim().is_empty() {
        return Ok(None);
    }
    text.trim()
        .parse()
        .map(Some)
        .map_err(|error| (name, format!("{error}")))
}

/// The text of a field that must not be empty.
pub fn needed(form: &Filled, name: &'static str, why: &str) -> Result<String, Wrong> {
    let text = form.value(name).trim().to_owned();
    if text.is_empty() {
        Err((name, why.to_owned()))
    } else {
        Ok(text)
    }
}

/// The source that a name in a form stands for, which may be a new one.
pub fn named(model: &Model, name: &str) -> Named {
    match source_named(model.case(), name) {
        Some(source) => Named::Known(source.id),
        None => Named::New(name.trim().to_owned()),
    }
}
