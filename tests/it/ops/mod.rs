//! The ops on fixes, queries, searches, stakes, sign-offs, corrections, candidates, conflicts,
//! redactions and suggested evidence: what each makes of a case, what it refuses and with which
//! hint, and that its inverse undoes it.

mod candidates;
mod claims_and_sources;
mod desk_work;

use factdesk::case::ops::{
    self, Credit, Judgement, NewCorrection, NewEvidence, NewQuery, NewSignOff,
};
use factdesk::case::standing::{Progress, is_checked, standing_of};
use factdesk::case::*;
use factdesk::error::Error;

const FERRY: &str = include_str!("../../stories/ferry.case.ron");

pub fn ferry() -> Case {
    ron::from_str(FERRY).unwrap()
}

/// The ferry with `that` replaced by `this` in its file.
fn ferry_with(that: &str, this: &str) -> Case {
    assert!(FERRY.contains(that), "{that}");
    ron::from_str(&FERRY.replacen(that, this, 1)).unwrap()
}

/// The ferry with more lists at the end of its file.
pub fn ferry_and(lists: &str) -> Case {
    let end = FERRY.rfind(')').unwrap();
    ron::from_str(&format!("{}{lists}\n)", &FERRY[..end])).unwrap()
}

pub fn claim(number: u8) -> ClaimId {
    format!("c{number}aaaaaaaaaa").parse().unwrap()
}

pub fn source(number: u8) -> SourceId {
    format!("s{number}aaaaaaaaaa").parse().unwrap()
}

pub fn item(number: u8) -> EvidenceId {
    format!("e{number}aaaaaaaaaa").parse().unwrap()
}

fn at(minute: u32) -> Timestamp {
    format!("2026-11-23T11:{minute:02}:00.000Z")
        .parse()
        .unwrap()
}

pub fn by(person: &str, minute: u32) -> Stamp<'_> {
    Stamp {
        by: person,
        at: at(minute),
    }
}

pub const NOBODY: &str = " ";

/// Applies an edit to the case. Checks that the edit has a name and a person, and that its inverse
/// undoes all of it.
#[allow(clippy::needless_pass_by_value, reason = "an edit is made as it comes")]
pub fn made(case: &Case, edit: Edit) -> Case {
    let mut after = case.clone();
    edit.apply(&mut after).unwrap();
    assert_ne!(*case, after, "{edit:?}");
    assert!(edit.is_in(&after), "{edit:?}");
    assert!(!edit.what.trim().is_empty() && !edit.by.trim().is_empty());
    let mut back = after.clone();
    edit.inverse().apply(&mut back).unwrap();
    assert_eq!(*case, back, "{edit:?}");
    after
}

#[track_caller]
pub fn refuses<T: std::fmt::Debug>(made: Result<T, Error>, why: &str, hint: &str) {
    let refusal = made.unwrap_err();
    assert!(refusal.what.contains(why), "{refusal:?}");
    assert!(refusal.hint.contains(hint), "{refusal:?}");
}

pub fn mint() -> IdGen {
    IdGen::seeded(16)
}

fn question() -> NewQuery {
    NewQuery {
        claims: vec![claim(2), claim(3), claim(2)],
        to: "R. Holm ".to_owned(),
        behalf: Some(source(3)),
        via: "mail".to_owned(),
        question: "Did he know?".to_owned(),
        due: Some(at(30)),
        ..NewQuery::default()
    }
}
