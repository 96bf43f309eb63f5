//! Counts how often words and details occur in a story. Only what is rare there can identify a
//! source.

use std::collections::{HashMap, HashSet};

use super::days::{Day, Time, days_at, times_at};
use super::folded::{Gap, folded};
use super::kin::kin_at;
use super::lexicon::{LEXICON, WordKind};
use super::lists::FIRST_NAMES;
use super::numbered::{Numbered, numbered_at};
use super::patronymics::is_patronymic;
use super::phrases::{Phrase, phrase_at};
use super::stems::stem;
use super::tokens::{Token, next, tokens};
use super::traits::{Says, traits_at};
use crate::case::{Case, Evidence};

/// Words and details that occur more often than this are not rare.
pub(super) const RARE: usize = 2;

/// How often a word or detail occurs: `in_story` in the story and its claims, `all` there and in
/// the evidence of sources that may be named.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Count {
    pub in_story: usize,
    pub all: usize,
}

/// The counts of all words and details. Words are counted by their stems, relatives and traits by
/// their rows in the lists.
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
    /// The stems of words with a capital inside a sentence.
    names: HashSet<String>,
    /// The stems of words without a capital.
    small: HashSet<String>,
    /// The stems and roots of the words in the names of sources that may be named.
    public: HashSet<String>,
    /// The first names before each surname, by how the surname looks: pairs of first name and
    /// surname in small letters.
    pub givens: HashMap<String, Vec<(String, String)>>,
}

impl Frequencies {
    /// Counts the words and details of a case.
    pub fn of(case: &Case) -> Self {
        let mut story = Self::default();
        for source in case.sources.iter().filter(|source| !source.confidential) {
            let words = tokens(&folded(&source.name));
            for word in &words {
                story
                    .public
                    .extend([word.stem(), root(word)].map(str::to_owned));
            }
        }
        let paragraphs = case
            .draft
            .iter()
            .flat_map(|draft| &draft.paragraphs)
            .map(crate::case::Paragraph::text);
        // A claim with a span repeats words of the story.
        let free = case.claims.iter().filter(|claim| claim.span.is_none());
        for text in paragraphs.chain(free.map(|claim| claim.text.as_str())) {
            story.count_text(text, true);
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
            story.count_text(text, false);
        }
        story
    }

    /// Counts the words and details of one text.
    fn count_text(&mut self, text: &str, is_in_story: bool) {
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
                self.learn_given_name(&words, at);
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

    /// If this word is a first name with a surname behind it, keeps both. An initial or a
    /// patronymic may stand between ("David W. Weaver").
    fn learn_given_name(&mut self, words: &[Token], at: usize) {
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
                && LEXICON.kind_of(&word.look, word.is_cyrillic) != WordKind::Particle
        });
        if let Some(surname) = surname {
            let names = self.givens.entry(surname.look.clone()).or_default();
            let name = (given.plain.clone(), surname.plain.clone());
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }

    /// The count of a word in any form.
    pub fn word(&self, stem: &str) -> Count {
        self.words.get(stem).copied().unwrap_or_default()
    }

    /// The count of two words that follow each other, in any form.
    pub fn pair(&self, one: &str, other: &str) -> Count {
        let count = self.pairs.get(&pair(one, other));
        count.copied().unwrap_or_default()
    }

    /// The count of a day with its month.
    pub fn day(&self, day: Day) -> Count {
        self.days.get(&day).copied().unwrap_or_default()
    }

    /// The count of a time of the day.
    pub fn time(&self, time: Time) -> Count {
        self.times.get(&time).copied().unwrap_or_default()
    }

    /// The count of a relative that the text says is somebody's ("her father"), by the row of its
    /// words.
    pub fn kin(&self, row: usize) -> Count {
        self.kin.get(&row).copied().unwrap_or_default()
    }

    /// The count of a nation or trait said of somebody, by the row of its words.
    pub fn traits(&self, row: usize) -> Count {
        self.traits.get(&row).copied().unwrap_or_default()
    }

    /// The count of a phrase of two words, the first in any form.
    pub fn phrase(&self, phrase: &Phrase) -> Count {
        self.phrases.get(phrase).copied().unwrap_or_default()
    }

    /// The count of a room, a flat or a ward with its number.
    pub fn numbered(&self, place: &Numbered) -> Count {
        self.numbered.get(place).copied().unwrap_or_default()
    }

    /// Whether a word, by its stem, is rare enough to identify somebody, and in no name of a source
    /// that may be named.
    pub fn is_rare(&self, stem: &str) -> bool {
        self.word(stem).all <= RARE && !self.public.contains(stem)
    }

    /// Whether a word is in the name of a source that may be named, in any form.
    pub fn is_public(&self, word: &Token) -> bool {
        [word.stem(), root(word)]
            .iter()
            .any(|stem| self.public.contains(*stem))
    }

    /// Whether a word occurs with a capital inside a sentence.
    pub fn is_name(&self, stem: &str) -> bool {
        self.names.contains(stem)
    }

    /// Whether a word occurs without a capital.
    pub fn is_small(&self, stem: &str) -> bool {
        self.small.contains(stem)
    }
}

/// The stem of the stem of a word: `Дрозд` of `Дроздов`, `Дроздова`.
fn root(word: &Token) -> &str {
    stem(word.stem(), word.is_cyrillic)
}

/// The key of two stems.
fn pair(one: &str, other: &str) -> String {
    [one, " ", other].concat()
}
