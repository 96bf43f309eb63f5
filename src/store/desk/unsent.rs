//! Unsent text of a case that is open for writing.

use std::io;

use super::super::unsent::{self, EarlierUnsent, Unsent};
use super::{Access, Desk};

impl Desk {
    /// The unsent text of earlier sessions. Empty if the case is open only for reading: another
    /// process may still be using the text.
    pub fn unsent(&mut self) -> EarlierUnsent {
        let folder = self.folder.as_deref();
        let Some(folder) = folder.filter(|_| self.access == Access::Write) else {
            return EarlierUnsent::default();
        };
        let disk = self.disk.as_ref();
        let earlier = unsent::read(disk, folder);
        let unreadable = earlier.unreadable.clone();
        self.unmovable = unreadable.filter(|_| earlier.is_unmovable);
        // `unsent.json` has the texts of the other files, so those can be removed.
        if !earlier.is_unmovable && unsent::write(disk, folder, &earlier.all).is_ok() {
            unsent::remove_read_files(disk, &earlier);
        }
        earlier
    }

    /// Stores exactly these texts. Does nothing if the case is open only for reading.
    ///
    /// Errors: the file cannot be written; an unreadable file would be overwritten.
    pub fn keep_unsent(&self, texts: &[Unsent]) -> io::Result<()> {
        match self.folder.as_deref() {
            Some(_) if self.unmovable.is_some() => Err(io::Error::other(
                "the file with earlier unsent text cannot be read, so it is not overwritten",
            )),
            Some(folder) if self.access == Access::Write => {
                unsent::write(self.disk.as_ref(), folder, texts)
            }
            _ => Ok(()),
        }
    }
}
