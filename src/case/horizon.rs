//! What lies too far ahead of the clock to be believed.
//!
//! A case knows no clock. Who opens one says what time it is ([`Case::see`]), which marks the claims that have rulings more than
//! a day ahead, once: such a ruling is never the latest (see `standing`). The mark is no part of the case: it is not written, and
//! does not make two cases differ.

use super::Case;
use super::id::ClaimId;
use super::time::Timestamp;

/// How far ahead another machine's clock may be, in milliseconds: a day, so that no mistake about a time zone counts.
const AHEAD: i64 = 24 * 60 * 60 * 1000;

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
}

/// It is no part of what it stands in.
impl PartialEq for Horizon {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Horizon {}

impl Case {
    /// Takes notice of what time it is: rulings more than a day ahead of it are never the latest.
    pub fn see(&mut self, now: Timestamp) {
        self.horizon = Horizon::of(now);
        let claims = self.claims.iter();
        let ahead: Vec<ClaimId> = claims
            .filter(|claim| claim.is_marked() || claim.is_ahead_of(self.horizon))
            .map(|claim| claim.id)
            .collect();
        for id in ahead {
            self.mark(id);
        }
    }

    /// Marks a claim that has a ruling beyond the horizon.
    pub(super) fn mark(&mut self, id: ClaimId) {
        let horizon = self.horizon;
        let is_ahead = |claim: &super::Claim| claim.is_marked() || claim.is_ahead_of(horizon);
        if self.claims.get(id).is_some_and(|claim| is_ahead(claim)) {
            self.claims.change(id, |claim| claim.horizon = horizon);
        }
    }
}

impl super::Claim {
    fn is_marked(&self) -> bool {
        self.horizon.0.is_some()
    }

    fn is_ahead_of(&self, horizon: Horizon) -> bool {
        self.rulings
            .iter()
            .any(|ruling| horizon.is_before(ruling.at))
    }
}
