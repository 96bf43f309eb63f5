//! Full disks, and folders and files without write permission.

use super::*;

#[test]
fn a_full_disk_leaves_the_case_as_it_was_and_edits_in_the_journal() {
    let Some(under) = own_mounts() else {
        return not_run("a full disk: no rights to mount one");
    };
    for linked in ["", "ln full/ferry.case.ron full/other;"] {
        let desk = ferry("full-disk");
        let ran = script(
            &desk,
            &under,
            &format!(
                "mkdir full; mount -t tmpfs -o size=64k none full || exit 9; cp {CASE} full; {linked}
                dd if=/dev/zero of=full/filler bs=1k 2>/dev/null
                $F tag full/{CASE} 3 disputed --note $(printf %05000d 0); echo code $?
                cmp full/{CASE} {CASE} && echo unchanged; ls -A full
                $F new ferry.txt -o full/new.case.ron 2>/dev/null; echo code $?; ls -A full
                $F status full/{CASE}
                rm full/filler
                FACTDESK_TIME=2026-11-23T11:00:00.000Z $F tag full/{CASE} 7 confirmed; echo code $?
                $F verify full/{CASE}; ls -A full; cp full/{CASE} after.case.ron"
            ),
        );
        let other = if linked.is_empty() { "" } else { "other\n" };
        let start =
            format!("code 3\nunchanged\n{CASE}\nfiller\n{other}code 3\n{CASE}\nfiller\n{other}");
        assert!(ran.out.starts_with(&start), "{ran:?}");
        assert!(ran.out.contains("2 of 12"), "it is in the journal: {ran:?}");
        let end = format!("code 0\nfull/{CASE} is sound: 12 claims, 3 checked\n{CASE}\n{other}");
        assert!(ran.out.ends_with(&end), "{ran:?}");
        let step = if linked.is_empty() {
            "writing the new file"
        } else {
            "writing over it in place"
        };
        let said = format!(
            "Error: full/{CASE} could not be saved: {step} failed\nCause: No space left on device (os error 28)\nHint: \
             what you did is recorded, and the next command puts it into the file\n"
        );
        assert!(ran.err.contains(&said), "{ran:?}");
        assert!(
            ran.err.contains("Note: recovered 1 ruling from "),
            "{ran:?}"
        );
        assert_eq!(rulings(&case(&desk, "after.case.ron")), 3);
    }
    println!("2 full disks, the file with one name and with two");
}

#[test]
fn a_full_state_directory_refuses_edits_and_says_so() {
    let Some(under) = own_mounts() else {
        return not_run("a full state directory: no rights to mount one");
    };
    let desk = ferry("full-state");
    let ran = script(
        &desk,
        &under,
        &format!(
            "cp {CASE} before; mount -t tmpfs -o size=64k none home || exit 9
            dd if=/dev/zero of=home/filler bs=1k 2>/dev/null
            $F tag {CASE} 3 disputed; echo code $?
            cmp {CASE} before && echo unchanged
            $F status {CASE}; echo code $?
            rm home/filler
            $F tag {CASE} 7 confirmed; echo code $?; $F verify {CASE}"
        ),
    );
    assert!(ran.out.starts_with("code 3\nunchanged\n"), "{ran:?}");
    assert!(ran.out.contains("1 of 12"), "{ran:?}");
    assert!(
        ran.out
            .ends_with(&format!("code 0\n{CASE} is sound: 12 claims, 2 checked\n")),
        "{ran:?}"
    );
    assert_eq!(
        ran.err,
        "Error: “3 FACT disputed” could not be recorded\nCause: No space left on device (os error 28)\nHint: check that \
         there is room on the disk and that the directories of `factdesk paths` are writable; `factdesk list` shows what \
         is recorded\n"
    );
    assert_eq!(rulings(&case(&desk, CASE)), 2);
    println!("1 full state directory");
}

#[test]
fn a_workbench_whose_state_directory_is_full_says_not_saved_until_there_is_room() {
    let Some(under) = own_mounts() else {
        return not_run("a workbench over a full state directory: no rights to mount one");
    };
    let desk = ferry("full-workbench");
    let run = format!(
        "mount -t tmpfs -o size=64k none home || exit 9
        dd if=/dev/zero of=home/filler bs=1k 2>/dev/null
        (until [ -e go ]; do sleep 0.05; done; rm home/filler) &
        {PROGRAM} {CASE}; echo left with $?; sleep 0.2"
    );
    let arguments: Vec<&str> = under[1..].iter().copied().chain([run.as_str()]).collect();
    let path = ("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    let mut screen = Screen::run(
        &desk,
        &format!("/usr/bin/{}", under[0]),
        &arguments,
        &[path],
    );
    screen.shows("1 of 12 checked");
    let before = bytes(&desk, CASE);
    screen.send("c").shows("NOT SAVED");
    // Another key comes between, since the same key at once would count as held.
    screen.send("jkc").shows("2 of 12 checked");
    assert!(screen.text().contains("NOT SAVED"));
    assert!(bytes(&desk, CASE) == before, "nothing is touched");
    desk.write("go", "");
    screen.shows(" recorded");
    screen.send("q").shows("left with 0");
    assert_eq!(rulings(&case(&desk, CASE)), 3);
    println!("1 full state directory under a workbench");
}

#[test]
fn a_file_in_a_closed_folder_is_written_in_place() {
    let Some(under) = with_permissions() else {
        return not_run("a closed folder: permissions do not hold for root");
    };
    let desk = ferry("closed");
    fs::create_dir(desk.path("closed")).unwrap();
    fs::copy(desk.path(CASE), desk.path("closed/a.case.ron")).unwrap();
    give_to_nobody(&desk.folder);
    let closed = desk.path("closed");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).unwrap();
    let inode = fs::metadata(closed.join("a.case.ron")).unwrap().ino();
    let ran = run_under(
        &desk,
        &under,
        &["tag", "closed/a.case.ron", "3", "disputed"],
    );
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (
            0,
            "Note: the file is saved in place, because its folder may not be changed; an interrupted save is \
             repaired on the next open.\n"
        )
    );
    assert_eq!(rulings(&case(&desk, "closed/a.case.ron")), 2);
    assert_eq!(names(&closed), ["a.case.ron"]);
    assert_eq!(
        fs::metadata(closed.join("a.case.ron")).unwrap().ino(),
        inode
    );
    let ran = run_under(
        &desk,
        &under,
        &["new", "ferry.txt", "-o", "closed/b.case.ron"],
    );
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(
        ran.err.contains("making a new file beside it failed"),
        "{ran:?}"
    );
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
    println!("1 closed folder");
}

#[test]
fn a_file_without_write_permission_is_read_only_for_commands_and_workbench() {
    let Some(under) = with_permissions() else {
        return not_run("a file that may not be written: permissions do not hold for root");
    };
    let desk = ferry("read-only");
    give_to_nobody(&desk.folder);
    fs::set_permissions(desk.path(CASE), fs::Permissions::from_mode(0o444)).unwrap();
    let before = bytes(&desk, CASE);
    let ran = run_under(&desk, &under, &["tag", CASE, "3", "disputed"]);
    assert_eq!(ran.code, 3);
    assert_eq!(
        ran.err,
        format!(
            "Error: {CASE} may not be written: its permissions say so\nHint: make it writable with `chmod u+w`; reading \
             works meanwhile\n"
        )
    );
    let ran = run_under(&desk, &under, &["list", CASE]);
    assert!(
        ran.code == 0 && ran.err.is_empty() && ran.out.contains("confirmed"),
        "{ran:?}"
    );
    let mut screen = match under.split_first() {
        Some((first, rest)) => {
            let arguments: Vec<&str> = rest.iter().copied().chain([PROGRAM, CASE]).collect();
            Screen::run(&desk, &format!("/usr/bin/{first}"), &arguments, &[])
        }
        None => Screen::start(&desk, &[CASE], &[]),
    };
    screen.shows("read-only");
    screen.shows("1 of 12 checked");
    screen.send("c").shows("open to read only");
    screen.send("q");
    assert_eq!(screen.ended(), 0);
    assert!(bytes(&desk, CASE) == before);
    println!("1 file that may not be written, by commands and workbench");
}

#[test]
fn a_file_that_is_mounted_by_itself_is_written_in_place() {
    let Some(under) = own_mounts() else {
        return not_run("a file that is mounted by itself: no rights to mount one");
    };
    let desk = ferry("bind");
    let ran = script(
        &desk,
        &under,
        &format!(
            "mkdir m; cp {CASE} under; cp {CASE} m/a.case.ron; mount --bind under m/a.case.ron || exit 9
            $F tag m/a.case.ron 3 disputed >/dev/null; echo code $?
            $F verify m/a.case.ron; cmp under m/a.case.ron && echo same; ls -A m"
        ),
    );
    assert_eq!(
        ran.out,
        "code 0\nm/a.case.ron is sound: 12 claims, 2 checked\nsame\na.case.ron\n"
    );
    assert_eq!(
        ran.err,
        "Note: the file is saved in place, because it is mounted by itself; an interrupted save is \
             repaired on the next open.\n"
    );
    assert_eq!(
        rulings(&case(&desk, "under")),
        2,
        "what is mounted there has it"
    );
    assert_eq!(
        rulings(&case(&desk, "m/a.case.ron")),
        1,
        "what lies below is left alone"
    );
    println!("1 mounted file");
}
