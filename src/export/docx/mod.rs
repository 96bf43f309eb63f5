//! `docx`: the story as a Word document, with verdicts as margin comments by the person who ruled,
//! and with fixes as tracked changes. The file is a zip archive of XML (ECMA-376; comment threads
//! by [MS-DOCX]). The same case and options always give the same bytes.

mod changes;
mod comments;
mod links;
mod story;
mod xml;

use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::Options;
use super::options::broken;
use super::shown::Shown;
use crate::case::Case;
use crate::error::Error;
use crate::text::counted;
use xml::{Xml, element, part, text};

/// The XML parts that are the same in every document.
const FIXED: &[(&str, &str)] = &[
    ("[Content_Types].xml", include_str!("types.xml")),
    ("_rels/.rels", include_str!("package.rels.xml")),
    ("word/styles.xml", include_str!("styles.xml")),
    // Without a compatibility mode Word opens the document as one of an older version.
    ("word/settings.xml", include_str!("settings.xml")),
    ("word/fontTable.xml", include_str!("fonts.xml")),
    ("word/theme/theme1.xml", include_str!("theme.xml")),
    // This part names factdesk. When the document is imported, it shows which comments are ours.
    ("docProps/app.xml", include_str!("app.xml")),
];

/// The exported document.
pub(super) fn document(case: &Case, options: &Options<'_>) -> Result<Vec<u8>, Error> {
    write_document(&Shown { case, options }).map_err(|error| broken(&error))
}

/// A remark on the number of claims without a comment, if there are any.
pub(super) fn remarks(case: &Case, options: &Options<'_>) -> Vec<String> {
    let threads = comments::threads(&Shown { case, options });
    let without = threads.iter().filter(|it| it.comments.is_empty()).count();
    let remark = || {
        let claims = counted(without, "claim");
        format!(
            "{claims} without a comment, because nobody has ruled; --open comments on them, too"
        )
    };
    (without > 0).then(remark).into_iter().collect()
}

fn write_document(shown: &Shown<'_>) -> io::Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644);
    let threads = comments::threads(shown);
    let mut links = links::Links::default();
    let mut generated = vec![
        ("word/document.xml", story::story(shown, &threads)?),
        ("word/footer1.xml", story::footer(shown, &threads)?),
        (
            "word/comments.xml",
            comments::comments(shown, &threads, &mut links)?,
        ),
        ("word/_rels/comments.xml.rels", links.part()?),
        (
            "word/_rels/document.xml.rels",
            links.appended_to(include_str!("document.rels.xml"))?,
        ),
        ("docProps/core.xml", about(shown)?),
    ];
    generated.extend(comments::extra_parts(shown, &threads)?);
    let fixed = FIXED.iter().map(|(name, text)| (*name, text.as_bytes()));
    let generated = generated
        .iter()
        .map(|(name, bytes)| (*name, bytes.as_slice()));
    for (name, bytes) in fixed.chain(generated) {
        archive.start_file(name, options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// The document properties.
fn about(shown: &Shown<'_>) -> io::Result<Vec<u8>> {
    let case = shown.case;
    let author = case.draft.as_ref().map_or("", |draft| &draft.author);
    let created = xml::time(shown.options.now);
    let language = crate::export::shown::language(&case.language).unwrap_or_default();
    let spaces = [
        (
            "xmlns:cp",
            "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        ),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let kind = [("xsi:type", "dcterms:W3CDTF")];
    part("cp:coreProperties", &spaces, |xml: &mut Xml| {
        element(xml, "dc:title", &[], |xml| text(xml, &case.title))?;
        if !author.is_empty() {
            element(xml, "dc:creator", &[], |xml| text(xml, author))?;
        }
        if !language.is_empty() {
            element(xml, "dc:language", &[], |xml| text(xml, language))?;
        }
        element(xml, "dcterms:created", &kind, |xml| text(xml, &created))?;
        element(xml, "dcterms:modified", &kind, |xml| text(xml, &created))
    })
}
