//! Counts of what was removed. They identify nobody.

use std::fmt;

use super::ids::Ids;
use crate::case::ClaimId;
use crate::text::counted;

/// The counts of what was removed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Withheld {
    /// Confidential sources that had any content.
    pub sources: usize,
    /// Evidence items of such sources that had any content.
    pub items: usize,
    /// Queries to or about such sources.
    pub queries: usize,
    /// Passages that were replaced by `[redacted]`.
    pub passages: usize,
    /// Web addresses that were removed.
    pub links: usize,
    /// Files that were removed.
    pub files: usize,
    /// Places that may reveal a confidential source and are still in the export: those that
    /// somebody decided to keep, and undecided ones.
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

    /// Whether nothing was removed.
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
