//! Reads a document: it becomes paragraphs with kinds, and then proposed claims with attributions.
//!
//! [`read_document`] supports every format and returns one type. Only this function runs other
//! programs, through its caller. There are few rules, and they are general; the data on each
//! language is in `assets/languages`. [`Report`] counts what was recognised and what became no
//! claim, so that nothing is dropped silently.

mod annotations;
mod archive;
mod asserting;
mod attribution;
mod block;
mod blocks;
mod case_form;
mod cases;
mod chats;
mod counted_words;
mod cue_words;
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
mod inline_lists;
mod into_case;
mod kind_words;
mod kinds;
mod language;
mod line;
mod lists;
mod mail;
mod markdown;
mod markdown_annotations;
mod ministries;
mod no_prose;
mod odt;
mod odt_numbers;
mod offices;
mod paragraphs;
mod pdf;
mod propose;
mod report;
mod rows;
mod rtf;
mod sentences;
mod split_points;
mod suggest;
mod transcripts;
mod turn;
mod words;
mod worth;
mod worth_words;
mod xml;

use std::sync::Arc;

use crate::case::{Case, Draft, IdGen, Paragraph, Part, Timestamp};
use crate::error::Error;
use document::Content;
use suggest::Annotations;
use turn::Role;

pub use case_form::{CaseForm, case_form};
pub use decode::{Decoded, MAX_BYTES, decode};
pub use detection::{language_of, load_languages};
pub use document::{About, Document, LeftOut};
pub use format::{As, Convert, Given, Tool, read_document, read_given, words_of};
pub use into_case::suggested_in;
pub use language::{Known, Language, abbreviations, forms_of_name, known_words};
pub use propose::proposals;
pub use report::{MAX_CLAIMS, Progress, Report};
pub use sentences::sentences;
pub use split_points::{is_inside_unit, split_points};
pub use worth::{Worth, load_worth, worth};

/// The markup of a text that has no other known format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text with blank lines between paragraphs.
    Plain,
    /// Markdown (`CommonMark`).
    Markdown,
}

impl Format {
    /// The format by file name: `.md` and `.markdown` are Markdown, all others plain text.
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

/// Creates a case from a story in plain text or Markdown that is already decoded (see [`decode`]).
/// The time of suggested evidence is the start of 1970. Otherwise like [`story_of`].
pub fn read_story(
    text: &str,
    format: Format,
    name: &str,
    mint: &mut IdGen,
) -> Result<(Case, Report), Error> {
    let document = match format {
        Format::Plain => Document::new(Content::Plain(text.to_owned())),
        Format::Markdown => markdown::read(text),
    };
    let now = Timestamp::of_clock(std::time::UNIX_EPOCH);
    story_of(document, name, now, mint, &mut |_| ())
}

/// Creates a case from a document: its paragraphs and their claims.
///
/// The case gets the story's title and language, its draft with the document's metadata, and its
/// sources and claims, all suggested. The document's links, notes and comments become suggested
/// evidence, dated `now` unless they have a time.
///
/// Error: more than [`MAX_CLAIMS`] claims.
pub fn story_of(
    mut document: Document,
    name: &str,
    now: Timestamp,
    mint: &mut IdGen,
    progress: &mut Progress<'_>,
) -> Result<(Case, Report), Error> {
    let mut report = Report::of(&document);
    let about = std::mem::take(&mut document.about);
    let annotations = Annotations::of(&mut document);
    let (paragraphs, roles) = to_paragraphs(document);
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
    // A chat and some documents have a title but no headline in the text.
    let has_title = report
        .paragraphs
        .get(Part::Title as usize)
        .is_some_and(|count| *count > 0);
    if !has_title && !about.title.is_empty() {
        case.title.clone_from(&about.title);
    }
    // The letters and words of a text are more reliable than the document's language tag, which is
    // used only if they do not show the language.
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
    annotations.add_to_claims(&mut case, (name, now), mint, &mut report);
    Ok((case, report))
}

/// The texts of a story's paragraphs without their kinds, which are slow to determine.
pub fn texts_of(document: Document) -> Vec<String> {
    match document.content {
        Content::Plain(text) => paragraphs::blocks(&text),
        Content::Blocks(blocks) => blocks.into_iter().map(|block| block.text).collect(),
        Content::Turns(turns) => {
            let (paragraphs, _) = turn::to_paragraphs(turns);
            let texts = paragraphs.iter().map(Paragraph::text);
            texts.map(str::to_owned).collect()
        }
        Content::List(rows) => rows.into_iter().map(|row| row.text).collect(),
    }
}

/// The texts of a document's paragraphs, if it is plain text. None if it cannot be decoded. Other
/// formats are not tried, since that would take as long as [`read_document`].
pub fn plain_texts_of(bytes: &[u8], name: &str) -> Option<Vec<String>> {
    let decoded = decode(bytes, name).ok()?;
    Some(paragraphs::blocks(&decoded.text))
}

/// The paragraphs of a story, and their roles if the format gives any.
fn to_paragraphs(document: Document) -> (Vec<Paragraph>, Vec<Role>) {
    let paragraphs = match document.content {
        Content::Plain(text) => {
            let mut paragraphs = paragraphs::plain(&text);
            let roles = turn::roles_of_posts(&mut paragraphs);
            return (paragraphs, roles);
        }
        Content::Blocks(blocks) => kinds::classify(blocks),
        Content::Turns(turns) => return turn::to_paragraphs(turns),
        Content::List(rows) => {
            let claim = |row: entry::Entry| Paragraph::new(Part::Body, row.text);
            rows.into_iter().map(claim).collect()
        }
    };
    (paragraphs, Vec::new())
}

/// Whether a text is a language tag: letters, digits and hyphens, as in BCP 47.
pub fn is_language_tag(tag: &str) -> bool {
    (2..=35).contains(&tag.len())
        && tag
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// The byte ranges of a paragraph's sentences. `code` is the language code for a text that does not
/// show its language.
pub fn sentences_of(text: &str, code: &str) -> Vec<std::ops::Range<usize>> {
    let known = Language::of_code(code);
    sentences::sentences(text, detection::rules_language(text, known))
}

/// Creates a case from a list in plain text that is already decoded (see [`decode`]). Otherwise
/// like [`list_of`].
pub fn read_list(
    text: &str,
    name: &str,
    now: Timestamp,
    mint: &mut IdGen,
) -> Result<(Case, Report), Error> {
    let document = Document::new(Content::Plain(text.to_owned()));
    list_of(&document, name, now, mint)
}

/// Creates a case from a list: each line with a letter or digit is a free-standing claim, in the
/// given order. A time at the start of a line, such as `0:42` or `1:02:03`, is its place. Entries
/// with columns also have a speaker and a place, and fact-checks by others, which become suggested
/// evidence.
///
/// Error: more than [`MAX_CLAIMS`] claims.
pub fn list_of(
    document: &Document,
    name: &str,
    now: Timestamp,
    mint: &mut IdGen,
) -> Result<(Case, Report), Error> {
    let mut report = Report::of(document);
    let case = match &document.content {
        Content::List(rows) => rows::rows(rows, name, now, mint, &mut report)?,
        _ => rows::list(&document.lines(), name, now, mint, &mut report)?,
    };
    Ok((case, report))
}
