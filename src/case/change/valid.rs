//! Checks the result of an edit: all references lead to an existing record, and no record
//! contradicts itself.

use std::collections::HashMap;

use super::{Change, Edit, NoLongerFits, Place, Swap, no_longer_fits, on_item};
use crate::case::Case;
use crate::case::claim::Claim;
use crate::case::conflict::Conflict;
use crate::case::id::AnyId;
use crate::case::query::Query;
use crate::case::record::Fields;
use crate::case::ruling::Ruling;

use super::item::Item;

impl Edit {
    /// Checks the rules that apply to every case file:
    /// - each referenced record exists, and nothing refers to a removed record;
    /// - no id is used twice;
    /// - each reason belongs to its verdict;
    /// - an attribution has either a chain or candidates;
    /// - a cut claim has no span;
    /// - a conflict is about an existing field.
    pub(in crate::case) fn check_result(&self, case: &Case) -> Result<(), NoLongerFits> {
        for change in &self.changes {
            check_record(change.place(), case)?;
            change.check_new_records(case)?;
            change.check_removed_records(case)?;
        }
        self.check_conflicts(case)?;
        self.check_duplicates(case)
    }

    /// Checks that every conflict is about an existing field, and that its versions refer to
    /// existing records.
    fn check_conflicts(&self, case: &Case) -> Result<(), NoLongerFits> {
        let may_break_conflict = |change: &Change| {
            on_item!(change, |owner, swap| { let _ = owner; swap.before.is_some() },
                Change::Draft(_) => true,
                Change::Source(swap) => swap.after.is_none(),
                Change::Claim(swap) => swap.after.is_none(),
                _ => false,
            )
        };
        if case.conflicts.is_empty() || !self.changes.iter().any(may_break_conflict) {
            return Ok(());
        }
        case.conflicts
            .iter()
            .try_for_each(|one| check_conflict(one, case))
    }

    /// Checks that the id of each added item is unique.
    fn check_duplicates(&self, case: &Case) -> Result<(), NoLongerFits> {
        let changes = self.changes.iter();
        let added = changes.flat_map(|change| change.items(Side::After));
        let mut counts: HashMap<AnyId, usize> = added.map(|id| (id, 0)).collect();
        if counts.is_empty() {
            return Ok(());
        }
        for id in case.item_ids() {
            if let Some(count) = counts.get_mut(&id) {
                *count += 1;
                if *count > 1 {
                    return Err(no_longer_fits(format!(
                        "the {} {id} is there already",
                        id.word()
                    )));
                }
            }
        }
        Ok(())
    }
}

/// Before or after a change.
#[derive(Clone, Copy)]
enum Side {
    Before,
    After,
}

impl<T> Swap<T> {
    fn side(&self, side: Side) -> Option<&T> {
        match side {
            Side::Before => self.before.as_ref(),
            Side::After => self.after.as_ref(),
        }
    }
}

impl Change {
    /// The ids of the items on one side of the change, including those in a claim or query.
    fn items(&self, side: Side) -> Vec<AnyId> {
        fn id<T: Fields>(item: Option<&T>) -> Vec<AnyId> {
            let id = |item: &T| item.value("id")?.as_str()?.parse().ok();
            item.and_then(id).into_iter().collect()
        }
        match self {
            Self::Claim(swap) => {
                let claim = swap.side(side).into_iter();
                claim.flat_map(|claim| claim.item_ids()).collect()
            }
            Self::Query(swap) => {
                let query = swap.side(side).into_iter();
                query.flat_map(Query::ids).collect()
            }
            other => on_item!(other, |owner, swap| { let _ = owner; id(swap.side(side)) },
                _ => Vec::new(),
            ),
        }
    }

    /// Checks the records that the change added.
    fn check_new_records(&self, case: &Case) -> Result<(), NoLongerFits> {
        let rulings: &[Ruling] = match self {
            Self::Ruling(_, swap) => swap.after.as_slice(),
            Self::Claim(swap) => swap.after.as_ref().map_or(&[], |claim| &claim.rulings),
            Self::Conflict(swap) => {
                return swap
                    .after
                    .iter()
                    .try_for_each(|one| check_conflict(one, case));
            }
            Self::Redaction(Swap {
                after: Some(redaction),
                ..
            }) if !case.sources.has(redaction.source) => {
                let id = redaction.source;
                return Err(no_longer_fits(format!(
                    "a redaction names the source {id}, which is gone"
                )));
            }
            _ => &[],
        };
        if rulings.iter().all(Ruling::has_valid_reason) {
            Ok(())
        } else {
            Err(no_longer_fits("a ruling has a reason of another verdict"))
        }
    }

    /// Checks that nothing refers to the records that the change removed.
    fn check_removed_records(&self, case: &Case) -> Result<(), NoLongerFits> {
        let mut gone = self.items(Side::Before);
        match self {
            Self::Source(Swap {
                before: Some(source),
                ..
            }) if !case.sources.has(source.id) => {
                if case.is_source_referenced(source.id) {
                    return Err(no_longer_fits(format!(
                        "the source {} is still named",
                        source.name
                    )));
                }
                if case
                    .redactions
                    .iter()
                    .any(|redaction| redaction.source == source.id)
                {
                    return Err(no_longer_fits(format!(
                        "a redaction names the source {}",
                        source.name
                    )));
                }
                gone.push(source.id.into());
            }
            Self::Claim(Swap {
                before: Some(claim),
                ..
            }) if !case.claims.has(claim.id) => {
                let links = |other: &Claim| other.links.iter().any(|link| link.to == claim.id);
                if case.claims.iter().any(|other| links(other)) {
                    return Err(no_longer_fits(format!(
                        "another claim still links to {}",
                        claim.id
                    )));
                }
                if let Some(what) = case.claim_blocker(claim.id) {
                    return Err(no_longer_fits(format!(
                        "{what} names the claim {}",
                        claim.id
                    )));
                }
                gone.push(claim.id.into());
            }
            _ => {}
        }
        let is_named = |id: &&AnyId| case.is_in_conflict(**id) && !case.has(**id);
        match gone.iter().find(is_named) {
            Some(id) => Err(no_longer_fits(format!(
                "a conflict names the {} {id}",
                id.word()
            ))),
            None => Ok(()),
        }
    }

    /// The changed record, or the claim that owns the changed list. `None` for removed records, the
    /// draft, paragraphs, and other items without a place of their own.
    fn place(&self) -> Option<Place> {
        fn of<T: Item>(swap: &Swap<T>, owner: T::Owner) -> Option<Place> {
            swap.after
                .as_ref()
                .and_then(|item| item.place(owner))
                .or(T::claim(owner).map(Place::Claim))
        }
        on_item!(self, |owner, swap| of(swap, *owner),
            Self::Field(change) | Self::Element(change) => Some(change.of),
            Self::Source(swap) => swap.after.as_ref().map(|source| Place::Source(source.id)),
            Self::Claim(swap) => swap.after.as_ref().map(|claim| Place::Claim(claim.id)),
            Self::Draft(_) | Self::Paragraph(..) => None,
        )
    }
}

/// Checks that the record, field and versions of a conflict exist.
fn check_conflict(conflict: &Conflict, case: &Case) -> Result<(), NoLongerFits> {
    if !case.has(conflict.record) {
        return Err(no_longer_fits("a conflict is over a record that is gone"));
    }
    match case.conflict_error(conflict) {
        Some(why) => Err(no_longer_fits(format!("a conflict {why}"))),
        None => Ok(()),
    }
}

/// Checks the references and the consistency of the record at a place.
fn check_record(place: Option<Place>, case: &Case) -> Result<(), NoLongerFits> {
    let Some(place) = place else {
        return Ok(());
    };
    if let Some(missing) = case.dangling_reference(place) {
        let record_name = case.record(place).map_or_else(String::new, |record| {
            let name = record.value("name").or_else(|| record.value("id"));
            let name = name.and_then(|name| Some(name.as_str()?.to_owned()));
            let kind = record.kind().to_lowercase();
            format!("the {kind} {}", name.unwrap_or_default())
        });
        let what = format!(
            "{record_name} names the {} {missing}, which is gone",
            missing.word()
        );
        return Err(no_longer_fits(what));
    }
    if let Place::Query(id) = place
        && case
            .queries
            .iter()
            .any(|query| query.id == id && query.claims.is_empty())
    {
        return Err(no_longer_fits(format!("the query {id} is about no claim")));
    }
    let claim = place.claim().and_then(|id| case.claims.get(id));
    match claim {
        Some(claim) if claim.cut.is_some() && claim.span.is_some() => Err(no_longer_fits(format!(
            "the claim {} is cut and has a span",
            claim.id
        ))),
        Some(claim) if claim.cut.is_some() && claim.added.is_none() => Err(no_longer_fits(
            format!("the claim {} is cut and has no `added`", claim.id),
        )),
        Some(claim) if !claim.has_valid_attribution() => Err(no_longer_fits(format!(
            "the claim {} is credited to nobody, or both to a chain and to candidates",
            claim.id
        ))),
        _ => Ok(()),
    }
}
