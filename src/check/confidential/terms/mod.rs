//! What is looked for: every form of every name, alias, address, number and file of the
//! confidential sources. `names` takes in names, `sources` what else a source has.

mod names;
mod sources;

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::address::{self, Part};
use super::details::Details;
use super::entry::{Entry, FormOf, Given, JoinedWords, Number, Ordinary, Where};
use super::folded::Gap;
use super::frequencies::Frequencies;
use super::letters::looks;
use super::lexicon::WordKind;
use super::memo::Memo;
use super::near::Near;
use super::own_words::OwnWords;
use super::place::Doubt;
use super::stems::stem;
use super::transcribed::Transcribed;
use super::written::{self, TypedName};
use crate::case::{Case, SourceId};

/// Names of more words, and longer words, are looked for in one form only: else a hostile one costs
/// its length many times.
const MOST_WORDS: usize = 12;
const LONGEST: usize = 40;
/// A form that is not the word itself is looked for in not more ways of writing than these.
const FORM_KEYS: usize = 12;

#[derive(Debug, Default)]
pub(super) struct SearchTerms {
    pub entries: Vec<Entry>,
    /// The first letters of each name's words, as they sound, for initials.
    pub initials: Vec<(SourceId, Vec<String>)>,
    pub looks: HashMap<String, Vec<FormOf>>,
    pub sounds: HashMap<String, Vec<FormOf>>,
    /// Words of names, to compare those with that somebody wrote in the other alphabet by ear.
    pub transcribed: Vec<Transcribed>,
    /// The name that each word of a text was found to be one of these.
    pub heard: Memo<Option<usize>>,
    /// What was found inside each word of a text.
    pub inside: Memo<Vec<(SourceId, Option<Doubt>)>>,
    /// The first and the last two sounds of each form: a word that is broken by a space begins and
    /// ends so.
    pub starts: HashSet<[char; 2]>,
    pub ends: HashSet<[char; 2]>,
    /// How base forms begin, as they look and as they sound, to find them inside other words.
    pub beginnings: HashSet<[char; 2]>,
    pub joined_words: Vec<JoinedWords>,
    pub finder: Option<AhoCorasick>,
    pub numbers: Vec<Number>,
    /// Forms with a letter left out, to find those that differ by one.
    pub near: Near,
    /// The same forms in order.
    in_order: OnceLock<Vec<(String, SourceId)>>,
    /// What else a source's own fields say.
    pub details: Details,
    /// What it said or wrote.
    pub own_words: OwnWords,
    /// Short other names, as they are typed.
    pub written: Vec<TypedName>,
    /// The first letters of all words of a name, for a body's abbreviation.
    pub abbreviations: Vec<(SourceId, Vec<String>)>,
    /// First names, as they sound, for pet names that no list has.
    /// By their first sounds.
    pub given: HashMap<[char; 3], Vec<Given>>,
    /// What other words are made of surnames by their beginnings, and how surnames sound.
    pub made_of: HashMap<String, SourceId>,
    /// How such words begin, to pass most words of a text by.
    pub made_starts: HashSet<[char; 2]>,
    /// Nicknames of which surnames are made, and the stems of short names and of patronymics.
    pub nicknames: HashMap<String, SourceId>,
    pub owners: HashMap<String, SourceId>,
    pub patronymics: HashMap<String, SourceId>,
    pub surname_starts: Vec<(SourceId, String)>,
    /// Surnames that are common words, each with its whole name as one, and as it looks.
    surnames: Vec<(usize, String, String)>,
    /// How many names were taken in.
    names: usize,
    /// How often words stand in the story.
    story: Frequencies,
}

const JOINED: u16 = Gap::SPACE
    | Gap::HYPHEN
    | Gap::DOT
    | Gap::UNDERSCORE
    | Gap::SLASH
    | Gap::PLUS
    | Gap::COMMA
    | Gap::AT
    | Gap::APOSTROPHE
    | Gap::QUOTE
    | Gap::LINE
    | Gap::END
    | Gap::OTHER;

impl SearchTerms {
    /// The forms of words that may be names, each once, with their source.
    fn whole_names(&self) -> impl Iterator<Item = (&str, SourceId)> {
        self.looks.iter().filter_map(|(look, forms)| {
            let own = forms
                .iter()
                .filter(|form| form.is_own && !form.is_possessive);
            let source = own.filter_map(|form| {
                let entry = self.entries.get(form.entry)?;
                let is_name = matches!(entry.sort, WordKind::NameOnly | WordKind::NameOrWord)
                    && entry.ordinary == Ordinary::No
                    && !entry.is_learned
                    && entry.place == Where::Anywhere;
                (is_name && entry.of > 0).then_some(entry.source)
            });
            Some((look.as_str(), source.into_iter().next()?))
        })
    }

    /// The same in the order of their letters as they look.
    pub fn names_in_order(&self) -> &[(String, SourceId)] {
        self.in_order.get_or_init(|| {
            let names = self.whole_names();
            let mut names: Vec<_> = names.map(|(name, of)| (name.to_owned(), of)).collect();
            names.sort_unstable();
            names
        })
    }

    pub fn of(case: &Case) -> Self {
        let mut terms = Self::default();
        if !case.sources.iter().any(|source| source.confidential) {
            return terms;
        }
        terms.story = Frequencies::of(case);
        for source in case.sources.iter().filter(|source| source.confidential) {
            terms.source(source);
        }
        for item in case.claims.iter().flat_map(|claim| &claim.evidence) {
            let source = case.sources.get(item.source);
            if !source.is_some_and(|source| source.confidential) {
                continue;
            }
            terms.address(item.source, &item.url);
            terms.address(item.source, &item.archived);
            terms.noted(item.source, &item.note);
            terms.noted(item.source, &item.locator);
            if let Some(file) = &item.file {
                let mut parts = Vec::new();
                address::of_file(&file.name, &mut parts);
                parts.push(Part::Together(vec![looks(&file.sha256.to_string())]));
                terms.parts(item.source, parts);
            }
        }
        // Not the quickest kind, whose table for a name of 100 kB takes seconds to make.
        terms.finder = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(
                terms
                    .joined_words
                    .iter()
                    .map(|joined| joined.look.as_bytes()),
            )
            .ok();
        terms.tell_surnames(case);
        terms.learn_given_names();
        terms.beginnings = terms.beginnings();
        terms.near = Near::of(terms.whole_names());
        terms.details = Details::of(case, &terms.story);
        terms.own_words = OwnWords::of(case);
        terms.written = written::of(case);
        terms
    }

    /// Notes for each surname whether the story has it together with the rest of the name.
    fn tell_surnames(&mut self, case: &Case) {
        if self.surnames.is_empty() {
            return;
        }
        let paragraphs = case.draft.iter().flat_map(|draft| &draft.paragraphs);
        let paragraphs: Vec<String> = paragraphs.map(|one| looks(one.text())).collect();
        for (entry, name, look) in &self.surnames {
            if let Some(entry) = self.entries.get_mut(*entry) {
                // In a story about a miller `Miller` at the start of a sentence may be one.
                let is_word = self.story.is_small(stem(look, entry.is_cyrillic));
                let has_name = || paragraphs.iter().any(|text| text.contains(name));
                entry.is_in_story = !is_word && has_name();
            }
        }
    }

    /// Takes in the first names that the story alone has, before the surname that a source is known
    /// by: `Weaver` is the David of `David Weaver`.
    fn learn_given_names(&mut self) {
        let mut learned: Vec<(SourceId, String, String)> = Vec::new();
        for (look, given) in &self.story.givens {
            let forms = self.looks.get(look).into_iter().flatten();
            let entries = forms.filter(|form| form.is_own && !form.is_possessive);
            for entry in entries.filter_map(|form| self.entries.get(form.entry)) {
                if !self.is_surname_alone(entry) {
                    continue;
                }
                for (given, surname) in given {
                    let one = (entry.source, given.clone(), surname.clone());
                    if !learned.contains(&one) {
                        learned.push(one);
                    }
                }
            }
        }
        learned.sort();
        for (source, given, surname) in learned {
            self.given_name(source, &given, &surname);
        }
    }

    /// The words of a name: the entries stand in the order of their names.
    pub fn of_name(&self, name: usize) -> &[Entry] {
        let from = self.entries.partition_point(|entry| entry.name < name);
        let to = self.entries.partition_point(|entry| entry.name <= name);
        self.entries.get(from..to).unwrap_or_default()
    }

    /// Whether a word is the surname of a name without a first name: `Mr. Weaver`.
    fn is_surname_alone(&self, entry: &Entry) -> bool {
        let mut of_name = self.of_name(entry.name).iter();
        let is_plain = |one: &Entry| matches!(one.sort, WordKind::Particle | WordKind::Word);
        entry.place == Where::Anywhere
            && entry.ordinary == Ordinary::No
            && matches!(entry.sort, WordKind::NameOnly | WordKind::NameOrWord)
            && of_name.all(|one| !one.is_first_name && (one.word == entry.word || is_plain(one)))
    }

    /// The sources of whose names no word leads to them by itself: only the whole name is cut, and
    /// what else it says is asked about.
    pub fn ordinary(&self) -> Vec<SourceId> {
        let mut all: Vec<SourceId> = self.entries.iter().map(|entry| entry.source).collect();
        all.sort_unstable();
        all.dedup();
        let is_telling = |entry: &Entry| {
            entry.ordinary == Ordinary::No
                && matches!(entry.sort, WordKind::NameOnly | WordKind::NameOrWord)
                && entry.place == Where::Anywhere
                && !entry.is_learned
        };
        all.retain(|source| {
            !self
                .entries
                .iter()
                .any(|entry| entry.source == *source && is_telling(entry))
        });
        all
    }

    /// Takes in a first name.
    fn put_given(&mut self, given: Given) {
        if let Some(start) = first_sounds(&given.sound) {
            self.given.entry(start).or_default().push(given);
        }
    }

    fn beginnings(&self) -> HashSet<[char; 2]> {
        let all = self.looks.iter().chain(&self.sounds);
        let bases = all.filter(|(_, forms)| forms.iter().any(|form| form.is_base));
        bases.filter_map(|(key, _)| first_two(key)).collect()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
            && self.joined_words.is_empty()
            && self.numbers.is_empty()
            && self.details.is_empty()
            && (self.own_words.is_empty() && self.written.is_empty())
    }

    /// Whether a word as it looks could be a piece of what is looked for.
    pub fn may_hold(&self, word: &str) -> bool {
        let is_inside = |look: &String| {
            look == word || (look.chars().count() > 6 && word.contains(look.as_str()))
        };
        self.looks.keys().any(is_inside)
            || self
                .joined_words
                .iter()
                .any(|joined| joined.look.contains(word) || word.contains(&joined.look))
    }
}

/// The first sounds of a word.
pub(super) fn first_sounds(sound: &str) -> Option<[char; 3]> {
    let mut sounds = sound.chars();
    Some([sounds.next()?, sounds.next()?, sounds.next()?])
}

/// The first two letters of a word.
pub(super) fn first_two(word: &str) -> Option<[char; 2]> {
    let mut letters = word.chars();
    Some([letters.next()?, letters.next()?])
}
