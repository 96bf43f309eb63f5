//! Somebody who is only described, by the name that stands behind: in an aside, at the end of where
//! they are from, or of what they are for.

use super::super::forms::is_cyrillic;
use super::clause::Clause;
use super::phrases::{Phrase, is_kind_of_person};
use super::subject::with_kind_of;
use super::tokens::Token;
use crate::case::SourceKind;

/// Words that say what somebody is before their name, in an aside.
const LONGEST_TITLE: usize = 5;

/// The most tokens of an office with everything that depends on it.
const LONGEST_OFFICE: usize = 24;

impl Clause<'_> {
    /// Somebody described, by the name that stands behind: "the lead author, Wen-Li Strand,".
    pub(super) fn named_by_aside(&self, phrase: &Phrase) -> Phrase {
        let is_open = phrase
            .name
            .as_ref()
            .is_none_or(|name| name.end < phrase.words.end)
            && self.is(phrase.words.end, ",");
        let phrase = self.named_by_tail(phrase);
        let aside = is_open
            .then(|| self.phrases.at(phrase.words.end + 1, self.range.end))
            .flatten();
        let aside = aside.filter(|aside| {
            let ends = self.token(aside.words.end).is_none_or(|token| {
                let goes_on = self.words().prepositions.contains(&token.lower);
                token.is(",")
                    || token.is(".")
                    || token.speech.is_some()
                    || token.is_dash()
                    || goes_on && aside.name.as_ref().is_some_and(|name| name.len() > 1)
            });
            let is_name = aside.name.as_ref().is_some_and(|name| {
                name.end == aside.words.end && (name.len() > 1 || name.start > aside.words.start)
            });
            // "по мнению депутата, логика ведомства похожа на «Зарю»"
            let is_near = aside.name.as_ref().is_some_and(|name| {
                name.start <= aside.words.start + LONGEST_TITLE
                    && self.token(name.start).is_some_and(Token::is_word)
            });
            // "По версии следствия, стрелял Иван Котов": what he did is no name of an inquiry.
            let acts = aside.words.clone().any(|place| {
                self.token(place).is_some_and(|token| {
                    !token.is_capital
                        && self.words().is_verb(&token.lower)
                        && !self.words().may_describe(&token.lower)
                })
            });
            let acts = acts && self.words().has_cases;
            ends && is_name && is_near && !acts && aside.preposition.is_none()
        });
        aside.map_or_else(
            || self.named_far(&phrase).unwrap_or_else(|| phrase.clone()),
            |aside| with_kind_of(&aside, &phrase),
        )
    }

    /// Whether a phrase only says what somebody is: "депутат Мособлдумы", "посол України".
    fn is_office(&self, phrase: &Phrase) -> bool {
        let words = self.words();
        let is_of_office = |place: usize| {
            self.token(place).is_some_and(|token| {
                !token.is_word()
                    || token.is_acronym(self.phrases.text)
                    || words.genitives.fit(&token.lower)
            })
        };
        phrase.name.as_ref().is_none_or(|name| {
            name.end < phrase.words.end
                || (name.start > phrase.head
                    && name.len() < 3
                    && words.has_cases
                    && name.clone().all(is_of_office))
        })
    }

    /// Somebody described, by the name at the end of a long office: "завідувач кафедри екології
    /// університету «Колегіум» імені Тараса Шевченка Юрій Вербенко,".
    fn named_far(&self, phrase: &Phrase) -> Option<Phrase> {
        let words = self.words();
        // "руководитель направления «Ипотека» банка Алексей Котов", "начальник пресс-службы ГУ МВД
        // по области Иван Котов"
        let is_own = phrase.name.as_ref().is_some_and(|name| {
            self.token(name.start)
                .is_some_and(|first| first.is_word() && !first.is_acronym(self.phrases.text))
        });
        let is_nameless = phrase.kind == Some(SourceKind::Anonymous);
        if !words.has_cases || !phrase.kind.is_some_and(is_kind_of_person) || is_own || is_nameless
        {
            return None;
        }
        let is_name = |place: usize| {
            self.token(place).is_some_and(|token| {
                token.is_capital
                    && token.is_word()
                    && !token.is_acronym(self.phrases.text)
                    && is_cyrillic(&token.lower)
                    && words.kind_of(&token.lower).is_none()
            })
        };
        let ends = |place: usize| {
            self.token(place).is_none_or(|token| {
                token.is(",")
                    || token.is(".")
                    || token.is_dash()
                    || token.speech.is_some()
                    || words.prepositions.contains(&token.lower)
            })
        };
        // Another clause, or where it was said, is no office.
        let goes_on = |place: &usize| {
            self.token(*place).is_some_and(|token| {
                !token.is(",")
                    && !token.is(".")
                    && token.speech.is_none()
                    && !words.is_sure_verb(&token.lower)
                    && !words.places.contains(&token.lower)
                    && (!words.conjunctions.contains(&token.lower)
                        || words.ands.contains(&token.lower))
            })
        };
        let stands_behind = |place: usize| {
            self.token(place)
                .is_some_and(|token| words.prepositions.contains(&token.lower))
        };
        let first = (phrase.words.end..phrase.words.end + LONGEST_OFFICE)
            .take_while(goes_on)
            .skip(1)
            .find(|first| {
                is_name(*first)
                    && is_name(first + 1)
                    && ends(first + 2)
                    && !stands_behind(first - 1)
            })?;
        Some(Phrase {
            name: Some(first..first + 2),
            words: first..first + 2,
            ..phrase.clone()
        })
    }

    /// Somebody described, by the name at the end of where they are from: "туристка из Омска Юлия
    /// Жданова".
    pub(super) fn named_by_tail(&self, phrase: &Phrase) -> Phrase {
        let tail = self.all.iter().find(|tail| {
            tail.words.start == phrase.words.end + 1 && tail.preposition == Some(phrase.words.end)
        });
        self.with_name_of(phrase, tail.filter(|_| self.words().has_cases))
    }

    /// Completes a person who is only described: takes the name at the end of a later phrase, which
    /// is its last two words, if other words precede them.
    fn with_name_of(&self, phrase: &Phrase, tail: Option<&Phrase>) -> Phrase {
        let is_person = phrase.kind.is_some_and(is_kind_of_person)
            || self
                .token(phrase.head)
                .is_some_and(|head| self.words().is_of_people(&head.lower));
        let is_named = |tail: &&Phrase| {
            (is_person && self.is_office(phrase)) || self.is_own_complement(phrase, tail)
        };
        let name = tail.filter(is_named).and_then(|tail| {
            let name = tail
                .name
                .clone()
                .filter(|name| name.end == tail.words.end || self.acts(name.end, tail))?;
            // "в беседе с «Зарёй»" ends in no person's name.
            let is_word = |place: usize| self.token(place).is_some_and(Token::is_word);
            if !(name.end.saturating_sub(2)..name.end).all(is_word) {
                return None;
            }
            let starts_later = name.start > tail.words.start && name.len() > 1;
            (name.len() > 2 || starts_later).then(|| name.end - 2..name.end)
        });
        match name {
            Some(name) => Phrase {
                name: Some(name.clone()),
                words: name,
                ..phrase.clone()
            },
            None => phrase.clone(),
        }
    }

    /// Whether the last word of a phrase, after the name, is a verb.
    fn acts(&self, place: usize, tail: &Phrase) -> bool {
        place + 1 == tail.words.end
            && self
                .token(place)
                .is_some_and(|token| self.words().is_verb(&token.lower))
    }

    /// Whether a sentence opens with what somebody is, in a word that no list knows, and with what
    /// for: "Кельнер із Бучача Роман Ступин". Endings of cases that no subject has make no name of
    /// it.
    fn is_own_complement(&self, phrase: &Phrase, tail: &Phrase) -> bool {
        let is_case = |place: usize| {
            self.token(place)
                .is_some_and(|token| self.words().genitives.fit(&token.lower))
        };
        let follows = tail
            .preposition
            .filter(|place| *place == phrase.words.end)
            .and_then(|place| self.token(place))
            .is_some_and(|token| self.words().joints.contains(&token.lower));
        self.words().has_cases
            && phrase.kind.is_none()
            && phrase.words == (self.range.start..self.range.start + 1)
            && follows
            && !is_case(tail.words.end - 1)
    }

    /// A described person by the name that stands at the end of what describes them: "депутат от
    /// партии «Дело» Роман Ступин".
    pub(super) fn named_behind(&self, phrase: &Phrase, end: usize) -> Phrase {
        let last = self
            .all
            .iter()
            .rev()
            .find(|last| last.words.end == end && last.words.start > phrase.words.end);
        self.with_name_of(phrase, last)
    }

    /// A person's name at the end of a phrase that begins with where it was: "на пресконференції
    /// наставник гостей Роман Палагнюк".
    pub(super) fn named_at_end(&self, phrase: &Phrase) -> Option<Phrase> {
        let name = phrase
            .name
            .clone()
            .filter(|name| name.end == phrase.words.end && name.start > phrase.words.start)?;
        let words = name
            .clone()
            .filter(|place| self.token(*place).is_some_and(Token::is_word))
            .count();
        (2..=3).contains(&words).then(|| Phrase {
            words: name.clone(),
            name: Some(name),
            preposition: None,
            kind: None,
            ..phrase.clone()
        })
    }

    /// Who stands right before a verb at the end of a phrase with a preposition: "О ценах вокруг
    /// Карелии Анна Белова сказала, что".
    pub(super) fn named_behind_place(&self, verb: usize) -> Option<Phrase> {
        let words = self.words();
        let phrase = self
            .all
            .iter()
            .rev()
            .find(|phrase| phrase.words.end == verb)?;
        let name = phrase.name.clone().filter(|name| name.end == verb)?;
        let is_given = |place: &usize| {
            self.token(*place)
                .is_some_and(|token| words.given.contains(&token.lower))
        };
        let first = name.clone().find(is_given)?;
        let is_apart = phrase.preposition.is_some()
            && words.has_cases
            && first > phrase.words.start
            && (2..=3).contains(&(verb - first));
        is_apart.then(|| Phrase {
            words: first..verb,
            name: Some(first..verb),
            preposition: None,
            kind: None,
            head: verb - 1,
            ..phrase.clone()
        })
    }
}
