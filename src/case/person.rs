//! Compares names of people. All other code uses this module for that.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// A name normalized for comparison: without case and surrounding space, so that `mk` and `MK ` are
/// equal.
pub fn folded(name: &str) -> Cow<'_, str> {
    let trimmed = name.trim();
    let is_plain = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if trimmed.bytes().all(is_plain) {
        return Cow::Borrowed(trimmed);
    }
    Cow::Owned(trimmed.nfc().flat_map(char::to_lowercase).collect())
}

/// Whether two names belong to the same person.
pub fn is_same(name: &str, other: &str) -> bool {
    name == other || folded(name) == folded(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_surrounding_space_do_not_matter() {
        for (name, other) in [
            ("mk", "MK"),
            (" mk ", "mk"),
            ("Олена", "ОЛЕНА\t"),
            ("Юрій", "юріи\u{306}"),
        ] {
            assert!(is_same(name, other), "{name} {other}");
        }
        assert!(!is_same("mk", "m k") && !is_same("mk", "mkk") && !is_same("", "mk"));
    }
}
