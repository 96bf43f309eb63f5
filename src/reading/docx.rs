//! DOCX: paragraphs with the kinds that their styles name, what was inserted in them and not what
//! was deleted, notes after the text.

use std::collections::HashMap;

use super::archive::Archive;
use super::document::{About, Blocks, Content, Document};
use super::docx_numbers::Numbers;
use super::xml::{Piece, attribute, walk};
use crate::case::Part;
use crate::error::Error;

/// How the English names of styles start, which stand in every document whatever language it shows
/// them in, and what they say; a heading of the first level apart.
const STYLES: &[(&str, Part)] = &[
    ("title", Part::Title),
    ("subtitle", Part::Heading),
    ("heading", Part::Heading),
    ("caption", Part::Caption),
    ("toc", Part::Boilerplate),
    ("header", Part::Boilerplate),
    ("footer", Part::Boilerplate),
];

/// Elements whose text is not the document's: what was deleted or moved away, the second form of a
/// drawing for old programs, the code of a field.
const SKIPPED: &[&str] = &[
    "w:del",
    "w:moveFrom",
    "mc:Fallback",
    "w:instrText",
    "w:delText",
    "w:delInstrText",
    "w:pPrChange",
    "w:rPrChange",
];

/// Styles on styles are not followed any further.
const DEEPEST_STYLE: usize = 16;

/// What a paragraph is by its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Style {
    part: Part,
    is_first_level: bool,
}

/// Reads a DOCX. `name` is fit to be shown.
pub(super) fn read(archive: &mut Archive<'_>, name: &str) -> Result<Document, Error> {
    let main = related(archive, name, "", "/officeDocument")?
        .into_iter()
        .next()
        .unwrap_or_else(|| "word/document.xml".to_owned());
    let styles = styles(archive, name, &main)?;
    let mut numbers = Numbers::default();
    for entry in related(archive, name, &main, "/numbering")? {
        if let Some(text) = archive.text(&entry)? {
            walk(&text, &place(name, &entry), |piece| numbers.meet(&piece))?;
        }
    }
    let mut walked = Walked {
        styles,
        numbers,
        ..Walked::default()
    };
    let text = archive.text(&main)?.unwrap_or_default();
    walk(&text, &place(name, &main), |piece| walked.meet(&piece))?;
    walked.is_note = true;
    for kind in ["/footnotes", "/endnotes"] {
        for entry in related(archive, name, &main, kind)? {
            if let Some(text) = archive.text(&entry)? {
                walk(&text, &place(name, &entry), |piece| walked.meet(&piece))?;
            }
        }
    }
    let mut document = Document::new(Content::Blocks(walked.blocks.finish()));
    for entry in related(archive, name, "", "/core-properties")? {
        if let Some(text) = archive.text(&entry)? {
            document.about = about_of(&text, &place(name, &entry))?;
        }
    }
    document.leave_out(walked.deletions, "deletion", "deletions");
    document.leave_out(walked.comments, "comment", "comments");
    document.leave_out(walked.pictures, "picture", "pictures");
    document.leave_out(walked.hidden, "hidden passage", "hidden passages");
    document.leave_out(walked.struck, "passage struck out", "passages struck out");
    Ok(document)
}

/// Parts of one kind that are read: a document has one of footnotes and one of endnotes.
const MOST_RELATED: usize = 4;

/// How an entry is named in messages.
fn place(name: &str, entry: &str) -> String {
    format!("{name} ({})", crate::text::visible(entry))
}

/// The entries that an entry names as its own, of a kind that is how the type of the relation ends.
fn related(
    archive: &mut Archive<'_>,
    name: &str,
    entry: &str,
    kind: &str,
) -> Result<Vec<String>, Error> {
    let (folder, file) = entry.rsplit_once('/').unwrap_or(("", entry));
    let relations = format!("{folder}/_rels/{file}.rels");
    let relations = relations.trim_start_matches('/');
    let mut found = Vec::new();
    let Some(text) = archive.text(relations)? else {
        return Ok(found);
    };
    walk(&text, &place(name, relations), |piece| {
        if let Piece::Start(element) = piece
            && element.local_name().as_ref() == "Relationship"
            && attribute(element, "Type").ends_with(kind)
        {
            let target = attribute(element, "Target");
            let within = format!("{folder}/{target}");
            let target = target.strip_prefix('/').unwrap_or(&within);
            let target = target.trim_start_matches('/').to_owned();
            // A part is read once, however many relations name it, and none is a note to itself.
            if target != entry && !found.contains(&target) && found.len() < MOST_RELATED {
                found.push(target);
            }
        }
    })?;
    Ok(found)
}

/// Whether a property that is on by being there is switched off.
fn is_off(element: &quick_xml::events::BytesStart<'_>) -> bool {
    matches!(attribute(element, "w:val").as_str(), "0" | "false" | "off")
}

/// What the styles say of their paragraphs, by the styles' ids.
fn styles(
    archive: &mut Archive<'_>,
    name: &str,
    main: &str,
) -> Result<HashMap<String, Style>, Error> {
    // Of each style its own name and the id of the one that it is made from.
    let mut all: HashMap<String, (String, String)> = HashMap::new();
    for entry in related(archive, name, main, "/styles")? {
        let Some(text) = archive.text(&entry)? else {
            continue;
        };
        let mut id = String::new();
        walk(&text, &place(name, &entry), |piece| {
            let Piece::Start(element) = piece else { return };
            let value = || attribute(element, "w:val");
            match element.name().as_ref() {
                "w:style" => id = attribute(element, "w:styleId"),
                "w:name" => all.entry(id.clone()).or_default().0 = value().to_lowercase(),
                "w:basedOn" => all.entry(id.clone()).or_default().1 = value(),
                _ => {}
            }
        })?;
    }
    let of = |id: &String| {
        let mut id = id;
        for _ in 0..DEEPEST_STYLE {
            let (name, base) = all.get(id)?;
            let is_caption = name.ends_with("caption");
            let known = STYLES.iter().find(|(start, _)| name.starts_with(start));
            let part = known.map(|(_, part)| part);
            if let Some(part) = part.or(is_caption.then_some(&Part::Caption)) {
                let is_first_level = name == "heading 1";
                return Some(Style {
                    part: *part,
                    is_first_level,
                });
            }
            id = base;
        }
        None
    };
    Ok(all
        .keys()
        .filter_map(|id| Some((id.clone(), of(id)?)))
        .collect())
}

/// Who made a document where nobody has said, as programs write it.
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

/// What stands in a document's properties: its title, and who wrote it.
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

/// What the run at hand is: a stretch of text that looks alike.
#[derive(Debug, Default)]
struct Run {
    is_text: bool,
    look: Look,
}

/// How a run looks, where that bears on what it says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Look {
    #[default]
    Plain,
    Raised,
    Struck,
    Hidden,
}

/// Where the large first letter of a paragraph is, which stands in one of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum DropCap {
    #[default]
    Nowhere,
    /// In the paragraph at hand.
    Here,
    /// In the one before.
    Before,
}

/// What a walk has gathered, and where in the document it is.
#[derive(Debug, Default)]
struct Walked {
    blocks: Blocks,
    styles: HashMap<String, Style>,
    is_note: bool,
    has_title: bool,
    /// How many elements deep inside one that is left out.
    skipped: usize,
    /// How many pieces of words that one holds.
    skipped_words: usize,
    run: Run,
    /// The fields that are open, the innermost last: whether what follows is its result, and not
    /// its code.
    fields: Vec<bool>,
    numbers: Numbers,
    /// The list and the level of the item at hand, until its number is set.
    item: Option<(String, usize)>,
    drop_cap: DropCap,
    deletions: usize,
    comments: usize,
    pictures: usize,
    hidden: usize,
    struck: usize,
}

impl Walked {
    fn meet(&mut self, piece: &Piece<'_>) {
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
            Piece::Text(text) if self.run.is_text && self.run.look == Look::Hidden => {
                self.hidden += usize::from(!text.trim().is_empty());
            }
            Piece::Text(text) if self.run.is_text && self.run.look == Look::Struck => {
                self.struck += usize::from(!text.trim().is_empty());
            }
            // What stands in the code of a field is none of its result.
            Piece::Text(_) if self.fields.contains(&false) => {}
            Piece::Text(text) if self.run.is_text && self.skipped == 0 => {
                self.number();
                if self.run.look != Look::Raised || !self.blocks.raise(text) {
                    self.blocks.push(text);
                }
            }
            Piece::Text(_) => {}
        }
    }

    fn start(&mut self, element: &quick_xml::events::BytesStart<'_>) {
        let is = |name: &str, value: &str| attribute(element, name) == value;
        match element.name().as_ref() {
            name if SKIPPED.contains(&name) => {
                (self.skipped, self.skipped_words) = (1, 0);
            }
            // The lines that part notes from the text.
            "w:footnote" | "w:endnote" if attribute(element, "w:type").contains("eparator") => {
                self.skipped = 1;
            }
            "w:p" if std::mem::take(&mut self.drop_cap) == DropCap::Before => {
                self.blocks.set_part(None);
            }
            "w:p" => self.blocks.start(self.is_note.then_some(Part::Body)),
            // A large first letter is a paragraph of its own before the one that it starts.
            "w:framePr" if !matches!(attribute(element, "w:dropCap").as_str(), "" | "none") => {
                self.drop_cap = DropCap::Here;
            }
            "w:pStyle" => {
                if let Some(style) = self.styles.get(&attribute(element, "w:val")).copied() {
                    let part = self.part(style);
                    self.blocks.set_part(Some(part));
                }
            }
            "w:fldChar" => match attribute(element, "w:fldCharType").as_str() {
                "begin" => self.fields.push(false),
                "separate" => {
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
                // An item's text is a line of the story, however short.
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
            "w:vanish" if !is_off(element) => self.run.look = Look::Hidden,
            "w:strike" | "w:dstrike" if !is_off(element) && self.run.look != Look::Hidden => {
                self.run.look = Look::Struck;
            }
            "w:vertAlign" if self.run.look == Look::Plain && is("w:val", "superscript") => {
                self.run.look = Look::Raised;
            }
            "w:t" | "m:t" => self.run.is_text = true,
            "w:tab" | "w:ptab" => self.blocks.push(" "),
            "w:br" | "w:cr" => self.blocks.break_line(),
            "w:noBreakHyphen" => self.blocks.push("-"),
            "w:tr" => self.blocks.start_row(),
            "w:tc" => self.blocks.start_cell(),
            "w:txbxContent" => self.blocks.enter(None),
            "w:commentReference" => self.comments += 1,
            "pic:pic" | "v:imagedata" => self.pictures += 1,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "w:t" | "m:t" => self.run.is_text = false,
            "w:p" if self.drop_cap == DropCap::Here => self.drop_cap = DropCap::Before,
            "w:p" => {
                self.item = None;
                // A field whose code does not end with its paragraph has lost its end.
                self.fields.retain(|is_result| *is_result);
                self.blocks.start(None);
            }
            "w:tr" => self.blocks.end_row(),
            "w:txbxContent" => self.blocks.leave(),
            _ => {}
        }
    }

    /// Sets the number that Word shows before the item that starts here.
    fn number(&mut self) {
        if let Some((list, level)) = self.item.take()
            && let Some(number) = self.numbers.next(&list, level)
        {
            self.blocks.push(&number);
            self.blocks.push(" ");
        }
    }

    /// What a paragraph of this style is: a document has one title.
    fn part(&mut self, style: Style) -> Part {
        let part = if style.is_first_level {
            self.blocks.heading(1)
        } else {
            style.part
        };
        if part == Part::Title && std::mem::replace(&mut self.has_title, true) {
            return Part::Heading;
        }
        part
    }
}
