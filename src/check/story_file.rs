//! The story's own file beside the case: whether its text still equals the draft. Only the texts of
//! the paragraphs are compared. Their kinds and attributions are determined once, when the case is
//! created.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::case::{Case, Draft, Sha256};
use crate::check::files::Files;
use crate::reading::{plain_texts_of, read_document, texts_of};
use crate::text::visible;

/// The story's file, and the hash of the draft to compare it with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryFile {
    name: String,
    sha256: Sha256,
}

impl StoryFile {
    /// The file that the draft of a case was read from. None if its name cannot be that of a file
    /// beside the case.
    pub fn of(case: &Case) -> Option<Self> {
        let draft = case.draft.as_ref()?;
        // A case from elsewhere must not lead to a file outside its directory.
        let is_plain = Path::new(&draft.name).file_name() == Some(OsStr::new(&draft.name));
        (is_plain && draft.name != "-").then(|| Self {
            name: draft.name.clone(),
            sha256: draft.sha256,
        })
    }

    /// The path of the file in the case's directory.
    pub fn path(&self, folder: &Path) -> PathBuf {
        folder.join(&self.name)
    }

    /// Whether the file's text differs from the draft. False if the file does not exist or cannot
    /// be read.
    pub fn is_changed(&self, folder: &Path, files: &dyn Files) -> bool {
        let Ok(bytes) = files.read(&self.path(folder)) else {
            return false;
        };
        let is_draft =
            |texts: Vec<String>| Draft::hash_of(texts.iter().map(String::as_str)) == self.sha256;
        // Most stories are unchanged plain text, which needs no parser.
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
