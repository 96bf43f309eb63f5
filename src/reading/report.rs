//! The report on a document that was read.

use std::collections::BTreeMap;

use super::document::{Document, LeftOut};

/// What was found in a document and what was left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The number of paragraphs of each kind, in the order of
    /// [`Part::ALL`](crate::case::Part::ALL).
    pub paragraphs: [usize; 5],
    /// The number of proposed claims.
    pub claims: usize,
    /// The number of claims with a certain attribution.
    pub attributed: usize,
    /// The number of claims with several candidates: the text does not show which of them is the
    /// source.
    pub unsure: usize,
    /// The number of sources to which claims are attributed.
    pub sources: usize,
    /// The number of items of suggested evidence, such as fact-checks by others.
    pub suggested: usize,
    /// The number of items that were not added, since the case already had them.
    pub known: usize,
    /// The number of sentences that are questions.
    pub questions: usize,
    /// The number of sentences that are only labels, and of lines without a word.
    pub labels: usize,
    /// The number of invisible characters, such as control characters. They are kept, and shown
    /// visibly.
    pub unseen: usize,
    /// Whether a byte order mark was removed.
    pub had_mark: bool,
    /// The language: `en`, `uk` or `ru`; empty for any other.
    pub language: String,
    /// The number of paragraphs in another supported language than the story's, by language code.
    pub others: BTreeMap<&'static str, usize>,
    /// The name of the format in which the document was read. Empty for plain text and Markdown in
    /// UTF-8.
    pub read_as: String,
    /// See [`Document::left_out`].
    pub left_out: Vec<LeftOut>,
    /// See [`Document::notes`].
    pub notes: Vec<String>,
}

impl Report {
    /// Records how many parts of one kind are not in the case, unless there are none.
    pub(super) fn leave_out(&mut self, count: usize, one: &'static str, more: &'static str) {
        if count > 0 {
            self.left_out.push(LeftOut { count, one, more });
        }
    }

    /// A report with the values that are known before the claims are found.
    pub(super) fn of(document: &Document) -> Self {
        Self {
            unseen: document.unseen_count(),
            had_mark: document.had_mark,
            read_as: document.read_as.clone(),
            left_out: document.left_out.clone(),
            notes: document.notes.clone(),
            ..Self::default()
        }
    }
}

/// How many claims are proposed for one text at most. A story has 20 to 400.
pub const MAX_CLAIMS: usize = 200_000;

/// A callback that gets the share of a text that has been read, from 0 to 1.
pub type Progress<'a> = dyn FnMut(f64) + 'a;
