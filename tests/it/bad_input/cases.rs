//! Case files that violate the format.

use super::*;

#[test]
fn the_hand_written_case_is_valid() {
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
fn a_reference_to_a_missing_record_is_refused_with_its_line() {
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
fn unknown_fields_are_refused_with_their_place() {
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
fn a_newer_format_is_named_as_the_reason() {
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
fn conflict_markers_are_named_before_syntax_errors() {
    let both = "<<<<<<< HEAD\n    title: \"Ferry\",\n=======\n    title: \"Boat\",\n>>>>>>> theirs";
    let said = refused("conflict", "    title: \"Ferry\",", both);
    assert_eq!(said, "x.case.ron:4: git left conflict markers here");
}

#[test]
fn a_file_that_is_not_text_is_no_case() {
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
fn a_byte_order_mark_is_removed_and_the_old_bytes_are_kept() {
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
fn an_unanchored_claim_is_kept_and_shown_as_free_standing() {
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
