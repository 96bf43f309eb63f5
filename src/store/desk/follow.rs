//! Following a file that something else changes: an editor, a git checkout, a sync program.

use super::super::error::no_case;
use std::collections::HashSet;
use std::io;
use std::path::Path;

use super::super::backups::BACKUPS;
use super::super::emit::emit;
use super::super::error::{cannot_read, unfaithful};
use super::super::found;
use super::super::holder;
use super::super::journal::Journal;
use super::super::line::Line;
use super::super::load::{Form, MOST_BYTES, load, read};
use super::super::notice::{Notice, reloaded};
use super::super::place::{REPLACED, folders_of, state_of};
use super::super::replay::{File, Occasion, replay};
use super::super::save;
use super::seen::{Seen, journal_stamp, stamp};
use super::{Desk, Fate};
use crate::case::{Sha256, Timestamp};
use crate::error::Error;

impl Desk {
    /// Whether the file or the journal has changed since the desk read it.
    pub fn is_stale(&self) -> bool {
        let journal = self
            .folder
            .as_deref()
            .and_then(|folder| journal_stamp(self.disk.as_ref(), folder));
        self.looked != (stamp(self.disk.as_ref(), &self.path), journal)
    }

    /// Whether nobody has the case open to write.
    pub fn is_free(&self) -> bool {
        let Some(folder) = &self.folder else {
            return false;
        };
        let lock = folder.join(holder::LOCK);
        // Looking for a lock that is not there would make it.
        self.disk.look(&lock).is_ok() && matches!(self.disk.lock(&lock), Ok(Some(_)))
    }

    /// Looks whether something else has changed the file, and if so goes on from what it holds now,
    /// with what was recorded here on top. `now` is for the backup of what the desk had until then,
    /// and is taken notice of. A second look at an unchanged file costs nothing but that look.
    ///
    /// Errors: what is there now cannot be read, or is no case, or another one. It is left alone,
    /// and looked at again.
    pub fn follow(&mut self, now: Timestamp) -> Result<Fate, Error> {
        self.see(now);
        let stamp = match self.disk.look(&self.path) {
            Ok(look) if look.bytes > MOST_BYTES => {
                let error = io::ErrorKind::FileTooLarge.into();
                return Err(cannot_read(&self.name, &error));
            }
            Ok(look) => look.stamp,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let was_there = self.canonical.take().is_some();
                return Ok(if was_there { Fate::Gone } else { Fate::Same });
            }
            Err(error) => return Err(cannot_read(&self.name, &error)),
        };
        let is_settled = self.seen.stamp == Some(stamp);
        if is_settled && self.seen.is_settled {
            return self.seen.trouble.clone().map_or(Ok(Fate::Same), Err);
        }
        let hash = self.disk.hash(&self.path);
        let is_same = hash.is_ok_and(|hash| hash == self.holds.hash) && self.canonical.is_some();
        let followed = if is_same {
            Ok(Fate::Same)
        } else {
            self.adopt(now)
        };
        self.seen = Seen {
            stamp: Some(stamp),
            is_settled,
            trouble: followed.clone().err(),
        };
        followed
    }

    /// Goes on from what the file holds now. What the desk had is kept among the backups, as of
    /// this time.
    pub(super) fn adopt(&mut self, at: Timestamp) -> Result<Fate, Error> {
        let mut bytes = match self.disk.read(&self.path, MOST_BYTES) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.canonical = None;
                return Ok(Fate::Gone);
            }
            Err(error) => return Err(cannot_read(&self.name, &error)),
        };
        // It may be a write of our own that failed half way, and could not be undone.
        let folder = self.folder.as_deref();
        let torn = folder.and_then(|folder| found::torn(self.disk.as_ref(), folder, &bytes));
        let was_torn = torn.is_some();
        if let Some(torn) = torn {
            let notice = found::put_right(self.disk.as_ref(), &self.path, &torn, &self.name)?;
            self.notices.push(notice);
            bytes = torn.into_meant();
        }
        let read = read(&bytes).map_err(|error| no_case(&self.name, &error))?;
        let (case, format) = (read.case, read.format);
        if case.id != self.case {
            let name = &self.name;
            return Err(Error::unwritten(
                format!("{name} is another case now, and was left as it is"),
                "",
                format!(
                    "move that file away, for instance with `mv {name} {name}.other`; then `factdesk recover {name} 0` brings this case back"
                ),
            ));
        }
        let hash = Sha256::over([bytes.as_slice()]);
        let text = emit(&case).map_err(|error| unfaithful(&self.name, &error))?;
        let canonical = Sha256::over([text.as_bytes()]);
        let form = Form::of(hash, (&case, format), canonical);
        self.seen = Seen::default();
        if hash == self.holds.hash {
            self.canonical = Some(canonical);
            return Ok(Fate::Same);
        }
        if let (Some(backups), Ok(had)) = (&mut self.backups, emit(self.history.case())) {
            // If it cannot be kept, what is recorded is in the journal still.
            let _ = backups.keep(self.disk.as_ref(), at, had.as_bytes());
            // What is about to be written over next is what somebody else wrote.
            backups.expect_one();
        }
        // The journal may have been taken away or damaged; what the file lacks is here, too.
        self.stand()?;
        let mut lines = match &self.folder {
            Some(folder) => {
                Journal::read(self.disk.as_ref(), folder)
                    .map_err(|error| cannot_read("the journal", &error))?
                    .1
            }
            None => Vec::new(),
        };
        let here: HashSet<u64> = self.unsaved.iter().map(|step| step.serial).collect();
        lines.retain(|line| line.step().is_none_or(|step| !here.contains(&step.serial)));
        lines.extend(self.unsaved.iter().cloned().map(Line::Step));
        let running = Occasion::Running {
            history: &self.history,
            held: &self.holds,
            unsaved: &self.unsaved,
        };
        let stamp = stamp(self.disk.as_ref(), &self.path);
        let replayed = replay(File { case, hash, stamp }, &lines, running);
        let since = reloaded(&replayed, &self.name).into_iter();
        let is_theirs = |notice: &Notice| !(was_torn && matches!(notice, Notice::Reloaded(..)));
        self.notices.extend(since.filter(is_theirs));
        self.known.insert(hash);
        self.is_noted = replayed.is_noted;
        self.holds = replayed.holds;
        self.unsaved = replayed.unsaved;
        self.left_out = replayed.left_out;
        self.history = replayed.history;
        self.form = form;
        self.canonical = Some(canonical);
        Ok(Fate::Changed)
    }

    /// Removes what killed saves left next to the file and in the case's state directory. An
    /// unknown state of this case is kept among the backups first. With `is_foreign`, every
    /// leftover is kept, since it may come from somebody else. What cannot be removed stays.
    pub(super) fn sweep(&mut self, is_foreign: bool) {
        let Self {
            disk,
            backups,
            notices,
            known,
            holds,
            case,
            ..
        } = self;
        let at = self.unsaved.first().map(|step| step.edit.at);
        let mut keep = |path: &Path| {
            let bytes = disk.read(path, MOST_BYTES)?;
            let hash = Sha256::over([bytes.as_slice()]);
            let is_new = hash != holds.hash && !known.contains(&hash);
            let is_ours = || load(&bytes).is_ok_and(|there| there.id == *case);
            if is_new && (is_foreign || is_ours()) {
                let Some(backups) = backups else {
                    return Err(io::ErrorKind::Other.into());
                };
                let at = at.unwrap_or_default();
                notices.push(Notice::Stray(backups.keep(disk.as_ref(), at, &bytes)?));
            }
            Ok(())
        };
        let _ = save::sweep(disk.as_ref(), &self.path, &case.to_string(), &mut keep);
        // What was to be a file of our own is of no use to anybody.
        let state = self.folder.as_deref().and_then(state_of);
        for folder in state.map_or_else(Vec::new, |state| {
            folders_of(disk.as_ref(), state, &self.path)
        }) {
            found::forget_saving(disk.as_ref(), &folder);
            save::sweep_own(disk.as_ref(), &folder);
            save::sweep_own(disk.as_ref(), &folder.join(BACKUPS));
        }
        if let Some(state) = state {
            save::sweep_own(disk.as_ref(), &state.join(REPLACED));
        }
    }
}
