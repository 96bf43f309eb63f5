//! A map of records in canonical order, with an index by id.
//!
//! Finding a record by id takes constant time, so that a ruling takes the same time in a large case
//! as in a small one.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use super::claim::Claim;
use super::id::{Id, Kind, OfClaim, OfSource};
use super::source::Source;

/// A record that an [`OrderedMap`] can hold.
pub trait Record {
    /// The kind of the record's id.
    type Kind: Kind;

    /// The record's id.
    fn id(&self) -> Id<Self::Kind>;

    /// The canonical order, by bytes.
    fn order(&self, other: &Self) -> Ordering;

    /// Whether the lists inside the record are in canonical order.
    fn is_sorted(&self) -> bool {
        true
    }

    /// Puts the lists inside the record into canonical order.
    fn sort(&mut self) {}
}

impl Record for Source {
    type Kind = OfSource;

    fn id(&self) -> Id<OfSource> {
        self.id
    }

    fn order(&self, other: &Self) -> Ordering {
        (&self.name, self.id).cmp(&(&other.name, other.id))
    }

    fn is_sorted(&self) -> bool {
        self.relies_on.is_sorted_by(|a, b| a < b) && self.aliases.is_sorted_by(|a, b| a < b)
    }

    fn sort(&mut self) {
        sort_values(&mut self.relies_on);
        sort_values(&mut self.aliases);
    }
}

impl Record for Claim {
    type Kind = OfClaim;

    fn id(&self) -> Id<OfClaim> {
        self.id
    }

    fn order(&self, other: &Self) -> Ordering {
        Claim::order(self, other)
    }

    fn is_sorted(&self) -> bool {
        Claim::is_sorted(self)
    }

    fn sort(&mut self) {
        Claim::sort(self);
    }
}

/// Records in canonical order.
#[derive(Clone, Debug)]
pub struct OrderedMap<T: Record> {
    records: Vec<Arc<T>>,
    by_id: HashMap<Id<T::Kind>, Arc<T>>,
}

impl<T: Record> OrderedMap<T> {
    /// The record with this id.
    pub fn get(&self, id: Id<T::Kind>) -> Option<&Arc<T>> {
        self.by_id.get(&id)
    }

    /// Whether the map has a record with this id.
    pub fn has(&self, id: Id<T::Kind>) -> bool {
        self.by_id.contains_key(&id)
    }

    /// The position of a record, from 0.
    pub fn place(&self, id: Id<T::Kind>) -> Option<usize> {
        let record = self.get(id)?;
        self.records
            .binary_search_by(|other| other.order(record))
            .ok()
    }

    /// The record at a position, from 0.
    pub fn get_at(&self, index: usize) -> Option<&Arc<T>> {
        self.records.get(index)
    }

    /// Inserts a record at its position. Does not replace a record with the same id: check
    /// [`OrderedMap::has`] first.
    pub(crate) fn insert(&mut self, mut record: Arc<T>)
    where
        T: Clone,
    {
        sort(&mut record);
        let index = self
            .records
            .partition_point(|other| other.order(&record).is_lt());
        self.by_id.insert(record.id(), Arc::clone(&record));
        self.records.insert(index, record);
    }

    /// Inserts several records.
    pub(crate) fn extend(&mut self, records: impl IntoIterator<Item = Arc<T>>)
    where
        T: Clone,
    {
        records.into_iter().for_each(|record| self.insert(record));
    }

    /// Removes a record.
    pub(crate) fn remove(&mut self, id: Id<T::Kind>) -> Option<Arc<T>> {
        let index = self.place(id)?;
        self.by_id.remove(&id);
        Some(self.records.remove(index))
    }

    /// Changes a record, except its id.
    pub(crate) fn change<R>(
        &mut self,
        id: Id<T::Kind>,
        change: impl FnOnce(&mut T) -> R,
    ) -> Option<R>
    where
        T: Clone,
    {
        let index = self.place(id)?;
        let slot = self.records.get_mut(index)?;
        let mut record = T::clone(slot);
        let result = change(&mut record);
        if record.order(slot).is_eq() {
            *slot = Arc::new(record);
            self.by_id.insert(id, Arc::clone(slot));
        } else {
            self.remove(id);
            self.insert(Arc::new(record));
        }
        Some(result)
    }
}

impl<T: Record> Default for OrderedMap<T> {
    fn default() -> Self {
        Self {
            records: Vec::new(),
            by_id: HashMap::new(),
        }
    }
}

impl<T: Record> std::ops::Deref for OrderedMap<T> {
    type Target = [Arc<T>];

    fn deref(&self) -> &[Arc<T>] {
        &self.records
    }
}

/// Sorts the lists of a record. Copies it only if it is shared and unsorted.
fn sort<T: Record + Clone>(record: &mut Arc<T>) {
    if !record.is_sorted() {
        Arc::make_mut(record).sort();
    }
}

impl<T: Record + Clone> FromIterator<Arc<T>> for OrderedMap<T> {
    /// Collects records in any order. Duplicate ids are kept, so that the loader can report them.
    fn from_iter<I: IntoIterator<Item = Arc<T>>>(records: I) -> Self {
        let mut records: Vec<_> = records.into_iter().collect();
        records.iter_mut().for_each(sort);
        if !records.is_sorted_by(|a, b| a.order(b).is_le()) {
            records.sort_by(|a, b| a.order(b));
        }
        let by_id = records
            .iter()
            .map(|record| (record.id(), Arc::clone(record)))
            .collect();
        Self { records, by_id }
    }
}

impl<T: Record + PartialEq> PartialEq for OrderedMap<T> {
    fn eq(&self, other: &Self) -> bool {
        self.records == other.records
    }
}

impl<T: Record + Eq> Eq for OrderedMap<T> {}

impl<T: Record + Serialize> Serialize for OrderedMap<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(&self.records)
    }
}

impl<'de, T: Record + Clone + Deserialize<'de>> Deserialize<'de> for OrderedMap<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Records<T>(std::marker::PhantomData<T>);

        impl<'de, T: Record + Clone + Deserialize<'de>> Visitor<'de> for Records<T> {
            type Value = OrderedMap<T>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a list of records")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<OrderedMap<T>, A::Error> {
                let mut records = Vec::new();
                while let Some(record) = list.next_element::<T>()? {
                    records.push(Arc::new(record));
                }
                Ok(records.into_iter().collect())
            }
        }

        deserializer.deserialize_seq(Records(std::marker::PhantomData))
    }
}

/// Sorts values and removes duplicates.
pub(super) fn sort_values<T: Ord>(values: &mut Vec<T>) {
    values.sort();
    values.dedup();
}
