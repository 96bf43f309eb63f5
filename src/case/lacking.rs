//! What a case lacks of what was recorded: after its file was put back to an earlier state, or was changed outside.
//!
//! The recorded edits are laid over the case once more, in their order. Whatever that changes is what the case lacks.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::change::{Change, Edit, Swap};
use super::claim::Claim;
use super::contested;
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
    /// The edit that brings back all that replaces nothing; none if there is nothing of that kind.
    pub back: Option<Edit>,
    /// What cannot be brought back beside what the case has, an edit each: it would replace or drop what somebody else has
    /// made of it, or its claim or source is gone. A person decides.
    pub contested: Vec<Edit>,
}

impl Lacking {
    /// What a case lacks of these edits, in the order in which they were recorded. What it lacks of the `told` ones among
    /// them is not named again, but the edits bring back all.
    pub fn of<'a>(
        case: &Case,
        recorded: impl Iterator<Item = &'a Edit> + Clone,
        told: impl Iterator<Item = &'a Edit> + Clone,
    ) -> Self {
        let Some(last) = recorded.clone().last() else {
            return Self::default();
        };
        let now = Restored::of(case, recorded);
        let had = Restored::of(case, told);
        let mut difference = Difference::between(case, &now.with_contested())
            .without(&Difference::between(case, &had.with_contested()));
        for change in now
            .homeless
            .iter()
            .filter(|change| !had.homeless.contains(change))
        {
            name_homeless(change, case, &mut difference);
        }
        let edit = |what, changes| Edit {
            what,
            changes,
            ..last.clone()
        };
        let what = Difference::between(case, &now.then).counted();
        let changes = Edit::between(case, &now.then, "", "", last.at).changes;
        let contested = now.contested.into_iter().map(|change| {
            let what = format!("{} as it was recorded here", contested_name(&change, case));
            edit(what, vec![change])
        });
        let homeless = now.homeless.into_iter().map(|change| {
            let what = format!("{} put back", homeless_name(&change, case));
            edit(what, vec![change])
        });
        Self {
            difference,
            back: (!changes.is_empty()).then(|| edit(format!("{what} put back"), changes)),
            contested: contested.chain(homeless).collect(),
        }
    }

    /// All edits that bring something back, that which replaces nothing first.
    pub fn edits(&self) -> impl Iterator<Item = &Edit> {
        self.back.iter().chain(&self.contested)
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
    let restored = Restored::of(case, recorded.clone());
    let back = Edit::between(case, &restored.then, "", "", Timestamp::default());
    let lacking = back.changes.iter().chain(&restored.contested);
    let keys: HashSet<Key> = lacking
        .chain(&restored.homeless)
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

/// A case with recorded edits laid over it once more.
struct Restored {
    /// With all that replaces nothing.
    then: Case,
    /// What would replace or drop what somebody else has made of it since.
    contested: Vec<Change>,
    /// What has no place: its claim or source is gone.
    homeless: Vec<Change>,
}

impl Restored {
    fn of<'a>(case: &Case, edits: impl Iterator<Item = &'a Edit> + Clone) -> Self {
        let mut then = case.clone();
        let mut homeless: Vec<Change> = Vec::new();
        for edit in edits.clone() {
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
        Self {
            contested: contested(&then, edits),
            homeless,
            then,
        }
    }

    /// The case as it would be if everything contested were decided for what was recorded.
    fn with_contested(&self) -> Case {
        let mut case = self.then.clone();
        for change in &self.contested {
            let edit = Edit {
                what: String::new(),
                by: String::new(),
                at: Timestamp::default(),
                changes: vec![change.clone()],
            };
            // What cannot be dropped, since something names it, is named by its own edit.
            let _ = edit.laid_over(&case).and_then(|edit| edit.apply(&mut case));
        }
        case
    }
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

/// The changes that the case does not show, since somebody else has changed the same field to something else, or has changed
/// a record that was dropped.
fn contested<'a>(case: &Case, edits: impl Iterator<Item = &'a Edit>) -> Vec<Change> {
    let mut wanted = Vec::new();
    let mut places: HashMap<Key, usize> = HashMap::new();
    for change in edits.flat_map(|edit| &edit.changes) {
        let (Change::Head(_) | Change::Source(_) | Change::Claim(_) | Change::Evidence(..)) =
            change
        else {
            continue;
        };
        let Some(key) = Key::of_record(change) else {
            continue;
        };
        match places.get(&key).and_then(|place| wanted.get_mut(*place)) {
            Some(composed) => *composed = contested::composed(composed, change),
            None => {
                places.insert(key, wanted.len());
                wanted.push(change.clone());
            }
        }
    }
    wanted
        .iter()
        .filter_map(|change| contested::against(change, case))
        .collect()
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

    /// The record that a change is about, a claim without its evidence and rulings.
    fn of_record(change: &Change) -> Option<Self> {
        match change {
            Change::Claim(swap) => {
                let claim = swap.before.as_ref().or(swap.after.as_ref());
                claim.map(|claim| Self::Claim(claim.id))
            }
            other => Self::of(other).into_iter().next(),
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

/// What a record is called that somebody else has changed.
fn contested_name(change: &Change, case: &Case) -> String {
    match change {
        Change::Claim(Swap { before, after }) => {
            let id = before.iter().chain(after).map(|claim| claim.id).next();
            let number = id.and_then(|id| case.number(id));
            number.map_or_else(|| "a claim".to_owned(), |number| format!("claim {number}"))
        }
        other => homeless_name(other, case),
    }
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
