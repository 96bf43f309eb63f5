//! Somebody else at the same file: an editor that saves by replacing or in place, and git that
//! brings older versions back; and the account of what they wrote and what became of it.

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

/// What an outsider does to the file.
#[derive(Clone, Copy, Debug)]
pub enum Act {
    /// Opens it as it is in an editor, changes this and saves it so.
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
    /// The marks of a merge that failed: it is no case any more.
    Marks,
}

#[derive(Clone, Copy, Debug)]
pub enum UiPrefs {
    /// A new file in its place.
    Replaces,
    /// Over its bytes.
    InPlace,
    /// Over its bytes, the first half first.
    Halves,
    /// Two saves, one just after the other.
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

/// What is to be done to the file next, one step at a time, so that others come in between.
#[derive(Clone, Debug)]
enum Step {
    Take,
    Put(Vec<u8>),
    PutInto(Vec<u8>),
    /// The first half of it over what is there.
    Begin(Vec<u8>),
    /// The rest of it into the same file, wherever that is by now.
    End(Vec<u8>),
}

/// What they wrote, which we have put something else in the place of.
#[derive(Clone, Debug)]
struct Displaced {
    theirs: Vec<u8>,
    /// What stood there next.
    ours: Option<Vec<u8>>,
    /// Whether it was written in a moment in which nobody can help it: see [`Outsider::acts`].
    is_excused: bool,
}

pub struct Outsider {
    mode: Mode,
    /// What to do, each after this many calls of ours.
    plan: VecDeque<(usize, Act)>,
    steps: VecDeque<Step>,
    committed: Vec<Vec<u8>>,
    /// What stood in the file when it was looked at last.
    there: Option<Vec<u8>>,
    /// Whether outsiders wrote that, and whether in a moment in which nobody can help it.
    is_theirs: bool,
    is_excused: bool,
    displaced: Vec<Displaced>,
    edits: usize,
    /// What is being written to.
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

    /// Before a call of ours: takes note of what we have done, and acts if it is time.
    pub fn hears(&mut self, memory: &Memory, call: &Call) {
        self.looks(memory);
        let is_file = call.path == Path::new(CASE);
        // Who writes over a file while somebody else does makes a mixture of both: no lock that
        // editors know keeps them apart. So outsiders write before it or after it.
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
            // The file was looked at for the last time, and now something else takes its place,
            // unseen what it is.
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

    /// Takes note of what stands in the file now. What is not as outsiders left it, we have
    /// changed.
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
        // What was exchanged may have got its place back.
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
            // Not where we have looked and are about to write over it: what two write at once
            // nobody makes sense of.
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
                    // The machine is another one by now.
                    None => memory.put_into(CASE, bytes.clone()),
                }
                if let Some(displaced) = self
                    .displaced
                    .iter_mut()
                    .find(|displaced| displaced.theirs == half)
                {
                    // It was exchanged meanwhile, and is written to beside the file.
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
                // Nobody edits what is half written.
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

    /// Goes on where we were killed. In memory that is a copy of what there was.
    pub fn moves(&mut self) {
        self.open = None;
    }

    /// Does what comes next, all of it.
    pub fn waits(&mut self, memory: &Memory) {
        self.looks(memory);
        self.acts(memory, false);
        while !self.steps.is_empty() {
            self.acts(memory, false);
        }
    }

    /// Finishes what was begun.
    pub fn finishes(&mut self, memory: &Memory) {
        self.looks(memory);
        self.plan.clear();
        while !self.steps.is_empty() {
            self.acts(memory, false);
        }
        // A merge that failed is given up in the end.
        if memory.bytes(CASE).is_none_or(|bytes| load(&bytes).is_err()) {
            self.steps
                .push_back(Step::PutInto(self.committed[0].clone()));
            self.acts(memory, false);
        }
    }

    /// What they wrote that is neither in the file that replaced it nor kept: there must be none.
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

/// A file in short.
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

/// Whether a file has what outsiders put into another one: the title, their sources, and the claims
/// that they left. So the other one was read.
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
