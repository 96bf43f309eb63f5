//! Documents of word processors.

use super::*;

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
fn powers_are_kept_and_struck_text_is_left_out() {
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
fn drop_caps_join_their_word_and_superscripts_do_not() {
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
    // The size in the headers may be false.
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
fn xml_entities_and_depth_are_limited() {
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

/// A DOCX with this body, and with the lists and properties of a real document.
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
fn odt_styles_hide_strike_and_raise_text() {
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
