//! Finds the subject of a verb: before it, behind it, behind an aside, or as the body in which
//! people speak ("У поліції повідомили"). `sides` decides between the subjects on the two sides.

use std::ops::Range;

use super::super::words::Case;
use super::clause::Clause;
use super::naming::Naming;
use super::phrases::{Mention, Phrase, is_kind_of_person};
use super::tokens::TokenKind;
use crate::case::{Part, SourceKind};

impl Clause<'_> {
    /// The subject of a verb, before it or behind it, together with a second one joined by "and".
    /// None if nobody is found. `among`: the tokens in which it may stand before the verb.
    pub(super) fn subject(&self, verb: usize, among: &Range<usize>) -> Option<Mention> {
        let who = self.one_subject(verb, among)?;
        Some(match self.with_another(&who, verb) {
            Some(phrase) => Mention { phrase, ..who },
            None => who,
        })
    }

    /// Whether the subject may stand behind the verb, because a quotation, comma or dash stands
    /// right before the verb: "…, said Lee". True also for a verb that opens the sentence.
    pub(super) fn may_invert(&self, verb: usize) -> bool {
        verb == self.range.start
            || self.token(verb - 1).is_some_and(|token| {
                token.speech.is_some()
                    || token.is(",")
                    || token.is_dash()
                    || token.kind == TokenKind::CloseQuote
            })
    }

    /// Whether a phrase behind a verb may be its subject, and does not open the statement: true for
    /// "said she" at the end, false if a verb follows ("said she had left").
    pub(super) fn ends_clause(&self, phrase: &Phrase) -> bool {
        let Some(next) = self.token(phrase.words.end) else {
            return true;
        };
        let goes_on = next.is_word() && next.speech.is_none();
        !goes_on
            || (!phrase.is_pronoun
                && !self.words().is_verb(&next.lower)
                && !self.words().stops_finite.contains(&next.lower))
    }

    /// Whether the last word of a name ends like one in the dative, so that an outlet hears the
    /// words: "Заре", "Ъ". False for "Ведомости", which speaks itself.
    pub(super) fn is_told_by_ending(&self, phrase: &Phrase) -> bool {
        let mut words = phrase
            .words
            .clone()
            .rev()
            .filter_map(|place| self.token(place));
        words.find(|token| token.is_word()).is_some_and(|last| {
            last.lower.chars().count() == 1
                || self.words().name_endings.dative.fit(&last.lower)
                || self.words().dative_plurals.fit(&last.lower)
        })
    }

    /// The body in which unnamed people speak, before or behind a plural verb: "У поліції
    /// повідомили", "сообщили в мэрии". None if the verb is not in the plural or has a subject of
    /// its own.
    pub(super) fn speaks_from(&self, verb: usize) -> Option<Mention> {
        if !self.words().plural_endings.fit(self.lower(verb)) {
            return None;
        }
        let phrase = self
            .place_before(verb)
            .or_else(|| self.place_behind(verb).filter(|_| !self.charges(verb)))?;
        let case = if self.is_from_crowd(phrase) {
            Case::Genitive
        } else {
            Case::Locative
        };
        let phrase = self.without_object(phrase, verb);
        Some(Mention { phrase, case })
    }

    /// Whether a phrase is a body in which people speak: "в мэрии".
    fn is_place_of_speakers(&self, phrase: &Phrase, verb: usize) -> bool {
        let words = self.words();
        // "На сайте мэрии отмечается" (the mayor's office notes on its site): a document is no
        // place in which people speak.
        let is_paper = words.papers.contains(self.lower(phrase.words.start));
        let is_person = || {
            let naming = Naming::of(phrase, self.phrases());
            phrase.kind.is_some_and(is_kind_of_person) || naming.has_given_name(&naming.own())
        };
        let is_body = self.is_in(phrase)
            && !phrase.is_pronoun
            && !is_paper
            && (phrase.kind.is_some_and(|kind| kind != SourceKind::Document)
                || self.has_own_name(phrase))
            // "В убийстве мэра Ивана Петрова обвинили": behind "в" stands the charge, the murder of
            // the mayor.
            && !(self.charges(verb) && is_person());
        is_body || self.is_from_crowd(phrase)
    }

    /// The place of the speakers that opens the clause of a verb without a subject: "У поліції" in
    /// "У поліції повідомили". One other phrase may stand before it: "У відповідь у Київській ОДА
    /// наголосили".
    fn place_before(&self, verb: usize) -> Option<&Phrase> {
        let words = self.words();
        let start = self.start_of_main(verb);
        let before = self
            .all
            .iter()
            .filter(|phrase| phrase.words.start >= start && phrase.words.end <= verb);
        // "В Киеве следователи сообщили": the investigators are the subject.
        let are_people = |last: &Phrase| {
            last.kind.is_some_and(is_kind_of_person) && words.is_plural(self.lower(last.head))
        };
        let has_subject = before.clone().next_back().is_some_and(|last| {
            last.preposition.is_none()
                && last.words.end == verb
                && self.is_surely_somebody(last)
                && (last.name.is_some() || are_people(last))
                // "В мэрии «Заре» сообщили": «Заря» only hears it.
                && !(self.is_venue(last) && self.is_told_by_ending(last))
        });
        // "эксперты в разговоре с «Зарёй» назвали": the experts before the place are the subject.
        let is_subject = |phrase: &Phrase| {
            let head = self.lower(phrase.head);
            phrase.preposition.is_none() && (words.is_base(head) || words.people.contains(head))
        };
        // "Корреспонденту «Зари» в мэрии сказали": the outlet that hears it may stand first.
        let mut hearer = before.clone().take(1);
        let hearer = hearer.find(|one| self.is_behind_hearer(one));
        let behind_hearer = hearer.map_or(start, |hearer| hearer.words.end);
        before
            .clone()
            .filter(|phrase| !self.is_behind_hearer(phrase))
            .take(2)
            .take_while(|phrase| phrase.preposition.is_some())
            .find(|phrase| self.is_place_of_speakers(phrase, verb))
            .filter(|phrase| phrase.words.start <= behind_hearer + 4 && !has_subject)
            .filter(|place| {
                let mut before = before.clone();
                !before.any(|phrase| phrase.words.end <= place.words.start && is_subject(phrase))
            })
    }

    /// The place of the speakers behind a verb without a subject: "сообщили в мэрии".
    fn place_behind(&self, verb: usize) -> Option<&Phrase> {
        let behind = self.all.iter().filter(|phrase| phrase.words.start > verb);
        let next = behind.clone().find(|phrase| !self.is_venue(phrase));
        next.filter(|next| next.preposition.is_some())?;
        let start = self.start_of_main(verb);
        let adverbs = self.before_adverbs(verb, self.range.start);
        let mut before = self
            .all
            .iter()
            .filter(|phrase| phrase.words.start >= start && phrase.words.end <= verb);
        let is_free = before
            .next_back()
            .is_none_or(|last| last.words.end < adverbs || last.preposition.is_some());
        behind
            .filter(|phrase| phrase.words.start <= verb + 8)
            .take_while(|phrase| !self.has_break(verb, phrase.words.start))
            .find(|phrase| {
                self.is_place_of_speakers(phrase, verb) || self.is_unlisted_body(phrase, verb)
            })
            .filter(|_| is_free)
    }

    /// The first token of the clause of a verb. Words between commas right before the verb or its
    /// object are skipped: "В мэрии, в свою очередь, уточнили", "В компании «Берег», которая
    /// вывозит мусор, это признали".
    fn start_of_main(&self, verb: usize) -> usize {
        let words = self.words();
        let start = self.clause_start(self.inserted_before(verb).unwrap_or(verb));
        let is_comma = |place: &usize| self.is(*place, ",");
        let close = start.checked_sub(1).filter(is_comma);
        let open = close.and_then(|close| (self.range.start..close).rev().find(is_comma));
        let adds = |open: &usize| {
            let first = open + 1 + usize::from(words.prepositions.contains(self.lower(open + 1)));
            words.relatives.contains(self.lower(first)) || words.participles.fit(self.lower(first))
        };
        open.filter(adds)
            .map_or(start, |open| self.clause_start(open))
    }

    /// Whether a preposition of place stands before a phrase: "в мэрии".
    fn is_in(&self, phrase: &Phrase) -> bool {
        phrase
            .preposition
            .is_some_and(|place| self.words().places.contains(self.lower(place)))
    }

    /// Whether a phrase is a crowd out of which somebody calls: "из зала крикнули".
    fn is_from_crowd(&self, phrase: &Phrase) -> bool {
        let counted = &self.words().counted;
        counted.crowds.contains(self.lower(phrase.words.start))
            && phrase
                .preposition
                .is_some_and(|place| counted.of.contains(self.lower(place)))
    }

    /// Whether a phrase behind a verb that a mark sets off is a body that no list knows: "…,
    /// стверджують у касі." It ends the clause, and its noun is no time, text, platform or
    /// occasion.
    fn is_unlisted_body(&self, phrase: &Phrase, verb: usize) -> bool {
        let words = self.words();
        let Some(noun) = self.token(phrase.words.end - 1) else {
            return false;
        };
        let closes = self
            .token(phrase.words.end)
            .is_none_or(|next| !next.is_word() || next.speech.is_some());
        let is_set_off = verb > self.range.start && self.may_invert(verb);
        let venues = words.cues.venues.iter().flat_map(|list| &list.words);
        is_set_off
            && closes
            && self.has_only_words(phrase)
            && self.is_in(phrase)
            && phrase.words.len() <= 2
            && phrase.preposition == Some(verb + 1)
            && words.in_places.fit(&noun.lower)
            && !words.worth.dates.contains(&noun.lower)
            && !words.worth.months.contains(&noun.lower)
            && !words.is_paper(&noun.lower)
            && !words.is_of_platform(&noun.lower)
            && !words.occasions.holds(&noun.lower)
            && phrase.kind != Some(SourceKind::Document)
            && !venues
                .flat_map(|venue| venue.split(' '))
                .any(|part| part == noun.lower)
    }

    /// Whether a word for those who hear stands right before a phrase: "корреспонденту «Зари»".
    pub(super) fn is_behind_hearer(&self, phrase: &Phrase) -> bool {
        self.words()
            .hearers
            .contains(self.lower_before(phrase.words.start))
    }

    /// Cuts off the object of the verb that stands right behind a person's full name or behind the
    /// name of a body: "Тамара Котова | нарушения отрицает", "в управлении культуры | визит
    /// подтверждают". Returns the phrase unchanged if it has no object.
    pub(super) fn without_object(&self, phrase: &Phrase, verb: usize) -> Phrase {
        let words = self.words();
        let until = |end: usize| Phrase {
            words: phrase.words.start..end,
            head: phrase.head.min(end - 1),
            ..phrase.clone()
        };
        if !words.has_cases || phrase.words.end != verb || phrase.is_counted {
            return phrase.clone();
        }
        let naming = Naming::of(phrase, self.phrases());
        if let Some(name) = &phrase.name {
            let is_full = name.end < verb && naming.has_given_name(name);
            return if is_full {
                until(name.end)
            } else {
                phrase.clone()
            };
        }
        let last = verb - 1;
        let is_object = phrase.kind == Some(SourceKind::Body)
            && last > phrase.head
            && self.token(last).is_some_and(|token| {
                token.is_word() && !token.is_capital && !words.genitives.fit(&token.lower)
            });
        if is_object {
            until(last)
        } else {
            phrase.clone()
        }
    }

    /// Whether a verb accuses, so that "в" behind it introduces the charge: "обвинили в убийстве".
    pub(super) fn charges(&self, verb: usize) -> bool {
        let charging = &self.words().cues.charging;
        charging.contains(self.lower(verb))
    }

    /// The place where adverbs and auxiliaries right before a verb begin, such as "also", "has",
    /// "are"; the verb itself if there are none. `start`: the first place that may be taken.
    fn before_adverbs(&self, verb: usize, start: usize) -> usize {
        let mut at = verb;
        while at > start
            && self.token(at - 1).is_some_and(|token| {
                let cues = &self.words().cues;
                let goes_on = cues.progressive.contains(&token.lower) && self.is_progressive(verb);
                (goes_on || self.words().is_between(&token.lower)) && token.speech.is_none()
            })
        {
            at -= 1;
        }
        at
    }

    /// The place of the bracket that opens the pair closed at `close`, at most 30 tokens before it.
    /// None if a short name such as "(NATO)" stands in the pair.
    fn opening_bracket(&self, close: usize, among: &Range<usize>) -> Option<usize> {
        (among.start..close)
            .rev()
            .take(30)
            .find(|place| self.is(*place, "("))
            .filter(|open| !self.phrases.is_short_name(*open))
    }

    /// The exclusive end of the subject before a verb, without the adverbs, brackets and inserted
    /// words between. None if nothing is left.
    fn end_of_left(&self, verb: usize, among: &Range<usize>) -> Option<usize> {
        // "Lee (R-Kelm), for example, said"
        let before_brackets = |at: usize| {
            let close = at.checked_sub(1).filter(|close| self.is(*close, ")"));
            close
                .and_then(|close| self.opening_bracket(close, among))
                .unwrap_or(at)
        };
        let at = before_brackets(self.before_adverbs(verb, among.start));
        let at = self.inserted_before(at).unwrap_or(at);
        Some(before_brackets(at)).filter(|at| *at > among.start)
    }

    /// The subject before a verb: "Lee" in "Lee also said". None if nobody before it can be the
    /// subject.
    pub(super) fn left(&self, verb: usize, among: &Range<usize>) -> Option<Phrase> {
        let at = self.end_of_left(verb, among)?;
        if self.is(at - 1, ",") {
            return self
                .before_asides(at - 1, among)
                .or_else(|| self.before_aside(at - 1, among));
        }
        let start = self.clause_start(at);
        if let Some(described) = self.before_relative_clause(start, at, among) {
            return Some(described);
        }
        let inside = |phrase: &&Phrase| {
            phrase.words.start >= start.max(among.start)
                && phrase.words.end <= at
                && phrase
                    .preposition
                    .is_none_or(|place| self.may_open_clause(place, verb))
                && !self.is_named_place_of(phrase)
                && !(self.words().has_cases && self.is_object_before_verb(phrase))
                && !self.is_behind_participle(phrase)
        };
        let near: Vec<&Phrase> = self
            .all
            .iter()
            .filter(inside)
            .filter(|phrase| {
                self.could_be_credited(phrase)
                    || (phrase.words.end == at && self.is_of_several(phrase, verb))
                    || self.ends_headline(phrase, verb)
            })
            .collect();
        if let Some(phrase) = self.nearest(&near) {
            let phrase = &self.without_object(phrase, at);
            let named = self.named_before(phrase);
            return Some(named.unwrap_or_else(|| self.named_behind(phrase, at)));
        }
        if let Some(named) = self.named_behind_place(at) {
            return Some(named);
        }
        if self.is(start.checked_sub(1)?, ",") {
            return self.before_clause(start, among);
        }
        self.subject_of_clause_before(start..at, among)
    }

    /// The last of the phrases before a verb. What is counted, what is denied and who hears it come
    /// after all other phrases: "Кремль эту информацию опроверг", "профессор в интервью газете
    /// «Труд» заявил".
    fn nearest<'b>(&self, phrases: &[&'b Phrase]) -> Option<&'b Phrase> {
        let hear_nothing = || {
            let all = phrases.iter().copied().rev();
            all.filter(|phrase| !self.is_hearer(phrase))
        };
        let is_counted =
            |phrase: &&Phrase| self.is_number(phrase.words.start) && phrase.kind.is_none();
        let is_aside =
            |phrase: &&Phrase| self.is_denied_object(phrase) || self.is_venue_outlet(phrase);
        let last = phrases.last().copied();
        hear_nothing()
            .find(|phrase| !is_counted(phrase) && !is_aside(phrase))
            .or_else(|| hear_nothing().find(|phrase| !is_counted(phrase)))
            .or_else(|| last.filter(|phrase| !self.is_hearer(phrase)))
    }

    /// The subject that a clause takes over from the clause before, since it has none of its own.
    /// `clause` goes from its start to its verb.
    fn subject_of_clause_before(
        &self,
        clause: Range<usize>,
        among: &Range<usize>,
    ) -> Option<Phrase> {
        let Range { start, end } = clause;
        let holds_phrase = self.all.iter().any(|phrase| {
            phrase.words.start >= start && phrase.words.end <= end && phrase.preposition.is_none()
        });
        if holds_phrase {
            return None;
        }
        let before: Vec<&Phrase> = self
            .all
            .iter()
            .filter(|phrase| {
                phrase.words.end < start
                    && phrase.words.start >= among.start
                    && phrase.preposition.is_none()
                    && self.could_be_credited(phrase)
            })
            .collect();
        let boundary = self.lower_before(start);
        if self.words().relatives.contains(boundary) {
            return before.last().map(|phrase| (*phrase).clone());
        }
        // "He resigned and said …": both verbs have the same subject.
        let goes_on = self.words().links.contains(boundary);
        goes_on.then(|| self.topic(&before)).flatten()
    }

    /// Whether a phrase before a verb is its object, somebody in a case that no subject has:
    /// "Депутата Рады заподозрили", "Экс-мэра обвинили".
    fn is_object_before_verb(&self, phrase: &Phrase) -> bool {
        let opens = phrase.head == phrase.words.start;
        let words = self.words();
        // "женщину обвинили" (they accused a woman)
        let is_accusative = phrase.words.len() == 1
            && self.token(phrase.head).is_some_and(|head| {
                words.people.holds(&head.lower)
                    && !words.people.contains(&head.lower)
                    && words.name_endings.accusative.fit(&head.lower)
            });
        opens && phrase.preposition.is_none() && (is_accusative || self.is_inflected_person(phrase))
    }

    /// Whether an English headline ends with this phrase and the verb: "Drones downed overnight,
    /// air force says".
    fn ends_headline(&self, phrase: &Phrase, verb: usize) -> bool {
        matches!(self.part, Part::Title | Part::Heading)
            && !self.words().has_cases
            && verb + 1 == self.range.end
            && phrase.words.end == verb
            && phrase
                .words
                .start
                .checked_sub(1)
                .is_some_and(|comma| self.is(comma, ","))
    }

    /// Whether a phrase is what somebody denies or confirms, and not the subject: "эту информацию"
    /// in "Кремль эту информацию опроверг".
    fn is_denied_object(&self, phrase: &Phrase) -> bool {
        let is_pointed_at = phrase.has_article
            && self
                .words()
                .pointing
                .contains(self.lower_before(phrase.words.start));
        !phrase.is_pronoun && (is_pointed_at || self.phrases.is_object(phrase.words.start))
    }

    /// Whether a phrase is an outlet, or people without a name, in a case that no subject has: they
    /// hear the words. Ukrainian and Russian only, except for counted people.
    fn is_hearer(&self, phrase: &Phrase) -> bool {
        let words = self.words();
        if phrase.is_counted {
            return self.phrases.is_counted_oblique(phrase);
        }
        let hears = words.has_cases
            && phrase.name.is_none()
            && self.token(phrase.head).is_some_and(|head| {
                !words.is_base(&head.lower)
                    && !words.people.contains(&head.lower)
                    && words.is_of_people(&head.lower)
                    && words.oblique.fit(&head.lower)
            });
        hears
            || words.has_cases
                && phrase.is_outlet()
                && self
                    .token(phrase.head)
                    .is_some_and(|head| !self.words().is_base(&head.lower))
    }

    /// Whether a phrase is an outlet behind a word for where something was said: "радио «Заря»" in
    /// "Депутат в эфире радио «Заря» заявил".
    fn is_venue_outlet(&self, phrase: &Phrase) -> bool {
        let before = phrase.words.start.checked_sub(1);
        let mut venues = self.words().cues.venues.iter().flat_map(|list| &list.words);
        phrase.is_outlet()
            && before
                .and_then(|before| self.token(before))
                .is_some_and(|before| {
                    venues.any(|venue| venue.split(' ').next_back() == Some(&before.lower))
                })
    }

    /// The subject of a sentence: the first of these phrases, or the name in the aside right behind
    /// it ("the mayor, Ann Lee,"). None if there are no phrases. `before`: the phrases that could
    /// be credited, in order.
    pub(super) fn topic(&self, before: &[&Phrase]) -> Option<Phrase> {
        let first = before.first()?;
        let named = before.get(1).filter(|next| {
            first.name.is_none()
                && next.name.is_some()
                && next.words.start == first.words.end + 1
                && self.is(first.words.end, ",")
        });
        Some(named.map_or_else(|| (*first).clone(), |named| with_kind_of(named, first)))
    }
}

/// A copy of `phrase` that takes the kind of source from `other` if it has none of its own.
pub(super) fn with_kind_of(phrase: &Phrase, other: &Phrase) -> Phrase {
    // "The lead author of the study, Ann Lee": the word "study" does not make her a document.
    let is_full = phrase.name.as_ref().is_some_and(|name| name.len() > 1);
    let others = other
        .kind
        .filter(|kind| !is_full || *kind != SourceKind::Document);
    let kind = phrase.kind.or(others);
    Phrase {
        kind,
        ..phrase.clone()
    }
}
