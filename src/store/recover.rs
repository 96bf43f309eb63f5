//! Lists and restores earlier versions of a case, even if its file is gone or unreadable.

use std::io;
use std::path::Path;
use std::sync::Arc;

use super::backups::{Backup, Backups};
use super::case_file::write_over;
use super::desk::{Access, Desk};
use super::disk::Disk;
use super::error::{cannot_read, not_saved, text_of};
use super::journal::Journal;
use super::journal_line::{FileState, Line};
use super::load::{MAX_BYTES, is_conflict_marker, load};
use super::rebuild::{Rebuilt, is_sound};
use super::save::{self, Unsaved};
use super::state_dir::acquire_lock;
use crate::case::{Case, Missing, Sha256, Timestamp};
use crate::error::Error;
use crate::text::visible;

/// What can be recovered of a case.
#[derive(Debug)]
pub struct Recovery {
    /// The current case: from file and journal, or from backup and journal if the file cannot be
    /// read.
    pub now: Case,
    /// Why the file cannot be read; none if it can be read.
    pub broken: Option<Error>,
    /// Whether the file cannot be read because a merge left conflict markers in it.
    pub is_conflicted: bool,
    /// Recorded edits that are not in the case now.
    pub missing: Missing,
    /// The title of another case that was at this path before. It can be recovered after the
    /// present file is moved away.
    pub displaced: Option<String>,
    /// The backups, the latest first, each with its case; none for a damaged backup.
    pub backups: Vec<(Backup, Option<Case>)>,
}

impl Recovery {
    /// Lists what can be recovered of the case at a path. Writes nothing.
    ///
    /// Errors: the case cannot be read and has no backup.
    pub fn of(disk: &Arc<dyn Disk>, state: Option<&Path>, path: &Path) -> Result<Self, Error> {
        match Desk::open(Arc::clone(disk), state, path, Access::Read) {
            Ok(desk) => Ok(Self {
                backups: cases(disk.as_ref(), desk.backups()),
                missing: desk.missing(),
                displaced: displaced(disk.as_ref(), state, path, desk.history().case()),
                now: desk.history().case().clone(),
                broken: None,
                is_conflicted: false,
            }),
            Err(trouble) => {
                // If the file itself is valid, only something else is unreadable, for example the
                // journal. Then no backup may replace the file.
                if is_sound(disk.as_ref(), state, path) {
                    return Err(trouble);
                }
                let Some(found) = Rebuilt::of(disk.as_ref(), state, path) else {
                    return Err(trouble);
                };
                Ok(Self {
                    now: found.now,
                    backups: cases(
                        disk.as_ref(),
                        Backups::of(&found.folder).list(disk.as_ref()),
                    ),
                    is_conflicted: is_conflicted(disk.as_ref(), path),
                    missing: Missing::default(),
                    displaced: None,
                    broken: Some(trouble),
                })
            }
        }
    }
}

/// Whether a file has conflict markers.
fn is_conflicted(disk: &dyn Disk, path: &Path) -> bool {
    let bytes = disk.read(path, MAX_BYTES).unwrap_or_default();
    String::from_utf8_lossy(&bytes)
        .lines()
        .any(is_conflict_marker)
}

/// The title of the last other case that was at a path.
fn displaced(disk: &dyn Disk, state: Option<&Path>, path: &Path, now: &Case) -> Option<String> {
    let rebuilt = Rebuilt::of(disk, state, path)?;
    (rebuilt.now.id != now.id).then_some(rebuilt.now.title)
}

fn cases(disk: &dyn Disk, backups: Vec<Backup>) -> Vec<(Backup, Option<Case>)> {
    let case = |backup: &Backup| load(&backup.bytes(disk).ok()?).ok();
    backups
        .into_iter()
        .map(|backup| {
            let case = case(&backup);
            (backup, case)
        })
        .collect()
}

/// Restores a file that is unreadable or gone: from its last backup and the journal's later edits.
/// The file's present bytes are backed up first.
///
/// Errors: there is no backup; another factdesk has the case open; the file cannot be written.
pub fn put_back(
    disk: &dyn Disk,
    state: Option<&Path>,
    path: &Path,
    now: Timestamp,
) -> Result<(), Error> {
    let name = visible(&path.to_string_lossy()).into_owned();
    let Some(found) = Rebuilt::of(disk, state, path) else {
        return Err(Error::refused(
            format!("there is no backup of {name}"),
            "look for one elsewhere: a copy, git, a system backup",
        ));
    };
    let hint =
        "nothing was changed; check that there is room on the disk and that the folder is writable";
    let lock = acquire_lock(disk, &found.folder, &name)?;
    if is_sound(disk, state, path) {
        // Somebody has restored the file meanwhile.
        return Ok(());
    }
    let tag = found.now.id.to_string();
    let mut backups = Backups::of(&found.folder);
    // Temporary files of a killed attempt are removed. If one has an unknown version of the case,
    // it is backed up first.
    let _ = save::sweep(disk, &found.path, &tag, &mut |leftover| {
        let bytes = disk.read(leftover, MAX_BYTES)?;
        let is_known = found.known.contains(&Sha256::over([bytes.as_slice()]));
        if !is_known && load(&bytes).is_ok_and(|there| there.id == found.now.id) {
            backups.keep(disk, now, &bytes)?;
        }
        Ok(())
    });
    let text = text_of(&found.now, &name)?;
    let mut after = FileState {
        hash: Sha256::over([text.as_bytes()]),
        ..found.file_state
    };
    let was = disk.look(&found.path).map(|look| look.stamp);
    let announced = Line::Saving {
        before: disk.hash(&found.path).unwrap_or(after.hash),
        was: Some(was.unwrap_or_default()),
        after: after.clone(),
    };
    let (mut journal, _) =
        Journal::read(disk, &found.folder).map_err(|error| cannot_read("the journal", &error))?;
    let opened = Line::opened(found.now.id, &found.path);
    let unwritten = |error| {
        let what = format!("{name} was not restored: the journal cannot be written");
        Error::write_failed(what, error, hint)
    };
    journal
        .write(disk, &[opened, announced])
        .map_err(unwritten)?;
    let put = match disk.read(&found.path, MAX_BYTES) {
        Ok(bytes) => {
            let not_kept = |error| {
                let what = format!("the bytes of {name} could not be kept first");
                Error::write_failed(what, error, hint)
            };
            backups.keep(disk, now, &bytes).map_err(not_kept)?;
            let hash = Sha256::over([bytes.as_slice()]);
            match save::replace(disk, &found.path, text.as_bytes(), hash, &tag) {
                Err(Unsaved::InPlaceOnly(_)) => {
                    let text = (text.as_bytes(), hash);
                    write_over(disk, &found.folder, &found.path, text).map_err(not_kept)?
                }
                put => put,
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            save::create_new(disk, &found.path, text.as_bytes(), &tag)
        }
        Err(error) => return Err(cannot_read(&name, &error)),
    };
    if put.is_ok() {
        after.file = disk.look(&found.path).ok().map(|look| look.stamp);
        // If this fails, the announcement has the same content.
        let _ = journal.write(disk, &[Line::FileState(after)]);
    }
    drop(lock);
    put.map_err(|unsaved| not_saved(&name, unsaved, hint))
}
