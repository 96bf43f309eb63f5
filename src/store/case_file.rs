//! Finds and reads a case file, and repairs one whose overwrite was interrupted.

use super::error::no_case;
use std::io;
use std::path::{Path, PathBuf};

use super::backups::Backups;
use super::disk::{Disk, Kind, Writing};
use super::emit::emit;
use super::error::{NAME_A_CASE, RECORDED, cannot_read, not_saved, text_of};
use super::load::{BOTH_SIDES, Form, MAX_BYTES, Read, load, read};
use super::notice::Notice;
use super::save::{self, Unsaved};
use super::state_dir::{acquire_lock, find_folders, folder_of};
use crate::case::{Case, Sha256, Timestamp};
use crate::error::Error;

/// The copy of the text that an overwrite in place is writing. In the case's state directory.
const SAVING: &str = "saving";

/// The copy of the text that an overwrite in place replaces.
const SAVED_OVER: &str = "saving.over";

/// The real path of a case file, links resolved.
///
/// Errors: the file is missing, its metadata cannot be read, or the path is not a regular file.
pub(super) fn case_file(disk: &dyn Disk, path: &Path, name: &str) -> Result<PathBuf, Error> {
    let unreadable = |error| cannot_read(name, &error);
    let path = disk.real(path).map_err(unreadable)?;
    match disk.look(&path).map_err(unreadable)?.kind {
        Kind::File => Ok(path),
        Kind::Folder => Err(Error::refused(
            format!("{name} is a directory, not a case"),
            NAME_A_CASE,
        )),
        Kind::Special => Err(Error::refused(
            format!("{name} is not a regular file"),
            NAME_A_CASE,
        )),
    }
}

/// A case file that was read.
#[derive(Debug)]
pub(super) struct CaseFile {
    /// The bytes of the case: those of the file, or of the copy if the file is torn.
    pub bytes: Vec<u8>,
    /// The hash of `bytes`.
    pub hash: Sha256,
    pub case: Case,
    /// The format of `bytes`.
    pub format: u32,
    /// Whether `bytes` are known to be the canonical text of the case.
    is_canonical: bool,
    /// The interrupted overwrite, if the file holds a mixture of old and new bytes.
    pub torn: Option<TornFile>,
}

/// A file whose overwrite in place was interrupted.
#[derive(Debug)]
pub(super) struct TornFile {
    /// The bytes that the file should hold.
    intended: Vec<u8>,
    /// The bytes that the file holds.
    bytes: Vec<u8>,
    /// The path of the copy of the intended bytes.
    copy: PathBuf,
}

impl CaseFile {
    /// Reads and parses a case file.
    ///
    /// Errors: the file cannot be read, or is not a case.
    pub fn read(
        disk: &dyn Disk,
        state: Option<&Path>,
        path: &Path,
        name: &str,
    ) -> Result<Self, Error> {
        let mut bytes = disk
            .read(path, MAX_BYTES)
            .map_err(|error| cannot_read(name, &error))?;
        let owned = |read: Read<'_>| (read.case, read.format, read.is_canonical);
        let mut parsed = read(&bytes).map(owned);
        // A whole case names its directory. A half-written file may belong to any case that was
        // ever at this path. To find out costs a system call for each case on this machine.
        let (folders, mut unread) = match (state, &parsed) {
            (Some(state), Ok((case, ..))) => (vec![folder_of(state, case.id, path)], None),
            (Some(state), _) => find_folders(disk, state, path),
            (None, _) => (Vec::new(), None),
        };
        let mut torn = None;
        for folder in &folders {
            match self::torn(disk, folder, &bytes) {
                Ok(found) => torn = torn.or(found),
                Err(error) => unread = Some(error),
            }
        }
        if let Some(torn) = &torn {
            bytes.clone_from(&torn.intended);
            parsed = read(&bytes).map(owned);
        }
        let (case, format, is_canonical) = parsed.map_err(|error| {
            // The file may be half written. Then the user should not repair it by hand, since the
            // copy can repair it.
            if let Some(error) = unread {
                return Error::write_failed(
                    format!("{name} is no whole case, and what could repair it cannot be read"),
                    error,
                    "check that you may read the directories of `factdesk paths`, and try again",
                );
            }
            let mut error = no_case(name, &error);
            let has_backups = |folder: &PathBuf| !Backups::of(folder).list(disk).is_empty();
            // A file with a merge conflict gets no such hint: an earlier version would have only
            // one side's work.
            if error.hint != BOTH_SIDES && folders.iter().any(has_backups) {
                error.hint += &format!("; `factdesk recover {name}` lists earlier states of it");
            }
            error
        })?;
        Ok(Self {
            hash: Sha256::over([bytes.as_slice()]),
            bytes,
            case,
            format,
            is_canonical,
            torn,
        })
    }
}

impl CaseFile {
    /// Takes the lock of the case for writing, and reads the file again if another writer saved it
    /// in between.
    ///
    /// Errors: another factdesk has the lock; the file can no longer be read, or has become another
    /// case.
    pub fn lock(
        &mut self,
        disk: &dyn Disk,
        (state, folder): (Option<&Path>, &Path),
        path: &Path,
        name: &str,
    ) -> Result<Box<dyn Writing>, Error> {
        let lock = acquire_lock(disk, folder, name)?;
        let is_same = disk.has_content(path, &self.bytes);
        let id = self.case.id;
        if !matches!(is_same, Ok(true)) || self.torn.is_some() {
            *self = Self::read(disk, state, path, name)?;
        }
        if self.case.id == id {
            return Ok(lock);
        }
        let what = format!("{name} became another case meanwhile");
        Err(Error::write_failed(what, "", "try again"))
    }
}

impl CaseFile {
    /// The hash of the canonical text of the case, and the form of the bytes that were read.
    ///
    /// Errors: the text does not read back as the same case.
    pub fn form(&self, name: &str) -> Result<(Sha256, Form), Error> {
        // A case that was read from its canonical text need not be checked by reading it back.
        let is_canonical = || emit(&self.case).is_ok_and(|text| text.as_bytes() == self.bytes);
        if self.is_canonical || is_canonical() {
            return Ok((self.hash, Form::Canonical));
        }
        let text = text_of(&self.case, name)?;
        let canonical = Sha256::over([text.as_bytes()]);
        let form = Form::of(self.hash, (&self.case, self.format), canonical);
        Ok((canonical, form))
    }
}

impl TornFile {
    /// The bytes that the file should hold.
    pub fn into_intended(self) -> Vec<u8> {
        self.intended
    }
}

/// Detects an interrupted overwrite in place: the file's bytes are a mixture of old and new text.
///
/// Errors: the copies of the old or the new text exist and cannot be read.
pub(super) fn torn(disk: &dyn Disk, folder: &Path, bytes: &[u8]) -> io::Result<Option<TornFile>> {
    let read = |path: &Path| match disk.read(path, MAX_BYTES) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    };
    let copy = folder.join(SAVING);
    let (Some(intended), Some(old)) = (read(&copy)?, read(&folder.join(SAVED_OVER))?) else {
        return Ok(None);
    };
    let is_torn = bytes != intended && bytes != old && save::is_mixture(bytes, &old, &intended);
    Ok((is_torn && load(&intended).is_ok()).then(|| TornFile {
        intended,
        bytes: bytes.to_vec(),
        copy,
    }))
}

/// Overwrites a file that cannot be replaced, if it still has the hash `known`. Old and new bytes
/// are copied to the state directory first, so that an interrupted write can be repaired.
///
/// Errors: the copies could not be written; then the file is unchanged.
pub(super) fn write_over(
    disk: &dyn Disk,
    folder: &Path,
    path: &Path,
    (text, known): (&[u8], Sha256),
) -> io::Result<Result<(), Unsaved>> {
    let saving = folder.join(SAVING);
    let old = disk.read(path, MAX_BYTES)?;
    save::write_own(disk, &folder.join(SAVED_OVER), &old)?;
    save::write_own(disk, &saving, text)?;
    let saved = save::in_place(disk, path, text, known, MAX_BYTES);
    // After a failed write the copy stays until the file is repaired.
    let is_whole = match &saved {
        Ok(()) | Err(Unsaved::Changed) => true,
        Err(_) => disk.hash(path).is_ok_and(|hash| hash == known),
    };
    if is_whole {
        let _ = disk.remove(&saving);
    }
    Ok(saved)
}

/// Removes the copy of an overwrite that completed. With a stale copy, a later change by another
/// program could be taken for an interrupted overwrite.
pub(super) fn remove_stale_copy(disk: &dyn Disk, folder: &Path) {
    let saving = folder.join(SAVING);
    if disk.look(&saving).is_ok() {
        let _ = disk.remove(&saving);
    }
}

/// Repairs a file whose overwrite was interrupted. If its present bytes are a valid case, another
/// program may have written them, so they are backed up first.
///
/// Errors: the backup or the file cannot be written.
pub(super) fn repair_torn(
    disk: &dyn Disk,
    path: &Path,
    torn: &TornFile,
    name: &str,
) -> Result<Notice, Error> {
    if load(&torn.bytes).is_ok()
        && let Some(folder) = torn.copy.parent()
    {
        Backups::of(folder)
            .keep(disk, Timestamp::default(), &torn.bytes)
            .map_err(|error| {
                let what =
                    format!("{name} could not be repaired: its bytes could not be kept first");
                Error::write_failed(what, error, RECORDED)
            })?;
    }
    let hash = Sha256::over([torn.bytes.as_slice()]);
    save::in_place(disk, path, &torn.intended, hash, MAX_BYTES)
        .map_err(|unsaved| not_saved(name, unsaved, RECORDED))?;
    let _ = disk.remove(&torn.copy);
    Ok(Notice::Repaired)
}
