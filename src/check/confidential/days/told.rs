//! Times of the day in words: `half past two`, `о пів на третю`, `в половине третьего`. The
//! patterns and words come from `assets/languages`; this file matches them.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::numbers::{HOURS, NUMBERS, is_near, is_next, looks_of, number_at, one_of};
use super::piece::{Piece, Time};
use crate::check::confidential::lexicon::LEXICON;

/// An hour, and half a day, in minutes.
const HOUR: i16 = 60;
const HALF_DAY: i16 = 12 * HOUR;

/// One step of a pattern.
#[derive(Clone, Debug)]
enum Step {
    /// One of these words, in letters as they look.
    Word(Vec<String>),
    /// An hour in words.
    Hour,
    /// A number of minutes in words.
    Minutes,
    /// An hour in words or in digits.
    AnyHour,
    /// A number of minutes in words or in digits.
    AnyMinutes,
}

/// A pattern of words for a time, such as "half past {h}".
#[derive(Clone, Debug)]
struct TimePattern {
    steps: Vec<Step>,
    /// The minutes to add to the hour. In a pattern with a number of minutes it says what becomes
    /// of this number: 1 adds it, -1 subtracts it, any other value counts it in the hour before
    /// (`30 минут седьмого` is 6:30).
    minutes: i16,
}

/// The patterns by their first word. A pattern that begins with a number or an hour is listed under
/// every word for one.
static PATTERNS: LazyLock<HashMap<String, Vec<TimePattern>>> = LazyLock::new(|| {
    let mut all: HashMap<String, Vec<TimePattern>> = HashMap::new();
    let digits =
        |most: u8| (0..most).flat_map(|number| [format!("{number}"), format!("{number:02}")]);
    for (pattern, minutes) in LEXICON.clocks.iter().flat_map(|clock| &clock.times) {
        let steps = steps(pattern);
        let mut firsts: Vec<String> = match steps.first() {
            Some(Step::Word(words)) => words.clone(),
            Some(Step::Hour) => HOURS.keys().cloned().collect(),
            Some(Step::AnyHour) => HOURS.keys().cloned().chain(digits(24)).collect(),
            Some(Step::AnyMinutes) => NUMBERS.keys().cloned().chain(digits(60)).collect(),
            _ => NUMBERS.keys().cloned().collect(),
        };
        firsts.sort_unstable();
        firsts.dedup();
        for first in firsts {
            let parsed = TimePattern {
                steps: steps.clone(),
                minutes: *minutes,
            };
            all.entry(first).or_default().push(parsed);
        }
    }
    all
});

/// Parses a pattern: `{h}` and `{m}` are an hour and minutes in words, `{H}` and `{M}` in words or
/// digits, and `|` separates alternative words.
fn steps(pattern: &str) -> Vec<Step> {
    let words = pattern.split(' ').flat_map(|word| match word {
        "{m}" => vec![Step::Minutes],
        "{h}" => vec![Step::Hour],
        "{M}" => vec![Step::AnyMinutes],
        "{H}" => vec![Step::AnyHour],
        // A word with an apostrophe becomes several words of the text, so it takes several steps.
        word if !word.contains('|') => {
            let words = looks_of(word).into_iter();
            words.map(|word| Step::Word(vec![word])).collect()
        }
        words => vec![Step::Word(words.split('|').flat_map(looks_of).collect())],
    });
    words.collect()
}

/// The times in words that begin with word `at`, by the longest pattern that fits, each with the
/// count of its words. A time that may be in the morning or in the evening gives both.
pub(super) fn times_at<P: Piece>(words: &[P], at: usize) -> Vec<(usize, Time)> {
    let Some(first) = words.get(at) else {
        return Vec::new();
    };
    let patterns = PATTERNS.get(first.look()).into_iter().flatten();
    let found = patterns.filter_map(|pattern| {
        let whole = pattern.at(words, at, true);
        whole.or_else(|| pattern.at(words, at, false))
    });
    let Some((count, minutes, is_half_known)) = found.max_by_key(|(count, ..)| *count) else {
        return Vec::new();
    };
    before_and_after_noon(count, minutes, is_half_known)
}

/// The times that an hour alone gives ("six"), each with the count of its words.
pub(super) fn hours_at<P: Piece>(words: &[P], at: usize) -> Vec<(usize, Time)> {
    let named = one_of(&HOURS, words, (at, at)).or_else(|| in_digits(words, (at, at), 23));
    named.map_or_else(Vec::new, |(count, hour)| {
        before_and_after_noon(count, hour * HOUR, hour > 12)
    })
}

/// The times for minutes since midnight: one if the half of the day is known, else one before noon
/// and one after.
fn before_and_after_noon(count: usize, minutes: i16, is_half_known: bool) -> Vec<(usize, Time)> {
    let halves: &[i16] = if is_half_known { &[0] } else { &[0, HALF_DAY] };
    let times = halves.iter().filter_map(|half| {
        let minutes = (minutes + half).rem_euclid(2 * HALF_DAY);
        let (hour, minute) = (minutes / HOUR, minutes % HOUR);
        Some((
            count,
            (u8::try_from(hour).ok()?, u8::try_from(minute).ok()?),
        ))
    });
    times.collect()
}

impl TimePattern {
    /// Matches the pattern at word `at`. Returns the count of words, the minutes since midnight
    /// (perhaps negative), and whether the half of the day is known. With `is_joined`, "twenty
    /// five" is one number. `без тридцати семь` is a time only with `is_joined` false, since 37
    /// would leave no hour.
    fn at<P: Piece>(&self, words: &[P], at: usize, is_joined: bool) -> Option<(usize, i16, bool)> {
        let mut here = at;
        let (mut number, mut hour) = (None, None);
        for step in &self.steps {
            match step {
                Step::Word(looks) => {
                    let mut looks = looks.iter();
                    looks.find(|look| is_next(words, at, here, look))?;
                    here += 1;
                }
                Step::Hour | Step::AnyHour => {
                    let digits = || in_digits(words, (at, here), 23);
                    let named = one_of(&HOURS, words, (at, here));
                    let is_any = matches!(step, Step::AnyHour);
                    let named = named.or_else(|| digits().filter(|_| is_any));
                    let (count, named) = named?;
                    hour = Some(named * HOUR);
                    here += count;
                }
                Step::Minutes | Step::AnyMinutes => {
                    let digits = || in_digits(words, (at, here), 59);
                    let in_words = number_at(words, (at, here), is_joined);
                    let is_any = matches!(step, Step::AnyMinutes);
                    let (count, minutes) = in_words.or_else(|| digits().filter(|_| is_any))?;
                    number = Some(minutes);
                    here += count;
                }
            }
        }
        let added = match (number, self.minutes) {
            (None, minutes) => minutes,
            (Some(number), -1) => -number,
            (Some(number), 1) => number,
            (Some(number), _) => number - HOUR,
        };
        let Some(hour) = hour else {
            // "noon" and "midnight" say which half of the day they mean; `полтретьего` does not.
            return Some((here - at, added, added % HALF_DAY == 0));
        };
        // From thirteen on an hour occurs once a day.
        let is_half_known = hour > HALF_DAY;
        let minutes = if is_half_known { hour } else { hour % HALF_DAY } + added;
        Some((here - at, minutes, is_half_known))
    }
}

/// The number of one or two digits at `at`, with a count of one word, if it is at most `most`.
/// `start` is where the time begins.
fn in_digits<P: Piece>(
    words: &[P],
    (start, at): (usize, usize),
    most: i16,
) -> Option<(usize, i16)> {
    let word = words.get(at).filter(|word| at == start || is_near(*word))?;
    let look = word.look();
    let is_short = look.len() < 3 && look.bytes().all(|c| c.is_ascii_digit());
    let number: i16 = look.parse().ok().filter(|_| is_short)?;
    (number <= most).then_some((1, number))
}
