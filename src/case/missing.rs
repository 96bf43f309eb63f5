//! Finds the recorded edits that a case lacks, after its file was restored to an earlier version or
//! changed by another program.
//!
//! The recorded edits are applied to the case again, in order. Whatever this changes is missing
//! from the case.

use std::collections::{HashMap, HashSet};

use super::between::between;
use super::change::{Change, Edit, FieldChange, Item, Key, Place, Swap, on_item};
use super::id::ClaimId;
use super::names::{Kind, Names};
use super::time::Timestamp;
use super::{Case, Difference};
use crate::text::{clip, visible};

/// The recorded edits that a case lacks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// The difference between the case and the case with the missing edits.
    pub difference: Difference,
    /// One edit for everything that can be restored without replacing anything.
    pub back: Option<Edit>,
    /// The other missing edits, one by one. Each would replace or drop a change by another person,
    /// or its claim or source is gone. A person must decide about it.
    pub contested: Vec<Edit>,
}

impl Missing {
    /// The edits that a case lacks. `recorded` is in order of recording. Edits in `offered_before`
    /// are restored too, but not named again.
    pub fn of<'a>(
        case: &Case,
        recorded: impl Iterator<Item = &'a Edit> + Clone,
        offered_before: impl Iterator<Item = &'a Edit> + Clone,
    ) -> Self {
        let Some(last) = recorded.clone().last() else {
            return Self::default();
        };
        let now = Restored::of(case, recorded);
        let had = Restored::of(case, offered_before);
        let mut difference = Difference::between(case, &now.with_contested())
            .without(&Difference::between(case, &had.with_contested()));
        for change in now
            .orphaned
            .iter()
            .filter(|change| !had.orphaned.contains(change))
        {
            name_orphaned(change, case, &mut difference);
        }
        let edit = |what, changes| Edit {
            what,
            changes,
            ..last.clone()
        };
        let what = Difference::between(case, &now.case).counted();
        let changes = between(case, &now.case);
        let contested = by_record(now.contested).into_iter().map(|changes| {
            let name = changes.first().map(|change| contested_name(change, case));
            let what = format!("{} as it was recorded here", name.unwrap_or_default());
            edit(what, changes)
        });
        let orphaned = now.orphaned.into_iter().map(|change| {
            let what = format!("{} restored", orphaned_name(&change, case));
            edit(what, vec![change])
        });
        Self {
            difference,
            back: (!changes.is_empty()).then(|| edit(format!("{what} restored"), changes)),
            contested: contested.chain(orphaned).collect(),
        }
    }

    /// All edits that restore something, first the one that replaces nothing.
    pub fn edits(&self) -> impl Iterator<Item = &Edit> {
        self.back.iter().chain(&self.contested)
    }

    /// Whether nothing is missing.
    pub fn is_empty(&self) -> bool {
        self.difference.is_empty()
    }
}

/// The changes of recorded edits that are missing from a case, as pairs of indices: the edit, and
/// the change in it.
pub fn missing<'a>(
    case: &Case,
    recorded: impl Iterator<Item = &'a Edit> + Clone,
) -> HashSet<(usize, usize)> {
    let restored = Restored::of(case, recorded.clone());
    let lacking = between(case, &restored.case).into_iter();
    let others = restored.contested.iter().chain(&restored.orphaned);
    let keys: HashSet<Key> = lacking
        .map(|change| change.key())
        .chain(others.map(Change::key))
        .collect();
    let mut missing = HashSet::new();
    if keys.is_empty() {
        return missing;
    }
    let is_missing = |change: &Change| {
        let owners = change.owners();
        keys.contains(&change.key()) || owners.iter().any(|owner| keys.contains(owner))
    };
    for (edit_index, edit) in recorded.enumerate() {
        let changes = edit.changes.iter().enumerate();
        let changes = changes.filter(|(_, change)| is_missing(change));
        missing.extend(changes.map(|(change_index, _)| (edit_index, change_index)));
    }
    missing
}

/// A case after the recorded edits were applied again.
struct Restored {
    /// The case with all restored changes that replace nothing.
    case: Case,
    /// Changes that would replace or drop a later change by another person.
    contested: Vec<Change>,
    /// Changes whose claim or source is gone.
    orphaned: Vec<Change>,
}

impl Restored {
    fn of<'a>(case: &Case, edits: impl Iterator<Item = &'a Edit> + Clone) -> Self {
        let mut restored_case = case.clone();
        let mut orphaned: Vec<Change> = Vec::new();
        for edit in edits.clone() {
            orphaned.retain(|change| !edit.changes.iter().any(|later| later.supersedes(change)));
            if edit.restore_in(&mut restored_case).is_ok() {
                continue;
            }
            for change in &edit.changes {
                let single = Edit {
                    changes: vec![change.clone()],
                    ..edit.clone()
                };
                let is_orphaned = change.leaves_something()
                    && single.restore_in(&mut restored_case).is_err()
                    && !single.is_in(&restored_case);
                if is_orphaned {
                    orphaned.push(change.clone());
                }
            }
        }
        Self {
            contested: contested(&restored_case, edits),
            orphaned,
            case: restored_case,
        }
    }

    /// The case as if every contested change were decided in favour of the recorded edits.
    fn with_contested(&self) -> Case {
        let mut case = self.case.clone();
        for change in &self.contested {
            let edit = Edit {
                what: String::new(),
                by: String::new(),
                at: Timestamp::default(),
                changes: vec![change.clone()],
            };
            // A change that cannot be applied, because something refers to its record, is listed
            // separately.
            let _ = edit.rebase_onto(&mut case);
        }
        case
    }
}

/// The changes that conflict with changes by another person: the same field has another value, or a
/// dropped record was changed. Changes of one field are merged into one, from the first value to
/// the last.
fn contested<'a>(case: &Case, edits: impl Iterator<Item = &'a Edit>) -> Vec<Change> {
    let mut merged: Vec<Change> = Vec::new();
    let mut indices: HashMap<Key, usize> = HashMap::new();
    for change in edits.flat_map(|edit| &edit.changes) {
        let key = change.key();
        match indices.get(&key).and_then(|index| merged.get_mut(*index)) {
            Some(Change::Field(first)) => {
                if let Change::Field(last) = change {
                    first.after.clone_from(&last.after);
                }
            }
            Some(first) => *first = change.clone(),
            None => {
                indices.insert(key, merged.len());
                merged.push(change.clone());
            }
        }
    }
    merged.retain(|change| is_contested(change, case));
    merged
}

fn is_contested(change: &Change, case: &Case) -> bool {
    match change {
        Change::Field(FieldChange { before, after, .. }) if before == after => false,
        Change::Field(change) => {
            let now = change.on(case).map(|on| on.before);
            now.is_some_and(|now| now != change.before && now != change.after)
        }
        // If a dropped record still exists, somebody has changed it since. Otherwise the recorded
        // edits would have dropped it again.
        Change::Source(swap) if swap.after.is_none() => swap
            .before
            .as_ref()
            .is_some_and(|source| case.sources.has(source.id)),
        Change::Claim(swap) if swap.after.is_none() => swap
            .before
            .as_ref()
            .is_some_and(|claim| case.claims.has(claim.id)),
        other => on_item!(other, |owner, swap| still_exists(swap, case, *owner), _ => false),
    }
}

/// Whether a dropped item still exists, and so was changed since.
fn still_exists<T: Item>(swap: &Swap<T>, case: &Case, owner: T::Owner) -> bool {
    let (Some(dropped), None) = (&swap.before, &swap.after) else {
        return false;
    };
    T::list(case, owner).is_some_and(|list| list.iter().any(|item| item.is_same_item(dropped)))
}

/// Groups changes by their record, in the order of first occurrence.
fn by_record(changes: Vec<Change>) -> Vec<Vec<Change>> {
    let mut groups: Vec<(Option<Place>, Vec<Change>)> = Vec::new();
    for change in changes {
        let place = match &change {
            Change::Field(field) => Some(field.of),
            _ => None,
        };
        let group = groups
            .iter_mut()
            .find(|(of, _)| place.is_some() && *of == place);
        match group {
            Some((_, group)) => group.push(change),
            None => groups.push((place, vec![change])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Adds the name of a change whose record is gone.
fn name_orphaned(change: &Change, case: &Case, difference: &mut Difference) {
    let name = orphaned_name(change, case);
    let names = Names { a: case, b: case };
    let kind = match change {
        Change::Field(field) | Change::Element(field) if field.field == "wording" => Kind::Wording,
        Change::Field(field) | Change::Element(field) => names.at(field.of).0,
        change => names.item(change).map_or(Kind::Claim, |(kind, ..)| kind),
    };
    difference.add_new(kind, name);
}

/// `claim 12`, or that the claim is gone.
fn of_claim(case: &Case, id: ClaimId) -> String {
    match case.number(id) {
        Some(number) => format!("claim {number}"),
        None => "a claim that is gone".to_owned(),
    }
}

/// The name of a record that another person has changed.
fn contested_name(change: &Change, case: &Case) -> String {
    match change {
        Change::Claim(swap) => {
            let id = swap.either().map(|claim| claim.id);
            id.map_or_else(|| "a claim".to_owned(), |id| of_claim(case, id))
        }
        other => orphaned_name(other, case),
    }
}

/// The name of a change whose claim or source is gone.
fn orphaned_name(change: &Change, case: &Case) -> String {
    match change {
        Change::Ruling(id, swap) => {
            let what = swap.either().map_or_else(String::new, |ruling| {
                let (question, by) = (ruling.question.capitals(), visible(&ruling.by));
                format!("{question} {} ({by})", ruling.word())
            });
            format!("{what} on {}", of_claim(case, *id))
        }
        Change::Evidence(id, swap) => {
            let source = swap.either().and_then(|item| case.sources.get(item.source));
            let source = source.map_or("a source that is gone".into(), |it| visible(&it.name));
            format!("{source} on {}", of_claim(case, *id))
        }
        Change::Source(swap) => {
            let source = swap.either();
            source.map_or_else(String::new, |source| visible(&source.name).into_owned())
        }
        Change::Claim(swap) => swap.either().map_or_else(String::new, |claim| {
            format!("“{}”", visible(&clip(claim.shown(), 40)))
        }),
        Change::Field(field) | Change::Element(field) => match field.of {
            Place::Case => "the case's details".to_owned(),
            Place::Draft => "the draft".to_owned(),
            Place::Claim(id) if case.claims.has(id) => of_claim(case, id),
            Place::Source(id) if case.sources.has(id) => {
                let source = case.sources.get(id);
                source.map_or_else(String::new, |source| visible(&source.name).into_owned())
            }
            place => {
                let on = place
                    .claim()
                    .map(|id| format!(" of {}", of_claim(case, id)));
                format!("{}{}", field.name(), on.unwrap_or_default())
            }
        },
        Change::Draft(_) | Change::Paragraph(..) | Change::Revision(_) => "the draft".to_owned(),
        other => {
            let names = Names { a: case, b: case };
            let name = names
                .item(other)
                .and_then(|(_, before, after)| after.or(before));
            name.map_or_else(String::new, |name| name.trim_start().to_owned())
        }
    }
}
