//! What a word in a note means by the word beside it: a label of a number, a place behind "from",
//! and which two words make a detail together.

use std::collections::HashSet;

use super::days::is_month;
use super::folded::Gap;
use super::lexicon::{LEXICON, WordKind};
use super::tokens::Token;

/// Whether a word says what the number directly behind it is ("pass 50327", «машина КХ19»). Without
/// the number it identifies nobody.
pub(super) fn is_label(words: &[Token], at: usize) -> bool {
    let is_numbering = |at: usize| {
        let word = words.get(at);
        word.is_some_and(|word| LEXICON.numbering.contains(&word.look))
    };
    let number = words.get(at + 1 + usize::from(is_numbering(at + 1)));
    let is_number = number.is_some_and(|number| {
        number.look.contains(|c: char| c.is_ascii_digit())
            && !number.gap.has(Gap::FAR | Gap::END | Gap::LINE | Gap::COMMA)
    });
    // `Sumska 12` inside a sentence is an address.
    let is_word = |word: &Token| {
        let is_place = word.is_upper && !word.is_start;
        word.is_letters && word.len() > 2 && !is_place && !is_month(&word.look)
    };
    is_number && !is_numbering(at) && words.get(at).is_some_and(is_word)
}

/// Whether four digits may be a year from 1800 to 2099.
pub(super) fn is_year(look: &str) -> bool {
    look.len() == 4
        && ["18", "19", "20"]
            .iter()
            .any(|start| look.starts_with(start))
}

/// Whether the word before says that a word with a capital is a place ("from Harbor", «вул.
/// Портова»).
pub(super) fn is_behind_place(words: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| words.get(at));
    let is_near = words
        .get(at)
        .is_some_and(|word| word.gap.only(Gap::SPACE | Gap::DOT));
    is_near
        && before.is_some_and(|before| {
            LEXICON.places.contains(&before.look) || LEXICON.streets.contains(&before.look)
        })
}

/// Whether a word in small letters is a thing where somebody is, works or plays: "at the pharmacy",
/// «в аптеке», «у хокей». Only words that are in no list count, and bodies.
pub(super) fn is_thing(words: &[Token], at: usize) -> bool {
    const MIN_LETTERS: usize = 5;
    let Some(word) = words.get(at) else {
        return false;
    };
    let before = |back: usize| at.checked_sub(back).and_then(|at| words.get(at));
    let is_of = |word: Option<&Token>, list: &HashSet<String>| {
        word.is_some_and(|word| list.contains(&word.look))
    };
    let is_article = is_of(before(1), &LEXICON.articles);
    let is_behind = is_of(before(1), &LEXICON.places)
        || (is_article && (word.is_cyrillic || is_of(before(2), &LEXICON.places)));
    let is_plain = word.is_letters && !word.is_upper && word.len() >= MIN_LETTERS;
    let is_new = || {
        LEXICON.kind_of(&word.look, word.is_cyrillic) == WordKind::NameOnly
            || LEXICON.is_body(&word.look, word.is_cyrillic)
    };
    is_behind
        && is_plain
        && word.gap.only(Gap::SPACE)
        && is_new()
        && !LEXICON.locators.contains(word.stem())
        && !LEXICON.naming.contains(word.stem())
        && LEXICON.office(&word.look, word.is_cyrillic).is_none()
}

/// Whether two words name something that somebody used to belong to ("ex-Navy").
pub(super) fn is_former(one: &Token, other: &Token) -> bool {
    LEXICON.former.contains(&one.look)
        && other.gap.only(Gap::HYPHEN | Gap::SPACE)
        && other.len() > 2
        && LEXICON.kind_of(&other.look, other.is_cyrillic) != WordKind::Particle
        && LEXICON
            .office(&other.look, other.is_cyrillic)
            .is_none_or(|role| LEXICON.anybody.contains(role))
}

/// Whether two words are a name ("Akin Gump", "Grey House").
pub(super) fn is_name_of_two(one: &Token, other: &Token) -> bool {
    let sort = |word: &Token| LEXICON.kind_of(&word.look, word.is_cyrillic);
    let is_name = |word: &Token| word.is_upper && word.is_letters && word.len() > 2;
    is_name(one)
        && is_name(other)
        && sort(one) != WordKind::Particle
        && sort(other) != WordKind::Particle
        && (sort(one) == WordKind::NameOnly
            || !one.is_start
            || LEXICON.streets.contains(&other.look))
        && other.gap.only(Gap::SPACE | Gap::HYPHEN)
}

/// Whether two words are a street or a room with its number, a count with its noun, or a number of
/// thousands in two groups of digits.
pub(super) fn is_place(one: &Token, other: &Token) -> bool {
    let is_near = !other.gap.has(Gap::FAR | Gap::LINE | Gap::END);
    let is_number = |word: &Token| word.is_number && word.look.len() < 5 && !is_year(&word.look);
    let is_word = |word: &Token| {
        let is_long = word.len() > 3 && word.is_letters;
        is_long
            && LEXICON.kind_of(&word.look, word.is_cyrillic) != WordKind::Particle
            && !LEXICON.locators.contains(word.stem())
            && !is_month(&word.look)
    };
    let is_thousands = |one: &Token, other: &Token| {
        one.is_number
            && other.is_number
            && other.look.len() == 3
            && one.look.len() < 4
            && !other.gap.has(Gap::END)
    };
    is_near
        && ((is_word(one) && is_number(other))
            || (is_number(one) && is_word(other))
            || is_thousands(one, other))
}

/// Whether two long words, neither of them an office, may be a phrase that others do not use
/// ("rusty caravan").
pub(super) fn is_phrase(one: &Token, other: &Token) -> bool {
    let is_content = |word: &Token| {
        word.is_letters
            && word.len() > 4
            && LEXICON.kind_of(&word.look, word.is_cyrillic) != WordKind::Particle
            && !LEXICON.saying.contains(&word.look)
            // An office is matched as a whole.
            && LEXICON.office(&word.look, word.is_cyrillic).is_none()
            && !LEXICON.naming.contains(word.stem())
            && !is_month(&word.look)
    };
    is_content(one)
        && is_content(other)
        && one.len() + other.len() > 11
        && other.gap.only(Gap::SPACE)
}

/// Whether a word has an ending of verbs or adverbs, which names of places seldom have. Its capital
/// may then only mark the beginning of a sentence.
pub(super) fn is_inflected(plain: &str) -> bool {
    const ENDS: [&str; 18] = [
        "ed", "ing", "ly", "ла", "ло", "ли", "ть", "ти", "ться", "лась", "лось", "лися", "лись",
        "ся", "но", "то", "ав", "ив",
    ];
    ENDS.iter().any(|end| plain.ends_with(end))
}
