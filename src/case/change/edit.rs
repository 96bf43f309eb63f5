//! Edits: one action of a person, as changes that are applied all together or not at all.

use serde::{Deserialize, Serialize};

use super::item::{Item, on_item};
use super::no_longer_fits::NoLongerFits;
use super::{Change, Swap, wire};
use crate::case::Case;
use crate::case::id::ClaimId;
use crate::case::optional::is_default;
use crate::case::time::Timestamp;

/// One action of a person on a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    /// The name of the action: `12 FACT disputed`.
    pub what: String,
    /// The person; may be empty.
    #[serde(default, skip_serializing_if = "is_default")]
    pub by: String,
    /// The time of the action.
    pub at: Timestamp,
    /// The changes, in order.
    #[serde(deserialize_with = "wire::changes")]
    pub changes: Vec<Change>,
}

impl Edit {
    /// The edit that undoes this one, with the same time and person.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let changes = self.changes.iter().rev().cloned();
        Self {
            changes: changes.map(Change::inverse).collect(),
            ..self.clone()
        }
    }

    /// Whether the case has the results of all changes.
    pub fn is_in(&self, case: &Case) -> bool {
        self.changes.iter().all(|change| change.is_in(case))
    }

    /// Applies the edit, or leaves the case unchanged and reports what differs.
    pub fn apply(&self, case: &mut Case) -> Result<(), NoLongerFits> {
        for (done, change) in self.changes.iter().enumerate() {
            if let Err(refusal) = change.apply(case) {
                revert(self.changes.iter().take(done), case);
                return Err(refusal);
            }
        }
        if let Err(refusal) = self.check_result(case) {
            revert(self.changes.iter(), case);
            return Err(refusal);
        }
        for change in &self.changes {
            if let Some(id) = change.claim() {
                case.update_mark(id);
            }
        }
        Ok(())
    }
}

/// Undoes changes that were just applied, the last one first.
pub(in crate::case) fn revert<'a>(
    changes: impl DoubleEndedIterator<Item = &'a Change>,
    case: &mut Case,
) {
    for change in changes.rev() {
        let undone = change.clone().inverse().apply(case);
        debug_assert!(
            undone.is_ok(),
            "what was just applied can be undone: {undone:?}"
        );
    }
}

impl Change {
    /// Whether before and after are equal.
    pub(crate) fn is_noop(&self) -> bool {
        fn is_noop<T: PartialEq>(swap: &Swap<T>) -> bool {
            swap.before == swap.after
        }
        on_item!(self, |owner, swap| { let _ = owner; is_noop(swap) },
            Self::Field(change) | Self::Element(change) => change.before == change.after,
            Self::Draft(swap) => is_noop(swap),
            Self::Paragraph(_, swap) => is_noop(swap),
            Self::Source(swap) => is_noop(swap),
            Self::Claim(swap) => is_noop(swap),
        )
    }

    fn inverse(self) -> Self {
        macro_rules! inverse {
            ($self:ident, owned: $($owned:ident)+, plain: $($plain:ident)+, fields: $($field:ident)+) => {
                match $self {
                    $(Self::$owned(owner, swap) => Self::$owned(owner, swap.inverse()),)+
                    $(Self::$plain(swap) => Self::$plain(swap.inverse()),)+
                    $(Self::$field(change) => Self::$field(change.inverse()),)+
                }
            };
        }
        inverse!(self,
            owned: Paragraph Evidence Ruling Link Waiver Fix Search Earlier Answer,
            plain: Draft Revision Source Claim Query SignOff Correction Conflict Redaction,
            fields: Field Element)
    }

    /// The claim that is changed, added or removed.
    pub fn claim(&self) -> Option<ClaimId> {
        fn of<T: Item>(owner: T::Owner, _: &Swap<T>) -> Option<ClaimId> {
            T::claim(owner)
        }
        on_item!(self, |owner, swap| of(*owner, swap),
            Self::Field(change) | Self::Element(change) => change.of.claim(),
            Self::Claim(swap) => swap.either().map(|claim| claim.id),
            Self::Draft(_) | Self::Paragraph(..) | Self::Source(_) => None,
        )
    }
}
