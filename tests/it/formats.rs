//! Stories in every format: what comes of good documents, what is said of odd ones, and that no
//! mangled one does harm.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use crate::support::{Desk, Ran};
use factdesk::case::{Case, Mint, Paragraph, Part};
use factdesk::error::Error;
use factdesk::reading::{self, Document, Report, Tool};
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn no_tool(tool: Tool, _: &[u8]) -> Result<Vec<u8>, Error> {
    panic!("{tool:?} was asked")
}

fn document(bytes: &[u8], name: &str) -> Result<Document, Error> {
    reading::read_document(bytes, name, &mut no_tool)
}

fn read(bytes: &[u8], name: &str) -> (Case, Report) {
    let document = document(bytes, name).unwrap();
    reading::story_of(
        document,
        name,
        crate::support::start_of_1970(),
        &mut Mint::seeded(1),
        &mut |_| (),
    )
    .unwrap()
}

/// What a document is refused with, and the way out.
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

/// A zip archive of these entries, the first one not packed, as ODT and EPUB have it.
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

/// As a Word in German writes them: the ids are translated, the names are not.
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
fn a_page_of_an_english_site_is_its_story() {
    let (case, report) = read(page("ferry.html").as_bytes(), "ferry.html");
    insta::assert_snapshot!(shown(&case, &report));
}

#[test]
fn a_ukrainian_page_of_tables_in_windows_1251_is_its_story() {
    let page = page("mine.uk.html");
    let (bytes, _, had_none) = encoding_rs::WINDOWS_1251.encode(&page);
    assert!(!had_none);
    let (case, report) = read(&bytes, "mine.html");
    insta::assert_snapshot!(shown(&case, &report));
}

#[test]
fn a_page_whose_paragraphs_are_line_breaks_is_its_story() {
    let (case, report) = read(page("dam.ru.html").as_bytes(), "dam.ru.html");
    insta::assert_snapshot!(shown(&case, &report));
}

#[test]
fn a_headline_is_found_and_stands_once() {
    let body = "<p>The ferry sank on Monday, the mayor said.</p><p>Nine were hurt, he said.</p>";
    let title = "<title>Nine hurt as a ferry sinks off Kelm | The Herald</title>";
    for (head, expected) in [
        (
            "<h1>The Herald</h1><h2>Nine hurt as a ferry sinks off Kelm</h2>",
            "Nine hurt as a ferry sinks off Kelm",
        ),
        (
            "<h1>Ferry sinks in a storm near Kelm</h1>",
            "Ferry sinks in a storm near Kelm",
        ),
        (
            "<h1>Nine hurt as a ferry sinks</h1><h1>Sport</h1>",
            "Nine hurt as a ferry sinks",
        ),
        ("", "Nine hurt as a ferry sinks off Kelm"),
    ] {
        let page = format!("<html><head>{title}</head><body>{head}{body}");
        let (case, _) = read(page.as_bytes(), "x.html");
        let paragraphs = paragraphs(&case);
        assert_eq!(paragraphs[0], format!("title: {expected}"));
        let repeats = paragraphs.iter().filter(|text| text.ends_with(expected));
        assert_eq!((repeats.count(), case.title.as_str()), (1, expected));
    }
}

#[test]
fn a_page_that_is_one_text_keeps_its_lines() {
    let page = "<html><body><pre>FERRY SINKS\n\nThe ferry sank on Monday at noon off the cape of\nKelm, the mayor said; nobody \
                knows why it did so.\n\nA: 1\nB: 2\n</pre>";
    let (case, _) = read(page.as_bytes(), "x.html");
    let expected = [
        "title: FERRY SINKS",
        "body: The ferry sank on Monday at noon off the cape of Kelm, the mayor said; nobody knows why it did so.",
        "heading: A: 1",
        "body: B: 2",
    ];
    assert_eq!(paragraphs(&case), expected);
}

#[test]
fn a_docx_is_read_as_its_editor_sees_it() {
    let (case, report) = read(&docx(WORD_STORY), "story.docx");
    insta::assert_snapshot!(shown(&case, &report));
}

#[test]
fn an_odt_is_read_as_its_editor_sees_it() {
    let (case, report) = read(&odt(OPEN_STORY), "story.odt");
    insta::assert_snapshot!(shown(&case, &report));
}

#[test]
fn powers_stay_powers_and_what_is_struck_out_is_left_out() {
    let run = |properties: &str, text: &str| {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    };
    let body = [
        run("", "Some 10"),
        run("<w:vertAlign w:val=\"superscript\"/>", "5"),
        run("", " came for "),
        run("<w:strike/>", "90"),
        run("<w:strike w:val=\"0\"/>", "80 pounds."),
    ]
    .concat();
    let story = format!("<w:document><w:body><w:p>{body}</w:p></w:body></w:document>");
    let page = "<!doctype html><p>Some 10<sup>5</sup> came for <s>90</s>80 pounds.</p>";
    let text = "Some 10^5 came for ~~90~~80 pounds.";
    for (bytes, name) in [
        (docx(&story), "x.docx"),
        (page.as_bytes().to_vec(), "x.html"),
        (text.as_bytes().to_vec(), "x.md"),
    ] {
        let (case, report) = read(&bytes, name);
        let first = paragraphs(&case).into_iter().next();
        assert_eq!(
            first.as_deref(),
            Some("body: Some 10^5 came for 80 pounds."),
            "{name}"
        );
        let struck = report
            .left_out
            .iter()
            .find(|out| out.one == "passage struck out");
        assert_eq!(struck.map(|out| out.count), Some(1), "{name}");
    }
}

#[test]
fn what_a_document_is_its_bytes_tell_and_not_its_name() {
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
    // Stars and hashes stand in plain text too: only a name makes a text Markdown.
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
fn what_is_no_story_is_refused_with_what_it_is() {
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
fn a_large_first_letter_is_part_of_its_word_and_a_raised_number_of_none() {
    let paragraph =
        |properties: &str, runs: &str| format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>");
    let run = |look: &str, text: &str| format!("<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>");
    let raised = "<w:vertAlign w:val=\"superscript\"/>";
    let first = paragraph("<w:framePr w:dropCap=\"drop\"/>", &run("", "N"));
    let rest = [
        run("", "ine died in 2019."),
        run(raised, "4"),
        run("", " Some 10"),
        run(raised, "6"),
        run("", " litres were lost."),
    ];
    let body = first + &paragraph("", &rest.concat()) + &paragraph("", &run("", "Two lived."));
    let (start, _) = WORD_STORY.split_once("<w:body>").unwrap();
    let document = format!("{start}<w:body>{body}</w:body></w:document>");
    let (case, _) = read(&docx(&document), "x.docx");
    let texts: Vec<&str> = case
        .draft
        .as_ref()
        .unwrap()
        .paragraphs
        .iter()
        .map(factdesk::case::Paragraph::text)
        .collect();
    assert_eq!(
        texts[..2],
        [
            "Nine died in 2019.[4] Some 10^6 litres were lost.",
            "Two lived."
        ]
    );
}

#[test]
fn an_archive_cannot_unpack_to_more_than_a_story() {
    let far_more =
        "x.docx unpacks to far more than it is, so it is not a story (word/document.xml)";
    let bomb = docx(&" ".repeat(60_000_000));
    assert!(bomb.len() < 100_000);
    assert_eq!(refused(&bomb, "x.docx"), far_more);
    assert_eq!(refused(&docx(&"<w:p>".repeat(600_000)), "x.docx"), far_more);
    // The size that the headers give is nobody's promise.
    let mut lying = bomb;
    let size = 60_000_000_u32.to_le_bytes();
    let places: Vec<usize> = (0..lying.len() - 4)
        .filter(|at| lying[*at..*at + 4] == size)
        .collect();
    assert!(!places.is_empty());
    for place in places {
        lying[place..place + 4].copy_from_slice(&10_u32.to_le_bytes());
    }
    refused(&lying, "x.docx");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for entry in 0..10_001 {
        zip.start_file(format!("{entry}"), SimpleFileOptions::default())
            .unwrap();
    }
    let many = zip.finish().unwrap().into_inner();
    assert_eq!(
        refused(&many, "x.docx"),
        "x.docx is an archive of more than 10000 files, so it is not a story"
    );
}

#[test]
fn xml_cannot_grow_by_entities_nor_nest_without_end() {
    let lol = WORD_STORY.replace(
        "<w:document",
        "<!DOCTYPE lolz [<!ENTITY a \"ha\"><!ENTITY unknown \"&a;&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]><w:document",
    );
    let (case, _) = read(&docx(&lol), "x.docx");
    assert!(paragraphs(&case).contains(&"body: It was cold, &unknown; said.".to_owned()));
    let deep = format!("{}{}", "<w:p>".repeat(300), "x".repeat(10_000));
    let said = refused(&docx(&deep), "x.docx");
    assert_eq!(
        said,
        "x.docx (word/document.xml):1:1286: elements nest deeper than 256"
    );
}

#[test]
fn a_page_cannot_ask_more_of_the_parser_than_a_story() {
    let words = "The ferry sank on Monday, the mayor said.";
    let too_deep = |page: String| refused(page.as_bytes(), "x.html");
    assert_eq!(
        too_deep(format!("<html>{}{words}", "<div>".repeat(1_000_000))),
        "x.html:1:1537: more than 400 elements are nested here"
    );
    let each = |count: usize, piece: fn(usize) -> String| {
        (0..count).map(piece).collect::<Vec<_>>().concat()
    };
    let wide = each(40_000, |at| format!("a{at} "));
    let bold = each(390, |at| format!("<b a={at}>"));
    for page in [
        format!("<html><p {wide}>{words}"),
        format!("<html><p =\"><p {wide}>{words}\">"),
        format!("<html><p>{bold}{}", "</p><p>x".repeat(200_000)),
    ] {
        let said = too_deep(page);
        assert!(
            said.ends_with("the page holds more markup than any story"),
            "{said}"
        );
    }
    // What browsers mend or ignore: ends that end nothing, comments that are over at once, the
    // other rules of drawings.
    for piece in [
        "<div><table><td></div></table>",
        "<div><!x </div>",
        "<div><!--></div>",
        "<optgroup>x",
        "<svg><title><div>",
        "<math><td>",
        "<script><!--<script></script><!--</script><div>",
        "<svg><g><![CDATA[></g>]]>",
        "<b><p>",
        "<a href=x><div>",
    ] {
        let page = format!("<html><p>{words}{}", piece.repeat(30_000));
        match document(page.as_bytes(), "x.html") {
            Ok(document) => assert!(document.lines().contains("The ferry sank"), "{piece}"),
            Err(error) => assert!(error.what.starts_with("x.html:1:"), "{piece}: {error}"),
        }
    }
    // What only looks like so many tags is none.
    for page in [
        format!("<html><p>{words}<!-- {} -->", "<div>".repeat(100_000)),
        format!(
            "<html><p>{words}<script>{}</script>",
            "'<div>'".repeat(100_000)
        ),
        format!("<html><p title=\"{}\">{words}", "<div>".repeat(100_000)),
        format!("<html>{}{words}", "<p>".repeat(2000)),
        format!("<html><p>{words}{}", "< ".repeat(100_000)),
    ] {
        let (case, _) = read(page.as_bytes(), "x.html");
        assert!(
            paragraphs(&case)[0].contains("The ferry sank"),
            "{page:.60}"
        );
    }
    let long = format!("<html><ul>{}", format!("<li>{words}").repeat(70_000));
    let (case, report) = read(long.as_bytes(), "x.html");
    assert_eq!(case.claims.len(), 70_000);
    assert_eq!(
        report.notes,
        ["No article was found in the page, so all of its text is here"]
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

/// A program on the path that does this, in the shell's words.
fn tool(desk: &Desk, name: &str, does: &str) {
    use std::os::unix::fs::PermissionsExt;
    fs::create_dir_all(desk.path("tools")).unwrap();
    desk.write(&format!("tools/{name}"), format!("#!/bin/sh\n{does}\n"));
    let path = desk.path(&format!("tools/{name}"));
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

fn with_tools(desk: &Desk, arguments: &[&str]) -> Ran {
    let mut command = desk.command(arguments);
    let path = format!("{}:/usr/bin:/bin", desk.path("tools").display());
    Ran::of(command.env("PATH", path).output().unwrap())
}

#[test]
fn programs_are_run_without_a_shell_and_heard_out() {
    let desk = Desk::new("programs");
    desk.write("a b;$(x).pdf", "%PDF-1.7\nThe ferry sank.\n");
    // A program may write before it has read, and more than a pipe holds.
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
    // One that closes its ears is heard all the same.
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
fn programs_are_held_to_so_much_memory() {
    let desk = Desk::new("bounded");
    desk.write("x.rtf", "{\\rtf1 x}");
    let says = "echo '<p>The ferry sank, the mayor said.'";
    // What it reads comes after the bound.
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
    // One that was built without it is run without it.
    let refuses = "case $1 in +RTS) echo 'Most RTS options are disabled. Use hs_init_with_rtsopts()' >&2; exit 1;; esac";
    tool(
        &desk,
        "pandoc",
        &format!("{refuses}; cat > /dev/null; {says}"),
    );
    let ran = with_tools(&desk, &["new", "x.rtf", "--force"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    // One that runs out of it is an error like another.
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
fn a_program_that_is_not_there_is_named_with_the_way_to_it() {
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
fn a_list_may_be_a_document_too() {
    let desk = Desk::new("list-docx");
    desk.write("list.docx", docx(WORD_STORY));
    desk.run(&["new", "list.docx", "--lines"]);
    let list = desk.json(&["list", "list.case.ron", "--format", "json"]);
    assert_eq!(list["claims"][0]["text"], "Ferry sinks off the cape");
    assert_eq!(list["claims"].as_array().unwrap().len(), 8);
}

#[test]
fn a_story_comes_through_standard_input_in_any_format() {
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

/// A DOCX of this body, with the lists and the properties that a document has.
fn docx_with(body: &str) -> Vec<u8> {
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let relation = |kind: &str, target: &str| {
        format!("<Relationship Type=\"http://x/{kind}\" Target=\"{target}\"/>")
    };
    let relations = |all: &[String]| format!("<Relationships>{}</Relationships>", all.concat());
    let top = relations(&[
        relation("officeDocument", "word/document.xml"),
        relation("core-properties", "docProps/core.xml"),
    ]);
    let parts = relations(&[relation("numbering", "numbering.xml")]);
    let core = "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:title>Port fees</dc:title><dc:creator>Ann Lee</dc:creator></cp:coreProperties>";
    let numbering = "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt \
                     w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId \
                     w:val=\"0\"/></w:num></w:numbering>";
    archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", top.as_bytes()),
        ("docProps/core.xml", core.as_bytes()),
        ("word/_rels/document.xml.rels", parts.as_bytes()),
        ("word/numbering.xml", numbering.as_bytes()),
        ("word/document.xml", document.as_bytes()),
    ])
}

#[test]
fn word_shows_numbers_and_results_of_fields() {
    let item = |text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let (begin, separate, end) = (mark("begin"), mark("separate"), mark("end"));
    let field = format!(
        "<w:p>{}{begin}<w:r><w:instrText>IF</w:instrText></w:r>{begin}<w:r><w:instrText>PAGE</w:instrText></w:r>{separate}{}{end}{separate}{}{end}{}</w:p>",
        run("See "),
        run("99"),
        run("page 7"),
        run(" of the report, the board said."),
    );
    let lost = format!(
        "<w:p>{}{begin}<w:r><w:instrText>PAGE</w:instrText></w:r></w:p><w:p>{}</w:p>",
        run("It leaked in May."),
        run("Two men died, she said.")
    );
    let body = [
        item("Pumps were idle for 14 months."),
        item("Two of five alarms were off."),
        field,
        lost,
    ]
    .concat();
    let (case, _) = read(&docx_with(&body), "x.docx");
    let expected = [
        "body: 1. Pumps were idle for 14 months.",
        "body: 2. Two of five alarms were off.",
        "body: See page 7 of the report, the board said.",
        "body: It leaked in May.",
        "body: Two men died, she said.",
    ];
    assert_eq!(paragraphs(&case), expected);
    let draft = case.draft.as_ref().unwrap();
    assert_eq!(
        (case.title.as_str(), draft.author.as_str()),
        ("Port fees", "Ann Lee")
    );
}

#[test]
fn odt_hides_strikes_and_raises_by_its_styles() {
    let styles = "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style>\
                  <style:style style:name=\"T2\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>\
                  <style:style style:name=\"T3\" style:family=\"text\"><style:text-properties style:text-position=\"super 58%\"/></style:style>\
                  <style:style style:name=\"T4\" style:family=\"text\"><style:text-properties style:text-line-through-style=\"none\"/></style:style>";
    let span = |style: &str, text: &str| {
        format!("<text:span text:style-name=\"{style}\">{text}</text:span>")
    };
    let story = OPEN_STORY
        .replace("</office:automatic-styles>", &format!("{styles}</office:automatic-styles>"))
        .replace(
            "<text:h text:outline-level=\"2\">",
            &format!(
                "<text:p>Плата зросла на {}{} відсотків у 2019{}.{} Це {}.</text:p><text:h text:outline-level=\"2\">",
                span("T1", "15"),
                span("T4", "18"),
                span("T3", "4"),
                span("T2", "Таємно."),
                span("T9", "правда"),
            ),
        );
    let (case, report) = read(&odt(&story), "x.odt");
    assert!(
        paragraphs(&case)
            .contains(&"body: Плата зросла на 18 відсотків у 2019[4]. Це правда.".to_owned()),
        "{:?}",
        paragraphs(&case)
    );
    for one in ["passage struck out", "hidden passage"] {
        assert!(
            report
                .left_out
                .iter()
                .any(|out| out.one == one && out.count == 1),
            "{one}"
        );
    }
}

#[test]
fn remarks_and_marks_of_notes_in_google_docs_are_no_words() {
    let page = "<html><head><title>Port fees</title></head><body><h1>Port fees</h1><p>The fees rose by 18 percent in \
                2019<sup><a href=\"#ftnt1\" id=\"ftnt_ref1\">[1]</a></sup><sup><a href=\"#cmnt1\" id=\"cmnt_ref1\">[a]</a></sup>. Two men \
                drowned.</p><hr><div><p><a href=\"#ftnt_ref1\" id=\"ftnt1\">[1]</a> The order of 9 January.</p></div><div style=\"border:1px\"><p><a \
                href=\"#cmnt_ref1\" id=\"cmnt1\">[a]</a><span>Is that so?</span></p></div></body></html>";
    let (case, report) = read(page.as_bytes(), "x.html");
    let expected = [
        "title: Port fees",
        "body: The fees rose by 18 percent in 2019. Two men drowned.",
    ];
    assert_eq!(paragraphs(&case), expected);
    let notes: Vec<&str> = case
        .claims
        .iter()
        .flat_map(|claim| &claim.evidence)
        .map(|item| item.note.as_str())
        .collect();
    assert_eq!(notes, ["The order of 9 January.", "Is that so?"]);
    assert_eq!(report.suggested, 2);
}

/// Bytes with some of them changed, gone, doubled or taken from elsewhere.
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

/// A mangled document is refused with a hint, or makes a sound case.
fn is_sound(bytes: &[u8], name: &str) -> Result<(), TestCaseError> {
    let read = reading::read_document(bytes, name, &mut |_, bytes| Ok(bytes.to_vec()));
    match read {
        Ok(document) => {
            let (case, _) = reading::story_of(
                document,
                name,
                crate::support::start_of_1970(),
                &mut Mint::seeded(1),
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

/// A page that Chromium printed, read by the `pdftotext` that is installed.
#[test]
fn a_pdf_of_a_browser_keeps_its_numbers() {
    if std::process::Command::new("pdftotext")
        .arg("-v")
        .output()
        .is_err()
    {
        eprintln!("skipped: pdftotext is not installed");
        return;
    }
    let desk = Desk::new("real-pdf");
    desk.write("x.pdf", include_bytes!("../formats/chromium.pdf"));
    let ran = with_tools(&desk, &["new", "x.pdf"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let json = desk.json(&["export", "x.case.ron", "--to", "json"]);
    let paragraphs = json["draft"]["paragraphs"].as_array().unwrap().iter();
    let told: Vec<String> = paragraphs.map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            r#"{"Title":"Port news of the week"}"#,
            r#"{"Body":"The ferry sank on Monday evening, and about 3-4 percent of its oil was lost. In the years of 2019-2021 the port had paid for a well-known pilot, the harbour log says."}"#,
            r#"{"Body":"Two people died in it, the coast guard said."}"#,
            r#"{"Body":"Тіла знайшли у вівторок уранці, повідомила поліція."}"#,
        ]
    );
}
