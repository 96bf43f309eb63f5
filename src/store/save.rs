//! Writes files atomically: the bytes go to a temporary file, which is then renamed. A file that
//! cannot be replaced without losing something is overwritten in place.
//!
//! A file that another program may be changing is exchanged with the new one. The old one is then
//! checked; if it is not what was expected, it is put back.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, Kind, Writing, write_all};
use crate::case::Sha256;

/// A stage of a save, named in the message if it fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Create,
    Write,
    Sync,
    Look,
    Rename,
    SyncFolder,
    Overwrite,
}

impl Step {
    pub fn words(self) -> &'static str {
        match self {
            Self::Create => "making a new file beside it",
            Self::Write => "writing the new file",
            Self::Sync => "syncing the new file",
            Self::Look => "checking whether it has changed",
            Self::Rename => "putting the new file in its place",
            Self::SyncFolder => "syncing its directory",
            Self::Overwrite => "writing over it in place",
        }
    }
}

/// Why a save failed.
#[derive(Debug)]
pub(super) enum Unsaved {
    /// The file is not what it was known to be. It was left alone.
    Changed,
    /// The file was changed at the very moment of the save. Its version is now in the temporary
    /// file, and the sweep keeps that.
    ChangedDuringSave,
    /// Replacing the file would lose something, for this reason. It is unchanged, and can be
    /// overwritten in place.
    InPlaceOnly(String),
    /// A stage failed. Unless it was the last, the file is unchanged.
    Failed(Step, io::Error),
}

fn failed(step: Step) -> impl FnOnce(io::Error) -> Unsaved {
    move |error| Unsaved::Failed(step, error)
}

/// Writes a file of the state directory, for the user alone, replacing an existing one.
pub(super) fn own(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = beside(path, &process_tag(OWN));
    // The file is created locked, so that no sweep removes it; see `check_still_named`.
    let created = disk
        .create(&beside, 0o600)
        .or_else(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => {
                // Left by a failed or killed save. If we get its lock, nobody uses it.
                let held = disk.lock(&beside)?.ok_or(io::ErrorKind::WouldBlock)?;
                disk.remove(&beside)?;
                drop(held);
                disk.create(&beside, 0o600)
            }
            _ => Err(error),
        });
    let mut file = created?;
    let written = write_all(file.as_mut(), bytes)
        .and_then(|()| file.sync())
        .and_then(|()| check_still_named(file.as_ref(), &beside))
        .and_then(|()| disk.rename(&beside, path));
    if let Err(error) = written {
        let _ = disk.remove(&beside);
        return Err(error);
    }
    disk.sync_folder(folder_of(path))
}

/// Writes a file that does not exist yet. An existing one is left alone, with an error of kind
/// `AlreadyExists`.
pub(super) fn new(disk: &dyn Disk, path: &Path, bytes: &[u8], tag: &str) -> Result<(), Unsaved> {
    write_and_place(disk, path, bytes, (tag, 0o666), None, |beside| {
        disk.rename_new(beside, path).map_err(failed(Step::Rename))
    })
}

/// Replaces a file that has the hash `known`. The new file gets the old one's metadata.
///
/// At every moment the path has the old bytes or the new ones. If another program changes the file,
/// even at the same moment, its version is kept.
pub(super) fn over(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    known: Sha256,
    tag: &str,
) -> Result<(), Unsaved> {
    if let Some(why) = fixed(disk, path) {
        return Err(Unsaved::InPlaceOnly(why.to_owned()));
    }
    // Accessible to the user alone, until it gets the old file's permissions.
    write_and_place(disk, path, bytes, (tag, 0o600), Some(path), |beside| {
        check_unchanged(disk, path, known)?;
        match disk.exchange(beside, path) {
            Ok(()) => {}
            // Without an exchange another program may write between the check and the rename.
            Err(error) if error.kind() == io::ErrorKind::Unsupported => {
                return disk.rename(beside, path).map_err(rename_failed);
            }
            Err(error) => return Err(rename_failed(error)),
        }
        let came_out = disk.hash(beside);
        if came_out.as_ref().is_ok_and(|hash| *hash == known) {
            // If the old file cannot be removed, the next sweep does it.
            let _ = disk.remove(beside);
            return Ok(());
        }
        // Another program wrote between the check and the exchange, or the hash could not be read.
        // Put its version back.
        disk.exchange(beside, path)
            .map_err(|_| Unsaved::ChangedDuringSave)?;
        let is_ours = |hash| hash == Sha256::over([bytes]);
        if disk.hash(beside).is_ok_and(is_ours) {
            Err(came_out.map_or_else(failed(Step::Look), |_| Unsaved::Changed))
        } else {
            Err(Unsaved::ChangedDuringSave)
        }
    })
}

/// Why a file must be overwritten in place, as far as its metadata tell.
pub(super) fn fixed(disk: &dyn Disk, path: &Path) -> Option<&'static str> {
    let look = disk.look(path).ok()?;
    if look.names > 1 {
        Some("it has other names too (hard links)")
    } else if look.is_foreign {
        Some("it belongs to somebody else")
    } else if look.is_mount {
        Some(MOUNTED)
    } else {
        (!disk.may_write(folder_of(path)) && disk.may_write(path)).then_some(CLOSED)
    }
}

const MOUNTED: &str = "it is mounted by itself";

const CLOSED: &str = "its folder may not be changed";

/// Interprets a failed rename: a mount point, or a file in a read-only directory, can only be
/// overwritten.
fn rename_failed(error: io::Error) -> Unsaved {
    use io::ErrorKind::{CrossesDevices, NotFound, PermissionDenied, ResourceBusy};
    match error.kind() {
        NotFound => Unsaved::Changed,
        ResourceBusy | CrossesDevices => Unsaved::InPlaceOnly(MOUNTED.to_owned()),
        PermissionDenied => Unsaved::InPlaceOnly(CLOSED.to_owned()),
        _ => Unsaved::Failed(Step::Rename, error),
    }
}

/// Checks that a file still has this hash.
fn check_unchanged(disk: &dyn Disk, path: &Path, known: Sha256) -> Result<(), Unsaved> {
    if disk.hash(path).map_err(check_failed)? == known {
        Ok(())
    } else {
        Err(Unsaved::Changed)
    }
}

/// Interprets a failed check: a file that is gone or no longer regular has changed.
fn check_failed(error: io::Error) -> Unsaved {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::InvalidInput => Unsaved::Changed,
        _ => Unsaved::Failed(Step::Look, error),
    }
}

/// Writes bytes to a temporary file, syncs it, moves it to its path with `place`, and syncs the
/// directory. The file gets the owner, permissions and attributes of `like`. After an error the
/// temporary file is removed.
fn write_and_place(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    (tag, mode): (&str, u32),
    like: Option<&Path>,
    place: impl FnOnce(&Path) -> Result<(), Unsaved>,
) -> Result<(), Unsaved> {
    let beside = beside(path, &process_tag(tag));
    let folder = folder_of(path);
    // The file is created locked, so that no sweep removes it; see `check_still_named`.
    let mut file = disk.create(&beside, mode).map_err(failed(Step::Create))?;
    let placed = write_temp(file.as_mut(), bytes, like)
        .and_then(|()| check_still_named(file.as_ref(), &beside).map_err(failed(Step::Create)))
        .and_then(|()| place(&beside));
    drop(file);
    match placed {
        Ok(()) => disk.sync_folder(folder).map_err(failed(Step::SyncFolder)),
        Err(Unsaved::ChangedDuringSave) => Err(Unsaved::ChangedDuringSave),
        Err(unsaved) => {
            // If this fails, the next sweep removes it. The error of the save is more important.
            let _ = disk.remove(&beside);
            Err(unsaved)
        }
    }
}

fn write_temp(file: &mut dyn Writing, bytes: &[u8], like: Option<&Path>) -> Result<(), Unsaved> {
    write_all(file, bytes).map_err(failed(Step::Write))?;
    if let Some(like) = like {
        file.copy_metadata(like)
            .map_err(|error| match error.kind() {
                io::ErrorKind::NotFound => Unsaved::Changed,
                _ => Unsaved::InPlaceOnly(error.to_string()),
            })?;
    }
    file.sync().map_err(failed(Step::Sync))
}

/// Overwrites a file in place, if it has the hash `known`. For files that cannot be replaced.
///
/// A kill during the write leaves a mixture of old and new bytes. The caller stores both elsewhere
/// first, so that [`is_mixture`] can detect it. After an error the old bytes are written back if
/// possible.
pub(super) fn in_place(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    known: Sha256,
    limit: u64,
) -> Result<(), Unsaved> {
    // The bytes to restore after a failure are those that were checked. A second read could return
    // something else.
    let old = disk.read(path, limit).map_err(check_failed)?;
    if Sha256::over([old.as_slice()]) != known {
        return Err(Unsaved::Changed);
    }
    let write = |bytes: &[u8]| {
        let mut file = disk.overwrite(path)?;
        file.reserve(bytes.len() as u64)?;
        write_all(file.as_mut(), bytes)?;
        file.cut(bytes.len() as u64)?;
        file.sync()
    };
    write(bytes).map_err(|error| {
        let is_whole = disk.hash(path).is_ok_and(|hash| hash == known) || write(&old).is_ok();
        let error = if is_whole {
            error
        } else {
            io::Error::new(
                error.kind(),
                format!("{error}; the file is half written, and is repaired on the next open"),
            )
        };
        Unsaved::Failed(Step::Overwrite, error)
    })
}

/// Whether these bytes are what an interrupted write of `new` over `old` leaves: each byte is from
/// one of the two at its position, or was never written (0).
pub(super) fn is_mixture(bytes: &[u8], old: &[u8], new: &[u8]) -> bool {
    let is_torn = |(place, byte): (usize, &u8)| {
        *byte == 0 || old.get(place) == Some(byte) || new.get(place) == Some(byte)
    };
    bytes.len() <= old.len().max(new.len()) && bytes.iter().enumerate().all(is_torn)
}

/// Removes what killed saves left beside a file: leftovers of this case under any name, and of this
/// name for any case. Calls `keep` for each before removing it. Files that another process is
/// writing are left alone.
pub(super) fn sweep(
    disk: &dyn Disk,
    path: &Path,
    tag: &str,
    keep: &mut dyn FnMut(&Path) -> io::Result<()>,
) -> io::Result<()> {
    let folder = folder_of(path);
    let (ours, same) = (beside(path, ""), format!("{MARK}{tag}-"));
    let ours = ours
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let mut take_away = |leftover: &Path| {
        // A save never leaves a FIFO, a directory or a link.
        let is_file = disk.look(leftover)?.kind == Kind::File && disk.link(leftover).is_err();
        if is_file && let Some(held) = disk.lock(leftover)? {
            keep(leftover)?;
            // Another process may have created its own file of this name meanwhile.
            if held.is_at(leftover)? {
                disk.remove(leftover)?;
            }
        }
        Ok(())
    };
    // If one cannot be removed, continue with the others.
    let mut done = Ok(());
    for name in disk.list(folder)? {
        let shown = name.to_string_lossy();
        if shown.starts_with(&ours) || shown.starts_with('.') && shown.contains(&same) {
            done = done.and(take_away(&folder.join(&name)));
        }
    }
    done
}

/// Removes the leftovers of killed processes in a state directory. Failures are ignored.
pub(super) fn sweep_own(disk: &dyn Disk, folder: &Path) {
    let _ = sweep(disk, &folder.join(OWN), OWN, &mut |_| Ok(()));
}

/// Checks that a new file still has its name. A sweep may have removed it between its creation and
/// its lock; another file of that name must not replace the case.
fn check_still_named(file: &dyn Writing, beside: &Path) -> io::Result<()> {
    if file.is_at(beside)? {
        Ok(())
    } else {
        Err(io::Error::other("the new file was removed"))
    }
}

/// The tag of this process, so that two processes that save the same case use different files.
fn process_tag(tag: &str) -> String {
    format!("{tag}-{}", std::process::id())
}

/// The part of a name that marks a temporary file.
const MARK: &str = ".factdesk-";

/// The tag for files of the state directory.
const OWN: &str = "own";

/// The path of the temporary file for a path, hidden and in the same directory:
/// `.story.case.ron.factdesk-TAG`. Long names are shortened to stay within the 255 bytes that file
/// systems allow.
fn beside(path: &Path, tag: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().as_encoded_bytes();
    let kept = String::from_utf8_lossy(name)
        .chars()
        .take(50)
        .collect::<String>();
    path.with_file_name(OsString::from(format!(".{kept}{MARK}{tag}")))
}

/// The directory of a file.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// The file that a path leads to, links followed, even if it does not exist.
pub(super) fn target(disk: &dyn Disk, path: &Path) -> PathBuf {
    // The limit of Linux.
    const MAX_LINKS: usize = 40;
    if let Ok(real) = disk.real(path) {
        return real;
    }
    let mut path = path.to_owned();
    for _ in 0..MAX_LINKS {
        let Ok(to) = disk.link(&path) else { break };
        path = path.parent().unwrap_or(Path::new("")).join(to);
    }
    path
}

/// Syncs a directory and those above it, since any of them may be new. Permission errors far above
/// are ignored.
pub(super) fn sync_with_parents(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    // Our state directory is this deep. Directories further up may belong to somebody else.
    const OWN_LEVELS: usize = 4;
    let above = folder
        .ancestors()
        .filter(|above| !above.as_os_str().is_empty());
    for (height, above) in above.enumerate() {
        match disk.sync_folder(above) {
            Err(error)
                if height < OWN_LEVELS || error.kind() != io::ErrorKind::PermissionDenied =>
            {
                return Err(error);
            }
            _ => {}
        }
    }
    Ok(())
}
