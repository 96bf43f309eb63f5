//! What the files of a case's evidence hold.
use super::World;
use crate::case::{Case, OnFiles};

use std::path::Path;

/// What was found in them.
pub(super) fn on_files(_: &World, _: &Path, _: &Case) -> OnFiles {
    OnFiles::default()
}
