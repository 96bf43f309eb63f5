//! The seam to the file system: the dozen calls that the store makes, for real and in memory.
//!
//! Everything that a kill or a full disk could cut in two goes through here, so that tests can die at every call.

mod memory;
mod system;

use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::case::Sha256;

pub use memory::Memory;
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

/// What a look at a path tells, links followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// What stands there.
    pub kind: Kind,
    /// Bytes in the file.
    pub bytes: u64,
    /// Permission bits, `0o644`.
    pub mode: u32,
}

/// The calls to a file system. Each is one step that happens or does not, but for [`Disk::make_folder`].
pub trait Disk: Send + Sync + fmt::Debug {
    /// The path with all links resolved.
    fn real(&self, path: &Path) -> io::Result<PathBuf>;
    /// What stands at a path, links followed, without opening it.
    fn look(&self, path: &Path) -> io::Result<Look>;
    /// The bytes of a regular file, at most `limit` of them; one that is longer is an error of kind `FileTooLarge`, and
    /// what is no regular file one of kind `InvalidInput`. Never waits on a FIFO.
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>>;
    /// The SHA-256 of a regular file of any size, with the same errors.
    fn hash(&self, path: &Path) -> io::Result<Sha256>;
    /// The names in a directory, in byte order.
    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>>;
    /// Makes a directory and those above it that are missing, for the user alone.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;
    /// Makes a file that was not there, never through a link.
    fn create(&self, path: &Path, mode: u32) -> io::Result<Box<dyn Writing>>;
    /// Opens a file to write at its end, making it for the user alone if it is not there.
    fn append(&self, path: &Path) -> io::Result<Box<dyn Writing>>;
    /// Gives a file another name, replacing what has it.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// The same, but a name that something has is an error of kind `AlreadyExists`.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Where the symbolic link at a path leads.
    fn link(&self, path: &Path) -> io::Result<PathBuf>;
    /// Takes a file away.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Makes the names in a directory last.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Takes the lock of this name until the guard is dropped; none if another process has it.
    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Send>>>;
}

/// A file being written.
pub trait Writing: Send {
    /// Writes some of the bytes and says how many.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize>;
    /// Sets the permission bits.
    fn set_mode(&mut self, mode: u32) -> io::Result<()>;
    /// Cuts the file to this many bytes.
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
