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

/// A word of a pattern, as it looks, or the place of an hour or of a number of minutes.
#[derive(Clone, Debug)]
enum Step {
    Word(String),
    Hour,
    Minutes,
}

/// A way to tell a time, with the minutes to add to its hour.
#[derive(Clone, Debug)]
struct Told {
    steps: Vec<Step>,
    minutes: i16,
}

/// The words of a number or an hour behind the first one, and what it is.
type Number = (Vec<String>, i16);
type Numbers = HashMap<String, Vec<Number>>;

/// All ways, by their first word; those that begin with a number or an hour by each of its own.
static TOLD: LazyLock<HashMap<String, Vec<Told>>> = LazyLock::new(|| {
    let mut all: HashMap<String, Vec<Told>> = HashMap::new();
    for (pattern, minutes) in LEXICON.clocks.iter().flat_map(|clock| &clock.times) {
        let steps = steps(pattern);
        let firsts: Vec<&String> = match steps.first() {
            Some(Step::Word(word)) => vec![word],
            Some(Step::Hour) => HOURS.keys().collect(),
            _ => NUMBERS.keys().collect(),
        };
        for first in firsts {
            let told = Told {
                steps: steps.clone(),
                minutes: *minutes,
            };
            all.entry(first.clone()).or_default().push(told);
        }
    }
    all
});

/// The numbers up to 59 in words, by their first word.
static NUMBERS: LazyLock<Numbers> = LazyLock::new(|| {
    let numbers = ALL.iter().flat_map(|lists| lists.shared().numbers);
    let numbers = numbers.filter_map(|(word, number)| {
        let number = i16::try_from(number).ok()?;
        (number < HOUR).then_some((word, number))
    });
    by_first_word(numbers)
});

/// The hours in words, in the same way.
static HOURS: LazyLock<Numbers> = LazyLock::new(|| {
    let hours = LEXICON
        .clocks
        .iter()
        .flat_map(|clock| (1..).zip(&clock.hours));
    by_first_word(
        hours.flat_map(|(hour, words)| words.iter().map(move |word| (word.clone(), hour))),
    )
});

fn by_first_word(all: impl Iterator<Item = (String, i16)>) -> Numbers {
    let mut numbers = Numbers::new();
    for (word, number) in all {
        let words = looks_of(&word);
        if let Some((first, rest)) = words.split_first() {
            let of = numbers.entry(first.clone()).or_default();
            of.push((rest.to_vec(), number));
        }
    }
    numbers
}

/// The words of a text as they look.
fn looks_of(text: &str) -> Vec<String> {
    let folded = folded(text);
    let words = folded.words.iter().map(|word| folded.look(word));
    words.collect()
}

fn steps(pattern: &str) -> Vec<Step> {
    let words = pattern.split(' ').flat_map(|word| match word {
        "{m}" => vec![Step::Minutes],
        "{h}" => vec![Step::Hour],
        word => looks_of(word).into_iter().map(Step::Word).collect(),
    });
    words.collect()
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
        let (mut number, mut hour) = (None, None);
        for step in &self.steps {
            match step {
                Step::Word(look) => {
                    is_next(words, at, here, look).then_some(())?;
                    here += 1;
                }
                Step::Hour => {
                    let (count, named) = one_of(&HOURS, words, (at, here))?;
                    hour = Some(named * HOUR);
                    here += count;
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
    let one = |at: usize| one_of(&NUMBERS, words, (start, at));
    let (count, number) = one(at)?;
    let more = one(at + count).filter(|(_, more)| is_joined && number >= 20 && *more < 10);
    Some(more.map_or((count, number), |(other, more)| {
        (count + other, number + more)
    }))
}

/// The number that begins with the word in the second place, the longest.
fn one_of<P: Piece>(
    numbers: &Numbers,
    words: &[P],
    (start, at): (usize, usize),
) -> Option<(usize, i16)> {
    let first = words.get(at)?;
    is_next(words, start, at, first.look()).then_some(())?;
    let all = numbers.get(first.look())?.iter();
    let fits = |(rest, _): &&Number| {
        let mut rest = (at + 1..).zip(rest);
        rest.all(|(at, look)| is_next(words, start, at, look))
    };
    let found = all.filter(fits).max_by_key(|(rest, _)| rest.len());
    found.map(|(rest, number)| (rest.len() + 1, *number))
}
