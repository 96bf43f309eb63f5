//! Rebases an edit: applies it to a case that has changed since. Only the fields that the edit
//! changes are set.

use serde_json::Value;

use super::between::split;
use super::change::{self, Change, Edit, FieldChange, Item, Swap, on_item};
use super::ops::next_time;
use super::ruling::Ruling;
use super::{Case, NoLongerFits};

/// The purpose of rebasing an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    /// A person makes the edit. A ruling gets a time after that person's last one.
    Now,
    /// Recorded changes are restored, and nobody else's work is replaced. A ruling keeps its time.
    /// Existing records stay, and so do fields and records that were changed since.
    AsRecorded,
}

impl Edit {
    /// The same edit, adapted to the present case. An edit that fits is returned unchanged. A
    /// ruling gets a time after that person's last ruling.
    ///
    /// Errors: a ruling, evidence or wording for a claim that no longer exists.
    pub fn rebased(&self, case: &Case) -> Result<Self, NoLongerFits> {
        if self.apply(&mut case.clone()).is_ok() {
            return Ok(self.clone());
        }
        self.rebase(&mut case.clone(), Purpose::Now)
    }

    /// Restores recorded changes that the case lacks, and changes nothing else.
    ///
    /// Errors: the claim or source of a record is gone. Then nothing is changed.
    pub(super) fn restore_in(&self, case: &mut Case) -> Result<Self, NoLongerFits> {
        self.rebase(case, Purpose::AsRecorded)
    }

    /// Like [`Edit::rebased`], but applies the result to the case.
    pub(super) fn rebase_onto(&self, case: &mut Case) -> Result<Self, NoLongerFits> {
        self.rebase(case, Purpose::Now)
    }

    fn rebase(&self, case: &mut Case, purpose: Purpose) -> Result<Self, NoLongerFits> {
        let mut applied = Self {
            changes: Vec::with_capacity(self.changes.len()),
            ..self.clone()
        };
        let result = self.changes.iter().try_for_each(|change| {
            for change in adapted(change, case, purpose)? {
                change.apply(case)?;
                applied.changes.push(change);
            }
            Ok(())
        });
        if let Err(moved) = result.and_then(|()| applied.check_result(case)) {
            change::revert(applied.changes.iter(), case);
            return Err(moved);
        }
        Ok(applied)
    }
}

/// The changes that apply `change` to the present case. Empty if the case has its result already.
fn adapted(change: &Change, case: &Case, purpose: Purpose) -> Result<Vec<Change>, NoLongerFits> {
    let is_recorded = purpose == Purpose::AsRecorded;
    on_item!(change, |owner, swap| adapted_item(change, swap, case, *owner, purpose),
        Change::Field(field) => {
            let on = field.on(case).ok_or_else(|| change::gone(field.of))?;
            let stays = on.before == field.after || is_recorded && on.before != field.before;
            Ok(if stays { Vec::new() } else { vec![Change::Field(on)] })
        },
        Change::Element(field) => {
            case.record(field.of).ok_or_else(|| change::gone(field.of))?;
            let now = field.elements(case).unwrap_or_default();
            let is_there = |value: &Value| now.contains(value);
            let before = field.before.clone().filter(is_there);
            let after = field.after.clone().filter(|value| !is_there(value));
            let is_noop = before.is_none() && after.is_none();
            let change = FieldChange { before, after, ..field.clone() };
            Ok(if is_noop { Vec::new() } else { vec![Change::Element(change)] })
        },
        Change::Draft(swap) => {
            // If the present draft is not the one that the edit expects, its paragraphs cannot be
            // matched.
            let stays = swap.after == case.draft
                || is_recorded && swap.before != case.draft && case.draft.is_some();
            Ok(if stays { Vec::new() } else {
                split(&Change::Draft(Swap { before: case.draft.clone(), after: swap.after.clone() }))
            })
        },
        Change::Paragraph(index, swap) => {
            let draft = case.draft.as_ref();
            let now = draft.and_then(|draft| draft.paragraphs.get(*index));
            let text = |paragraph: Option<&super::Paragraph>| paragraph.map(|it| it.text().to_owned());
            if text(now) != text(swap.before.as_ref()) {
                return Err(NoLongerFits { what: format!("the words of paragraph {} have changed", index + 1) });
            }
            let stays = now == swap.after.as_ref() || is_recorded && now != swap.before.as_ref();
            let swap = Swap { before: now.cloned(), after: swap.after.clone() };
            Ok(if stays { Vec::new() } else { vec![Change::Paragraph(*index, swap)] })
        },
        Change::Source(swap) => {
            let now = swap.either().and_then(|source| case.sources.get(source.id));
            Ok(adapted_record(swap, now, purpose).map_or_else(Vec::new, |swap| split(&Change::Source(swap))))
        },
        Change::Claim(swap) => {
            let now = swap.either().and_then(|claim| case.claims.get(claim.id));
            Ok(adapted_record(swap, now, purpose).map_or_else(Vec::new, |swap| split(&Change::Claim(swap))))
        },
    )
}

/// The change of a whole record, with the present record as `before`. None if the present record
/// stays.
fn adapted_record<T: Clone + PartialEq>(
    swap: &Swap<T>,
    now: Option<&T>,
    purpose: Purpose,
) -> Option<Swap<T>> {
    let is_recorded = purpose == Purpose::AsRecorded;
    let stays = match (&swap.after, now) {
        (Some(after), Some(now)) => is_recorded || now == after,
        (None, Some(now)) => is_recorded && swap.before.as_ref() != Some(now),
        (Some(_), None) => false,
        (None, None) => true,
    };
    (!stays).then(|| Swap {
        before: now.cloned(),
        after: swap.after.clone(),
    })
}

fn adapted_item<T: Item>(
    change: &Change,
    swap: &Swap<T>,
    case: &Case,
    owner: T::Owner,
    purpose: Purpose,
) -> Result<Vec<Change>, NoLongerFits> {
    let list = T::list(case, owner).ok_or_else(|| NoLongerFits {
        what: format!("what the {} was on is gone", T::WORD),
    })?;
    if let Change::Ruling(id, swap) = change {
        let swap = adapted_ruling(swap, case, *id, purpose);
        return Ok(swap.map_or_else(Vec::new, |swap| vec![Change::Ruling(*id, swap)]));
    }
    let one = swap.either();
    let now = one.and_then(|one| list.iter().find(|now| now.is_same_item(one)));
    let unchanged = swap
        .before
        .as_ref()
        .and_then(|before| list.iter().find(|now| *now == before));
    let Some(swap) = adapted_record(swap, now.or(unchanged), purpose) else {
        return Ok(Vec::new());
    };
    Ok(split(&T::change(owner, swap)))
}

/// A ruling adapted to the present case. A ruling never changes, except that merging sources
/// updates its hash.
fn adapted_ruling(
    swap: &Swap<Ruling>,
    case: &Case,
    id: super::ClaimId,
    purpose: Purpose,
) -> Option<Swap<Ruling>> {
    let claim = case.claims.get(id)?;
    let is_present = |ruling: &Ruling| claim.rulings.contains(ruling);
    match &swap.after {
        Some(ruling) if is_present(ruling) => None,
        // Merging sources only changes the hash of an old ruling. So this is not a new ruling.
        Some(_) if swap.before.is_some() => swap
            .before
            .as_ref()
            .filter(|was| is_present(was))
            .map(|_| swap.clone()),
        Some(ruling) if purpose == Purpose::AsRecorded => {
            let of_key = claim.rulings.iter().find(|now| now.has_key_of(ruling));
            Some(Swap {
                before: of_key.cloned(),
                after: Some(ruling.clone()),
            })
        }
        Some(ruling) => Some(Swap::new(Ruling {
            at: next_time(claim, &ruling.by, ruling.question, ruling.at),
            ..ruling.clone()
        })),
        None => swap.before.clone().filter(is_present).map(Swap::gone),
    }
}
