//! Codes in notes that a text repeats: letters with a number (`ПЧ-14`, `FS 14`, `9-Б`), and a word
//! with one letter (`Shift B`, `block C`, `смена «Б»`). A text may also write out the letters (`14-я
//! пожарная часть`).

use std::collections::HashSet;

use super::days::Piece;
use super::folded::Gap;
use super::forms;
use super::letters::looks;
use super::lexicon::{LEXICON, WordKind};
use super::numbered::is_word_of_one_letter;
use super::stems::stem;
use super::tokens::Token;

/// The most letters and digits of a code.
const MAX_LETTERS: usize = 5;
const MAX_DIGITS: usize = 5;
/// The most letters behind a number: `9-Б`.
const MAX_BEHIND: usize = 2;
/// The fewest letters of a word that has a letter of its own: `block C`.
const MIN_WORD: usize = 3;

/// The codes that begin at this word of a note, each as the key that all its spellings share.
pub(super) fn codes_of(words: &[Token], at: usize) -> Vec<String> {
    let numbers = [
        letters_first(words, at, true),
        number_first(words, at, true),
    ];
    let numbers = numbers.into_iter().flatten().map(|(_, key)| key);
    let lettered = lettered(words, at).filter(|_| !is_initial(words, at));
    let lettered = lettered.into_iter().flat_map(|(word, letter)| {
        // The stem may change: `черга`, `у черзі`.
        let forms = forms::cyrillic(&word.plain).into_iter();
        let stems = forms.map(|(form, _)| stem(&looks(&form), word.is_cyrillic).to_owned());
        let stems: HashSet<String> = stems.collect();
        stems.into_iter().map(|stem| lettered_key(&stem, letter))
    });
    numbers.chain(lettered).collect()
}

/// What may be a code at this word of a text, each with the number of words it takes.
pub(super) fn codes_at<P: Piece>(words: &[P], at: usize) -> Vec<(usize, String)> {
    let found = [
        letters_first(words, at, false),
        number_first(words, at, false),
        lettered(words, at).map(|(word, letter)| {
            let stem = stem(word.look(), word.is_cyrillic());
            (2, lettered_key(stem, letter))
        }),
        ordinal_first(words, at),
    ];
    let written_out = (2..=MAX_LETTERS).filter_map(|count| written_out(words, at, count));
    found.into_iter().flatten().chain(written_out).collect()
}

fn is_number(look: &str) -> bool {
    let is_year = look.len() == 4 && (look.starts_with("19") || look.starts_with("20"));
    let is_short = (1..=MAX_DIGITS).contains(&look.len()) && !is_year;
    is_short && look.bytes().all(|c| c.is_ascii_digit())
}

fn is_letters(look: &str, most: usize) -> bool {
    look.chars().all(char::is_alphabetic) && look.chars().nth(most).is_none()
}

/// Whether a word is joined to the one before by a hyphen.
fn is_hyphened<P: Piece>(word: &P) -> bool {
    word.gap().only(Gap::HYPHEN) && !word.gap().is_none()
}

/// The number at this word, behind a word for numbers or not (`No 14`), and the words it takes.
fn number_at<P: Piece>(words: &[P], at: usize) -> Option<(usize, &str)> {
    let is_numbering = LEXICON.numbering.contains(words.get(at)?.look());
    let count = 1 + usize::from(is_numbering);
    let number = words.get(at + count - 1)?;
    let is_near = !number
        .gap()
        .has(Gap::FAR | Gap::END | Gap::LINE | Gap::COMMA);
    (is_near && is_number(number.look())).then(|| (count, number.look()))
}

/// `ПЧ-14`, `ПЧ 14`, `ПЧ14`. In a note the letters are capitals, and everywhere behind a space.
fn letters_first<P: Piece>(words: &[P], at: usize, is_note: bool) -> Option<(usize, String)> {
    let word = words.get(at)?;
    let look = word.look();
    let is_upper = word.is_all_upper();
    let digits = look.trim_start_matches(char::is_alphabetic);
    if !digits.is_empty() && digits.len() < look.len() {
        let is_code = is_number(digits) && is_letters(look.strip_suffix(digits)?, MAX_LETTERS);
        return (is_code && (is_upper || !is_note)).then(|| (1, look.to_owned()));
    }
    let (count, number) = number_at(words, at + 1).filter(|_| is_letters(look, MAX_LETTERS))?;
    let is_hyphened = words.get(at + 1).is_some_and(is_hyphened);
    // `в 14`: a single letter may be a word.
    let is_code = is_upper && look.chars().nth(1).is_some() && !is_word(look, word);
    let is_code = is_code || (is_hyphened && (is_upper || !is_note));
    is_code.then(|| (1 + count, [look, number].concat()))
}

/// Whether letters are a word that any text writes before a number.
fn is_word<P: Piece>(look: &str, word: &P) -> bool {
    LEXICON.kind_of(look, word.is_cyrillic()) == WordKind::Particle
        || super::days::is_month(look)
        || LEXICON.numbering.contains(look)
}

/// `9-Б`, `9Б`. In a note the letter is a capital.
fn number_first<P: Piece>(words: &[P], at: usize, is_note: bool) -> Option<(usize, String)> {
    let word = words.get(at)?;
    let look = word.look();
    let letters = look.trim_start_matches(|c: char| c.is_ascii_digit());
    if !letters.is_empty() && letters.len() < look.len() {
        let is_code = is_number(look.strip_suffix(letters)?) && is_letters(letters, MAX_BEHIND);
        return (is_code && (word.is_all_upper() || !is_note)).then(|| (1, look.to_owned()));
    }
    let next = words.get(at + 1).filter(|next| is_hyphened(*next))?;
    let is_code = is_number(look) && is_letters(next.look(), MAX_BEHIND);
    let is_code = is_code && (next.is_all_upper() || !is_note);
    is_code.then(|| (2, [look, next.look()].concat()))
}

/// The number at this word with the ending of an ordinal or without it, and the words it takes:
/// `14-я`.
fn ordinal_at<P: Piece>(words: &[P], at: usize) -> Option<(usize, &str)> {
    let look = words.get(at)?.look();
    let mut ends = ["st", "nd", "rd", "th"].iter();
    let bare = ends.find_map(|end| look.strip_suffix(end));
    let ending = words.get(at + 1);
    let ending = ending.filter(|next| is_hyphened(*next) && is_letters(next.look(), 3));
    let number = bare.unwrap_or(look);
    is_number(number).then(|| (1 + usize::from(ending.is_some()), number))
}

/// `14-я ПЧ`.
fn ordinal_first<P: Piece>(words: &[P], at: usize) -> Option<(usize, String)> {
    let (count, number) = ordinal_at(words, at)?;
    let letters = words.get(at + count)?;
    let is_code = letters.gap().only(Gap::SPACE)
        && letters.is_all_upper()
        && is_letters(letters.look(), MAX_LETTERS);
    is_code.then(|| (count + 1, [letters.look(), number].concat()))
}

/// `14-я пожарная часть`, `пожарная часть № 14`: the first letters of this many words are the
/// letters of a code.
fn written_out<P: Piece>(words: &[P], at: usize, letters: usize) -> Option<(usize, String)> {
    let first = ordinal_at(words, at);
    let from = at + first.map_or(0, |(count, _)| count);
    let firsts = words.get(from..from + letters)?;
    let is_one = |word: &P| is_letters(word.look(), usize::MAX) && word.look().len() > 2;
    let is_row = |(place, word): (usize, &P)| {
        is_one(word) && (word.gap().only(Gap::SPACE | Gap::HYPHEN) || (place == 0 && from == at))
    };
    if !firsts.iter().enumerate().all(is_row) {
        return None;
    }
    let (count, number) = match first {
        Some((count, number)) => (count, number),
        None => number_at(words, from + letters)?,
    };
    let firsts = firsts.iter().filter_map(|word| word.look().chars().next());
    Some((count + letters, firsts.chain(number.chars()).collect()))
}

fn lettered_key<P: Piece>(stem: &str, letter: &P) -> String {
    [stem, " ", letter.look()].concat()
}

/// The word and its letter: `block C`, `B wing`, `смена «Б»`.
fn lettered<P: Piece>(words: &[P], at: usize) -> Option<(&P, &P)> {
    let (first, next) = (words.get(at)?, words.get(at + 1)?);
    let gap = next.gap();
    let is_near = gap.only(Gap::SPACE | Gap::QUOTE | Gap::HYPHEN) && !gap.has(Gap::FAR);
    let is_letter = |word: &P| word.is_upper() && is_letters(word.look(), 1);
    let is_named = |word: &P| {
        let look = word.look();
        let kind = LEXICON.kind_of(look, word.is_cyrillic());
        // The letter behind a name is an initial.
        let is_name = kind == WordKind::NameOnly && word.is_upper();
        is_letters(look, usize::MAX)
            && look.chars().count() >= MIN_WORD
            && kind != WordKind::Particle
            && !is_name
    };
    if !is_near || gap.is_none() {
        None
    } else if is_letter(next) && is_named(first) {
        Some((first, next))
    } else if is_letter(first) && is_named(next) && !next.is_upper() && !may_be_word(words, at) {
        Some((next, first))
    } else {
        None
    }
}

/// Whether a capital letter may be a word at the beginning of a sentence: `A nurse`.
fn may_be_word<P: Piece>(words: &[P], at: usize) -> bool {
    words.get(at).is_some_and(|letter| {
        let is_start = at == 0 || letter.gap().has(Gap::END | Gap::LINE | Gap::DOT);
        let is_pronoun = letter.look() == "i" && !letter.is_cyrillic();
        is_pronoun || (is_start && is_word_of_one_letter(letter))
    })
}

/// Whether the letter behind this word of a note is the initial of the name that follows: «врач Б.
/// Ревуцкая».
fn is_initial<P: Piece>(words: &[P], at: usize) -> bool {
    let is_office = |word: &P| LEXICON.office(word.look(), word.is_cyrillic()).is_some();
    let is_name = |word: &P| word.is_upper() && word.gap().has(Gap::DOT);
    words.get(at).is_some_and(is_office) && words.get(at + 2).is_some_and(is_name)
}
