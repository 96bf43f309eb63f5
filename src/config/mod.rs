//! The directories and configuration files of this machine. They follow the XDG base directory
//! specification (0.8), also on macOS.

mod git;
mod nearest;
mod settings;
mod standards;

use std::ffi::OsString;
use std::path::PathBuf;

pub use git::git_user;
pub use nearest::{Found, WORDS, nearest};
pub use settings::{BadConfig, DEFAULT, OwnKeys, Settings};
pub use standards::{STANDARDS, house};

/// The directories that factdesk uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// The directory of the settings: `$XDG_CONFIG_HOME/factdesk`, otherwise `~/.config/factdesk`.
    /// None if neither is known.
    pub config: Option<PathBuf>,
    /// The directory of journals, locks and backups: `$XDG_STATE_HOME/factdesk`, otherwise
    /// `~/.local/state/factdesk`. None if neither is known.
    pub state: Option<PathBuf>,
}

impl Paths {
    /// The directories for this environment. Relative XDG paths are ignored, as the specification
    /// requires.
    pub fn from_environment(variable: impl Fn(&str) -> Option<OsString>) -> Self {
        let absolute = |name: &str| {
            variable(name)
                .map(PathBuf::from)
                .filter(|path| path.is_absolute())
        };
        let below = |name: &str, home: &str| {
            let base = absolute(name).or_else(|| absolute("HOME").map(|path| path.join(home)));
            base.map(|path| path.join("factdesk"))
        };
        Self {
            config: below("XDG_CONFIG_HOME", ".config"),
            state: below("XDG_STATE_HOME", ".local/state"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xdg_variables_come_before_home_and_relative_paths_are_ignored() {
        let paths = |pairs: &[(&str, &str)]| {
            Paths::from_environment(|name| {
                pairs
                    .iter()
                    .find(|(key, _)| *key == name)
                    .map(|(_, value)| value.into())
            })
        };
        let home = paths(&[("HOME", "/home/mk"), ("XDG_STATE_HOME", "state")]);
        assert_eq!(home.state, Some("/home/mk/.local/state/factdesk".into()));
        let xdg = paths(&[("HOME", "/home/mk"), ("XDG_CONFIG_HOME", "/c")]);
        assert_eq!(xdg.config, Some("/c/factdesk".into()));
        assert_eq!(
            paths(&[]),
            Paths {
                config: None,
                state: None
            }
        );
    }
}
