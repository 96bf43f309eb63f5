//! Input that is refused, each with its own clear answer, and the file left as it was.

use crate::support;
use std::fs;
use std::process::Command;

use crate::support::Desk;

/// A small case by hand; each test breaks it in one place.
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

/// What a reading command says of the case with this change made to it, without the hint.
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

#[test]
fn the_case_by_hand_is_good() {
    let case = factdesk::store::load(GOOD.as_bytes()).unwrap();
    assert_eq!(factdesk::store::emit(&case).unwrap(), GOOD, "and canonical");
    let desk = Desk::new("good");
    desk.write("x.case.ron", GOOD);
    assert_eq!(
        desk.json(&["list", "x.case.ron", "--format", "json"])["claims"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
}

#[test]
fn two_equal_ids_are_refused_with_both_lines() {
    let said = refused("equal-claims", "id: \"c8aaaaaaaaaa", "id: \"c7k3m9q2x4bd");
    assert_eq!(
        said,
        "x.case.ron:30: two claims have the id c7k3m9q2x4bd: lines 22 and 30"
    );
    let twice = "    sources: [\n\n        (\n            id: \"s4vj8kq2wn6c\",\n            name: \"BBC\",\n        ),";
    let said = refused("equal-sources", "    sources: [", twice);
    assert_eq!(
        said,
        "x.case.ron:20: two sources have the id s4vj8kq2wn6c: lines 15 and 20"
    );
}

#[test]
fn a_named_id_that_is_not_there_is_refused_with_its_line() {
    let said = refused(
        "dangling-chain",
        "chain: [\"s4vj8kq2wn6c\"]",
        "chain: [\"s000000000zz\"]",
    );
    assert_eq!(
        said,
        "x.case.ron:33: claim c8aaaaaaaaaa names the source s000000000zz, which is not in the case"
    );
    let relies = "name: \"CNN\",\n            relies_on: [\"s000000000zz\"],";
    let said = refused("dangling-relies", "name: \"CNN\",", relies);
    assert_eq!(
        said,
        "x.case.ron:17: source s4vj8kq2wn6c names the source s000000000zz, which is not in the case"
    );
    let evidence = "evidence: [\n                (id: \"e2aaaaaaaaaa\", by: \"mk\", \
                    at: \"2026-11-23T10:14:02.310Z\", source: \"s000000000zz\", stance: Supports),\n            ],";
    let said = refused("dangling-evidence", "evidence: [],", evidence);
    assert_eq!(
        said,
        "x.case.ron:26: claim c7k3m9q2x4bd names the source s000000000zz, which is not in the case"
    );
    let links = "text: \"The ferry sank.\",\n            links: [\n                (to: \"c000000000zz\", kind: Repeats, \
                 by: \"mk\", at: \"2026-11-23T10:14:02.310Z\"),\n            ],";
    let said = refused("dangling-link", "text: \"The ferry sank.\",", links);
    assert_eq!(
        said,
        "x.case.ron:26: claim c7k3m9q2x4bd names the claim c000000000zz, which is not in the case"
    );
}

#[test]
fn what_the_format_does_not_know_is_refused_with_its_place() {
    let said = refused(
        "unknown-field",
        "name: \"CNN\",",
        "name: \"CNN\",\n            nmae: \"CNN\",",
    );
    insta::assert_snapshot!(said, @"x.case.ron:17:13: Unexpected field named `nmae` in `Source`, expected one of `id`, `name`, `aliases`, `kind`, `reliability`, `relies_on`, `own_reporting`, `url`, `accessed`, `archived`, `confidential`, `interest`, `known_to`, `note`, or `suggested` instead");
    let said = refused("unknown-variant", "verdict: Disputed", "verdict: Maybe");
    insta::assert_snapshot!(said, @"x.case.ron:36:69: Unexpected variant named `Maybe` in enum `Verdict`, expected one of `Confirmed`, `Disputed`, or `Unverified` instead");
    let said = refused("missing-field", "    title: \"Ferry\",\n", "");
    insta::assert_snapshot!(said, @"x.case.ron:39:1: Unexpected missing field named `title` in `Case`");
    let said = refused(
        "field-twice",
        "    title: \"Ferry\",\n",
        "    title: \"Ferry\",\n    title: \"Ferry\",\n",
    );
    insta::assert_snapshot!(said, @"x.case.ron:5:5: Unexpected duplicate field named `title` in `Case`");
    let said = refused("syntax", "name: \"CNN\",", "name \"CNN\",");
    insta::assert_snapshot!(said, @"x.case.ron:16:17: Expected colon");
}

#[test]
fn ill_formed_ids_dates_and_hashes_are_refused_with_their_place() {
    let said = refused("id", "id: \"c7k3m9q2x4bd", "id: \"c7k3m9q2x4bi");
    insta::assert_snapshot!(said, @"x.case.ron:22:18: `c7k3m9q2x4bi` is not a valid claim id: `c` and 11 of 0-9 a-z without i l o u");
    let said = refused("kind", "id: \"s4vj8kq2wn6c", "id: \"c4vj8kq2wn6c");
    insta::assert_snapshot!(said, @"x.case.ron:15:18: `c4vj8kq2wn6c` is not a valid source id: `s` and 11 of 0-9 a-z without i l o u");
    let said = refused("time", "2026-11-23T10:14:02.310Z", "2026-11-23 10:14");
    insta::assert_snapshot!(said, @"x.case.ron:36:23: `2026-11-23 10:14` is not a time like 2026-11-23T10:12:40.007Z");
    let said = refused(
        "date",
        "    draft: (",
        "    story_date: \"2024-02-30\",\n    draft: (",
    );
    insta::assert_snapshot!(said, @"x.case.ron:5:18: `2024-02-30` is not a date like 2024-03-23");
    let said = refused("hash", "ca9589bceb24", "CA9589bceb24");
    insta::assert_snapshot!(said, @"x.case.ron:36:100: `CA9589bceb24` is not a hash of 12 lower-case hex digits");
}

#[test]
fn a_reason_of_another_verdict_and_an_empty_chain_are_refused() {
    let said = refused("reason", "reason: Denied", "reason: AsStated");
    assert_eq!(
        said,
        "x.case.ron:36: `as-stated` is not a reason for disputed, in claim c8aaaaaaaaaa"
    );
    let said = refused("chain", "chain: [\"s4vj8kq2wn6c\"]", "chain: []");
    assert_eq!(
        said,
        "x.case.ron:30: claim c8aaaaaaaaaa is credited to an empty chain"
    );
}

#[test]
fn a_newer_format_is_refused_for_that_reason_whatever_else_is_new_in_it() {
    let new = "this case is of format 3, and this factdesk reads formats 1 to 2";
    assert_eq!(
        refused("newer", "format: 2", "format: 3"),
        format!("x.case.ron: {new}")
    );
    let stranger = GOOD.replacen(
        "format: 2,",
        "format: 3,\n    weather: {\"a\": Some(1)},",
        1,
    );
    assert_eq!(
        refused_bytes("stranger", stranger.as_bytes()),
        format!("x.case.ron: {new}")
    );
    let said = refused("older", "format: 2", "format: 0");
    assert_eq!(
        said,
        "x.case.ron: there is no case format 0; this factdesk reads formats 1 to 2"
    );
}

#[test]
fn conflict_markers_are_named_before_any_syntax() {
    let both = "<<<<<<< HEAD\n    title: \"Ferry\",\n=======\n    title: \"Boat\",\n>>>>>>> theirs";
    let said = refused("conflict", "    title: \"Ferry\",", both);
    assert_eq!(said, "x.case.ron:4: git left conflict markers here");
}

#[test]
fn what_is_no_text_is_no_case() {
    assert_eq!(refused_bytes("empty", b""), "x.case.ron: the file is empty");
    assert_eq!(
        refused_bytes("blank", b" \n\n"),
        "x.case.ron: the file is empty"
    );
    let said = refused_bytes("utf8", b"(\n    format: 1,\n    title: \"\xff\",\n)");
    assert_eq!(said, "x.case.ron:3:13: the byte 0xff is not UTF-8 text");
    assert_eq!(
        refused("nul", "Ferry", "Fe\0rry"),
        "x.case.ron:4:15: there is a NUL byte here, so this is not text"
    );
    let said = refused_bytes("brackets", "[".repeat(1_000_000).as_bytes());
    assert!(said.starts_with("x.case.ron:1:"), "{said}");
    let deep = GOOD.replacen(
        "format: 2,",
        &format!("format: 2,\n    x: {},", "[".repeat(1_000_000)),
        1,
    );
    assert_eq!(
        refused_bytes("deep", deep.as_bytes()),
        "x.case.ron:3:5: Unexpected field named `x` in `Case`, expected one of `format`, `id`, `title`, `language`, `story_date`, `draft`, `sources`, `claims`, `queries`, `signoffs`, `corrections`, `conflicts`, or `redactions` instead"
    );
    let list = GOOD.replacen(
        "sources: [",
        &format!("sources: {}", "[".repeat(1_000_000)),
        1,
    );
    let said = refused_bytes("list", list.as_bytes());
    assert!(said.starts_with("x.case.ron:12:"), "{said}");
}

#[test]
fn a_byte_order_mark_is_taken_off_a_case_and_the_bytes_are_kept() {
    let desk = Desk::new("bom");
    desk.write("x.case.ron", format!("\u{feff}{GOOD}"));
    assert_eq!(
        desk.json(&["status", "x.case.ron", "--format", "json"])["cases"][0]["claims"],
        2
    );
    let ran = desk.run(&["tag", "x.case.ron", "1", "confirmed"]);
    assert_eq!(ran.code, 0);
    assert!(
        ran.err
            .starts_with("Note: the file was not in canonical form; its bytes are kept in "),
        "{}",
        ran.err
    );
    assert!(desk.read("x.case.ron").starts_with("(\n"));
}

#[test]
fn an_adrift_text_is_kept_and_shown_as_free_standing() {
    let desk = Desk::new("unanchored");
    desk.write(
        "x.case.ron",
        GOOD.replacen("text: \"The ferry sank.\"", "text: \"The ferry sank\"", 1),
    );
    let listed = desk.json(&["list", "x.case.ron", "--format", "json"]);
    let claim = &listed["claims"][0];
    assert_eq!(
        (&claim["text"], &claim["paragraph"]),
        (&"The ferry sank".into(), &serde_json::Value::Null)
    );
    assert_eq!(
        (&claim["start"], &claim["end"]),
        (&serde_json::Value::Null, &serde_json::Value::Null)
    );
    desk.ok(&["tag", "x.case.ron", "2", "confirmed"]);
    let kept = "span: (paragraph: 0, start: 0, end: 15),\n            text: \"The ferry sank\"";
    assert!(desk.read("x.case.ron").contains(kept));
}

#[test]
fn what_is_no_file_is_no_case_and_no_story() {
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
fn a_story_that_is_no_text_is_refused_and_makes_no_case() {
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
    Hint: say why with --note
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
    Hint: you can withdraw only your own rulings; --by says who you are
    ");
    assert_eq!(desk.read("x.case.ron"), GOOD, "nothing was written");
}

#[test]
fn misspelt_commands_and_files_without_a_command_are_told_apart() {
    let desk = Desk::new("misuse");
    insta::assert_snapshot!(desk.fails(2, &["lst", "x.case.ron"]), @"
    Error: unrecognized subcommand 'lst'
    Hint: a similar subcommand exists: 'list'
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
fn nobody_rules_without_a_name() {
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
fn what_cannot_be_written_is_exit_3() {
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
