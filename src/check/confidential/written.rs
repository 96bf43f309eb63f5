//! Other names that are found only as somebody typed them: a short code, initials, a particle, one
//! letter.

use super::folded::{Folded, Gap, folded};
use super::letters::is_cyrillic_word;
use super::letters::looks;
use super::lexicon::{LEXICON, WordKind};
use super::lists::FIRST_NAMES;
use super::nicknames;
use crate::case::{Case, SourceId};

/// Longer ones are found by their words.
const LONGEST: usize = 5;

/// An other name as it was typed.
#[derive(Clone, Debug)]
pub(super) struct TypedName {
    pub source: SourceId,
    /// Each letter, and whether it is a capital.
    letters: Vec<(char, bool)>,
    /// Whether it may be something else, so that a person looks.
    pub is_asked: bool,
    /// Whether a sentence begins with the same word often.
    pub is_word: bool,
    /// Whether it may be a common noun that has a capital only where a sentence begins: `Кран`.
    pub is_noun: bool,
}

/// The short other names of the confidential sources.
pub(super) fn of(case: &Case) -> Vec<TypedName> {
    let sources = case.sources.iter().filter(|source| source.confidential);
    let aliases = sources.flat_map(|source| source.aliases.iter().map(|name| (source.id, name)));
    aliases
        .filter_map(|(source, name)| {
            let folded = folded(name);
            let letters = &folded.letters;
            let has_capital = letters.iter().any(|letter| letter.is_upper);
            let has_digit = letters.iter().any(|letter| letter.plain.is_ascii_digit());
            if letters.len() > LONGEST || !(has_capital || has_digit) {
                return None;
            }
            let look = looks(name);
            let is_cyrillic = is_cyrillic_word(&name.to_lowercase());
            let is_word = LEXICON.sort(&look, is_cyrillic) != WordKind::NameOnly;
            Some(TypedName {
                source,
                letters: letters
                    .iter()
                    .map(|letter| (letter.plain, letter.is_upper))
                    .collect(),
                is_asked: is_word || letters.len() < 2 || !has_capital,
                is_word: is_word && letters.len() < 2,
                is_noun: is_cyrillic && is_noun(name, &look),
            })
        })
        .collect()
}

/// Whether a name has one capital and ends as a common noun may.
fn is_noun(name: &str, look: &str) -> bool {
    let is_small = name.chars().skip(1).all(char::is_lowercase);
    let is_long = name.chars().count() > 2;
    let is_listed = FIRST_NAMES.rows_of(look).next().is_some();
    is_small && is_long && !is_listed && !nicknames::is_surname(&name.to_lowercase())
}

impl TypedName {
    /// How many letters from this one are it, with a dot, a hyphen or a space in it or without; also
    /// in small letters where the case does not matter.
    pub fn at(&self, text: &Folded, from: usize, in_any_case: bool) -> Option<usize> {
        let to = from + self.letters.len();
        let here = text.letters.get(from..to)?;
        let is_inside = |gap: Gap| {
            gap.only(Gap::DOT | Gap::HYPHEN | Gap::SPACE | Gap::UNDERSCORE) && !gap.has(Gap::FAR)
        };
        let is_one = here.iter().zip(&self.letters).enumerate();
        let is_one = is_one
            .into_iter()
            .all(|(place, (letter, (plain, is_upper)))| {
                letter.plain == *plain
                    && (in_any_case || letter.is_upper || !is_upper)
                    && (place == 0 || is_inside(letter.gap))
            });
        if in_any_case && self.letters.len() < 2 {
            return None;
        }
        let ends = text.letters.get(to).is_none_or(|next| !next.gap.is_none());
        (is_one && ends).then_some(self.letters.len())
    }
}
