//! The canonical order of the format.

use std::sync::Arc;

use factdesk::case::Case;
use serde::Serialize;

/// The other fields of an item, by which items with the same key are sorted.
fn rest<T: Serialize>(item: &T) -> String {
    serde_json::to_string(item).unwrap()
}

/// Sorts the case's own lists into canonical order. Sources and claims are always sorted.
pub fn sort(case: &mut Case) {
    fn put<T: Serialize + PartialEq, K: Ord>(list: &mut Vec<T>, key: impl Fn(&T) -> K) {
        list.sort_by_cached_key(|item| (key(item), rest(item)));
        list.dedup();
    }
    if let Some(draft) = &mut case.draft {
        put(&mut Arc::make_mut(draft).revisions, |it| {
            (it.at, it.by.clone(), it.name.clone())
        });
    }
    put(&mut case.queries, |it| (it.at, it.id));
    for query in &mut case.queries {
        put(&mut query.answers, |it| (it.at, it.id));
    }
    put(&mut case.signoffs, |it| (it.at, it.by.clone()));
    put(&mut case.corrections, |it| (it.at, it.id));
    put(&mut case.conflicts, |it| {
        (it.record, it.key.clone(), it.field.clone(), it.id)
    });
    put(&mut case.redactions, |it| {
        (it.at, it.source, it.place.clone())
    });
}

/// Whether everything is in canonical order and nothing occurs twice.
pub fn is_canonical(case: &Case) -> bool {
    fn stand<T: Serialize, K: Ord>(list: &[T], key: impl Fn(&T) -> K) -> bool {
        let key = |item: &T| (key(item), rest(item));
        list.is_sorted_by(|one, next| key(one) < key(next))
    }
    let draft = case.draft.as_ref().is_none_or(|draft| {
        stand(&draft.revisions, |it| {
            (it.at, it.by.clone(), it.name.clone())
        })
    });
    let sources = stand(&case.sources, |it| (it.name.clone(), it.id));
    let inside = case
        .sources
        .iter()
        .all(|it| stand(&it.aliases, String::clone) && stand(&it.relies_on, |id| *id));
    let claims = stand(&case.claims, |it| match it.span {
        Some(span) => (
            false,
            Some((span.paragraph, span.start, span.end)),
            None,
            it.id,
        ),
        None => (true, None, it.added, it.id),
    });
    let in_claims = case.claims.iter().all(|claim| {
        stand(&claim.accused, |id| *id)
            && stand(&claim.evidence, |it| (it.at, it.id))
            && stand(&claim.rulings, |it| (it.at, it.by.clone(), it.question))
            && stand(&claim.links, |it| (it.at, it.to, it.kind, it.by.clone()))
            && stand(&claim.waivers, |it| {
                (it.at, it.standard.clone(), it.by.clone())
            })
            && stand(&claim.fixes, |it| (it.at, it.id))
            && stand(&claim.searches, |it| (it.at, it.id))
            && stand(&claim.earlier, |it| (it.at, it.text.clone()))
    });
    let queries = stand(&case.queries, |it| (it.at, it.id));
    let answers = case
        .queries
        .iter()
        .all(|query| stand(&query.answers, |it| (it.at, it.id)));
    let others = stand(&case.signoffs, |it| (it.at, it.by.clone()))
        && stand(&case.corrections, |it| (it.at, it.id))
        && stand(&case.conflicts, |it| {
            (it.record, it.key.clone(), it.field.clone(), it.id)
        })
        && stand(&case.redactions, |it| (it.at, it.source, it.place.clone()));
    draft && sources && inside && claims && in_claims && queries && answers && others
}
