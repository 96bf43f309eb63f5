//! Two people who want to write, an editor and git, all at the same file, in any order and between
//! any two calls. Nobody's bytes are overwritten unread, and no acknowledged edit disappears
//! without a notice.

use crate::support::disk::{Call, Memory};
use crate::support::outsider;
use crate::support::work;
use std::sync::{Arc, Mutex, MutexGuard};

use crate::support::desk::{CASE, disk_with, has, new_case, open_at, time};
use crate::support::outsider::{Act, Outsider, UiPrefs, act};
use crate::support::work::{Mode, is_long, ruling, sources, stamp};
use factdesk::case::{Case, Change, History, Ruling, Step, Swap};
use factdesk::error::ErrorKind;
use factdesk::store::{Access, Desk, Notice};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// An action of one of the two people.
#[derive(Clone, Copy, Debug)]
enum Move {
    Rule(usize),
    /// The same, but the file is checked between the keystroke and the recording.
    RuleLate(usize),
    AddSource,
    Undo,
    Save,
    /// The check that the workbench makes every second.
    Follow,
    Leave,
    /// Both are killed after this many calls.
    Kill(usize),
    /// The outsider performs its next act completely.
    Wait,
}

fn moves() -> impl Strategy<Value = Vec<(usize, Move)>> {
    let one = prop_oneof![
        4 => (1..6_usize).prop_map(Move::Rule),
        2 => (1..6_usize).prop_map(Move::RuleLate),
        1 => Just(Move::AddSource),
        1 => Just(Move::Undo),
        5 => Just(Move::Save),
        4 => Just(Move::Follow),
        1 => Just(Move::Leave),
        1 => (0..30_usize).prop_map(Move::Kill),
        2 => Just(Move::Wait),
    ];
    // Mostly the first person.
    let who = prop_oneof![4 => Just(0_usize), 1 => Just(1)];
    prop::collection::vec((who, one), 4..16)
}

fn plan() -> impl Strategy<Value = Vec<(usize, Act)>> {
    prop::collection::vec((1..40_usize, act()), 0..12)
}

/// The rulings that an edit adds and those that it removes.
fn rulings(changes: &[Change]) -> (Vec<Ruling>, Vec<Ruling>) {
    let (mut new, mut gone) = (Vec::new(), Vec::new());
    for change in changes {
        match change {
            Change::Ruling(_, Swap { before, after }) => {
                new.extend(after.clone());
                gone.extend(before.clone());
            }
            Change::Claim(Swap { before, after }) => {
                new.extend(after.iter().flat_map(|claim| claim.rulings.clone()));
                gone.extend(before.iter().flat_map(|claim| claim.rulings.clone()));
            }
            _ => {}
        }
    }
    (new, gone)
}

/// The newsroom: a disk, two people, and an outsider.
struct Room {
    memory: Memory,
    desks: [Option<Desk>; 2],
    outsider: Arc<Mutex<Outsider>>,
    /// The rulings that have a receipt and have not been undone.
    acked: Vec<Ruling>,
    /// The rulings that somebody was told are missing.
    reported: Vec<Ruling>,
    minute: usize,
}

impl Room {
    fn new(mode: Mode, plan: Vec<(usize, Act)>) -> Self {
        let memory = disk_with(&new_case());
        mode.lay(&memory);
        let outsider = Outsider::new(mode, &memory, plan);
        let room = Self {
            memory,
            desks: [None, None],
            outsider: Arc::new(Mutex::new(outsider)),
            acked: Vec::new(),
            reported: Vec::new(),
            minute: 0,
        };
        room.hook();
        room
    }

    /// Lets the outsider act before each call.
    fn hook(&self) {
        let outsider = Arc::clone(&self.outsider);
        let hears =
            move |memory: &Memory, call: &Call| outsider.lock().unwrap().hears(memory, call);
        self.memory.before_each(hears);
    }

    fn outsider(&self) -> MutexGuard<'_, Outsider> {
        self.outsider.lock().unwrap()
    }

    /// Opens the case, to write if nobody else does, else to read.
    fn sit(&mut self, who: usize) {
        if let Some(desk) = &self.desks[who]
            && (desk.access() == Access::Write || !desk.is_free())
        {
            return;
        }
        self.desks[who] = None;
        let opened = open_at(&self.memory, CASE, Access::Write);
        let opened = match opened {
            Err(trouble) if trouble.kind == ErrorKind::Locked => {
                assert!(
                    self.desks[1 - who]
                        .as_ref()
                        .is_some_and(|desk| desk.access() == Access::Write)
                );
                open_at(&self.memory, CASE, Access::Read)
            }
            opened => opened,
        };
        // The file may be half written by somebody, or missing for a moment.
        if let Ok(mut desk) = opened {
            self.hear(&desk.take_notices());
            self.accounted(desk.history().case());
            self.desks[who] = Some(desk);
        }
    }

    /// Checks that the case has each ruling with a receipt, unless somebody was told that it is
    /// missing.
    fn accounted(&self, case: &Case) {
        for ruling in &self.acked {
            let is_known = has(case, ruling) || self.reported.contains(ruling);
            assert!(is_known, "{ruling:?} is gone in silence");
        }
    }

    fn hear(&mut self, notices: &[Notice]) {
        for notice in notices {
            match notice {
                Notice::Missing(lacks) => {
                    let edits = lacks.missing.edits();
                    self.reported
                        .extend(edits.flat_map(|edit| rulings(&edit.changes).0));
                }
                Notice::Refused(edits) => {
                    self.reported
                        .extend(edits.iter().flat_map(|edit| rulings(&edit.changes).0));
                }
                _ => {}
            }
        }
    }

    fn make(&mut self, who: usize, follows: bool, make: impl FnOnce(&mut History) -> Option<Step>) {
        let Some(desk) = &mut self.desks[who] else {
            return;
        };
        if desk.access() == Access::Read {
            return;
        }
        let Some(step) = make(&mut desk.history().clone()) else {
            return;
        };
        if follows {
            let _ = desk.follow(time(40));
        }
        let (new, gone) = rulings(&step.edit.changes);
        let taken = desk.record(step);
        let news = desk.take_notices();
        self.hear(&news);
        // Whether the edit is pending or recorded, these rulings need no longer be there.
        self.acked.retain(|ruling| !gone.contains(ruling));
        if let Ok(receipt) = taken {
            self.acked.extend(new.iter().cloned());
            if !receipt.fits {
                self.reported.extend(new);
            }
        }
    }

    fn play(&mut self, who: usize, turn: Move) {
        self.minute += 1;
        let minute = self.minute;
        match turn {
            Move::Wait => {
                let memory = self.memory.outside();
                self.outsider().waits(&memory);
                return;
            }
            Move::Leave => {
                self.desks[who] = None;
                return;
            }
            Move::Kill(calls) => {
                self.memory.die_at(self.memory.calls() + calls);
                self.sit(who);
                self.make(who, false, |history| rule(history, 1, minute));
                self.save(who);
                self.desks = [None, None];
                self.memory = self.memory.revived();
                self.outsider().moves();
                self.hook();
                return;
            }
            _ => self.sit(who),
        }
        match turn {
            Move::Rule(number) => self.make(who, false, |history| rule(history, number, minute)),
            Move::RuleLate(number) => self.make(who, true, |history| rule(history, number, minute)),
            Move::AddSource => self.make(who, false, |history| {
                let edit = sources(&format!("Ours {minute},"), 1, minute)(history.case());
                history.make(edit).ok()
            }),
            Move::Undo => self.make(who, false, |history| {
                history.undo(&stamp(minute)).ok().map(|undone| undone.step)
            }),
            Move::Save => self.save(who),
            Move::Follow => {
                if let Some(desk) = &mut self.desks[who] {
                    let _ = desk.follow(time(40));
                    let news = desk.take_notices();
                    self.hear(&news);
                }
            }
            Move::Leave | Move::Kill(_) | Move::Wait => {}
        }
    }

    fn save(&mut self, who: usize) {
        if let Some(desk) = &mut self.desks[who] {
            let _ = desk.checkpoint();
            let news = desk.take_notices();
            self.hear(&news);
        }
    }

    fn lost(&self) -> Vec<String> {
        self.outsider().lost(&self.memory.outside())
    }

    /// Everybody closes the case, and it is opened again the next day.
    fn end(&mut self) {
        self.desks = [None, None];
        let memory = self.memory.outside();
        self.outsider().finishes(&memory);
        self.sit(0);
        let desk = self.desks[0].as_mut().unwrap();
        desk.checkpoint().unwrap();
        let news = desk.take_notices();
        self.hear(&news);
        self.desks = [None, None];
        let reader = open_at(&self.memory, CASE, Access::Read).unwrap();
        self.accounted(reader.history().case());
        assert_eq!(
            *reader.history().case(),
            crate::support::desk::file(&self.memory)
        );
        assert_eq!(work::leftovers(&self.memory), Vec::<String>::new());
        assert_eq!(self.lost(), Vec::<String>::new());
    }
}

fn rule(history: &mut History, number: usize, minute: usize) -> Option<Step> {
    if number > history.case().claims.len() {
        return None;
    }
    let edit = ruling(number, minute)(history.case());
    history.make(edit).ok()
}

/// Runs random plays in a mode, the same ones each time, and returns how many.
fn runs(mode: Mode) -> u32 {
    let cases = if is_long() { 1_000 } else { 200 };
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let counts = Mutex::new([0_usize; 3]);
    let played = runner.run(&(moves(), plan()), |(moves, plan)| {
        let mut room = Room::new(mode, plan);
        for (who, turn) in moves {
            room.play(who, turn);
            // Some of the files that are kept now may be swept later.
            room.lost();
        }
        room.end();
        let outsider = room.outsider();
        let here = [outsider.writes, room.acked.len(), outsider.excused];
        let mut counts = counts.lock().unwrap();
        for (count, here) in counts.iter_mut().zip(here) {
            *count += here;
        }
        Ok(())
    });
    played.unwrap_or_else(|failure| panic!("{failure}"));
    let [writes, acked, excused] = counts.into_inner().unwrap();
    println!(
        "{mode:?}: {cases} runs, {writes} writes from outside, {acked} receipts, {excused} writes in moments that nobody can help"
    );
    assert!(writes > 200 && acked > 200);
    if mode == Mode::Plain {
        assert_eq!(excused, 0);
    }
    cases
}

#[test]
fn nobody_is_overwritten_unread_where_files_are_exchanged() {
    assert!(runs(Mode::Plain) >= 200);
}

#[test]
fn nobody_is_overwritten_unread_where_files_are_renamed() {
    assert!(runs(Mode::WithoutExchange) >= 200);
}

#[test]
fn nobody_is_overwritten_unread_in_a_file_with_other_names() {
    assert!(runs(Mode::HardLink) >= 200);
}

#[test]
fn nobody_is_overwritten_unread_in_a_closed_folder() {
    assert!(runs(Mode::ClosedFolder) >= 200);
}

#[test]
fn nobody_is_overwritten_unread_in_a_file_that_is_mounted() {
    assert!(runs(Mode::Mount) >= 200);
}

#[test]
fn nobody_is_overwritten_unread_at_any_two_moments_of_a_save() {
    let mut runs = 0;
    for mode in [Mode::Plain, Mode::WithoutExchange, Mode::HardLink] {
        let save = |plan| {
            let mut room = Room::new(mode, plan);
            for turn in [Move::Rule(1), Move::Save, Move::Follow] {
                room.play(0, turn);
            }
            room.end();
            room.memory.calls() + room.memory.looks()
        };
        let calls = save(Vec::new());
        let seconds = [
            Act::Edit(outsider::Change::Title, UiPrefs::InPlace),
            Act::Edit(outsider::Change::Marks, UiPrefs::InPlace),
            Act::Edit(outsider::Change::Marks, UiPrefs::Replaces),
        ];
        for (call, gap) in (1..calls).flat_map(|call| [(call, 1), (call, 2), (call, 3)]) {
            let first = Act::Edit(outsider::Change::Source, UiPrefs::Replaces);
            let second = seconds[(call + gap) % seconds.len()];
            save(vec![(call, first), (gap, second)]);
            runs += 1;
        }
    }
    println!("{runs} runs with two writes from outside in the midst of a save");
    assert!(runs >= 500);
}
