//! The language of reports: the requested one, otherwise that of the settings. Only reports for the
//! public depend on the language of the story.

use crate::case::UnknownWord;

pub(super) use crate::text::languages::CODES;

/// Parses a language code.
pub(super) fn of_word(word: &str) -> Result<&'static str, UnknownWord> {
    known(word).ok_or_else(|| UnknownWord {
        what: "language of reports",
        given: word.to_owned(),
        known: CODES.join(", "),
    })
}

/// The language of a tag or locale like `uk-UA` or `uk_UA.UTF-8`.
fn known(tag: &str) -> Option<&'static str> {
    let code = tag.split(['-', '_', '.', '@']).next().unwrap_or_default();
    let mut codes = CODES.iter();
    codes
        .find(|known| known.eq_ignore_ascii_case(code))
        .copied()
}

/// The language of a report: the first known of the requested language, that of the settings
/// (`setting`), that of the readers, and that of the locale.
pub(super) fn of_report(
    requested: Option<&'static str>,
    setting: &str,
    readers: Option<&str>,
) -> &'static str {
    let locale = || {
        let variable = |name: &&str| std::env::var(name).ok().filter(|value| !value.is_empty());
        // POSIX: the first of these that is set and not empty decides.
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(variable);
        set.and_then(|locale| known(&locale))
    };
    requested
        .or_else(|| known(setting))
        .or_else(|| readers.and_then(known))
        .or_else(locale)
        .unwrap_or("en")
}
