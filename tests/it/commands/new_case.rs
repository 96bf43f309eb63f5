//! New cases: from stories, from lists, and empty ones.

use super::*;

#[test]
fn an_english_story_becomes_a_case() {
    let desk = Desk::new("english");
    desk.write("story.txt", story("ferry.en.txt"));
    insta::assert_snapshot!("ferry_report", desk.run(&["new", "story.txt"]).err);
    insta::assert_snapshot!("ferry_claims", desk.ok(&["list", "story.case.ron"]));
    insta::assert_snapshot!("ferry_sources", desk.ok(&["sources", "story.case.ron"]));
}

#[test]
fn a_ukrainian_story_becomes_a_case() {
    let desk = Desk::new("ukrainian");
    desk.write("story.txt", story("mine.uk.txt"));
    insta::assert_snapshot!("mine_report", desk.run(&["new", "story.txt"]).err);
    insta::assert_snapshot!("mine_claims", desk.ok(&["list", "story.case.ron"]));
    insta::assert_snapshot!("mine_sources", desk.ok(&["sources", "story.case.ron"]));
}

#[test]
fn a_russian_story_becomes_a_case() {
    let desk = Desk::new("russian");
    desk.write("story.txt", story("dam.ru.txt"));
    insta::assert_snapshot!("dam_report", desk.run(&["new", "story.txt"]).err);
    insta::assert_snapshot!("dam_claims", desk.ok(&["list", "story.case.ron"]));
    insta::assert_snapshot!("dam_sources", desk.ok(&["sources", "story.case.ron"]));
}

#[test]
fn a_claim_has_the_words_at_its_span() {
    for language in ["ferry.en.txt", "mine.uk.txt", "dam.ru.txt"] {
        let desk = desk_with(&format!("spans-{language}"), language);
        let case = factdesk::store::load(desk.read("story.case.ron").as_bytes()).unwrap();
        assert!(
            case.claims
                .iter()
                .all(|claim| claim.span.is_some() && !case.is_unanchored(claim))
        );
        let draft = case.draft.unwrap();
        assert_eq!(draft.sha256, factdesk::case::Draft::hash(&draft.paragraphs));
    }
}

#[test]
fn a_list_of_claims_keeps_its_order_and_places() {
    let desk = Desk::new("list");
    desk.write("claims.txt", "0:42 The sea has risen by 20 cm, the mayor said.\n\nThe dam is older than the town\n1:02:03 Nobody died\n---\n");
    let err = desk
        .run(&["new", "claims.txt", "--lines", "--title", "A speech"])
        .err;
    assert!(
        err.contains("Found 3 claims, 1 of them credited to 1 suggested source."),
        "{err}"
    );
    let listed = desk.json(&["list", "claims.case.ron", "--format", "json"]);
    let shown: Vec<_> = listed["claims"]
        .as_array()
        .unwrap()
        .iter()
        .map(|claim| {
            (
                claim["number"].as_u64().unwrap(),
                claim["place"].as_str().unwrap(),
                claim["text"].as_str().unwrap(),
                claim["paragraph"].is_null(),
            )
        })
        .collect();
    let expected = [
        (
            1,
            "0:42",
            "The sea has risen by 20 cm, the mayor said.",
            true,
        ),
        (2, "", "The dam is older than the town", true),
        (3, "1:02:03", "Nobody died", true),
    ];
    assert_eq!(shown, expected);
    assert_eq!(listed["case"]["title"], "A speech");
}

#[test]
fn a_case_starts_empty_and_grows() {
    let desk = Desk::new("empty");
    assert_eq!(
        desk.run(&["new", "Kelm v2.1", "--empty"]).err,
        "Wrote Kelm v2.1.case.ron.\n"
    );
    let case = "Kelm v2.1.case.ron";
    insta::assert_snapshot!(desk.read(case), @r#"
    (
        format: 2,
        id: "k16q4g4jxdh2",
        title: "Kelm v2.1",
        sources: [],
        claims: [],
    )
    "#);
    assert_eq!(
        desk.json(&["list", case, "--format", "json"])["claims"],
        json!([])
    );
    desk.ok(&["claim", "add", case, "Water boils at 100 °C"]);
    desk.ok(&["claim", "add", case, "Ice floats"]);
    let listed = desk.json(&["list", case, "--format", "json"]);
    assert_eq!(
        (&listed["claims"][0]["text"], &listed["claims"][1]["text"]),
        (&json!("Water boils at 100 °C"), &json!("Ice floats"))
    );
    let status = desk.json(&["status", case, "--format", "json"]);
    assert_eq!(
        (&status["cases"][0]["open"], &status["cases"][0]["coverage"]),
        (&json!(2), &json!(1.0))
    );
    let table = desk.ok(&["status", case]);
    assert!(
        table.ends_with("0 of 2         -         2  2 open\n"),
        "{table}"
    );
}

#[test]
fn options_of_new_go_into_the_case() {
    let desk = Desk::new("options");
    desk.write(
        "a.story.md",
        "# Ferry *sank* off Kelm\n\nIt sank, [CNN](https://cnn.example) said.\n",
    );
    let ran = desk.run(&[
        "new",
        "a.story.md",
        "-o",
        "out.ron",
        "--language",
        "en-GB",
        "--story-date",
        "2024-03-23",
        "--from",
        "https://news.example/1",
        "--author",
        "Ann Lee",
        "--publisher",
        "The Gazette",
        "--published",
        "2024-03-22",
    ]);
    assert_eq!(ran.code, 0, "{ran:?}");
    insta::assert_snapshot!(desk.read("out.ron"), @r#"
    (
        format: 2,
        id: "k16q4g4jxdh2",
        title: "Ferry sank off Kelm",
        language: "en-GB",
        story_date: "2024-03-23",
        draft: (
            name: "a.story.md",
            sha256: "d71dfd4b60ccd42696518619b766034435d2111ac6c70f5fe1cb42c522c87935",
            url: "https://news.example/1",
            author: "Ann Lee",
            publisher: "The Gazette",
            published: "2024-03-22",
            seen: "2026-11-23",
            paragraphs: [
                Title("Ferry sank off Kelm"),
                Body("It sank, CNN said."),
            ],
        ),
        sources: [

            ( // sb8j54q3j6cg
                id: "sb8j54q3j6cg",
                name: "CNN",
                kind: Outlet,
                suggested: true,
            ), // sb8j54q3j6cg

            ( // s0m0a18yzb8k
                id: "s0m0a18yzb8k",
                name: "cnn.example",
                kind: Outlet,
                suggested: true,
            ), // s0m0a18yzb8k
        ],
        claims: [

            ( // c73vxrj5mdwt
                id: "c73vxrj5mdwt",
                span: (paragraph: 0, start: 0, end: 19),
                text: "Ferry sank off Kelm",
                evidence: [],
                rulings: [],
            ), // c73vxrj5mdwt

            ( // cyan4kxvx2x4
                id: "cyan4kxvx2x4",
                span: (paragraph: 1, start: 0, end: 18),
                text: "It sank, CNN said.",
                attribution: (cue: "said", chain: ["sb8j54q3j6cg"], suggested: true),
                evidence: [
                    (id: "esdd3g83vmte", by: "a.story.md", at: "2026-11-23T10:01:00.000Z", source: "s0m0a18yzb8k", stance: Context, url: "https://cnn.example", suggested: true),
                ],
                rulings: [],
            ), // cyan4kxvx2x4
        ],
    )
    "#);
    desk.run(&["new", "a.story.md"]);
    assert!(desk.path("a.story.case.ron").exists());
    let said = desk.fails(2, &["new", "a.story.md"]);
    insta::assert_snapshot!(said, @"
    Error: a.story.case.ron is there already
    Hint: work on it as it is, name another with -o, or overwrite it with --force
    ");
    let before = desk.read("a.story.case.ron");
    let forced = desk.run(&["new", "a.story.md", "--force"]);
    let kept = forced
        .err
        .split_once("The old file is kept in ")
        .unwrap()
        .1
        .lines()
        .next()
        .unwrap();
    assert_eq!(
        std::fs::read_to_string(kept.trim_end_matches('.')).unwrap_or_default(),
        before,
        "{kept}"
    );
    assert!(
        desk.fails(2, &["new", "x", "--empty", "--author", "Ann"])
            .contains("cannot be used with")
    );
}

#[test]
fn a_story_comes_from_standard_input_and_a_case_goes_to_standard_output() {
    let desk = Desk::new("stdin");
    let run = |arguments: &[&str]| {
        let mut child = desk
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that refuses its arguments does not wait for the story.
        let mut stdin = child.stdin.take().unwrap();
        let _ = std::io::Write::write_all(&mut stdin, b"The ferry sank, CNN said.");
        drop(stdin);
        Ran::of(child.wait_with_output().unwrap())
    };
    let to_file = run(&["new", "-", "-o", "x.case.ron"]);
    assert_eq!((to_file.code, to_file.out.as_str()), (0, ""));
    let to_output = run(&["new", "-", "-o", "-"]);
    assert_eq!(
        factdesk::store::load(to_output.out.as_bytes())
            .unwrap()
            .claims
            .len(),
        1
    );
    assert_eq!(run(&["new", "-"]).code, 2);
}

#[test]
fn a_story_is_not_overwritten_by_its_case() {
    let desk = Desk::new("itself");
    desk.write("story.txt", story("ferry.en.txt"));
    let said = desk.fails(2, &["new", "story.txt", "-o", "./story.txt", "--force"]);
    assert!(said.contains("is the story itself"), "{said}");
    assert_eq!(desk.read("story.txt"), story("ferry.en.txt"));
}

#[test]
fn two_new_cases_of_one_name_do_not_overwrite_each_other() {
    let desk = Desk::new("race");
    desk.write("story.txt", story("ferry.en.txt"));
    for round in 0..5 {
        let name = format!("{round}.case.ron");
        let children: Vec<_> = ["A", "B", "C", "D"]
            .iter()
            .map(|title| {
                let mut command =
                    desk.command(&["new", "story.txt", "-o", &name, "--title", title]);
                command
                    .stdout(Stdio::piped())
                    .stderr(Stdio::piped())
                    .spawn()
                    .unwrap()
            })
            .collect();
        let codes: Vec<_> = children
            .into_iter()
            .map(|child| Ran::of(child.wait_with_output().unwrap()).code)
            .collect();
        assert_eq!(
            codes.iter().filter(|code| **code == 0).count(),
            1,
            "{codes:?}"
        );
    }
}

#[test]
fn a_caption_that_repeats_the_headline_is_a_claim_only_for_the_rest() {
    let desk = Desk::new("caption");
    desk.write("story.md", "# Ferry sinks off Kelm\n\n![Ferry sinks off Kelm: 40 were saved](x.png)\n\n![Ferry sinks off Kelm.](y.png)\n\nIt rained.\n");
    desk.run(&["new", "story.md"]);
    let listed = desk.json(&["list", "story.case.ron", "--format", "json"]);
    let texts: Vec<_> = listed["claims"]
        .as_array()
        .unwrap()
        .iter()
        .map(|claim| claim["text"].as_str().unwrap())
        .collect();
    assert_eq!(
        texts,
        ["Ferry sinks off Kelm", "40 were saved", "It rained."]
    );
}

#[test]
fn a_story_that_changed_beside_its_case_is_a_finding() {
    let desk = desk_with("story-changed", "ferry.en.txt");
    let text = story("ferry.en.txt");
    let found = |desk: &Desk| {
        let args = ["check", "story.case.ron", "--format", "json"];
        let out = desk.run(&args).out;
        let checked: Value = serde_json::from_str(&out).unwrap();
        let findings = checked["findings"].as_array().unwrap().clone();
        findings
            .into_iter()
            .find(|found| found["standard"] == "story-changed")
    };
    assert_eq!(found(&desk), None);
    // A change of line ends is no change of the words.
    desk.write("story.txt", text.replace('\n', "\r\n"));
    assert_eq!(found(&desk), None);
    let findings = || status(&desk)["findings"].as_u64().unwrap();
    let before = findings();
    desk.write("story.txt", format!("{text}\n\nThe mayor resigned.\n"));
    let finding = found(&desk).unwrap();
    assert_eq!(finding["severity"], "warning");
    assert_eq!(
        finding["message"],
        "story.txt no longer holds the words of the draft"
    );
    let blocks = text.split("\n\n").filter(|block| !block.trim().is_empty());
    let from = format!("from its paragraph {} on", blocks.count() + 1);
    let checked = desk.run(&["check", "story.case.ron"]).out;
    assert!(checked.contains(&from), "{checked}");
    let exported = desk.run(&["export", "story.case.ron", "--to", "annotated"]);
    let says = exported.err.contains("the story file has changed");
    assert!(says, "{}", exported.err);
    assert_eq!(findings(), before + 1);
    // A file that is elsewhere or missing gives no finding.
    std::fs::create_dir(desk.path("other")).unwrap();
    std::fs::rename(desk.path("story.txt"), desk.path("other/story.txt")).unwrap();
    assert_eq!(found(&desk), None);
    std::fs::create_dir(desk.path("story.txt")).unwrap();
    assert_eq!(found(&desk), None);
}

#[test]
fn a_web_address_must_be_saved_to_a_file_first() {
    let desk = Desk::new("web");
    for line in [
        &["new", "https://example.org/ferry"][..],
        &["new", "HTTP://example.org/"],
        &["open", "https://example.org/ferry"],
        &["https://example.org/ferry"],
    ] {
        let said = desk.fails(2, line);
        assert!(said.contains("save the page"), "{said}");
    }
}
