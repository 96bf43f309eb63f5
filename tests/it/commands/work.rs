//! Rulings, undo, sources and claims by command.

use super::*;

#[test]
fn a_case_file_reads_well_after_a_day_of_work() {
    let desk = desk_with("day", "ferry.en.txt");
    let case = "story.case.ron";
    desk.write("log.txt", "19:40 aground\n");
    let mut said = String::new();
    for command in [
        &["tag", case, "2", "confirmed", "--question", "said"][..],
        &[
            "source",
            "add",
            case,
            "Harbour log",
            "--kind",
            "document",
            "--reliability",
            "B",
            "--url",
            "https://kelm.example",
        ],
        &[
            "source",
            "add",
            case,
            "Kelm Radio",
            "--kind",
            "outlet",
            "--relies-on",
            "coast guard",
        ],
        &[
            "evidence",
            "add",
            case,
            "2",
            "--source",
            "Harbour log",
            "--stance",
            "supports",
            "--primary",
            "--credibility",
            "2",
            "--quote",
            "19:40 aground",
            "--locator",
            "p. 7",
            "--accessed",
            "2026-11-22",
            "--file",
            "log.txt",
        ],
        &[
            "tag",
            case,
            "2",
            "confirmed",
            "--reason",
            "with-context",
            "--note",
            "Eleven, by the log's count",
        ],
        &["tag", case, "8", "disputed", "--reason", "denied"],
        &[
            "tag",
            case,
            "8",
            "disputed",
            "--reason",
            "contradicted",
            "--by",
            "ab",
        ],
        &["tag", case, "5", "aside"],
        &[
            "claim",
            "add",
            case,
            "The Aurelia had failed two inspections",
            "--source",
            "Kelm Radio",
        ],
        &["claim", "add", case, "took part"],
        &["tag", case, "3", "unverified", "--reason", "insufficient"],
        &["tag", case, "3", "--withdraw"],
        &["undo", case],
        &["undo", case],
        &["undo", case, "--redo"],
    ] {
        said.extend(["$ factdesk ", &command.join(" "), "\n", &desk.ok(command)]);
    }
    insta::assert_snapshot!("day_said", said);
    insta::assert_snapshot!("day_case", desk.read(case));
    insta::assert_snapshot!("day_list", desk.ok(&["list", case]));
    insta::assert_snapshot!(
        "day_list_json",
        desk.ok(&["list", case, "--format", "json", "--standing", "confirmed"])
    );
    insta::assert_snapshot!(
        "day_list_csv",
        desk.ok(&["list", case, "--format", "csv", "--source", "Harbour log"])
    );
    insta::assert_snapshot!(
        "day_sources_json",
        desk.ok(&["sources", case, "--format", "json"])
    );
    insta::assert_snapshot!("day_status", desk.ok(&["status", case]));
    insta::assert_snapshot!(
        "day_status_json",
        desk.ok(&["status", case, "--format", "json"])
    );
}

#[test]
fn every_story_can_be_ruled_on_completely() {
    for language in ["ferry.en.txt", "mine.uk.txt", "dam.ru.txt"] {
        let desk = desk_with(language, language);
        let claims = desk.json(&["list", "story.case.ron", "--format", "json"])["claims"]
            .as_array()
            .unwrap()
            .clone();
        for claim in &claims {
            let id = claim["id"].as_str().unwrap();
            if !claim["said"].is_null() {
                desk.ok(&[
                    "tag",
                    "story.case.ron",
                    id,
                    "confirmed",
                    "--question",
                    "said",
                ]);
            }
            desk.ok(&["tag", "story.case.ron", id, "unverified"]);
        }
        let now = status(&desk);
        assert_eq!(
            (&now["checked"], &now["unverified"]),
            (&json!(claims.len()), &json!(claims.len())),
            "{language}"
        );
        assert!(now["coverage"].as_f64().unwrap() > 0.9, "{language}: {now}");
        let listed = desk.json(&["list", "story.case.ron", "--format", "json"]);
        assert!(
            listed["claims"]
                .as_array()
                .unwrap()
                .iter()
                .all(|claim| claim["suggested"] == json!(false))
        );
    }
}

#[test]
fn undo_and_redo_work_command_by_command() {
    let desk = desk_with("undo", "ferry.en.txt");
    let case = "story.case.ron";
    let before = desk.read(case);
    desk.ok(&["source", "add", case, "Harbour log"]);
    desk.ok(&[
        "evidence",
        "add",
        case,
        "1",
        "--source",
        "Harbour log",
        "--stance",
        "refutes",
    ]);
    desk.ok(&["tag", case, "1", "disputed"]);
    desk.ok(&["tag", case, "1", "confirmed"]);
    assert_eq!(
        desk.ok(&["undo", case]),
        "undid: 1 FACT confirmed (mk, 10:05)\n"
    );
    assert_eq!(claim(&desk, 1)["standing"], "disputed");
    assert_eq!(
        desk.ok(&["undo", case]),
        "undid: 1 FACT disputed (mk, 10:04)\n"
    );
    assert_eq!(
        (
            claim(&desk, 1)["standing"].clone(),
            claim(&desk, 1)["evidence"].clone()
        ),
        (json!("open"), json!(1))
    );
    desk.ok(&["undo", case]);
    assert_eq!(claim(&desk, 1)["evidence"], 0);
    desk.ok(&["undo", case]);
    assert!(
        desk.fails(2, &["undo", case])
            .starts_with("Error: there is nothing to undo\n")
    );
    // The rulings and their withdrawals stay, since other copies of the case may have them.
    let left = desk.read(case).replace(' ', "");
    assert_eq!(left.matches("(at:").count(), 4);
    assert!(left.starts_with(&before.replace(' ', "")[..300]));
    for _ in 0..4 {
        desk.ok(&["undo", case, "--redo"]);
    }
    assert_eq!(
        (
            claim(&desk, 1)["standing"].clone(),
            claim(&desk, 1)["evidence"].clone()
        ),
        (json!("confirmed"), json!(1))
    );
    assert!(
        desk.fails(2, &["undo", case, "--redo"])
            .starts_with("Error: there is nothing to redo\n")
    );
}

#[test]
fn another_persons_ruling_is_not_undone() {
    let desk = desk_with("others", "ferry.en.txt");
    desk.ok(&["tag", "story.case.ron", "1", "disputed", "--by", "ab"]);
    let said = desk.fails(2, &["undo", "story.case.ron"]);
    assert_eq!(
        said,
        "Error: there is nothing of yours to undo\nHint: only they can undo what other people did: rule yourself, or decide\n"
    );
}

#[test]
fn people_who_differ_are_contested_until_one_decides() {
    let desk = desk_with("contested", "ferry.en.txt");
    desk.ok(&["tag", "story.case.ron", "1", "disputed", "--by", "ab"]);
    let said = desk.ok(&["tag", "story.case.ron", "1", "confirmed"]);
    assert!(
        said.starts_with("FACT confirmed: as-stated; now contested (as mk): 1 “"),
        "{said}"
    );
    let contested = claim(&desk, 1);
    assert_eq!(
        (&contested["standing"], &contested["by"]),
        (&json!("contested"), &Value::Null)
    );
    desk.ok(&[
        "tag",
        "story.case.ron",
        "1",
        "disputed",
        "--decide",
        "--note",
        "The log says so",
        "--by",
        "ed",
    ]);
    let decided = claim(&desk, 1);
    assert_eq!(
        (&decided["standing"], &decided["by"], &decided["note"]),
        (&json!("disputed"), &json!("ed"), &json!("The log says so"))
    );
}

#[test]
fn a_new_claim_is_anchored_at_its_words() {
    let desk = desk_with("anchor", "ferry.en.txt");
    let said = desk.ok(&["claim", "add", "story.case.ron", "built in 1987"]);
    assert!(
        said.contains(" in paragraph 3: 4 “built in 1987”"),
        "{said}"
    );
    let free = desk.ok(&[
        "claim",
        "add",
        "story.case.ron",
        "The sea is salt",
        "--source",
        "Kelm Gazette",
    ]);
    assert!(free.contains(" free-standing: "), "{free}");
    let twice = desk.fails(2, &["claim", "add", "story.case.ron", "built in 1987"]);
    assert!(
        twice.starts_with("Error: these words are claim 4 already\n"),
        "{twice}"
    );
    assert!(
        desk.fails(2, &["claim", "add", "story.case.ron", " "])
            .starts_with("Error: a claim needs words\n")
    );
}

#[test]
fn sources_are_found_by_name_or_id() {
    let desk = desk_with("sources", "ferry.en.txt");
    let case = "story.case.ron";
    let id = desk.ok(&["source", "add", case, "Harbour log"])[..12].to_owned();
    for word in ["Harbour log", "harbour LOG", &id, &id[..6]] {
        desk.ok(&[
            "evidence", "add", case, "1", "--source", word, "--stance", "context",
        ]);
    }
    assert_eq!(
        desk.json(&["list", case, "--format", "json", "--source", &id])["claims"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    let twice = desk.fails(2, &["source", "add", case, "Harbour log"]);
    assert!(
        twice.starts_with(&format!(
            "Error: there is a source Harbour log already ({id})\n"
        )),
        "{twice}"
    );
    assert!(
        desk.fails(2, &["source", "add", case, ""])
            .starts_with("Error: a source needs a name\n")
    );
    assert!(
        desk.fails(2, &["list", case, "--source", "s"])
            .starts_with("Error: `s` is ambiguous: ")
    );
}

#[test]
fn two_writers_at_once_lose_nothing() {
    let desk = desk_with("writers", "ferry.en.txt");
    let case = "story.case.ron";
    let children: Vec<_> = (1..=8)
        .map(|number| {
            desk.command(&["tag", case, &number.to_string(), "confirmed"])
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    let mut confirmed = 0;
    for child in children {
        let ran = Ran::of(child.wait_with_output().unwrap());
        assert!(
            ran.code == 0
                || (ran.code == 3 && ran.err.starts_with("Error: another factdesk is writing to")),
            "{ran:?}"
        );
        confirmed += usize::from(ran.code == 0);
    }
    assert!(confirmed > 0);
    assert_eq!(status(&desk)["confirmed"], json!(confirmed));
}
