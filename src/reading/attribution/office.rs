//! Finds whom a description by office, country or body means: "the Hungarian minister", "глава
//! держави", "голова УЗ", "представниця МВФ". It means somebody named before if exactly one person
//! bears that office, and that country or body.

use std::sync::LazyLock;

use super::super::forms::is_one_word;
use super::super::offices::Heads;
use super::by_description::introduces_somebody;
use super::cast::Cast;
use super::meaning::means_same_role;
use super::naming::{Naming, Nature};
use super::phrases::{Mention, Phrases};
use super::somebody::{Somebody, Who};
use super::verb_beside::{gender_of_verb, is_done_by_several};
use crate::text::languages::BODIES;

/// The names of bodies, each in lower-case words. A row has the names of one body. Empty if the
/// list does not parse; a test checks that it does.
static NAMES_OF_BODIES: LazyLock<Vec<Vec<Vec<String>>>> = LazyLock::new(|| {
    let rows: Vec<Vec<String>> = ron::from_str(BODIES).unwrap_or_default();
    let words = |name: String| -> Vec<String> {
        let name = name.to_lowercase();
        name.split_whitespace().map(str::to_owned).collect()
    };
    rows.into_iter()
        .map(|row| row.into_iter().map(words).collect())
        .collect()
});

impl Cast {
    /// The only person named so far who bears the office, country or body of a description. None
    /// if nobody or several do, or if the phrase describes nobody in this way.
    pub(super) fn holder(&self, mention: &Mention, named: &Somebody, of: &Phrases) -> Option<Who> {
        let office = Office::of(mention, named, of)?;
        // A country that the story has not named with an office counts only if nobody bears it.
        for is_lenient in [false, true] {
            let all = self.all.iter().enumerate();
            let mut holders = all.filter(|(_, who)| office.is_held_by(who, is_lenient));
            if let Some((place, somebody)) = holders.next() {
                let is_only = holders.next().is_none() && somebody.is_named;
                return is_only.then_some(Who(place));
            }
        }
        None
    }
}

/// A description by office: its head ("голова"), and the other words, of which at least one says
/// of what the office is ("УЗ", "український"). All are in lower case.
struct Office<'a> {
    head: &'a str,
    rest: Vec<&'a str>,
    /// Whether a verb or the word itself shows a woman (true) or a man.
    is_woman: Option<bool>,
    of: &'a Phrases<'a>,
}

impl<'a> Office<'a> {
    /// The office by which a phrase describes one person. None if it names the person, or is only
    /// the word for an office.
    fn of(mention: &Mention, named: &Somebody, of: &'a Phrases<'a>) -> Option<Self> {
        let phrase = &mention.phrase;
        let words = of.words;
        let naming = Naming::of(phrase, of);
        let is_known = phrase.is_definite || words.has_cases && !phrase.has_article;
        let describes = naming.is_listed_person()
            && named.nature == Nature::Person
            && naming.own().contains(&phrase.head)
            && !phrase.is_counted;
        if !describes
            || !is_known
            || introduces_somebody(phrase, of)
            || is_done_by_several(phrase.words.clone(), of)
        {
            return None;
        }
        let head = of.lower(phrase.head);
        let rest: Vec<&str> = phrase
            .words
            .clone()
            .filter(|place| *place != phrase.head)
            .filter_map(|place| of.token(place).filter(|token| token.is_word()))
            .map(|token| token.lower.as_str())
            .filter(|word| !words.joints.contains(*word) && !words.articles.contains(*word))
            .map(|word| word.trim_end_matches("'s").trim_end_matches("’s"))
            .collect();
        let by_word = named.is_woman.filter(|_| !words.leads.holds(head));
        (!rest.is_empty()).then(|| Self {
            head,
            rest,
            is_woman: gender_of_verb(phrase.words.clone(), of).or(by_word),
            of,
        })
    }

    /// Whether the story has named somebody who bears this office, country and body.
    fn is_held_by(&self, somebody: &Somebody, is_lenient: bool) -> bool {
        let is_of_other_sex = self
            .is_woman
            .zip(somebody.is_woman)
            .is_some_and(|(a, b)| a != b);
        // "A US official … the US official": somebody without a name may be meant as well.
        let is_nameless = !somebody.is_named && self.of.words.offices.officials.holds(self.head);
        let roles = if is_nameless {
            &somebody.words
        } else {
            &somebody.roles
        };
        somebody.nature == Nature::Person
            && (is_nameless || somebody.is_named && somebody.is_proper)
            && !is_of_other_sex
            && (self.fits_head(roles)
                && self
                    .rest
                    .iter()
                    .all(|word| self.fits_rest(word, roles, is_lenient))
                || self.is_only_of_land(roles))
    }

    /// Whether the story has said the country of somebody and no office, so that "глава МЗС
    /// Угорщини" may mean "угорський колега".
    fn is_only_of_land(&self, roles: &[String]) -> bool {
        let words = self.of.words;
        let lands = &words.offices;
        let is_land = |word: &&str| {
            let land = lands.land_of(word);
            land.is_some() && roles.iter().any(|role| lands.land_of(role) == land)
        };
        let has_office = |role: &String| words.kind_of(role).is_some();
        self.rest.iter().any(is_land)
            && !roles.iter().any(has_office)
            && (words.leads.holds(self.head) || words.is_side(self.head))
    }

    /// Whether somebody has the office that the head means, or one that may be called so.
    fn fits_head(&self, roles: &[String]) -> bool {
        let Self { head, of, .. } = self;
        let words = of.words;
        let is_other = |role: &String| {
            words.offices.deputies.holds(role)
                && !words.offices.deputies.holds(head)
                && !self.rest.contains(&role.as_str())
        };
        // "Речник президента": the president is not the one who is described.
        let own = || {
            let roles = roles.iter();
            roles.filter(|role| words.base_of(role).is_none_or(|base| base == role.as_str()))
        };
        if roles.iter().any(is_other) {
            return false;
        }
        if own().any(|role| means_same_role(role, head, of)) {
            return true;
        }
        let leads = words.leads.holds(head);
        let heads: Vec<&Heads> = words
            .offices
            .heads
            .iter()
            .filter(|heads| self.is_of(heads))
            .collect();
        let may_lead = |role: &String| {
            if heads.is_empty() {
                words.leads.holds(role) || words.is_side(role)
            } else {
                heads.iter().any(|heads| heads.who.holds(role))
            }
        };
        leads && own().any(may_lead)
            || words.offices.officials.holds(head)
                && self.rest.iter().any(|word| !self.is_general(word))
                && own().any(|role| words.kind_of(role).is_some())
    }

    /// Whether the description says that the office is of this kind: "держави", or a country.
    fn is_of(&self, heads: &Heads) -> bool {
        let is_land = |word: &&str| self.of.words.offices.land_of(word).is_some();
        let all_are = |test: &dyn Fn(&&str) -> bool| self.rest.iter().all(test);
        all_are(&|word| heads.of.holds(word)) || heads.is_of_lands && all_are(&is_land)
    }

    /// Whether a word of the description says what the story has said of somebody, or says nothing
    /// of its own.
    fn fits_rest(&self, word: &str, roles: &[String], is_lenient: bool) -> bool {
        let words = self.of.words;
        let is_said = roles
            .iter()
            .any(|role| means_same_role(role, word, self.of));
        let land = words.offices.land_of(word);
        let mut lands = roles.iter().filter_map(|role| words.offices.land_of(role));
        let is_of_land = match (land, lands.next()) {
            // "Міністр Іван Кіт … український міністр": the story has named no other country.
            (Some(_), None) => {
                is_lenient && (words.leads.holds(self.head) || words.is_side(self.head))
            }
            (Some(land), Some(first)) => first == land || lands.any(|other| other == land),
            (None, _) => false,
        };
        is_said || is_of_land || self.is_general(word) || is_short_for(word, roles)
    }

    /// Whether a word stands for what was named before, and fits anybody: "компанії", "держави".
    fn is_general(&self, word: &str) -> bool {
        let words = self.of.words;
        words.led.contains(word)
            || words.is_stand_in(word)
            || words.offices.heads.iter().any(|heads| heads.of.holds(word))
    }
}

/// Whether a lower-case word is the short name of the body in what describes somebody: "сбу" for
/// "служби безпеки україни", "нбу" for "нацбанку".
fn is_short_for(word: &str, roles: &[String]) -> bool {
    let count = word.chars().count();
    let is_initials = |some: &[String]| {
        let initials = some.iter().filter_map(|role| role.chars().next());
        count > 1 && initials.eq(word.chars())
    };
    let is_said = |name: &Vec<String>| {
        let mut parts = name.iter();
        parts.all(|part| roles.iter().any(|role| is_one_word(role, part)))
    };
    let is_name = |name: &Vec<String>| matches!(name.as_slice(), [only] if is_one_word(only, word));
    let mut rows = NAMES_OF_BODIES.iter();
    roles.windows(count.max(1)).any(is_initials)
        || rows.any(|row| row.iter().any(is_name) && row.iter().any(is_said))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_bodies_parse() {
        assert!(!NAMES_OF_BODIES.is_empty());
    }
}
