//! Edits: what a person did, as changes that are applied all together or not at all.

use serde::{Deserialize, Serialize};

use super::item::{Item, on_item};
use super::no_longer_fits::NoLongerFits;
use super::{Change, Swap, wire};
use crate::case::Case;
use crate::case::bare::is_default;
use crate::case::id::ClaimId;
use crate::case::time::Timestamp;

/// One thing that a person did to a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    /// What it is called: `12 FACT disputed`.
    pub what: String,
    /// Who did it. Empty for an edit that needs no name.
    #[serde(default, skip_serializing_if = "is_default")]
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// The changes, in the order in which they are made.
    #[serde(deserialize_with = "wire::changes")]
    pub changes: Vec<Change>,
}

impl Edit {
    /// The inverse edit, with the same time and person: applied after this one, it undoes it.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let changes = self.changes.iter().rev().cloned();
        Self {
            changes: changes.map(Change::inverse).collect(),
            ..self.clone()
        }
    }

    /// Whether everything is as the edit leaves it.
    pub fn is_in(&self, case: &Case) -> bool {
        self.changes.iter().all(|change| change.is_in(case))
    }

    /// Makes the edit, or leaves the case as it is and says what has moved.
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
                case.mark(id);
            }
        }
        Ok(())
    }
}

/// Undoes changes that have just been made, the last one first.
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
    /// Whether it leaves what it changes as it found it.
    pub(crate) fn is_idle(&self) -> bool {
        fn is_idle<T: PartialEq>(swap: &Swap<T>) -> bool {
            swap.before == swap.after
        }
        on_item!(self, |owner, swap| { let _ = owner; is_idle(swap) },
            Self::Field(change) | Self::Element(change) => change.before == change.after,
            Self::Draft(swap) => is_idle(swap),
            Self::Paragraph(_, swap) => is_idle(swap),
            Self::Source(swap) => is_idle(swap),
            Self::Claim(swap) => is_idle(swap),
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

    /// The claim that it changes, or that it brings or takes away.
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
