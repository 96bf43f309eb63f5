//! Finds the name of a speaker who is first described: in an aside ("the lead author, Wen-Li
//! Strand,"), or at the end of their office or origin ("туристка из Омска Юлия Жданова").

use std::ops::Range;

use super::super::forms::is_cyrillic;
use super::clause::Clause;
use super::phrases::{Phrase, is_kind_of_person};
use super::subject::with_kind_of;
use super::tokens::Token;
use crate::case::SourceKind;

/// The most tokens in an aside before the name that it contains, articles not counted.
const LONGEST_TITLE: usize = 5;

/// How many tokens behind a description are searched for the name at the end of a long office.
const LONGEST_OFFICE: usize = 24;

impl Clause<'_> {
    /// Completes a description with the name behind it: Wen-Li Strand for "the lead author, Wen-Li
    /// Strand,". The name may follow a comma, an origin or a long office. Returns the phrase
    /// unchanged if no name follows.
    pub(super) fn named_by_aside(&self, phrase: &Phrase) -> Phrase {
        let is_open = phrase
            .name
            .as_ref()
            .is_none_or(|name| name.end < phrase.words.end)
            && self.is(phrase.words.end, ",");
        let phrase = self.named_by_tail(phrase);
        // "the press secretary to the governor, Ann Lee,": whom they serve stands between.
        let served = self.served_by(&phrase);
        let end = served
            .as_ref()
            .map_or(phrase.words.end, |served| served.words.end);
        let aside = (is_open || served.is_some())
            .then(|| self.phrases.at(end + 1, self.range.end))
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
                name.end == aside.words.end
                    && (name.len() > 1
                        || name.start > aside.words.start
                        || self.may_have_one_name(&phrase))
            });
            // A name is not the described person's if it comes late in the phrase or is in
            // quotation marks: "по мнению депутата, логика ведомства похожа на «Зарю»".
            let is_near = aside.name.as_ref().is_some_and(|name| {
                let is_given = self.words().has_cases
                    && aside.kind.is_some_and(is_kind_of_person)
                    && self.words().is_given(self.lower(name.start));
                (is_given || name.start <= aside.words.start + LONGEST_TITLE)
                    && self.token(name.start).is_some_and(Token::is_word)
            });
            // "По версии следствия, стрелял Иван Котов": a verb opens another clause, so that Котов
            // does not name the inquiry.
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

    /// Whether an English description is of a person by whom they are to somebody, whom a given name
    /// alone may name: "said her sister, Non."
    fn may_have_one_name(&self, phrase: &Phrase) -> bool {
        let words = self.words();
        !words.has_cases
            && phrase.name.is_none()
            && words
                .definite
                .contains(self.lower_before(phrase.words.start))
            && (self.lower(phrase.head).ends_with("est")
                || words.relations.holds(self.lower(phrase.head))
                || words.is_of_people(self.lower(phrase.head)))
    }

    /// Whom an English office serves, if it stands between the office and a comma: the governor in
    /// "the press secretary to the governor, Ann Lee,". None if the office has a name.
    fn served_by(&self, phrase: &Phrase) -> Option<Phrase> {
        let is_office = !self.words().has_cases
            && phrase.kind.is_some_and(is_kind_of_person)
            && phrase.head + 1 == phrase.words.end
            && self.is(phrase.words.end, "to");
        let served = self
            .phrases
            .at(phrase.words.end + 1, self.range.end)
            .filter(|_| is_office)?;
        let is_officer = served.kind.is_some_and(is_kind_of_person) && served.name.is_none();
        (is_officer && self.is(served.words.end, ",")).then_some(served)
    }

    /// Whether a phrase says what somebody is and does not end in their name: "депутат Мособлдумы",
    /// "посол України".
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

    /// The person named at the end of a long office: Юрій Вербенко for "завідувач кафедри екології
    /// університету «Колегіум» імені Тараса Шевченка Юрій Вербенко,". None in languages without
    /// cases, or if the description has a name of its own.
    fn named_far(&self, phrase: &Phrase) -> Option<Phrase> {
        let words = self.words();
        // Quoted names and abbreviations belong to the office and not to the person: "руководитель
        // направления «Ипотека» банка Алексей Котов", "начальник пресс-службы ГУ МВД по области
        // Иван Котов".
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
        // A comma, a full stop, a quotation, a verb, a conjunction or a preposition of place ends
        // the office.
        let goes_on = |place: &usize| {
            self.token(*place).is_some_and(|token| {
                (!token.is(",") || self.joins_owners(*place))
                    && !token.is(".")
                    && token.speech.is_none()
                    && !words.is_sure_verb(&token.lower)
                    && !words.places.contains(&token.lower)
                    && (!words.conjunctions.contains(&token.lower)
                        || words.ands.contains(&token.lower))
            })
        };
        let stands_behind = |place: usize| words.prepositions.contains(self.lower(place));
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
            office: phrase.words.start..first,
            ..phrase.clone()
        })
    }

    /// Whether a comma joins nouns in the genitive, of which "and" stands before the last: the one
    /// in "міністра економіки, довкілля і сільського господарства".
    fn joins_owners(&self, comma: usize) -> bool {
        let words = self.words();
        let is_owner = |place: &usize| {
            self.token(*place).is_some_and(|token| {
                token.is_word()
                    && !token.is_capital
                    && !words.ands.contains(&token.lower)
                    && !words.is_sure_verb(&token.lower)
                    && words.genitives.fit(&token.lower)
            })
        };
        let and = (comma + 1..self.range.end).find(|place| !is_owner(place));
        and.is_some_and(|and| {
            and > comma + 1 && words.ands.contains(self.lower(and)) && is_owner(&(and + 1))
        })
    }

    /// Completes a description with the name at the end of the prepositional phrase behind it: Юлия
    /// Жданова for "туристка из Омска Юлия Жданова". Returns the phrase unchanged if there is no
    /// such name.
    pub(super) fn named_by_tail(&self, phrase: &Phrase) -> Phrase {
        let tail = self.all.iter().find(|tail| {
            tail.words.start == phrase.words.end + 1 && tail.preposition == Some(phrase.words.end)
        });
        self.with_name_of(phrase, tail.filter(|_| self.words().has_cases))
    }

    /// Returns `phrase` with the last two words of the name at the end of `tail` as its name and
    /// words, if `phrase` only describes a person. That name has more than two words, or other
    /// words of `tail` stand before it. Otherwise returns `phrase` unchanged.
    fn with_name_of(&self, phrase: &Phrase, tail: Option<&Phrase>) -> Phrase {
        let is_person = phrase.kind.is_some_and(is_kind_of_person)
            || self.words().is_of_people(self.lower(phrase.head));
        let is_named = |tail: &&Phrase| {
            (is_person && self.is_office(phrase)) || self.is_own_complement(phrase, tail)
        };
        let name = tail.filter(is_named).and_then(|tail| {
            let name = tail.name.clone().filter(|name| {
                name.end == tail.words.end
                    || self.acts(name.end, tail)
                    || self.describes(name, tail)
            })?;
            // A name in quotation marks is no person's: "в беседе с «Зарёй»".
            let is_word = |place: usize| self.token(place).is_some_and(Token::is_word);
            if !(name.end.saturating_sub(2)..name.end).all(is_word) {
                return None;
            }
            let starts_later = name.start > tail.words.start && name.len() > 1;
            (name.len() > 2 || starts_later).then(|| name.end - 2..name.end)
        });
        match name {
            Some(name) => Phrase {
                office: phrase.words.start..name.start,
                name: Some(name.clone()),
                words: name,
                ..phrase.clone()
            },
            None => phrase.clone(),
        }
    }

    /// Whether the token at `place` is the last of `tail` and a verb.
    fn acts(&self, place: usize, tail: &Phrase) -> bool {
        place + 1 == tail.words.end && self.words().is_verb(self.lower(place))
    }

    /// Whether one adjective stands behind a full name at the end of `tail`, which says something of
    /// the person: "Анна Белова осторожнее".
    fn describes(&self, name: &Range<usize>, tail: &Phrase) -> bool {
        let is_given = self
            .token(name.end.saturating_sub(2))
            .is_some_and(|first| self.words().given.contains(&first.lower));
        is_given && name.end + 1 == tail.words.end
    }

    /// Whether a phrase is one word at the start of the sentence that no list has, and `tail` says
    /// where the person is from: "Кельнер із Бучача Роман Ступин". False if `tail` ends like a
    /// genitive, because then it ends in no subject.
    fn is_own_complement(&self, phrase: &Phrase, tail: &Phrase) -> bool {
        let is_case = |place: usize| self.words().genitives.fit(self.lower(place));
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

    /// Completes a description with the name at its end, which is the place `end`: Роман Ступин for
    /// "депутат от партии «Дело» Роман Ступин". Returns the phrase unchanged if there is no such
    /// name.
    pub(super) fn named_behind(&self, phrase: &Phrase, end: usize) -> Phrase {
        let last = self
            .all
            .iter()
            .rev()
            .find(|last| last.words.end == end && last.words.start > phrase.words.end);
        self.with_name_of(phrase, last)
    }

    /// The name of two or three words at the end of a phrase that starts with other words: Роман
    /// Палагнюк in "на пресконференції наставник гостей Роман Палагнюк". None if the phrase does
    /// not end in such a name.
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

    /// The last word of a phrase with a preposition, if it is a subject of its own right before the
    /// verb: a surname ("После заседания Котов сказал") or a word for a person ("О ценах эксперт
    /// сказал"), in the nominative behind a noun.
    fn subject_behind_place(&self, phrase: &Phrase, verb: usize) -> Option<Phrase> {
        let words = self.words();
        let last = phrase.words.end.checked_sub(1)?;
        let (before, word) = (self.token(last.checked_sub(1)?)?, self.token(last)?);
        let verb_word = self.lower(verb);
        let are_several = words.several_endings.fit(verb_word);
        let is_verb = words.cues.verbs.contains(verb_word);
        let is_noun = before.is_acronym(self.phrases.text)
            || before.is_word()
                && !before.is_capital
                && !self.phrases.ends_like_adjective(&before.lower)
            || words.genitives.fit(&before.lower) && !before.is_capital;
        let is_surname = word.is_capital
            && words.surnames.fit(&word.lower)
            && !words.owners.fit(&word.lower)
            && !words.endings_of_places.fit(&word.lower);
        let kind = words
            .kind_of(&word.lower)
            .filter(|kind| is_kind_of_person(*kind));
        let is_person = !word.is_capital
            && (words.people.contains(&word.lower) || kind.is_some() && words.is_base(&word.lower))
            && words.is_plural(&word.lower) == are_several;
        let stands = phrase.preposition.is_some()
            && words.has_cases
            && phrase.words.len() > 1
            && is_verb
            && is_noun
            && (is_surname && !are_several || is_person);
        stands.then(|| Phrase {
            words: last..verb,
            name: is_surname.then_some(last..verb),
            preposition: None,
            kind,
            head: last,
            has_article: false,
            is_definite: false,
            ..phrase.clone()
        })
    }

    /// The person whose full name stands right before the verb, though the phrase starts with a
    /// preposition: Анна Белова in "О ценах вокруг Карелии Анна Белова сказала, что". None in
    /// languages without cases.
    pub(super) fn named_behind_place(&self, verb: usize) -> Option<Phrase> {
        let words = self.words();
        let phrase = self
            .all
            .iter()
            .rev()
            .find(|phrase| phrase.words.end == verb)?;
        if let Some(subject) = self.subject_behind_place(phrase, verb) {
            return Some(subject);
        }
        let name = phrase.name.clone().filter(|name| name.end == verb)?;
        let is_given = |place: &usize| words.given.contains(self.lower(*place));
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
