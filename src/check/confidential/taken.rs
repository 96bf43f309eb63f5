//! Who wrote a text about a source, and how many details were taken from it.

use std::collections::HashSet;

use super::frequencies::{Count, RARE};

/// Who wrote a text about a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The newsroom: a note, or the locator of an item of evidence.
    Note,
    /// The source: a quotation. The story repeats much of it, and what it repeats is public.
    Quote,
}

impl Kind {
    /// Whether a detail with this count in the story is rare enough to identify the source.
    pub fn is_telling(self, count: Count) -> bool {
        match self {
            Self::Note => count.all <= RARE,
            Self::Quote => count.in_story == 0 && count.all <= RARE,
        }
    }
}

/// How many details of each kind were kept for one source, to compare with a limit.
#[derive(Debug, Default)]
pub(super) struct Taken {
    pub words: HashSet<String>,
    pub pairs: usize,
    pub days: usize,
    pub times: usize,
    pub numbered: usize,
    pub relatives: usize,
    pub traits: usize,
    pub phrases: usize,
}
