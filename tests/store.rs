//! The desk over a disk in memory: what is recorded is there again, whatever happened in between.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

#[path = "support/script.rs"]
#[allow(dead_code, reason = "only the story and the clock are used here")]
mod script;

use std::io;
use std::path::Path;
use std::sync::Arc;

use factdesk::case::deeds::{self, Judgement};
use factdesk::case::*;
use factdesk::store::{Access, Desk, Disk, Fault, Memory, Notice, Trouble, emit, load};
use script::{start, time};

const CASE: &str = "/news/story.case.ron";
const STATE: &str = "/home/state";

fn new_case() -> Case {
    start(&mut Mint::seeded(11))
}

fn disk_with(case: &Case) -> Memory {
    let memory = Memory::new();
    memory.put(CASE, emit(case).unwrap());
    memory
}

fn open_at(memory: &Memory, path: &str, access: Access) -> Result<Desk, Trouble> {
    let disk: Arc<dyn Disk> = Arc::new(memory.clone());
    Desk::open(disk, Some(Path::new(STATE)), Path::new(path), access)
}

fn open(memory: &Memory, access: Access) -> Desk {
    open_at(memory, CASE, access).unwrap()
}

/// Rules on the claim of this number, in this minute, and records it; the file stays as it is.
fn rule(desk: &mut Desk, number: usize, minute: usize) -> Result<Ruling, Trouble> {
    let stamp = Stamp {
        by: "mk",
        at: time(minute),
    };
    let case = desk.history().case();
    let claim = case.claims[number - 1].id;
    let judged = Judgement {
        verdict: Some(Verdict::Disputed),
        ..Judgement::default()
    };
    let edit = deeds::rule(case, claim, Question::Fact, &judged, &stamp).unwrap();
    let Change::Ruling(
        _,
        Swap {
            after: Some(ruling),
            ..
        },
    ) = edit.changes[0].clone()
    else {
        panic!("a ruling")
    };
    let step = desk.history_mut().make(edit).unwrap();
    desk.record(&step).map(|_| ruling)
}

fn save(desk: &mut Desk) -> Result<(), Trouble> {
    let case = desk.history().case().clone();
    desk.checkpoint(&case)
}

fn has(case: &Case, ruling: &Ruling) -> bool {
    case.claims
        .iter()
        .any(|claim| claim.rulings.contains(ruling))
}

/// What stands on disk now, journal left aside.
fn file(memory: &Memory) -> Case {
    load(&memory.bytes(CASE).unwrap()).unwrap()
}

#[test]
fn reading_writes_nothing() {
    let memory = disk_with(&new_case());
    let before = memory.paths();
    open(&memory, Access::Read);
    assert_eq!((memory.calls(), memory.paths()), (0, before));
}

#[test]
fn what_is_recorded_is_seen_by_readers_before_the_file_has_it() {
    let memory = disk_with(&new_case());
    let mut desk = open(&memory, Access::Write);
    let ruling = rule(&mut desk, 1, 1).unwrap();
    assert!(!has(&file(&memory), &ruling));
    let reader = open(&memory, Access::Read);
    assert!(has(reader.history().case(), &ruling));
    assert_eq!(reader.notices(), [Notice::Recovered(1)]);
    save(&mut desk).unwrap();
    assert!(has(&file(&memory), &ruling));
    assert_eq!(open(&memory, Access::Read).notices(), []);
}

#[test]
fn nothing_is_written_without_an_edit() {
    let case = new_case();
    let memory = Memory::new();
    let text = format!("// by hand\n{}", emit(&case).unwrap());
    memory.put(CASE, text.clone());
    let mut desk = open(&memory, Access::Write);
    save(&mut desk).unwrap();
    assert!(memory.bytes(CASE).unwrap() == text.as_bytes());
}

#[test]
fn a_file_that_is_not_canonical_is_kept_before_the_first_save() {
    let text = emit(&new_case())
        .unwrap()
        .replace("    format: 1,", "    // mind the gap\n    format:1,");
    let memory = Memory::new();
    memory.put(CASE, text.clone());
    let mut desk = open(&memory, Access::Write);
    rule(&mut desk, 1, 1).unwrap();
    save(&mut desk).unwrap();
    let [Notice::Kept(path)] = desk.notices() else {
        panic!("{:?}", desk.notices())
    };
    assert_eq!(memory.bytes(path).unwrap(), text.as_bytes());
    assert_eq!(
        memory.bytes(CASE).unwrap(),
        emit(desk.history().case()).unwrap().as_bytes()
    );
    rule(&mut desk, 2, 2).unwrap();
    save(&mut desk).unwrap();
    assert_eq!(desk.notices().len(), 1, "it is said once");
}

#[test]
fn a_link_stays_a_link_and_the_mode_stays() {
    let memory = disk_with(&new_case());
    let text = memory.bytes(CASE).unwrap();
    memory.put("/vault/real.ron", text);
    memory.link("/news/a.case.ron", "b.case.ron");
    memory.link("/news/b.case.ron", "/vault/real.ron");
    let mut changed = memory.append(Path::new("/vault/real.ron")).unwrap();
    changed.set_mode(0o640).unwrap();
    let mut desk = open_at(&memory, "/news/a.case.ron", Access::Write).unwrap();
    let ruling = rule(&mut desk, 1, 1).unwrap();
    save(&mut desk).unwrap();
    assert!(memory.is_link("/news/a.case.ron") && memory.is_link("/news/b.case.ron"));
    assert_eq!(memory.mode("/vault/real.ron"), Some(0o640));
    assert!(has(
        &load(&memory.bytes("/vault/real.ron").unwrap()).unwrap(),
        &ruling
    ));
}

#[test]
fn one_writer_at_a_time_and_any_number_of_readers() {
    let memory = disk_with(&new_case());
    let desk = open(&memory, Access::Write);
    let refused = open_at(&memory, CASE, Access::Write).unwrap_err();
    assert_eq!(refused.fault, Fault::Output);
    assert_eq!(
        refused.what,
        format!("another factdesk is writing to {CASE}")
    );
    open(&memory, Access::Read);
    drop(desk);
    open(&memory, Access::Write);
}

#[test]
fn a_case_that_was_moved_takes_its_history_along_and_a_copy_does_not() {
    let memory = disk_with(&new_case());
    let mut desk = open(&memory, Access::Write);
    let ruling = rule(&mut desk, 1, 1).unwrap();
    drop(desk);
    memory.put("/news/copy.case.ron", memory.bytes(CASE).unwrap());
    let copy = open_at(&memory, "/news/copy.case.ron", Access::Read).unwrap();
    assert!(
        !has(copy.history().case(), &ruling),
        "the original is still there"
    );
    memory
        .rename(Path::new(CASE), Path::new("/news/moved.case.ron"))
        .unwrap();
    memory.remove(Path::new("/news/copy.case.ron")).unwrap();
    let reader = open_at(&memory, "/news/moved.case.ron", Access::Read).unwrap();
    assert!(has(reader.history().case(), &ruling));
    for minute in 2..4 {
        let mut desk = open_at(&memory, "/news/moved.case.ron", Access::Write).unwrap();
        assert!(has(desk.history().case(), &ruling));
        rule(&mut desk, 2, minute).unwrap();
        save(&mut desk).unwrap();
    }
    let mut desk = open_at(&memory, "/news/moved.case.ron", Access::Write).unwrap();
    assert_eq!(desk.history().done().count(), 3);
    desk.history_mut()
        .undo(&Stamp {
            by: "mk",
            at: time(9),
        })
        .unwrap();
}

#[test]
fn what_was_recorded_is_put_on_top_of_a_file_that_was_changed_outside() {
    let case = new_case();
    let memory = disk_with(&case);
    let mut desk = open(&memory, Access::Write);
    let saved = rule(&mut desk, 1, 1).unwrap();
    save(&mut desk).unwrap();
    let pending = rule(&mut desk, 2, 2).unwrap();
    let doomed = rule(&mut desk, 3, 3).unwrap();
    // Somebody else has dropped claim 3 and the first ruling, and renamed the case.
    let mut theirs = case.clone();
    let gone = theirs.claims[2].id;
    deeds::drop_claim(
        &case,
        gone,
        &Stamp {
            by: "ab",
            at: time(0),
        },
    )
    .unwrap()
    .apply(&mut theirs)
    .unwrap();
    "Renamed".clone_into(&mut theirs.title);
    memory.put(CASE, emit(&theirs).unwrap());
    let refused = save(&mut desk).unwrap_err();
    assert_eq!(refused.fault, Fault::Output);
    assert_eq!(
        file(&memory),
        theirs,
        "bytes that were not read are not overwritten"
    );
    drop(desk);

    let mut desk = open(&memory, Access::Write);
    let now = desk.history().case().clone();
    assert_eq!(now.title, "Renamed");
    assert_eq!(
        (has(&now, &saved), has(&now, &pending), has(&now, &doomed)),
        (false, true, false)
    );
    let [
        Notice::ChangedOutside,
        Notice::Recovered(1),
        Notice::Refused(refused),
        Notice::Missing(missing),
    ] = desk.notices()
    else {
        panic!("{:?}", desk.notices())
    };
    assert_eq!((refused.len(), &missing[0].1), (1, &saved));
    save(&mut desk).unwrap();
    drop(desk);
    assert_eq!(file(&memory), now);
    let again = open(&memory, Access::Read);
    assert_eq!((again.history().case(), again.notices()), (&now, &[][..]));

    // What the change outside took away is not in the way of undo.
    let mut desk = open(&memory, Access::Write);
    let stamp = Stamp {
        by: "mk",
        at: time(60),
    };
    let step = desk.history_mut().undo(&stamp).unwrap();
    assert_eq!(step.edit.what, "2 FACT disputed");
    desk.record(&step).unwrap();
    assert_eq!(
        desk.history_mut().undo(&stamp).unwrap_err().why,
        "there is nothing to undo"
    );
}

#[test]
fn a_damaged_line_of_the_journal_is_left_out_and_a_torn_end_is_kept_aside() {
    let memory = disk_with(&new_case());
    let mut desk = open(&memory, Access::Write);
    let rulings: Vec<Ruling> = (1..=3)
        .map(|number| rule(&mut desk, number, number).unwrap())
        .collect();
    drop(desk);
    let journal = memory
        .paths()
        .into_iter()
        .find(|path| path.ends_with("journal"))
        .unwrap();
    let mut bytes = memory.bytes(&journal).unwrap();
    let second = bytes
        .windows(8)
        .rposition(|part| part == br#"{"Step":"#)
        .unwrap()
        - 200;
    bytes[second] ^= 1;
    bytes.extend_from_slice(b"0123456789abcdef {\"Step\":{\"ser");
    memory.put(&journal, bytes);

    let mut desk = open(&memory, Access::Write);
    let found: Vec<bool> = rulings
        .iter()
        .map(|ruling| has(desk.history().case(), ruling))
        .collect();
    assert_eq!(found, [true, false, true]);
    assert_eq!(desk.notices(), [Notice::Damaged(1), Notice::Recovered(2)]);
    let last = rule(&mut desk, 4, 9).unwrap();
    save(&mut desk).unwrap();
    drop(desk);
    let torn = memory
        .paths()
        .into_iter()
        .find(|path| path.to_string_lossy().contains("journal.torn-"))
        .unwrap();
    assert!(memory.bytes(torn).unwrap().ends_with(b"{\"ser"));
    assert!(has(open(&memory, Access::Read).history().case(), &last));
}

/// Three rulings, each recorded and saved, and what was acknowledged before something gave way.
fn work(memory: &Memory) -> Vec<Ruling> {
    let mut acknowledged = Vec::new();
    for number in 1..=3 {
        let Ok(mut desk) = open_at(memory, CASE, Access::Write) else {
            break;
        };
        let Ok(ruling) = rule(&mut desk, number, number) else {
            break;
        };
        acknowledged.push(ruling);
        if save(&mut desk).is_err() {
            break;
        }
    }
    acknowledged
}

#[test]
fn nothing_acknowledged_is_lost_by_dying_at_any_call() {
    let case = new_case();
    let memory = disk_with(&case);
    work(&memory);
    let calls = memory.calls();
    assert!(calls > 20, "{calls}");
    for death in 0..calls {
        let memory = disk_with(&case);
        memory.die_at(death);
        let acknowledged = work(&memory);
        let memory = memory.revived();
        let found = file(&memory);
        let reader = open(&memory, Access::Read);
        for ruling in &acknowledged {
            assert!(
                has(reader.history().case(), ruling),
                "death at call {death}"
            );
        }
        // The file is a whole case at every moment: an old one or a new one.
        let rulings = found
            .claims
            .iter()
            .map(|claim| claim.rulings.len())
            .sum::<usize>();
        assert!(rulings <= acknowledged.len() + 1, "death at call {death}");
        // Work goes on, on top of what is there, and the next save heals the file.
        let mut desk = open(&memory, Access::Write);
        let more = rule(&mut desk, 4, 60).unwrap();
        save(&mut desk).unwrap();
        drop(desk);
        let now = file(&memory);
        assert!(
            acknowledged
                .iter()
                .chain([&more])
                .all(|ruling| has(&now, ruling)),
            "death at call {death}"
        );
        assert_eq!(
            open(&memory, Access::Read).notices(),
            [],
            "death at call {death}"
        );
    }
}

#[test]
fn a_refused_call_leaves_the_file_whole_and_names_the_step() {
    let case = new_case();
    let memory = disk_with(&case);
    work(&memory);
    let calls = memory.calls();
    for kind in [
        io::ErrorKind::StorageFull,
        io::ErrorKind::PermissionDenied,
        io::ErrorKind::Interrupted,
    ] {
        for refused in 0..calls {
            let memory = disk_with(&case);
            memory.refuse(refused, kind);
            let mut acknowledged = Vec::new();
            for number in 1..=3 {
                let desk = open_at(&memory, CASE, Access::Write);
                let recorded = desk.and_then(|mut desk| {
                    let ruling = rule(&mut desk, number, number)?;
                    acknowledged.push(ruling);
                    save(&mut desk)
                });
                if let Err(trouble) = recorded {
                    assert_eq!(trouble.fault, Fault::Output, "{trouble:?}");
                    assert!(
                        !trouble.what.is_empty() && !trouble.hint.is_empty(),
                        "{trouble:?}"
                    );
                }
                let reader = open(&memory, Access::Read);
                for ruling in &acknowledged {
                    assert!(
                        has(reader.history().case(), ruling),
                        "call {refused}, {kind}"
                    );
                }
                file(&memory);
            }
            let left = memory
                .paths()
                .iter()
                .filter(|path| path.to_string_lossy().contains(".factdesk-"))
                .count();
            assert_eq!(left, 0, "call {refused}, {kind}");
        }
    }
}

#[test]
fn a_new_case_overwrites_only_what_it_is_told_to() {
    let case = new_case();
    let memory = Memory::new();
    memory.put("/news/notes.txt", "x");
    Desk::create(&memory, Path::new(CASE), &case, false).unwrap();
    assert_eq!(file(&memory), case);
    let refused = Desk::create(&memory, Path::new(CASE), &case, false).unwrap_err();
    assert_eq!(
        (refused.fault, refused.what),
        (Fault::Input, format!("{CASE} is there already"))
    );
    Desk::create(&memory, Path::new(CASE), &case, true).unwrap();
    let refused = Desk::create(&memory, Path::new("/news"), &case, true).unwrap_err();
    assert_eq!(refused.what, "/news is not a regular file");
    let refused = Desk::create(&memory, Path::new("/nowhere/x.ron"), &case, true).unwrap_err();
    assert_eq!(
        refused.what,
        "/nowhere/x.ron could not be saved: making a new file beside it failed"
    );
}
