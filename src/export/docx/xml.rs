//! Writing XML for Word, with `quick-xml` for escaping, and text without characters that XML
//! forbids.

use std::borrow::Cow;
use std::io;

use jiff::tz::TimeZone;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::case::Timestamp;
use crate::text::visible_lines;

/// The XML writer.
pub(super) type Xml = Writer<Vec<u8>>;

/// The namespaces of the story and of comments: Word's own, the one for links, and a later one that
/// older programs ignore.
pub(super) const WORD: [(&str, &str); 5] = [
    (
        "xmlns:w",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        "xmlns:r",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        "xmlns:mc",
        "http://schemas.openxmlformats.org/markup-compatibility/2006",
    ),
    (
        "xmlns:w14",
        "http://schemas.microsoft.com/office/word/2010/wordml",
    ),
    ("mc:Ignorable", "w14"),
];

/// A whole XML part with this root element.
pub(super) fn part(
    name: &str,
    attributes: &[(&str, &str)],
    inner: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new(Vec::new());
    let declaration = BytesDecl::new("1.0", Some("UTF-8"), Some("yes"));
    xml.write_event(Event::Decl(declaration))?;
    element(&mut xml, name, attributes, inner)?;
    Ok(xml.into_inner())
}

/// An element with content.
pub(super) fn element(
    xml: &mut Xml,
    name: &str,
    attributes: &[(&str, &str)],
    inner: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<()> {
    let element = xml.create_element(name);
    let element = element.with_attributes(attributes.iter().copied());
    element.write_inner_content(inner)?;
    Ok(())
}

/// An element without content.
pub(super) fn empty(xml: &mut Xml, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    let element = xml.create_element(name);
    let element = element.with_attributes(attributes.iter().copied());
    element.write_empty()?;
    Ok(())
}

/// Text content.
pub(super) fn text(xml: &mut Xml, words: &str) -> io::Result<()> {
    xml.write_event(Event::Text(BytesText::new(&cleaned(words))))
}

/// A paragraph of this style (empty: the default style).
pub(super) fn paragraph(
    xml: &mut Xml,
    style: &str,
    inner: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<()> {
    element(xml, "w:p", &[], |xml| styled(xml, style, inner))
}

/// The content of a paragraph, after its style.
pub(super) fn styled(
    xml: &mut Xml,
    style: &str,
    inner: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<()> {
    if !style.is_empty() {
        element(xml, "w:pPr", &[], |xml| {
            empty(xml, "w:pStyle", &[("w:val", style)])
        })?;
    }
    inner(xml)
}

/// The formatting of a run of text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Formatting<'a> {
    /// The character style; empty for that of the paragraph.
    pub style: &'a str,
    /// Whether the text is bold.
    pub is_bold: bool,
    /// The language for proofreading; empty if not known.
    pub language: &'a str,
    /// Whether a tracked change deletes the text.
    pub is_deleted: bool,
}

/// Writes a run of text with its line breaks. Writes nothing for an empty text.
pub(super) fn run(xml: &mut Xml, words: &str, formatting: Formatting<'_>) -> io::Result<()> {
    if words.is_empty() {
        return Ok(());
    }
    let name = if formatting.is_deleted {
        "w:delText"
    } else {
        "w:t"
    };
    element(xml, "w:r", &[], |xml| {
        if formatting.is_bold || !formatting.style.is_empty() || !formatting.language.is_empty() {
            element(xml, "w:rPr", &[], |xml| {
                if !formatting.style.is_empty() {
                    empty(xml, "w:rStyle", &[("w:val", formatting.style)])?;
                }
                if formatting.is_bold {
                    empty(xml, "w:b", &[])?;
                }
                if !formatting.language.is_empty() {
                    empty(xml, "w:lang", &[("w:val", formatting.language)])?;
                }
                Ok(())
            })?;
        }
        for (index, line) in visible_lines(words).split('\n').enumerate() {
            if index > 0 {
                empty(xml, "w:br", &[])?;
            }
            if !line.is_empty() {
                element(xml, name, &[("xml:space", "preserve")], |xml| {
                    text(xml, line)
                })?;
            }
        }
        Ok(())
    })
}

/// Makes hidden characters visible. So does it for U+FFFE and U+FFFF, which XML forbids.
pub(super) fn cleaned(words: &str) -> Cow<'_, str> {
    let shown = crate::text::visible(words);
    if !shown.contains(['\u{fffe}', '\u{ffff}']) {
        return shown;
    }
    let cleaned = shown.replace('\u{fffe}', "⟦U+FFFE⟧");
    Cow::Owned(cleaned.replace('\u{ffff}', "⟦U+FFFF⟧"))
}

/// A time in UTC, with seconds.
pub(super) fn time(at: Timestamp) -> String {
    at.instant().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The local time in a zone, with seconds and without the zone. Word shows this time for comments
/// and changes, and ignores a zone.
pub(super) fn local_time(at: Timestamp, zone: &TimeZone) -> String {
    let at = at.instant().to_zoned(zone.clone());
    at.strftime("%Y-%m-%dT%H:%M:%S").to_string()
}
