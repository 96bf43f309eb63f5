//! Days and times of the day, however a text writes them: `23 March`, `March 23rd`, `23.03.2026`,
//! `2026-03-23`, `23/III`, `fourteenth of October`, `18:30`, `6.30 pm`, `0915`, `19h30`. `told`
//! finds times in words, `numbers` the words of numbers.

mod numbers;
mod piece;
mod told;

use std::collections::HashMap;
use std::sync::LazyLock;

use super::folded::Gap;
use super::letters::looks;
use super::lexicon::LEXICON;
use crate::text::languages::ALL;
pub(super) use numbers::{
    Numbers, Ordinals, by_first_word, numbers, one_of, one_ordinal_of, ordinal_at, ordinals,
};
pub(super) use piece::{Day, Piece, Time};

/// The names of the months in all languages, whole and abbreviated, in letters as they look;
/// January is 1.
static MONTHS: LazyLock<HashMap<String, u8>> = LazyLock::new(|| {
    let mut months = HashMap::new();
    for lists in ALL {
        let shared = lists.shared();
        let (whole, short) = (shared.months.iter(), shared.short_months.iter());
        for (number, names) in (1..).zip(whole).chain((1..).zip(short)) {
            for name in names {
                months.entry(looks(name)).or_insert(number);
            }
        }
    }
    months
});

/// Whether a word is the name of a month, whole or abbreviated.
pub(super) fn is_month(look: &str) -> bool {
    MONTHS.contains_key(look)
}

/// The value of one or two digits, if it is at most `most`.
fn number(look: &str, most: u8) -> Option<u8> {
    let is_short = look.len() < 3 && look.bytes().all(|c| c.is_ascii_digit());
    let number: u8 = look.parse().ok().filter(|_| is_short)?;
    (number <= most).then_some(number)
}

/// The day of a month in digits, with or without an English ending: "23", "23rd".
fn day(look: &str) -> Option<u8> {
    const ORDINALS: [&str; 4] = ["st", "nd", "rd", "th"];
    let bare = ORDINALS.iter().find_map(|end| look.strip_suffix(end));
    number(bare.unwrap_or(look), 31).filter(|day| *day > 0)
}

/// The day of the month that begins with word `at`, in digits or words, as the count of its words
/// and the day.
fn day_at<P: Piece>(words: &[P], at: usize) -> Option<(usize, u8)> {
    let in_digits = day(words.get(at)?.look()).map(|day| (1, day));
    in_digits.or_else(|| day_in_words(words, at))
}

/// The day of the month that begins with word `at` in words ("fourteenth", "fourteen"), as the
/// count of its words and the day.
fn day_in_words<P: Piece>(words: &[P], at: usize) -> Option<(usize, u8)> {
    let cardinal = || numbers::number_at(words, (at, at), true);
    let (count, number) = ordinal_at(words, at).or_else(cardinal)?;
    let day = u8::try_from(number).ok();
    Some((count, day.filter(|day| (1..=31).contains(day))?))
}

/// The day of the month that begins with word `at` and is written without a month ("the 14th",
/// «14-го», «чотирнадцятого»), as the count of its words and the day. None for a number that need
/// not be a day ("14").
pub(super) fn day_alone_at<P: Piece>(words: &[P], at: usize) -> Option<(usize, u8)> {
    let look = words.get(at)?.look();
    let is_english = at > 0 && words.get(at - 1).is_some_and(|word| word.look() == "the");
    if look.starts_with(|c: char| c.is_ascii_digit()) {
        let is_number = look.bytes().all(|c| c.is_ascii_digit());
        if !is_number {
            return day(look).filter(|_| is_english).map(|day| (1, day));
        }
        // `14-го`, `14-ого`
        let is_ending = |next: &&P| {
            let is_one = ENDINGS.iter().any(|end| *end == next.look());
            is_one && next.gap().only(Gap::HYPHEN) && !next.gap().is_none()
        };
        words.get(at + 1).filter(is_ending)?;
        return day(look).map(|day| (2, day));
    }
    let (count, number) = ordinal_at(words, at)?;
    // A Cyrillic ordinal must be in the genitive, as the day of a month is.
    let last = words.get(at + count - 1)?;
    let is_cyrillic = last.is_cyrillic() && ENDINGS.iter().any(|end| last.look().ends_with(end));
    let day = u8::try_from(number).ok()?;
    (is_cyrillic || is_english).then_some((count, day))
}

/// The endings of Cyrillic ordinals in the genitive, in letters as they look.
static ENDINGS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let endings = ["го", "ого", "его"].into_iter();
    endings.map(looks).collect()
});

/// The signs that may stand between a day and a month in Roman numerals.
const BETWEEN_DAY_AND_ROMAN: u16 = Gap::SLASH | Gap::DOT | Gap::HYPHEN;

/// The months in Roman numerals.
const ROMAN: [&str; 12] = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
];

/// Whether a day may begin with a word that looks like this: a number in digits or words, or the
/// name of a month.
pub(super) fn may_begin_day(look: &str) -> bool {
    look.starts_with(|c: char| c.is_ascii_digit()) || is_month(look) || numbers::begins_number(look)
}

/// The number of a month in digits.
fn month(look: &str) -> Option<u8> {
    number(look, 12).filter(|month| *month > 0)
}

/// Whether four characters may be a year from 1900 to 2099.
fn is_year(look: &str) -> bool {
    look.len() == 4 && (look.starts_with("19") || look.starts_with("20"))
}

/// The days that begin with word `at`, each with the count of its words. There are two where the
/// numbers can be read in two ways, such as `03/04/2026`.
pub(super) fn days_at<P: Piece>(words: &[P], at: usize) -> Vec<(usize, Day)> {
    let piece = |more: usize| words.get(at + more);
    let look = |more: usize| piece(more).map_or("", Piece::look);
    let joined = |more: usize, bits: u16| {
        piece(more).is_some_and(|word| word.gap().only(bits) && !word.gap().is_none())
    };
    let first = look(0);
    let of_month = |more: usize| MONTHS.get(look(more)).copied();
    if !first.starts_with(|c: char| c.is_ascii_digit()) {
        let Some(month) = of_month(0) else {
            // `fourteenth of October`, `чотирнадцятого жовтня`, `fourteen March`
            return day_in_words(words, at)
                .and_then(|found| before_month(words, at, found))
                .into_iter()
                .collect();
        };
        // `March 23`, `March the twenty-third`
        let article = usize::from(look(1) == "the");
        let is_near = joined(1, Gap::SPACE | Gap::DOT | Gap::HYPHEN);
        let found = day_at(words, at + 1 + article).filter(|_| is_near);
        return found
            .into_iter()
            .map(|(count, day)| (1 + article + count, (day, month)))
            .collect();
    }
    if let Some(day) = day(first)
        && let Some(found) = before_month(words, at, (1, day))
    {
        return vec![found];
    }
    // `2026-03-23`
    if is_year(first) && joined(1, Gap::HYPHEN) && joined(2, Gap::HYPHEN) {
        let found = month(look(1)).zip(day(look(2)));
        return found
            .into_iter()
            .map(|(month, day)| (3, (day, month)))
            .collect();
    }
    // `23/IV`, `23.IV.2026`, `23-IV`
    let roman = (1..).zip(ROMAN).find(|(_, roman)| *roman == look(1));
    if let Some((month, _)) = roman.filter(|_| joined(1, BETWEEN_DAY_AND_ROMAN)) {
        let count = if joined(2, BETWEEN_DAY_AND_ROMAN) && is_year(look(2)) {
            3
        } else {
            2
        };
        let found = day(first).map(|day| (count, (day, month)));
        return found.into_iter().collect();
    }
    let has_year = |bits: u16| joined(2, bits) && (is_year(look(2)) || look(2).len() == 2);
    // `23.03.2026`, `23.03`
    if joined(1, Gap::DOT) && (has_year(Gap::DOT) || look(1).len() == 2) {
        let found = number(first, 31).zip(month(look(1)));
        let count = if has_year(Gap::DOT) { 3 } else { 2 };
        return found.into_iter().map(|day| (count, day)).collect();
    }
    // `23-03-2026`
    if joined(1, Gap::HYPHEN) && has_year(Gap::HYPHEN) && is_year(look(2)) {
        let found = number(first, 31).zip(month(look(1)));
        return found.into_iter().map(|day| (3, day)).collect();
    }
    // `23/03/2026`, `3/23/2026`
    if joined(1, Gap::SLASH) {
        let count = if has_year(Gap::SLASH) { 3 } else { 2 };
        let ways = [(first, look(1)), (look(1), first)];
        let days = ways
            .into_iter()
            .filter_map(|(one, other)| day(one).zip(month(other)));
        return days.map(|day| (count, day)).collect();
    }
    Vec::new()
}

/// The day and month if the name of the month follows a day of `count` words: "23 March", "23rd of
/// March", «23-го марта».
fn before_month<P: Piece>(
    words: &[P],
    at: usize,
    (count, day): (usize, u8),
) -> Option<(usize, Day)> {
    let next = words.get(at + count)?;
    // `14-го березня`, but not `14-Mar`.
    let is_short = next.look().chars().count() < 4 && !is_month(next.look());
    let is_ending = is_short && next.gap().only(Gap::HYPHEN);
    let is_small = next.look() == "of" || (is_ending && !next.gap().is_none());
    let behind = count + usize::from(is_small);
    let word = words.get(at + behind)?;
    let gap = word.gap();
    let is_near = gap.only(Gap::SPACE | Gap::LINE | Gap::HYPHEN | Gap::DOT) && !gap.is_none();
    let month = MONTHS.get(word.look()).filter(|_| is_near)?;
    Some((behind + 1, (day, *month)))
}

/// The times of the day that begin with word `at`, each with the count of its words. A time that
/// may be in the morning or in the evening, in words or as `8:15`, gives both.
pub(super) fn times_at<P: Piece>(words: &[P], at: usize) -> Vec<(usize, Time)> {
    let in_digits = in_digits(words, at);
    if !in_digits.is_empty() {
        return in_digits;
    }
    let told = told::times_at(words, at);
    if told.is_empty() && is_after_time_word(words, at) {
        // `at six`, `о 9-й`
        return told::hours_at(words, at);
    }
    told
}

/// Whether the word before announces a time: "at 0915".
fn is_after_time_word<P: Piece>(words: &[P], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| words.get(at));
    before.is_some_and(|word| LEXICON.before_times.contains(word.look()))
}

/// A phrase for the part of the day of this hour from word `at` on ("pm", "in the evening",
/// «вечера»), as the count of its words and whether it is after noon.
fn day_part_at<P: Piece>(words: &[P], at: usize, hour: u8) -> Option<(usize, bool)> {
    const EARLIEST: u8 = 6;
    let mut parts = LEXICON.clocks.iter().flat_map(|clock| &clock.day_parts);
    let (phrase, half) = parts.find(|(phrase, _)| {
        let mut looks = (at..).zip(phrase);
        looks.all(|(at, look)| words.get(at).is_some_and(|word| word.look() == look))
    })?;
    // At night it is nine or three, but no nine in the morning.
    let is_late = *half > 0 || (*half == 0 && (EARLIEST..12).contains(&hour));
    Some((phrase.len(), is_late))
}

/// The hour from 0 to 23 for an hour from 1 to 12, after noon if `is_late`, or for a later one
/// that is said to be after noon («20.15 вечера»). None for any other hour.
fn hour_of_day(hour: u8, is_late: bool) -> Option<u8> {
    match (hour, is_late) {
        (12, false) => Some(0),
        (12, true) => Some(12),
        (1..12, true) => Some(hour + 12),
        (1..12, false) | (13..24, true) => Some(hour),
        _ => None,
    }
}

/// A number joined to `am` or `pm` ("6pm"), and whether it is `pm`.
fn with_am_or_pm(look: &str, most: u8) -> Option<(u8, bool)> {
    [("am", false), ("pm", true)]
        .into_iter()
        .find_map(|(end, is_late)| Some((number(look.strip_suffix(end)?, most)?, is_late)))
}

/// The times of the day that begin with word `at` in digits, each with the count of its words.
fn in_digits<P: Piece>(words: &[P], at: usize) -> Vec<(usize, Time)> {
    let look = |more: usize| words.get(at + more).map_or("", Piece::look);
    let first = look(0);
    let timed = |count: usize, hour: Option<u8>, minute: u8| {
        hour.map(|hour| (count, (hour, minute)))
            .into_iter()
            .collect()
    };
    // `6pm`
    if let Some((hour, is_late)) = with_am_or_pm(first, 12) {
        return timed(1, hour_of_day(hour, is_late), 0);
    }
    // `19h30`, `19ч30`
    if let Some((hour, minute)) = first.split_once(['h', 'ч']) {
        let minute = if minute.is_empty() { "00" } else { minute };
        let found = number(hour, 23).zip(number(minute, 59).filter(|_| minute.len() == 2));
        return found.into_iter().map(|time| (1, time)).collect();
    }
    if let Some(time) = in_four_digits(words, at) {
        return vec![(1, time)];
    }
    let Some(hour) = number(first, 23) else {
        return Vec::new();
    };
    // `19-45`, but not in a longer row such as a day or a telephone number.
    let is_hyphen = |at: usize| {
        let gap = words.get(at).map(Piece::gap).unwrap_or_default();
        gap.only(Gap::HYPHEN) && !gap.is_none()
    };
    if is_hyphen(at + 1) && !is_hyphen(at) && !is_hyphen(at + 2) {
        let Some(minute) = number(look(1), 59).filter(|_| look(1).len() == 2) else {
            return Vec::new();
        };
        return match day_part_at(words, at + 2, hour) {
            Some((count, is_late)) => timed(2 + count, hour_of_day(hour, is_late), minute),
            None => timed(2, Some(hour), minute),
        };
    }
    let gap = words.get(at + 1).map(Piece::gap).unwrap_or_default();
    if gap.only(Gap::END | Gap::DOT) && !gap.is_none() {
        // `8:15pm`
        if let Some((minute, is_late)) = with_am_or_pm(look(1), 59) {
            return timed(2, hour_of_day(hour, is_late), minute);
        }
        if let Some(minute) = number(look(1), 59).filter(|_| look(1).len() == 2) {
            return match day_part_at(words, at + 2, hour) {
                Some((count, is_late)) => timed(2 + count, hour_of_day(hour, is_late), minute),
                None if first.starts_with('0') => timed(2, Some(hour), minute),
                None => {
                    // With a dot (`2.45`) it may be any number, so the evening is not added.
                    let other = hour_of_day(hour, true);
                    let other = other.filter(|other| *other != hour && !gap.has(Gap::DOT));
                    let hours = [Some(hour), other].into_iter().flatten();
                    hours.map(|hour| (2, (hour, minute))).collect()
                }
            };
        }
    }
    // «2 дня» are two days.
    let is_latin = words.get(at + 1).is_some_and(|next| !next.is_cyrillic());
    match day_part_at(words, at + 1, hour).filter(|_| is_latin) {
        Some((count, is_late)) => timed(1 + count, hour_of_day(hour, is_late), 0),
        None => Vec::new(),
    }
}

/// A time in four digits ("0915"). One that may be a year counts only with a word for a time beside
/// it: "at 1945", "1945 hours".
fn in_four_digits<P: Piece>(words: &[P], at: usize) -> Option<Time> {
    let look = words.get(at)?.look();
    let is_number = look.len() == 4 && look.bytes().all(|c| c.is_ascii_digit());
    let (hour, minute) = look.split_at_checked(2).filter(|_| is_number)?;
    let time = number(hour, 23).zip(number(minute, 59))?;
    let has_time_word = || {
        let next = words.get(at + 1);
        let is_before = next.is_some_and(|word| LEXICON.behind_times.contains(word.look()));
        is_before || is_after_time_word(words, at)
    };
    (!is_year(look) || has_time_word()).then_some(time)
}

#[cfg(test)]
mod tests;
