//! Unsent text: text that was typed into a form and not submitted. It is stored in the case's state
//! directory, so that it survives quitting and a kill, and is removed once it is submitted. Texts
//! that are open in an external editor are in the same directory.
//!
//! Unsent text is private: it is never in the case, its journal or its backups.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::disk::{Disk, Kind};
use super::save;
use crate::case::{Hex, Sha256, Timestamp};
use crate::text::visible;

/// The name of the file, beside the journal.
const NAME: &str = "unsent.json";

/// The lock for writing the file that all start screens share.
const LOCK: &str = "unsent.lock";

/// The new name of an unreadable file. If the name is taken, a number is added.
const DAMAGED: &str = "unsent.json.damaged";

/// The prefix of files that are open in an external editor.
const EDITOR: &str = "editor-";

/// The separator before the number in the key of a further text for the same form.
const NUMBER_SEPARATOR: &str = " +";

/// The longest text that is accepted from an external editor, in bytes.
pub const MAX_EDITOR_TEXT: u64 = 1 << 20;

/// The largest size of the file in bytes. It is enough for every paste, even if all characters are
/// escaped.
const MAX_BYTES: u64 = 1 << 30;

/// Text that was typed into one form and not submitted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsent {
    /// The key of the form, unique within the case.
    pub of: String,
    /// The title of the form.
    pub title: String,
    /// When the text was typed.
    pub at: Timestamp,
    /// The fields of the form.
    pub fields: Vec<Typed>,
}

/// Text that was typed into one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// The name of the field; empty if the form has only one.
    pub name: String,
    /// The text when the form was opened.
    pub opened: String,
    /// The text now.
    pub text: String,
}

impl Typed {
    /// A field: its name, its text when the form was opened, and its text now.
    pub fn new(name: &str, opened: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.to_owned(),
            opened: opened.into(),
            text: text.into(),
        }
    }
}

impl Unsent {
    /// Whether any field was changed.
    pub fn is_changed(&self) -> bool {
        self.fields.iter().any(|field| field.text != field.opened)
    }

    /// A text from an external editor whose form is unknown.
    pub fn from_editor(of: String, field: &str, text: &str, at: Timestamp) -> Self {
        Self {
            of,
            title: "a text from an editor".to_owned(),
            at,
            fields: vec![Typed::new(field, "", text)],
        }
    }

    /// The key of the form, without the number that a further text has.
    pub fn form(&self) -> &str {
        self.of.split(NUMBER_SEPARATOR).next().unwrap_or_default()
    }

    /// The same text with a key that is not taken: its own, or the form's key with a number.
    #[must_use]
    pub fn beside(self, is_taken: impl Fn(&str) -> bool) -> Self {
        if !is_taken(&self.of) {
            return self;
        }
        let names = (1_usize..).map(|number| format!("{}{NUMBER_SEPARATOR}{number}", self.form()));
        let free = names.into_iter().find(|of| !is_taken(of));
        let of = free.unwrap_or_default();
        Self { of, ..self }
    }
}

/// The name of the file in which an external editor has a field's text. The same field always has
/// the same name.
pub fn editor_file(of: &str, field: &str) -> String {
    let name: Hex<8> = Hex::over([of.as_bytes(), b"\0", field.as_bytes()]);
    format!("{EDITOR}{name}.txt")
}

/// The unsent text of earlier sessions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EarlierUnsent {
    /// The texts, the oldest first.
    pub all: Vec<Unsent>,
    /// The message about a file that could not be read, with its path.
    pub unreadable: Option<String>,
    /// Whether the unreadable file could not be moved away. Then nothing may be written to its
    /// path.
    pub(super) is_unmovable: bool,
    /// The other files that were read, with their hashes.
    others: Vec<(PathBuf, Sha256)>,
}

impl EarlierUnsent {
    /// Adds a text under a key that is not taken, unless the same text for the same form is there
    /// already.
    fn add(&mut self, unsent: Unsent) {
        let mut all = self.all.iter();
        if !all.any(|it| it.form() == unsent.form() && it.fields == unsent.fields) {
            let unsent = unsent.beside(|of| self.all.iter().any(|it| it.of == of));
            self.all.push(unsent);
        }
    }
}

/// Reads the unsent text in a directory. A text that was left in an external editor replaces the
/// field's text. An unreadable file is renamed, and read again the next time.
pub(super) fn read(disk: &dyn Disk, folder: &Path) -> EarlierUnsent {
    let mut earlier = EarlierUnsent::default();
    let path = folder.join(NAME);
    let mut last = None;
    match texts(disk, &path) {
        Ok((all, _)) => {
            for unsent in all {
                earlier.add(unsent);
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => {
            let renamed = rename_damaged(disk, folder);
            earlier.is_unmovable = renamed.is_err();
            let unreadable_path = renamed.unwrap_or(path);
            earlier.unreadable = Some(format!(
                "What was typed earlier and not sent cannot be read ({error}). Nothing of it is lost, it is in {}",
                visible(&unreadable_path.to_string_lossy())
            ));
            last = Some(unreadable_path);
        }
    }
    for path in damaged_files(disk, folder) {
        if let Ok((all, hash)) = texts(disk, &path) {
            if last.as_ref() == Some(&path) {
                earlier.unreadable = None;
            }
            for unsent in all {
                earlier.add(unsent);
            }
            earlier.others.push((path, hash));
        }
    }
    let mut edited = editor_files(disk, folder);
    let mut typed = Vec::new();
    for unsent in &mut earlier.all {
        let before = unsent.clone();
        let mut is_other = false;
        for field in &mut unsent.fields {
            let name = editor_file(&unsent.of, &field.name);
            if let Some(at) = edited.iter().position(|file| file.name == name) {
                let file = edited.swap_remove(at);
                // The user may have typed into the form after the editor was opened.
                is_other |= field.text != field.opened && !file.text.contains(&field.text);
                field.text = file.text;
                earlier.others.push((folder.join(name), file.hash));
            }
        }
        typed.extend(is_other.then_some(before));
    }
    earlier.all.retain(Unsent::is_changed);
    for unsent in typed {
        earlier.add(unsent);
    }
    // A text whose form is unknown is returned too.
    for file in edited {
        earlier.others.push((folder.join(&file.name), file.hash));
        earlier.add(Unsent::from_editor(file.name, "", &file.text, file.at));
    }
    earlier
        .all
        .sort_by(|a, b| (a.at, &a.of).cmp(&(b.at, &b.of)));
    earlier
}

/// The texts in a file, and the file's hash.
fn texts(disk: &dyn Disk, path: &Path) -> io::Result<(Vec<Unsent>, Sha256)> {
    let bytes = disk.read(path, MAX_BYTES)?;
    let all = serde_json::from_slice(&bytes).map_err(io::Error::other)?;
    Ok((all, Sha256::over([bytes.as_slice()])))
}

/// Renames the unreadable file to a name that is not taken.
fn rename_damaged(disk: &dyn Disk, folder: &Path) -> io::Result<PathBuf> {
    let mut last = io::Error::other("no free name");
    for attempt in 0..100 {
        let renamed = folder.join(match attempt {
            0 => DAMAGED.to_owned(),
            attempt => format!("{DAMAGED}-{attempt}"),
        });
        match disk.rename_new(&folder.join(NAME), &renamed) {
            Ok(()) => return Ok(renamed),
            Err(error) => last = error,
        }
    }
    Err(last)
}

fn damaged_files(disk: &dyn Disk, folder: &Path) -> Vec<PathBuf> {
    let names = disk.list(folder).unwrap_or_default().into_iter();
    let renamed = names.filter(|name| name.to_string_lossy().starts_with(DAMAGED));
    renamed.map(|name| folder.join(name)).collect()
}

/// Stores exactly these texts.
pub(super) fn write(disk: &dyn Disk, folder: &Path, all: &[Unsent]) -> io::Result<()> {
    let path = folder.join(NAME);
    if all.is_empty() {
        return match disk.remove(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        };
    }
    let json = serde_json::to_vec_pretty(all).map_err(io::Error::other)?;
    // A file that is too large to be read again is not written.
    if json.len() as u64 > MAX_BYTES {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    save::write_own(disk, &path, &json)
}

/// Stores the unsent text of start screens, before there is a case. Several start screens share one
/// file, and each changes only its own texts.
#[derive(Clone, Debug)]
pub struct SharedUnsent {
    disk: Arc<dyn Disk>,
    state: PathBuf,
    /// The texts that this process read at the start or wrote last. It replaces only these.
    ours: Arc<Mutex<Vec<Unsent>>>,
}

impl SharedUnsent {
    /// Opens the store, and returns the text in it.
    pub fn read(disk: Arc<dyn Disk>, state: &Path) -> (Self, EarlierUnsent) {
        let earlier = read(disk.as_ref(), state);
        let before = Self {
            disk,
            state: state.to_owned(),
            ours: Arc::new(Mutex::new(earlier.all.clone())),
        };
        (before, earlier)
    }

    /// Replaces our texts by exactly these.
    ///
    /// Errors: the file cannot be written, or another process is writing it.
    pub fn keep(&self, all: &[Unsent]) -> io::Result<()> {
        let mut ours = self.ours.lock().unwrap_or_else(PoisonError::into_inner);
        let is_in = |all: &[Unsent], unsent: &Unsent| {
            let mut all = all.iter();
            all.any(|it| it.form() == unsent.form() && it.fields == unsent.fields)
        };
        if all.len() == ours.len() && all.iter().all(|unsent| is_in(&ours, unsent)) {
            return Ok(());
        }
        let disk = self.disk.as_ref();
        disk.make_folder(&self.state)?;
        let lock = disk.lock(&self.state.join(LOCK))?;
        let _lock = lock.ok_or(io::ErrorKind::WouldBlock)?;
        let on_disk = match texts(disk, &self.state.join(NAME)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            on_disk => on_disk?.0,
        };
        let theirs = on_disk.into_iter().filter(|unsent| !is_in(&ours, unsent));
        let mut now = EarlierUnsent::default();
        for unsent in theirs.chain(all.iter().cloned()) {
            now.add(unsent);
        }
        write(disk, &self.state, &now.all)?;
        *ours = all.to_vec();
        Ok(())
    }
}

/// Removes the other files that were read, since `unsent.json` has their texts now. A file that has
/// changed meanwhile is kept.
pub(super) fn remove_read_files(disk: &dyn Disk, earlier: &EarlierUnsent) {
    for (path, hash) in &earlier.others {
        if disk.hash(path).is_ok_and(|now| now == *hash) {
            let _ = disk.remove(path);
        }
    }
}

/// A text that was left in an external editor.
struct EditorFile {
    name: String,
    at: Timestamp,
    text: String,
    hash: Sha256,
}

fn editor_files(disk: &dyn Disk, folder: &Path) -> Vec<EditorFile> {
    let names = disk.list(folder).unwrap_or_default();
    let ours = names.into_iter().filter_map(|name| {
        let name = name.into_string().ok()?;
        let stem = name.strip_prefix(EDITOR)?.strip_suffix(".txt")?;
        (!stem.is_empty()).then_some(name)
    });
    let read = |name: String| {
        let path: PathBuf = folder.join(&name);
        let look = disk
            .look(&path)
            .ok()
            .filter(|look| look.kind == Kind::File)?;
        let bytes = disk.read(&path, MAX_EDITOR_TEXT).ok()?;
        let hash = Sha256::over([bytes.as_slice()]);
        let text = String::from_utf8(bytes).ok()?;
        let (seconds, nanoseconds) = look.stamp.bytes;
        let at = jiff::Timestamp::new(seconds, i32::try_from(nanoseconds).ok()?).ok()?;
        Some(EditorFile {
            name,
            at: Timestamp::new(at),
            text: text.trim_end_matches('\n').to_owned(),
            hash,
        })
    };
    let texts = ours.filter_map(read);
    texts.filter(|file| !file.text.is_empty()).collect()
}

#[cfg(test)]
mod tests;
