//! Times of the day in words: `half past two`, `о пів на третю`, `в половине третьего`. The words are
//! those of `assets/languages`; here they are looked for.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::piece::{Piece, Time};
use crate::check::confidential::folded::{Gap, folded};
use crate::check::confidential::lexicon::LEXICON;
use crate::text::languages::ALL;

const HOUR: i16 = 60;
const HALF_DAY: i16 = 12 * HOUR;

/// A word of a pattern, as it looks, or the place of a number of minutes.
#[derive(Clone, Debug)]
enum Step {
    Word(String),
    Minutes,
}

/// A way to tell a time.
#[derive(Debug)]
struct Told {
    steps: Vec<Step>,
    /// The hour in minutes, none where the time has none, with what is to be added.
    hour: Option<i16>,
    minutes: i16,
}

/// All ways, by their first word; a number by each of its own.
static TOLD: LazyLock<HashMap<String, Vec<Told>>> = LazyLock::new(|| {
    let mut all: HashMap<String, Vec<Told>> = HashMap::new();
    for clock in &LEXICON.clocks {
        for (pattern, minutes) in &clock.times {
            for (hour, words) in (1..).zip(&clock.hours) {
                for word in words {
                    let steps = steps(&pattern.replace("{h}", word));
                    let hour = pattern.contains("{h}").then_some(hour * HOUR);
                    let firsts: Vec<String> = match steps.first() {
                        Some(Step::Word(word)) => vec![word.clone()],
                        _ => NUMBERS.keys().cloned().collect(),
                    };
                    for first in firsts {
                        let minutes = *minutes;
                        let steps = steps.clone();
                        let told = Told {
                            steps,
                            hour,
                            minutes,
                        };
                        all.entry(first).or_default().push(told);
                    }
                    if hour.is_none() {
                        break;
                    }
                }
                if !pattern.contains("{h}") {
                    break;
                }
            }
        }
    }
    all
});

/// The words of a number behind its first one, and what it is.
type Number = (Vec<String>, i16);

/// The numbers up to 59 in words, by their first word.
static NUMBERS: LazyLock<HashMap<String, Vec<Number>>> = LazyLock::new(|| {
    let mut all: HashMap<String, Vec<Number>> = HashMap::new();
    for lists in ALL {
        for (word, number) in &lists.shared().numbers {
            let number = i16::try_from(*number).unwrap_or(HOUR);
            let words = looks_of(word);
            if let Some((first, rest)) = words.split_first().filter(|_| number < HOUR) {
                let of = all.entry(first.clone()).or_default();
                of.push((rest.to_vec(), number));
            }
        }
    }
    all
});

/// The words of a text as they look.
fn looks_of(text: &str) -> Vec<String> {
    let folded = folded(text);
    let words = folded.words.iter().map(|word| folded.look(word));
    words.collect()
}

fn steps(pattern: &str) -> Vec<Step> {
    let words = pattern.split(' ').flat_map(|word| match word {
        "{m}" => vec![Step::Minutes],
        word => looks_of(word).into_iter().map(Step::Word).collect(),
    });
    words.collect()
}

/// Whether a time in words may begin so.
pub(super) fn begins(look: &str) -> bool {
    TOLD.contains_key(look)
}

/// The times in words that begin with this word, the longest way alone: one of the morning and one
/// of the evening.
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
    let halves: &[i16] = if is_whole { &[0] } else { &[0, HALF_DAY] };
    let times = halves.iter().filter_map(|half| {
        let minutes = (minutes + half).rem_euclid(2 * HALF_DAY);
        let time = (minutes / HOUR, minutes % HOUR);
        Some((
            count,
            (u8::try_from(time.0).ok()?, u8::try_from(time.1).ok()?),
        ))
    });
    times.collect()
}

impl Told {
    /// How many words from this one are it, how many minutes of the day that is, and whether the
    /// half of the day is known. `без тридцати семь` has one number only if they are not joined.
    fn at<P: Piece>(&self, words: &[P], at: usize, is_joined: bool) -> Option<(usize, i16, bool)> {
        let mut here = at;
        let mut number = None;
        for step in &self.steps {
            match step {
                Step::Word(look) => {
                    is_next(words, at, here, look).then_some(())?;
                    here += 1;
                }
                Step::Minutes => {
                    let (count, minutes) = number_at(words, (at, here), is_joined)?;
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
        let Some(hour) = self.hour else {
            return Some((here - at, added, true));
        };
        // From thirteen on there is one such hour.
        let is_whole = hour > HALF_DAY;
        let minutes = if is_whole { hour } else { hour % HALF_DAY } + added;
        Some((here - at, minutes, is_whole))
    }
}

/// Whether this word looks so, with no more than a space, a hyphen or an apostrophe before it.
fn is_next<P: Piece>(words: &[P], start: usize, at: usize, look: &str) -> bool {
    const BETWEEN: u16 = Gap::SPACE | Gap::HYPHEN | Gap::APOSTROPHE | Gap::LINE | Gap::DOT;
    words.get(at).is_some_and(|word| {
        let is_near = at == start || (word.gap().only(BETWEEN) && !word.gap().has(Gap::FAR));
        is_near && word.look() == look
    })
}

/// The number in words from the second place, and how many words it has: `twenty`, or, with the unit
/// behind it, `twenty-five`.
fn number_at<P: Piece>(
    words: &[P],
    (start, at): (usize, usize),
    is_joined: bool,
) -> Option<(usize, i16)> {
    let one = |at: usize| {
        let all = NUMBERS.get(words.get(at)?.look())?.iter();
        let fits = |(rest, _): &&Number| {
            let mut rest = (at + 1..).zip(rest);
            rest.all(|(at, look)| is_next(words, start, at, look))
        };
        let found = all.filter(fits).max_by_key(|(rest, _)| rest.len());
        found.map(|(rest, number)| (rest.len() + 1, *number))
    };
    let (count, number) = one(at)?;
    let more = one(at + count).filter(|(_, more)| is_joined && number >= 20 && *more < 10);
    Some(more.map_or((count, number), |(other, more)| {
        (count + other, number + more)
    }))
}
