//! On which side of a verb those stand who do what it says.

use std::ops::Range;

use super::super::words::Case;
use super::clause::Clause;
use super::phrases::{Mention, Phrase, is_kind_of_person};
use super::tokens::Token;
use crate::case::SourceKind;

/// Tokens from a verb to who does what it says, if nothing but an adverb stands between.
const NEAR: usize = 2;

fn nominative(phrase: Phrase) -> Mention {
    let case = Case::Nominative;
    Mention { phrase, case }
}

impl Clause<'_> {
    /// Who does what this verb says, without others who do it with them.
    pub(super) fn one_subject(&self, verb: usize, among: &Range<usize>) -> Option<Mention> {
        if self.words().has_cases {
            self.subject_by_case(verb, among)
        } else {
            self.subject_by_place(verb, among).map(nominative)
        }
    }

    /// The subject in English, where the place tells it.
    fn subject_by_place(&self, verb: usize, among: &Range<usize>) -> Option<Phrase> {
        let inverts = self.may_invert(verb);
        let that = self
            .token(verb + 1)
            .is_some_and(|next| self.words().cues.that.contains(&next.lower));
        let right = || {
            self.right(verb)
                .filter(|_| !that)
                .filter(|phrase| self.ends_clause(phrase))
                .map(|phrase| self.named_by_aside(&phrase))
        };
        let after_words = verb.checked_sub(1).is_some_and(|before| {
            self.token(before)
                .is_some_and(|token| token.speech.is_some())
        });
        let may_follow = inverts
            && (after_words
                || self
                    .token(verb)
                    .is_some_and(|token| self.words().cues.inverting.contains(&token.lower))
                || self.all.iter().any(|phrase| {
                    phrase.words.start > verb
                        && phrase.words.start <= verb + 2
                        && (phrase.kind.is_some_and(is_kind_of_person)
                            || phrase.name.as_ref().is_some_and(|name| {
                                name.len() > 1 && name.start == phrase.words.start
                            }))
                }))
            && !self
                .token(verb)
                .is_some_and(|token| self.words().cues.addressed.contains(&token.lower));
        let right = may_follow.then(right).flatten();
        // "The chairman, Hugh Lamb, said the auditors knew": what goes on is what he said.
        let closes = right
            .as_ref()
            .is_some_and(|right| self.closes_clause(right) && !self.is_what_is_said(right, verb));
        let left = || self.left(verb, among);
        let opening = verb
            .checked_sub(1)
            .filter(|close| self.is(*close, ",") || self.token(*close).is_some_and(Token::is_dash))
            .and_then(|close| self.before_asides(close, among));
        if opening.is_some() {
            opening
        } else if closes {
            right.or_else(left)
        } else {
            left()
                .filter(|left| self.is_surely_somebody(left))
                .or(right)
                .or_else(left)
        }
    }

    /// The subject in a language with cases.
    fn subject_by_case(&self, verb: usize, among: &Range<usize>) -> Option<Mention> {
        if let Some(body) = self.speaks_from(verb) {
            return Some(body);
        }
        let after_pause = (among.start..verb)
            .rev()
            .filter_map(|place| self.token(place))
            .find(|token| {
                !self.words().is_between(&token.lower)
                    && !self.words().cues.as_.contains(&token.lower)
            });
        let is_after_pause = after_pause
            .is_some_and(|token| token.is(",") || token.is_dash() || token.speech.is_some());
        let right = self.right(verb);
        let left = self.left(verb, among);
        // "Ройтман, впрочем, писал в газете «Заря»": where it was said is not who said it, if
        // somebody stands before the aside.
        let is_carrier = |phrase: &Phrase| phrase.preposition.is_some() || self.is_venue(phrase);
        let has_aside = left
            .as_ref()
            .is_some_and(|left| self.is(left.words.end, ",") || self.is(left.words.end, "("));
        if is_after_pause
            && let Some(right) = &right
            && !(has_aside && is_carrier(right))
        {
            return Some(nominative(self.named_by_aside(right)));
        }
        if let Some(right) = right.as_ref().filter(|right| {
            left.as_ref()
                .is_some_and(|left| self.was_told(left, right, verb))
        }) {
            return Some(nominative(self.named_by_aside(right)));
        }
        let stands_right = |left: &Phrase| {
            let mut right = right.iter();
            right.any(|right| self.only_the_other_acts(left, right, verb))
        };
        if let Some(left) = left
            .clone()
            .filter(|left| self.is_surely_somebody(left) && !stands_right(left))
        {
            return Some(nominative(left));
        }
        // "Котов объяснил неудачи «Сокола»"
        let is_thing = |right: &Phrase| right.kind.is_none() && self.is_venue(right);
        // "Рініке закликала вивести танки Leopard": here the name is part of the object, not the
        // subject.
        let is_weak = |right: &Phrase| {
            let name = right.name.as_ref();
            right.kind.is_none() && name.is_some_and(|name| name.start > right.words.start)
        };
        let acts = left
            .as_ref()
            .is_some_and(|left| left.words.end == verb && left.name.is_some());
        right
            .filter(|right| left.is_none() || !(is_thing(right) || acts && is_weak(right)))
            .map(|phrase| self.named_by_aside(&phrase))
            .or(left)
            .map(nominative)
    }

    /// Whether an outlet before a verb was told by who stands behind it: "Об этом ТАСС сообщил | начальник
    /// порта".
    fn was_told(&self, left: &Phrase, right: &Phrase, verb: usize) -> bool {
        let is_outlet = left.words.end == verb
            && matches!(left.kind, Some(SourceKind::Outlet | SourceKind::Agency))
            && self.is_venue(left);
        is_outlet
            && right.preposition.is_none()
            && right.words.start <= verb + NEAR
            && right.kind.is_none_or(is_kind_of_person)
            && self.is_surely_somebody(right)
            && !self.is_venue(right)
    }

    /// Whether a person behind a verb stands in the nominative, and who stands before it does not:
    /// "Жителям общины войну объявили | соседи".
    fn only_the_other_acts(&self, left: &Phrase, right: &Phrase, verb: usize) -> bool {
        let is_base = |phrase: &Phrase| {
            self.token(phrase.head)
                .is_some_and(|head| self.words().is_base(&head.lower))
        };
        left.kind.is_some()
            && !is_base(left)
            && right.words.start == verb + 1
            && right.preposition.is_none()
            && right.kind.is_some_and(is_kind_of_person)
            && is_base(right)
    }

    /// "One resident, Ann Lee, said the law harms farmers": what stands behind the verb is no name, and a
    /// name stands before it.
    fn is_what_is_said(&self, right: &Phrase, verb: usize) -> bool {
        let is_named = self.all.iter().any(|named| {
            named.words.end + 1 == verb
                && named.preposition.is_none()
                && named
                    .name
                    .as_ref()
                    .is_some_and(|name| name.len() > 1 && name.end == named.words.end)
        });
        is_named && right.name.is_none()
    }

    /// Whether nothing but a mark, a time or a place follows a phrase: ", said Ann Lee on Monday".
    fn closes_clause(&self, phrase: &Phrase) -> bool {
        let words = self.words();
        self.token(phrase.words.end).is_none_or(|next| {
            (!next.is_word() && !self.is_owner(phrase.words.end))
                || next.speech.is_some()
                || words.prepositions.contains(&next.lower)
                || words.relatives.contains(&next.lower)
                || words.worth.dates.contains(&next.lower)
        })
    }
}
