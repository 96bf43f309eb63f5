//! The history of a case on this machine: edits, undo and redo.
//!
//! Undo removes an edit of this session. It keeps a ruling of an earlier session, since the ruling
//! may have been published. Instead it adds an answering ruling: a repetition of the person's
//! previous ruling on the question, or a withdrawal. Any other edit is undone by its inverse. Each
//! command of the command line is a session of its own.

mod past_sessions;

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::text::visible;

use super::Case;
use super::change::{Change, Edit, NoLongerFits};
use super::ops::{Stamp, refused};
use super::optional::is_default;
use super::person;
use super::time::Timestamp;
use past_sessions::{has_later_ruling, redo_changes, undo_changes};

/// The kind of a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum StepKind {
    /// A new edit.
    #[default]
    Make,
    /// Undoes an earlier step.
    Undo,
    /// Redoes an undone step.
    Redo,
}

/// A journal entry: an edit with its numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The number of the step in its journal, from 1.
    pub serial: u64,
    /// The number of the session in its journal, from 1.
    pub session: u64,
    /// The kind of step.
    #[serde(default, skip_serializing_if = "is_default")]
    pub turn: StepKind,
    /// The serial of the step that this one undoes, or of the undo step that it redoes; 0 for a new
    /// edit.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on: u64,
    /// The changes.
    pub edit: Edit,
}

/// The result of undo or redo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndoOutcome {
    /// The new step. The caller records it.
    pub step: Step,
    /// The edit that was undone or redone.
    pub of: Edit,
    /// The number of later edits of other people that were skipped.
    pub theirs: usize,
    /// Why the person's own later edits could not be undone. They were skipped.
    pub stuck: Vec<Error>,
}

impl UndoOutcome {
    /// The message: `undid: 11 FACT disputed (mk, 10:14)`.
    pub fn sentence(&self, is_redo: bool, now: Timestamp, zone: &TimeZone) -> String {
        let verb = if is_redo { "redid" } else { "undid" };
        let Edit { what, by, at, .. } = &self.of;
        let comma = if by.is_empty() { "" } else { ", " };
        let (what, by, time) = (visible(what), visible(by), at.shown(now, zone));
        format!("{verb}: {what} ({by}{comma}{time})")
    }

    /// Sentences about what was skipped; may be empty.
    pub fn skipped(&self) -> String {
        let mut sentences: Vec<String> = Vec::new();
        if self.theirs > 0 {
            let verb = if self.theirs == 1 { "stays" } else { "stay" };
            let edits = crate::text::counted(self.theirs, "later edit");
            sentences.push(format!("{edits} by others {verb}."));
        }
        sentences.extend(
            self.stuck
                .iter()
                .map(|why| format!("Skipped: {}.", why.what)),
        );
        sentences.join(" ")
    }
}

const LOCAL_HISTORY: &str = "the history of a case is kept on the machine where it was edited";

/// A case and its edits in order.
#[derive(Clone, Debug)]
pub struct History {
    case: Case,
    session: u64,
    next: u64,
    done: Vec<Step>,
    /// Each undone step and the step that undid it, the latest last.
    undone: Vec<(Step, Step)>,
}

impl History {
    /// An empty history.
    pub fn new(case: Case) -> Self {
        Self {
            case,
            session: 1,
            next: 1,
            done: Vec::new(),
            undone: Vec::new(),
        }
    }

    /// The case with all edits.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// Passes the current time to the case: see [`Case::observe_time`].
    pub fn observe_time(&mut self, now: Timestamp) -> bool {
        self.case.observe_time(now)
    }

    /// The edits that are in effect, oldest first.
    pub fn done(&self) -> impl DoubleEndedIterator<Item = &Edit> {
        self.done.iter().map(|step| &step.edit)
    }

    /// Adds a step whose changes the case already has.
    pub fn remember(&mut self, step: Step) {
        self.reserve_numbers(&step);
        match step.turn {
            StepKind::Make => {
                self.undone.clear();
                self.done.push(step);
            }
            StepKind::Undo => {
                if let Some(index) = self.done.iter().rposition(|done| done.serial == step.on) {
                    let done = self.done.remove(index);
                    // An undo step without changes only marks its step as undone. Such a step
                    // cannot be redone.
                    if !step.edit.changes.is_empty() {
                        self.undone.push((done, step));
                    }
                }
            }
            StepKind::Redo => {
                if let Some(index) = self
                    .undone
                    .iter()
                    .rposition(|(_, undoing)| undoing.serial == step.on)
                {
                    let (done, undoing) = self.undone.remove(index);
                    // An undo within the session is not kept, so redo restores the original step.
                    self.done.push(if undoing.session == step.session {
                        done
                    } else {
                        step
                    });
                }
            }
        }
    }

    /// Applies a step of the journal and adds it. Returns the step, also if it does not fit.
    pub fn replay(&mut self, step: Step) -> Result<Step, Box<Step>> {
        if step.edit.apply(&mut self.case).is_err() {
            return Err(Box::new(step));
        }
        self.remember(step.clone());
        Ok(step)
    }

    /// Applies a step that another copy of this history has made. The session number stays.
    pub fn replay_from_copy(&mut self, step: Step) -> Result<Step, Box<Step>> {
        let session = self.session;
        let replayed = self.replay(step);
        self.session = session;
        replayed
    }

    /// Continues the session of another history of the same case: takes over its numbers and its
    /// horizon.
    pub fn resume(&mut self, running: &Self) {
        self.session = running.session;
        self.next = self.next.max(running.next);
        self.case.set_horizon(running.case.horizon);
    }

    /// Reserves the serial and session number of a step that could not be applied, so that they are
    /// not used again.
    pub fn reserve_numbers(&mut self, step: &Step) {
        self.next = self.next.max(step.serial.saturating_add(1));
        self.session = self.session.max(step.session.saturating_add(1));
    }

    /// Makes the next serial greater than `serial`.
    pub fn count_from(&mut self, serial: u64) {
        self.next = self.next.max(serial.saturating_add(1));
    }

    /// Removes a step that is no longer in the case, so that undo does not find it.
    pub fn forget(&mut self, serial: u64) {
        self.done.retain(|step| step.serial != serial);
        self.undone
            .retain(|(done, undoing)| done.serial != serial && undoing.serial != serial);
    }

    /// The last serial that was used; 0 if there is none.
    pub fn last_serial(&self) -> u64 {
        self.next.saturating_sub(1)
    }

    /// The steps that are in effect, oldest first.
    pub fn steps(&self) -> &[Step] {
        &self.done
    }

    /// Makes a new edit. Undone steps can no longer be redone after it.
    ///
    /// Errors: the edit does not fit, or changes nothing. A recorded edit without changes would use
    /// up the next undo.
    pub fn make(&mut self, mut edit: Edit) -> Result<Step, NoLongerFits> {
        edit.changes.retain(|change| !change.is_noop());
        if edit.changes.is_empty() {
            return Err(NoLongerFits {
                what: "nothing would change".to_owned(),
            });
        }
        self.step(StepKind::Make, 0, edit)
    }

    /// Undoes this person's last edit that can still be undone. Later edits by others are skipped,
    /// and so are own edits whose fields have changed since. `stamp` names the person and the time;
    /// without a name, every edit counts as the person's own.
    pub fn undo(&mut self, stamp: &Stamp<'_>) -> Result<UndoOutcome, Error> {
        let mut skipped = Skipped::default();
        for index in (0..self.done.len()).rev() {
            let done = self.done.get(index);
            let Some(last) = done
                .filter(|step| skipped.counts_as_own(&step.edit, stamp))
                .cloned()
            else {
                continue;
            };
            let changes = if last.session == self.session {
                Ok(last.edit.inverse().changes)
            } else if has_later_ruling(&self.case, &last.edit) {
                Err(stuck(
                    &last.edit,
                    "there is a later ruling on it",
                    StepKind::Undo,
                ))
            } else {
                undo_changes(&self.case, &last.edit, stamp)
            };
            let what = format!("{}, undone", last.edit.what);
            let reversed = changes.and_then(|changes| {
                self.reverse_step(
                    (StepKind::Undo, last.serial),
                    &last.edit,
                    (what, changes),
                    stamp,
                )
            });
            match reversed {
                Ok(step) => return Ok(skipped.with(step, last.edit)),
                Err(refusal) => skipped.stuck.push(refusal),
            }
        }
        Err(skipped.none_error("undo"))
    }

    /// Redoes this person's last undone edit that can still be redone.
    pub fn redo(&mut self, stamp: &Stamp<'_>) -> Result<UndoOutcome, Error> {
        let mut skipped = Skipped::default();
        for index in (0..self.undone.len()).rev() {
            let undone = self.undone.get(index);
            let undone = undone.filter(|(done, _)| skipped.counts_as_own(&done.edit, stamp));
            let Some((done, undoing)) = undone.cloned() else {
                continue;
            };
            let changes = if undoing.session == self.session {
                Ok(undoing.edit.inverse().changes)
            } else {
                redo_changes(&self.case, &done.edit, &undoing.edit, stamp)
            };
            let what = done.edit.what.clone();
            let reversed = changes.and_then(|changes| {
                self.reverse_step(
                    (StepKind::Redo, undoing.serial),
                    &done.edit,
                    (what, changes),
                    stamp,
                )
            });
            match reversed {
                Ok(step) => return Ok(skipped.with(step, done.edit)),
                Err(refusal) => skipped.stuck.push(refusal),
            }
        }
        Err(skipped.none_error("redo"))
    }

    /// Makes the step that undoes or redoes an edit.
    fn reverse_step(
        &mut self,
        (turn, on): (StepKind, u64),
        of: &Edit,
        (what, changes): (String, Vec<Change>),
        stamp: &Stamp<'_>,
    ) -> Result<Step, Error> {
        let edit = Edit {
            what,
            by: stamp.by.to_owned(),
            at: stamp.at,
            changes,
        };
        self.step(turn, on, edit)
            .map_err(|moved| stuck(of, &moved.to_string(), turn))
    }

    /// The author of all signed steps, if there is only one. With two authors, nobody can tell
    /// which of them is at the keyboard.
    pub fn only_person(&self) -> Option<&str> {
        let mut signed = self.done().map(|edit| edit.by.as_str());
        let first = signed.find(|by| !by.is_empty())?;
        let is_only = signed.all(|by| by.is_empty() || by == first);
        is_only.then_some(first)
    }

    /// The edit that `undo` would try first.
    pub fn last_done(&self) -> Option<&Edit> {
        self.done.last().map(|step| &step.edit)
    }

    /// The edit that `redo` would try first.
    pub fn last_undone(&self) -> Option<&Edit> {
        self.undone.last().map(|(done, _)| &done.edit)
    }

    fn step(&mut self, turn: StepKind, on: u64, edit: Edit) -> Result<Step, NoLongerFits> {
        let step = Step {
            serial: self.next,
            session: self.session,
            turn,
            on,
            edit,
        };
        step.edit.apply(&mut self.case)?;
        // `remember` increases the session number, but this session continues.
        let session = self.session;
        self.remember(step.clone());
        self.session = session;
        Ok(step)
    }
}

/// The steps that undo or redo skipped.
#[derive(Default)]
struct Skipped {
    theirs: usize,
    stuck: Vec<Error>,
}

impl Skipped {
    /// Whether an edit is by the person of `stamp`. Otherwise counts the edit as skipped. An edit
    /// without a name, or a stamp without one, counts as the person's own.
    fn counts_as_own(&mut self, edit: &Edit, stamp: &Stamp<'_>) -> bool {
        let is_own =
            edit.by.is_empty() || stamp.by.is_empty() || person::is_same(&edit.by, stamp.by);
        self.theirs += usize::from(!is_own);
        is_own
    }

    fn with(self, step: Step, of: Edit) -> UndoOutcome {
        UndoOutcome {
            step,
            of,
            theirs: self.theirs,
            stuck: self.stuck,
        }
    }

    /// The error if no step could be undone or redone. If own steps were skipped, it is about the
    /// first of those.
    fn none_error(self, verb: &str) -> Error {
        if let Some(stuck) = self.stuck.into_iter().next() {
            return stuck;
        }
        if self.theirs > 0 {
            let hint = "only they can undo what other people did: rule yourself, or decide";
            return refused(format!("there is nothing of yours to {verb}"), hint);
        }
        refused(format!("there is nothing to {verb}"), LOCAL_HISTORY)
    }
}

/// The error for an edit that cannot be undone or redone.
fn stuck(edit: &Edit, why: &str, turn: StepKind) -> Error {
    let what = crate::text::visible(&edit.what);
    match turn {
        StepKind::Redo => refused(
            format!("“{what}” can no longer be redone: {why}"),
            "what it changed has changed since; do it again by hand",
        ),
        _ => refused(
            format!("“{what}” can no longer be undone: {why}"),
            "what it changed has changed since, and was left as it is",
        ),
    }
}
