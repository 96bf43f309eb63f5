//! Deciding what a redacted export shows of a place that may lead to a confidential source.

use super::{Stamp, keeps_versions, needs_person, refused, source_of, with_words};
use crate::case::Case;
use crate::case::change::{Change, Edit, Swap};
use crate::case::id::SourceId;
use crate::case::redaction::Redaction;
use crate::error::Error;
use crate::text::visible;

/// Decides that the words at a place are cut from redacted exports, or are kept. What was decided
/// there before gives way.
///
/// Refuses an unknown source, one that is not confidential, no place, what is decided so already,
/// and a decision by nobody.
pub fn redact(
    case: &Case,
    source: SourceId,
    place: &str,
    cut: bool,
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    let of = source_of(case, source)?;
    needs_person(stamp, "a decision on a redaction")?;
    let place = with_words(place, "a redaction needs a place", "say which words")?;
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
    keeps_versions(case, &changes)?;
    // A history may leave the newsroom: the name of a confidential source must not be in it.
    Ok(stamp.edit(format!("redaction: a place is {word}"), changes))
}
