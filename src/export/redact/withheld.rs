//! Counts of what was withheld. They identify nobody.

use std::fmt;

use super::ids::Ids;
use crate::case::ClaimId;
use crate::text::counted;

/// What was withheld.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Withheld {
    /// Confidential sources whose record held something.
    pub sources: usize,
    /// Items of evidence of such sources that held something.
    pub items: usize,
    /// Queries to such sources, or about them.
    pub queries: usize,
    /// Stretches of text that say `[redacted]` now.
    pub passages: usize,
    /// Addresses that were left out.
    pub links: usize,
    /// Files that were left out, each with its hash.
    pub files: usize,
    /// Places that may lead to a confidential source and are in the export all the same: those that
    /// somebody decided to keep, and those that nobody has decided about.
    pub kept: [usize; 2],
    pub(super) ids: Ids,
}

impl Withheld {
    /// The id of a claim in the redacted case.
    pub fn claim(&self, id: ClaimId) -> Option<ClaimId> {
        self.ids.get(id)
    }

    fn counts(&self) -> [(usize, &'static str); 6] {
        [
            (self.sources, "source"),
            (self.items, "item"),
            (self.queries, "query"),
            (self.passages, "passage"),
            (self.links, "link"),
            (self.files, "file"),
        ]
    }

    /// Whether there was nothing to withhold.
    pub fn is_nothing(&self) -> bool {
        self.counts().iter().all(|(count, _)| *count == 0)
    }
}

impl fmt::Display for Withheld {
    /// `1 source, 3 passages, 2 links, 1 file`; counts of zero are left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = self.counts().into_iter();
        let there = counts.filter(|(count, _)| *count > 0);
        let said: Vec<String> = there.map(|(count, word)| counted(count, word)).collect();
        f.write_str(if said.is_empty() { "nothing" } else { "" })?;
        f.write_str(&said.join(", "))
    }
}
