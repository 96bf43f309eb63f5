//! The evidence files of a case, for commands that read them.

use std::io;
use std::path::{Path, PathBuf};

use super::convert;
use crate::case::{Case, Sha256};
use crate::check::files::{Files, check_all};
use crate::check::story_file::StoryFile;
use crate::check::{FileChecks, Findings, House};
use crate::error::Error;
use crate::reading::{MAX_BYTES, Tool};
use crate::store::Disk;

/// Access to the files on a disk, and to the conversion programs.
pub(super) struct OnDisk<'a>(pub &'a dyn Disk);

impl Files for OnDisk<'_> {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.0.read(path, MAX_BYTES)
    }

    fn hash(&self, path: &Path) -> io::Result<Sha256> {
        self.0.hash(path)
    }

    fn convert(&self, tool: Tool, bytes: &[u8], name: &str) -> Result<Vec<u8>, Error> {
        convert::run(tool, bytes, name)
    }
}

/// The checks of a case's evidence files and of its story file. The story file is compared with the
/// whole case, since a redacted case has another text.
fn file_checks(disk: &dyn Disk, path: &Path, (case, whole): (&Case, &Case)) -> FileChecks {
    let folder = folder(disk, path);
    let mut files = check_all(case, &folder, &OnDisk(disk));
    let story = StoryFile::of(whole);
    files.story_change = story.and_then(|story| story.change(&folder, &OnDisk(disk)));
    files
}

/// The directory of a case. Paths of evidence files are relative to it.
pub(super) fn folder(disk: &dyn Disk, case: &Path) -> PathBuf {
    let real = disk.real(case);
    let real = real.as_deref().unwrap_or(case);
    real.parent().unwrap_or(real).to_owned()
}

/// The findings on a case, which may be redacted. The story file is compared with the whole case.
pub(super) fn findings_on(
    disk: &dyn Disk,
    path: &Path,
    cases: (&Case, &Case),
    house: &House,
) -> Findings {
    let (case, whole) = cases;
    Findings::of_redacted(case, whole, house, &file_checks(disk, path, cases))
}
