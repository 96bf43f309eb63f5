//! RTF that names a character set of its own: pandoc reads its letters as windows-1252 whatever the
//! document says, so a Russian or Ukrainian one would come out as other letters without a word of
//! it. Here they are put right afterwards.

use encoding_rs::{Encoding, WINDOWS_1251, WINDOWS_1252};

/// A text in which letters of a character set were taken for those of windows-1252, with the
/// letters that were meant.
pub(super) fn put_right(text: &str, encoding: &'static Encoding) -> String {
    let meant = |letter: char| {
        let mut bytes = [0; 4];
        let (byte, _, is_other) = WINDOWS_1252.encode(letter.encode_utf8(&mut bytes));
        let is_foreign = !is_other && byte.first().is_some_and(|byte| *byte >= 0x80);
        is_foreign
            .then(|| encoding.decode_without_bom_handling(&byte).0.chars().next())
            .flatten()
    };
    text.chars()
        .map(|letter| meant(letter).unwrap_or(letter))
        .collect()
}

/// The encoding by `\ansicpg`, else by a Cyrillic font; none means windows-1252.
pub(super) fn encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let number = |word: &[u8]| {
        let at = bytes
            .windows(word.len())
            .position(|window| window == word)?;
        let digits = bytes.get(at + word.len()..)?;
        let end = digits
            .iter()
            .take(6)
            .position(|byte| !byte.is_ascii_digit())?;
        std::str::from_utf8(digits.get(..end)?)
            .ok()
            .map(str::to_owned)
    };
    let page = number(b"\\ansicpg")
        .and_then(|page| {
            [
                format!("windows-{page}"),
                format!("ibm{page}"),
                format!("cp{page}"),
            ]
            .iter()
            .find_map(|label| Encoding::for_label(label.as_bytes()))
        })
        .filter(|encoding| *encoding != WINDOWS_1252);
    // Fonts of the Cyrillic set, as RTF numbers it.
    let by_font = || {
        bytes
            .windows(12)
            .any(|window| window == b"\\fcharset204")
            .then_some(WINDOWS_1251)
    };
    page.or_else(by_font)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_put_right() {
        let text = "Ìýð ñêàçàë: «Íåò», 45 – у Київ.";
        assert_eq!(
            put_right(text, WINDOWS_1251),
            "Мэр сказал: «Нет», 45 – у Київ."
        );
    }

    #[test]
    fn the_code_page_or_the_fonts_tell_the_character_set() {
        let named = |text: &[u8]| encoding(text).map(Encoding::name);
        assert_eq!(
            named(br"{\rtf1\ansi\ansicpg1251 \'cc}"),
            Some("windows-1251")
        );
        assert_eq!(
            named(br"{\rtf1\ansicpg1252{\f0\fcharset204 A;}\'e0}"),
            Some("windows-1251")
        );
        assert_eq!(named(br"{\rtf1\ansi\ansicpg1252 caf\'e9}"), None);
        assert_eq!(named(b"{\\rtf1 \\ansicpg"), None);
    }
}
