//! What two people have made of one field: what was recorded here, beside what somebody else has put there since.

use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::Case;
use super::change::{Change, Swap};
use super::claim::Claim;
use super::lay::{fields, plain};

/// Two changes of one record as one: what either changes, from how the first found it to how the last left it.
pub(super) fn composed(earlier: &Change, later: &Change) -> Change {
    match (earlier, later) {
        (Change::Head(a), Change::Head(b)) => Change::Head(both(a, b)),
        (Change::Source(a), Change::Source(b)) => {
            Change::Source(both(&plain(a), &plain(b)).shared())
        }
        (Change::Claim(a), Change::Claim(b)) => Change::Claim(both(&stems(a), &stems(b)).shared()),
        (Change::Evidence(id, a), Change::Evidence(_, b)) => Change::Evidence(*id, both(a, b)),
        (_, later) => later.clone(),
    }
}

/// A claim's change without evidence and rulings.
fn stems(swap: &Swap<Arc<Claim>>) -> Swap<Claim> {
    let stem = |claim: &Option<Arc<Claim>>| claim.as_ref().map(|claim| claim.stem());
    Swap {
        before: stem(&swap.before),
        after: stem(&swap.after),
    }
}

fn both<T: Clone + Serialize + DeserializeOwned>(earlier: &Swap<T>, later: &Swap<T>) -> Swap<T> {
    let (Some(had), Some(left)) = (&earlier.before, &earlier.after) else {
        return later.clone();
    };
    let (Some(found), Some(last)) = (&later.before, &later.after) else {
        return later.clone();
    };
    let (had, left) = (fields(had), fields(left));
    let (mut before, mut after) = (fields(found), fields(last));
    for name in names(&had, &left) {
        if had.get(name) == left.get(name) {
            continue;
        }
        if before.get(name) == after.get(name) {
            put(&mut after, name, left.get(name));
        }
        put(&mut before, name, had.get(name));
    }
    Swap {
        before: read(before).or_else(|| Some(found.clone())),
        after: read(after).or_else(|| Some(last.clone())),
    }
}

/// What of a change the case does not show because somebody else has changed the same field to something else, or a record
/// that it drops is still there: as a change between how the fields were found and how they were left.
pub(super) fn against(change: &Change, case: &Case) -> Option<Change> {
    Some(match change {
        Change::Head(swap) => Change::Head(other(swap, Some(&case.head()))?),
        Change::Source(swap) => {
            let id = swap.before.as_ref()?.id;
            let now = case.sources.get(id).map(|now| (**now).clone());
            Change::Source(other(&plain(swap), now.as_ref())?.shared())
        }
        Change::Claim(swap) => {
            let before = swap.before.as_ref()?;
            let now = case.claims.get(before.id)?;
            let stems = other(&stems(swap), Some(&now.stem()))?;
            let whole = |stem: Claim| Claim {
                evidence: now.evidence.clone(),
                rulings: now.rulings.clone(),
                ..stem
            };
            Change::Claim(
                Swap {
                    before: stems.before.map(whole),
                    after: stems.after.map(whole),
                }
                .shared(),
            )
        }
        Change::Evidence(id, swap) => {
            let items = &case.claims.get(*id)?.evidence;
            let item = swap.before.as_ref()?;
            let now = items.iter().find(|now| now.id == item.id);
            Change::Evidence(*id, other(swap, now)?)
        }
        Change::Draft(_) | Change::Ruling(..) => return None,
    })
}

fn other<T: Clone + Serialize + DeserializeOwned>(
    swap: &Swap<T>,
    now: Option<&T>,
) -> Option<Swap<T>> {
    let (before, now) = (swap.before.as_ref()?, now?);
    let Some(after) = &swap.after else {
        return Some(swap.clone());
    };
    let (had, has, there) = (fields(before), fields(after), fields(now));
    let (mut found, mut left) = (there.clone(), there.clone());
    let mut is_other = false;
    for name in names(&had, &has) {
        let (was, mine, is) = (had.get(name), has.get(name), there.get(name));
        // Lists are laid over item by item.
        let is_list = [was, mine, is].into_iter().flatten().any(Value::is_array);
        if was != mine && !is_list && is != mine && is != was {
            is_other = true;
            put(&mut found, name, was);
            put(&mut left, name, mine);
        }
    }
    is_other
        .then(|| {
            Some(Swap {
                before: Some(read(found)?),
                after: Some(read(left)?),
            })
        })
        .flatten()
}

/// The names of all fields of two records.
fn names<'a>(
    one: &'a Map<String, Value>,
    other: &'a Map<String, Value>,
) -> impl Iterator<Item = &'a String> {
    let only = other.keys().filter(|name| !one.contains_key(*name));
    one.keys().chain(only)
}

fn put(fields: &mut Map<String, Value>, name: &str, value: Option<&Value>) {
    match value {
        Some(value) => fields.insert(name.to_owned(), value.clone()),
        None => fields.remove(name),
    };
}

fn read<T: DeserializeOwned>(fields: Map<String, Value>) -> Option<T> {
    serde_json::from_value(Value::Object(fields)).ok()
}
