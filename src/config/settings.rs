//! `config.ron` and `keys.ron`: the user's settings. Errors have a line and column.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use serde::de::{Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::Paths;
use crate::store::Disk;

/// The settings in `config.ron`. All fields are optional.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The user's name. If it is empty, git's `user.name` is used, then `$USER`.
    pub name: String,
    /// The name of the newsroom, for exports.
    pub publisher: String,
    /// The newsroom's web address, for exports.
    pub url: String,
    /// The language of reports, `en`, `uk` or `ru`; empty for that of the locale.
    pub report_language: String,
    /// Whether the focus moves to the next claim after a ruling.
    pub auto_advance: bool,
    /// The command that opens links; empty for the system's.
    pub opener: String,
    /// The command that edits long texts; empty for `$VISUAL`, then `$EDITOR`.
    pub editor: String,
    /// Whether the mouse is used. Shift-drag always selects text in the terminal.
    pub mouse: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: String::new(),
            publisher: String::new(),
            url: String::new(),
            report_language: String::new(),
            auto_advance: true,
            opener: String::new(),
            editor: String::new(),
            mouse: true,
        }
    }
}

/// The default settings, as a file with comments.
pub const DEFAULT: &str = r#"(
    // Who rules; empty: git's user.name, then $USER. --by and FACTDESK_BY come first.
    name: "",
    // The newsroom and its address, for exports.
    publisher: "",
    url: "",
    // The language of reports: "en", "uk" or "ru"; empty: that of the locale, else English.
    report_language: "",
    // Whether focus goes on to the next claim by itself after a ruling.
    auto_advance: true,
    // The command that opens links; empty: xdg-open, on macOS open.
    opener: "",
    // The command that edits long texts; empty: $VISUAL, then $EDITOR, then vi.
    editor: "",
    // Whether the mouse is listened to. Shift-drag selects text either way.
    mouse: true,
)
"#;

/// An error in a configuration file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadConfig {
    /// The file, with line and column from 1.
    pub place: String,
    /// The description of the error.
    pub what: String,
}

impl fmt::Display for BadConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, crate::text::visible(&self.what))
    }
}

impl std::error::Error for BadConfig {}

/// The largest configuration file that is read, in bytes.
pub(super) const MAX_BYTES: u64 = 1 << 20;

/// Reads a configuration file; none if it does not exist.
pub(super) fn read(disk: &dyn Disk, path: &Path) -> Result<Option<String>, BadConfig> {
    let bad = |what: String| BadConfig {
        place: crate::text::visible(&path.to_string_lossy()).into_owned(),
        what,
    };
    match disk.read(path, MAX_BYTES) {
        Ok(bytes) => String::from_utf8(bytes)
            .map(|text| Some(text.trim_start_matches('\u{feff}').to_owned()))
            .map_err(|_| bad("it is not UTF-8".to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => {
            Err(bad("it is not a regular file".to_owned()))
        }
        Err(error) => Err(bad(format!("it cannot be read: {error}"))),
    }
}

/// Parses a configuration file.
///
/// Errors, with line and column: the file is empty, or is not a valid `T`.
pub(super) fn parsed<T: serde::de::DeserializeOwned>(
    path: &Path,
    text: &str,
) -> Result<T, BadConfig> {
    // In `factdesk config > config.ron`, the shell empties the file before the command reads it.
    if text.trim().is_empty() {
        let shown = crate::text::visible(&path.to_string_lossy()).into_owned();
        return Err(BadConfig {
            place: format!("{shown}:1:1"),
            what: "it is empty".to_owned(),
        });
    }
    ron::from_str(text).map_err(|error| ill_formed(path, &error))
}

fn ill_formed(path: &Path, error: &ron::error::SpannedError) -> BadConfig {
    let at = error.span.start;
    BadConfig {
        place: format!(
            "{}:{}:{}",
            crate::text::visible(&path.to_string_lossy()),
            at.line,
            at.col
        ),
        what: error.code.to_string(),
    }
}

impl Settings {
    /// The user's settings, or the defaults if there is no file.
    ///
    /// Errors: the file cannot be read, is not RON, or has an unknown field.
    pub fn load(disk: &dyn Disk, paths: &Paths) -> Result<Self, BadConfig> {
        let Some(path) = paths
            .config
            .as_ref()
            .map(|folder| folder.join("config.ron"))
        else {
            return Ok(Self::default());
        };
        match read(disk, &path)? {
            Some(text) => parsed(&path, &text),
            None => Ok(Self::default()),
        }
    }
}

/// The user's key bindings in `keys.ron`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnKeys {
    /// The keys of each command, by command id.
    pub keys: BTreeMap<String, Vec<String>>,
    path: PathBuf,
    text: String,
}

/// A map from command ids to keys. A command that occurs twice is an error, which `ron` alone would
/// accept.
struct UniqueEntries(BTreeMap<String, Vec<String>>);

impl<'de> Deserialize<'de> for UniqueEntries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = UniqueEntries;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map from command ids to lists of keys")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<UniqueEntries, A::Error> {
                let mut keys = BTreeMap::new();
                while let Some((id, own)) = map.next_entry::<String, Vec<String>>()? {
                    if keys.insert(id.clone(), own).is_some() {
                        return Err(serde::de::Error::custom(format!("`{id}` is there twice")));
                    }
                }
                Ok(UniqueEntries(keys))
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

impl OwnKeys {
    /// The user's key bindings; empty if there is no file.
    ///
    /// Errors: the file cannot be read or is not such a map.
    pub fn load(disk: &dyn Disk, paths: &Paths) -> Result<Self, BadConfig> {
        let Some(path) = paths.config.as_ref().map(|folder| folder.join("keys.ron")) else {
            return Ok(Self::default());
        };
        let Some(text) = read(disk, &path)? else {
            return Ok(Self::default());
        };
        let UniqueEntries(keys) = parsed(&path, &text)?;
        Ok(Self { keys, path, text })
    }

    /// The error for a word in the file, with its line and column.
    pub fn error_at(&self, word: &str, what: impl Into<String>) -> BadConfig {
        let quoted = format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\""));
        let at = self.text.find(&quoted).unwrap_or_default();
        let before = self.text.get(..at).unwrap_or_default();
        let (line, column) = crate::text::place_of(before);
        BadConfig {
            place: format!(
                "{}:{line}:{column}",
                crate::text::visible(&self.path.to_string_lossy())
            ),
            what: what.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Memory;

    fn paths() -> Paths {
        Paths {
            config: Some("/c".into()),
            state: None,
        }
    }

    #[test]
    fn the_default_file_has_the_default_settings() {
        assert_eq!(ron::from_str::<Settings>(DEFAULT), Ok(Settings::default()));
        assert_eq!(
            Settings::load(&Memory::new(), &paths()),
            Ok(Settings::default())
        );
    }

    #[test]
    fn errors_have_line_and_column() {
        let disk = Memory::new();
        disk.put("/c/config.ron", "(\n    name: \"mk\",\n    colour: 3,\n)");
        let error = Settings::load(&disk, &paths()).unwrap_err().to_string();
        assert!(error.starts_with("/c/config.ron:3:"), "{error}");
        disk.put(
            "/c/keys.ron",
            "{ \"confirm\": [\"y\"], \"confirm\": [\"n\"] }",
        );
        let error = OwnKeys::load(&disk, &paths()).unwrap_err().to_string();
        assert!(error.contains("`confirm` is there twice"), "{error}");
        disk.put("/c/keys.ron", "{\n  \"copy\": [\"hh\"],\n}");
        let keys = OwnKeys::load(&disk, &paths()).unwrap();
        assert_eq!(
            keys.error_at("hh", "no key").to_string(),
            "/c/keys.ron:2:12: no key"
        );
    }
}
