//! Text for display: the visible form of hostile strings, width in terminal cells, words.
//!
//! This module uses no other module of the crate. Every foreign string must pass [`visible`] before
//! it reaches a terminal, a message, a file name or an export for people. An imported story may
//! contain characters that recolour a screen or reorder a line. Hidden text may be evidence, so it
//! is shown and not dropped.

pub(crate) mod fnv;
pub(crate) mod languages;
pub(crate) mod letters;
pub mod search;

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Whether a character is invisible or controls how others are shown: C0, DEL and C1 controls, bidi
/// controls, line and paragraph separators, and `Default_Ignorable_Code_Point`: zero-width space,
/// word joiner, soft hyphen, invisible operators, fillers, annotation and musical controls, tags,
/// and the variation selectors of ideographs.
///
/// Joiners (U+200C, U+200D), combining marks, the variation selectors U+FE00 to U+FE0F and those of
/// Mongolian are not hidden: Hindi, Persian and emoji need them, and they change the look of the
/// letter before. A soft hyphen counts as hidden: web pages often have them, and a search does not
/// find a word with one inside. The bidi controls are those with the Unicode property
/// `Bidi_Control` (UAX #9).
pub fn is_unseen(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{34f}'
        | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
        | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// A size in whole mebibytes, for messages: `64 MiB`.
pub fn mib(bytes: u64) -> String {
    format!("{} MiB", bytes >> 20)
}

/// The marks that open a quotation.
pub const OPENING_MARKS: [char; 5] = ['"', '“', '«', '„', '‘'];

/// Whether a text has its own quotation marks: one at the start, and one at the end before any
/// punctuation.
pub fn is_quotation(words: &str) -> bool {
    let end = words.trim_end_matches(['.', ',', '!', '?', '…', ';', ':']);
    words.starts_with(OPENING_MARKS) && end.ends_with(['"', '”', '»', '“', '’'])
}

/// The text on one line, with each hidden character as a visible symbol: `␛ ⇥ ␊ ⟦RLO⟧ ⟦TAG a⟧`.
///
/// The result has no character for which [`is_unseen`] is true. Text without such characters is
/// borrowed.
pub fn visible(text: &str) -> Cow<'_, str> {
    // Most texts are ASCII, which is checked faster by bytes than by characters.
    if is_printable_ascii(text) || !text.contains(is_unseen) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_unseen(c) {
            push_visible(c, &mut shown);
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// Like [`visible`], but keeps line feeds and drops a carriage return before one. For text that may
/// be shown on several lines.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    if !text.contains('\n') {
        return visible(text);
    }
    let lines = text.split('\n').map(|line| {
        let line = line.strip_suffix('\r').unwrap_or(line);
        visible(line)
    });
    Cow::Owned(lines.collect::<Vec<_>>().join("\n"))
}

fn push_visible(c: char, shown: &mut String) {
    use std::fmt::Write;
    let code = u32::from(c);
    let name = match c {
        '\t' => "⇥",
        '\u{7f}' => "␡",
        '\u{9b}' => "⟦CSI⟧",
        '\u{9d}' => "⟦OSC⟧",
        '\u{ad}' => "⟦SHY⟧",
        '\u{34f}' => "⟦CGJ⟧",
        '\u{61c}' => "⟦ALM⟧",
        '\u{2060}' => "⟦WJ⟧",
        '\u{200b}' => "⟦ZWSP⟧",
        '\u{200e}' => "⟦LRM⟧",
        '\u{200f}' => "⟦RLM⟧",
        '\u{2028}' => "⟦LS⟧",
        '\u{2029}' => "⟦PS⟧",
        '\u{202a}' => "⟦LRE⟧",
        '\u{202b}' => "⟦RLE⟧",
        '\u{202c}' => "⟦PDF⟧",
        '\u{202d}' => "⟦LRO⟧",
        '\u{202e}' => "⟦RLO⟧",
        '\u{2066}' => "⟦LRI⟧",
        '\u{2067}' => "⟦RLI⟧",
        '\u{2068}' => "⟦FSI⟧",
        '\u{2069}' => "⟦PDI⟧",
        '\u{feff}' => "⟦BOM⟧",
        _ => "",
    };
    if !name.is_empty() {
        shown.push_str(name);
    } else if code < 0x20 {
        // The symbols for C0 start at U+2400, in the same order.
        shown.extend(char::from_u32(0x2400 + code));
    } else if let 0xe0020..=0xe007e = code {
        shown.push_str("⟦TAG ");
        shown.extend(char::from_u32(code - 0xe0000));
        shown.push('⟧');
    } else {
        // A write to a String does not fail.
        let _ = write!(shown, "⟦U+{code:04X}⟧");
    }
}

/// The text for the clipboard: its visible form on one line. It contains no control characters and
/// no line ends. So an imported text cannot run a command when it is pasted into a shell.
pub fn pasteable(text: &str) -> String {
    let is_gap = |c: char| matches!(c, '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let parts = text
        .split(is_gap)
        .map(str::trim)
        .filter(|part| !part.is_empty());
    visible(&parts.collect::<Vec<_>>().join(" ")).into_owned()
}

/// The number of hidden characters, without line ends and tabs.
pub fn unseen_count(text: &str) -> usize {
    text.chars()
        .filter(|&c| is_unseen(c) && !matches!(c, '\n' | '\t' | '\r'))
        .count()
}

/// Whether a character is visible, takes one cell and never combines with others: printable ASCII,
/// Latin and Cyrillic letters, dashes, quotation marks, box drawing. In a text of such characters
/// each one is a grapheme.
pub fn is_plain(c: char) -> bool {
    matches!(c,
        ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{400}'..='\u{482}'
        | '\u{48a}'..='\u{52f}' | '\u{2010}'..='\u{2027}' | '\u{2500}'..='\u{259f}')
}

/// Whether a text has only printable ASCII characters: space to tilde. Each takes one cell.
fn is_printable_ascii(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// The width of a text in terminal cells, by `unicode-width`.
pub fn cells(text: &str) -> usize {
    if is_printable_ascii(text) {
        return text.len();
    }
    text.width()
}

/// The text, if it fits into `room` cells. Otherwise its start, with `…` at the end.
pub fn clip(text: &str, room: usize) -> Cow<'_, str> {
    // A shortcut for plain text, in which each character is one cell and one grapheme.
    let start = text.char_indices().take(room.saturating_add(1));
    let end = if start.clone().all(|(_, c)| is_plain(c)) {
        if start.clone().count() <= room {
            return Cow::Borrowed(text);
        }
        start.take(room).last().map(|(at, _)| at)
    } else {
        if cells(text) <= room {
            return Cow::Borrowed(text);
        }
        let mut used = 0;
        let mut graphemes = text.grapheme_indices(true);
        let beyond = graphemes.find(|(_, grapheme)| {
            used += cells(grapheme);
            used + 1 > room
        });
        beyond.filter(|_| room > 0).map(|(at, _)| at)
    };
    match end.and_then(|end| text.get(..end)) {
        Some(kept) => Cow::Owned(format!("{}…", kept.trim_end())),
        None => Cow::Borrowed(""),
    }
}

/// The byte ranges of the words of a text: UAX #29 words that contain a letter or a digit.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    text.unicode_word_indices()
        .map(|(start, word)| start..start + word.len())
}

/// Wraps a text into lines of at most `room` cells, as byte ranges. Lines break after spaces, or
/// inside of a word that is too long for a line. Widths are those of the visible form. There is at
/// least one line. Spaces at a break belong to no line.
pub fn wrap(text: &str, room: usize) -> Vec<Range<usize>> {
    if text.chars().all(is_plain) {
        let plain = text.char_indices();
        return wrapped(
            text,
            room,
            plain.map(|(at, c)| (at, c.len_utf8(), 1, c == ' ')),
        );
    }
    let graphemes = text.grapheme_indices(true).map(|(at, grapheme)| {
        let is_space = grapheme.chars().all(|c| c == ' ');
        (at, grapheme.len(), cells(&visible(grapheme)), is_space)
    });
    wrapped(text, room, graphemes)
}

/// Wraps a text that is given as graphemes: byte position, length in bytes, width in cells, and
/// whether it is a space.
fn wrapped(
    text: &str,
    room: usize,
    graphemes: impl Iterator<Item = (usize, usize, usize, bool)>,
) -> Vec<Range<usize>> {
    let room = room.max(1);
    let mut lines = Vec::new();
    // The start and the width of the current line. `gap` is its last run of spaces: where the word
    // before ends, where the next word starts, and the width up to there.
    let (mut start, mut used) = (0, 0);
    let mut gap: Option<(usize, usize, usize)> = None;
    'graphemes: for (at, length, width, is_space) in graphemes {
        // After a break, the rest of the line may still be too long.
        while used + width > room && at > start {
            match gap {
                _ if is_space => {
                    lines.push(start..at);
                    (start, used) = (at + length, 0);
                    gap = None;
                    continue 'graphemes;
                }
                Some((end, next, before)) => {
                    lines.push(start..end);
                    (start, used) = (next, used - before);
                }
                None => {
                    lines.push(start..at);
                    (start, used) = (at, 0);
                }
            }
            gap = None;
        }
        used += width;
        if is_space {
            let end = match gap {
                Some((end, next, _)) if next == at => end,
                _ => at,
            };
            gap = Some((end, at + length, used));
        }
    }
    lines.push(start.min(text.len())..text.len());
    lines
}

/// A number with its word: `1 claim`, `3 claims`.
pub fn counted(number: usize, word: &str) -> String {
    match (number, word.strip_suffix('y')) {
        (1, _) => format!("1 {word}"),
        (_, Some(stem)) if !word.ends_with("ey") => format!("{number} {stem}ies"),
        _ if word.ends_with("ch") => format!("{number} {word}es"),
        _ => format!("{number} {word}s"),
    }
}

/// Whether a word is probably a year: four digits, from 1900 to 2099.
pub(crate) fn is_year(word: &str) -> bool {
    let year = word.parse().ok().filter(|_| word.len() == 4);
    year.is_some_and(|year: u32| (1900..2100).contains(&year))
}

/// The line and column, both from 1, of the position after this text. The column counts characters.
pub fn place_of(before: &str) -> (usize, usize) {
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count()
        + 1;
    (line, column)
}

/// The text padded with spaces to `room` cells. Longer text is unchanged.
pub fn padded(text: &str, room: usize) -> String {
    let mut filled = text.to_owned();
    filled.extend(std::iter::repeat_n(' ', room.saturating_sub(cells(text))));
    filled
}

/// Sorts ranges, and merges those that overlap or touch.
pub fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hidden_text_is_spelled_out() {
        assert_eq!(
            visible("a\x1b[31m\tb\u{202e}c\u{9b}\n\u{e0041}\u{200b}\u{7f}"),
            "a␛[31m⇥b⟦RLO⟧c⟦CSI⟧␊⟦TAG A⟧⟦ZWSP⟧␡"
        );
    }

    #[test]
    fn invisible_characters_are_spelled_out() {
        for c in [
            '\u{2060}',
            '\u{2062}',
            '\u{ad}',
            '\u{e0100}',
            '\u{e01ef}',
            '\u{3164}',
            '\u{115f}',
            '\u{206a}',
            '\u{fff9}',
            '\u{180e}',
            '\u{1d173}',
            '\u{34f}',
        ] {
            let shown = visible(&format!("a{c}b")).into_owned();
            assert!(shown.starts_with("a⟦") && shown.ends_with("⟧b"), "{shown}");
        }
        assert_eq!(visible("co\u{ad}operate\u{2060}"), "co⟦SHY⟧operate⟦WJ⟧");
    }

    #[test]
    fn ordinary_text_in_any_script_is_left_alone() {
        for text in [
            "м'я їжак ґанок",
            "प्रधानमंत्री",
            "👩‍👩‍👧",
            "naïve\u{301}",
            "❤️ 1️⃣",
            "می‌خواهم",
            "한국",
        ] {
            assert!(matches!(visible(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn each_plain_character_is_a_grapheme_of_one_cell() {
        let plain: String = ('\0'..=char::MAX).filter(|c| is_plain(*c)).collect();
        assert!(plain.graphemes(true).count() == plain.chars().count());
        assert!(plain.chars().all(|c| cells(&c.to_string()) == 1));
        assert_eq!(visible(&plain), plain);
        // Neighbours do not combine in the opposite order either.
        let backwards: String = plain.chars().rev().collect();
        assert_eq!(backwards.graphemes(true).count(), plain.chars().count());
    }

    #[test]
    fn copied_text_has_no_control_characters() {
        assert_eq!(
            pasteable("The list\u{1b}[201~; touch /tmp/x\u{f}\r\nis \u{9b}real\u{202e}.\n"),
            "The list␛[201~; touch /tmp/x␏ is ⟦CSI⟧real⟦RLO⟧."
        );
        assert_eq!(pasteable("м'я  їжак"), "м'я  їжак");
    }

    #[test]
    fn a_wrapped_rest_that_is_too_long_again_is_broken_again() {
        let text = "\u{202e}a短aаa \u{202e}a\u{202e}";
        for line in wrap(text, 9) {
            assert!(cells(&visible(&text[line])) <= 9);
        }
    }

    #[test]
    fn a_clip_ends_with_an_ellipsis_inside_its_room() {
        assert_eq!(clip("їжак у тумані", 8), "їжак у…");
        assert_eq!(clip("短い日本語", 6), "短い…");
        assert_eq!(clip("abc", 3), "abc");
        assert_eq!(clip("abc", 0), "");
    }

    proptest! {
        #[test]
        fn wrapped_lines_fit_and_lose_nothing_but_spaces(text in "[a-zа-я 短\u{301}\u{202e}]{0,60}", room in 2usize..30) {
            let lines = wrap(&text, room);
            let mut end = 0;
            for line in &lines {
                prop_assert!(text[end..line.start].chars().all(|c| c == ' '), "{lines:?}");
                end = line.end;
                let is_one = text[line.clone()].graphemes(true).count() == 1;
                prop_assert!(cells(&visible(&text[line.clone()])) <= room || is_one, "{lines:?}");
            }
            prop_assert_eq!(end, text.len());
        }

        #[test]
        fn visible_text_has_no_hidden_characters_and_clips_fit(text in any::<String>(), room in 0usize..40) {
            prop_assert!(!visible(&text).contains(is_unseen));
            prop_assert!(cells(&clip(&text, room)) <= room);
        }
    }
}
