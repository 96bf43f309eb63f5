//! Numbers in words: `two-eleven`, `two one one`, `двести одиннадцатый`. The words come from
//! `assets/languages/spoken.ron` and from each language's list of numbers.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use super::days::{
    Numbers, Ordinals, Piece, by_first_word, numbers, one_of, one_ordinal_of, ordinals,
};
use super::folded::Gap;
use super::letters::looks;
use super::lexicon::LEXICON;
use crate::text::languages;

/// A number in words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Spoken {
    /// How many words of the text it takes.
    pub count: usize,
    pub digits: String,
    /// How many numbers are read one after the other: three in `two one one`, one in `two hundred
    /// and eleven`.
    pub groups: usize,
    pub is_ordinal: bool,
}

/// The most groups: a telephone number that is read digit by digit.
const MAX_GROUPS: usize = 14;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    cardinals: Vec<(i16, Vec<String>)>,
    ordinals: Vec<(i16, Vec<String>)>,
    hundreds: Vec<String>,
    thousands: Vec<String>,
    ands: Vec<String>,
    times: Vec<(i16, Vec<String>)>,
}

struct Words {
    cardinals: Numbers,
    ordinals: Ordinals,
    hundreds: HashSet<String>,
    thousands: HashSet<String>,
    ands: HashSet<String>,
    times: Numbers,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let lists: Lists = ron::from_str(languages::SPOKEN).unwrap_or_default();
    let rows = |rows: Vec<(i16, Vec<String>)>| {
        let words = rows.into_iter().flat_map(|(number, words)| {
            let words = words.into_iter();
            words.map(move |word| (word, number))
        });
        words.collect::<Vec<_>>()
    };
    let listed = LEXICON.ordinals.iter().flatten();
    Words {
        cardinals: by_first_word(numbers().chain(rows(lists.cardinals))),
        ordinals: ordinals(lists.ordinals.iter().chain(listed)),
        hundreds: lists.hundreds.iter().map(|word| looks(word)).collect(),
        thousands: lists.thousands.iter().map(|word| looks(word)).collect(),
        ands: lists.ands.iter().map(|word| looks(word)).collect(),
        times: by_first_word(rows(lists.times).into_iter()),
    }
});

/// The readings of a number in words that begins here, the longest first. Empty where there is
/// none.
pub(super) fn spoken_at<P: Piece>(words: &[P], at: usize) -> Vec<Spoken> {
    let mut all = Vec::new();
    let (mut here, mut digits) = (at, String::new());
    for groups in 1..=MAX_GROUPS {
        let is_next = groups == 1
            || words.get(here).is_some_and(|word| {
                let gap = word.gap();
                gap.only(Gap::SPACE | Gap::HYPHEN | Gap::LINE | Gap::COMMA) && !gap.is_none()
            });
        let Some((count, group, is_ordinal)) = group_at(words, here).filter(|_| is_next) else {
            break;
        };
        here += count;
        digits += &group;
        all.push(Spoken {
            count: here - at,
            digits: digits.clone(),
            groups,
            is_ordinal,
        });
        if is_ordinal {
            break;
        }
    }
    all.reverse();
    all
}

/// The longest number in words that begins here and has no comma inside: how many words it takes,
/// and its digits.
pub(super) fn number_at<P: Piece>(words: &[P], at: usize) -> Option<(usize, String)> {
    let mut all = spoken_at(words, at).into_iter();
    let is_whole = |spoken: &Spoken| {
        let mut inside = words.iter().skip(at + 1).take(spoken.count - 1);
        inside.all(|word| !word.gap().has(Gap::COMMA))
    };
    let spoken = all.find(is_whole)?;
    Some((spoken.count, spoken.digits))
}

/// One group of digits: how many words it takes, its digits, and whether it is an ordinal. `double
/// four` and `two hundred and eleven` are one group each.
fn group_at<P: Piece>(words: &[P], at: usize) -> Option<(usize, String, bool)> {
    // `double four`.
    if let Some((count, times)) = one_of(&WORDS.times, words, (at, at)) {
        let (more, digit) = one_of(&WORDS.cardinals, words, (at, at + count))?;
        let times = usize::try_from(times).ok().filter(|_| digit < 10)?;
        return Some((count + more, digit.to_string().repeat(times), false));
    }
    let (mut count, mut number, is_ordinal) = number_word_at(words, (at, at))?;
    let is = |at: usize, list: &HashSet<String>| {
        words.get(at).is_some_and(|word| list.contains(word.look()))
    };
    if (1..10).contains(&number) && is(at + count, &WORDS.hundreds) {
        (count, number) = (count + 1, number * 100);
        count += usize::from(is(at + count, &WORDS.ands));
    }
    let mut is_last = is_ordinal;
    for step in [100, 10] {
        // `two hundred eleven`, `сто двадцать первый`: hundreds take a number below 100 behind
        // them, tens one below 10.
        if is_last || number % step != 0 || number < 20 {
            continue;
        }
        let more = number_word_at(words, (at, at + count));
        if let Some((more, rest, ends)) = more.filter(|(_, rest, _)| *rest > 0 && *rest < step) {
            (count, number, is_last) = (count + more, number + rest, ends);
        }
    }
    // `two hundred and`: the `and` is no part of the number.
    if is(at + count - 1, &WORDS.ands) {
        count -= 1;
    }
    // `fifty thousand three hundred and twenty-seven`.
    if !is_last && number > 0 && is(at + count, &WORDS.thousands) {
        let behind = at + count + 1;
        let behind = behind + usize::from(is(behind, &WORDS.ands));
        let rest = group_at(words, behind).filter(|(_, digits, _)| digits.len() < 4);
        let none = (at + count + 1, String::new(), false);
        let (end, rest, ends) = rest.map_or(none, |(more, rest, ends)| (behind + more, rest, ends));
        return Some((end - at, format!("{number}{rest:0>3}"), ends));
    }
    Some((count, number.to_string(), is_last))
}

/// The cardinal or ordinal at index `at`, as one word or compound of the lists: how many words it
/// takes, its value, and whether it is an ordinal. `start` is where the whole number begins.
fn number_word_at<P: Piece>(
    words: &[P],
    (start, at): (usize, usize),
) -> Option<(usize, i16, bool)> {
    let cardinal = one_of(&WORDS.cardinals, words, (start, at));
    let ordinal = || one_ordinal_of(&WORDS.ordinals, words, (start, at));
    cardinal
        .map(|(count, number)| (count, number, false))
        .or_else(|| ordinal().map(|(count, number)| (count, number, true)))
}

#[cfg(test)]
mod tests {
    use super::super::folded::folded;
    use super::super::tokens::tokens;
    use super::*;

    #[test]
    fn the_list_can_be_read() {
        ron::from_str::<Lists>(languages::SPOKEN).unwrap();
        assert_eq!(WORDS.ordinals.lost(), Vec::<String>::new());
    }

    #[test]
    fn a_number_is_read_out_in_many_ways() {
        for (texts, digits) in [
            (
                &[
                    "two one one",
                    "two-eleven",
                    "two hundred and eleven",
                    "two hundred eleven",
                    "двести одиннадцать",
                    "двести одиннадцатый",
                    "двухсот одиннадцати",
                    "двісті одинадцятого",
                    "двісті одинадцять",
                ][..],
                "211",
            ),
            (&["forty-four seventeen", "double four one seven"], "4417"),
            (
                &["seven hundred", "seven oh oh", "сімсот", "семисотый"],
                "700",
            ),
            (&["сто двадцать первой", "one twenty-one"], "121"),
            (
                &[
                    "нуль п'ятдесят, сто двадцять сім, сорок п'ять, шістдесят три",
                    "zero five zero, one two seven, four five, six three",
                ],
                "0501274563",
            ),
            (&["six", "шоста", "шести"], "6"),
            (
                &[
                    "fifty thousand three hundred and twenty-seven",
                    "п'ятдесят тисяч триста двадцять сім",
                    "пятьдесят тысяч триста двадцать семь",
                ],
                "50327",
            ),
            (&["five thousand and six", "п'ять тисяч шість"], "5006"),
        ] {
            for text in texts {
                let words = tokens(&folded(text));
                let found = spoken_at(&words, 0);
                let whole = found.first().map(|one| (one.count, one.digits.as_str()));
                assert_eq!(whole, Some((words.len(), digits)), "{text}: {found:?}");
            }
        }
        let words = tokens(&folded("two hundred and some"));
        assert_eq!(spoken_at(&words, 0).first().map(|one| one.count), Some(2));
        assert_eq!(spoken_at(&tokens(&folded("and some")), 0), []);
    }
}
