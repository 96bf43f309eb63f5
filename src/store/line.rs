//! What stands on a line of the journal.

use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk::Stamp;
use super::serials::Serials;
use crate::case::{CaseId, Sha256, Step};

/// The format of the journals that this program writes, and the newest that it reads. In format 1
/// an edit changed whole records.
pub(super) const FORMAT: u32 = 2;

/// One line of a journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Line {
    /// Whose journal this is. The last such line holds: a journal moves along with its case.
    Opened {
        format: u32,
        case: CaseId,
        path: String,
    },
    /// An edit.
    Step(Step),
    /// A save is about to replace the file of this hash by another. It may not happen.
    Saving {
        before: Sha256,
        /// The very file that is to be replaced. Journals of old do not say it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        was: Option<Stamp>,
        after: Note,
    },
    /// The file was found or left so.
    Holds(Note),
}

/// What a file of this hash holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Note {
    /// Of the file's bytes.
    pub hash: Sha256,
    /// The serial of the last step that it holds.
    pub until: u64,
    /// The serials of steps that it does not hold: it was put back to an earlier state, a change
    /// outside took them out, or they no longer fitted it.
    #[serde(default, skip_serializing_if = "Serials::is_empty")]
    pub lost: Serials,
    /// Of steps of which it holds a part: their serials, and which of their changes it lacks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partly: Vec<(u64, usize)>,
    /// The very file. Journals of old do not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<Stamp>,
}

impl Note {
    /// Of a file that holds no step.
    pub fn of(hash: Sha256) -> Self {
        Self {
            hash,
            until: 0,
            lost: Serials::default(),
            partly: Vec::new(),
            file: None,
        }
    }

    /// Whether the file holds a step, or part of it.
    pub fn holds(&self, serial: u64) -> bool {
        serial <= self.until && !self.lost.has(serial)
    }

    /// Whether it holds this change of a step that it holds.
    pub fn holds_change(&self, serial: u64, place: usize) -> bool {
        !self.partly.contains(&(serial, place))
    }
}

impl Line {
    /// Whose journal it is from here on.
    pub fn opened(case: CaseId, path: &Path) -> Self {
        Self::Opened {
            format: FORMAT,
            case,
            path: noted(path),
        }
    }

    /// The step of a line that is one.
    pub fn step(&self) -> Option<&Step> {
        match self {
            Self::Step(step) => Some(step),
            _ => None,
        }
    }

    /// Whether it still says something once the steps before this serial are gone.
    pub fn is_from(&self, first: u64) -> bool {
        match self {
            Self::Opened { .. } => true,
            Self::Step(step) => step.serial >= first,
            Self::Saving { after: note, .. } | Self::Holds(note) => note.until + 1 >= first,
        }
    }

    /// What it says of a file.
    pub fn note(&self) -> Option<&Note> {
        match self {
            Self::Saving { after: note, .. } | Self::Holds(note) => Some(note),
            _ => None,
        }
    }
}

/// A path as a journal has it. One that is no text has its bytes in hexadecimal after a NUL, which
/// no path holds.
pub(super) fn noted(path: &Path) -> String {
    match path.to_str() {
        Some(path) => path.to_owned(),
        None => {
            let bytes = path.as_os_str().as_bytes().iter();
            std::iter::once("\0".to_owned())
                .chain(bytes.map(|byte| format!("{byte:02x}")))
                .collect()
        }
    }
}

/// The path that was noted so; none where an old journal has replacement characters in place of
/// some bytes.
pub(super) fn path_noted(noted: &str) -> Option<PathBuf> {
    let Some(digits) = noted.strip_prefix('\0') else {
        return (!noted.contains('\u{fffd}')).then(|| PathBuf::from(noted));
    };
    let pair = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    let bytes: Option<Vec<u8>> = (0..digits.len()).step_by(2).map(pair).collect();
    Some(PathBuf::from(OsString::from_vec(bytes?)))
}
