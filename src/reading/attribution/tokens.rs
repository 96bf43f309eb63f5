//! Splits a paragraph into tokens: words, numbers and marks. A word with a hyphen, an ampersand or
//! a possessive mark is one token.

use std::collections::HashSet;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// A word, number or mark of a paragraph.
#[derive(Debug)]
pub(super) struct Token {
    /// Its byte range in the paragraph.
    pub range: Range<usize>,
    /// Its text in lower case. Exceptions: pairs such as '' are `"`, an inch mark is `″`, and
    /// `keep_name` keeps some names as written.
    pub lower: String,
    /// Whether it is a word, a number or a mark.
    pub kind: TokenKind,
    /// Whether it starts with a capital.
    pub is_capital: bool,
    /// The number of the quotation to which it belongs, counted from 0 in the paragraph. None for
    /// the narrator's own words.
    pub speech: Option<usize>,
}

/// The kind of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Word,
    Number,
    Mark,
    OpenQuote,
    CloseQuote,
}

impl Token {
    /// Whether it is a word, not a number or a mark.
    pub(super) fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// Whether its lower-case text is `mark`, a mark or a word.
    pub(super) fn is(&self, mark: &str) -> bool {
        self.lower == mark
    }

    /// Whether it is a dash or a hyphen that stands alone.
    pub(super) fn is_dash(&self) -> bool {
        matches!(self.lower.as_str(), "—" | "–" | "-" | "―")
    }

    /// Whether quoted words may end at this token, so that the narrator goes on behind it.
    pub(super) fn ends_words(&self) -> bool {
        matches!(self.lower.as_str(), "," | "." | "!" | "?" | "…")
            || self.kind == TokenKind::CloseQuote
    }

    /// Keeps a name as it is written, with its capital, if it is spelled like a particle in
    /// `enclitics`, so that no word list contains it: "Ли" in "Марина Ли" is no question word, and
    /// "WHO" no pronoun. In Latin letters only acronyms are kept.
    pub(super) fn keep_name(&mut self, text: &str, enclitics: &HashSet<String>) {
        let is_name = self.is_capital && (!self.lower.is_ascii() || self.is_acronym(text));
        if is_name && enclitics.contains(&self.lower) {
            let written = text.get(self.range.clone()).unwrap_or_default();
            written.clone_into(&mut self.lower);
        }
    }

    /// Whether it has at least two capitals and no small letters: "NATO".
    pub(super) fn is_acronym(&self, text: &str) -> bool {
        let letters = text.get(self.range.clone()).unwrap_or_default();
        letters.chars().filter(|c| c.is_uppercase()).count() > 1
            && !letters.contains(char::is_lowercase)
    }
}

/// The lower-case text of the token at `place`. Empty if there is none, and no word list contains
/// that.
pub(super) fn lower_at(tokens: &[Token], place: usize) -> &str {
    tokens.get(place).map_or("", |token| &token.lower)
}

/// The Arabic article before a surname, transliterated into English, Ukrainian and Russian.
const ARTICLES_OF_NAMES: &[&str] = &[
    "al", "el", "ad", "an", "ar", "as", "ash", "at", "аль", "ель", "эль", "ад", "ан", "ар", "ас",
    "аш", "ат",
];

/// The tokens of a paragraph, with no quotation numbers yet.
pub(super) fn pieces(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut has_single_quote = false;
    let mut is_open = false;
    let pieces = text
        .split_word_bound_indices()
        .flat_map(|(start, piece)| split_initials(start, piece));
    for (start, piece) in pieces {
        if piece.trim().is_empty() {
            continue;
        }
        let follows_word = tokens
            .last()
            .is_some_and(|before| before.is_word() && before.range.end == start);
        let is_word = piece.contains(char::is_alphabetic);
        // A straight quotation mark right behind a number, where none is open, is an inch mark: 12"
        // of pipe.
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
        // "издание «Заря»* сообщило": the mark of a footnote is left out.
        if piece == "*" {
            continue;
        }
        // ''So'' and ``so'' are quotations: two single marks are one double mark.
        if let Some(before) = tokens.last_mut()
            && matches!(piece, "'" | "`")
            && before.range.end == start
            && before.lower == piece
        {
            before.range.end = range.end;
            before.lower = "\"".to_owned();
            continue;
        }
        // “So,’’ is a quotation: two closing single marks are one closing double mark.
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
            && is_plural_possessive(before, piece, text, range.end)
            && !has_single_quote
        {
            before.range.end = range.end;
            continue;
        }
        has_single_quote |= piece == "‘" || piece == "'" && !follows_word;
        // A hyphen joins the parts of a word, "passer-by", "телеграм-канал". So do "&" and "@":
        // "R&D".
        let joins = matches!(piece, "-" | "&" | "@")
            && text
                .get(range.end..)
                .is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
        // In "68-летняя" and "24-year-old" the number is the start of a word.
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
            // "аль-Хасан" counts as capitalised because "Хасан" is.
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

/// Splits initials from a surname written without spaces: "В.Гонтарева" gives "В", "." and
/// "Гонтарева", each with its byte offset in the paragraph. Any other piece is returned whole.
/// `start`: the byte offset of `piece`.
fn split_initials(start: usize, piece: &str) -> Vec<(usize, &str)> {
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

/// Whether an apostrophe behind a word in "s" is part of a plural possessive: "the Farmers' Union".
/// `end`: the byte behind the apostrophe.
fn is_plural_possessive(before: &Token, piece: &str, text: &str, end: usize) -> bool {
    let goes_on = |rest: &str| rest.starts_with(char::is_alphabetic);
    matches!(piece, "'" | "’")
        && before.kind == TokenKind::Word
        && before.lower.ends_with('s')
        && text
            .get(end..)
            .and_then(|rest| rest.strip_prefix(' '))
            .is_some_and(goes_on)
}
