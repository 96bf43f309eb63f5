//! A claim as a list gives it: its words, who made it, where and when, and what others have found
//! on it.

/// One claim of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its words, on one line.
    pub text: String,
    /// Who made it; empty where the list does not say.
    pub speaker: String,
    /// When and where it was made: a day, a minute, an address.
    pub place: String,
    /// What others have found on it.
    pub checks: Vec<Check>,
}

/// What somebody else has found on a claim, in their own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Check {
    /// Who; empty where the list does not say.
    pub by: String,
    /// Where they say it.
    pub url: String,
    /// Their verdict and what else they say, word for word.
    pub note: String,
}

impl Check {
    /// Whether nothing is said in it.
    pub fn is_empty(&self) -> bool {
        self.url.is_empty() && self.note.is_empty()
    }

    /// Adds to the note what a field says, under a name; nothing where it says nothing.
    pub fn add(&mut self, name: &str, said: &str) {
        let said = said.trim();
        if said.is_empty() {
            return;
        }
        if !self.note.is_empty() {
            self.note.push('\n');
        }
        self.note.push_str(name);
        self.note.push_str(": ");
        self.note.push_str(said);
    }
}
