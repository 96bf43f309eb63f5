//! Splits a text into words, numbers and punctuation, each with its position and its lower-case
//! form.

use crate::text::letters::is_apostrophe;

use std::ops::Range;

/// The kind of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Token {
    /// Letters, with apostrophes inside.
    Word,
    /// Digits, including separators: `1,200`, `12:40`, `22.03.2024`.
    Number,
    /// Any other character.
    Mark,
}

/// A token: its kind, and its bytes in the text and in the lower-case text.
#[derive(Clone, Debug)]
struct PlacedToken {
    token: Token,
    start: usize,
    end: usize,
    lower_case: Range<usize>,
}

/// A text split into tokens. [`Line::set_text`] reuses the buffers for another text.
#[derive(Debug, Default)]
pub(in crate::check) struct Line {
    text: String,
    lower_case: String,
    tokens: Vec<PlacedToken>,
}

/// Whether a character is a thin or no-break space, as between groups of digits.
fn is_thin(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// Whether a character belongs to a word: a letter or a combining accent.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}')
}

impl Line {
    /// Splits a text into tokens.
    pub fn of(text: &str) -> Self {
        let mut line = Self::default();
        line.set_text(text);
        line
    }

    /// Replaces the text by another one and splits it into tokens.
    pub fn set_text(&mut self, text: &str) {
        self.text.clear();
        self.lower_case.clear();
        self.tokens.clear();
        self.text.push_str(text);
        let mut at = 0;
        while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
            let length = c.len_utf8();
            if c == ' ' || c.is_whitespace() {
                at += length;
                continue;
            }
            let rest = text.get(at..).unwrap_or_default();
            let (token, length) = if c.is_ascii_digit() {
                (Token::Number, number_length(rest))
            } else if letter_length(text, at) > 0 {
                (Token::Word, word_length(rest))
            } else {
                (Token::Mark, length)
            };
            let start = self.lower_case.len();
            let raw = rest.get(..length).unwrap_or_default();
            if raw.is_ascii() {
                self.lower_case.push_str(raw);
                if let Some(lower_case) = self.lower_case.get_mut(start..) {
                    lower_case.make_ascii_lowercase();
                }
            } else {
                push_lower(&mut self.lower_case, raw);
            }
            self.tokens.push(PlacedToken {
                token,
                start: at,
                end: at + length,
                lower_case: start..self.lower_case.len(),
            });
            at += length;
        }
    }

    /// The number of tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The kind of a token; none past the end.
    pub fn token(&self, at: usize) -> Option<Token> {
        self.tokens.get(at).map(|token_at| token_at.token)
    }

    /// Whether a token is a word.
    pub fn is_word(&self, at: usize) -> bool {
        self.token(at) == Some(Token::Word)
    }

    /// A token in lower case with plain apostrophes; empty past the end.
    pub fn lower(&self, at: usize) -> &str {
        let token_at = self.tokens.get(at);
        token_at
            .and_then(|token_at| self.lower_case.get(token_at.lower_case.clone()))
            .unwrap_or_default()
    }

    /// The previous token in lower case; empty at the start.
    pub fn lower_before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |before| self.lower(before))
    }

    /// A token as written in the text; empty past the end.
    pub fn raw(&self, at: usize) -> &str {
        self.text.get(self.range(at..at + 1)).unwrap_or_default()
    }

    /// The text from the first to the last of these tokens.
    pub fn raw_of(&self, tokens: Range<usize>) -> &str {
        self.text.get(self.range(tokens)).unwrap_or_default()
    }

    /// The bytes of these tokens.
    pub fn range(&self, tokens: Range<usize>) -> Range<usize> {
        let end = self.text.len();
        let from = self
            .tokens
            .get(tokens.start)
            .map_or(end, |token_at| token_at.start);
        let last = tokens
            .end
            .checked_sub(1)
            .and_then(|last| self.tokens.get(last));
        let to = last.map_or(end, |token_at| token_at.end);
        from..to.max(from)
    }

    /// Whether a token touches the previous one.
    pub fn is_glued(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        match (before, self.tokens.get(at)) {
            (Some(before), Some(token_at)) => before.end == token_at.start,
            _ => false,
        }
    }

    /// Whether a word starts with a capital letter.
    pub fn is_capital(&self, at: usize) -> bool {
        self.is_word(at) && self.raw(at).starts_with(char::is_uppercase)
    }

    /// Whether a token ends a sentence: `.` before a space, `!`, `?`, `…`.
    pub fn is_stop(&self, at: usize) -> bool {
        match self.lower(at) {
            "." => !self.is_glued(at + 1),
            "!" | "?" | "…" => true,
            _ => false,
        }
    }
}

/// Appends a word in lower case with plain apostrophes.
pub(in crate::check) fn push_lower(lower_case: &mut String, word: &str) {
    for c in word.chars() {
        match c {
            'а'..='я' | 'і' | 'ї' | 'є' => lower_case.push(c),
            // The code points of these capitals are 32 below those of their small letters.
            'А'..='Я' => lower_case.extend(char::from_u32(u32::from(c) + 32)),
            _ if is_apostrophe(c) => lower_case.push('\''),
            _ => lower_case.extend(c.to_lowercase()),
        }
    }
}

/// The length in bytes of the letter at a byte offset, 0 if there is none. Latin and Cyrillic
/// letters are recognised by their bytes, which is faster than decoding.
pub(in crate::check) fn letter_length(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => usize::from(byte.is_ascii_alphabetic()),
        // The lead bytes of U+0400 to U+047F.
        Some(0xd0 | 0xd1) => 2,
        Some(_) => {
            let c = text.get(at..).and_then(|rest| rest.chars().next());
            c.filter(|c| is_letter(*c)).map_or(0, char::len_utf8)
        }
        None => 0,
    }
}

/// The length of the word at the start of a text, in bytes.
pub(in crate::check) fn word_length(text: &str) -> usize {
    let mut end = 0;
    loop {
        let length = letter_length(text, end);
        if length > 0 {
            end += length;
            continue;
        }
        if text
            .as_bytes()
            .get(end)
            .is_none_or(|byte| byte.is_ascii() && *byte != b'\'')
        {
            return end;
        }
        let mark = text.get(end..).and_then(|rest| rest.chars().next());
        match mark.filter(|mark| end > 0 && is_apostrophe(*mark)) {
            Some(mark) if letter_length(text, end + mark.len_utf8()) > 0 => end += mark.len_utf8(),
            _ => return end,
        }
    }
}

/// The length of the number at the start of a text, in bytes, including separators.
fn number_length(text: &str) -> usize {
    let digits = |at: usize| {
        let rest = text.get(at..).unwrap_or_default();
        rest.bytes().take_while(u8::is_ascii_digit).count()
    };
    let first = digits(0);
    let mut end = first;
    loop {
        let Some(separator) = text.get(end..).and_then(|rest| rest.chars().next()) else {
            return end;
        };
        let next = end + separator.len_utf8();
        let group = digits(next);
        let continues = match separator {
            '.' | ',' | ':' | '/' => group > 0,
            // "In 2024 200 people" contains two numbers, "1 200 people" one.
            ' ' => group == 3 && first <= 3,
            _ => is_thin(separator) && group == 3,
        };
        if !continues {
            return end;
        }
        end = next + group;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tokens(text: &str) -> Vec<String> {
        let line = Line::of(text);
        (0..line.len())
            .map(|at| line.lower(at).to_owned())
            .collect()
    }

    #[test]
    fn words_numbers_and_marks() {
        assert_eq!(
            tokens("У п’ятницю, 22.03.2024, 1 200 людей (о 12:40)."),
            [
                "у",
                "п'ятницю",
                ",",
                "22.03.2024",
                ",",
                "1 200",
                "людей",
                "(",
                "о",
                "12:40",
                ")",
                "."
            ]
        );
        assert_eq!(
            tokens("In 2024 200 of 1,200."),
            ["in", "2024", "200", "of", "1,200", "."]
        );
    }

    proptest! {
        #[test]
        fn tokens_are_on_character_boundaries(text in any::<String>()) {
            let line = Line::of(&text);
            for at in 0..line.len() {
                prop_assert!(text.get(line.range(at..at + 1)).is_some_and(|raw| !raw.is_empty()));
            }
        }
    }
}
