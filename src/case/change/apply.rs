//! Applies a change to a case, or reports that the case no longer fits the change.

use std::sync::Arc;

use serde_json::Value;

use super::item::{Item, is_sorted, sort};
use super::place::{Place, gone};
use super::{Change, FieldChange, NoLongerFits, Swap, no_longer_fits, on_item};
use crate::case::Case;
use crate::case::claim::Claim;
use crate::case::ordered_map::{OrderedMap, Record};
use crate::case::record::{Fields, Grain};

impl Change {
    /// Applies the change, or leaves the case unchanged and reports what differs.
    pub(in crate::case) fn apply(&self, case: &mut Case) -> Result<(), NoLongerFits> {
        on_item!(self, |owner, swap| swap_item(swap, case, *owner),
            Change::Field(change) => set_field(change, case),
            Change::Element(change) => swap_element(change, case),
            Change::Paragraph(index, swap) => {
                let draft = case.draft.as_mut().ok_or_else(|| gone(Place::Draft))?;
                let has_changed = || no_longer_fits(format!("paragraph {} has changed", index.saturating_add(1)));
                let after = swap.after.clone().ok_or_else(has_changed)?;
                let present = draft.paragraphs.get(*index);
                if present.is_none() || present != swap.before.as_ref() {
                    return Err(has_changed());
                }
                if let Some(slot) = Arc::make_mut(draft).paragraphs.get_mut(*index) {
                    *slot = after;
                }
                Ok(())
            },
            Change::Draft(swap) => {
                if swap.before != case.draft {
                    return Err(no_longer_fits("the draft has changed"));
                }
                case.draft.clone_from(&swap.after);
                Ok(())
            },
            Change::Source(swap) => swap_record(swap, &mut case.sources, |source| {
                format!("the source {}", source.name)
            }),
            Change::Claim(swap) => swap_record(swap, &mut case.claims, |claim| {
                format!("the claim {}", claim.id)
            }),
        )
    }

    /// Whether the change can be applied.
    pub(in crate::case) fn fits(&self, case: &Case) -> bool {
        self.apply(&mut case.clone()).is_ok()
    }

    /// Whether the case already has the result of the change.
    pub(in crate::case) fn is_in(&self, case: &Case) -> bool {
        fn has_result<T: PartialEq>(swap: &Swap<T>, now: impl Fn(&T) -> Option<T>) -> bool {
            match (&swap.before, &swap.after) {
                (_, Some(after)) => now(after).as_ref() == Some(after),
                (Some(before), None) => now(before).is_none(),
                (None, None) => true,
            }
        }
        on_item!(self, |owner, swap| item_is_in(swap, case, *owner),
            Change::Field(change) => {
                let record = case.record(change.of);
                record.is_some_and(|record| record.value(&change.field) == change.after)
            },
            Change::Element(change) => {
                let has = |value: &Value| change.elements(case).is_some_and(|all| all.contains(value));
                case.record(change.of).is_some()
                    && change.after.as_ref().is_none_or(has)
                    && !change.before.as_ref().is_some_and(has)
            },
            Change::Paragraph(index, swap) => {
                let draft = case.draft.as_ref();
                draft.and_then(|draft| draft.paragraphs.get(*index)) == swap.after.as_ref()
            },
            Change::Draft(swap) => swap.after == case.draft,
            Change::Source(swap) => has_result(swap, |source| case.sources.get(source.id).cloned()),
            Change::Claim(Swap { after: Some(after), .. }) => {
                let now = case.claims.get(after.id);
                now.is_some_and(|now| now.extends(after))
            },
            Change::Claim(swap) => has_result(swap, |claim| case.claims.get(claim.id).cloned()),
        )
    }
}

impl FieldChange {
    /// This change with the case's current value as its `before`. None if the record does not
    /// exist.
    pub(in crate::case) fn on(&self, case: &Case) -> Option<Self> {
        let before = case.record(self.of)?.value(&self.field);
        Some(Self {
            before,
            ..self.clone()
        })
    }

    /// The elements that the list has in `case`; `None` if the field is absent.
    pub(in crate::case) fn elements(&self, case: &Case) -> Option<Vec<Value>> {
        match case.record(self.of)?.value(&self.field)? {
            Value::Array(elements) => Some(elements),
            _ => None,
        }
    }

    fn has_changed(&self) -> NoLongerFits {
        no_longer_fits(format!("{} has changed", self.name()))
    }
}

fn set_field(change: &FieldChange, case: &mut Case) -> Result<(), NoLongerFits> {
    let record = case.record(change.of).ok_or_else(|| gone(change.of))?;
    let mut fields = record.fields().iter();
    let field = fields.find(|field| field.name == change.field);
    if field.is_none_or(|field| field.grain != Grain::Whole) {
        return Err(no_longer_fits(format!(
            "`{}` is not a field that changes",
            change.field
        )));
    }
    if record.value(&change.field) != change.before {
        return Err(change.has_changed());
    }
    let set = |record: &mut dyn Fields| record.set(&change.field, change.after.as_ref());
    case.change_record(change.of, set)
        .ok_or_else(|| gone(change.of))?
        .map_err(no_longer_fits)
}

fn swap_element(change: &FieldChange, case: &mut Case) -> Result<(), NoLongerFits> {
    let swap = |record: &mut dyn Fields| {
        record.swap_element(&change.field, change.before.as_ref(), change.after.as_ref())
    };
    match case.change_record(change.of, swap) {
        None => Err(gone(change.of)),
        Some(Err(why)) => Err(no_longer_fits(why)),
        Some(Ok(false)) => Err(change.has_changed()),
        Some(Ok(true)) => Ok(()),
    }
}

/// Replaces, adds or removes a record of a map.
fn swap_record<T>(
    swap: &Swap<Arc<T>>,
    records: &mut OrderedMap<T>,
    name: impl Fn(&T) -> String,
) -> Result<(), NoLongerFits>
where
    T: Record + Clone + PartialEq,
{
    if let Some(before) = &swap.before {
        match records.get(before.id()) {
            None => return Err(no_longer_fits(format!("{} is gone", name(before)))),
            Some(present) if present != before => {
                return Err(no_longer_fits(format!("{} has changed", name(before))));
            }
            Some(_) => {}
        }
    }
    let stays = swap.before.as_ref().map(|before| before.id());
    if let Some(after) = &swap.after
        && stays != Some(after.id())
        && records.has(after.id())
    {
        return Err(no_longer_fits(format!("{} is there already", name(after))));
    }
    if let Some(id) = stays {
        records.remove(id);
    }
    if let Some(after) = &swap.after {
        records.insert(Arc::clone(after));
    }
    Ok(())
}

/// Replaces, adds or removes an item of a list, and keeps the list in canonical order.
fn swap_item<T: Item>(
    swap: &Swap<T>,
    case: &mut Case,
    owner: T::Owner,
) -> Result<(), NoLongerFits> {
    let swapped = T::change_list(case, owner, |list| {
        let gone = match &swap.before {
            None => None,
            Some(before) => match list.iter().position(|item| item == before) {
                Some(index) => Some(index),
                None => {
                    return Err(no_longer_fits(format!(
                        "the {} is gone or has changed",
                        T::WORD
                    )));
                }
            },
        };
        let has_key = |after: &T| {
            let mut others = list
                .iter()
                .enumerate()
                .filter(|(index, _)| gone != Some(*index));
            others.any(|(_, item)| item.is_same_item(after))
        };
        if swap.after.as_ref().is_some_and(has_key) {
            return Err(no_longer_fits(format!("the {} is there already", T::WORD)));
        }
        if let Some(index) = gone {
            list.remove(index);
        }
        if let Some(after) = &swap.after {
            let index = list.partition_point(|item| item.order(after).is_lt());
            list.insert(index, after.clone());
            if !is_sorted(list) {
                // Items with equal keys are ordered by their other fields.
                sort(list);
            }
        }
        Ok(())
    });
    swapped.unwrap_or_else(|| {
        Err(no_longer_fits(format!(
            "what the {} was on is gone",
            T::WORD
        )))
    })
}

fn item_is_in<T: Item>(swap: &Swap<T>, case: &Case, owner: T::Owner) -> bool {
    let Some(list) = T::list(case, owner) else {
        return false;
    };
    match (&swap.before, &swap.after) {
        (_, Some(after)) => list.contains(after),
        (Some(before), None) => !list.iter().any(|item| item.is_same_item(before)),
        (None, None) => true,
    }
}

impl Claim {
    /// Whether this is the same claim as `before`, possibly with more items in its lists.
    fn extends(&self, before: &Self) -> bool {
        fn has_all<T: PartialEq>(list: &[T], before: &[T]) -> bool {
            before.iter().all(|item| list.contains(item))
        }
        let differing = self.differing(before);
        differing.iter().all(|field| field.grain == Grain::Records)
            && has_all(&self.evidence, &before.evidence)
            && has_all(&self.rulings, &before.rulings)
            && has_all(&self.links, &before.links)
            && has_all(&self.waivers, &before.waivers)
            && has_all(&self.fixes, &before.fixes)
            && has_all(&self.searches, &before.searches)
            && has_all(&self.earlier, &before.earlier)
    }
}
