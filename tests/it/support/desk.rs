//! A desk over a disk in memory, and rulings recorded on it.

use crate::support::disk::Memory;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use factdesk::case::ops::{self, Judgement, NewSource};
use factdesk::case::*;
use factdesk::error::Error;
use factdesk::store::{Access, Desk, Disk, emit, load};

pub use super::script::{start, time};

pub const CASE: &str = "/news/story.case.ron";
pub const STATE: &str = "/home/state";

pub fn new_case() -> Case {
    start(&mut IdGen::seeded(11))
}

pub fn disk_with(case: &Case) -> Memory {
    let memory = Memory::new();
    memory.put(CASE, emit(case).unwrap());
    memory
}

pub fn open_at(memory: &Memory, path: &str, access: Access) -> Result<Desk, Error> {
    let disk: Arc<dyn Disk> = Arc::new(memory.clone());
    Desk::open(disk, Some(Path::new(STATE)), Path::new(path), access)
}

pub fn open(memory: &Memory, access: Access) -> Desk {
    open_at(memory, CASE, access).unwrap()
}

/// Rules on the claim with this number, in this minute, and records it. The file stays as it is.
pub fn rule(desk: &mut Desk, number: usize, minute: usize) -> Result<Ruling, Error> {
    let stamp = Stamp {
        by: "mk",
        at: time(minute),
    };
    let case = desk.history().case();
    let claim = case.claims[number - 1].id;
    let judged = Judgement {
        verdict: Some(Verdict::Disputed),
        ..Judgement::default()
    };
    let edit = ops::rule(case, claim, Question::Fact, &judged, &stamp).unwrap();
    let Change::Ruling(
        _,
        Swap {
            after: Some(ruling),
            ..
        },
    ) = edit.changes[0].clone()
    else {
        panic!("a ruling")
    };
    make(desk, edit).map(|()| ruling)
}

pub fn save(desk: &mut Desk) -> Result<(), Error> {
    desk.checkpoint()
}

/// Makes an edit and records it.
pub fn make(desk: &mut Desk, edit: Edit) -> Result<(), Error> {
    let step = desk.history().clone().make(edit).unwrap();
    take(desk, step)
}

/// Records a step of the desk's history.
pub fn take(desk: &mut Desk, step: Step) -> Result<(), Error> {
    let receipt = desk.record(step)?;
    assert!(receipt.fits, "nothing else has changed the case");
    Ok(())
}

/// The undo of mk's last edit, not recorded yet.
pub fn undo(desk: &Desk) -> UndoOutcome {
    let stamp = Stamp {
        by: "mk",
        at: time(9),
    };
    desk.history().clone().undo(&stamp).unwrap()
}

/// The notices after a case was opened, as sentences, times in UTC.
pub fn notice_sentences(desk: &Desk) -> Vec<String> {
    let zone = jiff::tz::TimeZone::UTC;
    let notices = desk.notices().iter();
    notices
        .map(|notice| notice.sentence(time(59), &zone))
        .collect()
}

pub fn has(case: &Case, ruling: &Ruling) -> bool {
    case.claims
        .iter()
        .any(|claim| claim.rulings.contains(ruling))
}

/// The case in the file now, without the journal.
pub fn file(memory: &Memory) -> Case {
    load(&memory.bytes(CASE).unwrap()).unwrap()
}

/// Adds a source and records it.
pub fn add_source(desk: &mut Desk, name: &str) -> Result<(), Error> {
    let stamp = Stamp {
        by: "mk",
        at: time(30),
    };
    let new = NewSource {
        name: name.to_owned(),
        ..NewSource::default()
    };
    let (edit, _) = ops::add_source(
        desk.history().case(),
        new,
        &stamp,
        &mut IdGen::seeded(name.len() as u64),
    )
    .unwrap();
    make(desk, edit)
}

/// The path of the journal.
pub fn journal(memory: &Memory) -> PathBuf {
    memory
        .paths()
        .into_iter()
        .find(|path| path.ends_with("journal"))
        .unwrap()
}
