//! A document between its bytes and its paragraphs: blocks of text with the kinds that the format tells, what it says
//! about itself, and what was left out on the way.
//!
//! [`Blocks`] is how every reader of a marked-up format gathers them: white space flows, a line break in a block stays a
//! line of its own unless it only wraps, a row of a table is one block.

use super::paragraphs::{is_wrapped, squeezed};
use crate::case::{Date, Part};
use crate::text;

/// A block of text, and its kind where the format tells it.
pub(super) type Block = (Option<Part>, String);

/// What a document says about itself; empty where it does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Its title, which need not stand in its text.
    pub title: String,
    /// Who wrote it.
    pub author: String,
    /// Who published it.
    pub publisher: String,
    /// The day it was published, in the time zone that the document gives it in.
    pub published: Option<Date>,
    /// Where it was published.
    pub url: String,
    /// The tag of its language, as in `uk` or `pt-BR`.
    pub language: String,
}

/// So many of something that did not become part of the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// How many.
    pub count: usize,
    /// What one of them is called.
    pub one: &'static str,
    /// What several are called.
    pub more: &'static str,
}

/// What a document holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// Text whose paragraphs are still to be found.
    Plain(String),
    /// Blocks that the format told apart.
    Blocks(Vec<Block>),
}

/// A document as it was read, before it is known what it asserts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub(super) content: Content,
    /// What it says about itself.
    pub about: About,
    /// What it was taken for, as in `a web page in windows-1251, as it declares`; empty for plain text and Markdown in
    /// UTF-8.
    pub read_as: String,
    /// What of it is not in the draft.
    pub left_out: Vec<LeftOut>,
    /// What else its reader should know, each a sentence without its full stop, fit to be shown.
    pub notes: Vec<String>,
    /// Whether a byte order mark was taken off.
    pub had_mark: bool,
}

impl Document {
    /// A document of this content, with nothing else known.
    pub(super) fn new(content: Content) -> Self {
        Self {
            content,
            about: About::default(),
            read_as: String::new(),
            left_out: Vec::new(),
            notes: Vec::new(),
            had_mark: false,
        }
    }

    /// The same, taken for this.
    pub(super) fn of(self, what: &str) -> Self {
        Self {
            read_as: what.to_owned(),
            ..self
        }
    }

    /// Notes that so many of something are not in the draft; nothing where there are none.
    pub(super) fn leave_out(&mut self, count: usize, one: &'static str, more: &'static str) {
        if count > 0 {
            self.left_out.push(LeftOut { count, one, more });
        }
    }

    /// Its blocks, where the format told them apart.
    pub(super) fn blocks(&self) -> &[Block] {
        match &self.content {
            Content::Plain(_) => &[],
            Content::Blocks(blocks) => blocks,
        }
    }

    /// Its text, a block a line, as a list of claims is read.
    pub fn lines(&self) -> String {
        match &self.content {
            Content::Plain(text) => text.clone(),
            Content::Blocks(blocks) => blocks
                .iter()
                .map(|(_, text)| text.as_str())
                .collect::<Vec<_>>()
                .join("\n"),
        }
    }

    /// Whether no word stands in it.
    pub(super) fn is_empty(&self) -> bool {
        let has_word = |text: &str| text.contains(char::is_alphanumeric);
        match &self.content {
            Content::Plain(text) => !has_word(text),
            Content::Blocks(blocks) => !blocks.iter().any(|(_, text)| has_word(text)),
        }
    }

    /// Control and other unseen characters in it.
    pub(super) fn unseen(&self) -> usize {
        match &self.content {
            Content::Plain(text) => text::unseen_count(text),
            Content::Blocks(blocks) => blocks
                .iter()
                .map(|(_, text)| text::unseen_count(text))
                .sum(),
        }
    }
}

/// Gathers the blocks of a marked-up text in the order in which it is walked.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    done: Vec<Block>,
    part: Option<Part>,
    text: String,
    /// Blocks that wait for one inside them to end, as a paragraph does for its text box.
    waiting: Vec<Block>,
    /// The rows of tables that are open, the innermost last.
    rows: Vec<Row>,
}

/// A row of a table: where its blocks start, and those of each of its cells.
#[derive(Debug)]
struct Row {
    cells: Vec<usize>,
}

impl Blocks {
    /// Ends the block that was being gathered and starts one of this kind; none: the text itself will tell.
    pub(super) fn start(&mut self, part: Option<Part>) {
        let text = std::mem::take(&mut self.text);
        let part = std::mem::replace(&mut self.part, part);
        let lines: Vec<String> = text
            .split('\n')
            .map(squeezed)
            .filter(|line| !line.is_empty())
            .collect();
        // A headline or a caption is one, on however many lines it is set.
        let is_one = matches!(part, Some(Part::Title | Part::Heading | Part::Caption));
        if lines.len() < 2 || is_one || is_wrapped(&lines) {
            let text = lines.join(" ");
            if !text.is_empty() {
                self.done.push((part, text));
            }
        } else {
            self.done.extend(lines.into_iter().map(|line| (part, line)));
        }
    }

    /// Starts a block inside the one that is being gathered, which goes on after [`Blocks::leave`].
    pub(super) fn enter(&mut self, part: Option<Part>) {
        let outer = std::mem::take(&mut self.text);
        self.waiting.push((self.part, outer));
        self.part = part;
    }

    /// Ends the block that [`Blocks::enter`] started.
    pub(super) fn leave(&mut self) {
        self.start(None);
        if let Some((part, text)) = self.waiting.pop() {
            (self.part, self.text) = (part, text);
        }
    }

    /// Text of the block. White space in it only parts words; hyphens that are seen at a line's end alone go.
    pub(super) fn push(&mut self, text: &str) {
        let seen = text.chars().filter(|&c| c != '\u{ad}');
        self.text.extend(seen.map(|c| {
            if c.is_ascii_whitespace() || c == '\u{a0}' {
                ' '
            } else {
                c
            }
        }));
    }

    /// Marks what comes as raised above a number: 10 and a small 5 are no 105.
    pub(super) fn raise(&mut self, text: &str) {
        let is_number = text
            .trim_start()
            .starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '−');
        if is_number && self.text.ends_with(|c: char| c.is_ascii_digit()) {
            self.text.push('^');
        }
    }

    /// A line break inside the block.
    pub(super) fn break_line(&mut self) {
        self.text.push('\n');
    }

    /// Whether nothing but furniture came before the block that is being gathered.
    pub(super) fn is_first(&self) -> bool {
        self.done
            .iter()
            .all(|(part, _)| *part == Some(Part::Boilerplate))
    }

    /// Whether nothing of the block that is being gathered is there yet.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The kind of the block that is being gathered.
    pub(super) fn part(&self) -> Option<Part> {
        self.part
    }

    /// Says of what kind the block is that is being gathered, where that is told only after its start.
    pub(super) fn set_part(&mut self, part: Option<Part>) {
        self.part = part;
    }

    /// The kind of a heading of this level (from 1): one of the first level before all else is the title.
    pub(super) fn heading(&self, level: usize) -> Part {
        if level == 1 && self.is_first() {
            Part::Title
        } else {
            Part::Heading
        }
    }

    /// Starts a row of a table.
    pub(super) fn start_row(&mut self) {
        self.start(Some(Part::Body));
        self.rows.push(Row { cells: Vec::new() });
    }

    /// Starts a cell in the row.
    pub(super) fn start_cell(&mut self) {
        self.start(Some(Part::Body));
        if let Some(row) = self.rows.last_mut() {
            row.cells.push(self.done.len());
        }
    }

    /// Ends the row: a block of its cells' words, or, where a cell holds several blocks, those blocks, since the table
    /// then only sets the page.
    pub(super) fn end_row(&mut self) {
        self.start(None);
        let Some(Row { cells }) = self.rows.pop() else {
            return;
        };
        let ends = cells
            .iter()
            .skip(1)
            .copied()
            .chain(std::iter::once(self.done.len()));
        let is_data = cells
            .iter()
            .zip(ends)
            .all(|(start, end)| end.saturating_sub(*start) <= 1);
        let start = cells.first().copied().unwrap_or(self.done.len());
        if is_data && self.done.len() > start + 1 {
            let words: Vec<String> = self.done.drain(start..).map(|(_, text)| text).collect();
            self.done.push((Some(Part::Body), words.join(" ")));
        }
    }

    /// All blocks. What was entered and never left is there all the same.
    pub(super) fn finish(mut self) -> Vec<Block> {
        while !self.waiting.is_empty() {
            self.leave();
        }
        self.start(None);
        self.done
    }
}

/// The day that a text gives in one of the forms that machines write: `2024-03-23`, with whatever follows, `23.03.2024`,
/// or the form of mails.
pub(super) fn day_of(text: &str) -> Option<Date> {
    let text = text.trim();
    let start = text.get(..10).unwrap_or_default();
    let turned: Vec<&str> = start.split('.').collect();
    let turned = match turned.as_slice() {
        [day, month, year] => format!("{year}-{month}-{day}"),
        _ => String::new(),
    };
    let mail = || {
        let zoned = jiff::fmt::rfc2822::parse(text).ok()?;
        Some(Date::from(zoned.date()))
    };
    start
        .parse()
        .ok()
        .or_else(|| turned.parse().ok())
        .or_else(mail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_a_block_unless_its_table_only_sets_the_page() {
        let mut blocks = Blocks::default();
        for cells in [&[&["Kelm"][..], &["12"]][..], &[&["One.", "Two."], &["x"]]] {
            blocks.start_row();
            for cell in cells {
                blocks.start_cell();
                for text in *cell {
                    blocks.start(None);
                    blocks.push(text);
                }
            }
            blocks.end_row();
        }
        let texts: Vec<String> = blocks.finish().into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts, ["Kelm 12", "One.", "Two.", "x"]);
    }

    #[test]
    fn a_block_inside_another_comes_first_and_tears_nothing() {
        let mut blocks = Blocks::default();
        blocks.push("The ferry ");
        blocks.enter(Some(Part::Caption));
        blocks.push("In\u{a0}port, 20\u{ad}19");
        blocks.leave();
        blocks.push("\n sank.");
        let expected = [
            (Some(Part::Caption), "In port, 2019".to_owned()),
            (None, "The ferry sank.".to_owned()),
        ];
        assert_eq!(blocks.finish(), expected);
    }

    #[test]
    fn days_are_read_as_machines_write_them() {
        let day = |text| day_of(text).map(|day| day.to_string());
        let expected = Some("2024-03-23".to_owned());
        for text in [
            "2024-03-23",
            " 2024-03-23T23:50:00+02:00 ",
            "23.03.2024 10:00",
            "Sat, 23 Mar 2024 10:00:00 +0200",
        ] {
            assert_eq!(day(text), expected, "{text}");
        }
        for text in ["", "March", "2024-13-01", "їїїїї", "23.03.24"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
