//! The thread that reads keys, pastes and the mouse.
//!
//! The thread waits only for bytes and for requests to pause. [`Bytes`] parses the bytes. Each key
//! gets the time of its read.

use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::bytes::Bytes;
use super::incoming::Incoming;
use super::sequence::InputEvent;
use crate::workbench::Event;
use crate::workbench::key::Press;

/// How often to check whether the terminal was closed, in milliseconds.
const POLL_INTERVAL: u64 = 1_000;

/// How long to wait for the thread to end.
const END_TIME_LIMIT: Duration = Duration::from_millis(200);

/// The largest read, in bytes.
const MAX_READ: usize = 4096;

/// The handle of the thread.
pub(super) struct Input {
    /// A byte asks the thread to pause; closing the pipe ends it.
    wake: PipeWriter,
    paused: Receiver<()>,
    resume_sender: Sender<()>,
}

impl Input {
    pub(super) fn start(sender: Sender<Incoming>) -> io::Result<Self> {
        let (requests, wake) = io::pipe()?;
        let (paused_sender, paused) = channel();
        let (resume_sender, wait) = channel();
        let reading = Reading {
            sender,
            requests,
            paused_sender,
            wait,
            start: Instant::now(),
            bytes: Bytes::default(),
        };
        std::thread::Builder::new()
            .name("input".to_owned())
            .spawn(move || reading.run())?;
        Ok(Self {
            wake,
            paused,
            resume_sender,
        })
    }

    /// Pauses the thread. Returns once it no longer reads.
    pub(super) fn pause(&self) {
        if self.request_pause() {
            // A thread that has ended reads nothing either.
            let _ = self.paused.recv();
        }
    }

    pub(super) fn resume(&self) {
        let _ = self.resume_sender.send(());
    }

    /// Asks the thread to pause. Returns whether it is still running.
    fn request_pause(&self) -> bool {
        (&self.wake).write_all(&[0]).is_ok()
    }
}

impl Drop for Input {
    /// Stops the thread, so that it takes no key from the next program on this terminal.
    fn drop(&mut self) {
        if self.request_pause() {
            let _ = self.paused.recv_timeout(END_TIME_LIMIT);
        }
    }
}

struct Reading {
    sender: Sender<Incoming>,
    requests: PipeReader,
    paused_sender: Sender<()>,
    wait: Receiver<()>,
    start: Instant,
    bytes: Bytes,
}

/// The reason why a wait ended.
enum Wakeup {
    /// There are bytes to read.
    Bytes,
    /// The thread was asked to pause or to end.
    PauseRequested,
    /// Nothing came in time.
    TimedOut,
    /// The terminal was closed.
    HungUp,
}

impl Reading {
    fn run(mut self) {
        let mut buffer = [0; MAX_READ];
        loop {
            let events = match self.wait_for_input() {
                Wakeup::PauseRequested => {
                    if !self.pause() {
                        return;
                    }
                    continue;
                }
                Wakeup::TimedOut => {
                    let now = self.now();
                    self.bytes.tick(now)
                }
                Wakeup::Bytes => match rustix::io::read(io::stdin(), &mut buffer) {
                    Ok(0) => break,
                    Ok(count) => {
                        let now = self.now();
                        self.bytes
                            .feed(buffer.get(..count).unwrap_or_default(), now)
                    }
                    Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => continue,
                    Err(_) => break,
                },
                Wakeup::HungUp => break,
            };
            let at = self.now();
            for input in events {
                let event = match input {
                    InputEvent::Key(key, held) => Event::Key(Press { key, at, held }),
                    InputEvent::Paste(text) => Event::Paste(text),
                    InputEvent::Click(x, y) => Event::Click(x, y),
                    InputEvent::Wheel(x, y, rows) => Event::Wheel(x, y, rows),
                };
                if self.sender.send(Incoming::Event(event)).is_err() {
                    return;
                }
            }
        }
        let _ = self.sender.send(Incoming::HungUp);
    }

    /// The milliseconds since the thread was started.
    fn now(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// Waits for bytes, at most until it must be decided whether an unfinished sequence is keys.
    fn wait_for_input(&self) -> Wakeup {
        let time_limit = self
            .bytes
            .time_to_tick(self.now())
            .unwrap_or(POLL_INTERVAL)
            .min(POLL_INTERVAL);
        let time_limit = Timespec {
            tv_sec: i64::try_from(time_limit / 1_000).unwrap_or_default(),
            tv_nsec: i64::try_from(time_limit % 1_000 * 1_000_000).unwrap_or_default(),
        };
        let stdin = io::stdin();
        let mut wait = [
            PollFd::new(&stdin, PollFlags::IN),
            PollFd::new(&self.requests, PollFlags::IN),
        ];
        match poll(&mut wait, Some(&time_limit)) {
            Ok(0) | Err(rustix::io::Errno::INTR) => return Wakeup::TimedOut,
            Ok(_) => {}
            Err(_) => return Wakeup::HungUp,
        }
        let [keys, requests] = wait.map(|fd| fd.revents());
        if !requests.is_empty() {
            Wakeup::PauseRequested
        } else if keys.contains(PollFlags::IN) {
            Wakeup::Bytes
        } else {
            Wakeup::HungUp
        }
    }

    /// Pauses until `resume` is called. Returns `false` if the thread is to end.
    fn pause(&mut self) -> bool {
        let is_asked = matches!(self.requests.read(&mut [0]), Ok(1));
        // A sequence that began before the pause does not continue after it.
        self.bytes = Bytes::default();
        is_asked && self.paused_sender.send(()).is_ok() && self.wait.recv().is_ok()
    }
}
