//! Reads a value from a string by its `FromStr`.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{self, Visitor};

/// A serde visitor that parses a string with `FromStr`. Errors then have a line and column.
pub(crate) fn from_str_visitor<T>(expected: &'static str) -> FromStrVisitor<T> {
    FromStrVisitor {
        expected,
        into: PhantomData,
    }
}

pub(crate) struct FromStrVisitor<T> {
    expected: &'static str,
    into: PhantomData<T>,
}

impl<T: FromStr> Visitor<'_> for FromStrVisitor<T>
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
