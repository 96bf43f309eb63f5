//! Redactions: decisions about words that may reveal a confidential source.

use super::id::SourceId;
use super::record::record;
use super::time::Timestamp;

record! {
    /// A decision about one place.
    pub struct Redaction {
        /// The confidential source.
        required internal source: SourceId as key,
        /// The place: the field of a record, and the words there.
        required internal place: String as key,
        /// Whether redacted exports cut the words; else they keep them.
        required internal cut: bool,
        /// Who decided.
        required internal by: String,
        /// When that was.
        required internal at: Timestamp,
    }
}
