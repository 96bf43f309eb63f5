//! Searches: where somebody looked, for what, and whether it was found. For houses that must show
//! it.

use super::id::SearchId;
use super::record::record;
use super::time::Timestamp;
use super::words::words;

record! {
    /// One look for what a claim needs.
    pub struct Search {
        /// Minted once.
        required public id: SearchId as key,
        /// Who looked.
        required text by: String,
        /// When.
        required public at: Timestamp as key,
        /// Where: an archive, a register, a site.
        required text place: String,
        /// For what: the words that were searched for.
        required text query: String,
        /// What came of it.
        required public found: Found,
    }
}

words! {
    /// What came of a search.
    pub enum Found, "outcome of a search" {
        /// It is there.
        Found = "found",
        /// It is not there.
        NotFound = "not-found",
        /// Nobody can tell.
        Inconclusive = "inconclusive",
    }
}
