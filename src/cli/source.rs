//! `factdesk source add`: adds a source.

use std::io::Write;
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Subcommand};

use super::change::change;
use super::failure::Result;
use super::listed::listed;
use super::{World, find, who};
use crate::case::ops::{self, NewSource};
use crate::case::{Reliability, SourceKind, Stamp};
use crate::text::visible;

#[derive(Debug, Subcommand)]
pub(super) enum SourceCommand {
    /// Add a source
    Add(Add),
}

#[derive(Debug, Args)]
pub(super) struct Add {
    /// The case file
    case: PathBuf,
    /// Its name
    #[arg(allow_hyphen_values = true)]
    name: String,
    /// What kind of source it is
    #[arg(long, default_value = "other", value_parser = listed(SourceKind::NAMES, SourceKind::from_str))]
    kind: SourceKind,
    /// How reliable it is: A (completely reliable) to E (unreliable), F: cannot be judged
    #[arg(long, default_value = "F", value_parser = listed(Reliability::NAMES, Reliability::from_str))]
    reliability: Reliability,
    /// A source that it relies on; may be given several times
    #[arg(long, value_name = "SOURCE")]
    relies_on: Vec<String>,
    /// Its address
    #[arg(long, default_value = "", hide_default_value = true)]
    url: String,
    /// It may not be named outside the newsroom
    #[arg(long)]
    confidential: bool,
    /// Another name, a handle or a number of it; may be given several times
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    other_name: Vec<String>,
    /// What the newsroom knows about it. A redacted export is searched for what it says of a
    /// confidential source
    #[arg(
        long,
        default_value = "",
        hide_default_value = true,
        allow_hyphen_values = true
    )]
    note: String,
}

pub(super) fn run(SourceCommand::Add(arguments): &SourceCommand, world: &mut World) -> Result<()> {
    let by = who::known_person(world, &arguments.case).unwrap_or_default();
    let stamp = Stamp {
        by: &by,
        at: world.now,
    };
    let (case, id) = change(world, &arguments.case, |case, mint| {
        let relies_on = arguments
            .relies_on
            .iter()
            .map(|word| find::source(case, word).map(|source| source.id));
        let new = NewSource {
            name: arguments.name.clone(),
            kind: arguments.kind,
            reliability: arguments.reliability,
            relies_on: relies_on.collect::<Result<_, _>>()?,
            url: arguments.url.clone(),
            confidential: arguments.confidential,
            aliases: arguments.other_name.clone(),
            note: arguments.note.clone(),
        };
        Ok(ops::add_source(case, new, &stamp, mint)?)
    })?;
    let Some(source) = case.sources.get(id) else {
        return Ok(());
    };
    writeln!(
        world.out,
        "{} {} ({}, {})",
        source.id,
        visible(&source.name),
        source.kind,
        source.reliability
    )?;
    Ok(())
}
