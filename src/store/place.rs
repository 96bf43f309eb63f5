//! Where what belongs to a case is kept on this machine: its journal, its lock, copies of foreign
//! bytes.
//!
//! `<state>/<case id>/<16 hex digits of the SHA-256 of the file's real path>/`, so that a copy of a
//! case has a history of its own, and a case that was moved takes its history along.

use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use super::backups::{BACKUPS, Backups};
use super::disk::{Disk, Stamp, Writing};
use super::holder::{self, Holder};
use super::journal::{self, Journal};
use super::line::{Line, path_noted};
use super::load::{MOST_BYTES, load};
use super::notice::Notice;
use crate::case::{CaseId, Hex, Sha256};
use crate::error::{Error, ErrorKind};
use crate::text;

/// The name of the directory, beside those of the cases, of files that a new case has replaced.
pub(super) const REPLACED: &str = "replaced";

/// The directory of a path's state: the first 16 hex digits of the SHA-256 of the path, links
/// resolved.
pub(super) fn key(real: &Path) -> String {
    Hex::<8>::over([real.as_os_str().as_bytes()]).to_string()
}

/// The directory of all state, from that of a path's.
pub(super) fn state_of(folder: &Path) -> Option<&Path> {
    folder.parent()?.parent()
}

/// The directories of what was ever kept for a file at this path, whatever case it was.
pub(super) fn folders_of(disk: &dyn Disk, state: &Path, path: &Path) -> Vec<PathBuf> {
    let key = key(path);
    let cases = disk.list(state).unwrap_or_default();
    let folders = cases.iter().map(|case| state.join(case).join(&key));
    folders.filter(|folder| disk.look(folder).is_ok()).collect()
}

/// Takes the lock of a case for writing.
///
/// Errors: another factdesk has it, or the directory cannot be written.
pub(super) fn locked(
    disk: &dyn Disk,
    folder: &Path,
    name: &str,
) -> Result<Box<dyn Writing>, Error> {
    let lock = disk
        .make_folder(folder)
        .and_then(|()| disk.lock(&folder.join(holder::LOCK)));
    match lock {
        Ok(Some(mut lock)) => {
            // It may name the one before, until it is signed again.
            let _ = lock.cut(0);
            Ok(lock)
        }
        Ok(None) => Err(Error {
            kind: ErrorKind::Held,
            ..Error::refused(
                format!("another factdesk is writing to {name}"),
                "try again when it is done; reading works meanwhile",
            )
        }),
        Err(error) => {
            let folder = text::visible(&folder.to_string_lossy()).into_owned();
            Err(Error::unwritten(
                format!("cannot record edits: {folder} is not writable"),
                error,
                "make it writable, or name another with XDG_STATE_HOME",
            ))
        }
    }
}

/// Which case's journal is looked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Whose<'a> {
    pub case: CaseId,
    /// Its file, links resolved.
    pub path: &'a Path,
    /// The hash of the file's bytes, which decides between several journals.
    pub hash: Sha256,
    /// The very file.
    pub stamp: Option<Stamp>,
}

/// The journal to go on with.
#[derive(Debug)]
pub(super) struct Taken {
    pub journal: Journal,
    pub lines: Vec<Line>,
    /// Whether it was kept for another file of the same case, whose path is gone: not this one
    /// under a new name.
    pub is_of_another: bool,
    pub notice: Option<Notice>,
}

/// The journal of a case at its path, and its lines. A path without one takes over that of the same
/// case whose own path is gone, or, to read only, looks into it. A journal of another case that
/// lies here is no use and not read; if it may, it is set aside.
pub(super) fn journal_of(
    disk: &dyn Disk,
    folder: Option<&Path>,
    whose: Whose<'_>,
    may_write: bool,
) -> Result<Taken, Error> {
    let Whose {
        case, path, hash, ..
    } = whose;
    let Some(folder) = folder else {
        return Ok(Taken {
            journal: Journal::none(),
            lines: Vec::new(),
            is_of_another: false,
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
            Error::unwritten(
                format!("{what} {shown}"),
                error,
                "check that you may write it",
            )
        }
    };
    let mut read = Journal::read(disk, folder).map_err(unreadable)?;
    let (mut notice, mut is_of_another) = (None, false);
    let is_anothers = |journal: &Journal| {
        let owner = journal.owner.as_ref();
        owner.is_some_and(|(owner, _)| *owner != case) && !journal.is_newer
    };
    if is_anothers(&read.0) {
        let journal = folder.join(journal::NAME);
        let aside = folder.join(format!("{}.of-another-case-{hash}", journal::NAME));
        if may_write {
            disk.rename(&journal, &aside).map_err(unwritable(
                "the journal of another case cannot be moved away in",
            ))?;
        }
        notice = Some(Notice::OtherJournal(if may_write {
            aside
        } else {
            journal
        }));
        read = (read.0.restarted(), Vec::new());
    }
    if read.0.is_empty()
        && let Some((orphan, mut journal, lines)) = orphan(disk, folder, (case, path, hash))
    {
        is_of_another = !is_very_file(&lines, whose);
        if may_write && is_of_another && !journal.is_newer {
            // That path may come back, with a checkout: its journal stays there, and only the
            // history is taken along.
            let mut all = vec![Line::opened(case, path)];
            let steps = lines
                .iter()
                .filter(|line| !matches!(line, Line::Opened { .. }));
            all.extend(steps.cloned().chain(without_unsaved(&lines)));
            let mut own = read.0.restarted();
            own.restart(disk, &all).map_err(unwritable(
                "the history of the case cannot be taken along into",
            ))?;
            read = (own, lines);
        } else if may_write && !journal.is_newer {
            // Somebody may still be at work on it at its old path.
            let _held = locked(disk, &orphan, &text::visible(&path.to_string_lossy()))?;
            // Its new path is noted first: whatever happens in between, the next one finds it.
            let opening = [Line::opened(case, path)];
            let taken = "the journal of the case that was moved cannot be taken over into";
            journal.write(disk, &opening).map_err(unwritable(taken))?;
            let (from, to) = (orphan.join(journal::NAME), folder.join(journal::NAME));
            disk.rename(&from, &to)
                .and_then(|()| disk.sync_folder(folder))
                .map_err(unwritable(taken))?;
            adopt_backups(disk, &orphan, folder);
            read = Journal::read(disk, folder).map_err(unreadable)?;
        } else {
            read = (journal, lines);
        }
    }
    if read.0.is_newer {
        let what = format!("the journal in {shown} was written by a newer factdesk");
        return Err(Error::refused(
            what,
            "open the case with that one; nothing was changed",
        ));
    }
    Ok(Taken {
        journal: read.0,
        lines: read.1,
        is_of_another,
        notice,
    })
}

/// Whether a file is the one that a journal was kept for, under another name: the same inode, with
/// the bytes of the last save. A copy is not, nor is a file that got the inode of one that was
/// removed.
fn is_very_file(lines: &[Line], whose: Whose<'_>) -> bool {
    let last = lines.iter().rev().find(|line| line.note().is_some());
    let its = last.and_then(|line| match line {
        Line::Saving { was, after, .. } if after.hash != whose.hash => *was,
        line => line.note().and_then(|note| note.file),
    });
    its.is_some_and(|its| whose.stamp.is_some_and(|now| its.is_still(now)))
}

/// The note that what the last save lacked is not to go on top of any file.
fn without_unsaved(lines: &[Line]) -> Option<Line> {
    let mut note = lines.iter().filter_map(Line::note).next_back()?.clone();
    let steps = lines.iter().filter_map(Line::step);
    for step in steps.filter(|step| step.serial > note.until) {
        note.lost.add(step.serial);
    }
    Some(Line::Holds(note))
}

/// Moves the backups of a case that was moved after its journal. What cannot be moved stays where
/// it was.
fn adopt_backups(disk: &dyn Disk, from: &Path, to: &Path) {
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

/// The journal of the same case at a path that is gone, or that is on its way to this path. Of
/// several, one whose last word is this very file, then one that knows the file, then the first by
/// name.
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
    let found = others.filter_map(|other| {
        let (journal, lines) = Journal::read(disk, &other).ok()?;
        let (owner, its_path) = journal.owner.clone()?;
        let its_path = path_noted(&its_path)?;
        let its_path = its_path.as_path();
        // A link may stand there now that leads here.
        let is_here = || its_path == path || disk.real(its_path).is_ok_and(|real| real == path);
        let is_free = is_here() || is_gone(disk, its_path, case);
        (owner == case && is_free).then_some((other, journal, lines))
    });
    let knows = |lines: &[Line]| {
        let mut notes = lines
            .iter()
            .rev()
            .filter_map(Line::note)
            .map(|note| note.hash == hash);
        let is_last = notes.next().unwrap_or_default();
        (is_last, is_last || notes.any(|known| known))
    };
    // `max_by_key` takes the last of equals: the first by name comes last.
    let mut found: Vec<_> = found.collect();
    found.reverse();
    found.into_iter().max_by_key(|(_, _, lines)| knows(lines))
}

/// Whether a case is no longer at a path: nothing is there, or another case.
fn is_gone(disk: &dyn Disk, path: &Path, case: CaseId) -> bool {
    match disk.read(path, MOST_BYTES) {
        Ok(bytes) => load(&bytes).is_ok_and(|there| there.id != case),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

/// Who holds the case at a path, as they said when they opened it. Only to be asked while somebody
/// does.
pub fn holder_of(disk: &dyn Disk, state: Option<&Path>, path: &Path) -> Option<Holder> {
    let real = disk.real(path).ok()?;
    let folders = folders_of(disk, state?, &real);
    folders
        .iter()
        .find_map(|folder| holder::holder(disk, folder))
}
