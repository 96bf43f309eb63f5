//! The one error type of the program: what went wrong, why, and what the user can do.

use std::fmt;

/// The kind of an error. It decides the exit code of a command.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ErrorKind {
    /// Wrong usage; or the input is missing, unreadable or invalid.
    #[default]
    Refused,
    /// Something could not be written.
    WriteFailed,
    /// Another factdesk has the case open for writing.
    Locked,
    /// Standard output could not be written.
    Output,
    /// The reader of standard output has closed the pipe.
    ClosedPipe,
    /// A check found problems. They are already printed, so there is no message.
    ProblemsFound,
    /// The program ended because of the signal with this number, after saving everything.
    Signal(i32),
}

/// An error. Hidden characters in foreign text are already made visible.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Error {
    /// The kind of error.
    pub kind: ErrorKind,
    /// What failed, as a sentence without a full stop. Names the place if there is one.
    pub what: String,
    /// The cause as reported by the system; empty if there is none.
    pub cause: String,
    /// What the user can do; may be empty.
    pub hint: String,
}

impl Error {
    /// The error for wrong usage or invalid input.
    pub fn refused(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            hint: hint.into(),
            ..Self::default()
        }
    }

    /// The error for input that cannot be read.
    pub fn unreadable(
        what: impl Into<String>,
        cause: impl fmt::Display,
        hint: impl Into<String>,
    ) -> Self {
        Self::refused(what, hint).because(cause)
    }

    /// The error for a failed write.
    pub fn write_failed(
        what: impl Into<String>,
        cause: impl fmt::Display,
        hint: impl Into<String>,
    ) -> Self {
        Self {
            kind: ErrorKind::WriteFailed,
            cause: cause.to_string(),
            ..Self::refused(what, hint)
        }
    }

    /// Adds the cause.
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
