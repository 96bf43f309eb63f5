//! Links, notes and comments of a document, each with its place in the text.
//!
//! While the text of a block is collected, each place is a mark inside the text, so that it
//! survives changes of white space and line ends. The marks are removed when the block ends. They
//! consist of Unicode noncharacters; such characters in a document are replaced.

use std::ops::Range;

use crate::case::Timestamp;

/// The kind of an annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A link on some words.
    Link,
    /// A footnote or an endnote.
    Note,
    /// A comment in the margin.
    Comment,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Link, Self::Note, Self::Comment];

    /// The names of one and of several annotations of this kind that belong to no claim.
    pub fn on_no_claim(self) -> (&'static str, &'static str) {
        match self {
            Self::Link => ("link that is on no claim", "links that are on no claim"),
            Self::Note => ("note that is on no claim", "notes that are on no claim"),
            Self::Comment => (
                "comment that is on no claim",
                "comments that are on no claim",
            ),
        }
    }
}

/// A link, a note or a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Annotation {
    pub kind: Kind,
    /// The author of a comment; empty if the document does not say.
    pub by: String,
    /// The time of a comment, if the document says it.
    pub at: Option<Timestamp>,
    /// The address of a link. For a note or comment, the first address in its text.
    pub url: String,
    /// Its text; empty for a link.
    pub text: String,
}

impl Annotation {
    /// A link to a web address. None for any other address.
    pub fn link(url: &str) -> Option<Self> {
        let url = web_address(url)?;
        Some(Self {
            url,
            ..Self::new(Kind::Link)
        })
    }

    /// An annotation of this kind without an address or text.
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            by: String::new(),
            at: None,
            url: String::new(),
            text: String::new(),
        }
    }

    /// Whether the annotation has neither an address nor text.
    pub fn is_empty(&self) -> bool {
        self.url.is_empty() && self.text.trim().is_empty()
    }

    /// Appends text.
    pub fn add(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Sets the address to that of a link in the text, unless it is already set.
    pub fn add_link(&mut self, url: &str) {
        if self.url.is_empty()
            && let Some(url) = web_address(url)
        {
            self.url = url;
        }
    }

    /// Finishes the annotation when its text is complete: normalizes white space, uses the first
    /// address in the text if no link gave one, and clears a text that is only the address.
    pub fn finished(mut self) -> Self {
        let lines = self.text.lines().map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            words.join(" ")
        });
        let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
        self.text = lines.join("\n");
        if self.url.is_empty() {
            self.url = first_address(&self.text).unwrap_or_default();
        }
        if self.text == self.url {
            self.text.clear();
        }
        self
    }
}

/// The address if it is a web address without spaces; the target if the address is a Google
/// redirect. None for any other text.
fn web_address(url: &str) -> Option<String> {
    let url = url.trim();
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    if !lower.starts_with("https://") && !lower.starts_with("http://") {
        return None;
    }
    if url.contains(char::is_whitespace) {
        return None;
    }
    let query = GOOGLE.iter().find_map(|start| url.strip_prefix(start));
    let target = query.and_then(|query| {
        let mut parts = query.split('&');
        parts.find_map(|part| {
            part.strip_prefix("q=")
                .or_else(|| part.strip_prefix("url="))
        })
    });
    let target = target
        .map(percent_decoded)
        .filter(|target| target.starts_with("http"));
    Some(target.unwrap_or_else(|| url.to_owned()))
}

/// Parses a time in a document's format. A time without a zone is taken as UTC.
pub(super) fn parse_time(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let instant = text.parse::<jiff::Timestamp>().ok().or_else(|| {
        let civil: jiff::civil::DateTime = text.parse().ok()?;
        Some(civil.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp())
    });
    instant.map(Timestamp::new)
}

/// The start of the redirect links with which Google Docs replaces the writer's links.
const GOOGLE: &[&str] = &["https://www.google.com/url?", "http://www.google.com/url?"];

/// Decodes `%41` and the like in a part of an address.
fn percent_decoded(part: &str) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| *byte == b'%');
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(percent_decoded) => {
                bytes.push(percent_decoded);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The first web address in a text, without the punctuation after it.
fn first_address(text: &str) -> Option<String> {
    text.split_whitespace().find_map(|word| {
        let at = word.find("http")?;
        let word = word.get(at..)?.trim_end_matches([
            '.', ',', ';', ':', '!', '?', ')', ']', '>', '»', '”', '"', '\'',
        ]);
        web_address(word).filter(|url| url.split("://").nth(1).is_some_and(|host| !host.is_empty()))
    })
}

/// The meaning of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// The annotation is on the words after the mark, like a link.
    After,
    /// The annotation is on the words before the mark, like a note.
    Before,
    /// The end of the words of an annotation whose mark is before its words.
    End,
    /// The start of a claim's words, in a document that factdesk exported.
    ClaimStart,
    /// The end of a claim's words.
    ClaimEnd,
}

impl Sign {
    /// Each meaning with the first character of its mark.
    const OPENINGS: [(Self, char); 5] = [
        (Self::After, '\u{fdd0}'),
        (Self::Before, '\u{fdd1}'),
        (Self::End, '\u{fdd2}'),
        (Self::ClaimStart, '\u{fdd3}'),
        (Self::ClaimEnd, '\u{fdd4}'),
    ];

    fn opened_by(c: char) -> Option<Self> {
        let found = Self::OPENINGS.iter().find(|(_, opening)| *opening == c);
        found.map(|(sign, _)| *sign)
    }
}

/// A mark in the text of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// The byte offset in the text.
    pub at: usize,
    pub sign: Sign,
    /// The index of the annotation. For the start or end of a claim's words, the index of the
    /// claim.
    pub of: usize,
}

/// The digit zero in a mark. The four characters after the first are hexadecimal digits of the
/// index of the annotation or claim.
const ZERO: u32 = 0xfdd5;
const BASE: usize = 16;
const DIGITS: u32 = 4;

/// All characters that marks use.
const MARK_CHARS: std::ops::RangeInclusive<char> = '\u{fdd0}'..='\u{fdef}';

/// Whether a character is part of a mark.
pub(super) fn is_mark_char(c: char) -> bool {
    MARK_CHARS.contains(&c)
}

/// The number of annotations that four digits can count. Later annotations are dropped.
pub(super) const MAX_ANNOTATIONS: usize = BASE.pow(DIGITS);

/// The characters of a mark; empty if the index is too large.
pub(super) fn mark(of: usize, sign: Sign) -> String {
    if of >= MAX_ANNOTATIONS {
        return String::new();
    }
    let opening = Sign::OPENINGS
        .iter()
        .find(|(found, _)| *found == sign)
        .map(|(_, opening)| *opening);
    let digits = (0..DIGITS).rev().filter_map(|place| {
        let digit = of / BASE.pow(place) % BASE;
        char::from_u32(ZERO + u32::try_from(digit).unwrap_or_default())
    });
    opening.into_iter().chain(digits).collect()
}

/// Removes the marks from a text and returns them in order. Of the spaces on both sides of a mark,
/// one stays.
pub(super) fn without_marks(text: &str) -> (String, Vec<Mark>) {
    if !text.contains(is_mark_char) {
        return (text.to_owned(), Vec::new());
    }
    let (mut clean, mut marks) = (String::with_capacity(text.len()), Vec::new());
    let mut rest = text.chars().peekable();
    let mut follows_mark = false;
    while let Some(c) = rest.next() {
        let Some(sign) = Sign::opened_by(c) else {
            if c != ' ' || !follows_mark || !(clean.is_empty() || clean.ends_with(' ')) {
                clean.push(c);
                follows_mark = false;
            }
            continue;
        };
        let mut of = 0;
        for _ in 0..DIGITS {
            let digit = rest.next_if(|c| is_mark_char(*c)).map_or(0, u32::from);
            of = of * BASE + usize::try_from(digit.saturating_sub(ZERO)).unwrap_or_default();
        }
        marks.push(Mark {
            at: clean.len(),
            sign,
            of,
        });
        follows_mark = true;
    }
    clean.truncate(clean.trim_end().len());
    for mark in &mut marks {
        mark.at = mark.at.min(clean.len());
    }
    (clean, marks)
}

/// The spans of a paragraph's claims, to find the claim of a mark.
pub(super) struct Spans {
    /// Sorted by start.
    spans: Vec<Range<usize>>,
    /// For each span, the greatest end of it and all earlier spans.
    farthest: Vec<usize>,
}

impl Spans {
    /// From spans sorted by start.
    pub fn of(spans: Vec<Range<usize>>) -> Self {
        let mut last = 0;
        let farthest = spans.iter().map(|span| {
            last = span.end.max(last);
            last
        });
        Self {
            farthest: farthest.collect(),
            spans,
        }
    }

    /// The index of the claim that a mark belongs to: the claim after the mark for [`Sign::After`],
    /// the claim before it for [`Sign::Before`]. None if other words are between the mark and the
    /// claim. If the text has no words on that side, the claim on the other side is used.
    pub fn at(&self, mark: Mark, text: &str) -> Option<usize> {
        let is_empty = |range: Range<usize>| {
            let between = text.get(range);
            between.is_some_and(|between| !between.contains(char::is_alphanumeric))
        };
        let after = || {
            let at = self.farthest.partition_point(|end| *end <= mark.at);
            let start = self.spans.get(at)?.start;
            (start <= mark.at || is_empty(mark.at..start)).then_some(at)
        };
        let before = || {
            let starting = self.spans.partition_point(|span| span.start < mark.at);
            let at = starting.checked_sub(1)?;
            let end = self.spans.get(at)?.end;
            (mark.at <= end || is_empty(end..mark.at)).then_some(at)
        };
        match mark.sign {
            Sign::After if is_empty(mark.at..text.len()) => before(),
            Sign::Before if is_empty(0..mark.at) => after(),
            Sign::After => after(),
            Sign::Before => before(),
            Sign::End | Sign::ClaimStart | Sign::ClaimEnd => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_removed_and_keep_their_places() {
        let text = format!(
            "{}It sank{}. He {} said so {}",
            mark(0, Sign::After),
            mark(1, Sign::Before),
            mark(700, Sign::After),
            mark(2, Sign::Before),
        );
        let (clean, marks) = without_marks(&text);
        assert_eq!(clean, "It sank. He said so");
        let found: Vec<_> = marks.iter().map(|mark| (mark.of, mark.at)).collect();
        assert_eq!(found, [(0, 0), (1, 7), (700, 12), (2, 19)]);
        assert_eq!(mark(MAX_ANNOTATIONS, Sign::After), "");
    }

    #[test]
    fn a_mark_belongs_to_the_claim_on_its_side() {
        let text = "It sank. Did it? Two died. (One)";
        let claims = Spans::of(vec![0..8, 17..26]);
        for (at, sign, expected) in [
            (0, Sign::After, Some(0)),
            (3, Sign::After, Some(0)),
            (8, Sign::Before, Some(0)),
            (9, Sign::Before, Some(0)),
            (9, Sign::After, None),
            (16, Sign::Before, None),
            (13, Sign::After, None),
            (32, Sign::After, None),
            (17, Sign::After, Some(1)),
            (17, Sign::Before, None),
            (26, Sign::Before, Some(1)),
            (31, Sign::Before, None),
        ] {
            let mark = Mark { at, sign, of: 0 };
            assert_eq!(claims.at(mark, text), expected, "{at} {sign:?}");
        }
    }

    #[test]
    fn only_web_addresses_are_links() {
        let url = |url: &str| Annotation::link(url).map(|link| link.url);
        assert_eq!(
            url("https://www.google.com/url?q=https://a.example/b%3Fc%3D1&sa=D").as_deref(),
            Some("https://a.example/b?c=1")
        );
        assert_eq!(url("https://a.example/x y"), None);
        assert_eq!(url("mailto:a@b.example"), None);
        assert_eq!(url("#ftnt1"), None);
        let note = |text: &str| {
            let mut note = Annotation::new(Kind::Note);
            note.add(text);
            let note = note.finished();
            (note.url, note.text)
        };
        assert_eq!(
            note("See  (https://a.example/b), p. 3.\n\n Again."),
            (
                "https://a.example/b".to_owned(),
                "See (https://a.example/b), p. 3.\nAgain.".to_owned()
            )
        );
        assert_eq!(
            note("https://a.example"),
            ("https://a.example".to_owned(), String::new())
        );
        assert_eq!(note("http"), (String::new(), "http".to_owned()));
    }

    proptest::proptest! {
        #[test]
        fn all_marks_are_removed(text in "[\u{fdd0}-\u{fdef} a.]{0,24}") {
            let (clean, marks) = without_marks(&text);
            proptest::prop_assert!(marks.iter().all(|mark| mark.at <= clean.len()));
            proptest::prop_assert!(!clean.contains(|c| Sign::opened_by(c).is_some()));
        }
    }
}
