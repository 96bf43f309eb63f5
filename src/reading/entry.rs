//! A claim of a list: its words, its speaker, its time and place, and fact-checks by others.

/// One claim of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its text, on one line.
    pub text: String,
    /// Who made it; empty if the list does not say.
    pub speaker: String,
    /// Its time and place: a date, a minute, an address.
    pub place: String,
    /// Fact-checks by others.
    pub checks: Vec<Check>,
}

/// A fact-check by somebody else, in their own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Check {
    /// Their name; empty if the list does not say.
    pub by: String,
    /// The address of the fact-check.
    pub url: String,
    /// Their verdict and remarks, verbatim.
    pub note: String,
}

impl Check {
    /// Whether it has neither an address nor a note.
    pub fn is_empty(&self) -> bool {
        self.url.is_empty() && self.note.is_empty()
    }

    /// Appends a field and its name to the note, unless the field is empty.
    pub fn add(&mut self, name: &str, value: &str) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        if !self.note.is_empty() {
            self.note.push('\n');
        }
        self.note.push_str(name);
        self.note.push_str(": ");
        self.note.push_str(value);
    }
}
