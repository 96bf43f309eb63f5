//! Decides whether the subject of a verb stands before it (left) or behind it (right). English goes
//! by word order, Ukrainian and Russian by case as well.

use std::ops::Range;

use super::clause::Clause;
use super::phrases::{Mention, Phrase, is_kind_of_person};
use super::tokens::Token;

/// The most tokens from a verb to a subject behind it: one adverb may stand between.
const NEAR: usize = 2;

impl Clause<'_> {
    /// The one subject of a verb, without others joined to it by "and". `among`: the tokens in
    /// which it may stand before the verb.
    pub(super) fn one_subject(&self, verb: usize, among: &Range<usize>) -> Option<Mention> {
        if self.words().has_cases {
            self.subject_by_case(verb, among)
        } else {
            self.subject_by_place(verb, among).map(Mention::nominative)
        }
    }

    /// The subject in English, by word order: "Lee" in "Lee said" and in "“No,” said Lee".
    fn subject_by_place(&self, verb: usize, among: &Range<usize>) -> Option<Phrase> {
        let inverts = self.may_invert(verb);
        let that = self.words().cues.that.contains(self.lower(verb + 1));
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
                || self.words().cues.inverting.contains(self.lower(verb))
                || self.all.iter().any(|phrase| {
                    phrase.words.start > verb
                        && phrase.words.start <= verb + 2
                        && (phrase.kind.is_some_and(is_kind_of_person)
                            || phrase.has_article
                                && self.words().people.contains(self.lower(phrase.head))
                                && self.before_aside(verb - 1, among).is_none()
                            || phrase.name.as_ref().is_some_and(|name| {
                                name.len() > 1 && name.start == phrase.words.start
                            }))
                }))
            && !self.words().cues.addressed.contains(self.lower(verb));
        let right = may_follow.then(right).flatten();
        // "The chairman, Hugh Lamb, said the auditors knew": the auditors are part of the
        // statement.
        let closes = right
            .as_ref()
            .is_some_and(|right| self.closes_clause(right) && !self.opens_statement(right, verb));
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

    /// The subject in Ukrainian or Russian, by case and word order.
    fn subject_by_case(&self, verb: usize, among: &Range<usize>) -> Option<Mention> {
        if let Some(body) = self.speaks_from(verb) {
            return Some(body);
        }
        let last_word_before = (among.start..verb)
            .rev()
            .filter_map(|place| self.token(place))
            .find(|token| {
                !self.words().is_between(&token.lower)
                    && !self.words().cues.as_.contains(&token.lower)
            });
        let is_after_pause = last_word_before
            .is_some_and(|token| token.is(",") || token.is_dash() || token.speech.is_some());
        let right = self.right(verb);
        let left = self.left(verb, among);
        // "Рініке закликала вивести танки Leopard": a noun that no list knows, with a name behind
        // it, is the object.
        let is_weak = |right: &Phrase| {
            let name = right.name.as_ref();
            right.kind.is_none() && name.is_some_and(|name| name.start > right.words.start)
        };
        // "Ройтман, впрочем, писал в газете «Заря»": if somebody stands before the aside, the
        // outlet behind the verb is where it was said and not the speaker.
        let is_carrier = |phrase: &Phrase| phrase.preposition.is_some() || self.is_venue(phrase);
        let has_aside = left.as_ref().is_some_and(|left| {
            let is_open = self.is(left.words.end, ",") || self.is(left.words.end, "(");
            // "отменил премьеру «Бури», пишет «Весть»": what is in quotation marks is a thing.
            let is_thing = left.kind.is_none()
                && left.name.as_ref().is_some_and(|name| {
                    self.token(name.start).is_some_and(|first| !first.is_word())
                });
            is_open && !is_thing
        });
        if is_after_pause
            && let Some(right) = &right
            && !(has_aside && (is_carrier(right) || is_weak(right)))
        {
            return Some(Mention::nominative(self.named_by_aside(right)));
        }
        if let Some(right) = right.as_ref().filter(|right| {
            left.as_ref()
                .is_some_and(|left| self.is_hearer_before_speaker(left, right, verb))
        }) {
            return Some(Mention::nominative(self.named_by_aside(right)));
        }
        let stands_right = |left: &Phrase| {
            let mut right = right.iter();
            right.any(|right| self.is_only_right_nominative(left, right, verb))
        };
        if let Some(left) = left
            .clone()
            .filter(|left| self.is_surely_somebody(left) && !stands_right(left))
        {
            return Some(Mention::nominative(left));
        }
        // "Котов объяснил неудачи «Сокола»": a name in quotation marks whose kind no list knows is
        // not the subject.
        let is_thing = |right: &Phrase| right.kind.is_none() && self.is_venue(right);
        let acts = left
            .as_ref()
            .is_some_and(|left| left.words.end == verb && left.name.is_some());
        right
            .filter(|right| left.is_none() || !(is_thing(right) || acts && is_weak(right)))
            .map(|phrase| self.named_by_aside(&phrase))
            .or(left)
            .map(Mention::nominative)
    }

    /// Whether an outlet right before a verb only hears what the person behind the verb says: "Об
    /// этом ТАСС сообщил | начальник порта" (the port's head told TASS).
    fn is_hearer_before_speaker(&self, left: &Phrase, right: &Phrase, verb: usize) -> bool {
        let hears = left.is_outlet() || self.is_told_by_ending(left);
        left.words.end == verb
            && hears
            && self.is_venue(left)
            && right.preposition.is_none()
            && right.words.start <= verb + NEAR
            && right.kind.is_none_or(is_kind_of_person)
            && self.is_surely_somebody(right)
            && !self.is_venue(right)
    }

    /// Whether the person right behind a verb is in the nominative, and who stands before the verb
    /// is not: "Жителям общины войну объявили | соседи" takes the neighbours.
    fn is_only_right_nominative(&self, left: &Phrase, right: &Phrase, verb: usize) -> bool {
        let is_base = |phrase: &Phrase| self.words().is_base(self.lower(phrase.head));
        left.kind.is_some()
            && !is_base(left)
            && right.words.start == verb + 1
            && right.preposition.is_none()
            && right.kind.is_some_and(is_kind_of_person)
            && is_base(right)
    }

    /// Whether a phrase behind the verb has no name, while a full name with a comma stands right
    /// before the verb: "One resident, Ann Lee, said the law harms farmers". Then the phrase opens
    /// the statement.
    fn opens_statement(&self, right: &Phrase, verb: usize) -> bool {
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

    /// Whether a phrase is followed by nothing but a mark, a quotation, a preposition, a relative
    /// word or a date: ", said Ann Lee on Monday".
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
