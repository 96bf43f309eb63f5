//! Markdown: paragraphs as a reader sees them, without marks.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::kinds::of_kinds;
use super::paragraphs::squeezed;
use crate::case::{Paragraph, Part};

/// The paragraphs of a Markdown text. The first heading of the first level is the title; a picture's words are a
/// caption; code and raw HTML are furniture.
pub(super) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let mut blocks = Blocks::default();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::Heading {
                level: HeadingLevel::H1,
                ..
            }) if !blocks.has_title => {
                blocks.start(Some(Part::Title));
                blocks.has_title = true;
            }
            Event::Start(Tag::Heading { .. }) => blocks.start(Some(Part::Heading)),
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_)) => {
                blocks.start(Some(Part::Furniture));
            }
            Event::Start(Tag::Image { .. }) => blocks.start(Some(Part::Caption)),
            // An item's text is a line of the story, however short: only a paragraph may turn out to be a title.
            Event::Start(Tag::Item | Tag::TableRow | Tag::TableHead) => {
                blocks.start(Some(Part::Body));
            }
            Event::Start(Tag::Paragraph) if !blocks.is_item() => blocks.start(None),
            Event::End(
                TagEnd::Heading(_)
                | TagEnd::CodeBlock
                | TagEnd::HtmlBlock
                | TagEnd::MetadataBlock(_)
                | TagEnd::Paragraph
                | TagEnd::Item
                | TagEnd::TableRow
                | TagEnd::TableHead
                | TagEnd::Image,
            ) => blocks.start(None),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                blocks.push(&text);
            }
            Event::Start(Tag::TableCell) | Event::SoftBreak | Event::HardBreak => blocks.push(" "),
            _ => {}
        }
    }
    blocks.start(None);
    of_kinds(blocks.done)
}

#[derive(Default)]
struct Blocks {
    done: Vec<(Option<Part>, String)>,
    part: Option<Part>,
    text: String,
    has_title: bool,
}

impl Blocks {
    /// Ends the block that was being gathered and starts one of this kind; none: the text itself will tell.
    fn start(&mut self, part: Option<Part>) {
        let text = squeezed(&std::mem::take(&mut self.text).replace(['\n', '\t'], " "));
        let part = std::mem::replace(&mut self.part, part);
        if !text.is_empty() {
            self.done.push((part, text));
        }
    }

    /// Whether an item of a list has just begun.
    fn is_item(&self) -> bool {
        self.part == Some(Part::Body) && self.text.is_empty()
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_words_stay() {
        let text = "# The *ferry* sank\n\nIt was [old](https://example.org), **he** said.\nTwo died.\n\n## Rescue\n\n- one \
                    boat came late\n- two\n\n![The ferry in port](x.png)\n\n```\ncode\n```\n\n> It burned.\n";
        let found: Vec<(Part, String)> = paragraphs(text)
            .into_iter()
            .map(|paragraph| (paragraph.part(), paragraph.text().to_owned()))
            .collect();
        let expected = [
            (Part::Title, "The ferry sank"),
            (Part::Body, "It was old, he said. Two died."),
            (Part::Heading, "Rescue"),
            (Part::Body, "one boat came late"),
            (Part::Body, "two"),
            (Part::Caption, "The ferry in port"),
            (Part::Furniture, "code"),
            (Part::Body, "It burned."),
        ];
        assert_eq!(found, expected.map(|(part, text)| (part, text.to_owned())));
    }
}
