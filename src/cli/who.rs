//! Who is there: the first of `--by`, `FACTDESK_BY`, `config.ron`, git's `user.name`, `$USER` that names a person.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::World;
use super::failure::Failure;

/// Account names that machines come with and that name no person.
const NOBODY: &[&str] = &[
    "root",
    "admin",
    "administrator",
    "user",
    "nobody",
    "ubuntu",
    "debian",
    "fedora",
    "centos",
    "ec2-user",
    "vagrant",
    "docker",
    "pi",
];

/// How long git may take to say who its user is. Its settings may lead anywhere.
const PATIENCE: Duration = Duration::from_secs(2);

/// The person who rules by this command. `case` is the case's file, whose directory may have a git user of its own.
///
/// Errors: nobody is named; `--by` names nobody.
pub(super) fn person(world: &World, case: &Path) -> Result<String, Failure> {
    if let Some(by) = world.by.as_deref().filter(|by| named(by).is_none()) {
        let what = format!("`{}` names no person", crate::text::visible(by));
        return Err(Failure::misuse(what, "--by WHO"));
    }
    anybody(world, case).ok_or_else(|| match world.bad_settings() {
        Some(bad) => Failure::misuse(bad.to_string(), "mend it, or say who rules with --by WHO"),
        None => Failure::misuse("nobody is named whose ruling this would be", "--by WHO"),
    })
}

/// The same, or none.
pub(super) fn anybody(world: &World, case: &Path) -> Option<String> {
    let variable = |name: &str| std::env::var(name).ok().and_then(|name| named(&name));
    let given = world
        .by
        .as_deref()
        .and_then(named)
        .or_else(|| variable("FACTDESK_BY"));
    // A name that cannot be read might be another one than the next in line.
    if given.is_some() || world.bad_settings().is_some() {
        return given;
    }
    named(&world.settings().name)
        .or_else(|| git_user(case))
        .or_else(|| variable("USER"))
}

/// A name on one line, without spaces around; none if it names no person.
fn named(name: &str) -> Option<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty() && !NOBODY.contains(&name.to_lowercase().as_str())).then_some(name)
}

fn git_user(case: &Path) -> Option<String> {
    let folder = case
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut git = Command::new("git");
    git.args(["config", "--get", "user.name"])
        .current_dir(folder);
    // No git, no user, no answer: all leave the question to the next in line.
    let mut child = git
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let start = Instant::now();
    while child.try_wait().ok()?.is_none() {
        if start.elapsed() > PATIENCE {
            // It may have ended this moment; either way it must not stay behind.
            let _ = child.kill();
            let _ = child.wait();
            return None;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    let output = child
        .wait_with_output()
        .ok()
        .filter(|output| output.status.success())?;
    named(&String::from_utf8_lossy(&output.stdout))
}
