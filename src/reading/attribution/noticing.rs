//! Adds to the cast whom the narrator names without crediting them, so that a later "she" or
//! surname can mean them.

use std::ops::Range;

use super::super::words::Case;
use super::cast::Cast;
use super::choice::Meant;
use super::naming::{Nature, short_name};
use super::phrases::{Mention, Phrase, Phrases, is_kind_of_person};
use super::somebody::{Somebody, Who};
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
        let seen = Seen::of(phrase, of);
        if !self.names_somebody(phrase, &seen, of) {
            return;
        }
        let Some(named) = self.newly_named(phrase, &seen, of) else {
            return;
        };
        let who = match self.find(&named) {
            Meant::One(who) => who,
            Meant::Nobody => self.add(named.clone()),
            Meant::Several(_) => return,
        };
        self.merge(who, &named);
        let is_behind_when = seen.acts && is_behind_when(phrase, of) && is_only_named(&named);
        self.note_topic(who, &named, &seen, is_behind_when);
    }

    /// Whether the story knows the surname with which a name begins, and the name may be that
    /// surname alone.
    fn is_known_name(&self, name: &Range<usize>, seen: &Seen, of: &Phrases) -> bool {
        let first = of.tokens.get(name.start);
        (seen.has_cases || name.start == of.start && seen.acts)
            && first.is_some_and(|first| self.knows_surname(&first.lower, of))
    }

    /// Whether a phrase names somebody: by a name, as a body, or as a group that opens the
    /// sentence.
    fn names_somebody(&self, phrase: &Phrase, seen: &Seen, of: &Phrases) -> bool {
        let has_name = phrase.name.as_ref().is_some_and(|name| {
            name.end == phrase.words.end
                && (name.start > of.start
                    || name.len() > 1
                    || seen.acts
                    || self.is_known_name(name, seen, of))
        });
        let is_word_for_body = phrase.words.len() == 1
            && of.words.is_base(of.lower(phrase.head))
            && !phrase.kind.is_some_and(is_kind_of_person);
        let is_body = phrase.kind.is_some_and(|kind| kind != SourceKind::Document)
            && (phrase.name.is_some() || is_word_for_body);
        let is_of_somebody = !seen.is_aside && phrase.name.is_none() && is_of_somebody(phrase, of);
        has_name
            || is_body
            || seen.is_group
            || seen.is_office
            || is_of_somebody
            || short_name(phrase, of).is_some()
    }

    /// Whom a phrase names, read as somebody new. None if its words name nobody.
    fn newly_named(&self, phrase: &Phrase, seen: &Seen, of: &Phrases) -> Option<Somebody> {
        let case = if seen.is_aside {
            Case::Locative
        } else {
            Case::Nominative
        };
        let mention = Mention {
            phrase: phrase.clone(),
            case,
        };
        let mut named = Somebody::named(&mention, of, self.now);
        // "Retired General Reveals" is an office in a headline, and no name.
        let is_office = named.is_general && named.is_person() && !seen.has_cases;
        if named.words.is_empty() || is_office {
            return None;
        }
        named.is_base = false;
        named.is_oblique = is_oblique_name(phrase, of);
        if phrase.is_owner {
            named.without_possessive();
        }
        // A name behind a preposition ("of Canon Road") is taken for a thing, unless a given name
        // or a word for people shows a person.
        let is_one = has_given_name(&named, of) || is_described_person(phrase, of);
        let is_known = || {
            let name = phrase.name.as_ref();
            name.is_some_and(|name| self.is_known_name(name, seen, of))
        };
        if seen.is_aside && is_one && named.nature == Nature::Person {
            named.is_only_mentioned = true;
        } else if seen.is_aside {
            named.nature = Nature::Thing;
        } else if named.words.len() == 1 && is_known() {
            named.nature = Nature::Person;
        }
        Some(named)
    }

    /// Notes whether the sentence is about somebody whom it names.
    fn note_topic(&mut self, who: Who, named: &Somebody, seen: &Seen, is_behind_when: bool) {
        // The sentence is about this body or group as well. It can still be about a person who is
        // named later in it, so `self.topic` stays.
        let is_body = named.nature == Nature::Thing && named.kind == SourceKind::Body;
        let is_opening = seen.is_group || seen.is_office || seen.opens && is_body;
        let is_subject = seen.acts && !seen.is_aside && !seen.has_cases;
        // "When Harmon was stopped, he": a name of one word is the subject of a verb.
        let is_bare = is_subject && named.is_named && named.words.len() == 1;
        // "Lee did mention": the surname means Ann Lee, whom the story knows as a person.
        let is_one = is_subject && self.is_known_person(who);
        let is_topic = named.is_named
            && (named.is_person() || is_one)
            && !named.is_only_mentioned
            && self.topic < self.now;
        if (is_opening || is_bare || is_behind_when || is_topic)
            && let Some(somebody) = self.all.get_mut(who.0)
        {
            somebody.topic = Some(self.now);
        }
        if is_topic {
            self.topic = self.now;
        }
    }
}

/// What its sentence shows about a phrase.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is one thing seen in the text"
)]
struct Seen {
    /// Whether a verb stands right behind it. A capital at the start of a sentence shows no name,
    /// but such a verb does: "Voltara cut its forecast".
    acts: bool,
    /// Whether it stands behind a preposition or in a case that no subject has: "президентом
    /// Владимиром Путиным".
    is_aside: bool,
    /// Whether it opens the sentence and may be its subject.
    opens: bool,
    /// Whether it is a group that opens an English sentence: "Advocates have expressed concern.
    /// They say".
    is_group: bool,
    /// Whether it is one person without a name who opens a Ukrainian or Russian sentence:
    /// "Министр отказался от интервью. Он заявил".
    is_office: bool,
    /// Whether nouns of the language have cases.
    has_cases: bool,
}

impl Seen {
    fn of(phrase: &Phrase, of: &Phrases) -> Self {
        let has_cases = of.words.has_cases;
        let next = of.lower(phrase.words.end);
        let acts = of.words.is_sure_verb(next) || of.words.stops_finite.contains(next);
        let head = of.tokens.get(phrase.head);
        let is_oblique = has_cases
            && phrase.kind.is_some_and(is_kind_of_person)
            && head.is_some_and(|head| head.is_word() && !of.words.is_base(&head.lower));
        let is_aside = phrase.preposition.is_some() || is_oblique;
        let opens = phrase.words.start <= of.start + 1 && !is_aside && !phrase.is_owner;
        let goes_on = acts || of.words.is_between(next);
        Self {
            acts,
            is_aside,
            opens,
            is_group: opens && goes_on && !has_cases && are_people(phrase, of),
            is_office: opens
                && (goes_on || of.words.is_verb(next))
                && has_cases
                && is_office(phrase, of),
            has_cases,
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
    !of.words.has_cases
        && phrase.words.start == of.start + 1
        && of.words.times.iter().any(|word| word == of.lower(of.start))
}

/// Whether a phrase is a word for a relation and the name of somebody else: "адвокат Котова".
fn is_of_somebody(phrase: &Phrase, of: &Phrases) -> bool {
    let last = phrase.words.end.checked_sub(1);
    let last = last.and_then(|last| of.tokens.get(last));
    of.words.has_cases
        && phrase.words.len() > 1
        && last.is_some_and(|last| last.is_capital)
        && of.words.relations.contains(of.lower(phrase.head))
}

/// Whether a phrase is a word for one person and has no name: "министр", "глава Пентагона".
fn is_office(phrase: &Phrase, of: &Phrases) -> bool {
    let head = of.lower(phrase.head);
    let is_bare = phrase
        .name
        .as_ref()
        .is_none_or(|name| *name == (of.start..of.start + 1));
    is_bare
        && !phrase.is_pronoun
        && !phrase.is_counted
        && phrase.head == phrase.words.start
        && phrase.kind.is_some_and(is_kind_of_person)
        && of.words.is_base(head)
        && !of.words.is_plural(head)
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
    before.is_some_and(|before| of.words.is_of_people(of.lower(before)))
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
