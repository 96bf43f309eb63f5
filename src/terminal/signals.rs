//! Signals, on a thread of their own: they ask the loop to end, and end the program themselves if
//! the loop does not do so in time. While something else has the terminal, what is typed at it is
//! not meant for us.

use std::io;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::{Pid, getpgid, getpgrp, getpid, getppid, getsid};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH, SIGXFSZ};
use signal_hook::iterator::{Handle, Signals as Iterator};

use super::guard;
use super::incoming::Incoming;

/// How long the loop may take to save and to end.
const PATIENCE: Duration = Duration::from_millis(1_700);

/// How long a terminal may take to be put back that takes no more words.
const LAST_WORDS: Duration = Duration::from_millis(200);

/// An interrupt that was typed at an editor may be heard only when the editor is gone: for so long
/// after its end none is meant for us. In our own screen Ctrl-C is a key and no signal.
const ECHO: Duration = Duration::from_secs(2);

/// Whether an editor has the terminal.
static IS_ASIDE: AtomicBool = AtomicBool::new(false);

/// When it last gave the terminal back.
static BACK_SINCE: Mutex<Option<Instant>> = Mutex::new(None);

/// The signal thread.
pub(super) struct Signals {
    handle: Handle,
}

impl Signals {
    pub(super) fn listen(sender: Sender<Incoming>) -> io::Result<Self> {
        // SIGXFSZ is listened to so that a write beyond the limit is an error, not the end.
        let mut signals = Iterator::new([
            SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH, SIGXFSZ,
        ])?;
        let handle = signals.handle();
        std::thread::Builder::new()
            .name("signals".to_owned())
            .spawn(move || {
                for signal in signals.forever() {
                    let is_aside = IS_ASIDE.load(Ordering::SeqCst);
                    match (signal, is_aside) {
                        (SIGXFSZ, _) | (SIGINT | SIGQUIT | SIGCONT, true) => {}
                        (SIGINT | SIGQUIT, false) if is_just_back() => {}
                        // The editor stops by itself; stopping with it gives the shell its
                        // terminal.
                        (SIGTSTP, true) => stop_alone(),
                        (SIGHUP | SIGINT | SIGQUIT | SIGTERM, _) => {
                            let _ = sender.send(Incoming::Signal(signal));
                            watch(signal);
                        }
                        _ => {
                            let _ = sender.send(Incoming::Signal(signal));
                        }
                    }
                }
            })?;
        Ok(Self { handle })
    }

    /// Ends the thread. The signals stay without effect until the next one listens.
    pub(super) fn close(&self) {
        self.handle.close();
    }
}

/// Whether something else had the terminal a moment ago.
fn is_just_back() -> bool {
    let since = BACK_SINCE.lock().map_or(None, |since| *since);
    since.is_some_and(|since| since.elapsed() < ECHO)
}

/// Something else has the terminal, or we have it again.
pub(super) fn set_aside(is_aside: bool) {
    if !is_aside && let Ok(mut since) = BACK_SINCE.lock() {
        *since = Some(Instant::now());
    }
    IS_ASIDE.store(is_aside, Ordering::SeqCst);
}

/// Ends the program after a while, from a thread of its own, should the loop be stuck. What has a
/// receipt is on disk.
fn watch(signal: i32) {
    // Without a thread it only ends when the loop does.
    let _ = std::thread::Builder::new().spawn(move || {
        std::thread::sleep(PATIENCE);
        // A terminal that takes no more words would hold this thread for ever, too.
        let _ = std::thread::Builder::new().spawn(guard::restore);
        std::thread::sleep(LAST_WORDS);
        std::process::exit(128 + signal);
    });
}

/// Whether somebody could say `fg`: a parent in our session that is no part of our own job. Without
/// one, as under `ssh -t host factdesk`, nobody would ever wake us.
fn has_shell() -> bool {
    // Processes outside of our container have the number 0 here.
    let known = |pid: nix::Result<Pid>| pid.ok().filter(|pid| pid.as_raw() > 0);
    let (Some(parent), Some(session)) = (known(Ok(getppid())), known(getsid(None))) else {
        return false;
    };
    if known(getsid(Some(parent))) != Some(session) {
        return false;
    }
    // A parent in our own job, as `cargo run` is, stops with us and has the shell above it, unless
    // it is where the session begins.
    known(getpgid(Some(parent))) != known(getpgid(None)) || session != parent
}

/// Stops the program, and what it was started by in the same job, until the shell says to go on.
/// Where there is no shell it goes on by itself after a moment; says whether there is one.
pub(super) fn stop() -> bool {
    let has_shell = has_shell();
    if !has_shell {
        wake_later();
    }
    // SIGSTOP, since our own SIGTSTP is listened to. To the group, so that `cargo run` stops with
    // us.
    if kill(Pid::from_raw(0), Signal::SIGSTOP).is_err() {
        stop_alone();
    }
    has_shell
}

/// Has our group woken in a moment, by a process outside it, which does not stop with us.
fn wake_later() {
    let group = getpgrp().as_raw();
    if group <= 0 {
        return;
    }
    let waking = Command::new("sh")
        .arg("-c")
        .arg(format!("sleep 2; kill -CONT -{group}"))
        .process_group(0)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    if let Ok(mut child) = waking {
        let _ = std::thread::Builder::new().spawn(move || child.wait());
    }
}

fn stop_alone() {
    let _ = kill(getpid(), Signal::SIGSTOP);
}
