//! Finds the files of a newsroom: in the directory of the case, otherwise in the config directory.

use std::path::{Path, PathBuf};

use super::Paths;
use super::settings::{BadConfig, read};
use crate::store::Disk;

/// The name of the file with a newsroom's labels for reports.
pub const WORDS: &str = crate::export::HOUSE_WORDS;

/// A newsroom's file that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The path of the file.
    pub path: PathBuf,
    /// The content of the file.
    pub text: String,
}

impl Found {
    /// An error at this line and column, both from 1.
    pub fn error_at(&self, line: usize, column: usize, what: impl Into<String>) -> BadConfig {
        let path = self.path.to_string_lossy();
        BadConfig {
            place: format!("{}:{line}:{column}", crate::text::visible(&path)),
            what: what.into(),
        }
    }
}

/// Finds the newsroom's file of this name: in the case's directory, otherwise in the config
/// directory.
///
/// Errors: the file cannot be read, or is not UTF-8.
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
