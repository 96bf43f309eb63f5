//! The lines of the journal.

use std::collections::HashSet;
use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk::Stamp;
use super::serials::Serials;
use crate::case::{CaseId, Sha256, Step};

/// The journal format that this version writes, and the newest that it reads. In format 1 an edit
/// changed whole records.
pub(super) const FORMAT: u32 = 2;

/// One line of a journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Line {
    /// The case and path of the journal. The last such line counts, since a journal moves along
    /// with its case.
    Opened {
        format: u32,
        case: CaseId,
        path: String,
    },
    /// An edit.
    Step(Step),
    /// A save is about to replace the file with hash `before`. The save may then fail.
    Saving {
        before: Sha256,
        /// The stamp of the file that is to be replaced. Absent in early journals.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        was: Option<Stamp>,
        after: FileState,
    },
    /// The state of the file when it was read, or after it was saved.
    #[serde(rename = "Holds")]
    FileState(FileState),
}

/// Which steps are in a file with this hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FileState {
    /// The hash of the file's bytes.
    pub hash: Sha256,
    /// The serial of the last step that is in the file.
    pub until: u64,
    /// Earlier steps that the file lacks. It was restored to an earlier version, another program
    /// removed them, or they no longer fitted.
    #[serde(default, skip_serializing_if = "Serials::is_empty")]
    pub lost: Serials,
    /// Steps of which the file lacks a part: the serial, and the index of a missing change.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partly: Vec<(u64, usize)>,
    /// The stamp of the file. Absent in early journals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<Stamp>,
}

impl FileState {
    /// The state of a file without any steps.
    pub fn of(hash: Sha256) -> Self {
        Self {
            hash,
            until: 0,
            lost: Serials::default(),
            partly: Vec::new(),
            file: None,
        }
    }

    /// Whether the file has a step, at least in part.
    pub fn has_step(&self, serial: u64) -> bool {
        serial <= self.until && !self.lost.has(serial)
    }

    /// Whether the file has this change of a step. The file has at least a part of the step.
    pub fn has_change(&self, serial: u64, index: usize) -> bool {
        !self.partly.contains(&(serial, index))
    }
}

impl Line {
    /// The line for the owner of the journal.
    pub fn opened(case: CaseId, path: &Path) -> Self {
        Self::Opened {
            format: FORMAT,
            case,
            path: encode_path(path),
        }
    }

    /// The step, if this line is one.
    pub fn step(&self) -> Option<&Step> {
        match self {
            Self::Step(step) => Some(step),
            _ => None,
        }
    }

    /// Whether the line is still needed once all steps before serial `first` are removed.
    pub fn is_from(&self, first: u64) -> bool {
        match self {
            Self::Opened { .. } => true,
            Self::Step(step) => step.serial >= first,
            Self::Saving { after: state, .. } | Self::FileState(state) => state.until + 1 >= first,
        }
    }

    /// The state of the file in this line, if it has one.
    pub fn file_state(&self) -> Option<&FileState> {
        match self {
            Self::Saving { after: state, .. } | Self::FileState(state) => Some(state),
            _ => None,
        }
    }
}

/// The hashes of all versions of the file that are named in a journal.
pub(super) fn known_hashes(lines: &[Line]) -> HashSet<Sha256> {
    let states = lines.iter().filter_map(Line::file_state);
    states.map(|state| state.hash).collect()
}

/// A path as text for the journal. A path that is not UTF-8 is written as NUL and its bytes in hex;
/// no path contains a NUL.
pub(super) fn encode_path(path: &Path) -> String {
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

/// The inverse of [`encode_path`]. None if an early journal lost bytes that were not UTF-8.
pub(super) fn decode_path(text: &str) -> Option<PathBuf> {
    let Some(digits) = text.strip_prefix('\0') else {
        return (!text.contains('\u{fffd}')).then(|| PathBuf::from(text));
    };
    let pair = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    let bytes: Option<Vec<u8>> = (0..digits.len()).step_by(2).map(pair).collect();
    Some(PathBuf::from(OsString::from_vec(bytes?)))
}
