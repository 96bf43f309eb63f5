//! The subject that stands behind a verb: "…, said the mayor", "сообщили «Заре» два источника" (two
//! sources told «Заря»).

use super::clause::Clause;
use super::naming::Naming;
use super::phrases::{Phrase, is_kind_of_person};
use super::tokens::Token;
use crate::case::SourceKind;

/// Whether a word is the dative or accusative of a noun in the singular, whose base form is `base`:
/// "суду", "охрану".
fn is_object_form(base: &str, word: &str) -> bool {
    let ends = |stem: &str| {
        let ending = word.strip_suffix(['у', 'ю']);
        ending.is_some_and(|rest| rest == stem)
    };
    ends(base.trim_end_matches(['а', 'я', 'о', 'е', 'ь', 'й']))
}

impl Clause<'_> {
    /// Whether a phrase behind a verb is a demonym, such as "катеринівчани", that ends the clause,
    /// while the statement stands before the verb.
    fn is_demonym_subject(&self, phrase: &Phrase, verb: usize) -> bool {
        let closes = self
            .token(phrase.words.end)
            .is_none_or(|next| !next.is_word() || next.speech.is_some());
        closes && self.may_invert(verb) && self.is_demonym(phrase)
    }

    /// Whether a phrase is a person or people in another case than the nominative. Its head must be
    /// a listed word for people plus a case ending: "представителя". Not for plurals and counted
    /// people: "два источника" may be a subject.
    pub(super) fn is_inflected_person(&self, phrase: &Phrase) -> bool {
        let head = self.token(phrase.head).map(|head| head.lower.as_str());
        // "два источника" is the genitive behind a number, and may be a subject.
        let is_counted = self
            .words()
            .worth
            .numbers
            .contains(self.lower(phrase.words.start));
        phrase.kind.is_some_and(is_kind_of_person)
            && !is_counted
            && !head.is_some_and(|head| self.words().is_plural(head))
            && head.is_some_and(|head| {
                let mut base = self.words().base_of(head).into_iter();
                !self.words().people.contains(head)
                    && !self.words().is_base(head)
                    && base.any(|base| {
                        // "представителя" has the ending in place of the soft sign of
                        // "представитель".
                        let stem = base.trim_end_matches(['ь', 'й']);
                        // "депутатка" is a feminine noun in the nominative, not a case form of
                        // "депутат".
                        let is_feminine = ["ка", "ша"]
                            .iter()
                            .any(|ending| head.strip_suffix(ending) == Some(base))
                            || ["ница", "ниця"]
                                .iter()
                                .any(|ending| head.strip_suffix(ending) == Some(stem));
                        !is_feminine
                            && head.len() >= base.len()
                            && head.len() > stem.len()
                            && head.starts_with(stem)
                    })
            })
    }

    /// Whether a phrase is the owner of quoted words, with the one who passes them on right behind:
    /// "тренера" in "наводить слова тренера | пресслужба клубу".
    fn is_owner_of_quoted_words(&self, phrase: &Phrase) -> bool {
        self.words()
            .papers
            .contains(self.lower_before(phrase.words.start))
            && self
                .phrases
                .at(phrase.words.end, self.range.end)
                .is_some_and(|next| next.preposition.is_none() && self.could_be_credited(&next))
    }

    /// Whether a person's name is in a case that no subject has: "Ивана Петрова" in "назвали соседа
    /// Ивана Петрова".
    pub(super) fn is_oblique(&self, phrase: &Phrase) -> bool {
        let naming = Naming::of(phrase, self.phrases());
        naming.oblique_case(&naming.own()).is_some()
    }

    /// The subject behind a verb, in the next 23 tokens: "the mayor" in "…, said the mayor". In
    /// Ukrainian and Russian the hearer may stand between. If there is only an outlet behind the
    /// verb, it is the subject: "пише «Весло»". None if no phrase fits.
    pub(super) fn right(&self, verb: usize) -> Option<Phrase> {
        let has_cases = self.words().has_cases;
        let mut place = verb + 1;
        let mut venue: Option<Phrase> = None;
        let mut name_at_end = None;
        while place < self.range.end && place < verb + 24 {
            if let Some(next) = self.inserted_after(place) {
                // ", не запропонувавши нічого, і діти": another clause starts here.
                if has_cases && self.words().links.contains(self.lower(next)) {
                    break;
                }
                place = next;
                continue;
            }
            if self.ends_search(place, verb) {
                break;
            }
            if self.is_before_subject(place, verb) {
                place += 1;
                continue;
            }
            let phrase = self.phrases.at(place, self.range.end);
            match phrase {
                // "опровергла эту информацию" (denied this report)
                Some(phrase)
                    if has_cases
                        && phrase.name.is_none()
                        && self.has_undergone(phrase.words.clone()) =>
                {
                    break;
                }
                Some(phrase) if place == verb + 1 && self.is_plural_subject(&phrase, verb) => {
                    return Some(phrase);
                }
                Some(phrase)
                    if has_cases
                        && (self.is_in_another_case(&phrase, verb)
                            || self.is_object_before_subject(&phrase)) =>
                {
                    place = phrase.words.end.max(place + 1);
                }
                Some(phrase) if phrase.preposition.is_none() && self.could_be_credited(&phrase) => {
                    if has_cases && venue.is_none() && self.hears_first(&phrase) {
                        place = phrase.words.end;
                        venue = Some(phrase);
                        continue;
                    }
                    // "сообщили «Заре» два источника": the sources say it, the outlet hears it.
                    let is_counted = phrase.kind.is_some()
                        && self.words().worth.numbers.contains(self.lower(place));
                    return venue
                        .filter(|_| !is_counted && !self.is_surely_somebody(&phrase))
                        .or(Some(phrase));
                }
                Some(phrase) if has_cases => {
                    name_at_end = self.named_at_end(&phrase).or(name_at_end);
                    place = phrase.words.end.max(place + 1);
                }
                None if has_cases => place += 1,
                // ", said 9/11 widow Ann Lee": a number or slash belongs to the description.
                _ if self.is(place, "/") || self.is_number(place) => place += 1,
                _ => return None,
            }
        }
        // No other subject was found. So the outlet that was skipped is the subject, as in
        // "пише «Весло»", or else a name at the end of a phrase.
        venue.or(name_at_end)
    }

    /// Whether no subject stands at or behind a place: behind a mark, quoted words, or what
    /// somebody denies or is charged with.
    fn ends_search(&self, place: usize, verb: usize) -> bool {
        let word = self.lower(place);
        // "опроверг информацию издания «Заря»" (denied the report of «Заря»): the object of the
        // denial and its owner are no subjects.
        let is_denied_object = self.words().has_cases && self.words().undergone.contains(word);
        // "обвинили в убийстве Ивана Петрова": behind "в" stands the charge, here the murder of
        // Petrov.
        let is_charge = self.words().places.contains(word) && self.charges(verb);
        is_denied_object
            || is_charge
            || matches!(word, "," | ":" | ";" | ".")
            || self
                .token(place)
                .is_some_and(|token| token.speech.is_some() || token.is_dash())
    }

    /// Whether a word may stand between a verb and the subject behind it.
    fn is_before_subject(&self, place: usize, verb: usize) -> bool {
        let (words, word) = (self.words(), self.lower(place));
        // "выразил мнение президент" (the president expressed the opinion): the noun belongs to the
        // verb, so the subject comes behind it.
        let is_of_verb = words.expressed.contains(word) || words.press.contains(word);
        words.is_between(word) || words.hearers.contains(word) || place == verb + 1 && is_of_verb
    }

    /// Whether a phrase right behind a verb is a plural that only this place shows to be the
    /// subject: "…, say divers", "…, кажуть катеринівчани," (say the people of Katerynivka).
    fn is_plural_subject(&self, phrase: &Phrase, verb: usize) -> bool {
        if self.words().has_cases {
            self.is_demonym_subject(phrase, verb)
        } else {
            self.is_of_several(phrase, verb)
        }
    }

    /// Whether a phrase is in a case that no subject has: "нового главреда Елену Котову" in
    /// "называет нового главреда Елену Котову".
    fn is_in_another_case(&self, phrase: &Phrase, verb: usize) -> bool {
        self.phrases.is_counted_oblique(phrase)
            || self.is_oblique_noun(phrase, verb)
            || !phrase.is_counted && self.is_inflected_person(phrase)
            || self.is_to_several(phrase)
            || self.is_owner_of_quoted_words(phrase)
            || self.is_oblique(phrase)
    }

    /// Whether a phrase is people to whom something is said: "місцевим жителям". Never in English.
    fn is_to_several(&self, phrase: &Phrase) -> bool {
        let words = self.words();
        words.has_cases
            && phrase.name.is_none()
            && !phrase.is_counted
            && words.is_dative_of_people(self.lower(phrase.head))
    }

    /// Whether a phrase without a name is people or a body in a case that no subject of this verb
    /// has: "гостей", "суду", "охрану".
    pub(super) fn is_oblique_noun(&self, phrase: &Phrase, verb: usize) -> bool {
        let words = self.words();
        let Some(head) = self
            .token(phrase.head)
            .filter(|head| !head.is_acronym(self.phrases.text))
            .map(|head| head.lower.as_str())
        else {
            return false;
        };
        // The capital of a sentence's first word shows no name.
        let is_free = phrase
            .name
            .as_ref()
            .is_none_or(|name| *name == (self.range.start..self.range.start + 1))
            && !phrase.is_counted
            && !phrase.is_pronoun
            && !self.is_number(phrase.words.start)
            && !words.worth.numbers.contains(self.lower(phrase.words.start));
        let are_several = words.several_endings.fit(self.lower(verb));
        let is_of_people = words.people.holds(head)
            && !words.people.contains(head)
            && !words.is_plural(head)
            && words.kind_of(head).is_none()
            && (are_several
                || words.is_of_several(head)
                || words.oblique.fit(head)
                || words.name_endings.accusative.fit(head)
                || words.name_endings.dative.fit(head)
                || words.adjectives.genitive.fit(head));
        let is_of_body = phrase.kind == Some(SourceKind::Body)
            && !words.is_base(head)
            && words
                .base_of(head)
                .is_some_and(|base| is_object_form(base, head));
        is_free && (is_of_people || is_of_body)
    }

    /// Whether a phrase is the object of a verb, with its subject right behind it: "итоги проверки |
    /// заместитель главы". Its first word is a noun that no list has for people.
    fn is_object_before_subject(&self, phrase: &Phrase) -> bool {
        let words = self.words();
        let is_thing = self.token(phrase.words.start).is_some_and(|first| {
            first.is_word()
                && !first.is_capital
                && !words.may_describe(&first.lower)
                && !self.phrases.ends_like_adjective(&first.lower)
        });
        let next = self.phrases.at(phrase.words.end, self.range.end);
        is_thing
            && phrase.name.is_none()
            && next.is_some_and(|next| {
                next.preposition.is_none()
                    && next.kind.is_some_and(is_kind_of_person)
                    && words.is_base(self.lower(next.head))
                    && next.head == next.words.start
            })
    }

    /// Whether a phrase may be the outlet that hears what the subject behind it says: by its form,
    /// or because a name in Latin letters stands right before somebody.
    fn hears_first(&self, phrase: &Phrase) -> bool {
        let first = self.token(phrase.words.start);
        let is_latin = first.is_some_and(|token| token.lower.is_ascii());
        let is_before_somebody = || {
            self.phrases
                .at(phrase.words.end, self.range.end)
                .is_some_and(|next| {
                    next.words.start == phrase.words.end && self.is_surely_somebody(&next)
                })
        };
        self.is_venue(phrase)
            || self.is_outlet_of_hearer(phrase)
            || is_latin && is_before_somebody()
    }

    /// Whether a phrase is the outlet of a journalist who was told something: "журналисту УНН". Its
    /// name has no form of a person's. If the journalist's own name follows, the outlet only
    /// describes them.
    pub(super) fn is_outlet_of_hearer(&self, phrase: &Phrase) -> bool {
        let is_outlet = |token: &Token| {
            token.is_acronym(self.phrases.text)
                || token.lower.is_ascii()
                || token.lower.contains('.')
        };
        let is_named = self
            .token(phrase.words.end)
            .is_some_and(|next| next.is_capital && next.is_word());
        self.words().has_cases
            && !is_named
            && phrase.is_only_name()
            && self.is_behind_hearer(phrase)
            && self.token(phrase.words.start).is_some_and(is_outlet)
    }
}
