//! Files of a newsroom: beside the case that they are for, else in the config directory.

use std::path::{Path, PathBuf};

use super::Paths;
use super::settings::{BadConfig, read};
use crate::store::Disk;

/// The name of the file with a newsroom's own words for reports.
pub const WORDS: &str = crate::export::HOUSE_WORDS;

/// A file of a newsroom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it stands.
    pub path: PathBuf,
    /// What it holds.
    pub text: String,
}

impl Found {
    /// The error of what stands at this line and column, both from 1.
    pub fn bad(&self, line: usize, column: usize, what: impl Into<String>) -> BadConfig {
        let path = self.path.to_string_lossy();
        BadConfig {
            place: format!("{}:{line}:{column}", crate::text::visible(&path)),
            what: what.into(),
        }
    }
}

/// The newsroom's file of this name for a case: in the case's folder, else in the config directory;
/// none if it is in neither.
///
/// Errors: it cannot be read, or is not UTF-8.
pub fn nearest(
    disk: &dyn Disk,
    paths: &Paths,
    case: &Path,
    name: &str,
) -> Result<Option<Found>, BadConfig> {
    let folder = disk
        .real(case)
        .ok()
        .and_then(|case| case.parent().map(Path::to_owned));
    for folder in folder.iter().chain(&paths.config) {
        let path = folder.join(name);
        if let Some(text) = read(disk, &path)? {
            return Ok(Some(Found { path, text }));
        }
    }
    Ok(None)
}
