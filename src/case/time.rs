//! Times and dates. A time is an instant in UTC with milliseconds. A date is a calendar day without
//! a time zone.

use std::fmt;
use std::str::FromStr;

use jiff::civil;
use jiff::tz::TimeZone;
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::from_str_visitor::from_str_visitor;

/// How far ahead the clock of another machine may be, in milliseconds: a day, so that a wrong time
/// zone does not matter.
pub(super) const AHEAD: i64 = 24 * HOUR;

/// An hour in milliseconds: the horizon is moved at most once an hour.
pub(super) const HOUR: i64 = 60 * 60 * 1000;

/// An instant: RFC 3339 in UTC with three digits of milliseconds, `2026-11-23T10:12:40.007Z`.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(jiff::Timestamp);

impl Timestamp {
    /// The instant, truncated to milliseconds.
    pub fn new(instant: jiff::Timestamp) -> Self {
        // The last second of the calendar cannot be truncated to milliseconds.
        let second = || jiff::Timestamp::from_second(instant.as_second()).unwrap_or(instant);
        Self(
            jiff::Timestamp::from_millisecond(instant.as_millisecond())
                .unwrap_or_else(|_| second()),
        )
    }

    /// The time of a system clock. A time outside of the calendar becomes the first or last
    /// instant.
    pub fn of_clock(time: std::time::SystemTime) -> Self {
        let edge = if time < std::time::UNIX_EPOCH {
            jiff::Timestamp::MIN
        } else {
            jiff::Timestamp::MAX
        };
        Self::new(jiff::Timestamp::try_from(time).unwrap_or(edge))
    }

    /// The time this many milliseconds later (earlier, if negative). Unchanged if the result is
    /// outside of the calendar.
    #[must_use]
    pub fn later(self, milliseconds: i64) -> Self {
        let moved = self.0.as_millisecond().saturating_add(milliseconds);
        Self(jiff::Timestamp::from_millisecond(moved).unwrap_or(self.0))
    }

    /// The time as text, in their time zone: `12:11` for today, `yesterday 17:02`, `3 Mar 17:02`,
    /// or `3 Mar 2024 17:02` for another year. A time more than a day ahead is marked.
    pub fn shown(self, now: Self, zone: &TimeZone) -> String {
        let is_ahead = now.later(AHEAD) < self;
        let (time, now) = (self.0.to_zoned(zone.clone()), now.0.to_zoned(zone.clone()));
        let (day, today) = (time.date(), now.date());
        let form = if day == today {
            "%H:%M"
        } else if today.yesterday().is_ok_and(|yesterday| day == yesterday) {
            "yesterday %H:%M"
        } else if day.year() == today.year() {
            "%-d %b %H:%M"
        } else {
            "%-d %b %Y %H:%M"
        };
        let future = if is_ahead { " (in the future)" } else { "" };
        format!("{}{future}", time.strftime(form))
    }

    /// The time as a jiff instant.
    pub fn instant(self) -> jiff::Timestamp {
        self.0
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}", self.0)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The error for a text that is neither a time nor a date, or not the expected one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IllFormedTime {
    given: String,
    expected: &'static str,
}

impl fmt::Display for IllFormedTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not a {}",
            crate::text::visible(&self.given),
            self.expected
        )
    }
}

impl std::error::Error for IllFormedTime {}

impl FromStr for Timestamp {
    type Err = IllFormedTime;

    /// Accepts any RFC 3339 time with an offset, and converts it to UTC.
    fn from_str(text: &str) -> Result<Self, IllFormedTime> {
        let expected = "time like 2026-11-23T10:12:40.007Z";
        text.parse().map(Self::new).map_err(|_| IllFormedTime {
            given: text.to_owned(),
            expected,
        })
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(from_str_visitor("a time"))
    }
}

/// A calendar day, `2024-03-23`, without a time zone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

impl Date {
    /// The year.
    pub fn year(self) -> i16 {
        self.0.year()
    }
}

impl Date {
    /// The month, from 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }
}

impl From<civil::Date> for Date {
    fn from(day: civil::Date) -> Self {
        Self(day)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Date {
    type Err = IllFormedTime;

    fn from_str(text: &str) -> Result<Self, IllFormedTime> {
        let expected = "date like 2024-03-23";
        // `strptime` would also accept signs and spaces.
        let is_digits = |part: &str, length| {
            part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        let mut parts = text.splitn(3, '-');
        let is_date = [4, 2, 2]
            .into_iter()
            .all(|length| parts.next().is_some_and(|part| is_digits(part, length)));
        let day = civil::Date::strptime("%Y-%m-%d", text)
            .ok()
            .filter(|_| is_date);
        day.map(Self).ok_or_else(|| IllFormedTime {
            given: text.to_owned(),
            expected,
        })
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(from_str_visitor("a date"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_in_utc_with_milliseconds() {
        let of = |text: &str| text.parse::<Timestamp>().map(|time| time.to_string());
        assert_eq!(
            of("2026-11-23T10:12:40.007Z").as_deref(),
            Ok("2026-11-23T10:12:40.007Z")
        );
        assert_eq!(
            of("2026-11-23T12:12:40+02:00").as_deref(),
            Ok("2026-11-23T10:12:40.000Z")
        );
        assert!(of("2026-11-23 10:12").is_err() && of("2026-13-23T10:12:40Z").is_err());
    }

    #[test]
    fn only_calendar_days_are_dates() {
        assert!("2024-02-29".parse::<Date>().is_ok());
        for wrong in [
            "2023-02-29",
            "2024-2-9",
            "23.03.2024",
            "2024-03-23T10:00:00Z",
            "-999-01-01",
            "2024- 1- 1",
            "",
        ] {
            assert!(wrong.parse::<Date>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_day_is_shown_if_it_is_not_today() {
        let zone = TimeZone::fixed(jiff::tz::offset(2));
        let of = |time: &str| {
            let time: Timestamp = time.parse().unwrap();
            time.shown("2026-11-23T10:00:00Z".parse().unwrap(), &zone)
        };
        assert_eq!(of("2026-11-23T09:05:00Z"), "11:05");
        assert_eq!(of("2026-11-22T22:30:00Z"), "00:30");
        assert_eq!(of("2026-11-22T15:02:00Z"), "yesterday 17:02");
        assert_eq!(of("2026-03-03T15:02:00Z"), "3 Mar 17:02");
        assert_eq!(of("2024-03-03T15:02:00Z"), "3 Mar 2024 17:02");
        assert_eq!(of("2026-11-24T09:00:00Z"), "24 Nov 11:00");
        assert_eq!(of("2026-11-25T09:00:00Z"), "25 Nov 11:00 (in the future)");
    }
}
