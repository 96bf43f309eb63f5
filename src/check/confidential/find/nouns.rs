//! Names that may stand in a text as a common noun or a town: the nickname Болт and bolts («болти»),
//! the surname Зінько and the town Зіньків.

use super::{Match, TextSearch};
use crate::check::confidential::context::Word;
use crate::check::confidential::entry::Entry;
use crate::check::confidential::folded::Gap;
use crate::check::confidential::lexicon::LEXICON;

/// Plural endings.
const PLURAL: [&str; 15] = [
    "и", "ы", "і", "ї", "ів", "їв", "ов", "ев", "єв", "ам", "ям", "ами", "ями", "ах", "ях",
];
/// Endings of towns that are named after an owner, in the nominative and in the locative.
const TOWNS: [&str; 9] = ["ів", "їв", "ов", "ев", "єв", "ин", "ін", "їн", "ове"];
const LOCATIVE: [&str; 6] = ["ові", "еві", "єві", "ове", "еве", "ині"];
/// A surname in the plural genitive that has the ending of a town: `Петренків`.
const FAMILY: &str = "енків";

impl TextSearch<'_> {
    /// Whether a word that no list has may still be a common noun here: in small letters, or where a
    /// sentence begins, and the name is a nickname or the word is in the plural.
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

    /// Whether a form of a name that says what belongs to somebody is a town here: behind `місто` or
    /// `у`, and where a sentence begins.
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
        (is_behind && (ends(&TOWNS) || ends(&LOCATIVE))) || (is_start && ends(&["ів", "їв"]))
    }
}
