//! `factdesk evidence add`: adds evidence to a claim. `factdesk evidence import`: suggests evidence
//! from a document.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::{Args, Subcommand};

use super::change::change;
use super::failure::Result;
use super::files::OnDisk;
use super::import::{self, Import};
use super::listed::listed;
use super::{World, files, find, who, words};
use crate::case::ops::{self, NewEvidence};
use crate::case::{Change, Credibility, Date, Evidence, File, Nature, Question, Stamp, Stance};
use crate::check::files::check_item;
use crate::check::{FileCheck, Match};
use crate::error::Error;
use crate::text::visible;

#[derive(Debug, Subcommand)]
pub(super) enum EvidenceCommand {
    /// Add an item of evidence to a claim
    Add(Add),
    /// Suggest evidence from the links, notes and comments of a document, as replies to ours in a Word
    /// document that came back
    Import(Import),
}

#[derive(Debug, Args)]
pub(super) struct Add {
    /// The case file
    case: PathBuf,
    /// A claim's number, its id, or an unambiguous start of that
    claim: String,
    /// The source that it is from: name or id
    #[arg(long)]
    source: String,
    /// What it does to the claim
    #[arg(long, value_parser = listed(Stance::NAMES, Stance::from_str))]
    stance: Stance,
    /// The question that it is on: fact (is it true?) or said (did they say it?)
    #[arg(long, default_value = "fact", value_parser = listed(Question::NAMES, Question::from_str), hide_possible_values = true)]
    question: Question,
    /// The source knows it first-hand
    #[arg(long)]
    primary: bool,
    /// 1 (confirmed by others) to 5 (improbable), 6: cannot be judged
    #[arg(long, value_name = "1..6", value_parser = Credibility::from_str)]
    credibility: Option<Credibility>,
    /// Its exact words
    #[arg(long, default_value = "", hide_default_value = true)]
    quote: String,
    /// Where in the source: a page, a minute
    #[arg(long, default_value = "", hide_default_value = true)]
    locator: String,
    /// Its address on the web
    #[arg(long, default_value = "", hide_default_value = true)]
    url: String,
    /// The day you saw it there
    #[arg(long, value_name = "DATE")]
    accessed: Option<Date>,
    /// The address of an archived copy
    #[arg(
        long,
        value_name = "URL",
        default_value = "",
        hide_default_value = true
    )]
    archived: String,
    /// A file that contains it; the file stays where it is, and its hash is recorded
    #[arg(long, value_name = "PATH")]
    file: Option<PathBuf>,
    /// Your own words about it
    #[arg(long, default_value = "", hide_default_value = true)]
    note: String,
}

pub(super) fn run(command: &EvidenceCommand, world: &mut World) -> Result<()> {
    match command {
        EvidenceCommand::Add(arguments) => add(arguments, world),
        EvidenceCommand::Import(arguments) => import::run(arguments, world),
    }
}

fn add(arguments: &Add, world: &mut World) -> Result<()> {
    let by = who::person(world, &arguments.case)?;
    let file = arguments
        .file
        .as_deref()
        .map(|file| file_record(world, &arguments.case, file))
        .transpose()?;
    let stamp = Stamp {
        by: &by,
        at: world.now,
    };
    let (case, (claim, source, item)) = change(world, &arguments.case, |case, mint| {
        let (claim, source) = (
            find::claim(case, &arguments.claim)?.id,
            find::source(case, &arguments.source)?.id,
        );
        let new = NewEvidence {
            nature: if arguments.primary {
                Nature::Primary
            } else {
                Nature::Secondary
            },
            credibility: arguments.credibility,
            quote: arguments.quote.clone(),
            locator: arguments.locator.clone(),
            url: arguments.url.clone(),
            accessed: arguments.accessed,
            archived: arguments.archived.clone(),
            file,
            note: arguments.note.clone(),
            ..NewEvidence::new(source, arguments.question, arguments.stance)
        };
        let edit = ops::add_evidence(case, claim, new, &stamp, mint)?;
        let item = edit.changes.iter().find_map(|change| match change {
            Change::Evidence(_, swap) => swap.after.clone(),
            _ => None,
        });
        Ok((edit, (claim, source, item)))
    })?;
    let name = case
        .sources
        .get(source)
        .map_or("", |source| source.name.as_str());
    let (question, stance) = (arguments.question.capitals(), arguments.stance);
    writeln!(
        world.out,
        "{question} {stance} ({}): {}",
        visible(name),
        words::claim(&case, claim)
    )?;
    if let Some(note) = item.and_then(|item| quote_note(world, &arguments.case, &item)) {
        words::say(&format!("Note: {note}.\n"));
    }
    Ok(())
}

/// A note if the quote of a new item is not in its file, or differs from it.
fn quote_note(world: &World, case: &Path, item: &Evidence) -> Option<String> {
    let name = visible(&item.file.as_ref()?.name);
    if item.quote.trim().is_empty() {
        return None;
    }
    let disk = world.disk.as_ref();
    match check_item(item, &files::folder(disk, case), &OnDisk(disk))? {
        FileCheck::AsNoted(found) | FileCheck::Changed(found) => match found? {
            Match::Verbatim => None,
            Match::ExceptSpacing => Some(format!(
                "the quote is in {name}, apart from spacing and quotation marks"
            )),
            Match::ExceptBrackets => Some(format!(
                "the quote is in {name}, apart from what is in brackets"
            )),
            Match::Absent => Some(format!("the quote is not in {name}")),
            found => found
                .objection(&item.quote, &name)
                .map(|why| why.to_string()),
        },
        FileCheck::Unreadable(why) => Some(format!("the quote was not checked: {why}")),
        // This is not expected, since the file was just hashed.
        FileCheck::Missing => None,
    }
}

/// The record for a file: its hash and its path. If the file is inside of the case's directory, the
/// path is relative to that directory.
pub(super) fn file_record(world: &World, case: &Path, file: &Path) -> Result<File, Error> {
    let shown = visible(&file.to_string_lossy()).into_owned();
    let hint = "name the file that holds the evidence";
    let unreadable = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Error::refused(format!("there is no file {shown}"), hint),
        io::ErrorKind::InvalidInput => {
            Error::refused(format!("{shown} is not a regular file"), hint)
        }
        _ => Error::unreadable(format!("{shown} cannot be read"), &error, hint),
    };
    let sha256 = world.disk.hash(file).map_err(unreadable)?;
    let real = world.disk.real(file).map_err(unreadable)?;
    let folder = world
        .disk
        .real(case)
        .ok()
        .and_then(|case| case.parent().map(Path::to_owned));
    let name = folder
        .and_then(|folder| real.strip_prefix(folder).ok().map(Path::to_owned))
        .unwrap_or(real);
    Ok(File {
        name: name.to_string_lossy().into_owned(),
        sha256,
    })
}
