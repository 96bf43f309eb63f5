//! Counts of what was removed. The counts identify nobody.

use std::fmt;

use super::ids::Ids;
use crate::case::ClaimId;
use crate::text::counted;

/// The counts of what was removed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Withheld {
    /// The number of confidential sources that had any content.
    pub sources: usize,
    /// The number of evidence items of such sources that had any content.
    pub items: usize,
    /// The number of queries to or about such sources.
    pub queries: usize,
    /// The number of passages that were replaced by `[redacted]`.
    pub passages: usize,
    /// The number of web addresses that were removed.
    pub links: usize,
    /// The number of files that were removed.
    pub files: usize,
    /// The number of places that may reveal a confidential source and are still in the export:
    /// first those that somebody decided to keep, then the undecided ones.
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
    /// Writes the counts: `1 source, 3 passages, 2 links, 1 file`. Counts of zero are left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = self.counts().into_iter();
        let nonzero = counts.filter(|(count, _)| *count > 0);
        let parts: Vec<String> = nonzero.map(|(count, word)| counted(count, word)).collect();
        f.write_str(if parts.is_empty() { "nothing" } else { "" })?;
        f.write_str(&parts.join(", "))
    }
}
