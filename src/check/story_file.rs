//! The story's own file beside the case: whether its text still equals the draft. Only the texts of
//! the paragraphs are compared. Their kinds and attributions are determined once, when the case is
//! created.

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
    /// The file that the draft of a case was read from. None if its name cannot be that of a file
    /// beside the case.
    pub fn of(case: &Case) -> Option<Self> {
        let draft = case.draft.as_ref()?;
        // A case from elsewhere must not lead to a file outside its directory.
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
        // Most stories are unchanged plain text, which needs no parser.
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
        let there: HashSet<&str> = texts.iter().map(String::as_str).collect();
        let lost = paragraphs.iter().enumerate();
        let lost = lost.filter(|(_, paragraph)| !there.contains(paragraph.text()));
        Some(StoryChange {
            from: equal.count() + 1,
            lost: lost.map(|(place, _)| place).collect(),
        })
    }
}
