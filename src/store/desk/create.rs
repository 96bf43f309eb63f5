//! Creating the file of a new case.

use std::io;
use std::path::{Path, PathBuf};

use super::super::case_file::write_over;
use super::super::disk::{Disk, Kind, Writing};
use super::super::error::{cannot_read, no_place_for_state, not_saved, text_of};
use super::super::journal::Journal;
use super::super::journal_line::{FileState, Line};
use super::super::load::{MAX_BYTES, load};
use super::super::save::sync_with_parents;
use super::super::save::{self, Unsaved};
use super::super::state_dir::{REPLACED, key, locked};
use super::Desk;
use crate::case::{Case, Hex, Sha256};
use crate::error::Error;
use crate::text;

impl Desk {
    /// Creates the file of a new case. An existing file is replaced only with `force`, and its
    /// bytes are backed up first. Returns the path of that backup.
    ///
    /// Errors: the file exists; it cannot be backed up; it cannot be written.
    pub fn create(
        disk: &dyn Disk,
        state: Option<&Path>,
        path: &Path,
        case: &Case,
        force: bool,
    ) -> Result<Option<PathBuf>, Error> {
        let name = text::visible(&path.to_string_lossy()).into_owned();
        let is_there = || {
            let hint = "work on it as it is, name another with -o, or overwrite it with --force";
            Error::refused(format!("{name} is there already"), hint)
        };
        // A link is followed, even to a file in its own directory that does not exist yet. A link
        // to a missing file in another directory is refused: an unpacked folder could use it to
        // create a file in a place that nobody chose.
        let target = save::target(disk, path);
        let there = match disk.look(&target) {
            Ok(look) => Some(look),
            // An impossible name: creating the file reports the error.
            Err(error) if NO_FILE.contains(&error.kind()) => None,
            Err(error) => return Err(cannot_read(&name, &error)),
        };
        let folder = |path: &Path| disk.real(save::folder_of(path)).ok();
        if there.is_none()
            && let Ok(to) = disk.link(path)
            && folder(&target) != folder(path)
        {
            let to = text::visible(&to.to_string_lossy()).into_owned();
            return Err(Error::refused(
                format!("{name} is a link to {to}, and nothing is there"),
                "name the file itself with -o",
            ));
        }
        match there.map(|look| look.kind) {
            Some(Kind::File) if !force => return Err(is_there()),
            None | Some(Kind::File) => {}
            Some(_) => {
                return Err(Error::refused(
                    format!("{name} is not a regular file"),
                    "name another file with -o",
                ));
            }
        }
        let bytes = text_of(case, &name)?;
        let tag = case.id.to_string();
        // Leftovers of a killed attempt are worthless: the story still exists.
        let _ = save::sweep(disk, &target, &tag, &mut |_| Ok(()));
        if there.is_none() {
            let made = save::new(disk, &target, bytes.as_bytes(), &tag);
            if made.is_ok() {
                note_new_file(disk, state, &target, case, bytes.as_bytes());
            }
            return made.map(|()| None).map_err(|unsaved| match unsaved {
                Unsaved::Failed(_, error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    is_there()
                }
                Unsaved::Failed(_, ref error) if error.kind() == io::ErrorKind::NotFound => {
                    not_saved(&name, unsaved, "make its folder first")
                }
                _ => not_saved(&name, unsaved, UNCHANGED),
            });
        }
        let ReplacedFile { kept, hash, held } = back_up_replaced(disk, state, &target, &name)?;
        let saved = match save::over(disk, &target, bytes.as_bytes(), hash, &tag) {
            Err(Unsaved::InPlaceOnly(_)) => {
                let folder = state.ok_or_else(no_place_for_state)?.join(&tag);
                let folder = folder.join(key(&target));
                let bytes = bytes.as_bytes();
                disk.make_folder(&folder)
                    .and_then(|()| sync_with_parents(disk, &folder))
                    .and_then(|()| write_over(disk, &folder, &target, (bytes, hash)))
                    .map_err(|error| not_kept(&name, &error))?
            }
            saved => saved,
        };
        drop(held);
        if saved.is_ok() {
            note_new_file(disk, state, &target, case, bytes.as_bytes());
        }
        saved
            .map(|()| Some(kept))
            .map_err(|unsaved| not_saved(&name, unsaved, UNCHANGED))
    }
}

/// Notes the file of a new case in the journal, so that the first outside change is detected. If
/// that fails, the first edit writes the note.
fn note_new_file(disk: &dyn Disk, state: Option<&Path>, target: &Path, case: &Case, bytes: &[u8]) {
    let (Some(state), Ok(path)) = (state, disk.real(target)) else {
        return;
    };
    let folder = state.join(case.id.to_string()).join(key(&path));
    let Ok((mut journal, _)) = Journal::read(disk, &folder) else {
        return;
    };
    let file_state = Line::FileState(FileState {
        file: disk.look(&path).ok().map(|look| look.stamp),
        ..FileState::of(Sha256::over([bytes]))
    });
    let opened = Line::opened(case.id, &path);
    let _ = journal.write(disk, &[opened, file_state]);
}

/// The kinds of error that mean: there is no file at this path.
const NO_FILE: [io::ErrorKind; 3] = [
    io::ErrorKind::NotFound,
    io::ErrorKind::NotADirectory,
    io::ErrorKind::InvalidFilename,
];

const UNCHANGED: &str =
    "nothing was changed; check that there is room on the disk and that the folder is writable";

/// The backup of a file that a new case is about to replace.
struct ReplacedFile {
    /// The path of the backup.
    kept: PathBuf,
    /// The hash of the file's bytes.
    hash: Sha256,
    /// The lock of the old case, if the file is a case.
    held: Option<Box<dyn Writing>>,
}

/// Backs up a file that a new case is about to replace.
fn back_up_replaced(
    disk: &dyn Disk,
    state: Option<&Path>,
    file: &Path,
    name: &str,
) -> Result<ReplacedFile, Error> {
    let bytes = disk
        .read(file, MAX_BYTES)
        .map_err(|error| cannot_read(name, &error))?;
    let state = state.ok_or_else(no_place_for_state)?;
    let held = match load(&bytes) {
        Ok(case) => {
            let folder = state.join(case.id.to_string()).join(key(file));
            Some(locked(disk, &folder, name)?)
        }
        Err(_) => None,
    };
    let path = state
        .join(REPLACED)
        .join(format!("{}.ron", Hex::<8>::over([bytes.as_slice()])));
    let kept = disk
        .make_folder(&state.join(REPLACED))
        .and_then(|()| match disk.look(&path) {
            Ok(_) => Ok(()),
            Err(_) => save::own(disk, &path, &bytes),
        })
        .and_then(|()| sync_with_parents(disk, &state.join(REPLACED)));
    kept.map_err(|error| not_kept(name, &error))?;
    Ok(ReplacedFile {
        kept: path,
        hash: Sha256::over([bytes.as_slice()]),
        held,
    })
}

fn not_kept(name: &str, error: &io::Error) -> Error {
    let what = format!("{name} was not overwritten: its bytes could not be kept first");
    Error::write_failed(
        what,
        error,
        "check that the directories of `factdesk paths` are writable, or move the file away",
    )
}
