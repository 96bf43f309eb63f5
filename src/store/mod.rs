//! The one door to a case on disk.
//!
//! [`Desk`] opens, records and saves; [`emit`] writes the canonical text and [`load`] reads and judges it; the journal
//! holds every edit until the file does; [`disk`] is the seam to the file system, with a copy in memory for tests.

mod desk;
pub mod disk;
mod emit;
mod error;
mod journal;
mod load;
mod notice;
mod place;
pub mod recent;
mod replay;
mod save;

pub use desk::{Access, Desk, Receipt};
pub use disk::{Disk, Memory, System};
pub use emit::{EmitError, emit};
pub use error::{Fault, Trouble};
pub use load::{LoadError, MOST_BYTES, load};
pub use notice::Notice;
