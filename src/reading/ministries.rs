//! Short names of ministries, which are made of parts of other words: "минтранс", "минлесхоз".

use serde::Deserialize;

/// The letters of an ending of a case behind a consonant: "минтрансом".
const LETTERS_OF_CASES: &str = "аеуомів";

/// The most letters that such an ending has.
const MAX_CASE_ENDING: usize = 3;

/// How short names of ministries are made.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Ministries {
    /// How all of them start. Without it there are none.
    start: String,
    /// How they end in the nominative.
    ends: Vec<String>,
}

impl Ministries {
    /// The base form of a lower-case word that is such a name in any form: "минлесхоз" of
    /// "минлесхозе".
    pub fn base_of<'a>(&self, word: &'a str) -> Option<&'a str> {
        if self.start.is_empty() {
            return None;
        }
        let rest = word.strip_prefix(self.start.as_str())?;
        let is_ending = |ending: &str| {
            ending.chars().count() <= MAX_CASE_ENDING
                && ending.chars().all(|c| LETTERS_OF_CASES.contains(c))
        };
        let ending = self.ends.iter().find_map(|end| {
            let at = rest.rfind(end.as_str())? + end.len();
            rest.get(at..).filter(|ending| is_ending(ending))
        })?;
        word.strip_suffix(ending)
    }
}
