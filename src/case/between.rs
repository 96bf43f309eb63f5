//! What is between two cases, as one edit: restoring an old state and merging two are edits like any other.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::Case;
use super::change::{Change, Edit, Swap};
use super::claim::Claim;
use super::evidence::Evidence;
use super::ruling::Ruling;
use super::shelf::{Record, Shelf};
use super::time::Timestamp;

impl Edit {
    /// The edit that turns case `a` into case `b`. Their ids and formats are not compared.
    pub fn between(
        a: &Case,
        b: &Case,
        what: impl Into<String>,
        by: impl Into<String>,
        at: Timestamp,
    ) -> Self {
        let mut changes = Vec::new();
        if let Some(swap) = differ(Some(&a.head()), Some(&b.head())) {
            changes.push(Change::Head(swap));
        }
        if let Some(swap) = differ(a.draft.as_ref(), b.draft.as_ref()) {
            changes.push(Change::Draft(swap));
        }
        let claims: Vec<_> = paired(&a.claims, &b.claims).collect();
        for (before, after) in &claims {
            match (before, after) {
                (Some(before), Some(after)) if before == after => {}
                (Some(before), Some(after))
                    if before.stem() == after.stem() && before.has_keys() && after.has_keys() =>
                {
                    within(before, after, &mut changes);
                }
                _ => changes.extend(differ(before.as_ref(), after.as_ref()).map(Change::Claim)),
            }
        }
        let sources = paired(&a.sources, &b.sources);
        changes.extend(
            sources
                .filter_map(|(a, b)| differ(a.as_ref(), b.as_ref()))
                .map(Change::Source),
        );
        Self {
            what: what.into(),
            by: by.into(),
            at,
            changes,
        }
    }
}

impl Edit {
    /// The edit that puts case `a` back to a state `b` of it. Unlike [`Edit::between`] it takes claims whole, so that undoing
    /// it is its plain inverse in any session and by anybody: what it brings back nobody has ruled anew.
    pub fn restoring(
        a: &Case,
        b: &Case,
        what: impl Into<String>,
        by: impl Into<String>,
        at: Timestamp,
    ) -> Self {
        let mut edit = Self::between(a, b, what, by, at);
        edit.changes.retain(|change| {
            matches!(
                change,
                Change::Head(_) | Change::Draft(_) | Change::Source(_)
            )
        });
        let claims = paired(&a.claims, &b.claims);
        let changes = claims.filter_map(|(a, b)| differ(a.as_ref(), b.as_ref()));
        edit.changes.extend(changes.map(Change::Claim));
        edit
    }
}

/// The swap from one to the other; none where they are equal.
fn differ<T: Clone + PartialEq>(before: Option<&T>, after: Option<&T>) -> Option<Swap<T>> {
    (before != after).then(|| Swap {
        before: before.cloned(),
        after: after.cloned(),
    })
}

/// The records of two shelves, paired by id: first all of `a`, then what only `b` has.
fn paired<'a, T: Record>(
    a: &'a Shelf<T>,
    b: &'a Shelf<T>,
) -> impl Iterator<Item = (Option<Arc<T>>, Option<Arc<T>>)> + 'a {
    let in_a: HashSet<_> = a.iter().map(|record| record.id()).collect();
    let in_b: HashMap<_, _> = b.iter().map(|record| (record.id(), record)).collect();
    let first = a.iter().map(move |record| {
        (
            Some(Arc::clone(record)),
            in_b.get(&record.id()).map(|b| Arc::clone(b)),
        )
    });
    let then = b
        .iter()
        .filter(move |record| !in_a.contains(&record.id()))
        .map(|record| (None, Some(Arc::clone(record))));
    first.chain(then)
}

/// The changes of evidence and rulings within one claim whose own fields are the same.
fn within(before: &Claim, after: &Claim, changes: &mut Vec<Change>) {
    let (id, had, has) = (before.id, &before.evidence, &after.evidence);
    let now = |item: &Evidence| has.iter().find(|other| other.id == item.id);
    changes.extend(
        had.iter()
            .filter_map(|item| differ(Some(item), now(item)))
            .map(|swap| Change::Evidence(id, swap)),
    );
    let is_new = |item: &&Evidence| had.iter().all(|other| other.id != item.id);
    changes.extend(
        has.iter()
            .filter(is_new)
            .cloned()
            .map(|item| Change::Evidence(id, Swap::new(item))),
    );

    let (had, has) = (&before.rulings, &after.rulings);
    let now = |ruling: &Ruling| has.iter().find(|other| other.order(ruling).is_eq());
    changes.extend(
        had.iter()
            .filter_map(|item| differ(Some(item), now(item)))
            .map(|swap| Change::Ruling(id, swap)),
    );
    let is_new = |ruling: &&Ruling| had.iter().all(|other| other.order(ruling).is_ne());
    changes.extend(
        has.iter()
            .filter(is_new)
            .cloned()
            .map(|ruling| Change::Ruling(id, Swap::new(ruling))),
    );
}

impl Claim {
    /// Whether no two evidence items and no two rulings have the same key, so that each can be named by it.
    fn has_keys(&self) -> bool {
        let evidence: HashSet<_> = self.evidence.iter().map(|item| item.id).collect();
        evidence.len() == self.evidence.len()
            && self.rulings.is_sorted_by(|a, b| a.order(b).is_lt())
    }
}
