//! The words of a language for offices, and for what they are held in.

use serde::Deserialize;

use super::forms::Forms;

/// What somebody who holds an office may be called.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Offices {
    /// Who heads what.
    pub heads: Vec<Heads>,
    /// Those who only stand in for an office or help in it: "заступник".
    pub deputies: Forms,
    /// Words for anybody who speaks for a body or country: "представник".
    pub officials: Forms,
    /// Countries, each with its adjectives.
    pub lands: Vec<Forms>,
}

/// The offices that head something.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Heads {
    /// Words for what is headed: "держава".
    pub of: Forms,
    /// Whether they head a country, too: "the Ukrainian leader".
    pub is_of_lands: bool,
    /// Words for whoever heads it: "президент".
    pub who: Forms,
}

impl Offices {
    /// The country that a lower-case word names or is the adjective of, by its row in the list.
    pub fn land_of(&self, word: &str) -> Option<usize> {
        self.lands.iter().position(|land| land.holds(word))
    }
}
