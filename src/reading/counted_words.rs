//! The word lists for somebody who is counted out of a group: "one of the men".

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

/// The word lists for those who are counted out of a group.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct CountedWords {
    /// Each form of a word for one person, with its base form.
    pub one: HashMap<String, String>,
    /// Each form of a word for several, with its base form.
    pub several: HashMap<String, String>,
    /// Words for somebody unknown, who may also be out of a body: "someone from the ministry".
    pub unknown: HashMap<String, String>,
    /// What stands before the group.
    pub of: HashSet<String>,
    /// What stands between somebody unknown and the group.
    pub from: HashSet<String>,
    /// Groups that other lists of people do not have, as they stand there: "the crowd".
    pub crowds: HashSet<String>,
}

impl CountedWords {
    /// The base form of a lower-case word that counts people.
    pub fn base_of(&self, word: &str) -> Option<&String> {
        let unknown = || self.unknown.get(word);
        let several = || self.several.get(word);
        self.one.get(word).or_else(several).or_else(unknown)
    }
}
