//! `standards.ron`: a newsroom's own house standards.

use std::path::Path;

use super::Paths;
use super::nearest::nearest;
use super::settings::{BadConfig, parsed, read};
use crate::check::House;
use crate::store::Disk;

/// The name of the file with a newsroom's own standards.
pub const STANDARDS: &str = "standards.ron";

/// The standards for a case: those in the named file, otherwise those in `standards.ron` in the
/// case's directory, otherwise those in the config directory, otherwise the defaults.
///
/// Errors: the named file does not exist; a file cannot be read, is not RON, has an unknown name or
/// a number out of range.
pub fn house(
    disk: &dyn Disk,
    paths: &Paths,
    case: &Path,
    named: Option<&Path>,
) -> Result<House, BadConfig> {
    if let Some(path) = named {
        let text = read(disk, path)?.ok_or_else(|| BadConfig {
            place: crate::text::visible(&path.to_string_lossy()).into_owned(),
            what: "there is no such file".to_owned(),
        })?;
        return house_of(path, &text);
    }
    if let Some(found) = nearest(disk, paths, case, STANDARDS)? {
        return house_of(&found.path, &found.text);
    }
    Ok(House::default())
}

fn house_of(path: &Path, text: &str) -> Result<House, BadConfig> {
    let house: House = parsed(path, text)?;
    Ok(house.of_file(crate::text::visible(&path.to_string_lossy())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Memory;

    #[test]
    fn the_nearest_file_is_used_and_errors_have_line_and_column() {
        let disk = Memory::new();
        let paths = Paths {
            config: Some("/c".into()),
            state: None,
        };
        disk.put("/w/story.case.ron", "()");
        let origins = |named: Option<&str>| {
            let case = Path::new("/w/story.case.ron");
            house(&disk, &paths, case, named.map(Path::new)).map(|house| house.origins())
        };
        assert_eq!(origins(None), Ok(2));
        disk.put("/c/standards.ron", "(origins: 3)");
        assert_eq!(origins(None), Ok(3));
        disk.put("/w/standards.ron", "(origins: 4)");
        assert_eq!(origins(None), Ok(4));
        disk.put(
            "/w/mine.ron",
            "(\n    levels: {\n        \"adrft\": Off,\n    },\n)",
        );
        let error = origins(Some("/w/mine.ron")).unwrap_err().to_string();
        assert!(error.starts_with("/w/mine.ron:3:"), "{error}");
        assert!(error.contains("no standard `adrft`"), "{error}");
        let error = origins(Some("/w/none.ron")).unwrap_err().to_string();
        assert_eq!(error, "/w/none.ron: there is no such file");
    }
}
