//! Credits by a noun for somebody's opinion or words, with its owner: "Lee's view is that", "in the
//! mayor's words", "it is the court's position that". English only.

use super::clause::{Clause, Found};
use super::phrases::{Mention, Phrase};

/// The most words between the owner and the noun, and between the verb and what is said.
const LONGEST_GAP: usize = 3;

impl Clause<'_> {
    /// The owner of an opinion that the sentence gives: "the mayor" in "The mayor's view is that".
    pub(super) fn by_opinion(&self) -> Option<Found> {
        let mut places = self.range.clone();
        places.find_map(|place| {
            let noun = self.opinion_behind(place)?;
            let holds = self.gives_opinion(noun)
                || self.is_it_that(place, noun)
                || self.is_in_words_of(place, noun);
            let phrase = self.owner_at(place).filter(|_| holds)?;
            Some(Found {
                cue: self.phrases().shown(&(noun..noun + 1)).to_owned(),
                chain: vec![Mention::nominative(phrase)],
                ..Found::default()
            })
        })
    }

    /// The noun for an opinion that belongs to the owner at `place`.
    fn opinion_behind(&self, place: usize) -> Option<usize> {
        let words = self.words();
        let owns = |place: usize| {
            self.is_owner(place)
                || words.possessives.contains(self.lower(place))
                    && !words.object_pronouns.contains(self.lower_before(place))
        };
        let is_free = |place: &usize| {
            self.token(*place)
                .is_some_and(|token| token.is_word() && token.speech.is_none())
        };
        (place + 1..place + 1 + LONGEST_GAP)
            .take_while(is_free)
            .find(|noun| words.cues.opinions.contains(self.lower(*noun)))
            .filter(|_| {
                owns(place)
                    && self
                        .token(place)
                        .is_some_and(|token| token.speech.is_none())
            })
    }

    /// Whether a verb of being behind the noun leads to what is said: "is that", "was blunt: “No”".
    fn gives_opinion(&self, noun: usize) -> bool {
        let verb = noun + 1;
        let is_being =
            self.words().cues.progressive.contains(self.lower(verb)) || self.is(verb, "remains");
        is_being
            && (verb + 1..verb + 2 + LONGEST_GAP).any(|place| {
                self.words().cues.that.contains(self.lower(place))
                    || self.is(place, ":")
                    || self
                        .token(place)
                        .is_some_and(|token| token.speech.is_some())
            })
    }

    /// Whether "it is" stands before the owner and "that" behind the noun.
    fn is_it_that(&self, owner: usize, noun: usize) -> bool {
        let words = self.words();
        let start = self.range.start;
        self.is(start, "it")
            && words.cues.progressive.contains(self.lower(start + 1))
            && owner <= start + 2 + LONGEST_GAP
            && words.cues.that.contains(self.lower(noun + 1))
    }

    /// Whether a preposition stands before the owner, as in "in Lee's words" and "by the mayor's
    /// own account", and the noun ends the phrase.
    fn is_in_words_of(&self, owner: usize, noun: usize) -> bool {
        let words = self.words();
        let ends = self.token(noun + 1).is_none_or(|next| {
            !next.is_word()
                || next.speech.is_some()
                || words.articles.contains(&next.lower)
                || words.pronouns.contains(&next.lower)
                || next.is_capital
        });
        let start = self
            .all()
            .iter()
            .find(|phrase| phrase.words.contains(&owner) || phrase.words.start == owner + 1)
            .and_then(|phrase| phrase.preposition);
        ends && self.is_own_word(noun)
            && start.is_some_and(|place| matches!(self.lower(place), "in" | "by" | "to"))
    }

    /// Whether a noun means words or thoughts that a preposition can lead to: "in Lee's view", and
    /// not "in Lee's case".
    fn is_own_word(&self, noun: usize) -> bool {
        self.words().cues.own_words.contains(self.lower(noun))
    }

    /// The phrase of the owner whose last word stands at `place`. None if they cannot speak.
    fn owner_at(&self, place: usize) -> Option<Phrase> {
        let words = self.words();
        if words.possessives.contains(self.lower(place)) {
            return Some(Phrase::pronoun(place));
        }
        let whole = self.all().iter().find(|phrase| {
            phrase.words.contains(&place) || self.is(place, "’") && phrase.words.end == place
        })?;
        let last = if self.token(place)?.is_word() {
            place
        } else {
            place.checked_sub(1)?
        };
        let lower = self.lower(last);
        let base = lower.strip_suffix("'s").or(lower.strip_suffix("’s"));
        let base = base.unwrap_or(lower);
        let phrase = self.phrases().at(whole.words.start, last + 1)?;
        let kind = words.kind_of(base).or(phrase.kind);
        let is_known = kind.is_some() || phrase.name.is_some() || words.people.contains(base);
        is_known.then_some(Phrase {
            is_owner: true,
            kind,
            head: last,
            has_article: whole.has_article,
            is_definite: whole.is_definite,
            preposition: None,
            ..phrase
        })
    }
}
