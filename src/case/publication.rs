//! Records about a case as a whole: the sign-off for publication, and corrections after it.

use super::hash::Of;
use super::id::{ClaimId, CorrectionId};
use super::record::record;
use super::time::Timestamp;

record! {
    /// The approval of a case for publication.
    pub struct SignOff {
        /// The person who signed.
        required text by: String as key,
        /// When the person signed.
        required public at: Timestamp as key,
        /// The hash of the approved content: the first 12 hex digits of a SHA-256.
        required internal of: Of,
        /// The number of findings at that time.
        required public findings: usize,
        /// The person's note.
        default text note: String,
        /// Why the case may be published in spite of findings of the level error.
        default text with_errors: String,
    }
}

record! {
    /// An error found after publication.
    pub struct Correction {
        /// The id; never changes.
        required public id: CorrectionId as key,
        /// The claim that was wrong.
        optional public claim: ClaimId,
        /// The person who corrected the error.
        required text by: String,
        /// When it was corrected.
        required public at: Timestamp as key,
        /// The wrong text, as it was published.
        required text was: String,
        /// The correct text.
        required text now: String,
        /// What caused the error.
        default text why: String,
        /// The person who found the error.
        default text found_by: String,
        /// The notice to readers.
        default text notice: String,
    }
}
