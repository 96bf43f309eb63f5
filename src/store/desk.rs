//! The desk: the only way to a case on disk, for readers too.
//!
//! [`Desk::open`] reads the file and puts on top what the journal has and the file lacks, so that no reader sees less
//! than was recorded. [`Desk::record`] makes an edit last and hands out its receipt; [`Desk::checkpoint`] brings the file
//! up to date. Reading writes nothing.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::disk::{Disk, Kind};
use super::emit::emit;
use super::error::Trouble;
use super::journal::{Journal, Line, Note};
use super::load::{MOST_BYTES, load};
use super::notice::{Notice, notices};
use super::place::{journal_of, key, locked};
use super::replay::replay;
use super::save;
use crate::case::{Case, CaseId, Hex, History, Sha256, Step};
use crate::text;

/// What a desk is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To look at the case. Nothing is written anywhere.
    Read,
    /// To change it. Nobody else can open it so meanwhile.
    Write,
}

/// Says that an edit is on disk: it survives a kill and a power cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Receipt {
    /// The serial of the step it is for.
    pub serial: u64,
}

/// A case on disk.
pub struct Desk {
    disk: Arc<dyn Disk>,
    /// The file, links resolved.
    path: PathBuf,
    /// As it was named, made visible, for messages.
    name: String,
    /// Where the journal and what belongs to it are; none where the machine has no place for state.
    folder: Option<PathBuf>,
    journal: Journal,
    case: CaseId,
    /// What the file held when it was last read or written.
    holds: Note,
    /// Whether the journal's last word is just that.
    is_noted: bool,
    /// Of the canonical text of the case that the file holds: that of the file's bytes, if they are canonical.
    canonical: Sha256,
    /// The serial of the last recorded step.
    recorded: u64,
    /// Permission bits of the file.
    mode: u32,
    /// The file's bytes, if they are not what we would write, until they are kept.
    foreign: Option<Vec<u8>>,
    history: History,
    notices: Vec<Notice>,
    access: Access,
    /// Held as long as the desk is open to write.
    _lock: Option<Box<dyn Send>>,
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk")
            .field("path", &self.path)
            .field("access", &self.access)
            .finish_non_exhaustive()
    }
}

impl Desk {
    /// Opens the case at a path. `state` is the directory for what belongs to cases on this machine.
    ///
    /// Errors: the file is not there, not a file, not readable or no case; to write, no place for state, or another
    /// factdesk holds the case.
    pub fn open(
        disk: Arc<dyn Disk>,
        state: Option<&Path>,
        path: &Path,
        access: Access,
    ) -> Result<Self, Trouble> {
        let name = text::visible(&path.to_string_lossy()).into_owned();
        let unreadable = |error: io::Error| cannot_read(&name, &error);
        let path = disk.real(path).map_err(unreadable)?;
        let there = disk.look(&path).map_err(unreadable)?;
        match there.kind {
            Kind::File => {}
            Kind::Folder => {
                return Err(Trouble::input(
                    format!("{name} is a directory, not a case"),
                    NAME_A_CASE,
                ));
            }
            Kind::Special => {
                return Err(Trouble::input(
                    format!("{name} is not a regular file"),
                    NAME_A_CASE,
                ));
            }
        }
        let read = || {
            disk.read(&path, MOST_BYTES)
                .map_err(|error| cannot_read(&name, &error))
        };
        let judged = |bytes: &[u8]| {
            load(bytes).map_err(|error| {
                let colon = if error.place.is_some() { ":" } else { ": " };
                Trouble::input(format!("{name}{colon}{error}"), error.hint)
            })
        };
        let mut bytes = read()?;
        let mut case = judged(&bytes)?;
        let id = case.id;
        let folder = state.map(|state| state.join(id.to_string()).join(key(&path)));
        let mut held = None;
        if access == Access::Write {
            let Some(folder) = &folder else {
                return Err(no_place_for_state());
            };
            held = Some(locked(disk.as_ref(), folder, &name)?);
            // Another writer may have saved between the first look and the lock.
            let now = read()?;
            if now != bytes {
                case = judged(&now)?;
                bytes = now;
            }
            if case.id != id {
                return Err(Trouble::output(
                    format!("{name} became another case meanwhile"),
                    "",
                    "try again",
                ));
            }
        }
        let writes = access == Access::Write;
        let hash = Sha256::over([bytes.as_slice()]);
        let (journal, lines) =
            journal_of(disk.as_ref(), folder.as_deref(), (id, &path, hash), writes)?;
        let (mut canonical, mut foreign) = (hash, None);
        if writes {
            let text = emit(&case).map_err(|error| unfaithful(&name, &error))?;
            canonical = Sha256::over([text.as_bytes()]);
            foreign = (canonical != hash).then_some(bytes);
        }
        let replayed = replay(case, hash, lines);
        let notices = notices(&replayed, &journal);
        Ok(Self {
            disk,
            path,
            name,
            folder,
            journal,
            case: id,
            is_noted: replayed.is_noted,
            holds: replayed.holds,
            canonical,
            recorded: replayed.history.last_serial(),
            mode: there.mode,
            foreign,
            history: replayed.history,
            notices,
            access,
            _lock: held,
        })
    }

    /// Makes the file of a new case. One that is there is replaced only if `force` says so, and only after its bytes are
    /// kept: where, is handed back.
    ///
    /// Errors: the file is there; it cannot be kept; it cannot be written.
    pub fn create(
        disk: &dyn Disk,
        state: Option<&Path>,
        path: &Path,
        case: &Case,
        force: bool,
    ) -> Result<Option<PathBuf>, Trouble> {
        let name = text::visible(&path.to_string_lossy()).into_owned();
        let is_there = || {
            let hint = "work on it as it is, name another with -o, or overwrite it with --force";
            Trouble::input(format!("{name} is there already"), hint)
        };
        // A link stays a link: what is written is the file that it leads to, even if that is still to come.
        let target = save::target(disk, path);
        let there = disk.look(&target).ok();
        match there.map(|look| look.kind) {
            Some(Kind::File) if !force => return Err(is_there()),
            None | Some(Kind::File) => {}
            Some(_) => {
                return Err(Trouble::input(
                    format!("{name} is not a regular file"),
                    "name another file with -o",
                ));
            }
        }
        let bytes = text_of(case, &name)?;
        let replaced = there.map(|look| look.mode);
        let kept = match replaced {
            Some(_) => Some(keep_replaced(disk, state, &target, &name)?),
            None => None,
        };
        let tag = case.id.to_string();
        let saved = save::replace(disk, &target, bytes.as_bytes(), replaced, &tag);
        saved
            .map(|()| kept)
            .map_err(|(step, error)| match error.kind() {
                io::ErrorKind::AlreadyExists => is_there(),
                io::ErrorKind::NotFound => not_saved(&name, step, &error, "make its folder first"),
                _ => not_saved(
                    &name,
                    step,
                    &error,
                    "nothing was changed; see that the folder is writable",
                ),
            })
    }

    /// The case with everything that was recorded, and what was done to it.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// The same to work on. Every step that it makes is to be recorded.
    pub fn history_mut(&mut self) -> &mut History {
        &mut self.history
    }

    /// What it was opened for.
    pub fn access(&self) -> Access {
        self.access
    }

    /// What the one who opened the case should be told.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Makes a step last. It returns only when the step is on disk.
    pub fn record(&mut self, step: &Step) -> Result<Receipt, Trouble> {
        self.writable()?;
        let mut lines = self.due_lines();
        lines.push(Line::Step(step.clone()));
        self.journal.write(self.disk.as_ref(), &lines).map_err(|error| {
            let what = format!("“{}” could not be recorded", text::visible(&step.edit.what));
let hint = "see that there is room on the disk and that `factdesk paths` is writable; `factdesk list` shows what stands";
            Trouble::output(what, error, hint)
        })?;
        self.is_noted = true;
        self.recorded = step.serial;
        Ok(Receipt {
            serial: step.serial,
        })
    }

    fn writable(&self) -> Result<(), Trouble> {
        match self.access {
            Access::Write => Ok(()),
            Access::Read => Err(Trouble::output(
                format!("{} is open to read only", self.name),
                "",
                "open it to write",
            )),
        }
    }

    /// What the journal must say before anything else: whose it is, and how the file was found.
    fn due_lines(&self) -> Vec<Line> {
        let path = self.path.to_string_lossy();
        let owner = self
            .journal
            .owner
            .as_ref()
            .map(|(case, path)| (*case, path.as_str()));
        let is_ours = owner == Some((self.case, path.as_ref()));
        let opened = (!is_ours).then(|| Line::opened(self.case, path.into_owned()));
        let found = (!self.is_noted).then(|| Line::Holds(self.holds.clone()));
        opened.into_iter().chain(found).collect()
    }

    /// Brings the file up to date with the case as it is after the last recorded step. What was recorded is safe whether
    /// this succeeds or not.
    ///
    /// Errors: the file was changed by something else since it was read, and is left alone; it cannot be written.
    pub fn checkpoint(&mut self, case: &Case) -> Result<(), Trouble> {
        self.writable()?;
        let text = text_of(case, &self.name)?;
        let hash = Sha256::over([text.as_bytes()]);
        if hash == self.canonical {
            return self.note_that_nothing_changed();
        }
        let there = self.disk.read(&self.path, MOST_BYTES);
        if there.ok().map(|bytes| Sha256::over([bytes.as_slice()])) != Some(self.holds.hash) {
            return Err(Trouble::output(
                format!(
                    "{} was changed by something else meanwhile, and was left as it is",
                    self.name
                ),
                "",
                "what you did is recorded: open the case again and it is put on top",
            ));
        }
        self.keep_foreign()?;
        let after = Note {
            hash,
            until: self.recorded,
            lost: self.holds.lost.clone(),
        };
        let mut lines = self.due_lines();
        lines.push(Line::Saving {
            before: self.holds.hash,
            after: after.clone(),
        });
        self.journal
            .write(self.disk.as_ref(), &lines)
            .map_err(|error| {
                let what = format!(
                    "{} could not be saved: the journal cannot be written",
                    self.name
                );
                Trouble::output(what, error, RECORDED)
            })?;
        // A name that the lock keeps to ourselves, and that the next save finds again if this one is killed.
        let tag = self.case.to_string();
        let saved = save::replace(
            self.disk.as_ref(),
            &self.path,
            text.as_bytes(),
            Some(self.mode),
            &tag,
        );
        // Once it has its name the new file is there, whether its name has reached the disk or not.
        if !matches!(&saved, Err((step, _)) if *step != save::Step::SyncFolder) {
            (self.holds, self.canonical, self.is_noted) = (after, hash, false);
            let noted = self.journal.write(self.disk.as_ref(), &self.due_lines());
            // If it is not noted now, it is with the next step: the file is saved either way.
            self.is_noted = noted.is_ok();
        }
        saved.map_err(|(step, error)| not_saved(&self.name, step, &error, RECORDED))
    }

    /// Notes that the file holds what was recorded as it is: what was done was undone again.
    fn note_that_nothing_changed(&mut self) -> Result<(), Trouble> {
        if self.recorded == self.holds.until {
            return Ok(());
        }
        (self.holds.until, self.is_noted) = (self.recorded, false);
        let lines = self.due_lines();
        self.journal
            .write(self.disk.as_ref(), &lines)
            .map_err(|error| {
                Trouble::output(
                    format!(
                        "{} could not be saved: the journal cannot be written",
                        self.name
                    ),
                    error,
                    RECORDED,
                )
            })?;
        self.is_noted = true;
        Ok(())
    }

    /// Keeps the bytes of a file that is not as we would write it, before they are first replaced.
    fn keep_foreign(&mut self) -> Result<(), Trouble> {
        let (Some(bytes), Some(folder)) = (&self.foreign, &self.folder) else {
            return Ok(());
        };
        let backups = folder.join("backups");
        let path = backups.join(format!("{}.ron", Hex::<8>::over([bytes.as_slice()])));
        keep(self.disk.as_ref(), &path, bytes).map_err(|error| {
            let what = format!(
                "the bytes of {} could not be kept before the first save",
                self.name
            );
            Trouble::output(what, error, RECORDED)
        })?;
        self.notices.push(Notice::Kept(path));
        self.foreign = None;
        Ok(())
    }
}

/// Keeps bytes at a path of our own, unless they are there already.
fn keep(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    disk.make_folder(path.parent().unwrap_or(Path::new("")))?;
    if disk.look(path).is_err() {
        save::replace(disk, path, bytes, Some(0o600), "kept").map_err(|(_, error)| error)?;
    }
    Ok(())
}

/// Keeps the bytes of a file that a new case is about to replace.
fn keep_replaced(
    disk: &dyn Disk,
    state: Option<&Path>,
    file: &Path,
    name: &str,
) -> Result<PathBuf, Trouble> {
    let bytes = disk
        .read(file, MOST_BYTES)
        .map_err(|error| cannot_read(name, &error))?;
    let state = state.ok_or_else(no_place_for_state)?;
    let path = state
        .join("replaced")
        .join(format!("{}.ron", Hex::<8>::over([bytes.as_slice()])));
    keep(disk, &path, &bytes).map_err(|error| {
        let what = format!("{name} was not overwritten: its bytes could not be kept first");
        Trouble::output(
            what,
            error,
            "see that `factdesk paths` is writable, or move the file away",
        )
    })?;
    Ok(path)
}

const NAME_A_CASE: &str = "name a file like story.case.ron";

const RECORDED: &str = "what you did is recorded, and the next command puts it into the file";

fn cannot_read(name: &str, error: &io::Error) -> Trouble {
    let (what, hint) = match error.kind() {
        io::ErrorKind::NotFound => (
            format!("there is no file {name}"),
            "make a case with `factdesk new STORY`",
        ),
        io::ErrorKind::FileTooLarge => (
            format!("{name} is larger than 512 MiB, so it is no case"),
            NAME_A_CASE,
        ),
        _ => (
            format!("{name} cannot be read"),
            "see that the file is yours to read",
        ),
    };
    let cause = if error.kind() == io::ErrorKind::NotFound {
        String::new()
    } else {
        error.to_string()
    };
    Trouble {
        cause,
        ..Trouble::input(what, hint)
    }
}

fn no_place_for_state() -> Trouble {
    Trouble::output(
        "there is no place to record edits in",
        "neither XDG_STATE_HOME nor HOME is set",
        "set HOME",
    )
}

fn not_saved(name: &str, step: save::Step, error: &io::Error, hint: &str) -> Trouble {
    Trouble::output(
        format!("{name} could not be saved: {} failed", step.words()),
        error,
        hint,
    )
}

/// The canonical text of a case, read back and compared before anybody relies on it.
fn text_of(case: &Case, name: &str) -> Result<String, Trouble> {
    let text = emit(case).map_err(|error| unfaithful(name, &error))?;
    if text.len() as u64 > MOST_BYTES {
        let what = format!(
            "{name} could not be saved: it would be larger than 512 MiB, and could not be read again"
        );
        return Err(Trouble::output(
            what,
            "",
            "split the case; nothing was written",
        ));
    }
    match load(text.as_bytes()) {
        Ok(read) if read == *case => Ok(text),
        Ok(_) => Err(unfaithful(name, &"a record differs")),
        Err(error) => Err(unfaithful(name, &error)),
    }
}

fn unfaithful(name: &str, cause: &dyn std::fmt::Display) -> Trouble {
    Trouble::output(
        format!("{name} could not be saved: its text does not read back as the same case"),
        cause,
        "please report this; what you did is recorded in the journal",
    )
}
