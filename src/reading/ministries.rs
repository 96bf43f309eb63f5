//! Recognises short names of ministries, which are made of the beginnings of words: "минтранс",
//! "минлесхоз".

use serde::Deserialize;

/// The letters of case endings after a consonant: "минтрансом".
const LETTERS_OF_CASES: &str = "аеуомів";

/// How many letters a case ending may have.
const MAX_CASE_ENDING: usize = 3;

/// How the short names of ministries are formed.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Ministries {
    /// The beginning of all such names. If it is empty, there are no such names.
    prefix: String,
    /// The ends of such names in the nominative.
    ends: Vec<String>,
}

impl Ministries {
    /// The base form of a lower-case word that is such a name in any form: "минлесхоз" of
    /// "минлесхозе".
    pub fn base_of<'a>(&self, word: &'a str) -> Option<&'a str> {
        if self.prefix.is_empty() {
            return None;
        }
        let rest = word.strip_prefix(self.prefix.as_str())?;
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
