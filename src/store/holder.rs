//! The user who has a case open for writing. The operating system does the locking; the text in the
//! lock file is only for messages.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::disk::{Disk, Writing, write_all};
use crate::case::Timestamp;

/// The name of the lock file in a case's state directory.
pub(super) const LOCK: &str = "lock";

const MAX_BYTES: u64 = 1 << 12;

/// The user who has a case open for writing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The user's name or initials; empty if unknown.
    pub by: String,
    /// The id of the process on that host.
    pub process: u32,
    /// The name of the host.
    pub host: String,
    /// When the case was opened.
    pub since: Timestamp,
}

/// Writes the holder into a lock file. The lock is valid even if this fails.
pub(super) fn write_holder(lock: &mut dyn Writing, holder: &Holder) {
    if let Ok(json) = serde_json::to_string(holder) {
        let _ = lock.cut(0);
        let _ = write_all(lock, json.as_bytes());
    }
}

/// The holder named in a lock file. Valid only while the lock is taken.
pub(super) fn holder(disk: &dyn Disk, state: &Path) -> Option<Holder> {
    let bytes = disk.read(&state.join(LOCK), MAX_BYTES).ok()?;
    serde_json::from_slice(&bytes).ok()
}

/// Whether another process has the case of this state directory open for writing.
pub(super) fn is_held(disk: &dyn Disk, state: Option<&Path>) -> bool {
    state.is_some_and(|state| matches!(disk.lock(&state.join(LOCK)), Ok(None)))
}
