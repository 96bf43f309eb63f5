//! The desk on its thread: it records every edit in order, hands receipts back, and brings the file up to date when
//! nothing has happened for a while. What cannot be written is tried again until it can.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use super::Incoming;
use crate::case::Step;
use crate::store::{Access, Desk, Fault, Trouble};
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
    /// Says whether there is still somebody to record it.
    pub(super) fn record(&self, step: Step) -> bool {
        self.jobs.send(Job::Record(step)).is_ok()
    }

    pub(super) fn save(&self) {
        let _ = self.jobs.send(Job::Save);
    }

    /// Lets it finish: what could not be written then.
    pub(super) fn close(self) -> Option<Trouble> {
        drop(self.jobs);
        self.handle.join().unwrap_or_else(|_| Some(broken()))
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
        is_apart: false,
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
    /// Whether a step did not fit the desk's own copy, which then must not be written over the file.
    is_apart: bool,
}

/// The journal has everything that has a receipt; the desk itself can do no more.
fn broken() -> Trouble {
    Trouble {
        fault: Fault::Output,
        what: "the desk has failed; this is a fault of factdesk".to_owned(),
        cause: String::new(),
        hint: "what was shown as recorded is in the journal: open the case again".to_owned(),
    }
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
                self.is_apart |= self.desk.history_mut().replay(step).is_err();
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
        if self.is_apart {
            return Err(broken());
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
