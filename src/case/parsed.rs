//! Reads a value from a string by its `FromStr`.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{self, Visitor};

/// A visitor that reads a string by its type's `FromStr`, so that the reader can say where an
/// ill-formed one stands.
pub(crate) fn parsed<T>(expected: &'static str) -> Parsed<T> {
    Parsed {
        expected,
        into: PhantomData,
    }
}

pub(crate) struct Parsed<T> {
    expected: &'static str,
    into: PhantomData<T>,
}

impl<T: FromStr> Visitor<'_> for Parsed<T>
where
    T::Err: fmt::Display,
{
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}
