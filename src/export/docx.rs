//! `docx`: the story as a Word document with the verdicts as margin comments.

use super::{Options, not_yet};
use crate::case::{Case, Refusal};

/// The document.
pub(super) fn document(_case: &Case, _options: &Options<'_>) -> Result<Vec<u8>, Refusal> {
    Err(not_yet())
}
