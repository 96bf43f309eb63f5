//! Verbs of several words: "spoke of", "made clear that", "went on to say", "are appealing for".

use super::clause::Clause;
use super::phrases::{Mention, Phrase};
use super::tokens::Token;

/// How many words behind a verb of urging are searched for what somebody is to do.
const LONGEST_URGED: usize = 12;

impl Clause<'_> {
    /// Whether a verb says something together with the words right behind it: "spoke of a threat",
    /// "hit back", "called for an inquiry".
    pub(super) fn is_phrasal(&self, verb: usize) -> bool {
        let words = self.words();
        let Some(word) = self.token(verb).filter(|verb| verb.speech.is_none()) else {
            return false;
        };
        let follows = |phrase: &String| {
            let end = verb + 1 + phrase.split(' ').count();
            let fits = |(at, part): (usize, &str)| self.is(verb + 1 + at, part);
            // "called on Monday"
            phrase.split(' ').enumerate().all(fits) && !words.worth.dates.contains(self.lower(end))
        };
        let mut lists = words.cues.phrasal.iter();
        lists.any(|list| list.verbs.contains(&word.lower) && list.objects.iter().any(follows))
    }

    /// Whether a verb asks somebody to do something: "advised residents to leave". English only.
    pub(super) fn urges(&self, verb: usize) -> bool {
        let words = self.words();
        let is_infinitive = |place: usize| {
            self.is(place, "to")
                && self.token(place + 1).is_some_and(|next| {
                    next.is_word()
                        && !next.is_capital
                        && !words.articles.contains(&next.lower)
                        && !words.is_plural(&next.lower)
                })
        };
        let end = (verb + LONGEST_URGED).min(self.range.end);
        !words.has_cases
            && words.cues.urging.contains(self.lower(verb))
            && (verb + 2..end)
                .take_while(|place| !self.has_break(verb, *place + 1))
                .any(is_infinitive)
    }

    /// Whether a question that somebody answers or asks follows the verb: "recalled how it sank",
    /// "questioned whether it helps". English only.
    pub(super) fn tells_how(&self, verb: usize) -> bool {
        let cues = &self.words().cues;
        cues.indirect.contains(self.lower(verb + 1)) && !cues.evincing.contains(self.lower(verb))
    }

    /// Whether a verb says what something amounts to: "put the toll at 12", "put it at nearly 12".
    pub(super) fn puts_at(&self, verb: usize) -> bool {
        let counts = |place: usize| {
            self.is_number(place)
                || self.words().worth.numbers.contains(self.lower(place))
                || self.lower(place).starts_with(['£', '$', '€'])
        };
        let is_known = |place: usize| self.is(place, "at") && (place + 1..place + 5).any(counts);
        let end = (verb + LONGEST_URGED).min(self.range.end);
        self.words().cues.valuing.contains(self.lower(verb))
            && (verb + 1..end)
                .take_while(|place| !self.has_break(verb, *place + 1))
                .any(is_known)
    }

    /// Where the words start that lead in to a verb: "went on to" in "went on to say". None if none
    /// stand before it.
    pub(super) fn led_in_from(&self, verb: usize) -> Option<usize> {
        let cues = &self.words().cues;
        // "was quoted by the daily as saying"
        let is_quoted = |place: &usize| {
            cues.quoting.contains(self.lower(*place))
                && cues.progressive.contains(self.lower_before(*place))
        };
        if !self.words().has_cases && self.is(verb.checked_sub(1)?, "as") {
            let mut before = (self.range.start + 1..verb - 1).rev().take(LONGEST_URGED);
            if let Some(quoted) = before.find(is_quoted) {
                return Some(quoted - 1);
            }
        }
        cues.leading_in.iter().find_map(|phrase| {
            let start = verb.checked_sub(phrase.split(' ').count())?;
            let fits = |(at, part): (usize, &str)| self.is(start + at, part);
            (start > self.range.start && phrase.split(' ').enumerate().all(fits)).then_some(start)
        })
    }

    /// Whether a word says something behind words that lead in to it: "say" in "went on to say",
    /// "saying" in "was quoted as saying".
    pub(super) fn is_led_in(&self, verb: usize) -> bool {
        let cues = &self.words().cues;
        let word = self.lower(verb);
        let is_base = || {
            let forms = [format!("{word}s"), format!("{word}es")];
            cues.verbs.contains(word) || forms.iter().any(|form| cues.verbs.contains(form))
        };
        (cues.participles.contains(word) || is_base()) && self.led_in_from(verb).is_some()
    }

    /// Whether a word is one of "so far": "has so far denied it". English only.
    pub(super) fn is_so_far(&self, place: usize) -> bool {
        let is_one = |so: usize| self.is(so, "so") && self.is(so + 1, "far");
        is_one(place) || place.checked_sub(1).is_some_and(is_one)
    }

    /// Whether a verb says what a court heard, which credits the court: "the court heard", "jurors
    /// were told". English only.
    pub(super) fn is_heard(&self, verb: usize) -> bool {
        let words = self.words();
        let is_told =
            self.is(verb, "told") && words.cues.progressive.contains(self.lower_before(verb));
        is_told || words.cues.hearing.contains(self.lower(verb))
    }

    /// Whether what a court heard follows or stands before: "heard that", "…, the court was told".
    pub(super) fn hears_that(&self, verb: usize, who: &Mention) -> bool {
        self.words().cues.that.contains(self.lower(verb + 1))
            || self.is(verb + 1, "how")
            || self.holds_clause(verb)
            || self.follows_words(verb, who)
    }

    /// Whether a phrase is a court, an inquest or those who sit in one.
    pub(super) fn is_court(&self, phrase: &Phrase) -> bool {
        let mut words = phrase.words.clone().filter_map(|place| self.token(place));
        words.any(|token: &Token| self.words().courts.holds(&token.lower))
    }
}
