//! Unsent text on its way to the disk. Text that was sent stays on disk until the journal has its
//! edit.

use std::time::{Duration, Instant};

use crate::store::Unsent;

/// Unsent text is on disk this long after it was typed. Each write costs time, so not every key
/// causes one.
const SOON: Duration = Duration::from_secs(1);

/// What is to be on disk, and when it is written next.
#[derive(Default)]
pub(super) struct Typed {
    /// As the workbench has it.
    now: Vec<Unsent>,
    /// Text that was sent while the journal lacked an edit: that edit may be the one that it was
    /// sent for.
    sent: Vec<Unsent>,
    /// When it is written; none while the disk has it.
    due: Option<Instant>,
}

impl Typed {
    /// With what the disk has already.
    pub(super) fn with(all: Vec<Unsent>) -> Self {
        Self {
            now: all,
            ..Self::default()
        }
    }

    /// When it is written next, if it is to be.
    pub(super) fn due(&self) -> Option<Instant> {
        self.due
    }

    /// Takes in what the workbench has now. All edits that it asked for before are in the journal,
    /// or they are not.
    pub(super) fn take(&mut self, all: Vec<Unsent>, is_recorded: bool, at: Instant) {
        let before = std::mem::replace(&mut self.now, all);
        let gone = before
            .into_iter()
            .filter(|before| self.now.iter().all(|now| now.of != before.of));
        let gone: Vec<_> = gone.collect();
        // What was sent is not to be offered again.
        let is_due_now = is_recorded && !gone.is_empty();
        if !is_recorded {
            self.sent.extend(gone);
        }
        let soon = if is_due_now { at } else { at + SOON };
        self.due = Some(self.due.map_or(soon, |due| due.min(soon)));
    }

    /// What the disk lacks is written now.
    pub(super) fn hurry(&mut self, at: Instant) {
        self.due = self.due.map(|due| due.min(at));
    }

    /// The journal has every edit.
    pub(super) fn recorded(&mut self, at: Instant) {
        if !self.sent.is_empty() {
            self.sent.clear();
            self.due = Some(at);
        }
    }

    /// All that is to be on disk. Two texts of one form lie beside one another.
    pub(super) fn all(&self) -> Vec<Unsent> {
        let mut all = self.now.clone();
        for sent in &self.sent {
            let sent = sent.clone().beside(|of| all.iter().any(|it| it.of == of));
            all.push(sent);
        }
        all
    }

    /// The disk has it, or does not: then it is tried again at that time.
    pub(super) fn written(&mut self, again: Option<Instant>) {
        self.due = again;
    }
}
