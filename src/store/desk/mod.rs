//! Access to a case on disk, for reading and for writing.
//!
//! [`Desk::open`] reads the file and applies the unsaved edits of the journal, so that the case has
//! everything recorded. [`Desk::record`] records an edit and returns a receipt.
//! [`Desk::checkpoint`] saves the file. [`Desk::follow`] reads changes that other programs make.
//! Reading writes nothing.

mod checkpoint;
mod create;
mod follow;
mod stamps;
mod unsent;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::backups::{self, Backup, Backups};
use super::case_file::{CaseFile, case_file, repair_torn};
use super::disk::{Disk, Stamp, Writing};
use super::emit::emit;
use super::error::no_place_for_state;
use super::holder::{self, Holder};
use super::journal::Journal;
use super::journal_line::{FileState, Line, encode_path, known_hashes};
use super::load::{Form, MAX_BYTES};
use super::notice::{Notice, notices};
use super::rebuild;
use super::replay::{File, ReplayMode, replay};
use super::save;
use super::state_dir::{FoundJournal, JournalQuery, acquire_lock, folder_of, journal_of};
use crate::case::{CaseId, Edit, History, Missing, Sha256, Step, Timestamp};
use crate::error::Error;
use crate::text;
use stamps::LastSeen;

/// The purpose of opening a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To read. Nothing is written.
    Read,
    /// To write. Meanwhile no other process can open the case for writing.
    Write,
}

/// Confirms that an edit is on disk: it survives a kill and a power cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Receipt {
    /// The serial of the recorded step.
    pub serial: u64,
    /// Whether the edit still fits the case. The file may have changed meanwhile.
    pub fits: bool,
}

/// The change of the file since the last check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileChange {
    /// The file is unchanged.
    Same,
    /// Another program changed the file. The file was read, and the unsaved edits were applied to
    /// it.
    Changed,
    /// The file is gone. The next save creates it again.
    Gone,
}

/// A case on disk.
pub struct Desk {
    disk: Arc<dyn Disk>,
    /// The path of the file, links resolved.
    path: PathBuf,
    /// The path as the user gave it, with hidden characters made visible, for messages.
    name: String,
    /// The directory of the journal and its companions. None if the machine has no state directory.
    folder: Option<PathBuf>,
    journal: Journal,
    backups: Option<Backups>,
    case: CaseId,
    /// The state of the file when it was last read or written.
    file_state: FileState,
    /// Whether the last state in the journal is equal to `file_state`.
    is_noted: bool,
    /// The hash of the canonical text of the case in the file. It equals the hash of the file if
    /// the file is canonical. None if there is no file.
    canonical: Option<Sha256>,
    /// The serial of the last recorded step.
    recorded: u64,
    /// Recorded edits that the file does not have yet.
    unsaved: Vec<Step>,
    /// Recorded edits that are not in the case: see [`Desk::missing`].
    left_out: Vec<Edit>,
    /// The form of the file's bytes. Bytes that are not canonical are backed up before the first
    /// save.
    form: Form,
    seen: LastSeen,
    /// The state of file and journal when they were read.
    stamps: (Option<Stamp>, Option<Stamp>),
    /// The hashes of all versions of the file that the journal names or this session read or wrote.
    known: HashSet<Sha256>,
    /// Whether the user was told that the file is overwritten in place.
    is_in_place_reported: bool,
    history: History,
    notices: Vec<Notice>,
    access: Access,
    /// The lock; held while the case is open for writing.
    lock: Option<Box<dyn Writing>>,
    /// The holder that was written into the lock file.
    holder: Option<Holder>,
    /// The message about a file of unsent text that can be neither read nor moved.
    unmovable: Option<String>,
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
    /// Opens the case at a path. `state` is this machine's state directory.
    ///
    /// Errors: the file is missing, not a regular file, unreadable, or not a case. For writing
    /// also: no permission, no state directory, or another factdesk has the case open.
    pub fn open(
        disk: Arc<dyn Disk>,
        state: Option<&Path>,
        path: &Path,
        access: Access,
    ) -> Result<Self, Error> {
        let name = text::visible(&path.to_string_lossy()).into_owned();
        let writes = access == Access::Write;
        let path = case_file(disk.as_ref(), path, &name).map_err(|mut trouble| {
            if rebuild::can_rebuild(disk.as_ref(), state, path) {
                trouble.hint = format!("`factdesk recover {name}` lists what was kept of it");
            }
            trouble
        })?;
        if writes {
            check_writable(disk.as_ref(), &path, &name)?;
        }
        let stamps = stamps::stamp(disk.as_ref(), &path);
        let mut found = CaseFile::read(disk.as_ref(), state, &path, &name)?;
        let id = found.case.id;
        let folder = state.map(|state| folder_of(state, id, &path));
        let lock = if writes {
            let folder = folder.as_deref().ok_or_else(no_place_for_state)?;
            Some(found.lock(disk.as_ref(), (state, folder), &path, &name)?)
        } else {
            None
        };
        let mut new_notices = Vec::new();
        let of_journal = |folder: &PathBuf| stamps::journal_stamp(disk.as_ref(), folder);
        let stamps = (stamps, folder.as_ref().and_then(of_journal));
        if let (true, Some(torn)) = (writes, &found.torn) {
            new_notices.push(repair_torn(disk.as_ref(), &path, torn, &name)?);
        }
        let (canonical, form) = if writes {
            found.form(&name)?
        } else {
            (found.hash, Form::Canonical)
        };
        let FoundJournal {
            mut journal,
            lines,
            is_from_other_file,
            notice: journal_notice,
        } = journal_of(
            disk.as_ref(),
            folder.as_deref(),
            JournalQuery {
                case: id,
                path: &path,
                hash: found.hash,
                stamp: stamps.0,
            },
            writes,
        )?;
        new_notices.extend(journal_notice);
        let known = known_hashes(&lines);
        let to_repair = (writes && journal.needs_repair(&lines)).then(|| lines.clone());
        let file = File {
            case: found.case,
            hash: found.hash,
            stamp: stamps.0,
        };
        let replayed = replay(file, &lines, ReplayMode::Start { is_from_other_file });
        let is_held = || !writes && holder::is_held(disk.as_ref(), folder.as_deref());
        new_notices.extend(notices(&replayed, &journal, &name, is_held));
        let mut is_in_place_reported = false;
        if writes {
            // If the repair fails, the damage is found and reported again at the next open.
            let repaired = to_repair
                .map(|lines| journal.repair(disk.as_ref(), &lines, replayed.file_state.until))
                .and_then(Result::ok);
            new_notices.extend(repaired.flatten().map(Notice::DamageKept));
            if let Some(why) = save::must_overwrite(disk.as_ref(), &path) {
                new_notices.push(Notice::InPlace(why.to_owned()));
                is_in_place_reported = true;
            }
        }
        let mut desk = Self {
            journal,
            backups: folder.as_deref().map(Backups::of),
            case: id,
            recorded: replayed.history.last_serial(),
            is_noted: replayed.is_noted,
            form,
            canonical: Some(canonical),
            file_state: replayed.file_state,
            unsaved: replayed.unsaved,
            left_out: replayed.left_out,
            history: replayed.history,
            seen: LastSeen::default(),
            stamps,
            notices: new_notices,
            known,
            is_in_place_reported,
            disk,
            path,
            name,
            folder,
            access,
            lock,
            holder: None,
            unmovable: None,
        };
        if writes {
            desk.sweep(false);
        }
        Ok(desk)
    }

    /// The case with all recorded edits, and their history.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Passes the current time to the case: see [`crate::case::Case::observe_time`].
    pub fn observe_time(&mut self, now: Timestamp) {
        self.history.observe_time(now);
    }

    /// What the case was opened for.
    pub fn access(&self) -> Access {
        self.access
    }

    /// The notices that the user must see.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Returns the notices and clears them.
    pub fn take_notices(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.notices)
    }

    /// Whether the file lacks recorded edits.
    pub fn is_behind(&self) -> bool {
        !self.unsaved.is_empty()
    }

    /// Recorded edits that are not in the case. Another program restored or changed the file, or
    /// the edits did not fit the case any more. They are restored only if the user asks.
    pub fn missing(&self) -> Missing {
        Missing::of(
            self.history.case(),
            self.left_out.iter(),
            std::iter::empty(),
        )
    }

    /// Writes the name of the process that holds the case, for a process that finds the case
    /// locked.
    pub fn write_holder(&mut self, holder: Holder) {
        if let Some(lock) = &mut self.lock {
            holder::write_holder(lock.as_mut(), &holder);
            self.holder = Some(holder);
        }
    }

    /// Changes the holder's name, once the user's name is known.
    pub fn set_holder_name(&mut self, by: &str) {
        let other = self
            .holder
            .take_if(|holder| !by.is_empty() && holder.by != by);
        if let Some(holder) = other {
            let by = by.to_owned();
            self.write_holder(Holder { by, ..holder });
        }
    }

    /// The backups of the file, the latest first.
    pub fn backups(&self) -> Vec<Backup> {
        let backups = self.backups.as_ref();
        backups.map_or_else(Vec::new, |backups| backups.list(self.disk.as_ref()))
    }

    /// Records a step and applies it. Returns once the step is on disk.
    ///
    /// A step that no longer fits a changed file is recorded too; then the receipt has `fits:
    /// false`.
    pub fn record(&mut self, mut step: Step) -> Result<Receipt, Error> {
        self.writable()?;
        let requested_serial = step.serial;
        if let (Some(backups), true) = (&mut self.backups, backups::is_bulky(&step.edit)) {
            // The backup has all edits, saved or not. If the backup fails, the journal still has
            // them.
            let before = emit(self.history.case()).ok();
            let backup =
                before.map(|text| backups.keep(self.disk.as_ref(), step.edit.at, text.as_bytes()));
            if !matches!(backup, Some(Ok(_))) {
                backups.request();
            }
        }
        self.ensure_lock_and_journal()?;
        // The loader would read two steps with the same serial as one.
        step.serial = requested_serial.max(self.history.last_serial().saturating_add(1));
        let mut lines = self.due_lines();
        lines.push(Line::Step(step.clone()));
        self.journal.write(self.disk.as_ref(), &lines).map_err(|error| {
            let what = format!("“{}” could not be recorded", text::visible(&step.edit.what));
            let hint = "check that there is room on the disk and that the directories of `factdesk paths` are writable; `factdesk list` shows what is recorded";
            Error::write_failed(what, error, hint)
        })?;
        self.is_noted = true;
        self.recorded = step.serial;
        self.back_up_first_state(step.edit.at);
        let serial = step.serial;
        self.set_holder_name(&step.edit.by);
        let fits = match self.history.replay_from_copy(step) {
            Ok(step) => {
                self.unsaved.push(step);
                true
            }
            Err(step) => {
                self.history.reserve_numbers(&step);
                self.file_state.lost.add(serial);
                self.left_out.push(step.edit);
                self.is_noted = false;
                false
            }
        };
        Ok(Receipt {
            serial: requested_serial,
            fits,
        })
    }

    /// Backs up the file before its very first recorded edit. If the file is lost before its first
    /// save, backup and journal together still have the case. If the backup fails, the first save
    /// makes one.
    fn back_up_first_state(&mut self, at: Timestamp) {
        let Some(backups) = &mut self.backups else {
            return;
        };
        if backups.has_any(self.disk.as_ref()) {
            return;
        }
        if let Ok(bytes) = self.disk.read(&self.path, MAX_BYTES)
            && Sha256::over([bytes.as_slice()]) == self.file_state.hash
        {
            let _ = backups.keep(self.disk.as_ref(), at, &bytes);
        }
    }

    /// Checks that lock file and journal still exist. If they were removed, they are written again,
    /// with all unsaved edits.
    fn ensure_lock_and_journal(&mut self) -> Result<(), Error> {
        if let (Some(folder), Some(lock)) = (&self.folder, &self.lock) {
            let is_at = lock.is_at(&folder.join(holder::LOCK));
            if !is_at.map_err(|error| cannot_look("the lock", &error))? {
                self.lock = Some(acquire_lock(self.disk.as_ref(), folder, &self.name)?);
                self.continue_serials(&folder.clone())?;
            }
        }
        let is_whole = self.journal.is_whole(self.disk.as_ref());
        if is_whole.map_err(|error| cannot_look("the journal", &error))? {
            return Ok(());
        }
        let mut journal = self.journal.restarted();
        let mut lines = vec![self.opened(), Line::FileState(self.file_state.clone())];
        lines.extend(self.unsaved.iter().cloned().map(Line::Step));
        journal
            .restart(self.disk.as_ref(), &lines)
            .map_err(|error| {
                let what = "the journal was removed, and could not be written again";
                Error::write_failed(
                    what,
                    error,
                    "check that the directories of `factdesk paths` are writable",
                )
            })?;
        self.journal = journal;
        Ok(())
    }

    /// Continues the serials after those in the journal. While the lock file was missing, another
    /// factdesk may have recorded steps.
    fn continue_serials(&mut self, folder: &Path) -> Result<(), Error> {
        let read = Journal::read(self.disk.as_ref(), folder);
        let (journal, lines) = read.map_err(|error| cannot_look("the journal", &error))?;
        let steps = lines.iter().filter_map(Line::step);
        if let Some(last) = steps.map(|step| step.serial).max() {
            self.history.count_from(last);
            self.journal = journal;
        }
        Ok(())
    }

    fn writable(&self) -> Result<(), Error> {
        match self.access {
            Access::Write => Ok(()),
            Access::Read => Err(Error::write_failed(
                format!("{} is open to read only", self.name),
                "",
                "open it to write",
            )),
        }
    }

    fn opened(&self) -> Line {
        Line::opened(self.case, &self.path)
    }

    /// The lines that the journal needs before the next one: its case, and the state of the file.
    fn due_lines(&self) -> Vec<Line> {
        let path = encode_path(&self.path);
        let owner = self
            .journal
            .owner
            .as_ref()
            .map(|(case, path)| (*case, path.as_str()));
        let is_ours = owner == Some((self.case, path.as_str())) && self.journal.is_of_this_format();
        let opened = (!is_ours).then(|| self.opened());
        let file_state = (!self.is_noted).then(|| Line::FileState(self.file_state.clone()));
        opened.into_iter().chain(file_state).collect()
    }

    /// The case's directory on this machine, which only the user can access. None without a state
    /// directory.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }
}

/// The error if the lock or the journal cannot be checked.
fn cannot_look(what: &str, error: &std::io::Error) -> Error {
    let what = format!("{what} cannot be read");
    Error::write_failed(
        what,
        error,
        "check that you may read the directories of `factdesk paths`",
    )
}

/// Checks that permissions and file system allow to write the case.
fn check_writable(disk: &dyn Disk, path: &Path, name: &str) -> Result<(), Error> {
    if disk.is_read_only(path) {
        let hint = "copy it to where you may write, and work on the copy; reading works here";
        let what = format!("{name} may not be written: it is on a read-only file system");
        return Err(Error::write_failed(what, "", hint));
    }
    if disk.may_write(path) {
        return Ok(());
    }
    Err(Error::write_failed(
        format!("{name} may not be written: its permissions say so"),
        "",
        "make it writable with `chmod u+w`; reading works meanwhile",
    ))
}
