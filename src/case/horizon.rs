//! The horizon: the latest time that a ruling may have to count as the latest.
//!
//! A case reads no clock. The program passes the time to it repeatedly
//! ([`super::Case::observe_time`]). The case then marks each claim that has a ruling more than a
//! day after that time, probably from a wrong clock. Such a ruling is never the latest (see
//! `standing`). The mark is not saved, and does not count when two cases are compared.

use super::time::{AHEAD, HOUR, Timestamp};

/// The latest time that a ruling may have. None until the program has passed a time.
#[derive(Clone, Copy, Debug, Default)]
pub struct Horizon(Option<Timestamp>);

impl Horizon {
    /// A day after this time.
    pub fn of(now: Timestamp) -> Self {
        Self(Some(now.later(AHEAD)))
    }

    /// Whether a time is after the horizon.
    pub fn is_before(self, time: Timestamp) -> bool {
        self.0.is_some_and(|last| last < time)
    }

    /// Whether the program has passed a time.
    pub(super) fn is_set(self) -> bool {
        self.0.is_some()
    }

    /// Whether the horizon should be moved for this time, at most once an hour. It never moves
    /// back, so a ruling that was the latest stays so.
    pub(super) fn is_due(self, now: Timestamp) -> bool {
        self.0
            .is_none_or(|last| last <= now.later(AHEAD).later(-HOUR))
    }
}

/// All horizons are equal, so that the horizon does not count when two records are compared.
impl PartialEq for Horizon {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Horizon {}
