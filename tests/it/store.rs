//! The desk over a disk in memory: recorded edits are there again, whatever happened in between.

use crate::support::disk::Memory;
use std::path::Path;
use std::sync::Arc;

use crate::support::desk::{
    CASE, add_source, disk_with, file, has, journal, new_case, notice_sentences, open, open_at,
    rule, save, take, time, undo,
};
use factdesk::case::*;
use factdesk::error::ErrorKind;
use factdesk::store::{Access, Desk, Disk, Holder, Notice, System, emit, holder_of, load};
use rustix::io::Errno;

#[test]
fn reading_writes_nothing() {
    let memory = disk_with(&new_case());
    let before = memory.paths();
    open(&memory, Access::Read);
    assert_eq!((memory.calls(), memory.paths()), (0, before));
}

#[test]
fn readers_see_recorded_edits_before_they_are_in_the_file() {
    let memory = disk_with(&new_case());
    let mut desk = open(&memory, Access::Write);
    let ruling = rule(&mut desk, 1, 1).unwrap();
    assert!(!has(&file(&memory), &ruling));
    let reader = open(&memory, Access::Read);
    assert!(has(reader.history().case(), &ruling));
    assert_eq!(
        notice_sentences(&reader),
        [
            "another factdesk has the case open; what it has recorded since its last save is included: 1 ruling"
        ]
    );
    save(&mut desk).unwrap();
    assert!(has(&file(&memory), &ruling));
    assert_eq!(open(&memory, Access::Read).notices(), []);
}

#[test]
fn the_lock_names_the_person_who_works() {
    let here = crate::support::Desk::new("lock-name");
    here.write("story.case.ron", emit(&new_case()).unwrap());
    let (path, state) = (here.path("story.case.ron"), here.path("state"));
    let mut desk = Desk::open(Arc::new(System), Some(&state), &path, Access::Write).unwrap();
    desk.write_holder(Holder {
        by: String::new(),
        process: 7,
        host: "desk-3".to_owned(),
        since: time(0),
    });
    let by = || holder_of(&System, Some(&state), &path).unwrap().by;
    assert_eq!(by(), "");
    rule(&mut desk, 1, 1).unwrap();
    assert_eq!(by(), "mk");
    desk.set_holder_name("");
    desk.set_holder_name("lena");
    assert_eq!(by(), "lena");
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
fn a_file_that_is_not_canonical_is_backed_up_before_the_first_save() {
    let text = emit(&new_case())
        .unwrap()
        .replace("    format: 2,", "    // mind the gap\n    format:2,");
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
    memory.put_link("/news/a.case.ron", "b.case.ron");
    memory.put_link("/news/b.case.ron", "/vault/real.ron");
    memory.set_mode("/vault/real.ron", 0o640);
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
    assert_eq!(refused.kind, ErrorKind::Locked);
    assert_eq!(
        refused.what,
        format!("another factdesk is writing to {CASE}")
    );
    open(&memory, Access::Read);
    drop(desk);
    open(&memory, Access::Write);
}

#[test]
fn a_moved_case_keeps_its_history_and_a_copy_does_not() {
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
    let undone = undo(&desk);
    take(&mut desk, undone.step).unwrap();
}

#[test]
fn a_damaged_journal_line_is_skipped_and_a_torn_end_is_set_aside() {
    let memory = disk_with(&new_case());
    let mut desk = open(&memory, Access::Write);
    let rulings: Vec<Ruling> = (1..=3)
        .map(|number| rule(&mut desk, number, number).unwrap())
        .collect();
    drop(desk);
    let journal = journal(&memory);
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
    assert_eq!(
        notice_sentences(&desk)[..3],
        [
            "1 line of the journal was damaged and left out",
            "the last line of the journal was cut short and left out",
            "recovered 2 rulings from 10:00"
        ]
    );
    assert!(matches!(desk.notices()[3], Notice::DamageKept(_)));
    let last = rule(&mut desk, 4, 9).unwrap();
    save(&mut desk).unwrap();
    drop(desk);
    let torn = memory
        .paths()
        .into_iter()
        .find(|path| path.to_string_lossy().contains("journal.bad-"))
        .unwrap();
    assert!(memory.bytes(torn).unwrap().ends_with(b"{\"ser"));
    assert!(has(open(&memory, Access::Read).history().case(), &last));
}

#[test]
fn a_journal_cut_at_any_byte_gives_its_whole_lines() {
    let memory = disk_with(&new_case());
    let mut desk = open(&memory, Access::Write);
    for number in 1..=3 {
        rule(&mut desk, number, number).unwrap();
    }
    drop(desk);
    let journal = journal(&memory);
    let bytes = memory.bytes(&journal).unwrap();
    for length in 0..=bytes.len() {
        let whole = bytes[..length]
            .windows(8)
            .filter(|part| part == br#"{"Step":"#)
            .count();
        let torn = bytes[..length].last().is_some_and(|byte| *byte != b'\n');
        let has_step_in_end = bytes[..length]
            .rsplit(|byte| *byte == b'\n')
            .next()
            .unwrap()
            .windows(8)
            .any(|part| part == br#"{"Step":"#);
        memory.put(&journal, &bytes[..length]);
        let reader = open(&memory, Access::Read);
        let rulings: usize = reader
            .history()
            .case()
            .claims
            .iter()
            .map(|claim| claim.rulings.len())
            .sum();
        assert_eq!(
            rulings,
            whole - usize::from(torn && has_step_in_end),
            "{length}"
        );
    }
}

/// The edits that were acknowledged before the failure.
#[derive(Default)]
struct Acknowledged {
    rulings: Vec<Ruling>,
    sources: Vec<String>,
    undone: bool,
}

impl Acknowledged {
    fn is_in(&self, case: &Case) -> bool {
        let has_source = |name: &String| case.sources.iter().any(|source| source.name == *name);
        let rulings = self.rulings.iter().all(|ruling| has(case, ruling));
        let undone = self.undone
            && case.claims[2]
                .rulings
                .last()
                .is_some_and(|ruling| !ruling.is_withdrawal());
        rulings && self.sources.iter().all(has_source) && !undone
    }
}

/// A ruling, a source and a save, three times. Then the last ruling is undone in another session.
fn work(memory: &Memory) -> Acknowledged {
    let mut done = Acknowledged::default();
    for number in 1..=3 {
        let Ok(mut desk) = open_at(memory, CASE, Access::Write) else {
            return done;
        };
        let name = format!("Source {number}");
        if add_source(&mut desk, &name).is_err() {
            return done;
        }
        done.sources.push(name);
        let Ok(ruling) = rule(&mut desk, number, number) else {
            return done;
        };
        done.rulings.push(ruling);
        if save(&mut desk).is_err() {
            return done;
        }
    }
    let Ok(mut desk) = open_at(memory, CASE, Access::Write) else {
        return done;
    };
    let step = desk
        .history()
        .clone()
        .undo(&Stamp {
            by: "mk",
            at: time(20),
        })
        .unwrap()
        .step;
    done.undone = take(&mut desk, step).is_ok();
    let _ = save(&mut desk);
    done
}

#[test]
fn nothing_acknowledged_is_lost_by_dying_at_any_call() {
    let case = new_case();
    let memory = disk_with(&case);
    work(&memory);
    let calls = memory.calls();
    assert!(calls > 40, "{calls}");
    for death in 0..calls {
        let memory = disk_with(&case);
        memory.die_at(death);
        let acknowledged = work(&memory);
        let memory = memory.revived();
        // The file is a whole case at every moment: an old one or a new one.
        file(&memory);
        let reader = open(&memory, Access::Read);
        assert!(
            acknowledged.is_in(reader.history().case()),
            "death at call {death}"
        );
        // Work goes on from the state that was found, and the next save repairs the file.
        let mut desk = open(&memory, Access::Write);
        let more = rule(&mut desk, 4, 60).unwrap();
        save(&mut desk).unwrap();
        drop(desk);
        let now = file(&memory);
        assert!(
            acknowledged.is_in(&now) && has(&now, &more),
            "death at call {death}"
        );
        assert_eq!(
            open(&memory, Access::Read).notices(),
            [],
            "death at call {death}"
        );
        assert_eq!(leftovers(&memory), 0, "death at call {death}");
    }
}

#[test]
fn nothing_acknowledged_is_lost_by_dying_and_then_a_change_outside() {
    let case = new_case();
    let memory = disk_with(&case);
    work(&memory);
    for death in 0..memory.calls() {
        let memory = disk_with(&case);
        memory.die_at(death);
        let acknowledged = work(&memory);
        let memory = memory.revived();
        let mut theirs = file(&memory);
        "Renamed".clone_into(&mut theirs.title);
        memory.put(CASE, emit(&theirs).unwrap());
        let reader = open(&memory, Access::Read);
        let now = reader.history().case();
        assert_eq!(now.title, "Renamed");
        // If it cannot be known whether the changed file had the edit, the edit is offered.
        let mut with_offers = now.clone();
        for edit in reader.missing().edits() {
            edit.apply(&mut with_offers).unwrap();
        }
        assert!(acknowledged.is_in(&with_offers), "death at call {death}");
    }
}

#[test]
fn a_checkout_of_the_older_file_after_a_kill_in_a_save_restores_nothing() {
    let case = new_case();
    let memory = disk_with(&case);
    let older = memory.bytes(CASE).unwrap();
    work(&memory);
    let mut offered = 0;
    for death in 0..memory.calls() {
        let memory = disk_with(&case);
        memory.die_at(death);
        let acknowledged = work(&memory);
        let memory = memory.revived();
        let was_announced = memory
            .paths()
            .into_iter()
            .filter(|path| path.ends_with("journal"))
            .any(|path| {
                let bytes = memory.bytes(path).unwrap();
                // An incomplete line was never announced.
                let whole = String::from_utf8_lossy(&bytes).into_owned();
                let whole = whole
                    .rsplit_once('\n')
                    .map_or("", |parts| parts.0)
                    .to_owned();
                whole.contains("{\"Saving\":")
            });
        memory.put(CASE, older.clone());
        let reader = open(&memory, Access::Read);
        let now = reader.history().case();
        // Before any save, the edits were made on this file, even if another program has rewritten
        // it.
        if was_announced {
            assert_eq!(*now, case, "death at call {death}");
            offered += 1;
        }
        let mut with_offers = now.clone();
        for edit in reader.missing().edits() {
            edit.apply(&mut with_offers).unwrap();
        }
        assert!(acknowledged.is_in(&with_offers), "death at call {death}");
    }
    assert!(offered > 20, "{offered}");
}

/// Files that a killed save left in the case's folder.
fn leftovers(memory: &Memory) -> usize {
    let paths = memory.paths();
    paths
        .iter()
        .filter(|path| path.to_string_lossy().contains(".factdesk-"))
        .count()
}

#[test]
fn a_refused_call_leaves_the_file_whole_and_reports_the_step() {
    let case = new_case();
    let memory = disk_with(&case);
    work(&memory);
    let calls = memory.calls();
    for kind in [Errno::NOSPC, Errno::ACCESS, Errno::INTR] {
        for refused in 0..calls {
            let memory = disk_with(&case);
            memory.refuse(refused, kind.raw_os_error());
            let mut acknowledged = Vec::new();
            for number in 1..=3 {
                let desk = open_at(&memory, CASE, Access::Write);
                let recorded = desk.and_then(|mut desk| {
                    let ruling = rule(&mut desk, number, number)?;
                    acknowledged.push(ruling);
                    save(&mut desk)
                });
                if let Err(trouble) = recorded {
                    assert_eq!(trouble.kind, ErrorKind::WriteFailed, "{trouble:?}");
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
            // What could not be removed is left for the next writer.
            drop(open(&memory, Access::Write));
            assert_eq!(leftovers(&memory), 0, "call {refused}, {kind}");
        }
    }
}

#[test]
fn the_list_of_recent_cases_leaves_no_file_of_a_killed_writer() {
    let memory = disk_with(&new_case());
    memory.put("/home/state/.recent.factdesk-own-1", "half");
    drop(open(&memory, Access::Write));
    assert_eq!(leftovers(&memory), 0, "{:?}", memory.paths());
}

#[test]
fn other_cases_on_this_machine_make_reading_no_slower() {
    let memory = disk_with(&new_case());
    let calls = || {
        let before = memory.looks();
        drop(open(&memory, Access::Read));
        memory.looks() - before
    };
    let alone = calls();
    for other in 10..40 {
        memory.put(
            format!("/home/state/k000000000{other}/0123456789abcdef/journal"),
            "",
        );
    }
    assert_eq!(calls(), alone);
}

#[test]
fn a_new_case_overwrites_only_on_request() {
    let case = new_case();
    let memory = Memory::new();
    memory.put("/news/notes.txt", "x");
    Desk::create(
        &memory,
        Some(Path::new("/home/state")),
        Path::new(CASE),
        &case,
        false,
    )
    .unwrap();
    assert_eq!(file(&memory), case);
    let refused = Desk::create(
        &memory,
        Some(Path::new("/home/state")),
        Path::new(CASE),
        &case,
        false,
    )
    .unwrap_err();
    assert_eq!(
        (refused.kind, refused.what),
        (ErrorKind::Refused, format!("{CASE} is there already"))
    );
    Desk::create(
        &memory,
        Some(Path::new("/home/state")),
        Path::new(CASE),
        &case,
        true,
    )
    .unwrap();
    let refused = Desk::create(
        &memory,
        Some(Path::new("/home/state")),
        Path::new("/news"),
        &case,
        true,
    )
    .unwrap_err();
    assert_eq!(refused.what, "/news is not a regular file");
    let refused = Desk::create(
        &memory,
        Some(Path::new("/home/state")),
        Path::new("/nowhere/x.ron"),
        &case,
        true,
    )
    .unwrap_err();
    assert_eq!(
        refused.what,
        "/nowhere/x.ron could not be saved: making a new file beside it failed"
    );
}
