//! `factdesk new`: makes a case from a story, from a list of claims, or an empty one.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::World;
use super::convert;
use super::failure::Result;
use super::words::{self, reading_progress, say};
use crate::case::{Case, Date, Draft, Part};
use crate::error::Error;
use crate::reading::{self, As, CaseForm, Given, LeftOut, Report};
use crate::store::disk::Kind;
use crate::store::{Desk, emit, load_json};
use crate::text::{self, counted};

/// Make a case from a story, from a list of claims, or an empty one.
#[derive(Debug, Args)]
pub(super) struct New {
    /// A story: plain text, Markdown, HTML, DOCX, ODT, PDF and others; a list of claims (CSV,
    /// JSON); `-` for standard input
    #[arg(value_name = "STORY")]
    story: PathBuf,
    /// No story: STORY only names the case
    #[arg(long, conflicts_with = "lines")]
    empty: bool,
    /// No story: each line of STORY is a claim; a leading `0:42` is its place
    #[arg(long)]
    lines: bool,
    /// A table: the column that holds the claims, by its name or number [default: `claim`, `text`
    /// or `statement`]
    #[arg(long, value_name = "NAME", conflicts_with = "empty")]
    column: Option<String>,
    /// What STORY is written in, where its content does not tell, as on standard input
    #[arg(long = "as", value_name = "FORMAT", conflicts_with = "empty", value_parser = PossibleValuesParser::new(As::ALL.map(|(_, ending)| ending)).map(|ending| form(&ending)))]
    form: Option<As>,
    /// The case file to write, `-` for standard output [default: STORY with `.case.ron` as its
    /// ending]
    #[arg(short, long, value_name = "CASE")]
    output: Option<PathBuf>,
    /// Overwrite an existing case file
    #[arg(long)]
    force: bool,
    /// What the case is called [default: the story's title]
    #[arg(long)]
    title: Option<String>,
    /// The story's language, as in `uk` [default: detected]
    #[arg(long, value_parser = language)]
    language: Option<String>,
    /// The day that "today" is in the story
    #[arg(long, value_name = "DATE")]
    story_date: Option<Date>,
    /// Where the story was published
    #[arg(long, value_name = "URL", conflicts_with_all = ["empty", "lines"])]
    from: Option<String>,
    /// Who wrote it
    #[arg(long, conflicts_with_all = ["empty", "lines"])]
    author: Option<String>,
    /// Who published it
    #[arg(long, conflicts_with_all = ["empty", "lines"])]
    publisher: Option<String>,
    /// The day it was published
    #[arg(long, value_name = "DATE", conflicts_with_all = ["empty", "lines"])]
    published: Option<Date>,
}

/// The format for this file ending.
fn form(ending: &str) -> As {
    let known = As::ALL.into_iter().find(|(_, known)| *known == ending);
    known.map_or(As::Txt, |(form, _)| form)
}

/// Checks a language tag.
fn language(tag: &str) -> Result<String, String> {
    if reading::is_language_tag(tag) {
        Ok(tag.to_owned())
    } else {
        Err("it is a tag like `en`, `uk` or `pt-BR`".to_owned())
    }
}

pub(super) fn run(arguments: &New, world: &mut World) -> Result<()> {
    refuse_web_address(world, &arguments.story)?;
    let target = target(arguments)?;
    let from_stdin = arguments.story == Path::new("-");
    let name = if from_stdin {
        "-".to_owned()
    } else {
        file_name(&arguments.story)
    };
    // A list or an empty case has no title of its own, so it gets the name of its file.
    let title = without_case_ending(&if from_stdin {
        file_name(&target)
    } else {
        name.clone()
    });
    let mut is_list = arguments.lines;
    let (mut case, report) = if arguments.empty {
        (Case::new(world.mint.id(|_| false), title), None)
    } else {
        let bytes = if from_stdin {
            standard_input()?
        } else {
            read_story(world, &arguments.story)?
        };
        refuse_overwriting_story(arguments, world, &target)?;
        if reading::case_form(&bytes) == Some(CaseForm::Json) {
            (case_in_json(&bytes, &name)?, None)
        } else {
            let given = Given {
                form: arguments.form,
                column: arguments.column.clone(),
                is_lines: arguments.lines,
            };
            let document = convert::document_given(&bytes, &name, &given)?;
            is_list |= document.is_list();
            let (case, report) = if is_list {
                let title = without_ending(&title);
                reading::list_of(&document, title, world.now, &mut world.mint)?
            } else {
                reading::story_of(
                    document,
                    &name,
                    world.now,
                    &mut world.mint,
                    &mut reading_progress(),
                )?
            };
            (case, Some(report))
        }
    };
    describe(arguments, world, &mut case);
    let to_output = target == Path::new("-");
    let mut backup = None;
    if to_output {
        world.out.write_all(emit(&case)?.as_bytes())?;
    } else {
        let state = world.paths.state.as_deref();
        backup = Desk::create(world.disk.as_ref(), state, &target, &case, arguments.force)
            .map_err(|trouble| world.explained(trouble, &target))?;
    }
    let shown = text::visible(&name);
    match &report {
        Some(report) => say(&summary(&shown, report, is_list)),
        None if arguments.empty => {}
        None => say(&summary_of_case(&shown, &case)),
    }
    if let Some(backup) = backup {
        say(&format!(
            "The old file is kept in {}.\n",
            text::visible(&backup.to_string_lossy())
        ));
    }
    if !to_output {
        say(&format!(
            "Wrote {}.\n",
            text::visible(&target.to_string_lossy())
        ));
    }
    Ok(())
}

/// The path of the new case.
fn target(arguments: &New) -> Result<PathBuf, Error> {
    if let Some(output) = &arguments.output {
        return Ok(output.clone());
    }
    let name = file_name(&arguments.story);
    let is_case = name.to_lowercase().ends_with(".ron");
    if arguments.story == Path::new("-") {
        return Err(Error::refused(
            "a story from standard input has no name",
            "name the case with -o CASE",
        ));
    }
    if arguments.story.file_name().is_none() {
        return Err(Error::refused(
            "this names no file",
            "give the case a name, or name its file with -o CASE",
        ));
    }
    if arguments.empty {
        let name = if is_case {
            name
        } else {
            format!("{name}.case.ron")
        };
        return Ok(arguments.story.with_file_name(name));
    }
    if is_case {
        let shown = text::visible(&arguments.story.to_string_lossy()).into_owned();
        return Err(Error::refused(
            format!("{shown} is named like a case, and `new` makes one of a story"),
            "look at a case with `factdesk list CASE`, or name the story's case with -o",
        ));
    }
    Ok(case_of_story(&arguments.story))
}

/// The path of the case for a story, beside the story: `story.case.ron` for `story.txt` and for
/// `story.case.json`.
pub(super) fn case_of_story(story: &Path) -> PathBuf {
    let name = file_name(story);
    let name = without_ending(&name);
    let name = name.strip_suffix(".case").unwrap_or(name);
    story.with_file_name(format!("{name}.case.ron"))
}

pub(super) fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

/// A file name without its last ending.
pub(super) fn without_ending(name: &str) -> &str {
    name.rsplit_once('.')
        .map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
}

/// A file name without `.case.ron` or `.ron`.
pub(super) fn without_case_ending(name: &str) -> String {
    let stem = |ending: &str| {
        let start = name.len().checked_sub(ending.len())?;
        name.get(start..)?
            .eq_ignore_ascii_case(ending)
            .then(|| name.get(..start))
            .flatten()
    };
    stem(".case.ron")
        .or_else(|| stem(".ron"))
        .unwrap_or(name)
        .to_owned()
}

/// Refuses to overwrite the story with the case, even with `--force`.
fn refuse_overwriting_story(arguments: &New, world: &World, target: &Path) -> Result<(), Error> {
    let real = |path: &Path| world.disk.real(path).ok();
    match (real(&arguments.story), real(target)) {
        (Some(story), Some(target)) if story == target => {
            let shown = text::visible(&story.to_string_lossy()).into_owned();
            Err(Error::refused(
                format!("{shown} is the story itself"),
                "name another file for the case with -o",
            ))
        }
        _ => Ok(()),
    }
}

/// Refuses a web address in place of a file.
pub(super) fn refuse_web_address(world: &World, path: &Path) -> Result<(), Error> {
    let name = text::visible(&path.to_string_lossy()).into_owned();
    let scheme = name.split_once("://").map(|(scheme, _)| scheme);
    let is_web = |scheme: &str| {
        ["http", "https"]
            .iter()
            .any(|web| scheme.eq_ignore_ascii_case(web))
    };
    if !scheme.is_some_and(is_web) || world.disk.look(path).is_ok() {
        return Ok(());
    }
    Err(Error::refused(
        format!("{name} is on the web, and factdesk fetches nothing"),
        format!(
            "open it in a browser, save the page, and read the file: factdesk new page.html --from {name}"
        ),
    ))
}

fn standard_input() -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = text::mib(reading::MAX_BYTES);
    let hint = format!("pipe a story of at most {most} into it");
    io::stdin()
        .lock()
        .take(reading::MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Error::unreadable("standard input cannot be read", &error, &hint))?;
    if bytes.len() as u64 > reading::MAX_BYTES {
        return Err(Error::refused(
            format!("standard input is larger than {most}, so it is not a story"),
            hint,
        )
        .into());
    }
    Ok(bytes)
}

pub(super) fn read_story(world: &World, path: &Path) -> Result<Vec<u8>, Error> {
    let name = text::visible(&path.to_string_lossy()).into_owned();
    let read = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Error::refused(
            format!("there is no file {name}"),
            "name a file with a story in it",
        ),
        io::ErrorKind::FileTooLarge => Error::refused(
            format!(
                "{name} is larger than {}, so it is not a story",
                text::mib(reading::MAX_BYTES)
            ),
            "save the part that you want to check as a separate file, and name that file",
        ),
        _ => Error::unreadable(
            format!("{name} cannot be read"),
            &error,
            "check that you may read the file",
        ),
    };
    match world.disk.look(path).map_err(read)?.kind {
        Kind::File => world.disk.read(path, reading::MAX_BYTES).map_err(read),
        Kind::Folder => Err(Error::refused(
            format!("{name} is a directory, not a story"),
            "name a file with a story in it",
        )),
        Kind::Special => Err(Error::refused(
            format!("{name} is not a regular file"),
            "read it through standard input: factdesk new - -o CASE < FILE",
        )),
    }
}

/// Sets the fields that were given as options. They override those of the document.
fn describe(arguments: &New, world: &World, case: &mut Case) {
    if let Some(title) = &arguments.title {
        case.title.clone_from(title);
    }
    if let Some(language) = &arguments.language {
        case.language.clone_from(language);
    }
    case.story_date = arguments.story_date.or(case.story_date);
    if let Some(draft) = &mut case.draft {
        let draft: &mut Draft = Arc::make_mut(draft);
        for (field, option) in [
            (&mut draft.url, &arguments.from),
            (&mut draft.author, &arguments.author),
            (&mut draft.publisher, &arguments.publisher),
        ] {
            if let Some(given) = option {
                field.clone_from(given);
            }
        }
        draft.published = arguments.published.or(draft.published);
        // The user has seen the page today, in the local time zone.
        let today = || world.now.instant().to_zoned(world.zone()).date();
        if arguments.from.is_some() {
            draft.seen = Some(today().into());
        }
    }
}

/// Reads a case that was exported as JSON. `name` is its file name, or `-`.
pub(super) fn case_in_json(bytes: &[u8], name: &str) -> Result<Case, Error> {
    let name = if name == "-" { "standard input" } else { name };
    load_json(bytes).map_err(|error| {
        let colon = if error.place.is_some() { ":" } else { ": " };
        Error::refused(format!("{}{colon}{error}", text::visible(name)), error.hint)
    })
}

/// The summary of a case that was read from JSON.
pub(super) fn summary_of_case(name: &str, case: &Case) -> String {
    format!(
        "Read as a case in JSON.\n{name}: the same case, with {} and {}.\n",
        counted(case.claims.len(), "claim"),
        counted(case.sources.len(), "source"),
    )
}

/// The summary of a story that was read: what was found and what was left out, in a few lines.
pub(super) fn summary(name: &str, report: &Report, is_list: bool) -> String {
    let mut lines = Vec::new();
    if !report.read_as.is_empty() {
        lines.push(format!("Read as {}.", report.read_as));
    }
    let named = |code: &str| match code {
        "en" => "English",
        "uk" => "Ukrainian",
        "ru" => "Russian",
        _ => "in a language that the reader does not know",
    };
    let mut language = format!(", {}", named(&report.language));
    for (code, count) in &report.others {
        language.push_str(&format!(", {count} of them {}", named(code)));
    }
    if is_list {
        lines.push(format!("{name}: a list{language}."));
    } else {
        let all = report.paragraphs.iter().sum();
        let kinds: Vec<_> = Part::ALL
            .iter()
            .zip(report.paragraphs)
            .filter(|(_, count)| *count > 0)
            .map(|(part, count)| format!("{count} {part}"))
            .collect();
        lines.push(format!(
            "{name}: {} ({}){language}.",
            counted(all, "paragraph"),
            kinds.join(", ")
        ));
    }
    let credited = match (report.attributed, report.sources) {
        (0, _) => String::new(),
        (claims, sources) => format!(
            ", {claims} of them credited to {}",
            counted(sources, "suggested source")
        ),
    };
    let unsure = match report.unsure {
        0 => String::new(),
        1 => "; 1 more asks who said it".to_owned(),
        claims => format!("; {claims} more ask who said them"),
    };
    let suggested = match report.suggested {
        0 => String::new(),
        items => format!("; {} of evidence", counted(items, "suggested item")),
    };
    lines.push(format!(
        "Found {}{credited}{unsure}{suggested}.",
        counted(report.claims, "claim")
    ));
    let boilerplate = report
        .paragraphs
        .get(Part::Boilerplate as usize)
        .copied()
        .unwrap_or_default();
    let omitted_in_text = [
        (
            boilerplate,
            "paragraph classified as boilerplate",
            "paragraphs classified as boilerplate",
        ),
        (report.questions, "question", "questions"),
        (
            report.labels,
            "label that asserts nothing",
            "labels that assert nothing",
        ),
    ];
    let omitted_in_text = omitted_in_text.map(|(count, one, more)| LeftOut { count, one, more });
    let omitted_in_document = report.left_out.iter().copied();
    let all: Vec<LeftOut> = omitted_in_text
        .into_iter()
        .chain(omitted_in_document)
        .collect();
    lines.extend(words::left_out(&all));
    lines.extend(report.notes.iter().map(|note| format!("{note}.")));
    if report.had_mark {
        lines.push("Removed a byte order mark.".to_owned());
    }
    if report.unseen > 0 {
        let verb = if report.unseen == 1 { "is" } else { "are" };
        lines.push(format!(
            "{} {verb} kept, and shown visibly, like ␛.",
            counted(report.unseen, "hidden character")
        ));
    }
    lines.push(String::new());
    lines.join("\n")
}
