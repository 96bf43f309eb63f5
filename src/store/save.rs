//! Writes files atomically: the bytes go to a temporary file, which is then renamed. A file that
//! cannot be replaced without losing something is overwritten in place.
//!
//! The case file may be changed by another program at any time. So it is exchanged with the new
//! file and then checked. If its bytes are not those expected, it is exchanged back.

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
    /// The file does not have the expected bytes. It was left alone.
    Changed,
    /// Another program changed the file during the save. Its version is now in the temporary file,
    /// and the sweep backs it up.
    ChangedDuringSave,
    /// Replacing the file would lose something, for this reason. The file is unchanged, and can be
    /// overwritten in place.
    InPlaceOnly(String),
    /// A stage failed. Unless it was the last stage, the file is unchanged.
    Failed(Step, io::Error),
}

fn failed(step: Step) -> impl FnOnce(io::Error) -> Unsaved {
    move |error| Unsaved::Failed(step, error)
}

/// Writes a file of the state directory, which only the user can read, and replaces an existing
/// one.
pub(super) fn write_own(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let temp_path = temp_path(path, &process_tag(OWN));
    // The file is created locked, so that no sweep removes it; see `check_still_named`.
    let created = disk
        .create(&temp_path, 0o600)
        .or_else(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => {
                // The file was left by a failed or killed save. If we get its lock, no process uses
                // it.
                let held = disk.lock(&temp_path)?.ok_or(io::ErrorKind::WouldBlock)?;
                disk.remove(&temp_path)?;
                drop(held);
                disk.create(&temp_path, 0o600)
            }
            _ => Err(error),
        });
    let mut file = created?;
    let written = write_all(file.as_mut(), bytes)
        .and_then(|()| file.sync())
        .and_then(|()| check_still_named(file.as_ref(), &temp_path))
        .and_then(|()| disk.rename(&temp_path, path));
    if let Err(error) = written {
        let _ = disk.remove(&temp_path);
        return Err(error);
    }
    disk.sync_folder(folder_of(path))
}

/// Writes a file that does not exist yet. An existing file is left alone, with an error of kind
/// `AlreadyExists`.
pub(super) fn create_new(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    tag: &str,
) -> Result<(), Unsaved> {
    write_and_move(disk, path, bytes, (tag, 0o666), None, |temp_path| {
        disk.rename_new(temp_path, path)
            .map_err(failed(Step::Rename))
    })
}

/// Replaces a file that has the hash `known`. The new file gets the metadata of the old one.
///
/// At every moment the path has the old bytes or the new ones. If another program changes the file,
/// even at the same moment, its version is kept.
pub(super) fn replace(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    known: Sha256,
    tag: &str,
) -> Result<(), Unsaved> {
    if let Some(why) = must_overwrite(disk, path) {
        return Err(Unsaved::InPlaceOnly(why.to_owned()));
    }
    // The new file is accessible to the user alone until it gets the permissions of the old file.
    write_and_move(disk, path, bytes, (tag, 0o600), Some(path), |temp_path| {
        check_unchanged(disk, path, known)?;
        match disk.exchange(temp_path, path) {
            Ok(()) => {}
            // The file system cannot exchange files. So another program's write between the check
            // and the rename would be lost.
            Err(error) if error.kind() == io::ErrorKind::Unsupported => {
                return disk.rename(temp_path, path).map_err(rename_failed);
            }
            Err(error) => return Err(rename_failed(error)),
        }
        let replaced = disk.hash(temp_path);
        if replaced.as_ref().is_ok_and(|hash| *hash == known) {
            // If the old file cannot be removed, the next sweep removes it.
            let _ = disk.remove(temp_path);
            return Ok(());
        }
        // Another program wrote between the check and the exchange, or the hash could not be read.
        // The file is exchanged back.
        disk.exchange(temp_path, path)
            .map_err(|_| Unsaved::ChangedDuringSave)?;
        let is_ours = |hash| hash == Sha256::over([bytes]);
        if disk.hash(temp_path).is_ok_and(is_ours) {
            Err(replaced.map_or_else(failed(Step::Look), |_| Unsaved::Changed))
        } else {
            Err(Unsaved::ChangedDuringSave)
        }
    })
}

/// Why a file must be overwritten in place, as far as its metadata show. None if it can be
/// replaced.
pub(super) fn must_overwrite(disk: &dyn Disk, path: &Path) -> Option<&'static str> {
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

/// The result for a failed rename. A mount point, or a file in a read-only directory, can only be
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

/// The result for a failed check. A file that is gone or no longer regular has changed.
fn check_failed(error: io::Error) -> Unsaved {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::InvalidInput => Unsaved::Changed,
        _ => Unsaved::Failed(Step::Look, error),
    }
}

/// Writes bytes to a temporary file, syncs it, moves it to its path with `move_to_path`, and syncs
/// the directory. The file gets the owner, permissions and attributes of `like`. After an error the
/// temporary file is removed.
fn write_and_move(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    (tag, mode): (&str, u32),
    like: Option<&Path>,
    move_to_path: impl FnOnce(&Path) -> Result<(), Unsaved>,
) -> Result<(), Unsaved> {
    let temp_path = temp_path(path, &process_tag(tag));
    let folder = folder_of(path);
    // The file is created locked, so that no sweep removes it; see `check_still_named`.
    let mut file = disk
        .create(&temp_path, mode)
        .map_err(failed(Step::Create))?;
    let moved = write_temp(file.as_mut(), bytes, like)
        .and_then(|()| check_still_named(file.as_ref(), &temp_path).map_err(failed(Step::Create)))
        .and_then(|()| move_to_path(&temp_path));
    drop(file);
    match moved {
        Ok(()) => disk.sync_folder(folder).map_err(failed(Step::SyncFolder)),
        Err(Unsaved::ChangedDuringSave) => Err(Unsaved::ChangedDuringSave),
        Err(unsaved) => {
            // If this fails, the next sweep removes the file. The error of the save is returned,
            // not this one.
            let _ = disk.remove(&temp_path);
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
    // After a failure the checked bytes are written back. A second read could return other bytes.
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

/// Whether an interrupted write of `new` over `old` can have left these bytes. Each byte is then
/// the one of `old` or `new` at its position, or 0 if it was never written.
pub(super) fn is_mixture(bytes: &[u8], old: &[u8], new: &[u8]) -> bool {
    let is_possible = |(index, byte): (usize, &u8)| {
        *byte == 0 || old.get(index) == Some(byte) || new.get(index) == Some(byte)
    };
    bytes.len() <= old.len().max(new.len()) && bytes.iter().enumerate().all(is_possible)
}

/// Removes the temporary files of killed saves beside a file: those of this case under any name,
/// and those of this file's name for any case. Calls `keep` for each before removing it. Files that
/// another process is writing are left alone.
pub(super) fn sweep(
    disk: &dyn Disk,
    path: &Path,
    tag: &str,
    keep: &mut dyn FnMut(&Path) -> io::Result<()>,
) -> io::Result<()> {
    let folder = folder_of(path);
    let (ours, same) = (temp_path(path, ""), format!("{MARK}{tag}-"));
    let ours = ours
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let mut remove_unused = |leftover: &Path| {
        // Saves never create a FIFO, a directory or a link.
        let is_file = disk.look(leftover)?.kind == Kind::File && disk.link(leftover).is_err();
        if is_file && let Some(held) = disk.lock(leftover)? {
            keep(leftover)?;
            // Another process may have created its own file of this name after this one was listed.
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
            done = done.and(remove_unused(&folder.join(&name)));
        }
    }
    done
}

/// Removes the temporary files of killed processes in a directory of the state directory. Failures
/// are ignored.
pub(super) fn sweep_own(disk: &dyn Disk, folder: &Path) {
    let _ = sweep(disk, &folder.join(OWN), OWN, &mut |_| Ok(()));
}

/// Checks that a new file still has its name. A sweep may have removed the file between its
/// creation and its lock, and another file may have its name. That file must not replace the case.
fn check_still_named(file: &dyn Writing, temp_path: &Path) -> io::Result<()> {
    if file.is_at(temp_path)? {
        Ok(())
    } else {
        Err(io::Error::other("the new file was removed"))
    }
}

/// The tag with the process id, so that two processes that save the same case use different files.
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
fn temp_path(path: &Path, tag: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().as_encoded_bytes();
    let short_name = String::from_utf8_lossy(name)
        .chars()
        .take(50)
        .collect::<String>();
    path.with_file_name(OsString::from(format!(".{short_name}{MARK}{tag}")))
}

/// The directory of a file.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// The path that a path leads to after all links are followed, even if no file exists there.
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

/// Syncs a directory and those above it, since any of them may be new. A permission error is
/// ignored if the directory is far above.
pub(super) fn sync_with_parents(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    // The number of levels that may be ours: the state directory is this deep. Directories above
    // them may belong to another user.
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
