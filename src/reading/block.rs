//! A block of text, as the formats that know blocks tell it.

use super::annotations::{Mark, without_marks};
use crate::case::Part;

/// A block of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    /// Its kind, where the format tells it.
    pub part: Option<Part>,
    /// Its words.
    pub text: String,
    /// The places in them of what the writer hands over, in order.
    pub marks: Vec<Mark>,
}

impl Block {
    /// A block of these words.
    pub fn new(part: Option<Part>, text: String) -> Self {
        Self {
            part,
            text,
            marks: Vec::new(),
        }
    }

    /// A block of a text with marks in it. None if it has no word.
    pub fn of_marked(part: Option<Part>, text: &str) -> Option<Self> {
        let (text, marks) = without_marks(text);
        (!text.is_empty()).then_some(Self { part, text, marks })
    }
}
