//! How a command changes a case: open, make the edit, record it, bring the file up to date.

use std::path::Path;

use super::{World, words};
use crate::case::{Case, Edit, Mint, Step};
use crate::store::{Access, Desk};

/// Makes one edit to a case, and hands back the case as it is then and what `make` says beside the edit.
pub(super) fn change<T>(
    world: &mut World,
    path: &Path,
    make: impl FnOnce(&Case, &mut Mint) -> anyhow::Result<(Edit, T)>,
) -> anyhow::Result<(Case, T)> {
    let mut desk = world.desk(path, Access::Write)?;
    let (edit, beside) = make(desk.history().case(), &mut world.mint)?;
    let step = desk.history_mut().make(edit)?;
    Ok((settle(&mut desk, &step)?, beside))
}

/// Records a step that the desk's history has made, and brings the file up to date.
pub(super) fn settle(desk: &mut Desk, step: &Step) -> anyhow::Result<Case> {
    let told = desk.notices().len();
    desk.record(step)?;
    let case = desk.history().case().clone();
    desk.checkpoint(&case)?;
    words::tell(desk.notices().get(told..).unwrap_or_default(), &case);
    Ok(case)
}
