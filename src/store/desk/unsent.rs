//! A desk keeps what was typed and not sent, beside the journal.

use std::io;
use std::path::Path;

use super::{Access, Desk};
use crate::store::unsent::{self, Earlier, Unsent};

impl Desk {
    /// What was typed here and not sent; nothing where the case is only read, for it may be at work
    /// elsewhere.
    pub fn unsent(&mut self) -> Earlier {
        let folder = self.folder.as_deref();
        let Some(folder) = folder.filter(|_| self.access == Access::Write) else {
            return Earlier::default();
        };
        let disk = self.disk.as_ref();
        let earlier = unsent::read(disk, folder);
        let unread = earlier.unread.clone();
        self.in_the_way = unread.filter(|_| earlier.is_in_the_way);
        // What other files were left with is in there now.
        if !earlier.is_in_the_way && unsent::write(disk, folder, &earlier.all).is_ok() {
            unsent::tidy(disk, &earlier);
        }
        earlier
    }

    /// Keeps this and nothing else. A case that is only read keeps nothing.
    ///
    /// Errors: it cannot be written, or what could not be read would be lost.
    pub fn keep_unsent(&self, all: &[Unsent]) -> io::Result<()> {
        match self.folder.as_deref() {
            Some(_) if self.in_the_way.is_some() => Err(io::Error::other(
                "what was typed earlier cannot be read, and is not written over",
            )),
            Some(folder) if self.access == Access::Write => {
                unsent::write(self.disk.as_ref(), folder, all)
            }
            _ => Ok(()),
        }
    }

    /// The directory, for the user alone, of what belongs to the case on this machine; none where
    /// there is no place.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }
}
