//! Somebody else who changes the same file: an editor that saves by replacing or in place, and git
//! that restores older versions. Also the record of what they wrote and what happened to it.

use crate::support::disk::{Call, Memory, Operation};
use std::collections::{BTreeSet, VecDeque};
use std::path::Path;

use factdesk::case::ops::{self, NewSource};
use factdesk::case::*;
use factdesk::store::disk::Writing;
use factdesk::store::{Disk, emit, load};
use proptest::prelude::*;

use super::desk::{CASE, STATE, time};
use super::work::Mode;

/// An action of an outsider on the file.
#[derive(Clone, Copy, Debug)]
pub enum Act {
    /// Opens the file in an editor, makes this change and saves it in this way.
    Edit(Change, UiPrefs),
    /// `git commit`.
    Commit,
    /// `git checkout` of one of the committed versions: by a rename, or by removing the file and
    /// creating it again.
    Checkout { version: usize, renames: bool },
}

#[derive(Clone, Copy, Debug)]
pub enum Change {
    Title,
    Source,
    Claim,
    /// The conflict markers of a failed merge, with which it is no longer a case.
    Marks,
}

#[derive(Clone, Copy, Debug)]
pub enum UiPrefs {
    /// The new file replaces the old one.
    Replaces,
    /// Overwrites the bytes.
    InPlace,
    /// Overwrites the bytes, the first half first.
    Halves,
    /// Two saves in quick succession.
    Twice,
}

pub fn act() -> impl Strategy<Value = Act> {
    let change = prop::sample::select(vec![
        Change::Title,
        Change::Title,
        Change::Source,
        Change::Claim,
        Change::Marks,
    ]);
    let prefs = prop::sample::select(vec![
        UiPrefs::Replaces,
        UiPrefs::InPlace,
        UiPrefs::Halves,
        UiPrefs::Twice,
    ]);
    let checkout = (any::<usize>(), any::<bool>());
    prop_oneof![
        5 => (change, prefs).prop_map(|(change, prefs)| Act::Edit(change, prefs)),
        1 => Just(Act::Commit),
        2 => checkout.prop_map(|(version, renames)| Act::Checkout { version, renames }),
    ]
}

/// The next actions on the file, one step at a time, so that others can act in between.
#[derive(Clone, Debug)]
enum Step {
    Take,
    Put(Vec<u8>),
    PutInto(Vec<u8>),
    /// Writes the first half over the existing bytes.
    Begin(Vec<u8>),
    /// Writes the rest into the same file, wherever that is by now.
    End(Vec<u8>),
}

/// Bytes of an outsider that we have replaced.
#[derive(Clone, Debug)]
struct Displaced {
    theirs: Vec<u8>,
    /// The bytes that replaced them.
    ours: Option<Vec<u8>>,
    /// Whether it was written at a moment in which the loss is unavoidable: see [`Outsider::acts`].
    is_excused: bool,
}

pub struct Outsider {
    mode: Mode,
    /// The planned acts, each after this many of our calls.
    plan: VecDeque<(usize, Act)>,
    steps: VecDeque<Step>,
    committed: Vec<Vec<u8>>,
    /// The content of the file when it was last checked.
    there: Option<Vec<u8>>,
    /// Whether outsiders wrote that, and whether at a moment in which a loss is unavoidable.
    is_theirs: bool,
    is_excused: bool,
    displaced: Vec<Displaced>,
    edits: usize,
    /// The file that is being written.
    open: Option<Box<dyn Writing>>,
    pub writes: usize,
    pub excused: usize,
}

impl Outsider {
    pub fn new(mode: Mode, memory: &Memory, plan: Vec<(usize, Act)>) -> Self {
        let there = memory.bytes(CASE);
        Self {
            mode,
            plan: plan.into(),
            steps: VecDeque::new(),
            committed: there.clone().into_iter().collect(),
            there,
            is_theirs: true,
            is_excused: false,
            displaced: Vec::new(),
            edits: 0,
            open: None,
            writes: 0,
            excused: 0,
        }
    }

    /// Runs before each of our calls: records what we have done, and acts if it is time.
    pub fn hears(&mut self, memory: &Memory, call: &Call) {
        self.looks(memory);
        let is_file = call.path == Path::new(CASE);
        // Two programs that overwrite a file at the same time produce a mixture, since editors use
        // no lock that would prevent it. So outsiders write before or after us.
        let goes_on = [
            Operation::Reserve,
            Operation::Write,
            Operation::Cut,
            Operation::Sync,
        ]
        .contains(&call.operation);
        if is_file && goes_on {
            return;
        }
        if let Some((wait, _)) = self.plan.front_mut() {
            *wait = wait.saturating_sub(1);
        }
        let is_time = self.plan.front().is_some_and(|(wait, _)| *wait == 0);
        if is_time || !self.steps.is_empty() {
            // The file was checked for the last time, and now something else replaces it, whatever
            // it is.
            let is_to = call.to.as_deref() == Some(Path::new(CASE));
            let no_exchange = self.mode == Mode::WithoutExchange
                && is_to
                && [Operation::Exchange, Operation::Rename].contains(&call.operation);
            self.acts(
                memory,
                no_exchange || is_file && call.operation == Operation::Overwrite,
            );
        }
    }

    /// Records the present content of the file. If it is not as outsiders left it, we have changed
    /// it.
    pub fn looks(&mut self, memory: &Memory) {
        let now = memory.bytes(CASE);
        if now == self.there {
            return;
        }
        let before = std::mem::replace(&mut self.there, now.clone());
        if let (Some(theirs), true) = (before, self.is_theirs) {
            self.displaced.push(Displaced {
                theirs,
                ours: now.clone(),
                is_excused: self.is_excused,
            });
        }
        // An exchanged file may be back in its place.
        let back = self
            .displaced
            .iter()
            .rposition(|displaced| Some(&displaced.theirs) == now.as_ref());
        self.is_theirs = back.is_some();
        if let Some(back) = back {
            self.is_excused = self.displaced.remove(back).is_excused;
        }
    }

    /// Does the next step.
    fn acts(&mut self, memory: &Memory, is_excused: bool) {
        if self.steps.is_empty()
            && let Some((_, act)) = self.plan.pop_front()
        {
            self.prepare(memory, act);
        }
        let Some(step) = self.steps.pop_front() else {
            return;
        };
        match step {
            Step::Take => drop(memory.remove(Path::new(CASE))),
            Step::PutInto(bytes) if memory.bytes(CASE).is_some() => memory.put_into(CASE, bytes),
            Step::Put(bytes) | Step::PutInto(bytes) => memory.put(CASE, bytes),
            // Not after we have checked the file and are about to overwrite it, since the result of
            // two writes at once is undefined.
            Step::Begin(bytes) if is_excused && self.mode.is_in_place() => {
                self.steps.clear();
                memory.put_into(CASE, bytes);
            }
            Step::Begin(bytes) => {
                let Ok(mut file) = memory.overwrite(Path::new(CASE)) else {
                    return;
                };
                file.cut(0).unwrap();
                file.write(&bytes[..bytes.len() / 2]).unwrap();
                self.open = Some(file);
            }
            Step::End(bytes) => {
                let half = &bytes[..bytes.len() / 2];
                match self.open.take() {
                    Some(mut file) => drop(file.write(&bytes[half.len()..]).unwrap()),
                    // The machine has restarted in the meantime.
                    None => memory.put_into(CASE, bytes.clone()),
                }
                if let Some(displaced) = self
                    .displaced
                    .iter_mut()
                    .find(|displaced| displaced.theirs == half)
                {
                    // The file was exchanged in the meantime, and is written beside the case.
                    displaced.theirs = bytes;
                    self.writes += 1;
                    return;
                }
            }
        }
        self.writes += 1;
        self.there = memory.bytes(CASE);
        (self.is_theirs, self.is_excused) = (true, is_excused);
    }

    fn prepare(&mut self, memory: &Memory, act: Act) {
        let Some(bytes) = memory.bytes(CASE) else {
            return;
        };
        let (bytes, prefs) = match act {
            Act::Commit => {
                if load(&bytes).is_ok() {
                    self.committed.push(bytes);
                }
                return;
            }
            Act::Checkout { version, renames } => {
                let bytes = self.committed[version % self.committed.len()].clone();
                if !renames && !self.mode.is_in_place() {
                    self.steps.push_back(Step::Take);
                }
                (bytes, UiPrefs::Replaces)
            }
            Act::Edit(change, prefs) => {
                // Nobody edits a half written file.
                let Ok(case) = load(&bytes) else { return };
                (self.edited(case, change), prefs)
            }
        };
        let is_in_place = self.mode.is_in_place();
        let put = |bytes| {
            if is_in_place {
                Step::PutInto(bytes)
            } else {
                Step::Put(bytes)
            }
        };
        match prefs {
            UiPrefs::Replaces => self.steps.push_back(put(bytes)),
            UiPrefs::InPlace => self.steps.push_back(Step::PutInto(bytes)),
            UiPrefs::Halves => {
                self.steps
                    .extend([Step::Begin(bytes.clone()), Step::End(bytes)]);
            }
            UiPrefs::Twice => {
                let again = load(&bytes).map(|case| put(self.edited(case, Change::Title)));
                self.steps.extend([put(bytes)].into_iter().chain(again));
            }
        }
    }

    fn edited(&mut self, mut case: Case, change: Change) -> Vec<u8> {
        self.edits += 1;
        let stamp = Stamp {
            by: "ab",
            at: time(self.edits),
        };
        match change {
            Change::Claim if case.claims.len() > 5 => {
                let claim = case.claims[case.claims.len() - 1].id;
                let edit = ops::drop_claim(&case, claim, &stamp).unwrap();
                edit.apply(&mut case).unwrap();
            }
            Change::Source => {
                let new = NewSource {
                    name: format!("Theirs {}", self.edits),
                    ..NewSource::default()
                };
                let mut mint = IdGen::seeded(1_000 + self.edits as u64);
                let (edit, _) = ops::add_source(&case, new, &stamp, &mut mint).unwrap();
                edit.apply(&mut case).unwrap();
            }
            Change::Marks => {
                let text = emit(&case).unwrap();
                return format!("<<<<<<< {}\n{text}", self.edits).into_bytes();
            }
            Change::Title | Change::Claim => case.title = format!("Title {}", self.edits),
        }
        emit(&case).unwrap().into_bytes()
    }

    /// Continues on the disk after we were killed, which is a copy in memory.
    pub fn moves(&mut self) {
        self.open = None;
    }

    /// Does the next act completely.
    pub fn waits(&mut self, memory: &Memory) {
        self.looks(memory);
        self.acts(memory, false);
        while !self.steps.is_empty() {
            self.acts(memory, false);
        }
    }

    /// Finishes the current act.
    pub fn finishes(&mut self, memory: &Memory) {
        self.looks(memory);
        self.plan.clear();
        while !self.steps.is_empty() {
            self.acts(memory, false);
        }
        // A failed merge is aborted in the end.
        if memory.bytes(CASE).is_none_or(|bytes| load(&bytes).is_err()) {
            self.steps
                .push_back(Step::PutInto(self.committed[0].clone()));
            self.acts(memory, false);
        }
    }

    /// Bytes of outsiders that are neither in the file that replaced theirs nor kept. There must be
    /// none.
    pub fn lost(&mut self, memory: &Memory) -> Vec<String> {
        self.looks(memory);
        let kept: BTreeSet<Vec<u8>> = memory
            .paths()
            .iter()
            .filter(|path| path.starts_with(STATE))
            .filter_map(|path| memory.bytes(path))
            .collect();
        self.displaced.retain(|displaced| {
            let is_in = displaced
                .ours
                .as_ref()
                .is_some_and(|ours| holds(ours, &displaced.theirs));
            !is_in && !kept.contains(&displaced.theirs)
        });
        self.excused = self
            .displaced
            .iter()
            .filter(|displaced| displaced.is_excused)
            .count();
        let lost = self
            .displaced
            .iter()
            .filter(|displaced| !displaced.is_excused);
        lost.map(|displaced| {
            let ours = displaced
                .ours
                .as_deref()
                .map_or_else(String::new, shown_bytes);
            format!("{} became {ours}", shown_bytes(&displaced.theirs))
        })
        .collect()
    }
}

/// A short description of a file.
fn shown_bytes(bytes: &[u8]) -> String {
    load(bytes).map_or_else(
        |error| format!("{} bytes: {error}", bytes.len()),
        |case| {
            format!(
                "“{}” with {} sources, {} claims",
                case.title,
                case.sources.len(),
                case.claims.len()
            )
        },
    )
}

/// Whether a file contains what outsiders wrote into another one: the title, their sources, and the
/// claims that they kept. If so, the other file was read.
fn holds(ours: &[u8], theirs: &[u8]) -> bool {
    let (Ok(ours), Ok(theirs)) = (load(ours), load(theirs)) else {
        return false;
    };
    let claims = |case: &Case| {
        case.claims
            .iter()
            .map(|claim| claim.id)
            .collect::<BTreeSet<_>>()
    };
    let sources = |case: &Case| {
        let sources = case
            .sources
            .iter()
            .filter(|source| source.name.starts_with("Theirs"));
        sources
            .map(|source| source.name.clone())
            .collect::<BTreeSet<_>>()
    };
    ours.title == theirs.title
        && sources(&ours) == sources(&theirs)
        && claims(&ours) == claims(&theirs)
}
