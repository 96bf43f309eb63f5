//! The one door to a case on disk.
//!
//! [`Desk`] opens, records and saves; [`emit`] writes the canonical text and [`load`] reads and
//! judges it; the journal holds every edit until the file does; [`disk`] is the seam to the file
//! system.

mod backups;
mod deliver;
mod desk;
pub mod disk;
mod emit;
mod error;
mod flaws;
mod found;
mod holder;
mod journal;
mod line;
mod load;
mod notice;
mod old;
mod pieces;
mod place;
pub mod recent;
mod recover;
mod remains;
mod replay;
mod save;
mod serials;
mod unsent;
mod verify;

pub use backups::Backup;
pub use deliver::deliver;
pub use desk::{Access, Desk, Fate, Receipt};
#[cfg(test)]
pub use disk::Memory;
pub use disk::{Disk, System};
pub use emit::{EmitError, emit};
pub use holder::Holder;
pub use load::{BOTH_SIDES, LoadError, MOST_BYTES, load, load_json};
pub use notice::{Lacks, Notice, Why};
pub use place::holder_of;
pub use recover::{Recovery, put_back};
pub use unsent::{Before, Earlier, LONGEST, Typed, Unsent, editor_file};
pub use verify::{Verified, verify};
