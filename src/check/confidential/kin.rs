//! Relatives of somebody, in any words: "her old man" is her father.

use super::days::Piece;
use super::folded::Gap;
use super::lexicon::LEXICON;
use super::stems::stem;

/// The word or phrase for a relative that begins with word `at`: the count of its words, and the
/// rows of the lists that have it. With `needs_owner`, only behind a word that says whose relative
/// it is. None if there is no such phrase.
pub(super) fn kin_at<P: Piece>(
    words: &[P],
    at: usize,
    needs_owner: bool,
) -> Option<(usize, Vec<usize>)> {
    let first = words.get(at)?;
    // The owner: "her father", "Olena's father", «її батько».
    let owner = at.checked_sub(1).and_then(|at| words.get(at));
    let is_owned = owner.is_some_and(|owner| {
        LEXICON.owners.contains(owner.look())
            || (owner.look() == "s" && owner.gap().has(Gap::APOSTROPHE))
    });
    if needs_owner && !(is_owned && first.gap().only(Gap::SPACE)) {
        return None;
    }
    let key = stem(first.look(), first.is_cyrillic());
    let whole = LEXICON.kin.get(first.look()).into_iter().flatten();
    let found = whole.chain(LEXICON.kin.get(key).into_iter().flatten());
    let fits = found.filter(|(phrase, _)| {
        let mut rest = (at + 1..).zip(phrase.iter().skip(1));
        rest.all(|(at, look)| words.get(at).is_some_and(|word| word.look() == look))
    });
    let fits: Vec<_> = fits.collect();
    let count = fits.iter().map(|(phrase, _)| phrase.len()).max()?;
    let mut rows: Vec<usize> = fits
        .iter()
        .filter(|(phrase, _)| phrase.len() == count)
        .map(|(_, row)| *row)
        .collect();
    rows.sort_unstable();
    rows.dedup();
    Some((count, rows))
}
