//! The signs that a verb introduces or follows a statement: "that", a colon, a quotation, or a
//! statement right before the verb. A weak verb often means something else than saying. It counts
//! only with such a sign or another hint in the sentence.

use super::super::cue_words::Idle;
use super::clause::Clause;
use super::no_credit::LONGEST_OBJECT;
use super::phrases::Mention;
use super::tokens::Token;

/// How many tokens before and behind a verb what it denies is looked for.
const DENIED: usize = 4;

impl Clause<'_> {
    /// Whether the word right behind a verb is an object that makes even a weak verb count:
    /// "claimed responsibility". With `is_inner`, in a clause that somebody reports, an article may
    /// stand between: "claimed the attack".
    pub(super) fn claims(&self, verb: usize, is_inner: bool) -> bool {
        let words = self.words();
        let last = verb + if is_inner { 3 } else { 2 };
        (verb + 1..last)
            .filter_map(|place| self.token(place))
            .find(|token| !words.articles.contains(&token.lower))
            .is_some_and(|token| words.cues.objects.contains(&token.lower))
    }

    /// Whether a weak verb counts with a word behind it: "backed calls for a bypass", "оценили в 3
    /// млн"; or with an infinitive, which is what somebody wants: "рекомендовал закрыть школу".
    pub(super) fn tells_with_object(&self, verb: usize) -> bool {
        let cues = &self.words().cues;
        let urges = cues.urging.contains(self.lower(verb));
        // "требует, чтобы"
        let wants = || self.is(verb + 1, ",") && cues.wishing.contains(self.lower(verb + 2));
        urges
            && (wants()
                || self
                    .words_behind(verb)
                    .any(|token| cues.infinitives.fit(&token.lower)))
            || self.has_object(verb, &cues.telling)
    }

    /// The words right behind a verb, up to a mark or a quotation. At most `LONGEST_OBJECT`.
    fn words_behind(&self, verb: usize) -> impl Iterator<Item = &Token> {
        (verb + 1..verb + 1 + LONGEST_OBJECT)
            .map_while(|place| self.token(place))
            .take_while(|token| token.is_word() && token.speech.is_none())
    }

    /// Whether a verb and a word behind it stand in one of these lists.
    fn has_object(&self, verb: usize, lists: &[Idle]) -> bool {
        let mut lists = lists
            .iter()
            .filter(|list| list.verbs.contains(self.lower(verb)));
        lists.any(|list| {
            self.words_behind(verb)
                .any(|token| list.objects.contains(&token.lower))
        })
    }

    /// Whether a verb says something together with a word behind it, and nothing without: "дал
    /// понять", "поставил под сомнение".
    pub(super) fn is_light(&self, verb: usize) -> bool {
        let lists = &self.words().cues.light;
        let mut fitting = lists
            .iter()
            .filter(|list| list.verbs.contains(self.lower(verb)));
        let before = (self.range.start..verb).rev().take(DENIED);
        self.has_object(verb, lists)
            || self.words().has_cases
                && fitting.any(|list| {
                    before.clone().any(|place| {
                        list.objects.contains(self.lower(place))
                            && !self.words().prepositions.contains(self.lower(place))
                    })
                })
    }

    /// Whether the denial of a verb says something, by a word near it: "вину не признал", "не
    /// признал себя виновным".
    pub(super) fn is_denial(&self, verb: usize) -> bool {
        let mut lists = self.words().cues.denying.iter();
        let is_denied = self.is(verb.saturating_sub(1), "не");
        let near = verb.saturating_sub(DENIED)..verb + 1 + DENIED;
        is_denied
            && lists.any(|list| {
                list.verbs.contains(self.lower(verb))
                    && near
                        .clone()
                        .any(|place| list.objects.contains(self.lower(place)))
            })
    }

    /// Whether a verb is followed by the source of what is said: "написало со ссылкой на".
    pub(super) fn cites(&self, verb: usize) -> bool {
        let mut lists = self.words().cues.citing.iter().flat_map(|list| &list.words);
        let start = verb + 1 + usize::from(self.is(verb + 1, ","));
        lists.any(|words| {
            self.phrase(words, start)
                .is_some_and(|at| at.start == start)
        })
    }

    /// Whether a verb of naming gives a judgement on a thing, which is a statement: "called the
    /// shooting a provocation", "called the bill the worst in years".
    pub(super) fn names_it(&self, verb: usize) -> bool {
        let names = self.words().cues.naming.contains(self.lower(verb));
        let is_superlative = |place: usize| {
            self.token(place).is_some_and(|token| {
                self.words().worth.superlatives.contains(&token.lower)
                    || (token.lower.len() > 5 && token.lower.ends_with("est"))
            })
        };
        // "called the charges unfounded": an adjective that ends the clause.
        let judges = |place: usize| {
            let ends = self.token(place + 1).is_none_or(|next| {
                !next.is_word()
                    || self.words().links.contains(&next.lower)
                    || self.words().prepositions.contains(&next.lower)
            });
            ends && self.token(place).is_some_and(|token| {
                token.is_word()
                    && token.speech.is_none()
                    && token.lower.len() > 5
                    && self.words().judging_endings.fit(&token.lower)
            })
        };
        let is_known = self.words().definite.contains(self.lower(verb + 1));
        names
            && is_known
            && (verb + 3..verb + 7)
                .take_while(|place| !self.has_break(verb, *place))
                .any(judges)
            || names
                && (verb + 2..verb + 16)
                    .take_while(|place| !self.words().ands.contains(self.lower(*place)))
                    .any(|place| {
                        matches!(self.lower(place), "a" | "an")
                            || (self.is(place, "the") && is_superlative(place + 1))
                    })
    }

    /// Whether the statement stands right before the verb and its subject: "The plan is dead, Lee
    /// said", "“No,” said Lee".
    pub(super) fn follows_words(&self, verb: usize, who: &Mention) -> bool {
        let first = verb.min(who.phrase.words.start);
        let last = (verb + 1).max(who.phrase.words.end);
        let cues = &self.words().cues;
        let is_skipped = |token: &Token| {
            self.words().articles.contains(&token.lower)
                || self.words().is_between(&token.lower)
                || cues.as_.contains(&token.lower)
        };
        let before = (self.range.start..first)
            .rev()
            .filter_map(|place| self.token(place))
            .find(|token| !is_skipped(token));
        let Some(before) = before else {
            // "As the court found, …" counts, "As the town continued to grow, …" does not.
            let first = self.token(self.range.start);
            return first.is_some_and(|token| cues.as_.contains(&token.lower))
                && self.token(last).is_none_or(|next| {
                    let goes_on = next.lower == "to";
                    !next.is_word()
                        || self.words().rounding.contains(&next.lower)
                        || self.words().prepositions.contains(&next.lower) && !goes_on
                });
        };
        // "…, Norway recalled its envoy": an object follows, so what stands before is no statement.
        let goes_on = !self.words().has_cases
            && verb > who.phrase.words.start
            && self.token(last).is_some_and(|token| {
                token.is_word() && !self.words().prepositions.contains(&token.lower)
            });
        before.speech.is_some()
            || before.is(":")
            || (!goes_on && (before.is(",") || before.is_dash()))
    }

    /// Whether "that", a colon or a quotation within the next twelve tokens opens the statement.
    pub(super) fn introduces(&self, verb: usize) -> bool {
        let that = |place: usize| self.words().cues.that.contains(self.lower(place));
        // The colon in "27:27" is part of a score.
        let next = verb + 1;
        (next..next + 12)
            .take_while(|place| *place < self.range.end)
            .any(|place| {
                that(place)
                    || self.is(place, ":")
                        && !(self.is_number(place - 1) && self.is_number(place + 1))
                    || self
                        .token(place)
                        .is_some_and(|token| token.speech.is_some())
            })
    }

    /// Whether a clause without "that" follows: "claims the vote was rigged". English only.
    pub(super) fn holds_clause(&self, verb: usize) -> bool {
        let words = self.words();
        let ends = |token: &Token| {
            [&words.relatives, &words.conjunctions, &words.prepositions]
                .iter()
                .any(|list| list.contains(&token.lower))
        };
        let follow = (verb + 1..self.range.end.min(verb + 8))
            .take_while(|place| !self.has_break(verb, *place))
            .map_while(|place| self.token(place))
            .take_while(|token| !ends(token));
        // The first word is skipped: in "claims is" the word "claims" is a noun, and a clause has
        // its subject before its verb.
        !words.has_cases
            && follow
                .skip(1)
                .any(|token| words.stops_finite.contains(&token.lower))
    }
}
