//! What lies too far ahead of the clock to be believed.
//!
//! A case knows no clock. A person who works on one says again and again what time it is
//! ([`super::Case::see`]), which marks the claims that have rulings more than a day ahead: such a
//! ruling is never the latest (see `standing`). The mark is no part of the case: it is not written,
//! and does not make two cases differ.

use super::time::{AHEAD, HOUR, Timestamp};

/// The last time that can be believed; none where nobody said what time it is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Horizon(Option<Timestamp>);

impl Horizon {
    /// A day after this time.
    pub fn of(now: Timestamp) -> Self {
        Self(Some(now.later(AHEAD)))
    }

    /// Whether a time lies beyond it.
    pub fn is_before(self, time: Timestamp) -> bool {
        self.0.is_some_and(|last| last < time)
    }

    /// Whether anybody said what time it is.
    pub(super) fn is_set(self) -> bool {
        self.0.is_some()
    }

    /// Whether it is to go on to a day after this time. It never goes back: what was the latest
    /// stays so.
    pub(super) fn is_due(self, now: Timestamp) -> bool {
        self.0
            .is_none_or(|last| last <= now.later(AHEAD).later(-HOUR))
    }
}

/// It is no part of what it stands in.
impl PartialEq for Horizon {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Horizon {}
