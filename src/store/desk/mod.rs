//! The desk: the only way to a case on disk, for readers too.
//!
//! [`Desk::open`] reads the file and puts on top what the journal has and the file lacks, so that
//! no reader sees less than was recorded. [`Desk::take`] makes an edit last and hands out its
//! receipt; [`Desk::checkpoint`] brings the file up to date; [`Desk::follow`] goes on from what
//! something else has made of it. Reading writes nothing.

mod checkpoint;
mod create;
mod follow;
mod seen;

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::backups::{self, Backup, Backups};
use super::disk::{Disk, Stamp, Writing};
use super::emit::emit;
use super::error::no_place_for_state;
use super::found::{Found, case_file, put_right};
use super::holder::{self, Holder};
use super::journal::Journal;
use super::line::{Line, Note, noted};
use super::load::{Form, MOST_BYTES};
use super::notice::{Notice, notices};
use super::place::{Taken, Whose, journal_of, key, locked};
use super::remains;
use super::replay::{File, Occasion, replay};
use super::save;
use super::unsent::{self, Earlier, Unsent};
use crate::case::{CaseId, Edit, History, Missing, Sha256, Step, Timestamp};
use crate::error::Error;
use crate::text;
use seen::Seen;

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
    /// Whether it fits the case as the file has it by now.
    pub fits: bool,
}

/// What became of a file since it was last looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is as it was.
    Same,
    /// Something else changed it, and the desk goes on from what it holds now, with what was
    /// recorded here on top.
    Changed,
    /// It is gone. The next save makes it again.
    Gone,
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
    backups: Option<Backups>,
    case: CaseId,
    /// What the file held when it was last read or written.
    holds: Note,
    /// Whether the journal's last word is just that.
    is_noted: bool,
    /// The hash of the canonical text of the case in the file. It equals the hash of the file if
    /// the file is canonical. None if there is no file.
    canonical: Option<Sha256>,
    /// The serial of the last recorded step.
    recorded: u64,
    /// What is recorded and the file lacks, to be saved.
    unsaved: Vec<Step>,
    /// What is recorded and is not in the case: see [`Desk::missing`].
    left_out: Vec<Edit>,
    /// Whether the bytes of the file are as this program writes them. If not, they are kept before
    /// the first save.
    form: Form,
    seen: Seen,
    /// How file and journal looked when they were read.
    looked: (Option<Stamp>, Option<Stamp>),
    /// Of every file that the journal knows, and that was read or written since.
    known: HashSet<Sha256>,
    /// Whether it has been said that the file is written over in place.
    is_fixed: bool,
    history: History,
    notices: Vec<Notice>,
    access: Access,
    /// Held as long as the desk is open to write.
    lock: Option<Box<dyn Writing>>,
    /// Who holds it, as its file says.
    holder: Option<Holder>,
    /// The message about a file of unsent text that can neither be read nor moved away, if there is
    /// one.
    in_the_way: Option<String>,
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
    /// Opens the case at a path. `state` is the directory for what belongs to cases on this
    /// machine.
    ///
    /// Errors: the file is not there, not a file, not readable or no case; to write, it may not be
    /// written, there is no place for state, or another factdesk holds the case.
    pub fn open(
        disk: Arc<dyn Disk>,
        state: Option<&Path>,
        path: &Path,
        access: Access,
    ) -> Result<Self, Error> {
        let name = text::visible(&path.to_string_lossy()).into_owned();
        let writes = access == Access::Write;
        let path = case_file(disk.as_ref(), path, &name).map_err(|mut trouble| {
            if remains::is_there(disk.as_ref(), state, path) {
                trouble.hint = format!("`factdesk recover {name}` lists what was kept of it");
            }
            trouble
        })?;
        if writes {
            may_be_written(disk.as_ref(), &path, &name)?;
        }
        let looked = seen::stamp(disk.as_ref(), &path);
        let mut found = Found::read(disk.as_ref(), state, &path, &name)?;
        let id = found.case.id;
        let folder = state.map(|state| state.join(id.to_string()).join(key(&path)));
        let lock = if writes {
            let folder = folder.as_deref().ok_or_else(no_place_for_state)?;
            Some(found.hold(disk.as_ref(), (state, folder), &path, &name)?)
        } else {
            None
        };
        let mut pending = Vec::new();
        let of_journal = |folder: &PathBuf| seen::journal_stamp(disk.as_ref(), folder);
        let looked = (looked, folder.as_ref().and_then(of_journal));
        if let (true, Some(torn)) = (writes, &found.torn) {
            pending.push(put_right(disk.as_ref(), &path, torn, &name)?);
        }
        let (canonical, form) = if writes {
            found.form(&name)?
        } else {
            (found.hash, Form::Canonical)
        };
        let Taken {
            mut journal,
            lines,
            is_of_another,
            notice: stray,
        } = journal_of(
            disk.as_ref(),
            folder.as_deref(),
            Whose {
                case: id,
                path: &path,
                hash: found.hash,
                stamp: looked.0,
            },
            writes,
        )?;
        pending.extend(stray);
        let known = lines.iter().filter_map(Line::note).map(|note| note.hash);
        let known = known.collect();
        let to_repair = (writes && journal.needs_repair(&lines)).then(|| lines.clone());
        let file = File {
            case: found.case,
            hash: found.hash,
            stamp: looked.0,
        };
        let replayed = replay(file, &lines, Occasion::Start { is_of_another });
        pending.extend(notices(&replayed, &journal, &name));
        let mut is_fixed = false;
        if writes {
            // What cannot be repaired now is reported again the next time.
            let repaired = to_repair
                .map(|lines| journal.repair(disk.as_ref(), &lines, replayed.holds.until))
                .and_then(Result::ok);
            pending.extend(repaired.flatten().map(Notice::KeptAside));
            if let Some(why) = save::fixed(disk.as_ref(), &path) {
                pending.push(Notice::InPlace(why.to_owned()));
                is_fixed = true;
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
            holds: replayed.holds,
            unsaved: replayed.unsaved,
            left_out: replayed.left_out,
            history: replayed.history,
            seen: Seen::default(),
            looked,
            notices: pending,
            known,
            is_fixed,
            disk,
            path,
            name,
            folder,
            access,
            lock,
            holder: None,
            in_the_way: None,
        };
        if writes {
            desk.sweep(false);
        }
        Ok(desk)
    }

    /// The case with everything that was recorded, and what was done to it.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Takes notice of what time it is: see [`crate::case::Case::see`].
    pub fn see(&mut self, now: Timestamp) {
        self.history.see(now);
    }

    /// What it was opened for.
    pub fn access(&self) -> Access {
        self.access
    }

    /// What the one who opened the case must be shown.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// The notices, which are cleared by this.
    pub fn news(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.notices)
    }

    /// Whether the file lacks something that is recorded.
    pub fn is_behind(&self) -> bool {
        !self.unsaved.is_empty()
    }

    /// What was recorded here and is not in the case: the file was put back or changed by something
    /// else, or it no longer fitted. Nothing brings it back unasked.
    pub fn missing(&self) -> Missing {
        Missing::of(
            self.history.case(),
            self.left_out.iter(),
            std::iter::empty(),
        )
    }

    /// Writes who holds the case, for another factdesk that finds it locked.
    pub fn sign(&mut self, holder: Holder) {
        if let Some(lock) = &mut self.lock {
            holder::sign(lock.as_mut(), &holder);
            self.holder = Some(holder);
        }
    }

    /// The same, once it is known under which name somebody works.
    pub fn sign_as(&mut self, by: &str) {
        let other = self
            .holder
            .take_if(|holder| !by.is_empty() && holder.by != by);
        if let Some(holder) = other {
            let by = by.to_owned();
            self.sign(Holder { by, ..holder });
        }
    }

    /// Earlier states of the file, the latest first.
    pub fn backups(&self) -> Vec<Backup> {
        let backups = self.backups.as_ref();
        backups.map_or_else(Vec::new, |backups| backups.list(self.disk.as_ref()))
    }

    /// Makes a step last, and follows it. It returns only when the step is on disk.
    ///
    /// A step that no longer fits a file which was changed meanwhile is recorded all the same; the
    /// receipt says so.
    pub fn take(&mut self, mut step: Step) -> Result<Receipt, Error> {
        self.writable()?;
        let asked = step.serial;
        if let (Some(backups), true) = (&mut self.backups, backups::is_bulky(&step.edit)) {
            // With all that was done before, whether the file has it yet or not. If that fails, the
            // journal has it.
            let before = emit(self.history.case()).ok();
            let kept =
                before.map(|text| backups.keep(self.disk.as_ref(), step.edit.at, text.as_bytes()));
            if !matches!(kept, Some(Ok(_))) {
                backups.expect_one();
            }
        }
        self.stand()?;
        // Two steps of one serial would be taken for one.
        step.serial = asked.max(self.history.last_serial().saturating_add(1));
        let mut lines = self.due_lines();
        lines.push(Line::Step(step.clone()));
        self.journal.write(self.disk.as_ref(), &lines).map_err(|error| {
            let what = format!("“{}” could not be recorded", text::visible(&step.edit.what));
            let hint = "check that there is room on the disk and that the directories of `factdesk paths` are writable; `factdesk list` shows what is recorded";
            Error::unwritten(what, error, hint)
        })?;
        self.is_noted = true;
        self.recorded = step.serial;
        self.found_first(step.edit.at);
        let serial = step.serial;
        self.sign_as(&step.edit.by);
        let fits = match self.history.follow(step) {
            Ok(step) => {
                self.unsaved.push(step);
                true
            }
            Err(step) => {
                self.history.pass(&step);
                self.holds.lost.add(serial);
                self.left_out.push(step.edit);
                self.is_noted = false;
                false
            }
        };
        Ok(Receipt {
            serial: asked,
            fits,
        })
    }

    /// Keeps the file as it was found before the first edit that was ever recorded here: whatever
    /// becomes of it before the first save, journal and backup together are the case. If it cannot
    /// be kept, the save tries again.
    fn found_first(&mut self, at: Timestamp) {
        let Some(backups) = &mut self.backups else {
            return;
        };
        if backups.has_any(self.disk.as_ref()) {
            return;
        }
        if let Ok(bytes) = self.disk.read(&self.path, MOST_BYTES)
            && Sha256::over([bytes.as_slice()]) == self.holds.hash
        {
            let _ = backups.keep(self.disk.as_ref(), at, &bytes);
        }
    }

    /// Sees that lock and journal are still where they were. If somebody has taken them away, they
    /// are made again, with all that the file lacks.
    fn stand(&mut self) -> Result<(), Error> {
        if let (Some(folder), Some(lock)) = (&self.folder, &self.lock) {
            let is_at = lock.is_at(&folder.join(holder::LOCK));
            if !is_at.map_err(|error| cannot_look("the lock", &error))? {
                self.lock = Some(locked(self.disk.as_ref(), folder, &self.name)?);
                self.count_anothers_steps(&folder.clone())?;
            }
        }
        let is_whole = self.journal.is_whole(self.disk.as_ref());
        if is_whole.map_err(|error| cannot_look("the journal", &error))? {
            return Ok(());
        }
        let mut journal = self.journal.restarted();
        let mut lines = vec![self.opened(), Line::Holds(self.holds.clone())];
        lines.extend(self.unsaved.iter().cloned().map(Line::Step));
        journal
            .restart(self.disk.as_ref(), &lines)
            .map_err(|error| {
                let what = "the journal was removed, and could not be written again";
                Error::unwritten(
                    what,
                    error,
                    "check that the directories of `factdesk paths` are writable",
                )
            })?;
        self.journal = journal;
        Ok(())
    }

    /// Without the lock another factdesk may have recorded steps: ours are counted on from there.
    fn count_anothers_steps(&mut self, folder: &Path) -> Result<(), Error> {
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
            Access::Read => Err(Error::unwritten(
                format!("{} is open to read only", self.name),
                "",
                "open it to write",
            )),
        }
    }

    fn opened(&self) -> Line {
        Line::opened(self.case, &self.path)
    }

    /// The lines that the journal needs before any other: which case it is of, and how the file was
    /// found.
    fn due_lines(&self) -> Vec<Line> {
        let path = noted(&self.path);
        let owner = self
            .journal
            .owner
            .as_ref()
            .map(|(case, path)| (*case, path.as_str()));
        let is_ours = owner == Some((self.case, path.as_str())) && self.journal.is_of_this_format();
        let opened = (!is_ours).then(|| self.opened());
        let found = (!self.is_noted).then(|| Line::Holds(self.holds.clone()));
        opened.into_iter().chain(found).collect()
    }

    /// What was typed here and not sent; nothing where the case is only read, for it may be at work
    /// elsewhere.
    pub fn unsent(&mut self) -> Earlier {
        let folder = self.folder.as_deref();
        let Some(folder) = folder.filter(|_| self.access == Access::Write) else {
            return Earlier::default();
        };
        let disk = self.disk.as_ref();
        let earlier = unsent::read(disk, folder);
        let unread = earlier.unread.clone();
        self.in_the_way = unread.filter(|_| earlier.is_in_the_way);
        // What other files were left with is in there now.
        if !earlier.is_in_the_way && unsent::write(disk, folder, &earlier.all).is_ok() {
            unsent::tidy(disk, &earlier);
        }
        earlier
    }

    /// Keeps this and nothing else. A case that is only read keeps nothing.
    ///
    /// Errors: it cannot be written, or what could not be read would be lost.
    pub fn keep_unsent(&self, all: &[Unsent]) -> io::Result<()> {
        match self.folder.as_deref() {
            Some(_) if self.in_the_way.is_some() => Err(io::Error::other(
                "what was typed earlier cannot be read, and is not written over",
            )),
            Some(folder) if self.access == Access::Write => {
                unsent::write(self.disk.as_ref(), folder, all)
            }
            _ => Ok(()),
        }
    }

    /// The directory, for the user alone, of what belongs to the case on this machine; none where
    /// there is no place.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }
}

/// The error if the desk cannot find out whether its files are still there.
fn cannot_look(what: &str, error: &std::io::Error) -> Error {
    let what = format!("{what} cannot be read");
    Error::unwritten(
        what,
        error,
        "check that you may read the directories of `factdesk paths`",
    )
}

/// Sees that a case may be written, as far as its permissions and its file system tell.
fn may_be_written(disk: &dyn Disk, path: &Path, name: &str) -> Result<(), Error> {
    if disk.is_read_only(path) {
        let hint = "copy it to where you may write, and work on the copy; reading works here";
        let what = format!("{name} may not be written: it is on a read-only file system");
        return Err(Error::unwritten(what, "", hint));
    }
    if disk.may_write(path) {
        return Ok(());
    }
    Err(Error::unwritten(
        format!("{name} may not be written: its permissions say so"),
        "",
        "make it writable with `chmod u+w`; reading works meanwhile",
    ))
}
