//! The cast: all people and bodies that a story names. It resolves later mentions, such as "she",
//! "the group", a surname ("Гнатюк") or an abbreviation ("ДСНС"), to the member who was named
//! before.

use std::collections::HashMap;
use std::ops::Range;

use super::super::forms::is_one_word;
use super::super::words::Words;
use super::choice::{Meant, Points};
use super::likeness::key_of;
use super::naming::Nature;
use super::phrases::{Mention, Phrase, Phrases, is_kind_of_person};
use super::somebody::{Somebody, Who};
use crate::case::SourceKind;

/// The people and bodies that the story has named so far. `topic`, `now` and `paragraph` are
/// numbers of sentences; consecutive sentences of one quotation have the same number.
#[derive(Debug, Default)]
pub(in crate::reading) struct Cast {
    pub(super) all: Vec<Somebody>,
    /// Positions in `all` of those who have a word in their name, by the start of that word: see
    /// [`key_of`].
    pub(super) by_word: HashMap<String, Vec<usize>>,
    /// Speakers that the file format names, such as members of a chat, by the exact name there.
    spoken: HashMap<String, Who>,
    /// Who was credited last. None after [`Cast::part`].
    last: Option<Who>,
    /// The candidates, likeliest first, if the user is asked who spoke last.
    pub(super) asked: Vec<Who>,
    /// Whose words follow in the next paragraph, because this one ended with a colon.
    pub(super) announced: Vec<Who>,
    /// The last sentence whose topic is known: the person whom it is about.
    pub(super) topic: usize,
    /// The number of the current sentence.
    pub(super) now: usize,
    /// The number of the first sentence of the current paragraph.
    pub(super) paragraph: usize,
    /// Whether a quotation that is not closed yet continues in the next paragraph.
    pub(in crate::reading) is_inside: bool,
    /// Whether the text is a transcript: a name before a colon at the start of a paragraph is its
    /// speaker.
    pub(in crate::reading) is_transcript: bool,
}

/// The most members of the cast with a common word in their name that are compared with a new name.
/// It bounds the work: in a list of a hundred thousand claims, very many names may share the word
/// "police".
pub(super) const MOST_COMPARED: usize = 64;

impl Cast {
    /// The member of the cast at this position.
    pub fn get(&self, who: Who) -> Option<&Somebody> {
        self.all.get(who.0)
    }

    /// Whether somebody is certainly one person: gender or kind of source shows it. "Agence
    /// France-Presse" only has the form of a person's name.
    pub fn is_one_person(&self, who: Who) -> bool {
        self.get(who).is_some_and(|somebody| {
            somebody.nature == Nature::Person
                && (somebody.is_woman.is_some() || is_kind_of_person(somebody.kind))
        })
    }

    /// Whether the story has only described somebody, and not named them: "the newspaper".
    pub fn is_nameless(&self, who: Who) -> bool {
        self.get(who).is_some_and(|somebody| !somebody.is_named)
    }

    /// Makes somebody the topic of the current sentence, which refers to them by a pronoun.
    pub fn goes_on_about(&mut self, who: Who) {
        let now = self.now;
        if let Some(somebody) = self.all.get_mut(who.0) {
            somebody.seen = now;
            somebody.topic = Some(now);
            self.topic = now;
        }
    }

    /// Notes that the current sentence mentions somebody.
    fn see(&mut self, who: Who) {
        let now = self.now;
        if let Some(somebody) = self.all.get_mut(who.0) {
            somebody.seen = now;
        }
    }

    /// Starts a paragraph. Its first sentence is the next one.
    pub fn next_paragraph(&mut self) {
        self.paragraph = self.now + 1;
    }

    /// Starts the next sentence.
    pub fn next_sentence(&mut self) {
        self.now += 1;
    }

    /// Starts a new part of the text: pronouns there do not refer to anybody named before.
    pub fn part(&mut self) {
        self.last = None;
        self.asked.clear();
        self.now += Points::get().memory + 1;
    }

    /// Who was credited last, if they were mentioned within the last `memory` sentences (see
    /// `assets/points.ron`).
    pub fn last(&self) -> Option<Who> {
        self.last.filter(|who| {
            self.get(*who)
                .is_some_and(|somebody| self.is_recent(somebody.seen))
        })
    }

    /// Whether a sentence is at most `memory` sentences back (see `assets/points.ron`).
    pub(super) fn is_recent(&self, seen: usize) -> bool {
        seen + Points::get().memory >= self.now
    }

    /// Notes that somebody is credited with the current sentence. They become the topic of the
    /// sentence.
    pub fn credit(&mut self, who: Who) {
        self.last = Some(who);
        self.asked.clear();
        let now = self.now;
        if let Some(somebody) = self.all.get_mut(who.0) {
            somebody.credited = Some(now);
            somebody.is_only_mentioned = false;
            somebody.seen = now;
            somebody.topic = Some(now);
            if somebody.nature == Nature::Person {
                self.topic = now;
            }
        }
    }

    /// Notes that somebody passes on what others say. If their kind of source is not known yet,
    /// they become an outlet.
    pub fn passes_on(&mut self, who: Who) {
        let unknown = self.all.get_mut(who.0);
        if let Some(somebody) = unknown.filter(|who| who.kind == SourceKind::Other) {
            somebody.kind = SourceKind::Outlet;
            somebody.nature = Nature::Thing;
        }
    }

    /// Notes that a name is not a person's, unless a role, a kind of source or a given name shows a
    /// person.
    pub fn is_no_person(&mut self, who: Who, words: &Words) {
        let somebody = self.all.get_mut(who.0).filter(|who| {
            let first = who.words.first();
            who.nature == Nature::Person
                && who.kind == SourceKind::Other
                && who.roles.is_empty()
                && !first.is_some_and(|first| words.given.contains(first))
        });
        if let Some(somebody) = somebody {
            somebody.nature = Nature::Thing;
            somebody.is_woman = None;
        }
    }

    /// Whether somebody is a person whom the story has called by name.
    pub(super) fn is_known_person(&self, who: Who) -> bool {
        self.get(who)
            .is_some_and(|who| who.nature == Nature::Person && who.is_named)
    }

    /// Notes that `who` has information from `on`.
    pub fn relies(&mut self, who: Who, on: Who) {
        if let Some(somebody) = self.all.get_mut(who.0)
            && who != on
            && !somebody.relies_on.contains(&on)
        {
            somebody.relies_on.push(on);
        }
    }

    /// The named people who were the topic of a sentence after `from` and before `to`, both
    /// exclusive, the latest first. Only those within the last `memory` sentences, of known gender
    /// or credited before.
    pub(super) fn spoken_of(&self, from: usize, to: usize) -> Vec<Who> {
        let is_named_person = |somebody: &Somebody| {
            somebody.nature == Nature::Person
                && !somebody.is_only_mentioned
                && somebody.is_named
                && somebody.is_proper
                && (somebody.is_woman.is_some() || somebody.credited.is_some())
        };
        let all = self.all.iter().enumerate();
        let mut found: Vec<(usize, Who)> = all
            .filter(|(_, somebody)| is_named_person(somebody))
            .filter_map(|(place, somebody)| Some((somebody.topic?, Who(place))))
            .filter(|(when, _)| from < *when && *when < to && self.is_recent(*when))
            .collect();
        found.sort_by_key(|(when, _)| std::cmp::Reverse(*when));
        found.into_iter().map(|(_, who)| who).collect()
    }

    /// Whom a pronoun means, or a word in its place: a verb without a subject, a label, a word for a
    /// paper.
    fn resolve_pronoun(&mut self, mention: &Mention, of: &Phrases) -> Meant {
        let word = of.lower(mention.phrase.words.start);
        // Some pronoun mentions hold a verb, a label or a word for a paper, and mean who spoke
        // last: "Запевняє, що", "В сообщении говорится".
        let is_paper = of.words.is_paper(word);
        let cues = &of.words.cues;
        if cues.verbs.contains(word) {
            return self.left_out(word, of);
        }
        if cues.there.contains(word) {
            return self.body_spoken_last();
        }
        let is_label = |label: &String| label.split(' ').next() == Some(word);
        if cues.hearsay.contains(word)
            || cues.verbatim.iter().any(is_label)
            || is_paper && self.last().is_some()
        {
            let who = self.last().or_else(|| self.only_topic_before());
            return who.map_or(Meant::Nobody, Meant::One);
        }
        if is_paper {
            let mut mention = mention.clone();
            mention.phrase.is_pronoun = false;
            return self.resolve(&mention, of);
        }
        let meant = self.pronoun(word, of.words);
        // "She said": the pronoun shows that they are one person, and their gender.
        if let Meant::One(Who(place)) = meant
            && of.words.persons.contains(word)
            && let Some(somebody) = self.all.get_mut(place)
        {
            somebody.nature = Nature::Person;
            somebody.is_woman = Some(of.words.she.contains(word));
        }
        meant
    }

    /// Whom a mention means. Somebody who is new is added to the cast; somebody who is known gets
    /// what the mention adds.
    pub(super) fn resolve(&mut self, mention: &Mention, of: &Phrases) -> Meant {
        if mention.phrase.is_pronoun {
            return self.resolve_pronoun(mention, of);
        }
        let mut named = Somebody::named(mention, of, self.now);
        if named.words.is_empty() {
            return Meant::Nobody;
        }
        if mention.phrase.is_counted {
            // "One of the men" is somebody new, unless the story used the same words before.
            let who = match self.find(&named) {
                Meant::One(who) => who,
                _ => self.add(named.clone()),
            };
            self.merge(who, &named);
            return Meant::One(who);
        }
        if is_national(&mention.phrase, of) {
            let meant = self.person_last_spoken_of();
            if meant != Meant::Nobody {
                return meant;
            }
        }
        if mention.phrase.is_owner {
            named.without_possessive();
        }
        if let Some(who) = self.holder(mention, &named, of) {
            self.see(who);
            return Meant::One(who);
        }
        if let Some(possessive) = possessive_of_relation(&mention.phrase, of) {
            self.name_after_owner(&mut named, &possessive, of);
        } else if is_of_thing(&mention.phrase, of) {
            // "Its governor" may be the governor of another region than the one named before.
        } else if !named.is_named || describes_office(&mention.phrase, of) {
            let meant = self.described(mention, &named, of);
            if meant != Meant::Nobody {
                return meant;
            }
        }
        let known = self.find_by_verb(mention, &named, of);
        if let Some(leader) = self.leader(mention, &known, of) {
            let own = match known {
                Meant::One(who) => who,
                _ => self.add(named),
            };
            return Meant::Several(vec![leader, own]);
        }
        let who = match self.found(mention, &mut named, of) {
            Meant::One(who) => who,
            Meant::Nobody => {
                let other = self.who_just_spoke_as(mention, &named, of);
                named.is_only_mentioned |= other.is_some();
                let own = self.add(named);
                return other.map_or(Meant::One(own), |other| Meant::Several(vec![other, own]));
            }
            several @ Meant::Several(_) => return several,
        };
        self.merge(who, &named);
        Meant::One(who)
    }

    /// The speaker named before a colon ("Vik: ..."), who is added if new and is credited. None if
    /// several members of the cast could have the name.
    pub(super) fn labelled(&mut self, named: &Somebody) -> Option<Who> {
        let who = match self.find(named) {
            Meant::One(who) => who,
            Meant::Nobody => self.add(named.clone()),
            Meant::Several(_) => return None,
        };
        self.merge(who, named);
        self.credit(who);
        Some(who)
    }

    /// The speaker whom the file format names, who is added if new and is credited. Only the exact
    /// name matches, because two members of a chat may share a word of their names.
    pub(super) fn spoken(&mut self, name: &str) -> Who {
        if let Some(who) = self.spoken.get(name).copied() {
            self.credit(who);
            return who;
        }
        let words: Vec<String> = crate::text::words(name)
            .filter_map(|word| name.get(word))
            .map(str::to_lowercase)
            .collect();
        let words = if words.is_empty() {
            vec![name.to_owned()]
        } else {
            words
        };
        let first = words.first().map(|word| key_of(word)).unwrap_or_default();
        let same = self.by_word.get(&first).into_iter().flatten().copied();
        let known = same.take(MOST_COMPARED).find(|place| {
            let known = self.all.get(*place);
            known.is_some_and(|somebody| somebody.name == name)
        });
        let who = known.map_or_else(
            || self.add(Somebody::labelled(name.to_owned(), words, Vec::new())),
            Who,
        );
        self.spoken.insert(name.to_owned(), who);
        self.credit(who);
        who
    }

    /// Renames somebody who is described by their relation to a person: "his lawyer" becomes "Ann
    /// Lee’s lawyer" if "his" can only mean Ann Lee.
    fn name_after_owner(&self, named: &mut Somebody, possessive: &str, of: &Phrases) {
        if let Meant::One(who) = self.pronoun(possessive, of.words)
            && let Some(owner) = self.get(who)
        {
            named.name = format!("{}’s {}", owner.name, named.name);
            named.words = vec![named.name.to_lowercase()];
        }
    }

    /// Adds a new member.
    pub(super) fn add(&mut self, somebody: Somebody) -> Who {
        let place = self.all.len();
        self.index_words(place, &somebody);
        self.all.push(somebody);
        Who(place)
    }

    /// Enters the words of a member's name in the index `by_word`.
    fn index_words(&mut self, place: usize, somebody: &Somebody) {
        for word in somebody.words.iter().chain(&somebody.short) {
            let places = self.by_word.entry(key_of(word)).or_default();
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
    }

    /// Adds to somebody what a new mention shows: roles, kind of source, gender, abbreviation, or a
    /// fuller name.
    pub(super) fn merge(&mut self, who: Who, named: &Somebody) {
        let now = self.now;
        let Some(known) = self.all.get_mut(who.0) else {
            return;
        };
        known.seen = now;
        known.is_only_mentioned &= named.is_only_mentioned;
        known.was_called_by_surname |= named.words.len() == 1 && known.words.len() > 1;
        if known.kind == SourceKind::Other {
            known.kind = named.kind;
        }
        known.is_woman = known.is_woman.or(named.is_woman);
        if known.short.is_none() {
            known.short.clone_from(&named.short);
        }
        // A name of two capitalised words does not turn a known body into a person.
        let is_listed = named.kind != SourceKind::Other;
        if known.nature == Nature::Thing && (is_listed || known.kind == SourceKind::Other) {
            known.nature = named.nature;
        }
        for role in &named.roles {
            if !known.roles.contains(role) {
                known.roles.push(role.clone());
            }
        }
        // "Интервью Ивана Котова": the fuller name is in the genitive, and the story has the base
        // form Котов, which is kept.
        let is_inflected = known.is_base
            && !named.is_base
            && known.words.len() == 1
            && named.words.last() != known.words.last();
        let is_fuller = named.words.len() > known.words.len()
            && !(is_inflected && named.is_oblique)
            && named.is_named
            && (named.is_proper || named.is_person())
            && (known.is_person() || !named.is_person());
        let is_better = named.words.len() == known.words.len() && named.is_base && !known.is_base;
        if is_fuller || is_better {
            known.name.clone_from(&named.name);
            known.words.clone_from(&named.words);
            known.is_base = named.is_base;
        }
        // "Нортона Шварца": the base form could be Шварц or Шварец. Once the story has the surname
        // in its base form, that form is taken.
        if let ([surname], true) = (named.words.as_slice(), named.is_base && !known.is_base)
            && known.words.len() > 1
            && let Some(last) = known.words.last_mut()
            && *last != *surname
            && is_one_word(last, surname)
            && let Some(before) = known.name.rfind(' ')
        {
            last.clone_from(surname);
            known.name.replace_range(before + 1.., &named.name);
        }
        let known = known.clone();
        self.index_words(who.0, &known);
    }
}

/// Whether a phrase of one word refers to a person by origin or rank: "the Spaniard", "the world
/// No. 2".
fn is_national(phrase: &Phrase, of: &Phrases) -> bool {
    let only = of.tokens.get(phrase.words.start);
    // The phrase ends before the rank: "the world No. 2".
    let next = of.tokens.get(phrase.words.end);
    let is_ranked = only.is_some_and(|only| only.lower == "world")
        && next.is_some_and(|next| next.lower == "no" || next.lower == "number");
    phrase.words.len() == 1
        && (phrase.is_definite || of.words.has_cases)
        && (is_ranked || only.is_some_and(|only| of.words.nationals.contains(&only.lower)))
}

/// The possessive before a noun of relation, in lower case: "his" in "his lawyer", "her" in "her
/// wife". None in languages with cases.
fn possessive_of_relation(phrase: &Phrase, of: &Phrases) -> Option<String> {
    let before = phrase
        .words
        .start
        .checked_sub(1)
        .and_then(|before| of.tokens.get(before))
        .filter(|before| of.words.possessives.contains(&before.lower))?;
    let is_relation = of.words.relations.contains(of.lower(phrase.head));
    (!of.words.has_cases && phrase.name.is_none() && is_relation).then(|| before.lower.clone())
}

/// Whether an English phrase describes a person by their team or firm: "the Giants coach".
pub(super) fn is_of_team(phrase: &Phrase, of: &Phrases) -> bool {
    let head = of.tokens.get(phrase.head).map(|head| &head.lower);
    let is_before = |name: &Range<usize>| name.end <= phrase.head;
    !of.words.has_cases
        && phrase.kind.is_none()
        && phrase.is_definite
        && phrase.name.as_ref().is_some_and(is_before)
        && head.is_some_and(|head| of.words.people.contains(head))
}

/// Whether the possessive before a word for a person refers to a thing: "its governor".
fn is_of_thing(phrase: &Phrase, of: &Phrases) -> bool {
    let before = phrase.words.start.checked_sub(1);
    let before = before.and_then(|before| of.tokens.get(before));
    phrase.kind.is_some_and(is_kind_of_person)
        && before.is_some_and(|before| of.words.possessives.contains(&before.lower))
        && before.is_some_and(|before| of.words.things.contains(&before.lower))
}

/// Whether a phrase describes an office or job and holds a name that is not the person's: "the
/// Treasury minister", "the Giants coach".
fn describes_office(phrase: &Phrase, of: &Phrases) -> bool {
    (phrase.kind.is_some_and(is_kind_of_person) || is_of_team(phrase, of))
        && phrase
            .name
            .as_ref()
            .is_some_and(|name| name.end < phrase.words.end)
}
