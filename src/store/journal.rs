//! The journal: every edit is written to it before the edit is acknowledged, and so is the result
//! of every save.
//!
//! The journal has checksummed JSON lines, `<16 hex digits> <json>`, and is only appended to. The
//! case file is the checkpoint. The journal has the edits that the file lacks, and the history for
//! undo. A last line without a line feed was never acknowledged, and is cut off before the next
//! write. Any other line with a wrong checksum is damaged. Cut-off and damaged bytes are copied to
//! a file beside the journal and reported. A long journal is rewritten without its oldest edits.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, Writing, write_all};
use super::format_one;
use super::journal_line::{FORMAT, Line};
use super::save::{self, sync_with_parents};
use crate::case::{CaseId, Hex};
use crate::parallel;

/// The largest journal that is read, in bytes: 1 GiB.
const MAX_BYTES: u64 = 1 << 30;

/// The number of edits that a rewritten journal keeps for undo.
const KEPT_EDITS: usize = 10_000;

/// A journal with more edits than this is rewritten with the last [`KEPT_EDITS`].
const MAX_EDITS: usize = 2 * KEPT_EDITS;

/// The name of the journal file in its directory.
pub(super) const NAME: &str = "journal";

/// The checksum of a line: the first 8 bytes of the SHA-256 of its JSON.
type Sum = Hex<8>;

/// An open journal.
#[derive(Debug)]
pub(super) struct Journal {
    /// The number of damaged lines.
    pub damaged: usize,
    /// Whether a newer version of the program has written to the journal. Then this version must
    /// not write to it.
    pub is_newer: bool,
    /// The owner, from the last `Opened` line: case and path.
    pub owner: Option<(CaseId, String)>,
    /// The format, from the last `Opened` line; 0 without one.
    format: u32,
    path: PathBuf,
    /// The length of the valid part in bytes. Anything after it is cut off before the next write.
    end: u64,
    /// The bytes to copy to a file beside the journal: damaged lines and a torn last line.
    bad: Vec<u8>,
    file: Option<File>,
}

struct File(Box<dyn Writing>);

impl std::fmt::Debug for File {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("File")
    }
}

impl Journal {
    /// Reads the journal in a directory. Returns it with its valid lines in order. A missing
    /// journal is empty.
    pub fn read(disk: &dyn Disk, folder: &Path) -> io::Result<(Self, Vec<Line>)> {
        let mut journal = Self {
            path: folder.join(NAME),
            ..Self::none()
        };
        let bytes = match disk.read(&journal.path, MAX_BYTES) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error),
        };
        let (whole, torn) = match bytes.iter().rposition(|byte| *byte == b'\n') {
            Some(end) => bytes.split_at_checked(end + 1).unwrap_or_default(),
            None => (&[][..], bytes.as_slice()),
        };
        journal.end = whole.len() as u64;
        let mut lines = Vec::new();
        let mut old = Vec::new();
        for (line, parsed) in parse_lines(whole) {
            match parsed {
                Parsed::Good(parsed) => {
                    journal.note(&parsed);
                    if journal.format < FORMAT {
                        old.push(line);
                    }
                    lines.push(parsed);
                }
                Parsed::Newer => journal.is_newer = true,
                Parsed::Damaged => {
                    journal.damaged += 1;
                    journal.bad.extend_from_slice(line);
                }
            }
        }
        journal.bad.extend_from_slice(torn);
        format_one::convert_partly_notes(&mut lines, &old);
        Ok((journal, lines))
    }

    /// The journal on a machine without a state directory.
    pub fn none() -> Self {
        Self {
            damaged: 0,
            is_newer: false,
            owner: None,
            format: 0,
            path: PathBuf::new(),
            end: 0,
            bad: Vec::new(),
            file: None,
        }
    }

    /// Whether the last lines of the journal have the current format, so that more can be appended.
    pub fn is_of_this_format(&self) -> bool {
        self.format == FORMAT
    }

    /// Whether the journal has no complete line.
    pub fn is_empty(&self) -> bool {
        self.end == 0
    }

    /// Whether the last line of the journal was cut short.
    pub fn is_torn(&self) -> bool {
        !self.bad.is_empty() && !self.bad.ends_with(b"\n")
    }

    /// Whether the journal file still exists and has not been replaced or truncated.
    ///
    /// Errors: this cannot be determined. Then the journal must not be treated as gone.
    pub fn is_whole(&self, disk: &dyn Disk) -> io::Result<bool> {
        let is_ours = match &self.file {
            Some(file) => file.0.is_at(&self.path)?,
            None => true,
        };
        let bytes = match disk.look(&self.path) {
            Ok(look) => look.bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => 0,
            Err(error) => return Err(error),
        };
        Ok(is_ours && bytes >= self.end)
    }

    /// An empty journal at the same path.
    #[must_use]
    pub fn restarted(&self) -> Self {
        Self {
            path: self.path.clone(),
            ..Self::none()
        }
    }

    /// Writes the journal again with these lines. If another process put a file at its path, that
    /// file is copied first.
    pub fn restart(&mut self, disk: &dyn Disk, lines: &[Line]) -> io::Result<()> {
        match disk.read(&self.path, MAX_BYTES) {
            Ok(bytes) => self.bad = bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        self.keep_bad(disk)?;
        disk.make_folder(self.folder())?;
        self.rewrite(disk, lines.iter())?;
        sync_with_parents(disk, self.folder())?;
        for line in lines {
            self.note(line);
        }
        Ok(())
    }

    /// Whether the journal is damaged or too long.
    pub fn needs_repair(&self, lines: &[Line]) -> bool {
        !self.bad.is_empty() || lines.iter().filter_map(Line::step).count() > MAX_EDITS
    }

    /// Copies the damaged bytes to a file beside the journal, and rewrites a damaged or long
    /// journal. Returns the path of the copy, if there is one.
    pub fn repair(
        &mut self,
        disk: &dyn Disk,
        lines: &[Line],
        until: u64,
    ) -> io::Result<Option<PathBuf>> {
        let steps = lines.iter().filter_map(Line::step);
        let steps: Vec<u64> = steps.map(|step| step.serial).collect();
        let is_long = steps.len() > MAX_EDITS;
        let copy = self.keep_bad(disk)?;
        if self.damaged > 0 || is_long {
            let first = if is_long {
                // All edits that the case file may lack are kept, even if they are more than
                // [`KEPT_EDITS`].
                let index = steps.len().saturating_sub(KEPT_EDITS);
                steps.get(index).copied().unwrap_or_default().min(until)
            } else {
                0
            };
            self.rewrite(disk, lines.iter().filter(|line| line.is_from(first)))?;
        }
        Ok(copy)
    }

    fn rewrite<'a>(
        &mut self,
        disk: &dyn Disk,
        lines: impl Iterator<Item = &'a Line>,
    ) -> io::Result<()> {
        let mut lines: Vec<Line> = lines.cloned().collect();
        for line in &mut lines {
            // Rewritten lines have the current format.
            if let Line::Opened { format, .. } = line {
                *format = FORMAT;
            }
        }
        let text = text_of(lines.iter())?;
        save::write_own(disk, &self.path, text.as_bytes())?;
        for line in &lines {
            self.note(line);
        }
        self.end = text.len() as u64;
        self.file = None;
        Ok(())
    }

    /// Writes the damaged bytes to a file beside the journal. Returns its path.
    fn keep_bad(&mut self, disk: &dyn Disk) -> io::Result<Option<PathBuf>> {
        if self.bad.is_empty() {
            return Ok(None);
        }
        let sum = Sum::over([self.bad.as_slice()]);
        let copy_path = self.path.with_file_name(format!("{NAME}.bad-{sum}"));
        if disk.look(&copy_path).is_err() {
            save::write_own(disk, &copy_path, &self.bad)?;
        }
        self.bad.clear();
        Ok(Some(copy_path))
    }

    fn note(&mut self, line: &Line) {
        if let Line::Opened { format, case, path } = line {
            self.is_newer |= *format > FORMAT;
            self.format = *format;
            self.owner = Some((*case, path.clone()));
        }
    }

    /// Appends lines and syncs them. After an error none of them counts. If the part that was
    /// written cannot be cut off again, the error says that it is not known whether the lines were
    /// recorded.
    pub fn write(&mut self, disk: &dyn Disk, lines: &[Line]) -> io::Result<()> {
        let text = text_of(lines.iter())?;
        // A line that does not read back would be lost, so it is an error.
        let read = text
            .as_bytes()
            .split_inclusive(|byte| *byte == b'\n')
            .map(parse_line);
        if !read
            .zip(lines)
            .all(|(read, line)| matches!(read, Parsed::Good(read) if read == *line))
        {
            return Err(io::Error::other(
                "the edit does not read back from the journal as the same edit",
            ));
        }
        let mut file = match self.file.take() {
            Some(file) => file,
            None => File(self.open_for_append(disk)?),
        };
        let written = write_all(file.0.as_mut(), text.as_bytes()).and_then(|()| file.0.sync());
        if let Err(error) = written {
            // Part of the lines may be on disk. It is cut off.
            let cut = file.0.cut(self.end).and_then(|()| file.0.sync());
            return Err(match cut {
                Ok(()) => error,
                Err(_) => io::Error::other(format!(
                    "{error}; whether it was recorded all the same is not known"
                )),
            });
        }
        self.file = Some(file);
        self.end += text.len() as u64;
        for line in lines {
            self.note(line);
        }
        Ok(())
    }

    /// Opens the journal for appending. Creates its directory, copies invalid bytes to a file
    /// beside the journal, and cuts them off.
    fn open_for_append(&mut self, disk: &dyn Disk) -> io::Result<Box<dyn Writing>> {
        self.keep_bad(disk)?;
        disk.make_folder(self.folder())?;
        let mut file = disk.append(&self.path)?;
        if disk.look(&self.path)?.bytes > self.end {
            file.cut(self.end)?;
        }
        if self.is_empty() {
            sync_with_parents(disk, self.folder())?;
        }
        Ok(file)
    }
}

impl Journal {
    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }
}

/// The lines as bytes of the file, with checksums.
fn text_of<'a>(lines: impl Iterator<Item = &'a Line>) -> io::Result<String> {
    let mut text = String::new();
    for line in lines {
        let json = serde_json::to_string(line).map_err(io::Error::other)?;
        let sum = Sum::over([json.as_bytes()]).to_string();
        text.extend([sum.as_str(), " ", json.as_str(), "\n"]);
    }
    Ok(text)
}

/// The result of reading a line.
#[expect(clippy::large_enum_variant, reason = "nearly every line is good")]
enum Parsed {
    Good(Line),
    /// The checksum is right, but the content is unknown, so a newer version of the program wrote
    /// it.
    Newer,
    /// The checksum is wrong.
    Damaged,
}

/// The least number of lines for a thread of its own.
const LINES_PER_THREAD: usize = 1_000;

/// Parses all lines, in order. Uses several threads, since a long journal delays the opening of a
/// case.
fn parse_lines(bytes: &[u8]) -> Vec<(&[u8], Parsed)> {
    let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    parallel::map(&lines, LINES_PER_THREAD, |line| (*line, parse_line(line)))
}

fn parse_line(line: &[u8]) -> Parsed {
    let text = std::str::from_utf8(line)
        .ok()
        .and_then(|text| text.strip_suffix('\n'));
    let Some((sum, json)) = text.and_then(|text| text.split_once(' ')) else {
        return Parsed::Damaged;
    };
    if sum.parse() != Ok(Sum::over([json.as_bytes()])) {
        return Parsed::Damaged;
    }
    serde_json::from_str(json).map_or(Parsed::Newer, Parsed::Good)
}
