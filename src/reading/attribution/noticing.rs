//! Adds to the cast whom the narrator names without crediting them, so that a later "she" or
//! surname can mean them.

use std::ops::Range;

use super::super::words::Case;
use super::cast::Cast;
use super::choice::Meant;
use super::naming::{Nature, short_name};
use super::phrases::{Mention, Phrase, Phrases, is_kind_of_person};
use super::somebody::Somebody;
use crate::case::SourceKind;

impl Cast {
    /// Adds two people whom one phrase names: "Ann Lee and Bob Crane came". Both become what the
    /// sentence is about.
    pub(super) fn notice_two(&mut self, (one, other): (&Phrase, &Phrase), of: &Phrases) {
        let topic = self.topic;
        self.notice(one, of);
        self.topic = topic;
        self.notice(other, of);
    }

    /// Adds whom a phrase names to the cast, or notes that the story has named them again.
    pub(super) fn notice(&mut self, phrase: &Phrase, of: &Phrases) {
        // A capital at the start of a sentence shows no name, but a verb right behind the word
        // does: "Voltara cut its forecast".
        let next = of.tokens.get(phrase.words.end);
        let acts = next.is_some_and(|next| {
            of.words.is_sure_verb(&next.lower) || of.words.stops_finite.contains(&next.lower)
        });
        let is_known = |name: &Range<usize>| {
            let first = of.tokens.get(name.start);
            let opens = name.start == of.start && acts;
            (of.words.has_cases || opens)
                && first.is_some_and(|first| self.knows_surname(&first.lower, of))
        };
        let has_name = phrase.name.as_ref().is_some_and(|name| {
            name.end == phrase.words.end
                && (name.start > of.start || name.len() > 1 || acts || is_known(name))
        });
        // "президентом Владимиром Путиным": the case shows that they are not the subject.
        let is_oblique = of.words.has_cases
            && phrase.kind.is_some_and(is_kind_of_person)
            && of
                .tokens
                .get(phrase.head)
                .is_some_and(|head| head.is_word() && !of.words.is_base(&head.lower));
        let is_aside = phrase.preposition.is_some() || is_oblique;
        let tells = phrase.kind.is_some_and(|kind| kind != SourceKind::Document);
        let is_base = of.words.is_base(of.lower(phrase.head));
        let is_body = tells
            && (phrase.name.is_some()
                || (is_base
                    && !phrase.kind.is_some_and(is_kind_of_person)
                    && phrase.words.len() == 1));
        // "Advocates have expressed concern. They say": a group that opens the sentence.
        let opens = phrase.words.start <= of.start + 1 && !is_aside && !phrase.is_owner;
        let goes_on = acts || next.is_some_and(|next| of.words.is_between(&next.lower));
        let is_group = opens && goes_on && !of.words.has_cases && are_people(phrase, of);
        let is_of_somebody = !is_aside && phrase.name.is_none() && is_of_somebody(phrase, of);
        if has_name || is_body || is_group || is_of_somebody || short_name(phrase, of).is_some() {
            let case = if is_aside {
                Case::Locative
            } else {
                Case::Nominative
            };
            let mut named = Somebody::named(
                &Mention {
                    phrase: phrase.clone(),
                    case,
                },
                of,
                self.now,
            );
            // "Retired General Reveals" is an office in a headline, and no name.
            let is_office = named.is_general && named.is_person() && !of.words.has_cases;
            if named.words.is_empty() || is_office {
                return;
            }
            named.is_base = false;
            named.is_oblique = is_oblique_name(phrase, of);
            if phrase.is_owner {
                named.without_possessive();
            }
            // A name behind a preposition ("of Canon Road") is taken for a thing, unless a given
            // name or a word for people shows a person.
            let is_one = has_given_name(&named, of) || is_described_person(phrase, of);
            if is_aside && is_one && named.nature == Nature::Person {
                named.is_only_mentioned = true;
            } else if is_aside {
                named.nature = Nature::Thing;
            } else if named.words.len() == 1 && phrase.name.as_ref().is_some_and(is_known) {
                named.nature = Nature::Person;
            }
            let who = match self.find(&named) {
                Meant::One(who) => who,
                Meant::Nobody => self.add(named.clone()),
                Meant::Several(_) => return,
            };
            self.merge(who, &named);
            // The sentence is about this body or group as well. It can still be about a person who
            // is named later in it, so `self.topic` stays.
            let is_body = named.nature == Nature::Thing && named.kind == SourceKind::Body;
            if (is_group || opens && is_body)
                && let Some(somebody) = self.all.get_mut(who.0)
            {
                somebody.topic = Some(self.now);
            }
            // "Lee did mention": the surname means Ann Lee, whom the story knows as a person.
            let is_one = !of.words.has_cases && acts && !is_aside && self.is_known_person(who);
            // "When Harmon was stopped, he": a name of one word is the subject of a verb.
            let is_bare = acts && !is_aside && named.is_named && named.words.len() == 1;
            if is_bare
                && !of.words.has_cases
                && let Some(somebody) = self.all.get_mut(who.0)
            {
                somebody.topic = Some(self.now);
            }
            let is_topic = named.is_named
                && (named.is_person() || is_one)
                && !named.is_only_mentioned
                && self.topic < self.now;
            let is_of_when = acts && is_behind_when(phrase, of) && is_only_named(&named);
            if is_of_when && let Some(somebody) = self.all.get_mut(who.0) {
                somebody.topic = Some(self.now);
            }
            if is_topic && let Some(somebody) = self.all.get_mut(who.0) {
                somebody.topic = Some(self.now);
                self.topic = self.now;
            }
        }
    }
}

/// Whether somebody has a name, and nothing shows what kind of source they are.
fn is_only_named(named: &Somebody) -> bool {
    named.is_named && named.kind == SourceKind::Other
}

/// Whether the first of several words of a name is a given name.
fn has_given_name(named: &Somebody, of: &Phrases) -> bool {
    let first = named.words.first().filter(|_| named.words.len() > 1);
    first.is_some_and(|first| of.words.given.contains(first))
}

/// Whether a phrase is the subject of a clause of time that opens the sentence: "When Lee was
/// stopped, he said".
fn is_behind_when(phrase: &Phrase, of: &Phrases) -> bool {
    let first = of.tokens.get(of.start);
    !of.words.has_cases
        && phrase.words.start == of.start + 1
        && first.is_some_and(|first| of.words.times.contains(&first.lower))
}

/// Whether a phrase is a word for a relation and the name of somebody else: "адвокат Котова".
fn is_of_somebody(phrase: &Phrase, of: &Phrases) -> bool {
    let last = phrase.words.end.checked_sub(1);
    let last = last.and_then(|last| of.tokens.get(last));
    let head = of.tokens.get(phrase.head);
    of.words.has_cases
        && phrase.words.len() > 1
        && last.is_some_and(|last| last.is_capital)
        && head.is_some_and(|head| of.words.relations.contains(&head.lower))
}

/// Whether a phrase is a word for several people: "voting rights advocates".
fn are_people(phrase: &Phrase, of: &Phrases) -> bool {
    let head = of.tokens.get(phrase.head).map(|head| &head.lower);
    // A capital at the start of a sentence shows no name.
    let only_opens = phrase
        .name
        .as_ref()
        .is_none_or(|name| *name == (of.start..of.start + 1) && phrase.words.len() > 1);
    only_opens
        && head.is_some_and(|head| {
            let is_person = phrase.kind.is_some_and(is_kind_of_person);
            of.words.is_plural(head) && (is_person || of.words.people.contains(head))
        })
}

/// Whether a word for people stands right before a name in English: "owned by manager Ann Lee", and
/// not "of Canon Road".
fn is_described_person(phrase: &Phrase, of: &Phrases) -> bool {
    let Some(name) = phrase.name.clone().filter(|_| !of.words.has_cases) else {
        return false;
    };
    let before = (phrase.words.start..name.start).next_back();
    before
        .and_then(|before| of.tokens.get(before))
        .is_some_and(|before| of.words.is_of_people(&before.lower))
        && name.len() > 1
        && name.end == phrase.words.end
}

/// Whether both words of a name have endings of cases other than the nominative: "Ивана Котова".
/// False at the start of a sentence.
fn is_oblique_name(phrase: &Phrase, of: &Phrases) -> bool {
    let Some(name) = phrase.name.clone().filter(|_| of.words.has_cases) else {
        return false;
    };
    let ends = |place: usize| of.words.oblique_names.fit(of.lower(place));
    name.len() == 2 && name.clone().all(ends) && name.start != of.start
}
