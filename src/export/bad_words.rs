//! What is wrong with a list of words.

use std::fmt;

/// Something wrong in a file of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadWords {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// What is wrong there.
    pub what: String,
}

impl fmt::Display for BadWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = crate::text::visible(&self.what);
        write!(f, "{}:{}: {what}", self.line, self.column)
    }
}

impl std::error::Error for BadWords {}
