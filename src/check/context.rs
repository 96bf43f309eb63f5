//! What the standards look at besides a claim.

use std::collections::HashMap;
use std::sync::Arc;

use super::confidential::Secrets;
use super::house::House;
use super::on_file::OnFiles;
use super::sourcing::Web;
use super::standards::Standard;
use super::text::Lint;

/// What the standards look at besides a claim.
#[derive(Clone, Debug)]
pub(super) struct Context {
    pub house: House,
    pub web: Web,
    pub secrets: Arc<Secrets>,
    /// What the files of items were found to hold.
    pub files: OnFiles,
    /// What reading the draft's words shows.
    pub lints: Lints,
    /// The names that it spells in several ways.
    pub spellings: Vec<Vec<String>>,
}

/// What reading the words of a draft shows, by paragraph (from 0).
pub(super) type Lints = HashMap<usize, Vec<(Standard, Lint)>>;
