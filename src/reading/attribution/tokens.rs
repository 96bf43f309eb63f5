//! A paragraph as words and marks.

use std::collections::HashSet;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// A word or mark of a paragraph.
#[derive(Debug)]
pub(super) struct Token {
    /// Its bytes in the paragraph.
    pub range: Range<usize>,
    /// It in lower case.
    pub lower: String,
    /// What it is.
    pub kind: TokenKind,
    /// Whether it starts with a capital.
    pub is_capital: bool,
    /// The number of the quotation whose words it belongs to.
    pub speech: Option<usize>,
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

impl Token {
    pub(super) fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    pub(super) fn is(&self, mark: &str) -> bool {
        self.lower == mark
    }

    pub(super) fn is_dash(&self) -> bool {
        matches!(self.lower.as_str(), "—" | "–" | "-" | "―")
    }

    /// Whether it is a mark before which somebody's words may end.
    pub(super) fn ends_words(&self) -> bool {
        matches!(self.lower.as_str(), "," | "." | "!" | "?" | "…")
            || self.kind == TokenKind::CloseQuote
    }

    /// Keeps the capital of a name that is spelled like one of these little words, so that no list
    /// of them has it: "Марина Ли" is no question, and "WHO" no pronoun.
    pub(super) fn keep_name(&mut self, text: &str, enclitics: &HashSet<String>) {
        let is_name = self.is_capital && (!self.lower.is_ascii() || self.is_acronym(text));
        if is_name && enclitics.contains(&self.lower) {
            let written = text.get(self.range.clone()).unwrap_or_default();
            written.clone_into(&mut self.lower);
        }
    }

    /// Whether all its letters are capitals, and there are several.
    pub(super) fn is_acronym(&self, text: &str) -> bool {
        let letters = text.get(self.range.clone()).unwrap_or_default();
        letters.chars().filter(|c| c.is_uppercase()).count() > 1
            && !letters.contains(char::is_lowercase)
    }
}

/// The Arabic article before a surname, as English, Ukrainian and Russian write it.
const ARTICLES_OF_NAMES: &[&str] = &[
    "al", "el", "ad", "an", "ar", "as", "ash", "at", "аль", "ель", "эль", "ад", "ан", "ар", "ас",
    "аш", "ат",
];

/// Words and marks, words with a hyphen as one.
pub(super) fn pieces(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut has_single_quote = false;
    let mut is_open = false;
    let pieces = text
        .split_word_bound_indices()
        .flat_map(|(start, piece)| without_initials(start, piece));
    for (start, piece) in pieces {
        if piece.trim().is_empty() {
            continue;
        }
        let follows_word = tokens
            .last()
            .is_some_and(|before| before.is_word() && before.range.end == start);
        let is_word = piece.contains(char::is_alphabetic);
        // A straight mark right behind a number, where none is open: 12" of pipe.
        let is_inch = piece == "\""
            && !is_open
            && tokens.last().is_some_and(|before| {
                before.kind == TokenKind::Number && before.range.end == start
            });
        is_open ^= piece == "\"" && !is_inch;
        let range = start..start + piece.len();
        let piece = if is_inch { "″" } else { piece };
        let kind = match piece {
            "»" | "”" => TokenKind::CloseQuote,
            "«" | "“" | "„" | "‘" => TokenKind::OpenQuote,
            _ if is_word => TokenKind::Word,
            _ if piece.contains(char::is_numeric) => TokenKind::Number,
            _ => TokenKind::Mark,
        };
        // "издание «Заря»* сообщило": the mark of a footnote.
        if piece == "*" {
            continue;
        }
        // ''So'' and ``so'' are quoted as "so" is.
        if let Some(before) = tokens.last_mut()
            && matches!(piece, "'" | "`")
            && before.range.end == start
            && before.lower == piece
        {
            before.range.end = range.end;
            before.lower = "\"".to_owned();
            continue;
        }
        // “So,’’ is closed as “So,” is.
        if let Some(before) = tokens.last_mut()
            && piece == "’"
            && before.range.end == start
            && before.lower == piece
        {
            before.range.end = range.end;
            before.lower = "”".to_owned();
            before.kind = TokenKind::CloseQuote;
            continue;
        }
        if let Some(before) = tokens.last_mut()
            && before.range.end == start
            && is_of_many(before, piece, text, range.end)
            && !has_single_quote
        {
            before.range.end = range.end;
            continue;
        }
        has_single_quote |= piece == "‘" || piece == "'" && !follows_word;
        // A hyphen joins: "passer-by", "телеграм-канал". So does an ampersand: "R&D".
        let joins = matches!(piece, "-" | "&" | "@")
            && text
                .get(range.end..)
                .is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
        // "68-летняя", "24-year-old"
        let is_age = piece == "-"
            && text
                .get(range.end..)
                .is_some_and(|rest| rest.starts_with(char::is_lowercase));
        if let Some(before) = tokens.last_mut().filter(|_| is_age)
            && before.kind == TokenKind::Number
            && before.range.end == start
        {
            before.kind = TokenKind::Word;
        }
        if let Some(before) = tokens.last_mut()
            && before.kind == TokenKind::Word
            && before.range.end == start
            && (joins
                || (before.lower.ends_with(['-', '&'])
                    && matches!(kind, TokenKind::Word | TokenKind::Number)))
        {
            // "аль-Хасан" is a name as "Хасан" is.
            before.is_capital |= piece.starts_with(char::is_uppercase)
                && ARTICLES_OF_NAMES.contains(&before.lower.trim_end_matches('-'));
            before.range.end = range.end;
            before.lower.push_str(&piece.to_lowercase());
            continue;
        }
        tokens.push(Token {
            range,
            lower: piece.to_lowercase(),
            kind,
            is_capital: piece.starts_with(char::is_uppercase),
            speech: None,
        });
    }
    tokens
}

/// The initials that are written without a space before a surname, and it: "В.Гонтарева".
fn without_initials(start: usize, piece: &str) -> Vec<(usize, &str)> {
    let Some((initials, surname)) = piece.rsplit_once('.') else {
        return vec![(start, piece)];
    };
    let is_initial = |part: &str| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
    };
    let mut letters = surname.chars();
    let is_surname = letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase);
    if !is_surname || !initials.split('.').all(is_initial) {
        return vec![(start, piece)];
    }
    let at = start + initials.len() + 1;
    let mut found = vec![(at, surname)];
    let mut place = start;
    for initial in initials.split('.') {
        let end = place + initial.len();
        found.push((place, initial));
        found.push((end, "."));
        place = end + 1;
    }
    found.sort_by_key(|(place, _)| *place);
    found
}

/// Whether a mark says that what follows belongs to many, and is a part of their word: "the
/// Farmers' Union".
fn is_of_many(before: &Token, piece: &str, text: &str, end: usize) -> bool {
    let goes_on = |rest: &str| rest.starts_with(char::is_alphabetic);
    matches!(piece, "'" | "’")
        && before.kind == TokenKind::Word
        && before.lower.ends_with('s')
        && text
            .get(end..)
            .and_then(|rest| rest.strip_prefix(' '))
            .is_some_and(goes_on)
}
