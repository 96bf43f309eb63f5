//! What can go wrong between a case and the disk, and what each trouble means to the one who asked.

use std::fmt;

/// Whose fault a trouble is, which decides the exit code of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The input is not there, not readable or not a case.
    Input,
    /// What was to be written could not be, or another factdesk holds the case.
    Output,
}

/// A trouble with a case on disk: what, why, and the way out. Foreign words in it are already made visible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Whose fault it is.
    pub fault: Fault,
    /// What could not be done, with the file's name and, where there is one, the line and column, both from 1.
    pub what: String,
    /// The cause that the system gave; empty where `what` says it all.
    pub cause: String,
    /// The way out.
    pub hint: String,
}

impl Trouble {
    pub(super) fn input(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            fault: Fault::Input,
            what: what.into(),
            cause: String::new(),
            hint: hint.into(),
        }
    }

    pub(super) fn output(
        what: impl Into<String>,
        cause: impl fmt::Display,
        hint: impl Into<String>,
    ) -> Self {
        Self {
            fault: Fault::Output,
            what: what.into(),
            cause: cause.to_string(),
            hint: hint.into(),
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for Trouble {}
