//! A small Unix file system in memory that fails on request, for tests of what is left behind.
//!
//! For the store it is a complete file system: names lead to files, several names may lead to one
//! file, an open file stays the same whatever happens to its name, and places may refuse access
//! ([`Memory::protect`], [`Memory::mount`], [`Memory::fill`] and others). In addition:
//!
//! - **Calls fail.** Calls that change something are counted from 0, and so are calls that only
//!   look. At any of them the process dies or an error is returned.
//! - **Another program acts in between.** A hook runs before each call and may change the files as
//!   another program does.
//! - **The power fails.** [`Memory::power_cuts`] gives the states that the machine may start with.
//!
//! # The state after a power failure
//!
//! The content of a file lasts once the file is synced: bytes, length, permissions and attributes.
//! A new, changed or removed name lasts once its folder is synced, and not with the file. A rename
//! into another folder lasts with the target folder. Two files, or two folders, do not wait for one
//! another. Whatever the test itself put there lasts.
//!
//! All other changes reached the disk in order up to some moment, except
//!
//! - the last write, of which half is there, or only the length, so that the new part is zeros;
//! - one thing that lags behind: one file, the names of one folder, all files or all names. It is
//!   as it was at its last sync; a file may also have half of each write, or only its length.
//!
//! If a sync of a file is refused (except with `EINTR`), the changes since its last sync stay
//! readable but are given up: a later sync succeeds and does not make them last. Each change of
//! names happens as one step, also `exchange`.

mod calls;
mod faults;
mod files;
mod power;
mod state;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub use faults::{Call, Operation};

use faults::{Death, Hook};
use files::{Body, Inode};
use state::State;

/// A file system in memory. Clones share it.
#[derive(Clone, Debug)]
pub struct Memory {
    state: Arc<Mutex<State>>,
    /// Whether its calls belong to another program. Those are not counted and have no faults.
    is_outside: bool,
}

impl Default for Memory {
    fn default() -> Self {
        Self::of(State::new())
    }
}

/// The content of the file system.
impl Memory {
    /// An empty file system with only a root folder.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a new file there, with its folders. The new file takes over the name, as when a program
    /// replaces files as a whole. The old file continues to exist where it is open or has other
    /// names.
    pub fn put(&self, path: impl AsRef<Path>, bytes: impl Into<Vec<u8>>) {
        let body = Body::File(Arc::new(bytes.into()));
        self.state().put(path.as_ref(), Inode::new(body, 0o644));
    }

    /// Puts these bytes into the existing file, as a program does that overwrites files in place.
    /// Links are followed.
    pub fn put_into(&self, path: impl AsRef<Path>, bytes: impl Into<Vec<u8>>) {
        self.state().put_into(path.as_ref(), bytes.into());
    }

    /// Puts a symbolic link there.
    pub fn put_link(&self, path: impl AsRef<Path>, to: impl Into<PathBuf>) {
        let link = Inode::new(Body::Link(to.into()), 0o777);
        self.state().put(path.as_ref(), link);
    }

    /// Puts a FIFO there.
    pub fn put_special(&self, path: impl AsRef<Path>) {
        let special = Inode::new(Body::Special, 0o644);
        self.state().put(path.as_ref(), special);
    }

    /// Gives a file an additional name: a hard link.
    pub fn put_name(&self, path: impl AsRef<Path>, name: impl AsRef<Path>) {
        self.state().put_name(path.as_ref(), name.as_ref());
    }

    /// Gives a file an extended attribute.
    pub fn put_attribute(&self, path: impl AsRef<Path>, name: &str, value: impl Into<Vec<u8>>) {
        let value = value.into();
        self.state().alter(path.as_ref(), |inode| {
            inode.attributes.insert(name.into(), value.clone());
        });
    }

    /// Sets the permission bits of a file or folder. The test acts as a user whom they admit, so a
    /// write is refused only if nobody may write.
    pub fn set_mode(&self, path: impl AsRef<Path>, mode: u32) {
        self.state()
            .alter(path.as_ref(), |inode| inode.mode = mode & 0o7777);
    }

    /// The bytes of a file, links not followed.
    pub fn bytes(&self, path: impl AsRef<Path>) -> Option<Vec<u8>> {
        self.inode(path.as_ref())
            .and_then(|inode| match inode.body {
                Body::File(bytes) => Some(bytes.to_vec()),
                _ => None,
            })
    }

    /// The permission bits of a file, links not followed.
    pub fn mode(&self, path: impl AsRef<Path>) -> Option<u32> {
        self.inode(path.as_ref()).map(|inode| inode.mode)
    }

    /// An extended attribute of a file, links not followed.
    pub fn attribute(&self, path: impl AsRef<Path>, name: &str) -> Option<Vec<u8>> {
        let inode = self.inode(path.as_ref())?;
        inode.attributes.get(std::ffi::OsStr::new(name)).cloned()
    }

    /// Whether there is a symbolic link.
    pub fn is_link(&self, path: impl AsRef<Path>) -> bool {
        let inode = self.inode(path.as_ref());
        inode.is_some_and(|inode| matches!(inode.body, Body::Link(_)))
    }

    /// Every path in order.
    pub fn paths(&self) -> Vec<PathBuf> {
        self.state().files.paths().into_keys().collect()
    }

    fn inode(&self, path: &Path) -> Option<Inode> {
        let state = self.state();
        let id = state.files.find_itself(path).ok()?;
        state.files.inode(id).ok().cloned()
    }
}

/// Places that refuse access.
impl Memory {
    /// Nobody may add or remove names in this folder: `EACCES`.
    pub fn close_folder(&self, folder: impl AsRef<Path>) {
        self.protect(folder);
    }

    /// Nobody may write to this file: `EACCES`. We may still replace it.
    pub fn protect(&self, path: impl AsRef<Path>) {
        self.state()
            .alter(path.as_ref(), |inode| inode.mode &= !0o222);
    }

    /// Makes another user and group the owner of a file. We may still write to it if its
    /// permissions let anybody. A file that copies its metadata cannot get its owner.
    pub fn give_away(&self, path: impl AsRef<Path>) {
        self.state()
            .alter(path.as_ref(), |inode| inode.is_foreign = true);
    }

    /// Makes a file a mount point, whose name nobody can give to another file or remove: `EBUSY`.
    pub fn mount(&self, path: impl AsRef<Path>) {
        self.state()
            .alter(path.as_ref(), |inode| inode.is_mount = true);
    }

    /// Makes exchanging two files fail: `Unsupported`.
    pub fn without_exchange(&self) {
        self.state().cannot_exchange = true;
    }

    /// Leaves room for this many more bytes. A write beyond that is a short write, then `ENOSPC`.
    /// Removing or shortening files makes room again.
    pub fn fill(&self, bytes: u64) {
        let mut state = self.state();
        state.capacity = Some(state.files.held().saturating_add(bytes));
    }
}

/// Calls that fail.
impl Memory {
    /// The number of calls so far that change something. Opening for writing is one of them, and so
    /// is a lock whose file must be made. Each folder that is made counts separately.
    pub fn calls(&self) -> usize {
        self.state().faults.calls
    }

    /// The number of calls so far that only look.
    pub fn looks(&self) -> usize {
        self.state().faults.looks
    }

    /// Dies at this changing call, counted from 0: a write is then half done, anything else does
    /// not happen, and every call after it fails.
    pub fn die_at(&self, call: usize) {
        let is_after = false;
        self.state().faults.death = Some(Death { call, is_after });
    }

    /// Like `die_at`, but the call happens, and the process dies before it learns so.
    pub fn die_after(&self, call: usize) {
        let is_after = true;
        self.state().faults.death = Some(Death { call, is_after });
    }

    /// Refuses this one changing call, counted from 0, with an error of the operating system.
    pub fn refuse(&self, call: usize, errno: i32) {
        let calls = call..call.saturating_add(1);
        self.state().faults.refused.push((calls, errno));
    }

    /// Refuses this changing call and all after it, until [`Memory::relent`].
    pub fn refuse_from(&self, call: usize, errno: i32) {
        self.state().faults.refused.push((call..usize::MAX, errno));
    }

    /// Refuses this one call that only looks, counted from 0. A call that cannot return an error
    /// answers no.
    pub fn refuse_look(&self, look: usize, errno: i32) {
        self.state().faults.refused_looks.push((look, errno));
    }

    /// Makes this changing call, if it is a write, write half, one byte at least, and report that.
    pub fn shorten(&self, call: usize) {
        self.state().faults.shortened.insert(call);
    }

    /// Stops refusing and shortening calls.
    pub fn relent(&self) {
        let mut state = self.state();
        state.faults.refused.clear();
        state.faults.refused_looks.clear();
        state.faults.shortened.clear();
    }

    /// Runs this before each call of the program under test, instead of the previous hook. It
    /// receives the files as [`Memory::outside`] returns them.
    pub fn before_each(&self, hook: impl FnMut(&Self, &Call) + Send + 'static) {
        self.state().hook = Some(Hook(Box::new(hook)));
    }

    /// The same files for another program. Its calls are not counted, have no faults and run no
    /// hook.
    #[must_use]
    pub fn outside(&self) -> Self {
        Self {
            state: Arc::clone(&self.state),
            is_outside: true,
        }
    }
}

/// The states after an end of the process or machine.
impl Memory {
    /// The state that a new process finds, as a copy: all changes, synced or not, and the places
    /// that refuse access. There are no locks and no faults, and calls are counted from 0.
    #[must_use]
    pub fn revived(&self) -> Self {
        let state = self.state();
        Self::of(state.of(state.files.clone(), state.power.clone()))
    }

    /// The states that a machine may start with if the power fails now, each once, as described at
    /// the top of this module. The first is what was synced, and one of them contains all changes.
    pub fn power_cuts(&self) -> Vec<Self> {
        let state = self.state();
        let cuts = state.power.cuts().into_iter();
        cuts.map(|files| Self::of(state.of(files.clone(), power::Power::new(files))))
            .collect()
    }

    fn of(state: State) -> Self {
        Self {
            state: Arc::new(Mutex::new(state)),
            is_outside: false,
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
