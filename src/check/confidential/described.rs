//! The offices and roles of the confidential sources as the case gives them, beside their names and
//! in their own notes, and where a story repeats the same office without the name.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::base_forms::stems_of_trade;
use super::find::Found;
use super::forms;
use super::letters::{is_cyrillic_word, looks};
use super::lexicon::{LEXICON, WordKind};
use super::office::{Between, NEAR, OfficeSearch};
use super::place::Doubt;
use super::stems::stem;
use crate::case::{Case, Evidence, SourceId};

/// A role that occurs more often than this in the story does not identify anybody there.
const RARE: usize = 4;

/// Stands for the role of whoever heads something, in whatever words. It is asked about only beside
/// another word of the same description.
const LEADS: &str = "*";

/// The second part of a compound of [`super::lexicon::Lexicon::compounds`] has at least this many
/// letters.
const MIN_COMPOUND: usize = 5;

/// One description of a source.
#[derive(Debug)]
struct KnownRole {
    source: SourceId,
    /// The base forms or stems of its offices, sorted; [`LEADS`] for the head of something.
    roles: Vec<String>,
    /// The stems of the forms of these roles, each with its role.
    stems: Vec<(String, String)>,
    /// The stems of the other words of the description.
    others: HashSet<String>,
}

impl KnownRole {
    /// The description that these words of a text give of a source.
    fn of(search: &OfficeSearch, words: &Range<usize>, source: SourceId) -> Self {
        let mut known = Self {
            source,
            roles: Vec::new(),
            stems: Vec::new(),
            others: HashSet::new(),
        };
        for at in words.clone() {
            if search.office_of(at).is_some() {
                known.take_role(search, at);
                continue;
            }
            let is_long = search.word(at).is_some_and(|word| word.letters.len() > 2);
            if is_long && !search.is_stop(at) && !search.joins(at) {
                known.others.extend(search.stem(at));
            }
        }
        let is_leader = |role: &String| LEXICON.leaders.contains(role);
        if words.clone().any(|at| search.leads(at)) || known.roles.iter().any(is_leader) {
            known.roles.push(LEADS.to_owned());
        }
        known.roles.sort_unstable();
        known
    }

    /// Adds the role that word `at` names, with the stems of its forms. Returns the role.
    fn take_role(&mut self, search: &OfficeSearch, at: usize) -> Option<String> {
        let word = search.word(at)?;
        let listed = LEXICON.office(&word.look, word.is_cyrillic);
        let bare = stem(&word.look, word.is_cyrillic);
        let role = listed.unwrap_or(bare).to_owned();
        let mut stems = stems_of_trade(bare, word.is_cyrillic);
        // `педіатриня`: a synonym has a form for the other sex, too.
        for same in LEXICON.same_roles.get(&role).into_iter().flatten() {
            if same.is_ascii() || is_cyrillic_word(same) == word.is_cyrillic {
                stems.extend(stems_of_trade(
                    stem(same, word.is_cyrillic),
                    word.is_cyrillic,
                ));
            }
        }
        if listed.is_none() && word.is_cyrillic {
            let forms = search.plain(at).map(|plain| forms::cyrillic(&plain));
            let forms = forms
                .into_iter()
                .flatten()
                .filter(|(_, is_possessive)| !is_possessive);
            stems.extend(forms.map(|(form, _)| stem(&looks(&form), true).to_owned()));
        }
        self.others.retain(|stem| !stems.contains(stem));
        let stems = stems.into_iter().map(|stem| (stem, role.clone()));
        self.stems.extend(stems);
        if !self.roles.contains(&role) {
            self.roles.push(role.clone());
        }
        Some(role)
    }

    /// Whether a word belongs to this description, apart from this role itself.
    fn has(&self, search: &OfficeSearch, at: usize, role: &str) -> bool {
        match search.office_of(at) {
            Some(other) if self.roles.iter().any(|role| role == other) => other != role,
            _ => search
                .stem(at)
                .is_some_and(|stem| self.others.contains(&stem)),
        }
    }
}

/// The descriptions of all confidential sources.
#[derive(Debug, Default)]
pub(super) struct KnownRoles {
    all: Vec<KnownRole>,
    /// The index in `all` of the description of a source with these roles: a story repeats an
    /// office.
    places: HashMap<(SourceId, Vec<String>), usize>,
    /// The indexes in `all` of the descriptions that have each role.
    by_role: HashMap<String, Vec<usize>>,
    /// The role for each stem of its forms, for words whose role no list gives.
    forms: HashMap<String, String>,
    /// The first letters of all these roles and stems, to rule out most words quickly.
    starts: HashSet<String>,
    /// The roles that a name or alias of a source contains, and whether the word is in no list.
    named: HashMap<String, bool>,
    /// How often the story has each role.
    counts: HashMap<String, usize>,
}

/// The paragraphs of the story, and the claims that are not taken from it.
pub(super) fn story(case: &Case) -> Vec<String> {
    let paragraphs = case.draft.iter().flat_map(|draft| &draft.paragraphs);
    let paragraphs = paragraphs.map(|one| one.text().to_owned());
    // A claim with a span repeats words of the story.
    let free = case.claims.iter().filter(|claim| claim.span.is_none());
    paragraphs
        .chain(free.map(|claim| claim.text.clone()))
        .collect()
}

/// What the newsroom notes on the claims: the notes on evidence of sources that may be named, on
/// rulings, and the reasons of waivers. Empty texts are left out.
pub(super) fn notes(case: &Case) -> Vec<String> {
    let is_public = |item: &&Evidence| {
        let source = case.sources.get(item.source);
        source.is_none_or(|source| !source.confidential)
    };
    let all = case.claims.iter().flat_map(|claim| {
        let items = claim.evidence.iter().filter(is_public);
        let items = items.map(|item| &item.note);
        let rulings = claim.rulings.iter().map(|ruling| &ruling.note);
        let waivers = claim.waivers.iter().map(|waiver| &waiver.reason);
        items.chain(rulings).chain(waivers)
    });
    all.filter(|text| !text.is_empty()).cloned().collect()
}

/// What kind of text about a source it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextKind {
    /// Its name or an alias.
    Name,
    /// A note on the source.
    Note,
    /// The note or the locator of an item of its evidence.
    Item,
}

/// The texts that the case has about each confidential source: names and aliases, notes, and the
/// notes on its evidence. Empty texts are left out.
pub(super) fn about(case: &Case) -> Vec<(SourceId, TextKind, String)> {
    let secret = case.sources.iter().filter(|source| source.confidential);
    let own = secret.flat_map(|source| {
        let names = std::iter::once(&source.name).chain(&source.aliases);
        let names = names.map(|name| (TextKind::Name, name));
        let notes = [&source.note, &source.interest].map(|note| (TextKind::Note, note));
        let all = names.chain(notes);
        all.map(|(of, text)| (source.id, of, text.clone()))
    });
    let items = case.claims.iter().flat_map(|claim| &claim.evidence);
    let items = items.filter(|item| {
        let source = case.sources.get(item.source);
        source.is_some_and(|source| source.confidential)
    });
    let of_items = items.flat_map(|item| {
        let texts = [&item.note, &item.locator].into_iter();
        texts.map(|text| (item.source, TextKind::Item, text.clone()))
    });
    let all = own.chain(of_items);
    all.filter(|(.., text)| !text.is_empty()).collect()
}

impl KnownRoles {
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The count of descriptions.
    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Adds the descriptions beside names in a text.
    pub fn learn_beside_names(
        &mut self,
        search: &OfficeSearch,
        certain: &[(Range<usize>, SourceId)],
    ) {
        for found in search.beside(certain) {
            let words = search.words_in(&found.letters);
            self.push(KnownRole::of(search, &words, found.source));
        }
    }

    /// Adds the offices in a text about one source, and the words that it calls the source by,
    /// which need not be in any list.
    pub fn learn_from_notes(&mut self, search: &OfficeSearch, of: TextKind, source: SourceId) {
        let mut at = 0;
        while at < search.words.len() {
            if search.office_of(at).is_none() {
                at += 1;
                continue;
            }
            let words = search.office(at, &|_| false);
            if of == TextKind::Note && words.start == 0 && words.len() > 1 {
                // `Ward sister, stroke unit`: what stands behind the comma says more of the same.
                let all = words.start..search.aside(words.end);
                self.push(KnownRole::of(search, &all, source));
            } else if search.is_specific(&words) {
                self.push(KnownRole::of(search, &words, source));
            }
            at = words.end.max(at + 1);
        }
        for (head, words) in search.descriptions(of) {
            let mut known = KnownRole::of(search, &words, source);
            let role = known.take_role(search, head);
            let (Some(role), Some(word)) = (role, search.word(head)) else {
                continue;
            };
            if of == TextKind::Name {
                let is_new = LEXICON.kind_of(&word.look, word.is_cyrillic) == WordKind::NameOnly;
                self.named.insert(role, is_new);
            }
            known.roles.sort_unstable();
            self.push(known);
        }
    }

    /// Adds a description, or its other words to one of the same source with the same roles.
    fn push(&mut self, known: KnownRole) {
        if known.roles.is_empty() {
            return;
        }
        let stems = known.stems.iter().map(|(stem, _)| stem);
        let same = known.roles.iter();
        let same = same
            .filter_map(|role| LEXICON.same_roles.get(role))
            .flatten();
        self.starts.extend(
            stems
                .chain(&known.roles)
                .chain(same)
                .map(|word| first_letters(word)),
        );
        self.forms.extend(known.stems.iter().cloned());
        let key = (known.source, known.roles.clone());
        let place = *self.places.entry(key).or_insert(self.all.len());
        if let Some(same) = self.all.get_mut(place) {
            same.others.extend(known.others);
            return;
        }
        for role in &known.roles {
            self.by_role.entry(role.clone()).or_default().push(place);
        }
        self.all.push(known);
    }

    /// The role of a source that a compound such as `авиадиспетчер` ends with. None if a list has
    /// the compound, if none of the lists' compounds begin it, or if no source has the role.
    fn role_behind(&self, look: &str, is_cyrillic: bool) -> Option<&str> {
        // Most words are in a list, which rules them out before the compounds are compared.
        if LEXICON.kind_of(look, is_cyrillic) != WordKind::NameOnly {
            return None;
        }
        let mut firsts = LEXICON.compounds.iter();
        let rest = firsts.find_map(|first| look.strip_prefix(first.as_str()))?;
        let is_long = rest.chars().count() >= MIN_COMPOUND;
        if !is_long || !self.starts.contains(&first_letters(rest)) {
            return None;
        }
        let listed = LEXICON.office(rest, is_cyrillic);
        let listed = listed.and_then(|role| self.by_role.get_key_value(role));
        let of_stem = || self.forms.get(stem(rest, is_cyrillic));
        let role = listed.map(|(role, _)| role).or_else(of_stem);
        role.map(String::as_str)
    }

    /// The known role that the word at `at` names, in any form; [`LEADS`] if it is a word for the
    /// head of something.
    fn role<'a>(&'a self, search: &'a OfficeSearch, at: usize) -> Option<&'a str> {
        let word = search.word(at)?;
        if self.by_role.contains_key(LEADS) && search.leads(at) {
            return Some(LEADS);
        }
        if let Some(role) = self.role_behind(&word.look, word.is_cyrillic) {
            return Some(role);
        }
        let leads =
            |role: &&str| self.by_role.contains_key(LEADS) && LEXICON.leaders.contains(*role);
        if !self.starts.contains(&first_letters(&word.look)) {
            return search.office_of(at).filter(leads).map(|_| LEADS);
        }
        let office = search.office_of(at);
        let listed = office.filter(|role| self.by_role.contains_key(*role));
        let of_stem = || {
            let stem = stem(&word.look, word.is_cyrillic);
            self.forms.get(stem).map(String::as_str)
        };
        listed
            .or_else(of_stem)
            .or_else(|| office.filter(leads).map(|_| LEADS))
    }

    /// Counts the roles in a text of the story.
    pub fn count(&mut self, search: &OfficeSearch) {
        for at in 0..search.words.len() {
            if let Some(role) = self.role(search, at).map(str::to_owned) {
                *self.counts.entry(role).or_default() += 1;
            }
        }
    }

    /// The places in a text where a known role occurs without the name. Words of names that are
    /// removed are not part of them.
    pub fn again(&self, search: &OfficeSearch, certain: &[(Range<usize>, SourceId)]) -> Vec<Found> {
        let mut found = Vec::new();
        let cut = search.taken(certain.iter().map(|(name, _)| name));
        let is_cut = |at: usize| cut.get(at).copied().unwrap_or(true);
        for at in 0..search.words.len() {
            let Some(role) = self.role(search, at).filter(|_| !is_cut(at)) else {
                continue;
            };
            let known_roles = self.by_role.get(role).into_iter().flatten();
            let known_roles = known_roles.filter_map(|known| self.all.get(*known));
            let found_here = known_roles.filter_map(|known| self.same(search, at, role, known));
            let Some((words, known)) = found_here.max_by_key(|(words, _)| words.len()) else {
                continue;
            };
            let is_one = |other: &usize| *other == at || known.has(search, *other, role);
            for mut piece in search.pieces(&words, &is_cut) {
                let Some(start) = piece.clone().find(is_one) else {
                    continue;
                };
                let end = piece.rfind(is_one).unwrap_or(start) + 1;
                found.push(Found {
                    letters: search.letters(&(start..end)),
                    source: known.source,
                    doubt: Some(Doubt::Office),
                });
            }
        }
        found
    }

    /// The words around the role at word `at` that belong to the same description. None if there
    /// are no such words and the role is too common to identify anybody alone.
    fn same<'a>(
        &self,
        search: &OfficeSearch,
        at: usize,
        role: &str,
        known: &'a KnownRole,
    ) -> Option<(Range<usize>, &'a KnownRole)> {
        let is_same = |at: usize| known.has(search, at, role);
        let is_near = |at: usize| search.between(at) == Between::Near && !search.is_stop(at);
        let before = (1..NEAR).take_while(|back| *back <= at && is_near(at + 1 - back));
        let start = before
            .map(|back| at - back)
            .filter(|at| is_same(*at))
            .last()
            .unwrap_or(at);
        let after = (at + 1..at + NEAR).take_while(|at| is_near(*at));
        let end = after
            .filter(|at| is_same(*at))
            .last()
            .map_or(at + 1, |last| last + 1);
        let is_rare = || {
            let named = self.named.get(role);
            let is_seldom = self.counts.get(role).copied().unwrap_or(0) <= RARE;
            let is_one = named.is_some() || !LEXICON.anybody.contains(role);
            role != LEADS && ((is_seldom && is_one) || named == Some(&true))
        };
        (end - start > 1 || is_rare()).then_some((start..end, known))
    }
}

/// The first three letters of a word, which its forms share.
fn first_letters(look: &str) -> String {
    look.chars().take(3).collect()
}
