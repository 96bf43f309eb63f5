//! What looks like "X said" and credits nobody: a noun, a part of a name, an order, a verb with an
//! object that nobody says, "to say", "no group claimed".

use std::collections::HashSet;

use super::clause::Clause;
use super::phrases::Phrase;
use super::tokens::{Token, TokenKind};
use crate::case::Part;

/// An object that credits nobody stands no farther behind its verb.
const LONGEST_OBJECT: usize = 8;

impl Clause<'_> {
    /// "No group claimed", "neither the mayor nor the board": whom it names says nothing.
    pub(super) fn is_nobody(&self, phrase: &Phrase) -> bool {
        let before = phrase.words.start.checked_sub(1);
        let is_article = |place: usize| {
            self.token(place)
                .is_some_and(|token| self.words().articles.contains(&token.lower))
        };
        let before = before
            .filter(|place| is_article(*place))
            .map_or(before, |article| article.checked_sub(1));
        let denies = |place: usize| {
            self.token(place)
                .is_some_and(|token| self.words().nobody.contains(&token.lower))
        };
        before.is_some_and(denies) || denies(phrase.words.start)
    }

    /// "The claim", "the auditors' claims", "a series of tweets", "of alleged victims" and "police
    /// reports were forged" have no verb there.
    pub(super) fn is_noun(&self, place: usize) -> bool {
        let words = self.words();
        let Some(before) = place
            .checked_sub(1)
            .filter(|_| !words.has_cases && place > self.range.start)
            .and_then(|before| self.token(before))
        else {
            return false;
        };
        // "a poorly described article"
        if words.is_between(&before.lower)
            && place.checked_sub(2).is_some_and(|article| {
                self.token(article)
                    .is_some_and(|token| words.articles.contains(&token.lower))
            })
        {
            return true;
        }
        let is_of_noun = words.prepositions.contains(&before.lower)
            && (!before.is_capital || place - 1 == self.range.start)
            && before.speech.is_none();
        if words.articles.contains(&before.lower) || self.is_owner(place - 1) || is_of_noun {
            return true;
        }
        let is_noun_too = self
            .token(place)
            .is_some_and(|token| words.cues.nouns.contains(&token.lower));
        // "ahead by 4.3 points"
        if is_noun_too && before.kind == TokenKind::Number {
            return true;
        }
        let acts = self.token(place + 1).is_some_and(|next| {
            !next.is_capital
                && (words.stops_finite.contains(&next.lower) || words.is_sure_verb(&next.lower))
        });
        // "Intelligence reports seen by Reuters suggest"
        let is_seen = || {
            self.is(place + 2, "by")
                && self
                    .token(place + 1)
                    .is_some_and(|seen| self.phrases().is_venue_by(&seen.lower))
        };
        is_noun_too && (acts || is_seen())
    }

    /// Whether a token says whose the next one is: "ISIS's", "auditors'".
    pub(super) fn is_owner(&self, place: usize) -> bool {
        let ends_like_one = |token: &Token| {
            ["'s", "’s", "s'", "s’"]
                .iter()
                .any(|ending| token.lower.ends_with(ending))
        };
        let is_of_several = |token: &Token| {
            (token.is("'") || token.is("’"))
                && place
                    .checked_sub(1)
                    .and_then(|before| self.token(before))
                    .is_some_and(|before| {
                        before.lower.ends_with('s') && before.range.end == token.range.start
                    })
        };
        self.token(place)
            .is_some_and(|token| ends_like_one(token) || is_of_several(token))
    }

    /// "The Union said" is a verb, "Union Said" in a name is not.
    pub(super) fn is_part_of_name(&self, place: usize) -> bool {
        let is_capital = |place: usize| self.token(place).is_some_and(|token| token.is_capital);
        place > self.range.start && is_capital(place) && self.part == Part::Body
    }

    /// "Scientists are warning that", "Lee is telling voters that": a participle of saying behind
    /// "are", before what is said.
    pub(super) fn is_progressive(&self, place: usize) -> bool {
        let cues = &self.words().cues;
        let is_one = |place: usize, list: &HashSet<String>| {
            self.token(place)
                .is_some_and(|token| token.speech.is_none() && list.contains(&token.lower))
        };
        place > self.range.start
            && is_one(place, &cues.participles)
            && is_one(place - 1, &cues.progressive)
            && (self.is(place + 1, ":")
                || (place + 1..place + 4).any(|that| is_one(that, &cues.that))
                    && !self.has_break(place, place + 3))
    }

    /// "reported a loss", "dismissed the charges": with such an object the verb credits nobody.
    pub(super) fn is_idle(&self, verb: usize) -> bool {
        let Some(word) = self.token(verb).map(|token| &token.lower) else {
            return false;
        };
        let mut lists = self.words().cues.idle.iter();
        lists.any(|idle| {
            idle.verbs.contains(word)
                && (verb + 1..verb + 1 + LONGEST_OBJECT)
                    .map_while(|place| self.token(place))
                    .take_while(|token| token.is_word() && token.speech.is_none())
                    .take_while(|token| !self.words().cues.that.contains(&token.lower))
                    .any(|token| idle.objects.contains(&token.lower))
        }) || self.is_led_astray(verb)
    }

    /// "reported to him", "testified before the panel", "put in a call": with such a word right behind,
    /// and nothing that tells what is said.
    fn is_led_astray(&self, verb: usize) -> bool {
        let words = self.words();
        let Some((word, next)) = self.token(verb).zip(self.token(verb + 1)) else {
            return false;
        };
        let mut lists = words.cues.idle_before.iter();
        let is_one = lists
            .any(|idle| idle.verbs.contains(&word.lower) && idle.objects.contains(&next.lower));
        is_one
            && !self.range.clone().any(|place| {
                self.token(place).is_some_and(|token| {
                    token.speech.is_some() || place > verb && words.cues.that.contains(&token.lower)
                })
            })
    }

    /// "коробка с письмами, как назвали её авторы": what somebody calls a thing is not what the
    /// sentence says of it.
    pub(super) fn only_says_how_it_is_called(&self, verb: usize) -> bool {
        let cues = &self.words().cues;
        let is_in = |place: Option<usize>, list: &HashSet<String>| {
            place
                .and_then(|place| self.token(place))
                .is_some_and(|token| list.contains(&token.lower))
        };
        self.words().has_cases
            && is_in(Some(verb), &cues.naming)
            && is_in(verb.checked_sub(1), &cues.as_)
    }

    /// "Those facts suggest", "a deal announced on Monday": a thing that no list knows for a source.
    pub(super) fn is_thing(&self, who: &Phrase, verb: usize) -> bool {
        let words = self.words();
        let is_common = !words.has_cases
            && !who.is_pronoun
            && who.name.is_none()
            && who.kind.is_none()
            && who.words.end <= verb;
        let Some(word) = self.token(verb).filter(|_| is_common) else {
            return false;
        };
        let article = who.words.start.checked_sub(1);
        let is_done = who.words.end == verb
            && word.lower.ends_with("ed")
            && article.is_some_and(|a| self.is(a, "a") || self.is(a, "an"))
            && self
                .token(verb + 1)
                .is_some_and(|next| words.prepositions.contains(&next.lower));
        (is_done || words.cues.evincing.contains(&word.lower))
            && !who.words.clone().any(|place| {
                self.token(place)
                    .is_some_and(|token| words.is_of_people(&token.lower))
            })
    }

    /// "By what the video showed": nothing is said there.
    pub(super) fn only_shows(&self, who: &Phrase, verb: usize) -> bool {
        let words = self.words();
        let shows = self
            .token(verb)
            .is_some_and(|verb| words.cues.evincing.contains(&verb.lower));
        let mut before = (self.range.start..who.words.start)
            .rev()
            .filter_map(|place| self.token(place));
        shows
            && before
                .find(|token| !words.articles.contains(&token.lower))
                .is_some_and(|token| token.lower == "what")
    }

    /// "It is worse than Lee says", "if experts found it": the narrator compares, or nobody has said it
    /// yet.
    pub(super) fn is_only_supposed(&self, who: &Phrase) -> bool {
        let words = self.words();
        let skips = |place: &usize| {
            self.token(*place).is_some_and(|token| {
                words.articles.contains(&token.lower)
                    || token.lower == "what"
                    || !token.is_word() && token.kind != TokenKind::CloseQuote && !token.is(",")
            })
        };
        let before = (self.range.start..who.words.start)
            .rev()
            .find(|place| !skips(place));
        !words.has_cases
            && before
                .and_then(|before| self.token(before))
                .is_some_and(|token| words.cues.supposing.contains(&token.lower))
    }

    /// "told jurors not to look": asked and not said.
    pub(super) fn is_order(&self, verb: usize) -> bool {
        let is_addressing = self
            .token(verb)
            .is_some_and(|token| self.words().cues.addressed.contains(&token.lower));
        is_addressing
            && (verb + 1..verb + 7)
                .take_while(|place| !self.has_break(verb, *place))
                .take_while(|place| {
                    // "told the panel he tried to": what is told begins there.
                    !self.token(*place).is_some_and(|token| {
                        self.words().cues.that.contains(&token.lower)
                            || self.words().pronouns.contains(&token.lower)
                                && !self.words().things.contains(&token.lower)
                    })
                })
                .any(|place| {
                    self.is(place, "to")
                        && !self.token(place + 1).is_some_and(|next| {
                            next.is_capital || self.words().articles.contains(&next.lower)
                        })
                })
    }

    /// Whether the verb asserts nothing here: "to say", "would not say", "who said".
    pub(super) fn is_blocked(&self, place: usize) -> bool {
        let before = (self.range.start..place)
            .rev()
            .filter_map(|before| self.token(before));
        let mut before = before.skip_while(|token| self.words().is_between(&token.lower));
        let asserts = self
            .token(place)
            .is_some_and(|verb| self.words().cues.not_denied.contains(&verb.lower))
            || self.is_dissent(place);
        before
            .next()
            .is_some_and(|token| self.words().cues.blocked_by.contains(&token.lower))
            && !asserts
    }
}
