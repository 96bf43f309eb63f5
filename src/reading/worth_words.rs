//! The word lists for reasons to check a claim.

use std::collections::HashSet;

use serde::Deserialize;

use crate::text::languages::{Lists, spelled};

/// The word lists of `assets/languages/*/worth.ron`. They are in a separate file, since the
/// workbench needs only them for its first frame.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WorthWords {
    pub numbers: HashSet<String>,
    pub dates: HashSet<String>,
    pub blame: Vec<String>,
    pub superlatives: HashSet<String>,
    pub superlative_starts: Vec<String>,
    /// The months, from the shared list.
    #[serde(skip)]
    pub months: HashSet<String>,
}

impl WorthWords {
    /// The lists of a language, with its days, months and numbers. A list that does not parse
    /// becomes empty; a test checks that the built-in ones parse.
    pub fn of(lists: &Lists) -> Self {
        let mut words: Self = ron::from_str(lists.worth).unwrap_or_default();
        let shared = lists.shared();
        words
            .dates
            .extend(spelled(shared.weekdays.iter().flatten()));
        let months = shared.months.iter().chain(&shared.short_months);
        words.months.extend(spelled(months.flatten()));
        let numbers = shared.numbers.keys().chain(shared.scales.keys());
        words.numbers.extend(spelled(numbers));
        words
    }
}
