//! Texts folded so that ways of writing that make no difference to a reader make none here: case, accents, spacing, kinds of
//! apostrophes and dashes, percents, entities, what nobody sees. And the way back, from a folded place to one in the text.

use std::ops::Range;

use unicode_normalization::char::decompose_canonical;

use crate::text::{is_unseen, merged};

/// The form in which texts are compared.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold(text, &mut folded, |_, _, _| ());
    folded
}

/// Where ranges of the folded text, in order and apart, stand in the text itself: whole characters, with the marks that
/// belong to the last one.
pub(super) fn unfolded(text: &str, ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut places = Vec::with_capacity(ranges.len());
    let mut ranges = ranges.iter().peekable();
    let mut open: Option<Range<usize>> = None;
    let mut folded = String::with_capacity(text.len());
    fold(text, &mut folded, |here, from, to| {
        if to == from {
            // Nothing came of it: it goes with what is before it.
            if let Some(open) = &mut open
                && open.end == here.start
            {
                open.end = here.end;
            }
            return;
        }
        while ranges.next_if(|range| range.end <= from).is_some() {
            places.extend(open.take());
        }
        if ranges.peek().is_some_and(|range| range.start < to) {
            let start = open.as_ref().map_or(here.start, |open| open.start);
            open = Some(start..here.end);
        }
    });
    places.extend(open);
    merged(places)
}

/// Folds a text, and tells of each character where it stands and from where to where its folded form does.
fn fold(text: &str, folded: &mut String, mut each: impl FnMut(Range<usize>, usize, usize)) {
    let (mut at, mut rest) = (0, text);
    while let Some(c) = rest.chars().next() {
        let written = match c {
            '%' => percent(rest),
            '&' => entity(rest),
            _ => None,
        };
        let (c, length) = written.unwrap_or((c, c.len_utf8()));
        let from = folded.len();
        match c {
            'a'..='z' | '0'..='9' => folded.push(c),
            'A'..='Z' => folded.push(c.to_ascii_lowercase()),
            _ if c.is_whitespace() => {
                if !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            _ if c.is_ascii() && !c.is_ascii_control() => folded.push(plain(c)),
            // By way of upper case, which knows that `ς` and `σ`, `ẞ` and `ss` are one.
            _ => decompose_canonical(c, |part| {
                let lower = part.to_lowercase().flat_map(char::to_uppercase);
                let lower = lower.flat_map(char::to_lowercase);
                folded.extend(lower.filter(|&c| !is_mark(c)).map(plain));
            }),
        }
        each(at..at + length, from, folded.len());
        at += length;
        rest = rest.get(length..).unwrap_or_default();
    }
}

/// The character that a text begins with as `%D0%90`, and how many bytes that takes.
fn percent(text: &str) -> Option<(char, usize)> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let mut bytes = Vec::with_capacity(4);
    for triple in text.as_bytes().chunks_exact(3).take(4) {
        let [b'%', high, low] = *triple else {
            return None;
        };
        bytes.push(u8::try_from(digit(high)? * 16 + digit(low)?).ok()?);
        if let Ok(decoded) = std::str::from_utf8(&bytes) {
            return Some((decoded.chars().next()?, bytes.len() * 3));
        }
    }
    None
}

/// The character that a text begins with as `&amp;` or `&#38;`, and how many bytes that takes.
fn entity(text: &str) -> Option<(char, usize)> {
    // None is longer, and a text of nothing but `&` is not read to its end for each.
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let name = text.get(1..end)?.to_ascii_lowercase();
    let c = if let Some(number) = name.strip_prefix('#') {
        let (digits, radix) = number
            .strip_prefix('x')
            .map_or((number, 10), |hex| (hex, 16));
        char::from_u32(u32::from_str_radix(digits, radix).ok()?)?
    } else {
        match name.as_str() {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            "nbsp" => ' ',
            "shy" => '\u{ad}',
            "hyphen" | "dash" => '-',
            "lowbar" => '_',
            "period" => '.',
            "plus" => '+',
            _ => return None,
        }
    };
    Some((c, end + 1))
}

/// One apostrophe and one dash for all of them.
fn plain(c: char) -> char {
    match c {
        '`' | '\u{b4}' | '\u{2b9}' | '\u{2bc}' | '\u{2018}' | '\u{2019}' | '\u{201b}'
        | '\u{ff07}' => '\'',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        _ => c,
    }
}

/// Accents of Latin, Greek and Cyrillic, and what nobody sees. Vowel signs of other scripts stay.
fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{ad}' | '\u{180e}' | '\u{200c}' | '\u{200d}'
        | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}')
        || is_unseen(c)
}

/// An address with `%D0%90` as the sign that it stands for, where that is a sign.
pub(super) fn without_percents(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let pair = after.split_at_checked(2).filter(|_| first == b'%');
        let decoded = pair.and_then(|(pair, after)| {
            let digits = std::str::from_utf8(pair).ok()?;
            Some((u8::from_str_radix(digits, 16).ok()?, after))
        });
        let (byte, after) = decoded.unwrap_or((first, after));
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
