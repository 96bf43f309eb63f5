//! An edit laid over a case that is no longer as the edit found it: what it changes is changed, and what it does not change
//! is left as it is there.

use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::change::{self, Change, Edit, Swap};
use super::claim::Claim;
use super::deeds::next_time;
use super::id::ClaimId;
use super::ruling::Ruling;
use super::{Case, Moved};

/// What an edit is laid over a case for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    /// A person wants it now: a ruling is made again after that person's last one.
    Now,
    /// The case is to have what was recorded, and nobody else's work is to be replaced by it: a ruling keeps its time, a record
    /// that is there already stays, and so does a field or record that was changed to something else since.
    AsRecorded,
}

impl Edit {
    /// The same intent on the case as it is now: the edit itself where it fits. Else a ruling is made again after that
    /// person's last one.
    ///
    /// Refuses what there is no place for: a ruling or evidence on a claim that is gone.
    pub fn laid_over(&self, case: &Case) -> Result<Self, Moved> {
        if self.apply(&mut case.clone()).is_ok() {
            return Ok(self.clone());
        }
        self.lay_over(&mut case.clone(), Purpose::Now)
    }

    /// Brings what was recorded into a case that lacks it, and leaves everything else as it is.
    ///
    /// Refuses what there is no place for, and then changes nothing.
    pub(super) fn restore_in(&self, case: &mut Case) -> Result<Self, Moved> {
        self.lay_over(case, Purpose::AsRecorded)
    }

    fn lay_over(&self, case: &mut Case, purpose: Purpose) -> Result<Self, Moved> {
        let mut laid = Self {
            changes: Vec::with_capacity(self.changes.len()),
            ..self.clone()
        };
        for change in &self.changes {
            let made = on(change, case, purpose).and_then(|change| {
                change::apply(&change, case)?;
                Ok(change)
            });
            match made {
                Ok(change) => laid.changes.push(change),
                Err(moved) => {
                    change::take_back(laid.changes.iter(), case);
                    return Err(moved);
                }
            }
        }
        if let Err(moved) = laid.leaves_it_sound(case) {
            change::take_back(laid.changes.iter(), case);
            return Err(moved);
        }
        laid.changes.retain(|change| !change.is_idle());
        Ok(laid)
    }
}

/// A change as it is on this case.
fn on(change: &Change, case: &Case, purpose: Purpose) -> Result<Change, Moved> {
    Ok(match change {
        Change::Head(swap) => Change::Head(over(swap, Some(case.head()), purpose)),
        Change::Draft(swap) => {
            // Another draft than the one that was changed: its paragraphs are not these.
            let is_other = swap.before != case.draft && case.draft.is_some();
            let stays = purpose == Purpose::AsRecorded && is_other;
            let after = if stays { &case.draft } else { &swap.after };
            Change::Draft(Swap {
                before: case.draft.clone(),
                after: after.clone(),
            })
        }
        Change::Source(swap) => {
            let id = swap.before.as_ref().or(swap.after.as_ref());
            let now = id.and_then(|source| case.sources.get(source.id));
            let now = now.map(|now| (**now).clone());
            let mut swap = over(&plain(swap), now, purpose);
            if let Some(source) = &mut swap.after {
                source.relies_on.sort();
            }
            Change::Source(swap.shared())
        }
        Change::Claim(swap) => Change::Claim(claim_over(swap, case, purpose)),
        Change::Evidence(id, swap) => {
            let item = swap.before.as_ref().or(swap.after.as_ref());
            let there = &claim(case, *id)?.evidence;
            let now = item.and_then(|item| there.iter().find(|now| now.id == item.id));
            Change::Evidence(*id, over(swap, now.cloned(), purpose))
        }
        Change::Ruling(id, swap) => {
            Change::Ruling(*id, ruling_over(swap, claim(case, *id)?, purpose))
        }
    })
}

fn claim(case: &Case, id: ClaimId) -> Result<&Arc<Claim>, Moved> {
    case.claims.get(id).ok_or_else(|| Moved {
        what: format!("the claim {id} is gone, and what was on it has no place"),
    })
}

/// A swap of shared records as one of records.
pub(super) fn plain<T: Clone>(swap: &Swap<Arc<T>>) -> Swap<T> {
    let own = |record: &Option<Arc<T>>| record.as_deref().cloned();
    Swap {
        before: own(&swap.before),
        after: own(&swap.after),
    }
}

impl<T> Swap<T> {
    pub(super) fn shared(self) -> Swap<Arc<T>> {
        Swap {
            before: self.before.map(Arc::new),
            after: self.after.map(Arc::new),
        }
    }
}

/// A swap's intent on a record as it is now: the fields that it changes, on those that are there.
fn over<T: Clone + Serialize + DeserializeOwned>(
    swap: &Swap<T>,
    now: Option<T>,
    purpose: Purpose,
) -> Swap<T> {
    let is_recorded = purpose == Purpose::AsRecorded;
    let after = match (&swap.before, &swap.after, &now) {
        (Some(before), Some(after), Some(now)) => Some(merged(before, after, now, purpose)),
        (None, Some(_), Some(now)) if is_recorded => Some(now.clone()),
        (Some(before), None, Some(now)) if is_recorded && fields(before) != fields(now) => {
            Some(now.clone())
        }
        (_, after, _) => after.clone(),
    };
    Swap { before: now, after }
}

/// `now`, with the fields that differ between `before` and `after` as `after` has them. In a list what came goes in and what
/// went goes out: what others have put there stays.
fn merged<T: Clone + Serialize + DeserializeOwned>(
    before: &T,
    after: &T,
    now: &T,
    purpose: Purpose,
) -> T {
    let (before, mine, mut all) = (fields(before), fields(after), fields(now));
    let none = Vec::new();
    let list = |fields: &Map<String, Value>, name: &str| match fields.get(name) {
        None => Some(none.clone()),
        Some(Value::Array(items)) => Some(items.clone()),
        Some(_) => None,
    };
    for name in before.keys().chain(mine.keys()) {
        if before.get(name) == mine.get(name) {
            continue;
        }
        let lists = (list(&before, name), list(&mine, name), list(&all, name));
        let value = match lists {
            (Some(had), Some(has), Some(now)) => {
                let items = listed(&had, &has, &now);
                (!items.is_empty()).then_some(Value::Array(items))
            }
            _ if purpose == Purpose::AsRecorded && all.get(name) != before.get(name) => continue,
            _ => mine.get(name).cloned(),
        };
        match value {
            Some(value) => all.insert(name.clone(), value),
            None => all.remove(name),
        };
    }
    // Every field is as one of three records had it, so the whole reads back; else `after` stands as it is.
    serde_json::from_value(Value::Object(all)).unwrap_or_else(|_| after.clone())
}

pub(super) fn fields<T: Serialize>(record: &T) -> Map<String, Value> {
    match serde_json::to_value(record) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

/// A claim's own fields as in [`over`]; of evidence and rulings, what came goes in and what went goes out.
fn claim_over(swap: &Swap<Arc<Claim>>, case: &Case, purpose: Purpose) -> Swap<Arc<Claim>> {
    let id = swap.before.as_ref().or(swap.after.as_ref());
    let now = id.and_then(|claim| case.claims.get(claim.id));
    let after = match (&swap.before, &swap.after, now) {
        (Some(before), Some(after), Some(now)) => {
            let mut all = merged(&before.stem(), &after.stem(), &now.stem(), purpose);
            all.evidence = listed(&before.evidence, &after.evidence, &now.evidence);
            all.rulings = listed(&before.rulings, &after.rulings, &now.rulings);
            all.sort();
            Some(Arc::new(all))
        }
        (None, Some(_), Some(now)) if purpose == Purpose::AsRecorded => Some(Arc::clone(now)),
        (Some(before), None, Some(now)) if purpose == Purpose::AsRecorded && before != now => {
            Some(Arc::clone(now))
        }
        (_, after, _) => after.clone(),
    };
    Swap {
        before: now.cloned(),
        after,
    }
}

/// `now` without what went and with what came between `before` and `after`.
fn listed<T: Clone + PartialEq>(before: &[T], after: &[T], now: &[T]) -> Vec<T> {
    let went = |item: &T| before.contains(item) && !after.contains(item);
    let came = |item: &&T| !before.contains(item) && !now.contains(item);
    let stay = now.iter().filter(|item| !went(item));
    stay.chain(after.iter().filter(came)).cloned().collect()
}

fn ruling_over(swap: &Swap<Ruling>, claim: &Claim, purpose: Purpose) -> Swap<Ruling> {
    let there = |ruling: &Ruling| claim.rulings.iter().find(|now| *now == ruling).cloned();
    match &swap.after {
        Some(ruling) if there(ruling).is_some() => Swap {
            before: there(ruling),
            after: there(ruling),
        },
        Some(ruling) if purpose == Purpose::AsRecorded => Swap {
            before: claim
                .rulings
                .iter()
                .find(|now| now.has_key_of(ruling))
                .cloned(),
            after: Some(ruling.clone()),
        },
        Some(ruling) => Swap::new(Ruling {
            at: next_time(claim, &ruling.by, ruling.question, ruling.at),
            ..ruling.clone()
        }),
        None => Swap {
            before: swap.before.as_ref().and_then(there),
            after: None,
        },
    }
}
