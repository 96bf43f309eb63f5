//! Backups: earlier versions of a case file, stored on this machine beside its journal.
//!
//! The last 20 backups are kept. Of older ones, the last of each day is kept for 30 days. A file
//! name has the time of the replacement and the hash of the bytes: `20261123T101504.120Z-<first 16
//! hex digits of the SHA-256>.ron`. So names sort by time, and damage can be detected.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::load::MAX_BYTES;
use super::save;
use crate::case::{Edit, Hex, Timestamp};

/// The name of the backup directory inside a case's state directory.
pub(super) const BACKUPS: &str = "backups";

/// The number of the latest backups that are kept, of any age.
const KEEP_LAST: usize = 20;

/// The number of days for which the last backup of each day is kept.
const KEEP_DAYS: i64 = 30;

/// The shortest time between two backups of a session, in milliseconds: five minutes.
const MIN_INTERVAL: i64 = 5 * 60 * 1_000;

/// The store makes a backup before an edit that has more changes than this.
const MANY_CHANGES: usize = 10;

type Sum = Hex<8>;

/// A backup file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// When these bytes were replaced in the case file.
    pub at: Timestamp,
    /// The first 16 hex digits of the SHA-256 of the bytes.
    pub sum: String,
    /// The path of the backup file.
    pub path: PathBuf,
}

/// The backups of a case.
#[derive(Debug)]
pub(super) struct Backups {
    folder: PathBuf,
    /// When this session made its last backup.
    last: Option<Timestamp>,
    /// Whether the next save makes a backup even if the last one is recent.
    is_due: bool,
    /// Whether a backup exists.
    has_backup: bool,
}

impl Backups {
    /// The backups in a case's state directory.
    pub fn of(state: &Path) -> Self {
        Self {
            folder: state.join(BACKUPS),
            last: None,
            is_due: true,
            has_backup: false,
        }
    }

    /// All backups, the latest first.
    pub fn list(&self, disk: &dyn Disk) -> Vec<Backup> {
        let names = disk.list(&self.folder).unwrap_or_default();
        let parsed = |name: &std::ffi::OsString| {
            let (at, sum) = name.to_str()?.strip_suffix(".ron")?.split_once('-')?;
            Some(Backup {
                at: jiff::civil::DateTime::strptime(TIME_FORMAT, at)
                    .ok()?
                    .to_zoned(jiff::tz::TimeZone::UTC)
                    .ok()
                    .map(|time| Timestamp::new(time.timestamp()))?,
                sum: sum.to_owned(),
                path: self.folder.join(name),
            })
        };
        let mut backups: Vec<Backup> = names.iter().filter_map(parsed).collect();
        backups.reverse();
        backups
    }

    /// Whether a backup exists. The disk is read only until one has been found.
    pub fn has_any(&mut self, disk: &dyn Disk) -> bool {
        self.has_backup = self.has_backup || !self.list(disk).is_empty();
        self.has_backup
    }

    /// Makes the next save write a backup.
    pub fn request(&mut self) {
        self.is_due = true;
    }

    /// Backs up the bytes that a save is about to replace, unless the last backup is recent.
    pub fn keep_if_due(&mut self, disk: &dyn Disk, at: Timestamp, bytes: &[u8]) -> io::Result<()> {
        let is_recent = self
            .last
            .is_some_and(|last| at >= last && at < last.later(MIN_INTERVAL));
        if is_recent && !self.is_due {
            return Ok(());
        }
        self.keep(disk, at, bytes).map(|_| ())
    }

    /// Backs up bytes, unless the latest backup has the same bytes. Returns the backup's path.
    pub fn keep(&mut self, disk: &dyn Disk, at: Timestamp, bytes: &[u8]) -> io::Result<PathBuf> {
        let sum = Sum::over([bytes]).to_string();
        let backups = self.list(disk);
        let path = match backups.first() {
            Some(latest) if latest.sum == sum => latest.path.clone(),
            latest => {
                // The latest backup must sort last, even if the clock was set back.
                let at = latest.map_or(at, |latest| at.max(latest.at.later(1)));
                let path = self.folder.join(file_name(at, &sum));
                disk.make_folder(&self.folder)?;
                // The directory may be new. Its name must be durable before the case file is
                // replaced.
                disk.sync_folder(save::folder_of(&self.folder))?;
                save::write_own(disk, &path, bytes)?;
                self.prune(disk);
                path
            }
        };
        (self.last, self.is_due, self.has_backup) = (Some(at), false, true);
        Ok(path)
    }

    /// Removes surplus backups and temporary files of killed processes. Failures are ignored.
    fn prune(&self, disk: &dyn Disk) {
        let names = disk.list(&self.folder).unwrap_or_default();
        for name in names
            .iter()
            .filter(|name| name.as_encoded_bytes().starts_with(b"."))
        {
            let _ = disk.remove(&self.folder.join(name));
        }
        let backups = self.list(disk);
        let Some(newest) = backups.first().map(|backup| backup.at) else {
            return;
        };
        let day = |at: Timestamp| at.instant().to_zoned(jiff::tz::TimeZone::UTC).date();
        let oldest = newest.later(-KEEP_DAYS * 24 * 60 * 60 * 1_000);
        let mut last_day = None;
        for (index, backup) in backups.iter().enumerate() {
            // Backups are listed latest first, so the first of each day is the last one made.
            let is_last_of_day = last_day.replace(day(backup.at)) != Some(day(backup.at));
            if index >= KEEP_LAST && !(is_last_of_day && backup.at >= oldest) {
                let _ = disk.remove(&backup.path);
            }
        }
    }
}

/// Whether an edit is so large that a backup is made before it.
pub(super) fn is_bulky(edit: &Edit) -> bool {
    edit.changes.len() > MANY_CHANGES
}

impl Backup {
    /// The bytes of the backup.
    ///
    /// Errors: the file cannot be read; its hash is wrong (kind `InvalidData`).
    pub fn bytes(&self, disk: &dyn Disk) -> io::Result<Vec<u8>> {
        let bytes = disk.read(&self.path, MAX_BYTES)?;
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

const TIME_FORMAT: &str = "%Y%m%dT%H%M%S%.fZ";

fn file_name(at: Timestamp, sum: &str) -> String {
    let time = at.instant().to_zoned(jiff::tz::TimeZone::UTC);
    format!("{}-{sum}.ron", time.strftime("%Y%m%dT%H%M%S%.3fZ"))
}
