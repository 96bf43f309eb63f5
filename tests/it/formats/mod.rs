//! Stories in every format: how valid documents are read, how odd ones are reported, and that
//! damaged ones do no harm.

mod office;
mod pages;
mod tools;

use crate::support::{Desk, Ran};
use factdesk::case::{Case, IdGen, Paragraph, Part};
use factdesk::error::Error;
use factdesk::reading::{self, Document, Report, Tool};
use proptest::prelude::*;
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn no_tool(tool: Tool, _: &[u8]) -> Result<Vec<u8>, Error> {
    panic!("{tool:?} was asked")
}

fn document(bytes: &[u8], name: &str) -> Result<Document, Error> {
    reading::read_document(bytes, name, &mut no_tool)
}

fn read(bytes: &[u8], name: &str) -> (Case, Report) {
    let texts = reading::texts_of(document(bytes, name).unwrap());
    let (case, report) = reading::story_of(
        document(bytes, name).unwrap(),
        name,
        crate::support::start_of_1970(),
        &mut IdGen::seeded(1),
        &mut |_| (),
    )
    .unwrap();
    // These texts are compared later to see whether the file has changed.
    if let Some(draft) = &case.draft {
        assert!(
            texts
                .iter()
                .eq(draft.paragraphs.iter().map(Paragraph::text))
        );
    }
    (case, report)
}

/// The error and the hint for a document that is refused.
fn refused(bytes: &[u8], name: &str) -> String {
    let read = document(bytes, name).map(|document| document.read_as);
    let Error { what, hint, .. } = read.unwrap_err();
    assert!(!hint.is_empty() && !what.contains(factdesk::text::is_unseen));
    what
}

/// The paragraphs, each with its kind.
fn paragraphs(case: &Case) -> Vec<String> {
    let shown = |paragraph: &Paragraph| format!("{}: {}", paragraph.part(), paragraph.text());
    let draft = case.draft.as_ref().unwrap();
    draft.paragraphs.iter().map(shown).collect()
}

fn shown(case: &Case, report: &Report) -> String {
    let draft = case.draft.as_ref().unwrap();
    let published = draft.published.map(|day| day.to_string());
    let left_out: Vec<String> = report
        .left_out
        .iter()
        .map(|out| {
            format!(
                "{} {}",
                out.count,
                if out.count == 1 { out.one } else { out.more }
            )
        })
        .collect();
    format!(
        "read as {}; {} | {} | {} | {} | {}; without {}\n{}\n{}",
        report.read_as,
        draft.author,
        draft.publisher,
        published.unwrap_or_default(),
        draft.url,
        case.language,
        left_out.join(", "),
        report.notes.join("\n"),
        paragraphs(case).join("\n")
    )
}

fn page(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    fs::read_to_string(path.join(name)).unwrap()
}

/// A zip archive of these entries. The first one is stored uncompressed, as in ODT and EPUB.
fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
</Relationships>"#;

const PARTS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="/word/footnotes.xml"/>
</Relationships>"#;

/// As a German version of Word writes them: the ids are translated, the names are not.
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<w:styles xmlns:w="w"><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
<w:style w:styleId="Haus"><w:name w:val="House subhead"/><w:basedOn w:val="berschrift2"/></w:style>
<w:style w:styleId="Beschriftung"><w:name w:val="caption"/></w:style>
<w:style w:styleId="Kreis"><w:name w:val="Circle"/><w:basedOn w:val="Kreis"/></w:style></w:styles>"#;

const FOOTNOTES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<w:footnotes xmlns:w="w"><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="1"><w:p><w:r><w:t>The log was seen by this paper</w:t></w:r></w:p></w:footnote></w:footnotes>"#;

const WORD_STORY: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<w:document xmlns:w="w" xmlns:mc="mc"><w:body>
<w:p><w:pPr><w:pStyle w:val="Titel"/></w:pPr><w:r><w:t>Ferry sinks</w:t></w:r><w:r><w:br/><w:t>off the cape</w:t></w:r></w:p>
<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">The ferry </w:t></w:r><w:del><w:r><w:delText>burned</w:delText></w:r></w:del><w:ins><w:r><w:t>sank</w:t></w:r></w:ins><w:r><w:tab/><w:t>on&#160;Monday, the coast guard&#x2019;s log &amp; the mayor said.</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:commentReference w:id="0"/></w:r></w:p>
<w:p><w:r><w:t>Nine were hurt</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:pPr><w:pStyle w:val="Beschriftung"/></w:pPr><w:r><w:t>The ferry in port</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>The ferry in port</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>, the mayor said.</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="Haus"/></w:pPr><w:r><w:t>Rescue</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>Two boats came</w:t></w:r></w:p>
<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden words.</w:t></w:r><w:r><w:instrText>HYPERLINK x</w:instrText></w:r><w:r><w:t>It was co</w:t><w:softHyphen/><w:t>ld, &unknown; said.</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Kelm</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>12 ships</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
</w:body></w:document>"#;

fn docx(story: &str) -> Vec<u8> {
    archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("word/_rels/document.xml.rels", PARTS.as_bytes()),
        ("word/styles.xml", STYLES.as_bytes()),
        ("word/footnotes.xml", FOOTNOTES.as_bytes()),
        ("word/document.xml", story.as_bytes()),
    ])
}

const OPEN_STORY: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:table="b" xmlns:draw="d" xmlns:svg="v" xmlns:dc="c">
<office:automatic-styles><style:style style:name="P1" style:parent-style-name="Title"/><style:style style:name="P2" style:parent-style-name="Illustration"/></office:automatic-styles>
<office:body><office:text>
<text:tracked-changes><text:changed-region><text:deletion><text:p>Nobody burned.</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:p text:style-name="P1">Пором затонув</text:p>
<text:p>Пором<text:s text:c="3"/>затонув у&#160;понеділок<office:annotation><dc:creator>AB</dc:creator><text:p>Sure?</text:p></office:annotation>, сказав<text:tab/>мер.<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Так у журналі порту</text:p></text:note-body></text:note> Було холодно<draw:frame><draw:text-box><text:p text:style-name="P2">Пором у порту<draw:image/></text:p></draw:text-box><svg:desc>a picture</svg:desc></draw:frame>, додав він.</text:p>
<text:h text:outline-level="2">Рятування</text:h>
<text:list><text:list-item><text:p>Двоє човнів</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>Кельм</text:p></table:table-cell><table:table-cell><text:p>12</text:p></table:table-cell></table:table-row></table:table>
</office:text></office:body></office:document-content>"#;

fn odt(story: &str) -> Vec<u8> {
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("META-INF/manifest.xml", b"<manifest/>"),
        ("content.xml", story.as_bytes()),
    ])
}

#[test]
fn the_bytes_decide_the_format_of_a_document() {
    let read_as = |bytes: &[u8], name| document(bytes, name).unwrap().read_as;
    let page = b"\n<!-- x --><!DOCTYPE html><p>The ferry sank, he said.";
    for name in ["x.txt", "x.doc", "x.md", "-", "x"] {
        assert_eq!(read_as(page, name), "a web page", "{name}");
    }
    assert_eq!(read_as(b"The ferry <sank>.", "x.html"), "");
    assert_eq!(read_as(b"The ferry<br>sank.", "x.html"), "a web page");
    assert_eq!(read_as(b"The ferry<br>sank.", "x.txt"), "");
    assert_eq!(read_as(&docx(WORD_STORY), "x.txt"), "a DOCX document");
    assert_eq!(read_as(&odt(OPEN_STORY), "x.docx"), "an ODT document");
    let by_tool = |bytes: &[u8], name: &str| {
        let mut asked = None;
        let document = reading::read_document(bytes, name, &mut |tool, bytes| {
            asked = Some((tool, bytes.to_vec()));
            Ok(b"<p>The ferry sank.</p>".to_vec())
        });
        (document.unwrap().read_as, asked.unwrap())
    };
    let rtf = b"{\\rtf1 x}";
    let expected = (
        "an RTF document, through pandoc".to_owned(),
        (Tool::Pandoc("rtf"), rtf.to_vec()),
    );
    assert_eq!(by_tool(rtf, "x.docx"), expected);
    let (read_as, (tool, _)) = by_tool(b"* The ferry", "x.org");
    assert_eq!(
        (read_as.as_str(), tool),
        ("an Org document, through pandoc", Tool::Pandoc("org"))
    );
    let epub = archive(&[("mimetype", b"application/epub+zip"), ("x.xhtml", b"x")]);
    assert_eq!(by_tool(&epub, "x").1.0, Tool::Pandoc("epub"));
    assert_eq!(by_tool(b"%PDF-1.7", "x").1.0, Tool::PdfToText);
    // Plain text may contain stars and hashes, too: only a file name makes a text Markdown.
    let starred = "# The ferry sank, the mayor said on Monday.\n\n*Nobody* was hurt, he said.\n";
    for (name, first) in [("x.txt", "# The"), ("-", "# The"), ("x.md", "The")] {
        let (case, _) = read(starred.as_bytes(), name);
        let paragraphs = case.draft.unwrap().paragraphs.clone();
        assert!(
            paragraphs[0].text().starts_with(first),
            "{name}: {paragraphs:?}"
        );
    }
}

#[test]
fn files_that_are_no_story_are_refused_by_kind() {
    let ole = |name: &str| {
        let name = name.encode_utf16().flat_map(u16::to_le_bytes);
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..."
            .iter()
            .copied()
            .chain(name)
            .collect::<Vec<u8>>()
    };
    let not_read = |what: &str| format!("x is {what}, which factdesk does not read");
    assert_eq!(
        refused(&ole("WordDocument"), "x"),
        not_read("an old Word document (DOC)")
    );
    assert_eq!(
        refused(&ole("EncryptedPackage"), "x"),
        not_read("protected by a password")
    );
    assert_eq!(refused(&ole("?"), "x"), not_read("an old Office file"));
    for (entry, what) in [
        ("xl/workbook.xml", "a spreadsheet"),
        ("ppt/presentation.xml", "a presentation"),
        ("Index/Document.iwa", "a Pages document"),
        ("story.txt", "an archive other than DOCX, ODT or EPUB"),
    ] {
        assert_eq!(refused(&archive(&[(entry, b"x")]), "x"), not_read(what));
    }
    assert_eq!(
        refused(b"<html><body><img src=x alt='A ferry'></body>", "x"),
        "x shows only pictures: there is no word to check in it"
    );
    assert_eq!(
        refused(b"<html><body><script>story()</script>", "x"),
        "x shows no text: there is no word to check in it"
    );
    let locked = archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        (
            "META-INF/manifest.xml",
            b"<manifest><encryption-data/></manifest>",
        ),
        ("content.xml", b"\x8f\x01\xfe"),
    ]);
    assert_eq!(refused(&locked, "x"), "x is protected by a password");
    let blank = archive(&[("word/document.xml", b"<w:document/>")]);
    assert_eq!(refused(&blank, "x"), "x is empty: it holds no word");
    let scanned = reading::read_document(b"%PDF-", "x", &mut |_, _| Ok(b"\x0c\x0c".to_vec()));
    assert_eq!(
        scanned.unwrap_err().what,
        "x shows only pictures: there is no text in this PDF"
    );
}

#[test]
fn a_broken_document_is_refused_with_its_place() {
    let broken = WORD_STORY.replace("</w:body>", "</w:bdy>");
    let said = refused(&docx(&broken), "x.docx");
    assert!(
        said.starts_with("x.docx (word/document.xml):10:1: "),
        "{said}"
    );
    let cut = WORD_STORY.split_once("<w:tbl>").unwrap().0;
    assert_eq!(
        refused(&docx(cut), "x.docx"),
        "x.docx (word/document.xml):9:1: the text ends within 2 elements"
    );
    let whole = docx(WORD_STORY);
    assert!(refused(&whole[..whole.len() / 2], "x.docx").starts_with("x.docx is damaged: "));
    let said = refused(&docx(&WORD_STORY.replace("Nine", "Ni\0e")), "x.docx");
    assert_eq!(
        said,
        "x.docx (word/document.xml):5:18: there is a NUL byte here, so this is not text"
    );
}

#[test]
fn hidden_characters_of_every_format_are_kept_and_shown() {
    let hostile = "The \u{202e}ferry\u{1b}[31m sank, the mayor\u{200b} said.";
    let escaped = hostile.replace('\u{1b}', "&#27;");
    for (bytes, name) in [
        (format!("<html><p>{escaped}</p>").into_bytes(), "x.html"),
        (docx(&WORD_STORY.replace("Rescue", &escaped)), "x.docx"),
        (odt(&OPEN_STORY.replace("Рятування", &escaped)), "x.odt"),
        (hostile.as_bytes().to_vec(), "x.md"),
    ] {
        let (case, report) = read(&bytes, name);
        assert!(
            paragraphs(&case).iter().any(|text| text.ends_with(hostile)),
            "{name}: {:?}",
            paragraphs(&case)
        );
        assert_eq!(report.unseen, 3, "{name}");
    }
}

#[test]
fn what_is_said_on_the_command_line_wins_over_the_page() {
    let desk = Desk::new("wins");
    desk.write("ferry.html", page("ferry.html"));
    let ran = desk.run(&[
        "new",
        "ferry.html",
        "--author",
        "Desk",
        "--published",
        "2026-10-03",
        "--language",
        "en-GB",
    ]);
    insta::assert_snapshot!(ran.err);
    let text = desk.read("ferry.case.ron");
    for line in [
        "title: \"Ferry with 212 aboard sinks off Norsund\"",
        "language: \"en-GB\"",
        "author: \"Desk\"",
        "publisher: \"Herald Post News\"",
        "published: \"2026-10-03\"",
        "url: \"https://www.heraldpost.example/news/world-68652380\"",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(!text.contains("seen:"));
}

#[test]
fn a_document_can_be_a_list_of_claims() {
    let desk = Desk::new("list-docx");
    desk.write("list.docx", docx(WORD_STORY));
    desk.run(&["new", "list.docx", "--lines"]);
    let list = desk.json(&["list", "list.case.ron", "--format", "json"]);
    assert_eq!(list["claims"][0]["text"], "Ferry sinks off the cape");
    assert_eq!(list["claims"].as_array().unwrap().len(), 8);
}

#[test]
fn standard_input_can_have_any_format() {
    let desk = Desk::new("stdin-docx");
    desk.write("in", docx(WORD_STORY));
    let mut command = desk.command(&["new", "-", "-o", "x.case.ron"]);
    let input = fs::File::open(desk.path("in")).unwrap();
    let ran = Ran::of(command.stdin(input).output().unwrap());
    assert!(
        ran.err
            .starts_with("Read as a DOCX document.\n-: 8 paragraphs"),
        "{}",
        ran.err
    );
}

/// Bytes with random parts changed, removed, doubled or replaced.
pub(crate) fn mangled(whole: Vec<u8>) -> impl Strategy<Value = Vec<u8>> {
    let place = any::<prop::sample::Index>;
    prop::collection::vec((place(), place(), any::<u8>(), 0..6_u8), 1..8).prop_map(move |breaks| {
        let mut bytes = whole.clone();
        for (at, from, byte, how) in breaks {
            if bytes.is_empty() {
                break;
            }
            let (at, from) = (at.index(bytes.len()), from.index(bytes.len()));
            match how {
                0 => bytes[at] = byte,
                1 => bytes[at] ^= 1 << (byte % 8),
                2 => {
                    bytes.remove(at);
                }
                3 if byte < 40 => bytes.truncate(at),
                4 => {
                    let end = (from + usize::from(byte)).min(bytes.len());
                    let piece = bytes[from..end].to_vec();
                    bytes.splice(at..at, piece);
                }
                _ => bytes.insert(at, byte),
            }
        }
        bytes
    })
}

/// Checks that a mangled document is refused with a hint or makes a sound case.
fn is_sound(bytes: &[u8], name: &str) -> Result<(), TestCaseError> {
    let read = reading::read_document(bytes, name, &mut |_, bytes| Ok(bytes.to_vec()));
    match read {
        Ok(document) => {
            let (case, _) = reading::story_of(
                document,
                name,
                crate::support::start_of_1970(),
                &mut IdGen::seeded(1),
                &mut |_| (),
            )
            .unwrap();
            let draft = case.draft.clone().unwrap();
            prop_assert!(
                draft
                    .paragraphs
                    .iter()
                    .all(|text| !text.text().contains(['\n', '\t']))
            );
            prop_assert!(case.claims.iter().all(|claim| !case.is_unanchored(claim)));
            let titles = draft
                .paragraphs
                .iter()
                .filter(|text| text.part() == Part::Title);
            prop_assert!(titles.count() <= 1);
        }
        Err(Error { what, hint, .. }) => {
            prop_assert!(
                !what.contains(factdesk::text::is_unseen) && !hint.is_empty(),
                "{what}"
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn a_mangled_page_does_no_harm(bytes in mangled(page("ferry.html").into_bytes())) {
        is_sound(&bytes, "x.html")?;
    }

    #[test]
    fn a_mangled_page_in_ukrainian_does_no_harm(bytes in mangled(page("mine.uk.html").into_bytes())) {
        is_sound(&bytes, "x.html")?;
    }

    #[test]
    fn a_mangled_archive_does_no_harm(bytes in mangled(docx(WORD_STORY))) {
        is_sound(&bytes, "x.docx")?;
    }

    #[test]
    fn a_docx_of_mangled_xml_does_no_harm(
        story in mangled(WORD_STORY.as_bytes().to_vec()),
        styles in mangled(STYLES.as_bytes().to_vec()),
        parts in mangled(PARTS.as_bytes().to_vec()),
    ) {
        let bytes = archive(&[
            ("_rels/.rels", RELATIONS.as_bytes()),
            ("word/_rels/document.xml.rels", &parts),
            ("word/styles.xml", &styles),
            ("word/document.xml", &story),
        ]);
        is_sound(&bytes, "x.docx")?;
    }

    #[test]
    fn an_odt_of_mangled_xml_does_no_harm(story in mangled(OPEN_STORY.as_bytes().to_vec())) {
        let mime = b"application/vnd.oasis.opendocument.text";
        is_sound(&archive(&[("mimetype", mime), ("content.xml", &story)]), "x.odt")?;
    }

    #[test]
    fn any_bytes_under_any_name_do_no_harm(
        start in prop::sample::select(vec!["", "PK\u{3}\u{4}", "%PDF-", "{\\rtf", "<html>", "---\ntitle: x\n", "\u{feff}"]),
        rest in prop::collection::vec(any::<u8>(), 0..200),
        name in prop::sample::select(vec!["x.txt", "x.md", "x.html", "x.org", "x.docx", "-"]),
    ) {
        is_sound(&[start.as_bytes(), &rest].concat(), name)?;
    }

    #[test]
    fn any_tags_do_no_harm(tags in prop::collection::vec(
        prop::sample::select(vec![
            "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<a href=x>", "</a>", "<table>", "<tr>", "<td>", "</tr>",
            "</table>", "<caption>", "<ul>", "<li>", "</ul>", "<br>", "<h1>", "</h1>", "<h2>", "<nav>", "</nav>", "<figure>",
            "<figcaption>", "<script>", "</script>", "<svg>", "<select>", "<template>", "<!--", "-->", "<p class=caption>",
            "<sup class=reference>", "<div style='display: none'>", "<frameset>", "<title>", "</title>", "<math>", "&lt;",
            "&#0;", "&#xd800;", "слово ", "The ferry sank. ", "«Так», — сказав мер. ", "x",
        ]), 0..60)) {
        is_sound(format!("<html>{}", tags.concat()).as_bytes(), "x.html")?;
    }
}

/// Puts a shell script with this content on the path, as the program `name`.
fn tool(desk: &Desk, name: &str, does: &str) {
    use std::os::unix::fs::PermissionsExt;
    fs::create_dir_all(desk.path("tools")).unwrap();
    desk.write(&format!("tools/{name}"), format!("#!/bin/sh\n{does}\n"));
    let path = desk.path(&format!("tools/{name}"));
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}
