//! Decisions about what a redacted export cuts or keeps.

use super::{Stamp, refuse_conflicted_items, refused, require_person, require_text, source_of};
use crate::case::Case;
use crate::case::change::{Change, Edit, Swap};
use crate::case::id::SourceId;
use crate::case::redaction::Redaction;
use crate::error::Error;
use crate::text::visible;

/// Decides whether redacted exports cut or keep the words at a place. The decision replaces an
/// earlier one.
///
/// Errors: an unknown source; a source that is not confidential; no place; the same decision again;
/// no person.
pub fn redact(
    case: &Case,
    source: SourceId,
    place: &str,
    cut: bool,
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    let of = source_of(case, source)?;
    require_person(stamp, "a decision on a redaction")?;
    let place = require_text(place, "a redaction needs a place", "say which words")?;
    let name = visible(&of.name);
    if !of.confidential {
        return Err(refused(
            format!("{name} is not confidential"),
            "redacted exports cut nothing for it; say first that it is confidential",
        ));
    }
    let word = if cut { "cut" } else { "kept" };
    let is_here = |one: &&Redaction| one.source == source && one.place == place;
    let decided: Vec<&Redaction> = case.redactions.iter().filter(is_here).collect();
    if let [one] = decided.as_slice()
        && one.cut == cut
    {
        return Err(refused(
            format!("that place is {word} already, as {}", visible(&one.by)),
            "there is nothing to change",
        ));
    }
    let gone = decided.into_iter().cloned().map(Swap::gone);
    let mut changes: Vec<Change> = gone.map(Change::Redaction).collect();
    changes.push(Change::Redaction(Swap::new(Redaction {
        source,
        place: place.to_owned(),
        cut,
        by: stamp.by.to_owned(),
        at: stamp.at,
    })));
    refuse_conflicted_items(case, &changes)?;
    // The journal may leave the newsroom, so it must not name a confidential source.
    Ok(stamp.edit(format!("redaction: a place is {word}"), changes))
}
