//! The JSON schema of a case, generated from its types. It describes what `--to json` writes and
//! reads back. The `record!` macro generates most of it; this file adds the types that are written
//! as one string or number.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use super::evidence::Credibility;
use super::hash::Hex;
use super::id::{AnyId, Id, Kind};
use super::ordered_map::{OrderedMap, Record};
use super::time::{Date, Timestamp};
use super::{Case, FORMAT};

/// The JSON schema (draft 2020-12) of a case.
pub fn schema() -> Value {
    let generator = SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator();
    let mut schema = generator.into_root_schema_for::<Case>();
    schema.insert("title".to_owned(), "A case of factdesk".into());
    if let Some(format) = schema.pointer_mut("/properties/format") {
        *format = serde_json::json!({ "const": FORMAT, "description": "The format of the case." });
    }
    let mut schema = schema.to_value();
    tidy(&mut schema);
    schema
}

/// Removes line breaks from descriptions, and integer widths. Both matter only in the code.
fn tidy(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            if let Some(Value::String(description)) = object.get_mut("description") {
                let paragraphs: Vec<String> = description
                    .split("\n\n")
                    .map(|lines| lines.replace('\n', " "))
                    .collect();
                *description = paragraphs.join("\n\n");
            }
            if object.get("type").is_some_and(|kind| kind == "integer") {
                object.remove("format");
            }
            object.values_mut().for_each(tidy);
        }
        Value::Array(values) => values.iter_mut().for_each(tidy),
        _ => {}
    }
}

/// Implements `JsonSchema` for types that are written as one string or number.
macro_rules! plain {
    ($([$($generics:tt)*] $type:ty: $form:expr;)+) => { $(
        impl<$($generics)*> JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }

            fn inline_schema() -> bool {
                true
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $form
            }
        }
    )+ };
}

/// The random part of an id: eleven characters of lower-case Crockford base 32.
const RANDOM: &str = "[0-9a-hjkmnp-tv-z]{11}";

plain! {
    [K: Kind] Id<K>: matching(&format!("{}{RANDOM}", char::from(K::LETTER)));
    [] AnyId: matching(&format!("[{}]{RANDOM}", AnyId::first_letters()));
    [const N: usize] Hex<N>: matching(&format!("[0-9a-f]{{{}}}", 2 * N));
    [] Timestamp: json_schema!({ "type": "string", "format": "date-time" });
    [] Credibility: json_schema!({ "type": "integer", "minimum": 1, "maximum": 6 });
    [] Date: json_schema!({ "type": "string", "format": "date" });
}

fn matching(pattern: &str) -> Schema {
    json_schema!({ "type": "string", "pattern": format!("^{pattern}$") })
}

impl<T: Record + JsonSchema> JsonSchema for OrderedMap<T> {
    fn schema_name() -> Cow<'static, str> {
        Vec::<T>::schema_name()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<T>::json_schema(generator)
    }
}
