//! The macro that declares records. It lists each field once, with its presence in the file, its
//! class for redaction, and how it can change.
//!
//! For example `default text note: String,`: the field is omitted in the file if it has its default
//! value, and contains text that a person wrote. The macro generates the struct, serde code, JSON
//! schema, redaction class, and access to single fields by name.

use std::any::Any;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The people who may see a field in a redacted export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Everybody may see it: numbers, times, verdicts, ids.
    Public,
    /// Everybody may see it, after a search for words that reveal a confidential source: text that
    /// people wrote. A hash of such text is computed again after redaction, since the old hash
    /// would confirm a guess of the removed words.
    Text,
    /// Data of a source, or data that reveals it. Removed if the source is confidential, otherwise
    /// searched like text.
    Source,
    /// Nobody outside of the newsroom may see it.
    Internal,
}

/// The way in which a field changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// The field never changes, since it identifies the record.
    Key,
    /// The field changes as a whole.
    Whole,
    /// The field changes by one element at a time. It is a sorted list of values without
    /// duplicates.
    Elements,
    /// The field contains records, which change separately.
    Records,
}

/// The description of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// The name in the file.
    pub name: &'static str,
    /// Who may see the field.
    pub class: Class,
    /// How the field changes.
    pub grain: Grain,
}

/// A record whose fields can be accessed by name.
pub trait Fields {
    /// The name of the record's type, as in the schema: `Claim`.
    fn kind(&self) -> &'static str;

    /// The fields, in the order of the file.
    fn fields(&self) -> &'static [Field];

    /// The JSON value of a field. None if the file omits it, and for an unknown name.
    fn value(&self, field: &str) -> Option<Value>;

    /// Sets a field. `None` sets the default of the field.
    ///
    /// Errors: no such field; the field needs a value; a value of the wrong type.
    fn set(&mut self, field: &str, value: Option<&Value>) -> Result<(), String>;

    /// Replaces an element in a list of values. `Ok(false)`: the old one is missing, or the new one
    /// exists already.
    ///
    /// Errors: the field is no list of values; a value of the wrong type.
    fn swap_element(
        &mut self,
        field: &str,
        before: Option<&Value>,
        after: Option<&Value>,
    ) -> Result<bool, String>;

    /// Parses RON text as the value of a field.
    ///
    /// Errors: no such field; text of the wrong type.
    fn parse(&self, field: &str, text: &str) -> Result<Value, String>;

    /// Calls `visit` with each field and its value, which may be changed.
    fn visit(&mut self, visit: &mut dyn FnMut(&'static Field, &mut dyn Any));

    /// The fields in which two records differ.
    fn differing(&self, other: &Self) -> Vec<&'static Field>
    where
        Self: Sized;
}

/// The message for an unknown field.
pub(super) fn no_field(kind: &str, field: &str) -> String {
    format!("{kind} has no field `{}`", crate::text::visible(field))
}

pub(super) fn to_json<T: Serialize>(value: &T) -> Option<Value> {
    serde_json::to_value(value).ok()
}

pub(super) fn from_json<T: DeserializeOwned>(value: &Value) -> Result<T, String> {
    T::deserialize(value).map_err(|error| error.to_string())
}

/// See [`Fields::parse`]. The text is parsed as a `T` first, so that an invalid value is an error.
pub(super) fn parse<T: Serialize + DeserializeOwned>(text: &str) -> Result<Value, String> {
    let value: T = ron::from_str(text).map_err(|error| error.to_string())?;
    serde_json::to_value(&value).map_err(|error| error.to_string())
}

/// See [`Fields::swap_element`].
pub(super) fn swap_element<T: DeserializeOwned + Ord>(
    list: &mut Vec<T>,
    before: Option<&Value>,
    after: Option<&Value>,
) -> Result<bool, String> {
    let (before, after) = (
        before.map(from_json::<T>).transpose()?,
        after.map(from_json::<T>).transpose()?,
    );
    let gone = before.map(|before| list.iter().position(|one| *one == before));
    if gone == Some(None) || after.as_ref().is_some_and(|after| list.contains(after)) {
        return Ok(false);
    }
    if let Some(Some(index)) = gone {
        list.remove(index);
    }
    if let Some(after) = after {
        let index = list.partition_point(|one| *one < after);
        list.insert(index, after);
    }
    Ok(true)
}

/// Declares a record. Each field is `PRESENCE CLASS NAME: TYPE [as GRAIN],`.
///
/// The presence says when the file has the field:
/// - `required`: always; reading fails without it;
/// - `default`: unless it has its type's default;
/// - `optional`: if there is a value (the field is an `Option` of the type);
/// - `always`: always; reading works without it;
/// - `transient`: never.
///
///  The class is one of `public`, `text`, `source`, `internal`; a field without one does not
///  compile. The grain is `key`, `elements` or `records`; without one the field changes as a whole.
macro_rules! record {
    ($(#[$doc:meta])* pub struct $name:ident { $($body:tt)* }) => {
        $crate::case::record::record! { @fields [$(#[$doc])*] $name [] $($body)* }
    };
    (@fields $head:tt $name:ident [$($done:tt)*]
        $(#[$doc:meta])* required $class:ident $field:ident: $type:ty $(as $grain:ident)?, $($rest:tt)*) => {
        $crate::case::record::record! { @fields $head $name [$($done)*
            { [$(#[$doc])*] required $class $field ($type) ($type) [$($grain)?] }] $($rest)* }
    };
    (@fields $head:tt $name:ident [$($done:tt)*]
        $(#[$doc:meta])* default $class:ident $field:ident: $type:ty $(as $grain:ident)?, $($rest:tt)*) => {
        $crate::case::record::record! { @fields $head $name [$($done)*
            { [$(#[$doc])* #[serde(default, skip_serializing_if = "crate::case::optional::is_default")]
               #[schemars(transform = crate::case::optional::with_default::<$type>)]]
              default $class $field ($type) ($type) [$($grain)?] }] $($rest)* }
    };
    (@fields $head:tt $name:ident [$($done:tt)*]
        $(#[$doc:meta])* optional $class:ident $field:ident: $type:ty $(as $grain:ident)?, $($rest:tt)*) => {
        $crate::case::record::record! { @fields $head $name [$($done)*
            { [$(#[$doc])* #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::case::optional::present")]
               #[schemars(transform = crate::case::optional::never_null)]]
              optional $class $field (Option<$type>) ($type) [$($grain)?] }] $($rest)* }
    };
    (@fields $head:tt $name:ident [$($done:tt)*]
        $(#[$doc:meta])* always $class:ident $field:ident: $type:ty $(as $grain:ident)?, $($rest:tt)*) => {
        $crate::case::record::record! { @fields $head $name [$($done)*
            { [$(#[$doc])* #[serde(default)]] default $class $field ($type) ($type) [$($grain)?] }] $($rest)* }
    };
    (@fields $head:tt $name:ident [$($done:tt)*]
        $(#[$doc:meta])* transient $class:ident $field:ident: $type:ty, $($rest:tt)*) => {
        $crate::case::record::record! { @fields $head $name [$($done)*
            { [$(#[$doc])* #[serde(skip)]] transient $class $field ($type) ($type) [key] }] $($rest)* }
    };
    (@fields [$($head:tt)*] $name:ident
        [$({ [$($attribute:tt)*] $presence:ident $class:ident $field:ident ($type:ty) ($inner:ty) [$($grain:ident)?] })*]) => {
        $($head)*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($($attribute)* pub $field: $type,)* }

        impl $name {
            /// The fields, in the order of the file.
            pub const FIELDS: &[$crate::case::record::Field] = &[$(
                $crate::case::record::Field {
                    name: stringify!($field),
                    class: $crate::case::record::class!($class),
                    grain: $crate::case::record::grain!($($grain)?),
                },
            )*];
        }

        impl $crate::case::record::Fields for $name {
            fn kind(&self) -> &'static str {
                stringify!($name)
            }

            fn fields(&self) -> &'static [$crate::case::record::Field] {
                Self::FIELDS
            }

            fn value(&self, field: &str) -> Option<serde_json::Value> {
                match field {
                    $(stringify!($field) => $crate::case::record::value!($presence self.$field),)*
                    _ => None,
                }
            }

            fn set(&mut self, field: &str, value: Option<&serde_json::Value>) -> Result<(), String> {
                match field {
                    $(stringify!($field) => $crate::case::record::set!($presence self.$field, value),)*
                    _ => return Err($crate::case::record::no_field(stringify!($name), field)),
                }
                Ok(())
            }

            fn swap_element(
                &mut self,
                field: &str,
                before: Option<&serde_json::Value>,
                after: Option<&serde_json::Value>,
            ) -> Result<bool, String> {
                let _ = (before, after);
                match field {
                    $(stringify!($field) => $crate::case::record::elements!([$($grain)?] self.$field, field, before, after),)*
                    _ => Err($crate::case::record::no_field(stringify!($name), field)),
                }
            }

            fn parse(&self, field: &str, text: &str) -> Result<serde_json::Value, String> {
                match field {
                    $(stringify!($field) => $crate::case::record::parsed!($presence $inner, text),)*
                    _ => Err($crate::case::record::no_field(stringify!($name), field)),
                }
            }

            fn visit(
                &mut self,
                visit: &mut dyn FnMut(&'static $crate::case::record::Field, &mut dyn std::any::Any),
            ) {
                let mut fields = Self::FIELDS.iter();
                $(
                    if let Some(field) = fields.next() {
                        visit(field, &mut self.$field);
                    }
                )*
            }

            fn differing(&self, other: &Self) -> Vec<&'static $crate::case::record::Field> {
                let differs = [$(self.$field != other.$field),*];
                Self::FIELDS.iter().zip(differs).filter_map(|(field, differs)| differs.then_some(field)).collect()
            }
        }
    };
}

macro_rules! class {
    (public) => {
        $crate::case::record::Class::Public
    };
    (text) => {
        $crate::case::record::Class::Text
    };
    (source) => {
        $crate::case::record::Class::Source
    };
    (internal) => {
        $crate::case::record::Class::Internal
    };
}

macro_rules! grain {
    () => {
        $crate::case::record::Grain::Whole
    };
    (key) => {
        $crate::case::record::Grain::Key
    };
    (elements) => {
        $crate::case::record::Grain::Elements
    };
    (records) => {
        $crate::case::record::Grain::Records
    };
}

macro_rules! value {
    (required $self:ident.$field:ident) => {
        $crate::case::record::to_json(&$self.$field)
    };
    (default $self:ident.$field:ident) => {
        if $crate::case::optional::is_default(&$self.$field) {
            None
        } else {
            $crate::case::record::to_json(&$self.$field)
        }
    };
    (optional $self:ident.$field:ident) => {
        $self
            .$field
            .as_ref()
            .and_then($crate::case::record::to_json)
    };
    (transient $self:ident.$field:ident) => {
        None
    };
}

macro_rules! set {
    (required $self:ident.$field:ident, $value:ident) => {{
        let missing = || format!("`{}` cannot be without a value", stringify!($field));
        $self.$field = $crate::case::record::from_json($value.ok_or_else(missing)?)?;
    }};
    (default $self:ident.$field:ident, $value:ident) => {
        $self.$field = match $value {
            Some(value) => $crate::case::record::from_json(value)?,
            None => Default::default(),
        }
    };
    (optional $self:ident.$field:ident, $value:ident) => {
        $self.$field = $value.map($crate::case::record::from_json).transpose()?
    };
    (transient $self:ident.$field:ident, $value:ident) => {
        return Err($crate::case::record::no_field(
            "the file",
            stringify!($field),
        ))
    };
}

macro_rules! elements {
    ([elements] $self:ident.$list:ident, $field:ident, $before:ident, $after:ident) => {
        $crate::case::record::swap_element(&mut $self.$list, $before, $after)
    };
    ([$($grain:ident)?] $self:ident.$list:ident, $field:ident, $before:ident, $after:ident) => {
        Err(format!("`{}` is not a list of values", $field))
    };
}

macro_rules! parsed {
    (transient $type:ty, $text:ident) => {
        Err("it is not in the file".to_owned())
    };
    ($presence:ident $type:ty, $text:ident) => {
        $crate::case::record::parse::<$type>($text)
    };
}

pub(crate) use {class, elements, grain, parsed, record, set, value};
