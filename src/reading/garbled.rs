//! Restores text that was decoded in a wrong character set and saved again: `â€œYesâ€` was `“Yes”`,
//! and `Ïîðò` was `Порт`.

use std::borrow::Cow;

use encoding_rs::{Encoding, WINDOWS_1251, WINDOWS_1252};

use super::detection::language_of;
use super::language::Language;

/// A text with fewer letters is not judged: `Ïîðò` may be a name.
const MIN_LETTERS: usize = 12;

/// How many garbled characters a text must have. Fewer may be chance.
const MIN_MARKS: usize = 2;

/// Garbled forms of frequent letters and punctuation: each byte of their UTF-8 form was decoded as
/// one character.
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
    let place_of_first = |text: &str, is_odd: &dyn Fn(&str) -> bool| {
        let mut places = text.char_indices().map(|(place, _)| place);
        let at = places.find(|place| text.get(*place..).is_some_and(is_odd));
        let before = text.get(..at.unwrap_or_default()).unwrap_or_default();
        let (line, column) = crate::text::place_of(before);
        format!("{line}:{column}")
    };
    let is_wide = |rest: &str| rest.starts_with(|c: char| !c.is_ascii());
    for encoding in [WINDOWS_1252, WINDOWS_1251] {
        if let Some(restored) = from_utf8(text, encoding) {
            return Some(Garbled {
                note: format!(
                    "The text was garbled, from {} on: UTF-8 that was once read as {}; it is repaired",
                    place_of_first(text, &is_wide),
                    encoding.name()
                ),
                text: Some(restored),
            });
        }
    }
    if let Some(restored) = from_cyrillic(text) {
        return Some(Garbled {
            note: format!(
                "The text was garbled, from {} on: windows-1251 that was once read as windows-1252; it is repaired",
                place_of_first(text, &is_wide)
            ),
            text: Some(restored),
        });
    }
    let marks: usize = MARKS.iter().map(|mark| text.matches(mark).count()).sum();
    let known = language_of(std::iter::once(text));
    let is_odd = |rest: &str| MARKS.iter().any(|mark| rest.starts_with(mark));
    // A Ukrainian or Russian text may contain "Рё". A garbled text is in no supported language.
    let is_garbled = match known {
        Some(Language::Ukrainian | Language::Russian) => false,
        _ => marks >= MIN_MARKS,
    };
    is_garbled.then(|| Garbled {
        text: None,
        note: format!(
            "The text looks garbled, first at {}: UTF-8 that was read in another character set once; save it again as UTF-8 from where it came from",
            place_of_first(text, &is_odd)
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
    let restored = String::from_utf8(bytes).ok()?;
    let marks = restored.chars().filter(|c| !c.is_ascii()).count();
    (marks >= MIN_MARKS).then_some(restored)
}

/// Restores Cyrillic letters that were decoded as accented Latin ones. Three quarters of the
/// letters must be accented, which happens in no language.
fn from_cyrillic(text: &str) -> Option<String> {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let accented = |c: &char| ('\u{c0}'..='\u{ff}').contains(c);
    let accented_count = text.chars().filter(accented).count();
    if letters < MIN_LETTERS || accented_count * 4 < letters * 3 {
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
    fn decoded_wrongly(text: &str, right: &'static Encoding, wrong: &'static Encoding) -> String {
        let (bytes, ..) = right.encode(text);
        wrong.decode_without_bom_handling(&bytes).0.into_owned()
    }

    #[test]
    fn text_decoded_in_a_wrong_character_set_is_restored() {
        for text in [
            "“Nobody saw it,” the café’s owner said – “not one”.",
            "Пором затонув у четвер, двоє загинули.",
        ] {
            for seems in [WINDOWS_1252, WINDOWS_1251] {
                let garbled_text = decoded_wrongly(text, encoding_rs::UTF_8, seems);
                let found = garbled(&garbled_text).unwrap();
                assert_eq!(found.text.as_deref(), Some(text), "{garbled_text}");
                assert!(found.note.contains(seems.name()), "{}", found.note);
            }
        }
        let text = "Паром затонул в четверг, погибли двое.";
        let garbled_text = decoded_wrongly(text, WINDOWS_1251, WINDOWS_1252);
        assert_eq!(garbled(&garbled_text).unwrap().text.as_deref(), Some(text));
    }

    #[test]
    fn a_partly_garbled_text_is_only_reported() {
        let found = garbled("“Yes”, he said. It wasnâ€™t â€œknownâ€\u{9d} there.").unwrap();
        assert_eq!(found.text, None);
        assert!(found.note.contains("first at 1:24"), "{}", found.note);
    }

    #[test]
    fn other_text_is_not_garbled() {
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
