//! Who has a case open to write. The lock itself is the system's; what stands in its file only
//! tells people.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::disk::{Disk, Writing, write_all};
use crate::case::Timestamp;

/// The name of the lock in the directory of a case's state.
pub(super) const LOCK: &str = "lock";

const MOST_BYTES: u64 = 1 << 12;

/// Who has a case open to write.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Their name or initials; empty where not known.
    pub by: String,
    /// The number of the process on its host.
    pub process: u32,
    /// The host.
    pub host: String,
    /// Since when.
    pub since: Timestamp,
}

/// Says in a lock's file who holds it. If that cannot be written, the lock holds all the same.
pub(super) fn sign(lock: &mut dyn Writing, holder: &Holder) {
    if let Ok(json) = serde_json::to_string(holder) {
        let _ = lock.cut(0);
        let _ = write_all(lock, json.as_bytes());
    }
}

/// Who holds a lock, as its file says. Only to be asked while somebody does.
pub(super) fn holder(disk: &dyn Disk, state: &Path) -> Option<Holder> {
    let bytes = disk.read(&state.join(LOCK), MOST_BYTES).ok()?;
    serde_json::from_slice(&bytes).ok()
}
