//! Operations: one function for each action of a person. An operation checks the case, and returns
//! an [`Edit`] or an error.
//!
//! Command line and workbench change cases only through operations, so that both obey the same
//! rules.

mod claims;
mod conflict;
mod credit;
mod evidence;
mod fix;
mod publish;
mod query;
mod redaction;
mod rule;
mod search;
mod sources;
mod stakes;
mod story;

use crate::error::Error;
use std::sync::Arc;

use super::Case;
use super::between;
use super::change::{Change, Edit, Item, Swap, on_item};
use super::claim::Claim;
use super::conflict::Conflict;
use super::id::{AnyId, ClaimId, SourceId};
use super::source::Source;
use super::time::Timestamp;

pub use claims::{
    NewClaim, add_claim, anchor, drop_claim, join, join_as, link, reword, split, unwaive, waive,
};
pub use conflict::{Side, decide};
pub use credit::{
    Credit, accept, attribute, choose_credit, correct_credit, rest_of_quotation, unattribute,
};
pub use evidence::{
    NewEvidence, accept_all_evidence, accept_evidence, add_evidence, change_evidence, drop_evidence,
};
pub use fix::{drop_fix, edit_fix, note_fix, propose_fix, settle_fix};
pub use publish::{NewCorrection, NewSignOff, correct, sign_off};
pub use query::{NewQuery, answer, ask, change_query, drop_answer, drop_query};
pub use redaction::redact;
pub(in crate::case) use rule::replacement_ruling;
pub use rule::{Judgement, next_time, rule, set_aside, undo_aside, withdraw};
pub use search::{drop_search, note_search};
pub use sources::{NewSource, add_source, change_source, drop_source, merge_sources};
pub use stakes::{accuse, mark_key_claim, unaccuse};
pub use story::{Proposed, describe, set_part};

/// The author and time of an edit.
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

/// Builds one edit from several. Each applies to the case after the previous ones.
#[derive(Clone, Debug)]
pub struct EditBuilder {
    case: Case,
    changes: Vec<Change>,
}

impl EditBuilder {
    /// Starts with this case and no edits.
    pub fn new(case: &Case) -> Self {
        Self {
            case: case.clone(),
            changes: Vec::new(),
        }
    }

    /// The case after the edits so far.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// Applies an edit and adds its changes.
    pub fn add(&mut self, edit: Edit) -> Result<(), Error> {
        edit.apply(&mut self.case)
            .map_err(|moved| refused(moved.to_string(), "look again and try again"))?;
        self.changes.extend(edit.changes);
        Ok(())
    }

    /// The changes of all edits as one edit.
    pub fn edit(self, what: impl Into<String>, stamp: &Stamp<'_>) -> Edit {
        stamp.edit(what, self.changes)
    }
}

pub(crate) fn refused(why: impl Into<String>, hint: impl Into<String>) -> Error {
    Error::refused(why, hint)
}

/// Finds a claim and its number.
///
/// Errors: an unknown claim.
fn claim_of(case: &Case, id: ClaimId) -> Result<(&Arc<Claim>, usize), Error> {
    let found = case.claims.get(id).zip(case.number(id));
    found.ok_or_else(|| {
        refused(
            format!("there is no claim {id}"),
            "the case may have changed meanwhile; look again",
        )
    })
}

/// Finds a source.
///
/// Errors: an unknown source.
fn source_of(case: &Case, id: SourceId) -> Result<&Arc<Source>, Error> {
    let found = case.sources.get(id);
    found.ok_or_else(|| {
        refused(
            format!("there is no source {id}"),
            "the case may have changed meanwhile; look again",
        )
    })
}

/// Refuses a claim that was cut from the story.
fn require_in_story(claim: &Claim, number: usize) -> Result<(), Error> {
    if claim.is_cut() {
        return Err(refused(
            format!("the words of claim {number} are no longer in the story"),
            "choose a claim that is in it",
        ));
    }
    Ok(())
}

/// Refuses an action without a person. `what` is the start of the message: `a fix`.
fn require_person(stamp: &Stamp<'_>, what: &str) -> Result<(), Error> {
    if stamp.by.trim().is_empty() {
        return Err(refused(format!("{what} needs a person"), "say who you are"));
    }
    Ok(())
}

/// The text without surrounding space.
///
/// Errors: an empty text, with `why` and `hint` as the message.
fn require_text<'a>(text: &'a str, why: &str, hint: &str) -> Result<&'a str, Error> {
    match text.trim() {
        "" => Err(refused(why, hint)),
        text => Ok(text),
    }
}

/// Refuses to remove a record that has an open conflict. Otherwise the conflict would refer to a
/// missing record.
fn refuse_if_conflicted(case: &Case, id: impl Into<AnyId>, what: &str) -> Result<(), Error> {
    let id = id.into();
    if case.is_in_conflict(id) || case.is_named_in_conflict(id) {
        return Err(refused(
            format!("{what}, or a record that refers to it, is in conflict after a merge"),
            "choose between the versions first",
        ));
    }
    Ok(())
}

/// Refuses changes that remove an item in conflict. Items with an id are left to
/// [`refuse_if_conflicted`].
fn refuse_conflicted_items(case: &Case, changes: &[Change]) -> Result<(), Error> {
    fn removed_item<T: Item>(owner: T::Owner, swap: &Swap<T>) -> Option<(Option<ClaimId>, String)> {
        let before = swap.before.as_ref();
        let gone = before.filter(|_| swap.after.is_none() && !T::HAS_ID)?;
        Some((T::claim(owner), gone.key()))
    }
    let is_removed = |conflict: &Conflict| {
        changes.iter().any(|change| {
            let removed = on_item!(change, |owner, swap| removed_item(*owner, swap), _ => None);
            removed.is_some_and(|(claim, key)| {
                conflict.key == key && conflict.record == claim.map_or(case.id.into(), AnyId::from)
            })
        })
    };
    if case.conflicts.iter().any(is_removed) {
        return Err(refused(
            "this would remove something that is in conflict after a merge",
            "choose between the versions first",
        ));
    }
    Ok(())
}

/// The changes that accept suggested sources.
fn accept_sources(case: &Case, ids: &[SourceId]) -> Vec<Change> {
    let mut ids = ids.to_vec();
    remove_duplicates(&mut ids);
    let sources = ids
        .into_iter()
        .filter_map(|id| case.sources.get(id))
        .filter(|source| source.suggested);
    let mark_accepted = |source: &mut Source| source.suggested = false;
    sources
        .flat_map(|source| changed_source(source, mark_accepted))
        .collect()
}

/// The changes that `change` makes to a claim.
fn changed(before: &Arc<Claim>, change: impl FnOnce(&mut Claim)) -> Vec<Change> {
    let mut after = Claim::clone(before);
    change(&mut after);
    after.sort();
    let mut changes = Vec::new();
    between::claims(before, &Arc::new(after), &mut changes);
    changes
}

/// The changes that `change` makes to a source.
fn changed_source(before: &Arc<Source>, change: impl FnOnce(&mut Source)) -> Vec<Change> {
    let mut after = Source::clone(before);
    change(&mut after);
    let mut changes = Vec::new();
    between::sources(before, &after, &mut changes);
    changes
}

/// Removes duplicate ids and keeps the order.
fn remove_duplicates(ids: &mut Vec<SourceId>) {
    let mut seen = Vec::new();
    ids.retain(|id| {
        let new = !seen.contains(id);
        seen.push(*id);
        new
    });
}
