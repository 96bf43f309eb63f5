//! `factdesk man`: prints a manual page in roff.

use clap::Args;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::failure::Result;
use super::{World, examples};
use crate::error::Error;
use crate::text::visible;

/// Print the manual page of the program or of a command, for `man -l -`.
#[derive(Debug, Args)]
pub(super) struct Manual {
    /// The command, as `evidence add` [default: the program]
    command: Vec<String>,
}

pub(super) fn run(arguments: &Manual, mut all: clap::Command, world: &mut World) -> Result<()> {
    all.build();
    let mut command = &all;
    for name in &arguments.command {
        command = command.find_subcommand(name).ok_or_else(|| {
            Error::refused(
                format!("there is no command `{}`", visible(name)),
                "`factdesk --help` lists them",
            )
        })?;
    }
    let name = arguments.command.join(" ");
    let page = std::iter::once("factdesk").chain(name.split_whitespace());
    let page = page.collect::<Vec<_>>().join("-");
    let man = Man::new(command.clone())
        .title(&page)
        .source(format!("factdesk {}", env!("CARGO_PKG_VERSION")))
        .manual("factdesk");
    let out = &mut world.out;
    man.render_title(out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_description_section(out)?;
    if command.get_arguments().next().is_some() {
        man.render_options_section(out)?;
    }
    if command.has_subcommands() {
        man.render_subcommands_section(out)?;
    }
    let mut rest = Roff::new();
    let examples = examples::of(&name);
    if !examples.is_empty() {
        rest.control("SH", ["EXAMPLES"]);
        for (line, says) in examples {
            rest.control("TP", []);
            rest.text([bold(format!("factdesk {line}"))]);
            rest.text([roman(*says)]);
        }
    }
    if name.is_empty() {
        rest.control("SH", ["NOTES"]);
        let notes = command.get_after_help().map(ToString::to_string);
        for line in notes.unwrap_or_default().lines() {
            rest.text([roman(line)]);
            rest.control("PP", []);
        }
    }
    rest.control("SH", ["SEE ALSO"]);
    rest.text([roman(
        "factdesk guide prints the whole manual, a page a topic.",
    )]);
    Ok(rest.to_writer(out)?)
}
