//! Escaping text for Markdown.

use crate::text::{visible, visible_lines};

/// Escapes text, and puts `gap` between its lines.
pub(super) fn lines(words: &str, gap: &str) -> String {
    let shown = visible_lines(words);
    let lines = shown.trim().lines().map(escaped);
    lines.collect::<Vec<_>>().join(gap)
}

/// Escapes text as one line. Hidden characters are made visible. A backslash is put before
/// everything that could be markup: in `CommonMark`, in GitHub's tables, strikethrough, addresses,
/// mentions and formulas, and in footnotes and attributes.
///
/// Dots, dashes and similar characters are escaped only at the start of a line, or if they are part
/// of an address.
pub(super) fn escaped(words: &str) -> String {
    safe(words, false)
}

/// Like [`escaped`]. With `has_gaps`, each `{}` of a pattern is left unescaped.
pub(super) fn safe(words: &str, has_gaps: bool) -> String {
    let shown = visible(words);
    let shown = shown.trim();
    let mut safe = String::with_capacity(shown.len() + 8);
    let mut is_start = true;
    let mut chars = shown.chars().peekable();
    let mut last = ' ';
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        if has_gaps && (c, next) == ('{', '}') {
            chars.next();
            safe.push_str("{}");
            continue;
        }
        let is_markup = match c {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&'
            | '$' | '@' | '^' => true,
            // `1. ` and `1) ` start a list.
            '.' | ')' if is_start => next.is_whitespace() || (has_gaps && next == '{'),
            // `-` and `+` start a list too; `===` underlines a heading, `:` starts a definition.
            '-' | '+' | '=' | ':' if is_start => true,
            // `https://a`, `mailto:a` and `www.a` become links without any markup.
            ':' => next == '/' || next.is_alphabetic() || (has_gaps && next == '{'),
            '.' => last.eq_ignore_ascii_case(&'w'),
            _ => false,
        };
        if is_markup {
            safe.push('\\');
        }
        safe.push(c);
        is_start = is_start && c.is_ascii_digit();
        last = c;
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_is_not_escaped() {
        for words in [
            "ISIS said: no.",
            "м'я - їжак (так)",
            "Level 3.5, 40 % - done!",
        ] {
            assert_eq!(escaped(words), words);
        }
        assert_eq!(escaped("1. a"), "1\\. a");
        assert_eq!(escaped("1."), "1\\.");
        assert_eq!(escaped("39.6 %"), "39.6 %");
        assert_eq!(escaped("- a"), "\\- a");
        assert_eq!(escaped("see www.a.example"), "see www\\.a.example");
        assert_eq!(escaped("a|b\n<c>"), "a\\|b␊\\<c\\>");
        assert_eq!(escaped("{}"), "\\{\\}");
        assert_eq!(
            lines("a\n- b\r\n\n1. c\n", "<br>"),
            "a<br>\\- b<br><br>1\\. c"
        );
    }

    #[test]
    fn a_pattern_keeps_its_gaps() {
        assert_eq!(safe("“{}” of {}", true), "“{}” of {}");
        assert_eq!(safe("*{}* {x} {}.", true), "\\*{}\\* \\{x\\} {}.");
        assert_eq!(safe("{}. mailto:{}", true), "{}\\. mailto\\:{}");
    }
}
