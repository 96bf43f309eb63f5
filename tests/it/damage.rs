//! Damaged files: truncated cases, flipped bits, blank blocks. The program refuses or reports
//! damage, never mistakes it for something else, and uses everything that is intact.

use crate::support::disk::Memory;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::support::desk::{
    CASE, STATE, add_source, disk_with, file, journal, make, new_case, notice_sentences, open,
    open_at, rule, save, time,
};
use crate::support::dice::{Dice, by_length_of_run};
use factdesk::case::ops::{self, NewEvidence};
use factdesk::case::*;
use factdesk::store::{Access, Disk, Notice, Recovery, emit, load, put_back, verify};

/// How many sources are in the file, and how many more are only in the journal.
const SAVED: usize = 6;
const UNSAVED: usize = 40;

/// A case with evidence, rulings and words in two alphabets, edited in three sessions. Its file
/// contains the sources 1 to [`SAVED`], and its journal contains `more` further ones.
fn worked(more: usize) -> Memory {
    let memory = disk_with(&new_case());
    let mut desk = open(&memory, Access::Write);
    for number in 1..=SAVED {
        add_source(&mut desk, &name(number)).unwrap();
        rule(&mut desk, number, number).unwrap();
        if number == 3 {
            // The next session makes its own backup.
            save(&mut desk).unwrap();
            drop(desk);
            desk = open(&memory, Access::Write);
        }
    }
    let case = desk.history().case();
    let source = case.sources.iter().next().unwrap().id;
    let mut new = NewEvidence::new(source, Question::Fact, Stance::Refutes);
    "«Ні, — сказав речник, — так не було» \"19:40\"\n\tstr. 7".clone_into(&mut new.quote);
    "Сторінка 7".clone_into(&mut new.locator);
    new.accessed = "2026-11-22".parse().ok();
    let stamp = Stamp {
        by: "їр",
        at: time(20),
    };
    let claim = case.claims[1].id;
    let edit = ops::add_evidence(case, claim, new, &stamp, &mut IdGen::seeded(3)).unwrap();
    make(&mut desk, edit).unwrap();
    save(&mut desk).unwrap();
    drop(desk);
    let mut desk = open(&memory, Access::Write);
    for number in SAVED + 1..=SAVED + more {
        add_source(&mut desk, &name(number)).unwrap();
    }
    drop(desk);
    memory
}

/// Each name has another length, since the ids of sources are made from it here.
fn name(number: usize) -> String {
    format!("Джерело {number} {}", "x".repeat(number))
}

/// The numbers of those sources that a case has.
fn numbers(case: &Case) -> Vec<usize> {
    let names: HashSet<&str> = case.sources.iter().map(|source| &*source.name).collect();
    (1..=SAVED + UNSAVED)
        .filter(|number| names.contains(name(*number).as_str()))
        .collect()
}

#[test]
fn a_case_cut_at_any_byte_is_refused_with_a_place_or_is_the_same_case() {
    let memory = worked(0);
    let bytes = memory.bytes(CASE).unwrap();
    let case = load(&bytes).unwrap();
    let mut accepted = 0;
    for length in 0..bytes.len() {
        match load(&bytes[..length]) {
            Ok(there) => {
                assert_eq!(there, case, "cut to {length} bytes");
                accepted += 1;
            }
            Err(error) => {
                assert!(error.place.is_some() || length == 0, "{length}: {error}");
                assert!(!error.what.is_empty() && !error.hint.is_empty(), "{length}");
            }
        }
    }
    println!(
        "{} cuts of a case of {} bytes, {accepted} of them the same case",
        bytes.len(),
        bytes.len()
    );
    assert!(accepted <= 1, "without its last line feed it is whole");
}

#[test]
fn a_truncated_case_is_kept_and_restored_from_its_backup() {
    let whole = worked(3);
    let bytes = whole.bytes(CASE).unwrap();
    let was = open(&whole, Access::Read).history().case().clone();
    let mut states = 0;
    for length in (0..bytes.len() - 1).step_by(97) {
        let memory = whole.revived();
        memory.put(CASE, &bytes[..length]);
        let before = (memory.calls(), memory.paths());
        for access in [Access::Read, Access::Write] {
            let trouble = open_at(&memory, CASE, access).unwrap_err();
            assert!(trouble.hint.contains("factdesk recover"), "{trouble:?}");
        }
        assert_eq!(
            (memory.calls(), memory.paths()),
            before,
            "nothing is written"
        );
        let (state, path) = (Some(Path::new(STATE)), Path::new(CASE));
        put_back(&memory, state, path, time(90)).unwrap();
        let mut desk = open(&memory, Access::Write);
        desk.checkpoint_restored().unwrap();
        assert_eq!(*desk.history().case(), was, "cut to {length} bytes");
        drop(desk);
        assert_eq!(file(&memory), was, "cut to {length} bytes");
        assert!(
            keeps(&memory, "/backups/", &bytes[..length]),
            "what was there is kept"
        );
        states += 1;
    }
    println!("{states} cases that were cut, opened and put back");
}

/// Whether a file with these words in its path has exactly these bytes.
fn keeps(memory: &Memory, words: &str, bytes: &[u8]) -> bool {
    let mut paths = memory.paths().into_iter();
    paths.any(|path| {
        path.to_string_lossy().contains(words) && memory.bytes(&path).is_some_and(|b| b == bytes)
    })
}

#[test]
fn a_flipped_bit_in_a_case_is_noticed() {
    let memory = worked(0);
    let bytes = memory.bytes(CASE).unwrap();
    let case = load(&bytes).unwrap();
    let (state, path) = (Some(Path::new(STATE)), Path::new(CASE));
    assert_eq!(
        verify(&memory, state, path).unwrap().breaches,
        Vec::<String>::new()
    );
    let mut dice = Dice::new(1);
    let count = by_length_of_run(3_000, 100_000);
    let (mut refused, mut same, mut caught, mut by_itself) = (0, 0, 0, 0);
    for turn in 0..count {
        let damaged = dice.flipped(&bytes);
        match load(&damaged) {
            Err(error) => {
                let is_format = error.what.contains("format");
                assert!(error.place.is_some() || is_format, "{turn}: {error}");
                refused += 1;
            }
            Ok(there) if there == case => same += 1,
            Ok(_) => {
                memory.put(CASE, damaged.as_slice());
                let there = verify(&memory, state, path).unwrap();
                // If the damage has made nothing invalid, a note says that another program has
                // written the file.
                let is_said = |note: &String| note.contains("not as factdesk saved it last");
                assert!(
                    !there.breaches.is_empty() || there.notes.iter().any(is_said),
                    "turn {turn} is not detected"
                );
                caught += 1;
                let alone = verify(&memory, None, path).unwrap().breaches;
                by_itself += usize::from(!alone.is_empty());
            }
        }
    }
    println!(
        "{count} bits turned over in a case: {refused} refused, {same} the same case, {caught} named by verify \
         ({by_itself} of these a breach on any machine), 0 undetected"
    );
    assert_eq!(refused + same + caught, count);
}

#[test]
fn a_truncated_journal_gives_its_complete_lines() {
    let whole = worked(3);
    let (path, last) = (journal(&whole), SAVED + 3);
    let bytes = whole.bytes(&path).unwrap();
    for length in 0..=bytes.len() {
        let memory = whole.revived();
        memory.put(&path, &bytes[..length]);
        check(&memory, &path, (&bytes, &bytes[..length]), last, length);
    }
    println!("{} cuts of a journal", bytes.len() + 1);
}

/// Opens a case whose journal has `damaged` in place of `bytes`, and compares the result with what
/// was written.
fn check(memory: &Memory, path: &Path, (bytes, damaged): (&[u8], &[u8]), last: usize, at: usize) {
    let lines = |bytes: &[u8]| -> Vec<Vec<u8>> {
        let lines = bytes.split_inclusive(|byte| *byte == b'\n');
        lines.map(<[u8]>::to_vec).collect()
    };
    let written = lines(bytes);
    let written: HashSet<&[u8]> = written.iter().map(Vec::as_slice).collect();
    let there = lines(damaged);
    let (good, bad): (Vec<&Vec<u8>>, Vec<&Vec<u8>>) = there
        .iter()
        .partition(|line| written.contains(line.as_slice()));
    let bad: Vec<u8> = bad.into_iter().flatten().copied().collect();
    // A source in the journal alone is present if its line is intact. A source in the file is
    // always present.
    let is_whole = |number: &usize| {
        let words = format!("\"{}\"", name(*number));
        *number <= SAVED || good.iter().any(|line| has_words(line, &words))
    };
    let expected: Vec<usize> = (1..=last).filter(is_whole).collect();

    let calls = memory.calls();
    let reader = open(memory, Access::Read);
    assert_eq!(numbers(reader.history().case()), expected, "{at}");
    assert_eq!(memory.calls(), calls, "a reader writes nothing");
    let mut desk = open(memory, Access::Write);
    assert_eq!(numbers(desk.history().case()), expected, "{at}");
    let serials: Vec<u64> = desk
        .history()
        .steps()
        .iter()
        .map(|step| step.serial)
        .collect();
    assert!(serials.is_sorted(), "{at}: {serials:?}");
    let damaged_lines = there
        .iter()
        .filter(|line| line.ends_with(b"\n") && !written.contains(line.as_slice()));
    let told_damaged = desk.notices().iter().find_map(|notice| match notice {
        Notice::Damaged(count) => Some(*count),
        _ => None,
    });
    assert_eq!(told_damaged.unwrap_or(0), damaged_lines.count(), "{at}");
    let count = |is: fn(&Notice) -> bool| desk.notices().iter().filter(|notice| is(notice)).count();
    assert_eq!(
        count(|notice| matches!(notice, Notice::Damaged(_) | Notice::JournalTorn)) > 0,
        !bad.is_empty(),
        "{at}: {:?}",
        notice_sentences(&desk)
    );
    assert_eq!(
        count(|notice| matches!(notice, Notice::DamageKept(_))),
        usize::from(!bad.is_empty()),
        "{at}"
    );
    if !bad.is_empty() {
        assert!(keeps(memory, "journal.bad-", &bad), "{at}: kept aside");
    }
    // An edit recorded now is read again, and the damage is not reported a second time.
    add_source(&mut desk, "Afterwards").unwrap();
    drop(desk);
    let reader = open(memory, Access::Read);
    let case = reader.history().case().clone();
    assert_eq!(numbers(&case), expected, "{at}");
    assert!(
        case.sources
            .iter()
            .any(|source| source.name == "Afterwards"),
        "{at}"
    );
    let is_damage = |notice: &Notice| matches!(notice, Notice::Damaged(_) | Notice::JournalTorn);
    assert!(
        !reader.notices().iter().any(is_damage),
        "{at}: {:?}",
        notice_sentences(&reader)
    );
    assert!(memory.bytes(path).unwrap().ends_with(b"\n"), "{at}");
}

fn has_words(line: &[u8], words: &str) -> bool {
    String::from_utf8_lossy(line).contains(words)
}

#[test]
fn a_flipped_bit_in_a_journal_costs_one_line() {
    let whole = worked(UNSAVED);
    let path = journal(&whole);
    let bytes = whole.bytes(&path).unwrap();
    let mut dice = Dice::new(2);
    let count = by_length_of_run(400, 20_000);
    for turn in 0..count {
        let damaged = dice.flipped(&bytes);
        let memory = whole.revived();
        memory.put(&path, damaged.as_slice());
        check(&memory, &path, (&bytes, &damaged), SAVED + UNSAVED, turn);
    }
    println!(
        "{count} bits turned over in a journal of {} bytes",
        bytes.len()
    );
}

#[test]
fn a_damaged_block_of_a_journal_costs_only_its_lines() {
    let whole = worked(UNSAVED);
    let path = journal(&whole);
    let bytes = whole.bytes(&path).unwrap();
    assert!(bytes.len() > 3 * 4096, "{}", bytes.len());
    let mut dice = Dice::new(3);
    let step = 512 / by_length_of_run(1, 16);
    let mut states = 0;
    for size in [512, 4096] {
        for start in (0..bytes.len()).step_by(step) {
            let size = size.min(bytes.len() - start);
            for block in [vec![0; size], dice.bytes(size), vec![b'\n'; size]] {
                let mut damaged = bytes.clone();
                damaged[start..start + size].copy_from_slice(&block);
                let memory = whole.revived();
                memory.put(&path, damaged.as_slice());
                check(&memory, &path, (&bytes, &damaged), SAVED + UNSAVED, start);
                states += 1;
            }
        }
    }
    println!("{states} blocks of a journal blank or wild");
}

#[test]
fn a_damaged_backup_is_reported_and_not_offered() {
    let memory = worked(3);
    let disk: Arc<dyn Disk> = Arc::new(memory.clone());
    let (state, path) = (Some(Path::new(STATE)), Path::new(CASE));
    let before = Recovery::of(&disk, state, path).unwrap().backups;
    assert!(before.len() > 1 && before.iter().all(|(_, case)| case.is_some()));
    let latest = before[0].0.path.clone();
    let bytes = memory.bytes(&latest).unwrap();
    let count = by_length_of_run(100, 5_000);
    let mut dice = Dice::new(4);
    let mut cuts: Vec<Vec<u8>> = (0..count).map(|_| dice.flipped(&bytes)).collect();
    cuts.extend(
        (0..bytes.len())
            .step_by(199)
            .map(|length| bytes[..length].to_vec()),
    );
    let states = cuts.len();
    for damaged in cuts {
        memory.put(&latest, damaged);
        let now = Recovery::of(&disk, state, path).unwrap().backups;
        assert_eq!(now[0].1, None, "a damaged one is not offered");
        assert_eq!(now[1..], before[1..], "the others are");
        let breaches = verify(&memory, state, path).unwrap().breaches;
        assert!(
            breaches.len() == 1 && breaches[0].contains("the backup is damaged"),
            "{breaches:?}"
        );
    }
    // A case that must be restored is restored from the backup before it.
    let broken = memory.revived();
    broken.put(CASE, "(");
    let disk: Arc<dyn Disk> = Arc::new(broken.clone());
    let known = Recovery::of(&disk, state, path).unwrap().now;
    put_back(&broken, state, path, time(90)).unwrap();
    let there = file(&broken);
    assert_eq!(there, known);
    println!("{states} damaged backups");
}

#[test]
fn the_journal_of_another_case_is_set_aside() {
    let memory = worked(3);
    let path = journal(&memory);
    let mine = memory.bytes(CASE).unwrap();
    let mut other = new_case();
    other.id = IdGen::seeded(99).id(|_| false);
    let strange = disk_with(&other);
    let mut desk = open(&strange, Access::Write);
    add_source(&mut desk, "Of another").unwrap();
    drop(desk);
    let theirs = strange.bytes(journal(&strange)).unwrap();
    memory.put(&path, theirs.clone());

    let reader = open(&memory, Access::Read);
    assert_eq!(*reader.history().case(), load(&mine).unwrap());
    assert_eq!(reader.notices(), [Notice::OtherJournal(path.clone())]);
    assert!(memory.bytes(&path).unwrap() == theirs, "a reader leaves it");
    let mut desk = open(&memory, Access::Write);
    let [Notice::OtherJournal(aside)] = desk.notices() else {
        panic!("{:?}", notice_sentences(&desk))
    };
    let aside: PathBuf = aside.clone();
    assert!(aside != path && memory.bytes(&aside).unwrap() == theirs);
    add_source(&mut desk, "Afterwards").unwrap();
    drop(desk);
    let now = open(&memory, Access::Read);
    let has = |name: &str| {
        now.history()
            .case()
            .sources
            .iter()
            .any(|one| one.name == name)
    };
    assert!(has("Afterwards") && !has("Of another"));
    assert!(memory.bytes(&aside).unwrap() == theirs);
    assert_eq!(emit(&file(&memory)).unwrap().as_bytes(), mine);
    println!("2 openings beside the journal of another case");
}
