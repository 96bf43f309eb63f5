//! The choice of claims, tables and columns for an export.

use super::*;

/// The rows of a table, beginning with the header.
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
fn each_table_has_its_rows_and_columns() {
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
        // In the form that Excel and other programs recognise as a time.
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
    // `list` and `sources` print the same tables.
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
fn cells_are_separated_as_the_spreadsheet_expects() {
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
fn only_claims_with_the_chosen_standing_are_exported() {
    let desk = desk("only");
    let listed = desk.json(&["list", CASE, "--format", "json"]);
    let claims = listed["claims"].as_array().unwrap();
    let is_asked = |claim: &&serde_json::Value| {
        let standing_of =
            |key: &str| matches!(claim[key].as_str(), Some("disputed" | "unverified"));
        standing_of("standing") || standing_of("said")
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
    // Each export says that it does not contain all claims.
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
fn named_claims_are_left_out() {
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
fn positions_are_given_only_for_the_text_that_they_count() {
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
