//! Reads changes from a journal. Format 1 changed whole records; such a change is read as changes
//! of the fields and items that differ.

use serde::de::value::{EnumAccessDeserializer, MapAccessDeserializer};
use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer};
use serde_json::Value;

use super::{Change, FieldChange, Place, Swap};
use crate::case::between;

/// Deserializes the changes of an edit.
pub(super) fn changes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Change>, D::Error> {
    let wire = Vec::<Wire>::deserialize(deserializer)?;
    Ok(wire.into_iter().flat_map(|wire| wire.0).collect())
}

/// The number of changes that one JSON change of a journal is read as: 1, or more if it has format
/// 1. `None` if `change` is not a change.
pub fn pieces(change: &Value) -> Option<usize> {
    Wire::deserialize(change).ok().map(|wire| wire.0.len())
}

/// One change of a journal. It is read as several changes if it has format 1.
struct Wire(Vec<Change>);

impl<'de> Deserialize<'de> for Wire {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Wire;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a change")
            }

            fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Wire, A::Error> {
                let (name, variant): (String, _) = access.variant()?;
                if name == "Head" {
                    return de::VariantAccess::newtype_variant(variant)
                        .map(|swap| Wire(head(&swap)));
                }
                let named = Named { name, variant };
                let change = Change::deserialize(EnumAccessDeserializer::new(named))?;
                Ok(Wire(between::split(&change)))
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Wire, A::Error> {
                Wire::deserialize(MapAccessDeserializer::new(map))
            }
        }

        deserializer.deserialize_enum("Change", &[], Visitor)
    }
}

/// An enum variant whose name was already read.
struct Named<V> {
    name: String,
    variant: V,
}

impl<'de, V: de::VariantAccess<'de>> EnumAccess<'de> for Named<V> {
    type Error = V::Error;
    type Variant = V;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, V), V::Error> {
        let name = seed.deserialize(self.name.into_deserializer())?;
        Ok((name, self.variant))
    }
}

/// The changes of title, language and story date, which format 1 changed together.
fn head(swap: &Swap<serde_json::Map<String, Value>>) -> Vec<Change> {
    let empty = serde_json::Map::new();
    let (before, after) = (
        swap.before.as_ref().unwrap_or(&empty),
        swap.after.as_ref().unwrap_or(&empty),
    );
    ["title", "language", "story_date"]
        .into_iter()
        .filter(|name| before.get(*name) != after.get(*name))
        .map(|name| {
            Change::Field(FieldChange {
                of: Place::Case,
                field: name.to_owned(),
                before: before.get(name).cloned(),
                after: after.get(name).cloned(),
            })
        })
        .collect()
}
