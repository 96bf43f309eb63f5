//! `factdesk recover` and `factdesk verify`, and the messages of the next command after something
//! went wrong.

use std::fs;
use std::path::PathBuf;

use crate::support::{Desk, story};

const CASE: &str = "story.case.ron";

/// A case with two rulings and a source, each made by its own command.
fn worked_on(name: &str) -> Desk {
    let desk = Desk::new(&format!("recovery-{name}"));
    desk.write("story.txt", story("ferry.en.txt"));
    desk.run(&["new", "story.txt"]);
    desk.ok(&["tag", CASE, "1", "disputed"]);
    desk.ok(&["tag", CASE, "2", "confirmed"]);
    desk.ok(&["source", "add", CASE, "Reuters"]);
    desk
}

/// The files of the case's state whose path contains this.
fn state(desk: &Desk, part: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![desk.path("home/.local/state/factdesk")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().contains(part) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn standings(desk: &Desk) -> [String; 2] {
    let list = desk.json(&["list", CASE, "--format", "json"]);
    [0, 1].map(|place| {
        list["claims"][place]["standing"]
            .as_str()
            .unwrap()
            .to_owned()
    })
}

#[test]
fn restoring_an_earlier_state_can_be_undone_like_any_edit() {
    let desk = worked_on("recover-back");
    insta::assert_snapshot!("recover_list", desk.ok(&["recover", CASE]));
    assert_eq!(
        desk.ok(&["recover", CASE, "--list"]),
        desk.ok(&["recover", CASE])
    );
    let before = desk.read(CASE);
    insta::assert_snapshot!("recover_back", desk.ok(&["recover", CASE, "3"]));
    assert_eq!(standings(&desk), ["open", "open"]);
    assert_eq!(
        desk.ok(&["undo", CASE]),
        "undid: state until 10:02 restored (mk, 10:08)\n"
    );
    assert_eq!(desk.read(CASE), before);
    assert!(
        desk.fails(2, &["recover", CASE, "99"])
            .contains("there is no backup 99")
    );
    assert!(
        desk.fails(2, &["recover", CASE, "0"])
            .contains("can be read, and nothing that was recorded is missing")
    );
}

#[test]
fn a_file_with_conflict_markers_is_never_overwritten_by_recover() {
    let desk = worked_on("recover-markers");
    let whole = desk.read(CASE);
    let both = whole.replacen(
        "    title: ",
        "<<<<<<<<< HEAD\n    title: \"Ours\",\n=========\n>>>>>>>>> theirs\n    title: ",
        1,
    );
    desk.write(CASE, &both);
    for arguments in [
        &["recover", CASE, "0"][..],
        &["recover", CASE, "3"],
        &["list", CASE],
    ] {
        let said = desk.fails(2, arguments);
        assert!(said.contains("git left conflict markers"), "{said}");
        assert!(said.contains("keep the lines of both"), "{said}");
        assert!(
            !said.contains("--ours") && !said.contains("recover"),
            "{said}"
        );
        assert_eq!(desk.read(CASE), both);
    }
}

#[test]
fn only_the_person_who_restored_a_state_undoes_that() {
    let desk = worked_on("recover-others");
    desk.ok(&["tag", CASE, "1", "--withdraw"]);
    desk.ok(&["recover", CASE, "1"]);
    assert_eq!(standings(&desk)[0], "disputed");
    let undone = desk
        .command(&["undo", CASE])
        .env("FACTDESK_BY", "ab")
        .output()
        .unwrap();
    assert_eq!(undone.status.code(), Some(2), "{undone:?}");
    assert_eq!(standings(&desk)[0], "disputed");
    desk.ok(&["undo", CASE]);
    assert_eq!(standings(&desk)[0], "open");
}

#[test]
fn an_unreadable_file_is_restored_to_its_last_recorded_state() {
    for (name, breaks) in [
        ("cut", Some(&b"(\n    format: 1,\n"[..])),
        ("empty", Some(b"")),
        ("gone", None),
    ] {
        let desk = worked_on(&format!("recover-file-{name}"));
        let whole = desk.read(CASE);
        match breaks {
            Some(bytes) => desk.write(CASE, bytes),
            None => fs::remove_file(desk.path(CASE)).unwrap(),
        }
        let refused = desk.fails(2, &["list", CASE]);
        assert!(refused.contains("factdesk recover"), "{refused}");
        assert!(
            desk.ok(&["recover", CASE])
                .contains("What was recorded last can be restored")
        );
        desk.ok(&["recover", CASE, "0"]);
        assert_eq!(desk.read(CASE), whole, "{name}");
        assert!(desk.ok(&["verify", CASE]).contains("is sound"));
        // The old bytes of the file are kept, whatever they are.
        if let Some(bytes) = breaks {
            let kept = state(&desk, "backups");
            assert!(
                kept.iter().any(|path| fs::read(path).unwrap() == bytes),
                "{name}"
            );
        }
    }
}

#[test]
fn an_older_state_of_a_broken_file_is_restored_by_one_command() {
    let desk = worked_on("recover-older");
    desk.write(CASE, "(");
    desk.ok(&["recover", CASE, "3"]);
    assert_eq!(standings(&desk), ["open", "open"]);
    desk.ok(&["undo", CASE]);
    assert_eq!(standings(&desk), ["disputed", "confirmed"]);
}

#[test]
fn without_a_backup_there_is_nothing_to_restore() {
    let desk = Desk::new("recover-none");
    desk.write("story.txt", story("ferry.en.txt"));
    desk.run(&["new", "story.txt"]);
    assert!(
        desk.ok(&["recover", CASE])
            .contains("There is no backup yet")
    );
    desk.write(CASE, "broken");
    assert!(
        desk.fails(2, &["recover", CASE])
            .contains("this is not a case")
    );
    assert!(
        desk.fails(2, &["recover", "nowhere.case.ron"])
            .contains("there is no file")
    );
}

#[test]
fn twenty_backups_and_one_a_day_are_kept() {
    let desk = worked_on("recover-many");
    for day in 1..=28 {
        for hour in ["09", "12"] {
            let time = format!("2026-12-{day:02}T{hour}:00:00.000Z");
            let verdict = if hour == "09" {
                "disputed"
            } else {
                "confirmed"
            };
            let ran = desk
                .command(&["tag", CASE, "4", verdict])
                .env("FACTDESK_TIME", time)
                .output()
                .unwrap();
            assert!(ran.status.success());
        }
    }
    let kept = state(&desk, "backups");
    let days: Vec<String> = kept
        .iter()
        .map(|path| path.file_name().unwrap().to_string_lossy()[..8].to_owned())
        .collect();
    // The last twenty cover ten days. Of the eighteen days before, one each is kept. The day in
    // November is too long ago.
    assert_eq!(days.len(), 20 + 18, "{days:?}");
    assert_eq!(days.iter().filter(|day| *day == "20261201").count(), 1);
    assert_eq!(days.iter().filter(|day| *day == "20261228").count(), 2);
}

#[test]
fn verify_distinguishes_breaches_from_notes() {
    let desk = worked_on("verify");
    assert_eq!(
        desk.ok(&["verify", CASE]),
        "story.case.ron is sound: 12 claims, 1 checked\n"
    );
    let sound = desk.read(CASE);

    // Changed words make a ruling stale, and a claim that is not at its words is unanchored. Both
    // are notes.
    desk.write(
        CASE,
        sound.replace("format: 2,", "// by hand\n    format: 2,"),
    );
    let ran = desk.run(&["verify", CASE]);
    assert_eq!(ran.code, 0);
    insta::assert_snapshot!("verify_by_hand", ran.out);
    // The next save accepts the change.
    desk.ok(&["tag", CASE, "5", "confirmed"]);
    assert!(desk.ok(&["verify", CASE]).contains("is sound"));
    desk.write(CASE, &sound);

    for (what, from, to) in [
        (
            "the draft's words",
            "helicopters and nine boats took",
            "helicopters and ten boats took",
        ),
        ("two claims with one id", "", ""),
        ("a source that is not there", "", ""),
    ] {
        let ids: Vec<&str> = sound
            .lines()
            .filter_map(|line| line.trim().strip_prefix("id: \"c"))
            .collect();
        let broken = match what {
            "two claims with one id" => sound.replacen(ids[1], ids[0], 1),
            "a source that is not there" => sound.replace("name: \"Reuters\"", "name: \"Reuters\",\n            relies_on: [\n                \"s00000000000\",\n            ]"),
            _ => sound.replacen(from, to, 1),
        };
        assert_ne!(broken, sound, "{what}");
        desk.write(CASE, broken);
        let ran = desk.run(&["verify", CASE]);
        assert_eq!(ran.code, 1, "{what}: {ran:?}");
        assert!(ran.out.contains("breach: "), "{what}: {ran:?}");
        assert!(
            ran.out
                .contains("note: the file is not as factdesk saved it last here"),
            "{what}: {ran:?}"
        );
    }
    desk.write(CASE, "(");
    desk.fails(2, &["verify", CASE]);
}

#[test]
fn verify_checks_the_files_of_evidence_and_reports_stale_rulings() {
    let desk = worked_on("verify-files");
    desk.write("log.txt", "19:40 aground\n");
    desk.ok(&[
        "evidence", "add", CASE, "2", "--source", "Reuters", "--stance", "supports", "--file",
        "log.txt",
    ]);
    assert!(desk.ok(&["verify", CASE]).contains("is sound"));
    desk.write("log.txt", "19:41 aground\n");
    let ran = desk.run(&["verify", CASE]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.out
            .contains("breach: claim 2: the file log.txt is not the one"),
        "{ran:?}"
    );
    fs::remove_file(desk.path("log.txt")).unwrap();
    assert!(
        desk.run(&["verify", CASE])
            .out
            .contains("breach: claim 2: the file log.txt cannot be read")
    );
    desk.write("log.txt", "19:40 aground\n");

    // A note is not a breach: here the stale and unanchored claim was saved by factdesk itself.
    let edited = desk.read(CASE).replacen(
        "text: \"Ferry runs aground off Kelm, 12 hurt\"",
        "text: \"Ferry runs aground\"",
        1,
    );
    desk.write(CASE, edited);
    desk.ok(&["tag", CASE, "6", "disputed"]);
    let output = desk.ok(&["verify", CASE]);
    assert!(
        output.contains("note: stale, ruled on in other words: claim "),
        "{output}"
    );
    assert!(output.contains("note: unanchored"), "{output}");
}

#[test]
fn a_damaged_journal_or_backup_is_a_breach() {
    let desk = worked_on("verify-journal");
    let journal = state(&desk, "/journal").remove(0);
    let mut bytes = fs::read(&journal).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&journal, &bytes).unwrap();
    let ran = desk.run(&["verify", CASE]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("1 line of the journal damaged"), "{ran:?}");
    let backup = state(&desk, "backups").remove(0);
    fs::write(&backup, "rotten").unwrap();
    assert!(
        desk.run(&["verify", CASE])
            .out
            .contains("the backup is damaged")
    );
    assert!(
        desk.ok(&["recover", CASE])
            .contains("is damaged, or not a case")
    );
    // The next writer sets the bad line aside and says so once, and the journal is whole again.
    let ran = desk.run(&["tag", CASE, "7", "disputed"]);
    insta::with_settings!({filters => vec![(r"/\S+/factdesk/\S+/journal.bad-\S+", "[STATE]/journal.bad-[SUM]")]}, {
        insta::assert_snapshot!("journal_mended", ran.err);
    });
    assert!(!desk.run(&["verify", CASE]).out.contains("journal"));
}

#[test]
fn edits_recorded_before_a_kill_are_reported_with_their_time() {
    let desk = worked_on("recover-kill");
    // The file and journal are as before the saves of the last two commands, as if these had been
    // killed first.
    let backups = state(&desk, "backups");
    let earlier = fs::read(&backups[1]).unwrap();
    let hash = factdesk::case::Sha256::over([earlier.as_slice()]).to_string();
    fs::write(desk.path(CASE), earlier).unwrap();
    let journal = state(&desk, "/journal").remove(0);
    let text = fs::read_to_string(&journal).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let is_note = |line: &str| line.contains("{\"Holds\":") || line.contains("{\"Saving\":");
    let last = lines
        .iter()
        .rposition(|line| line.contains("{\"Holds\":") && line.contains(&hash));
    let cut = lines
        .iter()
        .enumerate()
        .filter(|(at, line)| *at <= last.unwrap() || !is_note(line));
    let cut: String = cut.flat_map(|(_, line)| [*line, "\n"]).collect();
    fs::write(&journal, cut).unwrap();
    let ran = desk.run(&["list", CASE]);
    assert_eq!(
        ran.err,
        "Note: recovered 1 ruling and 1 source from 10:03.\n"
    );
}

#[test]
fn edits_removed_by_recover_are_not_reported_as_removed_by_others() {
    let desk = worked_on("recover-then-outside");
    desk.ok(&["recover", CASE, "3"]);
    let case = desk.read(CASE);
    let line = case.lines().find(|line| line.contains("    title: "));
    desk.write(CASE, case.replace(line.unwrap(), "    title: \"Renamed\","));
    let ran = desk.run(&["list", CASE]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
}

#[test]
fn a_sound_file_with_an_unreadable_journal_is_left_alone() {
    let desk = worked_on("recover-newer");
    let journal = state(&desk, "/journal").remove(0);
    let mut lines = fs::read(&journal).unwrap();
    let json = "{\"Opened\":{\"format\":99,\"case\":\"k00000000000\",\"path\":\"/\"}}";
    let sum = factdesk::case::Hex::<8>::over([json.as_bytes()]);
    lines.extend(format!("{sum} {json}\n").bytes());
    fs::write(&journal, lines).unwrap();
    let before = desk.read(CASE);
    for arguments in [
        &["recover", CASE][..],
        &["recover", CASE, "0"],
        &["recover", CASE, "1"],
    ] {
        assert!(
            desk.fails(2, arguments).contains("newer factdesk"),
            "{arguments:?}"
        );
    }
    assert_eq!(desk.read(CASE), before);
}
