//! `factdesk export` as an editor or a script uses it: which file is written, what is refused, and
//! the hints.

mod chosen;
mod house;
mod reviews;
mod secret;
mod written;

use crate::support::Desk;
use std::fs;
use std::os::unix::fs::symlink;
use std::process::Stdio;

const SAMPLE: &str = include_str!("../../../assets/crocus-city-hall.case.ron");

const CASE: &str = "crocus.case.ron";

/// A desk with the sample case.
fn desk(name: &str) -> Desk {
    let desk = Desk::new(&format!("export-{name}"));
    desk.write(CASE, SAMPLE);
    desk
}

#[test]
fn every_text_format_is_what_its_name_says() {
    let desk = desk("formats");
    for format in ["json", "annotations"] {
        assert!(desk.json(&["export", CASE, "--to", format]).is_object());
    }
    assert!(
        desk.ok(&["export", CASE, "--to", "csv"])
            .starts_with("number,id,")
    );
    assert!(
        desk.ok(&["export", CASE, "--to", "csv", "--bom"])
            .starts_with("\u{feff}number,")
    );
    assert!(
        desk.ok(&["export", CASE, "--to", "markdown"])
            .starts_with("# Fact-check memo")
    );
    for format in ["ron", "json"] {
        let ran = desk.run(&["export", CASE, "--to", format]);
        assert_eq!(ran.err, "", "{format} leaves out nothing");
    }
}

#[test]
fn options_of_one_format_are_refused_by_the_others() {
    let desk = desk("options");
    for option in [
        &["--claim", "2"][..],
        &["--all"],
        &["--url", "https://a.example"],
        &["--bom"],
    ] {
        let command: Vec<&str> = ["export", CASE, "--to", "markdown"]
            .iter()
            .chain(option)
            .copied()
            .collect();
        let said = desk.fails(2, &command);
        assert!(said.contains("does not apply to markdown"), "{said}");
    }
    let said = desk.fails(2, &["export", CASE, "--to", "pdf"]);
    assert!(said.contains("it is one of markdown, html"), "{said}");
}

fn names(desk: &Desk) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(&desk.folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn formats_have_aliases_and_typing_errors_are_reported() {
    let desk = desk("called");
    for called in ["md", "memo", "MEMO", "Markdown"] {
        let memo = desk.ok(&["export", CASE, "--to", called]);
        assert!(memo.starts_with("# Fact-check memo"), "{called}");
    }
    for (called, meant) in [
        ("markdwon", "markdown"),
        ("docxx", "docx"),
        ("mark", "markdown"),
    ] {
        let said = desk.fails(2, &["export", CASE, "--to", called]);
        assert!(said.contains(&format!("did you mean {meant}?")), "{said}");
    }
    let said = desk.fails(2, &["export", CASE, "--to", "pdf"]);
    assert!(!said.contains("did you mean"), "{said}");
    let said = desk.fails(2, &["tag", CASE, "1", "confirmd"]);
    assert!(said.contains("did you mean confirmed?"), "{said}");
    // Help and completions list each format once, by its own name.
    let help = desk.ok(&["export", "--help"]);
    assert!(
        help.contains("markdown") && !help.contains("memo,"),
        "{help}"
    );
}
