//! Kills each operation that changes a case on disk, at every call. No acknowledged edit is lost,
//! and the file is a whole case.

use crate::support::disk::Memory;
use std::collections::BTreeSet;

use crate::support::desk::{CASE, disk_with, journal, new_case, open, open_at, rule};
use crate::support::scripts::Start;
use crate::support::work::{Mode, Work, is_long, is_sound, leftovers};
use factdesk::case::*;
use factdesk::store::Access;

/// Dies before or after each call of each script, or both in a long run. Returns the number of
/// deaths.
fn deaths(mode: Mode) -> usize {
    let mut deaths = 0;
    for start in Start::all(mode) {
        let (calls, _) = start.calls();
        for (call, is_after) in (0..calls).flat_map(|call| [(call, false), (call, true)]) {
            if is_long() || (call % 2 == 0) != is_after {
                let work = killed(&start, call, is_after);
                let when = if is_after { "after" } else { "at" };
                let at = format!("{start}: death {when} call {call}");
                is_sound(&work.memory.revived(), &work.log, mode, &at);
                deaths += 1;
            }
        }
    }
    println!("{mode:?}: {deaths} deaths");
    deaths
}

/// The work of a script that is killed before or after a call.
fn killed(start: &Start, call: usize, is_after: bool) -> Work {
    let mut work = start.work();
    if is_after {
        work.memory.die_after(call);
    } else {
        work.memory.die_at(call);
    }
    let _ = (start.script.run)(&mut work);
    work.close();
    work
}

#[test]
fn a_kill_loses_nothing_where_files_are_exchanged() {
    assert!(deaths(Mode::Plain) >= 400);
}

#[test]
fn a_kill_loses_nothing_where_files_are_renamed() {
    assert!(deaths(Mode::WithoutExchange) >= 400);
}

#[test]
fn a_kill_loses_nothing_of_a_file_with_other_names() {
    assert!(deaths(Mode::HardLink) >= 400);
}

#[test]
fn a_kill_loses_nothing_of_a_file_in_a_closed_folder() {
    assert!(deaths(Mode::ClosedFolder) >= 400);
}

#[test]
fn a_kill_loses_nothing_of_a_file_that_is_mounted() {
    assert!(deaths(Mode::Mount) >= 400);
}

/// One line of a journal.
fn line(json: &str) -> String {
    format!("{} {json}\n", Hex::<8>::over([json.as_bytes()]))
}

/// A journal with so many saved edits that opening it for writing rewrites it, and with a last edit
/// that the file lacks.
fn long() -> Memory {
    let memory = disk_with(&new_case());
    let mut desk = open(&memory, Access::Write);
    rule(&mut desk, 1, 1).unwrap();
    let last = desk.history().steps()[0].clone();
    drop(desk);
    let saved = 20_001;
    let mut idle = last.clone();
    idle.edit.changes.clear();
    idle.edit.what.clear();
    let path = journal(&memory);
    let text = String::from_utf8(memory.bytes(&path).unwrap()).unwrap();
    let mut lines: Vec<String> = text
        .split_inclusive('\n')
        .take(1)
        .map(str::to_owned)
        .collect();
    let step = |step: &Step| {
        line(&format!(
            "{{\"Step\":{}}}",
            serde_json::to_string(step).unwrap()
        ))
    };
    for serial in 1..=saved {
        idle.serial = serial;
        lines.push(step(&idle));
    }
    let hash = Sha256::over([memory.bytes(CASE).unwrap().as_slice()]);
    lines.push(line(&format!(
        "{{\"Holds\":{{\"hash\":\"{hash}\",\"until\":{saved}}}}}"
    )));
    let serial = saved + 1;
    lines.push(step(&Step {
        serial,
        session: 2,
        ..last
    }));
    memory.put(path, lines.concat());
    memory
}

#[test]
fn a_kill_loses_nothing_of_a_journal_that_is_written_anew() {
    let memory = long();
    let reader = open(&memory, Access::Read);
    let (case, done) = (reader.history().case(), reader.history().done().count());
    assert!(done > 20_000 && case.claims[0].rulings.len() == 1);
    let healthy = memory.revived();
    open(&healthy, Access::Write);
    let calls = healthy.calls();
    let length = |memory: &Memory| memory.bytes(journal(memory)).unwrap().len();
    let (old, new) = (length(&memory), length(&healthy));
    assert!(new < old * 2 / 3);
    let mut seen = BTreeSet::new();
    for call in 0..calls {
        let memory = memory.revived();
        memory.die_at(call);
        let _ = open_at(&memory, CASE, Access::Write);
        let memory = memory.revived();
        let left = length(&memory);
        assert!([old, new].contains(&left), "death at call {call}");
        // Reading such a long journal takes time, so each resulting state is checked once.
        if seen.insert((left, leftovers(&memory))) {
            let desk = open(&memory, Access::Write);
            assert_eq!(desk.history().case(), case, "death at call {call}");
            assert!(desk.history().done().count() >= 10_000);
            assert_eq!((length(&memory), leftovers(&memory)), (new, Vec::new()));
        }
    }
    println!("a long journal: {calls} deaths");
    assert!(calls >= 5 && seen.len() >= 3, "{calls}, {seen:?}");
}
