//! Errands on a thread of their own, one after the other: no key waits for a file.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use super::incoming::Incoming;
use crate::workbench::{Errand, Event, Outcome};

/// What runs errands.
pub trait Outside: Send + Sync {
    /// Runs one, and says what came of it.
    fn run(&self, errand: Errand) -> Outcome;

    /// Looks at what it was told to keep an eye on; nothing where that is as it was.
    fn look_again(&self) -> Option<Outcome>;
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

/// How often it is looked at what is watched.
const LOOK: Duration = Duration::from_secs(1);

fn work(errands: &Receiver<Errand>, outside: &dyn Outside, sender: &Sender<Incoming>) {
    let mut last = None;
    loop {
        let next = match last.take() {
            Some(errand) => Ok(errand),
            None => errands.recv_timeout(LOOK),
        };
        let outcome = match next {
            Ok(errand) => {
                // Of several looks that wait only the last is worth its while.
                if matches!(errand, Errand::Look(_)) {
                    last = errands.try_recv().ok();
                    if matches!(last, Some(Errand::Look(_))) {
                        continue;
                    }
                }
                Some(outside.run(errand))
            }
            Err(RecvTimeoutError::Timeout) => outside.look_again(),
            Err(RecvTimeoutError::Disconnected) => return,
        };
        if let Some(outcome) = outcome
            && sender.send(Incoming::Event(Event::Ran(outcome))).is_err()
        {
            return;
        }
    }
}
