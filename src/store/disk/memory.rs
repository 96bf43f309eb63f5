//! A file system in memory that can die at any call, for tests of what a kill leaves behind.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::case::Sha256;

use super::{Disk, Kind, Look, Stamp, Writing};

/// A file system in memory. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    state: Arc<Mutex<State>>,
}

#[derive(Clone, Debug)]
enum Node {
    File { bytes: Vec<u8>, mode: u32 },
    Folder,
    Link(PathBuf),
}

#[derive(Debug, Default)]
struct State {
    nodes: BTreeMap<PathBuf, Node>,
    locks: BTreeSet<PathBuf>,
    calls: usize,
    dies_at: Option<usize>,
    refuses: Option<(usize, io::ErrorKind)>,
}

impl Memory {
    /// An empty file system: a root and nothing else.
    pub fn new() -> Self {
        let memory = Self::default();
        memory
            .state()
            .nodes
            .insert(PathBuf::from("/"), Node::Folder);
        memory
    }

    /// Puts a file there, with its directories.
    pub fn put(&self, path: impl AsRef<Path>, bytes: impl Into<Vec<u8>>) {
        let mut state = self.state();
        for folder in path.as_ref().ancestors().skip(1) {
            state.nodes.entry(folder.to_owned()).or_insert(Node::Folder);
        }
        state.nodes.insert(
            path.as_ref().to_owned(),
            Node::File {
                bytes: bytes.into(),
                mode: 0o644,
            },
        );
    }

    /// Puts a symbolic link there.
    pub fn put_link(&self, path: impl AsRef<Path>, to: impl Into<PathBuf>) {
        self.state()
            .nodes
            .insert(path.as_ref().to_owned(), Node::Link(to.into()));
    }

    /// The bytes of a file, links not followed.
    pub fn bytes(&self, path: impl AsRef<Path>) -> Option<Vec<u8>> {
        match self.state().nodes.get(path.as_ref()) {
            Some(Node::File { bytes, .. }) => Some(bytes.clone()),
            _ => None,
        }
    }

    /// The permission bits of a file.
    pub fn mode(&self, path: impl AsRef<Path>) -> Option<u32> {
        match self.state().nodes.get(path.as_ref()) {
            Some(Node::File { mode, .. }) => Some(*mode),
            _ => None,
        }
    }

    /// Whether a symbolic link stands there.
    pub fn is_link(&self, path: impl AsRef<Path>) -> bool {
        matches!(self.state().nodes.get(path.as_ref()), Some(Node::Link(_)))
    }

    /// Every path there is.
    pub fn paths(&self) -> Vec<PathBuf> {
        self.state().nodes.keys().cloned().collect()
    }

    /// How many calls that change something were made.
    pub fn calls(&self) -> usize {
        self.state().calls
    }

    /// Dies at this changing call, counted from 0: a write is then half done, anything else not at all, and every call
    /// after it fails.
    pub fn die_at(&self, call: usize) {
        self.state().dies_at = Some(call);
    }

    /// Refuses this one changing call, counted from 0, with an error.
    pub fn refuse(&self, call: usize, kind: io::ErrorKind) {
        self.state().refuses = Some((call, kind));
    }

    /// What a new process finds: all that was written, no locks, calls counted from 0.
    #[must_use]
    pub fn revived(&self) -> Self {
        let nodes = self.state().nodes.clone();
        Self {
            state: Arc::new(Mutex::new(State {
                nodes,
                ..State::default()
            })),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Counts a call that changes something. Says whether to die in the midst of it.
    fn count(&mut self) -> io::Result<bool> {
        let call = self.calls;
        self.calls += 1;
        if let Some((refused, kind)) = self.refuses
            && refused == call
        {
            return Err(kind.into());
        }
        match self.dies_at {
            Some(death) if call > death => Err(io::Error::other("the process is dead")),
            death => Ok(death == Some(call)),
        }
    }

    /// Counts a call that is done or not done.
    fn step(&mut self) -> io::Result<()> {
        if self.count()? {
            Err(io::Error::other("killed"))
        } else {
            Ok(())
        }
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        let mut path = path.to_owned();
        for _ in 0..40 {
            match self.nodes.get(&path) {
                Some(Node::Link(to)) => path = path.parent().unwrap_or(Path::new("/")).join(to),
                Some(_) => return Ok(path),
                None => return Err(io::ErrorKind::NotFound.into()),
            }
        }
        Err(io::Error::other("too many links"))
    }
}

impl Disk for Memory {
    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        self.state().resolve(path)
    }

    fn look(&self, path: &Path) -> io::Result<Look> {
        let state = self.state();
        let path = state.resolve(path)?;
        match state.nodes.get(&path) {
            Some(Node::File { bytes, mode }) => Ok(Look {
                kind: Kind::File,
                bytes: bytes.len() as u64,
                mode: *mode,
                names: 1,
                stamp: stamp(bytes),
            }),
            Some(Node::Folder) => Ok(Look {
                kind: Kind::Folder,
                bytes: 0,
                mode: 0o755,
                names: 1,
                stamp: stamp(&[]),
            }),
            _ => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let path = self.real(path)?;
        match self.bytes(path) {
            Some(bytes) if bytes.len() as u64 > limit => Err(io::ErrorKind::FileTooLarge.into()),
            Some(bytes) => Ok(bytes),
            None => Err(io::ErrorKind::InvalidInput.into()),
        }
    }

    fn hash(&self, path: &Path) -> io::Result<Sha256> {
        self.read(path, u64::MAX)
            .map(|bytes| Sha256::over([bytes.as_slice()]))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        let state = self.state();
        let folder = state.resolve(folder)?;
        let inside = state
            .nodes
            .keys()
            .filter(|path| path.parent() == Some(&folder));
        Ok(inside
            .filter_map(|path| path.file_name())
            .map(OsString::from)
            .collect())
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        let mut state = self.state();
        if !state.nodes.contains_key(folder) {
            state.step()?;
            for folder in folder.ancestors() {
                state.nodes.entry(folder.to_owned()).or_insert(Node::Folder);
            }
        }
        Ok(())
    }

    fn create(&self, path: &Path, mode: u32) -> io::Result<Box<dyn Writing>> {
        let mut state = self.state();
        state.step()?;
        if state.nodes.contains_key(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        if path
            .parent()
            .is_none_or(|folder| !state.nodes.contains_key(folder))
        {
            return Err(io::ErrorKind::NotFound.into());
        }
        state.nodes.insert(
            path.to_owned(),
            Node::File {
                bytes: Vec::new(),
                mode,
            },
        );
        Ok(Box::new(Opened {
            memory: self.clone(),
            path: path.to_owned(),
            at: None,
        }))
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn Writing>> {
        let mut state = self.state();
        state.step()?;
        state.nodes.entry(path.to_owned()).or_insert(Node::File {
            bytes: Vec::new(),
            mode: 0o600,
        });
        Ok(Box::new(Opened {
            memory: self.clone(),
            path: path.to_owned(),
            at: None,
        }))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.step()?;
        let node = state.nodes.remove(from).ok_or(io::ErrorKind::NotFound)?;
        state.nodes.insert(to.to_owned(), node);
        Ok(())
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        if self.state().nodes.contains_key(to) {
            self.state().step()?;
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.rename(from, to)
    }

    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.step()?;
        let (Some(first), Some(second)) =
            (state.nodes.get(a).cloned(), state.nodes.get(b).cloned())
        else {
            return Err(io::ErrorKind::NotFound.into());
        };
        state.nodes.insert(a.to_owned(), second);
        state.nodes.insert(b.to_owned(), first);
        Ok(())
    }

    fn overwrite(&self, path: &Path) -> io::Result<Box<dyn Writing>> {
        let mut state = self.state();
        state.step()?;
        match state.nodes.get(path) {
            Some(Node::File { .. }) => Ok(Box::new(Opened {
                memory: self.clone(),
                path: path.to_owned(),
                at: Some(0),
            })),
            _ => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn may_write(&self, _: &Path) -> bool {
        true
    }

    fn link(&self, path: &Path) -> io::Result<PathBuf> {
        match self.state().nodes.get(path) {
            Some(Node::Link(to)) => Ok(to.clone()),
            _ => Err(io::ErrorKind::InvalidInput.into()),
        }
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.step()?;
        state
            .nodes
            .remove(path)
            .map(|_| ())
            .ok_or(io::ErrorKind::NotFound.into())
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        self.state().step()
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Writing>>> {
        let mut state = self.state();
        if !state.locks.insert(path.to_owned()) {
            return Ok(None);
        }
        state.nodes.entry(path.to_owned()).or_insert(Node::File {
            bytes: Vec::new(),
            mode: 0o600,
        });
        Ok(Some(Box::new(Lock {
            file: Opened {
                memory: self.clone(),
                path: path.to_owned(),
                at: Some(0),
            },
        })))
    }
}

struct Lock {
    file: Opened,
}

impl Drop for Lock {
    fn drop(&mut self) {
        self.file.memory.state().locks.remove(&self.file.path);
    }
}

impl Writing for Lock {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn reserve(&mut self, _: u64) -> io::Result<()> {
        Ok(())
    }

    fn take_after(&mut self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn is_at(&self, path: &Path) -> bool {
        self.file.is_at(path)
    }

    fn cut(&mut self, bytes: u64) -> io::Result<()> {
        self.file.cut(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.file.sync()
    }
}

/// The stamp of a file with these bytes.
fn stamp(bytes: &[u8]) -> Stamp {
    let sum = Sha256::over([bytes]);
    let sum = sum.to_string();
    let sum = i64::from_str_radix(sum.get(..15).unwrap_or("0"), 16).unwrap_or_default();
    Stamp {
        file: (0, 0),
        bytes: (sum, 0),
        inode: (sum, 0),
    }
}

struct Opened {
    memory: Memory,
    path: PathBuf,
    at: Option<usize>,
}

impl Opened {
    fn change(
        &self,
        half: bool,
        change: impl FnOnce(&mut Vec<u8>, &mut u32, bool),
    ) -> io::Result<()> {
        let mut state = self.memory.state();
        let dying = state.count()?;
        if (!dying || half)
            && let Some(Node::File { bytes, mode }) = state.nodes.get_mut(&self.path)
        {
            change(bytes, mode, dying);
        }
        if dying {
            Err(io::Error::other("killed"))
        } else {
            Ok(())
        }
    }
}

impl Writing for Opened {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.change(true, |file, _, dying| {
            let written = if dying { bytes.len() / 2 } else { bytes.len() };
            if let Some(at) = self.at {
                for (place, byte) in bytes.iter().take(written).enumerate() {
                    match file.get_mut(at + place) {
                        Some(there) => *there = *byte,
                        None => file.push(*byte),
                    }
                }
            } else {
                file.extend(bytes.iter().take(written));
            }
        })?;
        if let Some(at) = &mut self.at {
            *at += bytes.len();
        }
        Ok(bytes.len())
    }

    fn reserve(&mut self, _: u64) -> io::Result<()> {
        self.change(false, |_, _, _| {})
    }

    fn take_after(&mut self, path: &Path) -> io::Result<()> {
        let mode = self.memory.mode(path).ok_or(io::ErrorKind::NotFound)?;
        self.change(false, |_, old, _| *old = mode)
    }

    fn is_at(&self, path: &Path) -> bool {
        path == self.path && self.memory.bytes(path).is_some()
    }

    fn cut(&mut self, bytes: u64) -> io::Result<()> {
        self.change(false, |file, _, _| {
            file.truncate(usize::try_from(bytes).unwrap_or(usize::MAX));
        })
    }

    fn sync(&mut self) -> io::Result<()> {
        self.change(false, |_, _, _| {})
    }
}
