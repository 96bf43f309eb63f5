//! Edits: what changed, before and after, field by field and item by item.
//!
//! There is one kind of edit for commands, workbench, journal and undo. Applying is compare-and-swap and all or nothing: a field
//! or item that is not as the edit found it refuses the whole edit, and what else has changed on the same record does not matter.
//! The inverse is the swap of before and after.

mod apply;
mod item;
mod key;
mod place;
mod sound;
mod touched;
mod wire;

use crate::error::Error;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use serde_json::Value;

use super::Case;
use super::bare::{bare, is_default};
use super::claim::{Claim, Earlier, Link, Waiver};
use super::conflict::Conflict;
use super::draft::{Draft, Paragraph, Revision};
use super::evidence::Evidence;
use super::fix::Fix;
use super::id::{ClaimId, QueryId};
use super::publication::{Correction, SignOff};
use super::query::{Answer, Query};
use super::redaction::Redaction;
use super::ruling::Ruling;
use super::search::Search;
use super::source::Source;
use super::time::Timestamp;
pub(super) use item::{Item, TheCase, sort, sort_values};
pub(super) use key::Key;
pub use place::Place;
pub(super) use place::gone;
pub use wire::pieces;

/// A record before and after. `None`: it is not there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    deny_unknown_fields,
    bound(serialize = "T: Serialize", deserialize = "T: Deserialize<'de>")
)]
pub struct Swap<T> {
    /// As the edit found it.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "bare"
    )]
    pub before: Option<T>,
    /// As the edit leaves it.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "bare"
    )]
    pub after: Option<T>,
}

impl<T> Swap<T> {
    /// A record that comes to be.
    pub fn new(after: T) -> Self {
        Self {
            before: None,
            after: Some(after),
        }
    }

    /// A record that goes.
    pub fn gone(before: T) -> Self {
        Self {
            before: Some(before),
            after: None,
        }
    }

    /// A record that changes.
    pub fn changed(before: T, after: T) -> Self {
        Self {
            before: Some(before),
            after: Some(after),
        }
    }

    fn inverse(self) -> Self {
        Self {
            before: self.after,
            after: self.before,
        }
    }

    /// What is there after, or else what was before.
    pub fn either(&self) -> Option<&T> {
        self.after.as_ref().or(self.before.as_ref())
    }
}

/// A field of a record before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldChange {
    /// Whose field.
    pub of: Place,
    /// Its name in the file.
    pub field: String,
    /// As the edit found it, in JSON; none where the file would not have it.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "bare"
    )]
    pub before: Option<Value>,
    /// As the edit leaves it.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "bare"
    )]
    pub after: Option<Value>,
}

impl FieldChange {
    /// What people call what it changes: `the wording`, `the story date`.
    pub fn name(&self) -> String {
        format!("the {}", self.field.replace('_', " "))
    }

    fn inverse(self) -> Self {
        Self {
            before: self.after,
            after: self.before,
            ..self
        }
    }
}

/// One change. A record or item comes or goes as a whole; of one that stays a field changes, or an element of a list of values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// A field of a record that stays.
    Field(FieldChange),
    /// An element of a list of values: one that comes, one that goes, or one in place of another.
    Element(FieldChange),
    /// The draft comes or goes, or gives way to another.
    Draft(Swap<Arc<Draft>>),
    /// A paragraph of the draft, by its place from 0.
    Paragraph(usize, Swap<Paragraph>),
    /// A draft that a newer one has taken the place of.
    Revision(Swap<Revision>),
    /// A source comes or goes.
    Source(Swap<Arc<Source>>),
    /// A claim comes or goes, with all that it holds.
    Claim(Swap<Arc<Claim>>),
    /// An evidence item of a claim.
    Evidence(ClaimId, Swap<Evidence>),
    /// A ruling on a claim.
    Ruling(ClaimId, Swap<Ruling>),
    /// A link from a claim.
    Link(ClaimId, Swap<Link>),
    /// A waiver on a claim.
    Waiver(ClaimId, Swap<Waiver>),
    /// A fix of a claim.
    Fix(ClaimId, Swap<Fix>),
    /// A search for a claim.
    Search(ClaimId, Swap<Search>),
    /// The words of a claim before a revision.
    Earlier(ClaimId, Swap<Earlier>),
    /// A query.
    Query(Swap<Query>),
    /// An answer to a query.
    Answer(QueryId, Swap<Answer>),
    /// A sign-off.
    SignOff(Swap<SignOff>),
    /// A correction.
    Correction(Swap<Correction>),
    /// A conflict.
    Conflict(Swap<Conflict>),
    /// A redaction.
    Redaction(Swap<Redaction>),
}

/// The same for an item of any list: `$owner` is what names the record whose list it is, `$swap` the item before and after.
/// The other kinds of change follow as arms.
macro_rules! on_item {
    ($change:expr, |$owner:ident, $swap:ident| $item:expr, $($other:pat => $result:expr),+ $(,)?) => {
        match $change {
            Change::Evidence($owner, $swap) => $item,
            Change::Ruling($owner, $swap) => $item,
            Change::Link($owner, $swap) => $item,
            Change::Waiver($owner, $swap) => $item,
            Change::Fix($owner, $swap) => $item,
            Change::Search($owner, $swap) => $item,
            Change::Earlier($owner, $swap) => $item,
            Change::Answer($owner, $swap) => $item,
            Change::Revision($swap) => { let $owner = &$crate::case::change::TheCase; $item }
            Change::Query($swap) => { let $owner = &$crate::case::change::TheCase; $item }
            Change::SignOff($swap) => { let $owner = &$crate::case::change::TheCase; $item }
            Change::Correction($swap) => { let $owner = &$crate::case::change::TheCase; $item }
            Change::Conflict($swap) => { let $owner = &$crate::case::change::TheCase; $item }
            Change::Redaction($swap) => { let $owner = &$crate::case::change::TheCase; $item }
            $($other => $result),+
        }
    };
}

pub(in crate::case) use on_item;

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

/// One thing that a person did to a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    /// What it is called: `12 FACT disputed`.
    pub what: String,
    /// Who did it; empty where nobody need be named.
    #[serde(default, skip_serializing_if = "is_default")]
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// The changes, in the order in which they are made.
    #[serde(deserialize_with = "wire::changes")]
    pub changes: Vec<Change>,
}

/// A record is not as an edit found it, or the edit would leave a name for something that is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Which record, and how it differs.
    pub what: String,
}

impl fmt::Display for Moved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::text::visible(&self.what))
    }
}

impl std::error::Error for Moved {}

impl From<Moved> for Error {
    fn from(moved: Moved) -> Self {
        Self::refused("the case has changed", "look again and try again").because(moved)
    }
}

fn moved(what: impl Into<String>) -> Moved {
    Moved { what: what.into() }
}

impl Edit {
    /// The edit that takes this one back, at the same time and by the same person.
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
    pub fn apply(&self, case: &mut Case) -> Result<(), Moved> {
        for (done, change) in self.changes.iter().enumerate() {
            if let Err(refusal) = change.apply(case) {
                take_back(self.changes.iter().take(done), case);
                return Err(refusal);
            }
        }
        if let Err(refusal) = self.leaves_it_sound(case) {
            take_back(self.changes.iter(), case);
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

/// Takes back changes that have just been made, the last one first.
pub(super) fn take_back<'a>(changes: impl DoubleEndedIterator<Item = &'a Change>, case: &mut Case) {
    for change in changes.rev() {
        let undone = change.clone().inverse().apply(case);
        debug_assert!(
            undone.is_ok(),
            "what was just applied can be taken back: {undone:?}"
        );
    }
}
