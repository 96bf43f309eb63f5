//! The story's own file next to the case: whether it still has the words of the draft. Only the
//! texts of its paragraphs are read. What they are and who is credited in them is determined once,
//! when the case is made.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::case::{Case, Draft, Sha256};
use crate::check::files::Files;
use crate::reading::{plain_texts_of, read_document, texts_of};
use crate::text::visible;

/// The story's file, and the hash of the draft that it is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryFile {
    name: String,
    sha256: Sha256,
}

impl StoryFile {
    /// The file that the draft of a case is from; none where its name cannot be that of a file
    /// beside the case.
    pub fn of(case: &Case) -> Option<Self> {
        let draft = case.draft.as_ref()?;
        // A name from a foreign case must lead to nowhere else.
        let is_plain = Path::new(&draft.name).file_name() == Some(OsStr::new(&draft.name));
        (is_plain && draft.name != "-").then(|| Self {
            name: draft.name.clone(),
            sha256: draft.sha256,
        })
    }

    /// Where it lies, if it does, in the case's directory.
    pub fn path(&self, folder: &Path) -> PathBuf {
        folder.join(&self.name)
    }

    /// Whether it holds another text than the draft. One that is not there, or that cannot be read,
    /// says nothing of that.
    pub fn is_changed(&self, folder: &Path, files: &dyn Files) -> bool {
        let Ok(bytes) = files.read(&self.path(folder)) else {
            return false;
        };
        let is_draft =
            |texts: Vec<String>| Draft::hash_of(texts.iter().map(String::as_str)) == self.sha256;
        // Most stories are plain text and as they were.
        if plain_texts_of(&bytes, &self.name).is_some_and(is_draft) {
            return false;
        }
        let shown = visible(&self.name);
        let document = read_document(&bytes, &self.name, &mut |tool, bytes| {
            files.convert(tool, bytes, &shown)
        });
        document.is_ok_and(|document| !is_draft(texts_of(document)))
    }
}
