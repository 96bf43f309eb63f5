//! DOCX: the parts of a document, and what none of them tells of its text.

use quick_xml::events::BytesStart;

use super::archive::Archive;
use super::xml::{Piece, attribute, walk};
use crate::error::Error;

/// Elements whose text is not the document's: what was deleted or moved away, the second form of a
/// drawing for old programs.
pub(super) const SKIPPED: &[&str] = &[
    "w:del",
    "w:moveFrom",
    "mc:Fallback",
    "w:delText",
    "w:delInstrText",
    "w:pPrChange",
    "w:rPrChange",
];

/// Parts of one kind that are read: a document has one of footnotes and one of endnotes.
const MOST_RELATED: usize = 4;

/// How an entry is named in messages.
pub(super) fn place(name: &str, entry: &str) -> String {
    format!("{name} ({})", crate::text::visible(entry))
}

/// Tells all that an entry is related to.
pub(super) fn relations(
    archive: &mut Archive<'_>,
    name: &str,
    entry: &str,
    mut tell: impl FnMut(&BytesStart<'_>),
) -> Result<(), Error> {
    let (folder, file) = entry.rsplit_once('/').unwrap_or(("", entry));
    let relations = format!("{folder}/_rels/{file}.rels");
    let relations = relations.trim_start_matches('/');
    let Some(text) = archive.text(relations)? else {
        return Ok(());
    };
    walk(&text, &place(name, relations), |piece| {
        if let Piece::Start(element) = piece
            && element.local_name().as_ref() == "Relationship"
        {
            tell(element);
        }
    })
}

/// The entries that an entry names as its own, of a kind that is how the type of the relation ends.
pub(super) fn related(
    archive: &mut Archive<'_>,
    name: &str,
    entry: &str,
    kind: &str,
) -> Result<Vec<String>, Error> {
    let (folder, _) = entry.rsplit_once('/').unwrap_or(("", entry));
    let mut found = Vec::new();
    relations(archive, name, entry, |element| {
        if attribute(element, "Type").ends_with(kind) {
            let target = attribute(element, "Target");
            let within = format!("{folder}/{target}");
            let target = target.strip_prefix('/').unwrap_or(&within);
            let target = target.trim_start_matches('/').to_owned();
            // A part is read once, however many relations name it, and none is a note to itself.
            if target != entry && !found.contains(&target) && found.len() < MOST_RELATED {
                found.push(target);
            }
        }
    })?;
    Ok(found)
}
