//! Backups: whole earlier states of a case file, kept on this machine beside its journal.
//!
//! The last 20 stay, and of each earlier day the last one for 30 days. A name tells when the bytes
//! were replaced and what they are: `20261123T101504.120Z-<16 hex digits of their SHA-256>.ron`, so
//! that they sort by time and prove themselves.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::load::MOST_BYTES;
use super::save;
use crate::case::{Edit, Hex, Timestamp};

/// The name of their directory in that of a case's state.
pub(super) const BACKUPS: &str = "backups";

/// How many of the last ones stay, whenever they were made.
const LAST: usize = 20;

/// For how many days one a day stays.
const DAYS: i64 = 30;

/// In a long session a backup is made at most this often, in milliseconds: every five minutes.
const EVERY: i64 = 5 * 60 * 1_000;

/// An edit of more changes than this is bulky: a backup is made before it.
const BULK: usize = 10;

type Sum = Hex<8>;

/// Bytes that were kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// When something else took their place in the file.
    pub at: Timestamp,
    /// Of their SHA-256 the first 16 hex digits.
    pub sum: String,
    /// Where they are.
    pub path: PathBuf,
}

/// The backups of a case.
#[derive(Debug)]
pub(super) struct Backups {
    folder: PathBuf,
    /// When the last one was made; none in this session.
    last: Option<Timestamp>,
    /// Whether the next save makes one, however recent the last one is.
    is_due: bool,
    /// Whether there is one at all.
    is_begun: bool,
}

impl Backups {
    /// Those in the directory of a case's state.
    pub fn of(state: &Path) -> Self {
        Self {
            folder: state.join(BACKUPS),
            last: None,
            is_due: true,
            is_begun: false,
        }
    }

    /// All of them, the latest first.
    pub fn list(&self, disk: &dyn Disk) -> Vec<Backup> {
        let names = disk.list(&self.folder).unwrap_or_default();
        let parsed = |name: &std::ffi::OsString| {
            let (at, sum) = name.to_str()?.strip_suffix(".ron")?.split_once('-')?;
            Some(Backup {
                at: jiff::civil::DateTime::strptime(FORM, at)
                    .ok()?
                    .to_zoned(jiff::tz::TimeZone::UTC)
                    .ok()
                    .map(|time| Timestamp::new(time.timestamp()))?,
                sum: sum.to_owned(),
                path: self.folder.join(name),
            })
        };
        let mut all: Vec<Backup> = names.iter().filter_map(parsed).collect();
        all.reverse();
        all
    }

    /// Whether there is any, as far as one look tells: once there was, none is looked for again.
    pub fn has_any(&mut self, disk: &dyn Disk) -> bool {
        self.is_begun = self.is_begun || !self.list(disk).is_empty();
        self.is_begun
    }

    /// Sees that the next save makes one.
    pub fn expect_one(&mut self) {
        self.is_due = true;
    }

    /// Keeps the bytes that a save at this time is about to replace, if it is time for it.
    pub fn keep_by_age(&mut self, disk: &dyn Disk, at: Timestamp, bytes: &[u8]) -> io::Result<()> {
        let is_recent = self
            .last
            .is_some_and(|last| at >= last && at < last.later(EVERY));
        if is_recent && !self.is_due {
            return Ok(());
        }
        self.keep(disk, at, bytes).map(|_| ())
    }

    /// Keeps bytes, unless the latest backup is just these; says where they are.
    pub fn keep(&mut self, disk: &dyn Disk, at: Timestamp, bytes: &[u8]) -> io::Result<PathBuf> {
        let sum = Sum::over([bytes]).to_string();
        let all = self.list(disk);
        let path = match all.first() {
            Some(latest) if latest.sum == sum => latest.path.clone(),
            latest => {
                // However the clock was set meanwhile, the latest sorts last.
                let at = latest.map_or(at, |latest| at.max(latest.at.later(1)));
                let path = self.folder.join(name(at, &sum));
                disk.make_folder(&self.folder)?;
                // It may be new: its name must last before anything is replaced.
                disk.sync_folder(save::folder_of(&self.folder))?;
                save::own(disk, &path, bytes)?;
                self.prune(disk);
                path
            }
        };
        (self.last, self.is_due, self.is_begun) = (Some(at), false, true);
        Ok(path)
    }

    /// Takes away those that are too many, and what a killed one left. What cannot be taken away
    /// stays.
    fn prune(&self, disk: &dyn Disk) {
        let names = disk.list(&self.folder).unwrap_or_default();
        for name in names
            .iter()
            .filter(|name| name.as_encoded_bytes().starts_with(b"."))
        {
            let _ = disk.remove(&self.folder.join(name));
        }
        let all = self.list(disk);
        let Some(newest) = all.first().map(|backup| backup.at) else {
            return;
        };
        let day = |at: Timestamp| at.instant().to_zoned(jiff::tz::TimeZone::UTC).date();
        let oldest = newest.later(-DAYS * 24 * 60 * 60 * 1_000);
        let mut last_day = None;
        for (place, backup) in all.iter().enumerate() {
            // Of a day the latest stands first.
            let is_last_of_day = last_day.replace(day(backup.at)) != Some(day(backup.at));
            if place >= LAST && !(is_last_of_day && backup.at >= oldest) {
                let _ = disk.remove(&backup.path);
            }
        }
    }
}

/// Whether an edit changes so much that a backup is made before it.
pub(super) fn is_bulky(edit: &Edit) -> bool {
    edit.changes.len() > BULK
}

impl Backup {
    /// Its bytes.
    ///
    /// Errors: it cannot be read, or is not what it was when it was made, which is of kind
    /// `InvalidData`.
    pub fn bytes(&self, disk: &dyn Disk) -> io::Result<Vec<u8>> {
        let bytes = disk.read(&self.path, MOST_BYTES)?;
        if Sum::over([bytes.as_slice()]).to_string() == self.sum {
            Ok(bytes)
        } else {
            Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "the backup is damaged: it is not what was kept",
            ))
        }
    }
}

const FORM: &str = "%Y%m%dT%H%M%S%.fZ";

fn name(at: Timestamp, sum: &str) -> String {
    let time = at.instant().to_zoned(jiff::tz::TimeZone::UTC);
    format!("{}-{sum}.ron", time.strftime("%Y%m%dT%H%M%S%.3fZ"))
}
