//! Access to a case on disk.
//!
//! [`Desk`] opens, records and saves. [`emit`] writes the canonical text, [`load`] reads and checks
//! it. The journal has every edit that the file lacks. [`disk`] is the interface to the file
//! system.

mod backups;
mod case_file;
mod chunks;
mod deliver;
mod desk;
pub mod disk;
mod emit;
mod error;
mod flaws;
mod format_one;
mod holder;
mod journal;
mod journal_line;
mod load;
mod notice;
mod rebuild;
pub mod recent;
mod recover;
mod replay;
mod save;
mod serials;
mod state_dir;
mod unsent;
mod verify;

pub use backups::Backup;
pub use deliver::deliver;
pub use desk::{Access, Desk, FileChange, Receipt};
#[cfg(test)]
pub use disk::Memory;
pub use disk::{Disk, System};
pub use emit::{EmitError, emit};
pub use holder::Holder;
pub use load::{BOTH_SIDES, LoadError, MAX_BYTES, load, load_json};
pub use notice::{MissingNotice, Notice, Why};
pub use recover::{Recovery, put_back};
pub use state_dir::holder_of;
pub use unsent::{EarlierUnsent, MAX_EDITOR_TEXT, SharedUnsent, Typed, Unsent, editor_file};
pub use verify::{Verified, verify};
