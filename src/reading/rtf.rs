//! Prepares RTF for pandoc. Pandoc silently drops the words of links, notes, comments and numbered
//! headings, as `LibreOffice` and Word write them. They are changed to forms that pandoc reads.
//!
//! Pandoc decodes any character set as windows-1252, which garbles Russian and Ukrainian text. The
//! letters are restored afterwards.

use encoding_rs::{Encoding, WINDOWS_1251, WINDOWS_1252};

/// The starts of notes and comments.
const NOTE_STARTS: &[&str] = &[r"{\*\footnote", r"{\footnote", r"{\*\annotation"];

/// The text before and after a note's number in its placeholder. The placeholder is inserted twice:
/// where the text refers to the note, and before the note at the end of the document. Pandoc would
/// drop the note itself, or move a preceding list into it.
const PLACEHOLDER: [&str; 2] = ["XFACTDESKNOTE", "X"];

/// How many characters after the control word for superscript are searched for a note's sign.
const MAX_CHARS_TO_SIGN: usize = 32;

/// The document in a form that pandoc reads completely.
pub(super) fn prepare(bytes: &[u8]) -> Vec<u8> {
    // Each byte becomes one character, so that any encoding is preserved.
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let text = with_signs(&with_headings(&with_links(&text)));
    let text = with_notes(&text);
    let byte = |c: char| u8::try_from(c).unwrap_or(b'?');
    text.chars().map(byte).collect()
}

/// Splits a text at a word and changes the part after each occurrence.
fn after_each(text: &str, word: &str, change: impl Fn(&str) -> String) -> String {
    let mut parts = text.split(word);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |changed, part| changed + &change(part))
}

/// Puts the field code of each link into a group of its own.
fn with_links(text: &str) -> String {
    let word = r"{\*\fldinst";
    after_each(text, word, |part| {
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

/// Moves notes and comments to the end of the document, comments with their authors. A placeholder
/// remains at the former place of each.
fn with_notes(text: &str) -> String {
    let (mut changed, mut notes) = (String::with_capacity(text.len()), String::new());
    let mut rest = text;
    let next = |rest: &str| {
        rest.match_indices('{').find_map(|(at, _)| {
            let group = rest.get(at..)?;
            let start = NOTE_STARTS
                .iter()
                .find(|start| group.starts_with(**start))?;
            Some((at, *start))
        })
    };
    let mut count = 0;
    while let Some((at, start)) = next(rest) {
        let (before, note) = rest.split_at(at);
        let (note, after) = note.split_at(end_of_group(note));
        let words = note.strip_prefix(start).unwrap_or_default();
        let words = words.strip_suffix('}').unwrap_or(words);
        let author = if start.ends_with("annotation") {
            author(before)
        } else {
            String::new()
        };
        let mark = format!("{}{count}{}", PLACEHOLDER[0], PLACEHOLDER[1]);
        let words = in_one_paragraph(words);
        notes.push_str(&format!("\\par\\pard\\plain {mark} {author}{{{words}}}\n"));
        changed.push_str(&format!("{before}{{{mark}}}"));
        (rest, count) = (after, count + 1);
    }
    if count == 0 {
        return text.to_owned();
    }
    let (body, end) = rest.rsplit_once('}').unwrap_or((rest, ""));
    format!("{changed}{body}{notes}}}{end}")
}

/// A note as one paragraph, since pandoc would take its second paragraph for body text. `\par`
/// becomes a line break, and `\pard` is removed. Longer control words with the same start, such as
/// `\pardirnatural`, and an escaped `\\` are not changed.
fn in_one_paragraph(words: &str) -> String {
    let mut paragraph = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('\\') {
        paragraph.push_str(before);
        let end = after.find(|c: char| !c.is_ascii_alphabetic());
        let (word, tail) = after.split_at(end.unwrap_or(after.len()));
        rest = tail;
        match word {
            "par" => paragraph.push_str(r"\line"),
            "pard" => {}
            "" => {
                // An escaped character is no control word.
                let mut marks = tail.chars();
                paragraph.push('\\');
                paragraph.extend(marks.next());
                rest = marks.as_str();
            }
            other => {
                paragraph.push('\\');
                paragraph.push_str(other);
            }
        }
    }
    paragraph.push_str(rest);
    paragraph
}

/// The author of a comment, as an RTF group to insert. The author is in the text before the
/// comment.
fn author(before: &str) -> String {
    let author = before
        .rsplit_once(r"{\*\atnauthor")
        .map(|(_, author)| author);
    let author = author.and_then(|author| author.split('}').next());
    author.map_or_else(String::new, |author| format!("{{{}: }}", author.trim()))
}

/// The end, in bytes, of the group that starts a text.
fn end_of_group(text: &str) -> usize {
    let (mut depth, mut is_escaped) = (0_usize, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '{' => depth += 1,
            '}' if depth <= 1 => return at + 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// Links notes and their references in the page that pandoc made of a prepared document.
pub(super) fn with_links_to_notes(page: &str) -> String {
    let mut parts = page.split(PLACEHOLDER[0]);
    let mut linked = parts.next().unwrap_or_default().to_owned();
    let mut seen = std::collections::HashSet::new();
    for part in parts {
        let Some((number, rest)) = part.split_once(PLACEHOLDER[1]) else {
            linked.push_str(part);
            continue;
        };
        let (own, other) = if seen.insert(number) {
            ("sign", "note")
        } else {
            ("note", "sign")
        };
        linked.push_str(&format!(
            "<a id=\"{own}{number}\" href=\"#{other}{number}\">[{number}]</a>{rest}"
        ));
    }
    linked
}

/// Removes headings from the lists that number them.
fn with_headings(text: &str) -> String {
    let word = r"\outlinelevel";
    after_each(text, word, |part| {
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

/// Removes superscript from footnote signs and from styles. Otherwise pandoc would make all text
/// after them superscript.
fn with_signs(text: &str) -> String {
    let word = r"\super";
    let styles = text.find(r"{\stylesheet").and_then(|at| {
        let end = at + end_of_group(text.get(at..)?);
        text.split_at_checked(end)
    });
    let (styles, body) = styles.unwrap_or(("", text));
    let body = after_each(body, word, |part| {
        let near: String = part.chars().take(MAX_CHARS_TO_SIGN).collect();
        let near = near.split(['{', '}']).next().unwrap_or_default();
        if near.contains(r"\chftn") {
            part.strip_prefix(' ').unwrap_or(part).to_owned()
        } else {
            format!("{word}{part}")
        }
    });
    styles.replace(word, "") + &body
}

/// Restores text that was decoded as windows-1252 although it is in this encoding.
pub(super) fn restore_letters(text: &str, encoding: &'static Encoding) -> String {
    let restored = |letter: char| {
        let mut bytes = [0; 4];
        let (byte, _, is_other) = WINDOWS_1252.encode(letter.encode_utf8(&mut bytes));
        let is_foreign = !is_other && byte.first().is_some_and(|byte| *byte >= 0x80);
        is_foreign
            .then(|| encoding.decode_without_bom_handling(&byte).0.chars().next())
            .flatten()
    };
    text.chars()
        .map(|letter| restored(letter).unwrap_or(letter))
        .collect()
}

/// The encoding by `\ansicpg`, else by a Cyrillic font. None means windows-1252.
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
    // `\fcharset204` declares a Cyrillic font.
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
    fn links_notes_and_headings_are_prepared_for_pandoc() {
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
                r"{It sank.{\super \loch \chftn{\*\footnote \pard {By \}phone.}\par Twice.}} 10{\super 5}}",
                "{It sank.{\\loch \\chftn{XFACTDESKNOTE0X}} 10{\\super 5}\\par\\pard\\plain XFACTDESKNOTE0X {  {By \\}phone.}\\line Twice.}\n}",
            ),
            (
                r"{{\*\atnauthor Bo Berg}\chatn{\*\annotation{\*\atndate 7}Who?}}",
                "{{\\*\\atnauthor Bo Berg}\\chatn{XFACTDESKNOTE0X}\\par\\pard\\plain XFACTDESKNOTE0X {Bo Berg: }{{\\*\\atndate 7}Who?}\n}",
            ),
            (
                "\\s2\\outlinelevel1{\\listtext\\pard\\plain \\tab}\\ls1 What\n{\\listtext 1.}\\ls2 Item",
                "\\s2\\outlinelevel1 What\n{\\listtext 1.}\\ls2 Item",
            ),
            (
                r"{{\stylesheet{\s1\super A;}}10{\super 5}}",
                r"{{\stylesheet{\s1 A;}}10{\super 5}}",
            ),
            ("{\\*\\fldinst}", "{\\*\\fldinst}"),
        ] {
            let prepared = prepare(given.as_bytes());
            assert_eq!(String::from_utf8(prepared).unwrap(), expected);
        }
        let letters: Vec<u8> = (0..=255).collect();
        assert_eq!(prepare(&letters), letters);
        assert_eq!(
            with_links_to_notes("<p>It.XFACTDESKNOTE0X</p><p>XFACTDESKNOTE0X By</p>"),
            "<p>It.<a id=\"sign0\" href=\"#note0\">[0]</a></p><p><a id=\"note0\" href=\"#sign0\">[0]</a> By</p>"
        );
    }

    #[test]
    fn cyrillic_letters_are_restored() {
        let text = "Ìýð ñêàçàë: «Íåò», 45 – у Київ.";
        assert_eq!(
            restore_letters(text, WINDOWS_1251),
            "Мэр сказал: «Нет», 45 – у Київ."
        );
    }

    #[test]
    fn the_code_page_or_a_font_gives_the_encoding() {
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

    #[test]
    fn only_par_and_pard_are_changed() {
        assert_eq!(
            super::in_one_paragraph(r"\pard\tx560\pardirnatural one\par two C:\\parts"),
            r"\tx560\pardirnatural one\line two C:\\parts"
        );
    }
}
