//! Asides between a person and the verb: what they are, where they are from, what only joins the
//! sentence to another.

use std::ops::Range;

use super::clause::Clause;
use super::phrases::{Phrase, is_kind_of_person};
use super::subject::with_kind_of;
use super::tokens::{Token, TokenKind};

/// Words that a sentence is joined by are no more than these.
const LONGEST_INSERTED: usize = 5;

/// Brackets behind a name hold no more tokens than this, where they only tell a party and a place.
const LONGEST_BRACKETS: usize = 10;

impl Clause<'_> {
    /// Who a description with "a" is that goes on to the verb without a comma: "Ann Lee, a geologist
    /// at Kelm told".
    pub(super) fn named_before(&self, phrase: &Phrase) -> Option<Phrase> {
        let article = phrase.words.start.checked_sub(1)?;
        let comma = article.checked_sub(1)?;
        let is_one = self.is(article, "a") || self.is(article, "an");
        if !is_one || phrase.name.is_some() || !self.is(comma, ",") {
            return None;
        }
        let named = self.all.iter().find(|named| {
            named.words.end == comma
                && named.preposition.is_none()
                && named
                    .name
                    .as_ref()
                    .is_some_and(|name| name.len() > 1 && name.end == named.words.end)
        })?;
        Some(with_kind_of(named, phrase))
    }

    /// With whom an English clause opens, if all between them and the comma before a verb is what
    /// they are: "Ann Lee, a sailor from Kelm, Norsund, and author of two books, said".
    pub(super) fn before_asides(&self, close: usize, among: &Range<usize>) -> Option<Phrase> {
        if self.words().has_cases {
            return None;
        }
        let relatives = &self.words().relatives;
        let is_verb = |place: usize| {
            self.token(place).is_some_and(|token| {
                !token.is_capital
                    && token.speech.is_none()
                    && (self.words().stops_finite.contains(&token.lower)
                        || self.words().cues.verbs.contains(&token.lower))
            })
        };
        // Behind somebody's words, and behind where and when it was.
        let start = (among.start..close)
            .rev()
            .find(|place| {
                self.token(*place)
                    .is_some_and(|token| token.speech.is_some())
            })
            .map_or(among.start, |speech| speech + 1);
        // "study lead author Ann Lee, a …": what is before her is hers up to the first comma.
        let opens = |phrase: &&Phrase| {
            phrase.words.start >= start
                && phrase.preposition.is_none()
                && self.is(self.behind_brackets(phrase.words.end), ",")
                && !(start + 1..phrase.words.start).any(|place| self.is(place, ","))
        };
        let first = self.all.iter().find(opens).filter(|phrase| {
            // "Ann Lee's lawyer, Bob Crane, said" is not about her.
            let is_owned = phrase.words.clone().any(|place| self.is_owner(place));
            let is_whole =
                |name: &Range<usize>| name.len() > 1 && (!is_owned || name.end == phrase.words.end);
            phrase.name.as_ref().is_some_and(is_whole) && phrase.words.end < close
        })?;
        // "Officers arrested Ann Lee, 32, of Kelm, said": she is what they did.
        let acts = |place: usize| {
            let describes = self.token(place + 1).is_some_and(|next| {
                self.words().people.contains(&next.lower)
                    || self.words().kind_of(&next.lower).is_some()
            });
            self.token(place).is_some_and(|token| {
                !token.is_capital
                    && self.words().is_sure_verb(&token.lower)
                    && !(describes && self.words().verbs.contains(&token.lower))
            })
        };
        if (start..first.words.start).any(|place| is_verb(place) || acts(place)) {
            return None;
        }
        let between = first.words.end + 1..close;
        let has_verb = between.clone().any(is_verb)
            && !between.clone().any(|place| {
                self.token(place)
                    .is_some_and(|token| relatives.contains(&token.lower))
            });
        (!has_verb).then(|| first.clone())
    }

    /// The place behind brackets that open here, or here: "Ann Lee (D-Kelm), chairwoman of".
    fn behind_brackets(&self, open: usize) -> usize {
        let close =
            |open: usize| (open..open + LONGEST_BRACKETS).find(|place| self.is(*place, ")"));
        let opens = Some(open).filter(|open| self.is(*open, "("));
        opens.and_then(close).map_or(open, |close| close + 1)
    }

    /// Whether a name only says which the noun before it is, which has a preposition: "с
    /// корреспондентом «Зари» эксперты".
    pub(super) fn is_named_place_of(&self, phrase: &Phrase) -> bool {
        let is_quoted = phrase.name.as_ref() == Some(&phrase.words)
            && self
                .token(phrase.words.start)
                .is_some_and(|token| !token.is_word());
        is_quoted
            && self.all.iter().any(|before| {
                before.words.end == phrase.words.start && before.preposition.is_some()
            })
    }

    /// Where words between two commas begin that a sentence is only joined by, if they end right
    /// before this place: "заявил, в частности, министр".
    pub(super) fn inserted_before(&self, end: usize) -> Option<usize> {
        let close = end.checked_sub(1).filter(|close| self.is(*close, ","))?;
        let start = close.checked_sub(LONGEST_INSERTED)?;
        (start..close).rev().find(|open| {
            *open >= self.range.start && self.is(*open, ",") && self.is_inserted(open + 1..close)
        })
    }

    /// Where such words end, if they begin with the comma at this place.
    pub(super) fn inserted_after(&self, open: usize) -> Option<usize> {
        (open + 2..open + 2 + LONGEST_INSERTED)
            .find(|close| self.is(*close, ","))
            .filter(|close| self.is(open, ",") && self.is_inserted(open + 1..*close))
            .map(|close| close + 1)
    }

    /// Whether words between commas are inserted: "наприклад", or a date, "у суботу, 24 листопада,".
    fn is_inserted(&self, words: Range<usize>) -> bool {
        let is_month = |token: &Token| self.words().worth.months.contains(&token.lower);
        let is_of_date = |place: usize| {
            self.token(place).is_some_and(|token| {
                token.kind == TokenKind::Number
                    || is_month(token)
                    || self.words().worth.dates.contains(&token.lower)
            })
        };
        let mut days = words.clone().filter_map(|place| self.token(place));
        if days.any(is_month) && words.clone().all(is_of_date) {
            return true;
        }
        self.words().inserted.iter().any(|phrase| {
            self.phrase(phrase, words.start)
                .is_some_and(|at| at == words)
        })
    }

    /// "The governor, a Republican, said": the aside is no name.
    fn is_indefinite(&self, phrase: &Phrase) -> bool {
        let article = phrase.words.start.checked_sub(1);
        article.is_some_and(|article| self.is(article, "a") || self.is(article, "an"))
    }

    /// Somebody by the name behind a clause that tells which one it is: "the group that owns the music,
    /// Big Machine, says".
    fn named_behind_relative_clause(&self, close: usize) -> Option<Phrase> {
        let words = self.words();
        let aside = self.all.iter().find(|phrase| {
            phrase.words.end == close
                && phrase
                    .words
                    .start
                    .checked_sub(1)
                    .is_some_and(|comma| self.is(comma, ","))
                && phrase.name.as_ref() == Some(&phrase.words)
                && phrase.words.len() > 1
        })?;
        let relative = (self.range.start..aside.words.start).find(|place| {
            self.token(*place)
                .is_some_and(|token| words.relatives.contains(&token.lower))
        })?;
        let outer = self.all.iter().find(|phrase| {
            phrase.words.end == relative
                && phrase.name.is_none()
                && phrase.is_definite
                && phrase.words.start <= self.range.start + 1
        })?;
        let is_one_clause = (relative..aside.words.start - 1).all(|place| !self.is(place, ","));
        (is_one_clause && !words.has_cases).then(|| with_kind_of(aside, outer))
    }

    /// "Kelm Council's Member for Docks, Cllr Ann Lee, said": an office in capitals, and who holds it.
    fn names_officer(&self, outer: &Phrase, aside: &Phrase) -> bool {
        let words = self.words();
        let opens = |phrase: &Phrase, place: usize| {
            let first = self.token(place).map(|token| token.lower.as_str());
            phrase.words.len() > 1
                && first.is_some_and(|first| {
                    words.titles.contains(first) || words.given.contains(first)
                })
        };
        !words.has_cases
            && outer.words.clone().any(|place| self.is_owner(place))
            && !opens(outer, outer.words.start)
            && opens(aside, aside.words.start)
    }

    /// Whether a clause says "one of the" people before a place, and nothing more.
    fn is_one_of_several(&self, start: usize, end: usize) -> bool {
        let words = self.words();
        let one = (start..end).find(|place| self.is(*place, "one") && self.is(place + 1, "of"));
        let are_people = |place: usize| {
            self.token(place).is_some_and(|token| {
                words.is_of_people(&token.lower) || words.kind_of(&token.lower).is_some()
            })
        };
        !words.has_cases && one.is_some_and(|one| (one + 2..end.min(one + 8)).any(are_people))
    }

    /// Who stands before the comma at which a clause starts.
    pub(super) fn before_clause(&self, start: usize, among: &Range<usize>) -> Option<Phrase> {
        self.before_aside(start - 1, among)
            .or_else(|| self.before_participle(start))
    }

    /// Who stands before the participle that adds something of them, where the comma behind it was
    /// left out: "Прокурор, ведущий это дело заявил".
    fn before_participle(&self, start: usize) -> Option<Phrase> {
        let words = self.words();
        let adds = self
            .token(start)
            .is_some_and(|token| words.participles.fit(&token.lower));
        let before = self.all.iter().find(|phrase| {
            phrase.words.end + 1 == start
                && phrase.preposition.is_none()
                && self.is_surely_somebody(phrase)
        });
        before.filter(|_| adds).cloned()
    }

    /// Who stands before the aside that closes here: "Ann Lee, a sailor, said", "the operator,
    /// Norsund Lines, denied".
    pub(super) fn before_aside(&self, close: usize, among: &Range<usize>) -> Option<Phrase> {
        let places = (among.start..close).rev().take(40);
        let is_open = |place: &usize| self.is(*place, ",");
        let mut opens = places.clone().filter(is_open);
        if let Some(named) = self.named_behind_relative_clause(close) {
            return Some(named);
        }
        let relative = places.clone().find(|place| {
            self.token(*place)
                .is_some_and(|token| self.words().relatives.contains(&token.lower))
                && place.checked_sub(1).is_some_and(|before| {
                    self.is(before, ",")
                        || self
                            .token(before)
                            .is_some_and(|token| self.words().prepositions.contains(&token.lower))
                })
        });
        let open = match relative {
            Some(place) => places.clone().filter(|open| *open < place).find(is_open)?,
            None => opens.next()?,
        };
        // "Юрист, представляющий интересы Котова, утверждает": Котов is not the lawyer's name.
        let is_participle = self.words().has_cases
            && self
                .token(open + 1)
                .is_some_and(|token| self.words().participles.fit(&token.lower));
        let aside = self.all.iter().filter(|_| !is_participle).find(|phrase| {
            phrase.words.end == close
                && phrase.words.start <= open + 2
                && phrase.words.start > open
                && phrase.preposition.is_none()
        });
        // "Settlers, who came later, said": they are people.
        let is_of_who = relative.is_some_and(|place| self.is(place, "who"));
        // Ages stand between commas too: "Ann Lee, 44, who was there, said".
        let is_number = |place: usize| {
            self.token(place)
                .is_some_and(|token| token.kind == TokenKind::Number)
        };
        let open = if open >= 2 && is_number(open - 1) && self.is(open - 2, ",") {
            open - 2
        } else {
            open
        };
        let mut open = open;
        let mut start = self.clause_start(open);
        // "a captain who passed the scene, and who asked …": the captain.
        while let Some(relative) = start.checked_sub(1).filter(|place| {
            *place > among.start
                && self
                    .token(*place)
                    .is_some_and(|token| self.words().relatives.contains(&token.lower))
        }) {
            open = relative;
            start = self.clause_start(open);
        }
        let outer = self.all.iter().rev().find(|phrase| {
            phrase.words.end <= open
                && phrase.words.start >= start.max(among.start)
                && phrase.preposition.is_none()
                && (self.could_be_credited(phrase)
                    || is_of_who
                        && phrase.words.end == open
                        && self.is_of_several(phrase, close + 1))
        });
        match (aside, outer) {
            (Some(aside), Some(outer))
                if aside.name.is_some()
                    && (is_named_by(outer, aside) || self.names_officer(outer, aside))
                    && !self.is_indefinite(aside) =>
            {
                Some(with_kind_of(aside, outer))
            }
            // "One of the authors, Ann Lee, said"
            (Some(aside), None)
                if aside.name.as_ref() == Some(&aside.words)
                    && aside.words.len() > 1
                    && self.is_one_of_several(start, open) =>
            {
                Some(aside.clone())
            }
            (Some(aside), None) if self.could_be_credited(aside) => None,
            (_, outer) => outer.cloned(),
        }
    }
}

/// Whether an aside says what somebody is called who was only described: "its leader, Marisol
/// Quintero".
fn is_named_by(outer: &Phrase, aside: &Phrase) -> bool {
    // "The Shadow Secretary" is no name, with all its capitals.
    let ends_in_office =
        outer.kind.is_some_and(is_kind_of_person) && outer.head + 1 == outer.words.end;
    let ends_in_name = !ends_in_office
        && outer
            .name
            .as_ref()
            .is_some_and(|name| name.end == outer.words.end);
    !ends_in_name
        && aside
            .name
            .as_ref()
            .is_some_and(|name| name.end == aside.words.end)
}
