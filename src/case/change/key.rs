//! Keys: two changes of the same field, item or record have the same key.

use super::item::{Item, TheCase};
use super::{Change, FieldChange, Place, Swap, on_item};
use crate::case::evidence::Evidence;
use crate::case::fix::Fix;
use crate::case::id::{AnyId, ClaimId};
use crate::case::publication::Correction;
use crate::case::query::{Answer, Query};
use crate::case::search::Search;

/// The field, item or record that a change is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::case) enum Key {
    /// A field.
    Field(Place, String),
    /// An element of a list of values, as JSON.
    Element(Place, String, String),
    /// The draft as a whole.
    Draft,
    /// A paragraph.
    Paragraph(usize),
    /// A source or claim as a whole.
    Record(AnyId),
    /// A whole item of a list: the kind of item, the owner of the list, the item's key.
    Item(&'static str, String, String),
}

impl Key {
    /// The key of an item, from its key in the list.
    fn item<T: Item>(owner: T::Owner, name: &str) -> Self {
        Self::Item(T::WORD, format!("{owner:?}"), name.to_owned())
    }
}

impl Change {
    /// The key of this change.
    pub(in crate::case) fn key(&self) -> Key {
        fn of<T: Item>(owner: T::Owner, swap: &Swap<T>) -> Key {
            Key::item::<T>(owner, &swap.either().map(Item::key).unwrap_or_default())
        }
        fn record(id: Option<impl Into<AnyId>>) -> Key {
            id.map_or(Key::Draft, |id| Key::Record(id.into()))
        }
        on_item!(self, |owner, swap| of(*owner, swap),
            Self::Field(change) => Key::Field(change.of, change.field.clone()),
            Self::Element(change) => {
                let value = change.either().map(ToString::to_string);
                Key::Element(change.of, change.field.clone(), value.unwrap_or_default())
            },
            Self::Draft(_) => Key::Draft,
            Self::Paragraph(index, _) => Key::Paragraph(*index),
            Self::Source(swap) => record(swap.either().map(|source| source.id)),
            Self::Claim(swap) => record(swap.either().map(|claim| claim.id)),
        )
    }

    /// The keys of the records and items that contain the changed field or item. If one of them is
    /// missing from a case, so is the field or item.
    pub(in crate::case) fn owners(&self) -> Vec<Key> {
        let claim = |id: ClaimId| Key::Record(id.into());
        match self {
            Self::Source(_) | Self::Claim(_) => Vec::new(),
            Self::Field(change) | Self::Element(change) => match change.of {
                Place::Case | Place::Draft => Vec::new(),
                Place::Source(id) => vec![Key::Record(id.into())],
                Place::Claim(id) => vec![claim(id)],
                Place::Evidence(on, id) => vec![claim(on), Key::item::<Evidence>(on, id.as_str())],
                Place::Fix(on, id) => vec![claim(on), Key::item::<Fix>(on, id.as_str())],
                Place::Search(on, id) => vec![claim(on), Key::item::<Search>(on, id.as_str())],
                Place::Query(id) => vec![Key::item::<Query>(TheCase, id.as_str())],
                Place::Answer(on, id) => {
                    vec![
                        Key::item::<Query>(TheCase, on.as_str()),
                        Key::item::<Answer>(on, id.as_str()),
                    ]
                }
                Place::Correction(id) => vec![Key::item::<Correction>(TheCase, id.as_str())],
            },
            Self::Answer(on, _) => vec![Key::item::<Query>(TheCase, on.as_str())],
            other => other.claim().map(claim).into_iter().collect(),
        }
    }

    /// Whether the change leaves a value, an item or a record behind.
    pub(in crate::case) fn leaves_something(&self) -> bool {
        on_item!(self, |owner, swap| { let _ = owner; swap.after.is_some() },
            Self::Field(_) => true,
            Self::Element(change) => change.after.is_some(),
            Self::Draft(swap) => swap.after.is_some(),
            Self::Paragraph(_, swap) => swap.after.is_some(),
            Self::Source(swap) => swap.after.is_some(),
            Self::Claim(swap) => swap.after.is_some(),
        )
    }

    /// Whether this change removes or replaces what an earlier change added.
    pub(in crate::case) fn supersedes(&self, earlier: &Self) -> bool {
        match self {
            Self::Claim(Swap {
                before: Some(claim),
                after: None,
            }) if !matches!(earlier, Self::Claim(_)) => earlier.claim() == Some(claim.id),
            later => later.key() == earlier.key(),
        }
    }
}

impl FieldChange {
    /// The value after the change, or the value before it if there is none after.
    fn either(&self) -> Option<&serde_json::Value> {
        self.after.as_ref().or(self.before.as_ref())
    }
}
