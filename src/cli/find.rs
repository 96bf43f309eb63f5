//! Finds the claim or source that an argument means: by name, then by id or an unambiguous start of
//! one, then by claim number.

use std::sync::Arc;

use crate::case::{Case, Claim, ClaimId, Record, Source, sources_named};
use crate::error::Error;
use crate::text::{clip, visible};

/// Finds a claim.
///
/// Errors: no claim matches; several match, and the message lists them.
pub(super) fn claim<'a>(case: &'a Case, word: &str) -> Result<&'a Arc<Claim>, Error> {
    let matches: Vec<_> = with_id_start(case.claims.iter(), word).collect();
    match matches.as_slice() {
        [claim] => return Ok(claim),
        [] => {}
        several => {
            return Err(ambiguous(
                word,
                several.iter().map(|claim| claim_line(case, claim.id)),
            ));
        }
    }
    let how_many = case.claims.len();
    let hint =
        "`factdesk list CASE` shows the claims and their numbers, with --format json their ids too";
    let Ok(number) = word.parse::<usize>() else {
        return Err(Error::refused(
            format!("there is no claim `{}`", visible(word)),
            hint,
        ));
    };
    number
        .checked_sub(1)
        .and_then(|index| case.claims.get_at(index))
        .ok_or_else(|| {
            let s = if how_many == 1 { "" } else { "s" };
            Error::refused(
                format!("there is no claim {number}: the case has {how_many} claim{s}"),
                hint,
            )
        })
}

/// Finds a source.
///
/// Errors: no source matches; several match, and the message lists them.
pub(super) fn source<'a>(case: &'a Case, word: &str) -> Result<&'a Arc<Source>, Error> {
    let word = word.trim();
    let exact: Vec<_> = case
        .sources
        .iter()
        .filter(|source| source.name == word)
        .collect();
    let named = if exact.is_empty() {
        sources_named(case, word).collect()
    } else {
        exact
    };
    let matches = if named.is_empty() {
        with_id_start(case.sources.iter(), word).collect()
    } else {
        named
    };
    match matches.as_slice() {
        [source] => Ok(source),
        [] => Err(Error::refused(
            format!("there is no source `{}`", visible(word)),
            "`factdesk sources CASE` shows them; add it with `factdesk source add CASE NAME`",
        )),
        several => Err(ambiguous(
            word,
            several
                .iter()
                .map(|source| format!("{} {}", source.id, visible(&source.name))),
        )),
    }
}

/// The records whose id starts with this word.
fn with_id_start<'a, T: Record + 'a>(
    records: impl Iterator<Item = &'a Arc<T>>,
    word: &str,
) -> impl Iterator<Item = &'a Arc<T>> {
    let word = word.to_lowercase();
    records.filter(move |record| !word.is_empty() && record.id().as_str().starts_with(&word))
}

fn ambiguous(word: &str, matches: impl ExactSizeIterator<Item = String>) -> Error {
    const MAX_NAMED: usize = 8;
    let how_many = matches.len();
    let mut listed: Vec<String> = matches.take(MAX_NAMED).collect();
    if how_many > MAX_NAMED {
        listed.push(format!("and {} more", how_many - MAX_NAMED));
    }
    let what = format!("`{}` is ambiguous: {}", visible(word), listed.join("; "));
    Error::refused(what, "give more of the id")
}

/// A claim in a list: `12 c7k3m9q2x4bd “By their account…”`.
fn claim_line(case: &Case, id: ClaimId) -> String {
    let words = case.claims.get(id).map_or("", |claim| claim.shown());
    format!(
        "{} {id} “{}”",
        case.number(id).unwrap_or_default(),
        visible(&clip(words, 40))
    )
}
