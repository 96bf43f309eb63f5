//! What the confidential sources are, as the case tells it: offices beside their names and in their
//! own notes, and where the same office stands alone.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::find::Found;
use super::lexicon::LEXICON;
use super::office::{Between, NEAR, Stretch};
use super::place::Doubt;
use crate::case::{Case, SourceId};

/// What stands in a story more often alone is nobody's sign there.
const RARE: usize = 4;

/// What a source is, in the words of the case.
#[derive(Debug)]
struct Sign {
    source: SourceId,
    roles: Vec<&'static str>,
    others: HashSet<String>,
}

impl Sign {
    /// What words of a text say of a source.
    fn of(stretch: &Stretch, words: &Range<usize>, source: SourceId) -> Self {
        let mut sign = Self {
            source,
            roles: Vec::new(),
            others: HashSet::new(),
        };
        for at in words.clone() {
            if let Some(role) = stretch.office_of(at) {
                sign.roles.push(role);
                continue;
            }
            let is_long = stretch.word(at).is_some_and(|word| word.letters.len() > 2);
            if is_long && !stretch.is_stop(at) && !stretch.joins(at) {
                sign.others.extend(stretch.stem(at));
            }
        }
        sign.roles.sort_unstable();
        sign.roles.dedup();
        sign
    }

    /// Whether a word is one of this sign, besides this role.
    fn has(&self, stretch: &Stretch, at: usize, role: &str) -> bool {
        match stretch.office_of(at) {
            Some(other) => other != role && self.roles.contains(&other),
            None => stretch
                .stem(at)
                .is_some_and(|stem| self.others.contains(&stem)),
        }
    }
}

/// What the confidential sources are.
#[derive(Debug, Default)]
pub(super) struct Signs {
    all: Vec<Sign>,
    /// Where the sign of a source with these roles is: a story repeats what somebody is.
    places: HashMap<(SourceId, Vec<&'static str>), usize>,
    /// The signs that each role is of.
    by_role: HashMap<&'static str, Vec<usize>>,
    /// How those roles begin.
    starts: HashSet<String>,
    /// How often each role stands in the story.
    counts: HashMap<&'static str, usize>,
}

/// The texts of a case that tell of its sources, but those that are theirs.
pub(super) fn story(case: &Case) -> Vec<String> {
    let paragraphs = case.draft.iter().flat_map(|draft| &draft.paragraphs);
    let paragraphs = paragraphs.map(|one| one.text().to_owned());
    // A claim repeats its words of the story.
    let free = case.claims.iter().filter(|claim| claim.span.is_none());
    paragraphs
        .chain(free.map(|claim| claim.text.clone()))
        .collect()
}

/// What stands in the case about each confidential source and goes with it: names, notes, and the
/// notes on its evidence.
pub(super) fn about(case: &Case) -> Vec<(SourceId, String)> {
    let secret = case.sources.iter().filter(|source| source.confidential);
    let own = secret.flat_map(|source| {
        let texts = [&source.name, &source.note, &source.interest].into_iter();
        let texts = texts.chain(&source.aliases);
        texts.map(|text| (source.id, text.clone()))
    });
    let items = case.claims.iter().flat_map(|claim| &claim.evidence);
    let items = items.filter(|item| {
        let source = case.sources.get(item.source);
        source.is_some_and(|source| source.confidential)
    });
    let of_items = items.flat_map(|item| {
        let texts = [&item.note, &item.locator].into_iter();
        texts.map(|text| (item.source, text.clone()))
    });
    let all = own.chain(of_items);
    all.filter(|(_, text)| !text.is_empty()).collect()
}

impl Signs {
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// How many there are, which each role in a text is compared with.
    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Takes in what stands beside names in a text.
    pub fn take(&mut self, stretch: &Stretch, certain: &[(Range<usize>, SourceId)]) {
        for found in stretch.beside(certain) {
            let words = stretch.words_in(&found.letters);
            self.push(Sign::of(stretch, &words, found.source));
        }
    }

    /// Takes in the offices in a text that is about a source as a whole.
    pub fn take_all(&mut self, stretch: &Stretch, source: SourceId) {
        let mut at = 0;
        while at < stretch.words.len() {
            if stretch.office_of(at).is_none() {
                at += 1;
                continue;
            }
            let words = stretch.office(at, &|_| false);
            if stretch.tells(&words) {
                self.push(Sign::of(stretch, &words, source));
            }
            at = words.end.max(at + 1);
        }
    }

    fn push(&mut self, sign: Sign) {
        if sign.roles.is_empty() {
            return;
        }
        let key = (sign.source, sign.roles.clone());
        let place = *self.places.entry(key).or_insert(self.all.len());
        if let Some(same) = self.all.get_mut(place) {
            same.others.extend(sign.others);
            return;
        }
        for role in &sign.roles {
            self.starts.insert(begins(role));
            self.by_role.entry(role).or_default().push(place);
        }
        self.all.push(sign);
    }

    /// Counts the roles of a text of the story.
    pub fn count(&mut self, stretch: &Stretch) {
        for at in 0..stretch.words.len() {
            if let Some(role) = stretch.office_of(at)
                && self.by_role.contains_key(role)
            {
                *self.counts.entry(role).or_default() += 1;
            }
        }
    }

    /// Where the same offices stand alone, or around names that are cut: then what is left of them.
    pub fn again(&self, stretch: &Stretch, certain: &[(Range<usize>, SourceId)]) -> Vec<Found> {
        let mut found = Vec::new();
        let cut = stretch.taken(certain.iter().map(|(name, _)| name));
        let is_cut = |at: usize| cut.get(at).copied().unwrap_or(true);
        for at in 0..stretch.words.len() {
            let Some(word) = stretch
                .word(at)
                .filter(|word| !is_cut(at) && self.starts.contains(&begins(&word.look)))
            else {
                continue;
            };
            let Some(role) = LEXICON.office(&word.look, word.is_cyrillic) else {
                continue;
            };
            let signs = self.by_role.get(role).into_iter().flatten();
            let signs = signs.filter_map(|sign| self.all.get(*sign));
            let found_here = signs.filter_map(|sign| self.same(stretch, at, role, sign));
            let Some((words, sign)) = found_here.max_by_key(|(words, _)| words.len()) else {
                continue;
            };
            let is_one = |other: &usize| *other == at || sign.has(stretch, *other, role);
            for mut piece in stretch.pieces(&words, &is_cut) {
                let Some(start) = piece.clone().find(is_one) else {
                    continue;
                };
                let end = piece.rfind(is_one).unwrap_or(start) + 1;
                found.push(Found {
                    letters: stretch.letters(&(start..end)),
                    source: sign.source,
                    doubt: Some(Doubt::Office),
                });
            }
        }
        found
    }

    /// The words around a role that say the same of somebody.
    fn same<'a>(
        &self,
        stretch: &Stretch,
        at: usize,
        role: &'static str,
        sign: &'a Sign,
    ) -> Option<(Range<usize>, &'a Sign)> {
        let is_same = |at: usize| sign.has(stretch, at, role);
        let is_near = |at: usize| stretch.between(at) == Between::Near && !stretch.is_stop(at);
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
            !LEXICON.anybody.contains(role) && self.counts.get(role).copied().unwrap_or(0) <= RARE
        };
        (end - start > 1 || is_rare()).then_some((start..end, sign))
    }
}

/// The first letters of a word, which its forms share.
fn begins(look: &str) -> String {
    look.chars().take(3).collect()
}
