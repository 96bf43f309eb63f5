//! A word as its letters look and as it sounds, in either alphabet.

use super::folded::{folded, is_cyrillic};
use super::sounds;

/// A word in letters as they look.
pub(super) fn looks(word: &str) -> String {
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

/// How a word sounds.
pub(super) fn sounds(word: &str) -> Vec<String> {
    sounds::keys(&plain(word))
}

/// At most this many of [`sounds`], the first ones.
pub(super) fn some_sounds(word: &str, most: usize) -> Vec<String> {
    sounds::some_keys(&plain(word), most)
}

/// The first of [`sounds`] alone.
pub(super) fn sound(word: &str) -> String {
    sounds::key(&plain(word))
}

fn plain(word: &str) -> Vec<sounds::Plain> {
    let mut letters: Vec<sounds::Plain> = folded(word)
        .letters
        .iter()
        .map(|letter| (letter.plain, letter.has_caron))
        .collect();
    // `ё` has other sounds, which only who writes the name knows.
    let places = word.chars().filter(|c| c.is_alphanumeric()).enumerate();
    for (at, _) in places.filter(|(_, c)| matches!(c, 'ё' | 'Ё')) {
        if let Some(letter) = letters.get_mut(at) {
            letter.0 = 'ё';
        }
    }
    letters
}
