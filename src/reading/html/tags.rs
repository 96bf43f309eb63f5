//! Limits the attributes of tags before a page is parsed. The parser compares each attribute with
//! all earlier ones of its tag, which takes quadratic time.
//!
//! Whether a `<` starts a tag depends on all of the text before it, so tags can be hidden on
//! purpose. Here every `<` before a letter counts as the start of a tag, which includes all real
//! tags.

/// The limit for the sum of the squared numbers of attributes of all tags. The longest pages reach
/// a million.
const MAX_SQUARES: usize = 1_500_000_000;

/// How many bytes are examined at most: the first number, or the second number times the page's
/// length if that is more. Quoted text may be examined more than once.
const MAX_BYTES_EXAMINED: usize = 256 << 20;
const MAX_TIMES_EXAMINED: usize = 16;

/// The state of scanning a tag, after the HTML standard, section 13.2.5.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    Value,
    Quoted(u8),
}

/// The first byte at which the tags exceed the limits. None if they do not.
pub(super) fn too_many_attributes(page: &str) -> Option<usize> {
    let bytes = page.as_bytes();
    let max_examined = MAX_BYTES_EXAMINED.max(bytes.len().saturating_mul(MAX_TIMES_EXAMINED));
    let (mut squares, mut examined, mut last_end) = (0_usize, 0_usize, 0);
    for (start, _) in page.match_indices('<') {
        let rest = bytes.get(start + 1..).unwrap_or_default();
        if !rest.first().is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (attributes, length) = tag(rest);
        examined += length;
        // Of several candidates that end at the same place, at most one is a real tag. The first
        // has the most attributes.
        if last_end != start + length {
            squares = squares.saturating_add(attributes.saturating_mul(attributes));
        }
        last_end = start + length;
        if squares > MAX_SQUARES || examined > max_examined {
            return Some(start);
        }
    }
    None
}

/// The number of attributes of a tag and its length, from the byte after `<`.
fn tag(rest: &[u8]) -> (usize, usize) {
    let is_end_of_name = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
    let name = rest.iter().position(is_end_of_name).unwrap_or(rest.len());
    let mut state = State::BeforeName;
    let mut attributes = 0;
    for (at, byte) in rest.iter().copied().enumerate().skip(name) {
        let is_space = byte.is_ascii_whitespace();
        state = match (state, byte) {
            (State::Quoted(mark), _) if byte == mark => State::BeforeName,
            (State::Quoted(_), _) => state,
            (_, b'>') => return (attributes, at),
            (State::BeforeName | State::AfterName | State::Name, b'/') => State::BeforeName,
            (State::AfterName | State::Name, b'=') => State::BeforeValue,
            (State::Name, _) if is_space => State::AfterName,
            (State::BeforeName | State::AfterName | State::BeforeValue, _) if is_space => state,
            (State::BeforeName | State::AfterName, _) => {
                attributes += 1;
                State::Name
            }
            (State::BeforeValue, b'"' | b'\'') => State::Quoted(byte),
            (State::BeforeValue | State::Value, _) if is_space => State::BeforeName,
            (State::BeforeValue | State::Value, _) => State::Value,
            (State::Name, _) => State::Name,
        };
    }
    (attributes, rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_counted_as_by_a_parser() {
        for (rest, expected) in [
            ("p>", (0, 1)),
            ("p a b = 'x > y' c=d/e /f>z", (4, 24)),
            ("p =\"> x", (1, 4)),
            ("p a=b\"c d>", (2, 9)),
            ("a/b/c", (2, 5)),
        ] {
            assert_eq!(tag(rest.as_bytes()), expected, "{rest}");
        }
    }
}
