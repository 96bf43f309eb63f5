//! A document becomes paragraphs of a kind each, and paragraphs become proposed claims with whom they credit.
//!
//! Rules are few and general; what they know of a language is data under `assets/reading/`, one RON file each. Nothing
//! is dropped in silence: [`Report`] counts what was taken for what and what no claim was made of.

mod attribution;
mod decode;
mod kinds;
mod language;
mod markdown;
mod paragraphs;
mod propose;
mod sentences;

use std::fmt;

use crate::case::{Case, Mint, Paragraph, Part, Timestamp};

pub use decode::{MOST_BYTES, decode};
pub use language::{Language, language_of};
pub use sentences::sentences;

/// What a document is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text with blank lines between paragraphs.
    Plain,
    /// Markdown, as `CommonMark` has it.
    Markdown,
}

impl Format {
    /// The format that a file's name tells: `.md` and `.markdown` are Markdown, all others plain text.
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

/// Why a document cannot be read. Foreign words in it are already made visible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// What is wrong, with its place.
    pub what: String,
    /// The way out.
    pub hint: String,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for Unreadable {}

/// What was found in a document, and what was left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Paragraphs of each kind, in the order of [`Part::ALL`].
    pub paragraphs: [usize; 5],
    /// Claims proposed.
    pub claims: usize,
    /// Those that credit somebody.
    pub attributed: usize,
    /// Sources proposed.
    pub sources: usize,
    /// Sentences that ask and assert nothing.
    pub questions: usize,
    /// Titles, headings and captions that only name their subject, and lines without a word.
    pub labels: usize,
    /// Control and other unseen characters, which are kept and shown visible.
    pub unseen: usize,
    /// Whether a byte order mark was taken off.
    pub had_mark: bool,
    /// The language, `en`, `uk` or `ru`; empty if it is none of them.
    pub language: String,
}

/// The most claims that are proposed of one text. A story has 20 to 400.
pub const MOST_CLAIMS: usize = 200_000;

/// Reads a story: its paragraphs, and the claims that they make.
///
/// `text` is decoded (see [`decode`]). The case gets the title of the story, its language, its draft (with no more known
/// than the name), the sources and the claims, all suggested.
///
/// Error: more than [`MOST_CLAIMS`].
pub fn read_story(
    text: &str,
    format: Format,
    name: &str,
    mint: &mut Mint,
) -> Result<(Case, Report), Unreadable> {
    let paragraphs = match format {
        Format::Plain => paragraphs::plain(text),
        Format::Markdown => markdown::paragraphs(text),
    };
    let language = language_of(
        paragraphs
            .iter()
            .filter(|text| text.part() == Part::Body)
            .map(Paragraph::text),
    )
    .or_else(|| language_of(paragraphs.iter().map(Paragraph::text)));
    let mut report = Report {
        unseen: crate::text::unseen_count(text),
        ..Report::default()
    };
    for paragraph in &paragraphs {
        if let Some(count) = report.paragraphs.get_mut(paragraph.part() as usize) {
            *count += 1;
        }
    }
    let case = propose::story(paragraphs, language, name, mint, &mut report)?;
    Ok((case, report))
}

/// The byte ranges of the sentences of a paragraph. Where it does not show its language, the code of one tells it.
pub fn sentences_of(text: &str, code: &str) -> Vec<std::ops::Range<usize>> {
    let known = Language::of_code(code);
    sentences::sentences(text, language::nearest(text, known))
}

/// Reads a list: each line that holds a letter or a digit is a free-standing claim, in the order given; a leading `0:42`
/// or `1:02:03` is its place.
///
/// Error: more than [`MOST_CLAIMS`].
pub fn read_list(
    text: &str,
    name: &str,
    now: Timestamp,
    mint: &mut Mint,
) -> Result<(Case, Report), Unreadable> {
    let mut report = Report {
        unseen: crate::text::unseen_count(text),
        ..Report::default()
    };
    let case = propose::list(text, name, now, mint, &mut report)?;
    Ok((case, report))
}
