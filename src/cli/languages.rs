//! The language of reports: the one that was asked for, else the desk's. The language of the story
//! does not matter.

use crate::case::UnknownWord;

/// The languages that reports speak.
pub(super) const CODES: &[&str] = &["en", "uk", "ru"];

/// The language of this code.
pub(super) fn of_word(word: &str) -> Result<&'static str, UnknownWord> {
    known(word).ok_or_else(|| UnknownWord {
        what: "language of reports",
        given: word.to_owned(),
        known: CODES.join(", "),
    })
}

/// The language that a tag or a locale names, as `uk-UA` and `uk_UA.UTF-8` do.
fn known(tag: &str) -> Option<&'static str> {
    let code = tag.split(['-', '_', '.', '@']).next().unwrap_or_default();
    let mut codes = CODES.iter();
    codes
        .find(|known| known.eq_ignore_ascii_case(code))
        .copied()
}

/// The language of a report: the one that was asked for, the one of the settings, for readers that
/// of what they read, else that of the locale.
pub(super) fn of_report(
    asked: Option<&'static str>,
    desk: &str,
    readers: Option<&str>,
) -> &'static str {
    let locale = || {
        let variable = |name: &&str| std::env::var(name).ok().filter(|value| !value.is_empty());
        // By POSIX the first of these that is set and not empty.
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(variable);
        set.and_then(|locale| known(&locale))
    };
    asked
        .or_else(|| known(desk))
        .or_else(|| readers.and_then(known))
        .or_else(locale)
        .unwrap_or("en")
}
