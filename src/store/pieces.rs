//! A large case read by all processors at once. Its canonical text has a blank line and an id before
//! each claim, so that it can be cut there: into the frame, which is the case without its claims, and
//! pieces of claims.
//!
//! Only what [`emit`](super::emit()) would write so again is read this way. Anything else, and with
//! it every error, is for the reader of the whole text.

use std::sync::Arc;

use super::emit::{emit, emit_claims};
use crate::case::{Case, Claim, FORMAT};
use crate::parallel;

/// A case nests seven deep; beyond this `ron` gives up before the stack does.
const MOST_NESTING: usize = 32;

/// How many bytes a piece has at least: some milliseconds' work. A text of less than two has none.
pub(super) const PIECE: usize = 1 << 18;

/// What a claim's first line begins with, after the blank line before it.
const CLAIM: &str = "\n\n        ( // c";

/// What the last line of a claim begins with.
const CLAIM_END: &str = "\n        ), // c";

/// How a text is read, whole or in pieces.
pub(super) fn options() -> ron::Options {
    ron::Options::default().with_recursion_limit(MOST_NESTING)
}

/// A part of a text.
enum Piece<'a> {
    /// The case without its claims: what stands before them, and after them.
    Frame(&'a str, &'a str),
    /// Claims that follow one another.
    Claims(&'a str),
}

/// What was read of it.
enum Part {
    Frame(Box<Case>),
    Claims(Vec<Arc<Claim>>),
}

/// The case of a text in canonical form that is worth being cut; none for any other text.
pub(super) fn read(text: &str, piece: usize) -> Option<Case> {
    let parts = parallel::map(&cut(text, piece)?, 1, Piece::read);
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

fn cut(text: &str, piece: usize) -> Option<Vec<Piece<'_>>> {
    if text.len() < 2 * piece {
        return None;
    }
    let list = "\n    claims: [";
    let start = text.find(&[list, CLAIM].concat())? + list.len();
    let (before, rest) = text.split_at_checked(start)?;
    let last = rest.rfind(CLAIM_END)? + 1;
    let end = last + rest.get(last..)?.find('\n')?;
    let (mut claims, after) = rest.split_at_checked(end)?;
    let after = after.strip_prefix("\n    ")?;
    let mut pieces = vec![Piece::Frame(before, after)];
    while let Some((one, rest)) = cut_off(claims, piece) {
        pieces.push(Piece::Claims(one));
        claims = rest;
    }
    pieces.push(Piece::Claims(claims));
    Some(pieces)
}

/// A piece of at least this many bytes, and the rest.
fn cut_off(claims: &str, piece: usize) -> Option<(&str, &str)> {
    let from = (piece..claims.len()).find(|at| claims.is_char_boundary(*at))?;
    let at = from + claims.get(from..)?.find(CLAIM)?;
    claims.split_at_checked(at)
}

impl Piece<'_> {
    /// None where it is not as it would be written.
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
                // Each has its own place from the start: a list of claims themselves would take as
                // much room again.
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
    use crate::store::load::parsed;
    use proptest::prelude::*;

    const SAMPLE: &str = include_str!("../../assets/crocus-city-hall.case.ron");

    /// What the reader of the whole text makes of it: this text is too short to be cut.
    fn whole(text: &str) -> Option<Case> {
        parsed(text.as_bytes()).ok().map(|read| read.case)
    }

    #[test]
    fn a_canonical_text_is_read_in_pieces_of_any_size() {
        assert!(SAMPLE.len() < 2 * PIECE);
        for piece in [1, 300, 2_000, SAMPLE.len() / 2] {
            assert_eq!(read(SAMPLE, piece), whole(SAMPLE), "{piece}");
        }
        assert_eq!(read(SAMPLE, SAMPLE.len()), None);
    }

    #[test]
    fn claims_that_are_out_of_order_are_not_read_so() {
        let (first, rest) = SAMPLE.split_once(CLAIM).unwrap();
        let (one, rest) = rest.split_once(CLAIM).unwrap();
        let (other, rest) = rest.split_once(CLAIM).unwrap();
        let turned = [first, other, one, rest].join(CLAIM);
        assert!(whole(&turned).is_some());
        assert_eq!(read(&turned, 1_000), None);
    }

    proptest! {
        #[test]
        fn a_text_that_was_touched_reads_as_the_whole_does_or_not_at_all(
            at in any::<prop::sample::Index>(),
            length in 0_usize..400,
            new in "(/\\*|\\*/|//|\"|r#\"|\n|\\)|\\(|,| |x|\n\n        \\( // c|\n    claims: \\[\n\n        \\( // c|\n        \\), // c){0,3}",
            piece in 1_usize..4_000,
        ) {
            let boundary = |at: usize| (at..=SAMPLE.len()).find(|at| SAMPLE.is_char_boundary(*at)).unwrap();
            let from = boundary(at.index(SAMPLE.len()));
            let to = boundary((from + length).min(SAMPLE.len()));
            let text = [&SAMPLE[..from], &new, &SAMPLE[to..]].concat();
            if let Some(case) = read(&text, piece) {
                prop_assert_eq!(emit(&case).unwrap(), text.clone());
                prop_assert_eq!(Some(case), whole(&text));
            }
        }
    }
}
