//! Names inside a phrase that do not name the person whom the phrase is about, but an office, a
//! town, or the person to whom they belong.

use std::ops::Range;

use super::super::words::Case;
use super::inflect::base_of_name;
use super::phrases::{Phrase, Phrases, is_kind_of_outlet, is_kind_of_person};
use super::tokens::Token;
use crate::case::SourceKind;
use crate::reading::forms::Endings;

/// A word in capitals with at least so many letters is hardly a short name.
const LONG_IN_CAPITALS: usize = 4;

impl Phrases<'_> {
    /// The two people whom an English phrase names: "singers Ann Lee and Bob Crane".
    pub(super) fn two_people(&self, phrase: &Phrase) -> Option<(Phrase, Phrase)> {
        let is_name = |place: usize| {
            self.token(place)
                .is_some_and(|token| token.is_capital && token.is_word())
        };
        let is_given = |place: usize| self.words.given.contains(self.lower(place));
        let is_full = |start: usize| is_name(start) && is_name(start + 1);
        // Two names of two words each, and the "and".
        if self.words.has_cases || phrase.words.len() < 5 {
            return None;
        }
        let and = phrase
            .words
            .clone()
            .find(|place| self.words.ands.contains(self.lower(*place)))?;
        let end = phrase.name.as_ref()?.end;
        let second = end.checked_sub(2)?;
        let first = and.checked_sub(2)?;
        if second <= and
            || first < phrase.words.start
            || !is_full(first)
            || !is_full(second)
            || !is_given(first) && !is_given(second)
        {
            return None;
        }
        let one = |words: Range<usize>, name: Range<usize>| Phrase {
            head: words.end - 1,
            name: Some(name),
            words,
            ..phrase.clone()
        };
        Some((
            one(phrase.words.start..and, first..and),
            one(and + 1..end, second..end),
        ))
    }

    /// Whether the name in a phrase is that of an office, a body or another person, to which the
    /// person of the phrase belongs: "friends of Bob Crane", "голова ОТГ".
    pub(super) fn is_of_others(
        &self,
        name: &Range<usize>,
        words: &Range<usize>,
        (kind, head): (Option<SourceKind>, usize),
    ) -> bool {
        let is_person = kind.is_some_and(is_kind_of_person);
        if !self.words.has_cases {
            // "The Minister for Health": "Health" is not the name of the minister.
            let is_joint = |place: usize| {
                self.token(place).is_some_and(|token| {
                    self.words.joints.contains(&token.lower)
                        && !self.words.ands.contains(&token.lower)
                })
            };
            // "friends of Bob Crane"
            let are_people = name.start >= words.start + 2
                && is_joint(name.start - 1)
                && self.token(name.start - 2).is_some_and(|token| {
                    !token.is_capital && self.words.people.contains(&token.lower)
                });
            // "Superintendent of Police Ann Lee" ends in the officer's own name.
            let has_own = self.own_name_behind_body(name).is_some();
            return are_people
                || is_person
                    && !has_own
                    && name.start > head
                    && (head..name.start)
                        .any(|place| is_joint(place) || self.says_where(words.start, place));
        }
        let first = self.token(words.start);
        let is_listed = first.is_some_and(|first| self.words.people.contains(&first.lower));
        // "голова ОТГ": the acronym names the body.
        let is_of_body = (is_person || is_listed && name.start == words.start + 1)
            && name.start > words.start
            && name.end.checked_sub(1).is_some_and(|last| {
                self.token(last).is_some_and(|token| {
                    token.is_acronym(self.text)
                        || (name.len() == 1
                            && self.words.kind_of(&token.lower) == Some(SourceKind::Body))
                        || (name.len() == 1 && self.is_of_office(token, head, name.start))
                        || (name.len() == 2
                            && self.is_genitive(name.start)
                            && self.words.kind_of(&token.lower) == Some(SourceKind::Body))
                        || (name.len() == 2 && self.is_body_of_land(name))
                        || is_listed
                            && self
                                .words
                                .kind_of(&token.lower)
                                .is_some_and(is_kind_of_outlet)
                })
            });
        // "адвокаты Котова" are the lawyers, and not Котов. In "житель Краматорська" the name is a
        // town.
        let is_lower = |place: usize| self.token(place).is_some_and(|token| !token.is_capital);
        let is_of_people = name.start > words.start
            && (name.len() == 1 || self.opens_name(name.start))
            && (words.start + 1..name.start).all(is_lower)
            && first.is_some_and(|first| {
                let is_some = is_listed || is_person && self.words.is_base(&first.lower);
                is_some && self.words.is_plural(&first.lower)
                    || self.words.dwellers.contains(&first.lower)
            })
            && (name.start > words.start + 1
                || self
                    .last_word(name)
                    .is_some_and(|name| self.words.genitives.fit(&name.lower)));
        is_of_body
            || is_of_people
            || self.is_name_of_another(name, words)
            || (is_person || is_listed) && self.is_in_genitive(name, head)
    }

    /// Whether a name of two words is that of a country's body: "МЗС Угорщини".
    fn is_body_of_land(&self, name: &Range<usize>) -> bool {
        let land = self.words.offices.land_of(self.lower(name.start + 1));
        let is_body = self.words.kind_of(self.lower(name.start)) == Some(SourceKind::Body);
        is_body && land.is_some()
    }

    /// Where the given name starts behind one or more words of a body, if a joint stands before
    /// them: "Ann" in "Superintendent of Police Ann Lee". English only.
    pub(super) fn own_name_behind_body(&self, name: &Range<usize>) -> Option<usize> {
        let lower = |place: usize| self.token(place).map(|token| token.lower.as_str());
        let is_given = |place: usize| {
            lower(place).is_some_and(|word| {
                self.words.women.contains(word)
                    || self.words.men.contains(word)
                    || self.words.given.contains(word)
            })
        };
        let place = name.end.checked_sub(2)?;
        let is_joint = name.start.checked_sub(1).and_then(lower);
        let is_joint = is_joint.is_some_and(|joint| self.words.joints.contains(joint));
        let is_place = lower(name.start).is_some_and(|word| self.words.is_of_place(word));
        (!self.words.has_cases
            && is_joint
            && place > name.start
            && is_given(place)
            && !is_given(name.start)
            && !is_place)
            .then_some(place)
    }

    /// Whether a whole name in the genitive stands right behind an office in the nominative, or
    /// behind a word for people and words in the genitive: "советник Анны Котовой", "мать рядового
    /// Ивана Котова".
    fn is_in_genitive(&self, name: &Range<usize>, head: usize) -> bool {
        let words = self.words;
        let is_of_people = words.people.contains(self.lower(head)) && name.len() == 2;
        let is_base = is_of_people || words.is_base(self.lower(head));
        let is_genitive = |place: usize| words.genitives.fit(self.lower(place));
        // "мать рядового Владислава Котова": the rank shows the case of a name that may be a woman's.
        let rank = self.lower_before(name.start);
        let is_behind_rank = is_of_people
            && head + 1 < name.start
            && (head + 1..name.start).all(is_genitive)
            && (words.kind_of(rank).is_some_and(is_kind_of_person) || words.is_of_people(rank))
            && !words.is_base(rank)
            && !words.people.contains(rank)
            && !words
                .name_endings
                .womens_surnames
                .fit(self.lower_before(name.end));
        let first = self.token(name.start);
        let given = first.and_then(|first| self.text.get(first.range.clone()));
        let is_given = |word: &str| words.given.contains(&word.to_lowercase());
        let is_of_man = |word: &str| {
            let lower = word.to_lowercase();
            let mut endings = words.name_endings.genitive_of_men.iter();
            endings.any(|ending| {
                let stem = lower.strip_suffix(ending);
                stem.is_some_and(|stem| is_given(stem) || is_given(&format!("{stem}й")))
            })
        };
        let is_owner = self
            .last_word(name)
            .is_some_and(|last| words.owners.fit(&last.lower) || is_of_people);
        name.len() > 1
            && (head + 1 == name.start || is_behind_rank)
            && is_base
            && is_owner
            && given.is_some_and(|given| {
                let base = base_of_name(given, Case::Genitive, words);
                is_given(&base) && !is_given(given) || is_behind_rank && is_of_man(given)
            })
    }

    /// Whether the one name behind a word for a relation or an office is that of another person or
    /// a place: "адвокат Котова заявил". In "адвокат Котова заявила" the verb shows that it is the
    /// name of the lawyer.
    pub(super) fn is_name_of_another(&self, name: &Range<usize>, words: &Range<usize>) -> bool {
        let relation = name
            .start
            .checked_sub(1)
            .filter(|place| words.contains(place));
        let Some((relation, only)) = relation
            .and_then(|place| self.token(place))
            .zip(self.token(name.start).filter(|_| name.len() == 1))
        else {
            return false;
        };
        let before = words.start.checked_sub(1);
        let beside = |endings: &Endings| {
            let near = [Some(words.end), before].into_iter().flatten();
            near.filter_map(|place| self.token(place))
                .any(|verb| self.words.cues.verbs.contains(&verb.lower) && endings.fit(&verb.lower))
        };
        let is_hers =
            beside(&self.words.she_did) && !self.words.womens_endings.fit(&relation.lower);
        // "мэр Кемерова сообщил": the verb shows a man, whose own name would be "Кемеров".
        let is_office = self
            .words
            .kind_of(&relation.lower)
            .is_some_and(is_kind_of_person)
            && self.words.is_base(&relation.lower)
            && self.words.name_endings.genitive_of_men.fit(&only.lower)
            && beside(&self.words.he_did);
        let is_related = is_office || self.words.relations.contains(&relation.lower);
        name.end == words.end
            && only.is_word()
            && (!relation.is_capital || words.start == self.start)
            && is_related
            && !self.words.given.contains(&only.lower)
            && self.words.name_endings.genitive.fit(&only.lower)
            && self.words.owners.fit(&only.lower)
            && !is_hers
    }

    /// A name without the surname of another person between a word for a relation and it: "Фейгин"
    /// in "адвокат Сущенко | Фейгин".
    pub(super) fn without_name_of_another(
        &self,
        name: Range<usize>,
        words: &Range<usize>,
    ) -> Range<usize> {
        let relation = name
            .start
            .checked_sub(1)
            .filter(|place| words.contains(place));
        let is_related = relation
            .and_then(|place| self.token(place))
            .is_some_and(|token| !token.is_capital && self.words.relations.holds(&token.lower));
        let ends = |place: usize, endings: &Endings| {
            self.token(place)
                .is_some_and(|token| token.is_word() && endings.fit(&token.lower))
        };
        let is_given = |place: usize| {
            let token = self.token(place);
            let word = token.and_then(|token| self.text.get(token.range.clone()));
            word.is_some_and(|word| {
                let base = base_of_name(word, Case::Genitive, self.words).to_lowercase();
                self.words.given.contains(&base) || self.words.given.contains(&word.to_lowercase())
            })
        };
        let is_of_other = self.words.has_cases
            && is_related
            && name.len() == 2
            && !is_given(name.start)
            && ends(name.start, &self.words.owners)
            && ends(name.start + 1, &self.words.surnames)
            && !ends(name.start + 1, &self.words.patronymics);
        if is_of_other {
            name.start + 1..name.end
        } else {
            name
        }
    }

    /// Whether a word has an ending of adjectives in the genitive: "Верховної".
    pub(super) fn is_genitive(&self, place: usize) -> bool {
        self.words.adjectives.genitive.fit(self.lower(place))
    }

    /// Whether the single name behind an office is that of a place or body: "мэр Москвы",
    /// "заступник голови Мінагропроду", and not "пресс-секретарь президента Песков". The office
    /// must be in its base form.
    pub(super) fn is_of_office(&self, name: &Token, head: usize, start: usize) -> bool {
        let is_base = self.words.is_base(self.lower(head));
        let is_officer = |place: usize| {
            self.token(place).is_some_and(|token| {
                self.words
                    .kind_of(&token.lower)
                    .is_some_and(is_kind_of_person)
                    && !self.words.is_base(&token.lower)
            })
        };
        // "зампред комитета Госдумы"
        let is_of_body = start.checked_sub(1).filter(|before| *before > head);
        let is_of_body = is_of_body.is_some_and(|before| {
            self.token(before).is_some_and(|token| {
                !token.is_capital
                    && self.words.kind_of(&token.lower) == Some(SourceKind::Body)
                    && !self.words.is_base(&token.lower)
            })
        });
        is_base
            && (is_of_body && self.words.genitives.fit(&name.lower)
                || self.words.name_endings.genitive_of_women.fit(&name.lower)
                || self.words.endings_of_places.fit(&name.lower)
                || ((head + 1..start).any(is_officer)
                    && self.words.name_endings.oblique.fit(&name.lower)))
    }

    /// Where a person's name starts behind at least two words of a description, if only those are
    /// in capitals: "GIANTS HEAD COACH Per Lind". None otherwise.
    pub(super) fn behind_capitals(&self, name: &Range<usize>) -> Option<usize> {
        let is_shouted = |place: &usize| {
            self.token(*place).is_some_and(|token| {
                token.is_acronym(self.text) && token.lower.chars().count() >= LONG_IN_CAPITALS
            })
        };
        let start = name.clone().find(|place| !is_shouted(place))?;
        let shouted = start - name.start;
        (shouted > 1 && name.end - start > 1 && !(start..name.end).any(|place| is_shouted(&place)))
            .then_some(start)
    }

    /// Where the given name starts behind the capitalized words of an office. In English at least
    /// two words must precede it. None if no given name is found.
    pub(super) fn given_name(&self, name: &Range<usize>) -> Option<usize> {
        let is_given = |place: usize| {
            let word = self.lower(place);
            self.words.women.contains(word) || self.words.men.contains(word)
        };
        let is_surname = |place: usize| {
            self.token(place).is_some_and(|token| {
                token.is_capital && token.is_word() && self.words.kind_of(&token.lower).is_none()
            })
        };
        let place = name.end.checked_sub(2)?;
        // "Главврач клиники Борис Штерн": all words before a given name are the description.
        if self.words.has_cases {
            let is_own = self.words.given.contains(self.lower(place));
            let is_father = self.words.patronymics.fit(self.lower(place + 1));
            return (is_own && is_surname(place + 1) && !is_father).then_some(place);
        }
        // "Gen. Norman Ham" is a person, "St. Norman Street" is not.
        let before = place.checked_sub(1)?;
        let is_title = self.words.titles.contains(self.lower_before(before));
        let word = self.lower(before);
        let is_place = self.words.is_of_place(word) || word == "." && !is_title;
        (place >= name.start + 2
            && is_given(place)
            && is_surname(place + 1)
            && !is_given(name.start)
            && !is_place)
            .then_some(place)
    }
}
