//! The versions of a case's files that were last read.

use crate::error::Error;
use std::path::Path;

use super::super::disk::{Disk, Stamp};
use super::super::journal;

/// What the last check of a file found.
#[derive(Debug, Default)]
pub(super) struct LastSeen {
    pub stamp: Option<Stamp>,
    /// Whether two checks in a row found the same stamp. After one check the stamp proves nothing:
    /// two changes within one tick of the file system's clock have equal stamps.
    pub is_settled: bool,
    /// The error that the last check found.
    pub trouble: Option<Error>,
}

/// The stamp of a file; none if there is no file.
pub(super) fn stamp(disk: &dyn Disk, path: &Path) -> Option<Stamp> {
    disk.look(path).ok().map(|look| look.stamp)
}

/// The stamp of the journal in a case's state directory.
pub(super) fn journal_stamp(disk: &dyn Disk, folder: &Path) -> Option<Stamp> {
    stamp(disk, &folder.join(journal::NAME))
}
