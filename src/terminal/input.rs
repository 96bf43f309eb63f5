//! Keys, pastes and the mouse, read on a thread of its own.
//!
//! crossterm's own waiting never returns once a terminal has hung up, so this waits by itself for keys or for a hang-up
//! or for being told to pause, and asks crossterm only for what is there.

use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::sync::mpsc::{Receiver, Sender, channel};

use crossterm::event::{
    Event as Crossterm, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};
use rustix::event::{PollFd, PollFlags, poll};

use super::Incoming;
use crate::workbench::key::Code;
use crate::workbench::{Event, Key, Size};

/// How many rows a turn of the wheel moves.
const WHEEL: isize = 3;

/// The reading thread, as it is told to pause and to go on.
pub(super) struct Input {
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
    pub(super) fn pause(&mut self) {
        if self.wake.write_all(b"p").is_ok() {
            // A thread that has ended reads no key either.
            let _ = self.paused.recv();
        }
    }

    pub(super) fn resume(&self) {
        let _ = self.go_on.send(());
    }
}

struct Reading {
    sender: Sender<Incoming>,
    woken: PipeReader,
    tell_paused: Sender<()>,
    wait: Receiver<()>,
}

impl Reading {
    fn run(mut self) {
        loop {
            let stdin = io::stdin();
            let mut waits = [
                PollFd::new(&stdin, PollFlags::IN),
                PollFd::new(&self.woken, PollFlags::IN),
            ];
            match poll(&mut waits, None) {
                Ok(_) => {}
                Err(rustix::io::Errno::INTR) => continue,
                Err(_) => break,
            }
            let [keys, pause] = waits.map(|wait| wait.revents());
            if !pause.is_empty() {
                let mut byte = [0];
                if self.woken.read_exact(&mut byte).is_err()
                    || self.tell_paused.send(()).is_err()
                    || self.wait.recv().is_err()
                {
                    return;
                }
                continue;
            }
            if keys.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
                break;
            }
            if self.read().is_err() {
                break;
            }
        }
        let _ = self.sender.send(Incoming::HungUp);
    }

    /// Reads what is there.
    fn read(&self) -> io::Result<()> {
        while crossterm::event::poll(std::time::Duration::ZERO)? {
            if let Some(event) = translated(crossterm::event::read()?) {
                let gone = |_| io::Error::from(io::ErrorKind::BrokenPipe);
                self.sender.send(Incoming::Event(event)).map_err(gone)?;
            }
        }
        Ok(())
    }
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
        _ => return None,
    };
    Some(Key {
        code,
        ctrl,
        alt: key.modifiers.contains(KeyModifiers::ALT),
        shift,
    })
}
