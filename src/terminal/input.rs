//! Keys, pastes and the mouse, read on a thread of its own.
//!
//! It waits in crossterm and nowhere else: keys that are read and not yet told are known to it alone. Of its two ways to
//! wait this is the one that looks anew each time, `use-dev-tty`. The other hears once that bytes have come, and forgets it
//! when the window changes at the same moment or when more has come than it reads in one go.

use std::io;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::time::Duration;

use crossterm::event::{
    Event as Crossterm, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};
use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::consts::SIGWINCH;
use signal_hook::low_level::raise;

use super::Incoming;
use crate::workbench::key::{Code, MOST_FUNCTIONS};
use crate::workbench::{Event, Key, Size};

/// How many rows a turn of the wheel moves.
const WHEEL: isize = 3;

/// How often it is looked whether the terminal has hung up: crossterm does not say so, and waits on for as long as it may.
const LOOK: Duration = Duration::from_secs(1);

/// How long the thread may take to end: one that has half a key waits for the rest of it.
const LAST_KEY: Duration = Duration::from_millis(200);

/// The reading thread, as it is told to pause and to go on.
pub(super) struct Input {
    pause: Sender<()>,
    paused: Receiver<()>,
    go_on: Sender<()>,
}

impl Input {
    pub(super) fn start(sender: Sender<Incoming>) -> io::Result<Self> {
        // It finds nothing in no time, but from here on crossterm hears when the window changes, which is what wakes it below.
        crossterm::event::poll(Duration::ZERO)?;
        let (pause, asked) = channel();
        let (tell_paused, paused) = channel();
        let (go_on, wait) = channel();
        let reading = Reading {
            sender,
            asked,
            tell_paused,
            wait,
        };
        std::thread::Builder::new()
            .name("input".to_owned())
            .spawn(move || reading.run())?;
        Ok(Self {
            pause,
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

    /// Asks the thread to pause. It looks for this before each wait, and a signal that came just before the wait ends it, too.
    /// Taken for a window's new size, it does no harm.
    fn ask(&self) -> bool {
        self.pause.send(()).is_ok() && raise(SIGWINCH).is_ok()
    }
}

impl Drop for Input {
    /// The next program on this terminal has a thread of its own, and this one must not take a key from it.
    fn drop(&mut self) {
        if self.ask() {
            let _ = self.paused.recv_timeout(LAST_KEY);
        }
    }
}

struct Reading {
    sender: Sender<Incoming>,
    asked: Receiver<()>,
    tell_paused: Sender<()>,
    wait: Receiver<()>,
}

impl Reading {
    fn run(self) {
        loop {
            match self.asked.try_recv() {
                Ok(()) => {
                    if self.tell_paused.send(()).is_err() || self.wait.recv().is_err() {
                        return;
                    }
                    continue;
                }
                Err(TryRecvError::Empty) => {}
                Err(TryRecvError::Disconnected) => return,
            }
            // A wait that ends in nothing is followed by another, which looks at once at what was read before.
            let event = match crossterm::event::poll(LOOK) {
                Ok(true) => crossterm::event::read(),
                Ok(false) if has_hung_up() => break,
                Ok(false) => continue,
                Err(_) => break,
            };
            let Ok(event) = event else { break };
            if let Some(event) = translated(event)
                && self.sender.send(Incoming::Event(event)).is_err()
            {
                return;
            }
        }
        let _ = self.sender.send(Incoming::HungUp);
    }
}

/// Whether the terminal is gone.
fn has_hung_up() -> bool {
    let stdin = io::stdin();
    let mut wait = [PollFd::new(&stdin, PollFlags::IN)];
    let now = rustix::event::Timespec::default();
    let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
    poll(&mut wait, Some(&now)).is_ok() && wait.iter().any(|wait| wait.revents().intersects(gone))
}

fn translated(event: Crossterm) -> Option<Event> {
    match event {
        Crossterm::Key(key) if key.kind != KeyEventKind::Release => key_of(key).map(Event::Key),
        Crossterm::Paste(text) => Some(Event::Paste(text)),
        Crossterm::Resize(width, height) => Some(Event::Resize(Size::new(width, height))),
        Crossterm::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => Some(Event::Click(mouse.column, mouse.row)),
            MouseEventKind::ScrollDown => Some(Event::Wheel(mouse.column, mouse.row, WHEEL)),
            MouseEventKind::ScrollUp => Some(Event::Wheel(mouse.column, mouse.row, -WHEEL)),
            _ => None,
        },
        _ => None,
    }
}

fn key_of(key: KeyEvent) -> Option<Key> {
    let mut shift = key.modifiers.contains(KeyModifiers::SHIFT);
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    let code = match key.code {
        KeyCode::Char(c) => {
            shift = false;
            Code::Char(if ctrl { c.to_ascii_lowercase() } else { c })
        }
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => {
            shift = true;
            Code::Tab
        }
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Del,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PgUp,
        KeyCode::PageDown => Code::PgDn,
        KeyCode::F(number) if number <= MOST_FUNCTIONS => Code::F(number),
        _ => return None,
    };
    Some(Key {
        code,
        ctrl,
        alt: key.modifiers.contains(KeyModifiers::ALT),
        shift,
    })
}
