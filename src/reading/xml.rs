//! Reads XML as a sequence of starts, texts and ends. Only character references and the five
//! predefined entities are expanded, so the text cannot grow. The depth of elements is limited.

use std::borrow::Cow;

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::error::Error;
use crate::text;

/// How deep elements may be nested. A table in a text box in a table takes some forty levels.
const MAX_DEPTH: usize = 256;

/// A piece of XML.
pub(super) enum Piece<'a> {
    /// The start of an element. Its end always follows.
    Start(&'a BytesStart<'a>),
    /// Text.
    Text(&'a str),
    /// The end of the element with this name.
    End(&'a str),
}

/// Calls `visit` with each piece of XML. `name` is for messages, and safe to show.
///
/// Errors, with their place: the XML is not well-formed, or nested deeper than [`MAX_DEPTH`].
pub(super) fn walk(xml: &str, name: &str, mut visit: impl FnMut(Piece<'_>)) -> Result<(), Error> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.allow_dangling_amp = true;
    let mut depth = 0_usize;
    loop {
        let event = reader.read_event();
        match event {
            Ok(Event::Start(start)) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
                    let what = format!("elements nest deeper than {MAX_DEPTH}");
                    return Err(broken(xml, name, at, &what));
                }
                visit(Piece::Start(&start));
            }
            Ok(Event::End(end)) => {
                depth = depth.saturating_sub(1);
                visit(Piece::End(end.name().as_ref()));
            }
            Ok(Event::Text(text)) => visit(Piece::Text(&text.xml10_content())),
            Ok(Event::CData(text)) => visit(Piece::Text(&text.xml10_content())),
            Ok(Event::GeneralRef(reference)) => {
                let known = match reference.resolve_char_ref() {
                    Ok(Some(c)) => Some(c.to_string()),
                    _ => resolve_xml_entity(&reference).map(str::to_owned),
                };
                let text = known.unwrap_or_else(|| format!("&{};", &*reference));
                visit(Piece::Text(&text));
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                let at = usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
                return Err(broken(xml, name, at, &error.to_string()));
            }
        }
    }
    if depth > 0 {
        let what = format!("the text ends within {}", text::counted(depth, "element"));
        return Err(broken(xml, name, xml.len(), &what));
    }
    Ok(())
}

/// The value of an attribute with its character references decoded; empty if it is missing.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> String {
    let found = element.try_get_attribute(name).ok().flatten();
    found.map_or_else(String::new, |found| {
        let value = found.normalized_value(XmlVersion::Implicit1_0);
        value.map_or_else(|_| found.value.to_string(), Cow::into_owned)
    })
}

fn broken(xml: &str, name: &str, at: usize, what: &str) -> Error {
    let mut at = at.min(xml.len());
    while !xml.is_char_boundary(at) {
        at -= 1;
    }
    let (line, column) = text::place_of(xml.get(..at).unwrap_or_default());
    Error::refused(
        format!("{name}:{line}:{column}: {}", text::visible(what)),
        "open it in what made it and save it again".to_owned(),
    )
}
