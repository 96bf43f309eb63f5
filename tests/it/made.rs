//! Reads documents that word processors made. Each test is skipped with a notice where its program
//! is not installed.

use crate::support::programs::{office, pandoc, python_docx};
use crate::support::suggested::suggested;
use crate::support::{Desk, Ran};

/// A document with everything that a writer may use, in the form that `LibreOffice` reads.
const DRAFT: &str = include_str!("../formats/draft.fodt");

/// The claims of a document, each with its suggestions as `url note (by)`, and the messages.
fn read(desk: &Desk, name: &str) -> (Vec<String>, String) {
    let (_, err) = desk.both(&["new", name, "-o", "c.case.ron", "--force"]);
    (claims(desk), err)
}

fn claims(desk: &Desk) -> Vec<String> {
    let claims = suggested(desk, "c.case.ron")
        .into_iter()
        .map(|(text, items)| {
            let items = items.iter().map(|item| {
                let field =
                    |name: &str| item[name].as_str().unwrap_or_default().replace('\n', " / ");
                let (url, note, by) = (field("url"), field("note"), field("by"));
                format!(" | {url} {note} ({by})").replace("  ", " ")
            });
            text + &items.collect::<String>()
        });
    claims.collect()
}

/// Reads a document that `LibreOffice` writes in a format. None if it is not installed.
fn by_office(name: &str, to: &str) -> Option<(Vec<String>, String)> {
    let desk = Desk::new(name);
    desk.write("draft.fodt", DRAFT);
    office(&desk, to, "draft.fodt")?;
    Some(read(&desk, &format!("draft.{to}")))
}

#[test]
fn an_odt_from_libreoffice_is_read() {
    if let Some((claims, err)) = by_office("made-odt", "odt") {
        insta::assert_snapshot!("libreoffice_odt", claims.join("\n"));
        insta::assert_snapshot!("libreoffice_odt_err", err);
    }
}

#[test]
fn a_docx_from_libreoffice_is_read() {
    if let Some((claims, err)) = by_office("made-docx", "docx") {
        insta::assert_snapshot!("libreoffice_docx", claims.join("\n"));
        insta::assert_snapshot!("libreoffice_docx_err", err);
    }
}

#[test]
fn a_page_from_libreoffice_is_read() {
    if let Some((claims, err)) = by_office("made-html", "html") {
        insta::assert_snapshot!("libreoffice_html", claims.join("\n"));
        insta::assert_snapshot!("libreoffice_html_err", err);
    }
}

/// factdesk needs pandoc to read it, too.
#[test]
fn an_rtf_from_libreoffice_is_read() {
    let desk = Desk::new("made-rtf");
    desk.write("draft.fodt", DRAFT);
    if office(&desk, "rtf", "draft.fodt").is_none() || pandoc("x", "html").is_none() {
        return;
    }
    let path = std::env::var("PATH").unwrap();
    let new = ["new", "draft.rtf", "-o", "c.case.ron"];
    let ran = desk.command(&new).env("PATH", path).output().unwrap();
    let ran = Ran::of(ran);
    assert_eq!(ran.code, 0, "{ran:?}");
    insta::assert_snapshot!("libreoffice_rtf", claims(&desk).join("\n"));
    insta::assert_snapshot!("libreoffice_rtf_err", ran.err);
}

#[test]
fn a_docx_from_python_docx_is_read() {
    let desk = Desk::new("made-python");
    let script = r#"
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn, nsdecls

d = docx.Document()
d.core_properties.title = 'The harbour in May'
d.core_properties.author = 'Eva Lund'
d.add_heading('The harbour in May', 0)
p = d.add_paragraph('The old crane fell into the harbour on 3 May. ')

def link(paragraph, words, url):
    r = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    h = OxmlElement('w:hyperlink')
    h.set(qn('r:id'), r)
    run = OxmlElement('w:r')
    t = OxmlElement('w:t')
    t.text = words
    run.append(t)
    h.append(run)
    paragraph._p.append(h)

link(p, 'The port office', 'https://port.example/crane')
p.add_run(' counted two dead.')
d.add_heading('What it cost', 1)
d.add_paragraph('The crane cost four million kroner.', style='List Number')
d.add_paragraph('Its owner was insured.', style='List Number')
d.add_paragraph('A new one is being built.', style='List Bullet')
t = d.add_table(rows=1, cols=2)
t.rows[0].cells[0].text = 'Dead'
t.rows[0].cells[1].text = '2'
p = d.add_paragraph()
start = OxmlElement('w:commentRangeStart')
start.set(qn('w:id'), '0')
p._p.append(start)
p.add_run('The mayor knew of the rust.')
end = OxmlElement('w:commentRangeEnd')
end.set(qn('w:id'), '0')
p._p.append(end)
run = p.add_run()
ref = OxmlElement('w:commentReference')
ref.set(qn('w:id'), '0')
run._r.append(ref)
gone = p.add_run(' He resigned.')
gone.font.strike = True
xml = '<w:comments %s><w:comment w:id="0" w:author="Bo Berg" w:date="2026-05-04T10:00:00Z" w:initials="BB"><w:p><w:r><w:t>Who told us?</w:t></w:r></w:p></w:comment></w:comments>' % nsdecls('w')
part = Part(PackURI('/word/comments.xml'), 'application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml', xml.encode(), d.part.package)
d.part.relate_to(part, RELATIONSHIP_TYPE.COMMENTS)
d.save('draft.docx')
"#;
    if python_docx(&desk, script).is_none() {
        return;
    }
    let (claims, err) = read(&desk, "draft.docx");
    insta::assert_snapshot!("python_docx", claims.join("\n"));
    insta::assert_snapshot!("python_docx_err", err);
}

#[test]
fn a_document_from_pandoc_reads_the_same_after_libreoffice() {
    let text = "# The bridge of Lom\n\nThe bridge was shut on Friday.[^1] [Who says so?]{.comment-start id=\"1\" author=\"Ann Lee\" \
                date=\"2026-05-04T10:00:00Z\"}Nobody was hurt[]{.comment-end id=\"1\"}, [police](https://police.example/7) \
                said.\n\n[^1]: Notice of 4 May.\n";
    let Some(bytes) = pandoc(text, "docx") else {
        return;
    };
    let desk = Desk::new("made-twice");
    desk.write("draft.docx", bytes);
    let (first, _) = read(&desk, "draft.docx");
    assert_eq!(first.len(), 2, "{first:?}");
    assert!(
        first[0].contains(" | Notice of 4 May. (draft.docx)"),
        "{first:?}"
    );
    if office(&desk, "odt", "draft.docx").is_none() {
        return;
    }
    let (second, _) = read(&desk, "draft.odt");
    let alike = |claims: &[String]| claims.join("\n").replace(".odt", ".docx");
    assert_eq!(alike(&second), alike(&first));
}
