//! Where one noun phrase ends and the next begins though no mark parts them.

use super::phrases::{Phrases, is_kind_of_person};
use super::tokens::{Token, TokenKind};
use crate::case::SourceKind;

impl Phrases<'_> {
    /// Whether another phrase starts here though no mark parts it from the one before: "в ефірі
    /// телемарафону | речник …", "агентству | водій …", "«Горный край» | директора …".
    pub(super) fn is_next(&self, start: usize, place: usize) -> bool {
        if !self.words.has_cases {
            return false;
        }
        if self.is_hearer_in_quotes(start, place) {
            return true;
        }
        if self.is_quoted_by(start, place) {
            return true;
        }
        let Some(token) = self.token(place).filter(|token| token.is_word()) else {
            return false;
        };
        if self.opens_name(start) && self.step(start) == place {
            return true;
        }
        // "розповіла The Guardian | Радзієвська"
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

    /// Whether somebody who is quoted ends here, and who quotes them begins: "цитирует Котова | Morning
    /// Courier", "цитирует Котова | «Заря»".
    fn is_quoted_by(&self, start: usize, place: usize) -> bool {
        let is_latin = self
            .token(place)
            .is_some_and(|token| token.is_capital && token.lower.is_ascii());
        let carries = self.token(place).is_some_and(|token| {
            token.is_capital && self.words.kind_of(&token.lower) == Some(SourceKind::Agency)
        });
        // "передаёт слова Котова | «Заря»"
        let is_paper = |place: usize| {
            self.token(place)
                .is_some_and(|token| self.words.papers.contains(&token.lower))
        };
        let before = start.checked_sub(1);
        let verb = before
            .filter(|before| is_paper(*before))
            .and_then(|paper| paper.checked_sub(1))
            .or(before);
        let verb = verb.and_then(|verb| self.token(verb));
        let is_name = |place: usize| self.token(place).is_some_and(|token| token.is_capital);
        (start + 1..start + 3).contains(&place)
            && (is_latin || self.opens_name(place) || carries)
            && (start..place).all(is_name)
            && verb.is_some_and(|verb| {
                let cues = &self.words.cues;
                cues.quoting.contains(&verb.lower)
                    || before.is_some_and(is_paper) && cues.relaying.contains(&verb.lower)
            })
    }

    /// Whether a word with a capital starts a phrase behind one of this kind.
    fn name_starts(&self, start: usize, place: usize, kind: Option<SourceKind>) -> bool {
        let Some(token) = self.token(place) else {
            return false;
        };
        // "розповіла газеті | Марія Седова"
        let is_hearer = place == start + 1
            && matches!(kind, Some(SourceKind::Outlet | SourceKind::Agency))
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
        // "комітету з питань бюджету | Рахункова палата"
        let is_body = self.token(place + 1).is_some_and(|next| {
            !next.is_capital
                && self.words.is_base(&next.lower)
                && self.words.kind_of(&next.lower) == Some(SourceKind::Body)
        });
        let is_adjective = self.words.adjectives.base.fit(&token.lower);
        // "собрал 35 млн рублей | Блогер подчеркнул"
        let is_counted = counts(start, self)
            && (self.words.people.contains(&token.lower) || self.words.is_base(&token.lower));
        is_hearer || is_counted || (kind.is_some() && is_body && is_adjective)
    }

    /// Whether where something was ends, and who is there begins: "в Севастополе | Лужков", "в
    /// Москве | Иван Котов".
    fn ends_place(&self, start: usize, place: usize) -> bool {
        let words = self.words;
        let is_surname = |place: usize| {
            self.token(place)
                .is_some_and(|token| token.is_capital && words.surnames.fit(&token.lower))
        };
        let is_given = self
            .token(place)
            .is_some_and(|token| words.given.contains(&token.lower));
        let is_name = is_surname(place) || is_given;
        let goes_on = self
            .token(place + 1)
            .is_some_and(|next| next.is_capital && next.is_word());
        self.is_place(start, place) && is_name && (!goes_on || is_given || is_surname(place + 1))
    }

    /// Whether a phrase is up to here one word for where something was posted: "в инстаграме".
    fn is_platform(&self, start: usize, end: usize) -> bool {
        let is_in = start.checked_sub(1).is_some_and(|before| {
            self.token(before)
                .is_some_and(|token| self.words.places.contains(&token.lower))
        });
        let is_one = self
            .token(start)
            .is_some_and(|only| self.words.is_of_platform(&only.lower));
        is_in && is_one && end == start + 1
    }

    /// Whether a phrase is up to here one word for where something was: "в Киеве".
    fn is_place(&self, start: usize, end: usize) -> bool {
        let is_in = start.checked_sub(1).is_some_and(|before| {
            self.token(before)
                .is_some_and(|token| self.words.places.contains(&token.lower))
        });
        let is_adjective = |word: &str| self.words.adjectives.dative_only.fit(word);
        let is_name = self.token(start).is_some_and(|first| {
            first.is_capital
                && !is_adjective(&first.lower)
                && self.words.kind_of(&first.lower).is_none()
                && first.lower.ends_with(['е', 'и', 'і', 'ї', 'у', 'ю'])
        });
        is_in && is_name && end == start + 1
    }

    /// Whether a word without a capital starts a phrase behind one of this kind.
    fn noun_starts(&self, start: usize, place: usize, kind: Option<SourceKind>) -> bool {
        let Some(token) = self.token(place) else {
            return false;
        };
        // "слова тренера | пресслужба", "цитирует представителя ведомства | агентство"
        let carries = matches!(
            self.words.kind_of(&token.lower),
            Some(SourceKind::Outlet | SourceKind::Agency)
        ) && self.words.is_base(&token.lower);
        let is_quoted = self.token(start).is_some_and(|first| {
            let kind = self.words.kind_of(&first.lower);
            kind.is_some_and(is_kind_of_person) && !self.words.is_base(&first.lower)
        });
        if place > start && (self.words.relays.contains(&token.lower) || carries && is_quoted) {
            return true;
        }
        // "У Києві | слідчі", "в інстаграмі | тітка"
        let is_person =
            self.words.is_base(&token.lower) || self.words.people.contains(&token.lower);
        if (self.is_place(start, place) || self.is_platform(start, place)) && is_person {
            return true;
        }
        // "цитирует тренера | официальный сайт"
        let base = &self.words.adjectives.base;
        let carries_next = self.token(place + 1).is_some_and(|next| {
            self.words.kind_of(&next.lower) == Some(SourceKind::Outlet)
                && self.words.is_base(&next.lower)
        });
        if place == start + 1 && is_quoted && carries_next && base.fit(&token.lower) {
            return true;
        }
        // "24 канал"
        if place == start + 1 && counts(start, self) {
            return false;
        }
        let before = place.checked_sub(1).and_then(|before| self.token(before));
        let describes = |token: &Token| {
            self.words.kind_of(&token.lower).is_none()
                && self.words.adjectives.base.fit(&token.lower)
        };
        // "У Державному бюро розслідувань"
        let inflected =
            |token: &Token| token.is_capital && self.words.adjectives.inflected.fit(&token.lower);
        let is_of_next = |token: &Token| {
            describes(token) || inflected(token) && self.words.kind_of(&token.lower).is_none()
        };
        if before.is_some_and(|before| before.is_word() && is_of_next(before)) {
            return false;
        }
        // "ходатайствовал на слушании | прокурор": behind a preposition nobody is in the nominative.
        let is_behind_preposition = start.checked_sub(1).is_some_and(|before| {
            self.token(before)
                .is_some_and(|token| self.words.prepositions.contains(&token.lower))
        });
        let is_one_person = !token.is_capital
            && self.words.is_base(&token.lower)
            && !self.words.is_plural(&token.lower)
            && self
                .words
                .kind_of(&token.lower)
                .is_some_and(is_kind_of_person);
        if is_behind_preposition && is_one_person && place > start {
            return true;
        }
        let is_dative = matches!(
            self.words.kind_of(&token.lower),
            Some(SourceKind::Outlet | SourceKind::Agency)
        ) && !self.words.is_base(&token.lower)
            && self.words.adjectives.dative.fit(&token.lower);
        if is_dative && kind.is_some() {
            return true;
        }
        // Its adjectives belong to the noun.
        let noun = (place..place + 3).find(|place| {
            !self.token(*place).is_some_and(|token| {
                token.is_word() && describes(token) && !self.is_base_of_somebody(&token.lower)
            })
        });
        let Some(noun) = noun
            .and_then(|place| self.token(place))
            .filter(|noun| !noun.is_capital)
        else {
            return false;
        };
        let is_person = self.words.people.contains(&noun.lower)
            || (self.words.is_base(&noun.lower)
                && self
                    .words
                    .kind_of(&noun.lower)
                    .is_some_and(is_kind_of_person));
        let is_body = self.words.is_base(&noun.lower);
        (is_person && !kind.is_some_and(is_kind_of_person))
            || (is_body
                && kind.is_none()
                && !self.opens_name(start)
                && !before.is_some_and(|before| before.is_capital && place > start + 1))
    }

    /// Whether the addressee is here: "заявил экономист | «Ведомостям»".
    fn is_hearer_in_quotes(&self, start: usize, place: usize) -> bool {
        let is_person = place == start + 1
            && self.token(start).is_some_and(|token| {
                self.words.is_base(&token.lower)
                    && self
                        .words
                        .kind_of(&token.lower)
                        .is_some_and(is_kind_of_person)
            });
        if self.is_told_in(start, place) {
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

    /// Whether people of a body told it to an outlet in quotation marks: "в мэрии | «Заре» сообщили".
    fn is_told_in(&self, start: usize, place: usize) -> bool {
        let words = self.words;
        let is_in = start.checked_sub(1).is_some_and(|before| {
            self.token(before)
                .is_some_and(|token| words.places.contains(&token.lower))
        });
        let end = self.step(place);
        let told = self.token(end).is_some_and(|verb| {
            words.cues.verbs.contains(&verb.lower) && words.several_endings.fit(&verb.lower)
        });
        let mut name = (place..end).filter_map(|place| self.token(place).filter(|t| t.is_word()));
        let last = name.next_back().map(|last| last.lower.as_str());
        // In the dative, or a letter.
        let hears = last.is_some_and(|last| {
            last.chars().count() == 1
                || words.adjectives.dative.fit(last)
                || last.ends_with(['е', 'і'])
        });
        is_in && told && hears && self.opens_name(place) && place > start
    }

    /// Whether what is denied or confirmed stands here, before the verb: "Кравчук | провину
    /// заперечує".
    pub(super) fn is_object(&self, place: usize) -> bool {
        let is_listed = self
            .token(place)
            .is_some_and(|token| self.words.undergone.contains(&token.lower));
        is_listed
            && (place + 1..place + 6)
                .map_while(|next| self.token(next).filter(|token| token.is_word()))
                .any(|next| {
                    let cues = &self.words.cues;
                    cues.verbs.contains(&next.lower) || cues.dissent.contains(&next.lower)
                })
    }

    /// Whether where it was said ends here, and the outlet begins, behind which somebody speaks: "в
    /// интервью | РИА Новости Юрий Котов".
    fn ends_venue(&self, start: usize, place: usize) -> bool {
        let Some(first) = self.token(start).filter(|_| place == start + 1) else {
            return false;
        };
        let carries = |place: usize| {
            self.token(place).is_some_and(|token| {
                matches!(
                    self.words.kind_of(&token.lower),
                    Some(SourceKind::Outlet | SourceKind::Agency)
                )
            })
        };
        let mut end = place;
        // An outlet's name is short, and a text may be nothing but such words.
        while end < place + 8 && (carries(end) || (end > place && self.opens_name(end))) {
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

    /// Whether an outlet's name ends before this word: "ТАСС | заведующий", "РИА Новости | Юрий
    /// Котов", and, told something, "изданию | подлинность".
    fn ends_outlet(&self, start: usize, place: usize) -> bool {
        let carries = |place: usize| {
            self.token(place).is_some_and(|token| {
                matches!(
                    self.words.kind_of(&token.lower),
                    Some(SourceKind::Outlet | SourceKind::Agency)
                )
            })
        };
        let Some(((token, first), before)) = self
            .token(place)
            .zip(self.token(start))
            .zip(place.checked_sub(1).and_then(|before| self.token(before)))
        else {
            return false;
        };
        // "газете «Труд» | Иван Котов"
        let quoted = (start + 1..place)
            .find(|open| self.opens_name(*open))
            .filter(|open| self.step(*open) == place);
        if carries(place) || !(start..quoted.unwrap_or(place)).all(carries) {
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
        // "газете «Труд» | закрытие"
        let is_named = quoted.is_some() && !first.is_capital && !self.words.is_base(&first.lower);
        let is_hearer = !before.is_capital
            && !self.words.is_base(&before.lower)
            && self.words.adjectives.dative.fit(&before.lower);
        // "цитирует ТАСС назначенного Москвой …": in a case of its own, not a subject's.
        let is_inflected = self.words.adjectives.inflected.fit(&token.lower);
        (is_agency && !is_inflected) || is_hearer || is_named
    }

    fn is_base_of_somebody(&self, lower: &str) -> bool {
        self.words.people.contains(lower) || self.words.is_base(lower)
    }
}

/// Whether a phrase starts with a count.
fn counts(start: usize, of: &Phrases) -> bool {
    of.token(start)
        .is_some_and(|token| token.kind == TokenKind::Number)
}
