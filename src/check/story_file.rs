//! The story's own file beside the case: whether its text still equals the draft. Only the texts of
//! the paragraphs are compared, not their kinds.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::case::{Case, Draft};
use crate::check::files::Files;
use crate::check::story_change::StoryChange;
use crate::reading::{plain_texts_of, read_document, texts_of};
use crate::text::visible;

/// The story's file, and the draft to compare it with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryFile {
    draft: Arc<Draft>,
}

impl StoryFile {
    /// The file from which the draft of a case was read. None if the draft's name cannot be that of
    /// a file beside the case.
    pub fn of(case: &Case) -> Option<Self> {
        let draft = case.draft.as_ref()?;
        // A path in the name could lead to a file outside the case's directory.
        let is_plain = Path::new(&draft.name).file_name() == Some(OsStr::new(&draft.name));
        (is_plain && draft.name != "-").then(|| Self {
            draft: Arc::clone(draft),
        })
    }

    /// The path of the file in the case's directory.
    pub fn path(&self, folder: &Path) -> PathBuf {
        folder.join(&self.draft.name)
    }

    /// How the file's text differs from the draft. None if the texts are equal, or the file does
    /// not exist or cannot be read.
    pub fn change(&self, folder: &Path, files: &dyn Files) -> Option<StoryChange> {
        let bytes = files.read(&self.path(folder)).ok()?;
        let is_draft = |texts: &[String]| {
            Draft::hash_of(texts.iter().map(String::as_str)) == self.draft.sha256
        };
        let name = &self.draft.name;
        // Most stories are plain text and unchanged, so that is compared first, without parsing the
        // document.
        if plain_texts_of(&bytes, name).is_some_and(|texts| is_draft(&texts)) {
            return None;
        }
        let shown = visible(name);
        let document = read_document(&bytes, name, &mut |tool, bytes| {
            files.convert(tool, bytes, &shown)
        });
        let texts = texts_of(document.ok()?);
        if is_draft(&texts) {
            return None;
        }
        let paragraphs = &self.draft.paragraphs;
        let equal = texts.iter().zip(paragraphs);
        let equal = equal.take_while(|(text, paragraph)| *text == paragraph.text());
        let in_file: HashSet<&str> = texts.iter().map(String::as_str).collect();
        let missing = paragraphs.iter().enumerate();
        let missing = missing.filter(|(_, paragraph)| !in_file.contains(paragraph.text()));
        Some(StoryChange {
            from: equal.count() + 1,
            missing: missing.map(|(index, _)| index).collect(),
        })
    }
}
