//! The file as it is found: which one is meant, its bytes, its case; and one that was half written over, put right.

use std::path::{Path, PathBuf};

use super::backups::Backups;
use super::disk::{Disk, Kind};
use super::error::{NAME_A_CASE, RECORDED, Trouble, cannot_read, not_saved};
use super::journal::{Journal, Line};
use super::load::{MOST_BYTES, load};
use super::notice::Notice;
use super::place::folders_of;
use super::save;
use crate::case::{Case, Sha256};

/// The name of the copy of what is being written over a file, in the directory of its state.
pub(super) const SAVING: &str = "saving";

/// The name of the copy of what it is being written over.
pub(super) const SAVED_OVER: &str = "saving.over";

/// The file that a path means, links resolved.
///
/// Errors: it is not there, cannot be looked at, or is no regular file.
pub(super) fn case_file(disk: &dyn Disk, path: &Path, name: &str) -> Result<PathBuf, Trouble> {
    let unreadable = |error| cannot_read(name, &error);
    let path = disk.real(path).map_err(unreadable)?;
    match disk.look(&path).map_err(unreadable)?.kind {
        Kind::File => Ok(path),
        Kind::Folder => Err(Trouble::input(
            format!("{name} is a directory, not a case"),
            NAME_A_CASE,
        )),
        Kind::Special => Err(Trouble::input(
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
    /// Whether the file does not hold them: a write over it was cut off.
    pub torn: Option<Torn>,
}

/// A file that was half written over.
#[derive(Debug)]
pub(super) struct Torn {
    /// What it was to hold.
    meant: Vec<u8>,
    /// Of what it holds.
    hash: Sha256,
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
    ) -> Result<Self, Trouble> {
        let mut bytes = disk
            .read(path, MOST_BYTES)
            .map_err(|error| cannot_read(name, &error))?;
        let folders = state.map_or_else(Vec::new, |state| folders_of(disk, state, path));
        let torn = folders.iter().find_map(|folder| torn(disk, folder, &bytes));
        if let Some(torn) = &torn {
            bytes.clone_from(&torn.meant);
        }
        let case = load(&bytes).map_err(|error| {
            let mut trouble = Trouble::no_case(name, &error);
            let has_backups = |folder: &PathBuf| !Backups::of(folder).list(disk).is_empty();
            if folders.iter().any(has_backups) {
                trouble.hint += &format!("; `factdesk recover {name}` lists earlier states of it");
            }
            trouble
        })?;
        Ok(Self {
            hash: Sha256::over([bytes.as_slice()]),
            bytes,
            case,
            torn,
        })
    }
}

/// What a file was to hold whose bytes are what a write over it leaves that was cut off.
fn torn(disk: &dyn Disk, folder: &Path, bytes: &[u8]) -> Option<Torn> {
    let copy = folder.join(SAVING);
    let meant = disk.read(&copy, MOST_BYTES).ok()?;
    let old = disk.read(&folder.join(SAVED_OVER), MOST_BYTES).ok()?;
    if bytes == meant || bytes == old || !save::is_mixture(bytes, &old, &meant) {
        return None;
    }
    // A copy that stayed behind says nothing: it must be the very save that the journal announces last.
    let (_, lines) = Journal::read(disk, folder).ok()?;
    let announced = match lines.iter().rfind(|line| line.note().is_some())? {
        Line::Saving { after, .. } => after.hash,
        _ => return None,
    };
    (announced == Sha256::over([meant.as_slice()])).then(|| Torn {
        meant,
        hash: Sha256::over([bytes]),
        copy,
    })
}

/// Writes a file that was half written over once more, whole this time.
///
/// Errors: it cannot be written.
pub(super) fn put_right(
    disk: &dyn Disk,
    path: &Path,
    torn: &Torn,
    name: &str,
) -> Result<Notice, Trouble> {
    save::in_place(disk, path, &torn.meant, torn.hash, MOST_BYTES)
        .map_err(|unsaved| not_saved(name, unsaved, RECORDED))?;
    let _ = disk.remove(&torn.copy);
    Ok(Notice::PutRight)
}
