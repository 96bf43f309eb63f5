//! What is looked for: every form of every name, alias, address, number and file of the
//! confidential sources.

use std::collections::{HashMap, HashSet};

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::address::{self, Part};
use super::doubt::{Frequencies, Near, Own};
use super::entry::{Entry, FormOf, Glue, Phone, Where};
use super::folded::{Gap, folded};
use super::forms;
use super::lexicon::{
    FIRST_NAMES, LEXICON, Sort, far_sounds, is_cyrillic_word, looks, some_sounds, sound, sounds,
};
use super::names::{abbreviations, is_adjective, respelled, words_of_name};
use super::own_words::OwnWords;
use super::place::is_nameless;
use super::sounds;
use super::written::{self, Written};
use crate::case::{Case, Source, SourceId};

/// Names of more words, and longer words, are looked for in one form only: else a hostile one costs
/// its length many times.
const MOST_WORDS: usize = 12;
const LONGEST: usize = 40;
/// A form that is not the word itself is looked for in not more ways of writing than these.
const FORM_KEYS: usize = 12;

#[derive(Debug, Default)]
pub(super) struct Book {
    pub entries: Vec<Entry>,
    /// The first letters of each name's words, as they sound, for initials.
    pub initials: Vec<(SourceId, Vec<String>)>,
    pub looks: HashMap<String, Vec<FormOf>>,
    pub sounds: HashMap<String, Vec<FormOf>>,
    /// How words of names may sound to those who write them in the other alphabet by ear.
    pub far: HashMap<String, usize>,
    /// The first and the last two sounds of each form: a word that is broken by a space begins and
    /// ends so.
    pub starts: HashSet<[char; 2]>,
    pub ends: HashSet<[char; 2]>,
    /// How base forms begin, as they look and as they sound, to find them inside other words.
    pub beginnings: HashSet<[char; 2]>,
    pub glues: Vec<Glue>,
    pub finder: Option<AhoCorasick>,
    pub phones: Vec<Phone>,
    /// Forms with a letter left out, to find those that differ by one.
    pub near: Near,
    /// What else a source's own fields say.
    pub own: Own,
    /// What it said or wrote.
    pub own_words: OwnWords,
    /// Short other names, as they are typed.
    pub written: Vec<Written>,
    /// The first letters of all words of a name, for a body's abbreviation.
    pub abbreviations: Vec<(SourceId, Vec<String>)>,
    /// First names, as they sound, for pet names that no list has.
    pub given: Vec<(usize, String)>,
    /// Surnames that are common words, each with its whole name as one.
    surnames: Vec<(usize, String)>,
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

impl Book {
    /// The forms of words that may be names, each once, with their source.
    fn whole_names(&self) -> impl Iterator<Item = (&str, SourceId)> {
        self.looks.iter().filter_map(|(look, forms)| {
            let own = forms
                .iter()
                .filter(|form| form.is_own && !form.is_possessive);
            let source = own.filter_map(|form| {
                let entry = self.entries.get(form.entry)?;
                let is_name = matches!(entry.sort, Sort::Telling | Sort::Both)
                    && entry.place == Where::Anywhere;
                (is_name && entry.of > 0).then_some(entry.source)
            });
            Some((look.as_str(), source.into_iter().next()?))
        })
    }

    pub fn of(case: &Case) -> Self {
        let mut book = Self::default();
        if !case.sources.iter().any(|source| source.confidential) {
            return book;
        }
        book.story = Frequencies::of(case);
        for source in case.sources.iter().filter(|source| source.confidential) {
            book.source(source);
        }
        for item in case.claims.iter().flat_map(|claim| &claim.evidence) {
            let source = case.sources.get(item.source);
            if !source.is_some_and(|source| source.confidential) {
                continue;
            }
            book.address(item.source, &item.url);
            book.address(item.source, &item.archived);
            book.noted(item.source, &item.note);
            book.noted(item.source, &item.locator);
            if let Some(file) = &item.file {
                let mut parts = Vec::new();
                address::of_file(&file.name, &mut parts);
                parts.push(Part::Together(vec![looks(&file.sha256.to_string())]));
                book.parts(item.source, parts);
            }
        }
        // Not the quickest kind, whose table for a name of 100 kB takes seconds to make.
        book.finder = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(book.glues.iter().map(|glue| glue.look.as_bytes()))
            .ok();
        book.tell_surnames(case);
        book.beginnings = book.beginnings();
        book.near = Near::of(book.whole_names());
        book.own = Own::of(case, &book.story);
        book.own_words = OwnWords::of(case);
        book.written = written::of(case);
        book
    }

    /// Notes for each surname whether the story has it together with the rest of the name.
    fn tell_surnames(&mut self, case: &Case) {
        if self.surnames.is_empty() {
            return;
        }
        let paragraphs = case.draft.iter().flat_map(|draft| &draft.paragraphs);
        let paragraphs: Vec<String> = paragraphs.map(|one| looks(one.text())).collect();
        for (entry, name) in &self.surnames {
            if let Some(entry) = self.entries.get_mut(*entry) {
                entry.is_told = paragraphs.iter().any(|text| text.contains(name));
            }
        }
    }

    fn beginnings(&self) -> HashSet<[char; 2]> {
        let all = self.looks.iter().chain(&self.sounds);
        let bases = all.filter(|(_, forms)| forms.iter().any(|form| form.is_base));
        let begin = |key: &String| {
            let mut letters = key.chars();
            Some([letters.next()?, letters.next()?])
        };
        bases.filter_map(|(key, _)| begin(key)).collect()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
            && self.glues.is_empty()
            && self.phones.is_empty()
            && self.own.is_empty()
            && (self.own_words.is_empty() && self.written.is_empty())
    }

    /// Whether a word as it looks could be a piece of what is looked for.
    pub fn may_hold(&self, word: &str) -> bool {
        let is_inside = |look: &String| {
            look == word || (look.chars().count() > 6 && word.contains(look.as_str()))
        };
        self.looks.keys().any(is_inside)
            || self
                .glues
                .iter()
                .any(|glue| glue.look.contains(word) || word.contains(&glue.look))
    }

    fn source(&mut self, source: &Source) {
        for name in std::iter::once(&source.name).chain(&source.aliases) {
            if is_nameless(name) {
                continue;
            }
            let is_one = !name.trim().contains(char::is_whitespace);
            let is_handle = name.contains('@')
                || name.contains("://")
                || name.contains('_')
                || (is_one
                    && name.contains(['.', '/', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']));
            let mut parts = Vec::new();
            if is_handle {
                for piece in name.split_whitespace() {
                    address::of_address(
                        piece
                            .trim_matches(['(', ')', '<', '>', ',', ';'])
                            .trim_start_matches('@'),
                        &mut parts,
                    );
                }
            }
            address::of_number(name, &mut parts);
            self.parts(source.id, parts);
            self.name(source.id, name);
        }
        self.address(source.id, &source.url);
        self.address(source.id, &source.archived);
        self.noted(source.id, &source.note);
    }

    /// The numbers and addresses in a source's own notes.
    fn noted(&mut self, source: SourceId, note: &str) {
        let mut parts = Vec::new();
        address::of_note(note, &mut parts);
        self.parts(source, parts);
    }

    fn address(&mut self, source: SourceId, url: &str) {
        let mut parts = Vec::new();
        address::of_address(url, &mut parts);
        self.parts(source, parts);
    }

    fn parts(&mut self, source: SourceId, parts: Vec<Part>) {
        for part in parts {
            match part {
                Part::Together(words) => self.glue(source, &words, JOINED),
                Part::Host(words) => self.glue(source, &words, Gap::DOT | Gap::HYPHEN),
                Part::Phone(digits) => self.phones.push(Phone { source, digits }),
                Part::Word(word) => self.bare(source, word, Where::Anywhere),
                Part::InAddress(word) => self.bare(source, word, Where::InAddress),
                // A word that the story is about leads to nobody.
                Part::OfFile(word) if !self.story.is_rare(&word) => {}
                Part::OfFile(word) => self.bare(source, word, Where::OfFile),
            }
        }
    }

    /// A word in one form.
    fn bare(&mut self, source: SourceId, look: String, place: Where) {
        let entry = self.entry(Entry {
            source,
            name: self.names,
            word: 0,
            of: 1,
            sort: Sort::Telling,
            is_first_name: false,
            is_given: false,
            is_adjective: false,
            is_quoted: false,
            is_told: false,
            is_cyrillic: is_cyrillic_word(&look),
            place,
        });
        self.names += 1;
        self.edges(&sound(&look));
        let form = FormOf {
            entry,
            is_possessive: false,
            is_base: true,
            is_own: true,
            is_cyrillic: is_cyrillic_word(&look),
        };
        self.looks.entry(look).or_default().push(form);
    }

    fn entry(&mut self, entry: Entry) -> usize {
        self.entries.push(entry);
        self.entries.len() - 1
    }

    fn glue(&mut self, source: SourceId, words: &[String], between: u16) {
        let mut joints = HashSet::new();
        let mut count = 0;
        for word in words {
            joints.insert(count);
            count += word.chars().count();
        }
        let look = words.concat();
        if count > 2 {
            self.glues.push(Glue {
                source,
                look,
                joints,
                between,
            });
        }
    }

    /// A name, all its words in all their forms.
    fn name(&mut self, source: SourceId, text: &str) {
        let folded = folded(text);
        let words = words_of_name(&folded, text);
        let number = self.names;
        self.names += 1;
        let looked: Vec<String> = words.iter().map(|word| looks(word)).collect();
        if words.len() > MOST_WORDS || words.iter().any(|word| word.chars().count() > LONGEST) {
            self.glue(source, &looked, JOINED);
        } else {
            self.names_as_one(source, &looked);
        }
        let of = words.len().min(MOST_WORDS);
        let mut initials = Vec::new();
        // `Лист Остапа`: what follows the thing stands in the genitive.
        let mut is_of = false;
        let is_listed = |look: &String| FIRST_NAMES.rows_of(look).next().is_some();
        let has_listed = looked.iter().any(is_listed);
        for (place, (word, look)) in words.iter().zip(&looked).take(MOST_WORDS).enumerate() {
            let count = word.chars().count();
            let is_cyrillic = is_cyrillic_word(word);
            let sort = match LEXICON.sort(look, is_cyrillic) {
                Sort::Telling
                    if count < 2 || (count < 5 && word.chars().all(|c| c.is_ascii_digit())) =>
                {
                    Sort::Small
                }
                // `Ben` of a first name is no particle.
                Sort::Small if place == 0 && words.len() > 1 && is_listed(look) => Sort::Both,
                sort => sort,
            };
            let rows: Vec<&Vec<String>> = FIRST_NAMES.rows_of(look).collect();
            let entry = self.entry(Entry {
                source,
                name: number,
                word: place,
                of,
                sort,
                is_first_name: !rows.is_empty(),
                is_given: !rows.is_empty() || (!has_listed && place + 1 < of),
                is_adjective: is_cyrillic && is_adjective(word),
                is_quoted: text.contains(['«', '“', '„', '"']),
                is_told: false,
                is_cyrillic,
                place: Where::Anywhere,
            });
            if sort == Sort::Both && rows.is_empty() && place > 0 && place + 1 == of {
                self.surnames.push((entry, looked.concat()));
            }
            let is_given = !rows.is_empty() || (words.len() > 1 && place == 0);
            if is_given && count > 4 && sort != Sort::Word {
                self.given.push((entry, sound(word)));
            }
            if !matches!(sort, Sort::Small | Sort::Word) || !rows.is_empty() || count < 2 {
                initials.push(sound(word));
            }
            if count > LONGEST {
                continue;
            }
            self.forms(entry, word, true);
            for other in respelled(word) {
                self.forms(entry, &other, true);
            }
            // `Лист Остапа Ревуцького` is somebody's: who is called so is Ревуцький.
            for base in forms::nominatives(word, is_of) {
                self.forms(entry, &base, true);
            }
            is_of |= sort == Sort::Word && is_cyrillic && !LEXICON.is_role(look, true);
            let mut had = HashSet::from([look.clone()]);
            for other in rows.into_iter().flatten() {
                if had.insert(looks(other)) {
                    self.forms(entry, &other.to_lowercase(), false);
                }
            }
        }
        // `JON` of James O'Neill.
        if folded.words.len() > words.len() && words.len() > 1 {
            let parts = folded.words.iter().take(MOST_WORDS);
            let parts = parts.map(|range| folded.sound(range)).collect();
            self.initials.push((source, parts));
        }
        let short = abbreviations(&words, &looked).into_iter();
        self.abbreviations
            .extend(short.map(|parts| (source, parts)));
        if !initials.is_empty() {
            // `A. S.` of Adam Schiff, which begins with another sound.
            let letters: Vec<String> = looked
                .iter()
                .filter_map(|word| word.chars().next())
                .map(|letter| sound(letter.encode_utf8(&mut [0; 4])))
                .collect();
            let is_other = |(name, letter): (&String, &String)| !name.starts_with(letter.as_str());
            if letters.len() == initials.len() && initials.iter().zip(&letters).any(is_other) {
                self.initials.push((source, letters));
            }
            self.initials.push((source, initials));
        }
    }

    /// A name written as one word, or joined, in either order.
    fn names_as_one(&mut self, source: SourceId, looked: &[String]) {
        let [others @ .., last] = looked else { return };
        let letters: usize = looked.iter().map(|word| word.chars().count()).sum();
        if others.is_empty() || letters < 6 {
            return;
        }
        self.glue(source, looked, JOINED);
        let turned: Vec<String> = std::iter::once(last).chain(others).cloned().collect();
        self.glue(source, &turned, JOINED & !(Gap::COMMA | Gap::END));
    }

    fn forms(&mut self, entry: usize, word: &str, is_own: bool) {
        let is_cyrillic = is_cyrillic_word(word);
        let count = word.chars().count();
        let forms = if is_cyrillic {
            forms::cyrillic(word)
        } else {
            forms::latin(word)
        };
        for (form, is_possessive) in &forms {
            let of = FormOf {
                entry,
                is_possessive: *is_possessive,
                is_base: form == word,
                is_own,
                is_cyrillic,
            };
            let look = looks(form);
            if is_own && !is_cyrillic {
                self.edges(&sound(form));
            }
            push(&mut self.looks, look, of);
            if is_cyrillic && count > 2 {
                let most = if is_own && !is_possessive {
                    FORM_KEYS
                } else {
                    1
                };
                for key in some_sounds(form, most) {
                    self.sound(key, of);
                }
            }
        }
        if count < 3 {
            return;
        }
        for (place, key) in sounds(word).into_iter().enumerate() {
            let base = FormOf {
                entry,
                is_possessive: false,
                is_base: true,
                is_own,
                is_cyrillic,
            };
            if !is_cyrillic && place < 4 {
                for (form, is_possessive) in forms::cyrillic(&sounds::as_cyrillic(&key)) {
                    let of = FormOf {
                        is_possessive,
                        is_base: false,
                        is_cyrillic: true,
                        ..base
                    };
                    self.sound(sound(&form), of);
                }
            }
            self.sound(
                format!("{key}s"),
                FormOf {
                    is_base: false,
                    ..base
                },
            );
            self.sound(key, base);
        }
        if is_own && count > 4 {
            for key in far_sounds(word) {
                self.far.entry(key).or_insert(entry);
            }
        }
    }

    /// Takes a form in by its sound. Two sounds are those of any word.
    fn sound(&mut self, key: String, form: FormOf) {
        if form.is_own {
            self.edges(&key);
        }
        if key.chars().count() > 2 {
            push(&mut self.sounds, key, form);
        }
    }

    /// Notes how a form begins and ends, as it sounds.
    fn edges(&mut self, sound: &str) {
        let mut letters = sound.chars();
        if let (Some(first), Some(second)) = (letters.next(), letters.next()) {
            self.starts.insert([first, second]);
        }
        if let (Some(last), Some(before)) = (letters.next_back(), letters.next_back()) {
            self.ends.insert([before, last]);
        }
    }
}

/// Takes a form in, the base form before others.
fn push(map: &mut HashMap<String, Vec<FormOf>>, key: String, form: FormOf) {
    if key.chars().count() < 2 {
        return;
    }
    let forms = map.entry(key).or_default();
    let is_same =
        |other: &&mut FormOf| other.entry == form.entry && other.is_cyrillic == form.is_cyrillic;
    match forms.iter_mut().find(is_same) {
        Some(other) => {
            other.is_possessive &= form.is_possessive;
            other.is_base |= form.is_base;
            other.is_own |= form.is_own;
        }
        None => forms.push(form),
    }
}
