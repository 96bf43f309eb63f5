//! `factdesk undo`: undoes or redoes the last change.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::change::settle;
use super::failure::Result;
use super::{World, who, words};
use crate::case::{Change, Edit, Stamp};
use crate::store::Access;

/// Undo the last change, or with --redo redo it.
#[derive(Debug, Args)]
pub(super) struct Undo {
    /// The case file
    case: PathBuf,
    /// Redo the change that was undone last
    #[arg(long)]
    redo: bool,
}

pub(super) fn run(arguments: &Undo, world: &mut World) -> Result<()> {
    let mut desk = world.desk(&arguments.case, Access::Write)?;
    // The user's name is needed only if there are rulings to undo or redo.
    let by = match who::known_person(world, &arguments.case) {
        None if desk.history().done().any(has_ruling) => who::person(world, &arguments.case)?,
        by => by.unwrap_or_default(),
    };
    let stamp = Stamp {
        by: &by,
        at: world.now,
    };
    let mut history = desk.history().clone();
    let outcome = if arguments.redo {
        history.redo(&stamp)?
    } else {
        history.undo(&stamp)?
    };
    let skipped = outcome.skipped();
    let sentence = outcome.sentence(arguments.redo, world.now, &world.zone());
    settle(&mut desk, outcome.step, world.now)?;
    writeln!(world.out, "{sentence}")?;
    if !skipped.is_empty() {
        words::say(&format!("Note: {skipped}\n"));
    }
    Ok(())
}

fn has_ruling(edit: &Edit) -> bool {
    edit.changes
        .iter()
        .any(|change| matches!(change, Change::Ruling(..)))
}
