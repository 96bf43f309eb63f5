//! How a command ends badly: one `Error:` line, its cause, a `Hint:` line, an exit code.

use std::fmt;
use std::io;
use std::process::ExitCode;

use clap::error::ErrorKind;

use super::words::say;

use crate::case::{Moved, Refusal};
use crate::reading::Unreadable;
use crate::store::{Fault, Trouble};
use crate::text;

/// A breach was found.
const BREACH: u8 = 1;

/// Wrong use or refused input.
const MISUSE: u8 = 2;

/// Something could not be written, or another factdesk holds the case.
const UNWRITTEN: u8 = 3;

/// A failure of a command itself, with the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    exit: u8,
    what: String,
    cause: String,
    hint: String,
}

impl Failure {
    /// The command was used wrongly, or what it was given is refused.
    pub fn misuse(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            exit: MISUSE,
            what: what.into(),
            cause: String::new(),
            hint: hint.into(),
        }
    }

    /// Something could not be written.
    pub fn unwritten(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            exit: UNWRITTEN,
            ..Self::misuse(what, hint)
        }
    }

    /// Something could not be read, and why.
    pub fn unread(
        what: impl Into<String>,
        cause: &dyn fmt::Display,
        hint: impl Into<String>,
    ) -> Self {
        Self {
            cause: cause.to_string(),
            ..Self::misuse(what, hint)
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for Failure {}

/// A signal ended the program, after everything was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Signalled(pub i32);

impl fmt::Display for Signalled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ended by signal {}", self.0)
    }
}

impl std::error::Error for Signalled {}

/// A case is not as it was left, which has been said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Breached;

impl fmt::Display for Breached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the case is not as it was left")
    }
}

impl std::error::Error for Breached {}

/// An error and its way out, where there is only a line for them.
pub(super) fn in_one_line(error: &anyhow::Error) -> String {
    let hint = if let Some(failure) = error.downcast_ref::<Failure>() {
        failure.hint.clone()
    } else if let Some(trouble) = error.downcast_ref::<Trouble>() {
        trouble.hint.clone()
    } else if let Some(unreadable) = error.downcast_ref::<Unreadable>() {
        unreadable.hint.clone()
    } else {
        String::new()
    };
    if hint.is_empty() {
        error.to_string()
    } else {
        format!("{error}. Hint: {hint}")
    }
}

/// The same for a command that prints only after it has recorded a change: what it could not print is no reason to do it twice.
pub(super) fn told_of_change(error: &anyhow::Error) -> ExitCode {
    match error.downcast_ref::<io::Error>() {
        Some(io) if io.kind() != io::ErrorKind::BrokenPipe => print(
            UNWRITTEN,
            "the change is recorded, but standard output could not be written",
            &io.to_string(),
            "do not repeat the command; `factdesk list` shows the case as it is now",
        ),
        _ => told(error),
    }
}

/// Prints an error and says with which code to exit. A closed pipe is no error: the reader has read enough.
pub(super) fn told(error: &anyhow::Error) -> ExitCode {
    if let Some(io) = error.downcast_ref::<io::Error>() {
        if io.kind() == io::ErrorKind::BrokenPipe {
            return ExitCode::SUCCESS;
        }
        let hint = "check that there is room where the output goes";
        return print(
            UNWRITTEN,
            "standard output could not be written",
            &io.to_string(),
            hint,
        );
    }
    if let Some(Signalled(signal)) = error.downcast_ref() {
        return ExitCode::from(u8::try_from(128 + signal).unwrap_or(UNWRITTEN));
    }
    if error.is::<Breached>() {
        return ExitCode::from(BREACH);
    }
    if let Some(Failure {
        exit,
        what,
        cause,
        hint,
    }) = error.downcast_ref::<Failure>()
    {
        return print(*exit, what, cause, hint);
    }
    if let Some(trouble) = error.downcast_ref::<Trouble>() {
        let exit = match trouble.fault {
            Fault::Output | Fault::Held => UNWRITTEN,
            Fault::Input => MISUSE,
        };
        return print(exit, &trouble.what, &trouble.cause, &trouble.hint);
    }
    if let Some(refusal) = error.downcast_ref::<Refusal>() {
        return print(MISUSE, &refusal.why, "", &refusal.hint);
    }
    if let Some(unreadable) = error.downcast_ref::<Unreadable>() {
        return print(MISUSE, &unreadable.what, "", &unreadable.hint);
    }
    if let Some(moved) = error.downcast_ref::<Moved>() {
        return print(
            MISUSE,
            "the case has changed",
            &moved.to_string(),
            "look again and try again",
        );
    }
    print(
        MISUSE,
        &error.to_string(),
        "",
        "`factdesk --help` lists the commands",
    )
}

fn print(exit: u8, what: &str, cause: &str, hint: &str) -> ExitCode {
    let cause = if cause.is_empty() {
        String::new()
    } else {
        format!("Cause: {}\n", text::visible(cause))
    };
    say(&format!(
        "Error: {}\n{cause}Hint: {}\n",
        text::visible(what),
        text::visible(hint)
    ));
    ExitCode::from(exit)
}

/// What clap has to say: help and version on standard output, wrong use as every other error.
pub(super) fn misused(error: &clap::Error, all: &clap::Command) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            return error
                .print()
                .map_or_else(|error| told(&error.into()), |()| ExitCode::SUCCESS);
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
            return ExitCode::from(MISUSE);
        }
        _ => {}
    }
    let rendered = error.render().to_string();
    let lines: Vec<&str> = rendered
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let is_end = |line: &&str| {
        line.starts_with("Usage:") || line.starts_with("For more") || line.starts_with("tip:")
    };
    let what: Vec<&str> = lines
        .iter()
        .take_while(|line| !is_end(line))
        .copied()
        .collect();
    let what = what.join(" ");
    let tip = lines.iter().find_map(|line| line.strip_prefix("tip: "));
    let hint = tip.map_or_else(|| how_to_use(all), str::to_owned);
    print(
        MISUSE,
        what.strip_prefix("error: ").unwrap_or(&what),
        "",
        &hint,
    )
}

/// Where the help of the command that was typed is found.
fn how_to_use(all: &clap::Command) -> String {
    let mut known = all;
    let mut path = String::from("factdesk");
    for word in std::env::args_os().skip(1) {
        if let Some(command) = known.find_subcommand(&word) {
            path.extend([" ", command.get_name()]);
            known = command;
        }
    }
    format!("`{path} --help` shows how it is used")
}
