//! The thread that stores unsent text of start screens, before there is a case.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::incoming::Incoming;
use super::unsent_writes::UnsentWrites;
use crate::store::{SharedUnsent, Unsent};
use crate::workbench::{Event, Message};

/// How long to wait before a failed write is tried again.
const RETRY_INTERVAL: Duration = Duration::from_secs(1);

/// How often to try the final write, and the pause between two tries. Another start screen may be
/// writing.
const FINAL_TRIES: (usize, Duration) = (50, Duration::from_millis(20));

/// The handle of the thread.
pub(super) struct Thread {
    texts: Sender<Vec<Unsent>>,
    handle: JoinHandle<()>,
}

impl Thread {
    pub(super) fn keep(&self, unsent: Vec<Unsent>) {
        let _ = self.texts.send(unsent);
    }

    /// Lets the thread finish.
    pub(super) fn close(self) {
        drop(self.texts);
        let _ = self.handle.join();
    }
}

/// Starts the thread. Errors: the system cannot start one.
pub(super) fn start(store: SharedUnsent, sender: Sender<Incoming>) -> io::Result<Thread> {
    let (texts, waiting) = channel();
    let handle = thread::Builder::new().spawn(move || work(&store, &waiting, &sender))?;
    Ok(Thread { texts, handle })
}

fn work(store: &SharedUnsent, texts: &Receiver<Vec<Unsent>>, sender: &Sender<Incoming>) {
    let mut writes = UnsentWrites::default();
    let mut is_failing = false;
    loop {
        let next = match writes.due() {
            Some(at) => texts.recv_timeout(at.saturating_duration_since(Instant::now())),
            None => texts.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match next {
            Ok(texts_now) => writes.update(texts_now, true, Instant::now()),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        let now = Instant::now();
        if writes.due().is_some_and(|at| now >= at) {
            let written = store.keep(&writes.texts());
            writes.written(written.is_err().then(|| now + RETRY_INTERVAL));
            let was_failing = std::mem::replace(&mut is_failing, written.is_err());
            if let Err(error) = written
                && !was_failing
            {
                let words =
                    format!("What you type cannot be stored, so a crash would lose it: {error}");
                let event = Event::Message(Message::trouble(words));
                let _ = sender.send(Incoming::Event(event));
            }
        }
    }
    if writes.due().is_some() {
        let (times, wait) = FINAL_TRIES;
        for _ in 0..times {
            if store.keep(&writes.texts()).is_ok() {
                break;
            }
            thread::sleep(wait);
        }
    }
}
