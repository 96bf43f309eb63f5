//! Decodes text. The encoding is that of the byte order mark, else UTF-16 if every other byte
//! suggests it, else UTF-8. For bytes that are not UTF-8, it is the character set that the page
//! declares, else one guessed from the letters. Bytes that are not text are refused. All characters
//! except line ends are kept.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::Error;
use crate::text;

/// The largest input that is read as a story, in bytes: 64 MiB, some forty times the longest novel.
pub const MAX_BYTES: u64 = 64 << 20;

/// How many bytes of a page are searched for its declared character set. Browsers search 1024.
const MAX_DECLARATION_BYTES: usize = 4096;

/// At most one in this many characters may be broken. A text with more is in another character set.
const CHARS_PER_BROKEN: usize = 100;

/// The number of broken characters that any text may have, however short.
const MAX_BROKEN: usize = 2;

/// A text, and how it was decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text, with line feeds as line ends.
    pub text: Cow<'a, str>,
    /// Whether a byte order mark was removed.
    pub had_mark: bool,
    /// The character set and why it was assumed, such as `windows-1251, which the text looks like`.
    /// Empty for UTF-8.
    pub charset: String,
    /// The number and place of broken characters, which are shown as `�`. Safe to show.
    pub broken: Option<String>,
}

/// Detects UTF-16 without a byte order mark: every other byte is 0 in Latin text and 4 in Cyrillic
/// text.
fn detect_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = bytes.get(..bytes.len().min(4096) & !1)?.chunks_exact(2);
    let all = pairs.len();
    let is_high = |byte: Option<&u8>| matches!(byte, Some(0 | 4));
    let is_low = |byte: Option<&u8>| byte.is_some_and(|byte| *byte > 8);
    let count = |high: usize, low: usize| {
        pairs
            .clone()
            .filter(|pair| is_high(pair.get(high)) && is_low(pair.get(low)))
            .count()
    };
    let is_most = |count: usize| all > 3 && count * 10 >= all * 9;
    let (little, big) = (count(1, 0), count(0, 1));
    is_most(little)
        .then_some(UTF_16LE)
        .or(is_most(big).then_some(UTF_16BE))
}

/// Decodes the text of a document.
///
/// Errors: no word, a NUL byte, too many broken characters, too many control characters. A message
/// gives the place if there is one. `name` is for the messages.
pub fn decode<'a>(bytes: &'a [u8], name: &str) -> Result<Decoded<'a>, Error> {
    let name = text::visible(name);
    let refuse = |what: String, hint: &str| Err(Error::refused(what, hint.to_owned()));
    let (encoding, mark) = Encoding::for_bom(bytes)
        .or_else(|| detect_utf16(bytes).map(|encoding| (encoding, 0)))
        .unwrap_or((UTF_8, 0));
    let has_mark = mark > 0;
    let rest = bytes.get(mark..).unwrap_or_default();
    if encoding == UTF_8
        && let Some(place) = rest.iter().position(|byte| *byte == 0)
    {
        if let Some(decoded) = without_nuls(rest, &name) {
            return decoded;
        }
        let (line, column) = place_of(rest, place);
        return refuse(
            format!("{name}:{line}:{column}: there is a NUL byte here, so this is not text"),
            "name a text file",
        );
    }
    let (text, charset) = if encoding != UTF_8 {
        let why = if has_mark {
            "as its byte order mark says"
        } else {
            "which the text looks like"
        };
        let charset = format!("{}, {why}", encoding.name());
        (encoding.decode_without_bom_handling(rest).0, charset)
    } else if let Ok(text) = std::str::from_utf8(rest) {
        (text.into(), String::new())
    } else {
        decode_other(rest)
    };
    let broken = text.matches('\u{fffd}').count();
    if broken > MAX_BROKEN && broken * CHARS_PER_BROKEN > text.chars().count() {
        let (line, column) = crate::text::place_of(text.split('\u{fffd}').next().unwrap_or(""));
        return refuse(
            format!("{name}:{line}:{column}: this and more is not text in a known character set"),
            "save it as UTF-8, or run `iconv -f CHARSET -t UTF-8 FILE` with the set that it is in",
        );
    }
    if !text.contains(char::is_alphanumeric) {
        return Err(empty(&name));
    }
    let is_control = |c: &char| c.is_control() && !matches!(c, '\n' | '\t' | '\r');
    let controls = text.chars().filter(is_control).count();
    // A coloured terminal log has one escape in about ten characters; binary files without a NUL
    // have one in four.
    if controls * 5 > text.chars().count() {
        return refuse(
            format!("{name} is not text: {controls} of its characters are control characters"),
            "name a text file",
        );
    }
    // A valid UTF-8 text may itself contain the character `�`, for example in a story about
    // encodings.
    let is_valid_utf8 = encoding == UTF_8 && std::str::from_utf8(rest).is_ok();
    let broken = (broken > 0 && !is_valid_utf8).then(|| {
        let (line, column) = crate::text::place_of(text.split('\u{fffd}').next().unwrap_or(""));
        let many = text::counted(broken, "broken character");
        let verb = if broken == 1 { "is" } else { "are" };
        format!("{many} {verb} shown as \u{fffd}, the first at {line}:{column}")
    });
    let text = if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n").into()
    } else {
        text
    };
    Ok(Decoded {
        text,
        had_mark: mark > 0,
        charset,
        broken,
    })
}

/// Decodes a page with a few NUL bytes, which some sites send: the NUL bytes are left out. None if
/// the text is not a page or has too many of them.
fn without_nuls<'a>(bytes: &[u8], name: &str) -> Option<Result<Decoded<'a>, Error>> {
    let start = bytes.get(..MAX_DECLARATION_BYTES).unwrap_or(bytes);
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    let is_page = start.trim_start().starts_with('<') && start.contains("<html");
    let without_nul: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    let count = bytes.len() - without_nul.len();
    if !is_page || count * CHARS_PER_BROKEN > bytes.len() {
        return None;
    }
    let decoded = match decode(&without_nul, name) {
        Ok(decoded) => decoded,
        Err(error) => return Some(Err(error)),
    };
    let left_out = format!("{} left out", text::counted(count, "NUL byte"));
    Some(Ok(Decoded {
        text: Cow::Owned(decoded.text.into_owned()),
        broken: Some(
            decoded
                .broken
                .map_or(left_out.clone(), |broken| format!("{broken}; {left_out}")),
        ),
        ..decoded
    }))
}

/// The error for a document without a word. `name` is safe to show.
pub(super) fn empty(name: &str) -> Error {
    let hint =
        "name a file with a story in it, or make a case without one: `factdesk new NAME --empty`";
    Error::refused(
        format!("{name} is empty: it holds no word"),
        hint.to_owned(),
    )
}

/// Decodes text that is not entirely UTF-8: as UTF-8 with a few broken bytes, in the declared
/// character set, or in the one that its letters suggest.
fn decode_other(bytes: &[u8]) -> (Cow<'_, str>, String) {
    let (mut valid, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    // Text in another character set seldom has valid UTF-8 sequences by chance. They are most
    // frequent in IBM866, with four invalid sequences for each valid one.
    if valid >= broken * 2 {
        return (String::from_utf8_lossy(bytes), String::new());
    }
    if let Some(encoding) = declared(bytes) {
        let text = encoding.decode_without_bom_handling(bytes).0;
        if text.matches('\u{fffd}').count() * CHARS_PER_BROKEN <= text.len() {
            return (text, format!("{}, as it declares", encoding.name()));
        }
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let text = encoding.decode_without_bom_handling(bytes).0;
    (
        text,
        format!("{}, which the text looks like", encoding.name()),
    )
}

/// The character set that a web page or XML document declares near its start.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..MAX_DECLARATION_BYTES).unwrap_or(bytes);
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    let is_markup = start.contains("<meta") || start.trim_start().starts_with("<?xml");
    let after = |word: &str| start.split_once(word).map(|(_, after)| after);
    let label = after("charset=").or_else(|| after("encoding="))?;
    let label = label.trim_start_matches([' ', '"', '\'']);
    let end = label.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c));
    let encoding = Encoding::for_label(label.get(..end.unwrap_or(label.len()))?.as_bytes())?;
    // The declaration was read as ASCII, so the character set must be an extension of ASCII. It
    // cannot be UTF-8, because the bytes are not valid UTF-8.
    let can_be = encoding != UTF_8 && encoding.is_ascii_compatible();
    (is_markup && can_be).then_some(encoding)
}

/// The line and the column (in characters) of a byte offset, both from 1.
fn place_of(bytes: &[u8], place: usize) -> (usize, usize) {
    let before = bytes.get(..place).unwrap_or_default();
    crate::text::place_of(&String::from_utf8_lossy(before))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stray_byte_does_not_change_the_encoding() {
        let bytes = [
            "The price was £5m, “he” said. Café closed.\nIt".as_bytes(),
            b"\x92s done.\n",
        ]
        .concat();
        let decoded = decode(&bytes, "story.txt").unwrap();
        assert_eq!(decoded.charset, "");
        assert!(decoded.text.starts_with("The price was £5m, “he” said."));
        assert!(decoded.broken.is_some());
    }

    fn refused(bytes: &[u8]) -> String {
        decode(bytes, "story.txt").unwrap_err().what
    }

    fn decoded(bytes: &[u8]) -> (String, String) {
        let decoded = decode(bytes, "x").unwrap();
        (decoded.text.into_owned(), decoded.charset)
    }

    #[test]
    fn a_file_that_is_not_text_is_refused() {
        assert_eq!(refused(b""), "story.txt is empty: it holds no word");
        assert_eq!(refused(b" \n\t\n"), "story.txt is empty: it holds no word");
        assert_eq!(
            refused(b"ab\ncd\0e"),
            "story.txt:2:3: there is a NUL byte here, so this is not text"
        );
        assert_eq!(
            refused("abcі\nїєґ \u{fffd}\u{fffd}\u{fffd}".as_bytes()),
            "story.txt:2:5: this and more is not text in a known character set"
        );
        assert!(refused(b"a\x01\x02\x03\x04\x05").starts_with("story.txt is not text: 5"));
    }

    #[test]
    fn a_page_with_a_few_nuls_is_read_without_them() {
        let page = format!("<html><p>The fer\0ry sank.</p>{}</html>", " ".repeat(100));
        let decoded = decode(page.as_bytes(), "x.html").unwrap();
        assert!(decoded.text.contains("<p>The ferry sank.</p>"));
        assert_eq!(decoded.broken.as_deref(), Some("1 NUL byte left out"));
        assert!(refused(b"<\0\0\0\0>ab").contains("a NUL byte"));
    }

    #[test]
    fn byte_order_marks_and_line_ends_are_normalized() {
        let decoded = decode("\u{feff}a\r\nb\rc".as_bytes(), "x").unwrap();
        assert_eq!((decoded.text.as_ref(), decoded.had_mark), ("a\nb\nc", true));
    }

    #[test]
    fn utf_16_is_recognised_by_its_byte_order_mark() {
        let sentence = "Пором «Kelm» затонув.\r\n";
        for (name, to_bytes) in [
            ("UTF-16LE", u16::to_le_bytes as fn(u16) -> [u8; 2]),
            ("UTF-16BE", u16::to_be_bytes),
        ] {
            let units = std::iter::once(0xfeff).chain(sentence.encode_utf16());
            let bytes: Vec<u8> = units.flat_map(to_bytes).collect();
            let expected = (
                sentence.replace('\r', ""),
                format!("{name}, as its byte order mark says"),
            );
            assert_eq!(decoded(&bytes), expected);
        }
        // A lone surrogate is a broken character and does not end the text.
        let units = "\u{feff}The ferry sank".encode_utf16();
        let bytes: Vec<u8> = units
            .chain([0xd800, 0x2e])
            .flat_map(u16::to_le_bytes)
            .collect();
        let broken = decode(&bytes, "x").unwrap().broken;
        assert_eq!(
            broken.as_deref(),
            Some("1 broken character is shown as \u{fffd}, the first at 1:15")
        );
    }

    #[test]
    fn a_character_set_is_guessed_or_declared() {
        let sentence =
            "За словами речниці порту, пором «Kelm» затонув у четвер; двоє людей загинули.";
        for name in ["windows-1251", "KOI8-U", "IBM866"] {
            let mut sentence = sentence.to_owned();
            if name != "windows-1251" {
                sentence = sentence.replace(['«', '»'], "\"");
            }
            if name == "IBM866" {
                sentence = sentence.replace('і', "i");
            }
            let encoding = Encoding::for_label(name.as_bytes()).unwrap();
            let (bytes, _, had_none) = encoding.encode(&sentence);
            assert!(!had_none);
            let expected = (
                sentence.clone(),
                format!("{name}, which the text looks like"),
            );
            assert_eq!(decoded(&bytes), expected);
        }
        let latin = (
            "Le café était fermé à midi.".to_owned(),
            "windows-1252, which the text looks like".to_owned(),
        );
        assert_eq!(decoded(b"Le caf\xe9 \xe9tait ferm\xe9 \xe0 midi."), latin);
        let (_, charset) = decoded(b"<meta charset='iso-8859-2'><p>\xb1\xe6\xea");
        assert_eq!(charset, "ISO-8859-2, as it declares");
        let (_, charset) = decoded(b"charset=koi8-r is said of no page. Caf\xe9");
        assert_eq!(charset, "windows-1252, which the text looks like");
    }

    #[test]
    fn a_broken_byte_in_utf_8_is_reported() {
        let mut bytes = "Пором затонув, сказав мер. ".repeat(10).into_bytes();
        bytes.splice(30..31, [0xff]);
        let decoded = decode(&bytes, "x").unwrap();
        assert_eq!(decoded.charset, "");
        let message = decoded.broken.unwrap();
        assert!(message.ends_with("the first at 1:17"), "{message}");
    }
}
