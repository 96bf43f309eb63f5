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
use super::journal::{Journal, Line};
use super::load::{MOST_BYTES, load};
use super::place::{journal_of, key, locked};
use super::replay::{Replayed, replay};
use super::save;
use crate::case::{Case, CaseId, ClaimId, Edit, Hex, History, Ruling, Sha256, Step};
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

/// What the one who opens a case should be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The file lacked this many recorded edits; they are in the case.
    Recovered(usize),
    /// Something that keeps no journal here has changed the file.
    ChangedOutside,
    /// Recorded edits that no longer fit the changed file.
    Refused(Vec<Edit>),
    /// Rulings of ours that a change outside took out of the file.
    Missing(Vec<(ClaimId, Ruling)>),
    /// This many lines of the journal were damaged and left out.
    Damaged(usize),
    /// The file was not as this program writes it; its bytes are kept at this path.
    Kept(PathBuf),
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
    /// Of the file as it was last read or written.
    hash: Sha256,
    /// Of the canonical text of the case that the file holds, which is the same for a canonical file.
    holds: Sha256,
    /// Permission bits of the file.
    mode: u32,
    /// The file's bytes, if they are not what we would write, until they are kept.
    foreign: Option<Vec<u8>>,
    history: History,
    notices: Vec<Notice>,
    /// Steps that are no longer in the case, to be noted with the next one.
    lost: Vec<u64>,
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
        let (journal, lines) = journal_of(disk.as_ref(), folder.as_deref(), id, writes)?;
        let hash = Sha256::over([bytes.as_slice()]);
        let (mut holds, mut foreign) = (hash, None);
        if access == Access::Write {
            let text = emit(&case).map_err(|error| unfaithful(&name, &error))?;
            holds = Sha256::over([text.as_bytes()]);
            foreign = (holds != hash).then_some(bytes);
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
            hash,
            holds,
            mode: there.mode,
            foreign,
            history: replayed.history,
            notices,
            lost: replayed.lost,
            access,
            _lock: held,
        })
    }

    /// Makes the file of a new case. One that is there is replaced only if `force` says so.
    ///
    /// Errors: the file is there; it cannot be written.
    pub fn create(disk: &dyn Disk, path: &Path, case: &Case, force: bool) -> Result<(), Trouble> {
        let name = text::visible(&path.to_string_lossy()).into_owned();
        // A link stays a link: what is replaced is the file that it leads to.
        let real = disk.real(path).unwrap_or_else(|_| path.to_owned());
        let there = disk.look(&real).ok();
        match there.map(|look| look.kind) {
            None => {}
            Some(Kind::File) if force => {}
            Some(Kind::File) => {
                return Err(Trouble::input(
                    format!("{name} is there already"),
                    "work on it as it is, name another with -o, or overwrite it with --force",
                ));
            }
            Some(_) => {
                return Err(Trouble::input(
                    format!("{name} is not a regular file"),
                    "name another file with -o",
                ));
            }
        }
        let bytes = text_of(case, &name)?;
        save::replace(
            disk,
            &real,
            bytes.as_bytes(),
            there.map(|look| look.mode),
            &case.id.to_string(),
        )
        .map_err(|(step, error)| {
            not_saved(
                &name,
                step,
                &error,
                "nothing was changed; see that the folder is writable",
            )
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

    /// What the one who opened the case should be told.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Makes a step last. It returns only when the step is on disk.
    pub fn record(&mut self, step: &Step) -> Result<Receipt, Trouble> {
        if self.access == Access::Read {
            return Err(Trouble::output(
                format!("{} is open to read only", self.name),
                "",
                "open it to write",
            ));
        }
        let mut lines = Vec::new();
        let path = self.path.to_string_lossy();
        let owner = self
            .journal
            .owner
            .as_ref()
            .map(|(case, path)| (*case, path.as_str()));
        if owner != Some((self.case, path.as_ref())) {
            lines.push(Line::Opened {
                format: 1,
                case: self.case,
                path: path.into_owned(),
            });
        }
        if self.journal.length == 0 {
            lines.push(Line::Saved {
                before: self.hash,
                after: self.hash,
            });
        }
        lines.extend(self.lost_steps());
        lines.push(Line::Step(step.clone()));
        self.journal.write(self.disk.as_ref(), &lines).map_err(|error| {
            let what = format!("“{}” could not be recorded", text::visible(&step.edit.what));
            Trouble::output(what, error, "nothing was changed; see that there is room on the disk and `factdesk paths` is writable")
        })?;
        self.lost.clear();
        Ok(Receipt {
            serial: step.serial,
        })
    }

    /// Brings the file up to date with the case. What was recorded is safe whether this succeeds or not.
    ///
    /// Errors: the file was changed by something else since it was read, and is left alone; it cannot be written.
    pub fn checkpoint(&mut self, case: &Case) -> Result<(), Trouble> {
        let text = text_of(case, &self.name)?;
        let after = Sha256::over([text.as_bytes()]);
        if after == self.holds {
            return Ok(());
        }
        let there = self
            .disk
            .read(&self.path, MOST_BYTES)
            .map(|bytes| Sha256::over([bytes.as_slice()]));
        if there.ok() != Some(self.hash) {
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
        let saved = Line::Saved {
            before: self.hash,
            after,
        };
        let lines: Vec<Line> = self.lost_steps().into_iter().chain([saved]).collect();
        self.journal
            .write(self.disk.as_ref(), &lines)
            .map_err(|error| {
                let what = format!(
                    "{} could not be saved: the journal cannot be written",
                    self.name
                );
                Trouble::output(what, error, RECORDED)
            })?;
        self.lost.clear();
        let tag = format!("{}-{}", self.case, self.journal.length);
        save::replace(
            self.disk.as_ref(),
            &self.path,
            text.as_bytes(),
            Some(self.mode),
            &tag,
        )
        .map_err(|(step, error)| not_saved(&self.name, step, &error, RECORDED))?;
        (self.hash, self.holds) = (after, after);
        Ok(())
    }

    /// The line that notes lost steps, so that they are told once.
    fn lost_steps(&self) -> Option<Line> {
        (!self.lost.is_empty()).then(|| Line::Lost(self.lost.clone()))
    }

    /// Keeps the bytes of a file that is not as we would write it, before they are first replaced.
    fn keep_foreign(&mut self) -> Result<(), Trouble> {
        let (Some(bytes), Some(folder)) = (&self.foreign, &self.folder) else {
            return Ok(());
        };
        let backups = folder.join("backups");
        let path = backups.join(format!("{}.ron", Hex::<8>::over([bytes.as_slice()])));
        let kept = || -> io::Result<()> {
            self.disk.make_folder(&backups)?;
            if self.disk.look(&path).is_err() {
                save::replace(self.disk.as_ref(), &path, bytes, Some(0o600), "kept")
                    .map_err(|(_, error)| error)?;
            }
            Ok(())
        };
        kept().map_err(|error| {
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

fn notices(replayed: &Replayed, journal: &Journal) -> Vec<Notice> {
    let mut notices = Vec::new();
    if journal.damaged > 0 {
        notices.push(Notice::Damaged(journal.damaged));
    }
    if replayed.changed_outside && (replayed.lacked > 0 || !replayed.refused.is_empty()) {
        notices.push(Notice::ChangedOutside);
    }
    if replayed.lacked > 0 {
        notices.push(Notice::Recovered(replayed.lacked));
    }
    if !replayed.refused.is_empty() {
        notices.push(Notice::Refused(replayed.refused.clone()));
    }
    if !replayed.missing.is_empty() {
        notices.push(Notice::Missing(replayed.missing.clone()));
    }
    notices
}
