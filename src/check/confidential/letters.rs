//! A word as its letters look and as it sounds, in either alphabet.

use super::alike::look;
use super::folded::{folded, is_cyrillic};
use super::sounds;

/// A word in letters as they look.
pub(super) fn looks(word: &str) -> String {
    plain_look(word).unwrap_or_else(|| looks_of_any(word))
}

/// The same for a word of nothing but plain small letters, which most words are: the lists have so
/// many that taking each apart would cost a tenth of a second. None for any other.
pub(super) fn plain_look(word: &str) -> Option<String> {
    let is_cyrillic = |c: char| matches!(c, 'а'..='я' | 'і' | 'ї' | 'є' | 'ё');
    let bare = |c: char| match c {
        'й' => 'и',
        'ї' => 'і',
        'ё' => 'е',
        _ => c,
    };
    let is_plain =
        word.chars().all(is_cyrillic) || word.bytes().all(|byte| byte.is_ascii_lowercase());
    is_plain.then(|| word.chars().map(bare).map(look).collect())
}

/// The same for a word of any letters and signs.
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn plain_letters_look_as_in_any_word(word in "[а-яієїґё]{0,12}|[a-z]{0,12}|[а-яіa-z0-9]{0,8}") {
            prop_assert_eq!(looks(&word), looks_of_any(&word));
        }
    }
}
