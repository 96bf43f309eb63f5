//! The words of a name as they are typed, and other ways to write one.

use super::folded::{Folded, Gap, is_cyrillic};
use super::lexicon::{LEXICON, Sort, is_cyrillic_word, looks, sound};

/// The words of a name in small letters as they are written, those with an apostrophe in one piece.
pub(super) fn words_of_name(folded: &Folded, text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for range in &folded.words {
        let Some(letters) = folded.letters.get(range.clone()) else {
            continue;
        };
        let (Some(first), Some(last)) = (letters.first(), letters.last()) else {
            continue;
        };
        let plain: String = letters.iter().map(|letter| letter.plain).collect();
        let written: String = text
            .get(first.start..last.end)
            .unwrap_or_default()
            .to_lowercase()
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect();
        // In letters of one alphabet, as it is written: `й` is no `и` then, and `š` no `s`.
        let is_sound = looks(&written) == looks(&plain)
            && (written.chars().all(is_cyrillic) || !plain.contains(is_cyrillic));
        let word = if is_sound { written } else { plain };
        let is_joined = first.gap.only(Gap::APOSTROPHE) && !first.gap.is_none();
        match words.last_mut() {
            Some(last) if is_joined => last.push_str(&word),
            _ => words.push(word),
        }
    }
    words
}

/// A word as it is written where some letters are not, and in Russian where Ukrainian has another
/// vowel: `Kuehnemann`, `Белоус`.
pub(super) fn respelled(word: &str) -> Vec<String> {
    let german = word
        .replace('ä', "ae")
        .replace('ö', "oe")
        .replace('ü', "ue");
    let nordic = german.replace('ø', "oe").replace('å', "aa");
    let mut all: Vec<String> = Vec::new();
    if nordic != word {
        all.push(nordic);
    }
    if word.chars().count() > 4 {
        let others = ["е", "о"].map(|vowel| word.replacen('і', vowel, 1));
        all.extend(others.into_iter().filter(|other| other != word));
    }
    all
}

/// Whether a Cyrillic word is an adjective, or the feminine of one that the lists have.
pub(super) fn is_adjective(word: &str) -> bool {
    let has = |ends: &[&str], is: &dyn Fn(&str) -> bool| {
        let mut stems = ends.iter().filter_map(|end| word.strip_suffix(end));
        stems.any(is)
    };
    has(&["ий", "ый", "ій", "ой"], &|_| true)
        || has(&["ая", "яя", "а", "я", "ое", "е", "є"], &|stem| {
            ["ий", "ый"]
                .iter()
                .any(|end| LEXICON.has(&looks(&format!("{stem}{end}"))))
        })
}

/// What a body's name is shortened to, `IMF`: how its words begin, as they sound and as they are
/// written. Words of the language count, small ones do not.
pub(super) fn abbreviations(words: &[String], looked: &[String]) -> Vec<Vec<String>> {
    const MOST: usize = 6;
    let parts = words
        .iter()
        .zip(looked)
        .filter(|(word, look)| LEXICON.sort(look, is_cyrillic_word(word)) != Sort::Small);
    let parts: Vec<&String> = parts.map(|(word, _)| word).take(MOST).collect();
    if parts.len() < 3 {
        return Vec::new();
    }
    let first = |word: &str| word.chars().take(1).collect::<String>();
    vec![
        parts.iter().map(|word| sound(word)).collect(),
        parts.iter().map(|word| sound(&first(word))).collect(),
    ]
}
