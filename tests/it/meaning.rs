//! What candidates, suggested evidence and cut claims mean to users of the program. None of them is
//! in any count or list of what is known, and `list` and `status` tell scripts about them and about
//! the desk's work.

use crate::support::Desk;
use factdesk::case::Case;
use serde_json::{Value, json};

const FERRY: &str = include_str!("../stories/ferry.case.ron");
const CASE: &str = "ferry.case.ron";

/// A desk with the ferry, with more lists at its end.
fn desk(name: &str, lists: &str) -> Desk {
    let desk = Desk::new(&format!("meaning-{name}"));
    let end = FERRY.rfind(')').unwrap();
    desk.write(CASE, format!("{}{lists}\n)\n", &FERRY[..end]));
    desk
}

fn claims(desk: &Desk) -> Vec<Value> {
    let list = desk.json(&["list", CASE, "--format", "json"]);
    list["claims"].as_array().unwrap().clone()
}

fn status(desk: &Desk) -> Value {
    desk.json(&["status", CASE, "--format", "json"])["cases"][0].clone()
}

fn export(desk: &Desk, format: &str) -> String {
    desk.ok(&["export", CASE, "--with-confidential", "--to", format])
}

const WORK: &str = r#"
    queries: [
        (id: "q1aaaaaaaaaa", by: "mk", at: "2026-11-23T09:00:00.000Z", claims: ["c3aaaaaaaaaa"], to: "Norsund Lines", question: "Did you?", due: "2026-11-23T09:30:00.000Z", answers: [(id: "a1aaaaaaaaaa", at: "2026-11-23T09:10:00.000Z", by: "mk", text: "", kind: Holding)]),
        (id: "q2aaaaaaaaaa", by: "mk", at: "2026-11-23T09:01:00.000Z", claims: ["c2aaaaaaaaaa", "c3aaaaaaaaaa"], to: "Jon Aas", question: "Did he?", due: "2026-11-30T09:30:00.000Z"),
        (id: "q3aaaaaaaaaa", by: "mk", at: "2026-11-23T09:02:00.000Z", claims: ["c1aaaaaaaaaa"], to: "Harbour radio", question: "When?", due: "2026-11-23T09:30:00.000Z", answers: [(id: "a2aaaaaaaaaa", at: "2026-11-23T09:20:00.000Z", by: "mk", text: "At six.")]),
    ],
    conflicts: [
        (id: "x1aaaaaaaaaa", record: "c3aaaaaaaaaa", field: "wording", ours: "\"One.\"", theirs: "\"Two.\""),
        (id: "x2aaaaaaaaaa", record: "e1aaaaaaaaaa", field: "note", ours: "\"One.\"", theirs: "\"Two.\""),
        (id: "x3aaaaaaaaaa", record: "s5aaaaaaaaaa", field: "note", ours: "\"One.\"", theirs: "\"Two.\""),
    ],"#;

#[test]
fn list_shows_stakes_and_open_work() {
    let desk = desk("work", WORK);
    let text = desk.read(CASE).replacen(
        "text: \"The company let it sail.\",",
        "text: \"The company let it sail.\",\n            key: true,\n            accused: [\"s5aaaaaaaaaa\"],\n            fixes: [(id: \"f1aaaaaaaaaa\", by: \"mk\", at: \"2026-11-23T09:00:00.000Z\", to: \"It sailed.\")],",
        1,
    );
    desk.write(CASE, text);
    let claims = claims(&desk);
    let fields = |place: usize| {
        let names = [
            "key",
            "accused",
            "fix",
            "queries",
            "unsure",
            "candidates",
            "cut",
            "conflicts",
        ];
        names.map(|name| claims[place][name].clone())
    };
    let none = json!([false, [], 0, 1, false, [], false, 0]);
    assert_eq!(json!(fields(0)), none);
    let unsure = json!([false, [], 0, 1, true, ["Lars Vik", "Jon Aas"], false, 0]);
    assert_eq!(json!(fields(1)), unsure);
    let stakes = json!([true, ["Norsund Lines"], 1, 2, false, [], false, 2]);
    assert_eq!(json!(fields(2)), stakes);
    assert_eq!(
        json!(fields(3)),
        json!([false, [], 0, 0, false, [], true, 0])
    );
    // The numbers of a cut claim stay what they are.
    assert_eq!(claims[3]["number"], 4);
}

#[test]
fn status_shows_cuts_open_queries_and_sign_offs() {
    let case: Case = ron::from_str(FERRY).unwrap();
    for (of, changed) in [
        (case.signoff_hash().to_string(), false),
        ("aaaaaaaaaaaa".into(), true),
    ] {
        let signed = format!(
            "    signoffs: [(by: \"ab\", at: \"2026-11-23T09:50:00.000Z\", of: \"{of}\", findings: 3)],"
        );
        let desk = desk("status", &format!("{WORK}\n{signed}"));
        let status = status(&desk);
        let there = ["claims", "checked", "cut", "waiting", "overdue"].map(|name| &status[name]);
        assert_eq!(json!(there), json!([3, 0, 1, 2, 1]));
        assert_eq!(
            status["signed"],
            json!({"by": "ab", "at": "2026-11-23T09:50:00.000Z", "changed": changed})
        );
    }
    let desk = desk("unsigned", "");
    let status = status(&desk);
    assert_eq!(status["signed"], Value::Null);
    assert_eq!(json!([status["waiting"], status["overdue"]]), json!([0, 0]));
}

#[test]
fn nobody_is_credited_until_somebody_chooses() {
    let desk = desk("unsure", "");
    let claims = claims(&desk);
    assert_eq!(claims[1]["said_by"], json!([]));
    assert_eq!(
        (&claims[1]["said"], &claims[1]["cue"]),
        (&json!("open"), &json!("said"))
    );
    let table = desk.ok(&["list", CASE]);
    assert!(table.contains("not sure: Lars Vik or Jon Aas"), "{table}");
    let said = desk.fails(2, &["tag", CASE, "2", "confirmed", "--question", "said"]);
    assert!(
        said.contains("nobody has chosen yet who said claim 2"),
        "{said}"
    );
    assert!(
        said.contains("Hint: first choose who said it: Lars Vik or Jon Aas"),
        "{said}"
    );
    desk.ok(&["tag", CASE, "2", "disputed"]);
    let sources = desk.ok(&["sources", CASE, "--format", "csv"]);
    assert!(sources.contains("Harbour radio"), "{sources}");
    assert!(
        !sources.contains("Vik") && !sources.contains("Aas"),
        "{sources}"
    );
    let of_vik = desk.json(&["list", CASE, "--source", "Lars Vik", "--format", "json"]);
    assert_eq!(of_vik["claims"], json!([]));
    let found = desk.run(&["check", CASE]).out;
    assert!(
        found.contains("first choose who said it: Lars Vik or Jon Aas"),
        "{found}"
    );
}

#[test]
fn exports_say_that_the_speaker_is_unsure() {
    let desk = desk("exports", "");
    for format in ["markdown", "html"] {
        let text = export(&desk, format);
        assert!(text.contains("not sure: Lars Vik or Jon Aas"), "{format}");
        for row in ["| Jon Aas |", "id=\"source-3\"", "#source-3"] {
            assert!(!text.contains(row), "{format}: {row}");
        }
        let listed = ["| Harbour radio |", "id=\"source-2\""];
        assert!(listed.iter().any(|row| text.contains(row)), "{format}");
    }
    for (language, words) in [
        ("uk", "неясно: Lars Vik чи Jon Aas"),
        ("ru", "неясно: Lars Vik или Jon Aas"),
    ] {
        let text = FERRY.replacen("language: \"en\"", &format!("language: \"{language}\""), 1);
        desk.write(CASE, text);
        let report = [
            "export",
            CASE,
            "--to",
            "markdown",
            "--report-language",
            language,
            "--with-confidential",
        ];
        assert!(desk.ok(&report).contains(words), "{language}");
    }
    desk.write(CASE, FERRY);
    let csv = export(&desk, "csv");
    assert!(!csv.contains("Vik"), "{csv}");
}

#[test]
fn suggested_evidence_and_cut_claims_are_in_no_count() {
    let desk = desk("counts", "");
    let claims = claims(&desk);
    assert_eq!(
        json!([claims[2]["evidence"], claims[2]["origins"]]),
        json!([0, 0])
    );
    assert_eq!(claims[3]["findings"], json!([]));
    let table = desk.ok(&["list", CASE]);
    assert!(
        table
            .lines()
            .any(|line| line.starts_with("4 ") && line.contains(" cut ")),
        "{table}"
    );
    let csv = desk.ok(&["list", CASE, "--format", "csv"]);
    assert!(!csv.contains("Nobody was told"), "{csv}");
    let confirmed = desk.json(&["list", CASE, "--standing", "confirmed", "--format", "json"]);
    assert_eq!(confirmed["claims"], json!([]));
    let sources = desk.json(&["sources", CASE, "--format", "json"]);
    for source in sources["sources"].as_array().unwrap() {
        assert_eq!(source["evidence"], 0, "{source}");
    }
    for format in ["markdown", "html", "csv", "annotated", "annotations"] {
        let text = export(&desk, format);
        assert!(!text.contains("Nobody was told"), "{format}: {text}");
        assert!(!text.contains("register.example"), "{format}: {text}");
    }
    let none = desk.fails(
        2,
        &[
            "export",
            CASE,
            "--to",
            "claimreview",
            "--all",
            "--with-confidential",
        ],
    );
    assert!(!none.contains("Nobody was told"), "{none}");
    // The exported case itself is complete.
    assert!(export(&desk, "ron").contains("Nobody was told"));
}
