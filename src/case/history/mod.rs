//! The history of a case on this machine: what was done, what was undone, and what undoing means.
//!
//! An edit of this session is taken off as if it had not been. A ruling that an earlier session
//! recorded may have gone out into the world, so it is not taken off but answered: by what that
//! person's last ruling was before it, or a withdrawal, in their name at a new time. Every other
//! edit is undone by its inverse. A command is a session of its own.

mod earlier;

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::text::visible;

use super::Case;
use super::bare::is_default;
use super::change::{Change, Edit, NoLongerFits};
use super::ops::{Stamp, refused};
use super::person;
use super::time::Timestamp;
use earlier::{again, answered, is_overtaken};

/// What a step of the history does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum StepKind {
    /// Something new.
    #[default]
    Make,
    /// Undoes the last step.
    Undo,
    /// Does again the last thing undone.
    Redo,
}

/// An edit as it stands in the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Counts the steps of a journal, from 1.
    pub serial: u64,
    /// Counts the sessions of a journal, from 1.
    pub session: u64,
    /// What the step does.
    #[serde(default, skip_serializing_if = "is_default")]
    pub turn: StepKind,
    /// The serial of the step that it undoes, or of the undoing that it reverses; 0 for something
    /// new.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on: u64,
    /// What changes.
    pub edit: Edit,
}

/// What undoing or redoing came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turned {
    /// The step, to be recorded.
    pub step: Step,
    /// The edit that was undone or redone.
    pub of: Edit,
    /// How many later edits of other people were skipped, and stay.
    pub theirs: usize,
    /// Why later edits of one's own could not be undone; they were skipped, too.
    pub stuck: Vec<Error>,
}

impl Turned {
    /// Says what was undone or redone, by whom and when: `undid: 11 FACT disputed (mk, 10:14)`.
    pub fn sentence(&self, is_redo: bool, now: Timestamp, zone: &TimeZone) -> String {
        let verb = if is_redo { "redid" } else { "undid" };
        let Edit { what, by, at, .. } = &self.of;
        let comma = if by.is_empty() { "" } else { ", " };
        let (what, by, time) = (visible(what), visible(by), at.shown(now, zone));
        format!("{verb}: {what} ({by}{comma}{time})")
    }

    /// What was skipped on the way, as sentences with a capital and a full stop; empty for nothing.
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

const HERE: &str = "the history of a case is kept on the machine where it was edited";

/// A case, and what was done to it in order.
#[derive(Clone, Debug)]
pub struct History {
    case: Case,
    session: u64,
    next: u64,
    done: Vec<Step>,
    /// Each undone step with the step that undid it, the latest last.
    undone: Vec<(Step, Step)>,
}

impl History {
    /// A history that starts here.
    pub fn new(case: Case) -> Self {
        Self {
            case,
            session: 1,
            next: 1,
            done: Vec::new(),
            undone: Vec::new(),
        }
    }

    /// The case as it is now.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// Takes notice of what time it is: see [`Case::see`].
    pub fn see(&mut self, now: Timestamp) -> bool {
        self.case.see(now)
    }

    /// What was done and not undone, oldest first.
    pub fn done(&self) -> impl DoubleEndedIterator<Item = &Edit> {
        self.done.iter().map(|step| &step.edit)
    }

    /// Remembers a step of the journal that the case already holds.
    pub fn remember(&mut self, step: Step) {
        self.pass(&step);
        match step.turn {
            StepKind::Make => {
                self.undone.clear();
                self.done.push(step);
            }
            StepKind::Undo => {
                if let Some(place) = self.done.iter().rposition(|done| done.serial == step.on) {
                    let done = self.done.remove(place);
                    // What could only be passed over cannot be done again either.
                    if !step.edit.changes.is_empty() {
                        self.undone.push((done, step));
                    }
                }
            }
            StepKind::Redo => {
                if let Some(place) = self
                    .undone
                    .iter()
                    .rposition(|(_, undoing)| undoing.serial == step.on)
                {
                    let (done, undoing) = self.undone.remove(place);
                    // Taken off within a session, the undoing has not been: what was done stands as
                    // it did.
                    self.done.push(if undoing.session == step.session {
                        done
                    } else {
                        step
                    });
                }
            }
        }
    }

    /// Makes a step of the journal that the case does not hold yet, and remembers it. Either way
    /// the step is handed back.
    pub fn replay(&mut self, step: Step) -> Result<Step, Box<Step>> {
        if step.edit.apply(&mut self.case).is_err() {
            return Err(Box::new(step));
        }
        self.remember(step.clone());
        Ok(step)
    }

    /// Makes a step that another copy of this history has just made. The session stays the running
    /// one.
    pub fn follow(&mut self, step: Step) -> Result<Step, Box<Step>> {
        let session = self.session;
        let followed = self.replay(step);
        self.session = session;
        followed
    }

    /// Continues the session of another history of the same case: counts on from its last step, and
    /// takes over its horizon.
    pub fn resume(&mut self, running: &Self) {
        self.session = running.session;
        self.next = self.next.max(running.next);
        self.case.set_horizon(running.case.horizon);
    }

    /// Counts a step of the journal that is not in the case and will not be.
    pub fn pass(&mut self, step: &Step) {
        self.next = self.next.max(step.serial.saturating_add(1));
        self.session = self.session.max(step.session.saturating_add(1));
    }

    /// Counts on from this serial, even if its step is not known.
    pub fn count_from(&mut self, serial: u64) {
        self.next = self.next.max(serial.saturating_add(1));
    }

    /// Forgets a step that is no longer in the case, so that undo does not come upon it.
    pub fn forget(&mut self, serial: u64) {
        self.done.retain(|step| step.serial != serial);
        self.undone
            .retain(|(done, undoing)| done.serial != serial && undoing.serial != serial);
    }

    /// The serial of the last step that was counted; 0 for none.
    pub fn last_serial(&self) -> u64 {
        self.next.saturating_sub(1)
    }

    /// The steps that were done and not undone, oldest first.
    pub fn steps(&self) -> &[Step] {
        &self.done
    }

    /// Does something new. What was undone before can no longer be redone.
    ///
    /// Refuses an edit that changes nothing: undo would come upon it and change nothing.
    pub fn make(&mut self, mut edit: Edit) -> Result<Step, NoLongerFits> {
        edit.changes.retain(|change| !change.is_idle());
        if edit.changes.is_empty() {
            return Err(NoLongerFits {
                what: "nothing would change".to_owned(),
            });
        }
        self.step(StepKind::Make, 0, edit)
    }

    /// Undoes the last thing that this person did and that can still be undone. What others
    /// did since stays, and so does what can no longer be undone, since what it changed has
    /// changed again. `stamp` says who asks and when; where nobody is named, everything counts as
    /// theirs.
    pub fn undo(&mut self, stamp: &Stamp<'_>) -> Result<Turned, Error> {
        let mut skipped = Skipped::default();
        for place in (0..self.done.len()).rev() {
            let done = self.done.get(place);
            let Some(last) = done
                .filter(|step| skipped.is_for(&step.edit, stamp))
                .cloned()
            else {
                continue;
            };
            let changes = if last.session == self.session {
                Ok(last.edit.inverse().changes)
            } else if is_overtaken(&self.case, &last.edit) {
                Err(stuck(
                    &last.edit,
                    "there is a later ruling on it",
                    StepKind::Undo,
                ))
            } else {
                answered(&self.case, &last.edit, stamp)
            };
            let what = format!("{}, undone", last.edit.what);
            let turned = changes.and_then(|changes| {
                self.turn(
                    (StepKind::Undo, last.serial),
                    &last.edit,
                    (what, changes),
                    stamp,
                )
            });
            match turned {
                Ok(step) => return Ok(skipped.with(step, last.edit)),
                Err(refusal) => skipped.stuck.push(refusal),
            }
        }
        Err(skipped.nothing("undo"))
    }

    /// Makes again the last thing of this person's that was undone and that can still be made.
    pub fn redo(&mut self, stamp: &Stamp<'_>) -> Result<Turned, Error> {
        let mut skipped = Skipped::default();
        for place in (0..self.undone.len()).rev() {
            let undone = self.undone.get(place);
            let undone = undone.filter(|(done, _)| skipped.is_for(&done.edit, stamp));
            let Some((done, undoing)) = undone.cloned() else {
                continue;
            };
            let changes = if undoing.session == self.session {
                Ok(undoing.edit.inverse().changes)
            } else {
                again(&self.case, &done.edit, &undoing.edit, stamp)
            };
            let what = done.edit.what.clone();
            let turned = changes.and_then(|changes| {
                self.turn(
                    (StepKind::Redo, undoing.serial),
                    &done.edit,
                    (what, changes),
                    stamp,
                )
            });
            match turned {
                Ok(step) => return Ok(skipped.with(step, done.edit)),
                Err(refusal) => skipped.stuck.push(refusal),
            }
        }
        Err(skipped.nothing("redo"))
    }

    /// Makes the changes that undo or redo an edit.
    fn turn(
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

    /// Who made these steps, if one person has signed all that are signed. Of two nobody knows which
    /// one is at the keyboard.
    pub fn only_person(&self) -> Option<&str> {
        let mut signed = self.done().map(|edit| edit.by.as_str());
        let first = signed.find(|by| !by.is_empty())?;
        let is_only = signed.all(|by| by.is_empty() || by == first);
        is_only.then_some(first)
    }

    /// What `undo` would undo.
    pub fn last_done(&self) -> Option<&Edit> {
        self.done.last().map(|step| &step.edit)
    }

    /// What `redo` would do again.
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
        // `remember` counts on: the session stays the one that is running.
        let session = self.session;
        self.remember(step.clone());
        self.session = session;
        Ok(step)
    }
}

/// What undo or redo skips.
#[derive(Default)]
struct Skipped {
    theirs: usize,
    stuck: Vec<Error>,
}

impl Skipped {
    /// Whether an edit is of the person who asks; others are counted.
    fn is_for(&mut self, edit: &Edit, stamp: &Stamp<'_>) -> bool {
        let is_own =
            edit.by.is_empty() || stamp.by.is_empty() || person::is_one(&edit.by, stamp.by);
        self.theirs += usize::from(!is_own);
        is_own
    }

    fn with(self, step: Step, of: Edit) -> Turned {
        Turned {
            step,
            of,
            theirs: self.theirs,
            stuck: self.stuck,
        }
    }

    /// The error for "nothing to undo or redo". If a step was skipped because it no longer applies,
    /// the error is about the first such step.
    fn nothing(self, verb: &str) -> Error {
        if let Some(stuck) = self.stuck.into_iter().next() {
            return stuck;
        }
        if self.theirs > 0 {
            let hint = "only they can undo what other people did: rule yourself, or decide";
            return refused(format!("there is nothing of yours to {verb}"), hint);
        }
        refused(format!("there is nothing to {verb}"), HERE)
    }
}

/// The refusal to undo or redo an edit.
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
