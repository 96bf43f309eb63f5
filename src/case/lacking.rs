//! What a case lacks of what was recorded: after its file was put back to an earlier state, or was changed outside.
//!
//! The recorded edits are laid over the case once more, in their order. Whatever that changes is what the case lacks.

use std::collections::HashSet;
use std::sync::Arc;

use super::change::{Change, Edit, Swap};
use super::claim::Claim;
use super::evidence::Evidence;
use super::id::{ClaimId, EvidenceId, SourceId};
use super::ruling::{Question, Ruling};
use super::time::Timestamp;
use super::{Case, Difference};
use crate::text::visible;

/// What a case lacks of what was recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lacking {
    /// What the case would have with it, beside what it has now.
    pub difference: Difference,
    /// The edits that bring it back: first one with all that has a place in the case, then one for each record that has none,
    /// since its claim or source is gone.
    pub edits: Vec<Edit>,
}

impl Lacking {
    /// What a case lacks of these edits, in the order in which they were recorded. What it lacks of the `told` ones among
    /// them is not named again, but the edits bring back all.
    pub fn of<'a>(
        case: &Case,
        recorded: impl Iterator<Item = &'a Edit> + Clone,
        told: impl Iterator<Item = &'a Edit>,
    ) -> Self {
        let (then, homeless) = restored(case, recorded.clone());
        let (had, told) = restored(case, told);
        let mut difference = Difference::between(&had, &then);
        for change in homeless.iter().filter(|change| !told.contains(change)) {
            name_homeless(change, case, &mut difference);
        }
        let Some(last) = recorded.last() else {
            return Self::default();
        };
        let edit = |what, changes| Edit {
            what,
            changes,
            ..last.clone()
        };
        let all = Difference::between(case, &then).counted();
        let back = Edit::between(case, &then, "", "", last.at);
        let mut edits = Vec::new();
        if !back.changes.is_empty() {
            edits.push(edit(format!("{all} put back"), back.changes));
        }
        edits.extend(homeless.into_iter().map(|change| {
            let what = format!("{} put back", homeless_name(&change, case));
            edit(what, vec![change])
        }));
        Self { difference, edits }
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.difference.is_empty()
    }
}

/// Which changes of recorded edits a case does not show, each by the place of its edit and its own place in that.
pub fn missing<'a>(
    case: &Case,
    recorded: impl Iterator<Item = &'a Edit> + Clone,
) -> HashSet<(usize, usize)> {
    let (then, homeless) = restored(case, recorded.clone());
    let back = Edit::between(case, &then, "", "", Timestamp::default());
    let keys: HashSet<Key> = back
        .changes
        .iter()
        .chain(&homeless)
        .flat_map(Key::of)
        .collect();
    let mut missing = HashSet::new();
    if keys.is_empty() {
        return missing;
    }
    for (place, edit) in recorded.enumerate() {
        for (at, change) in edit.changes.iter().enumerate() {
            if Key::of(change).iter().any(|key| keys.contains(key)) {
                missing.insert((place, at));
            }
        }
    }
    missing
}

/// The case with the edits laid over it, and the changes that have no place in it.
fn restored<'a>(case: &Case, edits: impl Iterator<Item = &'a Edit>) -> (Case, Vec<Change>) {
    let mut then = case.clone();
    let mut homeless: Vec<Change> = Vec::new();
    for edit in edits {
        homeless.retain(|change| !edit.changes.iter().any(|later| ends(later, change)));
        if edit.restore_in(&mut then).is_ok() {
            continue;
        }
        for change in &edit.changes {
            let single = Edit {
                changes: vec![change.clone()],
                ..edit.clone()
            };
            let is_homeless = brings_something(change)
                && single.restore_in(&mut then).is_err()
                && !single.is_in(&then);
            if is_homeless {
                homeless.push(change.clone());
            }
        }
    }
    (then, homeless)
}

fn brings_something(change: &Change) -> bool {
    match change {
        Change::Head(swap) => swap.after.is_some(),
        Change::Draft(swap) => swap.after.is_some(),
        Change::Source(swap) => swap.after.is_some(),
        Change::Claim(swap) => swap.after.is_some(),
        Change::Evidence(_, swap) => swap.after.is_some(),
        Change::Ruling(_, swap) => swap.after.is_some(),
    }
}

/// Whether a later change takes away what an earlier one has brought, or replaces it.
fn ends(later: &Change, earlier: &Change) -> bool {
    let is_dropped = |id: ClaimId| matches!(later, Change::Claim(Swap { before: Some(claim), after: None }) if claim.id == id);
    match (later, earlier) {
        (_, Change::Evidence(id, _) | Change::Ruling(id, _)) if is_dropped(*id) => true,
        (Change::Evidence(_, now), Change::Evidence(_, was)) => now.before == was.after,
        (Change::Ruling(_, now), Change::Ruling(_, was)) => now.before == was.after,
        (Change::Source(now), Change::Source(was)) => now.before == was.after,
        (Change::Claim(now), Change::Claim(was)) => now.before == was.after,
        _ => false,
    }
}

/// What a record is told apart by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Head,
    Draft,
    Source(SourceId),
    /// A claim without its evidence and rulings.
    Claim(ClaimId),
    Evidence(ClaimId, EvidenceId),
    Ruling(ClaimId, Timestamp, String, Question),
}

impl Key {
    /// The records that a change is about.
    fn of(change: &Change) -> Vec<Self> {
        match change {
            Change::Head(_) => vec![Self::Head],
            Change::Draft(_) => vec![Self::Draft],
            Change::Source(swap) => {
                let source = swap.before.iter().chain(&swap.after);
                source.map(|source| Self::Source(source.id)).collect()
            }
            Change::Claim(swap) => Self::of_claim(swap),
            Change::Evidence(id, swap) => {
                let item = swap.before.iter().chain(&swap.after);
                item.map(|item| Self::Evidence(*id, item.id)).collect()
            }
            Change::Ruling(id, swap) => {
                let ruling = swap.before.iter().chain(&swap.after);
                ruling.map(|ruling| Self::ruling(*id, ruling)).collect()
            }
        }
    }

    /// A claim's change is about what differs.
    fn of_claim(swap: &Swap<Arc<Claim>>) -> Vec<Self> {
        let (before, after) = (swap.before.as_deref(), swap.after.as_deref());
        let Some(id) = before.or(after).map(|claim| claim.id) else {
            return Vec::new();
        };
        let mut keys = Vec::new();
        if before.map(Claim::stem) != after.map(Claim::stem) {
            keys.push(Self::Claim(id));
        }
        let items = |claim: Option<&Claim>| -> Vec<Evidence> {
            claim
                .map(|claim| claim.evidence.clone())
                .unwrap_or_default()
        };
        let rulings = |claim: Option<&Claim>| -> Vec<Ruling> {
            claim.map(|claim| claim.rulings.clone()).unwrap_or_default()
        };
        let items = differing(&items(before), &items(after));
        keys.extend(items.iter().map(|item| Self::Evidence(id, item.id)));
        let rulings = differing(&rulings(before), &rulings(after));
        keys.extend(rulings.iter().map(|ruling| Self::ruling(id, ruling)));
        keys
    }

    fn ruling(id: ClaimId, ruling: &Ruling) -> Self {
        Self::Ruling(id, ruling.at, ruling.by.clone(), ruling.question)
    }
}

/// What is only in one of two lists.
fn differing<T: Clone + PartialEq>(a: &[T], b: &[T]) -> Vec<T> {
    let only = |some: &[T], others: &[T]| -> Vec<T> {
        let left = some.iter().filter(|item| !others.contains(item));
        left.cloned().collect()
    };
    let mut all = only(a, b);
    all.extend(only(b, a));
    all
}

/// Names a record that has no place, as one that the case lacks.
fn name_homeless(change: &Change, case: &Case, difference: &mut Difference) {
    let name = homeless_name(change, case);
    let list = match change {
        Change::Ruling(..) => &mut difference.rulings.new,
        Change::Evidence(..) => &mut difference.evidence.new,
        Change::Source(_) => &mut difference.sources.new,
        Change::Claim(_) | Change::Head(_) | Change::Draft(_) => &mut difference.claims.new,
    };
    list.push(name);
}

/// What a record without a place is called, and why it has none.
fn homeless_name(change: &Change, case: &Case) -> String {
    let of = |id: &ClaimId| match case.number(*id) {
        Some(number) => format!("claim {number}"),
        None => "a claim that is gone".to_owned(),
    };
    match change {
        Change::Ruling(id, swap) => {
            let ruling = swap.after.as_ref().or(swap.before.as_ref());
            let what = ruling.map_or_else(String::new, |ruling| {
                let (question, by) = (ruling.question.capitals(), visible(&ruling.by));
                format!("{question} {} ({by})", ruling.word())
            });
            format!("{what} on {}", of(id))
        }
        Change::Evidence(id, swap) => {
            let item = swap.after.as_ref().or(swap.before.as_ref());
            let source = item.and_then(|item| case.sources.get(item.source));
            let source = source.map_or("a source that is gone".into(), |it| visible(&it.name));
            format!("{source} on {}", of(id))
        }
        Change::Source(swap) => {
            let source = swap.after.as_ref().or(swap.before.as_ref());
            source.map_or_else(String::new, |source| visible(&source.name).into_owned())
        }
        Change::Claim(swap) => {
            let claim = swap.after.as_ref().or(swap.before.as_ref());
            claim.map_or_else(String::new, |claim| {
                let words = crate::text::clip(claim.shown(), 40);
                format!("“{}”", visible(&words))
            })
        }
        Change::Head(_) => "the case's details".to_owned(),
        Change::Draft(_) => "the draft".to_owned(),
    }
}
