//! Finds the places in a text that name a confidential source. This file matches words of the text
//! with the forms of names. `verdict` decides whether a match is the source. `beside` extends a
//! match, `apart` joins words that were split, `handles` searches handles and file names, `numbers`
//! searches numbers. `resembling`, `initials`, `nicknames`, `masked`, `dashed`, `details` and `own`
//! find what only a person can decide.

mod apart;
mod beside;
mod dashed;
mod details;
mod handles;
mod initials;
mod masked;
mod nicknames;
mod nouns;
mod numbers;
mod own;
mod resembling;
mod together;
mod verdict;

use std::collections::HashMap;
use std::ops::Range;

use super::context::{Context, Word};
use super::entry::{Entry, FormOf};
use super::folded::{Folded, Gap, is_cyrillic};
use super::lexicon::{LEXICON, WordKind};
use super::place::Doubt;
use super::terms::SearchTerms;
use crate::case::SourceId;

/// A place that leads, or may lead, to a source. `letters` counts letters of the folded text, with
/// an exclusive end; `doubt` is `None` where the place is certainly the source.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub letters: Range<usize>,
    pub source: SourceId,
    pub doubt: Option<Doubt>,
}

/// Words of the text that match a form of a name.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Clone, Debug)]
struct Match {
    words: Range<usize>,
    letters: Range<usize>,
    form: FormOf,
    /// Whether the letters match the form. Otherwise only the sound does.
    is_look: bool,
    /// Whether the words match only as a transliteration by ear: `Холлоуэй` for Holloway.
    is_by_ear: bool,
    /// Whether the letters are read as Cyrillic.
    is_cyrillic: bool,
    /// Whether only a part of the words matches: digits at their ends are left over.
    is_part: bool,
    /// Whether a space divides the name: `Dem chuk`.
    is_broken: bool,
    /// Whether the pieces are words that may stand together by chance. Then the match counts only
    /// beside another word or an initial of the same name.
    is_chance: bool,
    /// What the word is besides a name, such as a common noun.
    sort: WordKind,
}

impl Match {
    /// A match of one whole word, without any of the flags.
    fn of_word(at: usize, word: &Word, form: FormOf) -> Self {
        Self {
            words: at..at + 1,
            letters: word.letters.clone(),
            form,
            is_look: false,
            is_by_ear: false,
            is_cyrillic: word.is_cyrillic,
            is_part: false,
            is_broken: false,
            is_chance: false,
            sort: WordKind::NameOnly,
        }
    }

    /// Whether the words are single letters: `M a r i a`.
    fn is_spelled(&self) -> bool {
        self.words.len() > 1 && self.words.len() == self.letters.len()
    }
}

/// The flags of a [`Match`] that depend on how its words were joined.
#[derive(Clone, Copy, Debug, Default)]
struct Fitting {
    is_part: bool,
    is_broken: bool,
    is_chance: bool,
}

/// What a match turns out to be: not the source, certainly the source, or a question for a person.
enum Outcome {
    Nobody,
    Certain,
    Ask(Doubt),
}

/// The search of one text.
pub(super) struct TextSearch<'a> {
    terms: &'a SearchTerms,
    text: &'a Folded,
    context: Context,
    matches: Vec<Match>,
    /// Indexes into `matches`, by the first word of the match.
    by_word: HashMap<usize, Vec<usize>>,
    found: Vec<Found>,
    /// What a person is asked about only if another sign of the same source stands near.
    weak: Vec<Found>,
}

/// The most words of the text that are joined to one word.
const PIECES: usize = 4;

/// Case endings of names that are no words of their own: the second piece of `Лук'ян ові`.
const ENDINGS: &[&str] = &["ові", "еві", "єві", "ом"];

impl<'a> TextSearch<'a> {
    /// Searches a text. Returns what is found, and the weak signs: what a person is asked about
    /// only if another sign of the same source stands near.
    pub fn run(terms: &'a SearchTerms, text: &'a Folded) -> (Vec<Found>, Vec<Found>) {
        let mut search = Self {
            terms,
            text,
            context: Context::of(text),
            matches: Vec::new(),
            by_word: HashMap::new(),
            found: Vec::new(),
            weak: Vec::new(),
        };
        search.match_words();
        search.match_with_digits();
        search.match_pieces();
        search.match_spelled();
        for (place, found) in search.matches.iter().enumerate() {
            search
                .by_word
                .entry(found.words.start)
                .or_default()
                .push(place);
        }
        search.decide();
        search.find_phrases();
        search.find_handles();
        search.find_joined_words();
        search.find_numbers();
        search.ask_about_doubts();
        search.ask_about_masked();
        search.ask_about_dashed();
        search.ask_about_details();
        search.ask_about_own_words();
        search.find_written();
        (search.found, search.weak)
    }

    fn word(&self, at: usize) -> Option<&Word> {
        self.context.words.get(at)
    }

    fn entry(&self, form: FormOf) -> Option<&'a Entry> {
        self.terms.entries.get(form.entry)
    }

    /// Adds the matches of these words. Where letters of two alphabets are mixed, the words are
    /// read in each alphabet.
    fn match_form(
        &mut self,
        look: &str,
        sound: &str,
        words: &Range<usize>,
        letters: &Range<usize>,
        fitting: Fitting,
    ) {
        let in_text = self.text.letters.get(letters.clone()).unwrap_or_default();
        let is_cyrillic = in_text.iter().any(|letter| is_cyrillic(letter.plain));
        let is_mixed = in_text.iter().any(|letter| letter.is_mixed);
        self.match_sound((look, sound), is_cyrillic, words, letters, fitting);
        if !(fitting.is_part || (fitting.is_broken && fitting.is_chance)) {
            self.match_by_ear(look, words, letters, fitting);
        }
        if is_mixed {
            let other = self.text.mixed_sound(letters);
            self.match_sound((look, &other), false, words, letters, fitting);
        }
        if is_mixed && !is_cyrillic {
            let other = self.text.cyrillic_sound(letters);
            self.match_sound((look, &other), true, words, letters, fitting);
        }
    }

    /// Adds the name in the other alphabet of which the words are a transliteration by ear.
    fn match_by_ear(
        &mut self,
        look: &str,
        words: &Range<usize>,
        letters: &Range<usize>,
        fitting: Fitting,
    ) {
        let Some(form) = self.heard(look, letters) else {
            return;
        };
        // `Холлоуэй и`: the first word is the whole name.
        let is_whole =
            |other: &Match| other.is_by_ear && other.words == (words.start..words.start + 1);
        if fitting.is_broken && self.matches.iter().any(is_whole) {
            return;
        }
        let one = self.word(words.start).map(|word| Match {
            words: words.clone(),
            letters: letters.clone(),
            is_by_ear: true,
            ..Match::of_word(words.start, word, form)
        });
        self.matches.extend(one);
    }

    fn match_sound(
        &mut self,
        (look, sound): (&str, &str),
        is_cyrillic: bool,
        words: &Range<usize>,
        letters: &Range<usize>,
        fitting: Fitting,
    ) {
        let by_look = self.terms.looks.get(look);
        let by_sound = self.terms.sounds.get(sound);
        if by_look.is_none() && by_sound.is_none() {
            return;
        }
        let sort = LEXICON.kind_of(look, is_cyrillic);
        let by_look = by_look.into_iter().flatten().map(|form| (form, true));
        let by_sound = by_sound.into_iter().flatten().map(|form| (form, false));
        for (form, is_look) in by_look.chain(by_sound) {
            let Some(entry) = self.entry(*form) else {
                continue;
            };
            // A Cyrillic word that only sounds like an inflected form of a Latin name does not
            // match: `Раїс` is no plural of Ray.
            if !is_look && is_cyrillic && !form.is_cyrillic && !form.is_base {
                continue;
            }
            // A word looks like a name of the other alphabet only if all its letters exist in both
            // alphabets, or if it mixes them.
            if is_look && form.is_cyrillic != is_cyrillic && !self.is_look_alike(letters) {
                continue;
            }
            let own = if form.is_own && entry.is_cyrillic == is_cyrillic {
                entry.sort
            } else {
                WordKind::NameOnly
            };
            self.matches.push(Match {
                words: words.clone(),
                letters: letters.clone(),
                form: *form,
                is_look,
                is_by_ear: false,
                is_cyrillic,
                is_part: fitting.is_part,
                is_broken: fitting.is_broken,
                is_chance: fitting.is_chance,
                sort: if sort == WordKind::NameOnly {
                    own
                } else {
                    sort
                },
            });
        }
    }

    /// Whether the letters look the same in Latin and in Cyrillic, or mix both alphabets.
    fn is_look_alike(&self, letters: &Range<usize>) -> bool {
        let letters = self.text.letters.get(letters.clone()).unwrap_or_default();
        letters.iter().any(|letter| letter.is_mixed)
            || letters.iter().all(|letter| {
                let same = if letter.is_upper {
                    "abcehijkmoptxys"
                } else {
                    "aceijkmopstxy"
                };
                same.contains(letter.look) || letter.plain.is_ascii_digit()
            })
    }

    /// Matches each word, and each word without the digits at its ends.
    fn match_words(&mut self) {
        for at in 0..self.context.words.len() {
            let Some(word) = self.context.words.get(at) else {
                continue;
            };
            let (letters, bare) = (word.letters.clone(), word.bare.clone());
            let (look, sound) = (word.look.clone(), word.sound.clone());
            self.match_form(&look, &sound, &(at..at + 1), &letters, Fitting::default());
            if bare != letters && bare.len() > 2 {
                let look = self.text.look(&bare);
                let sound = self.text.sound(&bare);
                let fitting = Fitting {
                    is_part: true,
                    ..Fitting::default()
                };
                self.match_form(&look, &sound, &(at..at + 1), &bare, fitting);
            }
        }
    }

    /// Turns the matches into certain places and questions.
    fn decide(&mut self) {
        let mut found = Vec::new();
        for one in &self.matches {
            let Some(entry) = self.entry(one.form) else {
                continue;
            };
            if self.is_genitive(one) || self.is_whole_before(one) {
                continue;
            }
            let doubt = match self.outcome(one, entry) {
                Outcome::Nobody => continue,
                Outcome::Certain => None,
                Outcome::Ask(doubt) => Some(doubt),
            };
            let letters = if one.is_part || self.is_in_handle(&one.words) {
                self.whole(&one.words)
            } else {
                one.letters.clone()
            };
            let letters = match doubt {
                None => {
                    let letters = self.with_initials(one, letters, entry.source);
                    self.with_neighbouring_names(one, letters, entry)
                }
                Some(Doubt::GivenName) => self.with_likely_patronymic(one, letters),
                Some(_) => letters,
            };
            found.push(Found {
                letters,
                source: entry.source,
                doubt,
            });
        }
        self.found.extend(found);
    }

    /// What a match turns out to be, by the words beside it and by itself.
    fn outcome(&self, one: &Match, entry: &Entry) -> Outcome {
        if self.is_beside(one, entry) || self.is_behind_initial(one, entry) {
            return Outcome::Certain;
        }
        if one.is_chance {
            return Outcome::Nobody;
        }
        match self.verdict(one, entry) {
            // The first name of somebody who may be named is that person's.
            Outcome::Ask(Doubt::GivenName | Doubt::CommonWord)
                if entry.is_given && self.is_in_public_name(one) =>
            {
                Outcome::Nobody
            }
            other => other,
        }
    }

    /// Whether the match ends with the English possessive `'s`, and the name is also found without
    /// it.
    fn is_genitive(&self, one: &Match) -> bool {
        let last = one.words.end.saturating_sub(1);
        let is_s = self
            .word(last)
            .is_some_and(|word| word.look == "s" && word.gap.only(Gap::APOSTROPHE));
        let without = one.words.start..last;
        is_s && !without.is_empty()
            && self
                .matches_over(one.words.start)
                .iter()
                .any(|other| other.words == without && other.form.entry == one.form.entry)
    }

    /// Whether the match is divided by a space, and a part of it already matches the same word of
    /// the name.
    fn has_name_inside(&self, one: &Match) -> bool {
        one.is_broken && self.inside(one).next().is_some()
    }

    /// The matches of a part of these words with the same word of the name.
    fn inside<'b>(&'b self, one: &'b Match) -> impl Iterator<Item = &'b Match> {
        self.matches.iter().filter(|other| {
            other.words.len() < one.words.len()
                && one.words.contains(&other.words.start)
                && other.form.entry == one.form.entry
        })
    }

    /// Whether a part of the match already is the name, so that the rest is another word: `Okonjo
    /// go`.
    fn is_whole_before(&self, one: &Match) -> bool {
        let last = self.word(one.words.end.saturating_sub(1));
        let is_ending =
            last.is_some_and(|word| ENDINGS.contains(&&*self.text.plain(&word.letters)));
        // `Robe rt`: both pieces make the name itself, though the first is a nickname of it.
        if is_ending || one.form.is_base {
            return false;
        }
        // `Okonjo go`: the base form, and a word that only looks like the ending of an inflected
        // form.
        // What only sounds like the name in another language is no whole name: the `Pet` of `Pet
        // rovi` is hardly Pete.
        let is_whole = |other: &Match| {
            let is_first = other.words.start == one.words.start && other.words.end < one.words.end;
            let is_like = other.is_look || other.form.is_own;
            is_first && other.form.is_base && !other.is_broken && is_like
        };
        if one.is_broken && self.inside(one).any(is_whole) {
            return true;
        }
        let ends = [one.words.start, one.words.end.saturating_sub(1)];
        let mut ends = ends.into_iter().filter_map(|at| self.word(at));
        ends.any(|word| LEXICON.kind_of(&word.look, word.is_cyrillic) != WordKind::NameOnly)
            && self.has_name_inside(one)
    }

    fn whole(&self, words: &Range<usize>) -> Range<usize> {
        let start = self.word(words.start).map_or(0, |word| word.letters.start);
        let end = self
            .word(words.end.saturating_sub(1))
            .map_or(start, |word| word.letters.end);
        start..end
    }

    fn is_in_handle(&self, words: &Range<usize>) -> bool {
        words.len() == 1 && self.word(words.start).is_some_and(|word| word.is_in_handle)
    }
}
