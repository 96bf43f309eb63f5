//! Writes an export to the path that the user named, completely or not at all.
//!
//! An export has no backups and no journal, and never overwrites a case. A path that is a link is
//! refused, since the user means the named file.

use std::io;
use std::path::Path;

use super::disk::{Disk, Kind};
use super::error::{cannot_read, not_saved};
use super::save::{self, Unsaved};
use crate::error::Error;
use crate::text;

/// The tag in the names of temporary files. By it the sweep finds those of exports.
const TAG: &str = "export";

const NAME_ANOTHER: &str = "name another file with -o";

/// Writes a file. An existing file is replaced only with `force`.
///
/// Errors: the file exists; the path is a link or not a regular file; the file cannot be written,
/// and then the old file is unchanged.
pub fn deliver(disk: &dyn Disk, path: &Path, bytes: &[u8], force: bool) -> Result<(), Error> {
    let name = text::visible(&path.to_string_lossy()).into_owned();
    let already_exists = || {
        let hint = format!("{NAME_ANOTHER}, or overwrite it with --force");
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
        Ok(Kind::File) if !force => return Err(already_exists()),
        Ok(Kind::File) => {}
        Ok(Kind::Folder | Kind::Special) => {
            let what = format!("{name} is not a regular file");
            return Err(Error::refused(what, NAME_ANOTHER));
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let _ = save::sweep(disk, path, TAG, &mut |_| Ok(()));
            return save::create_new(disk, path, bytes, TAG).map_err(|unsaved| match unsaved {
                Unsaved::Failed(_, error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    already_exists()
                }
                Unsaved::Failed(_, ref error) if error.kind() == io::ErrorKind::NotFound => {
                    not_saved(&name, unsaved, "make its folder first")
                }
                _ => not_saved(&name, unsaved, CHECK_DISK),
            });
        }
        Err(error) => {
            return Err(not_saved(
                &name,
                Unsaved::Failed(save::Step::Look, error),
                NAME_ANOTHER,
            ));
        }
    }
    let _ = save::sweep(disk, path, TAG, &mut |_| Ok(()));
    let known = disk
        .hash(path)
        .map_err(|error| cannot_read(&name, &error))?;
    save::replace(disk, path, bytes, known, TAG).map_err(|unsaved| match unsaved {
        Unsaved::InPlaceOnly(_) => not_saved(&name, unsaved, NAME_ANOTHER),
        _ => not_saved(&name, unsaved, CHECK_DISK),
    })
}

const CHECK_DISK: &str =
    "nothing was changed; check that there is room on the disk and that the folder is writable";

#[cfg(test)]
mod tests {
    use super::super::Memory;
    use super::*;

    #[test]
    fn a_file_is_overwritten_only_with_force_and_no_temporary_file_stays() {
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
