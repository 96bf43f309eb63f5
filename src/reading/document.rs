//! A document after its format was parsed: its text, its metadata, and the number of parts that
//! were left out. The format may give the kinds of the blocks.

use super::annotations::Annotation;
use super::block::Block;
use super::entry::Entry;
use super::turn::Turn;
use crate::case::{ClaimId, Date};
use crate::text;

/// The metadata of a document. Missing values are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Its title, which may be missing in the text.
    pub title: String,
    /// Its author.
    pub author: String,
    /// Its publisher.
    pub publisher: String,
    /// The day of publication, in the time zone that the document uses.
    pub published: Option<Date>,
    /// The address of its publication.
    pub url: String,
    /// The language tag, such as `uk` or `pt-BR`.
    pub language: String,
}

/// The name, in the list of left-out parts, of a comment that factdesk itself exported.
pub(super) const OWN_COMMENT: &str = "comment that factdesk made";

/// The number of parts of one kind that are not in the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// How many parts there are.
    pub count: usize,
    /// The name of one such part.
    pub one: &'static str,
    /// The name of several.
    pub more: &'static str,
}

/// The content of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// Text that is not yet split into paragraphs.
    Plain(String),
    /// Blocks separated by the format.
    Blocks(Vec<Block>),
    /// Speech or posts, in order.
    Turns(Vec<Turn>),
    /// A list of claims, each with its other columns.
    List(Vec<Entry>),
}

/// A document that was parsed, before its claims are found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub(super) content: Content,
    /// Its links, notes and comments. Their places are the marks in the blocks.
    pub(super) annotations: Vec<Annotation>,
    /// The claims whose words are marked in a document that factdesk exported.
    pub(super) claims: Vec<ClaimId>,
    /// Its metadata.
    pub about: About,
    /// The name of the format in which it was read, such as `a web page in windows-1251, as it
    /// declares`. Empty for plain text and Markdown in UTF-8.
    pub read_as: String,
    /// The parts that are not in the draft.
    pub left_out: Vec<LeftOut>,
    /// Further notes for the person. Each is a sentence without its full stop, safe to show.
    pub notes: Vec<String>,
    /// Whether a byte order mark was removed.
    pub had_mark: bool,
}

impl Document {
    /// A document with this content and no metadata.
    pub(super) fn new(content: Content) -> Self {
        Self {
            content,
            annotations: Vec::new(),
            claims: Vec::new(),
            about: About::default(),
            read_as: String::new(),
            left_out: Vec::new(),
            notes: Vec::new(),
            had_mark: false,
        }
    }

    /// Sets the name of the format.
    pub(super) fn read_as(self, what: &str) -> Self {
        Self {
            read_as: what.to_owned(),
            ..self
        }
    }

    /// Records how many parts of one kind are not in the draft, unless there are none.
    pub(super) fn leave_out(&mut self, count: usize, one: &'static str, more: &'static str) {
        if count > 0 {
            self.left_out.push(LeftOut { count, one, more });
        }
    }

    /// Records the number of comments that factdesk itself exported.
    pub(super) fn leave_out_own(&mut self, count: usize) {
        self.leave_out(count, OWN_COMMENT, "comments that factdesk made");
    }

    /// Its blocks, if the format separates them.
    pub(super) fn blocks(&self) -> &[Block] {
        match &self.content {
            Content::Plain(_) | Content::List(_) | Content::Turns(_) => &[],
            Content::Blocks(blocks) => blocks,
        }
    }

    /// Whether it is a list of claims rather than a story.
    pub fn is_list(&self) -> bool {
        matches!(self.content, Content::List(_))
    }

    /// Its text, with each block, turn or entry on a line of its own. The lines can be read as a
    /// list of claims.
    pub fn lines(&self) -> String {
        match &self.content {
            Content::Plain(text) => text.clone(),
            Content::Blocks(blocks) => blocks
                .iter()
                .map(|block| block.text.as_str())
                .collect::<Vec<_>>()
                .join("\n"),
            Content::Turns(turns) => turns
                .iter()
                .map(|turn| turn.text.as_str())
                .collect::<Vec<_>>()
                .join("\n"),
            Content::List(rows) => rows
                .iter()
                .map(|row| row.text.as_str())
                .collect::<Vec<_>>()
                .join("\n"),
        }
    }

    /// Whether it has no word.
    pub(super) fn is_empty(&self) -> bool {
        let has_word = |text: &str| text.contains(char::is_alphanumeric);
        match &self.content {
            Content::Plain(text) => !has_word(text),
            Content::Blocks(blocks) => !blocks.iter().any(|block| has_word(&block.text)),
            Content::Turns(turns) => !turns.iter().any(|turn| has_word(&turn.text)),
            Content::List(rows) => !rows.iter().any(|row| has_word(&row.text)),
        }
    }

    /// The number of control characters and other invisible characters.
    pub(super) fn unseen_count(&self) -> usize {
        match &self.content {
            Content::Plain(text) => text::unseen_count(text),
            Content::Blocks(blocks) => blocks
                .iter()
                .map(|block| text::unseen_count(&block.text))
                .sum(),
            Content::Turns(turns) => turns
                .iter()
                .map(|turn| text::unseen_count(&turn.text))
                .sum(),
            Content::List(rows) => rows.iter().map(|row| text::unseen_count(&row.text)).sum(),
        }
    }
}

/// The formats of dates that are written out.
const WRITTEN_DATES: &[&str] = &[
    "%B %d, %Y",
    "%b %d, %Y",
    "%d %B %Y",
    "%d %b %Y",
    "%B %d %Y",
    "%b. %d, %Y",
    "%d. %B %Y",
];

/// Parses a date in a machine format, or written out in English. Machine formats are `2024-03-23`
/// (text after it is ignored), `2024/03/23`, `20240323`, `23.03.2024` and the format of mails.
pub(super) fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim();
    let start = text.get(..10).unwrap_or_default();
    let reordered: Vec<&str> = start.split('.').collect();
    let reordered = match reordered.as_slice() {
        [day, month, year] => format!("{year}-{month}-{day}"),
        _ => String::new(),
    };
    let mail = || {
        let zoned = jiff::fmt::rfc2822::parse(text).ok()?;
        Some(Date::from(zoned.date()))
    };
    let compact = || {
        let digits = text.get(..8)?;
        let ends = !text.get(8..)?.starts_with(|c: char| c.is_ascii_digit());
        let is_day = ends && digits.bytes().all(|byte| byte.is_ascii_digit());
        let (year, day) = digits.split_at_checked(4)?;
        let (month, day) = day.split_at_checked(2)?;
        is_day
            .then(|| format!("{year}-{month}-{day}"))?
            .parse()
            .ok()
    };
    start
        .replace('/', "-")
        .parse()
        .ok()
        .or_else(|| reordered.parse().ok())
        .or_else(compact)
        .or_else(mail)
        .or_else(|| parse_written_date(text))
}

/// Parses a date written out in English, possibly with the weekday before it and the time after it.
fn parse_written_date(text: &str) -> Option<Date> {
    let words: Vec<&str> = text.split_whitespace().take(5).collect();
    let places = 0..words.len().saturating_sub(2).min(2);
    places.into_iter().find_map(|at| {
        let day = words.get(at..at + 3)?.join(" ");
        let day = day.trim_end_matches([',', '.', ';']);
        WRITTEN_DATES.iter().find_map(|form| {
            let day = jiff::civil::Date::strptime(form, day).ok()?;
            Some(Date::from(day))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_machine_formats_are_parsed() {
        let day = |text| parse_date(text).map(|day| day.to_string());
        let expected = Some("2024-03-23".to_owned());
        for text in [
            "2024-03-23",
            " 2024-03-23T23:50:00+02:00 ",
            "23.03.2024 10:00",
            "Sat, 23 Mar 2024 10:00:00 +0200",
            "2024/03/23",
            "20240323",
            "March 23, 2024, 10:00 am",
            "Saturday 23 March 2024",
        ] {
            assert_eq!(day(text), expected, "{text}");
        }
        for text in ["", "March", "2024-13-01", "їїїїї", "23.03.24"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
