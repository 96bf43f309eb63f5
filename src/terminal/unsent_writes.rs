//! Decides when unsent text is written to disk. Submitted text stays on disk until its edit is in
//! the journal.

use std::time::{Duration, Instant};

use crate::store::Unsent;

/// How long after a change unsent text is written. A write takes time, so not every key causes one.
const WRITE_DELAY: Duration = Duration::from_secs(1);

/// The texts that belong on disk, and the time of the next write.
#[derive(Default)]
pub(super) struct UnsentWrites {
    /// The texts that the workbench has.
    current: Vec<Unsent>,
    /// Submitted texts. Their edits may not be in the journal yet.
    submitted: Vec<Unsent>,
    /// The time of the next write; none if the disk is up to date.
    due: Option<Instant>,
}

impl UnsentWrites {
    /// Starts with the texts that are on disk.
    pub(super) fn with(texts: Vec<Unsent>) -> Self {
        Self {
            current: texts,
            ..Self::default()
        }
    }

    /// The time of the next write, if one is needed.
    pub(super) fn due(&self) -> Option<Instant> {
        self.due
    }

    /// Replaces the texts of the workbench. `is_recorded`: the journal has all edits that were made
    /// before.
    pub(super) fn update(&mut self, texts: Vec<Unsent>, is_recorded: bool, at: Instant) {
        let before = std::mem::replace(&mut self.current, texts);
        let removed = before
            .into_iter()
            .filter(|before| self.current.iter().all(|current| current.of != before.of));
        let removed: Vec<_> = removed.collect();
        // Remove submitted text from disk at once, so that it is not offered again.
        let is_due_now = is_recorded && !removed.is_empty();
        if !is_recorded {
            self.submitted.extend(removed);
        }
        let soon = if is_due_now { at } else { at + WRITE_DELAY };
        self.due = Some(self.due.map_or(soon, |due| due.min(soon)));
    }

    /// Brings the next write forward to `at`, if one is due.
    pub(super) fn bring_forward(&mut self, at: Instant) {
        self.due = self.due.map(|due| due.min(at));
    }

    /// Notes that the journal has every edit.
    pub(super) fn recorded(&mut self, at: Instant) {
        if !self.submitted.is_empty() {
            self.submitted.clear();
            self.due = Some(at);
        }
    }

    /// All texts that belong on disk. Two texts of one form get different keys.
    pub(super) fn texts(&self) -> Vec<Unsent> {
        let mut texts = self.current.clone();
        for submitted in &self.submitted {
            let submitted = submitted
                .clone()
                .beside(|of| texts.iter().any(|text| text.of == of));
            texts.push(submitted);
        }
        texts
    }

    /// Notes the result of a write: none, or the time to try again.
    pub(super) fn written(&mut self, retry_at: Option<Instant>) {
        self.due = retry_at;
    }
}
