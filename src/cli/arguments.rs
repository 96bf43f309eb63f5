//! Rules for the arguments of all commands: text may begin with `-`, a path may begin with `~` or
//! `file://`.

use crate::error::Error;
use std::any::TypeId;
use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, CommandFactory, FromArgMatches};

use super::{examples, paths};

/// All commands, with the examples and the rules for arguments.
pub(super) fn command<A: CommandFactory>() -> Command {
    examples::with_examples(with_argument_rules(A::command()))
}

fn with_argument_rules(command: Command) -> Command {
    let command = command.mut_args(|arg| {
        if is_text_option(&arg) {
            arg.allow_hyphen_values(true)
        } else if arg.get_value_parser().type_id() == TypeId::of::<PathBuf>() {
            arg.value_parser(paths::argument())
        } else {
            arg
        }
    });
    let names: Vec<String> = command
        .get_subcommands()
        .map(|command| command.get_name().to_owned())
        .collect();
    names.into_iter().fold(command, |command, name| {
        command.mut_subcommand(name, with_argument_rules)
    })
}

/// Whether an option takes text that a person writes.
fn is_text_option(arg: &Arg) -> bool {
    let takes_value = matches!(arg.get_action(), ArgAction::Set | ArgAction::Append);
    let is_text = arg.get_value_parser().type_id() == TypeId::of::<String>();
    !arg.is_positional() && takes_value && is_text
}

/// Parses the arguments of a command line with [`command`].
///
/// Errors: those of clap.
pub(super) fn parsed<A: FromArgMatches>(
    command: &mut Command,
    words: impl IntoIterator<Item = OsString>,
) -> Result<(A, ArgMatches), clap::Error> {
    let matches = command.try_get_matches_from_mut(words)?;
    let arguments = A::from_arg_matches(&matches);
    let arguments = arguments.map_err(|error| error.format(command))?;
    Ok((arguments, matches))
}

/// Refuses an option where the text of another option is expected. In `--note --decide` the text of
/// `--note` is missing. `--note=--decide` is allowed.
pub(super) fn refuse_option_as_text(
    all: &Command,
    matches: &ArgMatches,
    words: &[OsString],
) -> Result<(), Error> {
    let (mut command, mut matches) = (all, matches);
    let mut known: Vec<&Arg> = Vec::new();
    loop {
        known.extend(command.get_arguments());
        let options = known.iter().filter(|arg| is_text_option(arg));
        for (option, long) in options.filter_map(|arg| Some((arg, arg.get_long()?))) {
            let id = option.get_id().as_str();
            let texts = matches.try_get_many::<String>(id).ok().flatten();
            for text in texts.into_iter().flatten() {
                let is_option = text
                    .strip_prefix("--")
                    .is_some_and(|name| known.iter().any(|arg| arg.get_long() == Some(name)));
                let whole = OsString::from(format!("--{long}={text}"));
                if is_option && !words.contains(&whole) {
                    return Err(Error::refused(
                        format!("--{long} is followed by {text}, which is an option itself"),
                        format!("write --{long}={text} if that is the text"),
                    ));
                }
            }
        }
        let Some((name, subcommand)) = matches.subcommand() else {
            return Ok(());
        };
        let Some(next) = command.find_subcommand(name) else {
            return Ok(());
        };
        (command, matches) = (next, subcommand);
    }
}

#[cfg(test)]
mod tests {
    use super::super::Arguments;
    use super::*;

    fn texts(command: &Command, path: &str, names: &mut Vec<String>) {
        for arg in command.get_arguments().filter(|arg| is_text_option(arg)) {
            let name = format!("{path} --{}", arg.get_long().unwrap());
            assert!(arg.is_allow_hyphen_values_set(), "{name}");
            names.push(name);
        }
        for subcommand in command.get_subcommands() {
            texts(
                subcommand,
                &format!("{path} {}", subcommand.get_name()),
                names,
            );
        }
    }

    #[test]
    fn every_text_option_accepts_text_that_begins_with_a_hyphen() {
        let mut names = Vec::new();
        texts(&command::<Arguments>(), "factdesk", &mut names);
        for option in [
            "factdesk --by",
            "factdesk tag --note",
            "factdesk waive --reason",
            "factdesk evidence add --quote",
            "factdesk new --title",
        ] {
            assert!(
                names.iter().any(|name| name == option),
                "{option}: {names:?}"
            );
        }
    }

    /// Options and arguments whose values a shell cannot complete: free text, numbers, names in a
    /// case.
    const NOT_COMPLETED: &[&str] = &[
        "factdesk --by",
        "factdesk completions shell",
        "factdesk evidence add --accessed",
        "factdesk evidence add --credibility",
        "factdesk new --language",
        "factdesk new --published",
        "factdesk new --story-date",
        "factdesk recover number",
    ];

    fn uncompleted(command: &Command, path: &str, names: &mut Vec<String>) {
        for arg in command.get_arguments() {
            let takes_value = matches!(arg.get_action(), ArgAction::Set | ArgAction::Append);
            let parser = arg.get_value_parser();
            let is_path = parser.type_id() == TypeId::of::<PathBuf>();
            let is_text = parser.type_id() == TypeId::of::<String>();
            if takes_value && !is_path && !is_text && parser.possible_values().is_none() {
                let name = arg
                    .get_long()
                    .map_or_else(|| arg.get_id().to_string(), |long| format!("--{long}"));
                names.push(format!("{path} {name}"));
            }
        }
        for subcommand in command.get_subcommands() {
            uncompleted(
                subcommand,
                &format!("{path} {}", subcommand.get_name()),
                names,
            );
        }
    }

    #[test]
    fn a_shell_completes_every_value_that_is_one_of_a_list() {
        let mut names = Vec::new();
        uncompleted(&command::<Arguments>(), "factdesk", &mut names);
        names.retain(|name| !NOT_COMPLETED.contains(&name.as_str()));
        assert!(names.is_empty(), "{names:?}");
    }

    #[test]
    fn an_option_is_text_only_after_an_equals_sign() {
        let refused = |words: &[&str]| {
            let words: Vec<OsString> = words.iter().map(OsString::from).collect();
            let mut all = command::<Arguments>();
            let (_, matches) = parsed::<Arguments>(&mut all, words.clone()).unwrap();
            refuse_option_as_text(&all, &matches, &words).is_err()
        };
        let tag = ["factdesk", "tag", "a.case.ron", "3", "disputed"];
        let with = |more: &[&'static str]| [&tag, more].concat();
        assert!(!refused(&with(&["--note", "-5"])));
        assert!(!refused(&with(&["--note", "--not an option"])));
        assert!(!refused(&with(&["--note=--decide"])));
        assert!(refused(&with(&["--note", "--decide"])));
        assert!(refused(&with(&["--note", "--by"])));
    }
}
