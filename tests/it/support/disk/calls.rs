//! The calls of the disk interface. Each is reported to the hook, counted, given its fate, and then
//! made.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::MutexGuard;

use rustix::io::Errno;

use super::Memory;
use super::faults::{Call, Fate, Operation, dead};
use super::files::Id;
use super::state::State;
use factdesk::case::Sha256;
use factdesk::store::disk::{Disk, Look, Writing};

/// A new call on one path.
fn call(operation: Operation, path: &Path) -> Call {
    Call {
        operation,
        path: path.to_owned(),
        to: None,
    }
}

/// A new call that names two paths.
fn call_to(operation: Operation, path: &Path, to: &Path) -> Call {
    Call {
        to: Some(to.to_owned()),
        ..call(operation, path)
    }
}

impl Memory {
    /// Reports the call to the hook. No lock is held during this, so that the hook may use the
    /// files. Its own calls do not run it again.
    fn tell(&self, call: &Call) {
        if self.is_outside {
            return;
        }
        let hook = self.state().hook.take();
        if let Some(mut hook) = hook {
            (hook.0)(&self.outside(), call);
            // Unless the hook installed another one.
            self.state().hook.get_or_insert(hook);
        }
    }

    /// Reports a call, counts it as one that changes something or one that only looks, and returns
    /// its fate.
    fn begin(
        &self,
        call: &Call,
        changes: impl FnOnce(&State) -> bool,
    ) -> (MutexGuard<'_, State>, Fate) {
        self.tell(call);
        let mut state = self.state();
        let fate = if self.is_outside {
            Fate::Happens
        } else if changes(&state) {
            state.faults.change()
        } else {
            state.faults.look()
        };
        (state, fate)
    }

    /// Makes a call that only looks.
    fn look_on<T>(&self, call: &Call, look: impl FnOnce(&State) -> io::Result<T>) -> io::Result<T> {
        let (mut state, fate) = self.begin(call, |_| false);
        fate.of(&mut state, |state| look(state))
    }

    /// Makes a call that changes something, as one step.
    fn change<T>(
        &self,
        call: &Call,
        change: impl FnOnce(&mut State) -> io::Result<T>,
    ) -> io::Result<T> {
        let (mut state, fate) = self.begin(call, |_| true);
        fate.of(&mut state, change)
    }

    fn opened(&self, id: Id, path: &Path, at: Option<u64>) -> Opened {
        Opened {
            memory: self.clone(),
            id,
            path: path.to_owned(),
            at,
            has_lock: false,
        }
    }
}

impl Fate {
    /// Makes a call that happens as one step or not at all.
    fn of<T>(
        self,
        state: &mut State,
        make: impl FnOnce(&mut State) -> io::Result<T>,
    ) -> io::Result<T> {
        match self {
            Self::Happens | Self::Halved => make(state),
            Self::DiesUnheard => {
                // The process does not learn whether the call succeeded either.
                let _ = make(state);
                Err(dead())
            }
            Self::Dies | Self::Dead => Err(dead()),
            Self::Refused(errno) => Err(io::Error::from_raw_os_error(errno)),
        }
    }
}

impl Disk for Memory {
    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        self.look_on(&call(Operation::Real, path), |state| state.files.real(path))
    }

    fn look(&self, path: &Path) -> io::Result<Look> {
        self.look_on(&call(Operation::Look, path), |state| {
            state.files.look(state.files.find(path)?)
        })
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        self.look_on(&call(Operation::Read, path), |state| {
            let bytes = state.files.bytes(state.files.find(path)?)?;
            if bytes.len() as u64 > limit {
                return Err(io::ErrorKind::FileTooLarge.into());
            }
            Ok(bytes.to_vec())
        })
    }

    fn hash(&self, path: &Path) -> io::Result<Sha256> {
        self.look_on(&call(Operation::Hash, path), |state| {
            let bytes = state.files.bytes(state.files.find(path)?)?;
            Ok(Sha256::over([bytes.as_slice()]))
        })
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        self.look_on(&call(Operation::List, folder), |state| state.list(folder))
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        let is_missing = |folder: &&Path| {
            let found = self.state().files.find(folder);
            found.is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
        };
        let missing: Vec<&Path> = folder.ancestors().take_while(is_missing).collect();
        for folder in missing.iter().rev() {
            self.change(&call(Operation::MakeFolder, folder), |state| {
                state.make_folder(folder)
            })?;
        }
        if missing.is_empty() {
            self.look_on(&call(Operation::MakeFolder, folder), |state| {
                let found = state.files.inode(state.files.find(folder)?)?;
                if found.is_folder() {
                    Ok(())
                } else {
                    Err(Errno::EXIST.into())
                }
            })?;
        }
        Ok(())
    }

    fn create(&self, path: &Path, mode: u32) -> io::Result<Box<dyn Writing>> {
        let id = self.change(&call(Operation::Create, path), |state| {
            state.create(path, mode)
        })?;
        let mut opened = self.opened(id, path, None);
        opened.has_lock = self.state().locks.insert(id);
        if opened.has_lock {
            Ok(Box::new(opened))
        } else {
            Err(io::ErrorKind::WouldBlock.into())
        }
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn Writing>> {
        let id = self.change(&call(Operation::Append, path), |state| {
            state.open(path, Some(0o600))
        })?;
        Ok(Box::new(self.opened(id, path, None)))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.change(&call_to(Operation::Rename, from, to), |state| {
            state.rename(from, to, true)
        })
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.change(&call_to(Operation::RenameNew, from, to), |state| {
            state.rename(from, to, false)
        })
    }

    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()> {
        self.change(&call_to(Operation::Exchange, a, b), |state| {
            state.exchange(a, b)
        })
    }

    fn overwrite(&self, path: &Path) -> io::Result<Box<dyn Writing>> {
        let id = self.change(&call(Operation::Overwrite, path), |state| {
            state.open(path, None)
        })?;
        Ok(Box::new(self.opened(id, path, Some(0))))
    }

    fn may_write(&self, path: &Path) -> bool {
        let may = self.look_on(&call(Operation::MayWrite, path), |state| {
            state.files.inode(state.files.find(path)?)?.may_write()
        });
        may.is_ok()
    }

    fn link(&self, path: &Path) -> io::Result<PathBuf> {
        self.look_on(&call(Operation::Link, path), |state| state.link(path))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.change(&call(Operation::Remove, path), |state| state.remove(path))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.change(&call(Operation::SyncFolder, folder), |state| {
            state.sync_folder(folder)
        })
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Writing>>> {
        let is_missing = |state: &State| {
            let name = state.files.name(path);
            name.is_ok_and(|name| state.files.at(&name).is_none())
        };
        let (mut state, fate) = self.begin(&call(Operation::Lock, path), is_missing);
        let id = fate.of(&mut state, |state| state.open(path, Some(0o600)))?;
        if !state.locks.insert(id) {
            return Ok(None);
        }
        let mut opened = self.opened(id, path, None);
        opened.has_lock = true;
        Ok(Some(Box::new(opened)))
    }
}

/// An open file, which stays the same file whatever happens to its name.
struct Opened {
    memory: Memory,
    id: Id,
    /// The path at which it was opened.
    path: PathBuf,
    /// Where it writes next. None means its end.
    at: Option<u64>,
    /// Whether it holds the lock of the file, until it is closed.
    has_lock: bool,
}

impl Drop for Opened {
    fn drop(&mut self) {
        if self.has_lock {
            self.memory.state().locks.remove(&self.id);
        }
    }
}

impl Writing for Opened {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let (mut state, fate) = self
            .memory
            .begin(&call(Operation::Write, &self.path), |_| true);
        let half = bytes.len() / 2;
        let (length, is_heard) = match fate {
            Fate::Happens => (bytes.len(), true),
            Fate::Halved => (half.max(1), true),
            Fate::Dies => (half, false),
            Fate::DiesUnheard => (bytes.len(), false),
            Fate::Dead => return Err(dead()),
            Fate::Refused(errno) => return Err(io::Error::from_raw_os_error(errno)),
        };
        let part = bytes.get(..length).unwrap_or(bytes);
        let written = state.write(self.id, self.at, part);
        if !is_heard {
            return Err(dead());
        }
        let written = written?;
        self.at = self.at.map(|at| at + written as u64);
        Ok(written)
    }

    fn reserve(&mut self, bytes: u64) -> io::Result<()> {
        self.memory
            .change(&call(Operation::Reserve, &self.path), |state| {
                state.reserve(self.id, bytes)
            })
    }

    fn copy_metadata(&mut self, path: &Path) -> io::Result<()> {
        self.memory.change(
            &call_to(Operation::CopyMetadata, &self.path, path),
            |state| state.copy_metadata(self.id, path),
        )
    }

    fn is_at(&self, path: &Path) -> io::Result<bool> {
        let found = self
            .memory
            .look_on(&call_to(Operation::IsAt, &self.path, path), |state| {
                state.files.find_itself(path)
            });
        match found {
            Ok(found) => Ok(found == self.id),
            Err(error) => match error.kind() {
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Ok(false),
                _ => Err(error),
            },
        }
    }

    fn cut(&mut self, bytes: u64) -> io::Result<()> {
        self.memory
            .change(&call(Operation::Cut, &self.path), |state| {
                state.cut(self.id, bytes)
            })
    }

    fn sync(&mut self) -> io::Result<()> {
        let (mut state, fate) = self
            .memory
            .begin(&call(Operation::Sync, &self.path), |_| true);
        // An interrupted sync may be repeated. Any other failed sync gives up the unwritten data.
        if matches!(fate, Fate::Refused(errno) if errno != Errno::INTR.raw_os_error()) {
            state.power.lose(self.id);
        }
        fate.of(&mut state, |state| {
            state.power.sync(self.id);
            Ok(())
        })
    }
}
