//! Refuses every call with every error, and cuts every write short. The file stays whole, every
//! acknowledged edit is there, and the same desk retries the others until they succeed.

use crate::support::scripts::Start;
use crate::support::work::{Mode, Patience, Work, is_long, is_sound};
use factdesk::error::Error;
use rustix::io::Errno;

const ERRNOS: [Errno; 6] = [
    Errno::NOSPC,
    Errno::IO,
    Errno::DQUOT,
    Errno::ROFS,
    Errno::ACCESS,
    Errno::INTR,
];

/// A fault, and the call at which it happens.
#[derive(Clone, Copy, Debug)]
enum Fault {
    Refused(usize, Errno),
    /// This call and all after it.
    RefusedFrom(usize, Errno),
    RefusedLook(usize, Errno),
    Short(usize),
}

impl Fault {
    fn lay(self, work: &mut Work) {
        let memory = &work.memory;
        match self {
            Self::Refused(call, errno) => memory.refuse(call, errno.raw_os_error()),
            Self::RefusedFrom(call, errno) => memory.refuse_from(call, errno.raw_os_error()),
            Self::RefusedLook(look, errno) => memory.refuse_look(look, errno.raw_os_error()),
            Self::Short(call) => memory.shorten(call),
        }
        // A permanent fault also makes one more attempt fail.
        let failures = if matches!(self, Self::RefusedFrom(..)) {
            2
        } else {
            1
        };
        work.patience = Patience(Some(failures));
    }
}

/// Plays a script with a fault and returns the number of reported errors.
fn play(start: &Start, fault: Fault) -> usize {
    let at = format!("{start}: {fault:?}");
    let mut work = start.work();
    fault.lay(&mut work);
    let played = (start.script.run)(&mut work);
    played.unwrap_or_else(|trouble| panic!("{at}: {trouble:?}"));
    work.memory.relent();
    for trouble in &work.troubles {
        assert!(is_told(trouble), "{at}: {trouble:?}");
    }
    work.close();
    work.log.pending = None;
    is_sound(&work.memory, &work.log, start.mode, &at);
    work.troubles.len()
}

/// Whether an error says which step failed, why, and what to do.
fn is_told(trouble: &Error) -> bool {
    const STEPS: &[&str] = &[
        "could not be recorded",
        "could not be saved: ",
        "could not be kept",
        "could not be written again",
        "could not be repaired",
        "cannot be read",
        "cannot be written",
        "cannot be taken over",
        "cannot record edits",
    ];
    let names_step = STEPS.iter().any(|step| trouble.what.contains(step));
    // A permission check answers only yes or no. If backups cannot be listed, none are found.
    let has_none = ["its permissions say so", "there is no backup of"];
    let has_none = has_none.iter().any(|what| trouble.what.contains(what));
    (names_step && trouble.cause.contains("os error") || has_none) && !trouble.hint.is_empty()
}

fn injections(mode: Mode) -> usize {
    let (mut faults, mut troubles) = (0, 0);
    for (number, start) in Start::all(mode).enumerate() {
        let (calls, looks) = start.calls();
        let mut all = Vec::new();
        for errno in ERRNOS {
            all.extend((0..calls).map(|call| Fault::Refused(call, errno)));
            // A call that is always interrupted would be repeated forever.
            if errno != Errno::INTR {
                all.extend((0..calls).map(|call| Fault::RefusedFrom(call, errno)));
            }
            all.extend((0..looks).map(|look| Fault::RefusedLook(look, errno)));
        }
        all.extend((0..calls).map(Fault::Short));
        // Each call is tried with another error, or with all errors in a long run.
        let stride = if is_long() { 1 } else { 17 };
        for fault in all.into_iter().skip(number % stride).step_by(stride) {
            troubles += play(&start, fault);
            faults += 1;
        }
    }
    println!("{mode:?}: {faults} faults, {troubles} troubles");
    // Most faults are reported. Unimportant ones are not, such as a copy that could not be removed.
    assert!(troubles > faults / 2);
    faults
}

#[test]
fn an_error_loses_nothing_where_files_are_exchanged() {
    assert!(injections(Mode::Plain) >= 400);
}

#[test]
fn an_error_loses_nothing_where_files_are_renamed() {
    assert!(injections(Mode::WithoutExchange) >= 400);
}

#[test]
fn an_error_loses_nothing_of_a_file_with_other_names() {
    assert!(injections(Mode::HardLink) >= 400);
}

#[test]
fn an_error_loses_nothing_of_a_file_in_a_closed_folder() {
    assert!(injections(Mode::ClosedFolder) >= 400);
}

#[test]
fn an_error_loses_nothing_of_a_file_that_is_mounted() {
    assert!(injections(Mode::Mount) >= 400);
}
