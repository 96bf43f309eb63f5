//! The files that a case's evidence names, for the commands that look into them.

use std::io;
use std::path::{Path, PathBuf};

use super::{World, convert};
use crate::case::{Case, Sha256};
use crate::check::OnFiles;
use crate::check::files::{Files, look_through};
use crate::check::story_file::StoryFile;
use crate::error::Error;
use crate::reading::{MOST_BYTES, Tool};

impl Files for World {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.disk.read(path, MOST_BYTES)
    }

    fn hash(&self, path: &Path) -> io::Result<Sha256> {
        self.disk.hash(path)
    }

    fn convert(&self, tool: Tool, bytes: &[u8], name: &str) -> Result<Vec<u8>, Error> {
        convert::run(tool, bytes, name)
    }
}

/// What is found in the files that the evidence of the case at this path names, and in that of its
/// story.
pub(super) fn on_files(world: &World, path: &Path, case: &Case) -> OnFiles {
    let folder = folder(world, path);
    let mut files = look_through(case, &folder, world);
    let story = StoryFile::of(case);
    files.is_story_changed = story.is_some_and(|story| story.is_changed(&folder, world));
    files
}

/// The directory of a case, from which the files of its evidence are named.
pub(super) fn folder(world: &World, case: &Path) -> PathBuf {
    let real = world.disk.real(case);
    let real = real.as_deref().unwrap_or(case);
    real.parent().unwrap_or(real).to_owned()
}
