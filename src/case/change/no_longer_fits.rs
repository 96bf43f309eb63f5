//! The error for a change that no longer fits the case.

use std::fmt;

use crate::error::Error;

/// A record is not as the edit expects it, or the edit would leave a reference to a missing record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoLongerFits {
    /// The record, and how it differs from what the edit expects.
    pub what: String,
}

impl fmt::Display for NoLongerFits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::text::visible(&self.what))
    }
}

impl std::error::Error for NoLongerFits {}

pub(super) fn no_longer_fits(what: impl Into<String>) -> NoLongerFits {
    NoLongerFits { what: what.into() }
}

impl From<NoLongerFits> for Error {
    fn from(moved: NoLongerFits) -> Self {
        Self::refused("the case has changed", "look again and try again").because(moved)
    }
}
