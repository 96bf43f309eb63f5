//! Pairs of words in a note on a source that another text repeats, in any form of the first word:
//! `веде канцелярію`, `вела канцелярію`; `keeps the archive`, `kept an archive`.

use super::days::{Piece, is_month};
use super::folded::Gap;
use super::lexicon::{LEXICON, WordKind};
use super::stems::stem;

/// The key of a pair, which all its forms share: some letters of the first word, and the stem of the
/// second.
pub(super) type Phrase = (String, String);

/// The fewest letters of the first word and of the second. Shorter words are too frequent.
const MIN_WORD: usize = 4;
const MIN_THING: usize = 5;
/// The fewest letters of both words together: `grey house` is too common.
const MIN_LETTERS: usize = 10;

/// The pairs that begin here, in both orders, each with the number of words it takes.
pub(super) fn phrases_at<P: Piece>(words: &[P], at: usize) -> Vec<(usize, Phrase)> {
    let turned = || {
        let (thing, first) = (words.get(at)?, words.get(at + 1)?);
        let is_near = first.gap().only(Gap::SPACE) && is_phrase(first, thing);
        is_near.then(|| (2, key(first, thing)))
    };
    phrase_at(words, at).into_iter().chain(turned()).collect()
}

/// The pair that begins here, with the number of words it takes. An article or an owner (`her`) may
/// stand between the two words.
pub(super) fn phrase_at<P: Piece>(words: &[P], at: usize) -> Option<(usize, Phrase)> {
    let first = words.get(at)?;
    let is_small = |at: usize| {
        words.get(at).is_some_and(|word| {
            let is_one =
                LEXICON.articles.contains(word.look()) || LEXICON.owners.contains(word.look());
            is_one && word.gap().only(Gap::SPACE)
        })
    };
    let behind = at + 1 + usize::from(is_small(at + 1));
    let thing = words
        .get(behind)
        .filter(|word| word.gap().only(Gap::SPACE))?;
    is_phrase(first, thing).then(|| (behind + 1 - at, key(first, thing)))
}

/// Whether both words are rare enough to identify somebody.
fn is_phrase<P: Piece>(first: &P, thing: &P) -> bool {
    let is_content = |word: &P, least: usize| {
        let look = word.look();
        look.chars().count() >= least
            && !look.contains(|c: char| c.is_ascii_digit())
            && !LEXICON.saying.contains(look)
            && !is_month(look)
            && LEXICON.kind_of(look, word.is_cyrillic()) != WordKind::Particle
    };
    // A word for an office is asked about as an office. That somebody is not to be named is said of
    // every confidential source.
    let is_office = LEXICON.office(thing.look(), thing.is_cyrillic()).is_some();
    let is_naming = |word: &P| {
        LEXICON
            .naming
            .contains(stem(word.look(), word.is_cyrillic()))
    };
    let letters = first.look().chars().count() + thing.look().chars().count();
    let is_short = letters < MIN_LETTERS;
    let is_other = is_office || is_naming(first) || is_naming(thing) || is_short;
    !is_other && is_content(first, MIN_WORD) && is_content(thing, MIN_THING)
}

/// Of a Cyrillic word, the key has the first two letters. Of a Latin one it has the first letter and
/// the next consonant, which the forms of irregular verbs share: `keeps`, `kept`.
fn key<P: Piece>(first: &P, thing: &P) -> Phrase {
    let mut letters = first.look().chars();
    let start = letters.next();
    let is_next = |c: &char| first.is_cyrillic() || !"aeiou".contains(*c);
    let start = start.into_iter().chain(letters.find(is_next)).collect();
    let thing = stem(thing.look(), thing.is_cyrillic()).to_owned();
    (start, thing)
}
