//! Splits a quote into the words that the text must contain and the marks between them (`…`, `[the
//! mayor]`).

use std::borrow::Cow;

use crate::check::text::WORDS;

/// How many spellings of one part are tried. `[T]he` has two: `the` and `The`.
const MAX_SPELLINGS: usize = 8;

/// The greatest length of an editor's remark in brackets, in bytes.
const MAX_REMARK: usize = 300;

/// The mark before a part of a quote, or after the last part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Join {
    /// No mark: the quote begins or ends here.
    #[default]
    Edge,
    /// A mark for omitted words: `…` or `...`, also in brackets.
    LeftOut,
    /// An editor's words in brackets, which add to the original words or replace some: `Він [мер]
    /// не знав`.
    Inserted(String),
    /// An editor's ending of a word: `walk[ed]`.
    Ending,
}

impl Join {
    /// Merges two marks that have no word between them.
    fn and(self, next: Self) -> Self {
        match (self, next) {
            (Self::LeftOut, _) | (_, Self::LeftOut) => Self::LeftOut,
            (Self::Inserted(one), Self::Inserted(other)) => {
                Self::Inserted(format!("{one} {other}"))
            }
            (Self::Edge, next) => next,
            (mark, _) => mark,
        }
    }
}

/// Words that the text must contain verbatim in one of these spellings, and the mark before them.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub spellings: Vec<String>,
    pub before: Join,
}

/// A quote split into parts.
#[derive(Clone, Debug, Default)]
pub(super) struct Pieces {
    pub parts: Vec<Part>,
    /// The mark after the last part.
    pub after: Join,
    /// Whether an editor put something in brackets.
    pub is_edited: bool,
}

impl Pieces {
    /// A quote as one part, with its marks as plain text.
    pub fn whole(quote: &str) -> Self {
        Self {
            parts: vec![Part {
                spellings: vec![quote.to_owned()],
                before: Join::Edge,
            }],
            ..Self::default()
        }
    }

    /// Parses the marks of a quote. A part without a letter or digit is left out.
    pub fn of(quote: &str) -> Self {
        let mut pieces = Self::default();
        let (mut spellings, mut before) = (vec![String::new()], Join::Edge);
        let (mut rest, mut last) = (quote, None);
        while let Some(c) = rest.chars().next() {
            let length = match leading_mark(rest, last) {
                Some((length, Mark::Case(letters))) => {
                    pieces.is_edited = true;
                    add_both_cases(&mut spellings, letters);
                    length
                }
                Some((length, Mark::Join(join))) => {
                    pieces.is_edited |= join != Join::LeftOut;
                    before = pieces.push_part(
                        std::mem::replace(&mut spellings, vec![String::new()]),
                        before,
                        join,
                    );
                    length
                }
                None => {
                    for spelling in &mut spellings {
                        spelling.push(c);
                    }
                    c.len_utf8()
                }
            };
            let (passed, more) = rest.split_at(length);
            last = passed.chars().next_back();
            rest = more;
        }
        pieces.after = pieces.push_part(spellings, before, Join::Edge);
        pieces
    }

    /// Adds a part if it has a word. Returns the mark before the next part.
    fn push_part(&mut self, mut spellings: Vec<String>, before: Join, next: Join) -> Join {
        if !spellings.iter().any(|spelling| has_word(spelling)) {
            return before.and(next);
        }
        for spelling in &mut spellings {
            *spelling = spelling.trim().to_owned();
        }
        self.parts.push(Part { spellings, before });
        next
    }

    /// Applies `form` to every part. Parts that become empty are left out.
    pub fn map_parts(&self, form: impl Fn(&str) -> String) -> Self {
        let mut formed = Self {
            is_edited: self.is_edited,
            ..Self::default()
        };
        let mut before = Join::Edge;
        for part in &self.parts {
            let spellings: Vec<String> = part
                .spellings
                .iter()
                .map(|spelling| form(spelling))
                .collect();
            before = formed.push_part(spellings, before.and(part.before.clone()), Join::Edge);
        }
        formed.after = before.and(self.after.clone());
        formed
    }
}

fn has_word(part: &str) -> bool {
    part.contains(char::is_alphanumeric)
}

/// Adds letters in both cases to every spelling of a part.
fn add_both_cases(spellings: &mut Vec<String>, letters: &str) {
    let (low, high) = (letters.to_lowercase(), letters.to_uppercase());
    if spellings.len() < MAX_SPELLINGS && low != high {
        let mut others = spellings.clone();
        for spelling in &mut others {
            spelling.push_str(&high);
        }
        for spelling in spellings.iter_mut() {
            spelling.push_str(&low);
        }
        spellings.extend(others);
    } else {
        for spelling in spellings.iter_mut() {
            spelling.push_str(letters);
        }
    }
}

enum Mark<'a> {
    /// A letter whose case an editor changed.
    Case(&'a str),
    Join(Join),
}

/// The mark at the start of a text, and its length in bytes. `last` is the character before it.
fn leading_mark(text: &str, last: Option<char>) -> Option<(usize, Mark<'_>)> {
    let first = text.chars().next()?;
    if matches!(first, '.' | '…') {
        let length = ellipsis_length(text)?;
        return Some((length, Mark::Join(Join::LeftOut)));
    }
    let closing = match first {
        '[' => ']',
        '(' => ')',
        '<' => '>',
        _ => return None,
    };
    let inside = text.get(1..)?;
    let end = inside.find([closing, first]).filter(|end| {
        *end <= MAX_REMARK
            && inside
                .get(*end..)
                .is_some_and(|rest| rest.starts_with(closing))
    })?;
    let (inside, length) = (inside.get(..end)?, end + 2);
    let is_dots = inside
        .chars()
        .all(|c| matches!(c, '.' | '…') || c.is_whitespace())
        && inside.contains(['.', '…']);
    if is_dots {
        return Some((length, Mark::Join(Join::LeftOut)));
    }
    let remark = || Mark::Join(Join::Inserted(inside.trim().to_owned()));
    match first {
        '[' => {
            let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let next = text.get(length..).and_then(|rest| rest.chars().next());
            let is_plain = !inside.is_empty() && inside.chars().all(char::is_alphabetic);
            let mark = match (is_letter(last) && is_plain, is_letter(next) && is_plain) {
                (false, true) if inside.chars().count() == 1 => Mark::Case(inside),
                // Several letters in brackets before a word (`[un]walked`) are no mark: the text
                // must contain them with the brackets.
                (false, true) => return None,
                (true, _) => Mark::Join(Join::Ending),
                (false, false) => remark(),
            };
            Some((length, mark))
        }
        '(' => {
            let last = inside.split_whitespace().next_back()?;
            let word = last
                .trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase();
            WORDS.quote_editors.has(&word).then(|| (length, remark()))
        }
        _ => None,
    }
}

/// The length of an ellipsis at the start of a text: `…`, `...`, `. . .` and longer ones.
fn ellipsis_length(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(|c: char| matches!(c, '.' | '…') || c.is_whitespace());
    let run = text.get(..text.len() - rest.len())?.trim_end();
    (run.contains('…') || run.matches('.').count() >= 3).then_some(run.len())
}

/// Removes footnote marks from a text: `[3]`, `[4, 5]`, `[a]`, `[note 2]`, and superscript digits.
pub(super) fn without_notes(text: &str) -> Cow<'_, str> {
    if !text.contains(['[', '¹', '²', '³', '⁰', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']) {
        return Cow::Borrowed(text);
    }
    let mut without = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = footnote_length(rest).unwrap_or_else(|| {
            without.push(c);
            c.len_utf8()
        });
        rest = rest.get(length..).unwrap_or_default();
    }
    if without.len() == text.len() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(without)
    }
}

/// The length of the footnote mark at the start of a text.
fn footnote_length(text: &str) -> Option<usize> {
    /// Brackets with more bytes than this contain words of the text.
    const MAX_LENGTH: usize = 24;
    let is_superscript = |c: char| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
    let first = text.chars().next()?;
    if is_superscript(first) {
        return Some(first.len_utf8());
    }
    let inside = text.strip_prefix('[')?;
    let end = inside
        .bytes()
        .take(MAX_LENGTH)
        .position(|byte| matches!(byte, b']' | b'['))?;
    let inside = inside
        .get(..end)
        .filter(|_| text.as_bytes().get(end + 1) == Some(&b']'))?;
    let numbers =
        inside.trim_start_matches(|c: char| c.is_alphabetic() || matches!(c, '.' | ' ' | '\u{a0}'));
    let is_number = |c: char| c.is_numeric() || matches!(c, ',' | ' ' | '-' | '–');
    let is_numbered = numbers.contains(char::is_numeric) && numbers.chars().all(is_number);
    let is_letter = inside.len() == 1 && inside.bytes().all(|byte| byte.is_ascii_lowercase());
    (is_numbered || is_letter).then_some(end + 2)
}
