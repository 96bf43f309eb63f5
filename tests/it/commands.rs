//! The commands as an editor and a script use them: stories in three languages from text to a
//! ruled, undone, killed and found case.

use std::process::Stdio;

use crate::support::{Desk, Ran, story};
use factdesk::case::{
    LinkKind, Question, Reason, Reliability, SourceKind, Stance, Standing, Verdict,
};
use factdesk::check::Standard;
use factdesk::export::Format;
use serde_json::{Value, json};

/// A desk with the case of one of the stories.
fn desk_with(name: &str, language: &str) -> Desk {
    let desk = Desk::new(&format!("commands-{name}"));
    desk.write("story.txt", story(language));
    desk.run(&["new", "story.txt"]);
    desk
}

fn status(desk: &Desk) -> Value {
    desk.json(&["status", "story.case.ron", "--format", "json"])["cases"][0].clone()
}

fn claim(desk: &Desk, number: usize) -> Value {
    desk.json(&["list", "story.case.ron", "--format", "json"])["claims"][number - 1].clone()
}

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
fn every_story_is_ruled_on_to_the_end_and_found_whole() {
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
fn the_words_at_a_span_are_the_claims_words() {
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
fn undo_takes_back_one_command_after_another_and_redo_brings_them_back() {
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
    // What is left are the rulings and their answers, which may be known elsewhere by now.
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
fn anothers_ruling_is_not_undone() {
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
fn a_claim_of_words_in_the_story_is_anchored_there() {
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
fn sources_are_found_by_name_id_or_start_of_id_and_kept_apart_by_name() {
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
fn completions_and_paths_are_printed() {
    let desk = Desk::new("shell");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(
            desk.ok(&["completions", shell]).contains("factdesk"),
            "{shell}"
        );
    }
    let home = desk.path("home");
    let expected = format!(
        "config  {0}/.config/factdesk\nstate   {0}/.local/state/factdesk\n",
        home.display()
    );
    assert_eq!(desk.ok(&["paths"]), expected);
}

#[test]
fn completions_know_every_value_of_a_closed_list() {
    let script = Desk::new("values").ok(&["completions", "zsh"]);
    for (option, values) in [
        ("KIND:(", SourceKind::NAMES),
        ("RELIABILITY:(", Reliability::NAMES),
        ("STANCE:(", Stance::NAMES),
        ("QUESTION:(", Question::NAMES),
        ("REASON:(", Reason::NAMES),
        ("STANDING:(", Standing::NAMES),
        ("FORMAT:(", Format::NAMES),
        ("prints it:(", Standard::NAMES),
        ("a later count of the same:(", LinkKind::NAMES),
    ] {
        let list = format!("{option}{})", values.join(" "));
        assert!(script.contains(&list), "{list}");
    }
    let verdicts = [Verdict::NAMES, &["aside"]].concat().join(" ");
    assert!(script.contains(&format!(":({verdicts})")), "{verdicts}");
    let explained = [Standard::NAMES, &["all"]].concat().join(" ");
    assert!(
        script.contains(&format!("NAME:({explained})")),
        "{explained}"
    );
}

#[test]
fn the_guide_is_printed_by_topic() {
    let desk = Desk::new("guide");
    let topics = desk.ok(&["guide"]);
    insta::assert_snapshot!("guide", topics);
    let index = include_str!("../../assets/guide/index.md");
    for line in topics.lines().filter(|line| line.starts_with("  ")) {
        let (topic, says) = line.trim().split_once(' ').unwrap();
        let says = says.trim();
        assert!(index.contains(&format!("- [{topic}]({topic}.md): {says}\n")));
        let page = desk.ok(&["guide", topic]);
        assert!(page.starts_with("# "), "{topic}");
        assert!(page.lines().all(|line| !line.contains(char::is_control)));
    }
    let error = desk.fails(2, &["guide", "kyes"]);
    assert!(error.contains("keys, commands, standards"), "{error}");
}

#[test]
fn help_shows_what_works() {
    let desk = Desk::new("help");
    insta::assert_snapshot!("help", desk.ok(&["--help"]));
    insta::assert_snapshot!("help_tag", desk.ok(&["tag", "--help"]));
    insta::assert_snapshot!("help_new", desk.ok(&["new", "--help"]));
    assert_eq!(desk.ok(&["--version"]), "factdesk 0.2.0\n");
}

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

/// Whoever is killed before the answer may have ruled or not; whoever got the answer has. Each
/// language has its story.
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
            // Later and later: before the start, within the save, after the end. No outcome depends
            // on the times.
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
fn words_that_nobody_hears_are_no_panic() {
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
fn names_that_name_nobody_do_not_rule() {
    let desk = desk_with("root", "ferry.en.txt");
    let said = desk.fails(
        2,
        &["tag", "story.case.ron", "1", "confirmed", "--by", "root"],
    );
    assert_eq!(
        said,
        "Error: `root` names no person\nHint: say who you are with --by WHO\n"
    );
    let mut command = desk.command(&["tag", "story.case.ron", "1", "confirmed"]);
    let ran = Ran::of(
        command
            .env("FACTDESK_BY", "root")
            .env("USER", "ann")
            .output()
            .unwrap(),
    );
    assert!(ran.out.contains("(as ann)"), "{ran:?}");
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

#[test]
fn keys_and_settings_print_files_that_can_be_kept() {
    let desk = Desk::new("settings");
    insta::assert_snapshot!("keys", desk.ok(&["keys"]));
    insta::assert_snapshot!("config_default", desk.ok(&["config", "--default"]));
    // What is printed is what is read: with either file in place nothing changes.
    std::fs::create_dir_all(desk.path("home/.config/factdesk")).unwrap();
    let (keys, config) = (desk.ok(&["keys"]), desk.ok(&["config"]));
    desk.write("home/.config/factdesk/keys.ron", &keys);
    desk.write(
        "home/.config/factdesk/config.ron",
        desk.ok(&["config", "--default"]),
    );
    assert_eq!((desk.ok(&["keys"]), desk.ok(&["config"])), (keys, config));
    desk.write(
        "home/.config/factdesk/keys.ron",
        "{ \"copy\": [\"Y\", \"Ctrl-Y\"] }",
    );
    assert!(
        desk.ok(&["keys"])
            .contains("\"copy\": [\"Y\", \"Ctrl-Y\"],")
    );
    // A command that has another id now keeps the keys that it has under the old one.
    desk.write("home/.config/factdesk/keys.ron", "{ \"bare\": [\"B\"] }");
    assert!(desk.ok(&["keys"]).contains("\"uncovered\": [\"B\"],"));
}

#[test]
fn settings_that_do_not_fit_are_said_with_their_place_and_keep_nobody_out() {
    let desk = Desk::new("bad_settings");
    desk.write("ferry.txt", story("ferry.en.txt"));
    desk.ok(&["new", "ferry.txt"]);
    std::fs::create_dir_all(desk.path("home/.config/factdesk")).unwrap();
    let place = |name: &str| {
        desk.path("home/.config/factdesk")
            .join(name)
            .to_string_lossy()
            .into_owned()
    };
    let defaults = desk.ok(&["keys"]);
    for (text, at, what) in [
        (
            "{\n  \"confrim\": [\"c\"],\n}",
            ":2:3: ",
            "there is no command `confrim`",
        ),
        (
            "{\n  \"bare\": [\"B\"],\n  \"uncovered\": [\"C\"],\n}",
            ":3:3: ",
            "`uncovered` has two names here",
        ),
        (
            "{\n  \"confirm\": [\"Hyper-c\"],\n}",
            ":2:15: ",
            "`Hyper-c` is not a key",
        ),
        (
            "{\n  \"confirm\": [\"d\"],\n}",
            ":2:15: ",
            "`d` would be both dispute and confirm",
        ),
        ("{\n  \"confirm\": \"d\",\n}", ":2:13: ", "Expected"),
        // What `factdesk keys > keys.ron` meets: the shell has emptied its own file first.
        ("", ":1:1: ", "it is empty"),
    ] {
        desk.write("home/.config/factdesk/keys.ron", text);
        let (out, said) = desk.both(&["keys"]);
        assert_eq!(out, defaults);
        let expected = format!("Note: {}{at}{what}", place("keys.ron"));
        assert!(said.starts_with(&expected), "{said}\n{expected}");
        assert!(said.contains("; the default keys are used."), "{said}");
    }
    desk.write(
        "home/.config/factdesk/config.ron",
        "(\n    nmae: \"mk\",\n)",
    );
    let (out, said) = desk.both(&["config"]);
    assert!(out.contains("auto_advance: true"), "{out}");
    assert!(
        said.starts_with(&format!("Note: {}:2:", place("config.ron"))),
        "{said}"
    );
    desk.ok(&["list", "ferry.case.ron"]);
    desk.ok(&["export", "ferry.case.ron", "--to", "csv"]);
    // Whose ruling it is cannot be known, and is asked for rather than guessed.
    let mut tag = desk.command(&["tag", "ferry.case.ron", "1", "confirmed"]);
    let said = Ran::of(tag.env_remove("FACTDESK_BY").output().unwrap()).err;
    assert!(
        said.contains("config.ron:2:") && said.contains("--by WHO"),
        "{said}"
    );
    desk.ok(&["tag", "ferry.case.ron", "1", "confirmed", "--by", "mk"]);
    // A gate with other standards than the house's would mislead.
    desk.write("standards.ron", "(origins: many)");
    let said = desk.fails(2, &["check", "ferry.case.ron"]);
    assert!(said.contains("standards.ron:1:"), "{said}");
    let (_, said) = desk.both(&["list", "ferry.case.ron"]);
    assert!(
        said.contains("standards.ron:1:") && said.contains("; the default standards are used"),
        "{said}"
    );
    // Nor do words of its own that cannot be read keep a report in.
    desk.write("house.ron", "(confirmed: ");
    let (_, said) = desk.both(&["export", "ferry.case.ron", "--to", "markdown"]);
    assert!(said.contains("house.ron:1:"), "{said}");
    // The way out works whatever stands in the file.
    assert!(
        desk.ok(&["config", "--default"])
            .contains("auto_advance: true")
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
    // Line ends are no words.
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
    assert_eq!(findings(), before + 1);
    // What lies elsewhere, or is not there, says nothing.
    std::fs::create_dir(desk.path("other")).unwrap();
    std::fs::rename(desk.path("story.txt"), desk.path("other/story.txt")).unwrap();
    assert_eq!(found(&desk), None);
    std::fs::create_dir(desk.path("story.txt")).unwrap();
    assert_eq!(found(&desk), None);
}

#[test]
fn a_text_may_begin_with_a_hyphen_and_a_path_with_a_tilde() {
    let desk = desk_with("hyphen", "ferry.en.txt");
    let case = "story.case.ron";
    desk.ok(&["tag", case, "3", "disputed", "--note", "-5 degrees"]);
    desk.ok(&["tag", case, "2", "disputed", "--note", "-5"]);
    let file = desk.read(case);
    assert!(
        file.contains("note: \"-5 degrees\"") && file.contains("note: \"-5\""),
        "{file}"
    );
    let said = desk.fails(2, &["tag", case, "1", "disputed", "--note", "--decide"]);
    assert!(said.contains("--note is followed by --decide"), "{said}");
    assert!(said.contains("--note=--decide"), "{said}");
    desk.ok(&["claim", "add", case, "-5 degrees at noon"]);
    desk.ok(&["source", "add", case, "-30- Wire"]);
    let whole = format!("file://localhost{}", desk.path("story.case.ron").display());
    assert!(desk.ok(&["list", &whole]).contains("-5 degrees at noon"));
    std::fs::create_dir_all(desk.path("home")).unwrap();
    std::fs::write(desk.path("home/own.txt"), "The ferry sank on Monday.").unwrap();
    desk.ok(&["new", "~/own.txt", "-o", "~/own.case.ron"]);
    assert!(desk.path("home/own.case.ron").is_file());
    // What is there under that very name is meant.
    std::fs::create_dir(desk.path("~")).unwrap();
    std::fs::write(desk.path("~/own.txt"), "It did not.").unwrap();
    desk.ok(&["new", "~/own.txt", "-o", "here.case.ron"]);
    assert!(desk.read("here.case.ron").contains("It did not."));
}

#[test]
fn git_s_own_files_say_who_rules_and_a_folder_s_do_not() {
    let desk = desk_with("git-user", "ferry.en.txt");
    std::fs::create_dir_all(desk.path("home")).unwrap();
    std::fs::create_dir_all(desk.path(".git")).unwrap();
    desk.write(
        ".git/config",
        "[core]\nrepositoryformatversion = 0\n[user]\nname = Mallory\n",
    );
    desk.write(".git/HEAD", "ref: refs/heads/main\n");
    let tag = |desk: &Desk| {
        let mut command = desk.command(&["tag", "story.case.ron", "3", "disputed"]);
        command
            .env_remove("FACTDESK_BY")
            .env("PATH", "/usr/bin:/bin")
            .env("USER", "root");
        Ran::of(command.output().unwrap())
    };
    let ran = tag(&desk);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.err.contains("it is not known who rules"), "{}", ran.err);
    desk.write("home/.gitconfig", "[user]\n\tname = Maria K\n");
    let ran = tag(&desk);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("(as Maria K)"), "{}", ran.out);
}

#[test]
fn what_cannot_be_printed_is_recorded_all_the_same_and_that_is_said() {
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
fn a_file_that_may_grow_no_further_is_an_error_that_is_said() {
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
fn a_pointer_and_a_copy_of_a_sync_program_are_named_for_what_they_are() {
    let desk = desk_with("pointer", "ferry.en.txt");
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n";
    desk.write("big.txt", pointer);
    desk.write("big.case.ron", pointer);
    insta::assert_snapshot!(desk.fails(2, &["new", "big.txt", "-o", "x.case.ron"]), @r"
    Error: big.txt is a Git LFS pointer, which factdesk does not read
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
fn a_file_named_like_an_option_or_in_the_way_of_leftovers_is_no_trouble() {
    let desk = desk_with("named", "ferry.en.txt");
    // Without a terminal it gets as far as to say so.
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
    // A link that leads to nothing in another directory is not followed.
    std::fs::create_dir(desk.path("other")).unwrap();
    std::os::unix::fs::symlink("other/x.ron", desk.path("link.case.ron")).unwrap();
    let said = desk.fails(2, &["new", "story.txt", "-o", "link.case.ron"]);
    assert!(
        said.contains("link.case.ron is a link to other/x.ron, and nothing is there"),
        "{said}"
    );
    assert!(!desk.path("other/x.ron").exists());
}

#[test]
fn a_page_on_the_web_is_to_be_saved_first() {
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

#[test]
fn there_is_a_manual_page_of_every_command() {
    let desk = Desk::new("man");
    let page = desk.ok(&["man"]);
    for part in [
        ".TH factdesk 1",
        ".SH NAME",
        ".SH SYNOPSIS",
        ".SH SUBCOMMANDS",
        "Exit codes",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let page = desk.ok(&["man", "evidence", "add"]);
    for part in [
        ".TH factdesk-evidence-add",
        ".SH OPTIONS",
        "primary",
        ".SH EXAMPLES",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let said = desk.fails(2, &["man", "nothing"]);
    assert!(said.contains("no command"), "{said}");
}
