//! Edits: what changed, before and after, field by field and item by item.
//!
//! There is one kind of edit for commands, workbench, journal and undo. Applying is
//! compare-and-swap and all or nothing: a field or item that is not as the edit found it refuses
//! the whole edit, and what else has changed on the same record does not matter. The inverse is the
//! swap of before and after.

mod apply;
mod edit;
mod item;
mod key;
mod no_longer_fits;
mod place;
mod touched;
mod valid;
mod wire;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use serde_json::Value;

use super::bare::bare;
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
pub use edit::Edit;
pub(super) use edit::revert;
pub(super) use item::{Item, TheCase, on_item, sort};
pub(super) use key::Key;
pub use no_longer_fits::NoLongerFits;
use no_longer_fits::no_longer_fits;
pub use place::Place;
pub(super) use place::gone;
pub use wire::pieces;

/// A record before and after. `None`: the record does not exist.
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

    pub(super) fn inverse(self) -> Self {
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

    pub(super) fn inverse(self) -> Self {
        Self {
            before: self.after,
            after: self.before,
            ..self
        }
    }
}

/// One change. A record or item comes or goes as a whole; of one that stays a field changes, or an
/// element of a list of values.
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
