//! Numbers, hours and ordinals in words: `twenty-five`, `о п'ятій`, `двадцать первого`. The words
//! come from `assets/languages`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::piece::Piece;
use crate::check::confidential::folded::{Gap, folded};
use crate::check::confidential::forms;
use crate::check::confidential::letters::{is_cyrillic_word, plain_look};
use crate::check::confidential::lexicon::LEXICON;
use crate::text::languages::ALL;

/// The words of a number behind its first word, in letters as they look, and its value.
type Number = (Vec<String>, i16);

/// Numbers in words, by their first word as it looks.
pub(in crate::check::confidential) type Numbers = HashMap<String, Vec<Number>>;

/// Only numbers below this are kept: no day or time has a higher one.
const MOST: i16 = 60;

/// The cardinal numbers in words.
pub(super) static NUMBERS: LazyLock<Numbers> =
    LazyLock::new(|| by_first_word(numbers().filter(|(_, number)| *number < MOST)));

/// The words for the hours of a clock.
pub(super) static HOURS: LazyLock<Numbers> = LazyLock::new(|| {
    let hours = LEXICON
        .clocks
        .iter()
        .flat_map(|clock| (1..).zip(&clock.hours));
    by_first_word(
        hours.flat_map(|(hour, words)| words.iter().map(move |word| (word.clone(), hour))),
    )
});

/// The ordinals in words in all their forms, up to 39.
pub(super) static ORDINALS: LazyLock<Numbers> = LazyLock::new(|| {
    let listed = LEXICON.ordinals.iter().flatten();
    let mut all = in_all_forms(listed);
    let tens: Vec<(String, i16)> = numbers()
        .filter(|(_, number)| [20, 30].contains(number))
        .collect();
    let joined = all.iter().filter(|(_, number)| *number < 10);
    let joined: Vec<(String, i16)> = joined
        .flat_map(|(word, number)| {
            let same = tens.iter();
            let same = same.filter(|(ten, _)| is_cyrillic_word(ten) == is_cyrillic_word(word));
            same.map(move |(ten, tens)| (format!("{ten} {word}"), tens + number))
        })
        .collect();
    all.extend(joined);
    all.sort();
    all.dedup();
    by_first_word(all.into_iter())
});

/// Each ordinal of the lists in all its forms, with its value.
pub(in crate::check::confidential) fn in_all_forms<'a>(
    listed: impl Iterator<Item = &'a (i16, Vec<String>)>,
) -> Vec<(String, i16)> {
    let words = listed.flat_map(|(number, words)| words.iter().map(move |word| (word, *number)));
    let forms = words.flat_map(|(word, number)| {
        let forms = forms::cyrillic(word)
            .into_iter()
            .filter(|(_, is_possessive)| !is_possessive);
        forms.map(move |(form, _)| (form, number))
    });
    forms.collect()
}

/// The cardinal numbers of all languages in words, with their values.
pub(in crate::check::confidential) fn numbers() -> impl Iterator<Item = (String, i16)> {
    let numbers = ALL.iter().flat_map(|lists| lists.shared().numbers);
    numbers.filter_map(|(word, number)| Some((word.to_owned(), i16::try_from(number).ok()?)))
}

/// Indexes numbers in words by their first word.
pub(in crate::check::confidential) fn by_first_word(
    all: impl Iterator<Item = (String, i16)>,
) -> Numbers {
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

/// The words of a text, each in letters as they look.
pub(super) fn looks_of(text: &str) -> Vec<String> {
    let parts = text.split(' ').filter(|part| !part.is_empty());
    let plain: Option<Vec<String>> = parts.map(plain_look).collect();
    plain.unwrap_or_else(|| {
        let folded = folded(text);
        let words = folded.words.iter().map(|word| folded.look(word));
        words.collect()
    })
}

/// Whether word `at` looks like `look` and belongs to the word before it by [`is_near`]. The word
/// `start` may have any signs before it.
pub(super) fn is_next<P: Piece>(words: &[P], start: usize, at: usize, look: &str) -> bool {
    words
        .get(at)
        .is_some_and(|word| (at == start || is_near(word)) && word.look() == look)
}

/// Whether only spaces, line breaks, hyphens, dots or apostrophes stand before a word.
pub(super) fn is_near<P: Piece>(word: &P) -> bool {
    const BETWEEN: u16 = Gap::SPACE | Gap::HYPHEN | Gap::APOSTROPHE | Gap::LINE | Gap::DOT;
    word.gap().only(BETWEEN) && !word.gap().has(Gap::FAR)
}

/// The number in words that begins at `at`, as the count of its words and its value: "twenty", or,
/// if `is_joined`, "twenty-five" with its unit. `start` is where the time or date begins. None if
/// no number begins there.
pub(super) fn number_at<P: Piece>(
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

/// The ordinal in words that begins at `at`, as the count of its words and its value.
pub(in crate::check::confidential) fn ordinal_at<P: Piece>(
    words: &[P],
    at: usize,
) -> Option<(usize, i16)> {
    one_of(&ORDINALS, words, (at, at))
}

/// Whether a word, in letters as it looks, may be the first of a number or an ordinal.
pub(super) fn begins_number(look: &str) -> bool {
    ORDINALS.contains_key(look) || NUMBERS.contains_key(look)
}

/// The longest number of these that begins at `at`, as the count of its words and its value.
/// `start` is where the time or date begins.
pub(in crate::check::confidential) fn one_of<P: Piece>(
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
