//! The newsroom's own words and standards, times and languages.

use super::*;

#[test]
fn a_newsroom_has_words_of_its_own() {
    let desk = desk("house");
    let folder = desk.path("home/.config/factdesk");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("house.ron"), "(mark: (confirmed: \"OK\"))").unwrap();
    assert!(
        desk.ok(&["export", CASE, "--to", "annotated"])
            .contains("2024. [OK] ")
    );
    // A file beside the case has priority.
    desk.write(
        "house.ron",
        "(\n    mark: (\n        confirmed: \"CHECKED\",\n    ),\n)\n",
    );
    assert!(
        desk.ok(&["export", CASE, "--to", "annotated"])
            .contains("2024. [CHECKED] ")
    );
    desk.write(
        "house.ron",
        "(\n    mark: (\n        confirmd: \"CHECKED\",\n    ),\n)\n",
    );
    // A report without the newsroom's words is still correct.
    let (out, said) = desk.both(&["export", CASE, "--to", "annotated"]);
    assert!(out.contains("2024. [CONFIRMED] "), "{out}");
    assert!(said.contains("house.ron:3:9: "), "{said}");
}

#[test]
fn times_are_local_and_typed_dates_are_kept() {
    let desk = desk("zone");
    let mut command = desk.command(&["export", CASE, "--to", "markdown"]);
    let out = command
        .env("TZ", "Asia/Vladivostok")
        .output()
        .unwrap()
        .stdout;
    let memo = String::from_utf8(out).unwrap();
    assert!(memo.contains("2024-03-23 18:07 +10:00"), "{memo}");
    assert!(memo.contains("Day of the story: 2024-03-23"));
    assert!(memo.contains("seen on 2024-03-23"));
}

#[test]
fn house_files_that_change_an_export_are_named() {
    let desk = desk("newsroom");
    let all = factdesk::check::Standard::ALL;
    let all_off: Vec<String> = all
        .iter()
        .map(|standard| format!("\"{standard}\": Off"))
        .collect();
    let all_off = all_off.join(", ");
    desk.write(
        "standards.ron",
        format!("(levels: {{{all_off}}}, origins: 1)"),
    );
    let out = desk.ok(&["check", CASE]);
    assert!(out.contains("house standards from "), "{out}");
    assert!(out.contains("standards.ron: open-claim off, "), "{out}");
    assert!(out.contains("origins 1\n"), "{out}");
    let json = desk.json(&["check", CASE, "--format", "json"]);
    let differences = json["houses"][0]["differences"].as_array().unwrap();
    assert_eq!(differences.len(), all.len() + 1);
    desk.write(
        "standards.ron",
        "(levels: {\"contested\": Off, \"adrift\": Info})",
    );
    desk.write("house.ron", "(standing: (disputed: \"not so\"))");
    for (format, shown) in [
        (
            "markdown",
            "House standards from standards\\.ron: contested off, unanchored info",
        ),
        (
            "html",
            "House standards from standards.ron: contested off, unanchored info",
        ),
        (
            "annotated",
            "House standards from standards.ron: contested off, unanchored info",
        ),
        ("csv", ""),
        ("annotations", ""),
    ] {
        let arguments = ["export", CASE, "--to", format];
        let ran = desk.run(&arguments);
        assert_eq!(ran.code, 0, "{ran:?}");
        let plain = ran.out.replace('\\', "");
        assert!(
            plain.contains(&shown.replace('\\', "")),
            "{format}: {}",
            ran.out
        );
        assert!(
            ran.err.contains("Note: house standards from ")
                && ran.err.contains("contested off, unanchored info."),
            "{format}: {}",
            ran.err
        );
        assert!(
            ran.err
                .contains("house.ron renames verdicts: disputed: “not so”."),
            "{format}: {}",
            ran.err
        );
    }
    let docx = desk.run(&["export", CASE, "--to", "docx", "-o", "a.docx"]);
    assert_eq!(docx.code, 0, "{docx:?}");
    // A file that changes nothing is not mentioned.
    desk.write("standards.ron", "(origins: 2)");
    desk.write("house.ron", "(report: (memo: \"Sheet\"))");
    let ran = desk.run(&["export", CASE, "--to", "markdown"]);
    assert!(
        !ran.err.contains("standards") && !ran.out.contains("House standards"),
        "{}",
        ran.err
    );
}

#[test]
fn verdict_names_cannot_be_swapped() {
    let desk = desk("relabelled");
    for (house, line) in [
        (
            "(\n  standing: (\n    disputed: \"CONFIRMED\",\n  ),\n)",
            "3:5",
        ),
        ("(standing: (disputed: \"Підтверджено\"))", "1:13"),
        ("(mark: (unverified: \"подтверждено\"))", "1:9"),
    ] {
        desk.write("house.ron", house);
        let ran = desk.run(&["export", CASE, "--to", "markdown"]);
        let error = &ran.err;
        assert!(error.contains(&format!("house.ron:{line}: ")), "{error}");
        assert!(error.contains("may not be another verdict's"), "{error}");
        assert!(error.contains("factdesk's own words are used"), "{error}");
        assert!(ran.out.contains("disputed"), "{}", ran.out);
    }
}

#[test]
fn reports_are_in_the_language_of_the_desk() {
    let desk = Desk::new("report-language");
    desk.write(
        "s.txt",
        "Пором затонув\n\nПором затонув у понеділок увечері. Двоє людей загинули.\n",
    );
    desk.ok(&["new", "s.txt"]);
    let memo =
        |more: &[&str]| desk.ok(&[&["export", "s.case.ron", "--to", "markdown"], more].concat());
    assert!(memo(&[]).starts_with("# Fact-check memo"));
    assert!(memo(&["--report-language", "uk"]).starts_with("# Довідка"));
    // `check` alone uses that language, too.
    let check = |language: &str| {
        let ran = desk.run(&["check", "s.case.ron", "--report-language", language]);
        assert_eq!(ran.code, 1, "{ran:?}");
        ran.out
    };
    let english = check("en");
    assert!(english.contains("open-claim: fact is open"), "{english}");
    let other = |text: &str| text.contains("open-claim: ") && !text.contains("is open");
    assert!(other(&check("uk")) && other(&check("ru")) && check("uk") != check("ru"));
    assert!(
        memo(&["--report-language", "ru"]).starts_with("# Справка"),
        "{}",
        memo(&["--report-language", "ru"])
    );
    let said = desk.fails(
        2,
        &[
            "export",
            "s.case.ron",
            "--to",
            "html",
            "--report-language",
            "de",
        ],
    );
    assert!(said.contains("en, uk, ru"), "{said}");
    fs::create_dir_all(desk.path("home/.config/factdesk")).unwrap();
    desk.write(
        "home/.config/factdesk/config.ron",
        "(report_language: \"uk\")",
    );
    assert!(memo(&[]).starts_with("# Довідка"));
    assert!(memo(&["--report-language", "en"]).starts_with("# Fact-check memo"));
}

#[test]
fn a_memo_starts_with_disputed_claims() {
    let desk = Desk::new("memo-lead");
    desk.write(
        "s.txt",
        "Port news\n\nThe ferry sank on Monday. Two people died in it. The mayor slept. It rained.\n",
    );
    desk.ok(&["new", "s.txt"]);
    let tag = |more: &[&str]| desk.ok(&[&["tag", "s.case.ron"], more].concat());
    // The same three steps as in the workbench: `d`, a digit, a note.
    tag(&["1", "disputed"]);
    tag(&["1", "disputed", "--reason", "contradicted"]);
    tag(&[
        "1",
        "disputed",
        "--reason",
        "contradicted",
        "--note",
        "It was Tuesday.",
    ]);
    tag(&["2", "unverified", "--reason", "insufficient"]);
    tag(&["3", "confirmed"]);
    // A changed verdict is a ruling of its own.
    tag(&["3", "unverified"]);
    tag(&["3", "confirmed"]);
    for name in ["Harbour log", "Port office", "Nobody's paper"] {
        desk.ok(&["source", "add", "s.case.ron", name]);
    }
    desk.ok(&[
        "source",
        "add",
        "s.case.ron",
        "Kelm Radio",
        "--relies-on",
        "Port office",
    ]);
    desk.ok(&[
        "evidence",
        "add",
        "s.case.ron",
        "1",
        "--source",
        "Kelm Radio",
        "--stance",
        "refutes",
    ]);
    let memo = desk.ok(&["export", "s.case.ron", "--to", "markdown"]);
    let heads: Vec<&str> = memo
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .collect();
    assert_eq!(heads[..2], ["Disputed or unverified", "What is open"]);
    let lead = memo.split("## ").nth(1).unwrap();
    assert!(
        lead.contains(
            "Claim 1, “The ferry sank on Monday.”: Fact: disputed: contradicted. It was Tuesday."
        ),
        "{lead}"
    );
    assert!(
        lead.contains("Claim 2") && !lead.contains("Claim 3"),
        "{lead}"
    );
    let rulings = |number: usize| {
        let claim = memo.split("### Claim ").nth(number).unwrap();
        claim.matches("ruled by").count()
    };
    assert_eq!([rulings(1), rulings(2), rulings(3)], [1, 1, 3], "{memo}");
    let sources = memo.split("## Sources").nth(1).unwrap();
    for (name, is_told) in [
        ("Kelm Radio", true),
        ("Port office", true),
        ("Harbour log", false),
        ("Nobody's paper", false),
    ] {
        assert_eq!(sources.contains(name), is_told, "{name}: {sources}");
    }
    let page = desk.ok(&["export", "s.case.ron", "--to", "html"]);
    assert!(!page.contains("Harbour log") && page.contains("Port office"));
}
