//! The words by which lints are seen, of all languages together.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::table::{Place, Table};
use crate::text::languages::{self, Shared};

/// Words of two claims that cannot both hold.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Opposed {
    one: Vec<String>,
    other: Vec<String>,
}

/// Declares the record of a file, [`List`], the tables that are made of it, [`Words`], and how the
/// tables of the plain lists are filled: those of which it matters only whether a word is in them.
macro_rules! lists {
    (plain { $($plain:ident)+ } file { $($field:ident: $kind:ty,)+ } tables { $($(#[$doc:meta])* $table:ident: $type:ty,)+ }) => {
        /// A word list as it stands in `assets/languages/*/checks.ron`, where each list says what
        /// it is for.
        #[derive(Debug, Default, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        struct List {
            $($plain: Vec<String>,)+
            $($field: $kind,)+
        }

        /// What the lists of all languages hold, ready to be asked.
        #[derive(Debug, Default)]
        pub(in crate::check) struct Words {
            $(pub $plain: Table,)+
            $($(#[$doc])* pub $table: $type,)+
        }

        impl Words {
            fn lay_plain(&mut self, list: &List) {
                $(put_all(&mut self.$plain, &list.$plain);)+
            }
        }
    };
}

lists! {
    plain {
        named_days day_joints month_joints ordinals other_years percent units labels
        approximations parts wheres halves totals totals_after wholes scant voting people listed counters
        stopwords denials negations quote_editors later anybody
    }
    file {
        code: String,
        inflected_weekdays: Vec<Vec<String>>,
        short_scales: HashMap<String, u64>,
        also_ands: Vec<String>,
        apart: Vec<Vec<Vec<String>>>,
        votes: Vec<Vec<Vec<String>>>,
        offices: Vec<String>,
        same_names: Vec<Vec<String>>,
        kin: Vec<Vec<String>>,
        quote_negations: Vec<String>,
        quote_negation_ends: Vec<String>,
        quote_not_only: Vec<String>,
        counted: Vec<Vec<String>>,
        opposed: Vec<Opposed>,
    }
    tables {
        /// From Monday, 0.
        weekdays: Table<usize>,
        /// From January, 0.
        months: Table<usize>,
        numbers: Table<u64>,
        scales: Table<u64>,
        ands: Table,
        /// The lists and members that a word is of.
        apart: Table<Vec<Place>>,
        votes: Table<Vec<Place>>,
        titles: Table,
        same_names: Table<Place>,
        kin: Table<usize>,
        quote_negations: Table,
        /// How words end that are such.
        quote_negation_ends: Vec<String>,
        quote_not_only: HashSet<String>,
        counted: Table<usize>,
        /// The pairs that a phrase is of, and on which side.
        opposed: Table<Vec<Place>>,
    }
}

fn put_all(table: &mut Table, entries: &[String]) {
    for entry in entries {
        table.put(entry, ());
    }
}

/// The words of all languages. A list that does not parse is empty: a test checks that the built-in
/// ones parse.
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
        self.lay_plain(list);
        for (table, one, other) in [
            (&mut self.ands, &shared.ands, &list.also_ands),
            (&mut self.titles, &shared.titles, &list.offices),
            (
                &mut self.quote_negations,
                &list.negations,
                &list.quote_negations,
            ),
        ] {
            put_all(table, one);
            put_all(table, other);
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

/// Lays rows into a table by number. A row that shares a word with one of another language has its
/// number: a Russian row and a Ukrainian one may both hold "кремл*", and each word has but one
/// number.
fn merged(table: &mut Table<usize>, rows: &[Vec<String>], from: usize) {
    for (number, row) in rows.iter().enumerate() {
        let known = |entry: &String| table.of(entry.trim_end_matches('*')).copied();
        let number = row.iter().find_map(known).unwrap_or(from + number);
        for entry in row {
            table.put(entry, number);
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
