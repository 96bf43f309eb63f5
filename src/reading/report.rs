//! What a person sees about a document that was read.

use std::collections::BTreeMap;

use super::document::{Document, LeftOut};

/// What was found in a document, and what was left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Paragraphs of each kind, in the order of [`Part::ALL`](crate::case::Part::ALL).
    pub paragraphs: [usize; 5],
    /// Claims proposed.
    pub claims: usize,
    /// Those that credit somebody.
    pub attributed: usize,
    /// Those that credit one of several people, and the text leaves open which.
    pub unsure: usize,
    /// Sources proposed.
    pub sources: usize,
    /// Items of suggested evidence: what others have found on a claim.
    pub suggested: usize,
    /// Those that the case has already, and does not get again.
    pub known: usize,
    /// Sentences that ask and assert nothing.
    pub questions: usize,
    /// Titles, headings and captions that only name their subject, and lines without a word.
    pub labels: usize,
    /// Control and other unseen characters, which are kept and shown visible.
    pub unseen: usize,
    /// Whether a byte order mark was taken off.
    pub had_mark: bool,
    /// The language, `en`, `uk` or `ru`; empty if it is none of them.
    pub language: String,
    /// Paragraphs in another of these languages than the story.
    pub others: BTreeMap<&'static str, usize>,
    /// See [`Document::read_as`].
    pub read_as: String,
    /// See [`Document::left_out`].
    pub left_out: Vec<LeftOut>,
    /// See [`Document::notes`].
    pub notes: Vec<String>,
}

impl Report {
    /// Notes how many parts of one kind are not in the case. Does nothing if there are none.
    pub(super) fn leave_out(&mut self, count: usize, one: &'static str, more: &'static str) {
        if count > 0 {
            self.left_out.push(LeftOut { count, one, more });
        }
    }

    /// What is known before the document's claims are.
    pub(super) fn of(document: &Document) -> Self {
        Self {
            unseen: document.unseen(),
            had_mark: document.had_mark,
            read_as: document.read_as.clone(),
            left_out: document.left_out.clone(),
            notes: document.notes.clone(),
            ..Self::default()
        }
    }
}

/// The most claims that are proposed of one text. A story has 20 to 400.
pub const MOST_CLAIMS: usize = 200_000;

/// Told now and then how much of a text is read, from 0 to 1.
pub type Progress<'a> = dyn FnMut(f64) + 'a;
