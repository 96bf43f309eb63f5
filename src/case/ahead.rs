//! Passing the current time to a case: see [`Horizon`].

use super::horizon::Horizon;
use super::id::ClaimId;
use super::time::Timestamp;
use super::{Case, Claim};

impl Case {
    /// Tells the case the current time: rulings more than a day ahead of it are never the latest.
    /// Returns whether this may have changed the standing of a claim. Does nothing within an hour
    /// of the time at which it last moved the horizon.
    pub fn observe_time(&mut self, now: Timestamp) -> bool {
        self.horizon.is_due(now) && self.set_horizon(Horizon::of(now))
    }

    /// Sets the horizon to that of another copy of the case. Returns the same as [`Case::observe_time`].
    pub(super) fn set_horizon(&mut self, horizon: Horizon) -> bool {
        self.horizon = horizon;
        let claims = self.claims.iter();
        let ahead: Vec<ClaimId> = claims
            .filter(|claim| claim.is_marked() || claim.is_ahead_of(self.horizon))
            .map(|claim| claim.id)
            .collect();
        for id in &ahead {
            self.mark(*id);
        }
        !ahead.is_empty()
    }

    /// Marks a claim that has a ruling beyond the horizon, and removes the mark from any other.
    pub(super) fn mark(&mut self, id: ClaimId) {
        let Some(claim) = self.claims.get(id) else {
            return;
        };
        let is_ahead = claim.is_ahead_of(self.horizon);
        if is_ahead || claim.is_marked() {
            let horizon = if is_ahead {
                self.horizon
            } else {
                Horizon::default()
            };
            self.claims.change(id, |claim| claim.horizon = horizon);
        }
    }
}

impl Claim {
    fn is_marked(&self) -> bool {
        self.horizon.is_set()
    }

    fn is_ahead_of(&self, horizon: Horizon) -> bool {
        self.rulings
            .iter()
            .any(|ruling| horizon.is_before(ruling.at))
    }
}
