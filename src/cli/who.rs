//! Who is there: the first of `--by`, `FACTDESK_BY`, git's `user.name`, `$USER` that names a person.

use std::path::Path;
use std::process::{Command, Stdio};

use super::World;
use super::failure::Failure;

/// Account names that name no person.
const NOBODY: &[&str] = &[
    "root",
    "admin",
    "administrator",
    "ubuntu",
    "debian",
    "user",
    "guest",
    "nobody",
    "default",
    "docker",
    "vagrant",
    "ec2-user",
    "centos",
    "fedora",
    "pi",
    "runner",
    "ci",
    "build",
    "builder",
    "app",
    "test",
];

/// The person who rules by this command. `case` is the case's file, whose directory may have a git user of its own.
///
/// Error: nobody is named.
pub(super) fn person(world: &World, case: &Path) -> Result<String, Failure> {
    anybody(world, case)
        .ok_or_else(|| Failure::misuse("nobody is named whose ruling this would be", "--by WHO"))
}

/// The same, or none.
pub(super) fn anybody(world: &World, case: &Path) -> Option<String> {
    let variable = |name: &str| std::env::var(name).ok().and_then(|name| cleaned(&name));
    let is_person = |name: &String| !NOBODY.contains(&name.to_lowercase().as_str());
    let given = world
        .by
        .as_deref()
        .and_then(cleaned)
        .or_else(|| variable("FACTDESK_BY"));
    given
        .or_else(|| git_user(case).filter(is_person))
        .or_else(|| variable("USER").filter(is_person))
}

/// On one line, without spaces around; none if nothing is left.
fn cleaned(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn git_user(case: &Path) -> Option<String> {
    let folder = case
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut git = Command::new("git");
    git.args(["config", "--get", "user.name"])
        .current_dir(folder)
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    // No git, no user: both leave the question to the next in line.
    let output = git.output().ok().filter(|output| output.status.success())?;
    cleaned(&String::from_utf8_lossy(&output.stdout))
}
