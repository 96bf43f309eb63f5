//! Reads changes that another program makes to the file: an editor, git, a sync program.

use super::super::error::no_case;
use std::collections::HashSet;
use std::io;
use std::path::Path;

use super::super::backups::BACKUPS;
use super::super::case_file;
use super::super::emit::emit;
use super::super::error::{cannot_read, unfaithful};
use super::super::holder;
use super::super::journal::Journal;
use super::super::journal_line::Line;
use super::super::load::{Form, MAX_BYTES, load, read};
use super::super::notice::{Notice, reloaded};
use super::super::replay::{File, ReplayMode, replay};
use super::super::save;
use super::super::state_dir::{REPLACED, folders_of, state_of};
use super::stamps::{LastSeen, journal_stamp, stamp};
use super::{Desk, FileChange};
use crate::case::{Sha256, Timestamp};
use crate::error::Error;

impl Desk {
    /// Whether the file or the journal has changed since it was read.
    pub fn is_stale(&self) -> bool {
        let journal = self
            .folder
            .as_deref()
            .and_then(|folder| journal_stamp(self.disk.as_ref(), folder));
        self.stamps != (stamp(self.disk.as_ref(), &self.path), journal)
    }

    /// Whether no process has the case open for writing.
    pub fn is_free(&self) -> bool {
        let Some(folder) = &self.folder else {
            return false;
        };
        let lock = folder.join(holder::LOCK);
        // `lock` would create a missing file.
        self.disk.look(&lock).is_ok() && matches!(self.disk.lock(&lock), Ok(Some(_)))
    }

    /// Checks whether another program has changed the file. If so, reads it and applies the unsaved
    /// edits to it. `now` is the time of the backup of our version, and is passed to
    /// [`Desk::observe_time`]. For an unchanged file only its metadata is read.
    ///
    /// Errors: the file cannot be read, is not a case, or is another case. Then it is left alone
    /// and checked again the next time.
    pub fn follow(&mut self, now: Timestamp) -> Result<FileChange, Error> {
        self.observe_time(now);
        let stamp = match self.disk.look(&self.path) {
            Ok(look) if look.bytes > MAX_BYTES => {
                let error = io::ErrorKind::FileTooLarge.into();
                return Err(cannot_read(&self.name, &error));
            }
            Ok(look) => look.stamp,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let was_there = self.canonical.take().is_some();
                return Ok(if was_there {
                    FileChange::Gone
                } else {
                    FileChange::Same
                });
            }
            Err(error) => return Err(cannot_read(&self.name, &error)),
        };
        let is_settled = self.seen.stamp == Some(stamp);
        if is_settled && self.seen.is_settled {
            return self.seen.trouble.clone().map_or(Ok(FileChange::Same), Err);
        }
        let hash = self.disk.hash(&self.path);
        let is_same =
            hash.is_ok_and(|hash| hash == self.file_state.hash) && self.canonical.is_some();
        let followed = if is_same {
            Ok(FileChange::Same)
        } else {
            self.reload(now)
        };
        self.seen = LastSeen {
            stamp: Some(stamp),
            is_settled,
            trouble: followed.clone().err(),
        };
        followed
    }

    /// Reads the file and continues with its present content. Our version so far is backed up with
    /// the time `at`.
    pub(super) fn reload(&mut self, at: Timestamp) -> Result<FileChange, Error> {
        let mut bytes = match self.disk.read(&self.path, MAX_BYTES) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.canonical = None;
                return Ok(FileChange::Gone);
            }
            Err(error) => return Err(cannot_read(&self.name, &error)),
        };
        // The bytes may be those of our own interrupted write.
        let folder = self.folder.as_deref();
        let torn = folder.and_then(|folder| {
            let torn = case_file::torn(self.disk.as_ref(), folder, &bytes);
            torn.ok().flatten()
        });
        let was_torn = torn.is_some();
        if let Some(torn) = torn {
            let notice = case_file::repair_torn(self.disk.as_ref(), &self.path, &torn, &self.name)?;
            self.notices.push(notice);
            bytes = torn.into_intended();
        }
        let read = read(&bytes).map_err(|error| no_case(&self.name, &error))?;
        let (case, format) = (read.case, read.format);
        if case.id != self.case {
            let name = &self.name;
            return Err(Error::write_failed(
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
        self.seen = LastSeen::default();
        if hash == self.file_state.hash {
            self.canonical = Some(canonical);
            return Ok(FileChange::Same);
        }
        if let (Some(backups), Ok(old_text)) = (&mut self.backups, emit(self.history.case())) {
            // If the backup fails, the journal still has the edits.
            let _ = backups.keep(self.disk.as_ref(), at, old_text.as_bytes());
            // The next save replaces what another program wrote, so it needs a backup.
            backups.request();
        }
        // The journal may be gone or damaged, so the unsaved edits are added from memory.
        self.ensure_lock_and_journal()?;
        let mut lines = match &self.folder {
            Some(folder) => {
                Journal::read(self.disk.as_ref(), folder)
                    .map_err(|error| cannot_read("the journal", &error))?
                    .1
            }
            None => Vec::new(),
        };
        let unsaved: HashSet<u64> = self.unsaved.iter().map(|step| step.serial).collect();
        lines.retain(|line| {
            line.step()
                .is_none_or(|step| !unsaved.contains(&step.serial))
        });
        lines.extend(self.unsaved.iter().cloned().map(Line::Step));
        let running = ReplayMode::Running {
            history: &self.history,
            held: &self.file_state,
            unsaved: &self.unsaved,
        };
        let stamp = stamp(self.disk.as_ref(), &self.path);
        let replayed = replay(File { case, hash, stamp }, &lines, running);
        let new_notices = reloaded(&replayed, &self.name).into_iter();
        let is_reported = |notice: &Notice| !(was_torn && matches!(notice, Notice::Reloaded(..)));
        self.notices.extend(new_notices.filter(is_reported));
        self.known.insert(hash);
        self.is_noted = replayed.is_noted;
        self.file_state = replayed.file_state;
        self.unsaved = replayed.unsaved;
        self.left_out = replayed.left_out;
        self.history = replayed.history;
        self.form = form;
        self.canonical = Some(canonical);
        Ok(FileChange::Changed)
    }

    /// Removes the temporary files of killed saves beside the file and in the case's state
    /// directory. A file with an unknown version of this case is backed up first. With `is_foreign`
    /// every file with unknown bytes is backed up, since another program may have written it.
    /// Failures are ignored.
    pub(super) fn sweep(&mut self, is_foreign: bool) {
        let Self {
            disk,
            backups,
            notices,
            known,
            file_state,
            case,
            ..
        } = self;
        let at = self.unsaved.first().map(|step| step.edit.at);
        let mut keep = |path: &Path| {
            let bytes = disk.read(path, MAX_BYTES)?;
            let hash = Sha256::over([bytes.as_slice()]);
            let is_new = hash != file_state.hash && !known.contains(&hash);
            let is_ours = || load(&bytes).is_ok_and(|there| there.id == *case);
            if is_new && (is_foreign || is_ours()) {
                let Some(backups) = backups else {
                    return Err(io::ErrorKind::Other.into());
                };
                let at = at.unwrap_or_default();
                notices.push(Notice::OthersBytes(backups.keep(
                    disk.as_ref(),
                    at,
                    &bytes,
                )?));
            }
            Ok(())
        };
        let _ = save::sweep(disk.as_ref(), &self.path, &case.to_string(), &mut keep);
        // Temporary files in our own state directory are not needed.
        let state = self.folder.as_deref().and_then(state_of);
        for folder in state.map_or_else(Vec::new, |state| {
            folders_of(disk.as_ref(), state, &self.path)
        }) {
            case_file::remove_stale_copy(disk.as_ref(), &folder);
            save::sweep_own(disk.as_ref(), &folder);
            save::sweep_own(disk.as_ref(), &folder.join(BACKUPS));
        }
        if let Some(state) = state {
            save::sweep_own(disk.as_ref(), state);
            save::sweep_own(disk.as_ref(), &state.join(REPLACED));
        }
    }
}
