//! Decides which words and marks join two noun phrases into one: "of", "and", a comma in a name.

use super::phrases::{Phrases, is_kind_of_person};
use super::tokens::Token;
use crate::case::SourceKind;

/// How many tokens behind an "and" are searched for the name at the end of an office.
const LONG_OFFICE: usize = 7;

impl Phrases<'_> {
    /// Whether the preposition at `place` starts the place of people without a name, which tells
    /// them apart: "sources in Whitehall" are not "sources in Brussels". The place of a single
    /// official is left out: "the minister in Kyiv" may be there only for the moment.
    pub(super) fn says_where(&self, start: usize, place: usize) -> bool {
        let is_where = |place: usize| {
            self.token(place).is_some_and(|token| {
                !token.is_capital && self.words.locatives.contains(&token.lower)
            })
        };
        if place == start || !is_where(place) {
            return false;
        }
        let (kind, head) = self.kind_and_head(&(start..place));
        let follows = head + 1 == place || (is_where(place - 1) && head + 2 == place);
        let is_article = |token: &Token| self.words.articles.contains(&token.lower);
        let Some(next) = self.token(place + 1).filter(|next| next.is_word()) else {
            return false;
        };
        let after = self.token(place + 2);
        let is_name =
            |token: &Token| token.is_capital && !self.words.worth.months.contains(&token.lower);
        let is_somewhere = is_name(next) || (is_article(next) && after.is_some_and(is_name));
        let is_several = self
            .token(head)
            .is_some_and(|head| head.lower.ends_with('s'));
        follows
            && match kind {
                Some(SourceKind::Anonymous) => {
                    is_somewhere || is_where(place + 1) || self.words.definite.contains(&next.lower)
                }
                Some(SourceKind::Expert | SourceKind::Witness) => is_somewhere,
                Some(SourceKind::Official) => is_somewhere && is_several,
                _ => false,
            }
    }

    /// Whether the preposition at `place` is part of a body's name: "Committee on Intelligence",
    /// "Commission against Corruption".
    pub(super) fn is_in_name_of_body(&self, start: usize, place: usize) -> bool {
        let is_listed = self.token(place).is_some_and(|token| {
            !token.is_capital && self.words.joints_of_bodies.contains(&token.lower)
        });
        let before = place
            .checked_sub(1)
            .filter(|before| *before >= start)
            .and_then(|before| self.token(before));
        is_listed
            && before.is_some_and(|before| {
                before.is_capital && self.words.kind_of(&before.lower) == Some(SourceKind::Body)
            })
            && self.token(place + 1).is_some_and(|next| next.is_capital)
    }

    /// Whether the comma at `place` is part of a body's name: "Department for Environment, Food and
    /// Rural Affairs".
    pub(super) fn lists_in_name(&self, start: usize, place: usize) -> bool {
        let capital = |place: usize| self.token(place).is_some_and(|token| token.is_capital);
        let is_and = |place: usize| self.words.ands.contains(self.lower(place));
        let has_joint =
            (start + 1..place).any(|inside| self.words.joints.contains(self.lower(inside)));
        let ends = (place + 2..place + 6).find(|at| !capital(*at));
        has_joint
            && capital(place - 1)
            && capital(place + 1)
            && self.kind_and_head(&(start..place)).0 == Some(SourceKind::Body)
            && ends.is_some_and(|at| is_and(at) && capital(at + 1))
    }

    /// Whether an office continues behind the "and" and a full name follows it: "заступник міністра
    /// політики і продовольства Іван Кіт". Always false in languages without cases.
    pub(super) fn office_goes_on(&self, start: usize, and: usize) -> bool {
        let capital = |place: usize| self.token(place).is_some_and(|token| token.is_capital);
        let is_plain = |place: &usize| {
            self.token(*place).is_some_and(|token| {
                token.is_word()
                    && token.speech.is_none()
                    && !token.is_capital
                    && !self.is_verb(&token.lower)
            })
        };
        let opens_with_person = self.words.people.contains(self.lower(and + 1));
        let name = (and + 1..and + LONG_OFFICE).find(|place| !is_plain(place));
        self.words.has_cases
            && and > start + 1
            && name.is_some_and(|name| name > and + 1 && capital(name) && capital(name + 1))
            && self
                .kind_and_head(&(start..and))
                .0
                .is_some_and(is_kind_of_person)
            && !opens_with_person
    }

    /// Whether the "and" at `place` joins the words around it into one phrase. `next`: the token
    /// behind it.
    fn and_joins(&self, start: usize, place: usize, next: &Token) -> bool {
        let follows_capital = self
            .token_before(place)
            .is_some_and(|before| before.is_capital);
        let after = self.token(place + 2).filter(|after| after.is_capital);
        // "Islamic State of Iraq and the Levant" is one body, "Bank of England and the Treasury" are
        // two.
        let goes_on_with_the = || {
            self.words.articles.contains(&next.lower)
                && (start..place).any(|inside| self.words.joints.contains(self.lower(inside)))
                && follows_capital
                && after.is_some_and(|after| self.words.kind_of(&after.lower).is_none())
        };
        let kind = || self.kind_and_head(&(start..place)).0;
        // Two given names with one surname: "Олесь і Олена Коваленки".
        let has_one_surname = || {
            place == start + 1
                && self.looks_like_a_name(start)
                && kind().is_none()
                && after.is_some_and(Token::is_word)
                && self.kind_and_head(&(place + 1..place + 3)).0.is_none()
        };
        let are_names =
            || follows_capital && next.is_capital && (place > start + 1 || has_one_surname());
        let is_part_of_body = || {
            self.words.has_cases
                && place > start + 1
                && !next.is_capital
                && next.is_word()
                && kind() == Some(SourceKind::Body)
                && self.words.kind_of(&next.lower).is_none()
                && !self.is_verb(&next.lower)
                && !self.words.people.contains(&next.lower)
        };
        goes_on_with_the() || are_names() || is_part_of_body() || self.office_goes_on(start, place)
    }

    /// Whether the conjunction or preposition at `place` joins the words around it into one phrase:
    /// "Bank of England", "Fire and Rescue", "служба з надзвичайних ситуацій".
    pub(super) fn joins(&self, start: usize, place: usize) -> bool {
        let Some(next) = self.token(place + 1) else {
            return false;
        };
        // A particle in a surname: "Bill de Blasio".
        let is_particle = self.words.particles.contains(self.lower(place));
        if is_particle && next.is_capital {
            return true;
        }
        if self.words.ands.contains(self.lower(place)) {
            return self.and_joins(start, place, next);
        }
        let goes_on = (next.is_word() || self.opens_name(place + 1))
            && !self.words.pronouns.contains(&next.lower)
            && !(self.words.has_cases && self.words.stops.contains(&next.lower));
        let kind = self.kind_and_head(&(start..place)).0;
        if self.words.has_cases {
            return goes_on && matches!(kind, Some(SourceKind::Body | SourceKind::Anonymous));
        }
        // "Ann Lee of the council": the phrase ends behind the full name. "The Bank of England":
        // "of" is part of the name.
        let named = self.name(&(start..place)).is_some_and(|name| {
            name.end == place
                && name
                    .clone()
                    .filter(|place| self.token(*place).is_some_and(Token::is_word))
                    .count()
                    > 1
        });
        let is_person = kind.is_none_or(|kind| {
            matches!(
                kind,
                SourceKind::Official | SourceKind::Expert | SourceKind::Witness
            )
        });
        goes_on && !(named && is_person)
    }
}
