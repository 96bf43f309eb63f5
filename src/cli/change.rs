//! Changes a case from the command line: opens it, makes the edit, records it, saves the file.

use std::path::Path;

use super::failure::Result;
use super::{World, words};
use crate::case::{Case, Edit, IdGen, Step, Timestamp};
use crate::error::Error;
use crate::store::{Access, Desk, Notice};

/// Makes one edit to a case. Returns the case after the edit, and the second value that `make`
/// returns.
pub(super) fn change<T>(
    world: &mut World,
    path: &Path,
    make: impl FnOnce(&Case, &mut IdGen) -> Result<(Edit, T)>,
) -> Result<(Case, T)> {
    let mut desk = world.desk(path, Access::Write)?;
    let (edit, result) = make(desk.history().case(), &mut world.mint)?;
    let step = desk.history().clone().make(edit)?;
    Ok((settle(&mut desk, step, world.now)?, result))
}

/// Records a step and saves the file.
pub(super) fn settle(desk: &mut Desk, step: Step, now: Timestamp) -> Result<Case> {
    let receipt = desk.record(step)?;
    let saved = desk.checkpoint();
    let case = desk.history().case().clone();
    let notices = desk.take_notices();
    words::print_notices(&notices, now);
    saved?;
    let is_refused = |notice: &Notice| matches!(notice, Notice::Refused(_));
    if !receipt.fits || notices.iter().any(is_refused) {
        return Err(Error::write_failed(
            "the file was changed at the same moment, and this change no longer applies",
            "",
            "look at the case with `factdesk list`, then do it again",
        )
        .into());
    }
    Ok(case)
}
