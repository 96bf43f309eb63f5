//! The draft: the text under check, kept as paragraphs of a kind each, and spans of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::hash::Sha256;
use super::record::record;
use super::time::{Date, Timestamp};
use super::words::words;

record! {
    /// The text under check, as it was read (line ends, tabs and joined hard wraps aside).
    pub struct Draft {
        /// The name of the file it came from, without its folder; `-` for standard input.
        required text name: String,
        /// Over the text of the paragraphs, each followed by a line feed: the file proves itself.
        required text sha256: Sha256,
        /// Where it was published.
        default text url: String,
        /// Who wrote it.
        default text author: String,
        /// Who published it.
        default text publisher: String,
        /// The day it was published.
        optional public published: Date,
        /// The day it was seen at `url`.
        optional public seen: Date,
        /// Where a copy of it is kept.
        default text archived: String,
        /// The paragraphs in order.
        required text paragraphs: Vec<Paragraph>,
        /// The drafts before this one, oldest first.
        default public revisions: Vec<Revision> as records,
    }
}

record! {
    /// A draft that a newer one has taken the place of.
    pub struct Revision {
        /// When the newer one came.
        required public at: Timestamp as key,
        /// Who brought it in.
        required text by: String as key,
        /// The name of the draft before.
        required text name: String,
        /// The hash of the draft before.
        required internal sha256: Sha256,
    }
}

/// Where a draft is from: what is known of it beside its words. The fields are those of [`Draft`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// [`Draft::url`].
    pub url: String,
    /// [`Draft::author`].
    pub author: String,
    /// [`Draft::publisher`].
    pub publisher: String,
    /// [`Draft::published`].
    pub published: Option<Date>,
    /// [`Draft::seen`].
    pub seen: Option<Date>,
    /// [`Draft::archived`].
    pub archived: String,
}

impl Draft {
    /// A draft of these paragraphs, with its hash and nothing else known.
    pub fn new(name: impl Into<String>, paragraphs: Vec<Paragraph>) -> Self {
        Self {
            name: name.into(),
            sha256: Self::hash(&paragraphs),
            url: String::new(),
            author: String::new(),
            publisher: String::new(),
            published: None,
            seen: None,
            archived: String::new(),
            paragraphs,
            revisions: Vec::new(),
        }
    }

    /// Where it is from.
    pub fn provenance(&self) -> Provenance {
        Provenance {
            url: self.url.clone(),
            author: self.author.clone(),
            publisher: self.publisher.clone(),
            published: self.published,
            seen: self.seen,
            archived: self.archived.clone(),
        }
    }

    /// The same draft, with this provenance.
    #[must_use]
    pub fn with_provenance(self, provenance: Provenance) -> Self {
        let Provenance {
            url,
            author,
            publisher,
            published,
            seen,
            archived,
        } = provenance;
        Self {
            url,
            author,
            publisher,
            published,
            seen,
            archived,
            ..self
        }
    }

    /// SHA-256 over the paragraphs' text, each followed by a line feed. Kinds are not in it.
    pub fn hash(paragraphs: &[Paragraph]) -> Sha256 {
        Self::hash_of(paragraphs.iter().map(Paragraph::text))
    }

    /// The same over the texts alone.
    pub fn hash_of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Sha256 {
        let texts = texts.into_iter();
        Sha256::over(texts.flat_map(|text| [text.as_bytes(), b"\n"]))
    }

    /// The words that stand at a span; none where it leaves the paragraph or cuts a character.
    pub fn at(&self, span: Span) -> Option<&str> {
        self.paragraphs
            .get(span.paragraph)?
            .text()
            .get(span.start..span.end)
    }

    /// The only span with these words. None if the draft does not have them, or has them more than
    /// once.
    pub fn only_place_of(&self, words: &str) -> Option<Span> {
        if words.is_empty() {
            return None;
        }
        let mut places = self
            .paragraphs
            .iter()
            .enumerate()
            .flat_map(|(paragraph, text)| {
                text.text()
                    .match_indices(words)
                    .map(move |(start, found)| Span {
                        paragraph,
                        start,
                        end: start + found.len(),
                    })
            });
        let first = places.next()?;
        places.next().is_none().then_some(first)
    }
}

words! {
    /// What a paragraph is in the story.
    pub enum Part, "paragraph kind" {
        /// The headline.
        Title = "title",
        /// A paragraph of the story.
        Body = "body",
        /// A subhead.
        Heading = "heading",
        /// The words under a picture.
        Caption = "caption",
        /// What belongs to the site and not to the story: navigation, "read also", credits.
        Boilerplate = "boilerplate",
    }
}

/// A paragraph: its kind and its text, without line ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Paragraph {
    /// The headline.
    Title(String),
    /// A paragraph of the story.
    Body(String),
    /// A subhead.
    Heading(String),
    /// The words under a picture.
    Caption(String),
    /// What belongs to the site and not to the story.
    #[serde(alias = "Furniture")]
    Boilerplate(String),
}

impl Paragraph {
    /// A paragraph of this kind.
    pub fn new(part: Part, text: String) -> Self {
        match part {
            Part::Title => Self::Title(text),
            Part::Body => Self::Body(text),
            Part::Heading => Self::Heading(text),
            Part::Caption => Self::Caption(text),
            Part::Boilerplate => Self::Boilerplate(text),
        }
    }

    /// Its kind.
    pub fn part(&self) -> Part {
        match self {
            Self::Title(_) => Part::Title,
            Self::Body(_) => Part::Body,
            Self::Heading(_) => Part::Heading,
            Self::Caption(_) => Part::Caption,
            Self::Boilerplate(_) => Part::Boilerplate,
        }
    }

    /// Its text.
    pub fn text(&self) -> &str {
        match self {
            Self::Title(text)
            | Self::Body(text)
            | Self::Heading(text)
            | Self::Caption(text)
            | Self::Boilerplate(text) => text,
        }
    }
}

/// A stretch of one paragraph.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// Which paragraph, from 0.
    pub paragraph: usize,
    /// First byte in the paragraph's text, on a character boundary.
    pub start: usize,
    /// The byte after the last, on a character boundary.
    pub end: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_over_each_paragraph_and_a_line_feed() {
        let paragraphs = vec![
            Paragraph::Title("Gunmen open fire at a concert hall".into()),
            Paragraph::Body(
                "ISIS claimed the attack, CNN said, citing Amaq. \"They ran,\" a witness said, м'я.".into(),
            ),
            Paragraph::Boilerplate("Read also: …".into()),
        ];
        let hash = Draft::hash(&paragraphs).to_string();
        assert_eq!(
            hash,
            "b11c8456b0a597cc3ad1213a3666ed4fbc9d29bf61aa21e2394e35c3eee66d00"
        );
    }

    #[test]
    fn words_have_a_place_only_where_they_stand_once() {
        let draft = Draft::new("x", vec![Paragraph::Body("їжак і лис. їжак".into())]);
        assert_eq!(
            draft.only_place_of("лис").and_then(|span| draft.at(span)),
            Some("лис")
        );
        assert_eq!(draft.only_place_of("їжак"), None);
        assert_eq!(
            draft.at(Span {
                paragraph: 0,
                start: 1,
                end: 4
            }),
            None
        );
        assert_eq!(
            draft.at(Span {
                paragraph: 9,
                start: 0,
                end: 0
            }),
            None
        );
    }
}
