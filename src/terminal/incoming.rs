//! The messages that other threads send to the loop.

use crate::workbench::Event;

/// A message to the loop.
pub(super) enum Incoming {
    Event(Event),
    /// A signal, by number.
    Signal(i32),
    /// The terminal was closed.
    HungUp,
}
