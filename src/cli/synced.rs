//! Warnings about conflict copies. If a case was changed in two places, a sync program keeps a
//! second file beside it. Without a warning the user would not notice that file.

use std::path::{Path, PathBuf};

use super::World;
use super::new::file_name;
use crate::case::CaseId;
use crate::store::MAX_BYTES;
use crate::store::disk::Disk;
use crate::text::visible;

/// The warnings if there are copies beside a case, or if the case is a copy itself, without full
/// stops.
pub(super) fn warnings(world: &World, path: &Path, id: CaseId) -> Vec<String> {
    let disk = world.disk.as_ref();
    let real = disk.real(path).unwrap_or_else(|_| path.to_owned());
    let name = file_name(&real);
    let mut warnings = Vec::new();
    if let Some((by, of)) = conflict_copy(&name) {
        warnings.push(format!(
            "{} is a copy that {by} kept of {}: what was done in one of them is not in the other",
            visible(&name),
            visible(&of)
        ));
    }
    for (copy, by) in copies(disk, &real, &name, id) {
        let copy = visible(&file_name(&copy)).into_owned();
        let whose = by.map_or("a copy of this case".to_owned(), |by| {
            format!("a copy of this case that {by} kept")
        });
        warnings.push(format!(
            "{copy} beside it is {whose}: what was done there is not in here; `factdesk list` shows it"
        ));
    }
    warnings
}

/// The copies beside a case. Each comes with the program that made it, if the name of the copy
/// shows that.
fn copies(
    disk: &dyn Disk,
    path: &Path,
    name: &str,
    id: CaseId,
) -> Vec<(PathBuf, Option<&'static str>)> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let stem = name.strip_suffix(".ron").unwrap_or(name);
    let id = format!("id: \"{id}\"");
    let holds_id = |copy: &Path| {
        let bytes = disk.read(copy, MAX_BYTES).unwrap_or_default();
        String::from_utf8_lossy(&bytes).contains(&id)
    };
    let names = disk.list(folder).unwrap_or_default();
    let copy = |other: std::ffi::OsString| {
        let (path, shown) = (folder.join(&other), other.to_string_lossy().into_owned());
        match conflict_copy(&shown) {
            Some((by, of)) => (of == name).then_some((path, Some(by))),
            // A name such as `-DESKTOP-7`, ` (1)` or ` 2` does not prove that a file is a copy. Its
            // content must have the id of the case.
            None => {
                let more = shown.strip_prefix(stem)?.strip_suffix(".ron")?;
                let may_be_copy = more.starts_with(['-', ' ', '_']);
                (may_be_copy && holds_id(&path)).then_some((path, None))
            }
        }
    };
    names.into_iter().filter_map(copy).collect()
}

/// The program that makes copies with such a name, and the name of the original. None if this is
/// not the name of a conflict copy.
fn conflict_copy(name: &str) -> Option<(&'static str, String)> {
    let ending = name.rfind('.').and_then(|at| name.get(at..))?;
    if let Some((stem, _)) = name.split_once(".sync-conflict-") {
        return Some(("Syncthing", format!("{stem}{ending}")));
    }
    // The mark is before the ending, or before all of `.case.ron`.
    if let Some((stem, rest)) = name.split_once("_conflict-") {
        let rest = rest.find('.').and_then(|at| rest.get(at..))?;
        return Some(("ownCloud", format!("{stem}{rest}")));
    }
    let (open, close) = (name.rfind(" (")?, name.rfind(')')?);
    let inside = name.get(open + 2..close)?;
    let by = if inside.contains("SFConflict") {
        "Seafile"
    } else if inside.starts_with("conflicted copy") {
        "Nextcloud"
    } else if inside.contains("conflicted copy") {
        "Dropbox"
    } else {
        return None;
    };
    let (stem, rest) = (name.get(..open)?, name.get(close + 1..)?);
    Some((by, format!("{stem}{rest}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::IdGen;
    use crate::store::Memory;

    #[test]
    fn copies_are_known_by_their_names() {
        let of = "story.case.ron";
        for (name, by) in [
            (
                "story.case.sync-conflict-20261128-213000-ABCDEFG.ron",
                "Syncthing",
            ),
            (
                "story.case (Anna's conflicted copy 2026-11-28).ron",
                "Dropbox",
            ),
            ("story (desk-3's conflicted copy).case.ron", "Dropbox"),
            (
                "story.case (conflicted copy 2026-11-28 213000).ron",
                "Nextcloud",
            ),
            ("story.case_conflict-20261128-213000.ron", "ownCloud"),
            (
                "story.case (SFConflict mk@desk.example 2026-11-28-21-30-00).ron",
                "Seafile",
            ),
        ] {
            assert_eq!(conflict_copy(name), Some((by, of.to_owned())), "{name}");
        }
        for name in [
            of,
            "story (1).case.ron",
            "conflicted copy.case.ron",
            "a (b.case.ron",
            ")x (.ron",
        ] {
            assert_eq!(conflict_copy(name), None, "{name}");
        }
    }

    #[test]
    fn copies_are_found_by_the_id_in_them() {
        let id: CaseId = IdGen::seeded(1).id(|_| false);
        let disk = Memory::new();
        let mine = format!("(id: \"{id}\")");
        for name in [
            "story.case.ron",
            "story.case-DESKTOP-7.ron",
            "story.case (1).ron",
            "story.case 2.ron",
        ] {
            disk.put(format!("/w/{name}"), mine.as_str());
        }
        disk.put("/w/story.case.sync-conflict-1.ron", "torn");
        disk.put("/w/other.case.sync-conflict-1.ron", mine.as_str());
        disk.put("/w/story.case-3.ron", "(id: \"another\")");
        let found = copies(&disk, Path::new("/w/story.case.ron"), "story.case.ron", id);
        let names: Vec<String> = found.iter().map(|(path, _)| file_name(path)).collect();
        assert_eq!(
            names,
            [
                "story.case (1).ron",
                "story.case 2.ron",
                "story.case-DESKTOP-7.ron",
                "story.case.sync-conflict-1.ron",
            ]
        );
    }
}
