//! Edits: fields and items before and after a change.
//!
//! Commands, workbench, journal and undo use the same kind of edit. An edit is applied by
//! compare-and-swap, completely or not at all: if a field or item does not have the value that the
//! edit expects, the whole edit is refused. Other fields of the same record may have changed. The
//! inverse of an edit swaps before and after.

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

use super::claim::{Claim, Earlier, Link, Waiver};
use super::conflict::Conflict;
use super::draft::{Draft, Paragraph, Revision};
use super::evidence::Evidence;
use super::fix::Fix;
use super::id::{ClaimId, QueryId};
use super::optional::present;
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

/// A record or item before and after a change. `None` where it does not exist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    deny_unknown_fields,
    bound(serialize = "T: Serialize", deserialize = "T: Deserialize<'de>")
)]
pub struct Swap<T> {
    /// The value that the edit expects.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "present"
    )]
    pub before: Option<T>,
    /// The value after the edit.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "present"
    )]
    pub after: Option<T>,
}

impl<T> Swap<T> {
    /// Adds a record.
    pub fn new(after: T) -> Self {
        Self {
            before: None,
            after: Some(after),
        }
    }

    /// Removes a record.
    pub fn gone(before: T) -> Self {
        Self {
            before: Some(before),
            after: None,
        }
    }

    /// Changes a record.
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

    /// The value after the change, or the value before it if there is none after.
    pub fn either(&self) -> Option<&T> {
        self.after.as_ref().or(self.before.as_ref())
    }
}

/// A field of a record before and after a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldChange {
    /// The record that has the field.
    pub of: Place,
    /// The name of the field in the file.
    pub field: String,
    /// The JSON value that the edit expects; none if the field is absent.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "present"
    )]
    pub before: Option<Value>,
    /// The JSON value after the edit; none if the field is absent.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "present"
    )]
    pub after: Option<Value>,
}

impl FieldChange {
    /// The name of the field for messages: `the wording`, `the story date`.
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

/// One change. A whole record or item is added or removed. In an existing one, a field is changed,
/// or an element of a list of values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// A field of an existing record.
    Field(FieldChange),
    /// An element of a list of values: added, removed or replaced.
    Element(FieldChange),
    /// The draft is added, removed or replaced.
    Draft(Swap<Arc<Draft>>),
    /// A paragraph of the draft, by its index.
    Paragraph(usize, Swap<Paragraph>),
    /// An entry in the list of earlier drafts.
    Revision(Swap<Revision>),
    /// A source is added or removed.
    Source(Swap<Arc<Source>>),
    /// A claim is added or removed, with all its items.
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
    /// An entry in the list of earlier texts of a claim.
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
