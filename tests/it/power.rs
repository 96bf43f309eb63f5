//! The power fails at any call of anything that changes a case on disk. Whatever state the machine
//! starts with, every acknowledged edit is there, and the file is a whole case.

use crate::support::disk::Memory;
use std::collections::HashSet;

use crate::support::scripts::Start;
use crate::support::work::{Log, Mode, is_long, is_sound};
use factdesk::case::Sha256;

/// The state that the machine started with and what is known of it, in short.
fn sum(memory: &Memory, log: &Log) -> Sha256 {
    let summary = memory.paths().into_iter().map(|path| {
        let bytes = memory.bytes(&path).unwrap_or_default();
        (path, Sha256::over([bytes.as_slice()]))
    });
    let summary: Vec<_> = summary.collect();
    let known = (&log.acked, &log.pending, log.was_there, log.done);
    Sha256::over([format!("{summary:?} {known:?}").as_bytes()])
}

/// The power fails at calls of each script, at all of them in a long run. Returns how many
/// different states the machine started with.
fn cuts(mode: Mode) -> usize {
    let (mut seen, mut cuts) = (HashSet::new(), 0);
    for (number, start) in Start::all(mode).enumerate() {
        let (calls, _) = start.calls();
        let stride = if is_long() { 1 } else { 9 };
        // The power also fails just after the last call.
        for call in (0..=calls).rev().skip(number % stride).step_by(stride) {
            let mut work = start.work();
            work.memory.die_at(call);
            let _ = (start.script.run)(&mut work);
            work.close();
            for (number, cut) in work.memory.power_cuts().iter().enumerate() {
                cuts += 1;
                if seen.insert(sum(cut, &work.log)) {
                    let at = format!("{start}: power cut at call {call}, state {number}");
                    is_sound(cut, &work.log, mode, &at);
                }
            }
        }
    }
    println!("{mode:?}: {cuts} power cuts, {} states", seen.len());
    seen.len()
}

#[test]
fn a_power_cut_loses_nothing_where_files_are_exchanged() {
    assert!(cuts(Mode::Plain) >= 200);
}

#[test]
fn a_power_cut_loses_nothing_where_files_are_renamed() {
    assert!(cuts(Mode::WithoutExchange) >= 200);
}

#[test]
fn a_power_cut_loses_nothing_of_a_file_with_other_names() {
    assert!(cuts(Mode::HardLink) >= 200);
}

#[test]
fn a_power_cut_loses_nothing_of_a_file_in_a_closed_folder() {
    assert!(cuts(Mode::ClosedFolder) >= 200);
}

#[test]
fn a_power_cut_loses_nothing_of_a_file_that_is_mounted() {
    assert!(cuts(Mode::Mount) >= 200);
}
