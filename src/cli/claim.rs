//! `factdesk claim add`: a claim that the reader did not propose.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::change::change;
use super::{World, find, who, words};
use crate::case::Stamp;
use crate::case::deeds::{self, Credit, NewClaim};

#[derive(Debug, Subcommand)]
pub(super) enum ClaimCommand {
    /// Add a claim; it is anchored if its words stand in the story exactly once
    Add(Add),
}

#[derive(Debug, Args)]
pub(super) struct Add {
    /// The case file
    case: PathBuf,
    /// The claim's words
    text: String,
    /// Whom it is credited to: a source's name or id
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,
}

pub(super) fn run(
    ClaimCommand::Add(arguments): &ClaimCommand,
    world: &mut World,
) -> anyhow::Result<()> {
    let by = who::anybody(world, &arguments.case).unwrap_or_default();
    let stamp = Stamp {
        by: &by,
        at: world.now,
    };
    let (case, id) = change(world, &arguments.case, |case, mint| {
        let source = arguments
            .source
            .as_deref()
            .map(|word| find::source(case, word))
            .transpose()?;
        let credit = source.map(|source| Credit {
            chain: vec![source.id],
            ..Credit::default()
        });
        let new = NewClaim {
            text: arguments.text.clone(),
            credit,
            ..NewClaim::default()
        };
        Ok(deeds::add_claim(case, new, &stamp, mint)?)
    })?;
    let Some(claim) = case.claims.get(id) else {
        return Ok(());
    };
    let place = match claim.span {
        Some(span) => format!("in paragraph {}", span.paragraph + 1),
        None => "free-standing".to_owned(),
    };
    writeln!(
        world.out,
        "{} {place}: {}",
        claim.id,
        words::claim(&case, claim.id)
    )?;
    Ok(())
}
