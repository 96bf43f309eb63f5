//! The real file system, on Unix.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{Access, AtFlags, CWD, OFlags, RenameFlags};
use rustix::io::Errno;
use sha2::Digest;

use crate::case::Sha256;

use super::{Disk, Kind, Look, Stamp, Writing};

/// The real file system.
#[derive(Clone, Copy, Debug, Default)]
pub struct System;

/// Converts flags for std's `custom_flags`, which takes an `i32` as in C.
fn flags(flags: OFlags) -> i32 {
    flags.bits().cast_signed()
}

fn metadata_of(metadata: &fs::Metadata) -> Look {
    let us = rustix::process::geteuid();
    let kind = match metadata.file_type() {
        kind if kind.is_file() => Kind::File,
        kind if kind.is_dir() => Kind::Folder,
        _ => Kind::Special,
    };
    Look {
        kind,
        bytes: metadata.len(),
        mode: metadata.permissions().mode() & 0o7777,
        names: metadata.nlink(),
        is_foreign: metadata.uid() != us.as_raw() && !us.is_root(),
        is_mount: false,
        stamp: Stamp {
            file: (metadata.dev(), metadata.ino()),
            bytes: (metadata.mtime(), metadata.mtime_nsec()),
            inode: (metadata.ctime(), metadata.ctime_nsec()),
        },
    }
}

/// Whether a file is a mount point. A container can mount a single file.
#[cfg(target_os = "linux")]
fn is_mount(path: &Path) -> bool {
    use rustix::fs::{StatxAttributes, StatxFlags, statx};
    // Kernels before 5.8 do not report it.
    statx(CWD, path, AtFlags::empty(), StatxFlags::empty())
        .is_ok_and(|found| found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

#[cfg(not(target_os = "linux"))]
fn is_mount(_: &Path) -> bool {
    false
}

/// Opens a regular file for reading. Never blocks: opening a FIFO would wait for a writer.
fn open_regular(path: &Path) -> io::Result<(File, Look)> {
    let file = OpenOptions::new()
        .read(true)
        .custom_flags(flags(OFlags::NONBLOCK))
        .open(path)?;
    let look = metadata_of(&file.metadata()?);
    if look.kind == Kind::File {
        Ok((file, look))
    } else {
        Err(io::ErrorKind::InvalidInput.into())
    }
}

impl Disk for System {
    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn look(&self, path: &Path) -> io::Result<Look> {
        let look = fs::metadata(path).map(|metadata| metadata_of(&metadata))?;
        Ok(Look {
            is_mount: look.kind == Kind::File && is_mount(path),
            ..look
        })
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let (file, look) = open_regular(path)?;
        if look.bytes > limit {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let mut bytes = Vec::with_capacity(usize::try_from(look.bytes).unwrap_or_default());
        // The file may grow while it is read.
        file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(bytes)
    }

    fn has_content(&self, path: &Path, mut bytes: &[u8]) -> io::Result<bool> {
        let (mut file, _) = open_regular(path)?;
        let mut part = vec![0; 1 << 16];
        loop {
            match file.read(&mut part) {
                Ok(0) => return Ok(bytes.is_empty()),
                Ok(length) => match part.get(..length).and_then(|part| bytes.strip_prefix(part)) {
                    Some(rest) => bytes = rest,
                    None => return Ok(false),
                },
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn hash(&self, path: &Path) -> io::Result<Sha256> {
        let (mut file, _) = open_regular(path)?;
        let mut hasher = sha2::Sha256::new();
        let mut part = vec![0; 1 << 16];
        loop {
            match file.read(&mut part) {
                Ok(0) => return Ok(Sha256::new(hasher.finalize().into())),
                Ok(length) => hasher.update(part.get(..length).unwrap_or_default()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        // The directory functions of the standard library panic if a directory cannot be closed, as
        // on a failing disk.
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let folder = rustix::fs::open(folder, flags, rustix::fs::Mode::empty())?;
        let mut names = Vec::new();
        for entry in rustix::fs::Dir::new(folder)? {
            let name = entry?.file_name().to_bytes().to_vec();
            if name != b"." && name != b".." {
                names.push(OsString::from_vec(name));
            }
        }
        names.sort();
        Ok(names)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)
    }

    fn create(&self, path: &Path, mode: u32) -> io::Result<Box<dyn Writing>> {
        let mut options = OpenOptions::new();
        options
            .write(true)
            .create_new(true)
            .mode(mode)
            .custom_flags(flags(OFlags::NOFOLLOW));
        let file = options.open(path)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => Err(io::ErrorKind::WouldBlock.into()),
            // On a file system without locks, the sweep of temporary files does not remove any
            // either.
            Ok(()) | Err(TryLockError::Error(_)) => Ok(Box::new(OpenFile {
                file,
                syncs_metadata: true,
            })),
        }
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn Writing>> {
        let mut options = OpenOptions::new();
        options
            .append(true)
            .create(true)
            .mode(0o600)
            .custom_flags(flags(OFlags::NOFOLLOW | OFlags::NONBLOCK));
        let file = options.open(path)?;
        if !file.metadata()?.is_file() {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        Ok(Box::new(OpenFile {
            file,
            syncs_metadata: false,
        }))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        match rustix::fs::renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            // Some file systems cannot rename atomically without replacing.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP)
                if fs::symlink_metadata(to).is_err() =>
            {
                fs::rename(from, to)
            }
            done => Ok(done?),
        }
    }

    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()> {
        match rustix::fs::renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE) {
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {
                Err(io::ErrorKind::Unsupported.into())
            }
            done => Ok(done?),
        }
    }

    fn overwrite(&self, path: &Path) -> io::Result<Box<dyn Writing>> {
        let mut options = OpenOptions::new();
        options
            .write(true)
            .custom_flags(flags(OFlags::NOFOLLOW | OFlags::NONBLOCK));
        let file = options.open(path)?;
        if !file.metadata()?.is_file() {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        Ok(Box::new(OpenFile {
            file,
            syncs_metadata: true,
        }))
    }

    fn may_write(&self, path: &Path) -> bool {
        rustix::fs::accessat(CWD, path, Access::WRITE_OK, AtFlags::EACCESS).is_ok()
    }

    fn is_read_only(&self, path: &Path) -> bool {
        rustix::fs::accessat(CWD, path, Access::WRITE_OK, AtFlags::EACCESS) == Err(Errno::ROFS)
    }

    fn link(&self, path: &Path) -> io::Result<PathBuf> {
        fs::read_link(path)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        File::open(folder)?.sync_all()
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Writing>>> {
        let file = OpenOptions::new()
            .append(true)
            .create(true)
            .mode(0o600)
            .custom_flags(flags(OFlags::NOFOLLOW | OFlags::NONBLOCK))
            .open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Box::new(OpenFile {
                file,
                syncs_metadata: true,
            }))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

struct OpenFile {
    file: File,
    /// Whether sync must include the metadata, as for a new file.
    syncs_metadata: bool,
}

impl Writing for OpenFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn reserve(&mut self, bytes: u64) -> io::Result<()> {
        reserve(&self.file, bytes)
    }

    fn copy_metadata(&mut self, path: &Path) -> io::Result<()> {
        let (old, new) = (fs::metadata(path)?, self.file.metadata()?);
        let (user, group) = (old.uid(), old.gid());
        if (user, group) != (new.uid(), new.gid()) {
            // Changing the owner needs privileges that few users have.
            let user = (user != new.uid()).then_some(user);
            std::os::unix::fs::fchown(&self.file, user, Some(group))
                .map_err(|error| cannot_copy("its owner and group", error))?;
        }
        copy_attributes(path, &self.file)
            .map_err(|error| cannot_copy("its extended attributes", error))?;
        // The permissions come last, because a change of owner clears permission bits.
        self.file
            .set_permissions(old.permissions())
            .map_err(|error| cannot_copy("its permissions", error))
    }

    fn is_at(&self, path: &Path) -> io::Result<bool> {
        let id = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
        let here = self.file.metadata().map(id)?;
        match fs::symlink_metadata(path).map(id) {
            Ok(there) => Ok(there == here),
            Err(error) if is_not_found(&error) => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn cut(&mut self, bytes: u64) -> io::Result<()> {
        self.file.set_len(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        if self.syncs_metadata {
            self.file.sync_all()
        } else {
            self.file.sync_data()
        }
    }
}

/// The error for metadata that could not be copied.
fn cannot_copy(what: &str, error: impl std::fmt::Display) -> io::Error {
    io::Error::new(
        io::ErrorKind::Unsupported,
        format!("{what} cannot be kept: {error}"),
    )
}

/// Copies the extended attributes, which include access lists. Unreadable attributes are skipped.
fn copy_attributes(from: &Path, to: &File) -> io::Result<()> {
    use xattr::FileExt;
    let names = match xattr::list(from) {
        Err(error) if error.kind() == io::ErrorKind::Unsupported => return Ok(()),
        names => names?,
    };
    for name in names {
        let Ok(Some(value)) = xattr::get(from, &name) else {
            continue;
        };
        let set = to.set_xattr(&name, &value);
        // The system sets security labels itself. An attribute that is already equal is no error.
        let is_there = || matches!(to.get_xattr(&name), Ok(Some(there)) if there == value);
        if set.is_err() && !is_there() {
            return set;
        }
    }
    Ok(())
}

/// Reserves disk space without changing the file. Does nothing where that is impossible.
#[cfg(target_os = "linux")]
fn reserve(file: &File, bytes: u64) -> io::Result<()> {
    use rustix::fs::{FallocateFlags, fallocate};
    match fallocate(file, FallocateFlags::KEEP_SIZE, 0, bytes) {
        Err(error @ (Errno::NOSPC | Errno::DQUOT | Errno::FBIG | Errno::IO)) => Err(error.into()),
        _ => Ok(()),
    }
}

#[cfg(not(target_os = "linux"))]
fn reserve(_: &File, _: u64) -> io::Result<()> {
    Ok(())
}

/// Whether an error means that nothing exists at the path.
fn is_not_found(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}
