//! What the workbench has done outside that may take a while: reading all words of a large case,
//! looking into files, noting one, writing an export.

use crate::case::{Case, ClaimId, EvidenceId, File};
use crate::check::story_file::StoryFile;
use crate::check::{Analysis, FileChecks, House};
use crate::export::ExportRequest;

/// Something to be done on a thread of its own.
#[derive(Clone, Debug)]
pub enum Job {
    /// Find out what reading all words of this case shows.
    Analyse {
        /// Counts how often this was asked for.
        serial: u64,
        /// The case.
        case: Box<Case>,
        /// What the house asks for.
        house: House,
        /// What the files of its items were found to hold.
        files: FileChecks,
    },
    /// Look what the files of this case's items hold.
    Look(Box<Case>),
    /// Look whether the story's file holds another text than the draft, now and whenever it
    /// changes; none: no longer.
    Story(Option<StoryFile>),
    /// Note the path and the hash of a file that an item is to name.
    Note {
        /// The claim.
        claim: ClaimId,
        /// Its item.
        item: EvidenceId,
        /// The file, as it was typed.
        path: String,
    },
    /// Write this case to a file.
    Export(Box<Case>, ExportRequest),
}

/// What came of a job.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// What reading all words of the case has shown, and as the how-manieth this was asked for.
    Analysed(u64, Box<Analysis>),
    /// What the files of items hold.
    Looked(FileChecks),
    /// Whether the story's file holds another text than the draft.
    Story(bool),
    /// The file that an item is to name, or why there is none.
    Noted(ClaimId, EvidenceId, Result<File, String>),
    /// What there is to be said of an export, or why there is none.
    Exported(Result<String, String>),
}
