//! Whether a name or an office is a woman's or a man's.

use super::super::words::{Case, Words};
use super::inflect::base_of_name;
use super::naming::Naming;

impl Naming<'_> {
    /// Whether the English word at a place in the text is for a woman ("spokeswoman", true) or a
    /// man (false). None for other words and other languages.
    pub(super) fn gender_of(&self, place: usize) -> Option<bool> {
        let known = &self.of.words;
        let word = &self.token(place).filter(|_| !known.has_cases)?.lower;
        let is_man = || known.men.contains(word).then_some(false);
        known.women.contains(word).then_some(true).or_else(is_man)
    }

    /// Whether a person is a woman (true) or a man (false), by the given name, the title or the
    /// office: "Ганна", "речниця", "Ms Pell", "her husband". None if nothing shows it.
    pub(super) fn is_woman(&self, words: &[String]) -> Option<bool> {
        if self.phrase.is_counted {
            return self.of.is_woman_counted(words);
        }
        if !self.of.words.has_cases {
            let known = &self.of.words;
            let tells = |word: &str| {
                known
                    .women
                    .contains(word)
                    .then_some(true)
                    .or_else(|| known.men.contains(word).then_some(false))
            };
            let is_given = |word: &&String| words.len() > 1 || known.is_given(word);
            let own = words.first().filter(is_given);
            let mut others = self
                .phrase
                .words
                .clone()
                .filter_map(|place| self.token(place))
                .filter(|token| !words.contains(&token.lower));
            return others
                .find_map(|token| tells(&token.lower))
                .or_else(|| own.and_then(|word| tells(word)));
        }
        if !self.is_person() {
            return None;
        }
        let head = self.lower(self.phrase.head);
        let is_hers = |word: &str| {
            let men = &self.of.words.men;
            self.of.words.womens_endings.fit(word) && !men.contains(word)
        };
        let has_father = words.iter().any(|word| self.of.words.patronymics.fit(word));
        let opens = self
            .name
            .as_ref()
            .is_some_and(|name| name.start == self.of.start);
        // "Кельнерка Надія Полюхович" at the start of a sentence: the first of three words is an
        // occupation that no list has, and the given name is the second.
        let given = match words {
            [_, given, _] if opens && !has_father => Some(given),
            _ => words.first(),
        };
        if self.of.words.women.contains(head) {
            return Some(true);
        }
        match (given, words.len()) {
            (Some(first), 2..) if first.chars().count() > 1 => {
                Some(is_hers(&base_of_given(first, self.of.words)))
            }
            (Some(given), 1) if self.of.words.given.contains(given) && self.ends_in_name() => {
                Some(is_hers(given))
            }
            _ if self.phrase.kind.is_some()
                && (self.phrase.name.is_none() || !self.ends_in_name()) =>
            {
                // "по рассказу собеседницы": the ending of the base form shows a woman.
                Some(is_hers(self.of.words.base_of(head).unwrap_or(head)))
            }
            // "художница": "автор" may be a woman, so only the ending of a woman's word counts.
            _ if self.phrase.words.len() == 1 && self.of.words.people.contains(head) => {
                (is_hers(head) && !self.of.words.is_plural(head)).then_some(true)
            }
            _ => None,
        }
    }
}

/// The base form of a lower-case given name in any case, or the word itself if it is no given name:
/// "мария" for "марию".
fn base_of_given(word: &str, words: &Words) -> String {
    let cases = [
        Case::Genitive,
        Case::Dative,
        Case::Accusative,
        Case::Instrumental,
    ];
    let mut bases = cases
        .into_iter()
        .map(|case| base_of_name(word, case, words));
    let base = bases.find(|base| words.given.contains(base));
    base.filter(|_| !words.given.contains(word))
        .unwrap_or_else(|| word.to_owned())
}
