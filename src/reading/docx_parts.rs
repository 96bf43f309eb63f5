//! DOCX: finding the parts of a document, and the elements to skip.

use quick_xml::events::BytesStart;

use super::archive::Archive;
use super::xml::{Piece, attribute, walk};
use crate::error::Error;

/// Elements whose text is not part of the document: deletions, the old place of moved text, former
/// formatting, and the fallback of a drawing for old programs.
pub(super) const SKIPPED: &[&str] = &[
    "w:del",
    "w:moveFrom",
    "mc:Fallback",
    "w:delText",
    "w:delInstrText",
    "w:pPrChange",
    "w:rPrChange",
];

/// How many parts of one kind are read. A document has one for footnotes and one for endnotes.
const MAX_RELATED: usize = 4;

/// The name of an entry in messages.
pub(super) fn place(name: &str, entry: &str) -> String {
    format!("{name} ({})", crate::text::visible(entry))
}

/// Visits all relations of an entry.
pub(super) fn relations(
    archive: &mut Archive<'_>,
    name: &str,
    entry: &str,
    mut visit: impl FnMut(&BytesStart<'_>),
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
            visit(element);
        }
    })
}

/// The entries related to an entry by a relation whose type ends with `kind`.
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
            // An entry is listed once, even if it is the target of several relations. It is never
            // related to itself.
            if target != entry && !found.contains(&target) && found.len() < MAX_RELATED {
                found.push(target);
            }
        }
    })?;
    Ok(found)
}
