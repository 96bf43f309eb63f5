//! A change that does not fit the case any more.

use std::fmt;

use crate::error::Error;

/// A record is not as an edit found it, or the edit would keep a reference to something that is
/// gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Which record, and how it differs.
    pub what: String,
}

impl fmt::Display for Moved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::text::visible(&self.what))
    }
}

impl std::error::Error for Moved {}

pub(super) fn moved(what: impl Into<String>) -> Moved {
    Moved { what: what.into() }
}

impl From<Moved> for Error {
    fn from(moved: Moved) -> Self {
        Self::refused("the case has changed", "look again and try again").because(moved)
    }
}
