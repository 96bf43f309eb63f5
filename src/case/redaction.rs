//! Redactions: what a person decided about a place that may lead to a confidential source.

use super::id::SourceId;
use super::record::record;
use super::time::Timestamp;

record! {
    /// A person's decision about one place.
    pub struct Redaction {
        /// The confidential source.
        required internal source: SourceId as key,
        /// The place: which field of which record, and the words there.
        required internal place: String as key,
        /// Whether it is cut from a redacted export; else it is kept.
        required internal cut: bool,
        /// Who decided.
        required internal by: String,
        /// When.
        required internal at: Timestamp,
    }
}
