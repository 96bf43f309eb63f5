//! Files of version 0.1: cases of format 1, and journals that change whole records. `tests/old` was
//! made with its workbench from the sample: a wording, a valid ruling, a changed attribution, a
//! paragraph's kind, a renamed source (undone), the case's title, a waiver.

use crate::support::disk::Memory;
use crate::support::old;
use std::path::PathBuf;

use crate::support::cases::{One, Pair, between, cases, pairs};
use crate::support::desk::{CASE, make, notice_sentences, open, rule, save, time};
use factdesk::case::*;
use factdesk::store::{Access, Notice, emit, load};
use proptest::prelude::*;

const BEFORE: &str = include_str!("../old/before.case.ron");
const AFTER: &str = include_str!("../old/after.case.ron");
const JOURNAL: &str = include_str!("../old/journal");

/// The lines of the journal without their checksums, with the test's path of the case.
fn lines() -> impl Iterator<Item = String> {
    let lines = JOURNAL.lines().filter_map(|line| line.split_once(' '));
    lines.map(|(_, json)| json.replace("/tmp/old/c.case.ron", CASE))
}

/// A journal of these lines, with their checksums.
fn journal_of(lines: impl Iterator<Item = String>) -> String {
    let mut journal = String::new();
    for json in lines {
        let sum = Hex::<8>::over([json.as_bytes()]).to_string();
        journal.extend([&sum, " ", &json, "\n"]);
    }
    journal
}

/// A disk with a case file and a journal.
fn disk(file: &str, journal: &str) -> (Memory, PathBuf) {
    let memory = Memory::new();
    memory.put(CASE, file);
    let mut desk = open(&memory, Access::Write);
    rule(&mut desk, 1, 1).unwrap();
    drop(desk);
    let is_journal = |path: &PathBuf| path.file_name().is_some_and(|name| name == "journal");
    let place = memory.paths().into_iter().find(is_journal).unwrap();
    memory.put(&place, journal);
    memory.put(CASE, file);
    (memory, place)
}

#[test]
fn a_case_of_format_1_is_upgraded_by_the_first_edit() {
    let (memory, _) = disk(AFTER, &journal_of(lines()));
    let mut desk = open(&memory, Access::Write);
    assert_eq!(notice_sentences(&desk), [""; 0]);
    save(&mut desk).unwrap();
    assert_eq!(
        memory.bytes(CASE).unwrap(),
        AFTER.as_bytes(),
        "nothing was done"
    );

    rule(&mut desk, 9, 1).unwrap();
    save(&mut desk).unwrap();
    let [Notice::Upgraded(kept)] = desk.notices() else {
        panic!("{:?}", desk.notices());
    };
    assert_eq!(memory.bytes(kept).unwrap(), AFTER.as_bytes());
    let text = String::from_utf8(memory.bytes(CASE).unwrap()).unwrap();
    assert!(text.starts_with("(\n    format: 2,\n"), "{text}");
    assert_eq!(text, emit(desk.history().case()).unwrap());
    assert!(!text.contains("Furniture"), "it is called boilerplate now");
}

#[test]
fn no_record_of_a_case_of_format_1_is_lost() {
    let old = load(AFTER.as_bytes()).unwrap();
    let again = load(emit(&old).unwrap().as_bytes()).unwrap();
    assert_eq!(old, again);
    for line in AFTER.lines() {
        // Strings and references of the old text are in the new text, too.
        let kept = line.trim().replace("Furniture(", "Boilerplate(");
        if kept.contains('"') {
            assert!(emit(&again).unwrap().contains(&kept), "{kept}");
        }
    }
}

#[test]
fn a_journal_of_version_0_1_is_replayed_whole() {
    // The session was killed before any save.
    let steps =
        lines().filter(|line| !line.starts_with("{\"Saving\"") && !line.starts_with("{\"Holds\""));
    let (memory, _) = disk(BEFORE, &journal_of(steps));
    let desk = open(&memory, Access::Write);
    assert_eq!(*desk.history().case(), load(AFTER.as_bytes()).unwrap());
    assert_eq!(
        desk.history().done().count(),
        6,
        "two of the eight undo one another"
    );
}

#[test]
fn edits_of_version_0_1_can_be_undone_field_by_field() {
    let (memory, _) = disk(AFTER, &journal_of(lines()));
    let mut desk = open(&memory, Access::Write);
    // Another person has ruled on the claim whose wording is undone.
    rule(&mut desk, 3, 1).unwrap();
    let mut history = desk.history().clone();
    let mk = Stamp {
        by: "mk",
        at: time(5),
    };
    let mut undone = Vec::new();
    while let Ok(turned) = history.undo(&mk) {
        undone.push(turned.of.what);
    }
    assert_eq!(
        undone,
        [
            "3 FACT disputed",
            "17 need not meet stale-ruling",
            "case details",
            "paragraph 7 is title",
            "17 credited",
            "3 holds",
            "3 reworded"
        ]
    );
    let before = load(BEFORE.as_bytes()).unwrap();
    assert_eq!(history.case().draft, before.draft);
    assert_eq!(history.case().head(), before.head());
    assert_eq!(history.case().sources, before.sources);
    assert_eq!(history.case().claims[2].wording, before.claims[2].wording);
}

#[test]
fn the_journal_states_the_format_before_new_lines() {
    let (memory, place) = disk(AFTER, &journal_of(lines()));
    let mut desk = open(&memory, Access::Write);
    let reworded = ops::reword(
        desk.history().case(),
        desk.history().case().claims[4].id,
        "It is so",
        &Stamp {
            by: "mk",
            at: time(5),
        },
    );
    make(&mut desk, reworded.unwrap()).unwrap();
    let journal = String::from_utf8(memory.bytes(place).unwrap()).unwrap();
    let new: Vec<&str> = journal
        .lines()
        .skip(lines().count())
        .map(|line| &line[17..])
        .collect();
    assert!(new[0].starts_with("{\"Opened\":{\"format\":2,"), "{new:?}");
    let step = new.last().unwrap();
    assert!(step.contains("\"Field\":{\"of\":{\"Claim\":"), "{new:?}");
}

#[test]
fn the_test_files_are_those_of_version_0_1() {
    for text in [BEFORE, AFTER] {
        let case = load(text.as_bytes()).unwrap();
        assert_eq!(old::plain(&case), case);
        assert_eq!(old::text(&case), text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn every_case_of_format_1_is_read(One(case) in cases()) {
        let case = old::plain(&case);
        let text = old::text(&case);
        prop_assert_eq!(&load(text.as_bytes()).unwrap(), &case);
        let memory = Memory::new();
        memory.put(CASE, text);
        let desk = open(&memory, Access::Write);
        prop_assert_eq!(desk.history().case(), &case);
        prop_assert_eq!(notice_sentences(&desk), Vec::<String>::new());
    }

    #[test]
    fn a_whole_record_change_is_read_as_field_changes(Pair(a, b) in pairs()) {
        let (a, b) = (old::plain(&a), old::plain(&b));
        let json = old::edit(&a, &b);
        let edit: Edit = serde_json::from_value(json.clone()).unwrap();
        let mut case = a.clone();
        edit.apply(&mut case).unwrap();
        prop_assert_eq!(&case, &b);
        edit.inverse().apply(&mut case).unwrap();
        prop_assert_eq!(&case, &a);

        let lines = |edit: &Edit| {
            let lines = edit.changes.iter().map(|change| serde_json::to_string(change).unwrap());
            lines.collect::<std::collections::BTreeSet<_>>()
        };
        prop_assert_eq!(lines(&edit), lines(&between(&a, &b)));
        let many = json["changes"].as_array().unwrap().iter().map(|change| pieces(change).unwrap());
        prop_assert_eq!(many.sum::<usize>(), edit.changes.len());
        prop_assert_eq!(serde_json::from_str::<Edit>(&json.to_string()).unwrap(), edit);
    }
}
