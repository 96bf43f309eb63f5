//! Why a document cannot be read.

use std::fmt;

/// Why a document cannot be read. Foreign words in it are already made visible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// What is wrong, with its place.
    pub what: String,
    /// The way out.
    pub hint: String,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for Unreadable {}
