//! Reads `user.name` from git's global configuration files. The configuration of a repository is
//! not read, since it may come with a downloaded folder and must not decide who rules. No process
//! is run.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::settings::MAX_BYTES;
use crate::store::Disk;

/// The user name in git's global configuration. If there are several, the last one counts, as in
/// git.
///
/// A file named by `include.path` is read, but not the files that it includes. `includeIf` is
/// ignored, since it depends on the location of the repository.
pub fn git_user(disk: &dyn Disk, variable: impl Fn(&str) -> Option<OsString>) -> Option<String> {
    let path = |name: &str| variable(name).map(PathBuf::from);
    let home = path("HOME");
    let files = match path("GIT_CONFIG_GLOBAL") {
        Some(only) => vec![only],
        None => {
            let config = path("XDG_CONFIG_HOME").filter(|path| path.is_absolute());
            let config = config.or_else(|| Some(home.as_ref()?.join(".config")));
            let files = [
                config.map(|config| config.join("git/config")),
                home.as_ref().map(|home| home.join(".gitconfig")),
            ];
            files.into_iter().flatten().collect()
        }
    };
    let mut user = None;
    for file in files {
        for (key, value) in entries_of(disk, &file) {
            if key == "user.name" {
                user = Some(value);
            } else if let Some(included) = included(&file, &value, home.as_deref()) {
                let names = entries_of(disk, &included);
                let name = names.into_iter().rev().find(|(key, _)| *key == "user.name");
                user = name.map(|(_, name)| name).or(user);
            }
        }
    }
    user
}

/// The path that an `include.path` in this file means.
fn included(file: &Path, value: &str, home: Option<&Path>) -> Option<PathBuf> {
    match value.strip_prefix("~/") {
        Some(rest) => Some(home?.join(rest)),
        None => Some(file.parent()?.join(value)),
    }
}

/// The values of `user.name` and `include.path` in a file, in order. Empty if the file cannot be
/// read.
fn entries_of(disk: &dyn Disk, file: &Path) -> Vec<(&'static str, String)> {
    let bytes = disk.read(file, MAX_BYTES).unwrap_or_default();
    entries(&String::from_utf8_lossy(&bytes))
}

fn entries(text: &str) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    let mut section = String::new();
    let mut rest = text.trim_start_matches('\u{feff}');
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return found;
        }
        if let Some(head) = rest.strip_prefix('[') {
            let end = head.find([']', '\n']).unwrap_or(head.len());
            head.get(..end)
                .unwrap_or_default()
                .trim()
                .to_lowercase()
                .clone_into(&mut section);
            rest = head.get(end..).unwrap_or_default().trim_start_matches(']');
            continue;
        }
        let end = rest.find(['=', '\n']).unwrap_or(rest.len());
        let (key, after) = rest.split_at(end);
        let key = key.trim().to_lowercase();
        let Some(after) = after
            .strip_prefix('=')
            .filter(|_| !key.starts_with(['#', ';']))
        else {
            // A comment, or a key without a value.
            rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
            continue;
        };
        let (value, after) = parse_value(after);
        rest = after;
        match (section.as_str(), key.as_str()) {
            ("user", "name") => found.push(("user.name", value)),
            ("include", "path") => found.push(("include.path", value)),
            _ => {}
        }
    }
}

/// Parses a value up to the end of its line. Returns the value and the rest of the text.
fn parse_value(text: &str) -> (String, &str) {
    let mut value = String::new();
    // The length that must not be trimmed: quoted or escaped text, or a character that is not a
    // space, ends there.
    let mut trimmed_length = 0;
    let mut is_quoted = false;
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        let after = || text.get(at..).unwrap_or_default();
        match c {
            '\n' => return (truncated(value, trimmed_length), after()),
            '#' | ';' if !is_quoted => {
                let rest = after().find('\n').and_then(|end| after().get(end..));
                return (truncated(value, trimmed_length), rest.unwrap_or_default());
            }
            '"' => {
                is_quoted = !is_quoted;
                trimmed_length = value.len();
            }
            '\\' => {
                match chars.next().map(|(_, escaped)| escaped) {
                    Some('n') => value.push('\n'),
                    Some('t') => value.push('\t'),
                    Some('\n') | None => {}
                    Some(escaped) => value.push(escaped),
                }
                trimmed_length = value.len();
            }
            c if c.is_whitespace() && !is_quoted => {
                if !value.is_empty() {
                    value.push(c);
                }
            }
            c => {
                value.push(c);
                trimmed_length = value.len();
            }
        }
    }
    (truncated(value, trimmed_length), "")
}

fn truncated(mut value: String, trimmed_length: usize) -> String {
    value.truncate(trimmed_length);
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Memory;

    fn user(files: &[(&str, &str)], variables: &[(&str, &str)]) -> Option<String> {
        let disk = Memory::new();
        for (path, text) in files {
            disk.put(path, *text);
        }
        git_user(&disk, |name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| value.into())
        })
    }

    const HOME: (&str, &str) = ("HOME", "/home/mk");

    #[test]
    fn the_name_is_read_from_the_global_files() {
        let own = ("/home/mk/.gitconfig", "[user]\n\tname = Maria K\n");
        let xdg = ("/home/mk/.config/git/config", "[user]\nname = M\n");
        assert_eq!(user(&[own], &[HOME]).as_deref(), Some("Maria K"));
        assert_eq!(user(&[xdg, own], &[HOME]).as_deref(), Some("Maria K"));
        assert_eq!(user(&[xdg], &[HOME]).as_deref(), Some("M"));
        let elsewhere = ("/x/git/config", "[user]\nname = X\n");
        let to = [HOME, ("XDG_CONFIG_HOME", "/x")];
        assert_eq!(user(&[elsewhere, xdg], &to).as_deref(), Some("X"));
        let only = [HOME, ("GIT_CONFIG_GLOBAL", "/g")];
        assert_eq!(
            user(&[own, ("/g", "[user]\nname=G")], &only).as_deref(),
            Some("G")
        );
        assert_eq!(
            user(&[own], &[HOME, ("GIT_CONFIG_GLOBAL", "/dev/null")]),
            None
        );
        assert_eq!(user(&[own], &[]), None);
    }

    #[test]
    fn a_file_is_read_as_git_reads_it() {
        for (text, name) in [
            (
                "[core]\nname = no\n[User] # mine\n Name = Maria  K  ; me\n",
                "Maria  K",
            ),
            ("[user] name = Maria\n", "Maria"),
            ("[user]\nname = \" Maria # K \"\n", " Maria # K "),
            ("[user]\nname = Maria \\\n K\n", "Maria  K"),
            ("[user]\nname = Ma\\\"r\\\\ia\n", "Ma\"r\\ia"),
            (
                "[user \"work\"]\nname = no\n[user]\nname = Maria\n",
                "Maria",
            ),
            (
                "# name = no\n[user]\nsigning\nname = Maria\nname = Last\n",
                "Last",
            ),
            ("\u{feff}[user]\r\nname = Їжак\r\n", "Їжак"),
        ] {
            let found = user(&[("/home/mk/.gitconfig", text)], &[HOME]);
            assert_eq!(found.as_deref(), Some(name), "{text}");
        }
        assert_eq!(
            user(&[("/home/mk/.gitconfig", "[user\nname")], &[HOME]),
            None
        );
    }

    #[test]
    fn an_included_file_is_read_once() {
        let own = "[include]\npath = own.inc\n[includeIf \"gitdir:/\"]\npath = no.inc\n";
        let files = [
            ("/home/mk/.gitconfig", own),
            (
                "/home/mk/own.inc",
                "[user]\nname = Maria\n[include]\npath = own.inc\n",
            ),
            ("/home/mk/no.inc", "[user]\nname = No\n"),
        ];
        assert_eq!(user(&files, &[HOME]).as_deref(), Some("Maria"));
        let files = [
            ("/home/mk/.gitconfig", "[include]\npath = ~/a\n"),
            ("/home/mk/a", "[user]\nname = A\n"),
        ];
        assert_eq!(user(&files, &[HOME]).as_deref(), Some("A"));
    }
}
