//! Saves the case file in four steps: backup, announcement in the journal, the new file,
//! confirmation in the journal.

use std::io;

use super::super::case_file::write_over;
use super::super::disk::Stamp;
use super::super::error::{RECORDED, no_place_for_state, not_saved, text_of};
use super::super::journal_line::{FileState, Line};
use super::super::load::{Form, MAX_BYTES};
use super::super::notice::Notice;
use super::super::save::{self, Unsaved};
use super::Desk;
use super::stamps::stamp;
use crate::case::{Sha256, Timestamp};
use crate::error::Error;

/// The number of tries to save, if another program changes the file each time.
const MAX_TRIES: usize = 5;

impl Desk {
    /// Saves everything that is recorded to the file. Recorded edits are safe even if this fails.
    /// If another program has changed the file, the unsaved edits are applied to that version; see
    /// [`Desk::take_notices`].
    ///
    /// Errors: the file is not a case, or has become another case; then it is left alone; the file
    /// cannot be written.
    pub fn checkpoint(&mut self) -> Result<(), Error> {
        self.save_with_retries().map_err(|mut trouble| {
            if !trouble.hint.contains("is recorded") {
                trouble.hint = format!("{RECORDED}; {}", trouble.hint);
            }
            trouble
        })
    }

    fn save_with_retries(&mut self) -> Result<(), Error> {
        self.writable()?;
        if self.unsaved.is_empty() {
            // The file has every recorded edit; or it is gone, and there are no edits to save.
            return match self.canonical {
                Some(_) => self.note_unchanged(),
                None => Ok(()),
            };
        }
        for _ in 0..MAX_TRIES {
            let text = text_of(self.history.case(), &self.name)?;
            let hash = Sha256::over([text.as_bytes()]);
            if Some(hash) == self.canonical {
                return self.note_unchanged();
            }
            if self.replace(text.as_bytes(), hash)? {
                return Ok(());
            }
            let at = self.time().unwrap_or_default();
            self.reload(at).map_err(|trouble| {
                let what = format!("{} could not be saved: {}", self.name, trouble.what);
                // The hint must be that of the file's error. A hint that restores our version would
                // drop somebody else's edits.
                let hint = format!("what you did is recorded; {}", trouble.hint);
                Error::write_failed(what, trouble.cause, hint)
            })?;
        }
        let what = format!(
            "{} could not be saved: another program keeps changing it",
            self.name
        );
        Err(Error::write_failed(what, "", RECORDED))
    }

    /// Saves after a recovery. Notes the file's state in the journal even if nothing changed.
    pub fn checkpoint_restored(&mut self) -> Result<(), Error> {
        self.checkpoint()?;
        self.ensure_lock_and_journal()?;
        self.journal_lines(None)
    }

    /// The time of the first unsaved edit.
    fn time(&self) -> Option<Timestamp> {
        let first = self.unsaved.first().map(|step| step.edit.at);
        first.or_else(|| self.history.last_done().map(|edit| edit.at))
    }

    /// Replaces the file by this text. Returns `false` if the file has other bytes than those last
    /// read.
    fn replace(&mut self, text: &[u8], hash: Sha256) -> Result<bool, Error> {
        if self.disk.link(&self.path).is_ok() {
            return Err(Error::write_failed(
                format!("{} has become a link, and was left as it is", self.name),
                "",
                "what you did is recorded: quit, and open the case again",
            ));
        }
        let was = stamp(self.disk.as_ref(), &self.path);
        if self.canonical.is_some() {
            let present = self.disk.read(&self.path, MAX_BYTES);
            let present = present.unwrap_or_default();
            if Sha256::over([present.as_slice()]) != self.file_state.hash {
                return Ok(false);
            }
            self.back_up(&present)?;
        }
        let mut after = FileState {
            hash,
            until: self.recorded,
            file: None,
            ..self.file_state.clone()
        };
        let saving = Line::Saving {
            before: self.file_state.hash,
            // If there is no file, the default stamp is used. A file that appears before the save
            // is then not taken for the file to be replaced.
            was: Some(was.unwrap_or_default()),
            after: after.clone(),
        };
        self.ensure_lock_and_journal()?;
        self.journal_lines(Some(saving))?;
        self.known.insert(hash);
        // Only the holder of the lock uses this tag. The sweep recognizes the temporary files of a
        // killed save by it.
        let tag = self.case.to_string();
        let saved = if self.canonical.is_some() {
            match save::replace(
                self.disk.as_ref(),
                &self.path,
                text,
                self.file_state.hash,
                &tag,
            ) {
                Err(Unsaved::InPlaceOnly(why)) => {
                    self.announce_in_place(was, &after)?;
                    self.write_over(text, why)?
                }
                saved => saved,
            }
        } else {
            save::create_new(self.disk.as_ref(), &self.path, text, &tag)
        };
        match saved {
            Err(Unsaved::Changed) => return Ok(false),
            Err(Unsaved::ChangedDuringSave) => {
                self.sweep(true);
                return Ok(false);
            }
            Err(Unsaved::Failed(_, error)) if error.kind() == io::ErrorKind::AlreadyExists => {
                self.sweep(false);
                return Ok(false);
            }
            // The rename has happened. Only the sync of the directory may have failed.
            Err(Unsaved::Failed(save::Step::SyncFolder, _)) | Ok(()) => {
                after.file = stamp(self.disk.as_ref(), &self.path);
                (self.file_state, self.canonical, self.is_noted) = (after, Some(hash), false);
                self.unsaved.clear();
                // If this fails, the next edit writes the file state.
                let _ = self.journal_lines(None);
            }
            // Withdraw the announcement by noting the old file state. Otherwise a later change by
            // another program could be taken for this save.
            Err(_) => {
                self.file_state.file = stamp(self.disk.as_ref(), &self.path);
                self.is_noted = false;
                let _ = self.journal_lines(None);
            }
        }
        saved
            .map(|()| true)
            .map_err(|unsaved| not_saved(&self.name, unsaved, RECORDED))
    }

    /// Announces an overwrite in place. The old file's times are left out, since the overwrite
    /// changes them.
    fn announce_in_place(&mut self, was: Option<Stamp>, after: &FileState) -> Result<(), Error> {
        self.journal_lines(Some(Line::Saving {
            before: self.file_state.hash,
            was: Some(was.unwrap_or_default().untimed()),
            after: after.clone(),
        }))
    }

    /// Writes the lines that the journal needs (see [`Desk::due_lines`]), and then `line`.
    fn journal_lines(&mut self, line: Option<Line>) -> Result<(), Error> {
        let mut lines = self.due_lines();
        lines.extend(line);
        let written = self.journal.write(self.disk.as_ref(), &lines);
        written.map_err(|error| {
            let what = format!(
                "{} could not be saved: the journal cannot be written",
                self.name
            );
            Error::write_failed(what, error, RECORDED)
        })?;
        self.is_noted = true;
        Ok(())
    }

    /// Notes in the journal that the file has everything recorded. This is so if edits were undone
    /// again, or if the file was restored or changed and its missing edits were offered to the
    /// user.
    fn note_unchanged(&mut self) -> Result<(), Error> {
        let is_offered = !self.is_noted && !self.left_out.is_empty();
        if self.recorded > self.file_state.until || is_offered {
            self.file_state.until = self.file_state.until.max(self.recorded);
            self.is_noted = false;
            self.ensure_lock_and_journal()?;
            self.journal_lines(None)?;
        }
        self.unsaved.clear();
        Ok(())
    }

    /// Backs up the bytes that are about to be replaced: always if they are not canonical, else
    /// only if no backup is recent.
    fn back_up(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let at = self.time().unwrap_or_default();
        let Some(backups) = &mut self.backups else {
            return Ok(());
        };
        if self.form == Form::Canonical {
            // A failed backup does not stop the save.
            if let Err(error) = backups.keep_if_due(self.disk.as_ref(), at, bytes) {
                self.notices.push(Notice::NoBackup(error.to_string()));
            }
            return Ok(());
        }
        let backup = backups
            .keep(self.disk.as_ref(), at, bytes)
            .map_err(|error| {
                let what = format!(
                    "the bytes of {} could not be kept before the first save",
                    self.name
                );
                Error::write_failed(what, error, RECORDED)
            })?;
        self.notices
            .push(match std::mem::replace(&mut self.form, Form::Canonical) {
                Form::Old => Notice::Upgraded(backup),
                Form::Canonical | Form::Foreign => Notice::Kept(backup),
            });
        Ok(())
    }

    /// Overwrites a file that cannot be replaced. Old and new bytes are copied first, so that an
    /// interrupted write can be repaired.
    fn write_over(&mut self, text: &[u8], why: String) -> Result<Result<(), Unsaved>, Error> {
        if !self.is_in_place_reported {
            self.is_in_place_reported = true;
            self.notices.push(Notice::InPlace(why));
        }
        let Some(folder) = &self.folder else {
            return Err(no_place_for_state());
        };
        let (disk, known) = (self.disk.as_ref(), self.file_state.hash);
        write_over(disk, folder, &self.path, (text, known)).map_err(|error| {
            let what = format!(
                "{} could not be saved: its bytes could not be kept first",
                self.name
            );
            Error::write_failed(what, error, RECORDED)
        })
    }
}
