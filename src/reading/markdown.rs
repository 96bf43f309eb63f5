//! Markdown: paragraphs without markup, and the metadata of the front matter.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::block::Block;
use super::blocks::Blocks;
use super::document::{About, Content, Document, parse_date};
use super::markdown_annotations::AnnotationReader;
use crate::case::Part;

/// Reads a Markdown text. The title is the first heading of level 1, else that of the front matter.
/// The alternative text of a picture is a caption. Code, raw HTML and front matter without known
/// keys are boilerplate. Links, footnotes and comments become annotations.
pub(super) fn read(text: &str) -> Document {
    let (text, tag_count) = without_template_tags(text);
    let text = text.as_str();
    let mut blocks = Blocks::default();
    let mut has_title = false;
    // Text that is struck out is not part of the story.
    let (mut struck, mut is_struck, mut is_superscript) = (0, false, false);
    let mut reader = AnnotationReader::default();
    // The text of the front matter, while it is being read.
    let mut front: Option<String> = None;
    let mut about = None;
    for event in Parser::new_ext(text, options()) {
        if reader.handle(&event, &mut blocks) {
            continue;
        }
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
            // A list item is body text, however short. Only a paragraph can become a title.
            Event::Start(Tag::Item) => blocks.start(Some(Part::Body)),
            Event::Start(Tag::TableRow | Tag::TableHead) => blocks.start_row(),
            Event::Start(Tag::TableCell) => blocks.start_cell(),
            Event::End(TagEnd::TableRow | TagEnd::TableHead) => blocks.end_row(),
            // The first paragraph of an item continues the item's block.
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
            Event::InlineHtml(tag) => {
                match tag.trim_matches(['<', '>', ' ']).to_lowercase().as_str() {
                    "sup" => is_superscript = true,
                    "/sup" => is_superscript = false,
                    "del" | "s" | "strike" => {
                        struck += 1;
                        is_struck = true;
                    }
                    "/del" | "/s" | "/strike" => is_struck = false,
                    "br" | "br/" | "br /" => blocks.break_line(),
                    _ => {}
                }
            }
            Event::Text(_) | Event::Code(_) if is_struck => {}
            // A superscript number is not part of the number before it.
            Event::Text(text) if is_superscript && blocks.push_superscript(&text) => {}
            Event::Text(text) | Event::Code(text) | Event::Html(text) => match &mut front {
                Some(front) => front.push_str(&text),
                None => blocks.push(&text),
            },
            Event::SoftBreak | Event::HardBreak => blocks.push(" "),
            _ => {}
        }
    }
    let (mut blocks, annotations) = reader.finish(blocks);
    let about = about.unwrap_or_default();
    if !has_title && !about.title.is_empty() {
        blocks.insert(0, Block::new(Some(Part::Title), about.title.clone()));
    }
    let mut document = Document {
        annotations,
        about,
        ..Document::new(Content::Blocks(blocks))
    };
    document.leave_out(struck, "passage struck out", "passages struck out");
    document.leave_out(
        tag_count,
        "mark of a site generator",
        "marks of a site generator",
    );
    document
}

/// The Markdown extensions in use.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
}

/// The start and end of template tags of site generators.
const TEMPLATE_TAGS: &[(&str, &str)] = &[
    ("{{<", ">}}"),
    ("{{%", "%}}"),
    ("{{", "}}"),
    ("{%", "%}"),
    ("{:", "}"),
];

/// The longest template tag, in bytes.
const MAX_TAG_BYTES: usize = 2000;

/// Removes the template tags outside of code from a text, and counts them.
fn without_template_tags(text: &str) -> (String, usize) {
    let (mut clean, mut tag_count) = (String::with_capacity(text.len()), 0);
    let mut fence: Option<&str> = None;
    for line in text.split_inclusive('\n') {
        let start = line.trim_start();
        let fence_mark = ["```", "~~~"]
            .into_iter()
            .find(|fence| start.starts_with(fence));
        match (fence, fence_mark) {
            (None, Some(_)) => fence = fence_mark,
            (Some(open), Some(close)) if open == close => fence = None,
            // The start or end of a box: "::: note".
            (None, None) if start.starts_with(":::") => {
                tag_count += 1;
                clean.push('\n');
                continue;
            }
            (None, None) if start.starts_with("[TOC]") || start.starts_with("[[toc]]") => {
                tag_count += 1;
                clean.push('\n');
                continue;
            }
            _ => {}
        }
        if fence.is_some() || fence_mark.is_some() {
            clean.push_str(line);
            continue;
        }
        let mut rest = line;
        while let Some(at) = rest.find('{') {
            let (before, from) = rest.split_at(at);
            clean.push_str(before);
            let mark = TEMPLATE_TAGS.iter().find_map(|(open, close)| {
                let inside = from.strip_prefix(open)?;
                let end = inside.find(close).filter(|end| *end <= MAX_TAG_BYTES)?;
                inside.get(end + close.len()..)
            });
            // A template tag in inline code is an example and stays.
            let is_code = before.matches('`').count() % 2 == 1;
            rest = match mark.filter(|_| !is_code) {
                Some(after) => {
                    tag_count += 1;
                    after
                }
                None => {
                    clean.push('{');
                    from.get(1..).unwrap_or_default()
                }
            };
        }
        clean.push_str(rest);
    }
    (clean, tag_count)
}

/// The metadata in front matter, from lines of `key: value` (YAML) or `key = "value"` (TOML). A key
/// may be followed by a list with an item on each line. None if no known key has a value.
fn about_of(front: &str) -> Option<About> {
    let mut about = About::default();
    let mut key = String::new();
    for line in front.lines() {
        let (name, value) = match line.trim().strip_prefix("- ") {
            Some(item) => (key.clone(), item),
            // An indented line belongs to the value of the key above.
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
            "date" | "published" => {
                about.published = about.published.or_else(|| parse_date(&value));
            }
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
    use super::super::kinds::classify;
    use super::*;

    fn found(text: &str) -> Vec<(Part, String)> {
        let Content::Blocks(blocks) = read(text).content else {
            panic!("Markdown has blocks")
        };
        classify(blocks)
            .into_iter()
            .map(|paragraph| (paragraph.part(), paragraph.text().to_owned()))
            .collect()
    }

    #[test]
    fn markup_is_removed() {
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
    fn metadata_is_read_from_front_matter() {
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
    fn template_tags_are_removed_and_superscripts_separated() {
        let text = "# Port fees {#fees .big}\n\n{: .lead}\nSome 65,600 people had left by 2016.<sup>4</sup> It rose<sup>5</sup> {{< youtube x1 >}} by \
                    10<sup>6</sup>.\n\n{% include ad.html %}\n\n::: note\nTwo died.<br>One {{ site.name }} lives.\n:::\n\n- [ ] Nobody paid.\n- [x] It \
                    leaked.\n\n<!-- ask Ann -->\n\nIt cost <del>3</del> 4 `{{ x }}` million.\n";
        let expected = [
            (Part::Title, "Port fees"),
            (
                Part::Body,
                "Some 65,600 people had left by 2016.[4] It rose[5] by 10^6.",
            ),
            (Part::Body, "Two died."),
            (Part::Body, "One lives."),
            (Part::Body, "Nobody paid."),
            (Part::Body, "It leaked."),
            (Part::Body, "It cost 4 {{ x }} million."),
        ];
        assert_eq!(
            found(text),
            expected.map(|(part, text)| (part, text.to_owned()))
        );
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
