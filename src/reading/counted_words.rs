//! The word lists for people who are counted out of a group: "one of the men".

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

/// The word lists for people who are counted out of a group.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct CountedWords {
    /// Each form of the word for one person ("one"), with its base form.
    pub one: HashMap<String, String>,
    /// Each form of a word for several people ("two"), with its base form.
    pub several: HashMap<String, String>,
    /// Words for an unknown person, who may also be of a body ("someone from the ministry"), with
    /// their base forms.
    pub unknown: HashMap<String, String>,
    /// Words between the number and the group: "of".
    pub of: HashSet<String>,
    /// Words between an unknown person and the group: "from".
    pub from: HashSet<String>,
    /// Groups that are in no other list of people, in the form that follows `of`: "the crowd".
    pub crowds: HashSet<String>,
    /// Endings of several women in the genitive, and of one of them: "ок", "ка".
    pub women: Vec<(String, String)>,
}

impl CountedWords {
    /// The word for one woman, if a lower-case word looks like the genitive plural of it:
    /// "активістка" for "активісток".
    pub fn are_women(&self, word: &str) -> Option<String> {
        let mut endings = self.women.iter();
        endings.find_map(|(from, to)| Some(format!("{}{to}", word.strip_suffix(from.as_str())?)))
    }

    /// The base form of a lower-case word that counts people.
    pub fn base_of(&self, word: &str) -> Option<&String> {
        let unknown = || self.unknown.get(word);
        let several = || self.several.get(word);
        self.one.get(word).or_else(several).or_else(unknown)
    }
}
