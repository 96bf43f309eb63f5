//! The word lists of `assets/languages`, with one folder for each language. They are compiled into
//! the program. Only this table names the files. The modules that use a list describe its content.

use std::collections::HashMap;

use serde::Deserialize;

/// The word lists of a language.
pub(crate) struct Lists {
    /// The ISO 639-1 code of the language.
    pub code: &'static str,
    /// Lists that several modules use: see [`Shared`].
    shared: &'static str,
    /// The most frequent words, used to detect the language.
    frequent: &'static str,
    /// Lists for reading a story: see `reading::words`.
    pub reading: &'static str,
    /// Words that make a claim worth checking: see `reading::worth`.
    pub worth: &'static str,
    /// Lists for the text lints: see `check::text`.
    pub checks: &'static str,
    /// Labels of reports: see `export::labels`.
    pub reports: &'static str,
    /// Texts of findings; empty for English: see `check::phrase`.
    pub findings: &'static str,
    /// Words in names that identify nobody: see `check::confidential`.
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

/// Lists that both reading and the checks use, in lower case. `assets/languages/en/shared.ron`
/// explains them. The words are not copied: they borrow from the file, which is compiled into the
/// program.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Shared {
    #[serde(borrow)]
    pub weekdays: Vec<Vec<&'static str>>,
    #[serde(borrow)]
    pub short_weekdays: Vec<Vec<&'static str>>,
    #[serde(borrow)]
    pub months: Vec<Vec<&'static str>>,
    #[serde(borrow)]
    pub short_months: Vec<Vec<&'static str>>,
    #[serde(borrow)]
    pub numbers: HashMap<&'static str, u64>,
    #[serde(borrow)]
    pub scales: HashMap<&'static str, u64>,
    #[serde(borrow)]
    pub titles: Vec<&'static str>,
    #[serde(borrow)]
    pub ands: Vec<&'static str>,
}

impl Lists {
    /// Parses the shared lists. An invalid file would give empty lists; a test checks that all
    /// files are valid.
    pub fn shared(&self) -> Shared {
        ron::from_str(self.shared).unwrap_or_default()
    }

    /// Parses the most frequent words, in the same way.
    pub fn frequent(&self) -> Vec<&'static str> {
        ron::from_str(self.frequent).unwrap_or_default()
    }
}

/// English. Reports use it if the language of the story is not in the table.
pub(crate) const ENGLISH: Lists = lists!("en");
pub(crate) const ALL: [Lists; 3] = [ENGLISH, lists!("uk"), lists!("ru")];

/// The codes of all languages, in the order of [`ALL`].
pub(crate) const CODES: &[&str] = &{
    let [english, ukrainian, russian] = ALL;
    [english.code, ukrainian.code, russian.code]
};

/// Word lists for recognising languages that are not supported.
pub(crate) const FOREIGN: &str = include_str!("../../assets/languages/foreign.ron");

/// First names. Each row has the forms of one name in all languages: see `check::confidential`.
pub(crate) const FIRST_NAMES: &str = include_str!("../../assets/languages/first-names.ron");

/// Institutions. Each row has the names and abbreviations of one in all languages: see
/// `check::confidential`.
pub(crate) const BODIES: &str = include_str!("../../assets/languages/bodies.ron");

/// Rules for transcribing names from Latin to Cyrillic letters: see `check::confidential`.
pub(crate) const TRANSCRIPTION: &str = include_str!("../../assets/languages/transcription.ron");

/// Kinds of places that have a number. Each row has the words for one in all languages: see
/// `check::confidential`.
pub(crate) const ROOMS: &str = include_str!("../../assets/languages/rooms.ron");

/// Numbers as people read them out, in all languages: see `check::confidential`.
pub(crate) const SPOKEN: &str = include_str!("../../assets/languages/spoken.ron");

/// Nations and traits of people, in all languages: see `check::confidential`.
pub(crate) const TRAITS: &str = include_str!("../../assets/languages/traits.ron");

/// Common parts of addresses and file names: see `check::confidential`.
pub(crate) const ADDRESSES: &str = include_str!("../../assets/languages/addresses.ron");

/// The lists for a language code. English if there are none.
pub(crate) fn lists_of(code: &str) -> Lists {
    let same = |lists: &Lists| lists.code.eq_ignore_ascii_case(code);
    ALL.into_iter().find(same).unwrap_or(ENGLISH)
}

/// The words. A word with an apostrophe is repeated with each kind of apostrophe.
pub(crate) fn spelled<'a>(words: impl Iterator<Item = &'a &'static str>) -> Vec<String> {
    let marks = |word: &'a &'static str| {
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
            let code = language.shared.lines().map(|line| line.split("//").next());
            let code: String = code.flatten().collect();
            assert_eq!(code, code.to_lowercase().replace(['’', 'ʼ'], "'"));
        }
    }
}
