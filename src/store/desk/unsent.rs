//! A desk keeps what was typed and not sent, beside the journal.

use std::io;
use std::path::Path;

use super::{Access, Desk};
use crate::store::unsent::{self, Unsent};

impl Desk {
    /// What was typed here and not sent, the oldest first; nothing where the case is only read, for it may be at work elsewhere.
    pub fn unsent(&self) -> Vec<Unsent> {
        let Some(folder) = self
            .folder
            .as_deref()
            .filter(|_| self.access == Access::Write)
        else {
            return Vec::new();
        };
        let all = unsent::read(self.disk.as_ref(), folder);
        // What an editor was left with is in there now.
        if unsent::write(self.disk.as_ref(), folder, &all).is_ok() {
            unsent::tidy(self.disk.as_ref(), folder);
        }
        all
    }

    /// Keeps this and nothing else. A case that is only read keeps nothing.
    ///
    /// Errors: it cannot be written.
    pub fn keep_unsent(&self, all: &[Unsent]) -> io::Result<()> {
        match self.folder.as_deref() {
            Some(folder) if self.access == Access::Write => {
                unsent::write(self.disk.as_ref(), folder, all)
            }
            _ => Ok(()),
        }
    }

    /// The directory, for the user alone, of what belongs to the case on this machine; none where there is no place.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }
}
