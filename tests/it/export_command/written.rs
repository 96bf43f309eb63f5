//! Where an export is written, and what it never overwrites.

use super::*;

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
    // The file is written completely or not at all, and no other file remains.
    assert_eq!(names(&desk), [CASE, "home", "out.txt"]);
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
fn an_export_never_overwrites_a_case() {
    let desk = desk("case");
    let over = |format: &str, name: &str| {
        desk.fails(2, &["export", CASE, "--to", format, "-o", name, "--force"])
    };
    assert!(over("ron", CASE).contains("is the case itself"));
    assert!(over("json", &format!("../export-case/{CASE}")).contains("is the case itself"));
    assert!(over("json", "other.case.ron").contains("is named like a case"));
    assert_eq!(desk.read(CASE), SAMPLE);
    // The old bytes of a replaced case file are kept.
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
fn links_and_special_files_are_refused() {
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
    // The path that a user gives may contain `..`.
    desk.ok(&["export", CASE, "--to", "markdown", "-o", "folder/../up.md"]);
    assert!(desk.path("up.md").exists());
}

#[test]
fn a_failed_write_names_the_step() {
    let desk = desk("unwritten");
    let said = desk.fails(3, &["export", CASE, "--to", "csv", "-o", "none/x.csv"]);
    insta::assert_snapshot!("export_no_folder", said);
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
fn the_file_extension_chooses_the_format() {
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
        // The outputs are equal except for the time of the export.
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
    // `--to` overrides the ending of the name.
    desk.ok(&["export", CASE, "--to", "markdown", "-o", "b.txt"]);
    assert!(desk.read("b.txt").starts_with("# Fact-check memo"));
    for nothing in ["x.pdf", "x", "-", ".html"] {
        let said = desk.fails(2, &["export", CASE, "-o", nothing]);
        assert!(said.contains("--to: markdown"), "{said}");
    }
    let said = desk.fails(2, &["export", CASE]);
    assert!(said.contains("--to <FORMAT>"), "{said}");
}
