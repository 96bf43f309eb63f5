//! The user's name. It is the first name of a person in `--by`, `FACTDESK_BY`, `config.ron`, git's
//! global `user.name` and `$USER`.

use crate::error::Error;
use std::path::Path;

use super::World;

/// Common account names that are not the name of a person.
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

/// The user's name.
///
/// Errors: no name is known; `--by` is not the name of a person.
pub(super) fn person(world: &World, case: &Path) -> Result<String, Error> {
    if let Some(by) = world.by.as_deref().filter(|by| person_name(by).is_none()) {
        let what = format!("`{}` names no person", crate::text::visible(by));
        return Err(Error::refused(what, "say who you are with --by WHO"));
    }
    known_person(world, case).ok_or_else(|| match world.bad_settings() {
        Some(bad) => Error::refused(bad.to_string(), "fix it, or say who rules with --by WHO"),
        None => Error::refused("it is not known who rules", "say who you are with --by WHO"),
    })
}

/// The user's name, if it is known.
pub(super) fn known_person(world: &World, _: &Path) -> Option<String> {
    let variable = |name: &str| std::env::var(name).ok().and_then(|name| person_name(&name));
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let given = world
        .by
        .as_deref()
        .and_then(person_name)
        .or_else(|| variable("FACTDESK_BY"));
    // If the settings cannot be read, they may have another name than git or `$USER`. So those are
    // not used.
    if given.is_some() || world.bad_settings().is_some() {
        return given;
    }
    person_name(&world.settings().name)
        .or_else(|| person_name(&crate::config::git_user(world.disk.as_ref(), set)?))
        .or_else(|| variable("USER"))
}

/// The name on one line, without surrounding space. None if it is not the name of a person.
fn person_name(name: &str) -> Option<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty() && !NOBODY.contains(&name.to_lowercase().as_str())).then_some(name)
}
