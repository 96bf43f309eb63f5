//! The user's name: the first of `--by`, `FACTDESK_BY`, `config.ron`, git's global `user.name` and
//! `$USER` that names a person.

use crate::error::Error;
use std::path::Path;

use super::World;

/// Common account names that name no person.
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

/// The person who rules.
///
/// Errors: no name is known; `--by` names no person.
pub(super) fn person(world: &World, case: &Path) -> Result<String, Error> {
    if let Some(by) = world.by.as_deref().filter(|by| named(by).is_none()) {
        let what = format!("`{}` names no person", crate::text::visible(by));
        return Err(Error::refused(what, "say who you are with --by WHO"));
    }
    anybody(world, case).ok_or_else(|| match world.bad_settings() {
        Some(bad) => Error::refused(bad.to_string(), "fix it, or say who rules with --by WHO"),
        None => Error::refused("it is not known who rules", "say who you are with --by WHO"),
    })
}

/// The person who rules, if known.
pub(super) fn anybody(world: &World, _: &Path) -> Option<String> {
    let variable = |name: &str| std::env::var(name).ok().and_then(|name| named(&name));
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let given = world
        .by
        .as_deref()
        .and_then(named)
        .or_else(|| variable("FACTDESK_BY"));
    // The settings cannot be read, so a later source might give another name than they do.
    if given.is_some() || world.bad_settings().is_some() {
        return given;
    }
    named(&world.settings().name)
        .or_else(|| named(&crate::config::git_user(world.disk.as_ref(), set)?))
        .or_else(|| variable("USER"))
}

/// The name on one line, trimmed; none if it names no person.
fn named(name: &str) -> Option<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty() && !NOBODY.contains(&name.to_lowercase().as_str())).then_some(name)
}
