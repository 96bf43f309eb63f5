//! How a command opens a case.

use std::mem::ManuallyDrop;
use std::path::Path;
use std::sync::Arc;

use super::World;
use super::failure::Result;
use super::{synced, who, words};
use crate::error::{Error, ErrorKind};
use crate::store::{Access, Desk, Holder, holder_of};

/// What a command has read and keeps until its process ends, which takes all at once: to give back
/// a hundred thousand claims one by one takes a tenth of a second.
pub(super) fn until_exit<T>(read: T) -> ManuallyDrop<T> {
    ManuallyDrop::new(read)
}

impl World {
    /// Opens a case, and says on standard error what its opener should know.
    pub fn desk(&self, path: &Path, access: Access) -> Result<Desk> {
        let mut desk = Desk::open(
            Arc::clone(&self.disk),
            self.paths.state.as_deref(),
            path,
            access,
        )
        .map_err(|trouble| self.explained(trouble, path))?;
        if access == Access::Write {
            desk.sign(self.holder(path));
        }
        desk.see(self.now);
        self.tell(&mut desk, path);
        Ok(desk)
    }

    /// Says on standard error what the opener of a case should know.
    pub(super) fn tell(&self, desk: &mut Desk, path: &Path) {
        words::tell(&desk.news(), self.now);
        for sentence in synced::warnings(self, path, desk.history().case().id) {
            words::say(&format!("Note: {sentence}.\n"));
        }
    }

    /// An error with who it is that has the case at this path, if that is what it is about.
    pub fn explained(&self, error: Error, path: &Path) -> Error {
        if error.kind != ErrorKind::Held {
            return error;
        }
        let holder = holder_of(self.disk.as_ref(), self.paths.state.as_deref(), path);
        match holder {
            Some(holder) => error.because(words::holder(&holder, self.now)),
            None => error,
        }
    }

    /// What we write into the lock, for another factdesk that finds the case locked.
    pub fn holder(&self, path: &Path) -> Holder {
        Holder {
            by: who::anybody(self, path).unwrap_or_default(),
            process: std::process::id(),
            host: rustix::system::uname()
                .nodename()
                .to_string_lossy()
                .into_owned(),
            since: self.now,
        }
    }
}
