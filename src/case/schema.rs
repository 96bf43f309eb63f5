//! The JSON schema of a case, made from its types: what `--to json` writes and reads back. Records have theirs from their
//! declarations; here are the types that are written as texts of a form.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::hash::Hex;
use super::id::{AnyId, Id, Kind};
use super::shelf::{Record, Shelf};
use super::time::{Date, Timestamp};
use super::{Case, FORMAT};

/// The JSON schema (draft 2020-12) of a case as it is written.
pub fn schema() -> serde_json::Value {
    let generator = SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator();
    let mut schema = generator.into_root_schema_for::<Case>();
    if let Some(format) = schema.pointer_mut("/properties/format") {
        *format = serde_json::json!({ "const": FORMAT, "description": "The format of the case." });
    }
    schema.to_value()
}

/// A text of this form, which stands where it is used and has no definition of its own.
macro_rules! texts {
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

/// Eleven characters of lower-case Crockford base 32.
const RANDOM: &str = "[0-9a-hjkmnp-tv-z]{11}";

texts! {
    [K: Kind] Id<K>: matching(&format!("{}{RANDOM}", char::from(K::LETTER)));
    [] AnyId: matching(&format!("[a-z]{RANDOM}"));
    [const N: usize] Hex<N>: matching(&format!("[0-9a-f]{{{}}}", 2 * N));
    [] Timestamp: json_schema!({ "type": "string", "format": "date-time" });
    [] Date: json_schema!({ "type": "string", "format": "date" });
}

fn matching(pattern: &str) -> Schema {
    json_schema!({ "type": "string", "pattern": format!("^{pattern}$") })
}

impl<T: Record + JsonSchema> JsonSchema for Shelf<T> {
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
