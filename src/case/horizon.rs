//! The horizon: times too far ahead of the clock are not believed.
//!
//! A case reads no clock. The program passes it the time again and again ([`super::Case::see`]). A
//! case then marks each claim that has a ruling more than a day ahead: such a ruling is never the
//! latest (see `standing`). The mark is not part of the case: it is not written to the file, and
//! two cases that differ only in it are equal.

use super::time::{AHEAD, HOUR, Timestamp};

/// The latest time that is believed. None until the program has passed a time.
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

/// All horizons are equal, so that the horizon does not count when two records are compared.
impl PartialEq for Horizon {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Horizon {}
