//! A file that something else changes, and a journal that something else damages: nothing is lost
//! without a notice.

use crate::support::desk;
use crate::support::disk::Memory;
use std::path::Path;

use crate::support::desk::{
    CASE, add_source, disk_with, file, has, journal, make, new_case, notice_sentences, open,
    open_at, rule, save, take, time, undo,
};
use factdesk::case::ops;
use factdesk::case::*;
use factdesk::error::ErrorKind;
use factdesk::store::{Access, Desk, Disk, Notice, Why, emit};
use rustix::io::Errno;

fn has_source(desk: &Desk, name: &str) -> bool {
    desk.history()
        .case()
        .sources
        .iter()
        .any(|source| source.name == name)
}

/// The case with another title, as somebody else would save it.
fn renamed(case: &Case, title: &str) -> String {
    let mut case = case.clone();
    title.clone_into(&mut case.title);
    emit(&case).unwrap()
}

#[test]
fn recorded_edits_are_applied_on_top_of_a_file_changed_outside() {
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
    ops::drop_claim(
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
        Notice::Recovered(recovered, _),
        Notice::Refused(refused),
        Notice::Missing(lacks),
    ] = desk.notices()
    else {
        panic!("{:?}", desk.notices())
    };
    assert_eq!((refused.len(), lacks.why), (1, Why::Changed));
    assert_eq!(
        lacks.missing.difference.lacked(),
        "lacks 1 ruling (1 FACT disputed (mk)) recorded here"
    );
    assert!(
        matches!(&lacks.missing.back.as_ref().unwrap().changes[..], [Change::Ruling(_, swap)] if swap.after == Some(saved.clone()))
    );
    assert_eq!(recovered.counted(), "1 ruling");
    save(&mut desk).unwrap();
    drop(desk);
    assert_eq!(file(&memory), now);
    let again = open(&memory, Access::Read);
    assert_eq!((again.history().case(), again.notices()), (&now, &[][..]));

    // What the outside change removed does not block undo.
    let mut desk = open(&memory, Access::Write);
    let stamp = Stamp {
        by: "mk",
        at: time(60),
    };
    let step = desk.history().clone().undo(&stamp).unwrap().step;
    assert_eq!(step.edit.what, "2 FACT disputed, undone");
    take(&mut desk, step).unwrap();
    assert_eq!(
        desk.history().clone().undo(&stamp).unwrap_err().what,
        "there is nothing to undo"
    );
}

#[test]
fn a_failed_save_is_not_mistaken_for_a_successful_one() {
    let case = new_case();
    for call in 0..60 {
        let memory = disk_with(&case);
        memory.refuse(call, Errno::NOSPC.raw_os_error());
        let Ok(mut desk) = open_at(&memory, CASE, Access::Write) else {
            continue;
        };
        if add_source(&mut desk, "Harbour log").is_err() {
            continue;
        }
        let saved = save(&mut desk).is_ok();
        drop(desk);
        // Then somebody changes the title, whichever file is there.
        memory.put(CASE, renamed(&file(&memory), "Renamed"));
        let desk = open(&memory, Access::Read);
        assert!(
            has_source(&desk, "Harbour log"),
            "call {call}, saved {saved}: {}",
            String::from_utf8_lossy(&memory.bytes(journal(&memory)).unwrap())
        );
        assert_eq!(desk.history().case().title, "Renamed");
    }
}

#[test]
fn a_file_restored_to_an_older_state_is_accepted_as_it_is() {
    let case = new_case();
    let memory = disk_with(&case);
    let mut desk = open(&memory, Access::Write);
    rule(&mut desk, 1, 1).unwrap();
    save(&mut desk).unwrap();
    drop(desk);
    let theirs = renamed(&file(&memory), "Renamed");
    memory.put(CASE, theirs.clone());
    let mut desk = open(&memory, Access::Write);
    add_source(&mut desk, "Harbour log").unwrap();
    save(&mut desk).unwrap();
    drop(desk);
    let mut desk = open(&memory, Access::Write);
    let ruling = rule(&mut desk, 2, 2).unwrap();
    save(&mut desk).unwrap();
    drop(desk);
    memory.put(CASE, theirs);
    let mut desk = open(&memory, Access::Write);
    assert!(!has_source(&desk, "Harbour log") && !has(desk.history().case(), &ruling));
    assert_eq!(
        notice_sentences(&desk),
        [
            "the file is back at an earlier state: it lacks 1 ruling (2 FACT disputed (mk)) and 1 source (Harbour log) recorded here"
        ]
    );
    // On request the edit is restored, and nothing else is removed.
    let back = desk.missing().back.unwrap();
    make(&mut desk, back).unwrap();
    assert!(has_source(&desk, "Harbour log") && has(desk.history().case(), &ruling));
    assert_eq!(desk.history().case().title, "Renamed");
    assert_eq!(desk.missing().edits().count(), 0);
}

#[test]
fn rulings_on_a_removed_claim_are_listed_and_block_nothing() {
    let case = new_case();
    let memory = disk_with(&case);
    let mut desk = open(&memory, Access::Write);
    add_source(&mut desk, "Harbour log").unwrap();
    let ruling = rule(&mut desk, 1, 1).unwrap();
    save(&mut desk).unwrap();
    drop(desk);
    let mut theirs = file(&memory);
    let gone = theirs.claims[0].id;
    let stamp = Stamp {
        by: "ab",
        at: time(5),
    };
    ops::drop_claim(&theirs.clone(), gone, &stamp)
        .unwrap()
        .apply(&mut theirs)
        .unwrap();
    memory.put(CASE, emit(&theirs).unwrap());
    let mut desk = open(&memory, Access::Write);
    let [Notice::Missing(lacks)] = desk.notices() else {
        panic!("{:?}", desk.notices())
    };
    assert_eq!(
        lacks.missing.difference.lacked(),
        "lacks 1 ruling (FACT disputed (mk) on a claim that is gone) recorded here"
    );
    let [homeless] = &lacks.missing.contested[..] else {
        panic!("{lacks:?}")
    };
    assert_eq!(homeless.changes, [Change::Ruling(gone, Swap::new(ruling))]);
    let undone = undo(&desk);
    assert!(undone.stuck.is_empty());
    take(&mut desk, undone.step).unwrap();
    assert!(!has_source(&desk, "Harbour log"));
}

#[test]
fn my_unsaved_wording_and_a_colleagues_ruling_on_the_same_claim_both_stand() {
    let case = new_case();
    let memory = disk_with(&case);
    let mut desk = open(&memory, Access::Write);
    let claim = case.claims[4].id;
    let by = |by: &'static str, minute| Stamp {
        by,
        at: time(minute),
    };
    let reword = ops::reword(&case, claim, "It left at six", &by("mk", 5)).unwrap();
    make(&mut desk, reword).unwrap();
    // In a colleague's clone the claim was ruled on, got evidence and was linked.
    let mut theirs = case.clone();
    let judged = ops::Judgement {
        verdict: Some(Verdict::Confirmed),
        ..ops::Judgement::default()
    };
    let ruled = ops::rule(&theirs, claim, Question::Fact, &judged, &by("ab", 3)).unwrap();
    ruled.apply(&mut theirs).unwrap();
    let other = case.claims[5].id;
    let linked = ops::link(&theirs, claim, other, LinkKind::Repeats, &by("ab", 4)).unwrap();
    linked.apply(&mut theirs).unwrap();
    memory.put(CASE, emit(&theirs).unwrap());

    // In an open workbench, and found at start after a kill.
    for mut desk in [desk, open(&memory, Access::Read)] {
        let _ = desk.follow(time(6));
        let now = desk.history().case().claims.get(claim).unwrap().clone();
        assert_eq!(now.wording, "It left at six");
        assert_eq!((now.rulings.len(), now.links.len()), (1, 1));
        assert_eq!(desk.missing().edits().count(), 0, "nothing is contested");
        let refused = |notice: &Notice| matches!(notice, Notice::Refused(_) | Notice::Missing(_));
        assert!(!desk.notices().iter().any(refused), "{:?}", desk.notices());
    }
}

#[test]
fn a_missing_item_is_offered_in_its_changed_form() {
    let case = new_case();
    let memory = disk_with(&case);
    let mut desk = open(&memory, Access::Write);
    let (claim, source) = (case.claims[4].id, case.sources[0].id);
    let stamp = |minute| Stamp {
        by: "mk",
        at: time(minute),
    };
    let new = ops::NewEvidence::new(source, Question::Fact, Stance::Supports);
    let mut mint = IdGen::seeded(5);
    let added = ops::add_evidence(&case, claim, new, &stamp(1), &mut mint).unwrap();
    make(&mut desk, added).unwrap();
    save(&mut desk).unwrap();
    let now = desk.history().case().clone();
    let item = now.claims.get(claim).unwrap().evidence[0].id;
    let primary = |item: &mut Evidence| item.nature = Nature::Primary;
    let changed = ops::change_evidence(&now, claim, item, primary, &stamp(2)).unwrap();
    make(&mut desk, changed).unwrap();
    save(&mut desk).unwrap();
    drop(desk);
    // Somebody else saves an older state with another title.
    memory.put(CASE, renamed(&case, "Renamed"));
    let desk = open(&memory, Access::Write);
    let missing = desk.missing();
    let back = missing.back.unwrap();
    let items = back.changes.iter().filter_map(|change| match change {
        Change::Evidence(_, swap) => swap.after.as_ref(),
        _ => None,
    });
    let natures: Vec<_> = items.map(|item| item.nature).collect();
    assert_eq!(natures, [Nature::Primary]);
    assert_eq!(missing.contested.len(), 0);
}

#[test]
fn undo_skips_what_can_no_longer_be_undone_and_says_so() {
    let memory = disk_with(&new_case());
    let mut desk = open(&memory, Access::Write);
    add_source(&mut desk, "Abacus").unwrap();
    add_source(&mut desk, "Zed").unwrap();
    save(&mut desk).unwrap();
    drop(desk);
    let theirs = String::from_utf8(memory.bytes(CASE).unwrap())
        .unwrap()
        .replace("\"Zed\"", "\"Zedd\"");
    memory.put(CASE, theirs);
    let mut desk = open(&memory, Access::Write);
    let stamp = Stamp {
        by: "mk",
        at: time(40),
    };
    let undone = desk.history().clone().undo(&stamp).unwrap();
    assert_eq!(undone.of.what, "new source Abacus");
    take(&mut desk, undone.step).unwrap();
    assert!(!has_source(&desk, "Abacus") && has_source(&desk, "Zedd"));
}

#[test]
fn a_damaged_journal_line_is_reported_even_at_the_end() {
    let memory = disk_with(&new_case());
    let mut desk = open(&memory, Access::Write);
    let first = rule(&mut desk, 1, 1).unwrap();
    rule(&mut desk, 2, 2).unwrap();
    drop(desk);
    let journal = journal(&memory);
    let mut bytes = memory.bytes(&journal).unwrap();
    let last = bytes.len() - 10;
    bytes[last] ^= 1;
    memory.put(&journal, bytes.clone());
    let mut desk = open(&memory, Access::Write);
    assert_eq!(
        notice_sentences(&desk)[..2],
        [
            "1 line of the journal was damaged and left out",
            "recovered 1 ruling from 10:00"
        ]
    );
    let third = rule(&mut desk, 3, 3).unwrap();
    drop(desk);
    let aside = memory
        .paths()
        .into_iter()
        .find(|path| path.to_string_lossy().contains("journal.bad-"));
    let aside = memory.bytes(aside.unwrap()).unwrap();
    assert!(
        bytes.ends_with(&aside),
        "what may be mended by hand is kept as it was found"
    );
    let desk = open(&memory, Access::Read);
    assert_eq!(
        notice_sentences(&desk),
        ["recovered 2 rulings from 10:00"],
        "it is told once"
    );
    assert!(has(desk.history().case(), &first) && has(desk.history().case(), &third));
}

#[test]
fn a_journal_of_a_newer_factdesk_is_left_alone() {
    let memory = disk_with(&new_case());
    let mut desk = open(&memory, Access::Write);
    rule(&mut desk, 1, 1).unwrap();
    drop(desk);
    let journal = journal(&memory);
    let mut bytes = memory.bytes(&journal).unwrap();
    let json = r#"{"Weather":"rain"}"#;
    bytes.extend_from_slice(format!("{} {json}\n", Hex::<8>::over([json.as_bytes()])).as_bytes());
    memory.put(&journal, bytes.clone());
    for access in [Access::Read, Access::Write] {
        let refused = open_at(&memory, CASE, access).unwrap_err();
        assert!(
            refused.what.ends_with("was written by a newer factdesk"),
            "{refused:?}"
        );
    }
    assert_eq!(memory.bytes(&journal).unwrap(), bytes);
}

#[test]
fn a_desk_that_is_open_to_read_changes_nothing() {
    let memory = disk_with(&new_case());
    let mut desk = open(&memory, Access::Read);
    assert_eq!(
        rule(&mut desk, 1, 1).unwrap_err().kind,
        ErrorKind::WriteFailed
    );
    assert_eq!(desk.checkpoint().unwrap_err().kind, ErrorKind::WriteFailed);
    assert_eq!(memory.calls(), 0);
}

#[test]
fn a_link_that_leads_nowhere_yet_stays_a_link() {
    let memory = Memory::new();
    memory.put("/vault/other", "");
    memory.put_link("/news", "/vault");
    memory.put_link("/vault/a.ron", "b.ron");
    Desk::create(
        &memory,
        Some(Path::new("/home/state")),
        Path::new("/vault/a.ron"),
        &new_case(),
        false,
    )
    .unwrap();
    assert!(memory.is_link("/vault/a.ron") && memory.bytes("/vault/b.ron").is_some());
}

#[test]
fn a_journal_follows_a_case_that_moves_several_times_before_the_next_edit() {
    let memory = disk_with(&new_case());
    let mut desk = open(&memory, Access::Write);
    let ruling = rule(&mut desk, 1, 1).unwrap();
    drop(desk);
    let (b, c) = ("/news/b.case.ron", "/news/c.case.ron");
    memory.rename(Path::new(CASE), Path::new(b)).unwrap();
    // A refused command opens the case for writing and writes nothing.
    drop(open_at(&memory, b, Access::Write).unwrap());
    memory.rename(Path::new(b), Path::new(c)).unwrap();
    let desk = open_at(&memory, c, Access::Write).unwrap();
    assert!(has(desk.history().case(), &ruling));
    drop(desk);
    memory.rename(Path::new(c), Path::new(CASE)).unwrap();
    assert_eq!(open(&memory, Access::Read).history().done().count(), 1);
}

#[test]
fn a_journal_follows_its_case_when_another_case_takes_its_path() {
    let memory = disk_with(&new_case());
    let mut desk = open(&memory, Access::Write);
    let ruling = rule(&mut desk, 1, 1).unwrap();
    drop(desk);
    memory
        .rename(Path::new(CASE), Path::new("/news/b.case.ron"))
        .unwrap();
    memory.put(
        CASE,
        emit(&Case::new(IdGen::seeded(99).id(|_| false), "Another")).unwrap(),
    );
    let desk = open_at(&memory, "/news/b.case.ron", Access::Read).unwrap();
    assert!(has(desk.history().case(), &ruling));
}

#[test]
fn a_kill_at_any_call_of_a_move_loses_nothing() {
    let case = new_case();
    for death in 0..30 {
        let memory = disk_with(&case);
        let mut desk = open(&memory, Access::Write);
        let ruling = rule(&mut desk, 1, 1).unwrap();
        drop(desk);
        let moved = "/news/b.case.ron";
        memory.rename(Path::new(CASE), Path::new(moved)).unwrap();
        memory.die_at(memory.calls() + death);
        let second = open_at(&memory, moved, Access::Write)
            .and_then(|mut desk| rule(&mut desk, 2, 2))
            .ok();
        let memory = memory.revived();
        let desk = open_at(&memory, moved, Access::Write).unwrap();
        let now = desk.history().case();
        assert!(
            has(now, &ruling) && second.is_none_or(|second| has(now, &second)),
            "{death}"
        );
    }
}

#[test]
fn a_step_recorded_after_damage_is_not_mistaken_for_a_saved_one() {
    let memory = disk_with(&new_case());
    let mut desk = open(&memory, Access::Write);
    rule(&mut desk, 1, 1).unwrap();
    rule(&mut desk, 2, 2).unwrap();
    save(&mut desk).unwrap();
    drop(desk);
    let journal = journal(&memory);
    let mut bytes = memory.bytes(&journal).unwrap();
    let last_step = bytes
        .windows(8)
        .rposition(|part| part == br#"{"Step":"#)
        .unwrap()
        + 20;
    bytes[last_step] ^= 1;
    memory.put(&journal, bytes);
    let mut desk = open(&memory, Access::Write);
    let third = rule(&mut desk, 3, 3).unwrap();
    drop(desk);
    assert!(has(open(&memory, Access::Read).history().case(), &third));
}

#[test]
fn a_withdrawal_removed_by_an_outside_change_is_named() {
    let memory = disk_with(&new_case());
    let mut desk = open(&memory, Access::Write);
    rule(&mut desk, 1, 1).unwrap();
    save(&mut desk).unwrap();
    drop(desk);
    let before = file(&memory);
    let mut desk = open(&memory, Access::Write);
    let undone = undo(&desk);
    take(&mut desk, undone.step).unwrap();
    save(&mut desk).unwrap();
    drop(desk);
    memory.put(CASE, renamed(&before, "Renamed"));
    let desk = open(&memory, Access::Read);
    let [Notice::Missing(lacks)] = desk.notices() else {
        panic!("{:?}", desk.notices())
    };
    let edit = lacks.missing.back.as_ref().unwrap();
    assert!(
        matches!(&edit.changes[..], [Change::Ruling(_, swap)] if swap.after.as_ref().unwrap().is_withdrawal())
    );
}

#[test]
fn a_journal_of_another_case_is_set_aside() {
    let memory = disk_with(&new_case());
    let mut desk = open(&memory, Access::Write);
    rule(&mut desk, 1, 1).unwrap();
    drop(desk);
    let journal = journal(&memory);
    let bytes = memory.bytes(&journal).unwrap();
    let other = Case::new(IdGen::seeded(99).id(|_| false), "Another");
    memory.put("/news/other.case.ron", emit(&other).unwrap());
    drop(open_at(&memory, "/news/other.case.ron", Access::Write).unwrap());
    let folder = Path::new("/home/state").join(other.id.to_string());
    let key = memory
        .paths()
        .into_iter()
        .find(|path| path.parent() == Some(&folder))
        .unwrap();
    memory.put(key.join("journal"), bytes.clone());
    let reader = open_at(&memory, "/news/other.case.ron", Access::Read).unwrap();
    assert_eq!(*reader.history().case(), other);
    assert_eq!(
        reader.notices(),
        [Notice::OtherJournal(key.join("journal"))]
    );
    let mut desk = open_at(&memory, "/news/other.case.ron", Access::Write).unwrap();
    let [Notice::OtherJournal(aside)] = desk.notices() else {
        panic!("{:?}", desk.notices())
    };
    assert_eq!(memory.bytes(aside).unwrap(), bytes);
    add_source(&mut desk, "Harbour log").unwrap();
    drop(desk);
    let again = open_at(&memory, "/news/other.case.ron", Access::Read).unwrap();
    assert!(has_source(&again, "Harbour log"));
    assert_eq!(notice_sentences(&again), ["recovered 1 source from 10:00"]);
}

#[test]
fn a_moved_case_keeps_its_history_whatever_its_name() {
    use std::os::unix::ffi::OsStrExt;
    let memory = Memory::new();
    let odd = std::ffi::OsStr::from_bytes(b"/news/d\xe9p\xf4t.case.ron");
    memory.put(odd, emit(&new_case()).unwrap());
    let mut desk = Desk::open(
        std::sync::Arc::new(memory.clone()),
        Some(Path::new(desk::STATE)),
        Path::new(odd),
        Access::Write,
    )
    .unwrap();
    rule(&mut desk, 1, 1).unwrap();
    save(&mut desk).unwrap();
    drop(desk);
    memory.rename(Path::new(odd), Path::new(CASE)).unwrap();
    let desk = open(&memory, Access::Write);
    assert_eq!(desk.history().done().count(), 1);
}
