//! Records about a case as a whole: the sign-off for publication, and corrections after it.

use super::hash::Of;
use super::id::{ClaimId, CorrectionId};
use super::record::record;
use super::time::Timestamp;

record! {
    /// A person's word that the case may be published.
    pub struct SignOff {
        /// Who.
        required text by: String as key,
        /// When.
        required public at: Timestamp as key,
        /// What they saw: the first 12 hex digits of a SHA-256 over what a sign-off is on.
        required internal of: Of,
        /// How many findings of the house standards stood then.
        required public findings: usize,
        /// The person's own words about it.
        default text note: String,
        /// Why it may be published although findings of the level error stood.
        default text with_errors: String,
    }
}

record! {
    /// What was wrong after publication.
    pub struct Correction {
        /// Minted once.
        required public id: CorrectionId as key,
        /// The claim that was wrong.
        optional public claim: ClaimId,
        /// Who corrects.
        required text by: String,
        /// When.
        required public at: Timestamp as key,
        /// What was published.
        required text was: String,
        /// What it should have been.
        required text now: String,
        /// How it came to be wrong.
        default text why: String,
        /// Who found it.
        default text found_by: String,
        /// The notice to readers.
        default text notice: String,
    }
}
