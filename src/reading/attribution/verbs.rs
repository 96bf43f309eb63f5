//! Decides which verbs of a sentence credit somebody ("Lee said"), and which only look like it ("a
//! book called The Tide").

use std::ops::Range;

use super::super::forms::is_cyrillic;
use super::super::words::Case;
use super::clause::{Clause, Verb};
use super::phrases::{Mention, Phrase, is_kind_of_person};
use super::tokens::Token;
use crate::case::SourceKind;

impl Clause<'_> {
    /// The verb that credits, with its subject. Of several it is the first one that commas set off
    /// ("…, Lee said."), else the first. If the verb of an outlet is set off, as in "Lee said so,
    /// CNN reports", `Verb::who` is the outlet and `Verb::of` the speaker. None if no verb credits.
    /// `is_inner`: the clause is one that somebody reports, and its first verb is taken.
    pub(super) fn by_verb(&self, among: Range<usize>, is_inner: bool) -> Option<Verb> {
        let mut first: Option<Verb> = None;
        let mut alone = None;
        for place in among.clone() {
            let Some(verb) = self.verb(place, &among, is_inner) else {
                continue;
            };
            if is_inner || self.is_answer(place) {
                return Some(verb);
            }
            // "Как передаёт «Весть» со ссылкой на суд, министр заявил": the outlet passes on what
            // the minister, who comes later, says.
            let is_as = self
                .words()
                .cues
                .as_
                .contains(self.lower_before(verb.place))
                && self.words().has_cases
                && self.relays(&verb);
            if !is_as && !self.stands_alone(&verb)
                || first
                    .as_ref()
                    .is_some_and(|first| self.is_inside_statement(first, &verb))
            {
                first.get_or_insert(verb);
            } else if self.relays(&verb) {
                // "Об этом, сообщает «Весть», министр заявил": the speaker may come behind the
                // outlet.
                let end = (verb.place + 1).max(verb.who.phrase.words.end);
                let is_said = |of: &Verb| {
                    !self.words().cues.weak.contains(self.lower(of.place))
                        || self.introduces(of.place)
                };
                let later = || {
                    (end..among.end)
                        .find_map(|place| self.verb(place, &among, false))
                        .filter(is_said)
                };
                let first = first.filter(|first| !self.only_tells_which(first));
                let of = alone.or(first).or_else(later).map(|of: Verb| of.who);
                let relays = true;
                return Some(Verb { of, relays, ..verb });
            } else {
                alone.get_or_insert(verb);
            }
        }
        // "Юристы называют это незаконным: надпись, отмечают они, ничего не нарушает": the pronoun
        // means the subject of the verb before.
        if let (Some(alone), Some(first)) = (&mut alone, &first)
            && alone.who.phrase.is_pronoun
            && !first.who.phrase.is_pronoun
            && first.who.phrase.words.end <= first.place.min(alone.place)
        {
            alone.who = first.who.clone();
        }
        alone.or(first)
    }

    /// Whether a verb says what somebody answers to the clause before: "Lee blamed the board, to which
    /// Crane replied that".
    fn is_answer(&self, verb: usize) -> bool {
        let start = self.clause_start(verb);
        let cues = &self.words().cues;
        let opens = start
            .checked_sub(2)
            .filter(|_| self.tells_that(verb))
            .map(|open| format!("{} {}", self.lower(open), self.lower(open + 1)));
        opens.is_some_and(|opens| cues.answering.contains(&opens))
    }

    /// Whether a later verb is part of the statement that an earlier one introduces: "Crane rules"
    /// in "Lee said that the lists, Crane rules, are lost". True also if it is not certain that the
    /// later subject is somebody. Always false if the earlier verb stands before its subject.
    fn is_inside_statement(&self, first: &Verb, later: &Verb) -> bool {
        let words = self.words();
        let that = (first.place + 1..first.place + 3)
            .any(|place| words.cues.that.contains(self.lower(place)));
        let is_sure = self.is_surely_somebody(&later.who.phrase)
            && !words.cues.nouns.contains(self.lower(later.place));
        first.who.phrase.words.end <= first.place
            && (that && !self.relays(later) && !self.closes_sentence(later) || !is_sure)
    }

    /// Whether a verb with its subject ends the sentence: "…, says the bishop's aide." Always false
    /// in English.
    fn closes_sentence(&self, verb: &Verb) -> bool {
        let end = (verb.place + 1).max(verb.who.phrase.words.end);
        self.words().has_cases
            && (end..self.range.end)
                .all(|place| self.token(place).is_none_or(|token| !token.is_word()))
    }

    /// Whether a verb passes on what others say. Its subject is an outlet, an agency or a press
    /// office; or the verb is one of relaying, and its subject a name that shows no person.
    pub(super) fn relays(&self, verb: &Verb) -> bool {
        let who = &verb.who.phrase;
        let words = self.words();
        // "Ann Lee said it was shut, the press office reports": the office passes Lee's words on.
        let is_office = who.words.clone().any(|place| {
            let token = self.token(place);
            token.is_some_and(|token| words.is_relay(&token.lower))
        });
        let passes_on = words.cues.relaying.contains(self.lower(verb.place));
        let capitals = who.words.clone().filter_map(|place| self.token(place));
        let capitals = capitals.filter(|token| token.is_capital && is_cyrillic(&token.lower));
        let is_quoted = self
            .token(who.words.start)
            .is_some_and(|first| !first.is_word());
        let is_person = who.is_pronoun || who.kind.is_some() || capitals.count() > 1 && !is_quoted;
        who.is_outlet() || is_office || (passes_on && !is_person && who.name.is_some())
    }

    /// Whether a verb with its subject stands alone between two marks, or between a mark and the
    /// end of the sentence: "…, Lee said." An article or "as" before them and a day behind them are
    /// skipped.
    pub(super) fn stands_alone(&self, verb: &Verb) -> bool {
        let words = &verb.who.phrase.words;
        let words_of_days = &self.words().worth.dates;
        let (start, end) = (words.start.min(verb.place), words.end.max(verb.place + 1));
        let is_mark = |token: &Token| {
            token.is(",") || token.is(".") || token.speech.is_some() || token.is_dash()
        };
        // "Как отметил Котов журналистам, встреча показала": the clause with "как" opens the
        // sentence and ends with a comma, so its verb stands alone as well.
        let opens_with_as =
            self.words().has_cases && self.words().cues.as_.contains(self.lower(self.range.start));
        let opens = (self.range.start..start)
            .rev()
            .filter_map(|place| self.token(place))
            .find(|token| {
                !self.words().articles.contains(&token.lower)
                    && !self.words().cues.as_.contains(&token.lower)
            })
            .map_or(opens_with_as, is_mark);
        // ", the airline said Tuesday.", ", the mayor said drily,"
        let is_skipped = |place: &usize| {
            words_of_days.contains(self.lower(*place))
                || self.words().is_between(self.lower(*place))
                || self.words().hearers.contains(self.lower(*place))
        };
        let end = (end..self.range.end)
            .find(|place| !is_skipped(place))
            .unwrap_or(self.range.end);
        let end = self.behind_day(end);
        opens && self.token(end).is_none_or(is_mark)
    }

    /// The place behind a day with a preposition, or `place` if none stands there: "on Monday" in ",
    /// an official said on Monday,".
    fn behind_day(&self, place: usize) -> usize {
        let words = self.words();
        let is_day =
            |place: usize| self.is_number(place) || words.worth.dates.contains(self.lower(place));
        let days = (place + 1..place + 4).take_while(|place| is_day(*place));
        let is_on = words.prepositions.contains(self.lower(place));
        let count = days.count();
        if is_on && count > 0 && !words.has_cases {
            place + 1 + count
        } else {
            place
        }
    }

    /// Whether a verb is one that credits only behind "не" or before "с": "В мэрии с выводами не
    /// согласились" (the mayor's office did not agree), "тренер согласился с судьёй". Such a verb
    /// does not credit a court, see [`Clause::cannot_be_subject`]: a judge who does not agree
    /// decides and says nothing.
    pub(super) fn is_dissent(&self, verb: usize) -> bool {
        let cues = &self.words().cues;
        let is_denied = verb
            .checked_sub(1)
            .is_some_and(|before| self.is(before, "не"));
        cues.dissent.contains(self.lower(verb))
            && (is_denied || cues.dissent_with.contains(self.lower(verb + 1)))
    }

    /// The verb at `place` with its subject, if it credits the subject with a statement. None for
    /// words that are no speech verb here, and for weak verbs without a sign of a statement.
    /// `among` and `is_inner`: as in `by_verb`.
    pub(super) fn verb(&self, place: usize, among: &Range<usize>, is_inner: bool) -> Option<Verb> {
        let verb = self.token(place).filter(|verb| verb.speech.is_none())?;
        let cues = &self.words().cues;
        let is_progressive = self.is_progressive(place);
        let is_phrasal = self.is_phrasal(place) && !self.words().is_participle(&verb.lower);
        let is_led_in = self.is_led_in(place);
        let is_known = cues.verbs.contains(&verb.lower)
            || self.is_dissent(place)
            || is_phrasal
            || is_led_in
            || self.is_heard(place)
            || self.is_denial(place)
            || self.is_light(place);
        if !(is_known || is_progressive || self.is_told_by_that(place))
            || (self.is_blocked(place) && !is_progressive)
            || self.is_part_of_name(place)
            || self.is_noun(place)
            || self.is_order(place)
            || self.is_idle(place)
            || self.is_supposed(place)
            || self.gives_reason_in_description(place)
            || self.only_says_how_it_is_called(place)
            || self.is_said_there(place)
        {
            return None;
        }
        // "На сайте мэрии отмечается": an impersonal verb has no subject in the nominative, even if
        // somebody stands right before it.
        let is_impersonal = cues.impersonal.contains(&verb.lower) && self.words().has_cases;
        let who = self
            .subject(place, among)
            .filter(|who| !is_impersonal || who.case != Case::Nominative)
            .filter(|who| !self.is_nobody(&who.phrase))
            .filter(|who| who.phrase.words.start > place || !self.is_only_supposed(&who.phrase))
            .filter(|who| !self.says_when(&who.phrase) || self.tells_that(place))
            .filter(|who| !self.cannot_be_subject(who, place))
            .filter(|who| !self.is_own_staff(&who.phrase, place))?;
        if self.is_noun_after_phrase(&who.phrase, place)
            || self.is_thing(&who.phrase, place)
            || self.only_shows(&who.phrase, place)
        {
            return None;
        }
        // "A full-year forecast": here "forecast" is a noun, so the subject must be somebody for
        // certain.
        let is_sure = (is_known || is_progressive) && !cues.nouns.contains(&verb.lower);
        if !is_sure && !self.is_surely_somebody(&who.phrase) && who.phrase.kind.is_none() {
            return None;
        }
        // A verb that no list knows counts only next to somebody who can speak.
        if !is_known && !is_progressive && !self.is_near_speaker(&who.phrase, place) {
            return None;
        }
        if self.is_object_with_recipient(&who.phrase, place)
            || self.only_adds(&who.phrase, place)
            || self.has_other_verb_between(&who.phrase, place)
            || self.is_heard(place) && !self.hears_that(place, &who)
            || cues.nouns.contains(&verb.lower) && self.is_noun_with(&who, place)
        {
            return None;
        }
        let is_strong = !cues.weak.contains(&verb.lower) || is_phrasal || is_led_in;
        (is_strong || self.shows_statement(place, &who, is_inner)).then_some(Verb {
            place,
            who,
            of: None,
            relays: false,
        })
    }

    /// Whether a word that is as often a noun is no verb of this subject: "Officials watch weather
    /// forecasts", "Britain will grow, down from the July estimate". Such a word is a verb only right
    /// behind a whole phrase, or behind a document: "a survey by the union shows".
    fn is_noun_with(&self, who: &Mention, place: usize) -> bool {
        let (words, phrase) = (self.words(), &who.phrase);
        let end = phrase.words.end;
        let is_whole = phrase.head + 1 == end
            || phrase.name.as_ref().is_some_and(|name| name.end == end)
            || end
                .checked_sub(3)
                .is_some_and(|open| self.phrases.is_short_name(open));
        let goes_on = self
            .token(place + 1)
            .is_some_and(|next| next.is_word() || next.is(":") || next.speech.is_some());
        let is_of_phrase =
            end <= place && !(is_whole && (goes_on || self.follows_words(place, who)));
        let that = words.cues.that.contains(self.lower(place + 1));
        let is_document = phrase.kind == Some(SourceKind::Document)
            && words.prepositions.contains(self.lower(end));
        // "Economists polled by Reuters had forecast growth": behind "had" it is a verb.
        let helps = words.stops_finite.contains(self.lower_before(place));
        is_of_phrase || are_words_between(self, phrase, place) && !that && !is_document && !helps
    }

    /// Whether something beside the weak verb at `place` shows that it credits `who` with a
    /// statement: a clause that follows, what somebody denies ("вину"), a quotation, a document.
    fn shows_statement(&self, place: usize, who: &Mention, is_inner: bool) -> bool {
        let words = self.words();
        let quotes_somebody = || {
            words.cues.quoting.contains(self.lower(place))
                && self
                    .all
                    .iter()
                    .any(|phrase| is_quoted_person(phrase, place))
        };
        words.undergone.contains(self.lower_before(place))
            || words.undergone.contains(self.lower(place + 1))
            || ((self.is_of_before() || self.is_about_before(place))
                && self.is_surely_somebody(&who.phrase))
            || self.claims(place, is_inner)
            || self.tells_with_object(place)
            || self.urges(place)
            || self.tells_how(place)
            || self.puts_at(place)
            || self.introduces(place)
            || ((who.phrase.name.is_some()
                || who.phrase.is_pronoun
                || who.phrase.kind.is_some() && !words.cues.evincing.contains(self.lower(place)))
                && self.holds_clause(place))
            || self.follows_words(place, who)
            || self.is_document_or_expert(&who.phrase, place)
            || quotes_somebody()
            || self.passes_news_on(&who.phrase, place)
            || self.names_it(place)
            || self.cites(place)
            || self.is_dissent(place)
            || self.is_denial(place)
            || self.is_light(place)
            || (words.has_cases && who.phrase.words.start > place && who.phrase.kind.is_some())
    }

    /// Whether a subject is the outlet's own staff, who only pass words on: ", передаёт
    /// корреспондент агентства". Staff with a name in the phrase do not count: another outlet may
    /// be meant.
    pub(super) fn is_own_staff(&self, who: &Phrase, verb: usize) -> bool {
        let words = self.words();
        who.name.is_none()
            && words.staff.contains(self.lower(who.words.start))
            && words.cues.relaying.contains(self.lower(verb))
    }

    /// Whether an outlet or agency stands right before a verb of relaying: "CBS reports the man was
    /// sentenced".
    fn passes_news_on(&self, who: &Phrase, verb: usize) -> bool {
        who.is_outlet()
            && who.words.end == verb
            && self.words().cues.relaying.contains(self.lower(verb))
    }

    /// Whether the subject is a document, or an expert with a verb that does not only mean
    /// observing: "researchers found".
    fn is_document_or_expert(&self, who: &Phrase, verb: usize) -> bool {
        let only_sees = || self.words().cues.seeing.contains(self.lower(verb));
        // "Матеріали передали слідчим", "Отчёт опубликовали": a document is what they hand over.
        let hands = self.words().cues.handing.contains(self.lower(verb));
        who.kind == Some(SourceKind::Document) && !hands
            || who.kind == Some(SourceKind::Expert) && !only_sees()
    }

    /// Whether a word is a verb and "that" follows it right away, or in Ukrainian and Russian
    /// behind a comma: "he swears that". No list needs to know the verb.
    pub(super) fn is_told_by_that(&self, place: usize) -> bool {
        let Some(token) = self
            .token(place)
            .filter(|token| token.is_word() && !token.is_capital)
        else {
            return false;
        };
        let that = if self.words().has_cases {
            place + 2
        } else {
            place + 1
        };
        let follows = self.token(that).is_some_and(|next| {
            self.words().cues.that.contains(&next.lower) && next.speech.is_none()
        }) && (that == place + 1 || self.is(place + 1, ","));
        follows
            && self.words().is_verb(&token.lower)
            && !self.words().cues.never.contains(&token.lower)
    }

    /// Whether the subject of a verb that no list knows can speak: a pronoun, a name or a word for
    /// people or sources, behind the verb or before it with only adverbs between.
    fn is_near_speaker(&self, who: &Phrase, verb: usize) -> bool {
        let is_near = who.words.start > verb || !are_words_between(self, who, verb);
        let ends_in_name = who
            .name
            .as_ref()
            .is_some_and(|name| name.end == who.words.end && self.has_own_name(who));
        let is_kind = who.kind.is_some_and(|kind| kind != SourceKind::Social)
            && self
                .token(who.head)
                .is_some_and(|head| !self.words().has_cases || self.words().is_base(&head.lower));
        // "Red flags for investors": the investors are not the subject.
        let is_of = (who.words.start..who.head)
            .any(|place| self.words().joints.contains(self.lower(place)));
        let is_listed = !is_of && self.words().people.contains(self.lower(who.head));
        is_near && (who.is_pronoun || ends_in_name || is_kind || is_listed)
    }
}

/// Whether other words than adverbs and auxiliaries stand between a subject and the verb behind it.
/// False if a comma stands right before the verb.
fn are_words_between(of: &Clause, who: &Phrase, verb: usize) -> bool {
    !of.is(verb.saturating_sub(1), ",")
        && (who.words.end..verb).any(|place| {
            of.token(place).is_some_and(|token| {
                token.is_word()
                    && !of.words().is_between(&token.lower)
                    && !of.is_so_far(place)
                    && !token.is("не")
            })
        })
}

/// Whether a phrase is the person quoted by the verb right before it: "quoted Ann Lee", "quoted the
/// mayor".
fn is_quoted_person(phrase: &Phrase, verb: usize) -> bool {
    let is_beside =
        phrase.words.start == verb + 1 || phrase.words.start == verb + 2 && phrase.has_article;
    let is_person = phrase.kind.is_some_and(is_kind_of_person);
    is_beside && (phrase.name.is_some() || is_person)
}
