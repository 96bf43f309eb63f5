//! A sentence as words and marks, and which of them stand inside a quotation.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// A word or mark of a sentence.
#[derive(Debug)]
pub(super) struct Token {
    /// Its bytes in the sentence.
    pub range: Range<usize>,
    /// It in lower case.
    pub lower: String,
    /// What it is.
    pub kind: TokenKind,
    /// Whether it stands inside quotation marks.
    pub quoted: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Word,
    Number,
    Mark,
    OpenQuote,
    CloseQuote,
}

/// Words and marks, and which stand inside a quotation.
pub(super) fn tokens(sentence: &str) -> Vec<Token> {
    let mut depth = 0_usize;
    let mut straight = false;
    let mut tokens: Vec<Token> = Vec::new();
    for (start, piece) in sentence
        .split_word_bound_indices()
        .filter(|(_, piece)| !piece.trim().is_empty())
    {
        let is_word = piece.contains(char::is_alphabetic);
        let kind = match piece {
            "\"" if straight => TokenKind::CloseQuote,
            "”" | "»" => TokenKind::CloseQuote,
            "“" | "«" | "„" | "\"" => TokenKind::OpenQuote,
            _ if is_word => TokenKind::Word,
            _ if piece.contains(char::is_numeric) => TokenKind::Number,
            _ => TokenKind::Mark,
        };
        match (kind, piece) {
            (TokenKind::OpenQuote | TokenKind::CloseQuote, "\"") => straight = !straight,
            (TokenKind::OpenQuote, _) => depth += 1,
            (TokenKind::CloseQuote, _) => depth = depth.saturating_sub(1),
            _ => {}
        }
        let quoted = depth > 0 || straight;
        let range = start..start + piece.len();
        // A hyphen joins: "passer-by", "телеграм-канал".
        let is_hyphen = piece == "-"
            && sentence
                .get(range.end..)
                .is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
        if let Some(before) = tokens.last_mut()
            && before.kind == TokenKind::Word
            && before.range.end == start
            && (is_hyphen
                || (before.lower.ends_with('-')
                    && matches!(kind, TokenKind::Word | TokenKind::Number)))
        {
            before.range.end = range.end;
            before.lower.push_str(&piece.to_lowercase());
            continue;
        }
        tokens.push(Token {
            range,
            lower: piece.to_lowercase(),
            kind,
            quoted,
        });
    }
    tokens
}
