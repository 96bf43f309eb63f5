//! The files themselves: the file that each name leads to, and the effect of each change. Nothing
//! here fails artificially. It refuses only where Unix does.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use rustix::io::Errno;

use factdesk::store::disk::{Kind, Look, Stamp};

/// Identifies a file, whatever its names, as an inode number does.
pub(super) type Id = u64;

/// The folder at `/`.
const ROOT: Id = 1;
/// The number of links that Linux follows.
const MOST_LINKS: usize = 40;
/// The maximum length of a name in bytes.
const LONGEST_NAME: usize = 255;

/// The kind and content of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Body {
    File(Arc<Vec<u8>>),
    Folder(BTreeMap<OsString, Id>),
    Link(PathBuf),
    Special,
}

/// A file, folder or link, whatever its names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Inode {
    pub body: Body,
    pub mode: u32,
    pub attributes: BTreeMap<OsString, Vec<u8>>,
    /// Whether another user owns it.
    pub is_foreign: bool,
    /// Whether it is a mount point, so that its name stays where it is.
    pub is_mount: bool,
    /// Bytes reserved on the disk, written or not.
    pub reserved: u64,
    /// When its bytes last changed.
    written: u64,
    /// When anything about it last changed.
    pub changed: u64,
}

impl Inode {
    pub fn new(body: Body, mode: u32) -> Self {
        Self {
            body,
            mode,
            attributes: BTreeMap::new(),
            is_foreign: false,
            is_mount: false,
            reserved: 0,
            written: 0,
            changed: 0,
        }
    }

    /// Its length in bytes.
    pub fn length(&self) -> u64 {
        match &self.body {
            Body::File(bytes) => bytes.len() as u64,
            _ => 0,
        }
    }

    /// The bytes that it occupies on the disk.
    pub fn held(&self) -> u64 {
        self.length().max(self.reserved)
    }

    pub fn is_folder(&self) -> bool {
        matches!(self.body, Body::Folder(_))
    }

    /// We are a user whom the permission bits admit, so they stop us only if they stop everybody.
    pub fn may_write(&self) -> io::Result<()> {
        allowed(self.mode & 0o222 != 0)
    }

    pub fn may_read(&self) -> io::Result<()> {
        allowed(self.mode & 0o444 != 0)
    }
}

fn allowed(is_allowed: bool) -> io::Result<()> {
    if is_allowed {
        Ok(())
    } else {
        Err(Errno::ACCESS.into())
    }
}

/// A name in a folder, whether a file has it or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub folder: Id,
    pub name: OsString,
}

/// A step that happens as a whole or not at all.
#[derive(Clone, Debug)]
pub(super) enum Change {
    /// Each of these names leads to this file from now on, or to none.
    Names(Vec<(Name, Option<Id>)>),
    /// Writes bytes into a file.
    Write {
        file: Id,
        at: usize,
        bytes: Arc<[u8]>,
    },
    /// Sets the length of a file, with zeros in the new part.
    Length { file: Id, bytes: usize },
    /// Like `Length`, but a longer file stays as it is: only the length of a write reached the
    /// disk.
    Grow { file: Id, bytes: usize },
    /// Sets the metadata of a file.
    Dress {
        file: Id,
        mode: u32,
        attributes: BTreeMap<OsString, Vec<u8>>,
    },
}

/// All files and their names.
#[derive(Clone, Debug)]
pub(super) struct Files {
    inodes: BTreeMap<Id, Inode>,
    last: Id,
}

impl Files {
    /// Only a root folder.
    pub fn new() -> Self {
        let root = Inode::new(Body::Folder(BTreeMap::new()), 0o755);
        Self {
            inodes: BTreeMap::from([(ROOT, root)]),
            last: ROOT,
        }
    }

    pub fn inode(&self, id: Id) -> io::Result<&Inode> {
        self.inodes.get(&id).ok_or_else(|| Errno::NOENT.into())
    }

    /// Changes a file without regard to names and time.
    pub fn alter(&mut self, id: Id, alter: impl FnOnce(&mut Inode)) {
        if let Some(inode) = self.inodes.get_mut(&id) {
            alter(inode);
        }
    }

    /// The number of the next new file.
    pub fn next(&self) -> Id {
        self.last + 1
    }

    /// Adds a file without a name.
    pub fn add(&mut self, id: Id, inode: Inode) {
        self.last = self.last.max(id);
        self.inodes.insert(id, inode);
    }

    /// The file that a path leads to, after following links.
    pub fn find(&self, path: &Path) -> io::Result<Id> {
        self.walk(path, true).map(|(_, id)| id)
    }

    /// The path with all links resolved.
    pub fn real(&self, path: &Path) -> io::Result<PathBuf> {
        self.walk(path, true).map(|(real, _)| real)
    }

    /// The file at the path itself, even if it is a link.
    pub fn find_itself(&self, path: &Path) -> io::Result<Id> {
        self.walk(path, false).map(|(_, id)| id)
    }

    fn walk(&self, path: &Path, follows_last: bool) -> io::Result<(PathBuf, Id)> {
        let mut links = 0;
        let mut todo = parts(path);
        let mut real = PathBuf::from("/");
        let mut above = vec![];
        let mut here = ROOT;
        while let Some(part) = todo.pop() {
            let names = self.names_in(here)?;
            if part == ".." {
                real.pop();
                here = above.pop().unwrap_or(ROOT);
                continue;
            }
            if part.len() > LONGEST_NAME {
                return Err(Errno::NAMETOOLONG.into());
            }
            let id = *names.get(&part).ok_or(Errno::NOENT)?;
            match &self.inode(id)?.body {
                Body::Link(to) if follows_last || !todo.is_empty() => {
                    links += 1;
                    if links > MOST_LINKS {
                        return Err(Errno::LOOP.into());
                    }
                    if to.is_absolute() {
                        (real, above, here) = (PathBuf::from("/"), vec![], ROOT);
                    }
                    todo.extend(parts(to));
                }
                _ => {
                    real.push(part);
                    above.push(here);
                    here = id;
                }
            }
        }
        Ok((real, here))
    }

    /// The last name of a path, in the folder that the rest of it leads to.
    pub fn name(&self, path: &Path) -> io::Result<Name> {
        let name = path.file_name().ok_or(Errno::BUSY)?.to_owned();
        let folder = self.find(path.parent().unwrap_or(Path::new("/")))?;
        self.names_in(folder)?;
        if name.len() > LONGEST_NAME {
            return Err(Errno::NAMETOOLONG.into());
        }
        Ok(Name { folder, name })
    }

    /// The file that has this name.
    pub fn at(&self, name: &Name) -> Option<Id> {
        let names = self.names_in(name.folder).ok()?;
        names.get(&name.name).copied()
    }

    /// The names in a folder.
    pub fn names_in(&self, folder: Id) -> io::Result<&BTreeMap<OsString, Id>> {
        match &self.inode(folder)?.body {
            Body::Folder(names) => Ok(names),
            _ => Err(Errno::NOTDIR.into()),
        }
    }

    /// Fails if the name is inside the folder itself.
    pub fn stays_outside(&self, name: &Name, id: Id) -> io::Result<()> {
        let mut todo = vec![id];
        while let Some(id) = todo.pop() {
            if id == name.folder {
                return Err(Errno::INVAL.into());
            }
            todo.extend(self.names_in(id).into_iter().flat_map(BTreeMap::values));
        }
        Ok(())
    }

    pub fn look(&self, id: Id) -> io::Result<Look> {
        let inode = self.inode(id)?;
        let kind = match inode.body {
            Body::File(_) => Kind::File,
            Body::Folder(_) => Kind::Folder,
            Body::Link(_) | Body::Special => Kind::Special,
        };
        let time = |tick: u64| (tick.cast_signed(), 0);
        Ok(Look {
            kind,
            bytes: inode.length(),
            mode: inode.mode,
            names: self.named().filter(|named| *named == id).count() as u64,
            is_foreign: inode.is_foreign,
            is_mount: inode.is_mount,
            stamp: Stamp {
                file: (1, id),
                bytes: time(inode.written),
                inode: time(inode.changed),
            },
        })
    }

    /// The bytes of a regular file.
    pub fn bytes(&self, id: Id) -> io::Result<Arc<Vec<u8>>> {
        let inode = self.inode(id)?;
        inode.may_read()?;
        match &inode.body {
            Body::File(bytes) => Ok(Arc::clone(bytes)),
            _ => Err(io::ErrorKind::InvalidInput.into()),
        }
    }

    /// The bytes that all files with a name occupy.
    pub fn held(&self) -> u64 {
        let named: BTreeSet<Id> = self.named().collect();
        let inodes = named.iter().filter_map(|id| self.inodes.get(id));
        inodes.map(Inode::held).sum()
    }

    /// Every file that has a name, once for each name.
    fn named(&self) -> impl Iterator<Item = Id> {
        self.inodes.keys().flat_map(|folder| {
            let names = self.names_in(*folder).into_iter();
            names.flat_map(|names| names.values().copied())
        })
    }

    /// Every path in order, and its file. A folder comes before its content.
    pub fn paths(&self) -> BTreeMap<PathBuf, Id> {
        let mut paths = BTreeMap::new();
        let mut todo = vec![(PathBuf::from("/"), ROOT)];
        while let Some((path, id)) = todo.pop() {
            for (name, inside) in self.names_in(id).into_iter().flatten() {
                todo.push((path.join(name), *inside));
            }
            paths.insert(path, id);
        }
        paths
    }

    /// Everything that a new process can see, except times: each path, the first path of the same
    /// file, and the file.
    pub fn snapshot(&self) -> Vec<(PathBuf, PathBuf, Inode)> {
        let mut first = BTreeMap::new();
        let snapshot = self.paths().into_iter().filter_map(|(path, id)| {
            let mut inode = self.inodes.get(&id)?.clone();
            (inode.written, inode.changed, inode.reserved) = (0, 0, 0);
            if let Body::Folder(names) = &mut inode.body {
                names.clear();
            }
            let first = first.entry(id).or_insert_with(|| path.clone());
            Some((path, first.clone(), inode))
        });
        snapshot.collect()
    }

    /// Forgets files without a name, as when the machine starts.
    pub fn forget_nameless(&mut self) {
        let named: BTreeSet<Id> = self.paths().into_values().collect();
        self.inodes.retain(|id, _| named.contains(id));
    }

    /// Applies a change at this time. A change to a file that does not exist has no effect.
    pub fn apply(&mut self, change: &Change, tick: u64) {
        match change {
            Change::Names(names) => {
                for (name, to) in names {
                    self.give(name, *to, tick);
                }
            }
            Change::Write { file, at, bytes } => self.edit(*file, tick, |there| {
                let end = at + bytes.len();
                there.resize(there.len().max(end), 0);
                if let Some(part) = there.get_mut(*at..end) {
                    part.copy_from_slice(bytes);
                }
            }),
            Change::Length { file, bytes } => self.edit(*file, tick, |there| {
                there.resize(*bytes, 0);
            }),
            Change::Grow { file, bytes } => self.edit(*file, tick, |there| {
                there.resize(there.len().max(*bytes), 0);
            }),
            Change::Dress {
                file,
                mode,
                attributes,
            } => self.alter(*file, |inode| {
                inode.mode = *mode;
                inode.attributes = attributes.clone();
                inode.changed = tick;
            }),
        }
    }

    fn give(&mut self, name: &Name, to: Option<Id>, tick: u64) {
        let mut before = None;
        self.alter(name.folder, |folder| {
            (folder.written, folder.changed) = (tick, tick);
            if let Body::Folder(names) = &mut folder.body {
                before = match to {
                    Some(to) => names.insert(name.name.clone(), to),
                    None => names.remove(&name.name),
                };
            }
        });
        for id in [before, to].into_iter().flatten() {
            self.alter(id, |inode| inode.changed = tick);
        }
    }

    fn edit(&mut self, file: Id, tick: u64, edit: impl FnOnce(&mut Vec<u8>)) {
        self.alter(file, |inode| {
            (inode.written, inode.changed) = (tick, tick);
            if let Body::File(bytes) = &mut inode.body {
                edit(Arc::make_mut(bytes));
            }
        });
    }
}

/// The parts of a path, the first one last.
fn parts(path: &Path) -> Vec<OsString> {
    let parts = path.components().rev();
    parts
        .filter(|part| matches!(part, Component::Normal(_) | Component::ParentDir))
        .map(|part| part.as_os_str().to_owned())
        .collect()
}
