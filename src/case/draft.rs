//! The draft: the text under check, as a list of paragraphs, and spans in it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::closed_enum::closed_enum;
use super::hash::Sha256;
use super::record::record;
use super::time::{Date, Timestamp};

record! {
    /// The text under check. Line ends, tabs and hard wraps were normalised.
    pub struct Draft {
        /// The name of the file without its directory; `-` for standard input.
        required text name: String,
        /// The hash of the paragraphs' text, each followed by a line feed. It proves that the text
        /// is unchanged.
        required text sha256: Sha256,
        /// The web address at which the story was published.
        default text url: String,
        /// The author of the story.
        default text author: String,
        /// The publisher of the story.
        default text publisher: String,
        /// The day on which the story was published.
        optional public published: Date,
        /// The day on which a person saw the story at `url`.
        optional public seen: Date,
        /// The address of an archived copy.
        default text archived: String,
        /// The paragraphs in order.
        required text paragraphs: Vec<Paragraph>,
        /// The earlier drafts, oldest first.
        default public revisions: Vec<Revision> as records,
    }
}

record! {
    /// A draft that a newer one has replaced.
    pub struct Revision {
        /// When the draft was replaced.
        required public at: Timestamp as key,
        /// The person who replaced the draft.
        required text by: String as key,
        /// The name of the old draft.
        required text name: String,
        /// The hash of the old draft.
        required internal sha256: Sha256,
    }
}

/// The origin of a draft. The fields are those of [`Draft`].
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
    /// A draft of these paragraphs, with its hash and an empty provenance.
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

    /// The draft's provenance.
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

    /// The same draft with another provenance.
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

    /// The SHA-256 over the text of the paragraphs, each followed by a line feed. Kinds are not
    /// included.
    pub fn hash(paragraphs: &[Paragraph]) -> Sha256 {
        Self::hash_of(paragraphs.iter().map(Paragraph::text))
    }

    /// The hash for paragraphs that have these texts.
    pub fn hash_of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Sha256 {
        let texts = texts.into_iter();
        Sha256::over(texts.flat_map(|text| [text.as_bytes(), b"\n"]))
    }

    /// The text at a span. None if the span is outside of the paragraph or splits a character.
    pub fn at(&self, span: Span) -> Option<&str> {
        self.paragraphs
            .get(span.paragraph)?
            .text()
            .get(span.start..span.end)
    }

    /// The span of these words. None if the draft does not have them, or has them more than once.
    pub fn find_unique(&self, words: &str) -> Option<Span> {
        if words.is_empty() {
            return None;
        }
        let mut matches = self
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
        let first = matches.next()?;
        matches.next().is_none().then_some(first)
    }
}

closed_enum! {
    /// The kind of a paragraph.
    pub enum Part, "paragraph kind" {
        /// The headline.
        Title = "title",
        /// A paragraph of the story.
        Body = "body",
        /// A subhead.
        Heading = "heading",
        /// The text under a picture.
        Caption = "caption",
        /// Text of the site and not of the story: navigation, "read also", credits.
        Boilerplate = "boilerplate",
    }
}

/// A paragraph: its kind and its text without line ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Paragraph {
    /// The headline.
    Title(String),
    /// A paragraph of the story.
    Body(String),
    /// A subhead.
    Heading(String),
    /// The text under a picture.
    Caption(String),
    /// Text of the site and not of the story.
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

    /// The kind of the paragraph.
    pub fn part(&self) -> Part {
        match self {
            Self::Title(_) => Part::Title,
            Self::Body(_) => Part::Body,
            Self::Heading(_) => Part::Heading,
            Self::Caption(_) => Part::Caption,
            Self::Boilerplate(_) => Part::Boilerplate,
        }
    }

    /// The text of the paragraph.
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

/// A part of one paragraph.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// The index of the paragraph.
    pub paragraph: usize,
    /// The first byte in the paragraph's text, on a character boundary.
    pub start: usize,
    /// The end, exclusive, on a character boundary.
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
    fn only_words_that_occur_once_have_a_span() {
        let draft = Draft::new("x", vec![Paragraph::Body("їжак і лис. їжак".into())]);
        assert_eq!(
            draft.find_unique("лис").and_then(|span| draft.at(span)),
            Some("лис")
        );
        assert_eq!(draft.find_unique("їжак"), None);
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
