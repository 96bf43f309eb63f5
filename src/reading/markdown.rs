//! Markdown: paragraphs as a reader sees them, without marks, and what the front matter says.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::document::{About, Blocks, Content, Document, day_of};
use crate::case::Part;

/// Reads a Markdown text. The first heading of the first level is the title, else the front matter's; a picture's words
/// are a caption; code and raw HTML are boilerplate, and so is front matter that tells nothing known.
pub(super) fn read(text: &str) -> Document {
    let mut blocks = Blocks::default();
    let mut has_title = false;
    // What is struck out is no part of the story.
    let (mut struck, mut is_struck) = (0, false);
    // The front matter, while it is read.
    let mut front: Option<String> = None;
    let mut about = None;
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::MetadataBlock(_)) => front = Some(String::new()),
            Event::End(TagEnd::MetadataBlock(_)) => {
                let front = front.take().unwrap_or_default();
                about = about_of(&front);
                if about.is_none() {
                    blocks.start(Some(Part::Boilerplate));
                    blocks.push(&front);
                    blocks.start(None);
                }
            }
            Event::Start(Tag::Heading {
                level: HeadingLevel::H1,
                ..
            }) if !has_title => {
                blocks.start(Some(Part::Title));
                has_title = true;
            }
            Event::Start(Tag::Heading { .. }) => blocks.start(Some(Part::Heading)),
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => {
                blocks.start(Some(Part::Boilerplate));
            }
            Event::Start(Tag::Image { .. }) => blocks.start(Some(Part::Caption)),
            // An item's text is a line of the story, however short: only a paragraph may turn out to be a title.
            Event::Start(Tag::Item) => blocks.start(Some(Part::Body)),
            Event::Start(Tag::TableRow | Tag::TableHead) => blocks.start_row(),
            Event::Start(Tag::TableCell) => blocks.start_cell(),
            Event::End(TagEnd::TableRow | TagEnd::TableHead) => blocks.end_row(),
            // The first paragraph of an item is the item.
            Event::Start(Tag::Paragraph)
                if blocks.part() == Some(Part::Body) && blocks.is_blank() => {}
            Event::Start(Tag::Paragraph)
            | Event::End(
                TagEnd::Heading(_)
                | TagEnd::CodeBlock
                | TagEnd::HtmlBlock
                | TagEnd::Paragraph
                | TagEnd::Item
                | TagEnd::Image,
            ) => blocks.start(None),
            Event::Start(Tag::Strikethrough) => {
                struck += 1;
                is_struck = true;
            }
            Event::End(TagEnd::Strikethrough) => is_struck = false,
            Event::Text(_) | Event::Code(_) | Event::InlineHtml(_) if is_struck => {}
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                match &mut front {
                    Some(front) => front.push_str(&text),
                    None => blocks.push(&text),
                }
            }
            Event::SoftBreak | Event::HardBreak => blocks.push(" "),
            _ => {}
        }
    }
    let mut blocks = blocks.finish();
    let about = about.unwrap_or_default();
    if !has_title && !about.title.is_empty() {
        blocks.insert(0, (Some(Part::Title), about.title.clone()));
    }
    let mut document = Document {
        about,
        ..Document::new(Content::Blocks(blocks))
    };
    document.leave_out(struck, "passage struck out", "passages struck out");
    document
}

/// What front matter says of its text, as lines of `key: value` (YAML) or `key = "value"` (TOML); none if nothing known
/// stands in it. A list of authors may follow its key, a name a line.
fn about_of(front: &str) -> Option<About> {
    let mut about = About::default();
    let mut key = String::new();
    for line in front.lines() {
        let (name, value) = match line.trim().strip_prefix("- ") {
            Some(item) => (key.clone(), item),
            // What is set in belongs to the key above it.
            None if line.starts_with([' ', '\t']) => continue,
            None => {
                let Some((name, value)) = line.split_once([':', '=']) else {
                    continue;
                };
                key = name.trim().to_lowercase();
                (key.clone(), value)
            }
        };
        let list = value.trim().trim_start_matches('[').trim_end_matches(']');
        let unquoted = |value: &str| value.trim().trim_matches(['"', '\'']).trim().to_owned();
        let value = if list.len() < value.trim().len() {
            let items: Vec<String> = list.split(',').map(unquoted).collect();
            items.join(", ")
        } else {
            unquoted(value)
        };
        let add = |field: &mut String| {
            if !field.is_empty() && !value.is_empty() {
                field.push_str(", ");
            }
            field.push_str(&value);
        };
        let set = |field: &mut String| {
            if field.is_empty() {
                field.clone_from(&value);
            }
        };
        match name.as_str() {
            "title" => set(&mut about.title),
            "author" | "authors" | "byline" => add(&mut about.author),
            "publisher" | "publication" | "site" => set(&mut about.publisher),
            "date" | "published" => about.published = about.published.or_else(|| day_of(&value)),
            "url" | "link" | "source" | "canonical_url" | "permalink"
                if value.starts_with("http://") || value.starts_with("https://") =>
            {
                set(&mut about.url);
            }
            "lang" | "language" => set(&mut about.language),
            _ => {}
        }
    }
    (about != About::default()).then_some(about)
}

#[cfg(test)]
mod tests {
    use super::super::kinds::of_kinds;
    use super::*;

    fn found(text: &str) -> Vec<(Part, String)> {
        let Content::Blocks(blocks) = read(text).content else {
            panic!("Markdown has blocks")
        };
        of_kinds(blocks)
            .into_iter()
            .map(|paragraph| (paragraph.part(), paragraph.text().to_owned()))
            .collect()
    }

    #[test]
    fn marks_go_and_words_stay() {
        let text = "# The *ferry* sank\n\nIt was [old](https://example.org), **he** said.\nTwo died.\n\n## Rescue\n\n- one \
                    boat came late\n- two\n\n![The ferry in port](x.png)\n\n```\ncode\n```\n\n> It burned.\n";
        let found = found(text);
        let expected = [
            (Part::Title, "The ferry sank"),
            (Part::Body, "It was old, he said. Two died."),
            (Part::Heading, "Rescue"),
            (Part::Body, "one boat came late"),
            (Part::Body, "two"),
            (Part::Caption, "The ferry in port"),
            (Part::Boilerplate, "code"),
            (Part::Body, "It burned."),
        ];
        assert_eq!(found, expected.map(|(part, text)| (part, text.to_owned())));
    }
    #[test]
    fn front_matter_tells_what_it_plainly_tells() {
        let text = "---\ntitle: \"Ferry: sunk\"\nauthors:\n  - Ann Lee\n  - Їжак\ndate: 2024-03-23T10:00:00Z\nlayout: post\nurl: \
                    https://a.example/1\n---\n\nIt sank at noon.\n";
        let about = read(text).about;
        assert_eq!(
            (
                about.title.as_str(),
                about.author.as_str(),
                about.url.as_str()
            ),
            ("Ferry: sunk", "Ann Lee, Їжак", "https://a.example/1")
        );
        assert_eq!(
            about.published.map(|day| day.to_string()).as_deref(),
            Some("2024-03-23")
        );
        let expected = [
            (Part::Title, "Ferry: sunk"),
            (Part::Body, "It sank at noon."),
        ];
        assert_eq!(
            found(text),
            expected.map(|(part, text)| (part, text.to_owned()))
        );
        let toml = read("+++\ntitle = 'Ferry'\nauthor = [\"A\", \"B\"]\n+++\n# Sunk\n\nx\n").about;
        assert_eq!(
            (toml.title.as_str(), toml.author.as_str()),
            ("Ferry", "A, B")
        );
        let none = found("---\nlayout: post\n---\n\nIt sank at noon, he said.\n");
        assert_eq!(none[0], (Part::Boilerplate, "layout: post".to_owned()));
    }

    #[test]
    fn a_row_of_a_table_is_a_paragraph() {
        let text = "# T\n\n| Port | Ships |\n|---|---|\n| Kelm | 12 |\n";
        let expected = [
            (Part::Title, "T"),
            (Part::Body, "Port Ships"),
            (Part::Body, "Kelm 12"),
        ];
        assert_eq!(
            found(text),
            expected.map(|(part, text)| (part, text.to_owned()))
        );
    }
}
