//! Errands on a thread of their own, one after the other: no key waits for a file.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use super::Incoming;
use crate::workbench::{Errand, Event, Outcome};

/// What runs errands.
pub trait Outside: Send + Sync {
    /// Runs one, and says what came of it.
    fn run(&self, errand: Errand) -> Outcome;
}

/// The thread that runs them.
pub(super) struct Thread {
    errands: Sender<Errand>,
}

impl Thread {
    pub(super) fn run(&self, errand: Errand) {
        let _ = self.errands.send(errand);
    }
}

pub(super) fn start(outside: Arc<dyn Outside>, sender: Sender<Incoming>) -> Thread {
    let (errands, waiting) = channel();
    std::thread::spawn(move || work(&waiting, outside.as_ref(), &sender));
    Thread { errands }
}

fn work(errands: &Receiver<Errand>, outside: &dyn Outside, sender: &Sender<Incoming>) {
    let mut last = None;
    while let Some(errand) = last.take().or_else(|| errands.recv().ok()) {
        // Of several looks that wait only the last is worth its while.
        if matches!(errand, Errand::Look(_)) {
            last = errands.try_recv().ok();
            if matches!(last, Some(Errand::Look(_))) {
                continue;
            }
        }
        let outcome = outside.run(errand);
        if sender.send(Incoming::Event(Event::Ran(outcome))).is_err() {
            return;
        }
    }
}
