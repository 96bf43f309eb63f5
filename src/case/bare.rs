//! How optional fields stand in the file: absent, or their bare value without `Some`.

use schemars::Schema;
use serde::Serialize;
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

/// Puts a field's default into its schema: it is what the field has where it is left out.
pub(crate) fn with_default<T: Default + Serialize>(schema: &mut Schema) {
    if let Ok(default) = serde_json::to_value(T::default()) {
        schema.insert("default".to_owned(), default);
    }
}

/// Takes `null` out of an optional field's schema: such a field is absent or has a value.
pub(crate) fn never_null(schema: &mut Schema) {
    let is_null = |kind: &serde_json::Value| kind == "null";
    if let Some(kinds) = schema
        .get_mut("type")
        .and_then(|kinds| kinds.as_array_mut())
    {
        kinds.retain(|kind| !is_null(kind));
        if let [kind] = kinds.as_slice() {
            let kind = kind.clone();
            schema.insert("type".to_owned(), kind);
        }
    }
    if let Some(any) = schema.get_mut("anyOf").and_then(|any| any.as_array_mut()) {
        any.retain(|one| !one.get("type").is_some_and(is_null));
        if let [serde_json::Value::Object(one)] = any.as_slice() {
            let one = one.clone();
            schema.remove("anyOf");
            for (name, value) in one {
                schema.insert(name, value);
            }
        }
    }
    if let Some(values) = schema
        .get_mut("enum")
        .and_then(|values| values.as_array_mut())
    {
        values.retain(|value| !value.is_null());
    }
    schema.remove("default");
}
