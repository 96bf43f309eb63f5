//! Asides between a speaker and the speech verb: descriptions ("Ann Lee, a sailor, said"), relative
//! clauses, ages, and short parentheticals ("в частности"). The functions here find the speaker
//! before such an aside, or tell where the aside starts and ends.

use std::ops::Range;

use super::clause::Clause;
use super::phrases::{Phrase, is_kind_of_person};
use super::subject::with_kind_of;
use super::tokens::{Token, TokenKind};

/// The most tokens between the two commas of a parenthetical.
const LONGEST_INSERTED: usize = 5;

/// How many tokens behind a comma are searched for the end of what somebody does meanwhile.
const LONGEST_MEANWHILE: usize = 12;

/// How many tokens are searched for a closing bracket, the opening one included.
const LONGEST_BRACKETS: usize = 10;

impl Clause<'_> {
    /// The named person before a description with "a" or "an" that has no comma between it and the
    /// verb: Ann Lee in "Ann Lee, a geologist at Kelm told". `phrase` is the description; the
    /// person gets its kind if their own words show none.
    pub(super) fn named_before(&self, phrase: &Phrase) -> Option<Phrase> {
        let article = phrase.words.start.checked_sub(1)?;
        let comma = article.checked_sub(1)?;
        let is_one = self.is_behind_a(phrase.words.start);
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

    /// The person whose full name stands at the start of an English clause, if no verb stands
    /// between the name and the comma at `close`: Ann Lee in "Ann Lee, a sailor from Kelm, Norsund,
    /// and author of two books, said". None in languages with cases. Only tokens in `among` are
    /// searched.
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
        // The clause starts behind the last quoted token.
        let start = (among.start..close)
            .rev()
            .find(|place| {
                self.token(*place)
                    .is_some_and(|token| token.speech.is_some())
            })
            .map_or(among.start, |speech| speech + 1);
        // "study lead author Ann Lee, a …": words before the name belong to her if no comma
        // separates them from it.
        let opens = |phrase: &&Phrase| {
            phrase.words.start >= start
                && phrase.preposition.is_none()
                && self.is(self.behind_brackets(phrase.words.end), ",")
                && !(start + 1..phrase.words.start).any(|place| self.is(place, ","))
        };
        let first = self.all.iter().find(opens).filter(|phrase| {
            // "Ann Lee's lawyer, Bob Crane, said": Ann Lee only owns the noun and is not the
            // speaker.
            let is_owned = phrase.words.clone().any(|place| self.is_owner(place));
            let is_whole =
                |name: &Range<usize>| name.len() > 1 && (!is_owned || name.end == phrase.words.end);
            phrase.name.as_ref().is_some_and(is_whole) && phrase.words.end < close
        })?;
        // "Officers arrested Ann Lee, 32, of Kelm, said": a verb before the name makes her its
        // object.
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
            && !between
                .clone()
                .any(|place| relatives.contains(self.lower(place)));
        (!has_verb).then(|| first.clone())
    }

    /// The place behind the brackets that open at this token, or this place if none open here:
    /// "(D-Kelm)" in "Ann Lee (D-Kelm), chairwoman of" is skipped.
    fn behind_brackets(&self, open: usize) -> usize {
        let close =
            |open: usize| (open..open + LONGEST_BRACKETS).find(|place| self.is(*place, ")"));
        let opens = Some(open).filter(|open| self.is(*open, "("));
        opens.and_then(close).map_or(open, |close| close + 1)
    }

    /// Whether a phrase is a name in quotation marks right behind a noun with a preposition:
    /// "«Зари»" in "с корреспондентом «Зари» эксперты". It names the noun and is no subject.
    pub(super) fn is_named_place_of(&self, phrase: &Phrase) -> bool {
        let is_quoted = phrase.is_only_name()
            && self
                .token(phrase.words.start)
                .is_some_and(|token| !token.is_word());
        is_quoted
            && self.all.iter().any(|before| {
                before.words.end == phrase.words.start && before.preposition.is_some()
            })
    }

    /// The opening comma of a parenthetical that ends right before `end`, its closing comma
    /// included: the comma behind "заявил" in "заявил, в частности, министр".
    pub(super) fn inserted_before(&self, end: usize) -> Option<usize> {
        let close = end.checked_sub(1).filter(|close| self.is(*close, ","))?;
        let opens = (self.range.start..close).rev().take(LONGEST_INSERTED + 1);
        opens
            .filter(|open| self.is(*open, ","))
            .find(|open| self.is_inserted(open + 1..close))
    }

    /// The place behind the closing comma of a parenthetical whose opening comma is at `open`, or of
    /// what somebody does meanwhile: "бросил, проходя мимо журналистов, | капитан".
    pub(super) fn inserted_after(&self, open: usize) -> Option<usize> {
        let is_gerund = |place: usize| {
            self.token(place)
                .is_some_and(|token| token.is_word() && self.words().gerunds.fit(&token.lower))
        };
        if self.is(open, ",") && is_gerund(open + 1 + usize::from(self.is(open + 1, "не"))) {
            let close = (open + 2..open + LONGEST_MEANWHILE).find(|place| self.is(*place, ","))?;
            return Some(close + 1);
        }
        (open + 2..=open + 1 + LONGEST_INSERTED)
            .find(|close| self.is(*close, ","))
            .filter(|close| self.is(open, ",") && self.is_inserted(open + 1..*close))
            .map(|close| close + 1)
    }

    /// Whether the words between two commas are a listed parenthetical, "наприклад", or a date, "24
    /// листопада".
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

    /// The person or body whose name stands behind a relative clause about them: Big Machine in
    /// "the group that owns the music, Big Machine, says". The name ends at `close`. None in
    /// languages with cases.
    fn named_behind_relative_clause(&self, close: usize) -> Option<Phrase> {
        let words = self.words();
        let aside = self.all.iter().find(|phrase| {
            phrase.words.end == close
                && phrase
                    .words
                    .start
                    .checked_sub(1)
                    .is_some_and(|comma| self.is(comma, ","))
                && phrase.is_only_name()
                && phrase.words.len() > 1
        })?;
        let relative = (self.range.start..aside.words.start)
            .find(|place| words.relatives.contains(self.lower(*place)))?;
        let outer = self.all.iter().find(|phrase| {
            phrase.words.end == relative
                && phrase.name.is_none()
                && phrase.is_definite
                && phrase.words.start <= self.range.start + 1
        })?;
        let is_one_clause = (relative..aside.words.start - 1).all(|place| !self.is(place, ","));
        (is_one_clause && !words.has_cases).then(|| with_kind_of(aside, outer))
    }

    /// Whether the first phrase is an office with an owner and the aside names its holder with a
    /// title or a given name: "Kelm Council's Member for Docks, Cllr Ann Lee, said". Always false
    /// in languages with cases.
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

    /// Whether the first phrase has "the" before it and the aside starts with a title: "The District
    /// Water Officer, Mr Bob Crane, said". Always false in languages with cases.
    fn names_with_title(&self, outer: &Phrase, aside: &Phrase) -> bool {
        let words = self.words();
        let opens = self
            .token(aside.words.start)
            .is_some_and(|first| words.titles.contains(&first.lower));
        !words.has_cases && outer.is_definite && opens && aside.words.len() > 1
    }

    /// Whether "one of" and soon after it a word for people stand between two places: "one of the
    /// authors". Always false in languages with cases.
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

    /// The speaker before the comma at `start - 1`. That comma closes an aside ("Ann Lee, a sailor,
    /// said"), or opens a participle clause whose closing comma is missing ("Прокурор, ведущий это
    /// дело заявил").
    pub(super) fn before_clause(&self, start: usize, among: &Range<usize>) -> Option<Phrase> {
        self.before_aside(start - 1, among)
            .or_else(|| self.before_participle(start))
    }

    /// The person before a participle clause whose closing comma is missing: "Прокурор" in
    /// "Прокурор, ведущий это дело заявил".
    fn before_participle(&self, start: usize) -> Option<Phrase> {
        let words = self.words();
        let adds = words.participles.fit(self.lower(start));
        let before = self.all.iter().find(|phrase| {
            phrase.words.end + 1 == start
                && phrase.preposition.is_none()
                && self.is_surely_somebody(phrase)
        });
        before.filter(|_| adds).cloned()
    }

    /// The comma that opens the aside that ends at `close`, and the relative pronoun in it, if there
    /// is one. At most 40 tokens back.
    fn opening_of_aside(
        &self,
        close: usize,
        among: &Range<usize>,
    ) -> Option<(usize, Option<usize>)> {
        let places = (among.start..close).rev().take(40);
        let relative = places.clone().find(|place| {
            self.words().relatives.contains(self.lower(*place))
                && place.checked_sub(1).is_some_and(|before| {
                    self.is(before, ",") || self.words().prepositions.contains(self.lower(before))
                })
        });
        let mut commas = places.filter(|place| {
            self.is(*place, ",") && relative.is_none_or(|relative| *place < relative)
        });
        let open = commas.next()?;
        // "Чиновник, попросивший не называть его, так как боится, заявил": the reason belongs to
        // the description before it.
        let described = commas.next().filter(|earlier| {
            self.gives_reason(open + 1) && self.is_description(earlier + 1, open)
        });
        Some((described.unwrap_or(open), relative))
    }

    /// The clause before the comma `open` that opens an aside, without an age between commas ("Ann
    /// Lee, 44, who was there, said") and without relative clauses: "a captain who passed the scene,
    /// and who asked …".
    fn clause_before_aside(&self, open: usize, among: &Range<usize>) -> Range<usize> {
        let follows_age = open >= 2 && self.is_number(open - 1) && self.is(open - 2, ",");
        let mut open = if follows_age { open - 2 } else { open };
        let mut start = self.clause_start(open);
        while let Some(relative) = start.checked_sub(1).filter(|place| {
            *place > among.start && self.words().relatives.contains(self.lower(*place))
        }) {
            open = relative;
            start = self.clause_start(open);
        }
        start..open
    }

    /// The speaker before the aside that ends at `close`: Ann Lee in "Ann Lee, a sailor, said". If
    /// the aside names somebody who is only described before it, the name is returned: Norsund
    /// Lines in "the operator, Norsund Lines, denied". Only tokens in `among` are searched.
    pub(super) fn before_aside(&self, close: usize, among: &Range<usize>) -> Option<Phrase> {
        if let Some(named) = self.named_behind_relative_clause(close) {
            return Some(named);
        }
        let (open, relative) = self.opening_of_aside(close, among)?;
        // "Юрист, представляющий интересы Котова, утверждает": in a participle clause, Котов is not
        // the lawyer's name.
        let is_participle =
            self.words().has_cases && self.words().participles.fit(self.lower(open + 1));
        let aside = self.all.iter().filter(|_| !is_participle).find(|phrase| {
            phrase.words.end == close
                && phrase.words.start <= open + 2
                && phrase.words.start > open
                && phrase.preposition.is_none()
        });
        // "Settlers, who came later, said": "who" shows that the plural noun stands for people.
        let is_of_who = relative.is_some_and(|place| self.is(place, "who"));
        let Range { start, end: open } = self.clause_before_aside(open, among);
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
                    && (is_named_by(outer, aside)
                        || self.names_officer(outer, aside)
                        || self.names_with_title(outer, aside))
                    && !self.is_behind_a(aside.words.start) =>
            {
                Some(with_kind_of(aside, outer))
            }
            // "One of the authors, Ann Lee, said": the name is taken.
            (Some(aside), None)
                if aside.is_only_name()
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

/// Whether an aside names somebody whom the phrase before it only describes: "its leader, Marisol
/// Quintero".
fn is_named_by(outer: &Phrase, aside: &Phrase) -> bool {
    // "The Shadow Secretary" is an office and no name, though it has capitals.
    let ends_in_office =
        outer.kind.is_some_and(is_kind_of_person) && outer.head + 1 == outer.words.end;
    let ends_in_name = !ends_in_office && outer.ends_in_name();
    !ends_in_name && aside.ends_in_name()
}
