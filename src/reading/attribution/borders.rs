//! In languages with cases, one noun phrase can follow another without a mark between them:
//! "розповіла газеті | Марія Седова". The tests here tell whether a border lies between two such
//! phrases. In the examples, "|" marks the border.

use super::super::forms::is_cyrillic;
use super::phrases::{Phrases, is_kind_of_outlet, is_kind_of_person};
use super::tokens::{Token, TokenKind};
use crate::case::SourceKind;

impl Phrases<'_> {
    /// Whether the phrase that starts at `start` ends before `place`, where another one starts: "в
    /// ефірі телемарафону | речник …", "агентству | водій …", "«Горный край» | директора …". Always
    /// false in languages without cases.
    pub(super) fn is_next(&self, start: usize, place: usize) -> bool {
        if !self.words.has_cases {
            return false;
        }
        if self.is_addressee_in_quotes(start, place) {
            return true;
        }
        if self.is_quoting_outlet(start, place)
            || self.is_outlet_behind_speaker(start, place)
            || self.is_body_behind_object(start, place)
        {
            return true;
        }
        let Some(token) = self.token(place).filter(|token| token.is_word()) else {
            return false;
        };
        if self.opens_name(start) && self.step(start) == place {
            return true;
        }
        // Two alphabets: "розповіла The Guardian | Радзієвська".
        let is_latin = |place: usize| {
            self.token(place)
                .is_some_and(|token| token.is_capital && token.lower.is_ascii())
        };
        if is_latin(start) && !token.lower.is_ascii() {
            return true;
        }
        let kind = self.kind_and_head(&(start..place)).0;
        if self.is_object(place) || self.ends_outlet(start, place) || self.ends_venue(start, place)
        {
            return true;
        }
        if token.is_capital {
            return self.name_starts(start, place, kind);
        }
        self.noun_starts(start, place, kind)
    }

    /// Whether the name of a quoted person ends before `place`, where the outlet that quotes them
    /// starts: "цитирует Котова | Morning Courier", "цитирует Котова | «Заря»".
    fn is_quoting_outlet(&self, start: usize, place: usize) -> bool {
        let is_latin = self
            .token(place)
            .is_some_and(|token| token.is_capital && token.lower.is_ascii());
        let is_agency = self.token(place).is_some_and(|token| {
            token.is_capital && self.words.kind_of(&token.lower) == Some(SourceKind::Agency)
        });
        // The verb may have "слова" behind it: "передаёт слова Котова | «Заря»".
        let is_paper = |place: usize| self.words.papers.contains(self.lower(place));
        let before = start.checked_sub(1);
        let verb = before
            .filter(|before| is_paper(*before))
            .and_then(|paper| paper.checked_sub(1))
            .or(before);
        let verb = verb.and_then(|verb| self.token(verb));
        let is_name = |place: usize| self.token(place).is_some_and(|token| token.is_capital);
        // "цитирует спортсмена | Sport24"
        let first = self.lower(start);
        let is_person = place == start + 1
            && !is_name(start)
            && !self.is_base_of_somebody(first)
            && (self.words.people.holds(first)
                || self.words.kind_of(first).is_some_and(is_kind_of_person));
        (start + 1..start + 3).contains(&place)
            && (is_latin || self.opens_name(place) || is_agency)
            && ((start..place).all(is_name) || is_person)
            && verb.is_some_and(|verb| {
                let cues = &self.words.cues;
                cues.quoting.contains(&verb.lower)
                    || before.is_some_and(is_paper) && cues.relaying.contains(&verb.lower)
            })
    }

    /// Whether the object of a verb ends before `place`, where the body stands that is its subject:
    /// "Это решение | министерство объяснило", "Своё решение | ЦБ объясняет".
    fn is_body_behind_object(&self, start: usize, place: usize) -> bool {
        let words = self.words;
        let is_body = self.token(place).is_some_and(|token| {
            words.kind_of(&token.lower) == Some(SourceKind::Body)
                && (words.is_base(&token.lower) || token.is_acronym(self.text))
        });
        let points = |word: &str| {
            words.own.holds(word) || words.definite.contains(word) || words.pointing.contains(word)
        };
        let noun = self.lower_before(place);
        is_body
            && place > start
            && words.cues.verbs.contains(self.lower(place + 1))
            && (points(self.lower(start)) || points(self.lower_before(start)))
            && match words.kind_of(noun) {
                None => !self.ends_like_adjective(noun),
                kind => kind == Some(SourceKind::Document),
            }
    }

    /// Whether the name of a speaker behind the verb ends before `place`, where the outlet starts
    /// that was told: "сказал Котов | «Матч ТВ»", "сказал Котов | РИА Новости".
    fn is_outlet_behind_speaker(&self, start: usize, place: usize) -> bool {
        let words = self.words;
        let Some((last, next)) = self.token_before(place).zip(self.token(place)) else {
            return false;
        };
        let is_said = words.cues.verbs.contains(self.lower_before(start));
        let is_name =
            last.is_capital && is_cyrillic(&last.lower) && words.kind_of(&last.lower).is_none();
        let is_surname = words.surnames.fit(&last.lower)
            || place > start + 1 && words.given.contains(self.lower(place - 2));
        let is_outlet = next.is_capital
            && (next.lower.is_ascii() || words.kind_of(&next.lower).is_some_and(is_kind_of_outlet));
        let mut name = (place..self.step(place)).rev();
        let mut is_dative = || {
            name.find_map(|place| self.token(place).filter(|token| token.is_word()))
                .is_some_and(|last| words.name_endings.dative.fit(&last.lower))
        };
        is_said
            && is_name
            && place > start
            && (is_outlet
                || self.opens_name(place) && (is_surname || place == start + 1 && is_dative()))
    }

    /// Whether the capitalised word at `place` starts another phrase. `kind` is the kind of source
    /// that the words from `start` on show.
    fn name_starts(&self, start: usize, place: usize, kind: Option<SourceKind>) -> bool {
        let Some(token) = self.token(place) else {
            return false;
        };
        // An outlet in the dative, then the speaker: "розповіла газеті | Марія Седова".
        let is_addressee = place == start + 1
            && kind.is_some_and(is_kind_of_outlet)
            && self
                .token(start)
                .is_some_and(|first| !first.is_capital && !self.words.is_base(&first.lower))
            && !token.lower.is_ascii()
            && self
                .token(place + 1)
                .is_some_and(|next| next.is_capital && !self.opens_name(place));
        if self.ends_place(start, place) {
            return true;
        }
        // A body whose name starts with an adjective: "комітету з питань бюджету | Рахункова
        // палата".
        let is_body = self.token(place + 1).is_some_and(|next| {
            !next.is_capital
                && self.words.is_base(&next.lower)
                && self.words.kind_of(&next.lower) == Some(SourceKind::Body)
        });
        let is_adjective = self.words.adjectives.base.fit(&token.lower);
        // A number with its unit, then a person: "собрал 35 млн рублей | Блогер подчеркнул".
        let is_counted = is_number_at(start, self)
            && (self.words.people.contains(&token.lower) || self.words.is_base(&token.lower));
        is_addressee || is_counted || (kind.is_some() && is_body && is_adjective)
    }

    /// Whether a one-word name of a place ends before `place`, where a surname or given name
    /// starts: "в Севастополе | Лужков", "в Москве | Иван Котов".
    fn ends_place(&self, start: usize, place: usize) -> bool {
        let words = self.words;
        let is_surname = |place: usize| {
            self.token(place)
                .is_some_and(|token| token.is_capital && words.surnames.fit(&token.lower))
        };
        let is_given = words.given.contains(self.lower(place));
        let is_name = is_surname(place) || is_given;
        let goes_on = self
            .token(place + 1)
            .is_some_and(|next| next.is_capital && next.is_word());
        self.is_place(start, place) && is_name && (!goes_on || is_given || is_surname(place + 1))
    }

    /// Whether the tokens `start..end` are one word for a platform behind a preposition of place:
    /// "в инстаграме".
    fn is_platform(&self, start: usize, end: usize) -> bool {
        let is_in = self.words.places.contains(self.lower_before(start));
        let is_one = self.words.is_of_platform(self.lower(start));
        is_in && is_one && end == start + 1
    }

    /// Whether the tokens `start..end` are one capitalised word for a place behind a preposition of
    /// place: "в Киеве".
    fn is_place(&self, start: usize, end: usize) -> bool {
        let is_in = self.words.places.contains(self.lower_before(start));
        let is_adjective = |word: &str| self.words.adjectives.dative_only.fit(word);
        let is_name = self.token(start).is_some_and(|first| {
            first.is_capital
                && !is_adjective(&first.lower)
                && self.words.kind_of(&first.lower).is_none()
                && self.words.name_endings.locative.fit(&first.lower)
        });
        is_in && is_name && end == start + 1
    }

    /// Whether the word in lower case at `place` starts another phrase. `kind` is the kind of
    /// source that the words from `start` on show.
    fn noun_starts(&self, start: usize, place: usize, kind: Option<SourceKind>) -> bool {
        let Some(token) = self.token(place) else {
            return false;
        };
        // A person behind a place or a platform: "У Києві | слідчі", "в інстаграмі | тітка".
        let is_person =
            self.words.is_base(&token.lower) || self.words.people.contains(&token.lower);
        let is_behind_place = self.is_place(start, place) || self.is_platform(start, place);
        if self.is_quoting_body(start, place) || is_person && is_behind_place {
            return true;
        }
        // A number belongs to the noun behind it: "24 канал".
        let is_counted = place == start + 1 && is_number_at(start, self);
        if is_counted || self.is_behind_adjective(place) {
            return false;
        }
        let is_dative = self
            .words
            .kind_of(&token.lower)
            .is_some_and(is_kind_of_outlet)
            && !self.words.is_base(&token.lower)
            && self.words.adjectives.dative.fit(&token.lower);
        let is_behind_name = self
            .token_before(place)
            .is_some_and(|before| place > start && before.is_capital && before.is_word());
        let is_behind_somebody =
            kind.is_some() || is_behind_name || self.words.people.contains(self.lower(start));
        is_dative && is_behind_somebody
            || self.is_subject_behind_preposition(start, place)
            || self.is_noun_of_another(start, place, kind)
    }

    /// Whether `place` starts an outlet or press service behind somebody whom it quotes: "слова
    /// тренера | пресслужба", "цитирует представителя ведомства | агентство", "цитирует тренера |
    /// официальный сайт".
    fn is_quoting_body(&self, start: usize, place: usize) -> bool {
        let word = self.lower(place);
        let first = self.lower(start);
        let is_quoted =
            self.words.kind_of(first).is_some_and(is_kind_of_person) && !self.words.is_base(first);
        let is_outlet =
            self.words.kind_of(word).is_some_and(is_kind_of_outlet) && self.words.is_base(word);
        let next = self.lower(place + 1);
        let is_adjective_of_outlet = place == start + 1
            && self.words.adjectives.base.fit(word)
            && self.words.kind_of(next) == Some(SourceKind::Outlet)
            && self.words.is_base(next);
        place > start
            && (self.words.relays.contains(word)
                || is_quoted && (is_outlet || is_adjective_of_outlet))
    }

    /// Whether a word is an adjective of no known kind in its base form.
    fn is_plain_adjective(&self, token: &Token) -> bool {
        self.words.kind_of(&token.lower).is_none() && self.words.adjectives.base.fit(&token.lower)
    }

    /// Whether an adjective stands before `place` and belongs to the noun there: "У Державному бюро
    /// розслідувань".
    fn is_behind_adjective(&self, place: usize) -> bool {
        self.token_before(place).is_some_and(|before| {
            let is_inflected = before.is_capital
                && self.words.adjectives.inflected.fit(&before.lower)
                && self.words.kind_of(&before.lower).is_none();
            before.is_word() && (self.is_plain_adjective(before) || is_inflected)
        })
    }

    /// Whether a word for one person stands at `place` in the nominative, in which no noun of a
    /// phrase behind a preposition is: "ходатайствовал на слушании | прокурор".
    fn is_subject_behind_preposition(&self, start: usize, place: usize) -> bool {
        place > start
            && self.words.prepositions.contains(self.lower_before(start))
            && self.token(place).is_some_and(|token| {
                !token.is_capital
                    && !self.words.is_plural(&token.lower)
                    && self.is_base_of_person(&token.lower)
            })
    }

    /// Whether a word is the base form of a word for a person.
    fn is_base_of_person(&self, word: &str) -> bool {
        self.words.is_base(word) && self.words.kind_of(word).is_some_and(is_kind_of_person)
    }

    /// Whether the noun at `place`, or behind the adjectives there, is a person or body other than
    /// the one before, whose `kind` is known.
    fn is_noun_of_another(&self, start: usize, place: usize, kind: Option<SourceKind>) -> bool {
        let is_adjective = |token: &Token| {
            token.is_word()
                && self.is_plain_adjective(token)
                && !self.is_base_of_somebody(&token.lower)
        };
        let noun = (place..place + 3)
            .find(|place| !self.token(*place).is_some_and(is_adjective))
            .and_then(|place| self.token(place));
        let Some(noun) = noun.filter(|noun| !noun.is_capital) else {
            return false;
        };
        let is_person =
            self.words.people.contains(&noun.lower) || self.is_base_of_person(&noun.lower);
        let before = self.token_before(place);
        // "ответил министру | глава профсоюза": who stands before is in the dative.
        let is_oblique = || {
            self.token(start).is_some_and(|first| {
                !first.is_capital
                    && self
                        .words
                        .kind_of(&first.lower)
                        .is_some_and(is_kind_of_person)
                    && !self.is_base_of_somebody(&first.lower)
                    && !self.words.is_plural(&first.lower)
                    && self.words.adjectives.dative.fit(&first.lower)
            }) && place == start + 1
        };
        (is_person && (!kind.is_some_and(is_kind_of_person) || is_oblique()))
            || (self.words.is_base(&noun.lower)
                && kind.is_none()
                && !self.opens_name(start)
                && !before.is_some_and(|before| before.is_capital && place > start + 1))
    }

    /// Whether `place` starts the quoted name of the outlet that somebody spoke to: "заявил
    /// экономист | «Ведомостям»", "в мэрии | «Заре» сообщили".
    fn is_addressee_in_quotes(&self, start: usize, place: usize) -> bool {
        let is_person = place == start + 1 && self.is_base_of_person(self.lower(start));
        if self.is_outlet_in_quotes(start, place) {
            return true;
        }
        let end = self.step(place);
        let last = (place..end).rev().filter_map(|place| self.token(place));
        let mut last = last.filter(|token| token.is_word());
        is_person
            && self.opens_name(place)
            && last
                .next()
                .is_some_and(|token| self.words.dative_plurals.fit(&token.lower))
    }

    /// Whether a phrase with a preposition of place starts at `start`, and at `place` the quoted
    /// name of the outlet that its people spoke to: "в мэрии | «Заре» сообщили".
    fn is_outlet_in_quotes(&self, start: usize, place: usize) -> bool {
        let words = self.words;
        let is_in = words.places.contains(self.lower_before(start));
        let end = self.step(place);
        let is_said_by_several = self.token(end).is_some_and(|verb| {
            words.cues.verbs.contains(&verb.lower) && words.several_endings.fit(&verb.lower)
        });
        let mut name = (place..end).filter_map(|place| self.token(place).filter(|t| t.is_word()));
        let last = name.next_back().map(|last| last.lower.as_str());
        // The last word of the name is in the dative, or is a single letter.
        let is_addressed = last.is_some_and(|last| {
            last.chars().count() == 1
                || words.adjectives.dative.fit(last)
                || words.name_endings.dative.fit(last)
        });
        is_in && is_said_by_several && is_addressed && self.opens_name(place) && place > start
    }

    /// Whether the word at `place` is the object of a verb of speech or denial behind it: "Кравчук
    /// | провину заперечує".
    pub(super) fn is_object(&self, place: usize) -> bool {
        let is_listed = self.words.undergone.contains(self.lower(place));
        is_listed
            && (place + 1..place + 6)
                .map_while(|next| self.token(next).filter(|token| token.is_word()))
                .any(|next| {
                    let cues = &self.words.cues;
                    cues.verbs.contains(&next.lower) || cues.dissent.contains(&next.lower)
                })
    }

    /// Whether a word for an occasion ends before `place`, where an outlet's name starts and a full
    /// name follows: "в интервью | РИА Новости Юрий Котов".
    fn ends_venue(&self, start: usize, place: usize) -> bool {
        let Some(first) = self.token(start).filter(|_| place == start + 1) else {
            return false;
        };
        let is_outlet = |place: usize| {
            self.words
                .kind_of(self.lower(place))
                .is_some_and(is_kind_of_outlet)
        };
        let mut end = place;
        // The limit bounds the work: a text may consist of nothing but such words.
        while end < place + 8 && (is_outlet(end) || (end > place && self.opens_name(end))) {
            end = self.step(end);
        }
        let is_name = |place: usize| {
            self.token(place)
                .is_some_and(|token| token.is_capital && token.is_word())
        };
        let mut venues = self.words.cues.venues.iter().flat_map(|list| &list.words);
        end > place
            && is_name(end)
            && is_name(end + 1)
            && venues.any(|venue| venue.split(' ').next_back() == Some(&first.lower))
    }

    /// Whether an outlet's name ends before `place`, where its employee, another speaker or an
    /// object starts: "ТАСС | заведующий", "РИА Новости | Юрий Котов", "изданию | подлинность".
    fn ends_outlet(&self, start: usize, place: usize) -> bool {
        let is_outlet = |place: usize| {
            self.words
                .kind_of(self.lower(place))
                .is_some_and(is_kind_of_outlet)
        };
        let Some(((token, first), before)) = self
            .token(place)
            .zip(self.token(start))
            .zip(self.token_before(place))
        else {
            return false;
        };
        // The outlet's name may be in quotation marks: "газете «Труд» | Иван Котов".
        let quoted = (start + 1..place)
            .find(|open| self.opens_name(*open))
            .filter(|open| self.step(*open) == place);
        if is_outlet(place) || !(start..quoted.unwrap_or(place)).all(is_outlet) {
            return false;
        }
        let is_agency = first.is_acronym(self.text)
            && self.words.kind_of(&first.lower) == Some(SourceKind::Agency);
        if token.is_capital {
            let starts_name = self
                .token(place + 1)
                .is_some_and(|next| next.is_capital && next.is_word());
            return starts_name && (is_agency || place > start + 1);
        }
        // The outlet is in a case that no subject has: "газете «Труд» | закрытие".
        let is_named = quoted.is_some() && !first.is_capital && !self.words.is_base(&first.lower);
        let is_addressee = !before.is_capital
            && !self.words.is_base(&before.lower)
            && self.words.adjectives.dative.fit(&before.lower);
        // "цитирует ТАСС назначенного Москвой …": an inflected adjective starts no subject.
        let is_inflected = self.words.adjectives.inflected.fit(&token.lower);
        (is_agency && !is_inflected) || is_addressee || is_named
    }

    fn is_base_of_somebody(&self, lower: &str) -> bool {
        self.words.people.contains(lower) || self.words.is_base(lower)
    }
}

/// Whether the token at `start` is a number.
fn is_number_at(start: usize, of: &Phrases) -> bool {
    of.token(start)
        .is_some_and(|token| token.kind == TokenKind::Number)
}
