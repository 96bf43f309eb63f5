//! `factdesk evidence import`: suggests evidence from a document for an existing case.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::change::settle;
use super::failure::Result;
use super::new::{file_name, read_story};
use super::{World, convert, who, words};
use crate::case::{Case, Claim, Edit, Evidence};
use crate::reading::{self, Report};
use crate::store::Access;
use crate::text::{clip, counted, visible};

#[derive(Debug, Args)]
pub(super) struct Import {
    /// The case file
    case: PathBuf,
    /// The document: a Word document of ours with replies, or the same draft with somebody's
    /// comments
    #[arg(value_name = "FILE")]
    document: PathBuf,
}

/// The longest note that is shown with its claim, in terminal cells.
const LONGEST_NOTE: usize = 60;

pub(super) fn run(arguments: &Import, world: &mut World) -> Result<()> {
    let by = who::person(world, &arguments.case)?;
    let name = file_name(&arguments.document);
    let bytes = read_story(world, &arguments.document)?;
    let document = convert::document(&bytes, &name)?;
    let mut desk = world.desk(&arguments.case, Access::Write)?;
    let before = desk.history().case().clone();
    let (after, report) =
        reading::suggested_in(document, &name, &before, world.now, &mut world.mint);
    let shown = visible(&name).into_owned();
    if report.suggested > 0 {
        let what = format!(
            "{} suggested from {shown}",
            counted(report.suggested, "evidence item")
        );
        let edit = Edit::between(&before, &after, what, by, world.now);
        let step = desk.history().clone().make(edit)?;
        let case = settle(&mut desk, step, world.now)?;
        for (claim, item) in added(&before, &case) {
            let note = if item.note.is_empty() {
                &item.url
            } else {
                &item.note
            };
            let note = note.replace('\n', " ");
            let (by, note) = (
                visible(&item.by),
                clip(&visible(&note), LONGEST_NOTE).into_owned(),
            );
            writeln!(world.out, "{}: {by}: {note}", words::claim(&case, claim.id))?;
        }
    }
    words::say(&summary(&shown, &report, &arguments.case));
    Ok(())
}

/// The evidence items that were added, with their claims.
fn added<'a>(before: &Case, after: &'a Case) -> impl Iterator<Item = (&'a Claim, &'a Evidence)> {
    let is_old = |claim: &Claim, item: &Evidence| {
        let claim = before.claims.get(claim.id);
        claim.is_some_and(|claim| claim.evidence.iter().any(|it| it.id == item.id))
    };
    let items = after.claims.iter().flat_map(|claim| {
        let claim: &Claim = claim;
        claim.evidence.iter().map(move |item| (claim, item))
    });
    let old: Vec<bool> = items
        .clone()
        .map(|(claim, item)| is_old(claim, item))
        .collect();
    items
        .zip(old)
        .filter(|(_, is_old)| !is_old)
        .map(|(item, _)| item)
}

/// The result of the import, in a few lines.
fn summary(name: &str, report: &Report, case: &Path) -> String {
    let mut lines = Vec::new();
    if !report.read_as.is_empty() {
        lines.push(format!("Read as {}.", report.read_as));
    }
    let known = match report.known {
        0 => String::new(),
        1 => "; 1 more is there already".to_owned(),
        items => format!("; {items} more are there already"),
    };
    let suggested = match report.suggested {
        0 => "nothing new to suggest".to_owned(),
        items => format!("{} of evidence", counted(items, "suggested item")),
    };
    lines.push(format!("{name}: {suggested}{known}."));
    lines.extend(words::left_out(&report.left_out));
    lines.extend(report.notes.iter().map(|note| format!("{note}.")));
    if report.suggested > 0 {
        let case = visible(&case.to_string_lossy()).into_owned();
        lines.push(format!(
            "To accept what is suggested on a claim: `i` in `factdesk open {case}`."
        ));
    }
    lines.push(String::new());
    lines.join("\n")
}
