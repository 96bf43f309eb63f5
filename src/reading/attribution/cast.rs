//! Everybody whom a story names, so that "she", "the group", "Гнатюк" and "ДСНС" are who they were when they came in.

use std::collections::HashMap;

use super::super::language::{Case, Words, is_cyrillic, is_one_word};
use super::inflect::{Inflected, base, base_of_name};
use super::phrases::{Mention, Phrase, Phrases, is_kind_of_person};
use crate::case::SourceKind;

/// A place in the cast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::reading) struct Who(usize);

/// Somebody or something that a story names.
#[derive(Clone, Debug)]
pub(in crate::reading) struct Somebody {
    /// The fullest name that the story has for them, in its base form where that is known.
    pub name: String,
    /// What their words tell them to be.
    pub kind: SourceKind,
    /// Where the story says that they have something from.
    pub relies_on: Vec<Who>,
    /// The name's words in lower case.
    words: Vec<String>,
    /// Words that described them: "mayor", "начальник".
    roles: Vec<String>,
    /// Their short name in capitals.
    short: Option<String>,
    is_person: bool,
    /// Whether they have a name of their own.
    is_named: bool,
    /// Whether the name is surely in its base form.
    is_base: bool,
    /// Whether several people: "local residents".
    is_plural: bool,
    /// The sentence in which they were last.
    seen: usize,
    /// The sentence in which they were last credited.
    credited: Option<usize>,
}

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
            if somebody.is_person && !somebody.is_plural {
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
        let has_name = phrase.name.as_ref().is_some_and(|name| {
            name.end == phrase.words.end && (name.start > of.start || name.len() > 1)
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
        if has_name || is_body || self.short_name(phrase, of).is_some() {
            let case = if phrase.preposition.is_some() {
                Case::Locative
            } else {
                Case::Nominative
            };
            let mut named = self.named(
                &Mention {
                    phrase: phrase.clone(),
                    case,
                },
                of,
            );
            named.is_base = false;
            // "of Canon Road": who stands behind a preposition is hardly the one of whom is spoken.
            named.is_person &= phrase.preposition.is_none();
            let who = self.find(&named).unwrap_or_else(|| self.add(named.clone()));
            self.merge(who, &named);
            let is_topic = named.is_person
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
        let named = self.named(mention, of);
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
            if let Some((who, _)) = self.topic.filter(|(_, sentence)| sentence + 3 >= self.now) {
                return Some(who);
            }
            let credited = latest(&|somebody| {
                somebody.is_person
                    && !somebody.is_plural
                    && somebody.credited.is_some_and(|place| place + 3 >= self.now)
            });
            return credited
                .or_else(|| latest(&|somebody| somebody.is_person && somebody.is_named))
                .or_else(|| latest(&|somebody| somebody.is_person && somebody.credited.is_some()))
                .or(self.last());
        }
        let is_things = |somebody: &Somebody| !somebody.is_person && somebody.credited.is_some();
        if words.things.contains(word) {
            return latest(&is_things)
                .or_else(|| latest(&|somebody| !somebody.is_person && somebody.is_named));
        }
        latest(&|somebody| somebody.is_plural && somebody.credited.is_some())
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
        let is_single = phrase.words.len() == 1
            || (!is_english
                && is_general
                && (phrase.head == phrase.words.start || phrase.head + 1 == phrase.words.end));
        let is_known = if is_english {
            phrase.is_definite
        } else {
            !phrase.has_article || phrase.is_definite
        };
        if !is_single || !is_known || named.is_plural {
            return None;
        }
        let is_person = named.is_person || of.words.is_of_people(&head);
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
                || (!somebody.is_person
                    && somebody
                        .words
                        .iter()
                        .any(|word| word == &head || is_one_word(word, &head)))
        };
        let is_stand_in = |somebody: &Somebody| {
            somebody
                .words
                .first()
                .is_some_and(|word| of.words.is_stand_in(word))
                && !somebody.is_named
        };
        let is_kind = |somebody: &Somebody| {
            is_general
                && phrase.kind == Some(somebody.kind)
                && !is_stand_in(somebody)
                && self.is_recent(somebody.seen)
        };
        let is_unknown = |somebody: &Somebody| {
            is_general
                && phrase.kind.is_some()
                && !is_person
                && somebody.kind == SourceKind::Other
                && somebody.is_named
                && somebody.roles.is_empty()
                && self.is_recent(somebody.seen)
        };
        let is_unknown_noun = !is_english && phrase.kind.is_none() && phrase.words.len() == 1;
        let is_person =
            (is_person && (is_general || of.words.is_of_people(&head))) || is_unknown_noun;
        latest(&has_role)
            .or_else(|| latest(&is_kind))
            .or_else(|| latest(&is_unknown))
            .or_else(|| {
                is_person
                    .then(|| {
                        latest(&|somebody| {
                            somebody.is_person
                                && !somebody.is_plural
                                && self.is_recent(somebody.seen)
                        })
                    })
                    .flatten()
            })
    }

    /// Somebody as a phrase names them.
    fn named(&self, mention: &Mention, of: &Phrases) -> Somebody {
        let Mention { phrase, case } = mention;
        let is_listed_person = phrase.kind.is_some_and(is_kind_of_person);
        let short = self.short_name(phrase, of).filter(|_| !is_listed_person);
        let name = phrase.name.clone().map(|name| without_titles(name, of));
        let ends_in_name = name
            .as_ref()
            .is_some_and(|name| name.end == phrase.words.end && !name.is_empty());
        let is_acronym = |place: usize| {
            of.tokens
                .get(place)
                .is_some_and(|token| token.is_acronym(of.text))
        };
        let is_quoted = name.as_ref().is_some_and(|name| {
            of.tokens
                .get(name.start)
                .is_some_and(|token| !token.is_word() && !token.is("@"))
        });
        let capitals = name.as_ref().map_or(0, |name| {
            name.clone()
                .filter(|place| of.tokens.get(*place).is_some_and(|token| token.is_word()))
                .count()
        });
        let head_in_name = phrase.kind.is_some()
            && name
                .as_ref()
                .is_some_and(|name| name.contains(&phrase.head));
        let is_person = !is_quoted
            && (is_listed_person && (name.is_none() || ends_in_name)
                || (phrase.kind.is_none()
                    && ends_in_name
                    && (2..=4).contains(&capitals)
                    && !phrase
                        .name
                        .clone()
                        .is_some_and(|name| name.clone().take(name.len().min(2)).any(is_acronym))))
            || (name.is_none() && self.is_of_people(phrase, of));
        // "the weekly Der Morgenbote", "mayor Ann Lee": the name is enough. "Unity Bloc volunteer": it is not.
        let own = match name {
            Some(name)
                if ends_in_name
                    && !(head_in_name && !is_person)
                    && !(is_quoted && is_listed_person)
                    && !is_elsewhere(&name, phrase, of)
                    && (is_person
                        || is_quoted
                        || (phrase.kind.is_some() && is_foreign_or_english(&name, of))) =>
            {
                own_name(name, phrase, of)
            }
            _ => without_owner(phrase, of),
        };
        let is_quoted = is_quoted && !is_listed_person;
        let pieces: Vec<usize> = own
            .clone()
            .filter(|place| self.is_shown(*place, of))
            .collect();
        let shown: Vec<&str> = pieces
            .iter()
            .filter_map(|place| of.text.get(of.tokens.get(*place)?.range.clone()))
            .collect();
        let at = |place: usize| pieces.iter().position(|piece| *piece == place);
        let name_in = phrase.name.as_ref().and_then(|name| {
            let places: Vec<usize> = name.clone().filter_map(at).collect();
            Some(*places.first()?..*places.last()? + 1)
        });
        let inflected = Inflected {
            name: name_in,
            head: phrase.kind.and_then(|_| at(phrase.head)),
            is_person,
            words: shown,
        };
        let based = if is_quoted {
            let is_alone = inflected.words.len() == 1 && (phrase.kind.is_none() || head_in_name);
            inflected
                .words
                .iter()
                .map(|word| {
                    if is_alone {
                        base_of_name(word, *case, of.words)
                    } else {
                        (*word).to_owned()
                    }
                })
                .collect()
        } else {
            base(&inflected, *case, of.words)
        };
        let name = joined(&based, &pieces, of);
        let words = lower_words(&based);
        let head = of
            .tokens
            .get(phrase.head)
            .map(|token| token.lower.clone())
            .unwrap_or_default();
        Somebody {
            kind: phrase.kind.unwrap_or_default(),
            relies_on: Vec::new(),
            roles: phrase
                .words
                .clone()
                .filter(|place| !own.contains(place))
                .filter_map(|place| of.tokens.get(place))
                .filter(|token| token.is_word())
                .map(|token| token.lower.clone())
                .collect(),
            short,
            is_person,
            is_named: phrase.name.is_some(),
            is_base: *case == Case::Nominative,
            is_plural: of.words.plurals.iter().any(|ending| {
                of.words
                    .base_of(&head)
                    .unwrap_or(&head)
                    .ends_with(ending.as_str())
            }) && phrase.name.is_none(),
            seen: self.now,
            credited: None,
            words,
            name,
        }
    }

    /// Whether a phrase without a name is of a person.
    fn is_of_people(&self, phrase: &Phrase, of: &Phrases) -> bool {
        phrase.kind.is_some_and(is_kind_of_person)
            || of
                .tokens
                .get(phrase.head)
                .is_some_and(|token| of.words.is_of_people(&token.lower))
    }

    /// The short name in brackets at the end of a phrase.
    fn short_name(&self, phrase: &Phrase, of: &Phrases) -> Option<String> {
        let open = phrase
            .words
            .clone()
            .find(|place| of.is_short_name(*place))?;
        Some(of.tokens.get(open + 1)?.lower.clone())
    }

    /// Quotation marks and short names in brackets are no part of a name.
    fn is_shown(&self, place: usize, of: &Phrases) -> bool {
        let in_brackets = (0..3).any(|back| {
            place
                .checked_sub(back)
                .is_some_and(|open| of.is_short_name(open))
        });
        !in_brackets
            && of.tokens.get(place).is_some_and(|token| {
                token.is_word()
                    || matches!(token.lower.as_str(), "." | "@" | "№")
                    || token.kind == super::tokens::TokenKind::Number
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
        if known.short.is_none() {
            known.short.clone_from(&named.short);
        }
        known.is_person |= named.is_person;
        for role in &named.roles {
            if !known.roles.contains(role) {
                known.roles.push(role.clone());
            }
        }
        let is_fuller = named.words.len() > known.words.len()
            && named.is_named
            && (known.is_person || !named.is_person);
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

/// How surely two names are of one: 0 if they are not.
fn likeness(named: &Somebody, known: &Somebody) -> usize {
    let same = |a: &String, b: &String| a == b || is_one_word(a, b);
    let all_in = |few: &[String], many: &[String]| {
        few.iter().all(|word| {
            many.iter()
                .any(|other| same(word, other) || is_initial_of(word, other))
        })
    };
    if named.words.is_empty() || known.words.is_empty() {
        return 0;
    }
    let is_short = |short: &Option<String>, words: &[String]| {
        short
            .as_ref()
            .is_some_and(|short| words.len() == 1 && words.first() == Some(short))
    };
    if is_short(&known.short, &named.words)
        || is_short(&named.short, &known.words)
        || (named.short.is_some() && named.short == known.short)
    {
        return 100;
    }
    if named.words.len() == known.words.len()
        && named
            .words
            .iter()
            .zip(&known.words)
            .all(|(a, b)| same(a, b))
    {
        return 90;
    }
    let (fewer, more) = if named.words.len() <= known.words.len() {
        (named, known)
    } else {
        (known, named)
    };
    if !fewer.is_named || !more.is_named || !all_in(&fewer.words, &more.words) {
        return 0;
    }
    let ends_alike = fewer
        .words
        .last()
        .zip(more.words.last())
        .is_some_and(|(a, b)| same(a, b));
    let is_person = more.is_person && !is_body(fewer);
    if is_person {
        // A surname, or first name and surname without the middle one.
        return if ends_alike { 80 } else { 0 };
    }
    if more.is_person || fewer.is_person {
        return 0;
    }
    let alike = fewer.kind == more.kind
        || fewer.kind == SourceKind::Other
        || more.kind == SourceKind::Other;
    if alike && (ends_alike || fewer.words.len() > 1 || fewer.kind != SourceKind::Other) {
        40 + fewer.words.len()
    } else {
        0
    }
}

fn is_body(somebody: &Somebody) -> bool {
    !matches!(somebody.kind, SourceKind::Other) && !is_kind_of_person(somebody.kind)
}

/// Whether one is the first letter of the other.
fn is_initial_of(short: &str, long: &str) -> bool {
    let mut letters = short.chars();
    let first = letters.next();
    letters.next().is_none() && first.is_some() && first == long.chars().next()
}

/// The start of a word that its endings leave alone.
fn stem(word: &str) -> String {
    if is_cyrillic(word) {
        word.chars().take(4).collect()
    } else {
        word.to_owned()
    }
}

/// A name without the titles before it: "Senator", "Dr.", "Mr".
fn without_titles(mut name: std::ops::Range<usize>, of: &Phrases) -> std::ops::Range<usize> {
    let is_title = |place: usize| {
        of.tokens.get(place).is_some_and(|token| {
            of.words.titles.contains(&token.lower)
                || (token.is_word()
                    && of
                        .words
                        .kind_of(&token.lower)
                        .is_some_and(is_kind_of_person)
                    && !token.is_acronym(of.text))
        })
    };
    let last_title = name.clone().rev().skip(1).find(|place| is_title(*place));
    let has_person = last_title.is_some_and(|place| {
        (place + 1..name.end)
            .any(|place| of.tokens.get(place).is_some_and(|token| token.is_capital))
    });
    if let Some(place) = last_title.filter(|_| has_person) {
        name.start = place + 1;
        while name.start < name.end && of.tokens.get(name.start).is_some_and(|token| token.is("."))
        {
            name.start += 1;
        }
    }
    name
}

/// A person's name without the end of what they are: "юристка Асоціації фермерів Степу Ірина Бондар" is Ірина Бондар. More
/// than two words are a name where one of them is after the father.
fn own_name(name: std::ops::Range<usize>, phrase: &Phrase, of: &Phrases) -> std::ops::Range<usize> {
    let words: Vec<usize> = name
        .clone()
        .filter(|place| {
            of.tokens
                .get(*place)
                .is_some_and(super::tokens::Token::is_word)
        })
        .collect();
    let is_after_father = |place: &usize| {
        of.tokens.get(*place).is_some_and(|token| {
            of.words
                .patronymics
                .iter()
                .any(|ending| token.lower.ends_with(ending.as_str()))
        })
    };
    let is_initial = |place: &usize| {
        of.tokens
            .get(*place)
            .is_some_and(|token| token.lower.chars().count() == 1)
    };
    let has_gap = phrase.head + 1 < name.start;
    if of.words.patronymics.is_empty()
        || words.len() < 3
        || !has_gap
        || words
            .iter()
            .any(|place| is_after_father(place) || is_initial(place))
    {
        return name;
    }
    words
        .iter()
        .rev()
        .nth(1)
        .map_or(name.clone(), |start| *start..name.end)
}

/// Whether a name only says where somebody is: "источник в МЧС".
fn is_elsewhere(name: &std::ops::Range<usize>, phrase: &Phrase, of: &Phrases) -> bool {
    (phrase.head..name.start).any(|place| {
        of.tokens
            .get(place)
            .is_some_and(|token| of.words.prepositions.contains(&token.lower))
    })
}

/// Whether a name is no Ukrainian or Russian word: then it is not the end of a description, as in "банк України".
fn is_foreign_or_english(name: &std::ops::Range<usize>, of: &Phrases) -> bool {
    of.words.endings.is_empty()
        || of
            .tokens
            .get(name.start)
            .is_some_and(|token| !is_cyrillic(&token.lower) || token.is_acronym(of.text))
}

/// A phrase without whose it is: "Osterra’s State Security Bureau", if what is left has a name of its own.
fn without_owner(phrase: &Phrase, of: &Phrases) -> std::ops::Range<usize> {
    let owner = phrase.words.clone().rev().find(|place| {
        of.tokens.get(*place).is_some_and(|token| {
            token.lower.ends_with("'s")
                || token.lower.ends_with("’s")
                || token.lower.ends_with("s’")
        })
    });
    let named = |start: usize| {
        let first = of.tokens.get(start).is_some_and(|token| token.is_capital);
        first
            && phrase
                .name
                .as_ref()
                .is_some_and(|name| name.end == phrase.words.end)
    };
    let is_tie = |token: &super::tokens::Token| {
        of.words
            .ties
            .iter()
            .any(|tie| token.lower.ends_with(tie.as_str()))
    };
    let tie = phrase
        .words
        .clone()
        .rev()
        .find(|place| of.tokens.get(*place).is_some_and(is_tie));
    let after_tie = tie.filter(|place| {
        of.tokens
            .get(place + 1)
            .is_some_and(|token| token.is_capital)
    });
    if let Some(place) = after_tie {
        return place + 1..phrase.words.end;
    }
    match owner.filter(|place| named(place + 1)) {
        Some(place) => place + 1..phrase.words.end,
        None => phrase.words.clone(),
    }
}

/// The words of a name with the spaces that stand between them in the text.
fn joined(words: &[String], places: &[usize], of: &Phrases) -> String {
    let mut name = String::new();
    let mut end = None;
    for (word, place) in words.iter().zip(places) {
        let range = of
            .tokens
            .get(*place)
            .map(|token| token.range.clone())
            .unwrap_or_default();
        if end.is_some_and(|end| range.start > end) {
            name.push(' ');
        }
        name.push_str(word);
        end = Some(range.end);
    }
    name
}

fn lower_words(words: &[String]) -> Vec<String> {
    words
        .iter()
        .map(|word| word.to_lowercase())
        .filter(|word| word.contains(char::is_alphanumeric))
        .collect()
}
