//! How optional fields stand in the file: absent, or their bare value without `Some`.

use serde::de::{Deserialize, Deserializer};

/// Reads a field that is there as its bare value; serde's `default` sees to one that is not.
pub(crate) fn bare<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// Whether a value is its type's default, which is not written.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
