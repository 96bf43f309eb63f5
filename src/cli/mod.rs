//! The commands of `factdesk`. Most have a file of their own; `open.rs`, `recover.rs` and
//! `shell.rs` have several.
//!
//! Every command gets a [`World`]: the disk, the clock, the ids, the terminal. Changes are made
//! with the same operations and the same store as in the workbench.

mod arguments;
mod change;
mod check;
mod claim;
mod convert;
mod desk;
mod evidence;
mod examples;
mod export;
mod failure;
mod files;
mod find;
mod gate;
mod guide;
mod implied_open;
mod import;
mod job_runner;
mod languages;
mod list;
mod listed;
mod man;
mod many;
mod new;
mod open;
mod paths;
mod print;
mod recover;
mod shell;
mod source;
mod sources;
mod start;
mod status;
mod synced;
mod tag;
mod undo;
mod waive;
mod who;
mod words;
mod world;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand};

use failure::Result;
pub use world::World;

/// A fact-check workbench: from a story to claims, evidence, verdicts and one readable case file.
#[derive(Debug, Parser)]
#[command(name = "factdesk", version, max_term_width = 100)]
#[command(
    after_help = "CLAIM is a claim's id, an unambiguous start of one, or its number in `factdesk list`.\n\
    SOURCE is a source's name, its id, or an unambiguous start of that.\n\
    `factdesk CASE` and `factdesk STORY` open the workbench; `factdesk` alone shows recent cases and ways to begin.\n\
    Exit codes: 0 done, 1 check or verify found a problem, 2 wrong use or refused input, 3 could not write, 128+n ended by a signal."
)]
struct Arguments {
    // This is not a doc comment, since clippy would ask for backticks, and help is plain text.
    #[arg(
        long,
        global = true,
        value_name = "WHO",
        help = "Who rules; else FACTDESK_BY, config.ron, git's user.name, USER"
    )]
    by: Option<String>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Open a case in the workbench; a story is read into a case first
    Open(open::Open),
    /// Open the sample case, in a scratch copy
    Demo,
    /// Make a case from a story, from a list of claims, or an empty one
    New(new::New),
    /// List the claims of a case
    List(list::List),
    /// List the sources of a case
    Sources(sources::Sources),
    /// Rule on a claim, or withdraw a ruling
    Tag(tag::Tag),
    /// Add or link claims
    #[command(subcommand)]
    Claim(claim::ClaimCommand),
    /// Add a source
    #[command(subcommand)]
    Source(source::SourceCommand),
    /// Add evidence to a claim, or suggest what a document brings
    #[command(subcommand)]
    Evidence(evidence::EvidenceCommand),
    /// Undo the last change, or with --redo redo it
    Undo(undo::Undo),
    /// Show the progress of cases
    Status(status::Status),
    /// Check cases against the house standards, or explain one
    Check(check::Check),
    /// Waive a house standard for a claim, with a reason
    Waive(waive::Waive),
    /// Export a case: to hand on, to read, to publish, for other programs
    Export(export::Export),
    /// Verify the ids, references and hashes of a case
    Verify(recover::Verify),
    /// List earlier states of a case, or restore one
    Recover(recover::Recover),
    /// Print the guide: keys, commands, house standards and the rest of the manual
    Guide(guide::Guide),
    /// Print the manual page of the program or of a command
    Man(man::Manual),
    /// Print completions for a shell
    Completions(shell::Completions),
    /// Print the directories that factdesk uses
    Paths,
    /// Print every command of the workbench with its keys, as a keys.ron
    Keys,
    /// Print the settings in force
    Config(shell::Config),
}

impl Command {
    /// Whether the command records a change before it prints anything.
    fn records(&self) -> bool {
        match self {
            Self::Tag(_)
            | Self::Claim(_)
            | Self::Source(_)
            | Self::Evidence(_)
            | Self::Undo(_)
            | Self::Waive(_) => true,
            Self::Recover(arguments) => arguments.puts_back(),
            _ => false,
        }
    }
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    // With a handler for the signal, a write beyond the file size limit is an error and does not
    // kill the process. It does not matter if the handler cannot be installed.
    let size_limit = nix::sys::signal::Signal::SIGXFSZ as i32;
    let _ = signal_hook::flag::register(size_limit, Arc::default());
    let words: Vec<_> = std::env::args_os().collect();
    let arguments = match usual_arguments(&words).map_or_else(|| parsed(words), Ok) {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    let mut world = match World::of_process(arguments.by) {
        Ok(world) => world,
        Err(failure) => return failure::report(&failure.into()),
    };
    let done = run(arguments.command.as_ref(), &mut world).and_then(|()| Ok(world.out.flush()?));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if arguments.command.is_some_and(|command| command.records()) => {
            failure::report_after_change(&error)
        }
        Err(error) => failure::report(&error),
    }
}

/// The arguments for the usual ways to start: `factdesk FILE`, `factdesk open FILE`, `factdesk
/// demo`, and `factdesk` alone. They are parsed without clap, since building its tree of all
/// commands would delay the first frame.
fn usual_arguments(words: &[OsString]) -> Option<Arguments> {
    let command = match words {
        [_] => None,
        [_, word] if word == "demo" => Some(Command::Demo),
        _ => {
            let path = implied_open::only_file(words)?;
            Some(Command::Open(open::Open { path }))
        }
    };
    let by = None;
    Some(Arguments { by, command })
}

/// Parses a command line. Prints an error if there is one, and returns its exit code.
fn parsed(mut words: Vec<OsString>) -> Result<Arguments, ExitCode> {
    let mut all = arguments::command::<Arguments>();
    let parsed = arguments::parsed::<Arguments>(&mut all, words.clone()).or_else(|error| {
        match implied_open::with_open(&error, &words) {
            Some(with_open) => {
                words = with_open;
                arguments::parsed(&mut all, words.clone())
            }
            None => Err(error),
        }
    });
    let (arguments, matches) = parsed.map_err(|error| failure::report_usage(&error, &all))?;
    arguments::refuse_option_as_text(&all, &matches, &words)
        .map_err(|failure| failure::report(&failure.into()))?;
    Ok(arguments)
}

fn run(command: Option<&Command>, world: &mut World) -> Result<()> {
    let Some(command) = command else {
        return start::start(world);
    };
    match command {
        Command::Open(arguments) => open::run(arguments, world),
        Command::Demo => open::demo(world),
        Command::New(arguments) => new::run(arguments, world),
        Command::List(arguments) => list::run(arguments, world),
        Command::Sources(arguments) => sources::run(arguments, world),
        Command::Tag(arguments) => tag::run(arguments, world),
        Command::Claim(arguments) => claim::run(arguments, world),
        Command::Source(arguments) => source::run(arguments, world),
        Command::Evidence(arguments) => evidence::run(arguments, world),
        Command::Undo(arguments) => undo::run(arguments, world),
        Command::Status(arguments) => status::run(arguments, world),
        Command::Check(arguments) => check::run(arguments, world),
        Command::Waive(arguments) => waive::run(arguments, world),
        Command::Export(arguments) => export::run(arguments, world),
        Command::Verify(arguments) => recover::verify_case(arguments, world),
        Command::Recover(arguments) => recover::run(arguments, world),
        Command::Guide(arguments) => guide::run(arguments, world),
        Command::Man(arguments) => man::run(arguments, arguments::command::<Arguments>(), world),
        Command::Completions(completions) => {
            shell::completions(completions, arguments::command::<Arguments>(), world)
        }
        Command::Paths => shell::paths(world),
        Command::Keys => shell::keys(world),
        Command::Config(arguments) => shell::config(arguments, world),
    }
}
