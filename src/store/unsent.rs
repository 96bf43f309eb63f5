//! Unsent text: what was typed and not sent. It is kept in the directory of the case's state, so
//! that neither quitting nor a kill loses it, and it is removed once it is sent. Texts that are
//! open in the person's own editor are next to it.
//!
//! It belongs to the person alone: it never gets into the case, its journal or its backups.

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

/// Who has the lock of this name may write what start screens share.
const LOCK: &str = "unsent.lock";

/// What could not be read has this name, with a number from the second on.
const ASIDE: &str = "unsent.json.damaged";

/// How the names of texts begin that an editor has open.
const EDITOR: &str = "editor-";

/// Precedes the number of a further text that is kept for the same form.
const BESIDE: &str = " +";

/// No text that comes from an editor is longer, in bytes.
pub const LONGEST: u64 = 1 << 20;

/// The file is never longer, in bytes: room for every paste, whatever is written for its
/// characters.
const MOST_BYTES: u64 = 1 << 30;

/// What was typed into one form or field and not sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsent {
    /// The key of its form: no other form of the case has the same.
    pub of: String,
    /// What the form is called.
    pub title: String,
    /// When it was typed.
    pub at: Timestamp,
    /// Its fields.
    pub fields: Vec<Typed>,
}

/// What was typed into one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// The field; empty where there is only one.
    pub name: String,
    /// What stood there before.
    pub opened: String,
    /// What stands there now.
    pub text: String,
}

impl Unsent {
    /// Whether anything was typed at all.
    pub fn is_changed(&self) -> bool {
        self.fields.iter().any(|field| field.text != field.opened)
    }

    /// A text from an editor, of whose form no more is known.
    pub fn of_editor(of: String, field: String, text: String, at: Timestamp) -> Self {
        Self {
            of,
            title: "a text from an editor".to_owned(),
            at,
            fields: vec![Typed {
                name: field,
                opened: String::new(),
                text,
            }],
        }
    }

    /// The form that it was typed into, whether or not it is the only text of it.
    pub fn form(&self) -> &str {
        self.of.split(BESIDE).next().unwrap_or_default()
    }

    /// This text under a free key: its own, else its form's with a number.
    #[must_use]
    pub fn beside(self, is_taken: impl Fn(&str) -> bool) -> Self {
        if !is_taken(&self.of) {
            return self;
        }
        let names = (1_usize..).map(|number| format!("{}{BESIDE}{number}", self.form()));
        let free = names.into_iter().find(|of| !is_taken(of));
        let of = free.unwrap_or_default();
        Self { of, ..self }
    }
}

/// The file in which an editor has the text of a field of a form, by name: the same field has the
/// same one again.
pub fn editor_file(of: &str, field: &str) -> String {
    let name: Hex<8> = Hex::over([of.as_bytes(), b"\0", field.as_bytes()]);
    format!("{EDITOR}{name}.txt")
}

/// What an earlier session was left with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Earlier {
    /// The texts, the oldest first.
    pub all: Vec<Unsent>,
    /// What could not be read, and where it is.
    pub unread: Option<String>,
    /// Whether it is in the way: then nothing is written.
    pub(super) is_in_the_way: bool,
    /// The other files that they were read from, and what these held.
    others: Vec<(PathBuf, Sha256)>,
}

impl Earlier {
    /// Takes a text in, beside another one of its form. One that is there already is not there
    /// twice.
    fn add(&mut self, unsent: Unsent) {
        let mut all = self.all.iter();
        if !all.any(|it| it.form() == unsent.form() && it.fields == unsent.fields) {
            let unsent = unsent.beside(|of| self.all.iter().any(|it| it.of == of));
            self.all.push(unsent);
        }
    }
}

/// Reads the unsent text in a case's folder. A text that was left in an editor replaces the text
/// that the editor started with. A file that cannot be read is moved away, and tried again the next
/// time.
pub(super) fn read(disk: &dyn Disk, folder: &Path) -> Earlier {
    let mut earlier = Earlier::default();
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
            let aside = put_aside(disk, folder);
            earlier.is_in_the_way = aside.is_err();
            let place = aside.unwrap_or(path);
            earlier.unread = Some(format!(
                "What was typed earlier and not sent cannot be read ({error}). Nothing of it is lost, it is in {}",
                visible(&place.to_string_lossy())
            ));
            last = Some(place);
        }
    }
    for path in put_aside_before(disk, folder) {
        if let Ok((all, hash)) = texts(disk, &path) {
            if last.as_ref() == Some(&path) {
                earlier.unread = None;
            }
            for unsent in all {
                earlier.add(unsent);
            }
            earlier.others.push((path, hash));
        }
    }
    let mut left = left(disk, folder);
    let mut typed = Vec::new();
    for unsent in &mut earlier.all {
        let before = unsent.clone();
        let mut is_other = false;
        for field in &mut unsent.fields {
            let name = editor_file(&unsent.of, &field.name);
            if let Some(at) = left.iter().position(|left| left.name == name) {
                let left = left.swap_remove(at);
                // It may have been typed into after the editor had it.
                is_other |= field.text != field.opened && !left.text.contains(&field.text);
                field.text = left.text;
                earlier.others.push((folder.join(name), left.hash));
            }
        }
        typed.extend(is_other.then_some(before));
    }
    earlier.all.retain(Unsent::is_changed);
    for unsent in typed {
        earlier.add(unsent);
    }
    // One whose form is not known is a text all the same.
    for left in left {
        earlier.others.push((folder.join(&left.name), left.hash));
        earlier.add(Unsent::of_editor(
            left.name,
            String::new(),
            left.text,
            left.at,
        ));
    }
    earlier
        .all
        .sort_by(|a, b| (a.at, &a.of).cmp(&(b.at, &b.of)));
    earlier
}

/// The texts in a file, and what it holds.
fn texts(disk: &dyn Disk, path: &Path) -> io::Result<(Vec<Unsent>, Sha256)> {
    let bytes = disk.read(path, MOST_BYTES)?;
    let all = serde_json::from_slice(&bytes).map_err(io::Error::other)?;
    Ok((all, Sha256::over([bytes.as_slice()])))
}

/// Gives what cannot be read a name that nothing has.
fn put_aside(disk: &dyn Disk, folder: &Path) -> io::Result<PathBuf> {
    let mut last = io::Error::other("no free name");
    for turn in 0..100 {
        let aside = folder.join(match turn {
            0 => ASIDE.to_owned(),
            turn => format!("{ASIDE}-{turn}"),
        });
        match disk.rename_new(&folder.join(NAME), &aside) {
            Ok(()) => return Ok(aside),
            Err(error) => last = error,
        }
    }
    Err(last)
}

fn put_aside_before(disk: &dyn Disk, folder: &Path) -> Vec<PathBuf> {
    let names = disk.list(folder).unwrap_or_default().into_iter();
    let aside = names.filter(|name| name.to_string_lossy().starts_with(ASIDE));
    aside.map(|name| folder.join(name)).collect()
}

/// Keeps this and nothing else.
pub(super) fn write(disk: &dyn Disk, folder: &Path, all: &[Unsent]) -> io::Result<()> {
    let path = folder.join(NAME);
    if all.is_empty() {
        return match disk.remove(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        };
    }
    let json = serde_json::to_vec_pretty(all).map_err(io::Error::other)?;
    // What could not be read again is not written.
    if json.len() as u64 > MOST_BYTES {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    save::own(disk, &path, &json)
}

/// Where what is typed on a start screen is kept, before there is a case. Several of them share it:
/// each keeps what is its own and leaves alone what is another's.
#[derive(Clone, Debug)]
pub struct Before {
    disk: Arc<dyn Disk>,
    state: PathBuf,
    /// What was read at first, or written last.
    ours: Arc<Mutex<Vec<Unsent>>>,
}

impl Before {
    /// With what was kept there.
    pub fn read(disk: Arc<dyn Disk>, state: &Path) -> (Self, Earlier) {
        let earlier = read(disk.as_ref(), state);
        let before = Self {
            disk,
            state: state.to_owned(),
            ours: Arc::new(Mutex::new(earlier.all.clone())),
        };
        (before, earlier)
    }

    /// Keeps this of ours and nothing else.
    ///
    /// Errors: it cannot be written, or somebody else is writing.
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
        let there = match texts(disk, &self.state.join(NAME)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            there => there?.0,
        };
        let theirs = there.into_iter().filter(|unsent| !is_in(&ours, unsent));
        let mut now = Earlier::default();
        for unsent in theirs.chain(all.iter().cloned()) {
            now.add(unsent);
        }
        write(disk, &self.state, &now.all)?;
        *ours = all.to_vec();
        Ok(())
    }
}

/// Takes away the other files whose texts are kept by now. One that holds something else by now was
/// written meanwhile.
pub(super) fn tidy(disk: &dyn Disk, earlier: &Earlier) {
    for (path, hash) in &earlier.others {
        if disk.hash(path).is_ok_and(|now| now == *hash) {
            let _ = disk.remove(path);
        }
    }
}

/// A text that an editor was left with.
struct Left {
    name: String,
    at: Timestamp,
    text: String,
    hash: Sha256,
}

fn left(disk: &dyn Disk, folder: &Path) -> Vec<Left> {
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
        let bytes = disk.read(&path, LONGEST).ok()?;
        let hash = Sha256::over([bytes.as_slice()]);
        let text = String::from_utf8(bytes).ok()?;
        let (seconds, nanoseconds) = look.stamp.bytes;
        let at = jiff::Timestamp::new(seconds, i32::try_from(nanoseconds).ok()?).ok()?;
        Some(Left {
            name,
            at: Timestamp::new(at),
            text: text.trim_end_matches('\n').to_owned(),
            hash,
        })
    };
    let texts = ours.filter_map(read);
    texts.filter(|left| !left.text.is_empty()).collect()
}

#[cfg(test)]
mod tests;
