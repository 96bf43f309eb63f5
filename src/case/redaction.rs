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
        /// Whether redacted exports cut the words. If not, they keep them.
        required internal cut: bool,
        /// The person who decided.
        required internal by: String,
        /// When it was decided.
        required internal at: Timestamp,
    }
}
