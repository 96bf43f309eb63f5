//! Searches for evidence, for newsrooms that must document them.

use super::closed_enum::closed_enum;
use super::id::SearchId;
use super::record::record;
use super::time::Timestamp;

record! {
    /// A search for evidence on a claim.
    pub struct Search {
        /// The id; never changes.
        required public id: SearchId as key,
        /// The person who searched.
        required text by: String,
        /// When the search was made.
        required public at: Timestamp as key,
        /// The place: an archive, a register, a site.
        required text place: String,
        /// The words searched for.
        required text query: String,
        /// The result.
        required public found: Found,
    }
}

closed_enum! {
    /// The result of a search.
    pub enum Found, "outcome of a search" {
        /// The evidence was found.
        Found = "found",
        /// The evidence was not found.
        NotFound = "not-found",
        /// The search gave no clear answer.
        Inconclusive = "inconclusive",
    }
}
