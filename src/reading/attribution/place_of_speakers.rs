//! Finds the body in which unnamed people speak: "У поліції повідомили", "сообщили в мэрии".

use super::super::words::Case;
use super::clause::{Clause, Found};
use super::naming::Naming;
use super::phrases::{Mention, Phrase, is_kind_of_person};
use crate::case::SourceKind;

impl Clause<'_> {
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
        if let Some(owner) = self.owner_of_page(&phrase) {
            return Some(Mention {
                phrase: owner,
                case: Case::Genitive,
            });
        }
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
            && (!is_paper || self.owner_of_page(phrase).is_some())
            && (phrase.kind.is_some_and(|kind| kind != SourceKind::Document)
                || self.has_own_name(phrase))
            // "В убийстве мэра Ивана Петрова обвинили": behind "в" stands the charge, the murder of
            // the mayor.
            && !(self.charges(verb) && is_person());
        is_body || self.is_from_crowd(phrase)
    }

    /// Whose page or site a phrase is, if it names them: "на сторінці музею".
    fn owner_of_page(&self, phrase: &Phrase) -> Option<Phrase> {
        let first = phrase.words.start;
        let is_page = self.words().pages.holds(self.lower(first));
        let owner = self.phrases.at(first + 1, phrase.words.end)?;
        let is_one = owner.kind != Some(SourceKind::Document);
        (is_page && is_one && owner.words.start == first + 1).then_some(owner)
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
        // "сообщили Sputnik в центре": the outlet that was told stands between.
        let is_latin = |phrase: &Phrase| {
            let first = self.token(verb + 1);
            phrase.words.start == verb + 1
                && phrase.is_only_name()
                && first.is_some_and(|first| first.lower.is_ascii())
        };
        // "прокомментировали письмо в ведомстве"
        let is_thing = |phrase: &Phrase| {
            phrase.words == (verb + 1..verb + 2)
                && phrase.kind == Some(SourceKind::Document)
                && !self.words().is_plural(self.lower(phrase.head))
        };
        let hears = |phrase: &Phrase| {
            is_thing(phrase)
                || self.is_venue(phrase)
                || self.is_outlet_of_hearer(phrase)
                || is_latin(phrase)
        };
        let next = behind.clone().find(|phrase| !hears(phrase));
        next.filter(|next| next.preposition.is_some())?;
        let start = self.start_of_main(verb);
        let adverbs = self.before_adverbs(verb, self.range.start);
        let mut before = self
            .all
            .iter()
            .filter(|phrase| phrase.words.start >= start && phrase.words.end <= verb);
        // "Про це кореспонденту «Вісті» повідомили в мерії": who hears it is no subject.
        let hears = |last: &Phrase| {
            self.is_behind_hearer(last) || self.is_venue(last) && self.is_told_by_ending(last)
        };
        let is_free = before.next_back().is_none_or(|last| {
            last.words.end < adverbs || last.preposition.is_some() || hears(last)
        });
        behind
            .filter(|phrase| phrase.words.start <= verb + 8)
            .take_while(|phrase| !self.has_break(verb, phrase.words.start))
            .find(|phrase| {
                self.is_place_of_speakers(phrase, verb) || self.is_unlisted_body(phrase, verb)
            })
            .filter(|_| is_free)
    }

    /// Whether a phrase is a name in Latin letters right behind a verb, and the body in which people
    /// speak stands behind it: "сообщили Morning Courier в мэрии".
    pub(super) fn is_before_place_of_speakers(
        &self,
        phrase: &Phrase,
        verb: usize,
        found: &Found,
    ) -> bool {
        let mut chain = found.chain.iter();
        let first = self.token(phrase.words.start);
        phrase.words.start == verb + 1
            && phrase.is_only_name()
            && first.is_some_and(|first| first.lower.is_ascii())
            && chain
                .any(|who| who.case == Case::Locative && who.phrase.words.start > phrase.words.end)
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
}
