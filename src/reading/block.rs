//! A block of text in a format that separates blocks.

use super::annotations::{Mark, without_marks};
use crate::case::Part;

/// A block of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    /// Its kind, if the format gives it.
    pub part: Option<Part>,
    /// Its text.
    pub text: String,
    /// The places of annotations in its text, in order.
    pub marks: Vec<Mark>,
}

impl Block {
    /// A block with this text.
    pub fn new(part: Option<Part>, text: String) -> Self {
        Self {
            part,
            text,
            marks: Vec::new(),
        }
    }

    /// A block from a text with marks. None if only marks and white space are in the text.
    pub fn of_marked(part: Option<Part>, text: &str) -> Option<Self> {
        let (text, marks) = without_marks(text);
        (!text.is_empty()).then_some(Self { part, text, marks })
    }
}
