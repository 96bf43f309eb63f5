//! The words of a note or story, with what is needed to count and compare them.

use super::folded::{Folded, Gap, is_cyrillic};
use super::stems::stem;

/// A word of a text.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Debug)]
pub(super) struct Token {
    /// Its letters, with those that look alike in Latin and Cyrillic as one letter.
    pub look: String,
    /// In lower case, without accents.
    pub plain: String,
    pub gap: Gap,
    pub is_upper: bool,
    /// Whether all its letters are capitals.
    pub is_all_upper: bool,
    /// Whether a sentence or line begins with it.
    pub is_start: bool,
    pub is_cyrillic: bool,
    pub is_letters: bool,
    pub is_number: bool,
    /// Whether it announces a number: `No 5`.
    pub is_numbering: bool,
}

impl Token {
    /// The stem that all its forms share.
    pub fn stem(&self) -> &str {
        stem(&self.look, self.is_cyrillic)
    }

    /// The number of its letters.
    pub fn len(&self) -> usize {
        self.plain.chars().count()
    }
}

pub(super) fn tokens(text: &Folded) -> Vec<Token> {
    let words = text.words.iter().enumerate();
    let words = words.filter_map(|(place, range)| {
        let letters = text.letters.get(range.clone())?;
        let first = letters.first()?;
        let gap = first.gap;
        Some(Token {
            look: letters.iter().map(|letter| letter.look).collect(),
            plain: letters.iter().map(|letter| letter.plain).collect(),
            gap,
            is_upper: first.is_upper,
            is_all_upper: letters
                .iter()
                .all(|letter| letter.is_upper || !letter.plain.is_alphabetic()),
            is_start: place == 0 || gap.has(Gap::END | Gap::LINE | Gap::DOT),
            is_cyrillic: is_cyrillic(first.plain),
            is_letters: letters.iter().all(|letter| letter.plain.is_alphabetic()),
            is_numbering: text.is_numbering(place),
            is_number: letters.iter().all(|letter| letter.plain.is_ascii_digit()),
        })
    });
    words.collect()
}

/// The next word. If it announces a number (`No 5`), the word behind it.
pub(super) fn next(words: &[Token], at: usize) -> Option<&Token> {
    let next = words.get(at + 1)?;
    if next.is_numbering {
        words.get(at + 2)
    } else {
        Some(next)
    }
}
