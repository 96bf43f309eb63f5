//! The file as it is found: which one is meant, its bytes, its case; and one that was half written
//! over, put right.

use super::error::no_case;
use std::io;
use std::path::{Path, PathBuf};

use super::backups::Backups;
use super::disk::{Disk, Kind, Writing};
use super::emit::emit;
use super::error::{NAME_A_CASE, RECORDED, cannot_read, not_saved, text_of};
use super::load::{BOTH_SIDES, Form, MOST_BYTES, load, read};
use super::notice::Notice;
use super::place::{folders_of, locked};
use super::save::{self, Unsaved};
use crate::case::{Case, Sha256, Timestamp};
use crate::error::Error;

/// The name of the copy of what is being written over a file, in the directory of its state.
const SAVING: &str = "saving";

/// The name of the copy of what it is being written over.
const SAVED_OVER: &str = "saving.over";

/// The file that a path means, links resolved.
///
/// Errors: it is not there, cannot be looked at, or is no regular file.
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

/// A case as its file has it.
#[derive(Debug)]
pub(super) struct Found {
    /// The bytes that count.
    pub bytes: Vec<u8>,
    /// Of those.
    pub hash: Sha256,
    pub case: Case,
    /// The format of the bytes.
    pub format: u32,
    /// Whether they are known to be what this program writes of the case.
    is_canonical: bool,
    /// Whether the file does not hold them: a write over it was cut off.
    pub torn: Option<Torn>,
}

/// A file that was half written over.
#[derive(Debug)]
pub(super) struct Torn {
    /// What it was to hold.
    meant: Vec<u8>,
    /// What it holds.
    bytes: Vec<u8>,
    /// The copy of what it was to hold.
    copy: PathBuf,
}

impl Found {
    /// Reads a file and judges it.
    ///
    /// Errors: it cannot be read, or is no case.
    pub fn read(
        disk: &dyn Disk,
        state: Option<&Path>,
        path: &Path,
        name: &str,
    ) -> Result<Self, Error> {
        let mut bytes = disk
            .read(path, MOST_BYTES)
            .map_err(|error| cannot_read(name, &error))?;
        let folders = state.map_or_else(Vec::new, |state| folders_of(disk, state, path));
        let torn = folders.iter().find_map(|folder| torn(disk, folder, &bytes));
        if let Some(torn) = &torn {
            bytes.clone_from(&torn.meant);
        }
        let read = read(&bytes).map_err(|error| {
            let mut trouble = no_case(name, &error);
            let has_backups = |folder: &PathBuf| !Backups::of(folder).list(disk).is_empty();
            // Of the work of two sides an earlier state has one.
            if trouble.hint != BOTH_SIDES && folders.iter().any(has_backups) {
                trouble.hint += &format!("; `factdesk recover {name}` lists earlier states of it");
            }
            trouble
        })?;
        let (case, format, is_canonical) = (read.case, read.format, read.is_canonical);
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

impl Found {
    /// Takes the lock of the case for writing, and reads the file again if another writer saved it
    /// in between.
    ///
    /// Errors: another factdesk has the lock; the file can no longer be read, or is another case by
    /// now.
    pub fn hold(
        &mut self,
        disk: &dyn Disk,
        (state, folder): (Option<&Path>, &Path),
        path: &Path,
        name: &str,
    ) -> Result<Box<dyn Writing>, Error> {
        let lock = locked(disk, folder, name)?;
        let is_same = disk.holds(path, &self.bytes);
        let id = self.case.id;
        if !matches!(is_same, Ok(true)) || self.torn.is_some() {
            *self = Self::read(disk, state, path, name)?;
        }
        if self.case.id == id {
            return Ok(lock);
        }
        let what = format!("{name} became another case meanwhile");
        Err(Error::unwritten(what, "", "try again"))
    }
}

impl Found {
    /// The hash of the text that this program writes of the case, and what its bytes are beside
    /// that.
    ///
    /// Errors: the text does not read back as the same case.
    pub fn form(&self, name: &str) -> Result<(Sha256, Form), Error> {
        // What is read from its own canonical text reads back as it is.
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

impl Torn {
    /// What the file was to hold.
    pub fn into_meant(self) -> Vec<u8> {
        self.meant
    }
}

/// If these bytes are what an interrupted overwrite in place leaves, the text that the file was to
/// have.
pub(super) fn torn(disk: &dyn Disk, folder: &Path, bytes: &[u8]) -> Option<Torn> {
    let copy = folder.join(SAVING);
    let meant = disk.read(&copy, MOST_BYTES).ok()?;
    let old = disk.read(&folder.join(SAVED_OVER), MOST_BYTES).ok()?;
    let is_torn = bytes != meant && bytes != old && save::is_mixture(bytes, &old, &meant);
    (is_torn && load(&meant).is_ok()).then(|| Torn {
        meant,
        bytes: bytes.to_vec(),
        copy,
    })
}

/// Writes over a file that cannot be replaced and that is known to hold bytes of this hash. Old and
/// new bytes are kept in the directory of its state first, so that a write that is cut off can be
/// put right.
///
/// Errors: they could not be kept, and the file was left as it is.
pub(super) fn write_over(
    disk: &dyn Disk,
    folder: &Path,
    path: &Path,
    (text, known): (&[u8], Sha256),
) -> io::Result<Result<(), Unsaved>> {
    let saving = folder.join(SAVING);
    let old = disk.read(path, MOST_BYTES)?;
    save::own(disk, &folder.join(SAVED_OVER), &old)?;
    save::own(disk, &saving, text)?;
    let saved = save::in_place(disk, path, text, known, MOST_BYTES);
    // After a failure that may have left half of it, the copy stays until it is put right.
    let is_whole = match &saved {
        Ok(()) | Err(Unsaved::Changed) => true,
        Err(_) => disk.hash(path).is_ok_and(|hash| hash == known),
    };
    if is_whole {
        let _ = disk.remove(&saving);
    }
    Ok(saved)
}

/// Takes away the copy of what was written over a file that is whole: one that stayed would make
/// what somebody else writes later look half written.
pub(super) fn forget_saving(disk: &dyn Disk, folder: &Path) {
    let saving = folder.join(SAVING);
    if disk.look(&saving).is_ok() {
        let _ = disk.remove(&saving);
    }
}

/// Writes a file that was half written over once more, whole this time. If what it holds is a case
/// all the same, somebody else may have written it: that is kept first.
///
/// Errors: it cannot be kept or written.
pub(super) fn put_right(
    disk: &dyn Disk,
    path: &Path,
    torn: &Torn,
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
                Error::unwritten(what, error, RECORDED)
            })?;
    }
    let hash = Sha256::over([torn.bytes.as_slice()]);
    save::in_place(disk, path, &torn.meant, hash, MOST_BYTES)
        .map_err(|unsaved| not_saved(name, unsaved, RECORDED))?;
    let _ = disk.remove(&torn.copy);
    Ok(Notice::PutRight)
}
