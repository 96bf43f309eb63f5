//! Where a noun phrase ends: which tokens may continue it, and which cannot be its last.

use super::phrases::{Phrases, is_kind_of_person};
use super::tokens::{Token, TokenKind};

impl Phrases<'_> {
    /// Whether a token is a preposition. A capitalised one is a name, except at the start of a
    /// sentence: "Per Eklund", but "per day".
    pub(super) fn is_preposition(&self, token: &Token, place: usize) -> bool {
        self.words.prepositions.contains(&token.lower) && (!token.is_capital || place == self.start)
    }

    /// The place behind this token. A whole name in quotation marks is one step, and so is an
    /// abbreviation in brackets.
    pub(super) fn step(&self, place: usize) -> usize {
        if self.is_short_name(place) {
            return place + 3;
        }
        if !self.opens_name(place) {
            return place + 1;
        }
        let close = (place + 1..self.tokens.len()).find(|close| {
            self.token(*close).is_some_and(|token| {
                token.kind == TokenKind::CloseQuote || token.is("\"") || token.is("“")
            })
        });
        close.map_or(place + 1, |close| close + 1)
    }

    /// Whether an abbreviation in brackets starts here: "(SSB)" in "State Security Bureau (SSB)".
    pub(super) fn is_short_name(&self, place: usize) -> bool {
        let is = |place: usize, mark: &str| self.token(place).is_some_and(|token| token.is(mark));
        is(place, "(")
            && is(place + 2, ")")
            && self
                .token(place + 1)
                .is_some_and(|token| token.is_acronym(self.text))
    }

    /// Whether the quotation mark of a name stands here. False for the mark of a quotation.
    pub(super) fn opens_name(&self, place: usize) -> bool {
        self.token(place).is_some_and(|token| {
            (token.kind == TokenKind::OpenQuote || token.is("\"")) && token.speech.is_none()
        })
    }

    /// Whether a participle clause starts here, right behind a word for a person: "the prosecutor |
    /// leading an investigation".
    fn starts_what_they_do(&self, place: usize) -> bool {
        let is_participle = self
            .token(place)
            .is_some_and(|token| !token.is_capital && self.words.is_participle(&token.lower));
        let is_person = self.token_before(place);
        let is_person = is_person
            .and_then(|before| self.words.kind_of(&before.lower))
            .is_some_and(is_kind_of_person);
        let next = self.token(place + 1);
        is_participle
            && is_person
            && next.is_some_and(|next| self.words.articles.contains(&next.lower))
    }

    /// Whether the token at `place` continues the phrase that starts at `start`. A pronoun is a
    /// phrase of one token.
    pub(super) fn goes_on(&self, start: usize, place: usize, is_pronoun: bool) -> bool {
        let Some(token) = self.token(place).filter(|token| token.speech.is_none()) else {
            return false;
        };
        let is_first = place == start;
        if is_pronoun {
            return is_first;
        }
        let before = self.token_before(place);
        let next = self.token(place + 1);
        match token.kind {
            TokenKind::OpenQuote => true,
            TokenKind::CloseQuote => false,
            // "told CNN 3 men were held": a number before a noun starts another phrase.
            TokenKind::Number => {
                let counts = next.is_some_and(|next| {
                    next.is_word()
                        && !next.is_capital
                        && (self.words.has_cases || !self.words.pronouns.contains(&next.lower))
                });
                is_first || (before.is_some_and(Token::is_word) && !counts)
            }
            TokenKind::Mark => self.mark_goes_on(start, place),
            // "І. Франко": an initial, not the conjunction "і".
            TokenKind::Word
                if token.is_capital
                    && token.lower.chars().count() == 1
                    && next.is_some_and(|next| next.is(".")) =>
            {
                true
            }
            TokenKind::Word => self.word_goes_on(start, place),
        }
    }

    /// Whether the mark at `place` continues the phrase that starts at `start`.
    fn mark_goes_on(&self, start: usize, place: usize) -> bool {
        let Some(token) = self.token(place) else {
            return false;
        };
        let is_first = place == start;
        let before = self.token_before(place);
        let next = self.token(place + 1);
        // A full stop behind an initial or abbreviation: "J. R. Lindqvist", "St. Aubin".
        let after_short = token.is(".")
            && !is_first
            && before.is_some_and(|before| self.is_short(before))
            && next.is_some_and(|next| {
                next.is_capital
                    || next.kind == TokenKind::Number
                    || before.is_some_and(|before| self.words.inside.contains(&before.lower))
            });
        after_short
            || (!is_first && self.is_short_name(place))
            || (!is_first && token.is(",") && self.lists_in_name(start, place))
            || (token.is("\"") && self.opens_name(place))
            || (token.is("@") && next.is_some_and(Token::is_word))
            || (token.is("№") && next.is_some_and(|next| next.kind == TokenKind::Number))
            || (token.is("&")
                && before.is_some_and(|before| before.is_capital)
                && next.is_some_and(|next| next.is_capital))
    }

    /// Whether the word at `place` continues the phrase that starts at `start`.
    fn word_goes_on(&self, start: usize, place: usize) -> bool {
        let Some(token) = self.token(place) else {
            return false;
        };
        let is_first = place == start;
        let before = self.token_before(place);
        let next = self.token(place + 1);
        if !is_first && self.words.articles.contains(&token.lower) {
            return before.is_some_and(|before| self.words.joints.contains(&before.lower))
                || self.says_where(start, place - 1);
        }
        if self.says_where(start, place) || self.is_in_name_of_body(start, place) {
            return true;
        }
        if self.words.joints.contains(&token.lower) && !token.is_capital {
            // A preposition before the object of a verb ends the phrase: "в минлесхозе | с выводами
            // не согласились".
            return !is_first && self.joins(start, place) && !self.is_object(place + 1);
        }
        let follows_article =
            before.is_some_and(|before| self.words.articles.contains(&before.lower));
        // Behind a speech verb that stands before its subject, a word that looks like a verb
        // describes the speaker: ", says certified planner Ann Lee".
        let is_behind_said = is_first
            && !self.words.has_cases
            && next.is_some_and(Token::is_word)
            && before.is_some_and(|before| self.words.cues.inverting.contains(&before.lower))
            && !self.words.cues.verbs.contains(&token.lower)
            && !self.words.verbs.contains(&token.lower);
        // "mayors of affected towns": behind "of" a participle describes the next word.
        let is_behind_of = !is_first
            && !self.words.has_cases
            && before.is_some_and(|before| before.is("of"))
            && next.is_some_and(Token::is_word)
            && token.lower.ends_with("ed")
            && !self.words.cues.verbs.contains(&token.lower);
        let is_plain_verb = !is_behind_said
            && !is_behind_of
            && (!token.is_capital || is_first && place == self.start)
            && !(is_first && follows_article);
        // A noun that could also be a verb: "The report said", "An early report said".
        let is_behind_a = |article: &str| !is_first && matches!(article, "a" | "an");
        let is_noun = self.words.kind_of(&token.lower).is_some()
            && (before.is_some_and(|before| self.words.articles.contains(&before.lower))
                || is_behind_a(self.lower_before(start))
                || next.is_some_and(|next| self.words.cues.verbs.contains(&next.lower))
                || self.is_seen(place));
        // The second word of a place's name may look like a verb: "United States".
        let in_place = token.is_capital
            && before.is_some_and(|before| self.words.parts_of_places.contains(&before.lower))
            && !is_first;
        // Words for how an outlet got a text end the phrase: "a presentation | seen by Reuters".
        let is_seen = !is_first
            && next.is_some_and(|next| next.lower == "by")
            && !self.words.has_cases
            && self.is_venue_by(&token.lower);
        let ends = !is_first && self.is_verb_behind_subject(start, place)
            || is_seen
            || (self.words.stops.contains(&token.lower)
                && !token.is_acronym(self.text)
                && !self.is_given_like_a_stop(place))
            || ((!token.is_capital || place == self.start)
                && self.words.cues.between.contains(&token.lower))
            || (!is_first && (self.starts_what_they_do(place) || self.is_manner(place)))
            || (self.words.has_cases && self.words.hearers.contains(&token.lower))
            || self.is_preposition(token, place)
            || !token.is_capital && self.words.cues.reflexives.fit(&token.lower)
            || self.words.pronouns.contains(&token.lower) && !is_first
            || (self.words.cues.verbs.contains(&token.lower) && !is_noun && !in_place)
            || (is_plain_verb
                && self.words.kind_of(&token.lower).is_none()
                && self.is_verb(&token.lower)
                && !self.is_leading(place));
        !ends
            || (token.is_capital
                && !is_first
                && place != self.start
                && !self.words.cues.verbs.contains(&token.lower)
                && next.is_some_and(|next| next.is_capital)
                && before.is_some_and(|before| before.is_capital))
            || (self.is_surname_like_a_verb(token, place) && !is_first)
            || (!is_first && self.is_behind_given_name(token, place))
    }

    /// Whether a word has the ending of a verb and stands right behind its subject: "покинул" in
    /// "Котов покинул агентство".
    fn is_verb_behind_subject(&self, start: usize, place: usize) -> bool {
        let is_subject = |before: &Token| {
            let is_surname =
                place > start + 1 && self.token(place - 2).is_some_and(|first| first.is_capital);
            before.is_capital
                && before.is_word()
                && (is_surname || !self.ends_like_adjective(&before.lower))
        };
        let is_verb = |token: &Token| {
            !token.is_capital
                && self.words.is_verb(&token.lower)
                && self.words.kind_of(&token.lower).is_none()
                && !self.words.is_of_people(&token.lower)
        };
        self.words.has_cases
            && self.token_before(place).is_some_and(is_subject)
            && self.token(place).is_some_and(is_verb)
    }

    /// Whether a word that could be a verb is a noun, because "seen by" or the like follows:
    /// "Intelligence reports seen by Reuters".
    fn is_seen(&self, place: usize) -> bool {
        let is_noun = self.words.cues.nouns.contains(self.lower(place));
        is_noun
            && !self.words.has_cases
            && self.lower(place + 2) == "by"
            && self.is_venue_by(self.lower(place + 1))
    }

    /// Whether this word and "by" introduce the outlet that got or published something: "seen by",
    /// "published by". The word is in lower case.
    pub(super) fn is_venue_by(&self, word: &str) -> bool {
        let mut venues = self.words.cues.venues.iter().flat_map(|list| &list.words);
        let phrase = format!("{word} by");
        venues.any(|venue| *venue == phrase)
    }

    /// Whether a word that may be a verb describes the person behind it: "lead" in "says lead
    /// researcher Ann Lee".
    fn is_leading(&self, place: usize) -> bool {
        let is_person = self.token(place + 1).is_some_and(|next| {
            self.words.people.contains(&next.lower) || self.words.kind_of(&next.lower).is_some()
        });
        is_person && self.words.leading.contains(self.lower(place))
    }

    /// Whether a word that usually ends a phrase is a given name here, as its capital inside a
    /// sentence shows: "Will Crane said". Always false in languages with cases.
    fn is_given_like_a_stop(&self, place: usize) -> bool {
        let is_name = |place: usize| {
            self.token(place)
                .is_some_and(|token| token.is_capital && token.is_word())
        };
        !self.words.has_cases
            && place != self.start
            && is_name(place)
            && is_name(place + 1)
            && self.words.given.contains(self.lower(place))
    }

    /// Whether a word that may be a verb or a month is a surname behind a name: "Theresa May said".
    fn is_surname_like_a_verb(&self, token: &Token, place: usize) -> bool {
        let before = self.token_before(place);
        let is_name = |token: &Token| {
            token.is_capital
                && !self.words.worth.months.contains(&token.lower)
                && !self.words.starters.contains(&token.lower)
        };
        // Behind a given name, other common words are surnames too: "Chris Early, a director".
        let is_behind_given = !self.words.has_cases
            && before.is_some_and(|before| self.words.given.contains(&before.lower));
        token.is_capital
            && (self.words.stops_finite.contains(&token.lower)
                || is_behind_given && self.words.stops.contains(&token.lower))
            && before.is_some_and(is_name)
            && !self.token(place + 1).is_some_and(|next| next.is_capital)
    }

    /// Whether a capitalised word, which may look like a verb, is a surname behind a given name:
    /// "Сергій Була". Always false in languages without cases.
    fn is_behind_given_name(&self, token: &Token, place: usize) -> bool {
        let before = self.token_before(place);
        self.words.has_cases
            && token.is_capital
            && before
                .is_some_and(|before| before.is_capital && self.words.given.contains(&before.lower))
    }

    /// Whether a lower-case word has an ending of an adjective.
    pub(super) fn ends_like_adjective(&self, lower: &str) -> bool {
        let known = &self.words.adjectives;
        known.base.fit(lower) || known.inflected.fit(lower)
    }

    /// Whether a lower-case word is certainly a verb, so that it ends a noun phrase.
    pub(super) fn is_verb(&self, lower: &str) -> bool {
        self.words.is_sure_verb(lower)
    }

    /// Whether a word before a full stop is an initial or an abbreviation, so that the stop ends no
    /// sentence.
    pub(super) fn is_short(&self, token: &Token) -> bool {
        token.lower.chars().count() == 1
            || token.lower.contains('.')
            || self.words.abbreviations.contains(&token.lower)
            || self.words.inside.contains(&token.lower)
    }

    /// Whether an adverb stands here between a subject and its speech verb, so that the phrase
    /// ends: "the duke blankly denied". Always false in languages with cases.
    fn is_manner(&self, place: usize) -> bool {
        let acts = self.words.cues.verbs.contains(self.lower(place + 1));
        acts && !self.words.has_cases
            && self
                .token(place)
                .is_some_and(|token| !token.is_capital && self.words.is_between(&token.lower))
    }

    /// Whether a phrase cannot end with this token: a conjunction, an article or a mark.
    pub(super) fn is_loose(&self, place: usize) -> bool {
        let closes = place
            .checked_sub(2)
            .is_some_and(|open| self.is_short_name(open));
        !closes
            && self.token(place).is_some_and(|token| {
                self.words.joints.contains(&token.lower)
                    || self.words.articles.contains(&token.lower)
                    || (token.kind == TokenKind::Mark && !token.is("\""))
            })
    }
}
