//! The desk on its thread: it records every edit in order, hands receipts back, and brings the file up to date when
//! nothing has happened for a while. What cannot be written is tried again until it can.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use super::Incoming;
use crate::case::Step;
use crate::store::{Access, Desk, Trouble};
use crate::workbench::{Event, Message};

/// After this long without an edit the case file is brought up to date.
const IDLE: Duration = Duration::from_millis(1_500);

/// How long to wait before something that could not be written is tried again.
const AGAIN: Duration = Duration::from_secs(1);

enum Job {
    Record(Step),
    Save,
}

/// The thread that owns the desk.
pub(super) struct Thread {
    jobs: Sender<Job>,
    handle: JoinHandle<Option<Trouble>>,
}

impl Thread {
    pub(super) fn record(&self, step: Step) {
        // The thread ends only when this end is dropped.
        let _ = self.jobs.send(Job::Record(step));
    }

    pub(super) fn save(&self) {
        let _ = self.jobs.send(Job::Save);
    }

    /// Lets it finish: what could not be written then.
    pub(super) fn close(self) -> Option<Trouble> {
        drop(self.jobs);
        self.handle.join().ok().flatten()
    }
}

pub(super) fn start(desk: Desk, sender: Sender<Incoming>) -> Thread {
    let (jobs, waiting) = channel();
    let work = Work {
        desk,
        sender,
        jobs: waiting,
        steps: VecDeque::new(),
        is_dirty: false,
        is_stuck: false,
    };
    let handle = std::thread::spawn(move || work.run());
    Thread { jobs, handle }
}

struct Work {
    desk: Desk,
    sender: Sender<Incoming>,
    jobs: Receiver<Job>,
    /// Not recorded yet, in order.
    steps: VecDeque<Step>,
    /// Whether the file lacks something that is recorded.
    is_dirty: bool,
    is_stuck: bool,
}

impl Work {
    fn run(mut self) -> Option<Trouble> {
        loop {
            let job = if self.is_stuck {
                self.jobs.recv_timeout(AGAIN)
            } else if self.is_dirty {
                self.jobs.recv_timeout(IDLE)
            } else {
                self.jobs.recv().map_err(|_| RecvTimeoutError::Disconnected)
            };
            let (is_save, is_end) = match job {
                Ok(Job::Record(step)) => {
                    self.steps.push_back(step);
                    (false, false)
                }
                Ok(Job::Save) | Err(RecvTimeoutError::Timeout) => (true, false),
                Err(RecvTimeoutError::Disconnected) => (true, true),
            };
            let recorded = self.record();
            let saved = match &recorded {
                Ok(()) if is_save => self.save(),
                _ => Ok(()),
            };
            if is_end {
                return recorded.err().or(saved.err());
            }
            self.is_stuck = recorded.is_err() || saved.is_err();
            if let Err(trouble) = recorded {
                self.tell(Event::Stuck(told(&trouble)));
            }
            if let Err(trouble) = saved {
                self.tell(Event::Unsaved(told(&trouble)));
            }
        }
    }

    fn record(&mut self) -> Result<(), Trouble> {
        while let Some(step) = self.steps.front() {
            let receipt = self.desk.record(step)?;
            if let Some(step) = self.steps.pop_front() {
                // The desk's own copy of the case follows; it was at this step's place before.
                let replayed = self.desk.history_mut().replay(step);
                debug_assert!(replayed.is_ok(), "the desk has the same case");
            }
            self.is_dirty = true;
            self.tell(Event::Stored(receipt.serial));
        }
        Ok(())
    }

    fn save(&mut self) -> Result<(), Trouble> {
        if self.desk.access() == Access::Read {
            return Ok(());
        }
        let case = self.desk.history().case().clone();
        let told = self.desk.notices().len();
        self.desk.checkpoint(&case)?;
        self.is_dirty = false;
        self.tell(Event::Saved);
        // The first save of a file that was not as we write it says where its bytes are kept.
        let new = self.desk.notices().get(told..).unwrap_or_default();
        let sentences: Vec<String> = new.iter().map(|notice| notice.told(&case)).collect();
        for sentence in sentences {
            self.tell(Event::Told(Message::new(sentence)));
        }
        Ok(())
    }

    fn tell(&self, event: Event) {
        // When nobody listens any more the work is finished all the same.
        let _ = self.sender.send(Incoming::Event(event));
    }
}

fn told(trouble: &Trouble) -> String {
    if trouble.cause.is_empty() {
        trouble.what.clone()
    } else {
        format!("{}: {}", trouble.what, trouble.cause)
    }
}
