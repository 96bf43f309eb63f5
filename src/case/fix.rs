//! Fixes: words that somebody proposes for the draft in place of a claim's own, and what became of
//! them.

use super::id::FixId;
use super::record::record;
use super::time::Timestamp;
use super::words::words;

record! {
    /// Words proposed for the draft in place of a claim's.
    pub struct Fix {
        /// Minted once.
        required public id: FixId as key,
        /// Who proposed it.
        required text by: String,
        /// When.
        required public at: Timestamp as key,
        /// The words.
        required text to: String,
        /// Why.
        default text why: String,
        /// What became of it.
        default public state: FixState,
        /// Who settled it.
        default text settled_by: String,
        /// When.
        optional public settled_at: Timestamp,
    }
}

words! {
    /// What became of a fix.
    #[derive(Default)]
    pub enum FixState, "state of a fix" {
        /// Nobody has settled it.
        #[default]
        Proposed = "proposed",
        /// The words are to be changed so.
        Accepted = "accepted",
        /// The words stay.
        Declined = "declined",
        /// The draft has these words now.
        Made = "made",
        /// The writer put other words there.
        Replaced = "replaced",
    }
}
