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
use super::super::state_dir::{REPLACED, acquire_lock, folder_of};
use super::Desk;
use crate::case::{Case, Hex, Sha256};
use crate::error::Error;
use crate::text;

impl Desk {
    /// Creates the file of a new case. An existing file is replaced only with `force`, and its
    /// bytes are backed up first. Returns the path of that backup.
    ///
    /// Errors: the file exists; the old file cannot be backed up; the new file cannot be written.
    pub fn create(
        disk: &dyn Disk,
        state: Option<&Path>,
        path: &Path,
        case: &Case,
        force: bool,
    ) -> Result<Option<PathBuf>, Error> {
        let name = text::visible(&path.to_string_lossy()).into_owned();
        let already_exists = || {
            let hint = "work on it as it is, name another with -o, or overwrite it with --force";
            Error::refused(format!("{name} is there already"), hint)
        };
        // A link is followed if its target exists, or would be in the same directory as the link. A
        // link to a missing file in another directory is refused. Otherwise an unpacked archive
        // could make the program create a file where the user did not choose.
        let target = save::target(disk, path);
        let existing = match disk.look(&target) {
            Ok(look) => Some(look),
            // If the name is impossible, creating the file reports the error.
            Err(error) if NO_FILE.contains(&error.kind()) => None,
            Err(error) => return Err(cannot_read(&name, &error)),
        };
        let folder = |path: &Path| disk.real(save::folder_of(path)).ok();
        if existing.is_none()
            && let Ok(to) = disk.link(path)
            && folder(&target) != folder(path)
        {
            let to = text::visible(&to.to_string_lossy()).into_owned();
            return Err(Error::refused(
                format!("{name} is a link to {to}, and nothing is there"),
                "name the file itself with -o",
            ));
        }
        match existing.map(|look| look.kind) {
            Some(Kind::File) if !force => return Err(already_exists()),
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
        // The temporary files of a killed attempt are not needed: the story still exists.
        let _ = save::sweep(disk, &target, &tag, &mut |_| Ok(()));
        if existing.is_none() {
            let created = save::create_new(disk, &target, bytes.as_bytes(), &tag);
            if created.is_ok() {
                note_new_file(disk, state, &target, case, bytes.as_bytes());
            }
            return created.map(|()| None).map_err(|unsaved| match unsaved {
                Unsaved::Failed(_, error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    already_exists()
                }
                Unsaved::Failed(_, ref error) if error.kind() == io::ErrorKind::NotFound => {
                    not_saved(&name, unsaved, "make its folder first")
                }
                _ => not_saved(&name, unsaved, UNCHANGED),
            });
        }
        let ReplacedFile { backup, hash, lock } = back_up_replaced(disk, state, &target, &name)?;
        let saved = match save::replace(disk, &target, bytes.as_bytes(), hash, &tag) {
            Err(Unsaved::InPlaceOnly(_)) => {
                let state = state.ok_or_else(no_place_for_state)?;
                let folder = folder_of(state, case.id, &target);
                let bytes = bytes.as_bytes();
                disk.make_folder(&folder)
                    .and_then(|()| sync_with_parents(disk, &folder))
                    .and_then(|()| write_over(disk, &folder, &target, (bytes, hash)))
                    .map_err(|error| not_backed_up(&name, &error))?
            }
            saved => saved,
        };
        drop(lock);
        if saved.is_ok() {
            note_new_file(disk, state, &target, case, bytes.as_bytes());
        }
        saved
            .map(|()| Some(backup))
            .map_err(|unsaved| not_saved(&name, unsaved, UNCHANGED))
    }
}

/// Notes the file of a new case in the journal, so that the first change by another program is
/// detected. If that fails, the first edit writes the note.
fn note_new_file(disk: &dyn Disk, state: Option<&Path>, target: &Path, case: &Case, bytes: &[u8]) {
    let (Some(state), Ok(path)) = (state, disk.real(target)) else {
        return;
    };
    let folder = folder_of(state, case.id, &path);
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

/// The kinds of error for a path without a file.
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
    backup: PathBuf,
    /// The hash of the file's bytes.
    hash: Sha256,
    /// The lock of the old case, if the file is a case.
    lock: Option<Box<dyn Writing>>,
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
    let lock = match load(&bytes) {
        Ok(case) => {
            let folder = folder_of(state, case.id, file);
            Some(acquire_lock(disk, &folder, name)?)
        }
        Err(_) => None,
    };
    let path = state
        .join(REPLACED)
        .join(format!("{}.ron", Hex::<8>::over([bytes.as_slice()])));
    let written = disk
        .make_folder(&state.join(REPLACED))
        .and_then(|()| match disk.look(&path) {
            Ok(_) => Ok(()),
            Err(_) => save::write_own(disk, &path, &bytes),
        })
        .and_then(|()| sync_with_parents(disk, &state.join(REPLACED)));
    written.map_err(|error| not_backed_up(name, &error))?;
    Ok(ReplacedFile {
        backup: path,
        hash: Sha256::over([bytes.as_slice()]),
        lock,
    })
}

fn not_backed_up(name: &str, error: &io::Error) -> Error {
    let what = format!("{name} was not overwritten: its bytes could not be kept first");
    Error::write_failed(
        what,
        error,
        "check that the directories of `factdesk paths` are writable, or move the file away",
    )
}
