//! Conflicts: two values of one field after a merge. Both are kept until somebody chooses.

use super::id::{AnyId, ConflictId};
use super::record::record;

record! {
    /// Two values of a field, of an item, or of a whole record. Values are RON text as in the case
    /// file; none if that side has no value.
    pub struct Conflict {
        /// A hash of the content, so that two people who make the same merge get the same conflict.
        required internal id: ConflictId as key,
        /// The record that has the value. The case itself for its title and draft.
        required internal record: AnyId as key,
        /// The key of the item in that record, if the item has no id.
        default internal key: String as key,
        /// The field; empty if the conflict is about a whole record or item.
        default internal field: String as key,
        /// The value on our side.
        optional internal ours: String as key,
        /// The value on the other side.
        optional internal theirs: String as key,
        /// The value in the common ancestor.
        optional internal base: String as key,
    }
}

impl Conflict {
    /// Makes a conflict and its id: the first 55 bits of the SHA-256 over record, key, field and
    /// the sorted values, each followed by U+001F.
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
        let id = ConflictId::from_hash(parts);
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
    /// Whether both are the same conflict, seen from opposite sides of the merge.
    pub(super) fn is_mirrored(&self, other: &Self) -> bool {
        (self.id, &self.base) == (other.id, &other.base)
            && (&self.ours, &self.theirs) == (&other.theirs, &other.ours)
    }
}
