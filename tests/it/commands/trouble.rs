//! Closed pipes, full disks, and files that are in the way.

use super::*;

#[test]
fn a_closed_pipe_is_no_error() {
    let desk = desk_with("pipe", "ferry.en.txt");
    let mut child = desk
        .command(&["list", "story.case.ron", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ran = Ran::of(child.wait_with_output().unwrap());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
}

#[test]
fn a_case_that_cannot_be_opened_hides_none_of_the_others() {
    let desk = desk_with("one-bad", "ferry.en.txt");
    desk.write("bad.case.ron", "(");
    let cases = ["missing.case.ron", "story.case.ron", "bad.case.ron"];
    for command in ["status", "check"] {
        let ran = desk.run(&[&[command], &cases[..]].concat());
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.out.contains("story.case.ron"), "{ran:?}");
        for name in ["missing.case.ron", "bad.case.ron"] {
            assert!(ran.err.contains(name), "{ran:?}");
        }
    }
}

/// A command that is killed before its answer may have recorded the ruling or not. A command that
/// has answered has recorded it. The test runs once for a story of each language.
#[test]
fn a_ruling_that_was_answered_survives_a_kill() {
    for language in ["ferry.en.txt", "mine.uk.txt", "dam.ru.txt"] {
        let desk = desk_with(&format!("kill-{language}"), language);
        let case = "story.case.ron";
        let listed = desk.json(&["list", case, "--format", "json"]);
        let claims = listed["claims"].as_array().unwrap().len();
        let mut answered = vec![0; claims + 1];
        for round in 0..40_usize {
            let number = round % claims + 1;
            let (claim, note) = (number.to_string(), round.to_string());
            let mut command = desk.command(&["tag", case, &claim, "disputed", "--note", &note]);
            let mut child = command
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            // Each round kills later: before the start, during the save, after the end. No result
            // depends on the exact times.
            std::thread::sleep(std::time::Duration::from_micros(
                100 * u64::try_from(round).unwrap(),
            ));
            let _ = child.kill();
            let ran = child.wait_with_output().unwrap();
            if !ran.stdout.is_empty() {
                answered[number] = round + 1;
            }
            let listed = desk.json(&["list", case, "--format", "json"]);
            let now = &listed["claims"][number - 1];
            let note = now["note"]
                .as_str()
                .map_or(0, |note| note.parse::<usize>().unwrap() + 1);
            assert!(note >= answered[number], "{language}, round {round}: {now}");
        }
        desk.ok(&["tag", case, "1", "confirmed"]);
        assert_eq!(status(&desk)["confirmed"], 1);
        desk.ok(&["undo", case]);
        assert_eq!(status(&desk)["confirmed"], 0);
    }
}

#[test]
fn a_closed_error_stream_is_no_panic() {
    use std::os::unix::ffi::OsStrExt;
    let desk = desk_with("deaf", "ferry.en.txt");
    let full = || {
        Stdio::from(
            std::fs::OpenOptions::new()
                .write(true)
                .open("/dev/full")
                .unwrap(),
        )
    };
    let code = |arguments: &[&str]| {
        desk.command(arguments)
            .stderr(full())
            .output()
            .unwrap()
            .status
            .code()
    };
    assert_eq!(code(&["list", "nowhere"]), Some(2));
    assert_eq!(code(&["new", "story.txt", "--force"]), Some(0));
    assert_eq!(
        desk.command(&["--help"])
            .stdout(full())
            .output()
            .unwrap()
            .status
            .code(),
        Some(3)
    );
    let ill = std::ffi::OsStr::from_bytes(b"\xff");
    assert_eq!(
        desk.command(&["list"])
            .args([ill, ill])
            .output()
            .unwrap()
            .status
            .code(),
        Some(2)
    );
    assert_eq!(
        desk.command(&["list"])
            .arg(ill)
            .output()
            .unwrap()
            .status
            .code(),
        Some(2)
    );
}

#[test]
fn a_ruling_is_recorded_even_if_its_output_fails() {
    let desk = desk_with("full-output", "ferry.en.txt");
    let full = || {
        std::fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap()
    };
    let mut command = desk.command(&["tag", "story.case.ron", "3", "disputed"]);
    let ran = Ran::of(command.stdout(full()).output().unwrap());
    assert_eq!(ran.code, 3);
    insta::assert_snapshot!(ran.err, @r"
    Error: the change is recorded, but standard output could not be written
    Cause: No space left on device (os error 28)
    Hint: do not repeat the command; `factdesk list` shows the case as it is now
    ");
    assert_eq!(claim(&desk, 3)["standing"], "disputed");
    let mut command = desk.command(&["list", "story.case.ron"]);
    let ran = Ran::of(command.stdout(full()).output().unwrap());
    assert_eq!(ran.code, 3);
    assert!(
        ran.err
            .starts_with("Error: standard output could not be written"),
        "{}",
        ran.err
    );
}

#[test]
fn a_file_size_limit_is_reported() {
    let desk = desk_with("file-size", "ferry.en.txt");
    let program = desk.command(&[]).get_program().to_owned();
    let run = |what: &str| {
        let mut command = desk.command(&[]);
        let mut shell = std::process::Command::new("/bin/sh");
        shell
            .arg("-c")
            .arg(format!("ulimit -f 1; exec \"$0\" {what}"))
            .arg(&program);
        shell.current_dir(&desk.folder).env_clear();
        for (name, value) in command.get_envs() {
            shell.env(name, value.unwrap_or_default());
        }
        let _ = command.stdin(Stdio::null());
        Ran::of(shell.stdin(Stdio::null()).output().unwrap())
    };
    let ran = run("new story.txt --force");
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.err.starts_with("Error: "), "{ran:?}");
    assert!(ran.err.contains("File too large"), "{ran:?}");
}

#[test]
fn placeholders_and_sync_copies_are_recognised() {
    let desk = desk_with("pointer", "ferry.en.txt");
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n";
    desk.write("big.txt", pointer);
    desk.write("big.case.ron", pointer);
    insta::assert_snapshot!(desk.fails(2, &["new", "big.txt", "-o", "x.case.ron"]), @r"
    Error: big.txt is a placeholder for the document (Git LFS), which factdesk does not read
    Hint: fetch the file that it stands for: `git lfs pull`
    ");
    insta::assert_snapshot!(desk.fails(2, &["list", "big.case.ron"]), @r"
    Error: big.case.ron: this is a Git LFS pointer and not the case itself
    Hint: fetch the case first: `git lfs pull`; a case is text, and merges only where LFS leaves it alone
    ");
    let copy = "story.case.sync-conflict-20261128-213000-ABCDEFG.ron";
    std::fs::copy(desk.path("story.case.ron"), desk.path(copy)).unwrap();
    let said = desk.run(&["list", "story.case.ron"]).err;
    assert!(
        said.contains("ABCDEFG.ron beside it is a copy of this case that Syncthing kept"),
        "{said}"
    );
    let said = desk.run(&["list", copy]).err;
    assert!(
        said.contains("is a copy that Syncthing kept of story.case.ron"),
        "{said}"
    );
}

#[test]
fn files_with_awkward_names_do_no_harm() {
    let desk = desk_with("named", "ferry.en.txt");
    // Without a terminal, the command only reports that.
    desk.write("-rf.txt", "The ferry sank.");
    assert!(
        desk.fails(2, &["--", "-rf.txt"])
            .contains("the workbench needs a terminal")
    );
    let id = desk.json(&["export", "story.case.ron", "--to", "json"])["id"]
        .as_str()
        .unwrap()
        .to_owned();
    std::fs::create_dir(desk.path(&format!(".story.case.ron.factdesk-{id}-0"))).unwrap();
    rustix::fs::mknodat(
        rustix::fs::CWD,
        desk.path(&format!(".story.case.ron.factdesk-{id}-1")),
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR,
        0,
    )
    .unwrap();
    let leftover = format!(".story.case.ron.factdesk-{id}-2");
    desk.write(&leftover, "torn");
    desk.ok(&["tag", "story.case.ron", "3", "disputed"]);
    assert!(!desk.path(&leftover).exists());
    // A dangling link into another directory is not followed.
    std::fs::create_dir(desk.path("other")).unwrap();
    std::os::unix::fs::symlink("other/x.ron", desk.path("link.case.ron")).unwrap();
    let said = desk.fails(2, &["new", "story.txt", "-o", "link.case.ron"]);
    assert!(
        said.contains("link.case.ron is a link to other/x.ron, and nothing is there"),
        "{said}"
    );
    assert!(!desk.path("other/x.ron").exists());
}
