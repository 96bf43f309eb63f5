//! Text search. It ignores case, accents, apostrophes, dashes and Unicode normal forms, and
//! tolerates typing errors.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Normalizes a text for searching. Case, accents, stress marks and apostrophes are removed. `ё`
/// becomes `е`, dashes become hyphens, and ligatures become two letters. Letters with a mark that
/// are letters of their own in an alphabet (`й`, `ї`, `ў`) stay.
pub fn folded(text: &str) -> Cow<'_, str> {
    let is_plain =
        |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase() && !matches!(byte, b'\'' | b'`');
    if text.bytes().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut form = String::with_capacity(text.len());
    if text.is_ascii() {
        form.extend(
            text.chars()
                .filter(|c| !matches!(c, '\'' | '`'))
                .map(|c| c.to_ascii_lowercase()),
        );
        return Cow::Owned(form);
    }
    let composed = match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfc().collect()),
    };
    for c in composed.chars() {
        if matches!(c, 'Й' | 'й' | 'Ї' | 'ї' | 'Ў' | 'ў') {
            form.extend(c.to_lowercase());
        } else if matches!(c, 'а'..='я') {
            form.push(c);
        } else {
            let letters = std::iter::once(c).nfkd().flat_map(char::to_lowercase);
            for letter in letters {
                push_folded(letter, &mut form);
            }
        }
    }
    Cow::Owned(form)
}

fn push_folded(letter: char, form: &mut String) {
    match letter {
        '\'' | '`' | '´' | '’' | '‘' | '‛' | 'ʼ' | 'ʹ' | 'ʻ' | 'ʽ' | '′' | '＇' | '\u{ad}' =>
            {}
        '\u{2010}'..='\u{2015}' | '−' => form.push('-'),
        'ß' => form.push_str("ss"),
        _ if is_combining_mark(letter) || super::is_unseen(letter) => {}
        _ => form.push(letter),
    }
}

/// The way in which a search word matches a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Near {
    /// A word of the text begins with the search word.
    Begins,
    /// A word of the text contains the search word.
    Inside,
    /// A word of the text begins with the search word, with this many typing errors.
    Nearly(usize),
}

/// The way in which a word matches a text, both folded. None if it does not match.
///
/// Typing errors are allowed only in words of five letters or more: one error, or two from eight
/// letters on, and never in the first letter. Shorter words would match half the words of a story.
pub fn near(word: &str, text: &str) -> Option<Near> {
    match plain(word, text) {
        None => typos(word, text).map(Near::Nearly),
        found => found,
    }
}

/// Like [`near`], without typing errors.
pub fn plain(word: &str, text: &str) -> Option<Near> {
    let mut found = None;
    for (at, _) in text.match_indices(word) {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        if !before.is_some_and(char::is_alphanumeric) {
            return Some(Near::Begins);
        }
        found = Some(Near::Inside);
    }
    found
}

/// The smallest number of typing errors between `word` and the beginning of a word of the text. One
/// error is allowed for 5 to 7 letters, two for 8 to 40. None if every word has more, or if `word`
/// has another length or anything but letters.
pub fn typos(word: &str, text: &str) -> Option<usize> {
    let letters: Vec<char> = word.chars().collect();
    let most = match letters.len() {
        _ if !letters.iter().all(|c| c.is_alphabetic()) => return None,
        5..=7 => 1,
        8..=40 => 2,
        _ => return None,
    };
    let first = letters.first()?;
    let mut other = Vec::with_capacity(letters.len() + most);
    // Finding the first letter is faster than finding the starts of words.
    let begun = text.match_indices(*first).filter_map(|(at, _)| {
        let (before, rest) = text.split_at_checked(at)?;
        if before.ends_with(char::is_alphanumeric) {
            return None;
        }
        let word = rest.chars().take_while(|c| c.is_alphanumeric());
        other.clear();
        other.extend(word.take(letters.len() + most));
        (other.len() + most >= letters.len()).then(|| distance(&letters, &other, most))?
    });
    begun.min()
}

/// The number of typing errors between two words. None if there are more than `most`.
pub fn typing_errors(word: &str, other: &str, most: usize) -> Option<usize> {
    let [word, other] = [word, other].map(|text| text.chars().collect::<Vec<_>>());
    let errors = errors_to_beginnings(&word, &other, most)?.pop()?;
    (errors <= most).then_some(errors)
}

/// The smallest number of typing errors between a word and any prefix of another. A typing error is
/// a letter that is missing, added or replaced, or two letters that are swapped. None if there are
/// more than `most`.
fn distance(word: &[char], other: &[char], most: usize) -> Option<usize> {
    let all = errors_to_beginnings(word, other, most)?;
    all.into_iter().min().filter(|least| *least <= most)
}

/// The number of typing errors for each prefix of the other word, from the empty prefix on. None if
/// all have more than `most`.
fn errors_to_beginnings(word: &[char], other: &[char], most: usize) -> Option<Vec<usize>> {
    // Rows of the Damerau-Levenshtein table: the last two, and an empty one.
    let mut rows: [Vec<usize>; 3] = [Vec::new(), (0..=other.len()).collect(), Vec::new()];
    for (at, letter) in word.iter().enumerate() {
        let mut row = vec![at + 1];
        for (column, with) in other.iter().enumerate() {
            let cell =
                |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX / 2);
            let [before, last, _] = &rows;
            let mut least = (cell(last, column) + usize::from(letter != with))
                .min(cell(last, column + 1) + 1)
                .min(cell(&row, column) + 1);
            let is_swapped = at > 0
                && column > 0
                && word.get(at - 1) == Some(with)
                && other.get(column - 1) == Some(letter);
            if is_swapped {
                least = least.min(cell(before, column - 1) + 1);
            }
            row.push(least);
        }
        // Later rows cannot have smaller values.
        if row.iter().all(|least| *least > most) {
            return None;
        }
        let [_, last, _] = rows;
        rows = [last, row, Vec::new()];
    }
    let [_, last, _] = rows;
    Some(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folding_ignores_case_accents_and_apostrophes() {
        for (one, other) in [
            ("Ёлка М’ЯЧ", "елка мʼяч"),
            ("м'яч", "мяч"),
            ("Café Naïve", "cafe\u{301} naive"),
            ("за\u{301}мок", "ЗАМОК"),
            ("ї", "і\u{308}"),
            ("Й", "и\u{306}"),
            ("ﬁnal Straße", "FINAL STRASSE"),
            ("Kyiv–London", "kyiv-london"),
            ("don’t", "DONT"),
        ] {
            assert_eq!(folded(one), folded(other), "{one} {other}");
        }
        for (one, other) in [("й", "и"), ("ї", "і"), ("ґ", "г"), ("а", "a")] {
            assert_ne!(folded(one), folded(other), "{one} {other}");
        }
        assert!(matches!(folded("plain text 7"), Cow::Borrowed(_)));
    }

    #[test]
    fn few_typing_errors_are_near() {
        let text = "a train to washington left; brain drain, concert hall, міністерство оборони";
        assert_eq!(near("rain", text), Some(Near::Inside));
        assert_eq!(near("train", text), Some(Near::Begins));
        assert_eq!(near("washngton", text), Some(Near::Nearly(1)));
        assert_eq!(near("wahsignton", text), Some(Near::Nearly(2)));
        assert_eq!(near("concret", text), Some(Near::Nearly(1)));
        assert_eq!(near("міністертво", text), Some(Near::Nearly(1)));
        for far in [
            "rian", "grain", "tornado", "12345", "consort", "left the", "washer",
        ] {
            assert_eq!(near(far, text), None, "{far}");
        }
        assert_eq!(near("rain", "a plain text of reign and ruin"), None);
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,40}") {
            let once = folded(&text).into_owned();
            prop_assert_eq!(folded(&once).into_owned(), once.clone());
        }

        #[test]
        fn a_word_of_the_text_is_found(before in "[a-zа-яїёé' ]{0,20}", word in "[a-zа-яїё]{1,12}", after in "\\PC{0,20}") {
            let text = format!("{before}{word} {after}");
            prop_assert!(plain(&folded(&word), &folded(&text)).is_some());
        }

        #[test]
        fn one_typing_error_is_near(word in "[a-z]{5,12}", at in 1_usize..4, with in "[a-z]") {
            let mut misspelled: Vec<char> = word.chars().collect();
            misspelled[at] = with.chars().next().unwrap();
            let misspelled: String = misspelled.into_iter().collect();
            let text = format!("the {word} is");
            let found = near(&misspelled, &text);
            prop_assert!(found.is_some());
        }
    }
}
