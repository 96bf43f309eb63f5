//! `factdesk undo`: the last change taken back, or made again.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use jiff::tz::TimeZone;

use super::change::settle;
use super::{World, who};
use crate::case::{Change, Edit, Stamp};
use crate::store::Access;
use crate::text::visible;

/// Take back the last change, or with --redo make it again.
#[derive(Debug, Args)]
pub(super) struct Undo {
    /// The case file
    case: PathBuf,
    /// Make again what was taken back last
    #[arg(long)]
    redo: bool,
}

pub(super) fn run(arguments: &Undo, world: &mut World) -> anyhow::Result<()> {
    let mut desk = world.desk(&arguments.case, Access::Write)?;
    let history = desk.history();
    let edit = if arguments.redo {
        history.last_undone()
    } else {
        history.last_done()
    }
    .cloned();
    // Only a ruling is somebody's own.
    let by = match &edit {
        Some(edit) if rules(edit) => who::person(world, &arguments.case)?,
        _ => who::anybody(world, &arguments.case).unwrap_or_default(),
    };
    let stamp = Stamp {
        by: &by,
        at: world.now,
    };
    let mut history = desk.history().clone();
    if arguments.redo {
        let step = history.redo(&stamp)?;
        settle(&mut desk, step, world.now)?;
    } else {
        let undone = history.undo(&stamp)?;
        settle(&mut desk, undone.step, world.now)?;
        if let Some(left) = undone.left {
            return Err(left.into());
        }
    }
    let verb = if arguments.redo {
        "made again"
    } else {
        "took back"
    };
    let Some(edit) = edit else { return Ok(()) };
    let time = edit.at.shown(world.now, &TimeZone::system());
    let whose = if edit.by.is_empty() {
        String::new()
    } else {
        format!("{}, ", visible(&edit.by))
    };
    writeln!(world.out, "{verb} {} ({whose}{time})", visible(&edit.what))?;
    Ok(())
}

fn rules(edit: &Edit) -> bool {
    edit.changes
        .iter()
        .any(|change| matches!(change, Change::Ruling(..)))
}
