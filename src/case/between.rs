//! Computes the changes that turn one case into another. No other code compares two cases:
//! summaries ([`super::Difference`]), merge conflicts ([`super::Conflict`]) and edit conflicts
//! ([`super::EditConflict`]) all use these changes.

use std::collections::HashMap;
use std::sync::Arc;

use super::Case;
use super::change::{Change, Edit, FieldChange, Item, Place, Swap, TheCase, on_item};
use super::claim::Claim;
use super::draft::Draft;
use super::ordered_map::{OrderedMap, Record};
use super::query::Query;
use super::record::{Fields, Grain};
use super::source::Source;
use super::time::Timestamp;

impl Edit {
    /// The edit that turns case `a` into case `b`. Ids and formats are not compared.
    pub fn between(
        a: &Case,
        b: &Case,
        what: impl Into<String>,
        by: impl Into<String>,
        at: Timestamp,
    ) -> Self {
        Self {
            what: what.into(),
            by: by.into(),
            at,
            changes: between(a, b),
        }
    }

    /// The edit that turns case `a` back into its earlier version `b`. Unlike [`Edit::between`] it
    /// replaces whole claims. So any person can undo it in any session by its inverse, without new
    /// rulings for the rulings in it.
    pub fn restore(
        a: &Case,
        b: &Case,
        what: impl Into<String>,
        by: impl Into<String>,
        at: Timestamp,
    ) -> Self {
        let mut changes = outside_claims(a, b);
        for (before, after) in paired(&a.claims, &b.claims) {
            if before != after {
                let gone = before.cloned().map(Swap::gone);
                let new = after.cloned().map(Swap::new);
                changes.extend(gone.into_iter().chain(new).map(Change::Claim));
            }
        }
        Self {
            what: what.into(),
            by: by.into(),
            at,
            changes,
        }
    }
}

/// The changes that turn case `a` into case `b`.
pub(super) fn between(a: &Case, b: &Case) -> Vec<Change> {
    let mut changes = outside_claims(a, b);
    for (before, after) in paired(&a.claims, &b.claims) {
        match (before, after) {
            (Some(before), Some(after)) => claims(before, after, &mut changes),
            (Some(before), None) => changes.push(Change::Claim(Swap::gone(Arc::clone(before)))),
            (None, Some(after)) => changes.push(Change::Claim(Swap::new(Arc::clone(after)))),
            (None, None) => {}
        }
    }
    changes
}

/// The changes to everything except the claims.
fn outside_claims(a: &Case, b: &Case) -> Vec<Change> {
    let mut changes = Vec::new();
    fields(Place::Case, a, b, &mut changes);
    match (&a.draft, &b.draft) {
        (Some(before), Some(after)) => drafts(before, after, &mut changes),
        (before, after) if before != after => changes.push(Change::Draft(Swap {
            before: before.clone(),
            after: after.clone(),
        })),
        _ => {}
    }
    for (before, after) in paired(&a.sources, &b.sources) {
        match (before, after) {
            (Some(before), Some(after)) => sources(before, after, &mut changes),
            (Some(before), None) => changes.push(Change::Source(Swap::gone(Arc::clone(before)))),
            (None, Some(after)) => changes.push(Change::Source(Swap::new(Arc::clone(after)))),
            (None, None) => {}
        }
    }
    items(&a.queries, &b.queries, TheCase, &mut changes);
    for before in &a.queries {
        let stays = |after: &&Query| after.id == before.id && after.at == before.at;
        if let Some(after) = b.queries.iter().find(stays) {
            items(&before.answers, &after.answers, before.id, &mut changes);
        }
    }
    items(&a.signoffs, &b.signoffs, TheCase, &mut changes);
    items(&a.corrections, &b.corrections, TheCase, &mut changes);
    items(&a.conflicts, &b.conflicts, TheCase, &mut changes);
    items(&a.redactions, &b.redactions, TheCase, &mut changes);
    changes
}

/// The changes that turn one draft into another.
pub(super) fn drafts(before: &Draft, after: &Draft, changes: &mut Vec<Change>) {
    // The text is equal, so only kinds of paragraphs can differ. Each differing paragraph gets a
    // change of its own.
    let has_same_text =
        before.sha256 == after.sha256 && before.paragraphs.len() == after.paragraphs.len();
    if has_same_text {
        let fields_only = Draft {
            paragraphs: before.paragraphs.clone(),
            ..after.clone()
        };
        fields(Place::Draft, before, &fields_only, changes);
        let pairs = before.paragraphs.iter().zip(&after.paragraphs).enumerate();
        let differing = pairs.filter(|(_, (before, after))| before != after);
        changes.extend(differing.map(|(index, (before, after))| {
            Change::Paragraph(index, Swap::changed(before.clone(), after.clone()))
        }));
    } else {
        fields(Place::Draft, before, after, changes);
    }
    items(&before.revisions, &after.revisions, TheCase, changes);
}

/// The changes that turn one version of a source into another.
pub(super) fn sources(before: &Source, after: &Source, changes: &mut Vec<Change>) {
    fields(Place::Source(before.id), before, after, changes);
}

/// The changes that turn one version of a claim into another.
pub(super) fn claims(before: &Arc<Claim>, after: &Arc<Claim>, changes: &mut Vec<Change>) {
    if Arc::ptr_eq(before, after) || before == after {
        return;
    }
    let id = before.id;
    fields(Place::Claim(id), &**before, after, changes);
    items(&before.evidence, &after.evidence, id, changes);
    items(&before.rulings, &after.rulings, id, changes);
    items(&before.links, &after.links, id, changes);
    items(&before.waivers, &after.waivers, id, changes);
    items(&before.fixes, &after.fixes, id, changes);
    items(&before.searches, &after.searches, id, changes);
    items(&before.earlier, &after.earlier, id, changes);
}

/// Splits a change of a whole record or item into changes of the fields and items that differ. Any
/// other change is returned as it is. Ids and keys never change.
pub(super) fn split(change: &Change) -> Vec<Change> {
    let mut changes = Vec::new();
    match change {
        Change::Claim(Swap {
            before: Some(before),
            after: Some(after),
        }) => {
            claims(before, after, &mut changes);
        }
        Change::Source(Swap {
            before: Some(before),
            after: Some(after),
        }) => {
            sources(before, after, &mut changes);
        }
        Change::Draft(Swap {
            before: Some(before),
            after: Some(after),
        }) => {
            drafts(before, after, &mut changes);
        }
        other => on_item!(other, |owner, swap| item_swap(swap, *owner, &mut changes),
            other => changes.push(other.clone())
        ),
    }
    changes
}

fn item_swap<T: Item>(swap: &Swap<T>, owner: T::Owner, changes: &mut Vec<Change>) {
    match (&swap.before, &swap.after) {
        (Some(before), Some(after)) => item(before, after, owner, changes),
        _ => changes.push(T::change(owner, swap.clone())),
    }
}

/// The changes between the fields of two versions of a record.
pub(super) fn fields<T: Fields>(of: Place, before: &T, after: &T, changes: &mut Vec<Change>) {
    for field in before.differing(after) {
        let change = |before, after| FieldChange {
            of,
            field: field.name.to_owned(),
            before,
            after,
        };
        match field.grain {
            Grain::Key | Grain::Records => {}
            Grain::Whole => changes.push(Change::Field(change(
                before.value(field.name),
                after.value(field.name),
            ))),
            Grain::Elements => {
                let elements = |record: &T| match record.value(field.name) {
                    Some(serde_json::Value::Array(elements)) => elements,
                    _ => Vec::new(),
                };
                let (had, has) = (elements(before), elements(after));
                let gone = had.iter().filter(|one| !has.contains(one)).cloned();
                changes.extend(gone.map(|one| Change::Element(change(Some(one), None))));
                let new = has.iter().filter(|one| !had.contains(one)).cloned();
                changes.extend(new.map(|one| Change::Element(change(None, Some(one)))));
            }
        }
    }
}

/// The changes between two versions of an item.
fn item<T: Item>(before: &T, after: &T, owner: T::Owner, changes: &mut Vec<Change>) {
    let is_key_field = |field: &&'static super::record::Field| field.grain == Grain::Key;
    match before.place(owner) {
        Some(place)
            if before
                .differing(after)
                .iter()
                .all(|field| !is_key_field(field)) =>
        {
            fields(place, before, after, changes);
        }
        _ => changes.push(T::change(
            owner,
            Swap::changed(before.clone(), after.clone()),
        )),
    }
}

/// The changes between two lists. An item is changed if its key is unique in both lists. Otherwise
/// it is removed and added.
fn items<T: Item>(had: &[T], has: &[T], owner: T::Owner, changes: &mut Vec<Change>) {
    if had == has {
        return;
    }
    let (before, after) = (by_key(had), by_key(has));
    let pair = |item: &T| {
        let key = item.key();
        before
            .get(&key)
            .copied()
            .flatten()
            .zip(after.get(&key).copied().flatten())
    };
    let gone = had.iter().filter(|item| !has.contains(item));
    for (item, pair) in gone.map(|item| (item, pair(item))) {
        match pair {
            Some((before, after)) => self::item(before, after, owner, changes),
            None => changes.push(T::change(owner, Swap::gone(item.clone()))),
        }
    }
    let new = has.iter().filter(|item| !had.contains(item));
    for item in new.filter(|item| pair(item).is_none()) {
        changes.push(T::change(owner, Swap::new(item.clone())));
    }
}

/// The items by key; `None` if several items have the same key.
fn by_key<T: Item>(list: &[T]) -> HashMap<String, Option<&T>> {
    let mut by_key = HashMap::new();
    for item in list {
        by_key
            .entry(item.key())
            .and_modify(|one| *one = None)
            .or_insert(Some(item));
    }
    by_key
}

/// The records of two maps, paired by id: first all in `a`, then those only in `b`.
fn paired<'a, T: Record>(
    a: &'a OrderedMap<T>,
    b: &'a OrderedMap<T>,
) -> impl Iterator<Item = (Option<&'a Arc<T>>, Option<&'a Arc<T>>)> {
    let in_a = a.iter().map(|record| (Some(record), b.get(record.id())));
    let only_in_b = b.iter().filter(|record| !a.has(record.id()));
    in_a.chain(only_in_b.map(|record| (None, Some(record))))
}
