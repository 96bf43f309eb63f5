//! Exports of cases with confidential sources.

use super::*;

/// A desk with a case that has one confidential source.
fn confidential(name: &str) -> Desk {
    let desk = desk(name);
    let source = [
        "source",
        "add",
        CASE,
        "Olena K.",
        "--kind",
        "witness",
        "--confidential",
    ];
    desk.ok(&source);
    desk
}

#[test]
fn confidential_sources_go_out_only_when_asked() {
    let desk = confidential("confidential");
    for format in [
        "json",
        "csv",
        "markdown",
        "html",
        "annotated",
        "docx",
        "claimreview",
        "annotations",
    ] {
        let said = desk.fails(2, &["export", CASE, "--to", format, "-o", "x"]);
        assert!(said.contains("--redact"), "{format}: {said}");
    }
    insta::assert_snapshot!(
        "export_confidential",
        desk.fails(2, &["export", CASE, "--to", "markdown"])
    );
    assert!(!desk.path("x").exists());
    assert!(
        desk.ok(&["export", CASE, "--to", "ron"])
            .contains("Olena K.")
    );
    assert!(
        desk.ok(&["export", CASE, "--to", "csv", "--with-confidential"])
            .contains("number")
    );
    for listing in ["list", "sources"] {
        for format in ["csv", "json"] {
            let err = desk.run(&[listing, CASE, "--format", format]).err;
            let names = err.contains("Note: this names 1 confidential source; --redact");
            assert!(names, "{listing} {format}: {err}");
        }
        let err = desk
            .run(&[listing, CASE, "--format", "csv", "--redact", "--reviewed"])
            .err;
        assert!(!err.contains("Note: this names"), "{listing}: {err}");
    }
    let both = [
        "export",
        CASE,
        "--to",
        "csv",
        "--redact",
        "--with-confidential",
    ];
    desk.fails(2, &both);
}

#[test]
fn a_redacted_export_names_nobody_and_follows_the_claim() {
    let desk = confidential("redacted");
    let evidence = [
        "evidence",
        "add",
        CASE,
        "2",
        "--source",
        "Olena K.",
        "--stance",
        "refutes",
        "--quote",
        "Olena K. saw the sign",
        "--url",
        "https://olena.example/diary",
    ];
    desk.ok(&evidence);
    for format in ["ron", "json", "csv", "markdown", "annotated", "annotations"] {
        let ran = desk.run(&["export", CASE, "--to", format, "--redact"]);
        assert_eq!(ran.code, 0, "{format}: {ran:?}");
        assert!(ran.err.contains("Withheld"), "{format}: {ran:?}");
        assert!(
            !ran.out.to_lowercase().contains("olena"),
            "{format}: {}",
            ran.out
        );
    }
    let review = [
        "export",
        CASE,
        "--to",
        "claimreview",
        "--claim",
        "2",
        "--redact",
    ];
    let desk_says = ["--url", "https://desk.example/a", "--publisher", "Our desk"];
    let command: Vec<&str> = review.into_iter().chain(desk_says).collect();
    let review = desk.json(&command);
    assert_eq!(
        review["claimReviewed"],
        "Crocus City Hall is a shopping centre"
    );
}

#[test]
fn a_redacted_memo_does_not_blame_the_case_for_what_was_left_out() {
    let desk = confidential("origin");
    let file = desk.path(CASE);
    let case = std::fs::read_to_string(&file).unwrap();
    let memo = || {
        let said = desk.run(&["export", CASE, "--to", "markdown", "--redact", "--reviewed"]);
        assert_eq!(said.code, 0, "{said:?}");
        said.out
    };
    assert!(memo().contains("story-unsourced"));
    let hash = case.find("sha256: \"").unwrap();
    let end = hash + case[hash..].find('\n').unwrap() + 1;
    let (start, rest) = case.split_at(end);
    let draft = format!("{start}        url: \"https://paper.example/1\",\n{rest}");
    std::fs::write(&file, draft).unwrap();
    assert!(memo().contains("paper.example"), "nothing is cut yet");
    let place = ["--confidential", "--other-name", "Krasnogorsk"];
    desk.ok(&[&["source", "add", CASE, "Ira"][..], &place].concat());
    let memo = memo();
    assert!(!memo.contains("story-unsourced"), "{memo}");
    assert!(!memo.contains("paper.example"), "{memo}");
}

#[test]
fn check_names_an_exposed_source_only_for_the_whole_case() {
    let desk = confidential("exposed");
    desk.ok(&["claim", "add", CASE, "Olena K. saw the sign on the wall"]);
    let said = desk.run(&["check", CASE]);
    assert!(
        said.out
            .lines()
            .any(|line| line.contains("confidential-exposed: ") && line.ends_with("[Olena K.]")),
        "{said:?}"
    );
    let redacted = desk.run(&["check", CASE, "--redact"]);
    assert!(
        !redacted.out.contains("Olena") && !redacted.err.contains("Olena"),
        "{redacted:?}"
    );
    let json = desk.run(&["check", CASE, "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    let found = found["findings"].as_array().unwrap();
    let exposed = found
        .iter()
        .find(|row| row["standard"] == "confidential-exposed")
        .unwrap();
    assert!(
        !exposed["message"].as_str().unwrap().contains("Olena"),
        "{exposed}"
    );
    assert!(exposed["exposes"].is_string());
}

#[test]
fn a_redacted_export_is_reproducible() {
    let desk = confidential("same");
    for number in 0..3 {
        let name = format!("Witness Nr {number}, Olena's neighbour with a long name");
        desk.ok(&[
            "source",
            "add",
            CASE,
            &name,
            "--kind",
            "witness",
            "--confidential",
        ]);
        let claim = (number + 2).to_string();
        desk.ok(&[
            "evidence", "add", CASE, &claim, "--source", &name, "--stance", "refutes",
        ]);
    }
    let words = "Crocus City Hall";
    desk.ok(&[
        "source",
        "add",
        CASE,
        words,
        "--kind",
        "witness",
        "--confidential",
    ]);
    for format in ["csv", "json", "ron", "annotations", "annotated"] {
        let export = || {
            desk.run(&[
                "export",
                CASE,
                "--to",
                format,
                "--redact",
                "--reviewed",
                "-o",
                "-",
            ])
        };
        assert_eq!(export().out, export().out, "{format}");
    }
    let status = desk.json(&["status", CASE, "--format", "json"]);
    let share = status["cases"][0]["coverage"].as_f64().unwrap();
    let percent = format!("{:.1} %", share * 100.0);
    for format in ["markdown", "html"] {
        let export = ["export", CASE, "--to", format, "--redact", "--reviewed"];
        let report = desk.ok(&export);
        assert!(report.contains(&percent), "{format} lacks {percent}");
    }
}

#[test]
fn errors_of_a_redacted_review_give_usable_claim_numbers() {
    let desk = confidential("numbers");
    let review = [
        "export",
        CASE,
        "--to",
        "claimreview",
        "--redact",
        "--url",
        "https://desk.example/a",
    ];
    let said = desk.fails(2, &review);
    let ids = said.split(|c: char| !c.is_ascii_alphanumeric());
    let ids: Vec<&str> = ids
        .filter(|word| word.parse::<factdesk::case::AnyId>().is_ok())
        .collect();
    assert_eq!(ids, Vec::<&str>::new(), "{said}");
}
