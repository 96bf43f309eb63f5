//! Bringing the file up to date with what is recorded: backup, announcement in the journal, the new
//! file, the note that it is there.

use std::io;

use super::super::disk::Stamp;
use super::super::error::{RECORDED, no_place_for_state, not_saved, text_of};
use super::super::found::write_over;
use super::super::line::{Line, Note};
use super::super::load::{Form, MOST_BYTES};
use super::super::notice::Notice;
use super::super::save::{self, Unsaved};
use super::Desk;
use super::seen::stamp;
use crate::case::{Sha256, Timestamp};
use crate::error::Error;

/// A save gives up for now after this many tries, each of which found that the file had just been
/// changed.
const MOST_TRIES: usize = 5;

impl Desk {
    /// Brings the file up to date with everything that is recorded. What was recorded is safe
    /// whether this succeeds or not. If something else has changed the file, what is recorded here
    /// is put on top of that; see [`Desk::news`].
    ///
    /// Errors: what the file holds now is no case, or another one, and is left alone; it cannot be
    /// written.
    pub fn checkpoint(&mut self) -> Result<(), Error> {
        self.bring_up_to_date().map_err(|mut trouble| {
            if !trouble.hint.contains("is recorded") {
                trouble.hint = format!("{RECORDED}; {}", trouble.hint);
            }
            trouble
        })
    }

    fn bring_up_to_date(&mut self) -> Result<(), Error> {
        self.writable()?;
        if self.unsaved.is_empty() {
            // The case is as the file has it; or the file is gone, and nobody has done anything
            // since.
            return match self.canonical {
                Some(_) => self.note_that_nothing_changed(),
                None => Ok(()),
            };
        }
        for _ in 0..MOST_TRIES {
            let text = text_of(self.history.case(), &self.name)?;
            let hash = Sha256::over([text.as_bytes()]);
            if Some(hash) == self.canonical {
                return self.note_that_nothing_changed();
            }
            if self.replace(text.as_bytes(), hash)? {
                return Ok(());
            }
            let at = self.time().unwrap_or_default();
            self.adopt(at).map_err(|trouble| {
                let what = format!("{} could not be saved: {}", self.name, trouble.what);
                // The way out is the file's own. One that puts ours in its place would drop what
                // somebody else did.
                let hint = format!("what you did is recorded; {}", trouble.hint);
                Error::unwritten(what, trouble.cause, hint)
            })?;
        }
        let what = format!(
            "{} could not be saved: another program keeps changing it",
            self.name
        );
        Err(Error::unwritten(what, "", RECORDED))
    }

    /// A checkpoint after the file was put back: notes the file's present state even if nothing
    /// changed.
    pub fn heal(&mut self) -> Result<(), Error> {
        self.checkpoint()?;
        self.stand()?;
        self.journal_lines(None)
    }

    /// When the first thing was done that the file lacks.
    fn time(&self) -> Option<Timestamp> {
        let first = self.unsaved.first().map(|step| step.edit.at);
        first.or_else(|| self.history.last_done().map(|edit| edit.at))
    }

    /// Puts a text of this hash in place of what the file holds; says `false` where that is no
    /// longer what it held.
    fn replace(&mut self, text: &[u8], hash: Sha256) -> Result<bool, Error> {
        if self.disk.link(&self.path).is_ok() {
            return Err(Error::unwritten(
                format!("{} has become a link, and was left as it is", self.name),
                "",
                "what you did is recorded: quit, and open the case again",
            ));
        }
        let was = stamp(self.disk.as_ref(), &self.path);
        if self.canonical.is_some() {
            let there = self.disk.read(&self.path, MOST_BYTES);
            let there = there.unwrap_or_default();
            if Sha256::over([there.as_slice()]) != self.holds.hash {
                return Ok(false);
            }
            self.back_up(&there)?;
        }
        let mut after = Note {
            hash,
            until: self.recorded,
            file: None,
            ..self.holds.clone()
        };
        let saving = Line::Saving {
            before: self.holds.hash,
            // If there is no file, a file that appears now is not the one to be replaced.
            was: Some(was.unwrap_or_default()),
            after: after.clone(),
        };
        self.stand()?;
        self.journal_lines(Some(saving))?;
        self.known.insert(hash);
        // A name that the lock keeps to ourselves, and by which a killed save is known.
        let tag = self.case.to_string();
        let saved = if self.canonical.is_some() {
            match save::over(self.disk.as_ref(), &self.path, text, self.holds.hash, &tag) {
                Err(Unsaved::Fixed(why)) => {
                    self.announce_in_place(was, &after)?;
                    self.write_over(text, why)?
                }
                saved => saved,
            }
        } else {
            save::new(self.disk.as_ref(), &self.path, text, &tag)
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
            // Once it has its name the new file is there, whether its name has reached the disk or
            // not.
            Err(Unsaved::Failed(save::Step::SyncFolder, _)) | Ok(()) => {
                after.file = stamp(self.disk.as_ref(), &self.path);
                (self.holds, self.canonical, self.is_noted) = (after, Some(hash), false);
                self.unsaved.clear();
                // If it is not noted now, it is with the next step: the file is saved either way.
                let _ = self.journal_lines(None);
            }
            // The announcement is withdrawn: otherwise nobody could say after a change outside
            // whether this was saved.
            Err(_) => {
                self.holds.file = stamp(self.disk.as_ref(), &self.path);
                self.is_noted = false;
                let _ = self.journal_lines(None);
            }
        }
        saved
            .map(|()| true)
            .map_err(|unsaved| not_saved(&self.name, unsaved, RECORDED))
    }

    /// Announces that the file itself is about to be written over: then its times tell nothing of
    /// whether it was.
    fn announce_in_place(&mut self, was: Option<Stamp>, after: &Note) -> Result<(), Error> {
        self.journal_lines(Some(Line::Saving {
            before: self.holds.hash,
            was: Some(was.unwrap_or_default().untimed()),
            after: after.clone(),
        }))
    }

    /// Writes to the journal what it must say, and a line more.
    fn journal_lines(&mut self, line: Option<Line>) -> Result<(), Error> {
        let mut lines = self.due_lines();
        lines.extend(line);
        let written = self.journal.write(self.disk.as_ref(), &lines);
        written.map_err(|error| {
            let what = format!(
                "{} could not be saved: the journal cannot be written",
                self.name
            );
            Error::unwritten(what, error, RECORDED)
        })?;
        self.is_noted = true;
        Ok(())
    }

    /// Notes that the file holds what was recorded as it is, where the journal does not say so:
    /// what was done was undone again, or the file was put back or changed, and what it lacks was
    /// offered.
    fn note_that_nothing_changed(&mut self) -> Result<(), Error> {
        let is_offered = !self.is_noted && !self.left_out.is_empty();
        if self.recorded > self.holds.until || is_offered {
            self.holds.until = self.holds.until.max(self.recorded);
            self.is_noted = false;
            self.stand()?;
            self.journal_lines(None)?;
        }
        self.unsaved.clear();
        Ok(())
    }

    /// Keeps the bytes that are about to be replaced: always those that are not as we write them,
    /// others if it is time.
    fn back_up(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let at = self.time().unwrap_or_default();
        let Some(backups) = &mut self.backups else {
            return Ok(());
        };
        if self.form == Form::Canonical {
            // Without a backup the save goes on: what it is for matters more.
            if let Err(error) = backups.keep_by_age(self.disk.as_ref(), at, bytes) {
                self.notices.push(Notice::NoBackup(error.to_string()));
            }
            return Ok(());
        }
        let kept = backups
            .keep(self.disk.as_ref(), at, bytes)
            .map_err(|error| {
                let what = format!(
                    "the bytes of {} could not be kept before the first save",
                    self.name
                );
                Error::unwritten(what, error, RECORDED)
            })?;
        self.notices
            .push(match std::mem::replace(&mut self.form, Form::Canonical) {
                Form::Old => Notice::Upgraded(kept),
                Form::Canonical | Form::Foreign => Notice::Kept(kept),
            });
        Ok(())
    }

    /// Writes over a file that cannot be replaced. Old and new bytes are kept first, so that a save
    /// that is cut off can be put right.
    fn write_over(&mut self, text: &[u8], why: String) -> Result<Result<(), Unsaved>, Error> {
        if !self.is_fixed {
            self.is_fixed = true;
            self.notices.push(Notice::InPlace(why));
        }
        let Some(folder) = &self.folder else {
            return Err(no_place_for_state());
        };
        let (disk, known) = (self.disk.as_ref(), self.holds.hash);
        write_over(disk, folder, &self.path, (text, known)).map_err(|error| {
            let what = format!(
                "{} could not be saved: its bytes could not be kept first",
                self.name
            );
            Error::unwritten(what, error, RECORDED)
        })
    }
}
