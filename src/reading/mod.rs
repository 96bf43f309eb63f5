//! A document becomes paragraphs of a kind each, and paragraphs become proposed claims with whom
//! they credit.
//!
//! [`read_document`] knows every format and hands back one shape; only it asks other programs,
//! through its caller. Rules are few and general; what they know of a language is data under
//! `assets/languages`. Nothing is dropped in silence: [`Report`] counts what was taken for what and
//! what no claim was made of.

mod annotations;
mod archive;
mod asserting;
mod attribution;
mod block;
mod blocks;
mod case_form;
mod chats;
mod cuts;
mod decode;
mod detection;
mod document;
mod docx;
mod docx_annotations;
mod docx_numbers;
mod docx_parts;
mod docx_styles;
mod entry;
mod format;
mod forms;
mod garbled;
mod html;
mod hyphens;
mod into_case;
mod items;
mod kind_words;
mod kinds;
mod language;
mod line;
mod lists;
mod mail;
mod markdown;
mod markdown_annotations;
mod no_prose;
mod odt;
mod odt_numbers;
mod paragraphs;
mod pdf;
mod propose;
mod report;
mod rows;
mod rtf;
mod sentences;
mod suggest;
mod transcripts;
mod turn;
mod words;
mod worth;
mod worth_words;
mod xml;

use std::sync::Arc;

use crate::case::{Case, Draft, Mint, Paragraph, Part, Timestamp};
use crate::error::Error;
use document::Content;
use suggest::Annotations;
use turn::Role;

pub use case_form::{CaseForm, case_form};
pub use cuts::{is_inside_one, places_to_cut};
pub use decode::{Decoded, MOST_BYTES, decode};
pub use detection::{language_of, load_languages};
pub use document::{About, Document, LeftOut};
pub use format::{As, Convert, Given, Tool, read_document, read_given, words_of};
pub use into_case::suggested_in;
pub use language::{Known, Language, abbreviations, forms_of_name, known_words};
pub use propose::proposals;
pub use report::{MOST_CLAIMS, Progress, Report};
pub use sentences::sentences;
pub use worth::{Worth, load_worth, worth};

/// How a text is marked up that has no marks of another format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text with blank lines between paragraphs.
    Plain,
    /// Markdown, as `CommonMark` has it.
    Markdown,
}

impl Format {
    /// The format that a file's name tells: `.md` and `.markdown` are Markdown, all others plain
    /// text.
    pub fn of_name(name: &str) -> Self {
        match name
            .rsplit_once('.')
            .map(|(_, ending)| ending.to_lowercase())
            .as_deref()
        {
            Some("md" | "markdown" | "mdown" | "mkd") => Self::Markdown,
            _ => Self::Plain,
        }
    }
}

/// Reads a story that is plain text or Markdown, decoded already (see [`decode`]), as at the start
/// of 1970; else as [`story_of`].
pub fn read_story(
    text: &str,
    format: Format,
    name: &str,
    mint: &mut Mint,
) -> Result<(Case, Report), Error> {
    let document = match format {
        Format::Plain => Document::new(Content::Plain(text.to_owned())),
        Format::Markdown => markdown::read(text),
    };
    let now = Timestamp::of_clock(std::time::UNIX_EPOCH);
    story_of(document, name, now, mint, &mut |_| ())
}

/// Makes a case of a document: its paragraphs, and the claims that they make.
///
/// The case gets the title of the story, its language, its draft with what the document says about
/// itself, the sources and the claims, all suggested; and the links, notes and comments of the
/// writer as suggested evidence, of now where they have no time of their own.
///
/// Error: more than [`MOST_CLAIMS`].
pub fn story_of(
    mut document: Document,
    name: &str,
    now: Timestamp,
    mint: &mut Mint,
    progress: &mut Progress<'_>,
) -> Result<(Case, Report), Error> {
    let mut report = Report::of(&document);
    let about = std::mem::take(&mut document.about);
    let annotations = Annotations::of(&mut document);
    let (paragraphs, roles) = laid_out(document);
    let language = language_of(
        paragraphs
            .iter()
            .filter(|text| text.part() == Part::Body)
            .map(Paragraph::text),
    )
    .or_else(|| language_of(paragraphs.iter().map(Paragraph::text)));
    for paragraph in &paragraphs {
        if let Some(count) = report.paragraphs.get_mut(paragraph.part() as usize) {
            *count += 1;
        }
    }
    let mut case = propose::story(
        (paragraphs, &roles),
        language,
        name,
        mint,
        &mut report,
        progress,
    )?;
    // A chat has a name and no headline, and so have some documents.
    let has_title = report
        .paragraphs
        .get(Part::Title as usize)
        .is_some_and(|count| *count > 0);
    if !has_title && !about.title.is_empty() {
        case.title.clone_from(&about.title);
    }
    // The letters of a text are surer than what its template says; where they tell nothing, it may.
    if case.language.is_empty() && is_language_tag(&about.language) {
        case.language = about.language;
    }
    if let Some(draft) = &mut case.draft {
        let draft: &mut Draft = Arc::make_mut(draft);
        draft.url = about.url;
        draft.author = about.author;
        draft.publisher = about.publisher;
        draft.published = about.published;
    }
    annotations.offer(&mut case, (name, now), mint, &mut report);
    Ok((case, report))
}

/// The texts of a story's paragraphs. This is much quicker than to read the story: their kinds,
/// which do not change them, stay unknown.
pub fn texts_of(document: Document) -> Vec<String> {
    match document.content {
        Content::Plain(text) => paragraphs::blocks(&text),
        Content::Blocks(blocks) => blocks.into_iter().map(|block| block.text).collect(),
        Content::Turns(turns) => {
            let (paragraphs, _) = turn::laid_out(turns);
            let texts = paragraphs.iter().map(Paragraph::text);
            texts.map(str::to_owned).collect()
        }
        Content::List(rows) => rows.into_iter().map(|row| row.text).collect(),
    }
}

/// The texts of a document's paragraphs if it is plain text; none if it cannot be decoded. What else
/// it may be is not looked for, which takes most of the time of [`read_document`].
pub fn plain_texts_of(bytes: &[u8], name: &str) -> Option<Vec<String>> {
    let decoded = decode(bytes, name).ok()?;
    Some(paragraphs::blocks(&decoded.text))
}

/// The paragraphs of a story, and the role that the format gives each. No roles if the format gives
/// none.
fn laid_out(document: Document) -> (Vec<Paragraph>, Vec<Role>) {
    let paragraphs = match document.content {
        Content::Plain(text) => {
            let mut paragraphs = paragraphs::plain(&text);
            let roles = turn::of_posts(&mut paragraphs);
            return (paragraphs, roles);
        }
        Content::Blocks(blocks) => kinds::of_kinds(blocks),
        Content::Turns(turns) => return turn::laid_out(turns),
        Content::List(rows) => {
            let claim = |row: entry::Entry| Paragraph::new(Part::Body, row.text);
            rows.into_iter().map(claim).collect()
        }
    };
    (paragraphs, Vec::new())
}

/// Whether this is a language tag: letters, digits and hyphens, as BCP 47 has them.
pub fn is_language_tag(tag: &str) -> bool {
    (2..=35).contains(&tag.len())
        && tag
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// The byte ranges of the sentences of a paragraph. Where it does not show its language, the code
/// of one tells it.
pub fn sentences_of(text: &str, code: &str) -> Vec<std::ops::Range<usize>> {
    let known = Language::of_code(code);
    sentences::sentences(text, detection::nearest(text, known))
}

/// Reads a list that is plain text, decoded already (see [`decode`]); else as [`list_of`].
pub fn read_list(
    text: &str,
    name: &str,
    now: Timestamp,
    mint: &mut Mint,
) -> Result<(Case, Report), Error> {
    let document = Document::new(Content::Plain(text.to_owned()));
    list_of(&document, name, now, mint)
}

/// Makes a case of a list: each line of the document that holds a letter or a digit is a
/// free-standing claim, in the order given; a leading `0:42` or `1:02:03` is its place. A document
/// that is a list by itself gives each claim with its speaker and place, and what others have found
/// on it as suggested evidence.
///
/// Error: more than [`MOST_CLAIMS`].
pub fn list_of(
    document: &Document,
    name: &str,
    now: Timestamp,
    mint: &mut Mint,
) -> Result<(Case, Report), Error> {
    let mut report = Report::of(document);
    let case = match &document.content {
        Content::List(rows) => rows::rows(rows, name, now, mint, &mut report)?,
        _ => rows::list(&document.lines(), name, now, mint, &mut report)?,
    };
    Ok((case, report))
}
