//! The search thread. It sends results in slices, so that the first hits appear at once, and drops
//! a search when a new one comes.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::incoming::Incoming;
use crate::parallel;
use crate::workbench::Event;
use crate::workbench::find::{Finder, Query};

/// How many claims are searched before the hits are sent: a few milliseconds of work.
const SLICE: usize = 8_000;

/// The smallest number of claims that gets a thread of its own.
const BLOCK: usize = 1_000;

/// The handle of the search thread.
pub(super) struct Thread {
    queries: Sender<Query>,
}

impl Thread {
    pub(super) fn find(&self, query: Query) {
        let _ = self.queries.send(query);
    }
}

/// Starts the thread. Errors: the system cannot start one.
pub(super) fn start(sender: Sender<Incoming>) -> io::Result<Thread> {
    let (queries, waiting) = channel();
    thread::Builder::new().spawn(move || work(&waiting, &sender))?;
    Ok(Thread { queries })
}

fn work(queries: &Receiver<Query>, sender: &Sender<Incoming>) {
    while let Ok(query) = queries.recv() {
        // Only the last of several waiting queries counts.
        let mut finder = Finder::new(queries.try_iter().last().unwrap_or(query));
        loop {
            if let Some(newer) = queries.try_iter().last() {
                finder = Finder::new(newer);
            }
            let batch = finder.next_batch(SLICE);
            let matches = parallel::map(&batch.indexes, BLOCK, |index| {
                finder.compare(&batch, *index)
            });
            let found = finder.add_results(&batch, matches);
            let is_done = found.is_done;
            if sender.send(Incoming::Event(Event::Found(found))).is_err() {
                return;
            }
            if is_done {
                break;
            }
        }
    }
}
