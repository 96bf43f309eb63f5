//! Reads entries of an untrusted zip archive, within limits that no header in the archive can
//! raise.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::decode;
use crate::error::Error;
use crate::text;

/// How many entries an archive may have. A long document with a picture on each page has some
/// hundreds.
const MAX_ENTRIES: usize = 10_000;

/// The largest unpacked size of an entry, in bytes.
const MAX_UNPACKED: u64 = 50_000_000;

/// How many times larger than the whole archive an unpacked entry may be, unless it is smaller than
/// [`MAX_ALWAYS_READ`].
const MAX_RATIO: u64 = 100;

/// An entry of at most this many bytes is read whatever its compression ratio is.
const MAX_ALWAYS_READ: u64 = 1 << 20;

/// The signature of each entry in an archive's directory.
const ENTRY_MARK: &[u8] = b"PK\x01\x02";

/// A zip archive.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    size: u64,
    /// The name for messages; safe to show.
    name: &'a str,
}

impl<'a> Archive<'a> {
    /// Reads an archive's directory. `name` is safe to show.
    ///
    /// Errors: the archive is incomplete, or has more entries than [`MAX_ENTRIES`].
    pub(super) fn new(bytes: &'a [u8], name: &'a str) -> Result<Self, Error> {
        // Entries are counted by their signatures, since the number in the header may be false and
        // each entry takes memory.
        let marks = bytes
            .windows(ENTRY_MARK.len())
            .filter(|window| *window == ENTRY_MARK);
        if marks.take(MAX_ENTRIES + 1).count() > MAX_ENTRIES {
            return Err(Error::refused(
                format!(
                    "{name} is an archive of more than {MAX_ENTRIES} files, so it is not a story"
                ),
                "name the document itself".to_owned(),
            ));
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(name, "", &error))?;
        let size = bytes.len() as u64;
        Ok(Self { zip, size, name })
    }

    /// Whether there is an entry with this name.
    pub(super) fn has(&self, entry: &str) -> bool {
        self.zip.index_for_name(entry).is_some()
    }

    /// The text of an entry. None if there is no such entry.
    ///
    /// Errors: the entry has a compression that documents do not use, is protected by a password,
    /// damaged or too large.
    pub(super) fn text(&mut self, entry: &str) -> Result<Option<String>, Error> {
        let name = self.name;
        let file = match self.zip.by_name(entry) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(why)) if why == ZipError::PASSWORD_REQUIRED => {
                return Err(locked(name));
            }
            Err(error) => return Err(broken(name, entry, &error)),
        };
        let mut bytes = Vec::new();
        file.take(MAX_UNPACKED + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| broken(name, entry, &error))?;
        let unpacked = bytes.len() as u64;
        if unpacked > MAX_UNPACKED
            || (unpacked > MAX_ALWAYS_READ && unpacked > self.size.saturating_mul(MAX_RATIO))
        {
            return Err(Error::refused(
                format!("{name} unpacks to far more than it is, so it is not a story ({entry})"),
                "if it is yours, save it as plain text".to_owned(),
            ));
        }
        let decoded = decode(&bytes, &format!("{name} ({entry})"))?;
        Ok(Some(decoded.text.into_owned()))
    }
}

/// The error for an archive or an entry that cannot be read.
fn broken(name: &str, entry: &str, why: &dyn std::fmt::Display) -> Error {
    let place = if entry.is_empty() {
        String::new()
    } else {
        format!(" ({entry})")
    };
    Error::refused(
        format!(
            "{name} is damaged{place}: {}",
            text::visible(&why.to_string())
        ),
        "get it again, or open it in what made it and save it again".to_owned(),
    )
}

/// The error for a document that a password protects.
pub(super) fn locked(name: &str) -> Error {
    Error::refused(
        format!("{name} is protected by a password"),
        "open it in what made it and save it without one".to_owned(),
    )
}
