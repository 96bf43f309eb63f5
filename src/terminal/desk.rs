//! The thread that owns the open case. It records edits in order and returns receipts, saves the
//! file after a pause, and checks every second whether another program has changed it. Failed
//! writes are tried again.

use std::collections::VecDeque;
use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant, SystemTime};

use jiff::tz::TimeZone;

use super::editor::LeftoverFile;
use super::incoming::Incoming;
use super::unsent_writes::UnsentWrites;
use crate::case::{Difference, Step, Timestamp};
use crate::error::Error;
use crate::store::{Access, Desk, FileChange, Notice, Unsent};
use crate::workbench::{Event, Message, Reread};

/// How long after the last edit the file is saved.
const SAVE_DELAY: Duration = Duration::from_millis(1_500);

/// The longest time between saves while edits go on.
const LONGEST_SAVE_DELAY: Duration = Duration::from_secs(5);

/// How long to wait before a failed write is tried again.
const RETRY_INTERVAL: Duration = Duration::from_secs(1);

/// How often to check whether another program has changed the file.
const POLL_INTERVAL: Duration = Duration::from_secs(1);

enum Job {
    Record(Step),
    Save,
    Keep(Vec<Unsent>),
    RemoveLeftover(LeftoverFile),
}

/// An open case, and how to open it again when another factdesk closes it.
pub struct Session {
    /// The open case.
    pub desk: Desk,
    /// Unsent text that is on disk from an earlier session.
    pub unsent: Vec<Unsent>,
    /// The local time zone.
    pub zone: TimeZone,
    /// Work for the thread to do first, in the background, so that the first frame does not wait
    /// for it.
    pub first: Option<Box<dyn FnOnce() + Send>>,
    /// Opens the same case again.
    pub open: Box<dyn Fn(Access) -> Result<Desk, Error> + Send>,
}

/// The handle of the thread.
pub(super) struct Thread {
    jobs: Sender<Job>,
    handle: JoinHandle<Option<Error>>,
}

impl Thread {
    /// Sends a step to be recorded. Returns whether the thread is still running.
    pub(super) fn record(&self, step: Step) -> bool {
        self.jobs.send(Job::Record(step)).is_ok()
    }

    pub(super) fn save(&self) {
        let _ = self.jobs.send(Job::Save);
    }

    pub(super) fn keep(&self, unsent: Vec<Unsent>) {
        let _ = self.jobs.send(Job::Keep(unsent));
    }

    /// Removes a leftover file of an external editor, once unsent text is on disk.
    pub(super) fn remove_leftover(&self, leftover: LeftoverFile) {
        let _ = self.jobs.send(Job::RemoveLeftover(leftover));
    }

    /// Lets the thread finish. Returns the error if something could not be written.
    pub(super) fn close(self) -> Option<Error> {
        drop(self.jobs);
        self.handle.join().unwrap_or_else(|_| Some(broken()))
    }
}

/// Starts the thread. Errors: the system cannot start one.
pub(super) fn start(session: Session, sender: Sender<Incoming>) -> io::Result<Thread> {
    let (jobs, waiting) = channel();
    let work = Work {
        desk: session.desk,
        zone: session.zone,
        open: session.open,
        sender,
        jobs: waiting,
        steps: VecDeque::new(),
        check_at: Instant::now() + POLL_INTERVAL,
        save_at: None,
        trouble: None,
        unapplied: None,
        writes: UnsentWrites::with(session.unsent),
        leftover: Vec::new(),
        is_store_failing: false,
    };
    let first = session.first;
    let handle = thread::Builder::new().spawn(move || {
        if let Some(first) = first {
            first();
        }
        work.run()
    })?;
    Ok(Thread { jobs, handle })
}

struct Work {
    desk: Desk,
    zone: TimeZone,
    open: Box<dyn Fn(Access) -> Result<Desk, Error> + Send>,
    sender: Sender<Incoming>,
    jobs: Receiver<Job>,
    /// Steps that are not recorded yet, in order.
    steps: VecDeque<Step>,
    /// The time of the next check of the file.
    check_at: Instant,
    /// The times of the next save: after a pause in the edits, and at the latest. None if nothing
    /// is unsaved.
    save_at: Option<(Instant, Instant)>,
    /// The error of the last check of the file.
    trouble: Option<Error>,
    /// The edits that the last save could not apply.
    unapplied: Option<Notice>,
    /// Unsent text.
    writes: UnsentWrites,
    /// Leftover files of external editors, to be removed once unsent text is on disk.
    leftover: Vec<LeftoverFile>,
    /// Whether the user has seen the message that unsent text cannot be stored.
    is_store_failing: bool,
}

/// The error after the thread has ended unexpectedly. Everything with a receipt is in the journal.
fn broken() -> Error {
    Error::write_failed(
        "the thread that records your work has stopped; this is a bug in factdesk",
        "",
        "what was shown as recorded is in the journal: open the case again",
    )
}

impl Work {
    fn run(mut self) -> Option<Error> {
        loop {
            let due = match self.save_at {
                Some((idle, latest)) => idle.min(latest).min(self.check_at),
                None => self.check_at,
            };
            let due = self.writes.due().map_or(due, |at| due.min(at));
            let is_end = match self
                .jobs
                .recv_timeout(due.saturating_duration_since(Instant::now()))
            {
                Ok(Job::Record(step)) => {
                    self.steps.push_back(step);
                    false
                }
                Ok(Job::Save) => {
                    self.save_at = Some((Instant::now(), Instant::now()));
                    false
                }
                Ok(Job::Keep(unsent)) => {
                    // Steps that were sent before this job have arrived already.
                    let is_recorded = self.steps.is_empty();
                    self.writes.update(unsent, is_recorded, Instant::now());
                    false
                }
                Ok(Job::RemoveLeftover(leftover)) => {
                    self.leftover.push(leftover);
                    self.writes.bring_forward(Instant::now());
                    false
                }
                Err(RecvTimeoutError::Timeout) => false,
                Err(RecvTimeoutError::Disconnected) => true,
            };
            let recorded = self.record();
            let now = Instant::now();
            if recorded.is_ok() {
                self.writes.recorded(now);
            }
            let mut stored = Ok(());
            if self.writes.due().is_some_and(|at| is_end || now >= at) {
                stored = self.keep();
            }
            if self.writes.due().is_none() {
                self.leftover
                    .drain(..)
                    .for_each(|leftover| leftover.remove());
            }
            if is_end {
                return recorded
                    .and_then(|()| self.save())
                    .and(stored)
                    .err()
                    .or_else(|| self.unapplied_error());
            }
            if let Err(trouble) = recorded {
                // Everything else waits until the steps are recorded.
                self.send_event(Event::Stuck(message(&trouble)));
                self.check_at = Instant::now() + RETRY_INTERVAL;
                self.save_at = None;
                continue;
            }
            let now = Instant::now();
            if now >= self.check_at {
                self.check_at = now + POLL_INTERVAL;
                self.check_file();
            }
            if self
                .save_at
                .is_some_and(|(idle, latest)| now >= idle.min(latest))
                && let Err(trouble) = self.save()
            {
                self.save_at = Some((now + RETRY_INTERVAL, now + RETRY_INTERVAL));
                self.send_event(Event::Unsaved(message(&trouble)));
            }
        }
    }

    /// Writes unsent text. A failed write is tried again.
    fn keep(&mut self) -> Result<(), Error> {
        let stored = self.desk.keep_unsent(&self.writes.texts());
        let again = stored.is_err().then(|| Instant::now() + RETRY_INTERVAL);
        self.writes.written(again);
        let was_failing = std::mem::replace(&mut self.is_store_failing, stored.is_err());
        stored.map_err(|error| {
            let what = "what you typed and did not send could not be stored";
            if !was_failing {
                let words = format!("What you type cannot be stored, so a crash would lose it: {error}");
                self.send_event(Event::Message(Message::trouble(words)));
            }
            Error::write_failed(what, error, "check that there is room on the disk and that the directories of `factdesk paths` are writable")
        })
    }

    /// The error for edits that the last save could not apply. It is for the end of the program:
    /// after that nobody can decide on these edits.
    fn unapplied_error(&self) -> Option<Error> {
        let now = Timestamp::of_clock(SystemTime::now());
        let unapplied = self.unapplied.as_ref()?;
        let default_hint = "look at the case with `factdesk list`, and make those edits again; `factdesk recover` lists earlier states";
        Some(Error::write_failed(
            format!(
                "another program changed the file during the last save: {}",
                unapplied.sentence(now, &self.zone)
            ),
            "",
            unapplied.hint().unwrap_or_else(|| default_hint.to_owned()),
        ))
    }

    fn record(&mut self) -> Result<(), Error> {
        while let Some(step) = self.steps.front() {
            let receipt = self.desk.record(step.clone()).map_err(|mut trouble| {
                // The message names the first step and counts the others.
                let more = self.steps.len() - 1;
                if more > 0 {
                    trouble.what += &format!(", nor could {more} more");
                }
                trouble
            })?;
            self.steps.pop_front();
            let now = Instant::now();
            let latest = self
                .save_at
                .map_or(now + LONGEST_SAVE_DELAY, |(_, latest)| latest);
            self.save_at = Some((now + SAVE_DELAY, latest));
            self.send_event(Event::Stored(receipt));
        }
        Ok(())
    }

    fn save(&mut self) -> Result<(), Error> {
        self.save_at = None;
        if self.desk.access() == Access::Read {
            return Ok(());
        }
        let saved = self.desk.checkpoint();
        // A save may find that another program has changed the file. It then continues from that
        // version.
        let notices = self.desk.take_notices();
        self.unapplied = notices.iter().find_map(|notice| match notice {
            Notice::Refused(_) | Notice::Missing(_) => Some(notice.clone()),
            _ => None,
        });
        if notices
            .iter()
            .any(|notice| matches!(notice, Notice::Reloaded(..)))
        {
            self.reread(notices);
        } else {
            self.send_notices(notices);
        }
        saved?;
        self.send_event(Event::Saved);
        Ok(())
    }

    /// Checks whether another program has changed the file.
    fn check_file(&mut self) {
        if self.desk.access() == Access::Read {
            return self.follow_read_only();
        }
        let followed = self.desk.follow(Timestamp::of_clock(SystemTime::now()));
        let trouble = followed.as_ref().err().cloned();
        match followed {
            Ok(FileChange::Changed) => {
                let notices = self.desk.take_notices();
                self.reread(notices);
                if self.desk.is_behind() {
                    let now = Instant::now();
                    self.save_at
                        .get_or_insert((now + SAVE_DELAY, now + LONGEST_SAVE_DELAY));
                }
            }
            Ok(FileChange::Gone) => {
                let text = "The case file is gone: your next edit writes it again";
                self.send_event(Event::Message(Message::trouble(text)));
            }
            // Report the same error only once.
            Err(trouble) if self.trouble.as_ref() != Some(&trouble) => {
                let words = format!(
                    "The case file was changed and left as it is: {}",
                    message(&trouble)
                );
                self.send_event(Event::Message(Message::trouble(words)));
            }
            Ok(FileChange::Same) | Err(_) => {}
        }
        self.trouble = trouble;
    }

    /// Checks the file while the case is open only for reading. Shows edits of the other factdesk,
    /// and opens the case for writing when that one quits.
    fn follow_read_only(&mut self) {
        // Opening fails if a third factdesk was quicker or the case is not writable.
        let is_free = self.desk.is_free();
        let ours = is_free.then(|| (self.open)(Access::Write).ok()).flatten();
        let is_ours = ours.is_some();
        let desk = ours.or_else(|| {
            let is_stale = self.desk.is_stale();
            // Reading fails while the file is half written. The next check tries again.
            is_stale.then(|| (self.open)(Access::Read).ok()).flatten()
        });
        let Some(mut desk) = desk else {
            return;
        };
        let case = self.desk.history().case();
        let difference = Difference::between(case, desk.history().case());
        let mut notices = if is_ours {
            desk.take_notices()
        } else {
            Vec::new()
        };
        if !difference.is_empty() {
            notices.push(Notice::Followed(Box::new(difference)));
        }
        self.desk = desk;
        self.reread(notices);
        if is_ours {
            // The other factdesk may have left unsent text.
            let earlier = self.desk.unsent();
            self.writes = UnsentWrites::with(earlier.all.clone());
            self.send_event(Event::Unsent(earlier.all));
            if let Some(words) = earlier.unreadable {
                self.send_event(Event::Message(Message::trouble(words)));
            }
        }
    }

    /// Sends the whole case to the workbench.
    fn reread(&self, notices: Vec<Notice>) {
        self.send_event(Event::Reread(Box::new(Reread {
            history: self.desk.history().clone(),
            notices,
            is_ours: self.desk.access() == Access::Write,
        })));
    }

    fn send_notices(&self, notices: Vec<Notice>) {
        let now = Timestamp::of_clock(SystemTime::now());
        for notice in notices {
            let sentence = notice.sentence(now, &self.zone);
            self.send_event(Event::Message(Message::new(sentence)));
        }
    }

    fn send_event(&self, event: Event) {
        // If the receiver is gone, the program is ending. The work is still finished.
        let _ = self.sender.send(Incoming::Event(event));
    }
}

fn message(trouble: &Error) -> String {
    if trouble.cause.is_empty() {
        trouble.what.clone()
    } else {
        format!("{}: {}", trouble.what, trouble.cause)
    }
}

#[cfg(test)]
#[path = "desk_tests.rs"]
mod tests;
