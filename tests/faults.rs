//! Killed at any call of anything that changes a case on disk: nothing acknowledged is lost, and the file is a whole case.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

#[path = "support/scripts.rs"]
mod scripts;
#[path = "support/work.rs"]
mod work;

use scripts::Start;
use work::{Mode, is_sound};

/// Dies before and after each call of each script: how many deaths.
fn deaths(mode: Mode) -> usize {
    let mut deaths = 0;
    for start in Start::all(mode) {
        let (calls, _) = start.calls();
        for (call, is_after) in (0..calls).flat_map(|call| [(call, false), (call, true)]) {
            let mut work = start.work();
            if is_after {
                work.memory.die_after(call);
            } else {
                work.memory.die_at(call);
            }
            let _ = (start.script.run)(&mut work);
            work.close();
            let when = if is_after { "after" } else { "at" };
            let at = format!("{start}: death {when} call {call}");
            if std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                is_sound(&work.memory.revived(), &work.log, mode, &at)
            }))
            .is_err()
            {
                println!("FAILED {at}");
            }
            deaths += 1;
        }
        println!("{start}: {calls} calls");
    }
    println!("{mode:?}: {deaths} deaths");
    deaths
}

#[test]
fn a_kill_loses_nothing_where_files_are_exchanged() {
    assert!(deaths(Mode::Plain) >= 80);
}

#[test]
fn a_kill_loses_nothing_where_files_are_renamed() {
    assert!(deaths(Mode::WithoutExchange) >= 80);
}

#[test]
fn a_kill_loses_nothing_of_a_file_with_other_names() {
    assert!(deaths(Mode::HardLink) >= 80);
}

#[test]
fn a_kill_loses_nothing_of_a_file_in_a_closed_folder() {
    assert!(deaths(Mode::ClosedFolder) >= 80);
}

#[test]
fn a_kill_loses_nothing_of_a_file_that_is_mounted() {
    assert!(deaths(Mode::Mount) >= 80);
}
