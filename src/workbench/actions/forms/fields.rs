//! Parsing and formatting the fields of forms.

use crate::case::{Date, source_named};
use crate::workbench::action::NamedSource;
use crate::workbench::form::Filled;
use crate::workbench::model::Model;

/// The options of a choice field.
pub fn names<T: Copy + std::fmt::Display>(all: &[T]) -> Vec<String> {
    all.iter().map(ToString::to_string).collect()
}

/// The hint of a date field.
pub const A_DAY: &str = "a day: year-month-day";

/// Formats a date for a field; empty for none.
pub fn format_date(date: Option<Date>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// The name of a wrong field, and the reason.
pub type Wrong = (&'static str, String);

/// Parses the date in a field; none if the field is empty.
pub fn parse_date(form: &Filled, name: &'static str) -> Result<Option<Date>, Wrong> {
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
pub fn required(form: &Filled, name: &'static str, why: &str) -> Result<String, Wrong> {
    let text = form.value(name).trim().to_owned();
    if text.is_empty() {
        Err((name, why.to_owned()))
    } else {
        Ok(text)
    }
}

/// The source that a name in a form refers to; possibly a new one.
pub fn known_or_new_source(model: &Model, name: &str) -> NamedSource {
    match source_named(model.case(), name) {
        Some(source) => NamedSource::Known(source.id),
        None => NamedSource::New(name.trim().to_owned()),
    }
}
