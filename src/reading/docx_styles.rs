//! DOCX: finds the kinds of paragraphs by the document's styles.

use std::collections::HashMap;

use super::archive::Archive;
use super::docx_parts::{place, related};
use super::xml::{Piece, attribute, walk};
use crate::case::Part;
use crate::error::Error;

/// The start of an English style name, and the kind of its paragraphs. The style names in a file
/// are English whatever the language of Word. Headings of level 1 are handled elsewhere.
const STYLES: &[(&str, Part)] = &[
    ("title", Part::Title),
    ("subtitle", Part::Heading),
    ("heading", Part::Heading),
    ("caption", Part::Caption),
    ("toc", Part::Boilerplate),
    ("header", Part::Boilerplate),
    ("footer", Part::Boilerplate),
];

/// How many base styles are followed from a style.
const MAX_BASE_STYLES: usize = 16;

/// The kind of a paragraph by its style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Part {
        part: Part,
        is_first_level: bool,
    },
    /// An item of the list with this id, at this level (from 0).
    Item(String, usize),
}

/// The properties of a style.
#[derive(Debug, Default)]
struct StyleProperties {
    name: String,
    /// The id of the style that it is based on.
    base: String,
    list: Option<String>,
    level: usize,
}

/// The kinds of paragraphs by the ids of their styles.
pub(super) fn styles(
    archive: &mut Archive<'_>,
    name: &str,
    main: &str,
) -> Result<HashMap<String, Style>, Error> {
    let mut properties: HashMap<String, StyleProperties> = HashMap::new();
    for entry in related(archive, name, main, "/styles")? {
        let Some(text) = archive.text(&entry)? else {
            continue;
        };
        let mut id = String::new();
        walk(&text, &place(name, &entry), |piece| {
            let Piece::Start(element) = piece else { return };
            let value = attribute(element, "w:val");
            let style = properties.entry(id.clone()).or_default();
            match element.name().as_ref() {
                "w:style" => id = attribute(element, "w:styleId"),
                "w:name" => style.name = value.to_lowercase(),
                "w:basedOn" => style.base = value,
                "w:numId" => style.list = Some(value),
                "w:ilvl" => style.level = value.parse().unwrap_or_default(),
                _ => {}
            }
        })?;
    }
    let style_of = |id: &String| {
        let mut id = id;
        for _ in 0..MAX_BASE_STYLES {
            let style = properties.get(id)?;
            let name = &style.name;
            let is_caption = name.ends_with("caption");
            let known = STYLES.iter().find(|(start, _)| name.starts_with(start));
            let part = known.map(|(_, part)| part);
            if let Some(part) = part.or(is_caption.then_some(&Part::Caption)) {
                let is_first_level = name == "heading 1";
                return Some(Style::Part {
                    part: *part,
                    is_first_level,
                });
            }
            if let Some(list) = &style.list {
                return Some(Style::Item(list.clone(), style.level));
            }
            id = &style.base;
        }
        None
    };
    Ok(properties
        .keys()
        .filter_map(|id| Some((id.clone(), style_of(id)?)))
        .collect())
}
