//! What lies too far ahead of the clock to be believed.
//!
//! A case knows no clock. Whoever works on one says again and again what time it is ([`Case::see`]), which marks the claims that
//! have rulings more than a day ahead: such a ruling is never the latest (see `standing`). The mark is no part of the case: it is
//! not written, and does not make two cases differ.

use super::Case;
use super::id::ClaimId;
use super::time::Timestamp;

/// How far ahead another machine's clock may be, in milliseconds: a day, so that no mistake about a time zone counts.
const AHEAD: i64 = 24 * HOUR;

/// How far the clock goes on before all claims are looked through again.
const HOUR: i64 = 60 * 60 * 1000;

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

    /// Whether it is to go on to a day after this time. It never goes back: what was the latest stays so.
    fn is_due(self, now: Timestamp) -> bool {
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

impl Case {
    /// Takes notice of what time it is: rulings more than a day ahead of it are never the latest. Says whether the rulings on any
    /// claim may count otherwise since. Within an hour of the last time nothing is done.
    pub fn see(&mut self, now: Timestamp) -> bool {
        self.horizon.is_due(now) && self.look_as_far_as(Horizon::of(now))
    }

    /// The same by what another copy of the case was told.
    pub(super) fn look_as_far_as(&mut self, horizon: Horizon) -> bool {
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

    /// Marks a claim that has a ruling beyond the horizon, and no other.
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
