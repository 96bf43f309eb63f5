//! Evidence against the files that it names: whether each is there, holds the bytes that were
//! noted, and shows the quote.
//!
//! A quote may stand in what is no story, a headline beside it or a line at the edge of a page, so
//! that all words of a document are looked through, in every way in which they may be read.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::case::{Case, Evidence, Sha256};
use crate::check::quote::Text;
use crate::check::{Match, OnFile, OnFiles};
use crate::error::Error;
use crate::reading::{MOST_BYTES, Tool, words_of};
use crate::text::{mib, visible};

/// How files are had, and the programs that some of them need.
pub trait Files {
    /// The bytes of a regular file, at most [`MOST_BYTES`] of them; one that is longer is an error
    /// of kind `FileTooLarge`, and what is no regular file one of kind `InvalidInput`.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// The SHA-256 of a regular file of any size, with the same errors.
    fn hash(&self, path: &Path) -> io::Result<Sha256>;

    /// What a program makes of a document, called this and fit to be shown.
    fn convert(&self, tool: Tool, bytes: &[u8], name: &str) -> Result<Vec<u8>, Error>;
}

/// The words of a document, in which quotes are looked for.
#[derive(Debug)]
pub struct Words {
    ways: Vec<Text<'static>>,
}

impl Words {
    /// The words of a document in any format that factdesk knows. `name` is that of its file.
    ///
    /// Errors: those of [`crate::reading::read_document`], except for a document without a word,
    /// which counts as an empty one.
    pub fn of(bytes: &[u8], name: &str, files: &dyn Files) -> Result<Self, Error> {
        let shown = visible(name);
        let ways = words_of(bytes, name, &mut |tool, bytes| {
            files.convert(tool, bytes, &shown)
        })?;
        Ok(Self {
            ways: ways.into_iter().map(Text::new).collect(),
        })
    }

    /// How a quote stands in it, in the best of ways.
    pub fn find(&self, quote: &str) -> Match {
        let found = self.ways.iter().map(|text| text.find(quote));
        found.min().unwrap_or(Match::Absent)
    }
}

/// What the file of an item holds, looked for in this directory. None if the item names no file.
pub fn look(item: &Evidence, folder: &Path, files: &dyn Files) -> Option<OnFile> {
    let path = folder.join(&item.file.as_ref()?.name);
    look_into(&path, &[item], files).pop()
}

/// What is found in the files that a case's evidence names, from this directory on. Each file is
/// read once.
pub fn look_through(case: &Case, folder: &Path, files: &dyn Files) -> OnFiles {
    let mut by_path: BTreeMap<PathBuf, Vec<&Evidence>> = BTreeMap::new();
    for item in case.claims.iter().flat_map(|claim| &claim.evidence) {
        if let Some(file) = &item.file {
            let items = by_path.entry(folder.join(&file.name)).or_default();
            items.push(item);
        }
    }
    let mut on_files = OnFiles::default();
    for (path, items) in by_path {
        let found = look_into(&path, &items, files);
        for (item, found) in items.iter().zip(found) {
            on_files.insert(item.id, found);
        }
    }
    on_files
}

/// What one file holds for each of the items that name it.
fn look_into(path: &Path, items: &[&Evidence], files: &dyn Files) -> Vec<OnFile> {
    let file = items.iter().find_map(|item| item.file.as_ref());
    let name = file.map_or("", |file| file.name.as_str());
    match had(path, name, items.iter().any(|item| has_quote(item)), files) {
        Ok((hash, words)) => items
            .iter()
            .map(|item| found(item, hash, words.as_ref()))
            .collect(),
        Err(error) => vec![no_file(&error, name); items.len()],
    }
}

/// The hash of a file and, where a quote is to be looked for, its words, or why they cannot be had
/// and the way out.
fn had(
    path: &Path,
    name: &str,
    is_quoted: bool,
    files: &dyn Files,
) -> io::Result<(Sha256, Result<Words, String>)> {
    if is_quoted {
        match files.read(path) {
            Ok(bytes) => {
                let words = Words::of(&bytes, name, files);
                let words = words.map_err(|why| format!("{}: {}", why.what, why.hint));
                return Ok((Sha256::over([bytes.as_slice()]), words));
            }
            // Its hash can still be computed.
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {}
            Err(error) => return Err(error),
        }
    }
    let why = format!(
        "{} is larger than {}, so it is not looked through: keep what is quoted in a file of its own",
        visible(name),
        mib(MOST_BYTES)
    );
    Ok((files.hash(path)?, Err(why)))
}

/// What was found for an item in its file, of which this is known.
fn found(item: &Evidence, hash: Sha256, words: Result<&Words, &String>) -> OnFile {
    let is_as_noted = item.file.as_ref().is_some_and(|file| file.sha256 == hash);
    let found = if has_quote(item) {
        words.map(|words| Some(words.find(&item.quote)))
    } else {
        Ok(None)
    };
    match found {
        Ok(found) if is_as_noted => OnFile::AsNoted(found),
        Err(why) if is_as_noted => OnFile::Unreadable(why.clone()),
        found => OnFile::Changed(found.unwrap_or_default()),
    }
}

fn has_quote(item: &Evidence) -> bool {
    !item.quote.trim().is_empty()
}

/// The message for a file that cannot be read.
fn no_file(error: &io::Error, name: &str) -> OnFile {
    let name = visible(name);
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => OnFile::Missing,
        io::ErrorKind::InvalidInput => OnFile::Unreadable(format!("{name} is not a regular file")),
        _ => OnFile::Unreadable(format!("{name} cannot be read: {error}")),
    }
}
