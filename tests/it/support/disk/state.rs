//! The whole state of a file system, and what each call does to it without interference.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustix::io::Errno;

use super::faults::{Faults, Hook};
use super::files::{Body, Change, Files, Id, Inode, Name};
use super::power::Power;

/// The permissions that a user's mask removes from a new file.
const UMASK: u32 = 0o022;

#[derive(Debug)]
pub(super) struct State {
    pub files: Files,
    pub power: Power,
    /// Counts changes.
    clock: u64,
    /// The locked files.
    pub locks: BTreeSet<Id>,
    pub faults: Faults,
    pub hook: Option<Hook>,
    /// The bytes that all files may occupy.
    pub capacity: Option<u64>,
    pub cannot_exchange: bool,
}

impl State {
    pub fn new() -> Self {
        let files = Files::new();
        Self {
            power: Power::new(files.clone()),
            files,
            clock: 0,
            locks: BTreeSet::new(),
            faults: Faults::default(),
            hook: None,
            capacity: None,
            cannot_exchange: false,
        }
    }

    /// The same file system with these files, as a new process finds it.
    pub fn of(&self, files: Files, power: Power) -> Self {
        Self {
            files,
            power,
            clock: self.clock,
            capacity: self.capacity,
            cannot_exchange: self.cannot_exchange,
            ..Self::new()
        }
    }

    fn change(&mut self, change: Change) {
        self.make(change, false);
    }

    fn make(&mut self, change: Change, lasts: bool) {
        self.clock += 1;
        self.files.apply(&change, self.clock);
        self.power.note(change, self.clock, lasts);
    }

    /// Adds a new file under this name.
    fn add(&mut self, name: Name, inode: Inode, lasts: bool) -> Id {
        let id = self.files.next();
        self.files.add(id, inode.clone());
        self.power.add(id, inode);
        self.make(Change::Names(vec![(name, Some(id))]), lasts);
        id
    }
}

/// Changes by a test, which are permanent at once.
impl State {
    pub fn put(&mut self, path: &Path, inode: Inode) {
        let folders: Vec<&Path> = path.ancestors().skip(1).collect();
        for folder in folders.into_iter().rev() {
            if let Ok(name) = self.files.name(folder)
                && self.files.at(&name).is_none()
            {
                let folder = Inode::new(Body::Folder([].into()), 0o755);
                self.add(name, folder, true);
            }
        }
        if let Ok(name) = self.files.name(path) {
            self.add(name, inode, true);
        }
    }

    pub fn put_into(&mut self, path: &Path, bytes: Vec<u8>) {
        if let Ok(file) = self.files.find(path) {
            self.make(Change::Length { file, bytes: 0 }, true);
            let bytes = Arc::from(bytes);
            self.make(Change::Write { file, at: 0, bytes }, true);
        }
    }

    pub fn put_name(&mut self, path: &Path, name: &Path) {
        if let (Ok(id), Ok(name)) = (self.files.find_itself(path), self.files.name(name)) {
            self.make(Change::Names(vec![(name, Some(id))]), true);
        }
    }

    /// Changes the file at a path apart from its bytes, links not followed.
    pub fn alter(&mut self, path: &Path, alter: impl Fn(&mut Inode)) {
        if let Ok(id) = self.files.find_itself(path) {
            self.clock += 1;
            self.files.alter(id, |inode| {
                alter(inode);
                inode.changed = self.clock;
            });
            self.power.alter(id, alter);
        }
    }
}

/// The effects of calls.
impl State {
    /// Opens a file for writing, or makes it with this mode if one is given.
    pub fn open(&mut self, path: &Path, makes: Option<u32>) -> io::Result<Id> {
        let name = self.files.name(path)?;
        let Some(id) = self.files.at(&name) else {
            let mode = makes.ok_or(Errno::NOENT)?;
            return self.create(path, mode);
        };
        let inode = self.files.inode(id)?;
        match inode.body {
            Body::File(_) => inode.may_write().map(|()| id),
            Body::Folder(_) => Err(Errno::ISDIR.into()),
            Body::Link(_) => Err(Errno::LOOP.into()),
            // Nobody reads from it.
            Body::Special => Err(Errno::NXIO.into()),
        }
    }

    pub fn create(&mut self, path: &Path, mode: u32) -> io::Result<Id> {
        let body = Body::File(Arc::default());
        self.add_new(path, Inode::new(body, mode & !UMASK))
    }

    pub fn make_folder(&mut self, path: &Path) -> io::Result<()> {
        let body = Body::Folder([].into());
        self.add_new(path, Inode::new(body, 0o700)).map(|_| ())
    }

    fn add_new(&mut self, path: &Path, inode: Inode) -> io::Result<Id> {
        let name = self.files.name(path)?;
        if self.files.at(&name).is_some() {
            return Err(Errno::EXIST.into());
        }
        self.files.inode(name.folder)?.may_write()?;
        Ok(self.add(name, inode, false))
    }

    pub fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        let folder = self.files.find(folder)?;
        let names = self.files.names_in(folder)?;
        self.files.inode(folder)?.may_read()?;
        Ok(names.keys().cloned().collect())
    }

    pub fn link(&self, path: &Path) -> io::Result<PathBuf> {
        let id = self.files.find_itself(path)?;
        match &self.files.inode(id)?.body {
            Body::Link(to) => Ok(to.clone()),
            _ => Err(Errno::INVAL.into()),
        }
    }

    /// A name and its file, both of which we may move.
    fn movable(&self, path: &Path) -> io::Result<(Name, Id)> {
        let name = self.files.name(path)?;
        let id = self.files.at(&name).ok_or(Errno::NOENT)?;
        self.files.inode(name.folder)?.may_write()?;
        if self.files.inode(id)?.is_mount {
            return Err(Errno::BUSY.into());
        }
        Ok((name, id))
    }

    pub fn rename(&mut self, from: &Path, to: &Path, replaces: bool) -> io::Result<()> {
        let (name, id) = self.movable(from)?;
        let target = self.files.name(to)?;
        if let Some(there) = self.files.at(&target) {
            if !replaces {
                return Err(Errno::EXIST.into());
            }
            if there == id {
                return Ok(());
            }
            self.movable(to)?;
            let there = self.files.inode(there)?;
            match (self.files.inode(id)?.is_folder(), &there.body) {
                (false, Body::Folder(_)) => return Err(Errno::ISDIR.into()),
                (true, Body::Folder(names)) if !names.is_empty() => {
                    return Err(Errno::NOTEMPTY.into());
                }
                (true, Body::Folder(_)) | (false, _) => {}
                (true, _) => return Err(Errno::NOTDIR.into()),
            }
        }
        self.files.inode(target.folder)?.may_write()?;
        self.files.stays_outside(&target, id)?;
        self.change(Change::Names(vec![(name, None), (target, Some(id))]));
        Ok(())
    }

    pub fn exchange(&mut self, a: &Path, b: &Path) -> io::Result<()> {
        let ((first, first_id), (second, second_id)) = (self.movable(a)?, self.movable(b)?);
        if self.cannot_exchange {
            return Err(io::ErrorKind::Unsupported.into());
        }
        let outside = self.files.stays_outside(&second, first_id);
        if outside
            .and(self.files.stays_outside(&first, second_id))
            .is_err()
        {
            // The same error number as on a file system without exchange.
            return Err(io::ErrorKind::Unsupported.into());
        }
        if first_id != second_id {
            let names = vec![(first, Some(second_id)), (second, Some(first_id))];
            self.change(Change::Names(names));
        }
        Ok(())
    }

    pub fn remove(&mut self, path: &Path) -> io::Result<()> {
        let (name, id) = self.movable(path)?;
        if self.files.inode(id)?.is_folder() {
            return Err(Errno::ISDIR.into());
        }
        self.change(Change::Names(vec![(name, None)]));
        Ok(())
    }

    pub fn sync_folder(&mut self, path: &Path) -> io::Result<()> {
        let folder = self.files.find(path)?;
        self.files.inode(folder)?.may_read()?;
        self.power.sync(folder);
        Ok(())
    }

    /// Writes as much as there is room for and returns how much.
    pub fn write(&mut self, file: Id, at: Option<u64>, bytes: &[u8]) -> io::Result<usize> {
        let inode = self.files.inode(file)?;
        let at = at.unwrap_or(inode.length());
        let room = match self.room() {
            Some(room) => inode.held().saturating_add(room).saturating_sub(at),
            None => u64::MAX,
        };
        let room = usize::try_from(room).unwrap_or(usize::MAX);
        let written = bytes.get(..room).unwrap_or(bytes);
        if written.is_empty() {
            return if bytes.is_empty() {
                Ok(0)
            } else {
                Err(Errno::NOSPC.into())
            };
        }
        self.change(Change::Write {
            file,
            at: usize::try_from(at).map_err(|_| Errno::FBIG)?,
            bytes: Arc::from(written),
        });
        Ok(written.len())
    }

    /// The number of bytes that there is room for, if it is limited.
    fn room(&self) -> Option<u64> {
        let capacity = self.capacity?;
        Some(capacity.saturating_sub(self.files.held()))
    }

    pub fn reserve(&mut self, file: Id, bytes: u64) -> io::Result<()> {
        let missing = bytes.saturating_sub(self.files.inode(file)?.held());
        if self.room().is_some_and(|room| room < missing) {
            return Err(Errno::NOSPC.into());
        }
        self.files
            .alter(file, |inode| inode.reserved = inode.reserved.max(bytes));
        Ok(())
    }

    pub fn copy_metadata(&mut self, file: Id, path: &Path) -> io::Result<()> {
        let old = self.files.inode(self.files.find(path)?)?;
        let new = self.files.inode(file)?;
        if old.is_foreign != new.is_foreign {
            let error = io::Error::from(Errno::PERM);
            return Err(io::Error::new(
                io::ErrorKind::Unsupported,
                format!("its owner and group cannot be kept: {error}"),
            ));
        }
        let mut attributes = new.attributes.clone();
        attributes.extend(old.attributes.clone());
        self.change(Change::Dress {
            file,
            mode: old.mode,
            attributes,
        });
        Ok(())
    }

    pub fn cut(&mut self, file: Id, bytes: u64) -> io::Result<()> {
        let bytes = usize::try_from(bytes).map_err(|_| Errno::FBIG)?;
        self.change(Change::Length { file, bytes });
        self.files.alter(file, |inode| inode.reserved = 0);
        Ok(())
    }
}
