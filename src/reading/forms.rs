//! Compares words regardless of their form: "погода", "погоды". Ukrainian and Russian words have
//! endings, and some of their vowels change. Words of other languages must be equal.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use crate::text::letters;

/// A set of lower-case words that matches all their forms.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct Forms {
    listed: HashSet<String>,
    /// The Cyrillic words by the [`class_of`] their first letter. Only Cyrillic words have several
    /// forms.
    by_letter: HashMap<char, Vec<String>>,
}

/// Endings of lower-case words, such as case endings.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub(super) struct Endings(Vec<String>);

impl Endings {
    /// Whether a word ends with one of them.
    pub fn fit(&self, word: &str) -> bool {
        self.iter().any(|ending| word.ends_with(ending))
    }

    /// All endings.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl From<Vec<String>> for Forms {
    fn from(words: Vec<String>) -> Self {
        let mut by_letter: HashMap<char, Vec<String>> = HashMap::new();
        for word in words.iter().filter(|word| is_cyrillic(word)) {
            if let Some(first) = word.chars().next() {
                by_letter
                    .entry(class_of(first))
                    .or_default()
                    .push(word.clone());
            }
        }
        Self {
            listed: words.into_iter().collect(),
            by_letter,
        }
    }
}

impl Forms {
    /// Whether a lower-case word is in the list.
    pub fn contains(&self, word: &str) -> bool {
        self.listed.contains(word)
    }

    /// Whether a lower-case word is a form of a listed word.
    pub fn holds(&self, word: &str) -> bool {
        let first = word.chars().next().filter(|_| is_cyrillic(word));
        let candidates = || self.by_letter.get(&class_of(first?));
        self.contains(word)
            || candidates()
                .is_some_and(|candidates| candidates.iter().any(|listed| is_form(listed, word)))
    }

    /// The listed words, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &String> {
        self.listed.iter()
    }
}

/// One letter for all the letters with which a first letter may alternate.
fn class_of(letter: char) -> char {
    match letter {
        'і' | 'о' | 'е' | 'ї' | 'є' | 'ё' => 'о',
        other => other,
    }
}

/// Whether a lower-case word is a form of a listed word: by [`is_one_word`], or because both are
/// Cyrillic, share at least three letters, and have at most one letter of an ending after them.
pub(super) fn is_form(listed: &str, word: &str) -> bool {
    let shared = common_prefix_len(listed, word);
    let ends = |word: &str| {
        let rest: Vec<char> = word.chars().skip(shared).collect();
        rest.len() <= 1 && rest.iter().all(|c| LETTERS_OF_ENDINGS.contains(*c))
    };
    is_one_word(listed, word) || (shared >= 3 && is_cyrillic(listed) && ends(listed) && ends(word))
}

/// Whether two letters are the same or alternate inside a word: "договір", "договору".
fn is_one_letter(a: char, b: char) -> bool {
    let is_change = |a, b| matches!((a, b), ('і', 'о' | 'е') | ('ї', 'є') | ('ё', 'е'));
    a == b || is_change(a, b) || is_change(b, a)
}

/// The length of the common beginning of two words, in letters.
pub(super) fn common_prefix_len(a: &str, b: &str) -> usize {
    a.chars()
        .zip(b.chars())
        .take_while(|(a, b)| is_one_letter(*a, *b))
        .count()
}

/// The letters in endings of Ukrainian and Russian nouns and adjectives.
const LETTERS_OF_ENDINGS: &str = "аяуюоеєиіїыьйвмхгцё";

/// Whether two lower-case words are the same except for their endings: `зеленський` and
/// `зеленського`. Words that are not Cyrillic must be equal. Cyrillic words must share at least
/// their first four letters; after those, one word may have up to two more letters and the other up
/// to four, all of them letters of endings.
pub(super) fn is_one_word(a: &str, b: &str) -> bool {
    if a == b || !is_cyrillic(a) || !is_cyrillic(b) {
        return a == b;
    }
    let shared = common_prefix_len(a, b);
    let rest = |word: &str| word.chars().count() - shared;
    let ends = |word: &str| {
        word.chars()
            .skip(shared)
            .all(|c| LETTERS_OF_ENDINGS.contains(c))
    };
    shared >= 4 && rest(a).min(rest(b)) <= 2 && rest(a).max(rest(b)) <= 4 && ends(a) && ends(b)
}

/// The first three letters of a word.
pub(super) fn start(word: &str) -> String {
    word.chars().take(3).collect()
}

/// Whether a word starts with a Cyrillic letter.
pub(super) fn is_cyrillic(word: &str) -> bool {
    word.starts_with(letters::is_cyrillic)
}
