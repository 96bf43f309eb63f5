//! Signals, on a thread of their own: an end is told to the loop, and if the loop does not heed it in time, it ends here.

use std::io;
use std::sync::mpsc::Sender;
use std::time::Duration;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::{Handle, Signals as Iterator};

use super::{Incoming, guard};

/// How long the loop may take to save and to end.
const PATIENCE: Duration = Duration::from_millis(1_800);

/// The signal thread.
pub(super) struct Signals {
    handle: Handle,
}

impl Signals {
    pub(super) fn listen(sender: Sender<Incoming>) -> io::Result<Self> {
        let mut signals = Iterator::new([SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH])?;
        let handle = signals.handle();
        std::thread::Builder::new()
            .name("signals".to_owned())
            .spawn(move || {
                for signal in signals.forever() {
                    let is_end = matches!(signal, SIGHUP | SIGINT | SIGTERM);
                    let _ = sender.send(Incoming::Signal(signal));
                    if is_end {
                        watch(signal);
                    }
                }
            })?;
        Ok(Self { handle })
    }

    /// The signals mean again what they mean to every program.
    pub(super) fn close(&self) {
        self.handle.close();
    }
}

/// Ends the program after a while, from a thread of its own, should the loop be stuck. What has a receipt is on disk.
fn watch(signal: i32) {
    std::thread::spawn(move || {
        std::thread::sleep(PATIENCE);
        guard::restore();
        std::process::exit(128 + signal);
    });
}

/// Stops the program, and what it was started by in the same job, until the shell says to go on.
pub(super) fn stop() {
    // SIGSTOP, since our own SIGTSTP is listened to. To the group, so that `cargo run` stops with us.
    let stopped = rustix::process::kill_current_process_group(rustix::process::Signal::STOP);
    if stopped.is_err() {
        let _ =
            rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::STOP);
    }
}
