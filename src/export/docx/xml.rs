//! XML as Word reads it: elements through `quick-xml`, which escapes, and foreign words made fit
//! for it.

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
    let look: &[_] = if is_bold {
        &[("w:b", [].as_slice())]
    } else {
        &[]
    };
    looking(xml, words, look)
}

/// A run of words of the story, which are proof-read in its language, where that is known.
pub(super) fn run_in(xml: &mut Xml, words: &str, language: &str) -> io::Result<()> {
    let value = [("w:val", language)];
    let look = [("w:lang", value.as_slice())];
    let look: &[_] = if language.is_empty() { &[] } else { &look };
    looking(xml, words, look)
}

/// An element without content: its name and its attributes.
type Empty<'a> = (&'a str, &'a [(&'a str, &'a str)]);

fn looking(xml: &mut Xml, words: &str, look: &[Empty<'_>]) -> io::Result<()> {
    if words.is_empty() {
        return Ok(());
    }
    element(xml, "w:r", &[], |xml| {
        if !look.is_empty() {
            element(xml, "w:rPr", &[], |xml| {
                look.iter()
                    .try_for_each(|(name, attributes)| empty(xml, name, attributes))
            })?;
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
