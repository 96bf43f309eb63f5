//! Where the files that belong to a case are stored on this machine: journal, lock, backups.
//!
//! The directory is `<state>/<case id>/<key>/`, where the key is made from the real path of the
//! case file. So a copy of a case has its own history, and a moved case keeps its history.

use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use super::backups::{BACKUPS, Backups};
use super::disk::{Disk, Stamp, Writing};
use super::holder::{self, Holder};
use super::journal::{self, Journal};
use super::journal_line::{Line, decode_path};
use super::load::{MAX_BYTES, load};
use super::notice::Notice;
use crate::case::{CaseId, Hex, Sha256};
use crate::error::{Error, ErrorKind};
use crate::text;

/// The directory in the state directory for files that a new case has replaced.
pub(super) const REPLACED: &str = "replaced";

/// The directory name for a path: the first 16 hex digits of its SHA-256, links resolved.
pub(super) fn key(real: &Path) -> String {
    Hex::<8>::over([real.as_os_str().as_bytes()]).to_string()
}

/// The directory for a case at a real path.
pub(super) fn folder_of(state: &Path, case: CaseId, path: &Path) -> PathBuf {
    state.join(case.to_string()).join(key(path))
}

/// The state directory, from the directory of a case.
pub(super) fn state_of(folder: &Path) -> Option<&Path> {
    folder.parent()?.parent()
}

/// All directories for a file at this path, one for each case that was ever there. Directories that
/// cannot be read are left out.
pub(super) fn folders_of(disk: &dyn Disk, state: &Path, path: &Path) -> Vec<PathBuf> {
    find_folders(disk, state, path).0
}

/// Like [`folders_of`], and also returns the first error for a directory that exists and cannot be
/// read.
pub(super) fn find_folders(
    disk: &dyn Disk,
    state: &Path,
    path: &Path,
) -> (Vec<PathBuf>, Option<io::Error>) {
    let key = key(path);
    let mut unread = None;
    let mut note = |error: io::Error| {
        let is_absent = matches!(
            error.kind(),
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
        );
        unread = unread.take().or((!is_absent).then_some(error));
    };
    let cases = disk.list(state).map_err(&mut note).unwrap_or_default();
    // Only the directory of a case has an id as its name.
    let cases = cases
        .iter()
        .filter_map(|name| name.to_str()?.parse::<CaseId>().ok());
    let folders = cases.map(|case| state.join(case.to_string()).join(&key));
    let present = folders.filter(|folder| disk.look(folder).map_err(&mut note).is_ok());
    (present.collect(), unread)
}

/// Takes the lock of a case for writing.
///
/// Errors: another factdesk has the lock, or the directory is not writable.
pub(super) fn acquire_lock(
    disk: &dyn Disk,
    folder: &Path,
    name: &str,
) -> Result<Box<dyn Writing>, Error> {
    let lock = disk
        .make_folder(folder)
        .and_then(|()| disk.lock(&folder.join(holder::LOCK)));
    match lock {
        Ok(Some(mut lock)) => {
            // Clear the name of the previous holder.
            let _ = lock.cut(0);
            Ok(lock)
        }
        Ok(None) => Err(Error {
            kind: ErrorKind::Locked,
            ..Error::refused(
                format!("another factdesk is writing to {name}"),
                "try again when it is done; reading works meanwhile",
            )
        }),
        Err(error) => {
            let folder = text::visible(&folder.to_string_lossy()).into_owned();
            Err(Error::write_failed(
                format!("cannot record edits: {folder} is not writable"),
                error,
                "make it writable, or name another with XDG_STATE_HOME",
            ))
        }
    }
}

/// The case whose journal is searched for.
#[derive(Clone, Copy, Debug)]
pub(super) struct JournalQuery<'a> {
    pub case: CaseId,
    /// The real path of the case file.
    pub path: &'a Path,
    /// The hash of the file's bytes. It decides between several journals.
    pub hash: Sha256,
    /// The stamp of the file.
    pub stamp: Option<Stamp>,
}

/// The journal that was found.
#[derive(Debug)]
pub(super) struct FoundJournal {
    pub journal: Journal,
    pub lines: Vec<Line>,
    /// Whether the journal belonged to another file of the same case, which is gone. False if this
    /// is that file under a new name.
    pub is_from_other_file: bool,
    pub notice: Option<Notice>,
}

/// Finds the journal of a case at a path. If there is none, uses the journal of the same case whose
/// file is gone, and moves it here if writing is allowed. The journal of another case at this place
/// is not read, and is moved away if writing is allowed.
pub(super) fn journal_of(
    disk: &dyn Disk,
    folder: Option<&Path>,
    query: JournalQuery<'_>,
    may_write: bool,
) -> Result<FoundJournal, Error> {
    let JournalQuery {
        case, path, hash, ..
    } = query;
    let Some(folder) = folder else {
        return Ok(FoundJournal {
            journal: Journal::none(),
            lines: Vec::new(),
            is_from_other_file: false,
            notice: None,
        });
    };
    let shown = text::visible(&folder.to_string_lossy()).into_owned();
    let unreadable = |error: io::Error| {
        let what = format!("the journal in {shown} cannot be read");
        Error::refused(what, "check that you may read it").because(error)
    };
    let unwritable = |what: &'static str| {
        let shown = shown.clone();
        move |error: io::Error| {
            Error::write_failed(
                format!("{what} {shown}"),
                error,
                "check that you may write it",
            )
        }
    };
    let (mut journal, mut lines) = Journal::read(disk, folder).map_err(unreadable)?;
    let mut notice = None;
    let is_of_other_case = {
        let owner = journal.owner.as_ref();
        owner.is_some_and(|(owner, _)| *owner != case) && !journal.is_newer
    };
    if is_of_other_case {
        let present = folder.join(journal::NAME);
        let aside = folder.join(format!("{}.of-another-case-{hash}", journal::NAME));
        if may_write {
            disk.rename(&present, &aside).map_err(unwritable(
                "the journal of another case cannot be moved away in",
            ))?;
        }
        notice = Some(Notice::OtherJournal(if may_write {
            aside
        } else {
            present
        }));
        (journal, lines) = (journal.restarted(), Vec::new());
    }
    let mut is_from_other_file = false;
    if journal.is_empty()
        && let Some((orphan, mut other, history)) = orphan(disk, folder, (case, path, hash))
    {
        is_from_other_file = !is_same_file(&history, query);
        if may_write && is_from_other_file && !other.is_newer {
            // A file may appear at the old path again, for example after a git checkout. So the
            // journal there stays, and the history is copied.
            let mut new_lines = vec![Line::opened(case, path)];
            let steps = history
                .iter()
                .filter(|line| !matches!(line, Line::Opened { .. }));
            new_lines.extend(steps.cloned().chain(mark_unsaved_lost(&history)));
            journal = journal.restarted();
            journal.restart(disk, &new_lines).map_err(unwritable(
                "the history of the case cannot be taken along into",
            ))?;
            lines = history;
        } else if may_write && !other.is_newer {
            // Another factdesk may still have the case open at its old path.
            let _held = acquire_lock(disk, &orphan, &text::visible(&path.to_string_lossy()))?;
            // The new path is noted before the journal is moved. After a crash in between, the next
            // open still finds the journal.
            let opening = [Line::opened(case, path)];
            let cannot_move = "the journal of the case that was moved cannot be taken over into";
            other
                .write(disk, &opening)
                .map_err(unwritable(cannot_move))?;
            let (from, to) = (orphan.join(journal::NAME), folder.join(journal::NAME));
            disk.rename(&from, &to)
                .and_then(|()| disk.sync_folder(folder))
                .map_err(unwritable(cannot_move))?;
            move_backups(disk, &orphan, folder);
            (journal, lines) = Journal::read(disk, folder).map_err(unreadable)?;
        } else {
            (journal, lines) = (other, history);
        }
    }
    if journal.is_newer {
        let what = format!("the journal in {shown} was written by a newer factdesk");
        return Err(Error::refused(
            what,
            "open the case with that one; nothing was changed",
        ));
    }
    Ok(FoundJournal {
        journal,
        lines,
        is_from_other_file,
        notice,
    })
}

/// Whether a journal belongs to this file, perhaps under another name: the same inode, with the
/// bytes of the last save. A copy of the file has another inode. A reused inode has other bytes.
fn is_same_file(lines: &[Line], query: JournalQuery<'_>) -> bool {
    let last = lines.iter().rev().find(|line| line.file_state().is_some());
    let its = last.and_then(|line| match line {
        Line::Saving { was, after, .. } if after.hash != query.hash => *was,
        line => line.file_state().and_then(|state| state.file),
    });
    its.is_some_and(|its| query.stamp.is_some_and(|now| its.is_still(now)))
}

/// A file state that marks all unsaved steps as lost, so that they are not applied to another file.
fn mark_unsaved_lost(lines: &[Line]) -> Option<Line> {
    let mut state = lines
        .iter()
        .filter_map(Line::file_state)
        .next_back()?
        .clone();
    let steps = lines.iter().filter_map(Line::step);
    for step in steps.filter(|step| step.serial > state.until) {
        state.lost.add(step.serial);
    }
    Some(Line::FileState(state))
}

/// Moves the backups along with the journal of a moved case. Failures are ignored.
fn move_backups(disk: &dyn Disk, from: &Path, to: &Path) {
    let (from, to) = (Backups::of(from), to.join(BACKUPS));
    if disk.make_folder(&to).is_err() {
        return;
    }
    for backup in from.list(disk) {
        if let Some(name) = backup.path.file_name() {
            let _ = disk.rename(&backup.path, &to.join(name));
        }
    }
}

/// Finds the journal of the same case at a path that is gone, or that is now a link to this path.
/// If there are several, prefers one whose last state is this file, then one that names the file,
/// then the first by name.
fn orphan(
    disk: &dyn Disk,
    folder: &Path,
    (case, path, hash): (CaseId, &Path, Sha256),
) -> Option<(PathBuf, Journal, Vec<Line>)> {
    let all = folder.parent()?;
    let others = disk
        .list(all)
        .ok()?
        .into_iter()
        .map(|name| all.join(name))
        .filter(|other| other != folder);
    let orphans = others.filter_map(|other| {
        let (journal, lines) = Journal::read(disk, &other).ok()?;
        let (owner, its_path) = journal.owner.clone()?;
        let its_path = decode_path(&its_path)?;
        let its_path = its_path.as_path();
        // The old path may now be a link to this one.
        let is_here = || its_path == path || disk.real(its_path).is_ok_and(|real| real == path);
        let is_free = is_here() || is_gone(disk, its_path, case);
        (owner == case && is_free).then_some((other, journal, lines))
    });
    let rank = |lines: &[Line]| {
        let mut states = lines
            .iter()
            .rev()
            .filter_map(Line::file_state)
            .map(|state| state.hash == hash);
        let is_last = states.next().unwrap_or_default();
        (is_last, is_last || states.any(|known| known))
    };
    // `max_by_key` returns the last of equal items, but the first by name should be returned.
    let mut orphans: Vec<_> = orphans.collect();
    orphans.reverse();
    orphans.into_iter().max_by_key(|(_, _, lines)| rank(lines))
}

/// Whether a case is no longer at a path: there is no file, or another case.
fn is_gone(disk: &dyn Disk, path: &Path, case: CaseId) -> bool {
    match disk.read(path, MAX_BYTES) {
        Ok(bytes) => load(&bytes).is_ok_and(|present| present.id != case),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

/// The user who has the case at a path open, as written in its lock file. Valid only while the lock
/// is taken.
pub fn holder_of(disk: &dyn Disk, state: Option<&Path>, path: &Path) -> Option<Holder> {
    let real = disk.real(path).ok()?;
    let folders = folders_of(disk, state?, &real);
    folders
        .iter()
        .find_map(|folder| holder::holder(disk, folder))
}
