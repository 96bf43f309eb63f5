//! What a page may ask of the parser: browsers mend broken markup in ways that take time and memory by the square of
//! how deep elements are left open, so a page that does not look like one is refused before it is parsed.
//!
//! The scan is rough on purpose: it counts what is open by name, and never less than a parser would.

use std::collections::HashMap;

use crate::reading::Unreadable;
use crate::text;

/// How many elements may be open at once. Pages as saved have some thirty, and some hundred where editors left tags open.
const DEEPEST: usize = 400;

/// The sum, over all start tags, of the elements open there and of a share of the square of its attributes, and of a share
/// of the square of all character references. The longest pages come to a few millions.
const MOST_WORK: usize = 40_000_000;

/// What share of its square counts: a parser takes so many attributes or references in the time of one open element.
const ATTRIBUTES_A_STEP: usize = 8;
const REFERENCES_A_STEP: usize = 1024;

/// Elements that have no end tag.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "frame",
];

/// Elements that a parser ends by itself where the next one starts.
const ENDED_BY_THE_NEXT: &[&str] = &[
    "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option", "optgroup",
    "html", "head", "body",
];

/// Elements whose text holds no tags.
const RAW: &[&str] = &[
    "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes",
];

/// Refuses what no page is. `name` is fit to be shown.
///
/// Error, with its place: elements nest deeper than [`DEEPEST`], or tags come to more work than [`MOST_WORK`].
pub(super) fn check(page: &str, name: &str) -> Result<(), Unreadable> {
    let mut open: HashMap<String, usize> = HashMap::new();
    let (mut depth, mut work) = (0_usize, 0_usize);
    let (mut references, mut at) = (0_usize, 0);
    while let Some(found) = page.get(at..).and_then(|rest| rest.find(['<', '&'])) {
        let start = at + found;
        if page.get(start..).is_some_and(|rest| rest.starts_with('&')) {
            references += 1;
            work += references / REFERENCES_A_STEP;
            at = start + 1;
            if work > MOST_WORK {
                return Err(refused(page, name, start, TOO_MUCH));
            }
            continue;
        }
        let rest = page.get(start + 1..).unwrap_or_default();
        if let Some(comment) = rest.strip_prefix("!--") {
            at = start + 4 + comment.find("-->").unwrap_or(comment.len());
            continue;
        }
        let is_end = rest.starts_with('/');
        let tag = Tag::of(rest.strip_prefix('/').unwrap_or(rest));
        at = start + 1 + usize::from(is_end) + tag.length;
        if tag.name.is_empty() {
            continue;
        }
        if is_end {
            if let Some(count) = open.get_mut(&tag.name).filter(|count| **count > 0) {
                *count -= 1;
                depth -= 1;
            }
            continue;
        }
        work += 1 + depth + tag.attributes * tag.attributes / ATTRIBUTES_A_STEP;
        let is_counted = ![VOID, ENDED_BY_THE_NEXT]
            .iter()
            .any(|known| known.contains(&tag.name.as_str()));
        if RAW.contains(&tag.name.as_str()) {
            let rest = page.get(at..).unwrap_or_default();
            at += end_of_raw(rest, &tag.name);
        } else if is_counted {
            *open.entry(tag.name).or_default() += 1;
            depth += 1;
        }
        if depth > DEEPEST {
            let what = format!("more than {DEEPEST} elements are open at once here");
            return Err(refused(page, name, start, &what));
        }
        if work > MOST_WORK {
            return Err(refused(page, name, start, TOO_MUCH));
        }
    }
    Ok(())
}

const TOO_MUCH: &str = "the page holds more markup than any story";

fn refused(page: &str, name: &str, at: usize, what: &str) -> Unreadable {
    let (line, column) = text::place_of(page.get(..at).unwrap_or_default());
    Unreadable {
        what: format!("{name}:{line}:{column}: {what}"),
        hint: "copy the story's text out of the page into a file".to_owned(),
    }
}

/// A tag behind its `<` or `</`.
struct Tag {
    name: String,
    /// How many attributes it has, at most.
    attributes: usize,
    /// How long it is, its `>` included.
    length: usize,
}

impl Tag {
    fn of(rest: &str) -> Self {
        let is_name = rest.starts_with(|c: char| c.is_ascii_alphabetic());
        let after = |c: char| c.is_ascii_whitespace() || c == '/' || c == '>';
        let name_length = if is_name {
            rest.find(after).unwrap_or(rest.len())
        } else {
            0
        };
        let name = rest
            .get(..name_length)
            .unwrap_or_default()
            .to_ascii_lowercase();
        if !is_name {
            return Self {
                name,
                attributes: 0,
                length: 0,
            };
        }
        let (mut attributes, mut quote, mut length) = (0, None, rest.len());
        let mut before = b' ';
        for (at, byte) in rest.bytes().enumerate().skip(name_length) {
            match quote {
                Some(mark) if byte == mark => quote = None,
                None if byte == b'>' => {
                    length = at + 1;
                    break;
                }
                None if before == b'=' && (byte == b'"' || byte == b'\'') => quote = Some(byte),
                None if byte.is_ascii_whitespace() || byte == b'/' => {
                    attributes += usize::from(!(before.is_ascii_whitespace() || before == b'/'));
                }
                _ => {}
            }
            // Spaces may stand between the sign and the value.
            if !(before == b'=' && byte.is_ascii_whitespace()) {
                before = byte;
            }
        }
        Self {
            name,
            attributes,
            length,
        }
    }
}

/// How long the text of a raw element is, up to its end tag.
fn end_of_raw(rest: &str, name: &str) -> usize {
    let mut at = 0;
    while let Some(found) = rest.get(at..).and_then(|rest| rest.find("</")) {
        let tag = at + found + 2;
        let is_end = rest
            .get(tag..tag + name.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(name));
        if is_end {
            return at + found;
        }
        at = tag;
    }
    rest.len()
}
