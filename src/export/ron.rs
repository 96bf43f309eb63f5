//! `ron`: the case file itself, byte for byte what the store would write.

use super::options::broken;
use crate::case::Case;
use crate::error::Error;
use crate::store::emit;

/// The canonical text of the case.
pub(super) fn text(case: &Case) -> Result<Vec<u8>, Error> {
    emit(case)
        .map(String::into_bytes)
        .map_err(|error| broken(&error))
}
