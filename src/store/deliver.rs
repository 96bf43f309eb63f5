//! Writes a file for people outside: an export, put where the user says, whole or not at all.
//!
//! An export is not a case: it has no backups and no journal, and it never overwrites a case. A
//! link is refused and not followed: a person who names a file for an export means that file.

use std::io;
use std::path::Path;

use super::disk::{Disk, Kind};
use super::error::{cannot_read, not_saved};
use super::save::{self, Unsaved};
use crate::error::Error;
use crate::text;

/// Whose leftovers are swept: those of exports.
const TAG: &str = "export";

const ANOTHER: &str = "name another file with -o";

/// Writes a file. One that is there is replaced only if `force` says so.
///
/// Errors: it is there; it is a link, or no regular file; it cannot be written, and then what was
/// there is as it was.
pub fn deliver(disk: &dyn Disk, path: &Path, bytes: &[u8], force: bool) -> Result<(), Error> {
    let name = text::visible(&path.to_string_lossy()).into_owned();
    let is_there = || {
        let hint = format!("{ANOTHER}, or overwrite it with --force");
        Error::refused(format!("{name} is there already"), hint)
    };
    if let Ok(to) = disk.link(path) {
        let to = text::visible(&to.to_string_lossy()).into_owned();
        return Err(Error::refused(
            format!("{name} is a link to {to}"),
            "name the file itself with -o",
        ));
    }
    match disk.look(path).map(|look| look.kind) {
        Ok(Kind::File) if !force => return Err(is_there()),
        Ok(Kind::File) => {}
        Ok(Kind::Folder | Kind::Special) => {
            let what = format!("{name} is not a regular file");
            return Err(Error::refused(what, ANOTHER));
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let _ = save::sweep(disk, path, TAG, &mut |_| Ok(()));
            return save::new(disk, path, bytes, TAG).map_err(|unsaved| match unsaved {
                Unsaved::Failed(_, error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    is_there()
                }
                Unsaved::Failed(_, ref error) if error.kind() == io::ErrorKind::NotFound => {
                    not_saved(&name, unsaved, "make its folder first")
                }
                _ => not_saved(&name, unsaved, ROOM),
            });
        }
        Err(error) => {
            return Err(not_saved(
                &name,
                Unsaved::Failed(save::Step::Look, error),
                ANOTHER,
            ));
        }
    }
    let _ = save::sweep(disk, path, TAG, &mut |_| Ok(()));
    let known = disk
        .hash(path)
        .map_err(|error| cannot_read(&name, &error))?;
    save::over(disk, path, bytes, known, TAG).map_err(|unsaved| match unsaved {
        Unsaved::Fixed(_) => not_saved(&name, unsaved, ANOTHER),
        _ => not_saved(&name, unsaved, ROOM),
    })
}

const ROOM: &str =
    "nothing was changed; check that there is room on the disk and that the folder is writable";

#[cfg(test)]
mod tests {
    use super::super::Memory;
    use super::*;

    #[test]
    fn a_file_is_overwritten_only_by_force_and_leaves_nothing_beside_it() {
        let disk = Memory::new();
        disk.put("/w/other", "x");
        let path = Path::new("/w/memo.md");
        deliver(&disk, path, b"one", false).unwrap();
        let error = deliver(&disk, path, b"two", false).unwrap_err();
        assert!(error.what.contains("is there already"), "{error:?}");
        assert_eq!(disk.read(path, 9).unwrap(), b"one");
        deliver(&disk, path, b"two", true).unwrap();
        assert_eq!(disk.read(path, 9).unwrap(), b"two");
        assert_eq!(disk.list(Path::new("/w")).unwrap(), ["memo.md", "other"]);
    }
}
