//! The signs in a sentence that make a credit by a verb more or less certain.

use super::clause::{Clause, Verb};
use super::phrases::{Mention, Phrase, is_kind_of_person};
use super::tokens::Token;
use super::way::{Signs, Way};

/// The most tokens between a verb and its subject that still count as near.
const NEAR: usize = 2;

impl Clause<'_> {
    /// The signs of a credit by a verb: how far the subject is, how clearly the verb is one of
    /// saying, and whether it introduces a statement.
    pub(super) fn signs(&self, verb: &Verb) -> Signs {
        let who_phrase = &verb.who.phrase;
        let who = &who_phrase.words;
        let gap = who.start.saturating_sub(verb.place + 1) + verb.place.saturating_sub(who.end);
        let cues = &self.words().cues;
        let says = self.token(verb.place);
        Signs {
            way: if gap <= NEAR { Way::Verb } else { Way::FarVerb },
            is_weak: says.is_none_or(|says| {
                cues.weak.contains(&says.lower) || !cues.verbs.contains(&says.lower)
            }),
            is_introduced: self.introduces(verb.place)
                || self.follows_words(verb.place, &verb.who)
                || self.claims(verb.place, false)
                || self.tells_with_object(verb.place)
                || self.is_dissent(verb.place)
                || self.names_it(verb.place)
                || self.holds_clause(verb.place)
                || self.whose_words(verb.place).is_some()
                || self.is_of_before(),
            is_crowd: self.is_of_several(who_phrase, verb.place),
            is_told: self.words().has_cases
                && self.is_venue(who_phrase)
                && self.is_told_by_ending(who_phrase)
                && !says.is_some_and(|says| cues.relaying.contains(&says.lower)),
            ..Signs::default()
        }
    }

    /// Another possible subject on the other side of the verb: in the same clause and in the
    /// nominative. Always None in English, where word order shows the subject.
    pub(super) fn contender(&self, verb: &Verb) -> Option<Mention> {
        let who = &verb.who.phrase.words;
        let other = if who.start > verb.place {
            self.left(verb.place, &self.range)
        } else {
            self.right(verb.place)
        };
        let other = other.filter(|other| {
            self.words().has_cases
                && (other.words.end <= who.start || who.end <= other.words.start)
                && other.preposition.is_none()
                && !self.is_venue(other)
                && self.is_nominative(other)
        });
        other.map(Mention::nominative)
    }

    /// Who says the second half of a sentence: "Crane" in "Lee called it a success, while Crane said it
    /// had failed". A semicolon or a word of contrast behind a comma starts that half.
    pub(super) fn second_speaker(&self, verb: &Verb) -> Option<Mention> {
        let contrasts = &self.words().contrasts;
        let first = &verb.who.phrase.words;
        let starts = |place: &usize| {
            let is_own = |place: usize| {
                self.token(place)
                    .is_some_and(|token| token.speech.is_none())
            };
            let contrast = self.is(*place, ",") && contrasts.contains(self.lower(place + 1));
            is_own(*place) && (self.is(*place, ";") || contrast && is_own(place + 1))
        };
        let start = (verb.place + 1).max(first.end);
        let part = (start..self.range.end).find(|place| !contrasts.is_empty() && starts(place))?;
        let second = self.by_verb(part + 1..self.range.end, false)?;
        let who = &second.who.phrase;
        let is_other = |place: usize| {
            let same = first
                .clone()
                .any(|known| self.lower(known) == self.lower(place));
            self.token(place).is_some_and(Token::is_word) && !same
        };
        let holds = who.words.start > part
            && !who.is_pronoun
            && who.words.clone().any(is_other)
            && (self.is_surely_somebody(who) || who.kind.is_some());
        holds.then_some(second.who)
    }

    /// Whether a phrase is in the nominative: its head is a word for people in the base form, or it
    /// is a name alone without an ending of another case.
    fn is_nominative(&self, phrase: &Phrase) -> bool {
        let is_base = self.words().is_base(self.lower(phrase.head));
        let is_name = phrase.kind.is_none()
            && phrase.is_only_name()
            && self.is_surely_somebody(phrase)
            && !self.is_oblique(phrase);
        // Only people count: a body in the nominative looks the same as in the accusative, "обвинил
        // избирком".
        phrase.kind.is_some_and(is_kind_of_person) && is_base || is_name
    }
}
