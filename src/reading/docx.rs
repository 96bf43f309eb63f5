//! DOCX: paragraphs with the kinds of their styles, and the places of links, notes and comments.
//! Tracked insertions are part of the text, tracked deletions are not.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::annotations::{Annotation, Sign};
use super::archive::Archive;
use super::blocks::Blocks;
use super::document::{About, Content, Document};
use super::docx_annotations::{Annotations, link_of_field};
use super::docx_numbers::Numbers;
use super::docx_parts::{SKIPPED, place, related};
use super::docx_styles::{Style, styles};
use super::xml::{Piece, attribute, walk};
use crate::case::{ClaimId, Part, claim_of_bookmark};
use crate::error::Error;

/// Reads a DOCX. `name` is safe to show.
pub(super) fn read(archive: &mut Archive<'_>, name: &str) -> Result<Document, Error> {
    let main = related(archive, name, "", "/officeDocument")?
        .into_iter()
        .next()
        .unwrap_or_else(|| "word/document.xml".to_owned());
    let styles = styles(archive, name, &main)?;
    let mut numbers = Numbers::default();
    for entry in related(archive, name, &main, "/numbering")? {
        if let Some(text) = archive.text(&entry)? {
            walk(&text, &place(name, &entry), |piece| {
                numbers.read_definition(&piece);
            })?;
        }
    }
    let annotations = Annotations::of(archive, name, &main)?;
    let own = annotations.own_count;
    let mut walker = Walker {
        styles,
        annotations,
        numbers,
        ..Walker::default()
    };
    let text = archive.text(&main)?.unwrap_or_default();
    walk(&text, &place(name, &main), |piece| walker.visit(&piece))?;
    let claims = std::mem::take(&mut walker.blocks.claims);
    let (blocks, mut annotations) = walker.blocks.finish();
    // Notes and comments without a place in the text are reported like those on no claim.
    annotations.extend(walker.annotations.unreferenced().map(Annotation::finished));
    let mut document = Document::new(Content::Blocks(blocks));
    (document.annotations, document.claims) = (annotations, claims);
    for entry in related(archive, name, "", "/core-properties")? {
        if let Some(text) = archive.text(&entry)? {
            document.about = about_of(&text, &place(name, &entry))?;
        }
    }
    document.leave_out(walker.deletions, "deletion", "deletions");
    document.leave_out_own(own);
    document.leave_out(walker.pictures, "picture", "pictures");
    document.leave_out(walker.hidden, "hidden passage", "hidden passages");
    document.leave_out(walker.struck, "passage struck out", "passages struck out");
    Ok(document)
}

/// Whether a property is switched off by its value. A property without a value is on.
fn is_off(element: &BytesStart<'_>) -> bool {
    matches!(attribute(element, "w:val").as_str(), "0" | "false" | "off")
}

/// Author names that programs insert by default.
const NO_AUTHORS: &[&str] = &[
    "python-docx",
    "microsoft office user",
    "user",
    "admin",
    "owner",
    "windows user",
    "unknown",
    "un-named",
    "apache poi",
];

/// The title and author in a document's properties.
///
/// Errors: see [`walk`].
fn about_of(text: &str, place: &str) -> Result<About, Error> {
    let mut about = About::default();
    let mut field = String::new();
    walk(text, place, |piece| match piece {
        Piece::Start(element) => field = element.local_name().as_ref().to_owned(),
        Piece::Text(text) => match field.as_str() {
            "title" => about.title.push_str(text.trim()),
            "creator" => about.author.push_str(text.trim()),
            _ => {}
        },
        Piece::End(_) => field.clear(),
    })?;
    if NO_AUTHORS.contains(&about.author.to_lowercase().as_str()) {
        about.author.clear();
    }
    Ok(about)
}

/// The current run: a stretch of text with one formatting.
#[derive(Debug, Default)]
struct Run {
    is_text: bool,
    format: TextFormat,
}

/// The formatting of a run, if it affects the meaning of its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum TextFormat {
    #[default]
    Plain,
    Superscript,
    Struck,
    Hidden,
}

/// The state of a drop cap: a large first letter in a paragraph of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum DropCap {
    #[default]
    Nowhere,
    /// In the current paragraph.
    Here,
    /// In the previous paragraph.
    Before,
}

/// The results and the state of a walk through the elements of a document.
#[derive(Debug, Default)]
struct Walker {
    blocks: Blocks,
    styles: HashMap<String, Style>,
    annotations: Annotations,
    /// Comments and claims whose range starts in the next paragraph.
    pending: Vec<PendingRange>,
    /// The comments whose range is open, by their ids, with their indexes among the annotations.
    open_comments: HashMap<String, usize>,
    /// The claims whose range is open, by their ids, with their numbers.
    open_claims: HashMap<String, usize>,
    /// How many nested paragraphs are open.
    paragraphs: usize,
    /// The code of the current field.
    code: String,
    /// Whether the current element contains the code of a field.
    is_in_code: bool,
    has_title: bool,
    /// How many nested skipped elements are open.
    skipped: usize,
    /// How many pieces of text the skipped element contains.
    skipped_words: usize,
    run: Run,
    /// The open fields, the innermost last: true in the result of the field, false in its code.
    fields: Vec<bool>,
    numbers: Numbers,
    /// The list and level of the current item, until its number has been added.
    item: Option<(String, usize)>,
    drop_cap: DropCap,
    deletions: usize,
    pictures: usize,
    hidden: usize,
    struck: usize,
}

/// The range of a comment or claim that starts in the next paragraph, with its id.
#[derive(Debug)]
enum PendingRange {
    Comment(String, Annotation),
    Claim(String, ClaimId),
}

impl Walker {
    fn visit(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Start(element) if self.skipped > 0 => {
                self.skipped += 1;
                let is_text = matches!(element.name().as_ref(), "w:delText" | "w:t");
                self.skipped_words += usize::from(is_text);
            }
            Piece::End(name) if self.skipped > 0 => {
                self.skipped -= 1;
                let is_deletion = matches!(*name, "w:del" | "w:moveFrom");
                self.deletions +=
                    usize::from(self.skipped == 0 && is_deletion && self.skipped_words > 0);
            }
            Piece::Start(element) => self.start(element),
            Piece::End(name) => self.end(name),
            Piece::Text(text) if self.run.is_text && self.run.format == TextFormat::Hidden => {
                self.hidden += usize::from(!text.trim().is_empty());
            }
            Piece::Text(text) if self.run.is_text && self.run.format == TextFormat::Struck => {
                self.struck += usize::from(!text.trim().is_empty());
            }
            Piece::Text(text) if self.is_in_code => self.code.push_str(text),
            // The code of a field is not part of the text.
            Piece::Text(_) if self.fields.contains(&false) => {}
            Piece::Text(text) if self.run.is_text && self.skipped == 0 => {
                self.push_number();
                if self.run.format != TextFormat::Superscript || !self.blocks.push_superscript(text)
                {
                    self.blocks.push(text);
                }
            }
            Piece::Text(_) => {}
        }
    }

    /// Marks the place of a note or comment of this id.
    fn annotate(&mut self, element: &'static str, id: String, sign: Sign) {
        let Some(annotation) = self.annotations.take(element, id.clone()) else {
            return;
        };
        if sign == Sign::After {
            self.start_range(PendingRange::Comment(id, annotation));
        } else {
            self.blocks.annotate(annotation, sign);
        }
    }

    /// Marks the start of a range: at once, or at the start of the next paragraph if none is open.
    fn start_range(&mut self, range: PendingRange) {
        match range {
            range if self.paragraphs == 0 => self.pending.push(range),
            PendingRange::Comment(id, annotation) => {
                let index = self.blocks.annotate(annotation, Sign::After);
                self.open_comments.insert(id, index);
            }
            PendingRange::Claim(id, claim) => {
                let index = self.blocks.start_claim(claim);
                self.open_claims.insert(id, index);
            }
        }
    }

    /// Marks the end of a range.
    fn end_range(&mut self, index: Option<usize>, sign: Sign) {
        if let Some(index) = index {
            self.blocks.mark(index, sign);
        }
    }

    /// Marks the start of a link's words.
    fn link(&mut self, url: &str) {
        if let Some(link) = Annotation::link(url) {
            self.blocks.annotate(link, Sign::After);
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) {
        let is = |name: &str, value: &str| attribute(element, name) == value;
        match element.name().as_ref() {
            name if SKIPPED.contains(&name) => {
                (self.skipped, self.skipped_words) = (1, 0);
            }
            "w:p" => {
                self.paragraphs += 1;
                if std::mem::take(&mut self.drop_cap) == DropCap::Before {
                    self.blocks.set_part(None);
                } else {
                    self.blocks.start(None);
                }
                for range in std::mem::take(&mut self.pending) {
                    self.start_range(range);
                }
            }
            "w:instrText" => self.is_in_code = true,
            // A drop cap is a paragraph of its own before the paragraph whose first letter it is.
            "w:framePr" if !matches!(attribute(element, "w:dropCap").as_str(), "" | "none") => {
                self.drop_cap = DropCap::Here;
            }
            "w:pStyle" => {
                if let Some(style) = self.styles.get(&attribute(element, "w:val")).cloned() {
                    let part = self.part(style);
                    self.blocks.set_part(Some(part));
                }
            }
            "w:fldChar" => match attribute(element, "w:fldCharType").as_str() {
                "begin" => {
                    self.fields.push(false);
                    self.code.clear();
                }
                "separate" => {
                    let code = std::mem::take(&mut self.code);
                    if let Some(url) = link_of_field(&code) {
                        self.link(url);
                    }
                    if let Some(is_result) = self.fields.last_mut() {
                        *is_result = true;
                    }
                }
                _ => {
                    self.fields.pop();
                }
            },
            "w:numPr" => {
                self.item = Some((String::new(), 0));
                // A list item is body text, however short.
                if self.blocks.part().is_none() {
                    self.blocks.set_part(Some(Part::Body));
                }
            }
            "w:ilvl" => {
                if let Some((_, level)) = &mut self.item {
                    *level = attribute(element, "w:val").parse().unwrap_or_default();
                }
            }
            "w:numId" => {
                if let Some((list, _)) = &mut self.item {
                    *list = attribute(element, "w:val");
                }
            }
            "w:r" => self.run = Run::default(),
            "w:vanish" if !is_off(element) => self.run.format = TextFormat::Hidden,
            "w:strike" | "w:dstrike"
                if !is_off(element) && self.run.format != TextFormat::Hidden =>
            {
                self.run.format = TextFormat::Struck;
            }
            "w:vertAlign" if self.run.format == TextFormat::Plain && is("w:val", "superscript") => {
                self.run.format = TextFormat::Superscript;
            }
            "w:t" | "m:t" => self.run.is_text = true,
            "w:tab" | "w:ptab" => self.blocks.push(" "),
            "w:br" | "w:cr" => self.blocks.break_line(),
            "w:noBreakHyphen" => self.blocks.push("-"),
            "w:tr" => self.blocks.start_row(),
            "w:tc" => self.blocks.start_cell(),
            "w:txbxContent" => self.blocks.enter(None),
            "pic:pic" | "v:imagedata" => self.pictures += 1,
            _ => self.refer(element),
        }
    }

    /// Marks the place of a link, note, comment or claim.
    fn refer(&mut self, element: &BytesStart<'_>) {
        let id = || attribute(element, "w:id");
        match element.name().as_ref() {
            "w:hyperlink" => {
                let url = self.annotations.links.get(&attribute(element, "r:id"));
                if let Some(url) = url.cloned() {
                    self.link(&url);
                }
            }
            "w:fldSimple" => {
                if let Some(url) = link_of_field(&attribute(element, "w:instr")) {
                    self.link(url);
                }
            }
            "w:footnoteReference" => self.annotate("w:footnote", id(), Sign::Before),
            "w:endnoteReference" => self.annotate("w:endnote", id(), Sign::Before),
            "w:commentRangeStart" => self.annotate("w:comment", id(), Sign::After),
            "w:commentRangeEnd" => {
                let index = self.open_comments.remove(&id());
                self.end_range(index, Sign::End);
            }
            // A comment without a range is at a single point.
            "w:commentReference" => self.annotate("w:comment", id(), Sign::Before),
            "w:bookmarkStart" => {
                if let Some(claim) = claim_of_bookmark(&attribute(element, "w:name")) {
                    self.start_range(PendingRange::Claim(id(), claim));
                }
            }
            "w:bookmarkEnd" => {
                let index = self.open_claims.remove(&id());
                self.end_range(index, Sign::ClaimEnd);
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "w:t" | "m:t" => self.run.is_text = false,
            "w:instrText" => self.is_in_code = false,
            "w:p" if self.drop_cap == DropCap::Here => {
                self.paragraphs = self.paragraphs.saturating_sub(1);
                self.drop_cap = DropCap::Before;
            }
            "w:p" => {
                self.paragraphs = self.paragraphs.saturating_sub(1);
                self.item = None;
                // A field whose code is still open at the end of a paragraph is malformed.
                self.fields.retain(|is_result| *is_result);
                self.blocks.start(None);
            }
            "w:tr" => self.blocks.end_row(),
            "w:txbxContent" => self.blocks.leave(),
            _ => {}
        }
    }

    /// Adds the number that Word shows before the current item.
    fn push_number(&mut self) {
        if let Some((list, level)) = self.item.take()
            && let Some(number) = self.numbers.next(&list, level)
        {
            self.blocks.push(&number);
            self.blocks.push(" ");
        }
    }

    /// The kind of a paragraph of this style. Only the first title stays a title. List items are
    /// body text, however short.
    fn part(&mut self, style: Style) -> Part {
        let part = match style {
            Style::Part {
                is_first_level: true,
                ..
            } => self.blocks.heading(1),
            Style::Part { part, .. } => part,
            Style::Item(list, level) => {
                self.item = Some((list, level));
                Part::Body
            }
        };
        if part == Part::Title && std::mem::replace(&mut self.has_title, true) {
            return Part::Heading;
        }
        part
    }
}
