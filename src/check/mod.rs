//! The linter behind `factdesk check`: it checks a case against the house standards.
//!
//! [`Standard`] is the table of house standards. [`Findings`] contains the findings on a whole case
//! and is updated after each edit. `claims`, `sources` and `story` each check one kind of record.
//! They use [`text`] (lints of the dates, numbers and names in a text), [`sourcing`] (which source
//! relies on which), [`Secrets`] (words that reveal a confidential source), [`quote`] (whether a
//! text contains a quote) and [`FileChecks`] (what [`files`] found on disk).

mod analysis;
mod claims;
mod collector;
mod confidential;
mod context;
mod file_check;
pub mod files;
mod finding;
mod findings;
mod house;
mod items;
mod links;
pub mod listing;
mod phrase;
pub mod quote;
mod sources;
pub mod sourcing;
mod standards;
mod story;
mod story_change;
pub mod story_file;
pub mod text;

pub use analysis::Analysis;
pub use confidential::{Doubt, NAMELESS, Place, Secrets, is_nameless};
pub use file_check::{FileCheck, FileChecks};
pub use finding::{Finding, waiver};
pub use findings::{Counts, Findings};
pub use house::{House, default_file};
pub use links::{LinkSuggestion, LinkSuggestions};
pub use phrase::{Filling, Phrase, Wordings};
pub use quote::Match;
pub use standards::{About, Severity, Standard};
pub use story_change::StoryChange;
pub use text::load_words;
