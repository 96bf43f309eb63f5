//! Numbers for the words of notes, found again by the stems of their forms.

use std::collections::{HashMap, HashSet};

use super::stems::stem;
use super::tokens::Token;

/// The ids of words. Each added word gets a new id, and every stem of its forms has this id.
#[derive(Debug, Default)]
pub(super) struct WordIds {
    /// The ids of the words that have a stem.
    by_stem: HashMap<String, Vec<usize>>,
    next: usize,
    /// The first two letters of all stems. Most words of a text begin with none of these and need
    /// no further search.
    starts: HashSet<[char; 2]>,
}

impl WordIds {
    pub fn is_empty(&self) -> bool {
        self.by_stem.is_empty()
    }

    /// Adds a word, and returns its new id.
    pub fn add(&mut self, word: &Token) -> usize {
        let number = self.next;
        self.next += 1;
        self.add_stem(word.stem(), number);
        number
    }

    /// Adds a stem by which the word with this id is found.
    pub fn add_stem(&mut self, stem: &str, number: usize) {
        let mut letters = stem.chars();
        if let Some(first) = letters.next() {
            self.starts
                .insert([first, letters.next().unwrap_or_default()]);
        }
        let numbers = self.by_stem.entry(stem.to_owned()).or_default();
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }

    /// The ids of the words that a word, in letters as they look, may be a form of.
    pub fn of(&self, look: &str, is_cyrillic: bool) -> &[usize] {
        let mut letters = look.chars();
        let start = letters
            .next()
            .map(|first| [first, letters.next().unwrap_or_default()]);
        if !start.is_some_and(|start| self.starts.contains(&start)) {
            return &[];
        }
        let numbers = self.by_stem.get(stem(look, is_cyrillic));
        numbers.map_or(&[], Vec::as_slice)
    }
}
