//! The lists that all languages share: hosts and words of addresses, variants of first names,
//! bodies with their abbreviations.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::folded::folded;
use super::letters::{is_cyrillic_word, looks};
use super::stems::stem;
use crate::text::languages;

/// The parts of addresses that many people use, so that they identify nobody.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Addresses {
    /// Shared hosts, such as those of mail and blogs.
    pub hosts: HashSet<String>,
    /// Words of paths and handles.
    pub words: HashSet<String>,
    /// Top-level domains and the like.
    pub endings: HashSet<String>,
    /// Words of file names.
    pub stems: HashSet<String>,
}

/// A list that does not parse is empty; a test checks that the built-in ones parse. Words and stems
/// are in letters as they look, hosts and their endings as they are written.
pub(super) static ADDRESSES: LazyLock<Addresses> = LazyLock::new(|| {
    let mut all: Addresses = ron::from_str(languages::ADDRESSES).unwrap_or_default();
    for list in [&mut all.words, &mut all.stems] {
        *list = list.iter().map(|word| looks(word)).collect();
    }
    all
});

/// First names. A row has the variants of one name in all languages.
pub(super) struct FirstNames {
    pub rows: Vec<Vec<String>>,
    /// The indexes of the rows that have a name, by how it looks.
    places: HashMap<String, Vec<usize>>,
    /// The indexes of the rows that have a name with this stem, for names of four letters or more.
    stems: HashMap<String, Vec<usize>>,
}

pub(super) static FIRST_NAMES: LazyLock<FirstNames> = LazyLock::new(|| {
    let rows: Vec<Vec<String>> = ron::from_str(languages::FIRST_NAMES).unwrap_or_default();
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for (place, row) in rows.iter().enumerate() {
        for name in row {
            let of = places.entry(looks(name)).or_default();
            if !of.contains(&place) {
                of.push(place);
            }
        }
    }
    let mut stems: HashMap<String, Vec<usize>> = HashMap::new();
    for (look, of) in places.iter().filter(|(look, _)| look.chars().count() > 3) {
        stems
            .entry(stem(look, true).to_owned())
            .or_default()
            .extend(of);
    }
    FirstNames {
        rows,
        places,
        stems,
    }
});

impl FirstNames {
    /// Whether any row has a name, given in letters as they look.
    pub fn has(&self, look: &str) -> bool {
        self.places.contains_key(look)
    }

    /// The rows that have a name, given in letters as they look.
    pub fn rows_of(&self, look: &str) -> impl Iterator<Item = &Vec<String>> {
        let places = self.places.get(look).into_iter().flatten();
        places.filter_map(|place| self.rows.get(*place))
    }

    /// The rows that have a name in this alphabet, given in letters as they look: `Кіт` looks like
    /// Kit.
    pub fn rows_in(&self, look: &str, is_cyrillic: bool) -> impl Iterator<Item = &Vec<String>> {
        let is_it =
            move |name: &String| is_cyrillic_word(name) == is_cyrillic && looks(name) == look;
        self.rows_of(look).filter(move |row| row.iter().any(is_it))
    }

    /// The rows with a name that this word may be a form of. Inflected forms are recognised only in
    /// Cyrillic.
    pub fn rows_of_form(
        &self,
        look: &str,
        is_cyrillic: bool,
    ) -> impl Iterator<Item = &Vec<String>> {
        let bases = Some(stem(look, true)).filter(|_| is_cyrillic);
        let of = bases
            .and_then(|base| self.stems.get(base))
            .into_iter()
            .flatten();
        let of = of.filter_map(|place| self.rows.get(*place));
        self.rows_of(look).chain(of)
    }
}

/// Bodies, such as agencies. A row has the names and abbreviations of one body in all languages.
pub(super) struct Bodies {
    rows: Vec<Vec<String>>,
    /// The index of the row that has a name, by its words.
    places: HashMap<String, usize>,
}

pub(super) static BODIES: LazyLock<Bodies> = LazyLock::new(|| {
    let rows: Vec<Vec<String>> = ron::from_str(languages::BODIES).unwrap_or_default();
    let named = rows.iter().enumerate();
    let places = named.flat_map(|(place, row)| row.iter().map(move |name| (spaced(name), place)));
    Bodies {
        places: places.collect(),
        rows,
    }
});

impl Bodies {
    /// The other names of the bodies that have these names.
    pub fn others(&self, names: &[&String]) -> Vec<&String> {
        let given: Vec<String> = names.iter().map(|name| spaced(name)).collect();
        let mut rows: Vec<usize> = given
            .iter()
            .map(|name| name.strip_prefix("the ").unwrap_or(name))
            .filter_map(|name| self.places.get(name).copied())
            .collect();
        rows.sort_unstable();
        rows.dedup();
        let rows = rows.into_iter().filter_map(|row| self.rows.get(row));
        let others = rows.flatten().filter(|name| !given.contains(&spaced(name)));
        others.collect()
    }
}

/// The words of a name in letters as they look, with one space between them.
fn spaced(name: &str) -> String {
    let folded = folded(name);
    let words = folded.words.iter().map(|word| folded.look(word));
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shared_list_can_be_read() {
        ron::from_str::<Addresses>(languages::ADDRESSES).unwrap();
        ron::from_str::<Vec<Vec<String>>>(languages::FIRST_NAMES).unwrap();
        ron::from_str::<Vec<Vec<String>>>(languages::BODIES).unwrap();
    }
}
