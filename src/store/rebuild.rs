//! Rebuilds a case from backup and journal, after its file was lost.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::backups::Backups;
use super::case_file::{CaseFile, case_file};
use super::disk::Disk;
use super::journal::Journal;
use super::journal_line::{FileState, known_hashes};
use super::load::load;
use super::replay::{File, ReplayMode, replay};
use super::save;
use super::state_dir::folders_of;
use crate::case::{Case, Sha256, Timestamp};
use crate::text::visible;

/// A case rebuilt from backup and journal.
pub(super) struct Rebuilt {
    /// The path of the file, links resolved as far as they exist.
    pub path: PathBuf,
    /// The case's directory in the state directory.
    pub folder: PathBuf,
    /// The case: the last readable backup with the later edits of the journal.
    pub now: Case,
    /// The state of a file with the case `now`. The caller adds hash and stamp.
    pub file_state: FileState,
    /// The hashes of all versions that the journal names, and of that backup.
    pub known: HashSet<Sha256>,
}

impl Rebuilt {
    pub fn of(disk: &dyn Disk, state: Option<&Path>, path: &Path) -> Option<Self> {
        let target = save::target(disk, path);
        let name = target.file_name()?;
        let path = disk.real(save::folder_of(&target)).ok()?.join(name);
        let folders = folders_of(disk, state?, &path);
        let found = folders.into_iter().filter_map(|folder| {
            let backups = Backups::of(&folder).list(disk);
            let cases = backups.into_iter().filter_map(|backup| {
                let bytes = backup.bytes(disk).ok()?;
                // A backup may be of another case that was at this path before.
                let case = load(&bytes).ok().filter(|case| is_of(case, &folder))?;
                Some((backup.at, bytes, case))
            });
            let cases: Vec<_> = cases.collect();
            let lines = Journal::read(disk, &folder).map_or(Vec::new(), |read| read.1);
            let mut known = known_hashes(&lines);
            // For a version that the journal names, the journal also has the later edits. So such a
            // backup is preferred.
            let is_known = |(_, bytes, _): &&(Timestamp, Vec<u8>, Case)| {
                known.contains(&Sha256::over([bytes.as_slice()]))
            };
            let best = cases.iter().find(is_known).or(cases.first());
            let (at, base, case) = best.cloned()?;
            let hash = Sha256::over([base.as_slice()]);
            known.insert(hash);
            let file = File {
                case,
                hash,
                stamp: None,
            };
            let replayed = replay(file, &lines, ReplayMode::Rebuilding);
            let now = replayed.history.case().clone();
            let file_state = FileState {
                until: replayed.history.last_serial(),
                ..replayed.file_state
            };
            let path = path.clone();
            Some((
                at,
                Self {
                    path,
                    folder,
                    now,
                    file_state,
                    known,
                },
            ))
        });
        // If several cases were at this path, the one with the latest backup is returned.
        found.max_by_key(|(at, _)| *at).map(|(_, rebuilt)| rebuilt)
    }
}

/// Whether the file at a path can be read as a valid case, without backup and journal.
pub(super) fn is_sound(disk: &dyn Disk, state: Option<&Path>, path: &Path) -> bool {
    let name = visible(&path.to_string_lossy()).into_owned();
    let found =
        case_file(disk, path, &name).and_then(|path| CaseFile::read(disk, state, &path, &name));
    found.is_ok()
}

/// Whether a directory in the state directory belongs to this case.
fn is_of(case: &Case, folder: &Path) -> bool {
    let case_name = folder.parent().and_then(Path::file_name);
    case_name.is_some_and(|case_name| *case_name == *case.id.to_string())
}

/// Whether anything can be recovered of a case that is missing at its path.
pub(super) fn can_rebuild(disk: &dyn Disk, state: Option<&Path>, path: &Path) -> bool {
    Rebuilt::of(disk, state, path).is_some()
}
