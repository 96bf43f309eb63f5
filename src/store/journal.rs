//! The journal: every edit, on disk before it is acknowledged, and what each save made of the file.
//!
//! Checksummed JSON lines, `<16 hex digits> <json>`, only ever appended to. The case file is the checkpoint; the journal
//! says what it lacks, and holds the history for undo. A torn last line was never acknowledged: it is cut off before the
//! next line is written, and kept beside the journal.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk::{Disk, Writing, write_all};
use crate::case::{CaseId, Hex, Sha256, Step};

/// The most bytes that are read as a journal: 1 GiB.
const MOST_BYTES: u64 = 1 << 30;

/// The name of the journal in its folder.
pub(super) const NAME: &str = "journal";

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
    /// The file's hash before a save and after it, written before the file is replaced. If `after` is the file's hash,
    /// the file holds everything above this line.
    Saved { before: Sha256, after: Sha256 },
    /// The serials of steps that a change outside took out of the case, or that no longer fitted it.
    Lost(Vec<u64>),
}

impl Line {
    /// The step of a line that is one.
    pub fn step(self) -> Option<Step> {
        match self {
            Self::Step(step) => Some(step),
            _ => None,
        }
    }

    /// The serials that a line notes as lost.
    pub fn lost(&self) -> &[u64] {
        match self {
            Self::Lost(serials) => serials,
            _ => &[],
        }
    }
}

/// The sum of a line's JSON: the first 8 bytes of its SHA-256.
type Sum = Hex<8>;

/// A journal to write to.
#[derive(Debug)]
pub(super) struct Journal {
    /// How many good lines it holds.
    pub length: usize,
    /// How many lines in the midst were not as they were written.
    pub damaged: usize,
    /// Whose it is: the case and path on its last line that says so.
    pub owner: Option<(CaseId, String)>,
    path: PathBuf,
    /// The bytes of a torn last line, and where it starts.
    torn: Option<(u64, Vec<u8>)>,
    file: Option<File>,
}

struct File(Box<dyn Writing>);

impl std::fmt::Debug for File {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("File")
    }
}

impl Journal {
    /// Reads the journal in a folder: its good lines in order, and the journal to go on with. One that is not there is
    /// empty.
    pub fn read(disk: &dyn Disk, folder: &Path) -> io::Result<(Self, Vec<Line>)> {
        let mut journal = Self {
            path: folder.join(NAME),
            ..Self::none()
        };
        let bytes = match disk.read(&journal.path, MOST_BYTES) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error),
        };
        let mut lines = Vec::new();
        let mut start = 0;
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            match parsed(line) {
                Some(line) => {
                    journal.note(&line);
                    lines.push(line);
                }
                None if start + line.len() == bytes.len() => {
                    journal.torn = Some((start as u64, line.to_vec()));
                }
                None => journal.damaged += 1,
            }
            start += line.len();
        }
        Ok((journal, lines))
    }

    /// The journal of a machine that has no place for one.
    pub fn none() -> Self {
        Self {
            length: 0,
            damaged: 0,
            owner: None,
            path: PathBuf::new(),
            torn: None,
            file: None,
        }
    }

    fn note(&mut self, line: &Line) {
        self.length += 1;
        if let Line::Opened { case, path, .. } = line {
            self.owner = Some((*case, path.clone()));
        }
    }

    /// Writes lines at the end and makes them last. Only then do they count.
    pub fn write(&mut self, disk: &dyn Disk, lines: &[Line]) -> io::Result<()> {
        let mut text = String::new();
        for line in lines {
            let json = serde_json::to_string(line).map_err(io::Error::other)?;
            let sum = Sum::over([json.as_bytes()]).to_string();
            text.extend([sum.as_str(), " ", json.as_str(), "\n"]);
        }
        let file = if let Some(file) = &mut self.file {
            file
        } else {
            let opened = opened(disk, &self.path, self.length == 0, self.torn.as_ref())?;
            self.torn = None;
            self.file.insert(File(opened))
        };
        let written = write_all(file.0.as_mut(), text.as_bytes()).and_then(|()| file.0.sync());
        if let Err(error) = written {
            // What reached the disk is not known: the next try reads where the good lines end.
            let again = Self::read(disk, self.path.parent().unwrap_or(Path::new("")));
            self.file = None;
            self.torn = again.ok().and_then(|(journal, _)| journal.torn);
            return Err(error);
        }
        for line in lines {
            self.note(line);
        }
        Ok(())
    }
}

/// Opens the journal's file, with its folder made and a torn end cut off and kept beside it.
fn opened(
    disk: &dyn Disk,
    path: &Path,
    is_new: bool,
    torn: Option<&(u64, Vec<u8>)>,
) -> io::Result<Box<dyn Writing>> {
    let folder = path.parent().unwrap_or(Path::new(""));
    disk.make_folder(folder)?;
    let mut file = disk.append(path)?;
    if let Some((start, bytes)) = torn {
        let aside = path.with_file_name(format!("{NAME}.torn-{}", Sum::over([bytes.as_slice()])));
        if disk.look(&aside).is_err() {
            let mut kept = disk.create(&aside, 0o600)?;
            write_all(kept.as_mut(), bytes)?;
            kept.sync()?;
        }
        file.cut(*start)?;
    }
    if is_new {
        // The folders may be new too: their names must last as the file's does.
        for folder in folder.ancestors().take(4) {
            disk.sync_folder(folder)?;
        }
    }
    Ok(file)
}

fn parsed(line: &[u8]) -> Option<Line> {
    let text = std::str::from_utf8(line).ok()?.strip_suffix('\n')?;
    let (sum, json) = text.split_once(' ')?;
    if sum.parse() != Ok(Sum::over([json.as_bytes()])) {
        return None;
    }
    serde_json::from_str(json).ok()
}
