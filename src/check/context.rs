//! The data that all checks share.

use std::collections::HashMap;
use std::sync::Arc;

use super::confidential::Secrets;
use super::file_check::FileChecks;
use super::house::House;
use super::sourcing::SourceGraph;
use super::standards::Standard;
use super::text::Lint;

/// What a check needs besides the claim, source or paragraph that it checks.
#[derive(Clone, Debug)]
pub(super) struct Context {
    pub house: House,
    pub graph: SourceGraph,
    pub secrets: Arc<Secrets>,
    /// The results of the checks of evidence files.
    pub files: FileChecks,
    /// The text lints of the draft.
    pub lints: Lints,
    /// Names that the draft spells in several ways.
    pub spellings: Vec<Vec<String>>,
}

/// The text lints of a draft, by paragraph (from 0).
pub(super) type Lints = HashMap<usize, Vec<(Standard, Lint)>>;
