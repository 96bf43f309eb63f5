//! The word lists of `assets/languages`, a folder for each language, as they are built in. This
//! table is the one place that names them; who uses a list says what stands in it.

use std::collections::HashMap;

use serde::Deserialize;

/// The files of a language.
pub(crate) struct Lists {
    /// Its ISO 639-1 code.
    pub code: &'static str,
    /// What reading and checks both need: see [`Shared`].
    shared: &'static str,
    /// The words that it uses most, by which a text in it is known.
    frequent: &'static str,
    /// How a story in it is read: see `reading::words`.
    pub reading: &'static str,
    /// The words by which a claim may be worth checking: see `reading::worth`.
    pub worth: &'static str,
    /// What the checks of a story's words look for: see `check::text`.
    pub checks: &'static str,
    /// The labels of reports: see `export::labels`.
    pub reports: &'static str,
    /// What findings say, in other languages than English: see `check::phrase`.
    pub findings: &'static str,
    /// The words of names that identify nobody: see `check::confidential`.
    pub names: &'static str,
}

macro_rules! lists {
    ($code:literal) => {
        Lists {
            code: $code,
            shared: list!($code, "shared"),
            frequent: list!($code, "frequent"),
            reading: list!($code, "reading"),
            worth: list!($code, "worth"),
            checks: list!($code, "checks"),
            reports: list!($code, "reports"),
            findings: list!($code, "findings"),
            names: list!($code, "names"),
        }
    };
}

macro_rules! list {
    ($code:literal, $of:literal) => {
        include_str!(concat!("../../assets/languages/", $code, "/", $of, ".ron"))
    };
}

/// The words that reading and checks both need, in lower case. Each list is explained in
/// `assets/languages/en/shared.ron`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Shared {
    pub weekdays: Vec<Vec<String>>,
    pub short_weekdays: Vec<Vec<String>>,
    pub months: Vec<Vec<String>>,
    pub short_months: Vec<Vec<String>>,
    pub numbers: HashMap<String, u64>,
    pub scales: HashMap<String, u64>,
    pub titles: Vec<String>,
    pub ands: Vec<String>,
}

impl Lists {
    /// The shared words. A list that does not parse is empty: a test checks that the built-in ones
    /// parse.
    pub fn shared(&self) -> Shared {
        ron::from_str(self.shared).unwrap_or_default()
    }

    /// The words that it uses most. The same holds for this list.
    pub fn frequent(&self) -> Vec<String> {
        ron::from_str(self.frequent).unwrap_or_default()
    }
}

/// All languages. Reports are in the first one if the text's language is none of them.
pub(crate) const ENGLISH: Lists = lists!("en");
pub(crate) const ALL: [Lists; 3] = [ENGLISH, lists!("uk"), lists!("ru")];

/// The word lists for languages that the reader does not read.
pub(crate) const FOREIGN: &str = include_str!("../../assets/languages/foreign.ron");

/// First names, each row the forms of one name in all languages: see `check::confidential`.
pub(crate) const FIRST_NAMES: &str = include_str!("../../assets/languages/first-names.ron");

/// Bodies, each row the names and abbreviations of one in all languages: see `check::confidential`.
pub(crate) const BODIES: &str = include_str!("../../assets/languages/bodies.ron");

/// What stands in everybody's addresses and file names: see `check::confidential`.
pub(crate) const ADDRESSES: &str = include_str!("../../assets/languages/addresses.ron");

/// The lists of the language with this code, else of the first.
pub(crate) fn lists_of(code: &str) -> Lists {
    let same = |lists: &Lists| lists.code.eq_ignore_ascii_case(code);
    ALL.into_iter().find(same).unwrap_or(ENGLISH)
}

/// The words with each apostrophe that may stand in them.
pub(crate) fn spelled<'a>(words: impl Iterator<Item = &'a String>) -> Vec<String> {
    let marks = |word: &'a String| {
        let all = ["'", "’", "ʼ"];
        let needed = if word.contains('\'') { all.len() } else { 1 };
        all.into_iter().take(needed)
    };
    words
        .flat_map(|word| marks(word).map(|mark| word.replace('\'', mark)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shared_list_can_be_read_and_is_whole() {
        for language in ALL {
            let shared: Shared = ron::from_str(language.shared).unwrap();
            assert_eq!((shared.weekdays.len(), shared.months.len()), (7, 12));
            assert_eq!(shared.short_weekdays.len(), 7);
            assert_eq!(shared.short_months.len(), 12);
            assert!(!shared.numbers.is_empty() && !shared.scales.is_empty());
            assert!(!shared.titles.is_empty() && !shared.ands.is_empty());
            assert!(language.frequent().len() > 20);
        }
    }
}
