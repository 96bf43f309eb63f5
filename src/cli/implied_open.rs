//! Command lines without a command that stand for `factdesk open FILE`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::error::{ContextKind, ContextValue, ErrorKind as Misuse};

use super::paths;

/// The file of `factdesk FILE` or `factdesk open FILE`, if the word cannot be a command or an
/// option.
pub(super) fn only_file(arguments: &[OsString]) -> Option<PathBuf> {
    let word = match arguments {
        [_, word] => word,
        [_, open, word] if open == "open" => word,
        _ => return None,
    };
    let text = word.to_string_lossy();
    let is_file = !text.starts_with('-') && is_path(&text);
    is_file.then(|| paths::of_argument(word))
}

/// Whether a word looks like a path. No command has a dot or slash in its name.
fn is_path(word: &str) -> bool {
    word.contains(['.', '/'])
}

/// Adds `open` before a word that clap does not know as a command, if the word names a file.
pub(super) fn with_open(error: &clap::Error, arguments: &[OsString]) -> Option<Vec<OsString>> {
    if let Some(at) = position_of_dashes(arguments) {
        let mut arguments = arguments.to_vec();
        arguments.insert(at, "open".into());
        return Some(arguments);
    }
    if error.kind() != Misuse::InvalidSubcommand {
        return None;
    }
    let Some(ContextValue::String(named)) = error.get(ContextKind::InvalidSubcommand) else {
        return None;
    };
    let is_file = is_path(named) || Path::new(named).is_file();
    let mut arguments = arguments.to_vec();
    // The program's name and the value of `--by` are not the command, even if they equal the word.
    let is_value = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| arguments.get(at));
        before.is_some_and(|before| before == "--by")
    };
    let at = (1..arguments.len()).find(|at| {
        let word = arguments.get(*at).map(|word| word.to_string_lossy());
        word.is_some_and(|word| word == named.as_str()) && !is_value(*at)
    })?;
    arguments.insert(at, "open".into());
    is_file.then_some(arguments)
}

/// The position of `--`, if exactly one word follows it, and at most `--by NAME` precedes it.
fn position_of_dashes(arguments: &[OsString]) -> Option<usize> {
    let at = arguments.iter().position(|word| word == "--")?;
    let before = arguments.get(1..at)?;
    let has_no_command = match before {
        [] => true,
        [by] => by.to_string_lossy().starts_with("--by="),
        [by, _] => by == "--by",
        _ => false,
    };
    (has_no_command && arguments.len() == at + 2).then_some(at)
}
