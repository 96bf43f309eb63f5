//! How a record is declared: each field once, with what it is in the file, whom it may be shown to
//! and how finely it changes.
//!
//! A line of a declaration reads `default text note: String,`: the field is left out of the file
//! where it has its type's default, and its words are a person's. From it follow the struct, its
//! reading and writing, its JSON schema, its class for redaction, and the change of that field
//! alone.

use std::any::Any;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Who may see a field when a case is exported redacted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Anybody: numbers, times, verdicts, ids.
    Public,
    /// Anybody, once it has been searched for what leads to a confidential source: words that
    /// people wrote. A hash over such words is made again, since it would prove what somebody
    /// guesses.
    Text,
    /// A source's own, or what leads to it: gone where the source is confidential, and searched
    /// like text where it is not.
    Source,
    /// Nobody outside.
    Internal,
}

/// How finely a field changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// Never: it is what the record is named by.
    Key,
    /// As a whole.
    Whole,
    /// One element at a time: a list of values in the order of their bytes, each in it once.
    Elements,
    /// It holds records, which change by themselves.
    Records,
}

/// A field of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in the file.
    pub name: &'static str,
    /// Whom it may be shown to.
    pub class: Class,
    /// How finely it changes.
    pub grain: Grain,
}

/// A record whose fields can be reached by their names.
pub trait Fields {
    /// What the record is called in code and in the schema: `Claim`.
    fn kind(&self) -> &'static str;

    /// Its fields, in the order of the file.
    fn fields(&self) -> &'static [Field];

    /// What a field holds, as in the JSON of the case. None where the file would not have it, and
    /// for a name that is no field's.
    fn value(&self, field: &str) -> Option<Value>;

    /// Puts a value into a field; none: the default.
    ///
    /// Errors: there is no such field, it cannot be without a value, or the value is not of its
    /// type.
    fn set(&mut self, field: &str, value: Option<&Value>) -> Result<(), String>;

    /// Takes an element out of a list of values and puts another in. `Ok(false)`: the one was not
    /// there, or the other was.
    ///
    /// Errors: the field is no such list, or the value is not of its type.
    fn swap_element(
        &mut self,
        field: &str,
        before: Option<&Value>,
        after: Option<&Value>,
    ) -> Result<bool, String>;

    /// The value of a field as RON text has it.
    ///
    /// Errors: there is no such field, or the text is not of its type.
    fn parse(&self, field: &str, text: &str) -> Result<Value, String>;

    /// Shows every field and what it holds, which may be changed. The caller knows some types
    /// and leaves the others alone.
    fn visit(&mut self, visit: &mut dyn FnMut(&'static Field, &mut dyn Any));

    /// The fields in which two records differ.
    fn differing(&self, other: &Self) -> Vec<&'static Field>
    where
        Self: Sized;
}

/// The message for a field that a record does not have.
pub(super) fn no_field(kind: &str, field: &str) -> String {
    format!("{kind} has no field `{}`", crate::text::visible(field))
}

pub(super) fn written<T: Serialize>(value: &T) -> Option<Value> {
    serde_json::to_value(value).ok()
}

pub(super) fn read<T: DeserializeOwned>(value: &Value) -> Result<T, String> {
    T::deserialize(value).map_err(|error| error.to_string())
}

/// See [`Fields::parse`]. The value goes by its type, so that an ill-formed one is refused here.
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
        before.map(read::<T>).transpose()?,
        after.map(read::<T>).transpose()?,
    );
    let gone = before.map(|before| list.iter().position(|one| *one == before));
    if gone == Some(None) || after.as_ref().is_some_and(|after| list.contains(after)) {
        return Ok(false);
    }
    if let Some(Some(place)) = gone {
        list.remove(place);
    }
    if let Some(after) = after {
        let place = list.partition_point(|one| *one < after);
        list.insert(place, after);
    }
    Ok(true)
}

/// Declares a record. Each field is `PRESENCE CLASS NAME: TYPE [as GRAIN],`.
///
/// The presence says when the file has the field: `required` always, and reading needs it;
/// `default` not where it has its type's default; `optional` only where there is one (the field is
/// an `Option` of the type); `always` always, though reading does without it; `unwritten` never.
/// The class is one of `public`, `text`, `source`, `internal`: a field without one does not
/// compile. The grain is `key`, `elements` or `records`, and else the field changes as a whole.
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
            { [$(#[$doc])* #[serde(default, skip_serializing_if = "crate::case::bare::is_default")]
               #[schemars(transform = crate::case::bare::with_default::<$type>)]]
              default $class $field ($type) ($type) [$($grain)?] }] $($rest)* }
    };
    (@fields $head:tt $name:ident [$($done:tt)*]
        $(#[$doc:meta])* optional $class:ident $field:ident: $type:ty $(as $grain:ident)?, $($rest:tt)*) => {
        $crate::case::record::record! { @fields $head $name [$($done)*
            { [$(#[$doc])* #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::case::bare::bare")]
               #[schemars(transform = crate::case::bare::never_null)]]
              optional $class $field (Option<$type>) ($type) [$($grain)?] }] $($rest)* }
    };
    (@fields $head:tt $name:ident [$($done:tt)*]
        $(#[$doc:meta])* always $class:ident $field:ident: $type:ty $(as $grain:ident)?, $($rest:tt)*) => {
        $crate::case::record::record! { @fields $head $name [$($done)*
            { [$(#[$doc])* #[serde(default)]] default $class $field ($type) ($type) [$($grain)?] }] $($rest)* }
    };
    (@fields $head:tt $name:ident [$($done:tt)*]
        $(#[$doc:meta])* unwritten $class:ident $field:ident: $type:ty, $($rest:tt)*) => {
        $crate::case::record::record! { @fields $head $name [$($done)*
            { [$(#[$doc])* #[serde(skip)]] unwritten $class $field ($type) ($type) [key] }] $($rest)* }
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
        $crate::case::record::written(&$self.$field)
    };
    (default $self:ident.$field:ident) => {
        if $crate::case::bare::is_default(&$self.$field) {
            None
        } else {
            $crate::case::record::written(&$self.$field)
        }
    };
    (optional $self:ident.$field:ident) => {
        $self
            .$field
            .as_ref()
            .and_then($crate::case::record::written)
    };
    (unwritten $self:ident.$field:ident) => {
        None
    };
}

macro_rules! set {
    (required $self:ident.$field:ident, $value:ident) => {{
        let missing = || format!("`{}` cannot be without a value", stringify!($field));
        $self.$field = $crate::case::record::read($value.ok_or_else(missing)?)?;
    }};
    (default $self:ident.$field:ident, $value:ident) => {
        $self.$field = match $value {
            Some(value) => $crate::case::record::read(value)?,
            None => Default::default(),
        }
    };
    (optional $self:ident.$field:ident, $value:ident) => {
        $self.$field = $value.map($crate::case::record::read).transpose()?
    };
    (unwritten $self:ident.$field:ident, $value:ident) => {
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
    (unwritten $type:ty, $text:ident) => {
        Err("it is not in the file".to_owned())
    };
    ($presence:ident $type:ty, $text:ident) => {
        $crate::case::record::parse::<$type>($text)
    };
}

pub(crate) use {class, elements, grain, parsed, record, set, value};
