//! `factdesk waive`: waives a house standard for a claim, or removes the waiver.

use std::io::Write;
use std::path::PathBuf;
use std::str::FromStr;

use clap::Args;

use super::change::change;
use super::failure::Result;
use super::listed::listed;
use super::{World, find, who, words};
use crate::case::{Stamp, ops};
use crate::check::Standard;
use crate::error::Error;
use crate::store::Access;
use crate::text::visible;

/// Waive a house standard for a claim, with a reason
#[derive(Debug, Args)]
pub(super) struct Waive {
    /// The case file
    case: PathBuf,
    /// A claim's number, its id, or an unambiguous start of that
    claim: String,
    /// The standard's name, as `factdesk check` prints it
    #[arg(value_parser = listed(Standard::NAMES, Standard::from_str), hide_possible_values = true)]
    standard: Standard,
    /// Why the claim need not meet it
    #[arg(long, required_unless_present = "withdraw")]
    reason: Option<String>,
    /// Remove the waiver
    #[arg(long, conflicts_with = "reason")]
    withdraw: bool,
}

pub(super) fn run(arguments: &Waive, world: &mut World) -> Result<()> {
    let by = who::person(world, &arguments.case)?;
    let stamp = Stamp {
        by: &by,
        at: world.now,
    };
    let standard = arguments.standard;
    let findings = {
        let desk = world.desk(&arguments.case, Access::Read)?;
        let case = desk.history().case();
        world.findings(&arguments.case, (case, case))
    };
    let (case, id) = change(world, &arguments.case, |case, _| {
        let claim = find::claim(case, &arguments.claim)?.id;
        let edit = match &arguments.reason {
            Some(_)
                if !findings
                    .on(claim)
                    .iter()
                    .any(|finding| finding.standard == standard) =>
            {
                let number = case.number(claim).unwrap_or_default();
                return Err(Error::refused(
                    format!("claim {number} has no finding of {standard}"),
                    "`factdesk check` lists the findings",
                )
                .into());
            }
            Some(reason) => ops::waive(case, claim, standard.name(), reason, &stamp)?,
            None => ops::unwaive(case, claim, standard.name(), &stamp)?,
        };
        Ok((edit, claim))
    })?;
    let word = if arguments.withdraw {
        "no longer waived"
    } else {
        "waived"
    };
    writeln!(
        world.out,
        "{standard} {word} (as {}): {}",
        visible(&by),
        words::claim(&case, id)
    )?;
    Ok(())
}
