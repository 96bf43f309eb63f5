//! XML as Word reads it: elements through `quick-xml`, which escapes, and foreign words made fit for it.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::case::Timestamp;
use crate::text::visible;

/// What XML is written to.
pub(super) type Xml = Writer<Vec<u8>>;

/// The namespace of everything in a story.
pub(super) const WORD: [(&str, &str); 1] = [(
    "xmlns:w",
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
)];

/// A whole part of the archive with this element in it.
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

/// An element with what is in it.
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

/// An element with nothing in it.
pub(super) fn empty(xml: &mut Xml, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    let element = xml.create_element(name);
    let element = element.with_attributes(attributes.iter().copied());
    element.write_empty()?;
    Ok(())
}

/// Foreign words.
pub(super) fn text(xml: &mut Xml, words: &str) -> io::Result<()> {
    xml.write_event(Event::Text(BytesText::new(&fit(words))))
}

/// A paragraph of this style (none: the ordinary one) with what is in it.
pub(super) fn paragraph(
    xml: &mut Xml,
    style: &str,
    inner: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<()> {
    element(xml, "w:p", &[], |xml| {
        if !style.is_empty() {
            element(xml, "w:pPr", &[], |xml| {
                empty(xml, "w:pStyle", &[("w:val", style)])
            })?;
        }
        inner(xml)
    })
}

/// A run of words; nothing for no words.
pub(super) fn run(xml: &mut Xml, words: &str, is_bold: bool) -> io::Result<()> {
    if words.is_empty() {
        return Ok(());
    }
    element(xml, "w:r", &[], |xml| {
        if is_bold {
            element(xml, "w:rPr", &[], |xml| empty(xml, "w:b", &[]))?;
        }
        element(xml, "w:t", &[("xml:space", "preserve")], |xml| {
            text(xml, words)
        })
    })
}

/// Words as people are shown them, without the two characters more that XML cannot hold.
pub(super) fn fit(words: &str) -> Cow<'_, str> {
    let shown = visible(words);
    if !shown.contains(['\u{fffe}', '\u{ffff}']) {
        return shown;
    }
    let fit = shown.replace('\u{fffe}', "⟦U+FFFE⟧");
    Cow::Owned(fit.replace('\u{ffff}', "⟦U+FFFF⟧"))
}

/// A time in UTC, to the second, as Word dates comments.
pub(super) fn time(at: Timestamp) -> String {
    at.instant().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
