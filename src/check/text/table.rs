//! Tables of words and phrases, and how a text is asked for them.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::line::Line;

/// The position of a word: the index of its list, counted over all languages, and its index there.
pub(in crate::check) type Place = (usize, usize);

/// What words and phrases mean. A word of an entry that ends in `*` stands for all that begin so.
#[derive(Debug)]
pub(in crate::check) struct Table<T = ()> {
    /// By their first word.
    whole: HashMap<String, Vec<Row<T>>, Quick>,
    /// By how their first word begins, and of those by the first letter.
    begun: HashMap<char, Vec<(String, Row<T>)>, Quick>,
    /// The first two bytes of all entries, a bit each by [`bit_of`]: most words of a text are in no
    /// list, and this tells it.
    firsts: [u64; 16],
}

/// Hashes by FNV-1a: short keys, and those of the tables are ours.
type Quick = BuildHasherDefault<Fnv>;

/// The state of such a hash.
#[derive(Clone, Copy, Debug)]
pub(in crate::check) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        // The table takes its place from the upper bits, which short keys hardly reach.
        self.0 ^ (self.0 >> 32)
    }
}

/// Where the bit of a word's first two bytes is: which of 16 numbers, and the bit in it. Of one
/// byte, that of an entry of one.
fn bit_of(word: &str) -> (usize, u64) {
    let mut bytes = word.bytes();
    let (a, b) = (
        bytes.next().unwrap_or_default(),
        bytes.next().unwrap_or_default(),
    );
    // Latin letters differ in their last five bits, Cyrillic ones in the second byte and the last
    // bit of the first.
    let hash = (usize::from(a) << 5 ^ usize::from(b)) & 1023;
    (hash >> 6, 1 << (hash & 63))
}

/// An entry: the words after the first, and what it means.
#[derive(Debug)]
struct Row<T> {
    rest: Vec<String>,
    value: T,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self {
            whole: HashMap::default(),
            begun: HashMap::default(),
            firsts: [0; 16],
        }
    }
}

/// Whether a word in lower case matches an entry; `abc*` matches all that start with abc.
fn is_word(entry: &str, word: &str) -> bool {
    match entry.strip_suffix('*') {
        Some(start) => word.starts_with(start),
        None => entry == word,
    }
}

impl<T> Table<T> {
    pub fn put(&mut self, entry: &str, value: T) {
        let entry = entry.to_lowercase().replace(['’', 'ʼ'], "'");
        let mut words = entry.split_whitespace().map(str::to_owned);
        let Some(first) = words.next() else { return };
        let (at, bit) = bit_of(&first);
        if let Some(bits) = self.firsts.get_mut(at) {
            *bits |= bit;
        }
        let rest = words.collect();
        let row = Row { rest, value };
        match (first.strip_suffix('*'), first.chars().next()) {
            (Some(start), Some(letter)) => {
                let rows = self.begun.entry(letter).or_default();
                rows.push((start.to_owned(), row));
            }
            _ => self.whole.entry(first).or_default().push(row),
        }
    }

    /// The entries whose first word is this one, in lower case.
    fn rows<'a, 'w>(&'a self, first: &'w str) -> impl Iterator<Item = &'a Row<T>> + use<'a, 'w, T> {
        let letter = first.chars().next();
        let begun = letter.and_then(|letter| self.begun.get(&letter));
        let begun = begun.into_iter().flatten();
        let begun = begun.filter(move |(start, _)| first.starts_with(start.as_str()));
        let whole = self.whole.get(first).into_iter().flatten();
        whole.chain(begun.map(|(_, row)| row))
    }

    /// Whether an entry may begin with this word.
    fn may_have(&self, word: &str) -> bool {
        let (at, bit) = bit_of(word);
        self.firsts.get(at).is_some_and(|bits| bits & bit != 0)
    }

    /// What a word alone means, in lower case.
    pub fn of(&self, word: &str) -> Option<&T> {
        if !self.may_have(word) {
            return None;
        }
        let mut rows = self.rows(word).filter(|row| row.rest.is_empty());
        rows.next().map(|row| &row.value)
    }

    /// Whether a word alone is listed.
    pub fn has(&self, word: &str) -> bool {
        self.of(word).is_some()
    }

    /// The longest phrase that starts at this token of a line: how many tokens it has and what it
    /// means.
    pub fn at(&self, line: &Line, token: usize) -> Option<(usize, &T)> {
        if !self.may_have(line.low(token)) {
            return None;
        }
        let rows = self.rows(line.low(token)).filter(|row| {
            let mut rest = row.rest.iter().enumerate();
            rest.all(|(after, entry)| is_word(entry, line.low(token + 1 + after)))
        });
        rows.max_by_key(|row| row.rest.len())
            .map(|row| (row.rest.len() + 1, &row.value))
    }

    /// Whether any phrase starts among these tokens.
    pub fn is_in(&self, line: &Line, mut tokens: std::ops::Range<usize>) -> bool {
        tokens.any(|token| self.at(line, token).is_some())
    }
}

impl Table<Vec<Place>> {
    /// Adds a place to those of an entry.
    pub fn add(&mut self, entry: &str, place: Place) {
        let entry_words: Vec<&str> = entry.split_whitespace().collect();
        let (first, rest) = entry_words
            .split_first()
            .map_or(("", [].as_slice()), |(first, rest)| (*first, rest));
        let rows = self.whole.get_mut(first).into_iter().flatten();
        let letter = first.chars().next();
        let begun = letter.and_then(|letter| self.begun.get_mut(&letter));
        let begun = begun
            .into_iter()
            .flatten()
            .filter(|(start, _)| Some(start.as_str()) == first.strip_suffix('*'));
        let same = rows
            .chain(begun.map(|(_, row)| row))
            .find(|row| row.rest == rest);
        match same {
            Some(row) => row.value.push(place),
            None => self.put(entry, vec![place]),
        }
    }
}
