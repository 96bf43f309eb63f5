//! What is left of a case whose file is gone.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::backups::Backups;
use super::disk::Disk;
use super::found::{Found, case_file};
use super::journal::Journal;
use super::line::{Line, Note};
use super::load::load;
use super::place::folders_of;
use super::replay::{File, Occasion, replay};
use super::save;
use crate::case::{Case, Sha256, Timestamp};
use crate::text::visible;

/// What is left of a case whose file cannot be read.
pub(super) struct Remains {
    /// The file, links resolved as far as they lead anywhere.
    pub path: PathBuf,
    /// The directory of its state.
    pub folder: PathBuf,
    /// The last backup that is a case, with what the journal has beyond it.
    pub now: Case,
    /// The note for a file with `now`. Its hash and the file itself are added later.
    pub holds: Note,
    /// The hashes of all files that the journal knows, and of that backup.
    pub known: HashSet<Sha256>,
}

impl Remains {
    pub fn of(disk: &dyn Disk, state: Option<&Path>, path: &Path) -> Option<Self> {
        let target = save::target(disk, path);
        let name = target.file_name()?;
        let path = disk.real(save::folder_of(&target)).ok()?.join(name);
        let folders = folders_of(disk, state?, &path);
        let found = folders.into_iter().filter_map(|folder| {
            let backups = Backups::of(&folder).list(disk);
            let cases = backups.into_iter().filter_map(|backup| {
                let bytes = backup.bytes(disk).ok()?;
                // One that was written over by this case may be of another.
                let case = load(&bytes).ok().filter(|case| is_of(case, &folder))?;
                Some((backup.at, bytes, case))
            });
            let cases: Vec<_> = cases.collect();
            let lines = Journal::read(disk, &folder).map_or(Vec::new(), |read| read.1);
            let noted = lines.iter().filter_map(Line::note).map(|note| note.hash);
            let mut known: HashSet<Sha256> = noted.collect();
            // From a state that the journal knows it also knows what came after.
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
            let replayed = replay(file, &lines, Occasion::Rebuilding);
            let now = replayed.history.case().clone();
            let holds = Note {
                until: replayed.history.last_serial(),
                ..replayed.holds
            };
            let path = path.clone();
            Some((
                at,
                Self {
                    path,
                    folder,
                    now,
                    holds,
                    known,
                },
            ))
        });
        // Of several cases that were at this path one after the other, the last.
        found.max_by_key(|(at, _)| *at).map(|(_, remains)| remains)
    }
}

/// Whether the file itself is a case.
pub(super) fn is_sound(disk: &dyn Disk, state: Option<&Path>, path: &Path) -> bool {
    let name = visible(&path.to_string_lossy()).into_owned();
    let found =
        case_file(disk, path, &name).and_then(|path| Found::read(disk, state, &path, &name));
    found.is_ok()
}

/// Whether the directory of a case's state is this case's.
fn is_of(case: &Case, folder: &Path) -> bool {
    let its = folder.parent().and_then(Path::file_name);
    its.is_some_and(|its| *its == *case.id.to_string())
}

/// Whether anything is kept of a case that is not at its path.
pub(super) fn is_there(disk: &dyn Disk, state: Option<&Path>, path: &Path) -> bool {
    Remains::of(disk, state, path).is_some()
}
