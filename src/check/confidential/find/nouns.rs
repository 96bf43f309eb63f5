//! Tells names from common nouns and towns that are written the same: the nickname Болт and bolts
//! («болти»), the surname Зінько and the town Зіньків.

use super::{Match, TextSearch};
use crate::check::confidential::context::Word;
use crate::check::confidential::entry::Entry;
use crate::check::confidential::folded::Gap;
use crate::check::confidential::lexicon::LEXICON;

/// Plural endings, in several cases.
const PLURAL: [&str; 15] = [
    "и", "ы", "і", "ї", "ів", "їв", "ов", "ев", "єв", "ам", "ям", "ами", "ями", "ах", "ях",
];
/// Endings of towns that are named after an owner. `TOWNS` are those of the nominative, `LOCATIVE`
/// those of the locative.
const TOWNS: [&str; 9] = ["ів", "їв", "ов", "ев", "єв", "ин", "ін", "їн", "ове"];
/// Endings of villages, which no form of a surname has: `Сорокино` of Сорокина.
const VILLAGES: [&str; 6] = ["ово", "ево", "єво", "ино", "іно", "їно"];
const LOCATIVE: [&str; 6] = ["ові", "еві", "єві", "ове", "еве", "ині"];
/// A surname in the genitive plural, which has the same ending as a town: `Петренків`.
const FAMILY: &str = "енків";

impl TextSearch<'_> {
    /// Whether a match of a name that ends like a common noun may be that noun: if it is written
    /// small or begins a sentence, and the name has one word, or if it is written small and in the
    /// plural.
    pub(super) fn may_be_noun(&self, one: &Match, entry: &Entry, word: &Word) -> bool {
        let is_noun = entry.is_noun && entry.is_upper && !entry.is_quoted && one.is_cyrillic;
        if !is_noun || self.context.is_small || word.is_after_role || word.is_in_handle {
            return false;
        }
        if entry.of == 1 && (!word.is_upper || word.is_start) {
            return true;
        }
        let plain = self.text.plain(&one.letters);
        let is_plural = !one.form.is_base && PLURAL.iter().any(|end| plain.ends_with(end));
        !word.is_upper && is_plural
    }

    /// Whether a word only sounds like a handle in the other alphabet: `ложка` of
    /// `@lozhka_v`.
    pub(super) fn may_be_word_of_handle(one: &Match, entry: &Entry, word: &Word) -> bool {
        let is_other = one.is_cyrillic != entry.is_cyrillic && !one.is_look;
        is_other && !entry.is_upper && !word.is_in_handle
    }

    /// Whether an inflected form of a name may be a town: behind a preposition of place or a word
    /// for a town or street (`у`, `вулиця`), and at the beginning of a sentence.
    pub(super) fn may_be_town(&self, one: &Match, word: &Word) -> bool {
        if !one.is_cyrillic || one.form.is_base || !word.is_upper {
            return false;
        }
        let plain = self.text.plain(&one.letters);
        let ends = |ends: &[&str]| ends.iter().any(|end| plain.ends_with(end));
        let before = one.words.start.checked_sub(1).and_then(|at| self.word(at));
        let before = before.filter(|_| word.gap.only(Gap::SPACE | Gap::DOT));
        let is_behind = before.is_some_and(|before| {
            LEXICON.places.contains(&before.look) || LEXICON.streets.contains(&before.look)
        });
        let is_start = word.is_start && !plain.ends_with(FAMILY);
        ends(&VILLAGES)
            || (is_behind && (ends(&TOWNS) || ends(&LOCATIVE)))
            || (is_start && ends(&["ів", "їв"]))
    }
}
