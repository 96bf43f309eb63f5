//! RTF, as pandoc reads it. Pandoc drops without a word what it does not know of the way in which
//! `LibreOffice` and Word write: words that are links, notes, comments, headings with a number. Here
//! they are written before in the way that it knows.
//!
//! It reads the letters of any character set as windows-1252, so a Russian or Ukrainian document
//! would come out as other letters. Here they are put right afterwards.

use encoding_rs::{Encoding, WINDOWS_1251, WINDOWS_1252};

/// How a note begins that a reader may skip, and a comment; and as pandoc knows a note.
const NOTE: &str = r"{\*\footnote";
const COMMENT: &str = r"{\*\annotation";
const KNOWN_NOTE: &str = r"{\footnote";

/// So near before the sign of a note it is said that the sign stands raised.
const NEAR: usize = 32;

/// The same document for pandoc.
pub(super) fn prepared(bytes: &[u8]) -> Vec<u8> {
    // Its letters are single bytes, whatever they mean.
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let text = with_comments(&text.replace(NOTE, KNOWN_NOTE));
    let text = with_signs(&with_headings(&with_links(&text)));
    let byte = |c: char| u8::try_from(c).unwrap_or(b'?');
    text.chars().map(byte).collect()
}

/// Changes what follows each such word, up to the next one.
fn after_each(text: &str, word: &str, change: impl Fn(&str, &str) -> String) -> String {
    let mut parts = text.split(word);
    let first = parts.next().unwrap_or_default();
    let mut before = first;
    let mut changed = first.to_owned();
    for part in parts {
        changed.push_str(&change(before, part));
        before = part;
    }
    changed
}

/// The address of a link stands in a group of its own.
fn with_links(text: &str) -> String {
    let word = r"{\*\fldinst";
    after_each(text, word, |_, part| {
        let code = part.trim_start();
        let end = code
            .find(['{', '}'])
            .filter(|_| code.starts_with("HYPERLINK"));
        match end.and_then(|end| code.split_at_checked(end)) {
            Some((link, rest)) if rest.starts_with('}') => format!("{word}{{{link}}}{rest}"),
            _ => format!("{word}{part}"),
        }
    })
}

/// Comments are notes that begin with who made them.
fn with_comments(text: &str) -> String {
    after_each(text, COMMENT, |before, part| {
        let author = before.rsplit(r"{\*\atnauthor").next().unwrap_or_default();
        let author = author.split('}').next().unwrap_or_default().trim();
        let is_known = before.contains(r"{\*\atnauthor") && !author.is_empty();
        let author = is_known.then(|| format!("{{{author}: }}"));
        format!("{KNOWN_NOTE} {}{part}", author.unwrap_or_default())
    })
}

/// A heading is not in the list that numbers it.
fn with_headings(text: &str) -> String {
    let word = r"\outlinelevel";
    after_each(text, word, |_, part| {
        let line = part.split('\n').next().unwrap_or_default();
        let list = line.split_once(r"{\listtext").and_then(|(head, rest)| {
            let (_, rest) = rest.split_once('}')?;
            let rest = rest.strip_prefix(r"\ls")?;
            Some((head, rest.trim_start_matches(|c: char| c.is_ascii_digit())))
        });
        let rest = part.get(line.len()..).unwrap_or_default();
        match list {
            Some((head, tail)) => format!("{word}{head}{tail}{rest}"),
            None => format!("{word}{part}"),
        }
    })
}

/// The sign of a note does not stand raised: pandoc raises all that follows.
fn with_signs(text: &str) -> String {
    let word = r"\super";
    after_each(text, word, |_, part| {
        let near: String = part.chars().take(NEAR).collect();
        let near = near.split(['{', '}']).next().unwrap_or_default();
        let raised = if near.contains(r"\chftn") { "" } else { word };
        format!("{raised}{part}")
    })
}

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
    fn what_pandoc_would_drop_is_written_as_it_knows_it() {
        for (given, expected) in [
            (
                r#"{\field{\*\fldinst HYPERLINK "https://a.example" }{\fldrslt {\ul here}}}"#,
                r#"{\field{\*\fldinst{HYPERLINK "https://a.example" }}{\fldrslt {\ul here}}}"#,
            ),
            (
                r#"{\field{\*\fldinst {HYPERLINK "https://a.example"}}{\fldrslt here}}"#,
                r#"{\field{\*\fldinst {HYPERLINK "https://a.example"}}{\fldrslt here}}"#,
            ),
            (
                r"It sank.{\super \loch \chftn{\*\footnote \chftn By phone.}} 10{\super 5}",
                r"It sank.{ \loch \chftn{\footnote \chftn By phone.}} 10{\super 5}",
            ),
            (
                r"{\*\atnid B}{\*\atnauthor Bo Berg}\chatn{\*\annotation{\*\atndate 7}Who?}",
                r"{\*\atnid B}{\*\atnauthor Bo Berg}\chatn{\footnote {Bo Berg: }{\*\atndate 7}Who?}",
            ),
            (
                "\\s2\\outlinelevel1{\\listtext\\pard\\plain \\tab}\\ls1 What\n{\\listtext 1.}\\ls2 Item",
                "\\s2\\outlinelevel1 What\n{\\listtext 1.}\\ls2 Item",
            ),
            ("{\\*\\fldinst", "{\\*\\fldinst"),
        ] {
            let prepared = prepared(given.as_bytes());
            assert_eq!(String::from_utf8(prepared).unwrap(), expected);
        }
        let letters: Vec<u8> = (0..=255).collect();
        assert_eq!(prepared(&letters), letters);
    }

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
