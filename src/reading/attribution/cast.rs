//! Everybody whom a story names, so that "she", "the group", "Гнатюк" and "ДСНС" are who they were when they came in.

use std::collections::HashMap;

use super::super::words::{Case, Words, is_one_word};
use super::likeness::{likeness, stem};
use super::phrases::{Mention, Phrase, Phrases, is_kind_of_person};
use super::somebody::{Nature, Somebody, short_name};
use crate::case::SourceKind;

/// A place in the cast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::reading) struct Who(usize);

/// Everybody met so far.
#[derive(Debug, Default)]
pub(in crate::reading) struct Cast {
    all: Vec<Somebody>,
    /// Who has a word in their name, by its start: see [`stem`].
    by_word: HashMap<String, Vec<usize>>,
    /// Who was credited last.
    last: Option<Who>,
    /// The person of whom a sentence was last, and which sentence.
    topic: Option<(Who, usize)>,
    /// Sentences so far.
    now: usize,
}

/// This many sentences later a pronoun no longer stands for somebody.
const MEMORY: usize = 8;

/// Of those who share a word only so many are compared: a list of a hundred thousand claims may credit one police.
const MOST_COMPARED: usize = 64;

impl Cast {
    pub fn get(&self, who: Who) -> Option<&Somebody> {
        self.all.get(who.0)
    }

    /// A sentence begins.
    pub fn next_sentence(&mut self) {
        self.now += 1;
    }

    /// Nobody is "she" any more: what follows has nothing to do with what came before.
    pub fn part(&mut self) {
        self.last = None;
        self.now += MEMORY;
    }

    /// Who was credited last, not longer ago than a paragraph or so.
    pub fn last(&self) -> Option<Who> {
        self.last.filter(|who| {
            self.get(*who)
                .is_some_and(|somebody| self.is_recent(somebody.seen))
        })
    }

    fn is_recent(&self, seen: usize) -> bool {
        seen + MEMORY >= self.now
    }

    /// Notes that somebody is credited.
    pub fn credit(&mut self, who: Who) {
        self.last = Some(who);
        let now = self.now;
        if let Some(somebody) = self.all.get_mut(who.0) {
            somebody.credited = Some(now);
            somebody.seen = now;
            if somebody.nature == Nature::Person {
                self.topic = Some((who, now));
            }
        }
    }

    pub fn relies(&mut self, who: Who, on: Who) {
        if let Some(somebody) = self.all.get_mut(who.0)
            && who != on
            && !somebody.relies_on.contains(&on)
        {
            somebody.relies_on.push(on);
        }
    }

    /// Notes who is named in a sentence without being credited, so that a later "she" or surname finds them.
    pub(super) fn notice(&mut self, phrase: &Phrase, of: &Phrases) {
        // Any sentence starts with a capital; that a verb follows makes a name of it: "Voltara cut its forecast".
        let next = of.tokens.get(phrase.words.end);
        let acts = next.is_some_and(|next| of.words.is_sure_verb(&next.lower));
        let has_name = phrase.name.as_ref().is_some_and(|name| {
            name.end == phrase.words.end && (name.start > of.start || name.len() > 1 || acts)
        });
        let tells = phrase.kind.is_some_and(|kind| kind != SourceKind::Document);
        let is_base = of
            .tokens
            .get(phrase.head)
            .is_some_and(|token| of.words.is_base(&token.lower));
        let is_body = tells
            && (phrase.name.is_some()
                || (is_base
                    && !phrase.kind.is_some_and(is_kind_of_person)
                    && phrase.words.len() == 1));
        if has_name || is_body || short_name(phrase, of).is_some() {
            let case = if phrase.preposition.is_some() {
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
            if named.words.is_empty() {
                return;
            }
            named.is_base = false;
            // "of Canon Road": who stands behind a preposition is hardly the one of whom is spoken.
            if phrase.preposition.is_some() {
                named.nature = Nature::Thing;
            }
            let who = self.find(&named).unwrap_or_else(|| self.add(named.clone()));
            self.merge(who, &named);
            let is_topic = named.is_person()
                && named.is_named
                && self.topic.is_none_or(|(_, sentence)| sentence < self.now);
            if is_topic {
                self.topic = Some((who, self.now));
            }
        }
    }

    /// Who is meant.
    pub(super) fn resolve(&mut self, mention: &Mention, of: &Phrases) -> Option<Who> {
        if mention.phrase.is_pronoun {
            let word = of
                .tokens
                .get(mention.phrase.words.start)
                .map(|token| token.lower.clone())
                .unwrap_or_default();
            return self.pronoun(&word, of.words);
        }
        let named = Somebody::named(mention, of, self.now);
        if named.words.is_empty() {
            return None;
        }
        if !named.is_named
            && let Some(who) = self.stands_for(mention, &named, of)
        {
            return Some(who);
        }
        let who = match self.find(&named) {
            Some(who) => who,
            None => self.add(named.clone()),
        };
        self.merge(who, &named);
        Some(who)
    }

    /// Whom a pronoun stands for.
    fn pronoun(&self, word: &str, words: &Words) -> Option<Who> {
        let recent = self
            .all
            .iter()
            .enumerate()
            .filter(|(_, somebody)| self.is_recent(somebody.seen));
        let latest = |fits: &dyn Fn(&Somebody) -> bool| {
            recent
                .clone()
                .filter(|(_, somebody)| fits(somebody))
                .max_by_key(|(_, somebody)| (somebody.seen, somebody.credited))
                .map(|(place, _)| Who(place))
        };
        if words.persons.contains(word) {
            let is_woman = words.she.contains(word);
            let could_be =
                |somebody: &Somebody| somebody.is_woman.is_none_or(|known| known == is_woman);
            let topic = self.topic.filter(|(_, sentence)| sentence + 3 >= self.now);
            if let Some((who, _)) = topic.filter(|(who, _)| self.get(*who).is_some_and(could_be)) {
                return Some(who);
            }
            if topic.is_some() && !words.is_english() {
                // Of whom it is said stands nearer, and it is not of them: better nobody than somebody else.
                return latest(&|somebody| {
                    somebody.nature == Nature::Person
                        && somebody.is_woman == Some(is_woman)
                        && somebody.seen + 2 >= self.now
                });
            }
            let credited = latest(&|somebody| {
                somebody.nature == Nature::Person
                    && somebody.credited.is_some_and(|place| place + 3 >= self.now)
            });
            return credited
                .or_else(|| latest(&|somebody| somebody.is_person() && somebody.is_named))
                .or_else(|| latest(&|somebody| somebody.is_person() && somebody.credited.is_some()))
                .or(self.last())
                .filter(|who| !self.get(*who).is_some_and(carries));
        }
        let is_things = |somebody: &Somebody| !somebody.is_person() && somebody.credited.is_some();
        if words.things.contains(word) {
            return latest(&is_things)
                .or_else(|| latest(&|somebody| !somebody.is_person() && somebody.is_named));
        }
        latest(&|somebody| somebody.nature == Nature::People && somebody.credited.is_some())
            .or_else(|| latest(&is_things))
            .or(self.last())
    }

    /// Whom a word without a name stands for: "the group", "the official", "відомство".
    fn stands_for(&self, mention: &Mention, named: &Somebody, of: &Phrases) -> Option<Who> {
        let phrase = &mention.phrase;
        let head = of
            .tokens
            .get(phrase.head)
            .map(|token| token.lower.clone())
            .unwrap_or_default();
        let is_english = of.words.code == "en";
        let is_general = of.words.is_stand_in(&head);
        // "собеседник агентства", "контрольное ведомство": but "пресс-служба губернатора" is one of its own.
        let is_stand_in = |place: usize| {
            of.tokens
                .get(place)
                .is_some_and(|token| of.words.is_stand_in(&token.lower))
        };
        let is_single = phrase.words.len() == 1
            || (!is_english
                && is_general
                && (phrase.head + 1 == phrase.words.end || phrase.words.clone().all(is_stand_in)));
        let is_known = if is_english {
            phrase.is_definite
        } else {
            !phrase.has_article || phrase.is_definite
        };
        if !is_single || !is_known || (named.nature == Nature::People) {
            return None;
        }
        let is_person = named.is_person() || of.words.is_of_people(&head);
        let latest = |fits: &dyn Fn(&Somebody) -> bool| {
            let candidates = self
                .all
                .iter()
                .enumerate()
                .filter(|(_, somebody)| fits(somebody));
            candidates
                .max_by_key(|(_, somebody)| {
                    (
                        self.is_recent(somebody.seen),
                        somebody.credited.is_some(),
                        somebody.seen,
                    )
                })
                .map(|(place, _)| Who(place))
        };
        let has_role = |somebody: &Somebody| {
            somebody
                .roles
                .iter()
                .any(|role| role == &head || is_one_word(role, &head))
                || (!somebody.is_person()
                    && somebody
                        .words
                        .iter()
                        .any(|word| word == &head || is_one_word(word, &head)))
        };
        let is_one_itself = |somebody: &Somebody| {
            somebody
                .words
                .first()
                .is_some_and(|word| of.words.is_stand_in(word))
                && !somebody.is_named
        };
        let is_kind = |somebody: &Somebody| {
            is_general
                && phrase.kind.is_some_and(|kind| is_like(kind, somebody.kind))
                && !is_one_itself(somebody)
                && self.is_recent(somebody.seen)
        };
        let is_unknown = |somebody: &Somebody| {
            is_general
                && phrase.kind.is_some()
                && !is_person
                && somebody.kind == SourceKind::Other
                && somebody.is_named
                && somebody.is_proper
                && somebody.roles.is_empty()
                && (is_english || !somebody.is_person())
                && self.is_recent(somebody.seen)
        };
        // "згідно з висновком" is nobody.
        let is_unknown_noun = !is_english
            && phrase.kind.is_none()
            && phrase.words.len() == 1
            && !of.words.papers.contains(&head);
        let is_person =
            (is_person && (is_general || of.words.is_of_people(&head))) || is_unknown_noun;
        latest(&has_role)
            .or_else(|| latest(&is_kind))
            .or_else(|| latest(&is_unknown))
            .or_else(|| {
                is_person
                    .then(|| {
                        latest(&|somebody| {
                            somebody.nature == Nature::Person && self.is_recent(somebody.seen)
                        })
                    })
                    .flatten()
            })
    }

    /// Who has this name already.
    fn find(&self, named: &Somebody) -> Option<Who> {
        let mut candidates: Vec<usize> = named
            .words
            .iter()
            .chain(&named.short)
            .filter_map(|word| self.by_word.get(&stem(word)))
            .flat_map(|places| places.iter().rev().take(MOST_COMPARED).copied())
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        let score = |place: &usize| {
            self.all
                .get(*place)
                .map_or(0, |somebody| likeness(named, somebody))
        };
        let best = candidates
            .into_iter()
            .rev()
            .max_by_key(|place| (score(place), *place))?;
        (score(&best) > 0).then_some(Who(best))
    }

    fn add(&mut self, somebody: Somebody) -> Who {
        let place = self.all.len();
        self.list(place, &somebody);
        self.all.push(somebody);
        Who(place)
    }

    fn list(&mut self, place: usize, somebody: &Somebody) {
        for word in somebody.words.iter().chain(&somebody.short) {
            let places = self.by_word.entry(stem(word)).or_default();
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
    }

    /// What a new naming adds to somebody.
    fn merge(&mut self, who: Who, named: &Somebody) {
        let now = self.now;
        let Some(known) = self.all.get_mut(who.0) else {
            return;
        };
        known.seen = now;
        if known.kind == SourceKind::Other {
            known.kind = named.kind;
        }
        known.is_woman = known.is_woman.or(named.is_woman);
        if known.short.is_none() {
            known.short.clone_from(&named.short);
        }
        if known.nature == Nature::Thing {
            known.nature = named.nature;
        }
        for role in &named.roles {
            if !known.roles.contains(role) {
                known.roles.push(role.clone());
            }
        }
        let is_fuller = named.words.len() > known.words.len()
            && named.is_named
            && (named.is_proper || named.is_person())
            && (known.is_person() || !named.is_person());
        let is_better = named.words.len() == known.words.len() && named.is_base && !known.is_base;
        if is_fuller || is_better {
            known.name.clone_from(&named.name);
            known.words.clone_from(&named.words);
            known.is_base = named.is_base;
        }
        let known = known.clone();
        self.list(who.0, &known);
    }
}

/// Whether somebody is an outlet or agency.
fn carries(somebody: &Somebody) -> bool {
    matches!(somebody.kind, SourceKind::Outlet | SourceKind::Agency)
}

/// Whether a word for one kind of source may stand for one of another: CNN is "the channel" and "the agency" at times.
fn is_like(a: SourceKind, b: SourceKind) -> bool {
    let carries = |kind| {
        matches!(
            kind,
            SourceKind::Outlet | SourceKind::Agency | SourceKind::Social
        )
    };
    a == b || (carries(a) && carries(b))
}
