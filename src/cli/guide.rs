//! `factdesk guide`: prints the manual, one page per topic.

use std::io::Write;

use clap::{Args, ValueEnum};

use super::World;
use super::failure::Result;

/// Print a page of the guide, or the list of its topics.
#[derive(Debug, Args)]
pub(super) struct Guide {
    /// The page to print [default: the list of topics]
    topic: Option<Topic>,
}

/// The topics. The comment of a variant is its line in the list of topics.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Topic {
    /// Every key of the workbench, digits, and your own keys
    Keys,
    /// Every command, its exit codes, and the words of its output
    Commands,
    /// House standards: findings, waivers, origins, and your own rules
    Standards,
    /// The case file: its fields, ids, hashes and formats
    CaseFile,
    /// What is promised about your work, and the proof
    #[value(alias = "proof")]
    Safety,
    /// How a story becomes claims, and how often that is right
    Reader,
    /// Which documents can be read
    Formats,
    /// The nine exports, and confidential sources
    Exports,
    /// How fast it is
    Figures,
}

impl Topic {
    fn page(self) -> &'static str {
        match self {
            Self::Keys => include_str!("../../assets/guide/keys.md"),
            Self::Commands => include_str!("../../assets/guide/commands.md"),
            Self::Standards => include_str!("../../assets/guide/standards.md"),
            Self::CaseFile => include_str!("../../assets/guide/case-file.md"),
            Self::Safety => include_str!("../../assets/guide/safety.md"),
            Self::Reader => include_str!("../../assets/guide/reader.md"),
            Self::Formats => include_str!("../../assets/guide/formats.md"),
            Self::Exports => include_str!("../../assets/guide/exports.md"),
            Self::Figures => include_str!("../../assets/guide/figures.md"),
        }
    }
}

pub(super) fn run(arguments: &Guide, world: &mut World) -> Result<()> {
    if let Some(topic) = arguments.topic {
        return Ok(world.out.write_all(topic.page().as_bytes())?);
    }
    writeln!(
        world.out,
        "`factdesk guide TOPIC` prints one of these pages:\n"
    )?;
    for topic in Topic::value_variants() {
        let Some(value) = topic.to_possible_value() else {
            continue;
        };
        let (name, says) = (value.get_name(), value.get_help().map(ToString::to_string));
        writeln!(world.out, "  {name:<10} {}", says.unwrap_or_default())?;
    }
    Ok(())
}
