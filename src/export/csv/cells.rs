//! Shared by the tables: their type, and the form of times.

use crate::case::Timestamp;
use crate::export::Options;

/// The header of a table and its rows.
pub(super) type Table = (Vec<String>, Vec<Vec<String>>);

/// A time for spreadsheets: local, `2024-03-23 10:07:05`.
pub(super) fn time(at: Timestamp, options: &Options<'_>) -> String {
    of_time(at, options, "%Y-%m-%d %H:%M:%S")
}

/// The UTC offset of a time: `UTC+02:00`. With the `UTC` no spreadsheet reads it as a formula.
pub(super) fn offset(at: Timestamp, options: &Options<'_>) -> String {
    of_time(at, options, "UTC%:z")
}

fn of_time(at: Timestamp, options: &Options<'_>, form: &str) -> String {
    let local = at.instant().to_zoned(options.zone.clone());
    local.strftime(form).to_string()
}
