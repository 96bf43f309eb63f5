//! Opening a case for a command.

use std::mem::ManuallyDrop;
use std::path::Path;
use std::sync::Arc;

use super::World;
use super::failure::Result;
use super::{synced, who, words};
use crate::error::{Error, ErrorKind};
use crate::store::{Access, Desk, Holder, holder_of};

/// Keeps a value until the process ends. Freeing a hundred thousand claims would take a tenth of a
/// second. At the end of a process, the system frees all memory at once.
pub(super) fn until_exit<T>(read: T) -> ManuallyDrop<T> {
    ManuallyDrop::new(read)
}

impl World {
    /// Opens a case, and prints its notices on standard error.
    pub fn desk(&self, path: &Path, access: Access) -> Result<Desk> {
        let mut desk = Desk::open(
            Arc::clone(&self.disk),
            self.paths.state.as_deref(),
            path,
            access,
        )
        .map_err(|error| self.explained(error, path))?;
        if access == Access::Write {
            desk.write_holder(self.holder(path));
        }
        desk.observe_time(self.now);
        self.print_notices(&mut desk, path);
        Ok(desk)
    }

    /// Prints the notices about a case, and warnings about conflict copies, on standard error.
    pub(super) fn print_notices(&self, desk: &mut Desk, path: &Path) {
        words::print_notices(&desk.take_notices(), self.now);
        for sentence in synced::warnings(self, path, desk.history().case().id) {
            words::say(&format!("Note: {sentence}.\n"));
        }
    }

    /// Adds to an error about a locked case who has the case open.
    pub fn explained(&self, error: Error, path: &Path) -> Error {
        if error.kind != ErrorKind::Locked {
            return error;
        }
        let holder = holder_of(self.disk.as_ref(), self.paths.state.as_deref(), path);
        match holder {
            Some(holder) => error.because(words::holder(&holder, self.now)),
            None => error,
        }
    }

    /// The text for the lock file: who has the case open.
    pub fn holder(&self, path: &Path) -> Holder {
        Holder {
            by: who::known_person(self, path).unwrap_or_default(),
            process: std::process::id(),
            host: rustix::system::uname()
                .nodename()
                .to_string_lossy()
                .into_owned(),
            since: self.now,
        }
    }
}
