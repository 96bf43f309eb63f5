//! Input that is refused. Each test checks the message and that the file is unchanged.

mod cases;

use crate::support;
use crate::support::Desk;
use std::fs;
use std::process::Command;

/// A small case written by hand. Each test breaks it in one place.
const GOOD: &str = r#"(
    format: 2,
    id: "k7q2m9x4tbw5",
    title: "Ferry",
    draft: (
        name: "ferry.txt",
        sha256: "1111111111111111111111111111111111111111111111111111111111111111",
        paragraphs: [
            Body("The ferry sank. Two died, CNN said."),
        ],
    ),
    sources: [

        ( // s4vj8kq2wn6c
            id: "s4vj8kq2wn6c",
            name: "CNN",
        ), // s4vj8kq2wn6c
    ],
    claims: [

        ( // c7k3m9q2x4bd
            id: "c7k3m9q2x4bd",
            span: (paragraph: 0, start: 0, end: 15),
            text: "The ferry sank.",
            evidence: [],
            rulings: [],
        ), // c7k3m9q2x4bd

        ( // c8aaaaaaaaaa
            id: "c8aaaaaaaaaa",
            span: (paragraph: 0, start: 16, end: 35),
            text: "Two died, CNN said.",
            attribution: (cue: "said", chain: ["s4vj8kq2wn6c"]),
            evidence: [],
            rulings: [
                (at: "2026-11-23T10:14:02.310Z", by: "mk", verdict: Disputed, reason: Denied, of: "ca9589bceb24"),
            ],
        ), // c8aaaaaaaaaa
    ],
)
"#;

#[test]
fn a_missing_or_special_file_is_refused() {
    let desk = Desk::new("no-file");
    fs::create_dir(desk.path("folder")).unwrap();
    let fifo = Command::new("/usr/bin/mkfifo")
        .arg(desk.path("fifo"))
        .status();
    let has_fifo = fifo.is_ok_and(|status| status.success());
    let error = |arguments: &[&str]| {
        let said = desk.fails(2, arguments);
        said.lines()
            .next()
            .unwrap()
            .strip_prefix("Error: ")
            .unwrap()
            .to_owned()
    };
    assert_eq!(
        error(&["list", "folder"]),
        "folder is a directory, not a case"
    );
    assert_eq!(
        error(&["new", "folder"]),
        "folder is a directory, not a story"
    );
    assert_eq!(error(&["list", "nowhere"]), "there is no file nowhere");
    assert_eq!(
        error(&["new", "nowhere.txt"]),
        "there is no file nowhere.txt"
    );
    if has_fifo {
        assert_eq!(error(&["list", "fifo"]), "fifo is not a regular file");
        assert_eq!(error(&["new", "fifo"]), "fifo is not a regular file");
    }
    assert_eq!(
        error(&["list", "a\u{1b}[31m\nb"]),
        "there is no file a␛[31m␊b"
    );
    let huge = fs::File::create(desk.path("huge.txt")).unwrap();
    huge.set_len(200 << 20).unwrap();
    assert_eq!(
        error(&["new", "huge.txt"]),
        "huge.txt is larger than 64 MiB, so it is not a story"
    );
    assert_eq!(
        error(&["list", "huge.txt"]),
        "huge.txt:1:1: there is a NUL byte here, so this is not text"
    );
}

#[test]
fn a_story_that_is_not_text_is_refused() {
    let desk = Desk::new("no-story");
    let error = |name: &str, bytes: &[u8]| {
        desk.write(name, bytes);
        let said = desk.fails(2, &["new", name]);
        assert!(!desk.path("x.case.ron").exists());
        said.lines()
            .next()
            .unwrap()
            .strip_prefix("Error: ")
            .unwrap()
            .to_owned()
    };
    assert_eq!(error("x.txt", b""), "x.txt is empty: it holds no word");
    assert_eq!(
        error("x.txt", b"A\0B"),
        "x.txt:1:2: there is a NUL byte here, so this is not text"
    );
    assert_eq!(
        error("x.jpg", b"\xff\xd8\xff\xe0JFIF"),
        "x.jpg is a picture, which factdesk does not read"
    );
    assert_eq!(
        error("x.ron", b"A story."),
        "x.ron is named like a case, and `new` makes one of a story"
    );
}

#[test]
fn control_bytes_in_a_story_are_kept_shown_and_counted() {
    let desk = Desk::new("controls");
    desk.write(
        "x.txt",
        "The \x1b[31mferry\x07 sank\u{202e} at noon, the mayor said.\n",
    );
    let ran = desk.run(&["new", "x.txt"]);
    assert_eq!(ran.code, 0);
    assert!(
        ran.err
            .contains("3 hidden characters are kept, and shown visibly, like ␛."),
        "{}",
        ran.err
    );
    for arguments in [
        &["list", "x.case.ron"][..],
        &["list", "x.case.ron", "--format", "csv"],
    ] {
        let out = desk.ok(arguments);
        assert!(out.contains("The ␛[31mferry␇ sank⟦RLO⟧ at noon"), "{out}");
    }
    let json = desk.ok(&["list", "x.case.ron", "--format", "json"]);
    assert!(
        json.contains(r"The \u001b[31mferry\u0007 sank\u202e at noon"),
        "{json}"
    );
    assert!(
        desk.read("x.case.ron")
            .contains(r"The \u{1b}[31mferry\u{7} sank\u{202e} at noon")
    );
    for text in [
        desk.ok(&[
            "tag",
            "x.case.ron",
            "1",
            "confirmed",
            "--note",
            "\x1b]0;x\x07",
        ]),
        json,
    ] {
        assert!(
            !text
                .trim_end()
                .contains(|c| factdesk::text::is_unseen(c) && c != '\n'),
            "{text:?}"
        );
    }
}

#[test]
fn words_that_name_no_claim_or_several_are_refused() {
    let desk = Desk::new("claims");
    desk.write("x.case.ron", GOOD);
    let error = |arguments: &[&str]| desk.fails(2, arguments).lines().next().unwrap().to_owned();
    let tag = |claim: &str| error(&["tag", "x.case.ron", claim, "confirmed"]);
    assert_eq!(
        tag("3"),
        "Error: there is no claim 3: the case has 2 claims"
    );
    assert_eq!(
        tag("0"),
        "Error: there is no claim 0: the case has 2 claims"
    );
    assert_eq!(
        tag("99999999999999999999999"),
        "Error: there is no claim `99999999999999999999999`"
    );
    assert_eq!(tag("cx"), "Error: there is no claim `cx`");
    assert_eq!(
        tag("c"),
        "Error: `c` is ambiguous: 1 c7k3m9q2x4bd “The ferry sank.”; 2 c8aaaaaaaaaa “Two died, CNN said.”"
    );
    let source = error(&["list", "x.case.ron", "--source", "BBC"]);
    assert_eq!(source, "Error: there is no source `BBC`");
}

#[test]
fn a_reason_of_another_verdict_is_refused_with_those_that_fit() {
    let desk = Desk::new("reasons");
    desk.write("x.case.ron", GOOD);
    let tag = |arguments: &[&str]| {
        let mut all = vec!["tag", "x.case.ron", "2"];
        all.extend(arguments);
        desk.fails(2, &all)
    };
    insta::assert_snapshot!(tag(&["confirmed", "--reason", "denied"]), @"
    Error: `denied` is not a reason for confirmed
    Hint: it is one of as-stated, with-context
    ");
    insta::assert_snapshot!(tag(&["disputed", "--question", "said", "--reason", "sources-conflict"]), @"
    Error: `sources-conflict` is not a reason for disputed on said
    Hint: it is one of contradicted, denied, misleading
    ");
    insta::assert_snapshot!(tag(&["aside", "--reason", "misleading"]), @"
    Error: `misleading` is not a reason for aside
    Hint: it is one of opinion, no-assertion, elsewhere
    ");
    insta::assert_snapshot!(tag(&["disputed", "--decide"]), @"
    Error: a ruling that decides needs a note
    Hint: say why in the note
    ");
    insta::assert_snapshot!(tag(&["maybe"]), @"
    Error: `maybe` is not a valid verdict: it is one of confirmed, disputed, unverified, aside
    Hint: `factdesk tag --help` shows how it is used
    ");
    insta::assert_snapshot!(tag(&["disputed", "--reason", "because"]), @"
    Error: --reason: `because` is not a valid reason: it is one of as-stated, with-context, contradicted, sources-conflict, denied, misleading, insufficient, unavailable, opinion, no-assertion, elsewhere
    Hint: `factdesk tag --help` shows how it is used
    ");
    insta::assert_snapshot!(tag(&[]), @"
    Error: the following required arguments were not provided: <VERDICT>
    Hint: `factdesk tag --help` shows how it is used
    ");
    insta::assert_snapshot!(desk.fails(2, &["tag", "x.case.ron", "1", "confirmed", "--question", "said"]), @"
    Error: claim 1 is credited to nobody, so there is no said to rule on
    Hint: rule on fact, or credit a source first
    ");
    insta::assert_snapshot!(desk.fails(2, &["tag", "x.case.ron", "1", "--withdraw"]), @"
    Error: mk has no ruling on FACT of claim 1
    Hint: only the person who made a ruling can withdraw it
    ");
    assert_eq!(desk.read("x.case.ron"), GOOD, "nothing was written");
}

#[test]
fn misspelt_commands_and_bare_files_are_distinguished() {
    let desk = Desk::new("misuse");
    insta::assert_snapshot!(desk.fails(2, &["lst", "x.case.ron"]), @"
    Error: unrecognized subcommand 'lst'
    Hint: a similar subcommand exists: 'list'
    ");
    desk.write("zno.case.ron", GOOD);
    insta::assert_snapshot!(desk.fails(2, &["zno"]), @"
    Error: unrecognized subcommand 'zno'
    Hint: there is a case file of that name: `factdesk zno.case.ron`
    ");
    insta::assert_snapshot!(desk.fails(2, &["story.txt"]), @"
    Error: the workbench needs a terminal, and there is none
    Hint: run it in one; scripts have `factdesk list`, `tag`, `status` and the others
    ");
    insta::assert_snapshot!(desk.fails(2, &["list"]), @"
    Error: the following required arguments were not provided: <CASE>
    Hint: `factdesk list --help` shows how it is used
    ");
    insta::assert_snapshot!(desk.fails(2, &["list", "x", "--format", "xml"]), @"
    Error: invalid value 'xml' for '--format <FORMAT>' [possible values: table, json, csv]
    Hint: `factdesk list --help` shows how it is used
    ");
    insta::assert_snapshot!(desk.fails(2, &["new", "x.txt", "--story-date", "23.03.2024"]), @"
    Error: --story-date: `23.03.2024` is not a date like 2024-03-23
    Hint: `factdesk new --help` shows how it is used
    ");
    insta::assert_snapshot!(desk.fails(2, &["new", "-"]), @"
    Error: a story from standard input has no name
    Hint: name the case with -o CASE
    ");
}

#[test]
fn a_ruling_needs_a_name() {
    let desk = Desk::new("nobody");
    desk.write("x.case.ron", GOOD);
    let mut command = desk.command(&["tag", "x.case.ron", "1", "confirmed"]);
    let ran = support::Ran::of(
        command
            .env_remove("FACTDESK_BY")
            .env("USER", "root")
            .output()
            .unwrap(),
    );
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!(ran.err, @"
    Error: it is not known who rules
    Hint: say who you are with --by WHO
    ");
    let mut command = desk.command(&["tag", "x.case.ron", "1", "confirmed"]);
    let ran = support::Ran::of(
        command
            .env_remove("FACTDESK_BY")
            .env("USER", "ann")
            .output()
            .unwrap(),
    );
    assert_eq!(
        (ran.code, ran.out.contains("(as ann)")),
        (0, true),
        "{ran:?}"
    );
}

#[test]
fn a_failed_write_exits_with_3() {
    let desk = Desk::new("unwritable");
    desk.write("x.case.ron", GOOD);
    let mut command = desk.command(&["tag", "x.case.ron", "1", "confirmed"]);
    desk.write("file", "in the way");
    let ran = support::Ran::of(
        command
            .env("XDG_STATE_HOME", desk.path("file"))
            .output()
            .unwrap(),
    );
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.err.contains("cannot record edits: "), "{}", ran.err);
    assert_eq!(desk.read("x.case.ron"), GOOD);
    let mut command = desk.command(&["tag", "x.case.ron", "1", "confirmed"]);
    let ran = support::Ran::of(command.env_remove("HOME").output().unwrap());
    assert_eq!(ran.code, 3, "{ran:?}");
    desk.write("story.txt", "The ferry sank.");
    let said = desk.fails(3, &["new", "story.txt", "-o", "nowhere/x.case.ron"]);
    assert!(
        said.starts_with(
            "Error: nowhere/x.case.ron could not be saved: making a new file beside it failed\n"
        ),
        "{said}"
    );
}

#[test]
fn a_read_only_folder_is_exit_3_and_the_ruling_is_kept_for_later() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new("read-only");
    fs::create_dir(desk.path("shelf")).unwrap();
    desk.write("shelf/x.case.ron", GOOD);
    let lock =
        |mode| fs::set_permissions(desk.path("shelf"), fs::Permissions::from_mode(mode)).unwrap();
    lock(0o555);
    let writable = fs::write(desk.path("shelf/probe"), "").is_ok();
    if writable {
        eprintln!("skipped: this user may write into read-only folders");
        lock(0o755);
        return;
    }
    let said = desk.fails(3, &["tag", "shelf/x.case.ron", "1", "confirmed"]);
    assert!(
        said.starts_with(
            "Error: shelf/x.case.ron could not be saved: making a new file beside it failed\n"
        ),
        "{said}"
    );
    let listed = desk.json(&["list", "shelf/x.case.ron", "--format", "json"]);
    assert_eq!(listed["claims"][0]["standing"], "confirmed");
    lock(0o755);
    desk.ok(&["tag", "shelf/x.case.ron", "2", "confirmed"]);
    let listed = desk.json(&["status", "shelf/x.case.ron", "--format", "json"]);
    assert_eq!(listed["cases"][0]["confirmed"], 2);
}

/// The error of a command that reads the case with this change, without the hint.
fn refused(name: &str, from: &str, to: &str) -> String {
    assert!(GOOD.contains(from), "{from}");
    refused_bytes(name, GOOD.replacen(from, to, 1).as_bytes())
}

fn refused_bytes(name: &str, bytes: &[u8]) -> String {
    let desk = Desk::new(&format!("refused-{name}"));
    desk.write("x.case.ron", bytes);
    let said = desk.fails(2, &["list", "x.case.ron"]);
    assert_eq!(
        desk.fails(2, &["tag", "x.case.ron", "1", "confirmed"]),
        said,
        "writing says the same"
    );
    assert_eq!(
        fs::read(desk.path("x.case.ron")).unwrap(),
        bytes,
        "the file is left as it is"
    );
    assert!(
        !desk.path("home/.local").exists(),
        "nothing else is written"
    );
    let (error, hint) = said.split_once("\nHint: ").unwrap();
    assert!(
        hint.trim_end().lines().count() == 1 && hint.len() > 10,
        "{said}"
    );
    error.strip_prefix("Error: ").unwrap().to_owned()
}
