//! Serde helpers for optional fields. A present value is written without `Some`; an absent value is
//! not written.

use schemars::Schema;
use serde::Serialize;
use serde::de::{Deserialize, Deserializer};

/// Reads a present field. Serde's `default` handles an absent field.
pub(crate) fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// Whether a value is the default of its type. A default value is not written.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Adds the default value to a field's schema, for programs that read files without the field.
pub(crate) fn with_default<T: Default + Serialize>(schema: &mut Schema) {
    if let Ok(default) = serde_json::to_value(T::default()) {
        schema.insert("default".to_owned(), default);
    }
}

/// Removes `null` from an optional field's schema: the field is absent or has a value.
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
