//! Finds members of the cast by name, or by a verb without a subject.

use super::super::words::Case;
use super::cast::{Cast, MOST_COMPARED};
use super::choice::{Meant, Points};
use super::likeness::{SURNAME, key_of, likeness};
use super::naming::Nature;
use super::phrases::{Mention, Phrases, is_kind_of_person};
use super::somebody::{Somebody, Who};
use super::verb_beside::gender_of_verb;
use crate::case::SourceKind;

impl Cast {
    /// Whether the story has named somebody by a full name that ends in this lower-case word.
    pub(super) fn knows_surname(&self, word: &str, of: &Phrases) -> bool {
        let same = self.by_word.get(&key_of(word)).into_iter().flatten();
        if of.words.no_surnames.contains(word) {
            return false;
        }
        same.take(MOST_COMPARED)
            .filter_map(|place| self.all.get(*place))
            .any(|who| {
                who.is_proper
                    && who.words.len() > 1
                    && (of.words.has_cases || who.kind == SourceKind::Other)
                    && who.words.last().is_some_and(|last| last == word)
            })
    }

    /// Who has this name and agrees in gender with the verb beside it: of a man and a woman with
    /// one surname, "сообщил" takes the man and "сообщила" the woman. If nobody agrees, the gender
    /// of the verb is ignored.
    pub(super) fn find_by_verb(&self, mention: &Mention, named: &Somebody, of: &Phrases) -> Meant {
        let is_surname = of.words.has_cases
            && mention.case == Case::Nominative
            && mention.phrase.kind.is_none_or(is_kind_of_person)
            && named.words.len() == 1
            && named.is_named
            && named.is_woman.is_none();
        let gender = gender_of_verb(mention.phrase.words.clone(), of).filter(|_| is_surname);
        let meant = self.find(&Somebody {
            is_woman: named.is_woman.or(gender),
            ..named.clone()
        });
        if meant == Meant::Nobody {
            self.find(named)
        } else {
            meant
        }
    }

    /// Who is the subject of a verb without one: the last speaker. A verb in the plural,
    /// "Запевняють, що", takes no single person.
    pub(super) fn left_out(&self, verb: &str, of: &Phrases) -> Meant {
        // "Отмечается, что" credits the one quoted in this sentence or the one before, else nobody.
        let since = |who: Who| {
            let credited = self.get(who).and_then(|who| who.credited);
            credited.map_or(usize::MAX, |at| self.now.saturating_sub(at))
        };
        let is_impersonal = of.words.cues.impersonal.contains(verb);
        if is_impersonal && self.last().is_none_or(|who| since(who) > 1) {
            return Meant::Nobody;
        }
        let are_several = of.words.several_endings.fit(verb);
        let fits = |who: &Who| {
            let is_one = self.get(*who).map(|who| who.nature == Nature::Person);
            !are_several || is_one == Some(false)
        };
        let spoke = self.last().filter(fits);
        let spoke_before = spoke.is_some_and(|who| since(who) <= 1);
        spoke
            .filter(|_| spoke_before)
            .or_else(|| self.only_topic_before().filter(|_| !are_several))
            .or(spoke)
            .map_or(Meant::Nobody, Meant::One)
    }

    /// The only person of whom the sentence before this one was: "Посол ушёл. Зато рассказал, что".
    pub(super) fn only_topic_before(&self) -> Option<Who> {
        let all = self.all.iter().enumerate();
        let mut topics = all.filter(|(_, who)| {
            who.nature == Nature::Person && who.topic.is_some_and(|topic| topic + 1 == self.now)
        });
        let (place, _) = topics.next()?;
        topics.next().is_none().then_some(Who(place))
    }

    /// The body that was credited last, and not long ago: "there" in "додали там".
    pub(super) fn body_spoken_last(&self) -> Meant {
        let all = self.all.iter().enumerate();
        let bodies = all.filter(|(_, who)| who.nature == Nature::Thing && self.is_recent(who.seen));
        let spoke = bodies.filter_map(|(place, who)| Some((who.credited?, place)));
        spoke
            .max()
            .map_or(Meant::Nobody, |(_, place)| Meant::One(Who(place)))
    }

    /// Who has this name, or the surname behind a word that describes them: Коваль for "Пекарка
    /// Коваль". In this case, `named` gets that word as a role and keeps only the surname.
    pub(super) fn found(&self, mention: &Mention, named: &mut Somebody, of: &Phrases) -> Meant {
        let meant = self.find_by_verb(mention, named, of);
        // A given name as the first word shows another person with that surname.
        let may_describe = named
            .words
            .first()
            .is_some_and(|word| of.words.may_describe(word));
        let is_full = named.nature != Nature::Person || named.words.len() != 2;
        if meant != Meant::Nobody || !of.words.has_cases || is_full || !may_describe {
            return meant;
        }
        let surname = Somebody {
            words: named.words.split_off(1),
            ..named.clone()
        };
        match self.find(&surname) {
            Meant::Nobody => {
                named.words.extend(surname.words);
                Meant::Nobody
            }
            meant => {
                named.roles.append(&mut named.words);
                *named = Somebody {
                    roles: named.roles.clone(),
                    ..surname
                };
                meant
            }
        }
    }

    /// The known person whom a phrase means. None if the phrase means somebody new, a body, or may
    /// mean several.
    pub(super) fn known(&mut self, mention: &Mention, of: &Phrases) -> Option<Who> {
        let meant = if mention.phrase.is_pronoun {
            self.resolve(mention, of)
        } else {
            self.find(&Somebody::named(mention, of, self.now))
        };
        let Meant::One(who) = meant else {
            return None;
        };
        let is_person = |somebody: &Somebody| somebody.nature == Nature::Person;
        self.get(who).is_some_and(is_person).then_some(who)
    }

    /// Who in the cast has this name. Of several people with one surname, the points decide: one of
    /// them, or several as candidates. Of several whose names match in another way, the one added
    /// last is taken.
    pub(super) fn find(&self, named: &Somebody) -> Meant {
        let mut candidates: Vec<usize> = named
            .words
            .iter()
            .chain(&named.short)
            .filter_map(|word| self.by_word.get(&key_of(word)))
            .flat_map(|places| places.iter().rev().take(MOST_COMPARED).copied())
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        let scored: Vec<(usize, usize)> = candidates
            .into_iter()
            .rev()
            .filter_map(|place| Some((place, likeness(named, self.all.get(place)?))))
            .filter(|(_, score)| *score > 0)
            .collect();
        let Some(best) = scored.iter().map(|(_, score)| *score).max() else {
            return Meant::Nobody;
        };
        let mut alike = scored.into_iter().filter(|(_, score)| *score == best);
        if best != SURNAME {
            return alike
                .next()
                .map_or(Meant::Nobody, |(place, _)| Meant::One(Who(place)));
        }
        let points = Points::get();
        let alike: Vec<(usize, &Somebody)> = alike
            .filter_map(|(place, _)| Some((place, self.all.get(place)?)))
            .collect();
        let shares_role = |somebody: &Somebody| {
            let mut roles = named.roles.iter();
            roles.any(|role| somebody.roles.contains(role))
        };
        // "Chief Tran" takes the one who was called a chief before.
        let has_role = alike.iter().any(|(_, somebody)| shares_role(somebody));
        // A surname alone takes the one whom the story has called by it before; others of that
        // surname are called by their full names.
        let is_alone =
            |somebody: &Somebody| named.words.len() == 1 && somebody.was_called_by_surname;
        let has_one = alike.iter().any(|(_, somebody)| is_alone(somebody));
        // "По словам Котова": an exact match of the surname excludes other forms, such as Котова
        // for a woman.
        let has_surname = |somebody: &Somebody| named.words.last() == somebody.words.last();
        let is_exact = alike.iter().any(|(_, somebody)| has_surname(somebody));
        let fits = alike
            .into_iter()
            .filter(|(_, somebody)| !has_role || shares_role(somebody))
            .filter(|(_, somebody)| has_role || !has_one || is_alone(somebody))
            .filter(|(_, somebody)| !is_exact || has_surname(somebody))
            .map(|(place, somebody)| (Who(place), points.least + self.presence(somebody)));
        let fits: Vec<(Who, i32)> = fits.collect();
        let spoke = |(who, _): &&(Who, i32)| {
            let somebody = self.get(*who);
            somebody.is_some_and(|somebody| somebody.credited.is_some())
        };
        let spoke_in_paragraph = |(who, _): &&(Who, i32)| {
            let credited = self.get(*who).and_then(|somebody| somebody.credited);
            credited.is_some_and(|at| at >= self.paragraph)
        };
        // The only one who was credited in this paragraph is taken. Otherwise, of two who both
        // spoke, the user is asked.
        let here: Vec<&(Who, i32)> = fits.iter().filter(spoke_in_paragraph).collect();
        match here.as_slice() {
            [(who, _)] => Meant::One(*who),
            _ if fits.iter().filter(spoke).count() > 1 => {
                points.choose(points.margins.namesake, fits)
            }
            _ => points.choose(points.margins.surname, fits),
        }
    }
}
