//! Short aliases that are found only as they were typed: a code, initials, a particle, one letter.

use super::folded::{Folded, Gap, folded};
use super::letters::is_cyrillic_word;
use super::letters::looks;
use super::lexicon::{LEXICON, WordKind};
use super::lists::FIRST_NAMES;
use super::nicknames;
use crate::case::{Case, SourceId};

/// The most letters. Longer aliases are found by their words.
const LONGEST: usize = 5;

/// A short alias as it was typed.
#[derive(Clone, Debug)]
pub(super) struct TypedName {
    pub source: SourceId,
    /// Each letter in lower case, and whether it was a capital.
    letters: Vec<(char, bool)>,
    /// Whether it may mean something else, so that a person decides.
    pub is_asked: bool,
    /// Whether it is one letter that is also a word, so that it does not count at the beginning of
    /// a sentence: `I`.
    pub is_word: bool,
    /// Whether it may be a common noun with a capital at the beginning of a sentence: `Кран`.
    pub is_noun: bool,
}

/// The short aliases of the confidential sources. Those without a capital or digit are left out.
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
            let is_word = LEXICON.kind_of(&look, is_cyrillic) != WordKind::NameOnly;
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

/// Whether a name has only its first letter as a capital and ends like a common noun.
fn is_noun(name: &str, look: &str) -> bool {
    let is_small = name.chars().skip(1).all(char::is_lowercase);
    let is_long = name.chars().count() > 2;
    let is_listed = FIRST_NAMES.rows_of(look).next().is_some();
    is_small && is_long && !is_listed && !nicknames::is_surname(&name.to_lowercase())
}

impl TypedName {
    /// How many letters from this one are the alias: dots, hyphens, underscores and spaces may
    /// stand between them. Its capitals must be capitals in the text, except with `in_any_case`.
    /// `None` where it does not match.
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
