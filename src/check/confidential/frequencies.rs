//! How often words and details stand in a story. Only what is rare there can lead to a source.

use std::collections::{HashMap, HashSet};

use super::days::{Day, Time, days_at, times_at};
use super::folded::{Gap, folded};
use super::kin::kin_at;
use super::lexicon::{LEXICON, WordKind, is_patronymic};
use super::lists::FIRST_NAMES;
use super::numbered::{Numbered, numbered_at};
use super::phrases::{Phrase, phrase_at};
use super::tokens::{Token, next, tokens};
use super::traits::{Says, traits_at};
use crate::case::{Case, Evidence};

/// What stands in the story more often than this is not rare.
pub(super) const RARE: usize = 2;

/// How often something occurs: in the story and its claims, and in these together with the evidence
/// of sources that may be named.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Count {
    pub in_story: usize,
    pub all: usize,
}

/// The counts of all words and details, words by their stems.
#[derive(Debug, Default)]
pub(super) struct Frequencies {
    words: HashMap<String, Count>,
    pairs: HashMap<String, Count>,
    days: HashMap<Day, Count>,
    times: HashMap<Time, Count>,
    numbered: HashMap<Numbered, Count>,
    kin: HashMap<usize, Count>,
    traits: HashMap<usize, Count>,
    phrases: HashMap<Phrase, Count>,
    /// Words with a capital where no sentence begins, and words without one.
    names: HashSet<String>,
    small: HashSet<String>,
    /// Words of the names of sources that may be named.
    public: HashSet<String>,
    /// The first names that stand before a surname, by how it looks: both in small letters.
    pub givens: HashMap<String, Vec<(String, String)>>,
}

impl Frequencies {
    pub fn of(case: &Case) -> Self {
        let mut story = Self::default();
        for source in case.sources.iter().filter(|source| !source.confidential) {
            let words = tokens(&folded(&source.name));
            let words = words.iter().map(|word| word.stem().to_owned());
            story.public.extend(words);
        }
        let paragraphs = case
            .draft
            .iter()
            .flat_map(|draft| &draft.paragraphs)
            .map(crate::case::Paragraph::text);
        // A claim repeats its words of the story.
        let free = case.claims.iter().filter(|claim| claim.span.is_none());
        for text in paragraphs.chain(free.map(|claim| claim.text.as_str())) {
            story.take(text, true);
        }
        let is_public = |item: &&Evidence| {
            let source = case.sources.get(item.source);
            source.is_none_or(|source| !source.confidential)
        };
        let items = case.claims.iter().flat_map(|claim| &claim.evidence);
        let notes = items
            .filter(is_public)
            .flat_map(|item| [&item.quote, &item.locator, &item.note]);
        for text in notes.filter(|text| !text.is_empty()) {
            story.take(text, false);
        }
        story
    }

    fn take(&mut self, text: &str, is_in_story: bool) {
        let words = tokens(&folded(text));
        let note = |count: &mut Count| {
            count.all += 1;
            count.in_story += usize::from(is_in_story);
        };
        for (at, word) in words.iter().enumerate() {
            match self.words.get_mut(word.stem()) {
                Some(count) => note(count),
                None => note(self.words.entry(word.stem().to_owned()).or_default()),
            }
            let kind = match (word.is_upper, word.is_start) {
                (true, false) => Some(&mut self.names),
                (false, _) => Some(&mut self.small),
                (true, true) => None,
            };
            if let Some(words) = kind.filter(|words| !words.contains(word.stem())) {
                words.insert(word.stem().to_owned());
            }
            for (_, day) in days_at(&words, at) {
                note(self.days.entry(day).or_default());
            }
            for (_, time) in times_at(&words, at) {
                note(self.times.entry(time).or_default());
            }
            for row in kin_at(&words, at, true)
                .map(|(_, rows)| rows)
                .unwrap_or_default()
            {
                note(self.kin.entry(row).or_default());
            }
            for (_, row, says) in traits_at(&words, at) {
                if says != Says::Country {
                    note(self.traits.entry(row).or_default());
                }
            }
            if let Some((_, phrase)) = phrase_at(&words, at) {
                note(self.phrases.entry(phrase).or_default());
            }
            if let Some((_, place)) = numbered_at(&words, at) {
                note(self.numbered.entry(place).or_default());
            }
            if word.is_upper && is_in_story {
                self.given(&words, at);
            }
            if let Some(next) = next(&words, at) {
                note(
                    self.pairs
                        .entry(pair(word.stem(), next.stem()))
                        .or_default(),
                );
            }
        }
    }

    /// Takes in a first name with the surname behind it: `David W. Weaver`.
    fn given(&mut self, words: &[Token], at: usize) {
        let Some(given) = words.get(at) else {
            return;
        };
        if FIRST_NAMES.rows_of(&given.look).next().is_none() {
            return;
        }
        let between = |word: &&Token| word.len() == 1 || is_patronymic(&word.plain);
        let mut behind = words.iter().skip(at + 1).take(3);
        let surname = behind.find(|word| !between(word));
        let surname = surname.filter(|word| {
            word.is_upper
                && word.gap.only(Gap::SPACE | Gap::DOT | Gap::LINE)
                && word.len() > 2
                && LEXICON.sort(&word.look, word.is_cyrillic) != WordKind::Particle
        });
        if let Some(surname) = surname {
            let names = self.givens.entry(surname.look.clone()).or_default();
            let name = (given.plain.clone(), surname.plain.clone());
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }

    /// How often a word stands there, in any form.
    pub fn word(&self, stem: &str) -> Count {
        self.words.get(stem).copied().unwrap_or_default()
    }

    /// How often two words stand there beside one another.
    pub fn pair(&self, one: &str, other: &str) -> Count {
        let count = self.pairs.get(&pair(one, other));
        count.copied().unwrap_or_default()
    }

    /// How often a day stands in the story.
    pub fn day(&self, day: Day) -> Count {
        self.days.get(&day).copied().unwrap_or_default()
    }

    /// How often a time stands in the story.
    pub fn time(&self, time: Time) -> Count {
        self.times.get(&time).copied().unwrap_or_default()
    }

    /// How often a relative of somebody's stands there, by the row of its words.
    pub fn kin(&self, row: usize) -> Count {
        self.kin.get(&row).copied().unwrap_or_default()
    }

    /// How often somebody's nation or trait stands there, by the row of its words.
    pub fn traits(&self, row: usize) -> Count {
        self.traits.get(&row).copied().unwrap_or_default()
    }

    /// How often two words stand there, the first in any form.
    pub fn phrase(&self, phrase: &Phrase) -> Count {
        self.phrases.get(phrase).copied().unwrap_or_default()
    }

    /// How often a room, a flat, a ward with its number stands there.
    pub fn numbered(&self, place: &Numbered) -> Count {
        self.numbered.get(place).copied().unwrap_or_default()
    }

    /// Whether a word stands in the story seldom enough to lead to somebody.
    pub fn is_rare(&self, stem: &str) -> bool {
        self.word(stem).all <= RARE && !self.public.contains(stem)
    }

    /// Whether it stands there with a capital where no sentence begins.
    pub fn is_name(&self, stem: &str) -> bool {
        self.names.contains(stem)
    }

    /// Whether it stands there without a capital.
    pub fn is_small(&self, stem: &str) -> bool {
        self.small.contains(stem)
    }
}

fn pair(one: &str, other: &str) -> String {
    [one, " ", other].concat()
}
