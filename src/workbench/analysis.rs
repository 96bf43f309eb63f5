//! The state of the analysis, which computes findings and suggested links. The first frame does not
//! wait for the analysis. For a large case it runs as a job, and the header shows that it is
//! running.

use crate::case::{Case, Change, Edit};
use crate::check::{Analysis, FileChecks, House};

/// A case with at most this many claims is analysed at once. That takes about thirty milliseconds.
const MAX_AT_ONCE: usize = 4_000;

/// The progress of the analysis.
#[derive(Clone, Debug, Default)]
pub enum Progress {
    /// Done. Edits update the result.
    #[default]
    Done,
    /// Waits until the first frame is drawn.
    Due,
    /// Must be started as a job.
    Wanted,
    /// Runs as a job. These changes were made since it started.
    Running(Vec<Change>),
}

impl Progress {
    /// Whether findings and suggested links are not complete yet.
    pub fn is_running(&self) -> bool {
        matches!(self, Self::Wanted | Self::Running(_))
    }

    /// Stores an edit that the running analysis does not contain.
    pub fn note(&mut self, edit: &Edit) {
        if let Self::Running(since) = self {
            since.extend(edit.changes.iter().cloned());
        }
    }
}

/// Analyses a small case at once. A large case gets an empty analysis and needs a job.
pub fn begin(case: &Case, house: &House, files: &FileChecks) -> (Analysis, Progress) {
    if case.claims.len() > MAX_AT_ONCE {
        (Analysis::none(case, house, files), Progress::Wanted)
    } else {
        (Analysis::of(case, house, files), Progress::Done)
    }
}
