//! Which claims and sources an edit changed, for code that caches something computed from them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Change, Edit, Place, Swap};
use crate::case::Case;
use crate::case::claim::Claim;
use crate::case::id::{ClaimId, SourceId};
use crate::case::source::Source;

impl Edit {
    /// The claims that the edit changed, before and after the edit. `case` is the case after the
    /// edit.
    pub fn claims(&self, case: &Case) -> Vec<Swap<Arc<Claim>>> {
        let mut changes_by_id: BTreeMap<ClaimId, Vec<&Change>> = BTreeMap::new();
        for change in &self.changes {
            if let Some(id) = change.claim() {
                changes_by_id.entry(id).or_default().push(change);
            }
        }
        let claims = changes_by_id.into_iter().map(|(id, changes)| {
            let after = case.claims.get(id);
            let mut before = empty_case(case);
            before.claims.extend(after.cloned());
            super::revert(changes.into_iter(), &mut before);
            Swap {
                before: before.claims.get(id).cloned(),
                after: after.cloned(),
            }
        });
        claims.collect()
    }

    /// The sources that the edit changed, before and after the edit. `case` is the case after the
    /// edit.
    pub fn sources(&self, case: &Case) -> Vec<Swap<Arc<Source>>> {
        let mut changes_by_id: BTreeMap<SourceId, Vec<&Change>> = BTreeMap::new();
        for change in &self.changes {
            let id = match change {
                Change::Source(swap) => swap.either().map(|source| source.id),
                Change::Field(field) | Change::Element(field) => match field.of {
                    Place::Source(id) => Some(id),
                    _ => None,
                },
                _ => None,
            };
            if let Some(id) = id {
                changes_by_id.entry(id).or_default().push(change);
            }
        }
        let sources = changes_by_id.into_iter().map(|(id, changes)| {
            let after = case.sources.get(id);
            let mut before = empty_case(case);
            before.sources.extend(after.cloned());
            super::revert(changes.into_iter(), &mut before);
            Swap {
                before: before.sources.get(id).cloned(),
                after: after.cloned(),
            }
        });
        sources.collect()
    }

    /// Whether the edit changed the draft, or the case's title, language or story date.
    pub fn changes_story(&self) -> bool {
        self.changes.iter().any(|change| match change {
            Change::Draft(_) | Change::Paragraph(..) => true,
            Change::Field(field) => matches!(field.of, Place::Case | Place::Draft),
            _ => false,
        })
    }
}

/// An empty case, in which to revert the changes of one record.
fn empty_case(case: &Case) -> Case {
    Case::new(case.id, "")
}
