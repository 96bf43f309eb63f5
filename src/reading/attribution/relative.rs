//! Clauses that credit nobody because they only identify somebody or give a time: "the man who shot
//! the mayor said" (the mayor does not speak), "a man thought to be the robber", "when the board
//! announced it, he left".

use std::ops::Range;

use super::clause::{Clause, Verb};
use super::phrases::Phrase;
use super::tokens::TokenKind;

impl Clause<'_> {
    /// Whom a relative clause with "who" describes, if it starts at token `start` and ends right
    /// before the verb, without a comma: "The man who shot the mayor said" takes the man, not the
    /// mayor. English only.
    pub(super) fn before_relative_clause(
        &self,
        mut start: usize,
        verb: usize,
        among: &Range<usize>,
    ) -> Option<Phrase> {
        let words = self.words();
        // "who asked not to be named because she feared for her job said": the reason belongs to
        // the description.
        if self.gives_reason(start.checked_sub(1)?) {
            start = self.clause_start(start - 1);
            while words.links.contains(self.lower_before(start)) {
                start = self.clause_start(start - 1);
            }
        }
        let relative = start.checked_sub(1).filter(|place| *place > among.start)?;
        let is_who = self.token(relative).is_some_and(|token| {
            words.relatives.contains(&token.lower) && !words.cues.that.contains(&token.lower)
        });
        // In "who sued the company" the word before an article or a capital is a verb, even if no
        // list knows it.
        let is_object = |place: usize| {
            self.token(place)
                .is_some_and(|next| next.is_capital || words.articles.contains(&next.lower))
        };
        let acts = |place: usize| {
            self.token(place).is_some_and(|token| {
                token.speech.is_none()
                    && token.is_word()
                    && !token.is_capital
                    && !words.articles.contains(&token.lower)
                    && (words.is_verb(&token.lower) || is_object(place + 1))
            })
        };
        let first = (start..verb).find(|place| !words.is_between(self.lower(*place)))?;
        if words.has_cases || !is_who || !acts(first) {
            return None;
        }
        let before = self.all.iter().rev().find(|phrase| {
            phrase.words.end <= relative
                && phrase.words.start >= among.start
                && phrase.preposition.is_none_or(|of| self.counts(of))
        });
        // "a person familiar with the matter who": only what belongs to them stands between.
        let is_between = |place: usize| {
            self.token(place).is_some_and(|token| {
                token.is_word()
                    && !words.conjunctions.contains(&token.lower)
                    && !words.is_sure_verb(&token.lower)
            })
        };
        before
            .filter(|phrase| (phrase.words.end..relative).all(is_between))
            .filter(|phrase| self.could_be_credited(phrase))
            .cloned()
    }

    /// Whether a clause that gives a reason begins at the token: "because", "поскольку".
    pub(super) fn gives_reason(&self, place: usize) -> bool {
        self.words().reasons.iter().any(|reason| {
            self.phrase(reason, place)
                .is_some_and(|at| at.start == place)
        })
    }

    /// Whether the words from `open` to `end` describe somebody: they begin like a participle
    /// clause, or hold a relative pronoun.
    pub(super) fn is_description(&self, open: usize, end: usize) -> bool {
        let words = self.words();
        let is_relative = |place: usize| {
            let word = self.lower(place);
            words.relatives.contains(word) && !words.cues.that.contains(word)
        };
        (open..end).any(is_relative) || words.has_cases && words.participles.fit(self.lower(open))
    }

    /// Whether the verb at `place` only says why somebody is described as they are: "feared" in "A
    /// doctor, who asked not to be named because they feared dismissal, said".
    pub(super) fn gives_reason_in_description(&self, place: usize) -> bool {
        let words = self.words();
        let ends = |place: &usize| {
            self.is(*place, ",")
                || self
                    .token(*place)
                    .is_some_and(|token| token.speech.is_some())
        };
        let clause = (self.range.start..place)
            .rev()
            .take_while(|place| !ends(place));
        let Some(reason) = clause.into_iter().find(|place| self.gives_reason(*place)) else {
            return false;
        };
        // "because he was away said": the reason has a verb of its own.
        let is_finite = |place: usize| {
            let word = self.lower(place);
            words.stops_finite.contains(word) || words.is_sure_verb(word)
        };
        if (reason..place).any(is_finite) {
            return false;
        }
        let end = reason - usize::from(reason > self.range.start && self.is(reason - 1, ","));
        let open = (self.range.start..end)
            .rev()
            .find(ends)
            .map_or(self.range.start, |place| place + 1);
        self.is_description(open, end)
    }

    /// Whether the preposition at `place` may stand before the subject of the verb: "after a
    /// spokesman told reporters that", "eight of ten voters say". English only.
    pub(super) fn may_open_clause(&self, place: usize, verb: usize) -> bool {
        let words = self.words();
        let is_time = words.conjunctions.contains(self.lower(place));
        !words.has_cases && (is_time && self.tells_that(verb) || self.counts(place))
    }

    /// Whether the token is "of" behind a number or a counting word: "one of the doctors".
    pub(super) fn counts(&self, of: usize) -> bool {
        let before = self.token_before(of);
        let words = self.words();
        self.is(of, "of")
            && before.is_some_and(|before| {
                before.kind == TokenKind::Number
                    || words.counting.contains(&before.lower)
                    || words.worth.numbers.contains(&before.lower)
            })
    }

    /// Whether a phrase is the object of a participle behind somebody: "an investigation" in "The
    /// prosecutor leading an investigation said".
    pub(super) fn is_behind_participle(&self, phrase: &Phrase) -> bool {
        let article = phrase.words.start.checked_sub(1);
        let place = article.filter(|_| phrase.has_article && !self.words().has_cases);
        let Some(place) = place.and_then(|article| article.checked_sub(1)) else {
            return false;
        };
        let is_participle = self.token(place).is_some_and(|token| {
            self.words().is_participle(&token.lower)
                && !token.is_capital
                && self.words().kind_of(&token.lower).is_none()
        });
        is_participle
            && self
                .all
                .iter()
                .any(|before| before.words.end == place && before.preposition.is_none())
    }

    /// Whether a verb with its subject is a relative clause without a comma, which only identifies
    /// somebody: "police believe" in "The man who police believe is the robber was held".
    pub(super) fn only_tells_which(&self, verb: &Verb) -> bool {
        let words = self.words();
        let start = verb.who.phrase.words.start;
        let before = (self.range.start..start)
            .rev()
            .find(|place| !words.articles.contains(self.lower(*place)));
        !words.has_cases
            && verb.place > start
            && before.is_some_and(|place| {
                words.relatives.contains(self.lower(place))
                    && !place
                        .checked_sub(1)
                        .is_some_and(|comma| self.is(comma, ","))
            })
    }

    /// Whether the verb belongs to a relative clause that only describes somebody: "a Republican
    /// who warned of debt", "people who had reported it".
    pub(super) fn only_adds(&self, who: &Phrase, verb: usize) -> bool {
        let words = self.words();
        let is_relative = |place: &usize| words.relatives.contains(self.lower(*place));
        let is_adverb = |place: &usize| words.is_between(self.lower(*place));
        let before = (self.range.start..verb).rev();
        let relative = before.skip_while(is_adverb).take(1).find(is_relative);
        let is_of_any = !words.has_cases
            && who.name.is_none()
            && who.kind.is_none()
            && !who.is_pronoun
            && !who.is_definite
            && relative
                .and_then(|relative| relative.checked_sub(1))
                .is_some_and(|before| !self.is(before, ","));
        let adds = verb
            .checked_sub(1)
            .filter(is_relative)
            .and_then(|_| self.token(verb + 1))
            .is_some_and(|next| words.prepositions.contains(&next.lower));
        // "the number of people who have reported using it": the people, not the number, report.
        let is_of_rest = !words.has_cases
            && relative.is_some()
            && who.name.is_none()
            && who.words.clone().any(|place| {
                self.is(place, "of") && who.words.start < place && place < who.words.end
            });
        is_of_any || adds || is_of_rest
    }

    /// Whether a "that" within four words behind the verb opens a statement, and the verb is not in
    /// an opening clause of time: "The talks come after a spokesman told reporters that the jets
    /// had met". Then the verb credits somebody although it stands behind "after".
    pub(super) fn tells_that(&self, verb: usize) -> bool {
        let cues = &self.words().cues;
        let opens = self.range.start + 1 < verb && !self.opens_with_time();
        let end = (verb + 5).min(self.range.end);
        opens
            && (verb + 1..end).any(|place| {
                self.token(place)
                    .is_some_and(|token| cues.that.contains(&token.lower) && token.speech.is_none())
            })
    }

    /// Whether the sentence opens with a word for a time: "After Lee said that …, the board met".
    pub(super) fn opens_with_time(&self) -> bool {
        let mut times = self.words().times.iter();
        times.any(|phrase| {
            self.phrase(phrase, self.range.start)
                .is_some_and(|at| at.start == self.range.start)
        })
    }

    /// Whether a word for a time stands right before a phrase: "when the board announced it, he
    /// left". What the board says only gives the time.
    pub(super) fn says_when(&self, who: &Phrase) -> bool {
        let is_article = |place: usize| self.words().articles.contains(self.lower(place));
        let mut start = who.words.start;
        while start > self.range.start && is_article(start - 1) {
            start -= 1;
        }
        self.words().times.iter().any(|phrase| {
            let mut place = start;
            phrase.rsplit(' ').all(|part| {
                place = place.wrapping_sub(1);
                place >= self.range.start && self.is(place, part)
            })
        })
    }

    /// Whether a verb between a comma and its subject only gives a name: "a group, called the
    /// Relief Fund,". English only.
    pub(super) fn only_names(&self, who: &Phrase, verb: usize) -> bool {
        !self.words().has_cases
            && who.words.start > verb
            && verb.checked_sub(1).is_some_and(|comma| self.is(comma, ","))
    }

    /// Whether a participle only says what others think of somebody: "a man thought to be the
    /// robber", "people accused of theft".
    pub(super) fn is_supposed(&self, verb: usize) -> bool {
        let words = self.words();
        let is_one = words.cues.supposed.contains(self.lower(verb));
        let to_be =
            self.is(verb + 1, "to") && (self.is(verb + 2, "be") || self.is(verb + 2, "have"));
        // "Lee said of it" is a finite verb, so verbs that invert ("said Lee") do not count before
        // "of".
        let of = self.is(verb + 1, "of") && !words.cues.inverting.contains(self.lower(verb));
        is_one && (to_be || of)
    }
}
