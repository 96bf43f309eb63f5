//! How a command changes a case: open, make the edit, record it, bring the file up to date.

use std::path::Path;

use super::failure::Result;
use super::{World, words};
use crate::case::{Case, Edit, Mint, Step, Timestamp};
use crate::error::Error;
use crate::store::{Access, Desk, Notice};

/// Makes one edit to a case, and hands back the case as it is then and what `make` says beside the
/// edit.
pub(super) fn change<T>(
    world: &mut World,
    path: &Path,
    make: impl FnOnce(&Case, &mut Mint) -> Result<(Edit, T)>,
) -> Result<(Case, T)> {
    let mut desk = world.desk(path, Access::Write)?;
    let (edit, beside) = make(desk.history().case(), &mut world.mint)?;
    let step = desk.history().clone().make(edit)?;
    Ok((settle(&mut desk, step, world.now)?, beside))
}

/// Records a step that the desk's history has made, and brings the file up to date.
pub(super) fn settle(desk: &mut Desk, step: Step, now: Timestamp) -> Result<Case> {
    let receipt = desk.take(step)?;
    let saved = desk.checkpoint();
    let case = desk.history().case().clone();
    let news = desk.news();
    words::tell(&news, now);
    saved?;
    let is_refused = |notice: &Notice| matches!(notice, Notice::Refused(_));
    if !receipt.fits || news.iter().any(is_refused) {
        return Err(Error::unwritten(
            "the file was changed at the same moment, and this change no longer applies",
            "",
            "look at the case with `factdesk list`, then do it again",
        )
        .into());
    }
    Ok(case)
}
