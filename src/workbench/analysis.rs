//! The state of the analysis: reading all words of a case. The first frame does not wait for it. For
//! a large case a job does it, and the header says so until it is done.

use crate::case::{Case, Change, Edit};
use crate::check::{Analysis, FileChecks, House};

/// The most claims that are read at once: this takes some thirty milliseconds.
const MOST_AT_ONCE: usize = 4_000;

/// How far it is.
#[derive(Clone, Debug, Default)]
pub enum Progress {
    /// It is done, and what it has shown follows edits.
    #[default]
    Done,
    /// The first frame comes before it.
    Due,
    /// It has to be asked for.
    Wanted,
    /// It was asked for, and these changes were made since.
    Running(Vec<Change>),
}

impl Progress {
    /// Whether findings and suggested links are still being looked for.
    pub fn is_running(&self) -> bool {
        matches!(self, Self::Wanted | Self::Running(_))
    }

    /// Notes an edit that the running analysis does not know.
    pub fn note(&mut self, edit: &Edit) {
        if let Self::Running(since) = self {
            since.extend(edit.changes.iter().cloned());
        }
    }
}

/// What reading the words of a case shows, if it is small; else what is known before that.
pub fn begin(case: &Case, house: &House, files: &FileChecks) -> (Analysis, Progress) {
    if case.claims.len() > MOST_AT_ONCE {
        (Analysis::none(case, house, files), Progress::Wanted)
    } else {
        (Analysis::of(case, house, files), Progress::Done)
    }
}
