//! Says when a phrase beside a verb is not its subject, by the form of either.

use std::ops::Range;

use super::super::forms::is_cyrillic;
use super::super::words::Case;
use super::clause::Clause;
use super::phrases::{Mention, Phrase};
use super::tokens::{Token, TokenKind};
use crate::case::SourceKind;

impl Clause<'_> {
    /// Whether a word is a noun or a participle, and no verb of the phrase with "a" or "an" before
    /// it: "called" in "a book called The Tide", "report" in "a Norsund Post report that".
    pub(super) fn is_noun_after_phrase(&self, who: &Phrase, verb: usize) -> bool {
        let cues = &self.words().cues;
        let Some(word) = self.token(verb).map(|token| &token.lower) else {
            return false;
        };
        let is_indefinite = self.is_behind_a(who.words.start);
        let names = cues.naming.contains(word);
        let is_noun = cues.nouns.contains(word) && cues.verbs.contains(&format!("{word}s"));
        let is_beside = who.words.end == verb || names && who.words.end + 1 == verb;
        (names || is_noun) && is_indefinite && is_beside || names && self.only_names(who, verb)
    }

    /// Whether a phrase behind a verb is the object and those to whom it goes, and no subject:
    /// "запись сотрудникам банка" in "Котов передал запись сотрудникам банка". Its first word is a
    /// noun that no list knows. Never in English.
    pub(super) fn is_object_with_recipient(&self, who: &Phrase, verb: usize) -> bool {
        let words = self.words();
        let is_unknown = |place: usize| {
            self.token(place).is_some_and(|token| {
                token.is_word()
                    && !token.is_capital
                    && !self.phrases.ends_like_adjective(&token.lower)
                    && !words.may_describe(&token.lower)
                    && token.kind != TokenKind::Number
            })
        };
        words.has_cases
            && who.name.is_none()
            && !who.is_counted
            && who.words.start > verb
            && who.head > who.words.start
            && is_unknown(who.words.start)
            && self.token(verb + 1).is_some_and(Token::is_word)
            && !self.introduces(verb)
    }

    /// Whether another finite verb stands between a phrase and the verb, so that the phrase is the
    /// other verb's subject: "The offices opened inquiries into people suspected of it". A
    /// participle that only identifies somebody is none: "The man arrested on Monday said". English
    /// only.
    pub(super) fn has_other_verb_between(&self, who: &Phrase, verb: usize) -> bool {
        let words = self.words();
        if words.has_cases || who.words.end >= verb {
            return false;
        }
        let between = who.words.end..verb;
        let parts = |place: usize| {
            self.token(place).is_some_and(|token| {
                !token.is_word()
                    || token.speech.is_some()
                    || words.conjunctions.contains(&token.lower)
                    || words.relatives.contains(&token.lower)
            })
        };
        let is_finite = |place: usize| {
            self.token(place).is_some_and(|token| {
                !token.is_capital
                    && words.is_sure_verb(&token.lower)
                    && !words.is_between(&token.lower)
                    && !words.cues.progressive.contains(&token.lower)
                    && words.kind_of(&token.lower).is_none()
            }) && !self.is_inside_phrase(place)
                && self.token(place + 1).is_some_and(|next| {
                    next.is_word()
                        && !words.prepositions.contains(&next.lower)
                        && !words.worth.dates.contains(&next.lower)
                        && !words.stops.contains(&next.lower)
                        && place + 1 < verb
                })
        };
        !between.clone().any(parts) && between.clone().any(is_finite)
    }

    /// Whether a phrase cannot be the subject by its form. In Ukrainian and Russian that is one
    /// word for people in the dative ("Россиянам рассказали") or one in the singular with a plural
    /// verb ("Закон критикуют"). With a verb of [`Clause::is_dissent`] it is a court. In English it is one person with an infinitive, see `is_infinitive`.
    pub(super) fn cannot_be_subject(&self, who: &Mention, verb: usize) -> bool {
        let words = self.words();
        let phrase = &who.phrase;
        if !words.has_cases {
            // "The court heard that", and not "Lee heard that".
            let only_hears = self.is_heard(verb) && !self.is_court(phrase);
            return only_hears || self.is_infinitive(phrase, verb);
        }
        if (self.is_dissent(verb) || self.is_denial(verb)) && who.case != Case::Locative {
            let mut words_of = phrase.words.clone().filter_map(|place| self.token(place));
            return words_of.any(|token| words.courts.holds(&token.lower));
        }
        let is_plain = words.has_cases
            && !phrase.is_pronoun
            && phrase.words.len() == 1
            && who.case == Case::Nominative;
        let Some(noun) = self.token(phrase.words.start).filter(|_| is_plain) else {
            return false;
        };
        let is_of_several = words.several_endings.fit(self.lower(verb));
        // "Решение поддержали": a neuter noun, though it ends like a plural adjective.
        let is_one_thing =
            || phrase.kind == Some(SourceKind::Document) && noun.lower.ends_with("ие");
        let is_one = noun.is_word()
            && is_cyrillic(&noun.lower)
            && !noun.is_acronym(self.phrases.text)
            && phrase.kind.is_none_or(|kind| kind == SourceKind::Document)
            && !words.is_of_people(&noun.lower)
            && (!words.is_plural(&noun.lower) || is_one_thing());
        words.is_dative_of_people(&noun.lower) || is_one && is_of_several
    }

    /// Whether a verb is an infinitive and its seeming subject is one person: "make Crane testify",
    /// "needs to sell herself and tell more jokes". A finite verb in the present tense would end in
    /// "s". False behind an auxiliary: "Crane will testify".
    pub(super) fn is_infinitive(&self, who: &Phrase, verb: usize) -> bool {
        let words = self.words();
        let is_and = |place: usize| words.ands.contains(self.lower(place));
        let is_named = |name: &Range<usize>| {
            name.end == who.words.end
                && self.token(name.start).is_some_and(|first| {
                    name.len() > 1 && words.given.contains(&first.lower)
                        || words.titles.contains(&first.lower)
                })
                && !who.words.clone().any(is_and)
                && !who.words.start.checked_sub(1).is_some_and(is_and)
        };
        let is_one = if who.is_pronoun {
            self.token(who.words.start).is_some_and(|first| {
                words.persons.contains(&first.lower) || words.things.contains(&first.lower)
            })
        } else {
            who.name.as_ref().is_some_and(is_named)
        };
        let word = self.token(verb).map(|token| token.lower.as_str());
        let Some(word) = word.filter(|_| is_one) else {
            return false;
        };
        let last = match word.strip_suffix('y') {
            Some(stem) => format!("{stem}ies"),
            None => format!("{word}es"),
        };
        let of_one = [format!("{word}s"), last];
        let helps = words.stops_finite.contains(self.lower_before(verb))
            || self.led_in_from(verb).is_some();
        !helps
            && !word.ends_with("ed")
            && !words.cues.same_in_past.contains(word)
            && of_one.iter().any(|form| words.cues.verbs.contains(form))
    }
}
