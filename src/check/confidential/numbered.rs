//! Places with a number, however a text writes them: `room 412`, `Rm 412`, `каб. 412`, `412-й кабінет`,
//! `ward six`, `шоста палата`, `flat 4B`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::days::{Piece, cardinal_at, ordinal_at};
use super::folded::Gap;
use super::letters::is_cyrillic_word;
use super::letters::looks;
use super::lexicon::LEXICON;
use super::stems::stem;
use crate::text::languages;

/// Which kind of place it is, and its number as it looks.
pub(super) type Numbered = (usize, String);

/// A longer number is that of something else.
const DIGITS: usize = 4;

/// The kinds of places, by the stems of their words in all languages.
static KINDS: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let rows: Vec<Vec<String>> = ron::from_str(languages::ROOMS).unwrap_or_default();
    let rows = rows.iter().enumerate();
    let words = rows.flat_map(|(kind, row)| {
        row.iter()
            .map(move |word| (stem(&looks(word), is_cyrillic_word(word)).to_owned(), kind))
    });
    words.collect()
});

/// The kind of place that a word is, and how many words of the text that takes: `під'їзд` is two.
fn kind_at<P: Piece>(words: &[P], at: usize) -> Option<(usize, usize)> {
    let word = words.get(at)?;
    let look = word.look();
    let next = words.get(at + 1).filter(|next| {
        let gap = next.gap();
        gap.only(Gap::APOSTROPHE) && !gap.is_none()
    });
    let joined = next.map(|next| [look, next.look()].concat());
    let (count, whole) = joined.as_deref().map_or((1, look), |whole| (2, whole));
    let kind = KINDS.get(stem(whole, word.is_cyrillic()))?;
    Some((count, *kind))
}

/// The numbered place that begins with this word, and how many words it has.
pub(super) fn numbered_at<P: Piece>(words: &[P], at: usize) -> Option<(usize, Numbered)> {
    if let Some((count, kind)) = kind_at(words, at) {
        let is_numbering = |at: usize| {
            let word = words.get(at);
            word.is_some_and(|word| LEXICON.numbering.contains(word.look()))
        };
        let numbering = usize::from(is_numbering(at + count));
        let behind = at + count + numbering;
        let is_next = words.get(behind).is_some_and(|word| {
            // `№` is a sign and two letters.
            is_near(word) || (numbering > 0 && !word.gap().has(Gap::FAR | Gap::LINE))
        });
        let (more, number) = number_at(words, behind).filter(|_| is_next)?;
        return Some((behind + more - at, (kind, number)));
    }
    let (count, number) = first_at(words, at)?;
    let (more, kind) = kind_at(words, at + count)?;
    let is_next = words.get(at + count).is_some_and(is_near);
    is_next.then_some((count + more, (kind, number)))
}

fn is_near<P: Piece>(word: &P) -> bool {
    let gap = word.gap();
    gap.only(Gap::SPACE | Gap::DOT | Gap::HYPHEN | Gap::APOSTROPHE | Gap::SLASH)
        && !gap.has(Gap::FAR)
}

/// The number behind the word for a place: `412`, `4B`, `4-B`, `six`.
fn number_at<P: Piece>(words: &[P], at: usize) -> Option<(usize, String)> {
    let look = words.get(at)?.look();
    if !look.starts_with(|c: char| c.is_ascii_digit()) {
        // `the ward. Six came`
        let (count, number) = cardinal_at(words, at).filter(|_| !ends_before(words, at))?;
        return Some((count, number.to_string()));
    }
    let digits = look.chars().filter(char::is_ascii_digit).count();
    if digits > DIGITS || look.chars().count() > digits + 1 {
        return None;
    }
    // `4-B`, but not `412-й`.
    let letter = words.get(at + 1).filter(|next| {
        let is_letter = next.look().chars().count() == 1 && !next.look().contains(is_ending);
        is_letter && next.gap().only(Gap::HYPHEN) && look.len() == digits
    });
    let ends = words.get(at + 1).is_some_and(|next| {
        next.gap().only(Gap::HYPHEN) && next.look().contains(is_ending) && next.look().len() < 7
    });
    let number = [look, letter.map_or("", |letter| letter.look())].concat();
    Some((1 + usize::from(letter.is_some() || ends), number))
}

/// Whether a sentence may end before a word.
fn ends_before<P: Piece>(words: &[P], at: usize) -> bool {
    words.get(at).is_some_and(|word| word.gap().has(Gap::DOT))
}

/// Whether a letter is the end of an ordinal in digits: `й`, as it looks.
fn is_ending(c: char) -> bool {
    matches!(c, 'u' | 'й')
}

/// The number before the word for a place: `sixth`, `шоста`, `412-й`.
fn first_at<P: Piece>(words: &[P], at: usize) -> Option<(usize, String)> {
    const ENGLISH: [&str; 4] = ["st", "nd", "rd", "th"];
    let look = words.get(at)?.look();
    if !look.starts_with(|c: char| c.is_ascii_digit()) {
        let (count, number) = ordinal_at(words, at)?;
        return Some((count, number.to_string()));
    }
    let is_number = |look: &str| look.len() <= DIGITS && look.bytes().all(|c| c.is_ascii_digit());
    if let Some(bare) = ENGLISH.iter().find_map(|end| look.strip_suffix(end)) {
        return is_number(bare).then(|| (1, bare.to_owned()));
    }
    // `412-й`, `412-му`
    let next = words.get(at + 1).filter(|next| {
        let is_ending = next.look().chars().count() < 4;
        next.gap().only(Gap::HYPHEN) && !next.gap().is_none() && is_ending
    });
    (is_number(look) && next.is_some()).then(|| (2, look.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::super::folded::folded;
    use super::super::tokens::tokens;
    use super::*;

    #[test]
    fn every_kind_of_place_can_be_read() {
        ron::from_str::<Vec<Vec<String>>>(languages::ROOMS).unwrap();
    }

    #[test]
    fn a_place_is_one_however_its_number_is_written() {
        for same in [
            &[
                "room 412",
                "Rm 412",
                "Rm. 412",
                "room No 412",
                "каб. 412",
                "кабінеті №412",
                "412-й кабінет",
            ][..],
            &["flat 4B", "Flat 4-B", "apt. 4b", "apartment 4B", "кв. 4В"],
            &[
                "pier seven",
                "the pier 7",
                "seventh pier",
                "7th pier",
                "причал 7",
            ],
            &[
                "палата 6",
                "палаті шість",
                "шоста палата",
                "шестой палате",
                "пал. 6",
                "ward six",
                "палата № 6",
            ],
            &["під'їзд 2", "другий під'їзд", "подъезд 2", "entrance two"],
        ] {
            let found: Vec<_> = same
                .iter()
                .map(|text| {
                    let words = tokens(&folded(text));
                    (0..words.len())
                        .find_map(|at| numbered_at(&words, at))
                        .map(|(_, place)| place)
                })
                .collect();
            assert!(found[0].is_some(), "{same:?}");
            assert!(
                found.iter().all(|one| *one == found[0]),
                "{same:?}: {found:?}"
            );
        }
        for text in [
            "two rooms",
            "дві палати",
            "room for two",
            "the ward. Six came",
            "кв. м",
        ] {
            let words = tokens(&folded(text));
            let found = (0..words.len()).find_map(|at| numbered_at(&words, at));
            assert_eq!(found, None, "{text}");
        }
    }
}
