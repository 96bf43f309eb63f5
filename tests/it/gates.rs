//! Every command through which a case can leave the newsroom. Each goes through the gate, or says
//! here why it need not.

use std::sync::Arc;

use factdesk::case::*;
use factdesk::export::redact;
use factdesk::store::emit;
use factdesk::workbench::{Effect, UiPrefs};

use crate::support::Desk;
use crate::support::bench::Bench;

/// Each command, and how it treats a confidential source in its output.
const COMMANDS: &[(&str, Way)] = &[
    ("open", Way::Stays("the workbench is the desk itself")),
    (
        "new",
        Way::Stays("it prints the case's own counts, and no source is confidential yet"),
    ),
    ("list", Way::Gate),
    ("sources", Way::Gate),
    ("status", Way::Gate),
    ("check", Way::Gate),
    ("export", Way::Gate),
    (
        "verify",
        Way::Stays("it names ids, numbers and files of this machine to who works on the case"),
    ),
    (
        "recover",
        Way::Stays("it lists states of this machine, in counts, to who works on the case"),
    ),
    ("tag", Way::Stays("it answers who changes the case")),
    ("source", Way::Stays("it answers who changes the case")),
    ("claim", Way::Stays("it answers who changes the case")),
    ("evidence", Way::Stays("it answers who changes the case")),
    ("waive", Way::Stays("it answers who changes the case")),
    ("undo", Way::Stays("it answers who changes the case")),
    ("demo", Way::Stays("it is about no case of the newsroom")),
    ("config", Way::Stays("it is about no case")),
    ("keys", Way::Stays("it is about no case")),
    ("paths", Way::Stays("it is about no case")),
    ("guide", Way::Stays("it is about no case")),
    ("man", Way::Stays("it is about no case")),
    ("completions", Way::Stays("it is about no case")),
    ("help", Way::Stays("it is about no case")),
];

enum Way {
    /// It takes `--redact`.
    Gate,
    /// It does not leave the newsroom, or prints nothing of a case.
    Stays(&'static str),
}

#[test]
fn every_command_takes_redact_or_says_why_not() {
    let desk = Desk::new("gates");
    let help = desk.ok(&["--help"]);
    let named = help.lines().filter_map(|line| {
        let word = line.strip_prefix("  ")?.split_whitespace().next()?;
        (!line.starts_with("   ") && word.chars().all(|c| c.is_ascii_lowercase())).then_some(word)
    });
    let named: Vec<&str> = named.collect();
    assert!(named.len() > 10, "{named:?}");
    for command in named {
        let way = COMMANDS.iter().find(|(name, _)| *name == command);
        let Some((_, way)) = way else {
            panic!("{command}: does what it prints leave the newsroom?");
        };
        match way {
            Way::Gate => {
                let help = desk.ok(&[command, "--help"]);
                assert!(help.contains("--redact"), "{command}");
            }
            Way::Stays(why) => assert!(!why.is_empty()),
        }
    }
}

const STORY: &str = "The ferry left at six. Bellwether saw the crack in the hull. \
                     Met at the Bellweather inn, they spoke of May.";

/// A case whose title, path, story and findings name a confidential source; another source of the
/// same name is not marked.
fn exposed_case() -> Case {
    let mut mint = IdGen::seeded(5);
    let format = factdesk::reading::Format::Plain;
    let mut case = factdesk::reading::read_story(STORY, format, "ferry.txt", &mut mint)
        .unwrap()
        .0;
    case.title = "What Bellwether saw".to_owned();
    let mut source = Source::new(mint.id(|_| false), "Marta Bellwether");
    source.confidential = true;
    let mut twin = Source::new(mint.id(|_| false), "Bellwether, Marta");
    twin.note = "cleans the deck at night".to_owned();
    twin.url = "https://host.example/deck".to_owned();
    let claims = case.claims.iter().map(|claim| {
        let mut claim = Claim::clone(claim);
        claim.attribution = None;
        let at = "2026-11-20T10:00:00.000Z".parse().unwrap();
        let mut item = Evidence::new(
            mint.id(|_| false),
            "mk",
            at,
            twin.id,
            (Question::Fact, Stance::Supports),
        );
        item.quote = "I was below deck".to_owned();
        claim.evidence.push(item);
        Arc::new(claim)
    });
    case.claims = claims.collect();
    case.sources = [source, twin].into_iter().map(Arc::new).collect();
    case
}

#[test]
fn check_and_status_print_nothing_of_a_confidential_source() {
    let desk = Desk::new("gates-check");
    std::fs::create_dir(desk.path("bellwether")).unwrap();
    let path = "bellwether/one.case.ron";
    desk.write(path, emit(&exposed_case()).unwrap());
    // The story's own file is as it was, and no report says otherwise.
    desk.write("bellwether/ferry.txt", STORY);
    let leaks = |said: &str| {
        let said = said.to_lowercase();
        ["bellwether", "bellweather", "marta", "below deck", "cleans"]
            .into_iter()
            .find(|word| said.contains(word))
    };
    for arguments in [
        &["status", "--redact", "--format", "json", path][..],
        &["status", "--redact", path],
        &["check", "--redact", path],
        &["check", "--redact", "--format", "json", path],
        &["check", "--redact", "--report-language", "uk", path],
        &["list", "--redact", "--reviewed", "--format", "json", path],
        &["export", "--redact", "--reviewed", "--to", "html", path],
    ] {
        let said = desk.run(arguments).out.replace("Bellweather inn", "inn");
        assert!(said.len() > 20, "{arguments:?}");
        assert_eq!(leaks(&said), None, "{arguments:?}: {said}");
        assert!(!said.contains("story-changed"), "{arguments:?}: {said}");
    }
    let whole = desk.run(&["check", path]);
    assert!(whole.out.contains("confidential-exposed"), "{}", whole.out);
    let redacted = desk.run(&["check", "--redact", path]);
    assert!(redacted.out.contains("withheld: "), "{}", redacted.out);
    assert_eq!(whole.code, redacted.code);
}

#[test]
fn another_source_of_the_same_name_is_no_way_round() {
    let case = exposed_case();
    let (redacted, withheld) = redact(&case);
    assert_eq!(withheld.sources, 2);
    assert!(redacted.sources.iter().all(|source| source.confidential));
    let text = emit(&redacted).unwrap();
    for words in ["cleans", "below deck", "host.example"] {
        assert!(!text.contains(words), "{words}");
    }
    assert!(redact(&redacted).1.is_nothing());
}

#[test]
fn what_is_copied_goes_through_the_gate() {
    let text = emit(&exposed_case()).unwrap();
    let mut bench = Bench::over(&text, Some("mk"), UiPrefs::default());
    bench.keys("<Esc>");
    // Claims, and words of the story, of which the last is cut in two.
    bench.keys("gyjyjytV<Right><Right><Right><Right><Right><Shift-Left><Shift-Left>y<Esc>");
    let copied = bench.out.iter().filter_map(|effect| match effect {
        Effect::Copy { text, .. } => Some(text.to_lowercase()),
        _ => None,
    });
    let copied: Vec<String> = copied.collect();
    assert!(copied.len() > 2, "{copied:?}");
    let all = copied.join("\n");
    for words in ["bellwether", "bellweather", "marta"] {
        assert!(!all.contains(words), "{all}");
    }
}
