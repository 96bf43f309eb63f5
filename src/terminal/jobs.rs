//! Jobs on a thread of their own, one after the other: no key waits for a file.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use super::incoming::Incoming;
use crate::workbench::{Event, Job, Outcome};

/// Runs jobs outside of the workbench.
pub trait Outside: Send + Sync {
    /// Runs one, and says what came of it.
    fn run(&self, job: Job) -> Outcome;

    /// Looks again at the file that it watches. None if it has not changed.
    fn look_again(&self) -> Option<Outcome>;
}

/// The thread that does them.
pub(super) struct Thread {
    jobs: Sender<Job>,
}

impl Thread {
    pub(super) fn run(&self, job: Job) {
        let _ = self.jobs.send(job);
    }
}

pub(super) fn start(outside: Arc<dyn Outside>, sender: Sender<Incoming>) -> Thread {
    let (jobs, waiting) = channel();
    std::thread::spawn(move || work(&waiting, outside.as_ref(), &sender));
    Thread { jobs }
}

/// How often it is looked at what is watched.
const LOOK: Duration = Duration::from_secs(1);

fn work(jobs: &Receiver<Job>, outside: &dyn Outside, sender: &Sender<Incoming>) {
    let mut last = None;
    loop {
        let next = match last.take() {
            Some(job) => Ok(job),
            None => jobs.recv_timeout(LOOK),
        };
        let outcome = match next {
            Ok(job) => {
                // Of several looks that wait only the last is worth its while.
                if matches!(job, Job::Look(_)) {
                    last = jobs.try_recv().ok();
                    if matches!(last, Some(Job::Look(_))) {
                        continue;
                    }
                }
                Some(outside.run(job))
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
