//! Finds days that do not exist in their month.

use jiff::civil;

use super::date::{Date, MONTH_NAMES};
use crate::check::phrase::{Filling, phrase};
use crate::check::text::{Lint, shown};

/// The lint for a day that does not exist in its month: "31 April", "29 February 2023".
pub(super) fn no_such_day(text: &str, date: &Date) -> Option<Lint> {
    /// A leap year, for a date without a year.
    const LEAP: i16 = 2024;
    let rest = text.get(date.range.end..)?;
    let is_month_first = !text
        .get(date.range.clone())?
        .starts_with(|c: char| c.is_ascii_digit());
    // In "In June 31 people were hurt" the number is not a day: it counts people.
    let may_count =
        is_month_first && date.year.is_none() && rest.trim_start().starts_with(char::is_alphabetic);
    let exists = civil::Date::new(date.year.unwrap_or(LEAP), date.month, date.day).is_ok();
    if exists || may_count {
        return None;
    }
    let month = MONTH_NAMES.get(usize::try_from(date.month.checked_sub(1)?).ok()?)?;
    let words = shown(text.get(date.range.clone())?);
    let day = date.day.to_string();
    let message = match date.year {
        Some(year) => phrase!(
            "there is no {} {} {}: “{}”",
            day,
            Filling::Word(month),
            year.to_string(),
            words
        ),
        None => phrase!("there is no {} {}: “{}”", day, Filling::Word(month), words),
    };
    Some(Lint {
        range: date.range.clone(),
        message,
    })
}
