//! The linter: what `factdesk check` is to a case, clippy is to code.
//!
//! [`Standard`] is the table of what is asked for. [`Findings`] holds what was found in a whole
//! case and follows an edit at the cost of what the edit touched. `claims`, `sources` and `story`
//! each look at one kind of record and say what they find; they ask [`text`] (dates, numbers, names
//! in the words), [`sourcing`] (who relies on whom), [`Secrets`] (words that lead to a confidential
//! source), [`quote`] (whether a quote stands in a text) and [`OnFiles`] (what [`files`] found on
//! the disk).

mod analysis;
mod claims;
mod collector;
mod confidential;
mod context;
pub mod files;
mod finding;
mod findings;
pub mod frame;
mod house;
mod links;
mod on_file;
mod phrase;
pub mod quote;
mod sources;
pub mod sourcing;
mod standards;
mod story;
pub mod story_file;
pub mod text;

pub use analysis::Analysis;
pub use confidential::{Doubt, NAMELESS, Place, Secrets, is_nameless};
pub use finding::{Finding, waiver};
pub use findings::{Counts, Findings};
pub use house::{House, default_file};
pub use links::{LinkSuggestion, LinkSuggestions};
pub use on_file::{OnFile, OnFiles};
pub use phrase::{Filling, Phrase, Wordings};
pub use quote::Match;
pub use standards::{About, Severity, Standard};
pub use text::load_words;
