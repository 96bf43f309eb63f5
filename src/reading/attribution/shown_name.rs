//! The name in a phrase as it is shown: in its base form, and without titles and short names.

use std::ops::Range;

use super::inflect::{Inflected, base, base_of_name};
use super::naming::Naming;
use super::phrases::{Phrases, is_kind_of_person};
use super::tokens::{Token, TokenKind};
use crate::reading::words::Case;

impl Naming<'_> {
    /// The case of a person's name that no word before it asks for, by the given name: the genitive
    /// in "рядового Владислава Челаха" and "партія Олега Ляшка". None if the name may be in the
    /// nominative.
    pub(super) fn oblique_case(&self, own: &Range<usize>) -> Option<Case> {
        let words = self.of.words;
        let text = |place: usize| self.of.text.get(self.token(place)?.range.clone());
        let is_word = |place: &usize| self.token(*place).is_some_and(Token::is_word);
        let mut places = own.clone().filter(is_word);
        let (first, last) = (places.next()?, places.next_back()?);
        if !words.has_cases || !self.is_person() || self.is_joint() {
            return None;
        }
        let case = [Case::Genitive, Case::Dative, Case::Instrumental]
            .into_iter()
            .find(|case| {
                let based = text(first).map(|word| base_of_name(word, *case, words).to_lowercase());
                based.is_some_and(|based| {
                    words.given.contains(&based)
                        && self.token(first).is_some_and(|token| token.lower != based)
                })
            })?;
        // "Валентина" is a woman's name in the nominative or a man's in the genitive, so it shows
        // no case.
        let is_plain = self
            .token(first)
            .is_some_and(|token| !words.given.contains(&token.lower));
        let is_adjective = words.name_endings.oblique_surnames.fit(self.lower(last));
        let is_hers = words.name_endings.womens_surnames.fit(self.lower(last));
        let is_oblique_office = |place: usize| {
            place < first
                && self.token(place).is_some_and(|token| {
                    words.kind_of(&token.lower).is_some_and(is_kind_of_person)
                        && !words.is_base(&token.lower)
                })
        };
        let is_of = is_oblique_office(self.phrase.head)
            || first.checked_sub(1).is_some_and(is_oblique_office);
        (is_adjective || is_of || is_plain && !is_hers).then_some(case)
    }

    /// The name as it is shown, in its base form, and its words in lower case, without a title.
    pub(super) fn shown(&self, own: &Range<usize>, case: Case) -> (String, Vec<String>) {
        if self.phrase.is_counted {
            let name = self.of.shown_counted(self.phrase);
            let words = name.split_whitespace().map(str::to_lowercase).collect();
            return (name, words);
        }
        let pieces: Vec<usize> = own.clone().filter(|place| self.is_shown(*place)).collect();
        let text = |place: &usize| self.of.text.get(self.token(*place)?.range.clone());
        let at = |place: usize| pieces.iter().position(|piece| *piece == place);
        let name = self.phrase.name.as_ref().and_then(|name| {
            let places: Vec<usize> = name.clone().filter_map(at).collect();
            Some(*places.first()?..*places.last()? + 1)
        });
        let inflected = Inflected {
            words: pieces.iter().filter_map(text).collect(),
            name,
            head: self.phrase.kind.and_then(|_| at(self.phrase.head)),
            is_person: self.is_person(),
        };
        let is_outlet = self.phrase.is_outlet();
        // «Новой газете»: the adjective before the word for an outlet is inflected with it.
        let has_adjective = self.tells_itself()
            && is_outlet
            && inflected.words.len() > 1
            && inflected
                .head
                .is_some_and(|head| head + 1 == inflected.words.len());
        let is_plain_quote = self.is_quoted() && !self.is_listed_person() && !has_adjective;
        let based: Vec<String> = if is_plain_quote {
            // A name in quotation marks is inflected only without a word for its kind:
            // «Интерфаксу», but газете «Заря».
            // «Приокским вестям»: both words of the dative plural are inflected.
            let are_several = inflected.words.len() == 2
                && case == Case::Dative
                && inflected
                    .words
                    .last()
                    .is_some_and(|last| self.of.words.dative_plurals.fit(&last.to_lowercase()));
            let is_alone = (inflected.words.len() == 1 || are_several)
                && (self.phrase.kind.is_none() || self.tells_itself());
            let case = if is_alone { case } else { Case::Nominative };
            // «Главкому» is the dative of «Главком»: one word in quotation marks is not an
            // adjective.
            let dative = |word: &str| {
                let stem = word.strip_suffix('у').filter(|stem| stem.ends_with("ом"));
                stem.filter(|_| case == Case::Dative).map(str::to_owned)
            };
            // «Биржа-Информ»: the last part of a name with a hyphen shows the case.
            let is_plain = |word: &str| {
                let last = word.rsplit_once('-').map(|(_, last)| last);
                last.is_some_and(|last| base_of_name(last, case, self.of.words) == last)
            };
            let case_of = |word: &str| {
                if is_plain(word) {
                    Case::Nominative
                } else {
                    case
                }
            };
            inflected
                .words
                .iter()
                .map(|word| {
                    dative(word).unwrap_or_else(|| base_of_name(word, case_of(word), self.of.words))
                })
                .collect()
        } else {
            base(&inflected, case, self.of.words)
        };
        let mut words = lower_words(&based);
        if self.titled.is_some() && words.len() > 1 {
            words.remove(0);
        }
        (joined(&based, &pieces, self.of), words)
    }

    /// Whether a token of the name is shown. Quotation marks and a short name in brackets are not.
    fn is_shown(&self, place: usize) -> bool {
        let in_brackets = (0..3).any(|back| {
            place
                .checked_sub(back)
                .is_some_and(|open| self.of.is_short_name(open))
        });
        !in_brackets
            && self.token(place).is_some_and(|token| {
                token.is_word()
                    || matches!(token.lower.as_str(), "." | "@" | "№" | "&")
                    || token.kind == TokenKind::Number
            })
    }
}

/// The words of a name, with a space between two where the text has one.
fn joined(words: &[String], places: &[usize], of: &Phrases) -> String {
    let mut name = String::new();
    let mut end = None;
    for (word, place) in words.iter().zip(places) {
        let range = of
            .tokens
            .get(*place)
            .map(|token| token.range.clone())
            .unwrap_or_default();
        if end.is_some_and(|end| range.start > end) {
            name.push(' ');
        }
        name.push_str(word);
        end = Some(range.end);
    }
    name
}

fn lower_words(words: &[String]) -> Vec<String> {
    words
        .iter()
        .map(|word| word.to_lowercase())
        .filter(|word| word.contains(char::is_alphanumeric))
        .collect()
}
