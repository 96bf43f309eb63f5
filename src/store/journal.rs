//! The journal: every edit, on disk before it is acknowledged, and what each save made of the file.
//!
//! Checksummed JSON lines, `<16 hex digits> <json>`, only ever appended to. The case file is the
//! checkpoint; the journal says what it lacks, and holds the history for undo. A last line without
//! its line feed was never acknowledged: it is cut off before the next one is written. Any other
//! line that is not as it was written is damage. Both are kept beside the journal and reported. A
//! journal that has grown long is written again without its oldest edits.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, Writing, write_all};
use super::line::{FORMAT, Line};
use super::old;
use super::save::{self, sync_up};
use crate::case::{CaseId, Hex};
use crate::parallel;

/// The most bytes that are read as a journal: 1 GiB.
const MOST_BYTES: u64 = 1 << 30;

/// How many edits stay for undo.
const KEPT: usize = 10_000;

/// With more edits than this a journal is written again with the last [`KEPT`].
const LONG: usize = 2 * KEPT;

/// The name of the journal in its folder.
pub(super) const NAME: &str = "journal";

/// The sum of a line's JSON: the first 8 bytes of its SHA-256.
type Sum = Hex<8>;

/// A journal to write to.
#[derive(Debug)]
pub(super) struct Journal {
    /// How many lines were not as they were written.
    pub damaged: usize,
    /// Whether a newer program has written to it, so that this one must not.
    pub is_newer: bool,
    /// Whose it is: the case and path on its last line that says so.
    pub owner: Option<(CaseId, String)>,
    /// The format of the lines after that; 0 where none says so.
    format: u32,
    path: PathBuf,
    /// How many bytes of it count. What stands after them is cut off before the next line is
    /// written.
    end: u64,
    /// What is to be kept aside: damaged lines, and a torn last one.
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
    /// Reads the journal in a folder: its good lines in order, and the journal to go on with. One
    /// that is not there is empty.
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
        let (whole, torn) = match bytes.iter().rposition(|byte| *byte == b'\n') {
            Some(end) => bytes.split_at_checked(end + 1).unwrap_or_default(),
            None => (&[][..], bytes.as_slice()),
        };
        journal.end = whole.len() as u64;
        let mut lines = Vec::new();
        let mut old = Vec::new();
        for (line, parsed) in all_parsed(whole) {
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
        old::find_parts(&mut lines, &old);
        Ok((journal, lines))
    }

    /// The journal of a machine that has no place for one.
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

    /// Whether its last lines are of the format that this program writes, so that more of them can
    /// follow.
    pub fn is_of_this_format(&self) -> bool {
        self.format == FORMAT
    }

    /// Whether nothing was ever written to it.
    pub fn is_empty(&self) -> bool {
        self.end == 0
    }

    /// Whether its last line was cut short.
    pub fn is_torn(&self) -> bool {
        !self.bad.is_empty() && !self.bad.ends_with(b"\n")
    }

    /// Whether the journal is still in its place: nobody has removed or cut it.
    ///
    /// Errors: it cannot be found out. Then it must not be treated as gone.
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

    /// Writes it again, with these lines. What stands in its place is kept aside first: somebody
    /// has put it there.
    pub fn restart(&mut self, disk: &dyn Disk, lines: &[Line]) -> io::Result<()> {
        match disk.read(&self.path, MOST_BYTES) {
            Ok(bytes) => self.bad = bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        self.keep_bad(disk)?;
        disk.make_folder(self.folder())?;
        self.rewrite(disk, lines.iter())?;
        sync_up(disk, self.folder())?;
        for line in lines {
            self.note(line);
        }
        Ok(())
    }

    /// Whether it is damaged, or has grown long.
    pub fn needs_repair(&self, lines: &[Line]) -> bool {
        !self.bad.is_empty() || lines.iter().filter_map(Line::step).count() > LONG
    }

    /// Keeps what was bad aside, and writes the journal again if it is damaged or has grown long.
    /// Where what was bad is, if anything was.
    pub fn repair(
        &mut self,
        disk: &dyn Disk,
        lines: &[Line],
        until: u64,
    ) -> io::Result<Option<PathBuf>> {
        let steps = lines.iter().filter_map(Line::step);
        let steps: Vec<u64> = steps.map(|step| step.serial).collect();
        let is_long = steps.len() > LONG;
        let kept = self.keep_bad(disk)?;
        if self.damaged > 0 || is_long {
            let first = if is_long {
                // What the file may still lack stays, however much it is.
                let place = steps.len().saturating_sub(KEPT);
                steps.get(place).copied().unwrap_or_default().min(until)
            } else {
                0
            };
            self.rewrite(disk, lines.iter().filter(|line| line.is_from(first)))?;
        }
        Ok(kept)
    }

    fn rewrite<'a>(
        &mut self,
        disk: &dyn Disk,
        lines: impl Iterator<Item = &'a Line>,
    ) -> io::Result<()> {
        let mut lines: Vec<Line> = lines.cloned().collect();
        for line in &mut lines {
            // Every line is written as this program writes it.
            if let Line::Opened { format, .. } = line {
                *format = FORMAT;
            }
        }
        let text = text_of(lines.iter())?;
        save::own(disk, &self.path, text.as_bytes())?;
        for line in &lines {
            self.note(line);
        }
        self.end = text.len() as u64;
        self.file = None;
        Ok(())
    }

    /// Keeps the bad lines beside the journal: where.
    fn keep_bad(&mut self, disk: &dyn Disk) -> io::Result<Option<PathBuf>> {
        if self.bad.is_empty() {
            return Ok(None);
        }
        let sum = Sum::over([self.bad.as_slice()]);
        let aside = self.path.with_file_name(format!("{NAME}.bad-{sum}"));
        if disk.look(&aside).is_err() {
            save::own(disk, &aside, &self.bad)?;
        }
        self.bad.clear();
        Ok(Some(aside))
    }

    fn note(&mut self, line: &Line) {
        if let Line::Opened { format, case, path } = line {
            self.is_newer |= *format > FORMAT;
            self.format = *format;
            self.owner = Some((*case, path.clone()));
        }
    }

    /// Writes lines at the end and makes them last. Only then do they count: after an error none of
    /// them does.
    pub fn write(&mut self, disk: &dyn Disk, lines: &[Line]) -> io::Result<()> {
        let text = text_of(lines.iter())?;
        // A line that cannot be read back would be lost: better not to take it.
        let read = text
            .as_bytes()
            .split_inclusive(|byte| *byte == b'\n')
            .map(parsed);
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
            None => File(self.opened(disk)?),
        };
        let written = write_all(file.0.as_mut(), text.as_bytes()).and_then(|()| file.0.sync());
        if let Err(error) = written {
            // An unknown part of it has reached the disk, so it is cut off and does not count.
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

    /// Opens the journal's file to write, with its folder made, and with what does not count cut
    /// off and kept beside it.
    fn opened(&mut self, disk: &dyn Disk) -> io::Result<Box<dyn Writing>> {
        self.keep_bad(disk)?;
        disk.make_folder(self.folder())?;
        let mut file = disk.append(&self.path)?;
        if disk.look(&self.path)?.bytes > self.end {
            file.cut(self.end)?;
        }
        if self.is_empty() {
            sync_up(disk, self.folder())?;
        }
        Ok(file)
    }
}

impl Journal {
    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }
}

/// Lines as they stand in the file.
fn text_of<'a>(lines: impl Iterator<Item = &'a Line>) -> io::Result<String> {
    let mut text = String::new();
    for line in lines {
        let json = serde_json::to_string(line).map_err(io::Error::other)?;
        let sum = Sum::over([json.as_bytes()]).to_string();
        text.extend([sum.as_str(), " ", json.as_str(), "\n"]);
    }
    Ok(text)
}

/// What a line turned out to be.
#[expect(clippy::large_enum_variant, reason = "nearly every line is good")]
enum Parsed {
    Good(Line),
    /// As it was written, by a program that writes other lines.
    Newer,
    /// Not as it was written.
    Damaged,
}

/// How many lines are worth a thread of their own.
const LINES: usize = 1_000;

/// Every line with what it turned out to be, in order: on as many threads as there are, for a long
/// journal stands between a person and their case.
fn all_parsed(bytes: &[u8]) -> Vec<(&[u8], Parsed)> {
    let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    parallel::map(&lines, LINES, |line| (*line, parsed(line)))
}

fn parsed(line: &[u8]) -> Parsed {
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
