//! The words of a text with their surroundings: whether a sentence begins with a word, whether it
//! is part of a handle or an address.

use std::ops::Range;

use super::folded::{Folded, Gap, is_cyrillic};
use super::lexicon::LEXICON;

/// A word of a text.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Debug)]
pub(super) struct Word {
    /// Which letters of the [`Folded`] it has.
    pub letters: Range<usize>,
    /// `letters` without the digits at both ends; empty for a number.
    pub bare: Range<usize>,
    /// Its letters as they look, and how it sounds.
    pub look: String,
    pub sound: String,
    /// The signs before it.
    pub gap: Gap,
    pub is_cyrillic: bool,
    /// Whether it has letters only.
    pub is_letters: bool,
    pub is_upper: bool,
    pub is_all_upper: bool,
    /// Whether a sentence begins with it, so that its capital is no sign of a name.
    pub is_start: bool,
    pub is_in_handle: bool,
    /// Whether the word before it says what somebody is ("nurse").
    pub is_after_role: bool,
}

/// The words of a text, and how it uses capitals.
#[derive(Debug, Default)]
pub(super) struct Context {
    pub words: Vec<Word>,
    /// The look of every letter in one string.
    pub looks: String,
    /// For each byte of `looks`, and for its end, which letter it belongs to.
    pub letters: Vec<usize>,
    /// Whether the text has no capitals, so that a small letter is no sign of a common word.
    pub is_small: bool,
    /// Whether most words of four letters and more begin with a capital, as in an English headline.
    pub is_titled: bool,
    /// Whether most words of four letters and more are in capitals only.
    pub is_shouted: bool,
}

impl Context {
    pub fn of(text: &Folded) -> Self {
        let mut context = Self::default();
        for (place, letter) in text.letters.iter().enumerate() {
            context.looks.push(letter.look);
            context.letters.resize(context.looks.len(), place);
        }
        context.letters.push(text.letters.len());
        let mut was_role = false;
        let mut was_letter = false;
        for (place, range) in text.words.iter().enumerate() {
            let Some(letters) = text.letters.get(range.clone()) else {
                continue;
            };
            let Some(first) = letters.first() else {
                continue;
            };
            let next = text
                .words
                .get(place + 1)
                .and_then(|next| text.letters.get(next.start));
            let after = next.map_or(text.tail, |letter| letter.gap);
            let gap = first.gap;
            let is_letter = |at: usize| {
                text.letters
                    .get(at)
                    .is_some_and(|letter| !letter.plain.is_ascii_digit())
            };
            let mut bare = range.clone();
            while bare.start < bare.end && !is_letter(bare.start) {
                bare.start += 1;
            }
            while bare.start < bare.end && !is_letter(bare.end - 1) {
                bare.end -= 1;
            }
            let look = text.look(range);
            let is_cyrillic = is_cyrillic(first.plain);
            let is_start = place == 0
                || gap.has(Gap::END | Gap::LINE)
                || (gap.has(Gap::DOT) && gap.has(Gap::SPACE) && !was_letter)
                || (gap.has(Gap::QUOTE) && gap.has(Gap::COMMA))
                || (gap.has(Gap::HYPHEN) && gap.has(Gap::SPACE));
            let role = LEXICON.is_role(&look, is_cyrillic);
            context.words.push(Word {
                letters: range.clone(),
                sound: text.sound(range),
                gap,
                is_cyrillic,
                is_letters: letters.iter().all(|letter| letter.plain.is_alphabetic()),
                is_upper: first.is_upper,
                is_all_upper: letters.len() > 1
                    && letters
                        .iter()
                        .all(|letter| letter.is_upper || !letter.plain.is_alphabetic()),
                is_start,
                is_in_handle: is_in_handle(gap, after, next.is_none())
                    || (bare != *range && bare.len() > 2),
                is_after_role: was_role && !gap.has(Gap::END | Gap::COMMA | Gap::LINE | Gap::FAR),
                bare,
                look,
            });
            was_role = role;
            was_letter = letters.len() == 1 && first.is_upper;
        }
        context.join_numbers();
        let has_capital = text.letters.iter().any(|letter| letter.is_upper);
        context.is_small = !has_capital && !context.words.is_empty();
        let long = context
            .words
            .iter()
            .filter(|word| word.letters.len() > 3 && word.is_letters);
        let (count, upper) = long.fold((0, 0), |(count, upper), word| {
            (count + 1, upper + usize::from(word.is_upper))
        });
        context.is_titled = count > 3 && upper * 10 > count * 7;
        let long = context.words.iter().filter(|word| word.letters.len() > 3);
        let (count, upper) = long.fold((0, 0), |(count, upper), word| {
            (count + 1, upper + usize::from(word.is_all_upper))
        });
        context.is_shouted = upper * 2 > count;
        context
    }
}

impl Context {
    /// Adds to a handle the word before its number, where a line break split the handle:
    /// `stone 60@mail.example`.
    fn join_numbers(&mut self) {
        for at in 1..self.words.len() {
            let is_number = self.words.get(at).is_some_and(|word| {
                word.bare.is_empty()
                    && word.is_in_handle
                    && word.gap.only(Gap::SPACE | Gap::LINE)
                    && !word.gap.is_none()
            });
            if is_number && let Some(before) = self.words.get_mut(at - 1) {
                before.is_in_handle = true;
            }
        }
    }
}

/// Whether a word between these gaps is part of a handle, an address or a file name.
fn is_in_handle(before: Gap, after: Gap, is_last: bool) -> bool {
    const SIGNS: u16 = Gap::UNDERSCORE | Gap::SLASH | Gap::AT | Gap::PLUS;
    let is_joined =
        |gap: Gap| !gap.has(Gap::SPACE | Gap::LINE | Gap::QUOTE | Gap::COMMA | Gap::END);
    before.has(Gap::AT) && !before.has(Gap::FAR)
        || before.has(Gap::UNDERSCORE | Gap::SLASH) && !before.has(Gap::FAR | Gap::OTHER)
        || (after.has(SIGNS) && is_joined(after))
        || (!is_last && is_joined(after) && after.has(Gap::DOT))
        || (is_joined(before) && before.has(Gap::DOT))
}
