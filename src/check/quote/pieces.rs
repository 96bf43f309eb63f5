//! A quote taken apart: the words that must stand in the text, and what its writer put between
//! them.

use std::borrow::Cow;

use crate::check::text::WORDS;

/// How many ways of writing one part are tried: an editor's `[T]he` may be `the` or `The`.
const WAYS: usize = 8;

/// How long what stands in brackets may be, in bytes, to be an editor's remark.
const REMARK: usize = 300;

/// What stands before a part of a quote, or after the last one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Join {
    /// Nothing: the quote begins or ends here.
    #[default]
    Edge,
    /// A mark that words are left out: `…`, `...`, either in brackets.
    LeftOut,
    /// An editor's words in brackets, beside what was said or in place of it: `Він [мер] не знав`.
    Inserted(String),
    /// An editor's end of a word: `walk[ed]`.
    Ending,
}

impl Join {
    /// Of two marks with no word between them, what they come to.
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

/// Words that must stand in the text as they are, in one of these ways of writing them, and what
/// stands before them.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub ways: Vec<String>,
    pub before: Join,
}

/// A quote in its parts.
#[derive(Clone, Debug, Default)]
pub(super) struct Pieces {
    pub parts: Vec<Part>,
    /// What stands after the last part.
    pub after: Join,
    /// Whether an editor put something in brackets.
    pub is_edited: bool,
}

impl Pieces {
    /// A quote as one part, marks and all.
    pub fn whole(quote: &str) -> Self {
        Self {
            parts: vec![Part {
                ways: vec![quote.to_owned()],
                before: Join::Edge,
            }],
            ..Self::default()
        }
    }

    /// A quote with its marks read. A part in which no letter and no digit stands is none.
    pub fn of(quote: &str) -> Self {
        let mut pieces = Self::default();
        let (mut ways, mut before) = (vec![String::new()], Join::Edge);
        let (mut rest, mut last) = (quote, None);
        while let Some(c) = rest.chars().next() {
            let length = match mark(rest, last) {
                Some((length, Mark::Case(letters))) => {
                    pieces.is_edited = true;
                    recased(&mut ways, letters);
                    length
                }
                Some((length, Mark::Join(join))) => {
                    pieces.is_edited |= join != Join::LeftOut;
                    before = pieces.take(
                        std::mem::replace(&mut ways, vec![String::new()]),
                        before,
                        join,
                    );
                    length
                }
                None => {
                    for way in &mut ways {
                        way.push(c);
                    }
                    c.len_utf8()
                }
            };
            let (taken, more) = rest.split_at(length);
            last = taken.chars().next_back();
            rest = more;
        }
        pieces.after = pieces.take(ways, before, Join::Edge);
        pieces
    }

    /// Adds a part if it has a word. Returns what precedes the next part.
    fn take(&mut self, mut ways: Vec<String>, before: Join, next: Join) -> Join {
        if !ways.iter().any(|way| has_word(way)) {
            return before.and(next);
        }
        for way in &mut ways {
            *way = way.trim().to_owned();
        }
        self.parts.push(Part { ways, before });
        next
    }

    /// These pieces with `form` applied to every part. Parts that become empty are left out.
    pub fn formed(&self, form: impl Fn(&str) -> String) -> Self {
        let mut formed = Self {
            is_edited: self.is_edited,
            ..Self::default()
        };
        let mut before = Join::Edge;
        for part in &self.parts {
            let ways: Vec<String> = part.ways.iter().map(|way| form(way)).collect();
            before = formed.take(ways, before.and(part.before.clone()), Join::Edge);
        }
        formed.after = before.and(self.after.clone());
        formed
    }
}

fn has_word(part: &str) -> bool {
    part.contains(char::is_alphanumeric)
}

/// Adds letters in either case to every way of writing a part.
fn recased(ways: &mut Vec<String>, letters: &str) {
    let (low, high) = (letters.to_lowercase(), letters.to_uppercase());
    if ways.len() < WAYS && low != high {
        let mut others = ways.clone();
        for way in &mut others {
            way.push_str(&high);
        }
        for way in ways.iter_mut() {
            way.push_str(&low);
        }
        ways.extend(others);
    } else {
        for way in ways.iter_mut() {
            way.push_str(letters);
        }
    }
}

enum Mark<'a> {
    /// A letter whose case an editor changed.
    Case(&'a str),
    Join(Join),
}

/// The mark with which a text begins, and its length in bytes. `last` is the character before.
fn mark(text: &str, last: Option<char>) -> Option<(usize, Mark<'_>)> {
    let first = text.chars().next()?;
    if matches!(first, '.' | '…') {
        let length = dots(text)?;
        return Some((length, Mark::Join(Join::LeftOut)));
    }
    let close = match first {
        '[' => ']',
        '(' => ')',
        '<' => '>',
        _ => return None,
    };
    let inside = text.get(1..)?;
    let end = inside.find([close, first]).filter(|end| {
        *end <= REMARK
            && inside
                .get(*end..)
                .is_some_and(|rest| rest.starts_with(close))
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
                // A longer start of a word is the editor's own: the word with it has to stand
                // there.
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

/// The length of a mark of dots with which a text begins: `…`, `...`, `. . .`, and longer ones.
fn dots(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(|c: char| matches!(c, '.' | '…') || c.is_whitespace());
    let run = text.get(..text.len() - rest.len())?.trim_end();
    (run.contains('…') || run.matches('.').count() >= 3).then_some(run.len())
}

/// A text without its footnote marks: `[3]`, `[4, 5]`, `[a]`, `[note 2]`, and raised digits.
pub(super) fn without_notes(text: &str) -> Cow<'_, str> {
    if !text.contains(['[', '¹', '²', '³', '⁰', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']) {
        return Cow::Borrowed(text);
    }
    let mut without = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = note(rest).unwrap_or_else(|| {
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

/// The length of the footnote mark with which a text begins.
fn note(text: &str) -> Option<usize> {
    /// Longer ones are words of the text.
    const MOST: usize = 24;
    let raised = |c: char| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
    let first = text.chars().next()?;
    if raised(first) {
        return Some(first.len_utf8());
    }
    let inside = text.strip_prefix('[')?;
    let end = inside
        .bytes()
        .take(MOST)
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
