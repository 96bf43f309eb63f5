//! Keys, pastes and the mouse, read on a thread of its own.
//!
//! It waits for bytes and for our own signals, and for nothing else. [`Bytes`] says what the bytes
//! mean; it knows what a terminal sends by itself. Each key has the time of the read that it came
//! with.

use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::bytes::Bytes;
use super::incoming::Incoming;
use super::sequence::Heard;
use crate::workbench::Event;
use crate::workbench::key::Press;

/// How often it is looked whether the terminal has hung up, if nothing says so.
const LOOK: u64 = 1_000;

/// How long the thread may take to end.
const LAST_KEY: Duration = Duration::from_millis(200);

/// The most that is taken in one read. What is typed or pasted beyond it comes with the next.
const MOST: usize = 4096;

/// The handle of the reading thread, by which it is paused and resumed.
pub(super) struct Input {
    /// A byte wakes it and has it pause; closed, it ends.
    wake: PipeWriter,
    paused: Receiver<()>,
    go_on: Sender<()>,
}

impl Input {
    pub(super) fn start(sender: Sender<Incoming>) -> io::Result<Self> {
        let (woken, wake) = io::pipe()?;
        let (tell_paused, paused) = channel();
        let (go_on, wait) = channel();
        let reading = Reading {
            sender,
            woken,
            tell_paused,
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
            go_on,
        })
    }

    /// Returns once no key is read any more.
    pub(super) fn pause(&self) {
        if self.ask() {
            // A thread that has ended reads no key either.
            let _ = self.paused.recv();
        }
    }

    pub(super) fn resume(&self) {
        let _ = self.go_on.send(());
    }

    /// Asks the thread to pause.
    fn ask(&self) -> bool {
        (&self.wake).write_all(&[0]).is_ok()
    }
}

impl Drop for Input {
    /// The next program on this terminal has a thread of its own, and this one must not take a key
    /// from it.
    fn drop(&mut self) {
        if self.ask() {
            let _ = self.paused.recv_timeout(LAST_KEY);
        }
    }
}

struct Reading {
    sender: Sender<Incoming>,
    woken: PipeReader,
    tell_paused: Sender<()>,
    wait: Receiver<()>,
    start: Instant,
    bytes: Bytes,
}

/// What a wait ended in.
enum Woken {
    /// There are bytes to read.
    Bytes,
    /// It is to pause, or to end.
    Asked,
    /// Nothing happened for so long.
    Nothing,
    /// The terminal is gone.
    HungUp,
}

impl Reading {
    fn run(mut self) {
        let mut buffer = [0; MOST];
        loop {
            let heard = match self.woken() {
                Woken::Asked => {
                    if !self.pause() {
                        return;
                    }
                    continue;
                }
                Woken::Nothing => {
                    let now = self.now();
                    self.bytes.look(now)
                }
                Woken::Bytes => match rustix::io::read(io::stdin(), &mut buffer) {
                    Ok(0) => break,
                    Ok(count) => {
                        let now = self.now();
                        self.bytes
                            .feed(buffer.get(..count).unwrap_or_default(), now)
                    }
                    Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => continue,
                    Err(_) => break,
                },
                Woken::HungUp => break,
            };
            let at = self.now();
            for heard in heard {
                let event = match heard {
                    Heard::Key(key, held) => Event::Key(Press { key, at, held }),
                    Heard::Paste(text) => Event::Paste(text),
                    Heard::Click(x, y) => Event::Click(x, y),
                    Heard::Wheel(x, y, rows) => Event::Wheel(x, y, rows),
                };
                if self.sender.send(Incoming::Event(event)).is_err() {
                    return;
                }
            }
        }
        let _ = self.sender.send(Incoming::HungUp);
    }

    /// The milliseconds since it was started.
    fn now(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// Waits for bytes, but no longer than until it must be decided what those before were.
    fn woken(&self) -> Woken {
        let most = self.bytes.wait(self.now()).unwrap_or(LOOK).min(LOOK);
        let most = Timespec {
            tv_sec: i64::try_from(most / 1_000).unwrap_or_default(),
            tv_nsec: i64::try_from(most % 1_000 * 1_000_000).unwrap_or_default(),
        };
        let stdin = io::stdin();
        let mut wait = [
            PollFd::new(&stdin, PollFlags::IN),
            PollFd::new(&self.woken, PollFlags::IN),
        ];
        match poll(&mut wait, Some(&most)) {
            Ok(0) | Err(rustix::io::Errno::INTR) => return Woken::Nothing,
            Ok(_) => {}
            Err(_) => return Woken::HungUp,
        }
        let [keys, asked] = wait.map(|fd| fd.revents());
        if !asked.is_empty() {
            Woken::Asked
        } else if keys.contains(PollFlags::IN) {
            Woken::Bytes
        } else {
            Woken::HungUp
        }
    }

    /// Pauses until it is to go on; says whether it is.
    fn pause(&mut self) -> bool {
        let is_asked = matches!(self.woken.read(&mut [0]), Ok(1));
        // What was begun on our screen does not go on after something else had it.
        self.bytes = Bytes::default();
        is_asked && self.tell_paused.send(()).is_ok() && self.wait.recv().is_ok()
    }
}
