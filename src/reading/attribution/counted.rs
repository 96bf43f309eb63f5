//! Somebody who is counted out of a group: "one of the men", "хтось із сусідів", "двое из рабочих".

use std::collections::HashSet;
use std::ops::Range;

use super::super::words::Words;
use super::phrases::{Phrase, Phrases, is_kind_of_person};
use crate::case::SourceKind;

impl Phrases<'_> {
    /// Whether somebody counted out of a group starts here.
    pub(super) fn starts_counted(&self, place: usize) -> bool {
        let counted = &self.words.counted;
        let lower = |place: usize| self.token(place).map(|token| token.lower.as_str());
        let follows = |list: &HashSet<String>| {
            let next = self.token(place + 1).filter(|next| next.speech.is_none());
            next.is_some_and(|next| list.contains(&next.lower))
        };
        lower(place).is_some_and(|word| {
            let is_unknown = counted.unknown.contains_key(word);
            counted.base_of(word).is_some() && follows(&counted.of)
                || is_unknown && follows(&counted.from)
        })
    }

    /// Somebody counted out of a group who starts here: "one of the men". A full name at the end is
    /// who it is: "один из рабочих Иван Котов".
    pub(super) fn counted_at(&self, start: usize, limit: usize) -> Option<Phrase> {
        if !self.starts_counted(start) || start + 2 >= limit {
            return None;
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
        let is_given = |name: &Range<usize>| {
            self.token(name.start)
                .is_some_and(|first| self.words.given.contains(&first.lower))
        };
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

    /// The word for the group that somebody is counted out of, if it is for people.
    fn head_of_group(&self, start: usize, words: &Range<usize>) -> Option<usize> {
        let known = self.words;
        let is_unknown = self
            .token(start)
            .is_some_and(|first| known.counted.unknown.contains_key(&first.lower));
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
                || is_plural && (is_of_people || kind.is_some_and(is_kind_of_person))
                || is_unknown && kind == Some(SourceKind::Body)
        };
        let is = |place: usize, list: &HashSet<String>| {
            self.token(place)
                .is_some_and(|token| list.contains(&token.lower))
        };
        if !known.has_cases {
            // "the residents of the valley"
            let end = words.clone().find(|place| is(*place, &known.joints));
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
            // "из местных жителей", "из его коллег"
            if !self.ends_like_adjective(word) && !known.possessives.contains(word) {
                return None;
            }
        }
        None
    }

    /// Whether a phrase is one of a group, and in a case that no subject has: "одному из рабочих".
    pub(super) fn is_counted_oblique(&self, phrase: &Phrase) -> bool {
        phrase.is_counted
            && self
                .token(phrase.words.start)
                .is_some_and(|first| base_of_counted(&first.lower, self.words) != first.lower)
    }

    /// How somebody counted out of a group is called: as it stands, with the first word in its base
    /// form and small letters.
    pub(super) fn shown_counted(&self, phrase: &Phrase) -> String {
        let mut rest = phrase.words.clone();
        let first = rest.next().and_then(|first| self.token(first));
        let first = first.map_or("", |first| base_of_counted(&first.lower, self.words));
        // "A few of the workers" are not "few of the workers".
        let before = phrase.words.start.checked_sub(1);
        let article = before.and_then(|before| self.token(before));
        let article = article.filter(|article| !self.words.has_cases && article.lower == "a");
        let article = if article.is_some() { "a " } else { "" };
        format!("{article}{first} {}", self.shown(&rest))
    }

    /// Whether somebody counted out of a group is one person.
    pub(super) fn is_one_counted(&self, phrase: &Phrase) -> bool {
        let several = &self.words.counted.several;
        self.token(phrase.words.start)
            .is_some_and(|first| !several.contains_key(&first.lower))
    }

    /// Whether the words by which one of a group is called are for a woman: "одна из работниц".
    pub(super) fn is_woman_counted(&self, words: &[String]) -> Option<bool> {
        let first = words.first()?;
        let is_man = || self.words.men.contains(first).then_some(false);
        let is_woman = self.words.women.contains(first).then_some(true);
        is_woman.or_else(is_man)
    }
}

/// The base form of a lower-case word that counts people, or the word itself.
fn base_of_counted<'a>(word: &'a str, words: &'a Words) -> &'a str {
    words.counted.base_of(word).map_or(word, String::as_str)
}
