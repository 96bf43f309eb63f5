//! Earlier states of a case, also of one whose file is gone or can no longer be read.

use std::io;
use std::path::Path;
use std::sync::Arc;

use super::backups::{Backup, Backups};
use super::desk::{Access, Desk};
use super::disk::Disk;
use super::error::{cannot_read, not_saved, text_of};
use super::found::write_over;
use super::journal::Journal;
use super::line::{Line, Note};
use super::load::{MOST_BYTES, is_conflict_marker, load};
use super::place::locked;
use super::remains::{Remains, is_sound};
use super::save::{self, Unsaved};
use crate::case::{Case, Missing, Sha256, Timestamp};
use crate::error::Error;
use crate::text::visible;

/// What can be brought back of a case.
#[derive(Debug)]
pub struct Recovery {
    /// The case as it is now: file and journal, or where the file cannot be read, backup and
    /// journal.
    pub now: Case,
    /// Why the file cannot be read; none if it can.
    pub broken: Option<Error>,
    /// Whether that is since a merge has left the work of two sides in it.
    pub is_conflicted: bool,
    /// What was recorded here and is not in the case now.
    pub missing: Missing,
    /// The title of another case that was worked on at this path, if there is one. It can be
    /// brought back once the present file is moved away.
    pub displaced: Option<String>,
    /// The backups, the latest first, each with its case. One that is damaged or no case has none.
    pub backups: Vec<(Backup, Option<Case>)>,
}

impl Recovery {
    /// What can be brought back of the case at a path. Writes nothing.
    ///
    /// Errors: it cannot be read, and there is no backup of it.
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
                // A journal that cannot be read is no reason to put anything in a sound file's
                // place.
                if is_sound(disk.as_ref(), state, path) {
                    return Err(trouble);
                }
                let Some(found) = Remains::of(disk.as_ref(), state, path) else {
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
    let bytes = disk.read(path, MOST_BYTES).unwrap_or_default();
    String::from_utf8_lossy(&bytes)
        .lines()
        .any(is_conflict_marker)
}

/// The title of the last other case that was worked on at a path.
fn displaced(disk: &dyn Disk, state: Option<&Path>, path: &Path, now: &Case) -> Option<String> {
    let remains = Remains::of(disk, state, path)?;
    (remains.now.id != now.id).then_some(remains.now.title)
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

/// Puts a file that cannot be read, or is gone, back to what was recorded last: its last backup,
/// with what the journal has beyond it. What the file holds is kept among the backups first.
///
/// Errors: there is no backup; another factdesk holds the case; it cannot be written.
pub fn put_back(
    disk: &dyn Disk,
    state: Option<&Path>,
    path: &Path,
    now: Timestamp,
) -> Result<(), Error> {
    let name = visible(&path.to_string_lossy()).into_owned();
    let Some(found) = Remains::of(disk, state, path) else {
        return Err(Error::refused(
            format!("there is no backup of {name}"),
            "look for one elsewhere: a copy, git, a system backup",
        ));
    };
    let hint =
        "nothing was changed; check that there is room on the disk and that the folder is writable";
    let lock = locked(disk, &found.folder, &name)?;
    if is_sound(disk, state, path) {
        // It has been put back meanwhile.
        return Ok(());
    }
    let tag = found.now.id.to_string();
    let mut backups = Backups::of(&found.folder);
    // Leftovers of a killed attempt are in the way. An unknown state of the case among them is kept
    // if possible.
    let _ = save::sweep(disk, &found.path, &tag, &mut |leftover| {
        let bytes = disk.read(leftover, MOST_BYTES)?;
        let is_known = found.known.contains(&Sha256::over([bytes.as_slice()]));
        if !is_known && load(&bytes).is_ok_and(|there| there.id == found.now.id) {
            backups.keep(disk, now, &bytes)?;
        }
        Ok(())
    });
    let text = text_of(&found.now, &name)?;
    let mut after = Note {
        hash: Sha256::over([text.as_bytes()]),
        ..found.holds
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
        Error::unwritten(what, error, hint)
    };
    journal
        .write(disk, &[opened, announced])
        .map_err(unwritten)?;
    let put = match disk.read(&found.path, MOST_BYTES) {
        Ok(bytes) => {
            let not_kept = |error| {
                let what = format!("the bytes of {name} could not be kept first");
                Error::unwritten(what, error, hint)
            };
            backups.keep(disk, now, &bytes).map_err(not_kept)?;
            let hash = Sha256::over([bytes.as_slice()]);
            match save::over(disk, &found.path, text.as_bytes(), hash, &tag) {
                Err(Unsaved::Fixed(_)) => {
                    let text = (text.as_bytes(), hash);
                    write_over(disk, &found.folder, &found.path, text).map_err(not_kept)?
                }
                put => put,
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            save::new(disk, &found.path, text.as_bytes(), &tag)
        }
        Err(error) => return Err(cannot_read(&name, &error)),
    };
    if put.is_ok() {
        after.file = disk.look(&found.path).ok().map(|look| look.stamp);
        // If it cannot be noted, the announcement says the same.
        let _ = journal.write(disk, &[Line::Holds(after)]);
    }
    drop(lock);
    put.map_err(|unsaved| not_saved(&name, unsaved, hint))
}
