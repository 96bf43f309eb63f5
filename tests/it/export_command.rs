//! `factdesk export` as an editor and a script use it: what is written where, what is refused and
//! with which way out.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Stdio;

use crate::support::Desk;

const SAMPLE: &str = include_str!("../../assets/crocus-city-hall.case.ron");

const CASE: &str = "crocus.case.ron";

/// A desk with the sample case.
fn desk(name: &str) -> Desk {
    let desk = Desk::new(&format!("export-{name}"));
    desk.write(CASE, SAMPLE);
    desk
}

/// A desk with a case of which one source is confidential.
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

fn names(desk: &Desk) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(&desk.folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn an_export_goes_to_standard_output_or_to_a_file() {
    let desk = desk("output");
    assert_eq!(desk.ok(&["export", CASE, "--to", "ron"]), SAMPLE);
    let ran = desk.run(&["export", CASE, "--to", "annotated", "-o", "out.txt"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{ran:?}");
    insta::assert_snapshot!("export_written", ran.err);
    assert_eq!(
        desk.ok(&["export", CASE, "--to", "annotated", "-o", "-"]),
        desk.read("out.txt")
    );
    assert_eq!(desk.read(CASE), SAMPLE, "the case is left as it is");
    // Whole or not at all, and nothing beside it.
    assert_eq!(names(&desk), [CASE, "home", "out.txt"]);
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
fn nothing_is_overwritten_unless_forced() {
    let desk = desk("force");
    desk.write("memo.md", "mine");
    let export = ["export", CASE, "--to", "markdown", "-o", "memo.md"];
    insta::assert_snapshot!("export_there", desk.fails(2, &export));
    assert_eq!(desk.read("memo.md"), "mine");
    let forced: Vec<&str> = export.into_iter().chain(["--force"]).collect();
    desk.ok(&forced);
    assert!(desk.read("memo.md").starts_with("# Fact-check memo"));
    assert_eq!(names(&desk), [CASE, "home", "memo.md"]);
}

#[test]
fn no_case_is_written_over() {
    let desk = desk("case");
    let over = |format: &str, name: &str| {
        desk.fails(2, &["export", CASE, "--to", format, "-o", name, "--force"])
    };
    assert!(over("ron", CASE).contains("is the case itself"));
    assert!(over("json", &format!("../export-case/{CASE}")).contains("is the case itself"));
    assert!(over("json", "other.case.ron").contains("is named like a case"));
    assert_eq!(desk.read(CASE), SAMPLE);
    // What a case file replaces is kept.
    desk.write("copy.case.ron", "(old)");
    let ran = desk.run(&[
        "export",
        CASE,
        "--to",
        "ron",
        "-o",
        "copy.case.ron",
        "--force",
    ]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.err.contains("is kept in"), "{ran:?}");
    assert_eq!(desk.read("copy.case.ron"), SAMPLE);
}

#[test]
fn links_and_what_is_no_file_are_refused() {
    let desk = desk("links");
    desk.write("precious.txt", "mine");
    symlink("precious.txt", desk.path("link.md")).unwrap();
    symlink("nowhere", desk.path("dangling.md")).unwrap();
    fs::create_dir(desk.path("folder")).unwrap();
    for (name, why) in [
        ("link.md", "link.md is a link to precious.txt"),
        ("dangling.md", "dangling.md is a link to nowhere"),
        ("folder", "folder is not a regular file"),
        ("/dev/null", "/dev/null is not a regular file"),
    ] {
        let said = desk.fails(
            2,
            &["export", CASE, "--to", "markdown", "-o", name, "--force"],
        );
        assert!(said.contains(why), "{said}");
    }
    assert_eq!(desk.read("precious.txt"), "mine");
    assert!(!desk.path("nowhere").exists());
    // The user's own path may lead upwards.
    desk.ok(&["export", CASE, "--to", "markdown", "-o", "folder/../up.md"]);
    assert!(desk.path("up.md").exists());
}

#[test]
fn what_cannot_be_written_is_told_with_the_step() {
    let desk = desk("unwritten");
    let said = desk.fails(3, &["export", CASE, "--to", "csv", "-o", "none/x.csv"]);
    insta::assert_snapshot!("export_no_folder", said);
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
fn a_review_asks_for_what_is_missing() {
    let desk = desk("review");
    let fails = |more: &[&str]| {
        let command: Vec<&str> = ["export", CASE, "--to", "claimreview"]
            .into_iter()
            .chain(more.iter().copied())
            .collect();
        desk.fails(2, &command)
    };
    insta::assert_snapshot!("export_candidates", fails(&[]));
    insta::assert_snapshot!("export_no_url", fails(&["--claim", "2"]));
    insta::assert_snapshot!(
        "export_no_publisher",
        fails(&["--claim", "2", "--url", "https://desk.example/a"])
    );
    insta::assert_snapshot!("export_contested", fails(&["--claim", "18"]));
    assert!(fails(&["--claim", "99"]).contains("there is no claim 99"));
    assert!(fails(&["--claim", "2", "--all"]).contains("cannot be used with"));
}

#[test]
fn a_review_of_a_case_whose_only_verdicts_differ_says_so() {
    let desk = desk("differ");
    desk.ok(&["new", "one", "--empty"]);
    let case = "one.case.ron";
    desk.ok(&["claim", "add", case, "The ferry sank at noon"]);
    desk.ok(&["tag", case, "1", "confirmed", "--by", "mk"]);
    desk.ok(&["tag", case, "1", "disputed", "--by", "ab"]);
    for more in [&[] as &[&str], &["--all"]] {
        let command = [&["export", case, "--to", "claimreview"], more].concat();
        let told = desk.fails(2, &command);
        assert!(told.contains("1 claim cannot be reviewed: 1 "), "{told}");
        assert!(told.contains("(contested)"), "{told}");
    }
}

#[test]
fn a_review_takes_the_newsroom_from_the_settings_and_is_told_its_page() {
    let desk = desk("settings");
    let folder = desk.path("home/.config/factdesk");
    fs::create_dir_all(&folder).unwrap();
    let settings = "(publisher: \"Our desk\", url: \"https://desk.example\")";
    fs::write(folder.join("config.ron"), settings).unwrap();
    let command = ["export", CASE, "--to", "claimreview", "--claim", "cbmkm"];
    // The newsroom's address is not that of the page.
    assert!(
        desk.fails(2, &command)
            .contains("needs the address of its page")
    );
    let command = [&command[..], &["--url", "https://desk.example/a"]].concat();
    let (review, told) = desk.both(&command);
    let review: serde_json::Value = serde_json::from_str(&review).unwrap();
    assert_eq!(review["url"], "https://desk.example/a");
    assert_eq!(review["author"]["name"], "Our desk");
    assert_eq!(review["author"]["url"], "https://desk.example");
    assert!(told.contains("Note: claim 2: nobody is credited"), "{told}");
    // A broken file matters only where it is asked.
    fs::write(folder.join("config.ron"), "(publisher: 3)").unwrap();
    desk.ok(&["export", CASE, "--to", "csv"]);
    let broken = desk.fails(2, &["export", CASE, "--to", "claimreview", "--claim", "2"]);
    assert!(broken.contains("config.ron:1:"), "{broken}");
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

#[test]
fn a_newsroom_has_words_of_its_own_and_is_told_where_they_are_wrong() {
    let desk = desk("house");
    let folder = desk.path("home/.config/factdesk");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("house.ron"), "(mark: (confirmed: \"OK\"))").unwrap();
    assert!(
        desk.ok(&["export", CASE, "--to", "annotated"])
            .contains("2024. [OK] ")
    );
    // The one beside the case comes first.
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
    // Without them a report is true all the same.
    let (out, said) = desk.both(&["export", CASE, "--to", "annotated"]);
    assert!(out.contains("2024. [CONFIRMED] "), "{out}");
    assert!(said.contains("house.ron:3:9: "), "{said}");
}

#[test]
fn a_closed_pipe_is_no_error() {
    let desk = desk("pipe");
    let mut command = desk.command(&["export", CASE, "--to", "json"]);
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn times_are_local_and_dates_that_a_person_typed_do_not_shift() {
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
fn the_files_of_a_newsroom_are_named_wherever_they_change_what_is_said() {
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
    let departures = json["houses"][0]["departures"].as_array().unwrap();
    assert_eq!(departures.len(), all.len() + 1);
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
    // One that wants nothing otherwise is not worth a word.
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
fn no_newsroom_calls_a_verdict_by_the_name_of_another() {
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
fn the_ending_of_a_file_tells_the_format() {
    let desk = desk("ending");
    for (file, format) in [
        ("a.md", "markdown"),
        ("a.html", "html"),
        ("a.HTM", "html"),
        ("a.txt", "annotated"),
        ("a.csv", "csv"),
        ("a.json", "json"),
        ("a.annotations.json", "annotations"),
        ("a.case.ron", "ron"),
    ] {
        desk.ok(&["export", CASE, "-o", file]);
        desk.ok(&["export", CASE, "--to", format, "-o", "same"]);
        // But for the minute at which it was made.
        let made = |name: &str| -> Vec<String> {
            let text = desk.read(name);
            let lines = text.lines().filter(|line| !line.contains("Made with"));
            lines.map(str::to_owned).collect()
        };
        assert!(made(file) == made("same"), "{file}");
        fs::remove_file(desk.folder.join("same")).unwrap();
    }
    desk.ok(&["export", CASE, "-o", "a.docx"]);
    let docx = fs::read(desk.folder.join("a.docx")).unwrap();
    assert!(docx.starts_with(b"PK"));
    // What is said comes before what the name tells.
    desk.ok(&["export", CASE, "--to", "markdown", "-o", "b.txt"]);
    assert!(desk.read("b.txt").starts_with("# Fact-check memo"));
    for nothing in ["x.pdf", "x", "-", ".html"] {
        let said = desk.fails(2, &["export", CASE, "-o", nothing]);
        assert!(said.contains("--to: markdown"), "{said}");
    }
    let said = desk.fails(2, &["export", CASE]);
    assert!(said.contains("--to <FORMAT>"), "{said}");
}

/// The rows of a table, its head first.
fn rows(text: &str, delimiter: u8) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        row.iter().map(str::to_owned).collect()
    });
    rows.collect()
}

#[test]
fn tables_are_of_claims_evidence_sources_and_of_both() {
    let desk = desk("tables");
    let json = desk.json(&["export", CASE, "--to", "json"]);
    let table = |name: &str| {
        let text = desk.ok(&["export", CASE, "--to", "csv", "--table", name]);
        rows(&text, b',')
    };
    let column = |table: &[Vec<String>], name: &str| -> Vec<String> {
        let at = table[0].iter().position(|head| head == name).unwrap();
        table[1..].iter().map(|row| row[at].clone()).collect()
    };
    let claims = json["claims"].as_array().unwrap();
    let items: Vec<_> = claims
        .iter()
        .flat_map(|claim| claim["evidence"].as_array().unwrap())
        .collect();
    let evidence = table("evidence");
    assert_eq!(evidence.len() - 1, items.len());
    let ids: Vec<_> = items
        .iter()
        .map(|item| item["id"].as_str().unwrap())
        .collect();
    assert_eq!(column(&evidence, "id"), ids);
    for at in column(&evidence, "at")
        .iter()
        .chain(&column(&table("claims"), "fact_ruled_at"))
    {
        // As Excel and the others take it for a time.
        let is_time =
            at.is_empty() || jiff::civil::DateTime::strptime("%Y-%m-%d %H:%M:%S", at).is_ok();
        assert!(is_time, "{at}");
    }
    let sources = table("sources");
    let of_case = json["sources"].as_array().unwrap().iter();
    let names: Vec<_> = of_case
        .map(|source| source["name"].as_str().unwrap())
        .collect();
    assert_eq!(column(&sources, "name"), names);
    // One table wherever it is printed.
    let listed = desk.ok(&["list", CASE, "--format", "csv"]);
    assert_eq!(rows(&listed, b','), table("claims"));
    let listed = desk.ok(&["sources", CASE, "--format", "csv"]);
    assert_eq!(rows(&listed, b','), sources);
    let matrix = table("matrix");
    assert_eq!(matrix.len(), claims.len() + 1);
    let offering: std::collections::BTreeSet<_> = column(&evidence, "source").into_iter().collect();
    let heads: std::collections::BTreeSet<_> = matrix[0][5..].iter().cloned().collect();
    assert_eq!(heads, offering);
    let filled = matrix[1..].iter().flat_map(|row| &row[5..]);
    assert!(filled.clone().any(|cell| cell == "fact supports"));
    assert!(filled.clone().any(String::is_empty));
}

#[test]
fn cells_are_parted_by_what_the_sheet_expects() {
    let desk = desk("delimiter");
    let csv = |more: &[&str]| {
        let all = [&["export", CASE, "--to", "csv"], more].concat();
        desk.ok(&all)
    };
    let plain = rows(&csv(&[]), b',');
    for (given, sign) in [
        (";", b';'),
        ("tab", b'\t'),
        ("\\t", b'\t'),
        ("|", b'|'),
        (",", b','),
    ] {
        assert_eq!(rows(&csv(&["--delimiter", given]), sign), plain, "{given}");
    }
    desk.ok(&["export", CASE, "-o", "a.tsv"]);
    assert_eq!(rows(&desk.read("a.tsv"), b'\t'), plain);
    for wrong in ["", ";;", "\"", "x", "ї"] {
        let said = desk.fails(2, &["export", CASE, "--to", "csv", "--delimiter", wrong]);
        assert!(said.contains("delimiter"), "{said}");
    }
    for option in [["--delimiter", ";"], ["--table", "matrix"]] {
        let said = desk.fails(2, &["export", CASE, "--to", "html", option[0], option[1]]);
        assert!(said.contains("does not apply to html"), "{said}");
    }
}

#[test]
fn only_claims_that_stand_as_asked_are_exported() {
    let desk = desk("only");
    let listed = desk.json(&["list", CASE, "--format", "json"]);
    let claims = listed["claims"].as_array().unwrap();
    let is_asked = |claim: &&serde_json::Value| {
        let stands = |key: &str| matches!(claim[key].as_str(), Some("disputed" | "unverified"));
        stands("standing") || stands("said")
    };
    let numbers: Vec<String> = claims
        .iter()
        .filter(is_asked)
        .map(|claim| claim["number"].to_string())
        .collect();
    assert!(!numbers.is_empty() && numbers.len() < claims.len());
    let only = |format: &str| {
        desk.ok(&[
            "export",
            CASE,
            "--to",
            format,
            "--only",
            "disputed,unverified",
        ])
    };
    let table: Vec<String> = rows(&only("csv"), b',')[1..]
        .iter()
        .map(|row| row[0].clone())
        .collect();
    assert_eq!(table, numbers);
    let memo = only("markdown");
    let heads: Vec<&str> = memo
        .lines()
        .filter_map(|line| line.strip_prefix("### Claim "))
        .collect();
    assert_eq!(heads, numbers);
    let page = only("html");
    let all_checked = "every claim is checked";
    assert!(
        !memo.contains(all_checked) && !page.contains(all_checked),
        "{memo}"
    );
    let notes = page.matches("<li class=\"note ").count();
    assert_eq!(notes, numbers.len());
    let marks = only("annotated");
    assert!(!marks.contains("[CONFIRMED"), "{marks}");
    // Each says that it is not of all.
    let part = format!(
        "Only {} of the {} claims, as was asked for",
        numbers.len(),
        claims.len()
    );
    for report in [&memo, &page, &marks] {
        assert!(report.contains(&part), "{report}");
    }
    assert!(marks.contains("[DISPUTED"), "{marks}");
    let annotations: serde_json::Value = serde_json::from_str(&only("annotations")).unwrap();
    assert_eq!(annotations["total"], numbers.len());
    for whole in ["json", "ron"] {
        let said = desk.fails(2, &["export", CASE, "--to", whole, "--only", "open"]);
        assert!(said.contains("does not apply"), "{said}");
    }
    let said = desk.fails(2, &["export", CASE, "--to", "csv", "--only", "wrong"]);
    assert!(said.contains("is one of open, confirmed"), "{said}");
}

#[test]
fn claims_are_left_out_that_somebody_names() {
    let desk = desk("except");
    let all = desk.json(&["list", CASE, "--format", "json"])["claims"].clone();
    let all = all.as_array().unwrap();
    let second = all[1]["id"].as_str().unwrap();
    let arguments = [
        "export",
        CASE,
        "--to",
        "csv",
        "--except",
        &format!("1,{second}"),
    ];
    let table = rows(&desk.ok(&arguments), b',');
    let numbers: Vec<&str> = table[1..].iter().map(|row| row[0].as_str()).collect();
    assert_eq!((numbers[0], numbers.len()), ("3", all.len() - 2));
    desk.ok(&["export", CASE, "-o", "a.docx", "--except", "1"]);
    let docx = std::fs::read(desk.path("a.docx")).unwrap();
    let mut docx = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let mut foot = String::new();
    let mut part = docx.by_name("word/footer1.xml").unwrap();
    std::io::Read::read_to_string(&mut part, &mut foot).unwrap();
    let part = format!("Only {} of the {} claims", all.len() - 1, all.len());
    assert!(foot.contains(&part), "{foot}");
    let said = desk.fails(2, &["export", CASE, "--to", "csv", "--except", "99"]);
    assert!(said.contains("there is no claim 99"), "{said}");
    let said = desk.fails(2, &["export", CASE, "--to", "json", "--except", "1"]);
    assert!(said.contains("--except does not apply to json"), "{said}");
}

#[test]
fn what_cannot_be_reviewed_is_left_out_only_where_somebody_says_so() {
    let desk = desk("except-review");
    let reviews = |except: &str| {
        let all = ["export", CASE, "--to", "claimreview", "--all"];
        let whose = [
            "--url",
            "https://desk.example/crocus",
            "--publisher",
            "Desk",
        ];
        let except = ["--except", except];
        let except = if except[1].is_empty() {
            &[]
        } else {
            &except[..]
        };
        desk.run(&[&all[..], &whose, except].concat())
    };
    let refused = reviews("");
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    let (_, faulty) = refused
        .err
        .trim_end()
        .split_once("leave them out: --except ")
        .unwrap();
    let done = reviews(faulty);
    assert_eq!(done.code, 0, "{done:?}");
    let done: serde_json::Value = serde_json::from_str(&done.out).unwrap();
    assert!(done.as_array().unwrap().len() > 2);
    // None of them is left out for another.
    let (_, some) = faulty.split_once(',').unwrap();
    let refused = reviews(some);
    assert_eq!(refused.code, 2);
    assert!(
        refused.err.contains("1 claim cannot be reviewed: 1 "),
        "{refused:?}"
    );
}

#[test]
fn positions_are_given_only_where_the_source_is_the_text_that_they_count() {
    let desk = desk("selectors");
    let kinds = |value: &serde_json::Value| -> std::collections::BTreeSet<String> {
        let items = value["first"]["items"].as_array().unwrap().iter();
        let selectors = items.flat_map(|item| item["target"]["selector"].as_array().unwrap());
        selectors
            .map(|one| one["type"].as_str().unwrap().to_owned())
            .collect()
    };
    fs::write(
        desk.folder.join("s.txt"),
        "Ferry sinks\n\nThe ferry sank on Monday. Two people died.\n",
    )
    .unwrap();
    desk.ok(&["new", "s.txt"]);
    let own = desk.json(&["export", "s.case.ron", "--to", "annotations"]);
    assert_eq!(kinds(&own).len(), 2);
    desk.ok(&[
        "new",
        "s.txt",
        "--from",
        "https://example.org/ferry",
        "--force",
    ]);
    let page = desk.json(&["export", "s.case.ron", "--to", "annotations"]);
    assert_eq!(Vec::from_iter(kinds(&page)), ["TextQuoteSelector"]);
    let target = &page["first"]["items"][0]["target"];
    assert_eq!(target["source"], "https://example.org/ferry");
}

#[test]
fn reports_speak_the_desks_language_and_not_the_storys() {
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
    // Findings by themselves, too.
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
fn a_memo_leads_with_what_is_wrong_and_tells_each_ruling_once() {
    let desk = Desk::new("memo-lead");
    desk.write(
        "s.txt",
        "Port news\n\nThe ferry sank on Monday. Two people died in it. The mayor slept. It rained.\n",
    );
    desk.ok(&["new", "s.txt"]);
    let tag = |more: &[&str]| desk.ok(&[&["tag", "s.case.ron"], more].concat());
    // As d, a digit and a note make it in the workbench.
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
    // A change of mind is another ruling.
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
            "Claim 1, “The ferry sank on Monday.” Fact: disputed: contradicted. It was Tuesday."
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
