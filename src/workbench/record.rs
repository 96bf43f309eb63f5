//! Edits made here: the case has them at once, and the desk is asked to record them.

use crate::case::{Change, ClaimId, Edit, Place, Question, Stamp, Step};
use crate::check::story_file::StoryFile;
use crate::error::Error;
use crate::text::visible;
use crate::workbench::event::{Context, Effect};
use crate::workbench::job::Job;
use crate::workbench::message::Message;
use crate::workbench::model::Model;

impl Model {
    /// The person and the time of what is done now.
    pub fn stamp<'a>(&'a self, cx: &Context<'_>) -> Stamp<'a> {
        Stamp {
            by: self.person.as_deref().unwrap_or_default(),
            at: cx.at,
        }
    }

    /// Makes an edit: the case has it at once, and the desk is asked to record it. Says why not, if
    /// it cannot be made.
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
                self.take(&step, cx);
                true
            }
            Err(moved) => {
                self.message = Message::new(visible(&moved.to_string()));
                false
            }
        }
    }

    /// Whether nothing can be changed here; says why.
    pub fn is_read_only(&mut self) -> bool {
        if let Some(why) = &self.receipts.read_only {
            self.message = Message::trouble(format!("This case is open to read only: {why}"));
        }
        self.receipts.read_only.is_some()
    }

    /// Sends a step that the history made to be recorded, and follows it.
    pub fn take(&mut self, step: &Step, cx: &mut Context<'_>) {
        self.receipts.made = step.serial;
        self.pending.push_back(step.clone());
        cx.effects.push(Effect::Record(step.clone()));
        let row = self.focus.claim.and_then(|id| self.index.row(id));
        if step.edit.changes.iter().any(names_file) {
            self.look_at_files(cx);
        }
        self.index
            .follow(&step.edit, self.history.case(), &self.look);
        self.analysis.note(&step.edit);
        let case = self.history.case();
        self.look.marks.retain(|id| case.claims.has(*id));
        self.keep_focus(row);
    }

    /// Asks what the files of the case's items hold, if any item names one, and whether that of its
    /// story has changed.
    pub fn look_at_files(&self, cx: &mut Context<'_>) {
        let story = StoryFile::of(self.case());
        cx.effects.push(Effect::Run(Job::Story(story)));
        let mut items = self.case().claims.iter().flat_map(|claim| &claim.evidence);
        if items.any(|item| item.file.is_some()) {
            let case = Box::new(self.case().clone());
            cx.effects.push(Effect::Run(Job::Look(case)));
        }
    }

    /// The last claim of this case whose rulings, evidence or own words an edit touches, with the
    /// question of the ruling. Of a split that is undone the case has only the claim that was split.
    pub fn touched(&self, edit: &Edit) -> Option<(ClaimId, Option<Question>)> {
        let touched = edit.changes.iter().rev().filter_map(|change| match change {
            Change::Ruling(id, swap) => {
                let ruling = swap.after.as_ref().or(swap.before.as_ref())?;
                Some((*id, Some(ruling.question)))
            }
            other => Some((other.claim()?, None)),
        });
        let mut there = touched.filter(|(id, _)| self.case().claims.has(*id));
        there.next()
    }
}

/// Whether a change brings or takes an item that names a file.
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
