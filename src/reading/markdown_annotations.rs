//! Annotations in Markdown: links, footnotes, and HTML comments.

use std::collections::HashMap;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::annotations::{Annotation, Kind, Sign};
use super::block::Block;
use super::blocks::Blocks;

/// The start and end of a comment.
const COMMENT_START: &str = "<!--";
const COMMENT_END: &str = "-->";

/// The annotations read so far.
#[derive(Default)]
pub(super) struct AnnotationReader {
    /// The labels of the notes that the text refers to, with their indexes among the annotations.
    references: Vec<(String, usize)>,
    /// The notes read so far, by label.
    notes: HashMap<String, Annotation>,
    /// The current note and its label.
    note: Option<(String, Annotation)>,
    /// The current comment between paragraphs, which may span several lines.
    comment: String,
    /// Finished comments between paragraphs, which are not on any words.
    comments: Vec<Annotation>,
}

impl AnnotationReader {
    /// Handles an event that belongs to an annotation. Returns false for any other event.
    pub fn handle(&mut self, event: &Event<'_>, blocks: &mut Blocks) -> bool {
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) => {
                self.note = Some((label.to_string(), Annotation::new(Kind::Note)));
            }
            _ if self.note.is_some() => self.add_to_note(event),
            Event::FootnoteReference(label) => {
                let index = blocks.annotate(Annotation::new(Kind::Note), Sign::Before);
                self.references.push((label.to_string(), index));
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                if let Some(link) = Annotation::link(dest_url) {
                    blocks.annotate(link, Sign::After);
                }
            }
            Event::InlineHtml(text) if text.starts_with(COMMENT_START) => {
                blocks.annotate(comment(text), Sign::Before);
            }
            Event::Html(text) if self.is_comment(text) => self.comment.push_str(text),
            Event::End(TagEnd::HtmlBlock) if !self.comment.is_empty() => {
                let text = std::mem::take(&mut self.comment);
                self.comments.push(comment(&text));
                return false;
            }
            _ => return false,
        }
        true
    }

    fn is_comment(&self, text: &str) -> bool {
        !self.comment.is_empty() || text.trim_start().starts_with(COMMENT_START)
    }

    fn add_to_note(&mut self, event: &Event<'_>) {
        let Some((_, note)) = &mut self.note else {
            return;
        };
        match event {
            Event::End(TagEnd::FootnoteDefinition) => self.notes.extend(self.note.take()),
            Event::Text(text) | Event::Code(text) => note.add(text),
            Event::SoftBreak => note.add(" "),
            Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Item) => note.add("\n"),
            Event::Start(Tag::Link { dest_url, .. }) => note.add_link(dest_url),
            _ => {}
        }
    }

    /// The blocks and all annotations, with the texts of notes at their references.
    pub fn finish(self, mut blocks: Blocks) -> (Vec<Block>, Vec<Annotation>) {
        for (label, index) in &self.references {
            if let (Some(note), Some(place)) =
                (self.notes.get(label), blocks.annotations.get_mut(*index))
            {
                place.clone_from(note);
            }
        }
        let (blocks, mut annotations) = blocks.finish();
        annotations.extend(self.comments.into_iter().map(Annotation::finished));
        (blocks, annotations)
    }
}

/// A comment from its HTML source.
fn comment(text: &str) -> Annotation {
    let words = text.trim().trim_start_matches(COMMENT_START);
    let mut comment = Annotation::new(Kind::Comment);
    comment.add(words.trim_end_matches(COMMENT_END));
    comment
}
