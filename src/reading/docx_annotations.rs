//! DOCX: the targets of links, and the texts of notes and comments.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::annotations::{Annotation, Kind, parse_time};
use super::archive::Archive;
use super::docx_parts::{SKIPPED, place, related, relations};
use super::xml::{Piece, attribute, walk};
use crate::case::{OWN_INITIALS, Timestamp};
use crate::error::Error;

/// The links, notes and comments of a document.
#[derive(Debug, Default)]
pub(super) struct Annotations {
    /// The targets of links, by the ids of their relations.
    pub links: HashMap<String, String>,
    /// Notes and comments, by element name and id.
    texts: HashMap<(&'static str, String), Annotation>,
    /// How many comments factdesk itself exported.
    pub own_count: usize,
}

/// The parts with notes and comments: the end of the relation's type, the element of each note or
/// comment, and its kind.
const PARTS: &[(&str, &str, Kind)] = &[
    ("/footnotes", "w:footnote", Kind::Note),
    ("/endnotes", "w:endnote", Kind::Note),
    ("/comments", "w:comment", Kind::Comment),
];

impl Annotations {
    /// Reads the links, notes and comments that belong to the entry `main`.
    pub fn of(archive: &mut Archive<'_>, name: &str, main: &str) -> Result<Self, Error> {
        let mut annotations = Self {
            links: links(archive, name, main)?,
            ..Self::default()
        };
        let times = times(archive, name, main)?;
        for (kind_of_part, element, kind) in PARTS {
            for entry in related(archive, name, main, kind_of_part)? {
                let Some(text) = archive.text(&entry)? else {
                    continue;
                };
                let links = links(archive, name, &entry)?;
                let mut reader = Reader::of(*kind, element, links);
                reader.times.clone_from(&times);
                walk(&text, &place(name, &entry), |piece| reader.visit(&piece))?;
                annotations.own_count += reader.own_count;
                let read = reader.annotations.into_iter();
                annotations
                    .texts
                    .extend(read.map(|(id, annotation)| ((*element, id), annotation)));
            }
        }
        Ok(annotations)
    }

    /// Removes and returns the note or comment with this element name and id. None if there is
    /// none, or if it was returned before.
    pub fn take(&mut self, element: &'static str, id: String) -> Option<Annotation> {
        self.texts.remove(&(element, id))
    }

    /// Notes and comments that the text does not refer to.
    pub fn unreferenced(self) -> impl Iterator<Item = Annotation> {
        self.texts.into_values()
    }
}

/// The targets of an entry's links, by the ids of their relations.
fn links(
    archive: &mut Archive<'_>,
    name: &str,
    entry: &str,
) -> Result<HashMap<String, String>, Error> {
    let mut found = HashMap::new();
    relations(archive, name, entry, |relation| {
        if attribute(relation, "Type").ends_with("/hyperlink") {
            found.insert(attribute(relation, "Id"), attribute(relation, "Target"));
        }
    })?;
    Ok(found)
}

/// The times of comments in UTC, by the id of their last paragraph. The time in the comment itself
/// is in the unknown time zone of its author.
fn times(
    archive: &mut Archive<'_>,
    name: &str,
    main: &str,
) -> Result<HashMap<String, Timestamp>, Error> {
    let mut pairs = |kind: &str, element: &str, fields: [&str; 2]| {
        let mut found: HashMap<String, String> = HashMap::new();
        for entry in related(archive, name, main, kind)? {
            let text = archive.text(&entry)?.unwrap_or_default();
            walk(&text, &place(name, &entry), |piece| {
                if let Piece::Start(start) = piece
                    && start.name().as_ref() == element
                {
                    let [key, value] = fields.map(|field| attribute(start, field));
                    found.insert(key, value);
                }
            })?;
        }
        Ok::<_, Error>(found)
    };
    let ids = ["w16cid:paraId", "w16cid:durableId"];
    let ids = pairs("/commentsIds", "w16cid:commentId", ids)?;
    let times = ["w16cex:durableId", "w16cex:dateUtc"];
    let times = pairs("/commentsExtensible", "w16cex:commentExtensible", times)?;
    let time = |(paragraph, id)| Some((paragraph, parse_time(times.get(&id)?)?));
    Ok(ids.into_iter().filter_map(time).collect())
}

/// The target in the code of a link field: `HYPERLINK "https://…"`.
pub(super) fn link_of_field(code: &str) -> Option<&str> {
    let rest = code.trim_start().strip_prefix("HYPERLINK")?;
    rest.split('"').nth(1)
}

/// Reads a part with notes or comments.
struct Reader {
    links: HashMap<String, String>,
    element: &'static str,
    kind: Kind,
    annotations: HashMap<String, Annotation>,
    id: String,
    /// The current note or comment.
    annotation: Option<Annotation>,
    /// The id of its paragraph, empty until one is seen.
    paragraph_id: String,
    /// The result of [`times`].
    times: HashMap<String, Timestamp>,
    is_text: bool,
    /// The code of the current field while it is being read.
    code: Option<String>,
    /// How many nested skipped elements are open.
    skipped_depth: usize,
    own_count: usize,
}

impl Reader {
    fn of(kind: Kind, element: &'static str, links: HashMap<String, String>) -> Self {
        Self {
            links,
            element,
            kind,
            annotations: HashMap::new(),
            id: String::new(),
            annotation: None,
            paragraph_id: String::new(),
            times: HashMap::new(),
            is_text: false,
            code: None,
            skipped_depth: 0,
            own_count: 0,
        }
    }

    fn visit(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Start(_) if self.skipped_depth > 0 => self.skipped_depth += 1,
            Piece::End(_) if self.skipped_depth > 0 => self.skipped_depth -= 1,
            Piece::Text(_) if self.skipped_depth > 0 => {}
            Piece::Start(element) => self.start(element),
            Piece::Text(text) => {
                if let Some(code) = &mut self.code {
                    code.push_str(text);
                } else if self.is_text
                    && let Some(annotation) = &mut self.annotation
                {
                    annotation.add(text);
                }
            }
            Piece::End(name) => self.end(name),
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) {
        let name = element.name();
        let name: &str = name.as_ref();
        if name == self.element {
            self.open(element);
        }
        let Some(annotation) = &mut self.annotation else {
            return;
        };
        match name {
            name if SKIPPED.contains(&name) => self.skipped_depth = 1,
            "w:p" => self.paragraph_id = attribute(element, "w14:paraId"),
            "w:t" => self.is_text = true,
            "w:tab" => annotation.add(" "),
            "w:br" | "w:cr" => annotation.add("\n"),
            "w:hyperlink" => {
                if let Some(url) = self.links.get(&attribute(element, "r:id")) {
                    annotation.add_link(url);
                }
            }
            "w:instrText" => self.code = Some(String::new()),
            _ => {}
        }
    }

    /// Starts a note or comment. Separators above notes, and comments by factdesk, are skipped.
    fn open(&mut self, element: &BytesStart<'_>) {
        if attribute(element, "w:type").contains("eparator") {
            return;
        }
        self.id = attribute(element, "w:id");
        if attribute(element, "w:initials") == OWN_INITIALS {
            self.own_count += 1;
            return;
        }
        self.annotation = Some(Annotation {
            by: attribute(element, "w:author").trim().to_owned(),
            at: parse_time(&attribute(element, "w:date")),
            ..Annotation::new(self.kind)
        });
    }

    fn end(&mut self, name: &str) {
        match name {
            "w:t" => self.is_text = false,
            "w:p" => {
                if let Some(annotation) = &mut self.annotation {
                    annotation.add("\n");
                }
            }
            "w:instrText" => {
                let code = self.code.take().unwrap_or_default();
                if let (Some(url), Some(annotation)) = (link_of_field(&code), &mut self.annotation)
                {
                    annotation.add_link(url);
                }
            }
            name if name == self.element => {
                if let Some(mut annotation) = self.annotation.take() {
                    annotation.at = self
                        .times
                        .get(&self.paragraph_id)
                        .copied()
                        .or(annotation.at);
                    self.annotations
                        .insert(std::mem::take(&mut self.id), annotation);
                }
            }
            _ => {}
        }
    }
}
