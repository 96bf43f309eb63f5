//! Errors in a file of labels.

use std::fmt;

/// An error in a file of labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadWords {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// The description of the error.
    pub what: String,
}

impl fmt::Display for BadWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = crate::text::visible(&self.what);
        write!(f, "{}:{}: {what}", self.line, self.column)
    }
}

impl std::error::Error for BadWords {}
