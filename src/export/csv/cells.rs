//! What the tables share: their shape, and times as spreadsheets read them.

use crate::case::Timestamp;
use crate::export::Options;

/// The head of a table and its rows.
pub(super) type Table = (Vec<String>, Vec<Vec<String>>);

/// A time as spreadsheets read it: local, `2024-03-23 10:07:05`.
pub(super) fn time(at: Timestamp, options: &Options<'_>) -> String {
    of_time(at, options, "%Y-%m-%d %H:%M:%S")
}

/// By how much that time differs from UTC: `UTC+02:00`, which no spreadsheet takes for a sum.
pub(super) fn offset(at: Timestamp, options: &Options<'_>) -> String {
    of_time(at, options, "UTC%:z")
}

fn of_time(at: Timestamp, options: &Options<'_>, form: &str) -> String {
    let local = at.instant().to_zoned(options.zone.clone());
    local.strftime(form).to_string()
}
