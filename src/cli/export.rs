//! `factdesk export`: a case as a file for somebody else.

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::Args;
use jiff::tz::TimeZone;

use super::failure::{Result, unexpected};
use super::listed::listed;
use super::words::{OWN_SETTINGS, OWN_STANDARDS, note_bad, say};
use super::{World, find, paths};
use crate::case::{Case, schema};
use crate::check::House;
use crate::config::{WORDS, nearest};
use crate::error::Error;
use crate::export::{Choice, Format, Options, Words, export, redact, safe};
use crate::store::{Access, Desk, deliver};
use crate::text::{counted, visible};
use crate::workbench::{Confidential, Order};

/// Export a case: to hand on, to read, to publish, for other programs.
#[derive(Debug, Args)]
#[command(
    override_usage = "factdesk export [OPTIONS] --to <FORMAT> <CASE>\n       factdesk export --schema [--output <FILE>]"
)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "options that each stand alone"
)]
pub(super) struct Export {
    /// The case file
    #[arg(required_unless_present = "schema")]
    case: Option<PathBuf>,
    /// What to export it as
    #[arg(long, value_name = "FORMAT", value_parser = listed(Format::NAMES, Format::from_str), required_unless_present = "schema")]
    to: Option<Format>,
    /// The file to write [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Overwrite an existing file
    #[arg(long)]
    force: bool,
    /// Remove everything that leads to a confidential source
    #[arg(long, conflicts_with = "with_confidential")]
    redact: bool,
    /// Keep confidential sources: for the newsroom only
    #[arg(long)]
    with_confidential: bool,
    /// claimreview: the claim that is reviewed, by its number or id
    #[arg(long, value_name = "CLAIM", conflicts_with = "all")]
    claim: Option<String>,
    /// claimreview: an array of all claims with a verdict on the fact
    #[arg(long)]
    all: bool,
    /// claimreview: where the review will be published [default: as in config.ron]
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// claimreview: who publishes the review [default: as in config.ron]
    #[arg(long)]
    publisher: Option<String>,
    /// csv: start with a byte order mark, for Excel
    #[arg(long)]
    bom: bool,
    /// Print the JSON schema of `--to json`; needs no case
    #[arg(long, conflicts_with_all = ["case", "to", "redact", "with_confidential", "claim", "all", "url", "publisher", "bom"])]
    schema: bool,
}

impl Export {
    /// The case. Without one only the schema can be asked for.
    fn case(&self) -> &Path {
        self.case.as_deref().unwrap_or(Path::new(""))
    }

    /// The format, which the schema is that of.
    fn to(&self) -> Format {
        self.to.unwrap_or(Format::Json)
    }
}

pub(super) fn run(arguments: &Export, world: &mut World) -> Result<()> {
    fitting(arguments)?;
    let output = arguments
        .output
        .as_deref()
        .filter(|path| *path != Path::new("-"));
    if arguments.schema {
        return write_schema(arguments, world, output);
    }
    if output.is_none() && arguments.to().is_binary() && io::stdout().is_terminal() {
        let what = format!("{} cannot be shown in a terminal", arguments.to());
        return Err(Error::refused(what, "write it to a file with -o FILE"));
    }
    if let Some(path) = output {
        may_be_written(arguments, world, path)?;
    }
    let desk = world.desk(arguments.case(), Access::Read)?;
    let case = desk.history().case();
    let choice = match &arguments.claim {
        Some(word) => Choice::One(find::claim(case, word)?.id),
        None if arguments.all => Choice::All,
        None => Choice::Only,
    };
    let mut notes = Vec::new();
    let made = made(arguments, world, case, choice, &mut notes);
    let made = made.inspect_err(|_| tell(&notes))?;
    let mut told = match output {
        Some(path) => write(arguments, world, &made.case, path, &made.bytes)?,
        None => {
            world.out.write_all(&made.bytes)?;
            Vec::new()
        }
    };
    told.extend(notes);
    tell(&told);
    Ok(())
}

/// Writes what `--to json` is like, whatever the case.
fn write_schema(arguments: &Export, world: &mut World, output: Option<&Path>) -> Result<()> {
    let text = safe(&schema()).map_err(unexpected)?;
    let Some(path) = output else {
        world.out.write_all(text.as_bytes())?;
        return Ok(());
    };
    may_be_written(arguments, world, path)?;
    let written = deliver(world.disk.as_ref(), path, text.as_bytes(), arguments.force);
    written.map_err(|trouble| world.explained(trouble, path))?;
    tell(&[format!("Wrote {}.", visible(&path.to_string_lossy()))]);
    Ok(())
}

fn tell(notes: &[String]) {
    for note in notes {
        say(&format!("{note}\n"));
    }
}

/// Exports a case that the workbench has open to a file, as the command does; what there is to be said of it.
pub(super) fn ordered(
    case: &Case,
    path: &Path,
    order: &Order,
    world: &mut World,
) -> Result<Vec<String>> {
    let output = paths::typed(&order.path);
    let arguments = Export {
        case: Some(path.to_owned()),
        to: Some(order.format),
        output: Some(output.clone()),
        force: order.force,
        redact: order.confidential == Confidential::Redact,
        with_confidential: order.confidential == Confidential::Keep,
        claim: None,
        all: false,
        url: Some(order.url.clone()).filter(|url| !url.is_empty()),
        publisher: Some(order.publisher.clone()).filter(|publisher| !publisher.is_empty()),
        bom: order.bom,
        schema: false,
    };
    may_be_written(&arguments, world, &output)?;
    let choice = order.claim.map_or(Choice::Only, Choice::One);
    let mut notes = Vec::new();
    let made = made(&arguments, world, case, choice, &mut notes)?;
    let mut told = write(&arguments, world, &made.case, &output, &made.bytes)?;
    told.extend(notes);
    Ok(told)
}

/// An export before it is written.
struct Made<'a> {
    bytes: Vec<u8>,
    /// The case that it is of: without what was withheld.
    case: Cow<'a, Case>,
}

/// Makes an export, redacted if that is asked for; what there is to be said of it is noted, even if it cannot be made.
fn made<'a>(
    arguments: &Export,
    world: &mut World,
    case: &'a Case,
    choice: Choice,
    notes: &mut Vec<String>,
) -> Result<Made<'a>> {
    confidential(arguments, case)?;
    let words = words(world, arguments.case(), case, notes)?;
    let (house, bad) = world.house_or_default(arguments.case());
    notes.extend(bad.map(|bad| note_bad(&bad, OWN_STANDARDS)));
    // A broken config.ron matters only where it is asked.
    if arguments.to() == Format::Claimreview
        && (arguments.url.is_none() || arguments.publisher.is_none())
        && let Some(bad) = world.bad_settings()
    {
        notes.push(note_bad(bad, OWN_SETTINGS));
    }
    let by = (&words, &house);
    let mut bytes = bytes(arguments, world, by, case, choice)?;
    let mut out = Cow::Borrowed(case);
    if arguments.redact {
        // What must not go out as it stands must not go out redacted either, so the gate has seen the whole case first.
        let (redacted, withheld) = redact(case, &mut world.mint);
        let choice = match choice {
            Choice::One(id) => withheld.claim(id).map_or(choice, Choice::One),
            Choice::All | Choice::Only => choice,
        };
        notes.push(format!("Withheld: {withheld}."));
        bytes = self::bytes(arguments, world, by, &redacted, choice)?;
        out = Cow::Owned(redacted);
    }
    let own = (!words.own().is_empty())
        .then(|| format!("house.ron renames verdicts: {}", words.own().join(", ")));
    let house = house.told().into_iter().chain(own);
    notes.extend(house.map(|told| format!("Note: {told}.")));
    let loses = arguments.to().loses();
    if !loses.is_empty() {
        notes.push(format!("Note: {} leaves out {loses}.", arguments.to()));
    }
    Ok(Made { bytes, case: out })
}

/// Refuses what only another format knows.
fn fitting(arguments: &Export) -> Result<(), Error> {
    let is_review = arguments.to() == Format::Claimreview;
    let given = [
        ("--claim", arguments.claim.is_some(), is_review),
        ("--all", arguments.all, is_review),
        ("--url", arguments.url.is_some(), is_review),
        ("--publisher", arguments.publisher.is_some(), is_review),
        ("--bom", arguments.bom, arguments.to() == Format::Csv),
    ];
    match given
        .into_iter()
        .find(|(_, is_given, fits)| *is_given && !fits)
    {
        Some((option, ..)) => Err(Error::refused(
            format!("{option} does not apply to {}", arguments.to()),
            "`factdesk export --help` says which format each option is for",
        )),
        None => Ok(()),
    }
}

/// Refuses to write over the case itself, or over what is named like a case.
fn may_be_written(arguments: &Export, world: &World, path: &Path) -> Result<(), Error> {
    let shown = visible(&path.to_string_lossy()).into_owned();
    let real = |path: &Path| world.disk.real(path).ok();
    if real(path).is_some_and(|path| Some(path) == real(arguments.case())) {
        return Err(Error::refused(
            format!("{shown} is the case itself"),
            "name another file with -o",
        ));
    }
    let is_case = shown.to_lowercase().ends_with(".ron");
    if is_case && arguments.to() != Format::Ron {
        return Err(Error::refused(
            format!(
                "{shown} is named like a case, but {} is not one",
                arguments.to()
            ),
            format!("name a file like story.{} with -o", arguments.to().ending()),
        ));
    }
    Ok(())
}

/// Refuses to let a confidential source out unasked. A case file handed on is whole unless it is told otherwise.
fn confidential(arguments: &Export, case: &Case) -> Result<(), Error> {
    let sources = case.sources.iter().filter(|source| source.confidential);
    let count = sources.count();
    if count == 0
        || arguments.to() == Format::Ron
        || arguments.redact
        || arguments.with_confidential
    {
        return Ok(());
    }
    Err(Error::refused(
        format!("the case has {}", counted(count, "confidential source")),
        "--redact removes everything that leads to them, --with-confidential keeps them",
    ))
}

/// What holds where the newsroom's own words cannot be read.
const OWN_WORDS: &str = "factdesk's own words are used";

/// The words of reports in the case's language, with the newsroom's own laid over them.
fn words(world: &World, path: &Path, case: &Case, notes: &mut Vec<String>) -> Result<Words, Error> {
    let words = Words::of(&case.language)
        .map_err(|error| Error::refused(error.to_string(), "please report this"))?;
    let own = match nearest(world.disk.as_ref(), &world.paths, path, WORDS) {
        Ok(own) => own,
        Err(bad) => {
            notes.push(note_bad(&bad, OWN_WORDS));
            return Ok(words);
        }
    };
    let Some(own) = own else {
        return Ok(words);
    };
    words.clone().with_own(&own.text).or_else(|error| {
        let bad = own.bad(error.line, error.column, error.what);
        notes.push(note_bad(&bad, OWN_WORDS));
        Ok(words)
    })
}

/// The bytes of the export.
fn bytes(
    arguments: &Export,
    world: &World,
    (words, house): (&Words, &House),
    case: &Case,
    choice: Choice,
) -> Result<Vec<u8>> {
    let findings = world.held_against(arguments.case(), case, house);
    let zone = TimeZone::system();
    let mut options = Options::new(words, &findings, &zone, world.now);
    options.choice = choice;
    options.bom = arguments.bom;
    if arguments.to() == Format::Claimreview {
        let settings = world.settings();
        options.url = arguments.url.as_deref().unwrap_or(&settings.url);
        let publisher = arguments.publisher.as_deref();
        options.publisher = publisher.unwrap_or(&settings.publisher);
    }
    export(arguments.to(), case, &options)
}

/// Writes the file; says so, and where what it replaces is kept: a case file is made as `new` makes one.
fn write(
    arguments: &Export,
    world: &World,
    case: &Case,
    path: &Path,
    bytes: &[u8],
) -> Result<Vec<String>> {
    let disk = world.disk.as_ref();
    let shown = |path: &Path| visible(&path.to_string_lossy()).into_owned();
    let force = arguments.force;
    let kept = if arguments.to() == Format::Ron {
        Desk::create(disk, world.paths.state.as_deref(), path, case, force)
    } else {
        deliver(disk, path, bytes, force).map(|()| None)
    };
    let kept = kept.map_err(|trouble| world.explained(trouble, path))?;
    let kept = kept.map(|kept| format!("The old file is kept in {}.", shown(&kept)));
    Ok(kept
        .into_iter()
        .chain([format!("Wrote {}.", shown(path))])
        .collect())
}
