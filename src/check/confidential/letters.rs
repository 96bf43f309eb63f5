//! How a single word looks and how it sounds, in either alphabet. Words that look alike get the
//! same letters, whether they are typed in Latin or in Cyrillic.

use super::alike::look;
use super::folded::{folded, is_cyrillic};
use super::sounds;

/// A word in letters as they look: each letter is replaced by the one that stands for all of the
/// same shape, so that Cyrillic `а` becomes Latin `a`.
pub(super) fn looks(word: &str) -> String {
    plain_look(word).unwrap_or_else(|| looks_of_any(word))
}

/// [`looks`] for a word of plain small letters only, which most words are: decoding each word of
/// the long lists would cost a tenth of a second. None for any other word.
pub(super) fn plain_look(word: &str) -> Option<String> {
    let letter = |c: char| look(bare(if c == 'ё' { 'е' } else { c }));
    is_plain(word).then(|| word.chars().map(letter).collect())
}

/// Whether a word has only small letters of one alphabet.
fn is_plain(word: &str) -> bool {
    let is_cyrillic = |c: char| matches!(c, 'а'..='я' | 'і' | 'ї' | 'є' | 'ё');
    word.chars().all(is_cyrillic) || word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// A plain small letter without the mark above it; `ё` keeps its own.
fn bare(c: char) -> char {
    match c {
        'й' => 'и',
        'ї' => 'і',
        _ => c,
    }
}

/// [`looks`] for a word of any letters and signs.
fn looks_of_any(word: &str) -> String {
    folded(word)
        .letters
        .iter()
        .map(|letter| letter.look)
        .collect()
}

/// Whether a word has a Cyrillic letter.
pub(super) fn is_cyrillic_word(word: &str) -> bool {
    word.chars().any(is_cyrillic)
}

/// All keys of sounds that a word may have, the most likely first.
pub(super) fn sounds(word: &str) -> Vec<String> {
    sounds::keys(&plain(word))
}

/// At most `most` of [`sounds`], the first ones.
pub(super) fn some_sounds(word: &str, most: usize) -> Vec<String> {
    sounds::some_keys(&plain(word), most)
}

/// The first of [`sounds`].
pub(super) fn sound(word: &str) -> String {
    sounds::key(&plain(word))
}

/// The letters of a word as [`sounds`] reads them.
fn plain(word: &str) -> Vec<sounds::Plain> {
    if is_plain(word) {
        return word.chars().map(|c| (bare(c), false)).collect();
    }
    plain_of_any(word)
}

/// [`plain`] for a word of any letters and signs.
fn plain_of_any(word: &str) -> Vec<sounds::Plain> {
    let mut letters: Vec<sounds::Plain> = folded(word)
        .letters
        .iter()
        .map(|letter| (letter.plain, letter.has_caron))
        .collect();
    // Folding turns `ё` into `е`, but it sounds different. Only the word as typed still shows it.
    let places = word.chars().filter(|c| c.is_alphanumeric()).enumerate();
    for (at, _) in places.filter(|(_, c)| matches!(c, 'ё' | 'Ё')) {
        if let Some(letter) = letters.get_mut(at) {
            letter.0 = 'ё';
        }
    }
    letters
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn plain_letters_look_as_in_any_word(word in "[а-яієїґё]{0,12}|[a-z]{0,12}|[а-яіa-z0-9]{0,8}") {
            prop_assert_eq!(looks(&word), looks_of_any(&word));
            prop_assert_eq!(plain(&word), plain_of_any(&word));
        }
    }
}
