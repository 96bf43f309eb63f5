//! The one error type of the program: what went wrong, why, and what to do about it.

use std::fmt;

/// What kind of error it is, which decides the exit code of a command.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ErrorKind {
    /// Wrong use, or what was given is not there, not readable or refused.
    #[default]
    Refused,
    /// Something could not be written.
    Unwritten,
    /// Another factdesk holds the case.
    Held,
    /// Standard output could not be written.
    Output,
    /// Who read standard output has read enough.
    ClosedPipe,
    /// What was looked for was found, and everything about it has been said.
    Breach,
    /// A signal of this number ended the program, after everything was saved.
    Signal(i32),
}

/// What went wrong. Foreign words in it are already made visible.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Error {
    /// What kind of error it is.
    pub kind: ErrorKind,
    /// What could not be done, as a sentence without a full stop, with the place where there is
    /// one.
    pub what: String,
    /// The cause that the system gave; empty where `what` says it all.
    pub cause: String,
    /// What to do about it. Empty if there is nothing to say.
    pub hint: String,
}

impl Error {
    /// Wrong use, or what was given is refused.
    pub fn refused(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            hint: hint.into(),
            ..Self::default()
        }
    }

    /// Something could not be read, and why.
    pub fn unread(
        what: impl Into<String>,
        cause: impl fmt::Display,
        hint: impl Into<String>,
    ) -> Self {
        Self::refused(what, hint).because(cause)
    }

    /// Something could not be written, and why.
    pub fn unwritten(
        what: impl Into<String>,
        cause: impl fmt::Display,
        hint: impl Into<String>,
    ) -> Self {
        Self {
            kind: ErrorKind::Unwritten,
            cause: cause.to_string(),
            ..Self::refused(what, hint)
        }
    }

    /// This error, with its cause.
    #[must_use]
    pub fn because(self, cause: impl fmt::Display) -> Self {
        Self {
            cause: cause.to_string(),
            ..self
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for Error {}
