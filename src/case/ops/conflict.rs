//! Choosing between the two versions that a merge has left.

use super::{Stamp, refused, require_person};
use crate::case::Case;
use crate::case::change::{Edit, Place};
use crate::case::closed_enum::closed_enum;
use crate::case::conflict::Conflict;
use crate::case::id::ConflictId;
use crate::error::Error;
use crate::text::visible;

closed_enum! {
    /// One of two versions.
    pub enum Side, "side" {
        /// The version that was here.
        Ours = "ours",
        /// The version that the merge brought.
        Theirs = "theirs",
    }
}

/// Chooses one of the two versions that a merge has left. The chosen version replaces the present
/// value, and the conflict is removed. An absent version resets a field to its default, and removes
/// an item or a record. What people have recorded since the merge is kept: see `Case::keep_later`.
///
/// Errors: an unknown conflict; a version that is not valid in the present case; no person.
pub fn decide(case: &Case, id: ConflictId, side: Side, stamp: &Stamp<'_>) -> Result<Edit, Error> {
    let Some(conflict) = case.conflicts.iter().find(|one| one.id == id) else {
        return Err(refused(
            format!("there is no conflict {id}"),
            "somebody may have chosen meanwhile; look again",
        ));
    };
    require_person(stamp, "choosing a version")?;
    let cannot = |why: &str| {
        refused(
            format!(
                "that version of {} cannot be used: {}",
                conflict_name(case, conflict),
                visible(why)
            ),
            "change what prevents it first, or choose the other version",
        )
    };
    if let Some(why) = case.conflict_error(conflict) {
        return Err(cannot(&format!("the conflict {why}")));
    }
    let chosen = match side {
        Side::Ours => &conflict.ours,
        Side::Theirs => &conflict.theirs,
    };
    let mut after = case.clone();
    after.conflicts.retain(|one| one.id != id);
    after
        .put_version(conflict, chosen.as_deref())
        .and_then(|()| after.keep_later(case, conflict))
        .map_err(|why| cannot(&why))?;
    let what = format!("{}: {side} chosen", conflict_name(case, conflict));
    let edit = Edit::between(case, &after, what, stamp.by, stamp.at);
    edit.apply(&mut case.clone())
        .map_err(|moved| cannot(&moved.to_string()))?;
    Ok(edit)
}

/// The name of what a conflict is about: `claim 3 wording`.
fn conflict_name(case: &Case, conflict: &Conflict) -> String {
    let place = case.place_of(conflict.record);
    let number = place
        .and_then(Place::claim)
        .and_then(|id| case.number(id))
        .map(|number| format!("claim {number}"));
    let name = match place {
        Some(Place::Source(id)) => case.sources.get(id).map(|source| source.name.clone()),
        Some(Place::Claim(_)) => None,
        _ => Some(conflict.record.word().to_owned()),
    };
    let item = match conflict.key.as_str() {
        "" => None,
        key => Some(format!("item {key}")),
    };
    let field = conflict.field.replace('_', " ");
    let parts = [number, name, item, Some(field)];
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" ")
}
