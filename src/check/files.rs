//! Checks evidence against the files that it names: whether each file exists, has the hash that was
//! noted, and contains the quote.
//!
//! A quote may be outside the story proper, such as a headline or a line at the edge of a page. So
//! all words of a document are searched, in every way in which the document can be read.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::case::{Case, Evidence, Sha256};
use crate::check::quote::Text;
use crate::check::{FileCheck, FileChecks, Match};
use crate::error::Error;
use crate::reading::{MAX_BYTES, Tool, words_of};
use crate::text::{mib, visible};

/// Access to files, and to the programs that convert some of them.
pub trait Files {
    /// The bytes of a regular file, at most [`MAX_BYTES`] of them. Errors: `FileTooLarge` for a
    /// longer file, `InvalidInput` for anything but a regular file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// The SHA-256 of a regular file of any size, with the same errors.
    fn hash(&self, path: &Path) -> io::Result<Sha256>;

    /// Converts a document with a program. `name`: the document's name, safe to be shown in an
    /// error.
    fn convert(&self, tool: Tool, bytes: &[u8], name: &str) -> Result<Vec<u8>, Error>;
}

/// The words of a document, to be searched for quotes.
#[derive(Debug)]
pub struct Words {
    /// Its text, once for each way in which it can be read.
    ways: Vec<Text<'static>>,
}

impl Words {
    /// The words of a document in any format that factdesk can read. `name`: the name of its file.
    ///
    /// Errors: those of [`crate::reading::read_document`]. A document without a word is no error,
    /// and contains no quote.
    pub fn of(bytes: &[u8], name: &str, files: &dyn Files) -> Result<Self, Error> {
        let shown = visible(name);
        let ways = words_of(bytes, name, &mut |tool, bytes| {
            files.convert(tool, bytes, &shown)
        })?;
        Ok(Self {
            ways: ways.into_iter().map(Text::new).collect(),
        })
    }

    /// How well the document contains a quote: the best result over all ways of reading it.
    pub fn find(&self, quote: &str) -> Match {
        let found = self.ways.iter().map(|text| text.find(quote));
        found.min().unwrap_or(Match::Absent)
    }
}

/// Checks the file that an item names, relative to `folder`. None if the item names no file.
pub fn check_item(item: &Evidence, folder: &Path, files: &dyn Files) -> Option<FileCheck> {
    let path = folder.join(&item.file.as_ref()?.name);
    check_file(&path, &[item], files).pop()
}

/// Checks all files that the evidence of a case names, relative to `folder`. Each file is read
/// once.
pub fn check_all(case: &Case, folder: &Path, files: &dyn Files) -> FileChecks {
    let mut by_path: BTreeMap<PathBuf, Vec<&Evidence>> = BTreeMap::new();
    for item in case.claims.iter().flat_map(|claim| &claim.evidence) {
        if let Some(file) = &item.file {
            let items = by_path.entry(folder.join(&file.name)).or_default();
            items.push(item);
        }
    }
    let mut checks = FileChecks::default();
    for (path, items) in by_path {
        let found = check_file(&path, &items, files);
        for (item, found) in items.iter().zip(found) {
            checks.insert(item.id, found);
        }
    }
    checks
}

/// Checks one file for each of the items that name it.
fn check_file(path: &Path, items: &[&Evidence], files: &dyn Files) -> Vec<FileCheck> {
    let file = items.iter().find_map(|item| item.file.as_ref());
    let name = file.map_or("", |file| file.name.as_str());
    match hash_and_words(path, name, items.iter().any(|item| has_quote(item)), files) {
        Ok((hash, words)) => items
            .iter()
            .map(|item| compare(item, hash, words.as_ref()))
            .collect(),
        Err(error) => vec![read_error(&error, name); items.len()],
    }
}

/// The hash of a file, and its words if an item quotes from it. If they cannot be read, the inner
/// error says why and what to do.
fn hash_and_words(
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
            // The file is too large to be read, but its hash can be computed.
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {}
            Err(error) => return Err(error),
        }
    }
    let why = format!(
        "{} is larger than {}, so it is not looked through: keep what is quoted in a file of its own",
        visible(name),
        mib(MAX_BYTES)
    );
    Ok((files.hash(path)?, Err(why)))
}

/// The result for an item, given the hash and the words of its file.
fn compare(item: &Evidence, hash: Sha256, words: Result<&Words, &String>) -> FileCheck {
    let is_as_noted = item.file.as_ref().is_some_and(|file| file.sha256 == hash);
    let found = if has_quote(item) {
        words.map(|words| Some(words.find(&item.quote)))
    } else {
        Ok(None)
    };
    match found {
        Ok(found) if is_as_noted => FileCheck::AsNoted(found),
        Err(why) if is_as_noted => FileCheck::Unreadable(why.clone()),
        found => FileCheck::Changed(found.unwrap_or_default()),
    }
}

fn has_quote(item: &Evidence) -> bool {
    !item.quote.trim().is_empty()
}

/// The result for a file that cannot be read.
fn read_error(error: &io::Error, name: &str) -> FileCheck {
    let name = visible(name);
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => FileCheck::Missing,
        io::ErrorKind::InvalidInput => {
            FileCheck::Unreadable(format!("{name} is not a regular file"))
        }
        _ => FileCheck::Unreadable(format!("{name} cannot be read: {error}")),
    }
}
