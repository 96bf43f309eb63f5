//! Finds whom a pronoun or a description means among the people and bodies that the story has named
//! so far. Each candidate gets points, and `choice` takes the first or leaves the question open.

use super::super::forms::{common_prefix_len, is_cyrillic, is_one_word};
use super::super::words::Words;
use super::cast::Cast;
use super::choice::{Meant, Points};
use super::naming::Nature;
use super::phrases::{Mention, Phrases, is_kind_of_outlet};
use super::somebody::{Somebody, Who};
use super::verb_beside::{gender_of_verb, is_done_by_several};
use crate::case::SourceKind;

impl Cast {
    /// The points of a candidate for how recently the story was about them, credited them and named
    /// them. 0 if all of that is long past.
    pub(super) fn presence(&self, somebody: &Somebody) -> i32 {
        let points = Points::get();
        let since = |place: usize| self.now.saturating_sub(place);
        let topic = somebody.topic.map_or(0, |at| points.topic.after(since(at)));
        let credited = somebody
            .credited
            .map_or(0, |at| points.credited.after(since(at)));
        topic + credited + points.seen.after(since(somebody.seen))
    }

    /// Chooses whom a word means. `points_of` gives the points of a candidate, or None for one whom
    /// the word cannot mean. With equal points the one named last comes first.
    pub(super) fn meant(&self, margin: i32, points_of: impl Fn(&Somebody) -> Option<i32>) -> Meant {
        let all = self.all.iter().enumerate().rev();
        let scored = all.filter_map(|(place, somebody)| {
            let when = (somebody.seen, somebody.credited);
            Some((when, Who(place), points_of(somebody)?))
        });
        let mut scored: Vec<_> = scored.collect();
        scored.sort_by_key(|(when, ..)| std::cmp::Reverse(*when));
        let scored = scored.into_iter().map(|(_, who, points)| (who, points));
        Points::get().choose(margin, scored.collect())
    }

    /// Whom a lower-case pronoun stands for: "she" one person, "it" a body, "they" a body or
    /// several people.
    pub(super) fn pronoun(&self, word: &str, words: &Words) -> Meant {
        let points = Points::get();
        if words.persons.contains(word) {
            let meant = self.person(word, words, false);
            // "For Ann Lee, it is over. …, she said": nobody else is there.
            return if meant == Meant::Nobody {
                self.person(word, words, true)
            } else {
                meant
            };
        }
        let is_thing = words.things.contains(word);
        self.meant(points.margins.pronoun, |somebody| {
            let is_several = somebody.nature == Nature::People && !is_thing;
            // "The statement noted it. They said": "they" does not stand for a document.
            let is_paper = !is_thing && somebody.kind == SourceKind::Document;
            let is_known = somebody.credited.is_some() || somebody.topic.is_some();
            if !is_known || !self.is_recent(somebody.seen) {
                return None;
            }
            let is_unsure = may_be_body(somebody, words);
            let may_be = is_several || (!somebody.is_person() || is_unsure) && !is_paper;
            if !may_be {
                return None;
            }
            let several = if is_several { points.several } else { 0 };
            // "Lee … They": a surname alone is hardly several people.
            let is_one = !is_thing && !words.has_cases && may_be_surname(somebody);
            let bare = if is_unsure || is_one { points.bare } else { 0 };
            Some(self.presence(somebody) + several + bare)
        })
    }

    /// The person for whom a pronoun stands. `is_mentioned`: also somebody whom the story has only
    /// named in passing, if the gender is known.
    fn person(&self, word: &str, words: &Words, is_mentioned: bool) -> Meant {
        let points = Points::get();
        let is_woman = words.she.contains(word);
        self.meant(points.margins.pronoun, |somebody| {
            let is_passing = is_mentioned && somebody.is_woman.is_some();
            let is_person =
                somebody.nature == Nature::Person && (!somebody.is_only_mentioned || is_passing);
            let may_be_one = is_person || may_be_surname(somebody);
            let fits = somebody.is_woman.is_none_or(|known| known == is_woman);
            let is_outlet = is_kind_of_outlet(somebody.kind);
            if !may_be_one || !fits || is_outlet || !self.is_recent(somebody.seen) {
                return None;
            }
            let gender = somebody.is_woman.map_or(0, |_| points.gender);
            let bare = if is_person { 0 } else { points.bare };
            // The gender alone does not keep a candidate whom the story has long left.
            let presence = self.presence(somebody);
            (presence > 0).then_some(presence + gender + bare)
        })
    }

    /// The person whom the story last credited or was about, or several if their points are close.
    /// Used for words by origin: "the Spaniard".
    pub(super) fn person_last_spoken_of(&self) -> Meant {
        self.meant(Points::get().margins.pronoun, |somebody| {
            let is_one = somebody.nature == Nature::Person || may_be_surname(somebody);
            let is_told_of = somebody.credited.is_some() || somebody.topic.is_some();
            (is_one && is_told_of && self.is_recent(somebody.seen)).then(|| self.presence(somebody))
        })
    }

    /// Whether one word stands for an outlet that the story has not named: "цитирует издание".
    pub(super) fn is_some_outlet(&self, mention: &Mention, of: &Phrases) -> bool {
        let phrase = &mention.phrase;
        if !phrase.is_outlet()
            || phrase.name.is_some()
            || phrase.is_pronoun
            || phrase.words.len() > 1
        {
            return false;
        }
        // At the start of a sentence the capital does not tell "Reuters" from "Agency".
        let is_some = of.tokens.get(phrase.head).is_some_and(|head| {
            !head.is_capital
                || of.words.is_stand_in(&head.lower)
                || of.words.has_cases && is_cyrillic(&head.lower) && !of.words.is_base(&head.lower)
        });
        let named = Somebody::named(mention, of, self.now);
        is_some && self.described(mention, &named, of) == Meant::Nobody
    }

    /// A person whom the story has called by a word for a leader, if a phrase now speaks of such an
    /// office: "Глава ЦИК" after "Председатель Центризбиркома Элла Панфёрова". The phrase may mean
    /// them or somebody else, so the caller asks. None if `found` is somebody who was credited
    /// before.
    pub(super) fn leader(&self, mention: &Mention, found: &Meant, of: &Phrases) -> Option<Who> {
        let phrase = &mention.phrase;
        let head = of.tokens.get(phrase.head).filter(|_| of.words.has_cases)?;
        let is_new = match found {
            Meant::Nobody => true,
            Meant::One(who) => self.get(*who).is_some_and(|who| who.credited.is_none()),
            Meant::Several(_) => false,
        };
        if is_done_by_several(phrase.words.clone(), of) {
            return None;
        }
        let leads_any = of.words.leads.holds(&head.lower);
        let is_office = phrase.words.len() > 1
            && phrase.head == phrase.words.start
            && (leads_any || of.words.is_side(&head.lower))
            && phrase.name.as_ref().is_none_or(|name| name.len() < 2);
        if !is_new || !is_office {
            return None;
        }
        let does = gender_of_verb(phrase.words.clone(), of);
        let leads = |somebody: &Somebody| {
            somebody.nature == Nature::Person
                && somebody.is_named
                && somebody.is_proper
                && self.is_recent(somebody.seen)
                && somebody.is_woman.zip(does).is_none_or(|(a, b)| a == b)
                && somebody.roles.iter().any(|role| {
                    *role == head.lower
                        || leads_any && (of.words.leads.holds(role) || of.words.is_side(role))
                })
        };
        let all = self.all.iter().enumerate().filter(|(_, who)| leads(who));
        let nearest = all.max_by_key(|(place, who)| (self.presence(who), *place));
        nearest.map(|(place, _)| Who(place))
    }

    /// The person who was credited last and holds the office by which a phrase calls somebody
    /// without a name: "нардеп ОПЗЖ Ренат Кузьмін", and then "нардеп проросійської партії". The
    /// phrase may mean them or somebody else, so the caller asks.
    pub(super) fn who_just_spoke_as(
        &self,
        mention: &Mention,
        named: &Somebody,
        of: &Phrases,
    ) -> Option<Who> {
        let phrase = &mention.phrase;
        let head = of.tokens.get(phrase.head).filter(|_| of.words.has_cases)?;
        let has_capital = phrase.words.clone().any(|place| {
            place > of.start && of.tokens.get(place).is_some_and(|token| token.is_capital)
        });
        let who = self.last()?;
        let last = self.get(who)?;
        let does = gender_of_verb(phrase.words.clone(), of);
        let is_near = last.credited.is_some_and(|at| at + 2 >= self.now);
        let holds_it = last
            .roles
            .iter()
            .any(|role| means_same_role(role, &head.lower, of));
        let is_one = last.nature == Nature::Person
            && last.is_named
            && !is_done_by_several(phrase.words.clone(), of)
            && last.is_woman.zip(does).is_none_or(|(a, b)| a == b);
        (named.nature == Nature::Person
            && !named.is_named
            && !has_capital
            && phrase.words.len() > 1
            && is_near
            && holds_it
            && is_one)
            .then_some(who)
    }

    /// Whether somebody with a surname alone was credited in this sentence or the one before.
    pub(super) fn just_spoke(&self, somebody: &Somebody) -> bool {
        let is_near = somebody.credited.is_some_and(|at| at + 1 >= self.now);
        is_near && may_be_surname(somebody)
    }
}

/// Whether two lower-case words describe somebody in the same way: equal, forms of one word, of one
/// root, or synonyms.
pub(super) fn means_same_role(known: &str, word: &str, of: &Phrases) -> bool {
    known == word
        || is_one_word(known, word)
        || is_one_root(known, word)
        || of.words.are_synonyms(known, word)
}

/// Whether two Cyrillic words have a root in common, as a country and its adjective do: "України",
/// "української".
fn is_one_root(a: &str, b: &str) -> bool {
    is_cyrillic(a) && common_prefix_len(a, b) >= LETTERS_OF_A_ROOT
}

/// The number of letters with which both words of one root begin.
const LETTERS_OF_A_ROOT: usize = 6;

/// Whether an English name that looks like a person's may be the name of a body, since no office,
/// gender or given name shows a person: "Norsund Relief Lines".
pub(super) fn may_be_body(somebody: &Somebody, words: &Words) -> bool {
    !words.has_cases
        && somebody.nature == Nature::Person
        && somebody.kind == SourceKind::Other
        && somebody.is_woman.is_none()
        && somebody.is_named
        && somebody.roles.is_empty()
        && somebody.words.len() > 1
        && !somebody
            .words
            .first()
            .is_some_and(|first| words.given.contains(first))
}

/// Whether a name of one word may be a surname, though nothing shows a person: "Lee" was credited,
/// or a sentence was about "Lee".
pub(super) fn may_be_surname(somebody: &Somebody) -> bool {
    somebody.nature == Nature::Thing
        && somebody.kind == SourceKind::Other
        && somebody.is_named
        && somebody.is_proper
        && somebody.words.len() == 1
        && (somebody.credited.is_some() || somebody.topic.is_some())
}
