//! From bytes to text: what is no text is refused, everything else is kept as it stands.

use std::borrow::Cow;

use super::Unreadable;
use crate::text;

/// The most bytes that are read as a story: 64 MiB, some forty times the longest novel.
pub const MOST_BYTES: u64 = 64 << 20;

/// How files of other formats start, what they are, and how their text is had.
const OTHER_FORMATS: &[(&[u8], &str, &str)] = &[
    (
        b"%PDF-",
        "a PDF",
        "run `pdftotext -layout FILE -` and read its output with `factdesk new - -o CASE`",
    ),
    (
        b"PK\x03\x04",
        "a zip archive (DOCX, ODT, EPUB)",
        "save it as plain text, or run `pandoc -t plain FILE`",
    ),
    (
        b"{\\rtf",
        "an RTF document",
        "save it as plain text, or run `pandoc -t plain FILE`",
    ),
    (
        b"\x89PNG",
        "a picture",
        "type the words that it shows into a text file",
    ),
    (
        b"\xff\xd8\xff",
        "a picture",
        "type the words that it shows into a text file",
    ),
    (b"\x7fELF", "a program", "name a text file"),
];

/// The text of a story, and whether a byte order mark was taken off.
///
/// Errors, each with its place: nothing in it, another format, UTF-16, not UTF-8, a NUL, more control characters than
/// text. `name` is for the messages.
pub fn decode<'a>(bytes: &'a [u8], name: &str) -> Result<(Cow<'a, str>, bool), Unreadable> {
    let name = text::visible(name);
    let refuse = |what: String, hint: &str| {
        Err(Unreadable {
            what,
            hint: hint.to_owned(),
        })
    };
    if let Some((_, what, hint)) = OTHER_FORMATS
        .iter()
        .find(|(start, ..)| bytes.starts_with(start))
    {
        return refuse(
            format!("{name} is {what}, which factdesk does not read"),
            hint,
        );
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return refuse(
            format!("{name} is UTF-16, and a story is UTF-8"),
            "run `iconv -f UTF-16 -t UTF-8 FILE`",
        );
    }
    let (text, had_mark) = match bytes.strip_prefix("\u{feff}".as_bytes()) {
        Some(rest) => (rest, true),
        None => (bytes, false),
    };
    if let Some(place) = text.iter().position(|byte| *byte == 0) {
        let (line, column) = place_of(text, place);
        return refuse(
            format!("{name}:{line}:{column}: a NUL byte stands here, so this is no text"),
            "name a text file",
        );
    }
    let text = match std::str::from_utf8(text) {
        Ok(text) => text,
        Err(error) => {
            let (line, column) = place_of(text, error.valid_up_to());
            let byte = text.get(error.valid_up_to()).copied().unwrap_or_default();
            return refuse(
                format!("{name}:{line}:{column}: the byte {byte:#04x} is not UTF-8 text"),
                "if it is in another character set, run `iconv -f windows-1251 -t UTF-8 FILE` (or the like)",
            );
        }
    };
    let start = text
        .trim_start()
        .get(..15)
        .unwrap_or_default()
        .to_lowercase();
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        return refuse(
            format!("{name} is an HTML page, which factdesk does not read"),
            "copy the story's text into a file, or run `pandoc -t plain FILE`",
        );
    }
    if !text.contains(char::is_alphanumeric) {
        let hint = "name a file with a story in it, or make a case without one: `factdesk new NAME --empty`";
        return refuse(format!("{name} is empty: it holds no word"), hint);
    }
    let controls = text::unseen_count(text);
    // A coloured terminal log has one escape in about ten characters; binary files without a NUL have one in four.
    if controls * 5 > text.chars().count() {
        return refuse(
            format!("{name} is no text: {controls} of its characters are control characters"),
            "name a text file",
        );
    }
    Ok((
        if text.contains('\r') {
            unified(text).into()
        } else {
            text.into()
        },
        had_mark,
    ))
}

/// Line ends as line feeds.
fn unified(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// Line and column (in characters), both from 1, of a byte.
fn place_of(bytes: &[u8], place: usize) -> (usize, usize) {
    let before = bytes.get(..place).unwrap_or_default();
    crate::text::place_of(&String::from_utf8_lossy(before))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(bytes: &[u8]) -> String {
        decode(bytes, "story.txt").unwrap_err().what
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_place() {
        assert_eq!(refused(b""), "story.txt is empty: it holds no word");
        assert_eq!(refused(b" \n\t\n"), "story.txt is empty: it holds no word");
        assert_eq!(
            refused(b"ab\ncd\0e"),
            "story.txt:2:3: a NUL byte stands here, so this is no text"
        );
        assert_eq!(
            refused(b"ab\n\xd1\x97\xff"),
            "story.txt:2:2: the byte 0xff is not UTF-8 text"
        );
        assert_eq!(
            refused(b"%PDF-1.7"),
            "story.txt is a PDF, which factdesk does not read"
        );
        assert_eq!(
            refused(b"  <!DOCTYPE html><p>x"),
            "story.txt is an HTML page, which factdesk does not read"
        );
        assert_eq!(
            refused(b"\xff\xfea\0"),
            "story.txt is UTF-16, and a story is UTF-8"
        );
        assert!(refused(b"a\x01\x02\x03\x04\x05").starts_with("story.txt is no text: 5"));
    }

    #[test]
    fn a_byte_order_mark_goes_and_line_ends_become_line_feeds() {
        let (text, had_mark) = decode("\u{feff}a\r\nb\rc".as_bytes(), "x").unwrap();
        assert_eq!((text.as_ref(), had_mark), ("a\nb\nc", true));
    }
}
