//! Putting bytes at a path: whole, under a new name that then takes the old one's place; or, where
//! a file cannot be replaced without losing something, in place.
//!
//! A file that something else may have changed meanwhile is exchanged, not overwritten: what comes
//! out is looked at, and if it is not what was known it gets its place back.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, Kind, Writing, write_all};
use crate::case::Sha256;

/// A step of a save, for the message when it fails.
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
            Self::Look => "looking whether it has changed",
            Self::Rename => "putting the new file in its place",
            Self::SyncFolder => "syncing its directory",
            Self::Overwrite => "writing over it in place",
        }
    }
}

/// Why a file was not saved.
#[derive(Debug)]
pub(super) enum Unsaved {
    /// It does not hold what it was known to hold, and was left as it is.
    Changed,
    /// The file has changed, and something was written to it at that very moment. That version is
    /// now next to the file, and the sweep keeps it.
    ChangedDuringSave,
    /// Replacing it would lose something, so it was left unchanged. It can be overwritten in place.
    Fixed(String),
    /// A step failed. Before the last one the file is as it was.
    Failed(Step, io::Error),
}

fn failed(step: Step) -> impl FnOnce(io::Error) -> Unsaved {
    move |error| Unsaved::Failed(step, error)
}

/// Writes a file of our own, for the user alone, in place of what has its name.
pub(super) fn own(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = beside(path, &own_tag(OWN));
    // The lock that it comes with keeps those away who sweep; see `still_ours`.
    let created = disk
        .create(&beside, 0o600)
        .or_else(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => {
                // A save that failed or was killed has left it. If we can lock it, nobody uses it
                // now.
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
        .and_then(|()| still_ours(file.as_ref(), &beside))
        .and_then(|()| disk.rename(&beside, path));
    if let Err(error) = written {
        let _ = disk.remove(&beside);
        return Err(error);
    }
    disk.sync_folder(folder_of(path))
}

/// Writes a file that is not there. One that has come meanwhile is an error of kind
/// `AlreadyExists`, and is left alone.
pub(super) fn new(disk: &dyn Disk, path: &Path, bytes: &[u8], tag: &str) -> Result<(), Unsaved> {
    put(disk, path, bytes, (tag, 0o666), None, |beside| {
        disk.rename_new(beside, path).map_err(failed(Step::Rename))
    })
}

/// Replaces a file that is known to hold bytes of this hash; the new one has all that the old one
/// had beside its bytes.
///
/// At every moment the path holds the old bytes or the new ones. If something else has changed the
/// file, then what that wrote stands there afterwards, even if it was written at the same moment.
pub(super) fn over(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    known: Sha256,
    tag: &str,
) -> Result<(), Unsaved> {
    if let Some(why) = fixed(disk, path) {
        return Err(Unsaved::Fixed(why.to_owned()));
    }
    // Made for the user alone until it has the old one's permissions.
    put(disk, path, bytes, (tag, 0o600), Some(path), |beside| {
        still(disk, path, known)?;
        match disk.exchange(beside, path) {
            Ok(()) => {}
            // Then something may slip in between the look and this.
            Err(error) if error.kind() == io::ErrorKind::Unsupported => {
                return disk.rename(beside, path).map_err(not_replaced);
            }
            Err(error) => return Err(not_replaced(error)),
        }
        let came_out = disk.hash(beside);
        if came_out.as_ref().is_ok_and(|hash| *hash == known) {
            // If the old bytes cannot be taken away, the next sweep does it.
            let _ = disk.remove(beside);
            return Ok(());
        }
        // Something wrote between the look and the exchange, or it is unknown what was there: it
        // gets its place back.
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

/// Why a file is written over in place instead of being replaced, as far as is known without
/// trying.
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

/// What a rename that failed says of the file: a mount point and one in a closed directory can only
/// be written over.
fn not_replaced(error: io::Error) -> Unsaved {
    use io::ErrorKind::{CrossesDevices, NotFound, PermissionDenied, ResourceBusy};
    match error.kind() {
        NotFound => Unsaved::Changed,
        ResourceBusy | CrossesDevices => Unsaved::Fixed(MOUNTED.to_owned()),
        PermissionDenied => Unsaved::Fixed(CLOSED.to_owned()),
        _ => Unsaved::Failed(Step::Rename, error),
    }
}

/// Sees that a file still holds bytes of this hash.
fn still(disk: &dyn Disk, path: &Path, known: Sha256) -> Result<(), Unsaved> {
    if disk.hash(path).map_err(not_looked_at)? == known {
        Ok(())
    } else {
        Err(Unsaved::Changed)
    }
}

/// What a failed look means: a file that is gone, or is no longer a regular file, has changed.
fn not_looked_at(error: io::Error) -> Unsaved {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::InvalidInput => Unsaved::Changed,
        _ => Unsaved::Failed(Step::Look, error),
    }
}

/// Writes bytes to a new file beside a path, makes them last, has `place` put it there, and makes
/// the name last. `like` is the file whose owner, permissions and attributes it gets. After an
/// error the new file is taken away again.
fn put(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    (tag, mode): (&str, u32),
    like: Option<&Path>,
    place: impl FnOnce(&Path) -> Result<(), Unsaved>,
) -> Result<(), Unsaved> {
    let beside = beside(path, &own_tag(tag));
    let folder = folder_of(path);
    // The lock that it comes with keeps those away who sweep; see `still_ours`.
    let mut file = disk.create(&beside, mode).map_err(failed(Step::Create))?;
    let placed = written(file.as_mut(), bytes, like)
        .and_then(|()| still_ours(file.as_ref(), &beside).map_err(failed(Step::Create)))
        .and_then(|()| place(&beside));
    drop(file);
    match placed {
        Ok(()) => disk.sync_folder(folder).map_err(failed(Step::SyncFolder)),
        Err(Unsaved::ChangedDuringSave) => Err(Unsaved::ChangedDuringSave),
        Err(unsaved) => {
            // If it cannot be removed, the next sweep removes it. The error of the save is more
            // important.
            let _ = disk.remove(&beside);
            Err(unsaved)
        }
    }
}

fn written(file: &mut dyn Writing, bytes: &[u8], like: Option<&Path>) -> Result<(), Unsaved> {
    write_all(file, bytes).map_err(failed(Step::Write))?;
    if let Some(like) = like {
        file.take_after(like).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Unsaved::Changed,
            _ => Unsaved::Fixed(error.to_string()),
        })?;
    }
    file.sync().map_err(failed(Step::Sync))
}

/// Writes over the bytes of a file that is known to hold bytes of this hash, and that cannot be
/// replaced.
///
/// A kill in the midst of it leaves a mixture: the caller keeps old and new bytes elsewhere first,
/// by which [`is_mixture`] knows it. After an error the old bytes are put back as far as that can
/// be done.
pub(super) fn in_place(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    known: Sha256,
    limit: u64,
) -> Result<(), Unsaved> {
    // What is put back after a failure is what was compared: between two looks something could slip
    // in.
    let old = disk.read(path, limit).map_err(not_looked_at)?;
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

/// Whether bytes are what a write of `new` over `old` leaves that was cut off: each is from one of
/// the two in its place, or was never brought to the disk.
pub(super) fn is_mixture(bytes: &[u8], old: &[u8], new: &[u8]) -> bool {
    let is_torn = |(place, byte): (usize, &u8)| {
        *byte == 0 || old.get(place) == Some(byte) || new.get(place) == Some(byte)
    };
    bytes.len() <= old.len().max(new.len()) && bytes.iter().enumerate().all(is_torn)
}

/// Removes what killed saves left next to a file: leftovers of this case under any name, and of
/// this name for any case. `keep` gets each leftover before it is removed. Files that somebody is
/// writing now are left alone.
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
        // A FIFO, a directory or a link of such a name is nothing that a save has left.
        let is_file = disk.look(leftover)?.kind == Kind::File && disk.link(leftover).is_err();
        if is_file && let Some(held) = disk.lock(leftover)? {
            keep(leftover)?;
            // By now another may have made its own of this name.
            if held.is_at(leftover)? {
                disk.remove(leftover)?;
            }
        }
        Ok(())
    };
    // If one cannot be removed, the others are still removed.
    let mut done = Ok(());
    for name in disk.list(folder)? {
        let shown = name.to_string_lossy();
        if shown.starts_with(&ours) || shown.starts_with('.') && shown.contains(&same) {
            done = done.and(take_away(&folder.join(&name)));
        }
    }
    done
}

/// Takes away what a kill left in a folder of our own. What cannot be taken away stays.
pub(super) fn sweep_own(disk: &dyn Disk, folder: &Path) {
    let _ = sweep(disk, &folder.join(OWN), OWN, &mut |_| Ok(()));
}

/// Sees that a new file still has its name. Between its making and its lock somebody who sweeps may
/// have taken it for a leftover; what then had the name would be put in the place of a case.
fn still_ours(file: &dyn Writing, beside: &Path) -> io::Result<()> {
    if file.is_at(beside)? {
        Ok(())
    } else {
        Err(io::Error::other("the new file was removed"))
    }
}

/// The tag with which this process marks its files: two that save the same case do not meet.
fn own_tag(tag: &str) -> String {
    format!("{tag}-{}", std::process::id())
}

/// The part of a name that marks a file which is to replace another.
const MARK: &str = ".factdesk-";

/// The tag of files that are factdesk's own.
const OWN: &str = "own";

/// A hidden name in the same directory that says whose it is: `.story.case.ron.factdesk-TAG`,
/// shortened where the whole would be longer than the 255 bytes that file systems allow.
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

/// The file that a path leads to, links followed, whether it is there or not.
pub(super) fn target(disk: &dyn Disk, path: &Path) -> PathBuf {
    // As many links as Linux follows.
    const MOST_LINKS: usize = 40;
    if let Ok(real) = disk.real(path) {
        return real;
    }
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        let Ok(to) = disk.link(&path) else { break };
        path = path.parent().unwrap_or(Path::new("")).join(to);
    }
    path
}

/// Makes the names of a directory and of those above it last: any of them may be new. Far above
/// they are not ours to open.
pub(super) fn sync_up(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    const OURS: usize = 4;
    let above = folder
        .ancestors()
        .filter(|above| !above.as_os_str().is_empty());
    for (height, above) in above.enumerate() {
        match disk.sync_folder(above) {
            Err(error) if height < OURS || error.kind() != io::ErrorKind::PermissionDenied => {
                return Err(error);
            }
            _ => {}
        }
    }
    Ok(())
}
