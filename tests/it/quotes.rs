//! Compares quotes of evidence with the files that the evidence names: every format, and files that
//! are missing, changed or not regular.

use std::cell::Cell;
use std::fs;
use std::io::{self, Cursor, Write};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use crate::support::Desk;
use factdesk::case::ops::{NewClaim, NewEvidence, NewSource, add_claim, add_evidence, add_source};
use factdesk::case::{Case, Evidence, File, History, IdGen, Question, Sha256, Stamp, Stance};
use factdesk::check::files::{Files, Words, check_all, check_item};
use factdesk::check::{FileCheck, Match};
use factdesk::error::Error;
use factdesk::reading::{MAX_BYTES, Tool};
use factdesk::store::{Disk, System};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The real disk, and programs that convert every document into this text. Without a text no
/// program is installed.
#[derive(Default)]
struct Tools {
    make: Option<&'static str>,
    read: Cell<usize>,
}

impl Files for Tools {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.read.set(self.read.get() + 1);
        System.read(path, MAX_BYTES)
    }

    fn hash(&self, path: &Path) -> io::Result<Sha256> {
        System.hash(path)
    }

    fn convert(&self, _: Tool, _: &[u8], name: &str) -> Result<Vec<u8>, Error> {
        let made = self.make.map(|text| text.as_bytes().to_vec());
        made.ok_or_else(|| {
            Error::refused(format!("{name} needs a program"), "install it".to_owned())
        })
    }
}

fn archive(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Checks how each quote matches a document.
fn finds(bytes: &[u8], name: &str, made: Option<&'static str>, quotes: &[(&str, Match)]) {
    let tools = Tools {
        make: made,
        ..Tools::default()
    };
    let words = Words::of(bytes, name, &tools).unwrap();
    for (quote, expected) in quotes {
        assert_eq!(words.find(quote), *expected, "{name}: {quote}");
    }
}

const VERBATIM: Match = Match::Verbatim;
const SPACED: Match = Match::ExceptSpacing;
const ABSENT: Match = Match::Absent;

#[test]
fn a_quote_is_found_in_a_text_in_any_character_set() {
    let text =
        "Пором затонув у\nпонеділок, сказав мер «Кельма». Двоє людей загинули, дев’ятеро зникли.\n";
    let quotes = [
        ("Двоє людей загинули", VERBATIM),
        ("затонув у понеділок, сказав мер \"Кельма\"", SPACED),
        ("Троє людей загинули", ABSENT),
    ];
    finds(text.as_bytes(), "a.txt", None, &quotes);
    let (bytes, _, had_none) = encoding_rs::WINDOWS_1251.encode(text);
    assert!(!had_none);
    finds(&bytes, "a.txt", None, &quotes);
    let wide: Vec<u8> = format!("\u{feff}{text}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    finds(&wide, "a.log", None, &quotes);
}

#[test]
fn a_quote_is_found_in_markdown_with_and_without_its_marks() {
    let text = "---\ntitle: Log of the port\n---\n# Ferry *sinks*\n\nThe **mayor** said [it](https://kelm.example/log).\n\n~~Nobody~~ died.\n";
    finds(
        text.as_bytes(),
        "a.md",
        None,
        &[
            ("The mayor said it.", VERBATIM),
            ("The **mayor** said", VERBATIM),
            ("https://kelm.example/log", VERBATIM),
            ("title: Log of the port", VERBATIM),
            ("Ferry sinks … Nobody", ABSENT),
        ],
    );
}

#[test]
fn a_quote_is_found_around_the_article_of_a_page_too() {
    let page = fs::read_to_string("tests/formats/ferry.html").unwrap();
    let more = "<aside>Elsewhere: the <i>pilot</i> was asleep, a court\n  found.</aside>\
        <div style='display:none'><p>The captain denies it.</p></div><p>Seven <del>eight</del> are missing<sup class='reference'>[2]</sup>.</p>\
        <img alt='Boats at the quay'><script>var hidden = 'never said'</script></body>";
    let page = page.replace("</body>", more);
    finds(
        page.as_bytes(),
        "ferry.html",
        None,
        &[
            ("Terms of use", VERBATIM),
            ("the pilot was asleep, a court found.", VERBATIM),
            ("The captain denies it.", VERBATIM),
            ("Seven are missing.", VERBATIM),
            ("Seven eight are missing[2].", VERBATIM),
            ("Boats at the quay", VERBATIM),
            ("never said", ABSENT),
            ("<aside>Elsewhere", ABSENT),
        ],
    );
    let broken = "<p>The ferry <b>sank".repeat(50);
    finds(
        broken.as_bytes(),
        "x.htm",
        None,
        &[("The ferry sank", VERBATIM)],
    );
}

#[test]
fn a_quote_is_found_in_office_documents() {
    let story = "<?xml version='1.0'?><w:document xmlns:w='w'><w:body><w:p><w:r><w:t xml:space='preserve'>The fer</w:t></w:r>\
        <w:del><w:r><w:delText>burned</w:delText></w:r></w:del><w:r><w:t>ry sank&#160;on Monday.</w:t></w:r></w:p>\
        <w:p><w:r><w:t>Nine were hurt</w:t></w:r></w:p></w:body></w:document>";
    let docx = archive(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", story),
    ]);
    let quotes = [
        ("The ferry sank on Monday.", VERBATIM),
        ("sank on Monday. Nine were hurt", SPACED),
        ("burned", ABSENT),
    ];
    finds(&docx, "a.docx", None, &quotes);
    let text = "<?xml version='1.0'?><office:document-content xmlns:office='o' xmlns:text='t'><office:body><office:text>\
        <text:p>The ferry sank<text:s text:c='3'/>on Monday.</text:p><text:p>Nine were hurt</text:p></office:text></office:body></office:document-content>";
    let odt = archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", text),
    ]);
    finds(&odt, "a.odt", None, &quotes);
}

#[test]
fn a_quote_is_found_in_the_text_that_a_program_extracts() {
    let page = |number| {
        format!(
            "Port of Kelm\n\nReport {number} on the fer-\nry that sank\n\nPage {number} of 4\n\u{c}"
        )
    };
    let text: String = (1..=4).map(page).collect();
    let text: &'static str = text.leak();
    finds(
        b"%PDF-1.7",
        "a.pdf",
        Some(text),
        &[
            // A line at the edge of the pages, which is not a line of the story.
            ("Page 3 of 4", VERBATIM),
            ("Report 2 on the ferry that sank", VERBATIM),
            ("Report 5 on the ferry", ABSENT),
        ],
    );
    let rtf = "<p>The ferry sank, <em>the mayor</em> said.</p>";
    finds(
        b"{\\rtf1 x}",
        "a.rtf",
        Some(rtf),
        &[
            ("The ferry sank, the mayor said.", VERBATIM),
            ("rtf1", ABSENT),
        ],
    );
}

#[test]
fn an_unreadable_file_gives_a_reason_and_a_hint() {
    let none = Tools::default();
    for (bytes, name) in [
        (&b"\x89PNG\r\n"[..], "photo.png"),
        (b"%PDF-1.7", "a.pdf"),
        (b"{\\rtf1 x}", "a.rtf"),
        (b"a\0b", "a.bin"),
        (b"PK\x03\x04", "a.zip"),
    ] {
        let why = Words::of(bytes, name, &none).unwrap_err();
        assert!(
            why.what.starts_with(name) && !why.hint.is_empty(),
            "{why:?}"
        );
    }
    // No quote is found in an empty file.
    for empty in ["", " \n", "\u{feff}", "…"] {
        let words = Words::of(empty.as_bytes(), "a.txt", &none).unwrap();
        assert_eq!(words.find("The ferry sank"), ABSENT);
    }
}

/// The file that an item names, its bytes when it was added, and the item's quote.
type Named<'a> = (&'a str, &'a [u8], &'a str);

/// A case with these items.
fn case(items: &[Named<'_>]) -> Case {
    let mut mint = IdGen::seeded(7);
    let stamp = Stamp {
        by: "mk",
        at: "2026-11-23T10:00:00.000Z".parse().unwrap(),
    };
    let mut history = History::new(Case::new(mint.id(|_| false), "Ferry"));
    let new = NewSource {
        name: "Harbour log".to_owned(),
        ..NewSource::default()
    };
    let (edit, source) = add_source(history.case(), new, &stamp, &mut mint).unwrap();
    history.make(edit).unwrap();
    let new = NewClaim {
        text: "The ferry sank.".to_owned(),
        ..NewClaim::default()
    };
    let (edit, claim) = add_claim(history.case(), new, &stamp, &mut mint).unwrap();
    history.make(edit).unwrap();
    for (name, bytes, quote) in items {
        let new = NewEvidence {
            quote: (*quote).to_owned(),
            file: Some(File {
                name: (*name).to_owned(),
                sha256: Sha256::over([*bytes]),
            }),
            ..NewEvidence::new(source, Question::Fact, Stance::Supports)
        };
        let edit = add_evidence(history.case(), claim, new, &stamp, &mut mint).unwrap();
        history.make(edit).unwrap();
    }
    history.case().clone()
}

/// The items of the case, in the order given.
fn items(case: &Case, names: &[Named<'_>]) -> Vec<Evidence> {
    let claim = Arc::clone(case.claims.iter().next().unwrap());
    let of = |(name, _, quote): &Named<'_>| {
        let fits = |item: &&Evidence| {
            item.quote == *quote && item.file.as_ref().is_some_and(|file| file.name == *name)
        };
        claim.evidence.iter().find(fits).unwrap().clone()
    };
    names.iter().map(of).collect()
}

#[test]
fn files_are_unchanged_changed_missing_or_not_regular() {
    let desk = Desk::new("quotes-files");
    let text = b"The ferry sank on\nMonday.";
    desk.write("a.txt", text);
    desk.write("empty.txt", "");
    fs::create_dir(desk.path("folder")).unwrap();
    desk.write("folder/b.txt", text);
    symlink("a.txt", desk.path("link.txt")).unwrap();
    symlink("nowhere", desk.path("dangling.txt")).unwrap();
    let made = Command::new("/usr/bin/mkfifo")
        .arg(desk.path("fifo.txt"))
        .status();
    assert!(made.unwrap().success());
    let huge = fs::File::create(desk.path("huge.txt")).unwrap();
    huge.set_len(MAX_BYTES + 1).unwrap();
    let huge_hash = System.hash(&desk.path("huge.txt")).unwrap();
    let whole = desk.path("folder/b.txt");
    let whole = whole.to_str().unwrap();
    let unreadable = |why: &str| FileCheck::Unreadable(why.to_owned());
    let other: &[u8] = b"other";
    let rows: Vec<(Named<'_>, FileCheck)> = vec![
        (("a.txt", text, ""), FileCheck::AsNoted(None)),
        (
            ("a.txt", text, "The ferry sank"),
            FileCheck::AsNoted(Some(VERBATIM)),
        ),
        (
            ("a.txt", text, "sank on Monday"),
            FileCheck::AsNoted(Some(SPACED)),
        ),
        (("a.txt", text, "burned"), FileCheck::AsNoted(Some(ABSENT))),
        (("folder/b.txt", other, " "), FileCheck::Changed(None)),
        (
            ("folder/b.txt", other, "The ferry"),
            FileCheck::Changed(Some(VERBATIM)),
        ),
        (
            ("folder/../a.txt", other, "burned"),
            FileCheck::Changed(Some(ABSENT)),
        ),
        ((whole, text, "Monday"), FileCheck::AsNoted(Some(VERBATIM))),
        (
            ("link.txt", text, "Monday"),
            FileCheck::AsNoted(Some(VERBATIM)),
        ),
        (
            ("empty.txt", b"", "Monday"),
            FileCheck::AsNoted(Some(ABSENT)),
        ),
        (("empty.txt", b"", ""), FileCheck::AsNoted(None)),
        (("gone.txt", text, "Monday"), FileCheck::Missing),
        (("dangling.txt", text, ""), FileCheck::Missing),
        (("a.txt/b", text, "Monday"), FileCheck::Missing),
        (
            ("folder", text, "Monday"),
            unreadable("folder is not a regular file"),
        ),
        (
            ("fifo.txt", text, "Monday"),
            unreadable("fifo.txt is not a regular file"),
        ),
        (("", text, ""), unreadable(" is not a regular file")),
        (
            ("huge.txt", text, "Monday"),
            // The content differs from what was noted, and nothing more is known.
            FileCheck::Changed(None),
        ),
    ];
    let named: Vec<_> = rows.iter().map(|(item, _)| *item).collect();
    let case = case(&named);
    let files = Tools::default();
    let on_files = check_all(&case, &desk.folder, &files);
    let with_quotes = named
        .iter()
        .filter(|(_, _, quote)| !quote.trim().is_empty());
    let mut read: Vec<_> = with_quotes.map(|(name, ..)| desk.path(name)).collect();
    read.sort();
    read.dedup();
    assert_eq!(files.read.get(), read.len(), "each file is read once");
    for (item, (given, expected)) in items(&case, &named).iter().zip(&rows) {
        assert_eq!(on_files.get(item.id), Some(expected), "{given:?}");
        let alone = check_item(item, &desk.folder, &files);
        assert_eq!(alone.as_ref(), Some(expected), "{given:?}");
    }
    assert_eq!(on_files.iter().count(), rows.len());
    let mut item = items(&case, &named)[1].clone();
    item.file = None;
    assert_eq!(check_item(&item, &desk.folder, &files), None);
    item.file = Some(File {
        name: "huge.txt".to_owned(),
        sha256: huge_hash,
    });
    let Some(FileCheck::Unreadable(why)) = check_item(&item, &desk.folder, &files) else {
        panic!("it is too large")
    };
    assert!(why.starts_with("huge.txt is larger than 64 MiB"), "{why}");
}

/// The message about the item that is added.
fn said(desk: &Desk, file: &str, quote: &str) -> String {
    let ran = desk.run(&[
        "evidence",
        "add",
        "ferry.case.ron",
        "1",
        "--source",
        "Harbour log",
        "--stance",
        "supports",
        "--file",
        file,
        "--quote",
        quote,
    ]);
    assert_eq!(ran.code, 0, "{ran:?}");
    ran.err
}

#[test]
fn adding_evidence_reports_a_quote_that_is_not_in_the_file() {
    let desk = Desk::new("quotes-add");
    fs::create_dir(desk.path("files")).unwrap();
    desk.write("files/log.txt", "19:40 “aground” off\nKelm.\n");
    desk.write("files/a\u{202e}.txt", "nothing");
    desk.write("scan.pdf", "%PDF-1.7");
    desk.ok(&["new", "ferry", "--empty"]);
    desk.ok(&["claim", "add", "ferry.case.ron", "The ferry ran aground."]);
    desk.ok(&["source", "add", "ferry.case.ron", "Harbour log"]);
    let log = "files/log.txt";
    assert_eq!(said(&desk, log, "19:40 “aground” off"), "");
    assert_eq!(said(&desk, log, ""), "");
    assert_eq!(
        said(&desk, log, "\"aground\" off Kelm"),
        "Note: the quote is in files/log.txt, apart from spacing and quotation marks.\n"
    );
    assert_eq!(
        said(&desk, log, "19:41"),
        "Note: the quote is not in files/log.txt.\n"
    );
    assert_eq!(
        said(&desk, "files/a\u{202e}.txt", "19:41"),
        "Note: the quote is not in files/a⟦RLO⟧.txt.\n"
    );
    assert_eq!(
        said(&desk, "scan.pdf", "19:41"),
        "Note: the quote was not checked: scan.pdf is read by pdftotext, which is not installed: install poppler-utils \
         (`apt install poppler-utils`, `brew install poppler`), or save it as plain text.\n"
    );
    let list = desk.json(&["list", "ferry.case.ron", "--format", "json"]);
    assert_eq!(list["claims"][0]["evidence"], 6, "all are in evidence");
}
