//! What comes in from the other threads.

use crate::workbench::Event;

/// What the loop waits for.
pub(super) enum Incoming {
    Event(Event),
    /// A signal came, by number.
    Signal(i32),
    /// The terminal is gone.
    HungUp,
}
