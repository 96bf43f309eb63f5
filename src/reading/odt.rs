//! ODT: paragraphs and headings with the kinds of their styles, and the places of links, notes and
//! comments. Tracked insertions are part of the text, tracked deletions are not.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::annotations::{Annotation, Kind, Sign, parse_time};
use super::archive::{Archive, locked};
use super::blocks::Blocks;
use super::document::{About, Content, Document};
use super::odt_numbers::Numbers;
use super::xml::{Piece, attribute, walk};
use crate::case::{OWN_INITIALS, Part, claim_of_bookmark};
use crate::error::Error;

/// The starts of style names, and the kinds of their paragraphs. The document's own styles have one
/// of these styles as their parent.
const STYLES: &[(&str, Part)] = &[
    ("Title", Part::Title),
    ("Subtitle", Part::Heading),
    ("Heading", Part::Heading),
    ("Caption", Part::Caption),
    ("Illustration", Part::Caption),
    ("Figure", Part::Caption),
    ("Table_20_Caption", Part::Caption),
    ("Contents", Part::Boilerplate),
    ("Header", Part::Boilerplate),
    ("Footer", Part::Boilerplate),
];

/// Elements whose text is not part of the document: tracked deletions, descriptions of drawings,
/// ruby text, hidden text, form controls.
const SKIPPED: &[&str] = &[
    "text:tracked-changes",
    "svg:title",
    "svg:desc",
    "text:ruby-text",
    "text:hidden-text",
    "office:forms",
    "text:sequence-decls",
];

/// How many spaces one element may represent.
const MAX_SPACES: usize = 100;

/// Reads an ODT. `name` is safe to show.
pub(super) fn read(archive: &mut Archive<'_>, name: &str) -> Result<Document, Error> {
    let manifest = archive.text("META-INF/manifest.xml");
    if let Ok(Some(manifest)) = manifest
        && manifest.contains("encryption-data")
    {
        return Err(locked(name));
    }
    let text = archive.text("content.xml")?.unwrap_or_default();
    let mut walker = Walker::default();
    // Text formatting is defined both in the document and in its styles.
    if let Some(styles) = archive.text("styles.xml")? {
        walk(&styles, &format!("{name} (styles.xml)"), |piece| {
            if let Piece::Start(element) = piece {
                walker.style(element);
            }
        })?;
    }
    let place = format!("{name} (content.xml)");
    // Only the end element of a comment shows that the comment has a range, so all end elements are
    // read before the text.
    walk(&text, &place, |piece| {
        if let Piece::Start(element) = piece
            && element.name().as_ref() == "office:annotation-end"
        {
            let name = attribute(element, "office:name");
            walker.ranges.insert(name, None);
        }
    })?;
    walk(&text, &place, |piece| walker.visit(&piece))?;
    let claims = std::mem::take(&mut walker.blocks.claims);
    let (blocks, annotations) = walker.blocks.finish();
    let mut document = Document::new(Content::Blocks(blocks));
    (document.annotations, document.claims) = (annotations, claims);
    document.leave_out(walker.deletions, "deletion", "deletions");
    document.leave_out_own(walker.own_count);
    document.leave_out(walker.pictures, "picture", "pictures");
    document.leave_out(walker.hidden, "hidden passage", "hidden passages");
    document.leave_out(walker.struck, "passage struck out", "passages struck out");
    if let Some(meta) = archive.text("meta.xml")? {
        document.about = about_of(&meta, &format!("{name} (meta.xml)"))?;
    }
    Ok(document)
}

/// The title and original author in a document's metadata.
///
/// Errors: see [`walk`].
fn about_of(text: &str, place: &str) -> Result<About, Error> {
    let (mut about, mut last) = (About::default(), String::new());
    let mut field = String::new();
    walk(text, place, |piece| match piece {
        Piece::Start(element) => field = element.name().as_ref().to_owned(),
        Piece::Text(text) => match field.as_str() {
            "dc:title" => about.title.push_str(text.trim()),
            "meta:initial-creator" => about.author.push_str(text.trim()),
            "dc:creator" => last.push_str(text.trim()),
            _ => {}
        },
        Piece::End(_) => field.clear(),
    })?;
    if about.author.is_empty() {
        about.author = last;
    }
    Ok(about)
}

/// Text formatting that affects the meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TextFormat {
    Superscript,
    Struck,
    Hidden,
}

/// The results and the state of a walk through the elements of a document.
#[derive(Debug, Default)]
struct Walker {
    blocks: Blocks,
    /// Comments with a range, by name. The value is the index among the annotations, none before
    /// the comment starts.
    ranges: HashMap<String, Option<usize>>,
    /// The claims whose marked words have not ended, by bookmark name, with their numbers.
    open_claims: HashMap<String, usize>,
    /// How many comments factdesk itself exported.
    own_count: usize,
    /// The current note or comment.
    open_annotation: Option<OpenAnnotation>,
    /// The parents of the document's own styles, by name.
    parents: HashMap<String, String>,
    /// The text formatting of styles.
    formats: HashMap<String, TextFormat>,
    /// The style being parsed.
    style: String,
    /// The text formatting of the open spans, the innermost last.
    spans: Vec<Option<TextFormat>>,
    hidden: usize,
    struck: usize,
    has_title: bool,
    numbers: Numbers,
    /// How many nested skipped elements are open.
    skipped: usize,
    /// How many nested paragraphs are open. Text outside of paragraphs is only layout.
    paragraphs: usize,
    items: usize,
    indexes: usize,
    deletions: usize,
    pictures: usize,
}

/// A note or comment being read.
#[derive(Debug, Default)]
struct OpenAnnotation {
    /// Its index among the annotations.
    index: usize,
    /// How many nested elements of the note or comment are open.
    depth: usize,
    /// How many nested paragraphs are open. Text outside of them is the author and the time.
    paragraphs: usize,
    /// The name of the current element.
    field: String,
    /// Whether it has the initials of comments that factdesk exported.
    is_own: bool,
}

impl Walker {
    fn visit(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Start(element) => {
                let name = element.name();
                self.deletions += usize::from(name.as_ref() == "text:deletion");
                if self.skipped > 0 || SKIPPED.contains(&name.as_ref()) {
                    self.skipped += 1;
                } else if !self.read_annotation(piece) {
                    self.start(element);
                }
            }
            Piece::End(_) if self.skipped > 0 => self.skipped -= 1,
            _ if self.skipped == 0 && self.read_annotation(piece) => {}
            Piece::End(name) => self.end(name),
            Piece::Text(text) if self.skipped == 0 && self.paragraphs > 0 => {
                self.text(text);
            }
            Piece::Text(_) => {}
        }
    }

    /// Handles a piece inside a note or comment. Returns false for other pieces.
    fn read_annotation(&mut self, piece: &Piece<'_>) -> bool {
        let Some(reading) = &mut self.open_annotation else {
            return false;
        };
        let Some(annotation) = self.blocks.annotations.get_mut(reading.index) else {
            // The annotation was not stored, since there are too many.
            self.skip_annotation(piece);
            return true;
        };
        match piece {
            Piece::Start(element) => {
                reading.depth += 1;
                let name = element.name();
                match name.as_ref() {
                    "text:p" | "text:h" => reading.paragraphs += 1,
                    "text:a" => annotation.add_link(&attribute(element, "xlink:href")),
                    "text:s" | "text:tab" => annotation.add(" "),
                    "text:line-break" => annotation.add("\n"),
                    _ => {}
                }
                name.as_ref().clone_into(&mut reading.field);
            }
            Piece::Text(text) if reading.paragraphs > 0 => annotation.add(text),
            Piece::Text(text) => match reading.field.as_str() {
                "dc:creator" => annotation.by.push_str(text.trim()),
                "dc:date" => annotation.at = parse_time(text),
                // The prefix is `meta:` or `loext:`, depending on the version.
                field
                    if field.ends_with(":creator-initials")
                        || field.ends_with(":sender-initials") =>
                {
                    reading.is_own |= text.trim() == OWN_INITIALS;
                }
                _ => {}
            },
            Piece::End(name) => {
                reading.depth = reading.depth.saturating_sub(1);
                reading.field.clear();
                if matches!(*name, "text:p" | "text:h") {
                    reading.paragraphs = reading.paragraphs.saturating_sub(1);
                    annotation.add("\n");
                }
                if reading.depth == 0 {
                    if reading.is_own {
                        // The empty comment is ignored later.
                        *annotation = Annotation::new(Kind::Comment);
                        self.own_count += 1;
                    }
                    self.open_annotation = None;
                }
            }
        }
        true
    }

    fn skip_annotation(&mut self, piece: &Piece<'_>) {
        let Some(reading) = &mut self.open_annotation else {
            return;
        };
        match piece {
            Piece::Start(_) => reading.depth += 1,
            Piece::End(_) => reading.depth = reading.depth.saturating_sub(1),
            Piece::Text(_) => {}
        }
        if reading.depth == 0 {
            self.open_annotation = None;
        }
    }

    /// Starts a note or comment and returns its index.
    fn start_annotation(&mut self, kind: Kind, sign: Sign) -> usize {
        let index = self.blocks.annotate(Annotation::new(kind), sign);
        self.open_annotation = Some(OpenAnnotation {
            index,
            depth: 1,
            ..OpenAnnotation::default()
        });
        index
    }

    /// Parses the text formatting of a style.
    fn style(&mut self, element: &BytesStart<'_>) {
        self.numbers.style(element);
        let value = |name: &str| attribute(element, name);
        match element.name().as_ref() {
            "style:style" => self.style = value("style:name"),
            "style:text-properties" if !self.style.is_empty() => {
                let is_struck = [
                    "style:text-line-through-style",
                    "style:text-line-through-type",
                ]
                .iter()
                .any(|name| !matches!(value(name).as_str(), "" | "none"));
                let text_position = value("style:text-position");
                let is_superscript = text_position.starts_with("super")
                    || text_position
                        .split('%')
                        .next()
                        .and_then(|share| share.parse::<i32>().ok())
                        .is_some_and(|share| share > 0);
                let format = if value("text:display") == "none" {
                    Some(TextFormat::Hidden)
                } else if is_struck {
                    Some(TextFormat::Struck)
                } else {
                    is_superscript.then_some(TextFormat::Superscript)
                };
                if let Some(format) = format {
                    self.formats.insert(self.style.clone(), format);
                }
            }
            _ => {}
        }
    }

    /// The text formatting of a style: its own, or that of its parent.
    fn format_of(&self, style: &str) -> Option<TextFormat> {
        let own = self.formats.get(style);
        own.or_else(|| self.formats.get(self.parents.get(style)?))
            .copied()
    }

    /// Adds text of a paragraph according to its formatting.
    fn text(&mut self, text: &str) {
        let has_words = !text.trim().is_empty();
        let is = |format: TextFormat| self.spans.contains(&Some(format));
        if is(TextFormat::Hidden) {
            self.hidden += usize::from(has_words);
        } else if is(TextFormat::Struck) {
            self.struck += usize::from(has_words);
        } else {
            if has_words && let Some(number) = self.numbers.take_number() {
                self.blocks.push(&format!("{number} "));
            }
            let is_superscript = is(TextFormat::Superscript);
            if !is_superscript || !self.blocks.push_superscript(text) {
                self.blocks.push(text);
            }
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) {
        self.numbers.start(element);
        match element.name().as_ref() {
            "style:style" => {
                let [name, parent] =
                    ["style:name", "style:parent-style-name"].map(|name| attribute(element, name));
                self.parents.insert(name, parent);
                self.style(element);
            }
            "style:text-properties" | "text:list-style" | "text:list-level-style-number" => {
                self.style(element);
            }
            "text:span" => {
                let format = self.format_of(&attribute(element, "text:style-name"));
                self.spans.push(format);
            }
            "text:p" | "text:h" => {
                let part = self.part(element);
                // A paragraph inside another one belongs to a text box. The outer paragraph
                // continues after it.
                if self.paragraphs > 0 {
                    self.blocks.enter(part);
                } else {
                    self.blocks.start(part);
                }
                self.paragraphs += 1;
            }
            "text:note" => {
                self.start_annotation(Kind::Note, Sign::Before);
            }
            "office:annotation" => {
                let name = attribute(element, "office:name");
                if self.ranges.contains_key(&name) {
                    let index = self.start_annotation(Kind::Comment, Sign::After);
                    self.ranges.insert(name, Some(index));
                } else {
                    self.start_annotation(Kind::Comment, Sign::Before);
                }
            }
            "office:annotation-end" => {
                let index = self.ranges.remove(&attribute(element, "office:name"));
                if let Some(index) = index.flatten() {
                    self.blocks.mark(index, Sign::End);
                }
            }
            "text:bookmark-start" => {
                let name = attribute(element, "text:name");
                if let Some(claim) = claim_of_bookmark(&name) {
                    let index = self.blocks.start_claim(claim);
                    self.open_claims.insert(name, index);
                }
            }
            "text:bookmark-end" => {
                let index = self.open_claims.remove(&attribute(element, "text:name"));
                if let Some(index) = index {
                    self.blocks.mark(index, Sign::ClaimEnd);
                }
            }
            "text:a" => {
                if let Some(link) = Annotation::link(&attribute(element, "xlink:href")) {
                    self.blocks.annotate(link, Sign::After);
                }
            }
            "text:list-item" => self.items += 1,
            "text:table-of-content" | "text:illustration-index" | "text:alphabetical-index" => {
                self.indexes += 1;
            }
            "text:s" => {
                let count = attribute(element, "text:c").parse().unwrap_or(1);
                let spaces = " ".repeat(count.min(MAX_SPACES));
                self.blocks.push(&spaces);
            }
            "text:tab" => self.blocks.push(" "),
            "text:line-break" => self.blocks.break_line(),
            "table:table-row" => self.blocks.start_row(),
            "table:table-cell" => self.blocks.start_cell(),
            "draw:image" => self.pictures += 1,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        self.numbers.end(name);
        match name {
            "text:p" | "text:h" => {
                self.paragraphs = self.paragraphs.saturating_sub(1);
                if self.paragraphs > 0 {
                    self.blocks.leave();
                } else {
                    self.blocks.start(None);
                }
            }
            "text:span" => {
                self.spans.pop();
            }
            "text:list-item" => self.items = self.items.saturating_sub(1),
            "text:table-of-content" | "text:illustration-index" | "text:alphabetical-index" => {
                self.indexes = self.indexes.saturating_sub(1);
            }
            "table:table-row" => self.blocks.end_row(),
            _ => {}
        }
    }

    /// The kind of a paragraph: boilerplate in an index, else by its style or heading level. Only
    /// the first title stays a title.
    fn part(&mut self, element: &BytesStart<'_>) -> Option<Part> {
        if self.indexes > 0 {
            return Some(Part::Boilerplate);
        }
        let style = attribute(element, "text:style-name");
        let style = self.parents.get(&style).unwrap_or(&style);
        let named = STYLES.iter().find(|(start, _)| style.starts_with(start));
        let part = match named {
            Some((_, part)) if *part != Part::Heading => Some(*part),
            _ if element.name().as_ref() == "text:h" => {
                let level = attribute(element, "text:outline-level")
                    .parse()
                    .unwrap_or(1);
                Some(self.blocks.heading(level))
            }
            Some((_, part)) => Some(*part),
            // A list item is body text, however short.
            None => (self.items > 0).then_some(Part::Body),
        };
        if part == Some(Part::Title) && std::mem::replace(&mut self.has_title, true) {
            return Some(Part::Heading);
        }
        part
    }
}
