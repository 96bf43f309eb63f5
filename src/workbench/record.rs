//! Making edits: the case changes at once, and an effect asks the store thread to record the step.

use crate::case::{Change, ClaimId, Edit, Place, Question, Stamp, Step};
use crate::check::story_file::StoryFile;
use crate::error::Error;
use crate::text::visible;
use crate::workbench::event::{Context, Effect};
use crate::workbench::job::Job;
use crate::workbench::message::Message;
use crate::workbench::model::Model;

impl Model {
    /// The stamp of an edit: the person and the time of the event.
    pub fn stamp<'a>(&'a self, cx: &Context<'_>) -> Stamp<'a> {
        Stamp {
            by: self.person.as_deref().unwrap_or_default(),
            at: cx.at,
        }
    }

    /// Makes an edit: the case changes at once, and an effect records the step. Shows the error if
    /// the edit is refused.
    pub fn make(&mut self, edit: Result<Edit, Error>, cx: &mut Context<'_>) -> bool {
        if self.is_read_only() {
            return false;
        }
        let made = match edit {
            Ok(edit) => self.history.make(edit),
            Err(refusal) => {
                self.refuse(&refusal);
                return false;
            }
        };
        match made {
            Ok(step) => {
                self.record_step(&step, cx);
                true
            }
            Err(error) => {
                self.message = Message::new(visible(&error.to_string()));
                false
            }
        }
    }

    /// Whether the case is read-only. Shows the reason if it is.
    pub fn is_read_only(&mut self) -> bool {
        if let Some(why) = &self.receipts.read_only {
            self.message = Message::trouble(format!("This case is open to read only: {why}"));
        }
        self.receipts.read_only.is_some()
    }

    /// Sends a step of the history to be recorded, and updates the index.
    pub fn record_step(&mut self, step: &Step, cx: &mut Context<'_>) {
        self.receipts.made = step.serial;
        self.pending.push_back(step.clone());
        cx.effects.push(Effect::Record(step.clone()));
        let row = self.focus.claim.and_then(|id| self.index.row(id));
        if step.edit.changes.iter().any(names_file) {
            self.check_files(cx);
        }
        self.index
            .update(&step.edit, self.history.case(), &self.list_view);
        self.analysis.note(&step.edit);
        let case = self.history.case();
        self.list_view.marks.retain(|id| case.claims.has(*id));
        self.keep_focus(row);
    }

    /// Starts the checks of the evidence files, if any item names one, and of the story's file.
    pub fn check_files(&self, cx: &mut Context<'_>) {
        let story = StoryFile::of(self.case());
        cx.effects.push(Effect::Run(Job::WatchStory(story)));
        let mut items = self.case().claims.iter().flat_map(|claim| &claim.evidence);
        if items.any(|item| item.file.is_some()) {
            let case = Box::new(self.case().clone());
            cx.effects.push(Effect::Run(Job::CheckFiles(case)));
        }
    }

    /// The last claim that an edit changes and that still exists, with the question if the change
    /// is a ruling. After the undo of a split, only the original claim exists.
    pub fn touched(&self, edit: &Edit) -> Option<(ClaimId, Option<Question>)> {
        let touched = edit.changes.iter().rev().filter_map(|change| match change {
            Change::Ruling(id, swap) => {
                let ruling = swap.after.as_ref().or(swap.before.as_ref())?;
                Some((*id, Some(ruling.question)))
            }
            other => Some((other.claim()?, None)),
        });
        let mut existing = touched.filter(|(id, _)| self.case().claims.has(*id));
        existing.next()
    }
}

/// Whether a change adds or removes an item that names a file.
fn names_file(change: &Change) -> bool {
    match change {
        Change::Evidence(_, swap) => {
            let mut items = swap.before.iter().chain(&swap.after);
            items.any(|item| item.file.is_some())
        }
        Change::Claim(swap) => {
            let mut claims = swap.before.iter().chain(&swap.after);
            claims.any(|claim| claim.evidence.iter().any(|item| item.file.is_some()))
        }
        Change::Field(field) => matches!(field.of, Place::Evidence(..)) && field.field == "file",
        _ => false,
    }
}
