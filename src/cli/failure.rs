//! Errors of a command: an `Error:` line, a cause, a `Hint:` line, and an exit code.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind as Misuse};

use super::words::say;
use crate::error::{Error, ErrorKind};
use crate::text;

/// The result of a command. Its error is an [`Error`], or an [`io::Error`] of standard output. A
/// command writes to nothing else that returns an [`io::Error`].
pub(super) use anyhow::Result;

/// Converts any error to the type that is printed.
fn to_error(error: &anyhow::Error) -> Error {
    if let Some(error) = error.downcast_ref::<Error>() {
        return error.clone();
    }
    match error.downcast_ref::<io::Error>() {
        Some(cause) => Error {
            kind: if cause.kind() == io::ErrorKind::BrokenPipe {
                ErrorKind::ClosedPipe
            } else {
                ErrorKind::Output
            },
            ..Error::refused(
                "standard output could not be written",
                "check that there is room where the output goes",
            )
            .because(cause)
        },
        None => Error::refused(error.to_string(), "`factdesk --help` lists the commands"),
    }
}

/// The error for a signal that ended the program, after everything was saved.
pub(super) fn ended_by(signal: i32) -> Error {
    Error {
        kind: ErrorKind::Signal(signal),
        ..Error::default()
    }
}

/// The error for problems that a check found. The problems are printed already.
pub(super) fn breach() -> Error {
    Error {
        kind: ErrorKind::ProblemsFound,
        ..Error::default()
    }
}

/// An error and its hint on one line.
pub(super) fn in_one_line(error: &anyhow::Error) -> String {
    let error = to_error(error);
    if error.hint.is_empty() {
        error.to_string()
    } else {
        format!("{error}. Hint: {}", error.hint)
    }
}

/// Reports an error of a command that records a change before it prints. If only printing failed,
/// says that the change is recorded, so that nobody repeats the command.
pub(super) fn report_after_change(error: &anyhow::Error) -> ExitCode {
    let error = to_error(error);
    if error.kind == ErrorKind::Output {
        return print(&Error {
            what: "the change is recorded, but standard output could not be written".to_owned(),
            hint: "do not repeat the command; `factdesk list` shows the case as it is now"
                .to_owned(),
            ..error
        });
    }
    print(&error)
}

/// Prints an error and returns its exit code. A closed pipe is no error.
pub(super) fn report(error: &anyhow::Error) -> ExitCode {
    print(&to_error(error))
}

fn print(error: &Error) -> ExitCode {
    match error.kind {
        ErrorKind::ClosedPipe => return ExitCode::SUCCESS,
        ErrorKind::ProblemsFound | ErrorKind::Signal(_) => return exit_code(error.kind),
        _ => {}
    }
    let cause = if error.cause.is_empty() {
        String::new()
    } else {
        format!("Cause: {}\n", text::visible(&error.cause))
    };
    say(&format!(
        "Error: {}\n{cause}Hint: {}\n",
        text::visible(&error.what),
        text::visible(&error.hint)
    ));
    exit_code(error.kind)
}

/// The exit code for a kind of error.
fn exit_code(kind: ErrorKind) -> ExitCode {
    ExitCode::from(match kind {
        ErrorKind::ClosedPipe => 0,
        ErrorKind::ProblemsFound => 1,
        ErrorKind::Refused => 2,
        ErrorKind::WriteFailed | ErrorKind::Locked | ErrorKind::Output => 3,
        ErrorKind::Signal(signal) => u8::try_from(128 + signal).unwrap_or(3),
    })
}

/// Reports an error of clap. Help and version go to standard output. Wrong usage is printed like
/// any other error.
pub(super) fn report_usage(error: &clap::Error, all: &clap::Command) -> ExitCode {
    match error.kind() {
        Misuse::DisplayHelp | Misuse::DisplayVersion => {
            return error
                .print()
                .map_or_else(|error| report(&error.into()), |()| ExitCode::SUCCESS);
        }
        Misuse::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
            return exit_code(ErrorKind::Refused);
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
    let hint = case_of_that_name(error)
        .or_else(|| tip.map(str::to_owned))
        .unwrap_or_else(|| how_to_use(all));
    let what = parser_message(error)
        .unwrap_or_else(|| what.strip_prefix("error: ").unwrap_or(&what).to_owned());
    report(&Error::refused(what, hint).into())
}

/// The hint for an unknown command that is also the name of a case file in this directory.
fn case_of_that_name(error: &clap::Error) -> Option<String> {
    let Some(ContextValue::String(named)) = error.get(ContextKind::InvalidSubcommand) else {
        return None;
    };
    let file = format!("{named}.case.ron");
    Path::new(&file).is_file().then(|| {
        format!(
            "there is a case file of that name: `factdesk {}`",
            text::visible(&file)
        )
    })
}

/// The message of our own parser for an invalid value, after the name of the option. None if the
/// message does not quote the value. Then clap's own message is used, which does.
fn parser_message(error: &clap::Error) -> Option<String> {
    let message = std::error::Error::source(error)?.to_string();
    let given = error.get(ContextKind::InvalidValue)?.to_string();
    let argument = error.get(ContextKind::InvalidArg)?.to_string();
    let option = argument.split(' ').next();
    let option = option.filter(|option| option.starts_with("--"));
    let option = option.map_or(String::new(), |option| format!("{option}: "));
    (!given.is_empty() && message.contains(&given)).then(|| format!("{option}{message}"))
}

/// The hint for finding the help of the command that was typed.
fn how_to_use(all: &clap::Command) -> String {
    let mut command = all;
    let mut path = String::from("factdesk");
    for word in std::env::args_os().skip(1) {
        if let Some(next) = command.find_subcommand(&word) {
            path.extend([" ", next.get_name()]);
            command = next;
        }
    }
    format!("`{path} --help` shows how it is used")
}
