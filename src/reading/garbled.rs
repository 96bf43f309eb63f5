//! Text that was decoded in a wrong character set and saved again: `â€œYesâ€` was `“Yes”`, and
//! `Ïîðò` was `Порт`.

use std::borrow::Cow;

use encoding_rs::{Encoding, WINDOWS_1251, WINDOWS_1252};

use super::detection::language_of;
use super::language::Language;

/// A text with fewer letters is not judged: `Ïîðò` may be a name.
const MIN_LETTERS: usize = 12;

/// The least number of garbled characters. Fewer may be chance.
const MIN_MARKS: usize = 2;

/// Garbled forms of frequent letters and punctuation, whose bytes in UTF-8 were each decoded as one
/// character.
const MARKS: &[&str] = &[
    "â€", "Ã©", "Ã¼", "Ã¶", "Ã¤", "Ã³", "Ã±", "Â ", "Ð°", "Ð¾", "Ñ‚", "Рѕ", "Р°", "Рё", "СЃ", "С‚",
];

/// The result for a garbled text.
pub(super) struct Garbled {
    /// The original text. None if not all of it can be restored.
    pub text: Option<String>,
    /// A sentence for the person, without a full stop.
    pub note: String,
}

/// Checks whether a text is garbled, and restores it if that is possible for the whole text.
pub(super) fn garbled(text: &str) -> Option<Garbled> {
    if text.is_ascii() {
        return None;
    }
    let place = |text: &str, is_odd: &dyn Fn(&str) -> bool| {
        let mut places = text.char_indices().map(|(place, _)| place);
        let at = places.find(|place| text.get(*place..).is_some_and(is_odd));
        let before = text.get(..at.unwrap_or_default()).unwrap_or_default();
        let (line, column) = crate::text::place_of(before);
        format!("{line}:{column}")
    };
    let is_wide = |rest: &str| rest.starts_with(|c: char| !c.is_ascii());
    for encoding in [WINDOWS_1252, WINDOWS_1251] {
        if let Some(whole) = from_utf8(text, encoding) {
            return Some(Garbled {
                note: format!(
                    "The text was garbled, from {} on: UTF-8 that was once read as {}; it is repaired",
                    place(text, &is_wide),
                    encoding.name()
                ),
                text: Some(whole),
            });
        }
    }
    if let Some(whole) = from_cyrillic(text) {
        return Some(Garbled {
            note: format!(
                "The text was garbled, from {} on: windows-1251 that was once read as windows-1252; it is repaired",
                place(text, &is_wide)
            ),
            text: Some(whole),
        });
    }
    let marks: usize = MARKS.iter().map(|mark| text.matches(mark).count()).sum();
    let known = language_of(std::iter::once(text));
    let is_odd = |rest: &str| MARKS.iter().any(|mark| rest.starts_with(mark));
    // A Cyrillic text may contain "Рё". A garbled text is in no known language.
    let is_garbled = match known {
        Some(Language::Ukrainian | Language::Russian) => false,
        _ => marks >= MIN_MARKS,
    };
    is_garbled.then(|| Garbled {
        text: None,
        note: format!(
            "The text looks garbled, first at {}: UTF-8 that was read in another character set once; save it again as UTF-8 from where it came from",
            place(text, &is_odd)
        ),
    })
}

/// Restores a text whose bytes in this character set are valid UTF-8 with at least two characters
/// outside ASCII. This never happens by chance.
fn from_utf8(text: &str, encoding: &'static Encoding) -> Option<String> {
    let (bytes, _, has_others) = encoding.encode(text);
    if has_others {
        return None;
    }
    let Cow::Owned(bytes) = bytes else {
        return None;
    };
    let whole = String::from_utf8(bytes).ok()?;
    let marks = whole.chars().filter(|c| !c.is_ascii()).count();
    (marks >= MIN_MARKS).then_some(whole)
}

/// Restores Cyrillic letters that were decoded as accented Latin ones. Three quarters of the
/// letters must be accented, which happens in no language.
fn from_cyrillic(text: &str) -> Option<String> {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let accented = |c: &char| ('\u{c0}'..='\u{ff}').contains(c);
    let odd = text.chars().filter(accented).count();
    if letters < MIN_LETTERS || odd * 4 < letters * 3 {
        return None;
    }
    let (bytes, _, has_others) = WINDOWS_1252.encode(text);
    if has_others {
        return None;
    }
    Some(
        WINDOWS_1251
            .decode_without_bom_handling(&bytes)
            .0
            .into_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text whose bytes in one character set are decoded in another.
    fn misread(text: &str, as_it_is: &'static Encoding, as_it_seems: &'static Encoding) -> String {
        let (bytes, ..) = as_it_is.encode(text);
        as_it_seems
            .decode_without_bom_handling(&bytes)
            .0
            .into_owned()
    }

    #[test]
    fn text_that_was_read_in_a_wrong_character_set_is_put_right() {
        for text in [
            "“Nobody saw it,” the café’s owner said – “not one”.",
            "Пором затонув у четвер, двоє загинули.",
        ] {
            for seems in [WINDOWS_1252, WINDOWS_1251] {
                let odd = misread(text, encoding_rs::UTF_8, seems);
                let found = garbled(&odd).unwrap();
                assert_eq!(found.text.as_deref(), Some(text), "{odd}");
                assert!(found.note.contains(seems.name()), "{}", found.note);
            }
        }
        let text = "Паром затонул в четверг, погибли двое.";
        let odd = misread(text, WINDOWS_1251, WINDOWS_1252);
        assert_eq!(garbled(&odd).unwrap().text.as_deref(), Some(text));
    }

    #[test]
    fn a_text_that_is_garbled_in_parts_is_only_named() {
        let found = garbled("“Yes”, he said. It wasnâ€™t â€œknownâ€\u{9d} there.").unwrap();
        assert_eq!(found.text, None);
        assert!(found.note.contains("first at 1:24"), "{}", found.note);
    }

    #[test]
    fn other_text_is_left_alone() {
        for text in [
            "Plain.",
            "Le café était fermé à midi, señor Ibáñez.",
            "Пором затонув, її шукають. Рішення Ради.",
            "Ålesund – Ærø",
            "Она сказала: «Ёлка».",
        ] {
            assert!(garbled(text).is_none(), "{text}");
        }
    }
}
