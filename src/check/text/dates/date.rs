//! A date in a text, and the names of months in messages.

use std::ops::Range;

/// The names of months in messages.
pub(super) const MONTH_NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date in a text: month 1 to 12, and its range in bytes.
pub(super) struct Date {
    pub year: Option<i16>,
    pub month: i8,
    pub day: i8,
    pub range: Range<usize>,
}
