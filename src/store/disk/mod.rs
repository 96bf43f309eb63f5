//! The seam to the file system: the dozen calls that the store makes, for real. Its version in
//! memory is support of the tests.
//!
//! Everything that a kill or a full disk could cut in two goes through here, so that tests can die
//! at every call.

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
pub use memory::{Deed, Memory};
pub use system::System;

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A regular file.
    File,
    /// A directory.
    Folder,
    /// A FIFO, a socket, a device.
    Special,
}

/// What is found at a path, links followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// What stands there.
    pub kind: Kind,
    /// Bytes in the file.
    pub bytes: u64,
    /// Permission bits, `0o644`.
    pub mode: u32,
    /// How many names the file has: more than one are hard links.
    pub names: u64,
    /// Whether it belongs to somebody whom we cannot give files to.
    pub is_foreign: bool,
    /// Whether it is mounted by itself, as far as the system tells.
    pub is_mount: bool,
    /// Which state of which file it is.
    pub stamp: Stamp,
}

/// Which state of which file a look found: device, inode, and when bytes and inode changed last, in
/// nanoseconds. A file that was changed or replaced has another one, except for two changes within
/// one tick of the file system's clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Device and inode: the same file under whatever name.
    pub file: (u64, u64),
    /// Seconds and nanoseconds of the last change of its bytes.
    pub bytes: (i64, i64),
    /// Seconds and nanoseconds of the last change of its inode: bytes, permissions, names.
    pub inode: (i64, i64),
}

impl Stamp {
    /// The file alone, whenever it changes.
    #[must_use]
    pub fn untimed(self) -> Self {
        Self {
            file: self.file,
            ..Self::default()
        }
    }

    /// Whether `now` is still the same file with its bytes unchanged, whatever its name; of an
    /// [untimed](Self::untimed) one, the same file. A power cut may take its last times back.
    pub fn is_still(self, now: Self) -> bool {
        self.file == now.file && (now.bytes <= self.bytes || self == now.untimed())
    }
}

/// The calls to a file system. Each is one step that happens or does not, except for
/// [`Disk::make_folder`].
pub trait Disk: Send + Sync + fmt::Debug {
    /// The path with all links resolved.
    fn real(&self, path: &Path) -> io::Result<PathBuf>;
    /// What stands at a path, links followed, without opening it.
    fn look(&self, path: &Path) -> io::Result<Look>;
    /// The bytes of a regular file, at most `limit` of them; one that is longer is an error of kind
    /// `FileTooLarge`, and what is no regular file one of kind `InvalidInput`. Never waits on a
    /// FIFO.
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>>;
    /// The SHA-256 of a regular file of any size, with the same errors.
    fn hash(&self, path: &Path) -> io::Result<Sha256>;
    /// Whether a regular file holds just these bytes, with the same errors.
    fn holds(&self, path: &Path, bytes: &[u8]) -> io::Result<bool> {
        Ok(self.read(path, bytes.len() as u64)? == bytes)
    }
    /// The names in a directory, in byte order.
    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>>;
    /// Makes a directory and those above it that are missing, for the user alone.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;
    /// Creates a file that does not exist yet, never through a link, and holds its lock until it is
    /// dropped. If somebody else locks it first, the error is of kind `WouldBlock`. The umask
    /// applies to the mode.
    fn create(&self, path: &Path, mode: u32) -> io::Result<Box<dyn Writing>>;
    /// Opens a file to write at its end, making it for the user alone if it is not there.
    fn append(&self, path: &Path) -> io::Result<Box<dyn Writing>>;
    /// Gives a file another name, replacing what has it.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Like `rename`, but if the new name exists, an error of kind `AlreadyExists`.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Gives two files each other's name in one step; where the file system cannot, an error of
    /// kind `Unsupported`.
    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()>;
    /// Opens a regular file that is there to write over its bytes from the first on, never through
    /// a link.
    fn overwrite(&self, path: &Path) -> io::Result<Box<dyn Writing>>;
    /// Whether we may write to a file, or make and take away names in a directory, as far as
    /// permissions tell.
    fn may_write(&self, path: &Path) -> bool;
    /// Whether a file lies on a file system that is mounted to read only, as far as the system
    /// tells.
    fn is_read_only(&self, _: &Path) -> bool {
        false
    }
    /// Where the symbolic link at a path leads.
    fn link(&self, path: &Path) -> io::Result<PathBuf>;
    /// Takes a file away.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Makes the names in a directory last.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Takes the lock of this name until the file handed back is dropped; none if another process
    /// has it. The file is open to append, to say who has it. One that is not there is made for the
    /// user alone.
    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Writing>>>;
}

/// A file being written.
pub trait Writing: Send {
    /// Writes some of the bytes and says how many.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize>;
    /// Makes sure that the disk has room for this many bytes, if it can promise that. Does not
    /// change the file.
    fn reserve(&mut self, bytes: u64) -> io::Result<()>;
    /// Copies the metadata of the file at a path: owner, group, permission bits, extended
    /// attributes with access lists. If something cannot be copied, the error is of kind
    /// `Unsupported` and names it.
    fn take_after(&mut self, path: &Path) -> io::Result<()>;
    /// Whether the path still leads to this file, links not followed. An error: it cannot be found
    /// out.
    fn is_at(&self, path: &Path) -> io::Result<bool>;
    /// Cuts the file to this many bytes. What is written next goes where it was, or at the end of a
    /// file opened to append.
    fn cut(&mut self, bytes: u64) -> io::Result<()>;
    /// Makes what was written last.
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
