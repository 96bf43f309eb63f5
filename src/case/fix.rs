//! Fixes: proposals to change the text of a claim in the draft.

use super::closed_enum::closed_enum;
use super::id::FixId;
use super::record::record;
use super::time::Timestamp;

record! {
    /// A proposal to change the text of a claim in the draft.
    pub struct Fix {
        /// The id; never changes.
        required public id: FixId as key,
        /// The person who proposed the fix.
        required text by: String,
        /// When the fix was proposed.
        required public at: Timestamp as key,
        /// The new text.
        required text to: String,
        /// The reason.
        default text why: String,
        /// The state of the proposal.
        default public state: FixState,
        /// The person who accepted or declined the fix.
        default text settled_by: String,
        /// When the fix was accepted or declined.
        optional public settled_at: Timestamp,
    }
}

closed_enum! {
    /// The state of a fix.
    #[derive(Default)]
    pub enum FixState, "state of a fix" {
        /// Nobody has decided yet.
        #[default]
        Proposed = "proposed",
        /// The text is to be changed.
        Accepted = "accepted",
        /// The text stays as it is.
        Declined = "declined",
        /// The draft has the new text.
        Made = "made",
        /// The writer used another text instead.
        Replaced = "replaced",
    }
}
