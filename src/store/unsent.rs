//! What was typed and not sent: it is kept with the case's state, so that neither leaving nor a kill loses it, and it is
//! gone from there once it was sent. Texts that an editor of the person's own has open lie beside it.
//!
//! It is nobody's but the person's: it never gets into the case, its journal or its backups.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk::{Disk, Kind};
use super::save;
use crate::case::{Hex, Timestamp};

/// The name of the file, beside the journal.
const NAME: &str = "unsent.json";

/// How the names of texts begin that an editor has open.
const EDITOR: &str = "editor-";

/// What stands before the number of a second text that is kept of one form.
const BESIDE: &str = " +";

/// No text that comes from an editor is longer, in bytes.
pub const LONGEST: u64 = 1 << 20;

const MOST_BYTES: u64 = 1 << 26;

/// What was typed into one form or field and not sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsent {
    /// What tells its form from all others of the case.
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

    /// The form that it was typed into, whether or not it is the only text of it.
    pub fn form(&self) -> &str {
        self.of.split(BESIDE).next().unwrap_or_default()
    }

    /// The same under a name that is free: its own, else its form's with a number.
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

/// The file in which an editor has the text of a field of a form, by name: the same field has the same one again.
pub fn editor_file(of: &str, field: &str) -> String {
    let name: Hex<8> = Hex::over([of.as_bytes(), b"\0", field.as_bytes()]);
    format!("{EDITOR}{name}.txt")
}

/// What is kept in a case's folder, the oldest first. What an editor was left with stands in the place of what it began with.
pub(super) fn read(disk: &dyn Disk, folder: &Path) -> Vec<Unsent> {
    let path = folder.join(NAME);
    let bytes = disk.read(&path, MOST_BYTES).unwrap_or_default();
    let mut all: Vec<Unsent> = serde_json::from_slice(&bytes).unwrap_or_else(|_| {
        // What nobody can read is no reason to write over it.
        if !bytes.is_empty() {
            let _ = disk.rename(&path, &folder.join(format!("{NAME}.damaged")));
        }
        Vec::new()
    });
    let mut left = left(disk, folder);
    for unsent in &mut all {
        for field in &mut unsent.fields {
            let name = editor_file(&unsent.of, &field.name);
            if let Some(at) = left.iter().position(|left| left.name == name) {
                field.text = left.swap_remove(at).text;
            }
        }
    }
    all.retain(Unsent::is_changed);
    // One whose form is not known is a text all the same.
    all.extend(left.into_iter().map(|left| Unsent {
        of: left.name,
        title: "a text from an editor".to_owned(),
        at: left.at,
        fields: vec![Typed {
            name: String::new(),
            opened: String::new(),
            text: left.text,
        }],
    }));
    all.sort_by(|a, b| (a.at, &a.of).cmp(&(b.at, &b.of)));
    all
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
    save::own(disk, &path, &json)
}

/// What was typed before there was a case, on the start screen.
pub fn before_a_case(disk: &dyn Disk, state: &Path) -> Vec<Unsent> {
    read(disk, state)
}

/// Keeps this of it and nothing else. It is a help, not a promise: what cannot be kept is not.
pub fn keep_before_a_case(disk: &dyn Disk, state: &Path, all: &[Unsent]) {
    let _ = disk.make_folder(state);
    let _ = write(disk, state, all);
}

/// Takes away the texts of editors that are read and kept by now.
pub(super) fn tidy(disk: &dyn Disk, folder: &Path) {
    for left in left(disk, folder) {
        let _ = disk.remove(&folder.join(left.name));
    }
}

/// A text that an editor was left with.
struct Left {
    name: String,
    at: Timestamp,
    text: String,
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
        let text = String::from_utf8(disk.read(&path, LONGEST).ok()?).ok()?;
        let (seconds, nanoseconds) = look.stamp.bytes;
        let at = jiff::Timestamp::new(seconds, i32::try_from(nanoseconds).ok()?).ok()?;
        Some(Left {
            name,
            at: Timestamp::new(at),
            text: text.trim_end_matches('\n').to_owned(),
        })
    };
    let texts = ours.filter_map(read);
    texts.filter(|left| !left.text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Memory;

    fn unsent(of: &str, opened: &str, text: &str) -> Unsent {
        Unsent {
            of: of.to_owned(),
            title: of.to_owned(),
            at: "2026-11-23T10:00:00.000Z".parse().unwrap(),
            fields: vec![Typed {
                name: "note".to_owned(),
                opened: opened.to_owned(),
                text: text.to_owned(),
            }],
        }
    }

    #[test]
    fn what_is_kept_comes_back_and_what_was_sent_does_not() {
        let disk = Memory::new();
        let folder = Path::new("/state/case");
        disk.make_folder(folder).unwrap();
        assert!(read(&disk, folder).is_empty());
        let all = [
            unsent("wording c1", "a", "b"),
            unsent("wording c2", "", "ї"),
        ];
        write(&disk, folder, &all).unwrap();
        assert_eq!(read(&disk, folder), all);
        assert_eq!(disk.look(&folder.join(NAME)).unwrap().mode & 0o777, 0o600);
        write(&disk, folder, &[]).unwrap();
        assert!(disk.list(folder).unwrap().is_empty());
    }

    #[test]
    fn what_an_editor_was_left_with_is_found_again() {
        let disk = Memory::new();
        let folder = Path::new("/state/case");
        disk.make_folder(folder).unwrap();
        // Nothing was typed into the form itself: the editor had it.
        write(
            &disk,
            folder,
            &[unsent("wording c1", "as it was", "as it was")],
        )
        .unwrap();
        let name = editor_file("wording c1", "note");
        disk.put(folder.join(name), "as it was, and more\n");
        disk.put(
            folder.join("editor-0123456789abcdef.txt"),
            "of nobody knows what",
        );
        disk.put(folder.join("editor-0000000000000000.txt"), &b"\xff\xfe"[..]);
        let all = read(&disk, folder);
        let texts: Vec<_> = all
            .iter()
            .map(|unsent| unsent.fields[0].text.as_str())
            .collect();
        assert!(texts.contains(&"as it was, and more"), "{all:?}");
        assert!(texts.contains(&"of nobody knows what"), "{all:?}");
        assert_eq!(all.len(), 2);
    }

    #[test]
    fn what_cannot_be_read_is_not_written_over() {
        let disk = Memory::new();
        let folder = Path::new("/state/case");
        disk.make_folder(folder).unwrap();
        disk.put(folder.join(NAME), "[{\"of\": 3}]");
        assert!(read(&disk, folder).is_empty());
        write(&disk, folder, &[unsent("claim", "", "x")]).unwrap();
        assert_eq!(
            disk.bytes(folder.join("unsent.json.damaged")).unwrap(),
            b"[{\"of\": 3}]"
        );
    }
}
