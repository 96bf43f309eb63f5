//! Conflicts after a merge: which conflicts are valid, and what a decision leaves of later edits.

use factdesk::case::ops::{self, Judgement, Side};
use factdesk::case::*;

use super::ops::{NOBODY, by, claim, ferry_and, item, made, refuses, source};

const FERRY: &str = include_str!("../stories/ferry.case.ron");

/// The ferry case with one conflict, as in a file.
fn conflict(record: &str, rest: &str) -> (Case, ConflictId) {
    let id = "x1aaaaaaaaaa";
    let case = ferry_and(&format!(
        "    conflicts: [(id: \"{id}\", record: \"{record}\", {rest})],"
    ));
    (case, id.parse().unwrap())
}

#[test]
fn a_conflict_over_a_field_is_decided() {
    let rest = r#"field: "wording", ours: "\"One.\"", theirs: "\"Two.\"""#;
    let (case, id) = conflict("c3aaaaaaaaaa", rest);
    let wording = |case: &Case| case.claims.get(claim(3)).unwrap().wording.clone();
    for (side, expected) in [(Side::Ours, "One."), (Side::Theirs, "Two.")] {
        let edit = ops::decide(&case, id, side, &by("mk", 1)).unwrap();
        assert_eq!(edit.what, format!("claim 3 wording: {side} chosen"));
        let decided = made(&case, edit);
        assert_eq!(wording(&decided), expected);
        assert!(decided.conflicts.is_empty());
        let again = ops::decide(&decided, id, side, &by("mk", 2));
        refuses(again, "no conflict x1", "meanwhile");
    }
    refuses(
        ops::decide(&case, id, Side::Ours, &by(NOBODY, 1)),
        "needs a person",
        "who you are",
    );
    // The record that a conflict is about stays until somebody has chosen.
    refuses(
        ops::drop_claim(&case, claim(3), &by("mk", 1)),
        "a conflict names it",
        "choose between the two versions first",
    );
    // If a version is absent, the field has no value in it.
    let rest = r#"field: "story_date", theirs: "\"2024-03-23\"""#;
    let (case, id) = conflict("k7q2m9x4tbw5", rest);
    let date = |case: &Case, side| {
        let mut case = case.clone();
        let edit = ops::decide(&case, id, side, &by("mk", 1)).unwrap();
        edit.apply(&mut case).unwrap();
        case.story_date.map(|day| day.to_string())
    };
    assert_eq!(date(&case, Side::Ours), None);
    assert_eq!(date(&case, Side::Theirs), Some("2024-03-23".into()));
    // The title must have a value.
    let rest = r#"field: "title", theirs: "\"Ferry\"""#;
    let (case, id) = conflict("k7q2m9x4tbw5", rest);
    refuses(
        ops::decide(&case, id, Side::Ours, &by("mk", 1)),
        "cannot be used: `title` cannot be without a value",
        "the other version",
    );
}

#[test]
fn a_conflict_over_a_list_or_the_draft_is_decided() {
    let rest = r#"field: "accused", ours: "[]", theirs: "[\"s5aaaaaaaaaa\", \"s2aaaaaaaaaa\"]""#;
    let (case, id) = conflict("c3aaaaaaaaaa", rest);
    let decided = made(
        &case,
        ops::decide(&case, id, Side::Theirs, &by("mk", 1)).unwrap(),
    );
    assert_eq!(
        decided.claims.get(claim(3)).unwrap().accused,
        [source(2), source(5)]
    );
    // A source that a version refers to cannot be dropped.
    let dropped = ops::merge_sources(&case, source(2), source(5), &by("mk", 1));
    refuses(dropped, "in conflict after a merge", "choose between");

    let rest = r#"field: "paragraphs", ours: "[Body(\"One.\")]", theirs: "[Body(\"Two.\")]""#;
    let (case, id) = conflict("k7q2m9x4tbw5", rest);
    let decided = made(
        &case,
        ops::decide(&case, id, Side::Theirs, &by("mk", 1)).unwrap(),
    );
    let draft = decided.draft.unwrap();
    assert_eq!(draft.paragraphs[0].text(), "Two.");
    assert_eq!(draft.sha256, Draft::hash(&draft.paragraphs));
    // A version that refers to a missing record is invalid.
    let rest = r#"field: "accused", ours: "[]", theirs: "[\"s9aaaaaaaaaa\"]""#;
    let (case, id) = conflict("c3aaaaaaaaaa", rest);
    refuses(
        ops::decide(&case, id, Side::Theirs, &by("mk", 1)),
        "names a source that is not in the case: s9aaaaaaaaaa",
        "the other version",
    );
}

#[test]
fn a_conflict_over_a_whole_record_is_decided() {
    let span = r"span: (paragraph: 1, start: 40, end: 64)";
    let base = format!(r#"(id: \"c3aaaaaaaaaa\", {span}, text: \"The company let it sail.\")"#);
    let theirs = format!(
        r#"(id: \"c3aaaaaaaaaa\", {span}, text: \"The company let it sail.\", wording: \"Norsund Lines let it sail.\", key: true)"#
    );
    // Our side had dropped the claim. Since the merge it has been restored with two suggested
    // items.
    let versions = format!("theirs: \"{theirs}\", base: \"{base}\"");
    let (case, id) = conflict("c3aaaaaaaaaa", &versions);
    let there = |case: &Case| case.claims.get(claim(3)).unwrap().clone();
    let decide = |case: &Case, side| ops::decide(case, id, side, &by("mk", 9));
    let theirs = made(&case, decide(&case, Side::Theirs).unwrap());
    assert_eq!(there(&theirs).wording, "Norsund Lines let it sail.");
    // Everything recorded since the merge stays: items, rulings and the wording.
    assert_eq!(there(&theirs).evidence, there(&case).evidence);
    let ruled = made(
        &case,
        ops::rule(
            &case,
            claim(3),
            Question::Fact,
            &Judgement {
                verdict: Some(Verdict::Confirmed),
                ..Judgement::default()
            },
            &by("mk", 2),
        )
        .unwrap(),
    );
    let ruled = made(
        &ruled,
        ops::reword(&ruled, claim(3), "They let it sail.", &by("mk", 3)).unwrap(),
    );
    let theirs = made(&ruled, decide(&ruled, Side::Theirs).unwrap());
    assert_eq!(there(&theirs).rulings, there(&ruled).rulings);
    assert_eq!(there(&theirs).wording, "They let it sail.");
    assert!(there(&theirs).key);
    // A record with later edits cannot be dropped.
    refuses(
        decide(&ruled, Side::Ours),
        "recorded something on it since the merge",
        "the other version",
    );
    let mut bare = case.clone();
    for number in [1, 2] {
        let dropped = ops::drop_evidence(&bare, claim(3), item(number), &by("mk", 1));
        bare = made(&bare, dropped.unwrap());
    }
    let ours = made(&bare, decide(&bare, Side::Ours).unwrap());
    assert!(!ours.claims.has(claim(3)));
    assert!(ours.conflicts.is_empty());
    // An item that both versions had and that somebody has dropped since stays dropped.
    let item_of = |extra: &str| {
        let evidence = r#"(id: \"e8aaaaaaaaaa\", by: \"ab\", at: \"2026-11-23T10:00:00.000Z\", source: \"s2aaaaaaaaaa\", stance: Context)"#;
        format!(
            r#"(id: \"c3aaaaaaaaaa\", {span}, text: \"The company let it sail.\", evidence: [{evidence}]{extra})"#
        )
    };
    let versions = format!(
        "ours: \"{}\", theirs: \"{}\"",
        item_of(""),
        item_of(", key: true")
    );
    let (case, id) = conflict("c3aaaaaaaaaa", &versions);
    let theirs = ops::decide(&case, id, Side::Theirs, &by("mk", 9)).unwrap();
    let theirs = made(&case, theirs);
    assert!(there(&theirs).key);
    assert_eq!(there(&theirs).evidence, there(&case).evidence);

    let their_item = r#"(id: \"e1aaaaaaaaaa\", by: \"factdesk\", at: \"2026-11-23T10:00:00.000Z\", source: \"s2aaaaaaaaaa\", stance: Context)"#;
    let standing = r#"(id: \"e1aaaaaaaaaa\", by: \"factdesk\", at: \"2026-11-23T10:00:00.000Z\", source: \"s6aaaaaaaaaa\", stance: Supports, url: \"https://register.example/7\", suggested: true)"#;
    let versions = format!("ours: \"{their_item}\", base: \"{standing}\"");
    let (case, id) = conflict("e1aaaaaaaaaa", &versions);
    let evidence = |case: &Case| case.claims.get(claim(3)).unwrap().evidence.clone();
    let ours = made(
        &case,
        ops::decide(&case, id, Side::Ours, &by("mk", 1)).unwrap(),
    );
    assert_eq!(evidence(&ours)[0].source, source(2));
    let theirs = made(
        &case,
        ops::decide(&case, id, Side::Theirs, &by("mk", 1)).unwrap(),
    );
    assert_eq!(evidence(&theirs).len(), 1);
    let dropped = ops::drop_evidence(&case, claim(3), item(1), &by("mk", 1));
    refuses(
        dropped,
        "the evidence, or a record that refers to it, is in conflict",
        "choose between",
    );

    // A source that something refers to cannot be dropped by the decision.
    let (case, id) = conflict(
        "s2aaaaaaaaaa",
        r#"theirs: "(id: \"s2aaaaaaaaaa\", name: \"Radio\")", base: "(id: \"s2aaaaaaaaaa\", name: \"Harbour radio\", kind: Outlet)""#,
    );
    let theirs = made(
        &case,
        ops::decide(&case, id, Side::Theirs, &by("mk", 1)).unwrap(),
    );
    assert_eq!(theirs.sources.get(source(2)).unwrap().name, "Radio");
    refuses(
        ops::decide(&case, id, Side::Ours, &by("mk", 1)),
        "is still named",
        "change what prevents it first",
    );
    // A version must have the same id as the record.
    let (case, id) = conflict(
        "s2aaaaaaaaaa",
        r#"theirs: "(id: \"s7aaaaaaaaaa\", name: \"Radio\")""#,
    );
    let other = ops::decide(&case, id, Side::Theirs, &by("mk", 1));
    refuses(other, "another id", "the other version");
}

#[test]
fn a_conflict_over_an_item_without_an_id_is_decided() {
    let of = "2026-11-23T10:01:00.000Z mk fact";
    let ruling = |verdict: &str, note: &str| {
        format!(
            "(at: \\\"2026-11-23T10:01:00.000Z\\\", by: \\\"mk\\\", verdict: {verdict}, of: \\\"aaaaaaaaaaaa\\\", note: \\\"{note}\\\")"
        )
    };
    let rest = format!(
        "key: \"{of}\", ours: \"{}\", theirs: \"{}\"",
        ruling("Confirmed", "one"),
        ruling("Disputed", "two")
    );
    let (case, id) = conflict("c4aaaaaaaaaa", &rest);
    let rulings = |case: &Case| case.claims.get(claim(4)).unwrap().rulings.clone();
    let decided = made(
        &case,
        ops::decide(&case, id, Side::Theirs, &by("mk", 1)).unwrap(),
    );
    assert_eq!(rulings(&decided).len(), 1);
    assert_eq!(rulings(&decided)[0].note, "two");
    // A conflict over one field of the item.
    let rest =
        format!("key: \"{of}\", field: \"note\", ours: \"\\\"one\\\"\", theirs: \"\\\"two\\\"\"");
    let (case, id) = conflict("c4aaaaaaaaaa", &rest);
    assert_eq!(case.conflict_error(&case.conflicts[0]), None);
    let decided = made(
        &case,
        ops::decide(&case, id, Side::Ours, &by("mk", 1)).unwrap(),
    );
    assert_eq!(rulings(&decided)[0].note, "one");
    // Our side had dropped the item.
    let rest = format!("key: \"{of}\", theirs: \"{}\"", ruling("Disputed", "two"));
    let (case, id) = conflict("c4aaaaaaaaaa", &rest);
    let decided = made(
        &case,
        ops::decide(&case, id, Side::Ours, &by("mk", 1)).unwrap(),
    );
    assert!(rulings(&decided).is_empty());
}

#[test]
fn a_conflict_refers_only_to_existing_records() {
    let load = |record: &str, rest: &str| {
        let id = "x1aaaaaaaaaa";
        let conflict = format!("(id: \"{id}\", record: \"{record}\", {rest})");
        let list = format!("    conflicts: [{conflict}],\n)");
        let text = FERRY.strip_suffix(")\n").unwrap().to_owned() + &list + "\n";
        factdesk::store::load(text.as_bytes())
            .err()
            .map(|error| error.what)
    };
    for (record, rest, why) in [
        (
            "c9aaaaaaaaaa",
            r#"field: "wording", ours: "\"a\"""#,
            "which is not in the case",
        ),
        (
            "c3aaaaaaaaaa",
            r#"field: "words", ours: "\"a\"""#,
            "a field that its record does not have: `words`",
        ),
        (
            "c3aaaaaaaaaa",
            r#"field: "id", ours: "\"c3aaaaaaaaaa\"""#,
            "a field that is never in conflict: `id`",
        ),
        (
            "k7q2m9x4tbw5",
            r#"field: "sha256", ours: "\"a\"""#,
            "a field that is never in conflict: `sha256`",
        ),
        (
            "c3aaaaaaaaaa",
            r#"field: "key", theirs: "7""#,
            "no valid value of `key`",
        ),
        (
            "c3aaaaaaaaaa",
            r#"field: "accused", base: "[\"s9aaaaaaaaaa\"]""#,
            "names a source that is not in the case: s9aaaaaaaaaa",
        ),
        (
            "c2aaaaaaaaaa",
            r#"field: "attribution", ours: "(chain: [\"s9aaaaaaaaaa\"])""#,
            "names a source that is not in the case: s9aaaaaaaaaa",
        ),
        (
            "c3aaaaaaaaaa",
            r#"ours: "7""#,
            "no valid value of its record",
        ),
        (
            "c3aaaaaaaaaa",
            r#"ours: "(id: \"c4aaaaaaaaaa\", text: \"x\")""#,
            "it has another id",
        ),
        (
            "c3aaaaaaaaaa",
            r#"ours: "(id: \"c3aaaaaaaaaa\", text: \"x\", links: [(to: \"c9aaaaaaaaaa\", kind: Repeats, by: \"mk\", at: \"2026-11-23T10:00:00.000Z\")])""#,
            "names a claim that is not in the case: c9aaaaaaaaaa",
        ),
        (
            "k7q2m9x4tbw5",
            r#"ours: "(title: \"x\")""#,
            "the conflict names no field of the case",
        ),
        (
            "c3aaaaaaaaaa",
            r#"key: "2026-11-23T10:00:00.000Z mk fact", field: "note", ours: "\"a\"""#,
            "its item is gone",
        ),
        (
            "c3aaaaaaaaaa",
            r#"key: "2026-11-23T10:00:00.000Z mk fact", ours: "(note: 7)""#,
            "its item is gone",
        ),
    ] {
        let what = load(record, rest).unwrap_or_default();
        assert!(what.contains(why), "{rest}: {what}");
    }
    for (record, rest) in [
        (
            "c3aaaaaaaaaa",
            r#"field: "key", ours: "true", theirs: "false""#,
        ),
        (
            "c3aaaaaaaaaa",
            r#"ours: "(id: \"c3aaaaaaaaaa\", text: \"x\")""#,
        ),
        ("k7q2m9x4tbw5", r#"field: "title", ours: "\"x\"""#),
        (
            "k7q2m9x4tbw5",
            r#"field: "paragraphs", ours: "[Body(\"x\")]""#,
        ),
    ] {
        assert_eq!(load(record, rest), None, "{rest}");
    }
}
