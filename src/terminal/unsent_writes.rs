//! Scheduling the writes of unsent text. Submitted text stays on disk until the journal has its
//! edit.

use std::time::{Duration, Instant};

use crate::store::Unsent;

/// How long after a change unsent text is written. A write takes time, so not every key causes one.
const WRITE_DELAY: Duration = Duration::from_secs(1);

/// The texts that belong on disk, and the time of the next write.
#[derive(Default)]
pub(super) struct UnsentWrites {
    /// The texts in the workbench now.
    now: Vec<Unsent>,
    /// Texts that were submitted while the journal lacked an edit, which may be theirs.
    sent: Vec<Unsent>,
    /// The time of the next write; none if the disk is up to date.
    due: Option<Instant>,
}

impl UnsentWrites {
    /// Starts with the texts that are on disk.
    pub(super) fn with(all: Vec<Unsent>) -> Self {
        Self {
            now: all,
            ..Self::default()
        }
    }

    /// The time of the next write, if one is needed.
    pub(super) fn due(&self) -> Option<Instant> {
        self.due
    }

    /// Takes the texts that the workbench has now. `is_recorded`: the journal has all edits that
    /// were made before.
    pub(super) fn take(&mut self, all: Vec<Unsent>, is_recorded: bool, at: Instant) {
        let before = std::mem::replace(&mut self.now, all);
        let gone = before
            .into_iter()
            .filter(|before| self.now.iter().all(|now| now.of != before.of));
        let gone: Vec<_> = gone.collect();
        // Remove submitted text from disk at once, so that it is not offered again.
        let is_due_now = is_recorded && !gone.is_empty();
        if !is_recorded {
            self.sent.extend(gone);
        }
        let soon = if is_due_now { at } else { at + WRITE_DELAY };
        self.due = Some(self.due.map_or(soon, |due| due.min(soon)));
    }

    /// Brings the next write forward to `at`, if one is due.
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

    /// All texts that belong on disk. Two texts of one form get different keys.
    pub(super) fn all(&self) -> Vec<Unsent> {
        let mut all = self.now.clone();
        for sent in &self.sent {
            let sent = sent.clone().beside(|of| all.iter().any(|it| it.of == of));
            all.push(sent);
        }
        all
    }

    /// Notes the result of a write: none, or the time to try again.
    pub(super) fn written(&mut self, again: Option<Instant>) {
        self.due = again;
    }
}
