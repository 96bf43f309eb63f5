//! Jobs: work that may take a while and runs on another thread, such as analysing a large case,
//! reading files, or writing an export.

use crate::case::{Case, ClaimId, EvidenceId, File};
use crate::check::story_file::StoryFile;
use crate::check::{Analysis, FileChecks, House, StoryChange};
use crate::export::ExportRequest;

/// A job for another thread.
#[derive(Clone, Debug)]
pub enum Job {
    /// Analyse this case.
    Analyse {
        /// The number of this analysis.
        serial: u64,
        /// The case.
        case: Box<Case>,
        /// The house standards.
        house: House,
        /// The results of the checks of evidence files.
        files: FileChecks,
    },
    /// Check the evidence files of this case.
    CheckFiles(Box<Case>),
    /// Check whether the story's file differs from the draft, now and whenever the file changes.
    /// None stops the checks.
    WatchStory(Option<StoryFile>),
    /// Compute the path and hash of a file for an item.
    HashFile {
        /// The item's claim.
        claim: ClaimId,
        /// The item.
        item: EvidenceId,
        /// The path of the file, as typed.
        path: String,
    },
    /// Write an export of this case.
    Export(Box<Case>, ExportRequest),
}

/// The result of a job.
#[derive(Clone, Debug)]
pub enum JobResult {
    /// The analysis with this number.
    Analysed(u64, Box<Analysis>),
    /// The results of the checks of evidence files.
    FilesChecked(FileChecks),
    /// Where the story's file differs from the draft; none if it does not.
    StoryChecked(Option<StoryChange>),
    /// The file for an item, or why it cannot be used.
    FileHashed(ClaimId, EvidenceId, Result<File, String>),
    /// A report on the export, or why it failed.
    Exported(Result<String, String>),
}
