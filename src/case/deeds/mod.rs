//! The verbs: each looks at a case, refuses what cannot be, and makes the [`Edit`] that does the rest.
//!
//! Commands and workbench do everything through these, so that a rule holds in both or in neither.

mod claims;
mod evidence;
mod rule;
mod sources;
mod story;

use std::fmt;
use std::sync::Arc;

use super::Case;
use super::between;
use super::change::{Change, Edit};
use super::claim::Claim;
use super::id::{ClaimId, SourceId};
use super::source::Source;
use super::time::Timestamp;

pub use claims::{
    Credit, NewClaim, accept, add_claim, anchor, attribute, drop_claim, join, link, reword, split,
    unattribute, unwaive, waive,
};
pub use evidence::{NewEvidence, add_evidence, change_evidence, drop_evidence};
pub use rule::{Judgement, next_time, rule, set_aside, withdraw};
pub use sources::{NewSource, add_source, change_source, drop_source, put_together};
pub use story::{Proposed, describe, set_part};

/// Who does something, and when.
#[derive(Clone, Copy, Debug)]
pub struct Stamp<'a> {
    /// The person.
    pub by: &'a str,
    /// The time.
    pub at: Timestamp,
}

impl Stamp<'_> {
    fn edit(&self, what: impl Into<String>, changes: Vec<Change>) -> Edit {
        Edit {
            what: what.into(),
            by: self.by.to_owned(),
            at: self.at,
            changes,
        }
    }
}

/// Several edits on their way to being one: each is made on the case as those before it leave it.
#[derive(Clone, Debug)]
pub struct Together {
    case: Case,
    changes: Vec<Change>,
}

impl Together {
    /// Nothing yet, on this case.
    pub fn on(case: &Case) -> Self {
        Self {
            case: case.clone(),
            changes: Vec::new(),
        }
    }

    /// The case as the edits so far leave it.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// Takes an edit along.
    pub fn take(&mut self, edit: Edit) -> Result<(), Refusal> {
        edit.apply(&mut self.case)
            .map_err(|moved| refused(moved.to_string(), "look again and try again"))?;
        self.changes.extend(edit.changes);
        Ok(())
    }

    /// All of them as one edit of this name.
    pub fn edit(self, what: impl Into<String>, stamp: &Stamp<'_>) -> Edit {
        stamp.edit(what, self.changes)
    }
}

/// Why something cannot be done, and what can be done instead. Both may hold imported words made visible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Why, as a sentence without a full stop.
    pub why: String,
    /// The way out, likewise.
    pub hint: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.why)
    }
}

impl std::error::Error for Refusal {}

pub(crate) fn refused(why: impl Into<String>, hint: impl Into<String>) -> Refusal {
    Refusal {
        why: why.into(),
        hint: hint.into(),
    }
}

/// The claim of an id, and its number.
fn claim_of(case: &Case, id: ClaimId) -> Result<(&Arc<Claim>, usize), Refusal> {
    let there = case.claims.get(id).zip(case.number(id));
    there.ok_or_else(|| {
        refused(
            format!("there is no claim {id}"),
            "the case may have changed meanwhile; look again",
        )
    })
}

/// The source of an id.
fn source_of(case: &Case, id: SourceId) -> Result<&Arc<Source>, Refusal> {
    let there = case.sources.get(id);
    there.ok_or_else(|| {
        refused(
            format!("there is no source {id}"),
            "the case may have changed meanwhile; look again",
        )
    })
}

/// The changes of a claim from what it is now.
fn changed(before: &Arc<Claim>, change: impl FnOnce(&mut Claim)) -> Vec<Change> {
    let mut after = Claim::clone(before);
    change(&mut after);
    after.sort();
    let mut changes = Vec::new();
    between::claims(before, &Arc::new(after), &mut changes);
    changes
}

/// The changes of a source from what it is now.
fn changed_source(before: &Arc<Source>, change: impl FnOnce(&mut Source)) -> Vec<Change> {
    let mut after = Source::clone(before);
    change(&mut after);
    let mut changes = Vec::new();
    between::sources(before, &after, &mut changes);
    changes
}

/// Drops every id that stood before, keeping the order.
fn without_doubles(ids: &mut Vec<SourceId>) {
    let mut seen = Vec::new();
    ids.retain(|id| {
        let new = !seen.contains(id);
        seen.push(*id);
        new
    });
}
