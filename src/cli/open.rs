//! Starting the workbench with a case: `factdesk CASE`, `factdesk STORY` and `factdesk demo`.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use clap::Args;

use super::failure::{Result, ended_by};
use super::job_runner::CommandJobRunner;
use super::words::{self, reading_progress};
use super::{World, convert, new, synced, who};
use crate::case::{Case, IdGen, Part, Timestamp};
use crate::check::House;
use crate::config::{BadConfig, OwnKeys};
use crate::error::{Error, ErrorKind};
use crate::parallel;
use crate::reading::{self, CaseForm, Report};
use crate::store::{Access, Desk, Notice, recent};
use crate::terminal::{self, RunConfig, Session};
use crate::text::{counted, visible};
use crate::workbench::{App, Keymap, Message, Model, UiPrefs};

/// The case of `factdesk demo`.
const SAMPLE: &str = include_str!("../../assets/crocus-city-hall.case.ron");

const DEMO_FILE: &str = "crocus-city-hall.case.ron";

/// Open a case in the workbench; a story is read into a case first.
#[derive(Debug, Args)]
pub(super) struct Open {
    /// A case file, or a story: then its case beside it is opened, or made
    #[arg(value_name = "CASE|STORY")]
    pub(super) path: PathBuf,
}

/// The key bindings: the defaults with those of `keys.ron`.
pub(super) fn keymap(world: &World) -> Result<Keymap, BadConfig> {
    let own = OwnKeys::load(world.disk.as_ref(), &world.paths)?;
    Keymap::with_own(&own.keys).map_err(|bad| own.error_at(&bad.word, bad.what))
}

pub(super) fn no_terminal() -> Error {
    Error::refused(
        "the workbench needs a terminal, and there is none",
        "run it in one; scripts have `factdesk list`, `tag`, `status` and the others",
    )
}

/// Everything that is prepared before the terminal is switched to the workbench. After that, errors
/// could not be shown.
pub(super) struct Prepared {
    pub keys: Keymap,
    prefs: UiPrefs,
    /// The case file. Exports go to its directory.
    file: PathBuf,
    /// The errors in the settings files. The user must read them first, since the keys may not be
    /// the expected ones.
    bad: Vec<String>,
}

pub(super) fn prepare(world: &World) -> Result<Prepared> {
    // The first frame shows why a claim may be worth checking, so the word lists are loaded in the
    // background.
    parallel::beside(reading::load_languages);
    let mut bad = Vec::new();
    let keys = keymap(world).unwrap_or_else(|error| {
        bad.push(words::with_consequence(&error, words::OWN_KEYS));
        Keymap::default()
    });
    let unreadable = world.bad_settings();
    bad.extend(unreadable.map(|error| words::with_consequence(error, words::OWN_SETTINGS)));
    if !terminal::is_there() {
        return Err(no_terminal().into());
    }
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    // POSIX: the first of these that is set and not empty decides the character set. If none is,
    // the locale is C.
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(variable)
        .unwrap_or_default();
    let locale = locale.to_lowercase().replace('-', "");
    // The Linux console has UTF-8, but lacks these glyphs.
    let is_console = variable("TERM").is_some_and(|term| term == "linux");
    let prefs = UiPrefs {
        auto_advance: world.settings().auto_advance,
        is_unicode: locale.contains("utf8") && !is_console,
        has_colour: variable("NO_COLOR").is_none(),
        is_demo: false,
        zone: world.zone(),
        house: House::default(),
    };
    let file = PathBuf::from(DEMO_FILE);
    Ok(Prepared {
        keys,
        prefs,
        file,
        bad,
    })
}

/// Runs `factdesk open CASE|STORY`.
pub(super) fn run(arguments: &Open, world: &mut World) -> Result<()> {
    new::refuse_web_address(world, &arguments.path)?;
    let ready = prepare(world)?;
    let opened = opened(case_at(&arguments.path, &ready.keys, world)?, world)?;
    workbench(opened, ready, world)
}

/// The path of the case to open, and messages. If the path is a story without a case, its case is
/// made first.
pub(super) fn case_at(
    path: &Path,
    keys: &Keymap,
    world: &mut World,
) -> Result<(PathBuf, Vec<String>)> {
    if new::file_name(path).to_lowercase().ends_with(".ron") {
        return Ok((path.to_owned(), Vec::new()));
    }
    let case_path = new::case_of_story(path);
    let shown = visible(&new::file_name(path)).into_owned();
    // The case exists already. The workbench checks whether its story has changed.
    if world.disk.look(&case_path).is_ok() {
        let is_there = world.disk.look(path).is_ok();
        let case = visible(&new::file_name(&case_path)).into_owned();
        let instead = (!is_there).then(|| format!("There is no {shown}; this is {case}"));
        return Ok((case_path, instead.into_iter().collect()));
    }
    let mut mint = std::mem::replace(&mut world.mint, IdGen::seeded(0));
    let made = read(path, world, &mut mint);
    world.mint = mint;
    let (case, report) = made?;
    let messages = report.map_or_else(
        || {
            let summary = new::summary_of_case(&shown, &case);
            summary.lines().map(str::to_owned).collect()
        },
        |report| summary(&shown, &report, keys),
    );
    Desk::create(
        world.disk.as_ref(),
        world.paths.state.as_deref(),
        &case_path,
        &case,
        false,
    )?;
    Ok((case_path, messages))
}

/// The messages about a story that was just read. A small screen shows only the first, so that is
/// what was left out and the key that shows it. Then come what was found and the rest.
pub(super) fn summary(name: &str, report: &Report, keys: &Keymap) -> Vec<String> {
    let mut messages: Vec<String> = new::summary(name, report, false)
        .lines()
        .map(|line| line.trim_end_matches('.').to_owned())
        .collect();
    messages.sort_by_key(|line| !line.starts_with("Found"));
    let boilerplate = report
        .paragraphs
        .get(Part::Boilerplate as usize)
        .copied()
        .unwrap_or_default();
    if boilerplate > 0 {
        let what = counted(boilerplate, "paragraph");
        let shows = keys.way_to("story");
        messages.insert(
            0,
            format!(
                "{what} classified as boilerplate: {shows} shows {}",
                if boilerplate == 1 { "it" } else { "them" }
            ),
        );
    }
    messages
}

/// Makes a case from a story. There is no report if the file is a case in JSON.
fn read(path: &Path, world: &World, mint: &mut IdGen) -> Result<(Case, Option<Report>)> {
    let name = new::file_name(path);
    let bytes = new::read_story(world, path)?;
    if reading::case_form(&bytes) == Some(CaseForm::Json) {
        return Ok((new::case_in_json(&bytes, &name)?, None));
    }
    let document = convert::document(&bytes, &name)?;
    let (case, report) = if document.is_list() {
        let title = new::without_ending(&name);
        reading::list_of(&document, title, world.now, mint)?
    } else {
        reading::story_of(document, &name, world.now, mint, &mut reading_progress())?
    };
    Ok((case, Some(report)))
}

/// Opens a case for writing. If another factdesk has it open, or nothing can be recorded, opens it
/// for reading and also returns the reason.
fn open_session(path: &Path, world: &World) -> Result<(Session, Option<Error>), Error> {
    let (disk, state) = (Arc::clone(&world.disk), world.paths.state.clone());
    let (path, holder) = (path.to_owned(), world.holder(path));
    let is_clock_fixed = world.is_clock_fixed;
    let open = move |access| -> Result<Desk, Error> {
        let mut desk = Desk::open(Arc::clone(&disk), state.as_deref(), &path, access)?;
        let mut holder = holder.clone();
        if !is_clock_fixed {
            holder.since = Timestamp::of_clock(SystemTime::now());
        }
        desk.observe_time(holder.since);
        desk.write_holder(holder);
        Ok(desk)
    };
    let (desk, trouble) = match open(Access::Write) {
        Ok(desk) => (desk, None),
        Err(trouble) if trouble.kind != ErrorKind::Refused => match open(Access::Read) {
            Ok(desk) => (desk, Some(trouble)),
            Err(_) => return Err(trouble),
        },
        Err(trouble) => return Err(trouble),
    };
    let open = Box::new(open);
    let session = Session {
        desk,
        unsent: Vec::new(),
        zone: world.zone(),
        first: None,
        open,
    };
    Ok((session, trouble))
}

/// An open case with its path and messages.
pub(super) struct Opened {
    path: PathBuf,
    session: Session,
    messages: Vec<String>,
    read_only: Option<String>,
}

pub(super) fn opened(
    (path, mut messages): (PathBuf, Vec<String>),
    world: &World,
) -> Result<Opened> {
    let (mut session, trouble) = open_session(&path, world)?;
    let id = session.desk.history().case().id;
    messages.splice(..0, synced::warnings(world, &path, id));
    if let Some(state) = world.paths.state.clone() {
        let (disk, path) = (Arc::clone(&world.disk), path.clone());
        session.first = Some(Box::new(move || recent::note(disk.as_ref(), &state, &path)));
    }
    let read_only = trouble.map(|trouble| {
        let trouble = world.explained(trouble, &path);
        if trouble.cause.is_empty() {
            trouble.what
        } else {
            trouble.cause
        }
    });
    Ok(Opened {
        path,
        session,
        messages,
        read_only,
    })
}

pub(super) fn workbench(mut opened: Opened, mut ready: Prepared, world: &mut World) -> Result<()> {
    let (house, bad) = world.house_or_default(&opened.path);
    ready.prefs.house = house;
    let bad = bad.map(|error| words::with_consequence(&error, words::OWN_STANDARDS));
    ready.bad.extend(bad);
    let history = opened.session.desk.history();
    let named = who::known_person(world, &opened.path);
    let last_person = named.is_none().then(|| history.only_person()).flatten();
    let last_person = last_person.map(str::to_owned);
    if let Some(name) = &last_person {
        opened.session.desk.set_holder_name(name);
    }
    let held = opened
        .read_only
        .iter()
        .map(|why| format!("read-only: {why}"));
    let house = ready.prefs.house.sentence();
    let known = last_person.as_deref().map(|name| {
        let changes = ready.keys.way_to("who");
        format!(
            "You rule as {}, as last time: {changes} changes it",
            visible(name)
        )
    });
    let said: Vec<String> = held
        .chain(known)
        .chain(opened.messages)
        .chain(house)
        .collect();
    let message = Message::new(said.join(". "));
    ready.file = opened.path;
    run_model(
        opened.session,
        named.or(last_person),
        message,
        ready,
        opened.read_only,
        world,
    )
}

fn run_model(
    mut session: Session,
    person: Option<String>,
    message: Message,
    ready: Prepared,
    read_only: Option<String>,
    world: &mut World,
) -> Result<()> {
    let history = session.desk.history().clone();
    let language = history.case().language.clone();
    parallel::beside(move || reading::load_worth(&language));
    let mut model = Model::new(history, person, ready.keys, ready.prefs, world.now);
    model.receipts.read_only = read_only;
    model.file.clone_from(&ready.file);
    if !message.is_empty() {
        model.message = message;
    }
    let mut news = session.desk.take_notices();
    // What another factdesk has recorded is no news for this user.
    news.retain(|notice| !matches!(notice, Notice::Included(_)));
    let mut app = App::new(model);
    app.found(news);
    let earlier = session.desk.unsent();
    session.unsent.clone_from(&earlier.all);
    app.keep_unsent(earlier.all);
    let unreadable = ready.bad.into_iter().chain(earlier.unreadable);
    app.must_read(&unreadable.collect::<Vec<_>>());
    let folder = session.desk.folder().map(Path::to_owned);
    let config = RunConfig {
        folder,
        ..run_config(world, &ready.file)
    };
    let ended = terminal::run(&mut app, Some(session), config).map_err(|error| {
        Error::unreadable(
            "the terminal cannot do what the workbench needs",
            &error,
            "try another terminal",
        )
    })?;
    // The process ends soon. Freeing a large case record by record would delay that.
    std::mem::forget(app);
    if let Some(trouble) = ended.trouble {
        return Err(trouble.into());
    }
    match ended.signal {
        Some(signal) => Err(ended_by(signal).into()),
        None => Ok(()),
    }
}

pub(super) fn run_config<'a>(world: &'a mut World, case: &Path) -> RunConfig<'a> {
    let settings = world.settings().clone();
    let (now, is_fixed) = (world.now, world.is_clock_fixed);
    let given = |text: String| Some(text).filter(|text| !text.trim().is_empty());
    RunConfig {
        clock: Box::new(move || {
            if is_fixed {
                now
            } else {
                Timestamp::of_clock(SystemTime::now())
            }
        }),
        mint: &mut world.mint,
        editor: given(settings.editor),
        folder: None,
        before: None,
        opener: given(settings.opener),
        has_mouse: settings.mouse,
        job_runner: Arc::new(CommandJobRunner::new(case, world.by.clone())),
    }
}

/// Runs `factdesk demo`.
pub(super) fn demo(world: &mut World) -> Result<()> {
    let ready = prepare(world)?;
    let folder = create_scratch_folder(world)?;
    // The journal is in the same directory, so that removing the directory removes everything of
    // the demo.
    let path = folder.join(DEMO_FILE);
    let opened = std::fs::write(&path, SAMPLE)
        .map_err(|error| {
            let what = format!("the demo could not be written to {}", folder.display());
            Error::write_failed(what, error, "set TMPDIR to a folder that has room")
        })
        .map_err(anyhow::Error::from)
        .and_then(|()| {
            let (disk, folder, path) = (Arc::clone(&world.disk), folder.clone(), path.clone());
            let open = move |access| {
                Desk::open(
                    Arc::clone(&disk),
                    Some(&folder.join("state")),
                    &path,
                    access,
                )
            };
            let desk = open(Access::Write)?;
            let open = Box::new(open);
            Ok(Session {
                desk,
                unsent: Vec::new(),
                zone: world.zone(),
                first: None,
                open,
            })
        });
    let ran = opened.and_then(|session| {
        let prefs = UiPrefs {
            is_demo: true,
            ..ready.prefs.clone()
        };
        let person = world.by.clone().unwrap_or_else(|| "you".to_owned());
        let ready = Prepared { prefs, ..ready };
        run_model(
            session,
            Some(person),
            Message::default(),
            ready,
            None,
            world,
        )
    });
    // If the directory cannot be removed, it stays in the system's directory for temporary files.
    let _ = std::fs::remove_dir_all(&folder);
    ran
}

fn create_scratch_folder(world: &mut World) -> Result<PathBuf, Error> {
    let id: crate::case::CaseId = world.mint.id(|_| false);
    let folder = std::env::temp_dir().join(format!("factdesk-demo-{}-{id}", std::process::id()));
    let made = std::fs::create_dir(&folder);
    made.map(|()| folder).map_err(|error| {
        Error::unreadable(
            "there is no directory for a scratch copy",
            &error,
            "name one with TMPDIR",
        )
    })
}
