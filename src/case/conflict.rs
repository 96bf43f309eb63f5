//! Conflicts: two values of one field after a merge. Both are kept until somebody chooses.

use super::Case;
use super::change::{Item, Place, TheCase};
use super::claim::{Earlier, Link, Waiver};
use super::draft::Revision;
use super::id::{AnyId, ConflictId};
use super::publication::SignOff;
use super::record::{Fields, Grain, record};
use super::redaction::Redaction;
use super::ruling::Ruling;
use crate::text::visible;

record! {
    /// Two values of a field of a record, of an item, or of a whole record. A value is RON text as the case file would have it;
    /// one that is absent: not there.
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
    /// A conflict with its id: the first 55 bits of the SHA-256 over record, key, field and the values in byte order, with U+001F
    /// between.
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

impl Case {
    /// The item without an id that has this key in a list of the record at a place.
    fn keyed(&self, place: Place, key: &str) -> Option<&dyn Fields> {
        fn of<'a, T: Item + 'a>(
            case: &'a Case,
            owner: T::Owner,
            key: &str,
        ) -> Option<&'a dyn Fields> {
            let item = T::list(case, owner)?
                .iter()
                .find(|item| item.key() == key)?;
            Some(item)
        }
        match place {
            Place::Claim(id) => of::<Ruling>(self, id, key)
                .or_else(|| of::<Link>(self, id, key))
                .or_else(|| of::<Waiver>(self, id, key))
                .or_else(|| of::<Earlier>(self, id, key)),
            Place::Case => of::<SignOff>(self, TheCase, key)
                .or_else(|| of::<Redaction>(self, TheCase, key))
                .or_else(|| of::<Revision>(self, TheCase, key)),
            _ => None,
        }
    }

    /// Why a conflict cannot stand, if it cannot: its record has no such field, or a value is not one of it. As the end of a
    /// sentence that names it.
    pub fn fault_of(&self, conflict: &Conflict) -> Option<String> {
        if conflict.field.is_empty() {
            return None;
        }
        let place = self.place_of(conflict.record)?;
        // The case's id stands for the draft, too.
        let of_draft = self.record(Place::Draft).filter(|_| place == Place::Case);
        let records = if conflict.key.is_empty() {
            vec![self.record(place), of_draft]
        } else {
            vec![self.keyed(place, &conflict.key)]
        };
        let records = records.into_iter().flatten();
        let has_field = |record: &&dyn Fields| {
            let mut fields = record.fields().iter();
            fields.any(|field| field.name == conflict.field && field.grain != Grain::Key)
        };
        let field = visible(&conflict.field);
        let mut with_field = records.filter(has_field).peekable();
        if with_field.peek().is_none() {
            return Some(format!(
                "is over a field that its record does not have: `{field}`"
            ));
        }
        let values = [&conflict.ours, &conflict.theirs, &conflict.base];
        let wrong = with_field.find_map(|record| {
            let mut values = values.into_iter().flatten();
            values.find_map(|value| record.parse(&conflict.field, value).err())
        });
        wrong.map(|why| format!("has a value that is none of `{field}`: {}", visible(&why)))
    }
}
