//! `factdesk export`: writes a case in another format.

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::Args;

use super::desk::until_exit;
use super::failure::Result;
use super::files::findings_on;
use super::gate::{self, RedactionOptions};
use super::listed::listed;
use super::words::{OWN_SETTINGS, OWN_STANDARDS, note_bad, say};
use super::{World, find, languages, paths};
use crate::case::standing::Coverage;
use crate::case::{Case, Standing, UnknownWord, schema};
use crate::check::House;
use crate::config::{WORDS, nearest};
use crate::error::Error;
use crate::export::{
    Choice, Confidential, ExportRequest, Format, Options, Sheet, Words, export, on_ordinary_names,
    remarks, safe,
};
use crate::store::{Access, Desk, deliver};
use crate::text::{counted, visible};

/// Export a case: to hand on, to read, to publish, for other programs.
#[derive(Debug, Args)]
#[command(
    override_usage = "factdesk export [OPTIONS] --to <FORMAT> <CASE>\n       factdesk export [OPTIONS] --output <FILE> <CASE>\n       factdesk export --schema [--output <FILE>]"
)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "options that each stand alone"
)]
pub(super) struct Export {
    /// The case file
    #[arg(required_unless_present = "schema")]
    case: Option<PathBuf>,
    /// The format [default: by the ending of FILE, as in `-o report.html`]
    #[arg(long, alias = "format", value_name = "FORMAT", value_parser = listed(Format::NAMES, Format::from_str), required_unless_present_any = ["schema", "output"])]
    to: Option<Format>,
    /// The file to write [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Overwrite an existing file
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    gate: RedactionOptions,
    /// Keep confidential sources: for the newsroom only
    #[arg(long, conflicts_with = "redact")]
    with_confidential: bool,
    /// Only claims with this standing on a question, said or fact; several separated by commas
    #[arg(long, value_name = "STANDING", value_delimiter = ',', value_parser = listed(Standing::NAMES, Standing::from_str))]
    only: Vec<Standing>,
    /// Without these claims; several separated by commas
    #[arg(long, value_name = "CLAIM", value_delimiter = ',')]
    except: Vec<String>,
    /// The language of the report: en, uk or ru [default: as in config.ron, else that of the locale]
    #[arg(long, value_name = "LANGUAGE", value_parser = listed(languages::CODES, languages::of_word), hide_possible_values = true)]
    report_language: Option<&'static str>,
    /// claimreview, html --public: the claim that is reviewed, by its number or id
    #[arg(long, value_name = "CLAIM", conflicts_with = "all")]
    claim: Option<String>,
    /// claimreview: an array of all claims with a verdict on the fact
    #[arg(long)]
    all: bool,
    /// claimreview, html --public: the page on which it will be published
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// claimreview, html --public: who publishes it [default: as in config.ron]
    #[arg(long)]
    publisher: Option<String>,
    /// claimreview: as the script element for a web page
    #[arg(long)]
    html: bool,
    /// html: for readers outside: without findings, names of checkers and their notes
    #[arg(long)]
    public: bool,
    /// docx: comment on claims that nobody has ruled on, too
    #[arg(long)]
    open: bool,
    /// csv: the table
    #[arg(long, value_name = "TABLE", default_value = "claims", value_parser = listed(Sheet::NAMES, Sheet::from_str))]
    table: Sheet,
    /// csv: the separator of cells, one character or `tab` [default: `,`; `tab` for FILE.tsv]
    #[arg(long, value_name = "C", value_parser = listed(DELIMITERS, delimiter), hide_possible_values = true)]
    delimiter: Option<u8>,
    /// csv: start with a byte order mark, for Excel
    #[arg(long)]
    bom: bool,
    /// Print the JSON schema of `--to json`; needs no case
    #[arg(long, conflicts_with_all = ["case", "to", "redact", "reviewed", "with_confidential", "claim", "all", "url", "publisher", "html", "public", "open", "bom", "only", "except", "report_language", "table", "delimiter"])]
    schema: bool,
}

/// The usual separators of cells. Other ASCII punctuation works too.
const DELIMITERS: &[&str] = &[",", ";", "tab", "|"];

/// Parses a separator of cells.
fn delimiter(text: &str) -> Result<u8, UnknownWord> {
    let unknown = || UnknownWord {
        what: "delimiter",
        given: text.to_owned(),
        known: format!("{}, or another sign", DELIMITERS.join(" ")),
    };
    match text.as_bytes() {
        b"tab" | b"\\t" => Ok(b'\t'),
        [b'"' | b'\'' | b'\r' | b'\n' | b' '] => Err(unknown()),
        [sign] if sign.is_ascii() && !sign.is_ascii_alphanumeric() => Ok(*sign),
        _ => Err(unknown()),
    }
}

impl Export {
    /// The format: from `--to`, else from the ending of the output file.
    fn format(&self) -> Result<Format, Error> {
        let of_path = self.output.as_deref().and_then(Format::of_path);
        self.to.or(of_path).ok_or_else(|| {
            let name = self.output.as_deref().unwrap_or(Path::new("-"));
            let name = visible(&name.to_string_lossy()).into_owned();
            Error::refused(
                format!("the name {name} does not tell the format of the export"),
                format!("name the format with --to: {}", Format::NAMES.join(", ")),
            )
        })
    }

    /// The request for this case.
    fn request(&self, format: Format, case: &Case) -> Result<ExportRequest> {
        let is_tsv = || {
            let ending = self.output.as_deref().and_then(Path::extension);
            ending.is_some_and(|ending| ending.eq_ignore_ascii_case("tsv"))
        };
        let delimiter = if is_tsv() { b'\t' } else { b',' };
        Ok(ExportRequest {
            output: self.output(),
            force: self.force,
            confidential: if self.with_confidential {
                Confidential::Keep
            } else {
                self.gate.wants()
            },
            choice: match &self.claim {
                Some(word) => Choice::One(find::claim(case, word)?.id),
                None if self.all => Choice::All,
                None => Choice::Only,
            },
            url: self.url.clone(),
            publisher: self.publisher.clone(),
            html: self.html,
            public: self.public,
            open: self.open,
            sheet: self.table,
            delimiter: self.delimiter.unwrap_or(delimiter),
            bom: self.bom,
            only: self.only.clone(),
            except: self
                .except
                .iter()
                .map(|word| Ok(find::claim(case, word)?.id))
                .collect::<Result<_>>()?,
            language: self.report_language,
            ..ExportRequest::new(format)
        })
    }

    fn output(&self) -> Option<PathBuf> {
        self.output.clone().filter(|path| path != Path::new("-"))
    }
}

pub(super) fn run(arguments: &Export, world: &mut World) -> Result<()> {
    let output = arguments.output();
    if arguments.schema {
        return write_schema(arguments, world, output.as_deref());
    }
    let format = arguments.format()?;
    refuse_foreign_options(arguments, format)?;
    let path = arguments.case.as_deref().unwrap_or(Path::new(""));
    match &output {
        Some(output) => check_output_path(format, world, path, output)?,
        None if format.is_binary() && io::stdout().is_terminal() => {
            let what = format!("{format} cannot be shown in a terminal");
            return Err(Error::refused(what, "write it to a file with -o FILE").into());
        }
        None => {}
    }
    let desk = until_exit(world.desk(path, Access::Read)?);
    let case = desk.history().case();
    let request = arguments.request(format, case)?;
    let mut notes = Vec::new();
    let exported = make_export(&request, world, path, case, &mut notes);
    let exported = exported.inspect_err(|_| print_notes(&notes))?;
    let mut messages = match &output {
        Some(output) => write_file(&request, world, &exported.case, output, &exported.bytes)?,
        None => {
            world.out.write_all(&exported.bytes)?;
            Vec::new()
        }
    };
    messages.extend(notes);
    print_notes(&messages);
    Ok(())
}

/// Writes the JSON schema of `--to json`.
fn write_schema(arguments: &Export, world: &mut World, output: Option<&Path>) -> Result<()> {
    let text = safe(&schema())?;
    let Some(path) = output else {
        world.out.write_all(text.as_bytes())?;
        return Ok(());
    };
    check_output_path(Format::Json, world, Path::new(""), path)?;
    let written = deliver(world.disk.as_ref(), path, text.as_bytes(), arguments.force);
    written.map_err(|trouble| world.explained(trouble, path))?;
    print_notes(&[format!("Wrote {}.", visible(&path.to_string_lossy()))]);
    Ok(())
}

fn print_notes(notes: &[String]) {
    for note in notes {
        say(&format!("{note}\n"));
    }
}

/// Exports a case that is open in the workbench to a file. Returns the messages for the user.
pub(super) fn export_for_workbench(
    case: &Case,
    path: &Path,
    request: &ExportRequest,
    world: &mut World,
) -> Result<Vec<String>> {
    let typed = request.output.clone().unwrap_or_default();
    let output = paths::typed(&typed.to_string_lossy());
    check_output_path(request.format, world, path, &output)?;
    let mut notes = Vec::new();
    let exported = make_export(request, world, path, case, &mut notes)?;
    let mut messages = write_file(request, world, &exported.case, &output, &exported.bytes)?;
    messages.extend(notes);
    Ok(messages)
}

/// An export that is not written to a file yet.
struct Exported<'a> {
    bytes: Vec<u8>,
    /// The exported case, without what was withheld.
    case: Cow<'a, Case>,
}

/// Makes an export, redacted if requested. Messages are added to `notes`, also if the export fails.
fn make_export<'a>(
    request: &ExportRequest,
    world: &mut World,
    path: &Path,
    case: &'a Case,
    notes: &mut Vec<String>,
) -> Result<Exported<'a>> {
    let format = request.format;
    require_choice(request, case)?;
    request
        .require_no_source_named(case)
        .map_err(|(_, error)| error)?;
    let words = report_words(request, world, path, case, notes)?;
    let (house, bad) = world.house_or_default(path);
    notes.extend(bad.map(|bad| note_bad(&bad, OWN_STANDARDS)));
    // A bad config.ron matters only for these exports.
    if (format == Format::Claimreview || request.public)
        && let Some(bad) = world.bad_settings()
    {
        notes.push(note_bad(bad, OWN_SETTINGS));
    }
    let by = (&words, &house);
    // A case that this format refuses must not be exported redacted either. So the export is tried
    // with the whole case first. The error may quote the whole case. So the user gets the error for
    // the redacted case, or one without details.
    let is_refused = request.confidential.is_redacted()
        && format == Format::Claimreview
        && export_bytes(request, world, path, by, (case, case)).is_err();
    if request.confidential.is_redacted() {
        notes.extend(on_ordinary_names(case).map(|note| format!("Note: {note}.")));
    }
    let (out, withheld) = gate::redacted_if_asked(case, request.confidential, notes)?;
    let mut redacted_request = request.clone();
    if let Some(withheld) = withheld {
        if let Choice::One(id) = request.choice {
            redacted_request.choice = withheld.claim(id).map_or(request.choice, Choice::One);
        }
        let except = request.except.iter();
        redacted_request.except = except.filter_map(|id| withheld.claim(*id)).collect();
        notes.push(format!("Withheld: {withheld}."));
        notes.extend(note_on_kept_places(withheld.kept, format));
    }
    let (bytes, remarks) = export_bytes(&redacted_request, world, path, by, (&out, case))?;
    if is_refused {
        return Err(Error::refused(
            format!("this case is refused as a {format}"),
            "the same export without --redact says why",
        )
        .into());
    }
    let own = (!words.own().is_empty())
        .then(|| format!("house.ron renames verdicts: {}", words.own().join(", ")));
    let house = house.sentence().into_iter().chain(own);
    notes.extend(house.map(|sentence| format!("Note: {sentence}.")));
    let loses = format.loses();
    if !loses.is_empty() {
        notes.push(format!("Note: {format} leaves out {loses}."));
    }
    notes.extend(remarks.iter().map(|remark| format!("Note: {remark}.")));
    Ok(Exported { bytes, case: out })
}

/// The note about places that may reveal a confidential source and were not cut from a redacted
/// export.
fn note_on_kept_places([decided, undecided]: [usize; 2], format: Format) -> Option<String> {
    let parts = [(decided, "as decided"), (undecided, "undecided")];
    let parts = parts.iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts.map(|(count, how)| format!("{count} {how}")).collect();
    let places = counted(decided + undecided, "place");
    let stay = if decided + undecided == 1 {
        "stays"
    } else {
        "stay"
    };
    let all = parts.join(", ");
    (!parts.is_empty()).then(|| {
        format!(
            "Note: {places} that may lead to a confidential source {stay} in this {format}: {all}."
        )
    })
}

/// Refuses options that are only for other formats.
fn refuse_foreign_options(arguments: &Export, format: Format) -> Result<(), Error> {
    let is_review = format == Format::Claimreview;
    let is_public = format == Format::Html && arguments.public;
    let is_table = format == Format::Csv;
    let is_whole = matches!(format, Format::Ron | Format::Json);
    let given = [
        ("--claim", arguments.claim.is_some(), is_review || is_public),
        ("--all", arguments.all, is_review),
        ("--url", arguments.url.is_some(), is_review || is_public),
        (
            "--publisher",
            arguments.publisher.is_some(),
            is_review || is_public,
        ),
        ("--public", arguments.public, format == Format::Html),
        ("--html", arguments.html, is_review),
        ("--open", arguments.open, format == Format::Docx),
        ("--table", arguments.table != Sheet::Claims, is_table),
        ("--delimiter", arguments.delimiter.is_some(), is_table),
        ("--bom", arguments.bom, is_table),
        ("--only", !arguments.only.is_empty(), !is_whole),
        ("--except", !arguments.except.is_empty(), !is_whole),
    ];
    match given
        .into_iter()
        .find(|(_, is_given, fits)| *is_given && !fits)
    {
        Some((option, ..)) => Err(Error::refused(
            format!("{option} does not apply to {format}"),
            "`factdesk export --help` says which format each option is for",
        )),
        None => Ok(()),
    }
}

/// Refuses to overwrite the case itself, and a file name that ends like that of a case.
fn check_output_path(format: Format, world: &World, case: &Path, path: &Path) -> Result<(), Error> {
    let shown = visible(&path.to_string_lossy()).into_owned();
    let real = |path: &Path| world.disk.real(path).ok();
    if real(path).is_some_and(|path| Some(path) == real(case)) {
        return Err(Error::refused(
            format!("{shown} is the case itself"),
            "name another file with -o",
        ));
    }
    let is_case = shown.to_lowercase().ends_with(".ron");
    if is_case && format != Format::Ron {
        return Err(Error::refused(
            format!("{shown} is named like a case, but {format} is not one"),
            format!("name a file like story.{} with -o", format.ending()),
        ));
    }
    Ok(())
}

/// Refuses to export confidential sources unless an option says how to treat them. A case file is
/// exported whole by default.
fn require_choice(request: &ExportRequest, case: &Case) -> Result<(), Error> {
    let sources = case.sources.iter().filter(|source| source.confidential);
    let count = sources.count();
    if count == 0 || request.format == Format::Ron || request.confidential != Confidential::Unasked
    {
        return Ok(());
    }
    Err(Error::refused(
        format!("the case has {}", counted(count, "confidential source")),
        "--redact removes what names them, --with-confidential keeps them",
    ))
}

/// The text for what is used if the newsroom's own labels cannot be read.
const OWN_WORDS: &str = "factdesk's own words are used";

/// The labels of a report, including the newsroom's own.
fn report_words(
    request: &ExportRequest,
    world: &World,
    path: &Path,
    case: &Case,
    notes: &mut Vec<String>,
) -> Result<Words, Error> {
    // A report for the public is in the language of the story, unless an option or config.ron sets
    // a language.
    let is_published = request.public || request.format == Format::Claimreview;
    let readers = is_published.then_some(case.language.as_str());
    let language =
        languages::of_report(request.language, &world.settings().report_language, readers);
    let words = Words::of(language)
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
        let bad = own.error_at(error.line, error.column, error.what);
        notes.push(note_bad(&bad, OWN_WORDS));
        Ok(words)
    })
}

/// Makes the export. Returns its bytes and remarks.
fn export_bytes(
    request: &ExportRequest,
    world: &World,
    path: &Path,
    (words, house): (&Words, &House),
    (case, whole): (&Case, &Case),
) -> Result<(Vec<u8>, Vec<String>)> {
    let findings = findings_on(world.disk.as_ref(), path, (case, whole), house);
    let zone = world.zone();
    let mut options = Options::new(request, words, &findings, &zone, world.now);
    options.coverage = Some(Coverage::of(whole));
    let only = request.asked(case);
    options.only = only.as_ref();
    if request.format == Format::Claimreview || request.public {
        let settings = world.settings();
        (options.home, options.publisher) = (&settings.url, &settings.publisher);
    }
    let bytes = export(request.format, case, &options)?;
    let mut remarks = remarks(request.format, case, &options);
    if findings.files().story_change.is_some() {
        remarks.push("the story file has changed since the case was made, and this has the words of the case; `factdesk check` says where".to_owned());
    }
    Ok((bytes, remarks))
}

/// Writes the file. Returns the messages, also about the backup of a replaced file. A case file is
/// created in the same way as by `factdesk new`.
fn write_file(
    request: &ExportRequest,
    world: &World,
    case: &Case,
    path: &Path,
    bytes: &[u8],
) -> Result<Vec<String>> {
    let disk = world.disk.as_ref();
    let shown = |path: &Path| visible(&path.to_string_lossy()).into_owned();
    let force = request.force;
    let kept = if request.format == Format::Ron {
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
