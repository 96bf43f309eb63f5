//! A small Unix file system in memory that misbehaves as it is told, for tests of what is left
//! behind.
//!
//! It is a whole file system as far as the store can tell: names lead to files, several names may
//! lead to one, an open file stays the same whatever becomes of its name, and places may refuse
//! ([`Memory::protect`], [`Memory::mount`], [`Memory::fill`] and others). On top of that:
//!
//! - **Calls fail.** Those that change something are counted from 0, and so are those that only look. At any of them the
//!   process dies or an error is answered.
//! - **Somebody comes in between.** A hook runs before each call and may change the files as another program does.
//! - **The power goes.** [`Memory::power_cuts`] gives the states that the machine may come up with.
//!
//! # What a loss of power leaves
//!
//! What is in a file lasts once the file is synced: bytes, length, permissions and attributes. A
//! name, new, changed or gone, lasts once its folder is synced, and not with the file; a rename
//! into another folder lasts with the folder that it leads to. Two files, or two folders, do not
//! wait for one another. What the test itself put there lasts.
//!
//! Whatever else was done got to the disk in order up to some moment, but for
//!
//! - the last write, of which half is there, or only the length, so that what it has more than before are zeros;
//! - one thing that lags behind: one file, the names of one folder, all files or all names. It is as it was at its last
//!   sync; a file may also have half of each write, or only its length.
//!
//! What was done to a file since its last sync when a sync of it is refused (but for `EINTR`) stays
//! readable and is given up: a later sync says yes and does not make it last. Each change of names
//! happens as one, `exchange` too.

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
    /// Whether its calls are those of another program, which are not counted and have no faults.
    is_outside: bool,
}

impl Default for Memory {
    fn default() -> Self {
        Self::of(State::new())
    }
}

/// What is there.
impl Memory {
    /// An empty file system: a root and nothing else.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a new file there, with its folders. It takes the name from what has it, as a program
    /// does that replaces files whole; where that is open or has other names, it goes on as it is.
    pub fn put(&self, path: impl AsRef<Path>, bytes: impl Into<Vec<u8>>) {
        let body = Body::File(Arc::new(bytes.into()));
        self.state().put(path.as_ref(), Inode::new(body, 0o644));
    }

    /// Puts these bytes into the file that is there, as a program does that writes over files in
    /// place. Links are followed.
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

    /// Gives a file another name beside the ones it has: a hard link.
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

    /// Sets the permission bits of a file or folder. The test counts as a user whom they let in: a
    /// write is refused only if they let nobody write.
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

    /// Whether a symbolic link stands there.
    pub fn is_link(&self, path: impl AsRef<Path>) -> bool {
        let inode = self.inode(path.as_ref());
        inode.is_some_and(|inode| matches!(inode.body, Body::Link(_)))
    }

    /// Every path there is, in order.
    pub fn paths(&self) -> Vec<PathBuf> {
        self.state().files.paths().into_keys().collect()
    }

    fn inode(&self, path: &Path) -> Option<Inode> {
        let state = self.state();
        let id = state.files.find_itself(path).ok()?;
        state.files.inode(id).ok().cloned()
    }
}

/// Places that refuse.
impl Memory {
    /// Nobody may make or take away names in this folder: `EACCES`.
    pub fn close_folder(&self, folder: impl AsRef<Path>) {
        self.protect(folder);
    }

    /// Nobody may write to this file: `EACCES`. It is still ours to replace.
    pub fn protect(&self, path: impl AsRef<Path>) {
        self.state()
            .alter(path.as_ref(), |inode| inode.mode &= !0o222);
    }

    /// Makes another user and group the owner of a file, which we may go on writing to where its
    /// permissions let anybody. What takes after it cannot have its owner.
    pub fn give_away(&self, path: impl AsRef<Path>) {
        self.state()
            .alter(path.as_ref(), |inode| inode.is_foreign = true);
    }

    /// Makes a file a mount point, whose name is nobody's to give to another file or to take away:
    /// `EBUSY`.
    pub fn mount(&self, path: impl AsRef<Path>) {
        self.state()
            .alter(path.as_ref(), |inode| inode.is_mount = true);
    }

    /// It cannot exchange two files: `Unsupported`.
    pub fn without_exchange(&self) {
        self.state().cannot_exchange = true;
    }

    /// Leaves room for this many more bytes. A write beyond that is a short write, then `ENOSPC`.
    /// What is removed or cut makes room again.
    pub fn fill(&self, bytes: u64) {
        let mut state = self.state();
        state.capacity = Some(state.files.held().saturating_add(bytes));
    }
}

/// Calls that fail.
impl Memory {
    /// How many calls that change something were made. Whatever is opened to write is among them,
    /// and so is a lock whose file has to be made; a folder that is made counts for itself.
    pub fn calls(&self) -> usize {
        self.state().faults.calls
    }

    /// How many calls that only look were made.
    pub fn looks(&self) -> usize {
        self.state().faults.looks
    }

    /// Dies at this changing call, counted from 0: a write is then half done, anything else not at
    /// all, and every call after it fails.
    pub fn die_at(&self, call: usize) {
        let is_after = false;
        self.state().faults.death = Some(Death { call, is_after });
    }

    /// Like `die_at`, but the call is done: the process dies before it learns so.
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

    /// Refuses this one call that only looks, counted from 0. What cannot answer with an error says
    /// no.
    pub fn refuse_look(&self, look: usize, errno: i32) {
        self.state().faults.refused_looks.push((look, errno));
    }

    /// This changing call, if it is a write, writes half, one byte at least, and says so.
    pub fn shorten(&self, call: usize) {
        self.state().faults.shortened.insert(call);
    }

    /// Refuses nothing more, and shortens nothing.
    pub fn relent(&self) {
        let mut state = self.state();
        state.faults.refused.clear();
        state.faults.refused_looks.clear();
        state.faults.shortened.clear();
    }

    /// Runs this before each call of the program under test, in place of what ran before. It is
    /// handed the files as [`Memory::outside`] does.
    pub fn before_each(&self, hook: impl FnMut(&Self, &Call) + Send + 'static) {
        self.state().hook = Some(Hook(Box::new(hook)));
    }

    /// The same files for another program: its calls are not counted, have no faults and run no
    /// hook.
    #[must_use]
    pub fn outside(&self) -> Self {
        Self {
            state: Arc::clone(&self.state),
            is_outside: true,
        }
    }
}

/// What comes after.
impl Memory {
    /// What a new process finds: all that was done, synced or not, and the places that refuse; no
    /// locks, no faults, calls counted from 0. It is a copy.
    #[must_use]
    pub fn revived(&self) -> Self {
        let state = self.state();
        Self::of(state.of(state.files.clone(), state.power.clone()))
    }

    /// What a machine may come up with if the power goes now, each state once, as the head of this
    /// module says. The first is what was synced, and one of them all that was done.
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
