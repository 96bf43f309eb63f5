//! The word lists of the text lints, link suggestions and quotes, of all languages together.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::table::{ListPosition, Table};
use crate::text::languages::{self, Shared};

/// Two groups of phrases. If one claim has a phrase of the first group and another claim one of the
/// second, they cannot both be true.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Opposed<'a> {
    #[serde(borrow)]
    one: Vec<&'a str>,
    #[serde(borrow)]
    other: Vec<&'a str>,
}

/// Declares [`List`], which is parsed from a file, and [`Words`], the tables made of it. `plain`
/// lists are sets: only whether a word is in them matters.
macro_rules! lists {
    (plain { $($plain:ident)+ } file { $($field:ident: $kind:ty,)+ } tables { $($(#[$doc:meta])* $table:ident: $type:ty,)+ }) => {
        /// The contents of `assets/languages/*/checks.ron`; the file explains each list. The words
        /// are not copied: the file is a part of the program.
        #[derive(Debug, Default, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        struct List {
            $(#[serde(borrow)] $plain: Vec<&'static str>,)+
            $(#[serde(borrow)] $field: $kind,)+
        }

        /// The lists of all languages as lookup tables.
        #[derive(Debug, Default)]
        pub(in crate::check) struct Words {
            $(pub $plain: Table,)+
            $($(#[$doc])* pub $table: $type,)+
        }

        impl Words {
            fn add_plain(&mut self, list: &List) {
                $(insert_all(&mut self.$plain, &list.$plain);)+
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
        code: &'static str,
        inflected_weekdays: Vec<Vec<&'static str>>,
        short_scales: HashMap<&'static str, u64>,
        also_ands: Vec<&'static str>,
        apart: Vec<Vec<Vec<&'static str>>>,
        votes: Vec<Vec<Vec<&'static str>>>,
        offices: Vec<&'static str>,
        same_names: Vec<Vec<&'static str>>,
        kin: Vec<Vec<&'static str>>,
        quote_negations: Vec<&'static str>,
        quote_negation_ends: Vec<&'static str>,
        quote_not_only: Vec<&'static str>,
        counted: Vec<Vec<&'static str>>,
        opposed: Vec<Opposed<'static>>,
    }
    tables {
        /// The names of weekdays, 0 for Monday.
        weekdays: Table<usize>,
        /// The names of months, 0 for January.
        months: Table<usize>,
        numbers: Table<u64>,
        scales: Table<u64>,
        ands: Table,
        /// The lists that a word is in, and its index in each. The members of a list exclude one
        /// another: "women" and "men".
        apart: Table<Vec<ListPosition>>,
        votes: Table<Vec<ListPosition>>,
        titles: Table,
        same_names: Table<ListPosition>,
        kin: Table<usize>,
        quote_negations: Table,
        /// Endings that make a word a negation: `n't`.
        quote_negation_ends: Vec<&'static str>,
        quote_not_only: HashSet<&'static str>,
        counted: Table<usize>,
        /// The pairs of lists that a phrase is in, and the side of each.
        opposed: Table<Vec<ListPosition>>,
    }
}

fn insert_all(table: &mut Table, entries: &[&'static str]) {
    for entry in entries {
        table.insert(entry, ());
    }
}

/// The words of all languages. A list that does not parse becomes empty: a test checks that all
/// built-in lists parse.
pub(in crate::check) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    let mut counts = RowCounts::default();
    for language in languages::ALL {
        let list = ron::from_str(language.checks).unwrap_or_default();
        words.add_language(&language.shared(), &list, &mut counts);
    }
    words
});

/// The number of rows of each list of lists, added up over the languages before this one.
#[derive(Default)]
struct RowCounts {
    apart: usize,
    votes: usize,
    same_names: usize,
    kin: usize,
    counted: usize,
    opposed: usize,
}

impl Words {
    /// Adds the lists of a language.
    fn add_language(&mut self, shared: &Shared, list: &List, counts: &mut RowCounts) {
        self.add_plain(list);
        for (table, one, other) in [
            (&mut self.ands, &shared.ands, &list.also_ands),
            (&mut self.titles, &shared.titles, &list.offices),
            (
                &mut self.quote_negations,
                &list.negations,
                &list.quote_negations,
            ),
        ] {
            insert_all(table, one);
            insert_all(table, other);
        }
        self.quote_negation_ends.extend(&list.quote_negation_ends);
        self.quote_not_only.extend(&list.quote_not_only);
        let insert_by_index = |table: &mut Table<usize>, rows: &[Vec<&'static str>]| {
            for (number, row) in rows.iter().enumerate() {
                for entry in row {
                    table.insert(entry, number);
                }
            }
        };
        for days in [
            &shared.weekdays,
            &shared.short_weekdays,
            &list.inflected_weekdays,
        ] {
            insert_by_index(&mut self.weekdays, days);
        }
        for months in [&shared.months, &shared.short_months] {
            insert_by_index(&mut self.months, months);
        }
        insert_rows(&mut self.kin, &list.kin, counts.kin);
        insert_rows(&mut self.counted, &list.counted, counts.counted);
        for (word, number) in &shared.numbers {
            self.numbers.insert(word, *number);
        }
        for (word, number) in shared.scales.iter().chain(&list.short_scales) {
            self.scales.insert(word, *number);
        }
        for (number, row) in list.same_names.iter().enumerate() {
            for (member, entry) in row.iter().enumerate() {
                self.same_names
                    .insert(entry, (counts.same_names + number, member));
            }
        }
        let insert_positions =
            |table: &mut Table<Vec<ListPosition>>, rows: &[Vec<Vec<&'static str>>], from: usize| {
                for (number, row) in rows.iter().enumerate() {
                    for (member, entries) in row.iter().enumerate() {
                        for entry in entries {
                            table.add_position(entry, (from + number, member));
                        }
                    }
                }
            };
        insert_positions(&mut self.apart, &list.apart, counts.apart);
        insert_positions(&mut self.votes, &list.votes, counts.votes);
        for (number, pair) in list.opposed.iter().enumerate() {
            for (side, entries) in [&pair.one, &pair.other].into_iter().enumerate() {
                for entry in entries {
                    self.opposed
                        .add_position(entry, (counts.opposed + number, side));
                }
            }
        }
        counts.apart += list.apart.len();
        counts.votes += list.votes.len();
        counts.same_names += list.same_names.len();
        counts.kin += list.kin.len();
        counts.counted += list.counted.len();
        counts.opposed += list.opposed.len();
    }
}

/// Adds rows to a table, each with its number as the value. A row that shares a word with a row of
/// another language gets the number of that row: a word such as "кремл*" can be in a Russian and a
/// Ukrainian row, but can have only one number.
fn insert_rows(table: &mut Table<usize>, rows: &[Vec<&'static str>], from: usize) {
    for (number, row) in rows.iter().enumerate() {
        let known = |entry: &&'static str| table.of(entry.trim_end_matches('*')).copied();
        let number = row.iter().find_map(known).unwrap_or(from + number);
        for entry in row {
            table.insert(entry, number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_lists_parse_and_are_complete() {
        for language in languages::ALL {
            let list: List = ron::from_str(language.checks).unwrap();
            assert_eq!(list.code, language.code);
            assert!(!list.quote_negations.is_empty() && !list.quote_editors.is_empty());
            assert!(!list.apart.is_empty() && !list.opposed.is_empty());
        }
    }

    #[test]
    fn entries_are_in_lower_case_with_plain_apostrophes() {
        for language in languages::ALL {
            for line in language.checks.lines() {
                let code = line.split("//").next().unwrap();
                for entry in code.split('"').skip(1).step_by(2) {
                    let plain = entry.to_lowercase().replace(['’', 'ʼ'], "'");
                    assert_eq!(entry, plain, "{}", language.code);
                }
            }
        }
    }
}
