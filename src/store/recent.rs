//! The recently opened cases, for the start screen: a list of paths in the state directory, the
//! latest first.

use std::path::{Path, PathBuf};

use super::disk::{Disk, Kind};
use super::save;

/// The largest number of cases in the list.
const MAX_CASES: usize = 9;

const MAX_BYTES: u64 = 1 << 16;

fn list(state: &Path) -> PathBuf {
    state.join("recent")
}

/// The recent cases that still exist, the latest first.
pub fn cases(disk: &dyn Disk, state: &Path) -> Vec<PathBuf> {
    let bytes = disk.read(&list(state), MAX_BYTES).unwrap_or_default();
    String::from_utf8_lossy(&bytes)
        .lines()
        .map(PathBuf::from)
        .filter(|path| {
            disk.look(path)
                .is_ok_and(|there| matches!(there.kind, Kind::File))
        })
        .collect()
}

/// Puts a case at the head of the list. Errors are ignored, since the user can open the case
/// without the list.
pub fn note(disk: &dyn Disk, state: &Path, case: &Path) {
    let Ok(case) = disk.real(case) else { return };
    let Some(name) = case.to_str().filter(|name| !name.contains('\n')) else {
        return;
    };
    let mut lines = vec![name.to_owned()];
    let others = cases(disk, state);
    let others = others
        .iter()
        .filter(|other| **other != case)
        .filter_map(|other| other.to_str());
    lines.extend(others.take(MAX_CASES - 1).map(str::to_owned));
    lines.push(String::new());
    let _ = disk.make_folder(state);
    let _ = save::write_own(disk, &list(state), lines.join("\n").as_bytes());
}
