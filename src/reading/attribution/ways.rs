//! Finds credits without a listed verb and its subject: a document, a verb between commas that no
//! list knows, a verb without a subject, a colon, a person named beside a quotation.

use super::super::forms::is_cyrillic;
use super::clause::{Clause, Found};
use super::phrases::{Mention, Phrase, is_kind_of_person};
use super::tokens::{Token, TokenKind};
use crate::case::Part;

impl Clause<'_> {
    /// The subject of a verb behind a comma or dash, in a sentence whose statement stands before
    /// it: ", наполягає колишній посадовець,", ", cautions Prof. Strand,". No list needs to know
    /// the verb.
    pub(super) fn by_parenthesis(&self) -> Option<Found> {
        let words = self.words();
        let opens =
            |place: &usize| self.is(*place, ",") || self.token(*place).is_some_and(Token::is_dash);
        let commas = self.range.clone().filter(opens);
        let mut found = commas.filter_map(|comma| {
            let as_ = words.cues.as_.contains(self.lower(comma + 1));
            let place = comma + 1 + usize::from(as_);
            let verb = self
                .token(place)
                .filter(|token| token.is_word() && !token.is_capital && token.speech.is_none())?;
            let is_verb = words.is_verb(&verb.lower)
                && !words.stops.contains(&verb.lower)
                && !words.conjunctions.contains(&verb.lower)
                && !words.cues.never.contains(&verb.lower)
                && words.kind_of(&verb.lower).is_none()
                && !words.people.contains(&verb.lower);
            // "Lee, who had left before, pushed Crane": this comma ends a relative clause, and Lee
            // is the subject.
            let is_aside = !words.has_cases
                && self.token(comma).is_some_and(|token| token.is(","))
                && (self.range.start..comma).any(|place| {
                    self.is(place, ",") && words.relatives.contains(self.lower(place + 1))
                });
            if !is_verb || is_aside || !self.has_statement(comma) {
                return None;
            }
            let phrase = if words.has_cases {
                self.right(place)?
            } else {
                self.phrases
                    .at(place + 1, self.range.end)
                    .filter(|phrase| phrase.preposition.is_none())?
            };
            let phrase = self.named_by_aside(&phrase);
            let closes = self.token(phrase.words.end).is_none_or(|token| {
                token.is(",")
                    || token.is(".")
                    || token.is(":")
                    || token.is_dash()
                    || words.prepositions.contains(&token.lower)
            });
            // "— горел Peugeot 307": a number shows a thing.
            let is_model = phrase.words.clone().any(|place| self.is_number(place));
            // ", начал проверку завода Ивана Котова": a name behind a noun that no list knows is
            // its owner, and no subject.
            let is_of = phrase.kind.is_none()
                && words.has_cases
                && phrase
                    .name
                    .as_ref()
                    .is_some_and(|name| name.start > phrase.words.start)
                && self
                    .token(phrase.words.start)
                    .is_some_and(|first| !words.may_describe(&first.lower));
            let is_near = phrase.words.start <= place + 2 && !is_of;
            let is_somebody =
                self.is_surely_somebody(&phrase) && !self.is_own_staff(&phrase, place);
            (closes && is_near && !is_model && is_somebody).then_some((place, phrase))
        });
        let (place, phrase) = found.next()?;
        Some(Found {
            cue: self.phrases.shown(&(place..place + 1)).to_owned(),
            chain: vec![Mention::nominative(phrase)],
            ..Found::default()
        })
    }

    /// Whether a statement stands before the token `end`: a verb or quoted words, and no
    /// conjunction such as "when" or "if" at its start.
    pub(super) fn has_statement(&self, end: usize) -> bool {
        let words = self.words();
        let first = self.token(self.range.start);
        let is_bound = first.is_some_and(|token| {
            words.conjunctions.contains(&token.lower) && !words.links.contains(&token.lower)
        });
        let is_verb = |place: usize| {
            self.token(place)
                .is_some_and(|token| token.speech.is_some() || words.is_verb(&token.lower))
        };
        !is_bound && (self.range.start..end).any(is_verb)
    }

    /// The last speaker, as a pronoun, for a sentence with a word of hearsay: "Мовляв, дах цілий".
    pub(super) fn by_hearsay(&self) -> Option<Found> {
        let is_hearsay = |place: &usize| {
            self.token(*place).is_some_and(|token| {
                token.speech.is_none() && self.words().cues.hearsay.contains(&token.lower)
            })
        };
        // "Денег, мол, не будет": it may also stand between two commas.
        let is_set_off =
            |place: &usize| self.is(place.saturating_sub(1), ",") && self.is(place + 1, ",");
        let mut places = self.range.clone();
        let place = Some(self.range.start)
            .filter(is_hearsay)
            .or_else(|| places.find(|place| is_set_off(place) && is_hearsay(place)))?;
        (self.part == Part::Body).then(|| Found {
            cue: self.phrases.shown(&(place..place + 1)).to_owned(),
            chain: vec![Mention::nominative(Phrase::pronoun(place))],
            ..Found::default()
        })
    }

    /// The last speaker, as a pronoun, for a speech verb without a subject: "Запевняє, що дах
    /// цілий". Ukrainian and Russian only.
    pub(super) fn by_dropped(&self) -> Option<Found> {
        let words = self.words();
        let opens = || {
            let place = self.range.clone().find(|place| {
                !self.token(*place).is_some_and(|token| {
                    words.links.contains(&token.lower) || words.cues.between.contains(&token.lower)
                })
            })?;
            let that = self.is(place + 1, ",") && words.cues.that.contains(self.lower(place + 2));
            // "Как отмечается, врач помог"
            let as_ = words.cues.as_.contains(self.lower(place))
                && words.cues.impersonal.contains(self.lower(place + 1))
                && self.is(place + 2, ",");
            if as_ {
                return Some(place + 1);
            }
            (that || self.is_strong_without_subject(place)).then_some(place)
        };
        let place = self
            .verb_behind_words()
            .or_else(opens)
            .or_else(|| self.verb_behind_there())
            .or_else(|| self.verb_before_there())
            .or_else(|| self.verb_between_commas())?;
        let verb = self.token(place).filter(|verb| verb.speech.is_none())?;
        let says = words.cues.verbs.contains(&verb.lower) && words.has_cases;
        // Of "додали там" the word for the place stands for the body.
        let who = place + usize::from(self.is_said_there(place));
        (says && self.part == Part::Body).then(|| Found {
            cue: self.phrases.shown(&(place..place + 1)).to_owned(),
            chain: vec![Mention::nominative(Phrase::pronoun(who))],
            ..Found::default()
        })
    }

    /// Whether a speech verb in the past singular opens a clause in which nobody can be its subject:
    /// "Пообещал воду к августу".
    fn is_strong_without_subject(&self, place: usize) -> bool {
        let words = self.words();
        let verb = self.lower(place);
        let is_strong = words.cues.verbs.contains(verb) && !words.cues.weak.contains(verb);
        let is_one = words.she_did.fit(verb) || words.he_did.fit(verb);
        is_strong && is_one && self.right(place).is_none()
    }

    /// The place of a plural verb behind a word for a place at the start of the sentence: "Там же
    /// пообещали помочь" (they promised there to help).
    fn verb_behind_there(&self) -> Option<usize> {
        let words = self.words();
        let start = self.range.start;
        let is_there = self
            .token(start)
            .is_some_and(|first| words.cues.there.contains(&first.lower) && first.speech.is_none());
        let is_between = |place: &usize| {
            self.token(*place).is_some_and(|token| {
                words.is_between(&token.lower) || words.enclitics.contains(&token.lower)
            })
        };
        let verb = (start + 1..self.range.end).find(|place| !is_between(place))?;
        let are_several = words.several_endings.fit(self.lower(verb));
        (is_there && are_several).then_some(verb)
    }

    /// The place of a speech verb alone between two commas: "Письма, говорит, не доходили". Its
    /// subject is left out.
    fn verb_between_commas(&self) -> Option<usize> {
        let cues = &self.words().cues;
        let is_alone = |place: &usize| {
            cues.verbs.contains(self.lower(*place))
                && self.is(place - 1, ",")
                && self.is(place + 1, ",")
        };
        self.range.clone().skip(1).find(is_alone)
    }

    /// The place of a plural verb that a mark sets off, with a word for a place behind it: ", додали
    /// там," (they added there).
    fn verb_before_there(&self) -> Option<usize> {
        let mut places = self.range.clone().skip(1);
        places.find(|place| self.is_said_there(*place) && self.may_invert(*place))
    }

    /// Whether a plural speech verb stands at a place, and a word for a place right behind it.
    pub(super) fn is_said_there(&self, place: usize) -> bool {
        let words = self.words();
        let says = self.token(place).is_some_and(|verb| {
            verb.speech.is_none()
                && words.cues.verbs.contains(&verb.lower)
                && words.several_endings.fit(&verb.lower)
        });
        says && self
            .token(place + 1)
            .is_some_and(|next| words.cues.there.contains(&next.lower) && next.speech.is_none())
            && self.token(place + 2).is_none_or(|next| {
                !next.is_word() || next.speech.is_some() || words.prepositions.contains(&next.lower)
            })
    }

    /// The place of a speech verb right behind a quotation that opens the sentence, with a dash
    /// before the verb and nobody behind it: «…», – написав уранці 22 грудня.
    fn verb_behind_words(&self) -> Option<usize> {
        let words = self.words();
        let last = self.range.clone().rev().find(|place| {
            self.token(*place)
                .is_some_and(|token| token.speech.is_some())
        })?;
        let verb = (last + 1..self.range.end)
            .find(|place| self.token(*place).is_some_and(Token::is_word))
            .filter(|verb| *verb <= last + 3)?;
        let opens = self
            .token(self.range.start)
            .is_some_and(|first| first.speech.is_some());
        let has_dash = (last + 1..verb).any(|place| self.token(place).is_some_and(Token::is_dash));
        if !opens || !has_dash {
            return None;
        }
        let is_said = self
            .token(verb)
            .is_some_and(|token| words.cues.verbs.contains(&token.lower) && !token.is_capital);
        // "написав уранці 22 грудня у Facebook": no word behind the verb can be the subject.
        let is_nobody = |place: usize| {
            self.token(place).is_some_and(|token| {
                let is_name = token.is_capital && is_cyrillic(&token.lower);
                !is_name
                    && !words.is_of_people(&token.lower)
                    && words.kind_of(&token.lower).is_none()
                    || words.is_of_platform(&token.lower)
            })
        };
        (is_said && (verb + 1..self.range.end).all(is_nobody)).then_some(verb)
    }

    /// The one who cites a source between their name and their verb: "Kyodo" in "Kyodo, citing an
    /// official, put the figure at 400".
    pub(super) fn by_citing(&self) -> Option<Found> {
        let (cue, _) = self
            .after(&self.words().cues.citing)
            .filter(|(_, who)| self.could_tell(&who.phrase))?;
        let end =
            cue.start - usize::from(cue.start > self.range.start && self.is(cue.start - 1, ","));
        let phrase = self
            .all
            .iter()
            .find(|phrase| phrase.words.end == end && phrase.preposition.is_none())?;
        let carries = phrase.kind.is_some() || self.has_own_name(phrase) || phrase.name.is_some();
        carries.then(|| Found {
            cue: self.phrases.shown(&cue).to_owned(),
            chain: vec![Mention::nominative(phrase.clone())],
            ..Found::default()
        })
    }

    /// The person before a colon and a quotation: "she" in "she is blunt: “They sign everything”".
    pub(super) fn by_colon(&self) -> Option<Found> {
        let colon = self.range.clone().find(|place| {
            self.is(*place, ":")
                && self
                    .token(place + 1)
                    .is_some_and(|token| token.speech.is_some())
        })?;
        let start = self.clause_start(colon);
        let fits = |phrase: &&Phrase| {
            phrase.words.start >= start
                && phrase.words.end < colon
                && phrase.preposition.is_none()
                && (phrase.is_pronoun
                    || phrase.kind.is_some_and(is_kind_of_person)
                    || (phrase.kind.is_none()
                        && phrase.name.as_ref().is_some_and(|name| name.len() > 1)))
        };
        let phrase = self.all.iter().find(fits)?.clone();
        Some(Found {
            cue: ":".to_owned(),
            chain: vec![Mention::nominative(phrase)],
            ..Found::default()
        })
    }

    /// Whether a phrase is two words without a name, for what somebody was before: "колишній
    /// голкіпер".
    fn is_former_person(&self, phrase: &Phrase) -> bool {
        let first = self.token(phrase.words.start);
        phrase.words.len() == 2
            && phrase.name.is_none()
            && first.is_some_and(|first| self.words().former.contains(&first.lower))
    }

    /// The person whom the narrator names right behind a quotation, with any verb: "вона" in «…», –
    /// зітхає вона, "she" in “…,” she grinned.
    pub(super) fn by_narration(&self) -> Option<Found> {
        let speaks = |place: usize| {
            self.token(place)
                .is_some_and(|token| token.speech.is_some())
        };
        let start = (self.range.start..self.range.end)
            .find(|place| !speaks(*place) && place.checked_sub(1).is_some_and(&speaks))?;
        let before = self.token_before(start)?;
        let after_dash = self.token(start).is_some_and(Token::is_dash)
            || self.is(start, ",") && self.token(start + 1).is_some_and(Token::is_dash);
        let first =
            (start..self.range.end).find(|place| self.token(*place).is_some_and(Token::is_word))?;
        let is_lower = self.token(first).is_some_and(|token| !token.is_capital);
        let who = if self.words().has_cases {
            let described = || {
                // «…», – хекає старий: a description of one word, or of a former role, is the
                // subject if a mark or a preposition follows.
                let phrase = self
                    .phrases
                    .at(first + 1, self.range.end)
                    .filter(|phrase| {
                        phrase.preposition.is_none()
                            && (phrase.words.len() == 1 || self.is_former_person(phrase))
                    })?;
                self.token(phrase.words.end)
                    .is_none_or(|token| {
                        token.is(",")
                            || token.is(".")
                            || token.is_dash()
                            || self.words().prepositions.contains(&token.lower)
                    })
                    .then_some(phrase)
            };
            (after_dash && is_lower)
                .then(|| self.right(first).or_else(described))
                .flatten()
                .map(|phrase| self.named_by_aside(&phrase))
        } else {
            // In English the quotation must end with a comma, "!" or "?", and a verb must follow.
            let is_pause = |place: usize| [",", "!", "?"].iter().any(|mark| self.is(place, mark));
            let pauses = before.kind != TokenKind::Word
                && (start.checked_sub(2).is_some_and(is_pause) || before.is(","));
            let is_verb = |place: usize| {
                self.token(place).is_some_and(|token| {
                    !token.is_capital
                        && (self.words().is_verb(&token.lower) || token.lower.ends_with('s'))
                })
            };
            let after = self
                .phrases
                .at(first + 1, self.range.end)
                .filter(|phrase| is_verb(first) && phrase.name.is_some());
            let phrase = after.or_else(|| {
                self.phrases
                    .at(first, self.range.end)
                    .filter(|phrase| is_verb(phrase.words.end))
            })?;
            (pauses && self.could_be_credited(&phrase)).then_some(phrase)
        }?;
        let cue = if !self.words().has_cases && who.words.start <= first {
            who.words.end
        } else {
            first
        };
        Some(Found {
            cue: self.phrases.shown(&(cue..cue + 1)).to_owned(),
            chain: vec![Mention::nominative(who)],
            ..Found::default()
        })
    }
}
