//! Replacing a file whole: a new one beside it, made to last, then given the old one's name.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, write_all};

/// A step of a save, for the message when it fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Create,
    Write,
    Mode,
    Sync,
    Rename,
    SyncFolder,
}

impl Step {
    pub fn words(self) -> &'static str {
        match self {
            Self::Create => "making a new file beside it",
            Self::Write => "writing the new file",
            Self::Mode => "giving the new file the old one's permissions",
            Self::Sync => "bringing the new file to the disk",
            Self::Rename => "putting the new file in its place",
            Self::SyncFolder => "bringing its name to the disk",
        }
    }
}

/// Puts these bytes at a path with no link in it. `mode` are the permission bits of the file that is replaced; without
/// them no file is, and one that has come there meanwhile is an error of kind `AlreadyExists`.
///
/// At every moment the path holds the old bytes or the new ones. On an error before the last step it holds the old ones.
pub(super) fn replace(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    mode: Option<u32>,
    tag: &str,
) -> Result<(), (Step, io::Error)> {
    let beside = beside(path, tag);
    let put = if mode.is_some() {
        Disk::rename
    } else {
        Disk::rename_new
    };
    if let Err(failure) = written(disk, &beside, bytes, mode) {
        // What is left of it is nobody's; if it cannot be taken away either, the message about the save matters more.
        let _ = disk.remove(&beside);
        return Err(failure);
    }
    if let Err(error) = put(disk, &beside, path) {
        let _ = disk.remove(&beside);
        return Err((Step::Rename, error));
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    disk.sync_folder(folder)
        .map_err(|error| (Step::SyncFolder, error))
}

fn written(
    disk: &dyn Disk,
    beside: &Path,
    bytes: &[u8],
    mode: Option<u32>,
) -> Result<(), (Step, io::Error)> {
    let (first, last) = mode.map_or((0o666, None), |mode| (0o600, Some(mode)));
    let created = disk
        .create(beside, first)
        .or_else(|error| match error.kind() {
            // A killed save left it: the name is our own, and the lock says that nobody writes to it now.
            io::ErrorKind::AlreadyExists => disk
                .remove(beside)
                .and_then(|()| disk.create(beside, first)),
            _ => Err(error),
        });
    let mut file = created.map_err(|error| (Step::Create, error))?;
    write_all(file.as_mut(), bytes).map_err(|error| (Step::Write, error))?;
    if let Some(mode) = last {
        file.set_mode(mode).map_err(|error| (Step::Mode, error))?;
    }
    file.sync().map_err(|error| (Step::Sync, error))
}

/// A hidden name in the same directory that says whose it is: `.story.case.ron.factdesk-TAG`, shortened where the
/// whole would be longer than the 255 bytes that file systems allow.
fn beside(path: &Path, tag: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().as_encoded_bytes();
    let end = format!(".factdesk-{tag}");
    let kept = String::from_utf8_lossy(name)
        .chars()
        .take(50)
        .collect::<String>();
    path.with_file_name(OsString::from(format!(".{kept}{end}")))
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
