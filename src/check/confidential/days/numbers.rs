//! Numbers, hours and ordinals in words: `twenty-five`, `о п'ятій`, `двадцать первого`. The words
//! come from `assets/languages`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::piece::Piece;
use crate::check::confidential::folded::{Gap, folded};
use crate::check::confidential::inflected::Inflected;
use crate::check::confidential::letters::plain_look;
use crate::check::confidential::lexicon::LEXICON;
use crate::text::languages::ALL;

/// The words of a number behind its first word, in letters as they look, and its value.
pub(in crate::check::confidential) type Number = (Vec<String>, i16);

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

/// The ordinals in words.
static ORDINALS: LazyLock<Ordinals> = LazyLock::new(|| ordinals(LEXICON.ordinals.iter().flatten()));

/// Ordinals in all their forms, by the first word as it looks: `п'ятий` has two.
pub(in crate::check::confidential) type Ordinals = Inflected<Number>;

/// These ordinals in all their forms.
pub(in crate::check::confidential) fn ordinals<'a>(
    listed: impl Iterator<Item = &'a (i16, Vec<String>)>,
) -> Ordinals {
    let words = listed.flat_map(|(number, words)| {
        let words = words.iter();
        words.map(move |word| (word.clone(), (Vec::new(), *number)))
    });
    Inflected::of(words, |(form, is_possessive), (_, number)| {
        let mut words = looks_of(form).into_iter();
        let first = words.next().filter(|_| !is_possessive)?;
        Some((first, (words.collect(), *number)))
    })
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

/// The ordinal in words that begins at `at`, as the count of its words and its value: "fourth",
/// "twenty-fourth".
pub(in crate::check::confidential) fn ordinal_at<P: Piece>(
    words: &[P],
    at: usize,
) -> Option<(usize, i16)> {
    let is_cyrillic = |at: usize| words.get(at).map(Piece::is_cyrillic);
    let tens = one_of(&NUMBERS, words, (at, at)).filter(|(_, tens)| [20, 30].contains(tens));
    let joined = tens.and_then(|(count, tens)| {
        let unit = one_ordinal_of(&ORDINALS, words, (at, at + count));
        let (more, unit) = unit.filter(|(_, unit)| *unit < 10)?;
        let is_same = is_cyrillic(at) == is_cyrillic(at + count);
        is_same.then_some((count + more, tens + unit))
    });
    joined.or_else(|| one_ordinal_of(&ORDINALS, words, (at, at)))
}

/// Whether a word, in letters as it looks, may be the first of a number or an ordinal.
pub(super) fn begins_number(look: &str) -> bool {
    ORDINALS.has(look) || NUMBERS.contains_key(look)
}

/// The longest number of these that begins at `at`, as the count of its words and its value.
/// `start` is where the time or date begins.
pub(in crate::check::confidential) fn one_of<P: Piece>(
    numbers: &Numbers,
    words: &[P],
    places: (usize, usize),
) -> Option<(usize, i16)> {
    let all = numbers.get(words.get(places.1)?.look());
    longest(all.into_iter().flatten(), words, places)
}

/// Like [`one_of`], for ordinals.
pub(in crate::check::confidential) fn one_ordinal_of<P: Piece>(
    ordinals: &Ordinals,
    words: &[P],
    places: (usize, usize),
) -> Option<(usize, i16)> {
    let look = words.get(places.1)?.look();
    longest(ordinals.get(look), words, places)
}

/// The longest of these numbers, all of which begin with the word at `at`.
fn longest<'a, P: Piece>(
    all: impl Iterator<Item = &'a Number>,
    words: &[P],
    (start, at): (usize, usize),
) -> Option<(usize, i16)> {
    let first = words.get(at)?;
    is_next(words, start, at, first.look()).then_some(())?;
    let fits = |(rest, _): &&Number| {
        let mut rest = (at + 1..).zip(rest);
        rest.all(|(at, look)| is_next(words, start, at, look))
    };
    let found = all.filter(fits).max_by_key(|(rest, _)| rest.len());
    found.map(|(rest, number)| (rest.len() + 1, *number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_an_ordinal_is_found() {
        assert_eq!(ORDINALS.lost(), Vec::<String>::new());
    }
}
