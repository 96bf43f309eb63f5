//! Lookup tables of words and phrases.

use super::line::Line;
use crate::text::fnv::FnvMap;

/// The position of a word: the index of its list, counted over all languages, and its index in that
/// list.
pub(in crate::check) type ListPosition = (usize, usize);

/// A map from words and phrases to values. A word that ends in `*` matches all words with that
/// prefix.
#[derive(Debug)]
pub(in crate::check) struct Table<T = ()> {
    /// Entries by their first word.
    exact: FnvMap<&'static str, Vec<Entry<T>>>,
    /// Entries whose first word ends in `*`, by its first letter.
    prefixes: FnvMap<char, Vec<(&'static str, Entry<T>)>>,
    /// A filter over the first two bytes of all entries, with one bit for each value of [`bit_of`].
    /// Most words of a text are in no list, and the filter saves their lookup.
    first_bytes: [u64; 16],
}

/// The bit for the first two bytes of a word: the index of a number in `first_bytes`, and a mask. A
/// word of one byte has its own bit.
fn bit_of(word: &str) -> (usize, u64) {
    let mut bytes = word.bytes();
    let (a, b) = (
        bytes.next().unwrap_or_default(),
        bytes.next().unwrap_or_default(),
    );
    // Latin letters differ in their last five bits, Cyrillic letters in the second byte and the
    // last bit of the first.
    let hash = (usize::from(a) << 5 ^ usize::from(b)) & 1023;
    (hash >> 6, 1 << (hash & 63))
}

/// An entry: its words after the first, and its value.
#[derive(Debug)]
struct Entry<T> {
    rest: Vec<&'static str>,
    value: T,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self {
            exact: FnvMap::default(),
            prefixes: FnvMap::default(),
            first_bytes: [0; 16],
        }
    }
}

/// Whether a lower-case word matches an entry. `abc*` matches all words that start with `abc`.
fn matches(entry: &str, word: &str) -> bool {
    match entry.strip_suffix('*') {
        Some(start) => word.starts_with(start),
        None => entry == word,
    }
}

impl<T> Table<T> {
    /// Adds an entry, which must be in lower case and have plain apostrophes.
    pub fn insert(&mut self, entry: &'static str, value: T) {
        let mut words = entry.split_whitespace();
        let Some(first) = words.next() else { return };
        let (at, bit) = bit_of(first);
        if let Some(bits) = self.first_bytes.get_mut(at) {
            *bits |= bit;
        }
        let rest = words.collect();
        let entry = Entry { rest, value };
        match (first.strip_suffix('*'), first.chars().next()) {
            (Some(start), Some(letter)) => {
                let entries = self.prefixes.entry(letter).or_default();
                entries.push((start, entry));
            }
            _ => self.exact.entry(first).or_default().push(entry),
        }
    }

    /// The entries whose first word matches this lower-case word.
    fn entries<'a, 'w>(
        &'a self,
        first: &'w str,
    ) -> impl Iterator<Item = &'a Entry<T>> + use<'a, 'w, T> {
        let letter = first.chars().next();
        let prefixes = letter.and_then(|letter| self.prefixes.get(&letter));
        let prefixes = prefixes.into_iter().flatten();
        let prefixes = prefixes.filter(move |(start, _)| first.starts_with(*start));
        let exact = self.exact.get(first).into_iter().flatten();
        exact.chain(prefixes.map(|(_, entry)| entry))
    }

    /// Whether an entry may begin with this word. False means that none does; true may be wrong.
    fn may_have(&self, word: &str) -> bool {
        let (at, bit) = bit_of(word);
        self.first_bytes.get(at).is_some_and(|bits| bits & bit != 0)
    }

    /// The value of a single lower-case word.
    pub fn of(&self, word: &str) -> Option<&T> {
        if !self.may_have(word) {
            return None;
        }
        let mut entries = self.entries(word).filter(|entry| entry.rest.is_empty());
        entries.next().map(|entry| &entry.value)
    }

    /// Whether a single lower-case word is listed.
    pub fn has(&self, word: &str) -> bool {
        self.of(word).is_some()
    }

    /// The longest phrase that starts at this token: its length in tokens, and its value.
    pub fn at(&self, line: &Line, token: usize) -> Option<(usize, &T)> {
        if !self.may_have(line.lower(token)) {
            return None;
        }
        let entries = self.entries(line.lower(token)).filter(|entry| {
            let mut rest = entry.rest.iter().enumerate();
            rest.all(|(after, entry)| matches(entry, line.lower(token + 1 + after)))
        });
        entries
            .max_by_key(|entry| entry.rest.len())
            .map(|entry| (entry.rest.len() + 1, &entry.value))
    }

    /// Whether a phrase starts at one of these tokens.
    pub fn is_in(&self, line: &Line, mut tokens: std::ops::Range<usize>) -> bool {
        tokens.any(|token| self.at(line, token).is_some())
    }
}

impl Table<Vec<ListPosition>> {
    /// Adds a position to the value of an entry, which is inserted if it is new.
    pub fn add_position(&mut self, entry: &'static str, position: ListPosition) {
        let entry_words: Vec<&str> = entry.split_whitespace().collect();
        let (first, rest) = entry_words
            .split_first()
            .map_or(("", [].as_slice()), |(first, rest)| (*first, rest));
        let entries = self.exact.get_mut(first).into_iter().flatten();
        let letter = first.chars().next();
        let prefixes = letter.and_then(|letter| self.prefixes.get_mut(&letter));
        let prefixes = prefixes
            .into_iter()
            .flatten()
            .filter(|(start, _)| Some(*start) == first.strip_suffix('*'));
        let same = entries
            .chain(prefixes.map(|(_, entry)| entry))
            .find(|entry| entry.rest == rest);
        match same {
            Some(entry) => entry.value.push(position),
            None => self.insert(entry, vec![position]),
        }
    }
}
