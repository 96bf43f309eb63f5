//! Times as people are shown them: local, with the day when it is not today.

use jiff::tz::TimeZone;

use crate::case::Timestamp;

/// `12:11`, `yesterday 17:02`, `3 Mar 17:02`, or `3 Mar 2024 17:02` where the year differs.
pub(super) fn shown(time: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let (time, now) = (
        time.instant().to_zoned(zone.clone()),
        now.instant().to_zoned(zone.clone()),
    );
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
    time.strftime(form).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_told_when_it_is_not_today() {
        let zone = TimeZone::fixed(jiff::tz::offset(2));
        let of = |time: &str| {
            shown(
                time.parse().unwrap(),
                "2026-11-23T10:00:00Z".parse().unwrap(),
                &zone,
            )
        };
        assert_eq!(of("2026-11-23T09:05:00Z"), "11:05");
        assert_eq!(of("2026-11-22T22:30:00Z"), "00:30");
        assert_eq!(of("2026-11-22T15:02:00Z"), "yesterday 17:02");
        assert_eq!(of("2026-03-03T15:02:00Z"), "3 Mar 17:02");
        assert_eq!(of("2024-03-03T15:02:00Z"), "3 Mar 2024 17:02");
    }
}
