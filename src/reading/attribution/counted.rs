//! Phrases for somebody counted out of a group: "one of the men", "хтось із сусідів", "двое из
//! рабочих".

use std::collections::HashSet;
use std::ops::Range;

use super::super::words::Words;
use super::phrases::{Phrase, Phrases, is_kind_of_person};
use crate::case::SourceKind;

impl Phrases<'_> {
    /// Whether a counting word and "of" stand at `place`: "one of", "хтось із".
    pub(super) fn starts_counted(&self, place: usize) -> bool {
        let counted = &self.words.counted;
        let follows = |list: &HashSet<String>| {
            let next = self.token(place + 1).filter(|next| next.speech.is_none());
            next.is_some_and(|next| list.contains(&next.lower))
        };
        let word = self.lower(place);
        counted.base_of(word).is_some() && follows(&counted.of)
            || counted.unknown.contains_key(word) && follows(&counted.from)
    }

    /// The phrase for somebody counted out of a group that starts at `start`: "one of the men". In
    /// languages with cases, a full name at the end is returned instead: Иван Котов in "один из
    /// рабочих Иван Котов". None if the group is not of people, or does not start before `limit`.
    pub(super) fn counted_at(&self, start: usize, limit: usize) -> Option<Phrase> {
        if !self.starts_counted(start) || start + 2 >= limit {
            return None;
        }
        // "По оценке одного из них": one of those who were named stands for them.
        if self.words.of_things.contains(self.lower(start + 2)) {
            return Some(Phrase::pronoun(start + 2));
        }
        let group = self.at(start + 2, limit)?;
        if group.is_pronoun {
            return None;
        }
        let head = self.head_of_group(start, &group.words)?;
        let kind = self
            .token(head)
            .and_then(|token| self.words.kind_of(&token.lower))
            .filter(|kind| is_kind_of_person(*kind));
        let whole = Phrase {
            words: start..group.words.end,
            name: None,
            preposition: start.checked_sub(1).filter(|before| {
                self.token(*before)
                    .is_some_and(|token| self.is_preposition(token, *before))
            }),
            is_definite: false,
            has_article: false,
            is_counted: true,
            kind,
            head,
            ..group.clone()
        };
        let is_given = |name: &Range<usize>| self.words.given.contains(self.lower(name.start));
        let name = group.name.filter(|name| {
            self.words.has_cases && name.len() > 1 && name.end == whole.words.end && is_given(name)
        });
        Some(match name {
            Some(name) => Phrase {
                words: name.clone(),
                name: Some(name),
                is_counted: false,
                ..whole
            },
            None => whole,
        })
    }

    /// The noun of the group in `words`: "residents" in "one of the residents of the valley". None
    /// if it is no word for people. `start` is the counting word.
    fn head_of_group(&self, start: usize, words: &Range<usize>) -> Option<usize> {
        let known = self.words;
        let is_unknown = known.counted.unknown.contains_key(self.lower(start));
        let is_group = |word: &str| {
            let kind = known.kind_of(word);
            let is_plural = if known.has_cases {
                known.is_of_several(word)
            } else {
                known.is_plural(word) || known.counted.crowds.contains(word)
            };
            let is_of_people = if known.has_cases {
                known.is_of_people(word)
            } else {
                known.people.contains(word)
            };
            known.counted.crowds.contains(word)
                || known
                    .counted
                    .are_women(word)
                    .is_some_and(|woman| known.is_of_people(&woman) || known.is_base(&woman))
                || is_plural && (is_of_people || kind.is_some_and(is_kind_of_person))
                || is_unknown && kind == Some(SourceKind::Body)
        };
        if !known.has_cases {
            // The group may have "of" behind it: "the residents of the valley".
            let is_joint = |place: &usize| known.joints.contains(self.lower(*place));
            let end = words.clone().find(is_joint);
            let head = end.unwrap_or(words.end).checked_sub(1)?;
            return self
                .token(head)
                .filter(|token| is_group(&token.lower))
                .map(|_| head);
        }
        for place in words.clone() {
            let word = &self.token(place).filter(|token| token.is_word())?.lower;
            if is_group(word) {
                return Some(place);
            }
            // Adjectives and possessives before the noun are skipped: "из местных жителей", "из его
            // коллег".
            if !self.ends_like_adjective(word) && !known.possessives.contains(word) {
                return None;
            }
        }
        None
    }

    /// Whether a counting word is in a case that no subject has: "одному из рабочих".
    pub(super) fn is_counted_oblique(&self, phrase: &Phrase) -> bool {
        phrase.is_counted
            && self
                .token(phrase.words.start)
                .is_some_and(|first| base_of_counted(&first.lower, self.words) != first.lower)
    }

    /// The name shown for somebody counted out of a group: the words as written, but the counting
    /// word in its base form and in lower case. The article "a" is kept.
    pub(super) fn shown_counted(&self, phrase: &Phrase) -> String {
        let mut rest = phrase.words.clone();
        let first = rest.next().and_then(|first| self.token(first));
        let first = first.map_or("", |first| base_of_counted(&first.lower, self.words));
        // "A few of the workers" is not "few of the workers".
        let before = phrase.words.start.checked_sub(1);
        let article = before.and_then(|before| self.token(before));
        let article = article.filter(|article| !self.words.has_cases && article.lower == "a");
        let article = if article.is_some() { "a " } else { "" };
        format!("{article}{first} {}", self.shown(&rest))
    }

    /// Whether the counting word means one person: "one of", but not "several of".
    pub(super) fn is_one_counted(&self, phrase: &Phrase) -> bool {
        let several = &self.words.counted.several;
        self.token(phrase.words.start)
            .is_some_and(|first| !several.contains_key(&first.lower))
    }

    /// Whether the counting word shows a woman (true, "одна из работниц") or a man (false). None if
    /// it shows neither.
    pub(super) fn is_woman_counted(&self, words: &[String]) -> Option<bool> {
        let first = words.first()?;
        let is_man = || self.words.men.contains(first).then_some(false);
        let is_woman = self.words.women.contains(first).then_some(true);
        is_woman.or_else(is_man)
    }
}

/// The base form of a counting word in lower case, or the word itself if it is no counting word.
fn base_of_counted<'a>(word: &'a str, words: &'a Words) -> &'a str {
    words.counted.base_of(word).map_or(word, String::as_str)
}
