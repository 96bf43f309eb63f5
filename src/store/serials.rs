//! Sets of serials of steps. Runs are written in a short form: `[4,[7,9]]` is 4, 7, 8 and 9.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// A set of serials. The short form matters if a file was restored to an old version and lacks
/// thousands of steps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Run>", into = "Vec<Run>")]
pub(super) struct Serials(BTreeSet<u64>);

/// One serial, or the first and the last of a run.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Run {
    One(u64),
    Many(u64, u64),
}

/// The largest number of serials that is read, so that a damaged line cannot exhaust the memory. No
/// journal has more steps.
const MAX_SERIALS: usize = 1 << 20;

impl Serials {
    /// Whether the set is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the set contains this serial.
    pub fn has(&self, serial: u64) -> bool {
        self.0.contains(&serial)
    }

    /// Adds a serial.
    pub fn add(&mut self, serial: u64) {
        self.0.insert(serial);
    }
}

impl FromIterator<u64> for Serials {
    fn from_iter<I: IntoIterator<Item = u64>>(serials: I) -> Self {
        Self(serials.into_iter().collect())
    }
}

impl From<Vec<Run>> for Serials {
    fn from(runs: Vec<Run>) -> Self {
        let serials = runs.into_iter().flat_map(|run| match run {
            Run::One(serial) => serial..=serial,
            Run::Many(first, last) => first..=last,
        });
        serials.take(MAX_SERIALS).collect()
    }
}

impl From<Serials> for Vec<Run> {
    fn from(serials: Serials) -> Self {
        let mut runs: Self = Self::new();
        for serial in serials.0 {
            match runs.last_mut() {
                Some(Run::Many(_, last)) if *last + 1 == serial => *last = serial,
                Some(run @ Run::One(_)) if matches!(*run, Run::One(one) if one + 1 == serial) => {
                    *run = Run::Many(serial - 1, serial);
                }
                _ => runs.push(Run::One(serial)),
            }
        }
        runs
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn consecutive_serials_are_written_as_a_run() {
        let serials: Serials = [9, 4, 8, 7, 11, 12].into_iter().collect();
        let json = serde_json::to_string(&serials).unwrap();
        assert_eq!(json, "[4,[7,9],[11,12]]");
    }

    proptest! {
        #[test]
        fn serials_read_back(serials in prop::collection::btree_set(1_u64..60, 0..40)) {
            let serials: Serials = serials.into_iter().collect();
            let json = serde_json::to_string(&serials).unwrap();
            prop_assert_eq!(serde_json::from_str::<Serials>(&json).unwrap(), serials);
        }
    }
}
