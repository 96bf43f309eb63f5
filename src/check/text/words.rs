//! The words by which lints are seen, of all languages together.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use serde::Deserialize;

use super::line::Line;
use crate::text::languages::{self, Shared};

/// A word list as it stands in `assets/languages/*/checks.ron`, where each list says what it is for.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct List {
    code: String,
    inflected_weekdays: Vec<Vec<String>>,
    named_days: Vec<String>,
    day_joints: Vec<String>,
    month_joints: Vec<String>,
    ordinals: Vec<String>,
    other_years: Vec<String>,
    short_scales: HashMap<String, u64>,
    percent: Vec<String>,
    units: Vec<String>,
    labels: Vec<String>,
    approximations: Vec<String>,
    parts: Vec<String>,
    totals: Vec<String>,
    totals_after: Vec<String>,
    wholes: Vec<String>,
    also_ands: Vec<String>,
    apart: Vec<Vec<Vec<String>>>,
    votes: Vec<Vec<Vec<String>>>,
    scant: Vec<String>,
    voting: Vec<String>,
    people: Vec<String>,
    listed: Vec<String>,
    counters: Vec<String>,
    stopwords: Vec<String>,
    offices: Vec<String>,
    same_names: Vec<Vec<String>>,
    kin: Vec<Vec<String>>,
    denials: Vec<String>,
    negations: Vec<String>,
    quote_negations: Vec<String>,
    quote_negation_ends: Vec<String>,
    quote_not_only: Vec<String>,
    quote_editors: Vec<String>,
    later: Vec<String>,
    counted: Vec<Vec<String>>,
    anybody: Vec<String>,
    opposed: Vec<Opposed>,
}

/// Words of two claims that cannot both hold.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Opposed {
    one: Vec<String>,
    other: Vec<String>,
}

/// Where a word stands in lists of lists: the list, from 0 over all languages, and the place in it.
pub(in crate::check) type Place = (usize, usize);

/// What the lists of all languages hold, ready to be asked.
#[derive(Debug, Default)]
pub(in crate::check) struct Words {
    /// From Monday, 0.
    pub weekdays: Table<usize>,
    /// From January, 0.
    pub months: Table<usize>,
    pub named_days: Table,
    pub day_joints: Table,
    pub month_joints: Table,
    pub ordinals: Table,
    pub other_years: Table,
    pub numbers: Table<u64>,
    pub scales: Table<u64>,
    pub percent: Table,
    pub units: Table,
    pub labels: Table,
    pub approximations: Table,
    pub parts: Table,
    pub totals: Table,
    pub totals_after: Table,
    pub wholes: Table,
    pub ands: Table,
    /// The lists and members that a word is of.
    pub apart: Table<Vec<Place>>,
    pub votes: Table<Vec<Place>>,
    pub scant: Table,
    pub voting: Table,
    pub people: Table,
    pub listed: Table,
    pub counters: Table,
    pub stopwords: Table,
    pub titles: Table,
    pub same_names: Table<Place>,
    pub kin: Table<usize>,
    pub denials: Table,
    pub negations: Table,
    pub quote_negations: Table,
    /// How words end that are such.
    pub quote_negation_ends: Vec<String>,
    pub quote_not_only: HashSet<String>,
    pub quote_editors: Table,
    pub later: Table,
    pub counted: Table<usize>,
    pub anybody: Table,
    /// The pairs that a phrase is of, and on which side.
    pub opposed: Table<Vec<Place>>,
}

/// The words of all languages. A list that does not parse is empty: a test sees to it that the ones built in do.
pub(in crate::check) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    let mut lists = Lists::default();
    for language in languages::ALL {
        let list = ron::from_str(language.checks).unwrap_or_default();
        words.lay(&language.shared(), &list, &mut lists);
    }
    words
});

/// How many lists of lists the languages before this one had.
#[derive(Default)]
struct Lists {
    apart: usize,
    votes: usize,
    same_names: usize,
    kin: usize,
    counted: usize,
    opposed: usize,
}

impl Words {
    /// Lays one language over those before.
    fn lay(&mut self, shared: &Shared, list: &List, lists: &mut Lists) {
        for (table, entries) in [
            (&mut self.named_days, &list.named_days),
            (&mut self.day_joints, &list.day_joints),
            (&mut self.month_joints, &list.month_joints),
            (&mut self.ordinals, &list.ordinals),
            (&mut self.other_years, &list.other_years),
            (&mut self.percent, &list.percent),
            (&mut self.units, &list.units),
            (&mut self.labels, &list.labels),
            (&mut self.approximations, &list.approximations),
            (&mut self.parts, &list.parts),
            (&mut self.totals, &list.totals),
            (&mut self.totals_after, &list.totals_after),
            (&mut self.wholes, &list.wholes),
            (&mut self.scant, &list.scant),
            (&mut self.voting, &list.voting),
            (&mut self.people, &list.people),
            (&mut self.listed, &list.listed),
            (&mut self.counters, &list.counters),
            (&mut self.stopwords, &list.stopwords),
            (&mut self.denials, &list.denials),
            (&mut self.negations, &list.negations),
            (&mut self.quote_editors, &list.quote_editors),
            (&mut self.later, &list.later),
            (&mut self.anybody, &list.anybody),
        ] {
            for entry in entries {
                table.put(entry, ());
            }
        }
        for (table, one, other) in [
            (&mut self.ands, &shared.ands, &list.also_ands),
            (&mut self.titles, &shared.titles, &list.offices),
            (
                &mut self.quote_negations,
                &list.negations,
                &list.quote_negations,
            ),
        ] {
            for entry in one.iter().chain(other) {
                table.put(entry, ());
            }
        }
        let ends = list.quote_negation_ends.iter().cloned();
        self.quote_negation_ends.extend(ends);
        let phrases = list.quote_not_only.iter().cloned();
        self.quote_not_only.extend(phrases);
        let numbered = |table: &mut Table<usize>, rows: &[Vec<String>]| {
            for (number, row) in rows.iter().enumerate() {
                for entry in row {
                    table.put(entry, number);
                }
            }
        };
        for days in [
            &shared.weekdays,
            &shared.short_weekdays,
            &list.inflected_weekdays,
        ] {
            numbered(&mut self.weekdays, days);
        }
        for months in [&shared.months, &shared.short_months] {
            numbered(&mut self.months, months);
        }
        merged(&mut self.kin, &list.kin, lists.kin);
        merged(&mut self.counted, &list.counted, lists.counted);
        for (word, number) in &shared.numbers {
            self.numbers.put(word, *number);
        }
        for (word, number) in shared.scales.iter().chain(&list.short_scales) {
            self.scales.put(word, *number);
        }
        for (number, row) in list.same_names.iter().enumerate() {
            for (member, entry) in row.iter().enumerate() {
                self.same_names
                    .put(entry, (lists.same_names + number, member));
            }
        }
        let placed = |table: &mut Table<Vec<Place>>, rows: &[Vec<Vec<String>>], from: usize| {
            for (number, row) in rows.iter().enumerate() {
                for (member, entries) in row.iter().enumerate() {
                    for entry in entries {
                        table.add(entry, (from + number, member));
                    }
                }
            }
        };
        placed(&mut self.apart, &list.apart, lists.apart);
        placed(&mut self.votes, &list.votes, lists.votes);
        for (number, pair) in list.opposed.iter().enumerate() {
            for (side, entries) in [&pair.one, &pair.other].into_iter().enumerate() {
                for entry in entries {
                    self.opposed.add(entry, (lists.opposed + number, side));
                }
            }
        }
        lists.apart += list.apart.len();
        lists.votes += list.votes.len();
        lists.same_names += list.same_names.len();
        lists.kin += list.kin.len();
        lists.counted += list.counted.len();
        lists.opposed += list.opposed.len();
    }
}

/// What words and phrases mean. A word of an entry that ends in `*` stands for all that begin so.
#[derive(Debug)]
pub(in crate::check) struct Table<T = ()> {
    /// By their first word.
    whole: HashMap<String, Vec<Row<T>>, Quick>,
    /// By how their first word begins, and of those by the first letter.
    begun: HashMap<char, Vec<(String, Row<T>)>, Quick>,
    /// The first two bytes of all entries, a bit each by [`bit_of`]: most words of a text are in no list, and this tells it.
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

/// Where the bit of a word's first two bytes is: which of 16 numbers, and the bit in it. Of one byte, that of an entry of one.
fn bit_of(word: &str) -> (usize, u64) {
    let mut bytes = word.bytes();
    let (a, b) = (
        bytes.next().unwrap_or_default(),
        bytes.next().unwrap_or_default(),
    );
    // Latin letters differ in their last five bits, Cyrillic ones in the second byte and the last bit of the first.
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

/// Whether a word in lower case is the one of an entry.
fn is_word(entry: &str, word: &str) -> bool {
    match entry.strip_suffix('*') {
        Some(start) => word.starts_with(start),
        None => entry == word,
    }
}

impl<T> Table<T> {
    fn put(&mut self, entry: &str, value: T) {
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

    /// The longest phrase that starts at this token of a line: how many tokens it has and what it means.
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

/// Lays rows into a table by number. A row that shares a word with one of another language has its number: a Russian row and
/// a Ukrainian one may both hold "кремл*", and each word has but one number.
fn merged(table: &mut Table<usize>, rows: &[Vec<String>], from: usize) {
    for (number, row) in rows.iter().enumerate() {
        let known = |entry: &String| table.of(entry.trim_end_matches('*')).copied();
        let number = row.iter().find_map(known).unwrap_or(from + number);
        for entry in row {
            table.put(entry, number);
        }
    }
}

impl Table<Vec<Place>> {
    /// Adds a place to those of an entry.
    fn add(&mut self, entry: &str, place: Place) {
        let entry_words: Vec<&str> = entry.split_whitespace().collect();
        let (first, rest) = entry_words
            .split_first()
            .map_or(("", [].as_slice()), |(first, rest)| (*first, rest));
        let rows = self.whole.get_mut(first).into_iter().flatten();
        let begun = self
            .begun
            .values_mut()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_that_is_built_in_can_be_read_and_is_whole() {
        for language in languages::ALL {
            let list: List = ron::from_str(language.checks).unwrap();
            assert_eq!(list.code, language.code);
            assert!(!list.quote_negations.is_empty() && !list.quote_editors.is_empty());
            assert!(!list.apart.is_empty() && !list.opposed.is_empty());
        }
    }
}
