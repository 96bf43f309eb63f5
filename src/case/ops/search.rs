//! Searches: where somebody looked for what a claim needs.

use super::{Stamp, claim_of, in_conflict, needs_person, refused, with_words};
use crate::case::Case;
use crate::case::change::{Change, Edit, Swap};
use crate::case::id::{ClaimId, Mint, SearchId};
use crate::case::search::{Found, Search};
use crate::error::Error;

/// Notes where a person looked, for what, and what came of it.
///
/// Refuses an unknown claim, no place, nothing that was looked for, and a search by nobody.
pub fn note_search(
    case: &Case,
    id: ClaimId,
    (place, query): (&str, &str),
    found: Found,
    stamp: &Stamp<'_>,
    mint: &mut Mint,
) -> Result<(Edit, SearchId), Error> {
    let (_, number) = claim_of(case, id)?;
    needs_person(stamp, "a search")?;
    let place = with_words(place, "a search needs a place", "say where you looked")?;
    let query = with_words(
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

/// Takes the note of a search away.
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
    needs_person(stamp, "dropping a search")?;
    in_conflict(case, search, "the search")?;
    let what = format!("{number} search dropped");
    let gone = Change::Search(id, Swap::gone(before.clone()));
    Ok(stamp.edit(what, vec![gone]))
}
