//! The signal thread. Signals ask the loop to end; if it does not end in time, this thread ends the
//! program. Signals that are typed while another program has the terminal are ignored.

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

/// How long the loop may take to save and end.
const SAVE_TIME_LIMIT: Duration = Duration::from_millis(1_700);

/// How long restoring the terminal may take, in case it no longer accepts output.
const RESTORE_TIME_LIMIT: Duration = Duration::from_millis(200);

/// How long interrupts are ignored after an editor has ended, since they were meant for the editor.
/// On the screen of the workbench Ctrl-C is a key and not a signal.
const EDITOR_INTERRUPT_TIME: Duration = Duration::from_secs(2);

/// Whether another program has the terminal.
static IS_LENT: AtomicBool = AtomicBool::new(false);

/// When the terminal was last returned.
static RETURNED_AT: Mutex<Option<Instant>> = Mutex::new(None);

/// The handle of the signal thread.
pub(super) struct Signals {
    handle: Handle,
}

impl Signals {
    pub(super) fn listen(sender: Sender<Incoming>) -> io::Result<Self> {
        // With a handler for SIGXFSZ, a write beyond the file size limit is an error and does not
        // kill the program.
        let mut signals = Iterator::new([
            SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH, SIGXFSZ,
        ])?;
        let handle = signals.handle();
        std::thread::Builder::new()
            .name("signals".to_owned())
            .spawn(move || {
                for signal in signals.forever() {
                    let is_lent = IS_LENT.load(Ordering::SeqCst);
                    match (signal, is_lent) {
                        (SIGXFSZ, _) | (SIGINT | SIGQUIT | SIGCONT, true) => {}
                        (SIGINT | SIGQUIT, false) if is_just_back() => {}
                        // The same signal stops the editor. Stop this process too, so that the
                        // shell gets the terminal.
                        (SIGTSTP, true) => stop_alone(),
                        (SIGHUP | SIGINT | SIGQUIT | SIGTERM, _) => {
                            let _ = sender.send(Incoming::Signal(signal));
                            end_after_time_limit(signal);
                        }
                        _ => {
                            let _ = sender.send(Incoming::Signal(signal));
                        }
                    }
                }
            })?;
        Ok(Self { handle })
    }

    /// Ends the thread. The signals are then ignored until another thread listens.
    pub(super) fn close(&self) {
        self.handle.close();
    }
}

/// Whether another program had the terminal a moment ago.
fn is_just_back() -> bool {
    let since = RETURNED_AT.lock().map_or(None, |since| *since);
    since.is_some_and(|since| since.elapsed() < EDITOR_INTERRUPT_TIME)
}

/// Records that another program has the terminal, or that the program has returned it.
pub(super) fn lend_terminal(is_lent: bool) {
    if !is_lent && let Ok(mut since) = RETURNED_AT.lock() {
        *since = Some(Instant::now());
    }
    IS_LENT.store(is_lent, Ordering::SeqCst);
}

/// Ends the program after a time limit, in case the loop hangs. Everything with a receipt is on
/// disk.
fn end_after_time_limit(signal: i32) {
    // Without a thread, the program ends only when the loop does.
    let _ = std::thread::Builder::new().spawn(move || {
        std::thread::sleep(SAVE_TIME_LIMIT);
        // Restoring a terminal that accepts no output could block, so it gets its own thread.
        let _ = std::thread::Builder::new().spawn(guard::restore);
        std::thread::sleep(RESTORE_TIME_LIMIT);
        std::process::exit(128 + signal);
    });
}

/// Whether a shell could continue this process with `fg`. That is so if the parent process is in
/// the same session and not in the same job. Under `ssh -t host factdesk` there is no shell.
fn has_shell() -> bool {
    // A process outside of the container has the number 0.
    let valid = |pid: nix::Result<Pid>| pid.ok().filter(|pid| pid.as_raw() > 0);
    let (Some(parent), Some(session)) = (valid(Ok(getppid())), valid(getsid(None))) else {
        return false;
    };
    if valid(getsid(Some(parent))) != Some(session) {
        return false;
    }
    // A parent in the same job, such as `cargo run`, stops together with this process. Above the
    // parent there is a shell, unless the parent is the session leader.
    valid(getpgid(Some(parent))) != valid(getpgid(None)) || session != parent
}

/// Stops the program and its process group until the shell continues it. Without a shell it
/// continues by itself after a moment. Returns whether there is a shell.
pub(super) fn stop() -> bool {
    let has_shell = has_shell();
    if !has_shell {
        continue_later();
    }
    // SIGSTOP, because SIGTSTP has a handler here. To the whole group, so that `cargo run` stops
    // too.
    if kill(Pid::from_raw(0), Signal::SIGSTOP).is_err() {
        stop_alone();
    }
    has_shell
}

/// Starts a process outside of this process group that continues the group after two seconds.
fn continue_later() {
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
