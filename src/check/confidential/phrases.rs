//! Two words beside one another that a note on a source has, too, in whatever form the first stands:
//! `веде канцелярію`, `вела канцелярію`; `keeps the archive`, `keeping an archive`.

use super::days::{Piece, is_month};
use super::folded::Gap;
use super::lexicon::{LEXICON, WordKind};
use super::stems::stem;

/// What a word and the thing behind it share with their other forms: how the word begins, and the
/// stem of the thing.
pub(super) type Phrase = (String, String);

/// The letters at the beginning of a word that all its forms have.
const SHARED: usize = 2;
/// Words with fewer letters are in too many phrases.
const MIN_WORD: usize = 4;
const MIN_THING: usize = 5;
/// And so are two that have fewer letters together: `grey house`.
const MIN_LETTERS: usize = 10;

/// The phrases that two words from this one are in either order, and how many words they have.
pub(super) fn phrases_at<P: Piece>(words: &[P], at: usize) -> Vec<(usize, Phrase)> {
    let turned = || {
        let (thing, first) = (words.get(at)?, words.get(at + 1)?);
        let is_near = first.gap().only(Gap::SPACE) && is_phrase(first, thing);
        is_near.then(|| (2, key(first, thing)))
    };
    phrase_at(words, at).into_iter().chain(turned()).collect()
}

/// The phrase that begins with this word, and how many words it has.
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

/// Whether a word and a thing are in few phrases.
fn is_phrase<P: Piece>(first: &P, thing: &P) -> bool {
    let is_content = |word: &P, least: usize| {
        let look = word.look();
        look.chars().count() >= least
            && !look.contains(|c: char| c.is_ascii_digit())
            && !LEXICON.saying.contains(look)
            && !is_month(look)
            && LEXICON.sort(look, word.is_cyrillic()) != WordKind::Particle
    };
    // What somebody is called is asked about as an office.
    let is_office = LEXICON.office(thing.look(), thing.is_cyrillic()).is_some();
    let letters = first.look().chars().count() + thing.look().chars().count();
    let is_short = letters < MIN_LETTERS;
    !is_office && !is_short && is_content(first, MIN_WORD) && is_content(thing, MIN_THING)
}

fn key<P: Piece>(first: &P, thing: &P) -> Phrase {
    let start = first.look().chars().take(SHARED).collect();
    let thing = stem(thing.look(), thing.is_cyrillic()).to_owned();
    (start, thing)
}
