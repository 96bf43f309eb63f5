//! Checks on a case that was parsed: duplicate ids, references to missing records, contradictory
//! rulings and attributions. The iterator is lazy, since each flaw needs a search of the text for
//! its line.

use super::load::{HINT, LoadError, error_at};
use crate::case::{Case, Claim, Question, Reason, Ruling};
use crate::text;

/// All flaws of a case that was read from this text.
pub(super) fn flaws<'a>(case: &'a Case, text: &'a str) -> impl Iterator<Item = LoadError> + 'a {
    let items = case.claims.iter().flat_map(|claim| &claim.evidence);
    let sources = case.sources.iter().map(|source| source.id.letters());
    let claims = case.claims.iter().map(|claim| claim.id.letters());
    duplicates(text, "sources", sources)
        .chain(duplicates(text, "claims", claims))
        .chain(duplicates(
            text,
            "evidence items",
            items.map(|item| item.id.letters()),
        ))
        .chain(duplicates(text, "records", other_ids(case).into_iter()))
        .chain(dangling_references(case, text))
        .chain(conflicts(case, text))
        .chain(queries(case, text))
        .chain(
            case.claims
                .iter()
                .flat_map(|claim| claim_flaws(claim, text)),
        )
}

fn dangling_references<'a>(case: &'a Case, text: &'a str) -> impl Iterator<Item = LoadError> + 'a {
    let dangling = case.references().filter(|named| !case.has(named.what));
    dangling.map(move |named| {
        let whose = named.by.map_or_else(
            || "a redaction".to_owned(),
            |by| format!("{} {by}", by.word()),
        );
        dangling_reference(text, named.what.word(), named.what.as_str(), &whose)
    })
}

fn conflicts<'a>(case: &'a Case, text: &'a str) -> impl Iterator<Item = LoadError> + 'a {
    case.conflicts.iter().filter_map(move |conflict| {
        let why = case.conflict_error(conflict)?;
        let line = line_of(text, &conflict.id.to_string(), 0).unwrap_or(1);
        let what = format!("the conflict {} {why}", conflict.id);
        Some(error_at(line, None, what, HINT))
    })
}

fn queries<'a>(case: &'a Case, text: &'a str) -> impl Iterator<Item = LoadError> + 'a {
    let queries = case.queries.iter();
    let without_claims = queries.filter(|query| query.claims.is_empty());
    without_claims.map(move |query| {
        let line = line_of(text, &query.id.to_string(), 0).unwrap_or(1);
        let what = format!("the query {} is about no claim", query.id);
        error_at(line, None, what, HINT)
    })
}

fn claim_flaws<'a>(claim: &'a Claim, text: &'a str) -> impl Iterator<Item = LoadError> + 'a {
    let at_claim_line = move |what: String| {
        let line = line_of(text, &claim.id.to_string(), 0).unwrap_or(1);
        error_at(line, None, what, HINT)
    };
    let credit = (!claim.has_valid_attribution()).then(|| {
        let how = if claim.chain().is_empty() {
            "an empty chain"
        } else {
            "a chain and to candidates"
        };
        format!("claim {} is credited to {how}", claim.id)
    });
    let cut = claim.cut.and_then(|_| match (claim.span, claim.added) {
        (Some(_), _) => Some(format!("claim {} is cut and has a span", claim.id)),
        (None, None) => Some(format!("claim {} is cut and has no `added`", claim.id)),
        (None, Some(_)) => None,
    });
    let with_invalid_reason = claim
        .rulings
        .iter()
        .filter(|ruling| !ruling.has_valid_reason());
    let with_invalid_reason = with_invalid_reason.map(move |ruling| {
        let reason = ruling.reason.map_or("", Reason::name);
        let said = match ruling.question {
            Question::Said => " on said",
            Question::Fact => "",
        };
        let (word, id) = (ruling.word(), claim.id);
        let what = format!("`{reason}` is not a reason for {word}{said}, in claim {id}");
        error_at(line_of_ruling(text, claim, ruling), None, what, HINT)
    });
    credit
        .into_iter()
        .chain(cut)
        .map(at_claim_line)
        .chain(with_invalid_reason)
}

/// The ids of all records that are neither sources nor claims nor evidence items.
fn other_ids(case: &Case) -> Vec<[u8; 12]> {
    let claims = case.claims.iter();
    let of_claims = claims.flat_map(|claim| {
        let fixes = claim.fixes.iter().map(|fix| fix.id.letters());
        fixes.chain(claim.searches.iter().map(|search| search.id.letters()))
    });
    let of_queries = case.queries.iter().flat_map(|query| {
        let answers = query.answers.iter().map(|answer| answer.id.letters());
        answers.chain([query.id.letters()])
    });
    let corrections = case.corrections.iter().map(|one| one.id.letters());
    let conflicts = case.conflicts.iter().map(|one| one.id.letters());
    of_claims
        .chain(of_queries)
        .chain(corrections)
        .chain(conflicts)
        .collect()
}

/// The flaws for ids that occur twice.
fn duplicates<'a>(
    text: &'a str,
    what: &'a str,
    ids: impl Iterator<Item = [u8; 12]>,
) -> impl Iterator<Item = LoadError> + 'a {
    let mut ids: Vec<_> = ids.collect();
    ids.sort_unstable();
    let mut twice: Vec<[u8; 12]> = ids
        .windows(2)
        .filter(|pair| pair.first() == pair.last())
        .filter_map(|pair| pair.first().copied())
        .collect();
    twice.dedup();
    let flaw = move |id: [u8; 12]| {
        let id = String::from_utf8_lossy(&id);
        let first = line_of(text, &id, 0).unwrap_or(1);
        let second = line_of(text, &id, 1).unwrap_or(first);
        error_at(
            second,
            None,
            format!("two {what} have the id {id}: lines {first} and {second}"),
            "remove one of them, or give one of them another id; the file was left as it is",
        )
    };
    twice.into_iter().map(flaw)
}

fn dangling_reference(text: &str, what: &str, id: &str, whose: &str) -> LoadError {
    let quoted = format!("\"{id}\"");
    let line = text
        .find(&quoted)
        .and_then(|offset| text.get(..offset))
        .map_or(1, |before| text::place_of(before).0);
    error_at(
        line,
        None,
        format!("{whose} names the {what} {id}, which is not in the case"),
        "restore the record, or remove the reference to it; the file was left as it is",
    )
}

/// The line, from 1, of the `nth` record (from 0) whose own id this is.
fn line_of(text: &str, id: &str, nth: usize) -> Option<usize> {
    let quoted = format!("\"{id}\"");
    let own = |(offset, _): &(usize, &str)| {
        let before = text
            .get(..*offset)
            .unwrap_or_default()
            .trim_end()
            .strip_suffix(':')
            .unwrap_or_default()
            .trim_end();
        before
            .strip_suffix("id")
            .is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric() || c == '_'))
    };
    let (offset, _) = text.match_indices(&quoted).filter(own).nth(nth)?;
    text.get(..offset).map(|before| text::place_of(before).0)
}

/// The line of a ruling: the first with its time after the claim's id, else the claim's line.
fn line_of_ruling(text: &str, claim: &Claim, ruling: &Ruling) -> usize {
    let claim_line = line_of(text, &claim.id.to_string(), 0).unwrap_or(1);
    let time = format!("\"{}\"", ruling.at);
    let after = text.lines().enumerate().skip(claim_line);
    let found = after
        .into_iter()
        .find(|(_, line)| line.contains(&time) && line.contains("reason"));
    found.map_or(claim_line, |(line, _)| line + 1)
}
