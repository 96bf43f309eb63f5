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

impl TokenKind {
    /// The kind of a piece of text.
    fn of(piece: &str) -> Self {
        match piece {
            "»" | "”" => Self::CloseQuote,
            "«" | "“" | "„" | "‘" => Self::OpenQuote,
            _ if piece.contains(char::is_alphabetic) => Self::Word,
            _ if piece.contains(char::is_numeric) => Self::Number,
            _ => Self::Mark,
        }
    }
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
    let mut splitter = Splitter {
        text,
        tokens: Vec::new(),
        has_single_quote: false,
        is_open: false,
    };
    let pieces = text
        .split_word_bound_indices()
        .flat_map(|(start, piece)| split_initials(start, piece));
    for (start, piece) in pieces {
        // "издание «Заря»* сообщило": the mark of a footnote is left out.
        if !piece.trim().is_empty() && piece != "*" {
            splitter.take(start, piece);
        }
    }
    splitter.tokens
}

/// Makes tokens of the pieces of a text, one after the other.
struct Splitter<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    /// Whether a single quotation mark was seen, so that an apostrophe may be its partner.
    has_single_quote: bool,
    /// Whether a straight double quotation mark is open.
    is_open: bool,
}

impl Splitter<'_> {
    /// Takes the next piece, which begins at the byte `start`: as a token of its own, or as a part
    /// of the token before.
    fn take(&mut self, start: usize, piece: &str) {
        let range = start..start + piece.len();
        // A straight quotation mark right behind a number, where none is open, is an inch mark: 12"
        // of pipe.
        let is_inch = piece == "\""
            && !self.is_open
            && self
                .touching(start)
                .is_some_and(|before| before.kind == TokenKind::Number);
        self.is_open ^= piece == "\"" && !is_inch;
        let piece = if is_inch { "″" } else { piece };
        if self.doubles_mark(piece, &range) || self.ends_possessive(piece, &range) {
            return;
        }
        let follows_word = self.touching(start).is_some_and(|before| before.is_word());
        self.has_single_quote |= piece == "‘" || piece == "'" && !follows_word;
        if self.goes_on(piece, &range) {
            return;
        }
        self.tokens.push(Token {
            range,
            lower: piece.to_lowercase(),
            kind: TokenKind::of(piece),
            is_capital: piece.starts_with(char::is_uppercase),
            speech: None,
        });
    }

    /// The last token, if it ends at the byte `start`.
    fn touching(&mut self, start: usize) -> Option<&mut Token> {
        let last = self.tokens.last_mut();
        last.filter(|last| last.range.end == start)
    }

    /// Whether a single mark and the one before are a double mark, which the token before becomes:
    /// two apostrophes, two backticks, and “So,’’ with two closing marks.
    fn doubles_mark(&mut self, piece: &str, range: &Range<usize>) -> bool {
        let double = match piece {
            "'" | "`" => "\"",
            "’" => "”",
            _ => return false,
        };
        let Some(before) = self.touching(range.start).filter(|b| b.lower == piece) else {
            return false;
        };
        before.range.end = range.end;
        double.clone_into(&mut before.lower);
        if piece == "’" {
            before.kind = TokenKind::CloseQuote;
        }
        true
    }

    /// Whether an apostrophe belongs to the plural possessive before, which takes it: "the Farmers'
    /// Union".
    fn ends_possessive(&mut self, piece: &str, range: &Range<usize>) -> bool {
        let (text, may_be) = (self.text, !self.has_single_quote);
        let before = self.touching(range.start).filter(|_| may_be);
        let before = before.filter(|before| is_plural_possessive(before, piece, text, range.end));
        before.map(|before| before.range.end = range.end).is_some()
    }

    /// Whether a piece goes on with the word before, which takes it. A hyphen joins the parts of a
    /// word, "passer-by", "телеграм-канал". So do "&" and "@": "R&D".
    fn goes_on(&mut self, piece: &str, range: &Range<usize>) -> bool {
        let rest = self.text.get(range.end..).unwrap_or_default();
        let Some(before) = self.touching(range.start) else {
            return false;
        };
        // In "68-летняя" and "24-year-old" the number is the start of a word.
        let is_age = piece == "-" && rest.starts_with(char::is_lowercase);
        if is_age && before.kind == TokenKind::Number {
            before.kind = TokenKind::Word;
        }
        let joins = matches!(piece, "-" | "&" | "@") && rest.starts_with(char::is_alphanumeric);
        let is_joined = before.lower.ends_with(['-', '&'])
            && matches!(TokenKind::of(piece), TokenKind::Word | TokenKind::Number);
        if before.kind != TokenKind::Word || !joins && !is_joined {
            return false;
        }
        // "аль-Хасан" counts as capitalised because "Хасан" is.
        before.is_capital |= piece.starts_with(char::is_uppercase)
            && ARTICLES_OF_NAMES.contains(&before.lower.trim_end_matches('-'));
        before.range.end = range.end;
        before.lower.push_str(&piece.to_lowercase());
        true
    }
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
