//! What a shell and a curious person ask: completions, directories.

use std::io::Write;
use std::path::Path;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Arguments, World};
use crate::text::visible;

/// Print completions for a shell.
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
}

pub(super) fn completions(arguments: &Completions, world: &mut World) -> anyhow::Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(
        arguments.shell,
        &mut Arguments::command(),
        "factdesk",
        &mut script,
    );
    Ok(world.out.write_all(&script)?)
}

pub(super) fn paths(world: &mut World) -> anyhow::Result<()> {
    let shown = |path: Option<&Path>| {
        path.map_or_else(
            || "none: set HOME".to_owned(),
            |path| visible(&path.to_string_lossy()).into_owned(),
        )
    };
    let (config, state) = (
        shown(world.paths.config.as_deref()),
        shown(world.paths.state.as_deref()),
    );
    writeln!(world.out, "config  {config}\nstate   {state}")?;
    Ok(())
}
