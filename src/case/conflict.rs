//! Conflicts: two values of one field after a merge. Both are kept until somebody chooses.

use super::id::{AnyId, ConflictId};
use super::record::record;

record! {
    /// Two values of a field of a record, of an item, or of a whole record. A value is RON text as
    /// the case file would have it; one that is absent: not there.
    pub struct Conflict {
        /// Made of what it is about, so that two people who make the same merge have the same one.
        required internal id: ConflictId as key,
        /// The record that the value belongs to; for title and draft the case.
        required internal record: AnyId as key,
        /// The key of the item in that record, where it has no id of its own.
        default internal key: String as key,
        /// The field; empty: the record or item as a whole.
        default internal field: String as key,
        /// The value on the one side.
        optional internal ours: String as key,
        /// The value on the other.
        optional internal theirs: String as key,
        /// The value that both started from.
        optional internal base: String as key,
    }
}

impl Conflict {
    /// A conflict with its id: the first 55 bits of the SHA-256 over record, key, field and the
    /// values in byte order, with U+001F between.
    pub fn new(
        record: AnyId,
        key: impl Into<String>,
        field: impl Into<String>,
        (ours, theirs, base): (Option<String>, Option<String>, Option<String>),
    ) -> Self {
        let (key, field) = (key.into(), field.into());
        let mut values: Vec<&str> = [&ours, &theirs, &base]
            .into_iter()
            .filter_map(Option::as_deref)
            .collect();
        values.sort_unstable();
        let parts = [record.as_str(), &key, &field]
            .into_iter()
            .chain(values)
            .flat_map(|part| [part.as_bytes(), b"\x1f".as_slice()]);
        let id = ConflictId::hashed(parts);
        Self {
            id,
            record,
            key,
            field,
            ours,
            theirs,
            base,
        }
    }
}

impl Conflict {
    /// Whether it is the other seen from the other side of the merge.
    pub(super) fn is_mirrored(&self, other: &Self) -> bool {
        (self.id, &self.base) == (other.id, &other.base)
            && (&self.ours, &self.theirs) == (&other.theirs, &other.ours)
    }
}
