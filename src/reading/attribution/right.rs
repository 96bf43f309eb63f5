//! Who stands behind a verb: "…, said the mayor", "сообщили «Заре» два источника".

use super::clause::Clause;
use super::naming::Naming;
use super::phrases::{Phrase, is_kind_of_person};
use super::tokens::TokenKind;

impl Clause<'_> {
    /// Whether one word behind a verb names people by where they are from, and nothing else follows.
    fn are_from_somewhere(&self, phrase: &Phrase, verb: usize) -> bool {
        let closes = self
            .token(phrase.words.end)
            .is_none_or(|next| !next.is_word() || next.speech.is_some());
        closes && self.may_invert(verb) && self.is_demonym(phrase)
    }

    /// Whether a phrase is somebody in another case than the first: longer than the listed word by
    /// an ending.
    pub(super) fn is_inflected_person(&self, phrase: &Phrase) -> bool {
        let head = self.token(phrase.head).map(|head| head.lower.as_str());
        // "два источника"
        let is_counted = self
            .token(phrase.words.start)
            .is_some_and(|first| self.words().worth.numbers.contains(&first.lower));
        phrase.kind.is_some_and(is_kind_of_person)
            && !is_counted
            && !head.is_some_and(|head| self.words().is_plural(head))
            && head.is_some_and(|head| {
                let mut base = self.words().base_of(head).into_iter();
                !self.words().people.contains(head)
                    && !self.words().is_base(head)
                    && base.any(|base| {
                        // "представителя"
                        let stem = base.trim_end_matches(['ь', 'й']);
                        // "депутатка" is a woman of that office.
                        let is_hers = ["ка", "ша"]
                            .iter()
                            .any(|ending| head.strip_suffix(ending) == Some(base))
                            || ["ница", "ниця"]
                                .iter()
                                .any(|ending| head.strip_suffix(ending) == Some(stem));
                        !is_hers
                            && head.len() >= base.len()
                            && head.len() > stem.len()
                            && head.starts_with(stem)
                    })
            })
    }

    /// Whether a phrase is whose words somebody passes on, who stands behind it: "наводить слова
    /// тренера | пресслужба клубу".
    fn has_said(&self, phrase: &Phrase) -> bool {
        let before = phrase.words.start.checked_sub(1);
        let is_paper = before.is_some_and(|before| {
            self.token(before)
                .is_some_and(|token| self.words().papers.contains(&token.lower))
        });
        is_paper
            && self
                .phrases
                .at(phrase.words.end, self.range.end)
                .is_some_and(|next| next.preposition.is_none() && self.could_be_credited(&next))
    }

    /// Whether a person's name is in a case that no subject has: "назвали соседа Ивана Петрова".
    pub(super) fn is_oblique(&self, phrase: &Phrase) -> bool {
        let naming = Naming::of(phrase, self.phrases());
        naming.oblique(&naming.own()).is_some()
    }

    /// The subject after a verb. In Ukrainian and Russian the addressee may be in between.
    pub(super) fn right(&self, verb: usize) -> Option<Phrase> {
        let has_cases = self.words().has_cases;
        let mut place = verb + 1;
        let mut venue = None;
        let mut tail = None;
        let charges = self.charges(verb);
        while place < self.range.end && place < verb + 24 {
            if let Some(next) = self.inserted_after(place) {
                place = next;
                continue;
            }
            let token = self.token(place)?;
            // "опроверг информацию издания «Заря»": the object of the denial, and its owner.
            let is_undergone = has_cases && self.words().undergone.contains(&token.lower);
            // "обвинили в убийстве Ивана Петрова": of what somebody is charged.
            let is_charge = charges && self.words().places.contains(&token.lower);
            if is_undergone
                || is_charge
                || token.speech.is_some()
                || matches!(token.lower.as_str(), "," | ":" | ";" | ".")
                || token.is_dash()
            {
                break;
            }
            // "выразил мнение президент": what somebody expresses is of the verb.
            let is_expressed = place == verb + 1 && self.words().expressed.contains(&token.lower);
            if is_expressed
                || self.words().is_between(&token.lower)
                || self.words().hearers.contains(&token.lower)
                || place == verb + 1 && self.words().press.contains(&token.lower)
            {
                place += 1;
                continue;
            }
            let phrase = self.phrases.at(place, self.range.end);
            // "опровергла эту информацию"
            let holds_object = phrase.as_ref().is_some_and(|phrase| {
                has_cases && phrase.name.is_none() && self.has_undergone(phrase.words.clone())
            });
            if holds_object {
                break;
            }
            match phrase {
                // "…, say divers"
                Some(phrase)
                    if !has_cases && place == verb + 1 && self.is_of_several(&phrase, verb) =>
                {
                    return Some(phrase);
                }
                // "…, кажуть катеринівчани,"
                Some(phrase)
                    if has_cases && place == verb + 1 && self.are_from_somewhere(&phrase, verb) =>
                {
                    return Some(phrase);
                }
                // "называет нового главреда Елену Котову": in a case that no subject has.
                Some(phrase)
                    if has_cases
                        && (self.phrases.is_counted_oblique(&phrase)
                            || !phrase.is_counted && self.is_inflected_person(&phrase)
                            || self.has_said(&phrase)
                            || self.is_oblique(&phrase)) =>
                {
                    place = phrase.words.end.max(place + 1);
                }
                Some(phrase) if phrase.preposition.is_none() && self.could_be_credited(&phrase) => {
                    let is_latin = self
                        .token(phrase.words.start)
                        .is_some_and(|token| token.lower.is_ascii());
                    let next = self
                        .phrases
                        .at(phrase.words.end, self.range.end)
                        .filter(|next| next.words.start == phrase.words.end);
                    if has_cases
                        && is_latin
                        && venue.is_none()
                        && next.is_some_and(|next| self.is_surely_somebody(&next))
                    {
                        place = phrase.words.end;
                        venue = Some(phrase);
                        continue;
                    }
                    if !has_cases || (!self.is_venue(&phrase) && venue.is_none()) {
                        return Some(phrase);
                    }
                    if venue.is_some() {
                        // "сообщили «Заре» два источника"
                        let is_counted = phrase.kind.is_some()
                            && self.words().worth.numbers.contains(&token.lower);
                        return if is_counted || self.is_surely_somebody(&phrase) {
                            Some(phrase)
                        } else {
                            venue
                        };
                    }
                    place = phrase.words.end;
                    venue = Some(phrase);
                }
                Some(phrase) if has_cases => {
                    tail = self.named_at_end(&phrase).or(tail);
                    place = phrase.words.end.max(place + 1);
                }
                None if has_cases => place += 1,
                // ", said 9/11 widow Ann Lee"
                _ if token.kind == TokenKind::Number || token.is("/") => place += 1,
                _ => return None,
            }
        }
        // Nobody but the outlet: "пише «Весло»".
        venue.or(tail)
    }
}
