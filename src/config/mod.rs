//! The directories and configuration files of this machine, by the XDG base directory specification
//! (0.8), also on macOS.

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
    /// Settings: `$XDG_CONFIG_HOME/factdesk`, else `~/.config/factdesk`. None if neither is known.
    pub config: Option<PathBuf>,
    /// Journals, locks and backups: `$XDG_STATE_HOME/factdesk`, else `~/.local/state/factdesk`.
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
    fn xdg_comes_first_then_home_and_relative_paths_do_not_count() {
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
