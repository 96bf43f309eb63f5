//! Finds the subject of a verb: before it, behind it, behind an aside, or as the body in which
//! people speak ("У поліції повідомили"). `sides` decides between the subjects on the two sides.

use std::ops::Range;

use super::clause::Clause;
use super::naming::Naming;
use super::phrases::{Mention, Phrase, is_kind_of_person};
use super::tokens::TokenKind;
use crate::case::{Part, SourceKind};

/// The most tokens of an insertion between two dashes.
const LONGEST_INSERTION: usize = 25;

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
        // "read a placard held by a nurse"
        let is_passive = !self.words().has_cases && self.is(phrase.words.end + 1, "by");
        !goes_on
            || is_passive
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
    pub(super) fn before_adverbs(&self, verb: usize, start: usize) -> usize {
        let mut at = self.led_in_from(verb).unwrap_or(verb);
        while at > start
            && self.token(at - 1).is_some_and(|token| {
                let cues = &self.words().cues;
                let goes_on = cues.progressive.contains(&token.lower)
                    && (self.is_progressive(verb) || self.is_heard(verb));
                (goes_on || self.words().is_between(&token.lower) || self.is_so_far(at - 1))
                    && token.speech.is_none()
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
                .or_else(|| self.before_aside(at - 1, among))
                .or_else(|| self.named_right_before(at - 1));
        }
        if let Some(before) = self.before_dashes(at - 1, among) {
            return Some(before);
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
                && !(self.words().has_cases && self.is_object_before_verb(phrase, verb))
                && !self.is_behind_participle(phrase)
                && !self.are_things_of_one(phrase, verb)
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
            return Some(named.unwrap_or_else(|| {
                let named = self.named_behind(phrase, at);
                // "Министр по делам порта Иван Котов на своей странице написал"
                if named.words == phrase.words && self.words().has_cases {
                    self.named_by_tail(phrase)
                } else {
                    named
                }
            }));
        }
        if let Some(named) = self.named_behind_place(at) {
            return Some(named);
        }
        if self.is(start.checked_sub(1)?, ",") {
            return self.before_clause(start, among);
        }
        self.subject_of_clause_before(start..at, among)
    }

    /// The subject before an insertion between two dashes, the second of which is at `close`: "The
    /// mayor – who was late – said".
    fn before_dashes(&self, close: usize, among: &Range<usize>) -> Option<Phrase> {
        let is_dash = |place: &usize| {
            self.token(*place)
                .is_some_and(|token| token.is_dash() && token.speech.is_none())
        };
        let open = Some(close).filter(is_dash).and_then(|close| {
            (among.start..close)
                .rev()
                .take(LONGEST_INSERTION)
                .find(is_dash)
        })?;
        let is_said = |place: usize| {
            self.token(place)
                .is_some_and(|token| token.speech.is_some())
        };
        let ends = |phrase: &&Phrase| {
            phrase.words.end == open
                && phrase.preposition.is_none()
                && self.is_surely_somebody(phrase)
                && !(self.words().has_cases && self.is_oblique(phrase))
        };
        let subject = self.all.iter().find(ends)?;
        (!(open..close).any(is_said)).then(|| subject.clone())
    }

    /// The person with an office and a full name right before a comma and the verb, if nobody else
    /// is the subject: "Один из покинувших газету, обозреватель Иван Котов, отметил".
    fn named_right_before(&self, comma: usize) -> Option<Phrase> {
        let is_one = |phrase: &&Phrase| {
            let name = phrase.name.as_ref();
            phrase.words.end == comma
                && self.lower_before(phrase.words.start) == ","
                && phrase.preposition.is_none()
                && phrase.kind.is_some_and(is_kind_of_person)
                && name.is_some_and(|name| name.end == comma && name.len() > 1)
                && !self.is_oblique(phrase)
        };
        let named = self.all.iter().find(is_one);
        named.filter(|_| self.words().has_cases).cloned()
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
                    && !(self.words().has_cases && self.is_object_before_verb(phrase, end))
            })
            .collect();
        let boundary = self.lower_before(start);
        if boundary == "who"
            && let Some(agent) = self.agent_before(start - 1)
        {
            return Some(agent);
        }
        if self.words().relatives.contains(boundary) {
            return before.last().map(|phrase| (*phrase).clone());
        }
        // "He resigned and said …": both verbs have the same subject. So have those of "обратился
        // к актёрам, где призвал".
        let is_where = self.words().has_cases
            && self.words().wheres.contains(boundary)
            && self.lower_before(start - 1) == ",";
        let goes_on = self.words().links.contains(boundary) || is_where;
        goes_on.then(|| self.topic(&before)).flatten()
    }

    /// Whom "by" names right before the comma and "who" at `place`: "Lee" in "It was praised by Lee,
    /// who said".
    fn agent_before(&self, place: usize) -> Option<Phrase> {
        let comma = place.checked_sub(1).filter(|comma| self.is(*comma, ","))?;
        let agent = self.all.iter().find(|phrase| phrase.words.end == comma)?;
        let is_agent = agent.preposition.is_some_and(|by| self.is(by, "by"));
        (is_agent && self.is_surely_somebody(agent)).then(|| agent.clone())
    }

    /// Whether a phrase before a verb is its object, somebody in a case that no subject has:
    /// "Депутата Рады заподозрили", "Экс-мэра обвинили".
    fn is_object_before_verb(&self, phrase: &Phrase, verb: usize) -> bool {
        let opens = phrase.head == phrase.words.start;
        let words = self.words();
        // "женщину обвинили" (they accused a woman)
        let is_accusative = phrase.words.len() == 1
            && self.token(phrase.head).is_some_and(|head| {
                words.people.holds(&head.lower)
                    && !words.people.contains(&head.lower)
                    && words.name_endings.accusative.fit(&head.lower)
            });
        let are_several = words.several_endings.fit(self.lower(verb));
        // "туристов предупредили" (they warned tourists)
        let is_oblique =
            || phrase.words.len() == 1 && are_several && self.is_oblique_noun(phrase, verb);
        opens
            && phrase.preposition.is_none()
            && (is_accusative || self.is_inflected_person(phrase) || is_oblique())
    }

    /// Whether a phrase is a document in the plural and the verb in the past singular, so that
    /// somebody else is its subject: "такие данные опубликовала прокуратура". Never in English.
    fn are_things_of_one(&self, phrase: &Phrase, verb: usize) -> bool {
        let words = self.words();
        let verb = self.lower(verb);
        words.has_cases
            && phrase.kind == Some(SourceKind::Document)
            && words.is_plural(self.lower(phrase.head))
            && (words.she_did.fit(verb) || words.he_did.fit(verb))
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
        let mut first = before.first()?;
        // "Приговор он выслушал молча и сказал": the document is no subject if a pronoun is there.
        if first.kind == Some(SourceKind::Document)
            && self.words().has_cases
            && let Some(pronoun) = before.iter().find(|phrase| phrase.is_pronoun)
        {
            first = pronoun;
        }
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
