//! Where what belongs to a case is kept on this machine: its journal, its lock, copies of foreign bytes.
//!
//! `<state>/<case id>/<16 hex digits of the SHA-256 of the file's real path>/`, so that a copy of a case has a history of
//! its own, and a case that was moved takes its history along.

use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::error::Trouble;
use super::journal::{self, Journal, Line};
use crate::case::{CaseId, Hex};
use crate::text;

/// The directory of a path's state: the first 16 hex digits of the SHA-256 of the path, links resolved.
pub(super) fn key(real: &Path) -> String {
    Hex::<8>::over([real.as_os_str().as_bytes()]).to_string()
}

/// Takes the lock of a case for writing.
///
/// Errors: another factdesk has it, or the directory cannot be written.
pub(super) fn locked(disk: &dyn Disk, folder: &Path, name: &str) -> Result<Box<dyn Send>, Trouble> {
    let lock = disk
        .make_folder(folder)
        .and_then(|()| disk.lock(&folder.join("lock")));
    match lock {
        Ok(Some(lock)) => Ok(lock),
        Ok(None) => Err(Trouble::output(
            format!("another factdesk is writing to {name}"),
            "",
            "try again when it is done; reading works meanwhile",
        )),
        Err(error) => {
            let folder = text::visible(&folder.to_string_lossy()).into_owned();
            Err(Trouble::output(
                format!("there is no place to record edits in: {folder} cannot be written"),
                error,
                "make it writable, or name another with XDG_STATE_HOME",
            ))
        }
    }
}

/// The journal of a case at its path, and its lines. A path without one adopts that of the same case whose own path is
/// gone: takes it over if it may, else only reads it.
pub(super) fn journal_of(
    disk: &dyn Disk,
    folder: Option<&Path>,
    case: CaseId,
    may_adopt: bool,
) -> Result<(Journal, Vec<Line>), Trouble> {
    let Some(folder) = folder else {
        return Ok((Journal::none(), Vec::new()));
    };
    let shown = text::visible(&folder.to_string_lossy()).into_owned();
    let unreadable = |error: io::Error| {
        let what = format!("the journal in {shown} cannot be read");
        Trouble {
            cause: error.to_string(),
            ..Trouble::input(what, "see that it is yours to read")
        }
    };
    let unwritable = |error: io::Error| {
        let what =
            format!("the journal of the case that was moved cannot be taken over into {shown}");
        Trouble::output(what, error, "see that it is yours to write")
    };
    let mut read = Journal::read(disk, folder).map_err(unreadable)?;
    if read.0.is_empty()
        && let Some(orphan) = orphan(disk, folder, case)
    {
        if may_adopt {
            let (from, to) = (orphan.join(journal::NAME), folder.join(journal::NAME));
            disk.rename(&from, &to)
                .and_then(|()| disk.sync_folder(folder))
                .map_err(unwritable)?;
        }
        read = Journal::read(disk, if may_adopt { folder } else { &orphan }).map_err(unreadable)?;
    }
    if read.0.is_newer {
        let what = format!("the journal in {shown} was written by a newer factdesk");
        return Err(Trouble::input(
            what,
            "open the case with that one; nothing was changed",
        ));
    }
    Ok(read)
}

/// The state directory of the same case at a path that is gone: the first by name of those with a journal.
fn orphan(disk: &dyn Disk, folder: &Path, case: CaseId) -> Option<PathBuf> {
    let all = folder.parent()?;
    let names = disk.list(all).ok()?.into_iter();
    names
        .map(|name| all.join(name))
        .filter(|other| other != folder)
        .find(|other| {
            let owner = Journal::read(disk, other)
                .ok()
                .and_then(|(journal, _)| journal.owner);
            let Some((owner, path)) = owner else {
                return false;
            };
            // A path that is no text is written with replacement characters: then its key does not fit, and it stays.
            let path = Path::new(&path);
            let fits = other
                .file_name()
                .is_some_and(|name| name == key(path).as_str());
            let is_gone = disk
                .look(path)
                .is_err_and(|error| error.kind() == io::ErrorKind::NotFound);
            owner == case && fits && is_gone
        })
}
