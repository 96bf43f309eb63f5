//! Sets a case's horizon from the current time: see [`Horizon`].

use super::horizon::Horizon;
use super::id::ClaimId;
use super::time::Timestamp;
use super::{Case, Claim};

impl Case {
    /// Passes the current time to the case. A ruling dated more than a day after `now` never counts
    /// as the latest. Returns whether the standing of a claim may have changed. Does nothing if the
    /// horizon was moved less than an hour ago.
    pub fn observe_time(&mut self, now: Timestamp) -> bool {
        self.horizon.is_due(now) && self.set_horizon(Horizon::of(now))
    }

    /// Sets the horizon. Returns whether the standing of a claim may have changed.
    pub(super) fn set_horizon(&mut self, horizon: Horizon) -> bool {
        self.horizon = horizon;
        let claims = self.claims.iter();
        let to_update: Vec<ClaimId> = claims
            .filter(|claim| claim.is_marked() || claim.is_ahead_of(self.horizon))
            .map(|claim| claim.id)
            .collect();
        for id in &to_update {
            self.update_mark(*id);
        }
        !to_update.is_empty()
    }

    /// Marks a claim that has a ruling after the horizon: stores the horizon in the claim. Removes
    /// the mark from any other claim.
    pub(super) fn update_mark(&mut self, id: ClaimId) {
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
