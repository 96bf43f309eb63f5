//! Words that identify nobody alone, and first names that are variants of each other: the lists of
//! `assets/languages`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::folded::{folded, is_cyrillic};
use super::sounds;
use super::stems::stem;
use crate::reading::{self, Known};
use crate::text::languages;

/// What a word is besides a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// No known word: it can only be a name.
    Telling,
    /// A name as often as a word: `Rose`, `Надія`.
    Both,
    /// A name as often as a word, and capitalised in both: `May`.
    Capital,
    /// A word that anybody uses: `hospital`, `nurse`.
    Word,
    /// One that only joins others: `of`, `van`.
    Small,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    small: Vec<String>,
    roles: Vec<String>,
    words: Vec<String>,
    both: Vec<String>,
    capitals: Vec<String>,
    anybody: Vec<String>,
    joints: Vec<String>,
    being: Vec<String>,
    from: Vec<String>,
    leading: Vec<String>,
    whose: Vec<String>,
    relatives: Vec<String>,
    short: Vec<String>,
    locators: Vec<String>,
}

/// What stands in everybody's addresses.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Addresses {
    pub hosts: HashSet<String>,
    pub words: HashSet<String>,
    pub endings: HashSet<String>,
    pub stems: HashSet<String>,
}

/// A list that does not parse is empty: a test checks that the built-in ones parse. Words and stems
/// are in letters as they look, hosts and their endings as they are written.
pub(super) static ADDRESSES: LazyLock<Addresses> = LazyLock::new(|| {
    let mut all: Addresses = ron::from_str(languages::ADDRESSES).unwrap_or_default();
    for list in [&mut all.words, &mut all.stems] {
        *list = list.iter().map(|word| looks(word)).collect();
    }
    all
});

/// First names, a row for each that is one in all languages; where each stands, by its sound.
pub(super) struct FirstNames {
    pub rows: Vec<Vec<String>>,
    places: HashMap<String, Vec<usize>>,
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
    FirstNames { rows, places }
});

impl FirstNames {
    /// The rows in which a name stands, written as its letters look.
    pub fn rows_of(&self, look: &str) -> impl Iterator<Item = &Vec<String>> {
        let places = self.places.get(look).into_iter().flatten();
        places.filter_map(|place| self.rows.get(*place))
    }
}

/// Bodies, a row for each with its names in all languages; where each stands, by its words.
pub(super) struct Bodies {
    rows: Vec<Vec<String>>,
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
    /// The other names of the bodies that these names are of.
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

/// The words of a name as they look, with a space between.
fn spaced(name: &str) -> String {
    let folded = folded(name);
    let words = folded.words.iter().map(|word| folded.look(word));
    words.collect::<Vec<_>>().join(" ")
}

/// A word in letters as they look.
pub(super) fn looks(word: &str) -> String {
    folded(word)
        .letters
        .iter()
        .map(|letter| letter.look)
        .collect()
}

/// How a word sounds.
pub(super) fn sounds(word: &str) -> Vec<String> {
    sounds::keys(&plain(word))
}

/// At most this many of [`sounds`], the first ones.
pub(super) fn some_sounds(word: &str, most: usize) -> Vec<String> {
    sounds::some_keys(&plain(word), most)
}

/// What a word sounds like to those who write it by ear.
pub(super) fn far_sounds(word: &str) -> Vec<String> {
    sounds::far_keys(&plain(word))
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

/// Words, each with what it is, and what their forms begin with.
struct Listed<T> {
    words: HashMap<String, T>,
    /// What is left of a base form without its ending, with what the first of those that begin so
    /// is: by the order of [`ENDS`].
    stems: HashMap<String, (usize, T)>,
}

impl<T: Clone> Listed<T> {
    /// Of these words; those that have no other forms are found as they stand alone.
    fn of(words: HashMap<String, T>, has_forms: impl Fn(&T) -> bool) -> Self {
        let mut stems: HashMap<String, (usize, T)> = HashMap::new();
        for (word, what) in words.iter().filter(|(_, what)| has_forms(what)) {
            for (rank, end) in ENDS.iter().enumerate() {
                let Some(stem) = word.strip_suffix(end.as_str()) else {
                    continue;
                };
                let of = stems
                    .entry(stem.to_owned())
                    .or_insert_with(|| (rank, what.clone()));
                if rank < of.0 {
                    *of = (rank, what.clone());
                }
            }
        }
        Self { words, stems }
    }

    /// What a word is, written as its letters look, or a base form that it may be a form of.
    fn get(&self, look: &str, is_cyrillic: bool, has_forms: impl Fn(&T) -> bool) -> Option<&T> {
        if let Some(found) = self.words.get(look) {
            return Some(found);
        }
        if !is_cyrillic {
            let of = |end| self.words.get(look.strip_suffix(end)?);
            return of("s").or_else(|| of("es")).filter(|what| has_forms(what));
        }
        let mut stem = look;
        for _ in 0..4 {
            stem.chars().nth(1)?;
            if let Some((_, found)) = self.stems.get(stem) {
                return Some(found);
            }
            let (at, last) = stem.char_indices().next_back()?;
            if !ENDING.contains(&last) {
                return None;
            }
            stem = stem.get(..at)?;
        }
        None
    }
}

impl Listed<String> {
    /// Words that are known by their base forms.
    fn bases(words: HashSet<String>) -> Self {
        let words = words.into_iter().map(|word| (word.clone(), word));
        Self::of(words.collect(), |_| true)
    }

    fn base(&self, look: &str, is_cyrillic: bool) -> Option<&str> {
        self.get(look, is_cyrillic, |_| true).map(String::as_str)
    }
}

pub(super) struct Lexicon {
    sorts: Listed<Sort>,
    roles: Listed<String>,
    offices: Listed<String>,
    bodies: Listed<String>,
    /// Roles that too many people have to identify anybody.
    pub anybody: HashSet<String>,
    /// What joins the words of an office: `editor in chief`.
    pub joints: HashSet<String>,
    /// What stands between a name and what somebody is: `is`, `works as`.
    pub being: HashSet<String>,
    /// What stands between a name and where somebody works: `of`, `from`.
    pub from: HashSet<String>,
    /// What somebody does who is the head of something or stands for it: `heads`, `represents`.
    pub leading: HashSet<String>,
    /// What begins a clause that says who somebody is: `who`, `яка`.
    pub whose: HashSet<String>,
    /// Who belongs to somebody: `sister`, by their stems.
    pub relatives: HashSet<String>,
    /// Abbreviations of two letters that everybody writes: `EU`.
    pub short: HashSet<String>,
    /// What a number stands beside in any note on a source: `page`, by their stems.
    pub locators: HashSet<String>,
    /// Words that credit somebody.
    pub saying: HashSet<String>,
    /// What a full stop stands behind without an end of a sentence.
    pub abbreviations: HashSet<String>,
}

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);

impl Lexicon {
    fn new() -> Self {
        let lists: Vec<Names> = languages::ALL
            .iter()
            .filter_map(|lists| ron::from_str(lists.names).ok())
            .collect();
        let mut sorts = HashMap::new();
        let mut put = |word: &str, sort: Sort| {
            sorts.entry(looks(word)).or_insert(sort);
        };
        for (sort, of) in [
            (
                Sort::Capital,
                (|names| &names.capitals) as fn(&Names) -> &Vec<String>,
            ),
            (Sort::Both, |names| &names.both),
            (Sort::Small, |names| &names.small),
            (Sort::Word, |names| &names.roles),
            (Sort::Word, |names| &names.words),
        ] {
            for word in lists.iter().flat_map(of) {
                put(word, sort);
            }
        }
        let (mut offices, mut bodies, mut saying) =
            (HashSet::new(), HashSet::new(), HashSet::new());
        for (word, known) in reading::known_words() {
            match known {
                Known::Person => offices.insert(looks(word)),
                Known::Body => bodies.insert(looks(word)),
                Known::Saying => saying.insert(looks(word)),
                Known::Joining | Known::Other => false,
            };
            if known != Known::Saying && !word.contains(' ') {
                let is_joining = known == Known::Joining;
                put(word, if is_joining { Sort::Small } else { Sort::Word });
            }
        }
        let all = |of: fn(&Names) -> &Vec<String>| -> HashSet<String> {
            let words = lists.iter().flat_map(of);
            words.map(|word| looks(word)).collect()
        };
        let stems = |of: fn(&Names) -> &Vec<String>| -> HashSet<String> {
            let words = lists.iter().flat_map(of);
            let stems = words.map(|word| stem(&looks(word), is_cyrillic_word(word)).to_owned());
            stems.collect()
        };
        let roles = all(|names| &names.roles);
        offices.extend(roles.iter().cloned());
        Self {
            sorts: Listed::of(sorts, |sort| *sort != Sort::Small),
            roles: Listed::bases(roles),
            offices: Listed::bases(offices),
            bodies: Listed::bases(bodies),
            anybody: all(|names| &names.anybody),
            joints: all(|names| &names.joints),
            being: all(|names| &names.being),
            from: all(|names| &names.from),
            leading: all(|names| &names.leading),
            whose: all(|names| &names.whose),
            relatives: stems(|names| &names.relatives),
            short: all(|names| &names.short),
            locators: stems(|names| &names.locators),
            abbreviations: reading::abbreviations().map(looks).collect(),
            saying,
        }
    }

    /// What a word is, written as its letters look; a Cyrillic one in any of its cases.
    pub fn sort(&self, look: &str, is_cyrillic: bool) -> Sort {
        // A small word has no other forms.
        let has_forms = |sort: &Sort| *sort != Sort::Small;
        let sort = self.sorts.get(look, is_cyrillic, has_forms);
        let sort = sort.copied().unwrap_or(Sort::Telling);
        // `Олена` is no form of `олень`.
        let is_name = || FIRST_NAMES.places.contains_key(look) && !self.has(look);
        if sort != Sort::Telling && is_cyrillic && is_name() {
            return Sort::Telling;
        }
        sort
    }

    /// Whether the lists have this very word.
    pub fn has(&self, look: &str) -> bool {
        self.sorts.words.contains_key(look)
    }

    /// Whether it says what somebody is, so that a name may follow.
    pub fn is_role(&self, look: &str, is_cyrillic: bool) -> bool {
        self.roles.base(look, is_cyrillic).is_some()
    }

    /// The base form of a word that says what somebody is: an office, a trade, a relation.
    pub fn office(&self, look: &str, is_cyrillic: bool) -> Option<&str> {
        self.offices.base(look, is_cyrillic)
    }

    /// Whether a word says what a body is: `hospital`.
    pub fn is_body(&self, look: &str, is_cyrillic: bool) -> bool {
        self.bodies.base(look, is_cyrillic).is_some()
    }
}

/// The ends of base forms, as they look.
static ENDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    ["", "а", "я", "о", "е", "ь", "й", "ий", "ая", "и", "і"]
        .map(looks)
        .to_vec()
});

/// The letters of endings, as they look: а я у ю о е є и і ы ь в м х.
const ENDING: [char; 14] = [
    'a', 'я', 'y', 'ю', 'o', 'e', 'є', 'u', 'i', 'ы', 'ь', 'b', 'm', 'x',
];

/// How patronymics end in all cases, and in Latin letters.
const PATRONYMICS: &[&str] = &[
    "вич",
    "вича",
    "вичу",
    "вичем",
    "вна",
    "вни",
    "вні",
    "вну",
    "вною",
    "вне",
    "вной",
    "ич",
    "ича",
    "ичу",
    "ичем",
    "ичом",
    "іч",
    "іча",
    "ічу",
    "ічем",
    "чна",
    "чни",
    "чны",
    "чні",
    "чне",
    "чну",
    "чною",
    "чной",
    "vych",
    "vich",
    "vna",
    "ivna",
    "ovich",
    "evich",
    "ych",
    "ichna",
    "ychna",
];

/// `Іванівна`, `Ильич`, `Кузьминична`, `Petrovich`.
pub(super) fn is_patronymic(word: &str) -> bool {
    word.chars().count() > 4 && PATRONYMICS.iter().any(|end| word.ends_with(end))
}

pub(super) fn is_cyrillic_word(word: &str) -> bool {
    word.chars().any(is_cyrillic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_that_is_built_in_can_be_read() {
        for lists in languages::ALL {
            ron::from_str::<Names>(lists.names).unwrap();
        }
        ron::from_str::<Addresses>(languages::ADDRESSES).unwrap();
        ron::from_str::<Vec<Vec<String>>>(languages::FIRST_NAMES).unwrap();
        ron::from_str::<Vec<Vec<String>>>(languages::BODIES).unwrap();
    }

    #[test]
    fn words_are_told_in_their_forms() {
        for (word, sort) in [
            ("Rose", Sort::Both),
            ("May", Sort::Capital),
            ("nurses", Sort::Word),
            ("van", Sort::Small),
            ("Надією", Sort::Both),
            ("лікарні", Sort::Word),
            ("Демчук", Sort::Telling),
            ("Demchuk", Sort::Telling),
            ("Кравченко", Sort::Telling),
        ] {
            let is = LEXICON.sort(&looks(word), is_cyrillic_word(word));
            assert_eq!(is, sort, "{word}");
        }
        assert!(LEXICON.is_role(&looks("пані"), true) && LEXICON.is_role("nurse", false));
    }
}
