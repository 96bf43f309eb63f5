//! Values of arguments out of a closed list: help and completions name every one of them.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, TypedValueParser};

use crate::case::UnknownWord;

/// Reads a value, and knows all words that it may be.
#[derive(Clone)]
pub(super) struct Listed<T> {
    words: Vec<&'static str>,
    parse: fn(&str) -> Result<T, UnknownWord>,
}

/// A value that is one of these words.
pub(super) fn listed<T>(
    words: &[&'static str],
    parse: fn(&str) -> Result<T, UnknownWord>,
) -> Listed<T> {
    Listed {
        words: words.to_vec(),
        parse,
    }
}

impl<T: Clone + Send + Sync + 'static> TypedValueParser for Listed<T> {
    type Value = T;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<T, clap::Error> {
        self.parse.parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.words.iter().map(PossibleValue::new)))
    }
}
