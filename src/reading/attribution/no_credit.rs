//! Recognizes what looks like "X said" and credits nobody: a noun ("the claim"), a part of a name,
//! an order, a verb with a certain object ("reported a loss"), "to say", "no group claimed".

use std::collections::HashSet;

use super::clause::Clause;
use super::phrases::Phrase;
use super::tokens::{Token, TokenKind};
use crate::case::Part;

/// The most tokens behind a verb in which its object is looked for.
pub(super) const LONGEST_OBJECT: usize = 8;

impl Clause<'_> {
    /// Whether a phrase says that nobody speaks: "no group claimed", "neither the mayor nor the
    /// board".
    pub(super) fn is_nobody(&self, phrase: &Phrase) -> bool {
        let before = phrase.words.start.checked_sub(1);
        let is_article = |place: usize| self.words().articles.contains(self.lower(place));
        let before = before
            .filter(|place| is_article(*place))
            .map_or(before, |article| article.checked_sub(1));
        let denies = |place: usize| self.words().nobody.contains(self.lower(place));
        before.is_some_and(denies) || denies(phrase.words.start)
    }

    /// Whether an English word that is spelled like a verb is a noun or a participle: "the claim",
    /// "the auditors' claims", "a series of tweets", "of alleged victims", "police reports were
    /// forged".
    pub(super) fn is_noun(&self, place: usize) -> bool {
        let words = self.words();
        let Some(before) = place
            .checked_sub(1)
            .filter(|_| !words.has_cases && place > self.range.start && !self.is_led_in(place))
            .and_then(|before| self.token(before))
        else {
            return false;
        };
        // "a poorly described article"
        if words.is_between(&before.lower)
            && place
                .checked_sub(2)
                .is_some_and(|article| words.articles.contains(self.lower(article)))
        {
            return true;
        }
        let is_of_noun = words.prepositions.contains(&before.lower)
            && (!before.is_capital || place - 1 == self.range.start)
            && before.speech.is_none();
        if words.articles.contains(&before.lower) || self.is_owner(place - 1) || is_of_noun {
            return true;
        }
        let is_noun_too = words.cues.nouns.contains(self.lower(place));
        // "ahead by 4.3 points"
        if is_noun_too && before.kind == TokenKind::Number {
            return true;
        }
        let acts = self.token(place + 1).is_some_and(|next| {
            !next.is_capital
                && (words.stops_finite.contains(&next.lower) || words.is_sure_verb(&next.lower))
        });
        // "Intelligence reports seen by Reuters suggest"
        let is_seen =
            || self.is(place + 2, "by") && self.phrases().is_venue_by(self.lower(place + 1));
        is_noun_too && (acts || is_seen())
    }

    /// Whether a token is a possessive: "ISIS's", "auditors’".
    pub(super) fn is_owner(&self, place: usize) -> bool {
        let ends_like_one = |token: &Token| {
            ["'s", "’s", "s'", "s’"]
                .iter()
                .any(|ending| token.lower.ends_with(ending))
        };
        let is_of_several = |token: &Token| {
            (token.is("'") || token.is("’"))
                && self.token_before(place).is_some_and(|before| {
                    before.lower.ends_with('s') && before.range.end == token.range.start
                })
        };
        self.token(place)
            .is_some_and(|token| ends_like_one(token) || is_of_several(token))
    }

    /// Whether a capitalized verb inside a sentence is part of a name: "Union Said". False in
    /// headlines, where verbs may have a capital.
    pub(super) fn is_part_of_name(&self, place: usize) -> bool {
        let is_capital = |place: usize| self.token(place).is_some_and(|token| token.is_capital);
        place > self.range.start && is_capital(place) && self.part == Part::Body
    }

    /// Whether a participle behind a form of "be" introduces what is said: "Scientists are warning
    /// that", "Lee is telling voters that".
    pub(super) fn is_progressive(&self, place: usize) -> bool {
        let cues = &self.words().cues;
        let is_one = |place: usize, list: &HashSet<String>| {
            self.token(place)
                .is_some_and(|token| token.speech.is_none() && list.contains(&token.lower))
        };
        let mut before = (self.range.start..place).rev();
        let helps = before.find(|before| !self.words().is_between(self.lower(*before)));
        let says_alone = is_one(place, &cues.going_on)
            || self.words().is_participle(self.lower(place)) && self.is_phrasal(place);
        helps.is_some_and(|helps| is_one(helps, &cues.progressive))
            && (says_alone || is_one(place, &cues.participles))
            && (says_alone
                || self.is(place + 1, ":")
                || (place + 1..place + 4).any(|that| is_one(that, &cues.that))
                    && !self.has_break(place, place + 3))
    }

    /// Whether a verb credits nobody because of its object ("reported a loss", "dismissed the
    /// charges") or the word right behind it.
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
        }) || self.has_blocking_next_word(verb)
    }

    /// Whether the word right behind a verb shows that nothing is said ("reported to him",
    /// "testified before the panel", "put in a call"), and the sentence has no quotation and no
    /// "that" behind the verb.
    fn has_blocking_next_word(&self, verb: usize) -> bool {
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

    /// Whether the verb only says what somebody calls a thing: "коробка с письмами, как назвали её
    /// авторы". The rest of the sentence is not theirs.
    pub(super) fn only_says_how_it_is_called(&self, verb: usize) -> bool {
        let cues = &self.words().cues;
        self.words().has_cases
            && cues.naming.contains(self.lower(verb))
            && cues.as_.contains(self.lower_before(verb))
    }

    /// Whether the subject of an English verb is a thing of no known kind, which is no source:
    /// "those facts suggest", "a deal announced on Monday".
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
        let is_done = who.words.end == verb
            && word.lower.ends_with("ed")
            && self.is_behind_a(who.words.start)
            && words.prepositions.contains(self.lower(verb + 1));
        (is_done || words.cues.evincing.contains(&word.lower))
            && !who
                .words
                .clone()
                .any(|place| words.is_of_people(self.lower(place)))
    }

    /// Whether "what" precedes the subject of a verb of evidence, so that nothing is said: "by what
    /// the video showed".
    pub(super) fn only_shows(&self, who: &Phrase, verb: usize) -> bool {
        let words = self.words();
        let shows = words.cues.evincing.contains(self.lower(verb));
        let mut before = (self.range.start..who.words.start)
            .rev()
            .filter_map(|place| self.token(place));
        shows
            && before
                .find(|token| !words.articles.contains(&token.lower))
                .is_some_and(|token| token.lower == "what")
    }

    /// Whether an English clause is what the narrator compares or supposes, so that nobody has said
    /// it: "it is worse than Lee says", "if experts found it".
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

    /// Whether a verb gives an order and reports no statement: "told jurors not to look".
    pub(super) fn is_order(&self, verb: usize) -> bool {
        let is_addressing = self.words().cues.addressed.contains(self.lower(verb));
        is_addressing
            && (verb + 1..verb + 7)
                .take_while(|place| !self.has_break(verb, *place))
                .take_while(|place| {
                    // "told the panel he tried to": a statement begins at "he", and the "to" is
                    // part of it.
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

    /// Whether a word before the verb keeps it from asserting anything: "to say", "would not say",
    /// "which said". False for verbs whose denial is a statement: "did not deny".
    pub(super) fn is_blocked(&self, place: usize) -> bool {
        // "Lee went on to say"
        let start = self.led_in_from(place).unwrap_or(place);
        let before = (self.range.start..start)
            .rev()
            .filter_map(|before| self.token(before));
        let mut before = before.skip_while(|token| self.words().is_between(&token.lower));
        // "требует, чтобы в РФ дали оценку": what somebody wants is not said yet.
        let cues = &self.words().cues;
        let is_wanted = cues
            .wishing
            .contains(self.lower_before(self.clause_start(place)));
        if is_wanted {
            return true;
        }
        let asserts = self.words().cues.not_denied.contains(self.lower(place))
            || self.is_dissent(place)
            || self.is_heard(place)
            || self.is_denial(place);
        before
            .next()
            .is_some_and(|token| self.words().cues.blocked_by.contains(&token.lower))
            && !asserts
    }
}
