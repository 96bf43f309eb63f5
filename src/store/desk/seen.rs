//! How the files of a case looked last.

use crate::error::Error;
use std::path::Path;

use super::super::disk::{Disk, Stamp};
use super::super::journal;

/// How a file looked last.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub stamp: Option<Stamp>,
    /// Whether it looked so twice: two changes within one tick of the file system's clock look like
    /// one.
    pub is_settled: bool,
    /// What was wrong with it then.
    pub trouble: Option<Error>,
}

/// How a file looks now; none if it is not there.
pub(super) fn stamp(disk: &dyn Disk, path: &Path) -> Option<Stamp> {
    disk.look(path).ok().map(|look| look.stamp)
}

/// How the journal in the directory of a case's state looks now.
pub(super) fn journal_stamp(disk: &dyn Disk, folder: &Path) -> Option<Stamp> {
    stamp(disk, &folder.join(journal::NAME))
}
