//! Commands about the installation: completions, directories, keys, settings.

use std::io::Write;
use std::path::Path;

use clap::Args;
use clap_complete::Shell;

use super::World;
use super::failure::Result;
use super::words::{OWN_KEYS, OWN_SETTINGS, warn_about_config};
use crate::text::visible;
use crate::workbench::Keymap;
use crate::workbench::commands::{COMMANDS, Group};

/// Print completions for a shell.
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
}

pub(super) fn completions(
    arguments: &Completions,
    mut all: clap::Command,
    world: &mut World,
) -> Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut all, "factdesk", &mut script);
    Ok(world.out.write_all(&script)?)
}

pub(super) fn paths(world: &mut World) -> Result<()> {
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

/// Print the settings in force.
#[derive(Debug, Args)]
pub(super) struct Config {
    /// Print the settings that hold without a file, with what each is for
    #[arg(long)]
    default: bool,
    /// Print the house standards that hold without a file, as a standards.ron
    #[arg(long, conflicts_with = "default")]
    standards: bool,
}

pub(super) fn config(arguments: &Config, world: &mut World) -> Result<()> {
    if arguments.default {
        return Ok(world.out.write_all(crate::config::DEFAULT.as_bytes())?);
    }
    if arguments.standards {
        let file = crate::check::default_file();
        return Ok(world.out.write_all(file.as_bytes())?);
    }
    let settings = world.settings();
    if let Some(bad) = world.bad_settings() {
        warn_about_config(bad, OWN_SETTINGS);
    }
    let text = ron::ser::to_string_pretty(&settings, ron::ser::PrettyConfig::new())?;
    Ok(writeln!(world.out, "{text}")?)
}

/// Prints every command with its keys, in the format of `keys.ron`.
pub(super) fn keys(world: &mut World) -> Result<()> {
    let keys = super::open::keymap(world).unwrap_or_else(|bad| {
        warn_about_config(&bad, OWN_KEYS);
        Keymap::default()
    });
    writeln!(world.out, "{{")?;
    for group in Group::ALL {
        writeln!(world.out, "    // {}", group.name())?;
        for command in COMMANDS.iter().filter(|command| command.group == *group) {
            let quoted: Vec<String> = keys
                .keys(command)
                .iter()
                .map(|key| format!("\"{}\"", key.replace('\\', "\\\\").replace('"', "\\\"")))
                .collect();
            let entry = format!("    \"{}\": [{}],", command.id, quoted.join(", "));
            let place = command.place.name();
            let place = if place.is_empty() {
                String::new()
            } else {
                format!(" ({place})")
            };
            writeln!(world.out, "{entry:<40} // {}{place}", command.doc)?;
        }
    }
    Ok(writeln!(world.out, "}}")?)
}
