//! Operations on searches: note and drop.

use super::{Stamp, claim_of, refuse_if_conflicted, refused, require_person, require_text};
use crate::case::Case;
use crate::case::change::{Change, Edit, Swap};
use crate::case::id::{ClaimId, IdGen, SearchId};
use crate::case::search::{Found, Search};
use crate::error::Error;

/// Records a search: the place, the words searched for, and the result.
///
/// Errors: an unknown claim; no place; no words; no person.
pub fn note_search(
    case: &Case,
    id: ClaimId,
    (place, query): (&str, &str),
    found: Found,
    stamp: &Stamp<'_>,
    mint: &mut IdGen,
) -> Result<(Edit, SearchId), Error> {
    let (_, number) = claim_of(case, id)?;
    require_person(stamp, "a search")?;
    let place = require_text(place, "a search needs a place", "say where you looked")?;
    let query = require_text(
        query,
        "a search needs the words looked for",
        "say what you looked for",
    )?;
    let search = Search {
        id: mint.id(|id: SearchId| case.has(id.into())),
        by: stamp.by.to_owned(),
        at: stamp.at,
        place: place.to_owned(),
        query: query.to_owned(),
        found,
    };
    let search_id = search.id;
    let what = format!("{number} searched {place}: {found}");
    let edit = stamp.edit(what, vec![Change::Search(id, Swap::new(search))]);
    Ok((edit, search_id))
}

/// Removes a search.
pub fn drop_search(
    case: &Case,
    id: ClaimId,
    search: SearchId,
    stamp: &Stamp<'_>,
) -> Result<Edit, Error> {
    let (claim, number) = claim_of(case, id)?;
    let Some(before) = claim.searches.iter().find(|one| one.id == search) else {
        return Err(refused(
            format!("claim {number} has no search {search}"),
            "the case may have changed meanwhile; look again",
        ));
    };
    require_person(stamp, "dropping a search")?;
    refuse_if_conflicted(case, search, "the search")?;
    let what = format!("{number} search dropped");
    let gone = Change::Search(id, Swap::gone(before.clone()));
    Ok(stamp.edit(what, vec![gone]))
}
