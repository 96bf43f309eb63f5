//! The interface to the file system: the calls that the store makes, implemented for a real disk.
//! The in-memory version is test support.
//!
//! Everything that a kill or a full disk could interrupt goes through this trait, so that a test
//! can make each call fail.

#[cfg(test)]
#[path = "../../../tests/it/support/disk/mod.rs"]
mod memory;
mod system;

use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::case::Sha256;

#[cfg(test)]
pub use memory::{Memory, Operation};
pub use system::System;

/// The kind of file at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A regular file.
    File,
    /// A directory.
    Folder,
    /// A FIFO, a socket, a device.
    Special,
}

/// The metadata of a file, links followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The kind of file.
    pub kind: Kind,
    /// The size in bytes.
    pub bytes: u64,
    /// Permission bits, as `0o644`.
    pub mode: u32,
    /// The number of hard links.
    pub names: u64,
    /// Whether another user owns the file, and we have no right to give files to that user.
    pub is_foreign: bool,
    /// Whether the file is a mount point, if the system can tell.
    pub is_mount: bool,
    /// The version of the file.
    pub stamp: Stamp,
}

/// The version of a file: device, inode, and the last changes of bytes and inode. A changed or
/// replaced file has another stamp, except after two changes within one tick of the file system's
/// clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Device and inode: the same file under any name.
    pub file: (u64, u64),
    /// The last change of the bytes, in seconds and nanoseconds.
    pub bytes: (i64, i64),
    /// The last change of the inode (bytes, permissions, names), in seconds and nanoseconds.
    pub inode: (i64, i64),
}

impl Stamp {
    /// The same file without its times.
    #[must_use]
    pub fn untimed(self) -> Self {
        Self {
            file: self.file,
            ..Self::default()
        }
    }

    /// Whether `now` is the same file with unchanged bytes, under any name. For an
    /// [untimed](Self::untimed) stamp only the file counts. Earlier times match too, since a power
    /// cut may undo the last change of the times.
    pub fn is_still(self, now: Self) -> bool {
        self.file == now.file && (now.bytes <= self.bytes || self == now.untimed())
    }
}

/// The calls to a file system. Each is atomic, except [`Disk::make_folder`].
pub trait Disk: Send + Sync + fmt::Debug {
    /// The path with all links resolved.
    fn real(&self, path: &Path) -> io::Result<PathBuf>;
    /// The metadata of a file, links followed. Does not open it.
    fn look(&self, path: &Path) -> io::Result<Look>;
    /// The bytes of a regular file, at most `limit`. Never blocks on a FIFO.
    ///
    /// Errors: a longer file is `FileTooLarge`, anything but a regular file `InvalidInput`.
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>>;
    /// The SHA-256 of a regular file of any size. Same errors as `read`.
    fn hash(&self, path: &Path) -> io::Result<Sha256>;
    /// Whether a regular file has exactly these bytes. Same errors as `read`.
    fn has_content(&self, path: &Path, bytes: &[u8]) -> io::Result<bool> {
        Ok(self.read(path, bytes.len() as u64)? == bytes)
    }
    /// The file names in a directory, in byte order.
    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>>;
    /// Creates a directory and its missing parents, accessible to the user alone.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;
    /// Creates a new file and locks it until it is dropped. Never follows a link. The umask applies
    /// to the mode. If another process locks the new file first, the error is of kind `WouldBlock`.
    fn create(&self, path: &Path, mode: u32) -> io::Result<Box<dyn Writing>>;
    /// Opens a file to append, and creates it for the user alone if it is missing.
    fn append(&self, path: &Path) -> io::Result<Box<dyn Writing>>;
    /// Renames a file, replacing any file of the new name.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Like `rename`, but an existing file is an error of kind `AlreadyExists`.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Swaps two files atomically. If the file system cannot, the error is of kind `Unsupported`.
    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()>;
    /// Opens an existing regular file to overwrite it from the first byte. Never follows a link.
    fn overwrite(&self, path: &Path) -> io::Result<Box<dyn Writing>>;
    /// Whether permissions allow to write to a file, or to create and remove files in a directory.
    fn may_write(&self, path: &Path) -> bool;
    /// Whether a file is on a read-only file system, if the system can tell.
    fn is_read_only(&self, _: &Path) -> bool {
        false
    }
    /// The target of a symbolic link.
    fn link(&self, path: &Path) -> io::Result<PathBuf>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Makes the names in a directory durable (fsync).
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Takes a lock until the returned file is dropped. None if another process has the lock. The
    /// lock file can be written to, to name the holder. A missing lock file is created for the user
    /// alone.
    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Writing>>>;
}

/// A file that is open for writing.
pub trait Writing: Send {
    /// Writes some of the bytes. Returns how many.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize>;
    /// Reserves disk space for this many bytes, if the system can. Does not change the file.
    fn reserve(&mut self, bytes: u64) -> io::Result<()>;
    /// Copies the metadata of another file: owner, group, permission bits, extended attributes with
    /// access lists. If something cannot be copied, the error is of kind `Unsupported` and names
    /// it.
    fn copy_metadata(&mut self, path: &Path) -> io::Result<()>;
    /// Whether the path still names this file, links not followed. Fails if that cannot be
    /// determined.
    fn is_at(&self, path: &Path) -> io::Result<bool>;
    /// Truncates the file to this many bytes. The write position stays, except in a file opened to
    /// append.
    fn cut(&mut self, bytes: u64) -> io::Result<()>;
    /// Makes the written bytes durable (fsync).
    fn sync(&mut self) -> io::Result<()>;
}

/// Writes all of the bytes.
pub(super) fn write_all(file: &mut dyn Writing, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match file.write(bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
