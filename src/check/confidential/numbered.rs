//! Places with a number, however a text writes them: `room 412`, `Rm 412`, `каб. 412`, `412-й
//! кабінет`, `ward six`, `шоста палата`, `flat 4B`, `room two-eleven`. Also such numbers alone, if
//! their spelling shows that they number a place: `#318`, `211-й`, `7B`, `W7B`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::alike::latin_for;
use super::days::{Piece, ordinal_at};
use super::folded::Gap;
use super::letters::is_cyrillic_word;
use super::letters::looks;
use super::lexicon::LEXICON;
use super::spoken;
use super::stems::stem;
use crate::text::languages;

/// The index of the kind of place in the list, and the number as it looks.
pub(super) type Numbered = (usize, String);

/// The most digits of the number of a place.
const DIGITS: usize = 4;

/// The fewest digits of a number that is asked about without the word for the place: `#318`.
pub(super) const MIN_ALONE: usize = 3;

/// The kinds of places, each with its words in all languages.
static ROWS: LazyLock<Vec<Vec<String>>> =
    LazyLock::new(|| ron::from_str(languages::ROOMS).unwrap_or_default());

/// The kinds of places, by the stems of their words.
static KINDS: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let rows = ROWS.iter().enumerate();
    let words = rows.flat_map(|(kind, row)| {
        row.iter()
            .map(move |word| (stem(&looks(word), is_cyrillic_word(word)).to_owned(), kind))
    });
    words.collect()
});

/// How many words of the text the word for a place takes, and the index of its kind. `під'їзд`
/// takes two words.
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

/// The numbered place that begins at this word, with the number of words it takes.
pub(super) fn numbered_at<P: Piece>(words: &[P], at: usize) -> Option<(usize, Numbered)> {
    if let Some((count, kind)) = kind_at(words, at) {
        let is_numbering = |at: usize| {
            let word = words.get(at);
            word.is_some_and(|word| LEXICON.numbering.contains(word.look()))
        };
        let numbering = usize::from(is_numbering(at + count));
        let behind = at + count + numbering;
        let is_next = words.get(behind).is_some_and(|word| {
            // `№` is read as the letters `no` with a sign on each side, so the gap before the
            // number is wider.
            is_near(word) || (numbering > 0 && !word.gap().has(Gap::FAR | Gap::LINE))
        });
        let (more, number) = number_at(words, behind).filter(|_| is_next)?;
        return Some((behind + more - at, (kind, number)));
    }
    let (count, number) = number_before_at(words, at)?;
    let (more, kind) = kind_at(words, at + count)?;
    let is_next = words.get(at + count).is_some_and(is_near);
    is_next.then_some((count + more, (kind, number)))
}

fn is_near<P: Piece>(word: &P) -> bool {
    let gap = word.gap();
    gap.only(Gap::SPACE | Gap::DOT | Gap::HYPHEN | Gap::APOSTROPHE | Gap::SLASH)
        && !gap.has(Gap::FAR)
}

/// The number behind the word for a place, with the number of words it takes: `412`, `4B`, `4-B`,
/// `six`.
fn number_at<P: Piece>(words: &[P], at: usize) -> Option<(usize, String)> {
    let look = words.get(at)?.look();
    if !look.starts_with(|c: char| c.is_ascii_digit()) {
        // `the ward. Six came`: a number in words does not belong to the sentence before.
        let (count, number) = spoken::number_at(words, at).filter(|_| !ends_before(words, at))?;
        // `Seven B`.
        return match words.get(at + count).and_then(letter_of) {
            Some(letter) => Some((count + 1, [number, letter].concat())),
            None => Some((count, number)),
        };
    }
    let digits = look.chars().filter(char::is_ascii_digit).count();
    if digits > DIGITS || look.chars().count() > digits + 1 {
        return None;
    }
    // `4-B` has a letter, `412-й` an ordinal ending.
    let letter = words.get(at + 1).filter(|next| {
        let is_letter = next.look().chars().count() == 1 && !next.look().contains(is_ending);
        is_letter && next.gap().only(Gap::HYPHEN) && look.len() == digits
    });
    let ends = words.get(at + 1).is_some_and(|next| {
        next.gap().only(Gap::HYPHEN) && next.look().contains(is_ending) && next.look().len() < 7
    });
    let number = [look, letter.map_or("", |letter| letter.look())].concat();
    let number = in_latin(&number);
    Some((1 + usize::from(letter.is_some() || ends), number))
}

/// The letter behind a number in words, as a Latin one. `None` for a letter that is also a word,
/// such as `a`.
fn letter_of<P: Piece>(word: &P) -> Option<String> {
    let is_near = word.gap().only(Gap::SPACE | Gap::HYPHEN) && !word.gap().is_none();
    let mut letters = word.look().chars();
    let (letter, rest) = (letters.next()?, letters.next());
    let is_one = rest.is_none() && letter.is_alphabetic() && !is_word_of_one_letter(word);
    (is_near && is_one).then(|| in_latin(word.look()))
}

/// Whether a word is one letter that is a word, such as `a`.
pub(super) fn is_word_of_one_letter<P: Piece>(word: &P) -> bool {
    let words: &[&str] = if word.is_cyrillic() {
        &["a", "b", "i", "u", "o", "y", "c", "k", "з", "я", "й", "є"]
    } else {
        &["a", "i"]
    };
    words.contains(&word.look())
}

/// The number of a place with its letter as a Latin one: `7б` is `7b`.
fn in_latin(number: &str) -> String {
    let letters = number.chars().map(|c| match c {
        _ if c.is_ascii() => c.to_string(),
        _ => latin_for(c).to_owned(),
    });
    letters.collect()
}

/// Whether a sentence may end before a word.
fn ends_before<P: Piece>(words: &[P], at: usize) -> bool {
    words.get(at).is_some_and(|word| word.gap().has(Gap::DOT))
}

/// Whether a letter is the ending of an ordinal in digits: `й`, which looks like `u` in the folded
/// text.
fn is_ending(c: char) -> bool {
    matches!(c, 'u' | 'й')
}

/// The number before the word for a place, with the number of words it takes: `sixth`, `шоста`,
/// `412-й`.
fn number_before_at<P: Piece>(words: &[P], at: usize) -> Option<(usize, String)> {
    const ENGLISH: [&str; 4] = ["st", "nd", "rd", "th"];
    let look = words.get(at)?.look();
    if !look.starts_with(|c: char| c.is_ascii_digit()) {
        if let Some((count, number)) = ordinal_at(words, at) {
            return Some((count, number.to_string()));
        }
        let spoken = spoken::spoken_at(words, at).into_iter().next();
        let spoken = spoken.filter(|spoken| spoken.is_ordinal)?;
        return Some((spoken.count, spoken.digits));
    }
    let is_number = |look: &str| look.len() <= DIGITS && look.bytes().all(|c| c.is_ascii_digit());
    if let Some(bare) = ENGLISH.iter().find_map(|end| look.strip_suffix(end)) {
        return is_number(bare).then(|| (1, bare.to_owned()));
    }
    // `412-й`, `412-му`.
    let next = words.get(at + 1).filter(|next| {
        let is_ending = next.look().chars().count() < 4;
        next.gap().only(Gap::HYPHEN) && !next.gap().is_none() && is_ending
    });
    (is_number(look) && next.is_some()).then(|| (2, look.to_owned()))
}

/// The spellings in which the number of a place is asked about alone: `318`, `7b`, and with the
/// first letter of a word for the place `w7b`.
pub(super) fn alone((kind, number): &Numbered) -> HashSet<String> {
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let mut all = HashSet::new();
    if digits < number.len() || digits >= MIN_ALONE {
        all.insert(number.clone());
    }
    if number.len() > 1 {
        let words = ROWS.get(*kind).into_iter().flatten();
        let firsts = words.filter_map(|word| looks(word).chars().next());
        all.extend(firsts.map(|first| format!("{first}{number}")));
    }
    all
}

/// The numbers at this word that are written like those of places, each with the number of words it
/// takes: `#318`, `No 318`, `211-й`, `211th`, `7B`, `W7B`, `W-7B`, `two-eleven`.
pub(super) fn alone_at<P: Piece>(words: &[P], at: usize) -> Vec<(usize, String)> {
    let Some(word) = words.get(at) else {
        return Vec::new();
    };
    let look = word.look();
    let is_digits = |look: &str| look.bytes().all(|c| c.is_ascii_digit());
    let next = words.get(at + 1);
    if !look.starts_with(|c: char| c.is_ascii_digit()) {
        // `W-7B`.
        let code = next.filter(|next| {
            let is_code = next.look().starts_with(|c: char| c.is_ascii_digit());
            look.chars().count() == 1 && is_code && next.gap().only(Gap::HYPHEN)
        });
        if let Some(next) = code {
            return vec![(2, [look, next.look()].concat())];
        }
        if look.contains(|c: char| c.is_ascii_digit()) {
            return vec![(1, look.to_owned())];
        }
        if LEXICON.numbering.contains(look) {
            let number =
                next.filter(|next| is_digits(next.look()) && next.look().len() >= MIN_ALONE);
            return number
                .map(|next| (2, next.look().to_owned()))
                .into_iter()
                .collect();
        }
        let spoken = spoken::spoken_at(words, at).into_iter();
        let spoken = spoken
            .filter(|one| one.digits.len() >= MIN_ALONE && (one.groups > 1 || one.is_ordinal));
        return spoken.map(|one| (one.count, one.digits)).collect();
    }
    if !is_digits(look) {
        return match number_before_at(words, at) {
            Some(ordinal) => vec![ordinal],
            None => vec![(1, look.to_owned())],
        };
    }
    if look.len() < MIN_ALONE {
        return Vec::new();
    }
    // Only `#` sets both of these flags.
    let is_marked = word.gap().has(Gap::MASK) && word.gap().has(Gap::SLASH);
    if is_marked {
        return vec![(1, look.to_owned())];
    }
    number_before_at(words, at).into_iter().collect()
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
            &[
                "flat 4B",
                "Flat 4-B",
                "apt. 4b",
                "apartment 4B",
                "кв. 4В",
                "кв. 4Б",
                "Flat Four B",
            ],
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
                "ward six a nurse",
                "палата № 6",
            ],
            &[
                "room 211",
                "room two one one",
                "room two-eleven",
                "комната двести одиннадцать",
                "двести одиннадцатый кабинет",
                "кабінет двісті одинадцять",
                "к. 211",
                "каб. 211",
            ],
            &["band 6", "Band Six", "6-й розряд", "шестой разряд"],
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
