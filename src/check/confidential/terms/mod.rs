//! What is searched for: every form of every name, alias, address, number and file of the
//! confidential sources. `names` adds names, `sources` adds everything else.

mod names;
mod sources;

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::address::{self, Part};
use super::details::Details;
use super::entry::{Entry, FormOf, Given, JoinedWords, Number, Ordinary, Where};
use super::folded::{Gap, folded};
use super::frequencies::Frequencies;
use super::letters::looks;
use super::lexicon::WordKind;
use super::memo::Memo;
use super::near::Near;
use super::own_words::OwnWords;
use super::place::Doubt;
use super::stems::stem;
use super::tokens::tokens;
use super::transcribed::Transcribed;
use super::written::{self, TypedName};
use crate::case::{Case, SourceId};

/// A name with more words, or with a longer word, is searched for only as a whole and in one form.
/// Otherwise a hostile name would cost many times its length.
const MOST_WORDS: usize = 12;
const LONGEST: usize = 40;
/// The most spellings by sound that are searched for of an inflected form.
const FORM_KEYS: usize = 12;

#[derive(Debug, Default)]
pub(super) struct SearchTerms {
    pub entries: Vec<Entry>,
    /// The words of each name as they sound, to match initials with their beginnings.
    pub initials: Vec<(SourceId, Vec<String>)>,
    /// The forms of the names' words, by how they look and by how they sound.
    pub looks: HashMap<String, Vec<FormOf>>,
    pub sounds: HashMap<String, Vec<FormOf>>,
    /// Words of names that may be transliterated by ear in the other alphabet.
    pub transcribed: Vec<Transcribed>,
    /// The first two letters of the transliterations of Latin names by ear. A word that a space
    /// divides is compared only if it begins so.
    pub heard_starts: HashSet<[char; 2]>,
    /// A cache: the index in `entries` of the name of which a word is a transliteration by ear.
    pub heard: Memo<Option<usize>>,
    /// A cache: the names found inside a word of a text.
    pub inside: Memo<Vec<(SourceId, Option<Doubt>)>>,
    /// The first two and the last two sounds of each form. Words that a space divides are joined
    /// only if they begin and end so.
    pub starts: HashSet<[char; 2]>,
    pub ends: HashSet<[char; 2]>,
    /// The first two letters or sounds of each base form, to find names inside other words.
    pub beginnings: HashSet<[char; 2]>,
    /// Words that are found in order whatever joins them, and the automaton that finds them; `None`
    /// if it cannot be built.
    pub joined_words: Vec<JoinedWords>,
    pub finder: Option<AhoCorasick>,
    pub numbers: Vec<Number>,
    /// Forms that are compared with words that differ by one letter.
    pub near: Near,
    /// The forms of [`SearchTerms::whole_names`], sorted.
    in_order: OnceLock<Vec<(String, SourceId)>>,
    /// Days, places, numbers and other details in a source's own fields and notes.
    pub details: Details,
    /// What the sources said or wrote.
    pub own_words: OwnWords,
    /// Short aliases, found only as they were typed.
    pub written: Vec<TypedName>,
    /// The words of a body's name, or the letters of its abbreviation, as they sound.
    pub abbreviations: Vec<(SourceId, Vec<String>)>,
    /// First names, by their first three sounds, to find pet names that no list has.
    pub given: HashMap<[char; 3], Vec<Given>>,
    /// The beginnings of surnames from which other words are made: `ежов` for `ежовский`.
    pub made_of: HashMap<String, SourceId>,
    /// The first two letters of the keys of `made_of`, to skip most words of a text quickly.
    pub made_starts: HashSet<[char; 2]>,
    /// Stems of the nicknames from which surnames are made.
    pub nicknames: HashMap<String, SourceId>,
    /// Stems from which diminutives of surnames that are nouns are made.
    pub nouns: HashMap<String, SourceId>,
    /// Stems of names of one word, of which possessive adjectives are made: `капітанових`.
    pub owners: HashMap<String, SourceId>,
    /// Stems of patronymics: `Каренович` of a source called Карен.
    pub patronymics: HashMap<String, SourceId>,
    /// Surnames as they sound, to match their beginnings.
    pub surname_starts: Vec<(SourceId, String)>,
    /// Surnames that are also common words: the entry, the whole name without spaces, and the
    /// surname, as their letters look.
    surnames: Vec<(usize, String, String)>,
    /// Two words that follow each other in the name of a source that may be named, by their stems.
    public_names: HashSet<[String; 2]>,
    /// How many names were added.
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
    /// The forms that may be names, as they look, each with its source. Names in other languages,
    /// possessives and forms that are common words are left out.
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

    /// The forms of [`Self::whole_names`] in alphabetical order.
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
        // The default kind is quicker to search with, but takes seconds to build for a name of 100
        // kB.
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
        terms.public_names = public_names(case);
        terms.learn_given_names();
        terms.beginnings = terms.beginnings();
        terms.heard_starts = terms
            .transcribed
            .iter()
            .flat_map(Transcribed::starts)
            .collect();
        terms.near = Near::of(terms.whole_names());
        terms.details = Details::of(case, &terms.story);
        terms.own_words = OwnWords::of(case);
        terms.written = written::of(case);
        terms
    }

    /// Records for each surname in `surnames` whether the story has the whole name.
    fn tell_surnames(&mut self, case: &Case) {
        if self.surnames.is_empty() {
            return;
        }
        let paragraphs = case.draft.iter().flat_map(|draft| &draft.paragraphs);
        let paragraphs: Vec<String> = paragraphs.map(|one| looks(one.text())).collect();
        for (entry, name, look) in &self.surnames {
            if let Some(entry) = self.entries.get_mut(*entry) {
                // If the story also writes the surname small (`a miller`), a sentence may begin
                // with the common word.
                let is_word = self.story.is_small(stem(look, entry.is_cyrillic));
                let has_name = || paragraphs.iter().any(|text| text.contains(name));
                entry.is_in_story = !is_word && has_name();
            }
        }
    }

    /// Adds first names that only the story gives: for a source called `Mr. Weaver`, the David of
    /// `David Weaver`.
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

    /// The entries of all words of one name. Entries are sorted by name.
    pub fn of_name(&self, name: usize) -> &[Entry] {
        let from = self.entries.partition_point(|entry| entry.name < name);
        let to = self.entries.partition_point(|entry| entry.name <= name);
        self.entries.get(from..to).unwrap_or_default()
    }

    /// Whether a word is the only name in a name without a first name: `Mr. Weaver`.
    fn is_surname_alone(&self, entry: &Entry) -> bool {
        let mut of_name = self.of_name(entry.name).iter();
        let is_plain = |one: &Entry| matches!(one.sort, WordKind::Particle | WordKind::Word);
        entry.place == Where::Anywhere
            && entry.ordinary == Ordinary::No
            && matches!(entry.sort, WordKind::NameOnly | WordKind::NameOrWord)
            && of_name.all(|one| !one.is_first_name && (one.word == entry.word || is_plain(one)))
    }

    /// The sources that no single word of a name identifies. Only their whole names are cut; a
    /// person is asked about the single words.
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

    /// Adds a first name, unless it has fewer than three sounds.
    fn put_given(&mut self, given: Given) {
        if let Some(start) = first_sounds(&given.sound) {
            self.given.entry(start).or_default().push(given);
        }
    }

    /// Whether a word of some name of a source begins with this sound.
    pub fn is_initial(&self, source: SourceId, sound: &str) -> bool {
        let names = self.initials.iter().filter(|(of, _)| *of == source);
        let mut words = names.flat_map(|(_, name)| name);
        !sound.is_empty() && words.any(|word| word.starts_with(sound))
    }

    /// Whether these two words, by how they look, follow each other in the name of a source that
    /// may be named.
    pub fn is_public_name(&self, words: [(&str, bool); 2]) -> bool {
        let stems = || words.map(|(look, is_cyrillic)| stem(look, is_cyrillic).to_owned());
        !self.public_names.is_empty() && self.public_names.contains(&stems())
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

    /// Whether a word, as it looks, contains something that is searched for or may be a piece of
    /// it.
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

/// Two words that follow each other in the name of a person who may be named, by their stems. A
/// suggested source does not count: it may be the confidential one.
fn public_names(case: &Case) -> HashSet<[String; 2]> {
    let sources = case.sources.iter();
    let public = sources.filter(|source| !source.confidential && !source.suggested);
    let pairs = public.flat_map(|source| {
        let words = tokens(&folded(&source.name));
        let mut all = words.iter();
        let is_person = words.len() <= 3 && all.all(|word| word.is_upper && word.is_letters);
        let pairs = words
            .windows(2)
            .filter(|_| is_person)
            .filter_map(|pair| match pair {
                [one, other] => Some([one.stem().to_owned(), other.stem().to_owned()]),
                _ => None,
            });
        pairs.collect::<Vec<_>>()
    });
    pairs.collect()
}

/// The first three sounds of a word; `None` where it has fewer.
pub(super) fn first_sounds(sound: &str) -> Option<[char; 3]> {
    let mut sounds = sound.chars();
    Some([sounds.next()?, sounds.next()?, sounds.next()?])
}

/// The first two letters of a word; `None` where it has fewer.
pub(super) fn first_two(word: &str) -> Option<[char; 2]> {
    let mut letters = word.chars();
    Some([letters.next()?, letters.next()?])
}
