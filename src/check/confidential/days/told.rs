//! Times of the day in words: `half past two`, `о пів на третю`, `в половине третьего`. The words are
//! those of `assets/languages`; here they are looked for.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::numbers::{HOURS, NUMBERS, is_near, is_next, looks_of, number_at, one_of};
use super::piece::{Piece, Time};
use crate::check::confidential::lexicon::LEXICON;

const HOUR: i16 = 60;
const HALF_DAY: i16 = 12 * HOUR;

/// A word of a pattern, as it looks, or the place of an hour or of a number of minutes.
#[derive(Clone, Debug)]
enum Step {
    /// One of these words.
    Word(Vec<String>),
    Hour,
    Minutes,
    /// The same in words or in digits.
    AnyHour,
    AnyMinutes,
}

/// A pattern of words for a time (`half past {h}`), with the minutes to add to its hour.
#[derive(Clone, Debug)]
struct Told {
    steps: Vec<Step>,
    minutes: i16,
}

/// All patterns by their first word. One that begins with a number or an hour stands under every
/// word for a number or an hour.
static TOLD: LazyLock<HashMap<String, Vec<Told>>> = LazyLock::new(|| {
    let mut all: HashMap<String, Vec<Told>> = HashMap::new();
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
            let told = Told {
                steps: steps.clone(),
                minutes: *minutes,
            };
            all.entry(first).or_default().push(told);
        }
    }
    all
});

fn steps(pattern: &str) -> Vec<Step> {
    let words = pattern.split(' ').flat_map(|word| match word {
        "{m}" => vec![Step::Minutes],
        "{h}" => vec![Step::Hour],
        "{M}" => vec![Step::AnyMinutes],
        "{H}" => vec![Step::AnyHour],
        // Words that an apostrophe parts stand one behind the other.
        word if !word.contains('|') => {
            let words = looks_of(word).into_iter();
            words.map(|word| Step::Word(vec![word])).collect()
        }
        words => vec![Step::Word(words.split('|').flat_map(looks_of).collect())],
    });
    words.collect()
}

/// The times in words that begin with this word, by the longest pattern that fits. A time that may be
/// in the morning or in the evening gives both.
pub(super) fn times_at<P: Piece>(words: &[P], at: usize) -> Vec<(usize, Time)> {
    let Some(first) = words.get(at) else {
        return Vec::new();
    };
    let told = TOLD.get(first.look()).into_iter().flatten();
    let found = told.filter_map(|told| {
        let whole = told.at(words, at, true);
        whole.or_else(|| told.at(words, at, false))
    });
    let Some((count, minutes, is_whole)) = found.max_by_key(|(count, ..)| *count) else {
        return Vec::new();
    };
    of_day(count, minutes, is_whole)
}

/// The hour alone that begins with this word, as a time.
pub(super) fn hours_at<P: Piece>(words: &[P], at: usize) -> Vec<(usize, Time)> {
    let named = one_of(&HOURS, words, (at, at)).or_else(|| in_digits(words, (at, at), 23));
    named.map_or_else(Vec::new, |(count, hour)| {
        of_day(count, hour * HOUR, hour > 12)
    })
}

/// The times that these minutes are, one of the morning and one of the evening unless that is known.
fn of_day(count: usize, minutes: i16, is_whole: bool) -> Vec<(usize, Time)> {
    let halves: &[i16] = if is_whole { &[0] } else { &[0, HALF_DAY] };
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

impl Told {
    /// How many words from this one are it, how many minutes of the day that is, and whether the
    /// half of the day is known. `без тридцати семь` has one number only if they are not joined.
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
                    let told = number_at(words, (at, here), is_joined);
                    let is_any = matches!(step, Step::AnyMinutes);
                    let (count, minutes) = told.or_else(|| digits().filter(|_| is_any))?;
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
            // Noon and midnight are one, `полтретьего` is not.
            return Some((here - at, added, added % HALF_DAY == 0));
        };
        // From thirteen on there is one such hour.
        let is_whole = hour > HALF_DAY;
        let minutes = if is_whole { hour } else { hour % HALF_DAY } + added;
        Some((here - at, minutes, is_whole))
    }
}

/// The number of one or two digits at `at`, if it is at most `most`. `start` is where the time begins.
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
