//! Somebody's relatives, in whatever words: `her old man` is her father.

use super::days::Piece;
use super::folded::Gap;
use super::lexicon::LEXICON;
use super::stems::stem;

/// Behind an owner or with one behind it, so many words of a relative begin here, and the rows of the
/// lists that have them.
pub(super) fn kin_at<P: Piece>(words: &[P], at: usize) -> Option<(usize, Vec<usize>)> {
    let owner = at.checked_sub(1).and_then(|at| words.get(at))?;
    let first = words.get(at).filter(|word| word.gap().only(Gap::SPACE))?;
    // `her father`, `Olena's father`, `її батько`
    let is_owned = LEXICON.owners.contains(owner.look())
        || (owner.look() == "s" && owner.gap().has(Gap::APOSTROPHE));
    if !is_owned {
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
