//! The programs that turn a document into text.

use super::*;

fn with_tools(desk: &Desk, arguments: &[&str]) -> Ran {
    let mut command = desk.command(arguments);
    let path = format!("{}:/usr/bin:/bin", desk.path("tools").display());
    Ran::of(command.env("PATH", path).output().unwrap())
}

#[test]
fn programs_are_run_without_a_shell_and_read_completely() {
    let desk = Desk::new("programs");
    desk.write("a b;$(x).pdf", "%PDF-1.7\nThe ferry sank.\n");
    // A program may write before it has read, and more than a pipe can buffer.
    let does = "echo \"$@\" > arguments\nprintf 'Herald\\n\\nThe ferry sank, the mayor said.\\n\\n'\nawk 'BEGIN { for (i = 0; i < 9999; i++) \
                print \"complaint\" > \"/dev/stderr\" }'\ncat > document";
    tool(&desk, "pdftotext", does);
    let ran = with_tools(&desk, &["new", "a b;$(x).pdf", "-o", "x.case.ron"]);
    insta::assert_snapshot!(ran.err, @"
    Read as a PDF, through pdftotext.
    a b;$(x).pdf: 2 paragraphs (1 title, 1 body), English.
    Found 1 claim, 1 of them credited to 1 suggested source.
    Left out: 1 label that asserts nothing.
    Wrote x.case.ron.
    ");
    assert_eq!(desk.read("arguments"), "-bbox-layout -enc UTF-8 - -\n");
    assert_eq!(desk.read("document"), "%PDF-1.7\nThe ferry sank.\n");
    tool(
        &desk,
        "pandoc",
        "printf '\\n  bad \\033[31mrtf\\n' >&2; exit 3",
    );
    desk.write("x.rtf", "{\\rtf1 x}");
    let ran = with_tools(&desk, &["new", "x.rtf"]);
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!(ran.err, @"
    Error: pandoc cannot read x.rtf: bad ␛[31mrtf
    Hint: save it as plain text, or look at it with the program itself
    ");
    // The output of a program that does not read its input is still used.
    tool(
        &desk,
        "pandoc",
        "exec <&-; echo '<h1>Ferry sunk</h1><p>It sank, he said.'",
    );
    let huge = format!("{{\\rtf1 {}}}", "x".repeat(1 << 20));
    desk.write("x.rtf", huge);
    let ran = with_tools(&desk, &["new", "x.rtf", "--force"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    tool(
        &desk,
        "pandoc",
        "cat > /dev/null; head -c 70000000 /dev/zero",
    );
    let ran = with_tools(&desk, &["new", "x.rtf", "--force"]);
    assert!(
        ran.err
            .starts_with("Error: pandoc wrote more than 64 MiB on x.rtf\n"),
        "{}",
        ran.err
    );
}

#[test]
fn the_memory_of_programs_is_limited() {
    let desk = Desk::new("bounded");
    desk.write("x.rtf", "{\\rtf1 x}");
    let says = "echo '<p>The ferry sank, the mayor said.'";
    // The memory limit does not include its input.
    tool(
        &desk,
        "pandoc",
        &format!("cat > /dev/null; echo \"$@\" > arguments; ulimit -d > limit; {says}"),
    );
    let ran = with_tools(&desk, &["new", "x.rtf"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        desk.read("arguments")
            .starts_with("+RTS -M512M -RTS --sandbox ")
    );
    if cfg!(target_os = "linux") {
        assert_eq!(desk.read("limit"), "1048576\n");
    }
    // A pandoc that was built without these options is run without them.
    let refuses = "case $1 in +RTS) echo 'Most RTS options are disabled. Use hs_init_with_rtsopts()' >&2; exit 1;; esac";
    tool(
        &desk,
        "pandoc",
        &format!("{refuses}; cat > /dev/null; {says}"),
    );
    let ran = with_tools(&desk, &["new", "x.rtf", "--force"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    // Running out of memory is reported like any other error.
    tool(
        &desk,
        "pandoc",
        "cat > /dev/null; echo 'pandoc: Heap exhausted;' >&2; exit 251",
    );
    let ran = with_tools(&desk, &["new", "x.rtf", "--force"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err
            .starts_with("Error: pandoc cannot read x.rtf: pandoc: Heap exhausted;"),
        "{}",
        ran.err
    );
}

#[test]
fn a_missing_program_is_named_with_a_hint() {
    let desk = Desk::new("no-programs");
    desk.write("x.pdf", "%PDF-1.7");
    insta::assert_snapshot!(desk.fails(2, &["new", "x.pdf"]), @"
    Error: x.pdf is read by pdftotext, which is not installed
    Hint: install poppler-utils (`apt install poppler-utils`, `brew install poppler`), or save it as plain text
    ");
    desk.write("x.rtf", "{\\rtf1 x}");
    insta::assert_snapshot!(desk.fails(2, &["new", "x.rtf"]), @"
    Error: x.rtf is read by pandoc, which is not installed
    Hint: install pandoc (`apt install pandoc`, `brew install pandoc`), or save it as plain text
    ");
}

/// A page printed by Chromium, read by the installed `pdftotext`.
#[test]
fn a_pdf_printed_by_a_browser_keeps_its_numbers() {
    if std::process::Command::new("pdftotext")
        .arg("-v")
        .output()
        .is_err()
    {
        eprintln!("skipped: pdftotext is not installed");
        return;
    }
    let desk = Desk::new("real-pdf");
    desk.write("x.pdf", include_bytes!("../../formats/chromium.pdf"));
    let ran = with_tools(&desk, &["new", "x.pdf"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let json = desk.json(&["export", "x.case.ron", "--to", "json"]);
    let paragraphs = json["draft"]["paragraphs"].as_array().unwrap().iter();
    let texts: Vec<String> = paragraphs.map(ToString::to_string).collect();
    assert_eq!(
        texts,
        [
            r#"{"Title":"Port news of the week"}"#,
            r#"{"Body":"The ferry sank on Monday evening, and about 3-4 percent of its oil was lost. In the years of 2019-2021 the port had paid for a well-known pilot, the harbour log says."}"#,
            r#"{"Body":"Two people died in it, the coast guard said."}"#,
            r#"{"Body":"Тіла знайшли у вівторок уранці, повідомила поліція."}"#,
        ]
    );
}
