//! Escaping text for Markdown.

use crate::text::{visible, visible_lines};

/// Escapes text and joins its lines with `gap`.
pub(super) fn lines(words: &str, gap: &str) -> String {
    let shown = visible_lines(words);
    let lines = shown.trim().lines().map(escaped);
    lines.collect::<Vec<_>>().join(gap)
}

/// Escapes text on one line: hidden characters are made visible, and a backslash precedes
/// everything that could be markup in `CommonMark`, in GitHub's tables, strikethrough, addresses,
/// mentions and formulas, or in footnotes and attributes.
///
/// Dots, dashes and the like are escaped only at the start of a line, or if they make an address.
pub(super) fn escaped(words: &str) -> String {
    safe(words, false)
}

/// Like `escaped`. With `has_gaps`, each `{}` of a pattern stays.
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
    fn ordinary_words_stay_ordinary() {
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
