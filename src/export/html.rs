//! `html`: one self-contained page for people.

use super::{Options, not_yet};
use crate::case::{Case, Refusal};

/// The page.
pub(super) fn page(_case: &Case, _options: &Options<'_>) -> Result<Vec<u8>, Refusal> {
    Err(not_yet())
}
