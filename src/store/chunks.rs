//! Reads a large case on all processors. The canonical text has a blank line and an id before each
//! claim, so it can be split there: into the frame, which is the case without its claims, and
//! chunks of claims.
//!
//! Only canonical text is read this way. Any other text is read by the ordinary parser, which also
//! reports the errors.

use std::sync::Arc;

use super::emit::{emit, emit_claims};
use crate::case::{Case, Claim, FORMAT};
use crate::parallel;

/// The nesting limit for `ron`, so that it fails before the stack overflows. A case nests seven
/// deep.
const MAX_NESTING: usize = 32;

/// The least size of a chunk in bytes, enough for some milliseconds of parsing. A text shorter than
/// two chunks is not split.
pub(super) const CHUNK: usize = 1 << 18;

/// The start of a claim's first line, with the blank line before it.
const CLAIM: &str = "\n\n        ( // c";

/// The start of a claim's last line.
const CLAIM_END: &str = "\n        ), // c";

/// The options for reading a case, whole or in chunks.
pub(super) fn options() -> ron::Options {
    ron::Options::default().with_recursion_limit(MAX_NESTING)
}

/// A part of the text, to be parsed.
enum Chunk<'a> {
    /// The text before and after the list of claims.
    Frame(&'a str, &'a str),
    /// Consecutive claims.
    Claims(&'a str),
}

/// The result of parsing a chunk.
enum Part {
    Frame(Box<Case>),
    Claims(Vec<Arc<Claim>>),
}

/// Reads a canonical text in chunks. None if the text is too short or not canonical.
pub(super) fn read(text: &str, chunk: usize) -> Option<Case> {
    let parts = parallel::map(&split(text, chunk)?, 1, Chunk::read);
    let mut frame = None;
    let mut claims = Vec::new();
    for part in parts {
        match part? {
            Part::Frame(case) => frame = Some(case),
            Part::Claims(part) => claims.extend(part),
        }
    }
    if !claims.is_sorted_by(|a, b| a.order(b).is_le()) {
        return None;
    }
    let mut case = frame?;
    case.claims = claims.into_iter().collect();
    Some(*case)
}

fn split(text: &str, chunk: usize) -> Option<Vec<Chunk<'_>>> {
    if text.len() < 2 * chunk {
        return None;
    }
    let list = "\n    claims: [";
    let start = text.find(&[list, CLAIM].concat())? + list.len();
    let (before, rest) = text.split_at_checked(start)?;
    let last = rest.rfind(CLAIM_END)? + 1;
    let end = last + rest.get(last..)?.find('\n')?;
    let (mut claims, after) = rest.split_at_checked(end)?;
    let after = after.strip_prefix("\n    ")?;
    let mut chunks = vec![Chunk::Frame(before, after)];
    while let Some((one, rest)) = split_off(claims, chunk) {
        chunks.push(Chunk::Claims(one));
        claims = rest;
    }
    chunks.push(Chunk::Claims(claims));
    Some(chunks)
}

/// Splits off a chunk of at least this many bytes.
fn split_off(claims: &str, chunk: usize) -> Option<(&str, &str)> {
    let from = (chunk..claims.len()).find(|at| claims.is_char_boundary(*at))?;
    let at = from + claims.get(from..)?.find(CLAIM)?;
    claims.split_at_checked(at)
}

impl Chunk<'_> {
    /// Reads this part. None if the text is not canonical.
    fn read(&self) -> Option<Part> {
        match self {
            Self::Frame(before, after) => {
                let text = [*before, *after].concat();
                let mut case: Case = options().from_str(&text).ok()?;
                case.sort();
                let is_canonical = case.format == FORMAT && emit(&case).ok()? == text;
                is_canonical.then(|| Part::Frame(Box::new(case)))
            }
            Self::Claims(claims) => {
                let text = ["[", *claims, "\n    ]"].concat();
                // Each claim is parsed into its own allocation. A list of plain claims would have
                // to be copied afterwards, and would need twice the memory.
                let mut claims: Vec<Arc<Claim>> = options().from_str(&text).ok()?;
                let unsorted = claims.iter_mut().filter(|claim| !claim.is_sorted());
                unsorted.filter_map(Arc::get_mut).for_each(Claim::sort);
                (emit_claims(&claims).ok()? == text).then_some(Part::Claims(claims))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::load::parse;
    use proptest::prelude::*;

    const SAMPLE: &str = include_str!("../../assets/crocus-city-hall.case.ron");

    /// The text parsed by the ordinary parser, since it is too short to be split.
    fn parse_whole(text: &str) -> Option<Case> {
        parse(text.as_bytes()).ok().map(|read| read.case)
    }

    #[test]
    fn a_canonical_text_is_read_in_chunks_of_any_size() {
        assert!(SAMPLE.len() < 2 * CHUNK);
        for chunk in [1, 300, 2_000, SAMPLE.len() / 2] {
            assert_eq!(read(SAMPLE, chunk), parse_whole(SAMPLE), "{chunk}");
        }
        assert_eq!(read(SAMPLE, SAMPLE.len()), None);
    }

    #[test]
    fn claims_out_of_order_are_not_read_in_chunks() {
        let (first, rest) = SAMPLE.split_once(CLAIM).unwrap();
        let (one, rest) = rest.split_once(CLAIM).unwrap();
        let (other, rest) = rest.split_once(CLAIM).unwrap();
        let out_of_order = [first, other, one, rest].join(CLAIM);
        assert!(parse_whole(&out_of_order).is_some());
        assert_eq!(read(&out_of_order, 1_000), None);
    }

    proptest! {
        #[test]
        fn a_changed_text_is_read_like_the_whole_or_not_at_all(
            at in any::<prop::sample::Index>(),
            length in 0_usize..400,
            new in "(/\\*|\\*/|//|\"|r#\"|\n|\\)|\\(|,| |x|\n\n        \\( // c|\n    claims: \\[\n\n        \\( // c|\n        \\), // c){0,3}",
            chunk in 1_usize..4_000,
        ) {
            let boundary = |at: usize| (at..=SAMPLE.len()).find(|at| SAMPLE.is_char_boundary(*at)).unwrap();
            let from = boundary(at.index(SAMPLE.len()));
            let to = boundary((from + length).min(SAMPLE.len()));
            let text = [&SAMPLE[..from], &new, &SAMPLE[to..]].concat();
            if let Some(case) = read(&text, chunk) {
                prop_assert_eq!(emit(&case).unwrap(), text.clone());
                prop_assert_eq!(Some(case), parse_whole(&text));
            }
        }
    }
}
