//! The details in a source's notes and evidence besides its name: places, days, times, numbers,
//! rare words, phrases, relatives and traits. Where another text repeats one, a person must look.

use std::collections::{HashMap, HashSet};

use super::codes::codes_of;
use super::days::{Day, Time, days_at, is_month, times_at};
use super::folded::{Gap, folded};
use super::forms;
use super::frequencies::{Frequencies, RARE};
use super::kin::kin_at;
use super::letters::is_cyrillic_word;
use super::letters::{looks, sound};
use super::lexicon::{LEXICON, WordKind};
use super::lists::FIRST_NAMES;
use super::neighbours::{
    is_behind_place, is_former, is_inflected, is_label, is_name_of_two, is_phrase, is_place,
    is_thing, is_year,
};
use super::numbered::{self, MIN_ALONE, Numbered, numbered_at};
use super::oblique;
use super::phrases::{Phrase, phrase_at};
use super::place_adjectives;
use super::quoted::Quoted;
use super::relatives;
use super::stems::stem;
use super::taken::{Kind, Taken};
use super::tokens::{Token, next, tokens};
use super::traits::traits_at;
use super::word_ids::WordIds;
use crate::case::{Case, SourceId};

/// At most this many details of one kind are kept per source, so that a huge note cannot make
/// searches slow.
const MOST: usize = 48;

/// At most this many labels of numbers are kept for all sources.
const MAX_LABELS: usize = 4096;

/// A word that is a detail by itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Alone {
    pub source: SourceId,
    /// Whether its capital in the source's fields may only mark the beginning of a sentence.
    pub is_unsure: bool,
    /// Whether it is also a common word, which the note uses as a place: `Harbor`, `Рівне`.
    pub is_word: bool,
}

/// The details of all confidential sources.
#[derive(Debug, Default)]
pub(super) struct Details {
    /// The ids of the words.
    ids: WordIds,
    /// Words that are details by themselves, by id.
    alone: HashMap<usize, Alone>,
    /// Things in small letters where notes say that a source is, works or plays, by id: `аптека`.
    things: HashMap<usize, SourceId>,
    /// Rare words by how they sound, for texts in the other alphabet.
    pub sounds: HashMap<String, SourceId>,
    /// The ids of two words that follow each other: a street and a number, a room, a name, a rare
    /// phrase.
    pairs: HashMap<(usize, usize), SourceId>,
    /// Days with their months.
    pub days: HashMap<Day, SourceId>,
    /// The days of the month of `days`, for a text that leaves out the month.
    pub days_alone: HashMap<u8, SourceId>,
    pub times: HashMap<Time, SourceId>,
    /// Rooms, flats and wards with their numbers.
    pub numbered: HashMap<Numbered, SourceId>,
    /// The numbers of rooms, and other numbers in notes, for a text that leaves out the word before
    /// them.
    pub numbers_alone: HashMap<String, SourceId>,
    /// Codes in notes. They identify the source however often the story has them.
    pub codes: HashMap<String, SourceId>,
    /// Names in quotation marks in notes, also however often the story has them.
    pub quoted: Quoted,
    /// Relatives, by the row of the lists that has the word.
    pub kin: HashMap<usize, SourceId>,
    /// Nations and traits, by the row of the lists that has the word.
    pub traits: HashMap<usize, SourceId>,
    /// Phrases of two words in notes. The first word matches in any form.
    pub phrases: HashMap<Phrase, SourceId>,
    /// First names of relatives and friends, by the stems of all their forms.
    pub relatives: HashMap<String, SourceId>,
    /// The patronymics derived from these first names, by their stems.
    pub patronymics: HashMap<String, SourceId>,
    /// Words that stand directly before numbers in notes ("pass 50327"), by their stems.
    pub labels: HashSet<String>,
    /// The sources of places, by the key of [`place_adjectives`] that a place and its adjective
    /// share.
    pub places: HashMap<String, SourceId>,
}

impl Details {
    /// Collects the details of all confidential sources of a case.
    pub fn of(case: &Case, story: &Frequencies) -> Self {
        let mut details = Self::default();
        for source in case.sources.iter().filter(|source| source.confidential) {
            let mut taken = Taken::default();
            let own = [&source.note, &source.interest].into_iter();
            let mut texts: Vec<(&String, Kind)> = own.map(|text| (text, Kind::Note)).collect();
            let items = case.claims.iter().flat_map(|claim| &claim.evidence);
            let items = items.filter(|item| item.source == source.id);
            for item in items {
                texts.extend([
                    (&item.locator, Kind::Note),
                    (&item.note, Kind::Note),
                    (&item.quote, Kind::Quote),
                ]);
                if let Some(day) = item.accessed {
                    let own = (source.id, story);
                    details.add_text(&day.to_string(), Kind::Quote, own, &mut taken);
                }
            }
            for (text, kind) in texts.into_iter().filter(|(text, _)| !text.is_empty()) {
                details.add_text(text, kind, (source.id, story), &mut taken);
            }
        }
        details
    }

    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
            && (self.days.is_empty() && self.times.is_empty())
            && (self.numbered.is_empty() && self.kin.is_empty())
            && self.relatives.is_empty()
            && (self.traits.is_empty() && self.phrases.is_empty())
            && (self.codes.is_empty() && self.quoted.is_empty())
    }

    /// Adds the details in one text of a source.
    fn add_text(
        &mut self,
        text: &str,
        kind: Kind,
        (source, story): (SourceId, &Frequencies),
        taken: &mut Taken,
    ) {
        let words = tokens(&folded(text));
        if kind == Kind::Note {
            self.quoted.add(text, source);
            self.take_relatives(&words, (source, story), taken);
        }
        let mut end = 0;
        for at in 0..words.len() {
            let Some(word) = words.get(at) else { break };
            self.take_numbered(&words, at, kind, (source, story), taken);
            if kind == Kind::Note && is_label(&words, at) && self.labels.len() < MAX_LABELS {
                self.labels.insert(word.stem().to_owned());
            }
            if kind == Kind::Note {
                self.take_codes(&words, at, source);
                self.take_traits(&words, at, (source, story), taken);
                for row in kin_at(&words, at, false)
                    .map(|(_, rows)| rows)
                    .unwrap_or_default()
                {
                    if kind.is_telling(story.kin(row)) {
                        self.kin.entry(row).or_insert(source);
                    }
                }
            }
            let mut last = end;
            // The words of one day or time belong to no other: `5 March 18:15` has no 18 March.
            let days = if at < end {
                Vec::new()
            } else {
                days_at(&words, at)
            };
            let mut day_end = end;
            for (count, day) in days {
                day_end = day_end.max(at + count);
                if kind.is_telling(story.day(day)) && taken.days < MOST {
                    taken.days += 1;
                    self.days.entry(day).or_insert(source);
                    self.days_alone.entry(day.0).or_insert(source);
                }
            }
            // `09.10` may be a day or a time. Both are kept.
            let times = times_at(&words, at).into_iter();
            for (count, time) in times.filter(|(count, _)| at >= end && at + count >= day_end) {
                // In a quotation "at six in the morning" is too common, and `1430` may be any
                // number.
                let is_any = (time.1 == 0 && word.is_letters) || word.look.len() == 4;
                if kind == Kind::Quote && is_any {
                    continue;
                }
                last = last.max(at + count);
                if kind.is_telling(story.time(time)) && taken.times < MOST {
                    taken.times += 1;
                    self.times.entry(time).or_insert(source);
                }
            }
            end = end.max(last).max(day_end);
            if at < end {
                continue;
            }
            let count = story.word(word.stem());
            let is_rare = story.is_rare(word.stem()) && !story.is_public(word);
            if kind.is_telling(count) && is_rare && taken.words.len() < MOST {
                let is_place = kind == Kind::Note && is_behind_place(&words, at);
                if !is_label(&words, at) {
                    self.take_word((word, is_place), source, story, taken);
                }
                if kind == Kind::Note && count.in_story == 0 && is_thing(&words, at) {
                    self.take_thing(word, source, taken);
                }
            }
            let Some(next) = next(&words, at).filter(|_| taken.pairs < MOST) else {
                continue;
            };
            let is_pair = is_name_of_two(word, next)
                || is_former(word, next)
                || is_place(word, next)
                || (kind == Kind::Note && is_phrase(word, next));
            // A person who may be named says nothing of the source.
            let is_public =
                is_name_of_two(word, next) && story.is_public(word) && story.is_public(next);
            if is_pair && !is_public && kind.is_telling(story.pair(word.stem(), next.stem())) {
                taken.pairs += 1;
                for number in [word, next].into_iter().filter(|word| word.is_number) {
                    if kind == Kind::Note && number.look.len() >= MIN_ALONE {
                        self.take_number(number.look.clone(), source, story);
                    }
                }
                if kind == Kind::Note && word.is_upper && next.is_upper {
                    for key in place_adjectives::compound_keys(&word.plain, &next.plain) {
                        self.take_place(Some(key), source);
                    }
                }
                let pair = (self.ids.add(word), self.ids.add(next));
                self.pairs.entry(pair).or_insert(source);
                if LEXICON.former.contains(&word.look) {
                    self.take_former(&words, at, pair.0, source);
                }
            }
        }
    }

    /// Adds the first names of relatives and friends in a note.
    fn take_relatives(
        &mut self,
        words: &[Token],
        (source, story): (SourceId, &Frequencies),
        taken: &mut Taken,
    ) {
        let room = MOST.saturating_sub(taken.relatives);
        let named = relatives::stems_of(words, |word| story.is_public(word));
        for (stems, patronymics) in named.into_iter().take(room) {
            taken.relatives += 1;
            for stem in patronymics {
                self.patronymics.entry(stem).or_insert(source);
            }
            for stem in stems {
                self.relatives.entry(stem).or_insert(source);
            }
        }
    }

    /// Adds a room, a flat or a ward with its number.
    fn take_numbered(
        &mut self,
        words: &[Token],
        at: usize,
        kind: Kind,
        (source, story): (SourceId, &Frequencies),
        taken: &mut Taken,
    ) {
        let Some((_, place)) = numbered_at(words, at).filter(|_| taken.numbered < MOST) else {
            return;
        };
        if kind.is_telling(story.numbered(&place)) {
            taken.numbered += 1;
            if kind == Kind::Note {
                for look in numbered::alone(&place) {
                    self.take_number(look, source, story);
                }
            }
            self.numbered.entry(place).or_insert(source);
        }
    }

    /// Adds the codes that begin with this word of a note.
    fn take_codes(&mut self, words: &[Token], at: usize, source: SourceId) {
        for code in codes_of(words, at) {
            if self.codes.len() < MAX_LABELS {
                self.codes.entry(code).or_insert(source);
            }
        }
    }

    /// Adds the traits and the phrase that begin with this word of a note.
    fn take_traits(
        &mut self,
        words: &[Token],
        at: usize,
        (source, story): (SourceId, &Frequencies),
        taken: &mut Taken,
    ) {
        for (_, row, _) in traits_at(words, at) {
            if Kind::Note.is_telling(story.traits(row)) && taken.traits < MOST {
                taken.traits += 1;
                self.traits.entry(row).or_insert(source);
            }
        }
        // `Grey House` is a name, not a phrase.
        let is_small = |count: &usize| {
            let mut words = words.iter().skip(at).take(*count);
            words.all(|word| !word.is_upper || word.is_start)
        };
        // `nurse of surgery` is asked about as an office.
        let is_office = words.get(at).is_some_and(|word| {
            let role = LEXICON.office(&word.look, word.is_cyrillic);
            role.is_some_and(|role| !LEXICON.anybody.contains(role))
        });
        let phrase = phrase_at(words, at).filter(|(count, _)| is_small(count) && !is_office);
        let phrase = phrase.map(|(_, phrase)| phrase).filter(|phrase| {
            let is_rare = story.word(&phrase.1).all <= RARE;
            is_rare && Kind::Note.is_telling(story.phrase(phrase)) && taken.phrases < MOST
        });
        if let Some(phrase) = phrase {
            taken.phrases += 1;
            self.phrases.entry(phrase).or_insert(source);
        }
    }

    /// Adds a number that identifies the source alone, if it is rare in the story.
    fn take_number(&mut self, look: String, source: SourceId, story: &Frequencies) {
        if Kind::Note.is_telling(story.word(&look)) {
            self.numbers_alone.entry(look).or_insert(source);
        }
    }

    /// Adds a word that may identify the source by itself: a number, a name, or a place.
    fn take_word(
        &mut self,
        (word, is_place): (&Token, bool),
        source: SourceId,
        story: &Frequencies,
        taken: &mut Taken,
    ) {
        let is_number = word.is_number && word.look.len() > 3 && !is_year(&word.look);
        let word_kind = || LEXICON.kind_of(&word.look, word.is_cyrillic);
        let is_name = word.is_upper
            && word.is_letters
            && word.len() > 3
            && !is_month(&word.look)
            && match word_kind() {
                // At the start of a sentence every word has a capital.
                WordKind::NameOnly if word.is_start => {
                    word.len() > 4
                        && (story.is_name(word.stem())
                            || !(story.is_small(word.stem()) || is_inflected(&word.plain)))
                }
                WordKind::NameOnly => true,
                WordKind::CapitalWord => !word.is_start,
                WordKind::Particle => false,
                _ => is_place && !word.is_start,
            };
        if !(is_name || is_number) || !taken.words.insert(word.stem().to_owned()) {
            return;
        }
        let number = self.ids.add(word);
        let is_unsure = word.is_start && !story.is_name(word.stem());
        let is_word = is_name && word_kind() != WordKind::NameOnly;
        let alone = Alone {
            source,
            is_unsure,
            is_word,
        };
        self.alone.entry(number).or_insert(alone);
        if is_number || (is_word && !is_place) {
            return;
        }
        let bases = if word.is_cyrillic {
            oblique::nominatives(&word.plain)
        } else {
            Vec::new()
        };
        for place in std::iter::once(&word.plain).chain(&bases) {
            self.take_place(place_adjectives::key(place), source);
        }
        for base in &bases {
            self.add_forms(base, number);
        }
        if is_word {
            return;
        }
        self.take_first_name(word, number);
        let sound = sound(&word.plain);
        if sound.chars().count() > 4 {
            self.sounds.entry(sound).or_insert(source);
        }
        if word.is_cyrillic {
            // The stem changes: `Київ`, `Києва`.
            self.add_forms(&word.plain, number);
        }
    }

    /// Adds a thing where the source is, works or plays, in all its forms.
    fn take_thing(&mut self, word: &Token, source: SourceId, taken: &mut Taken) {
        if !taken.words.insert(word.stem().to_owned()) {
            return;
        }
        let number = self.ids.add(word);
        if word.is_cyrillic {
            self.add_forms(&word.plain, number);
        }
        self.things.insert(number, source);
    }

    /// Adds the stems of all forms of a Cyrillic word.
    fn add_forms(&mut self, plain: &str, number: usize) {
        for (form, is_possessive) in forms::cyrillic(plain) {
            if !is_possessive {
                self.ids.add_stem(stem(&looks(&form), true), number);
            }
        }
    }

    /// Adds the key of a place, by which its adjectives and residents are found.
    fn take_place(&mut self, key: Option<String>, source: SourceId) {
        if let Some(key) = key {
            self.places.entry(key).or_insert(source);
        }
    }

    /// If a word is a form of a first name, adds the stems of that name's variants: `Аркашин` for
    /// `Аркадія`.
    fn take_first_name(&mut self, word: &Token, number: usize) {
        for row in FIRST_NAMES.rows_of_form(&word.look, word.is_cyrillic) {
            for name in row.iter().filter(|name| is_cyrillic_word(name)) {
                for (form, _) in forms::cyrillic(&name.to_lowercase()) {
                    self.ids.add_stem(stem(&looks(&form), true), number);
                }
            }
            for name in row.iter().filter(|name| !is_cyrillic_word(name)) {
                self.ids.add_stem(stem(&looks(name), false), number);
            }
        }
    }

    /// Adds what this word of a note says that somebody no longer is, by any word for that and in
    /// either order: `ex-Navy`, `Navy veteran`. Of several words with capitals (`Royal Navy`) each
    /// is one.
    fn take_former(&mut self, words: &[Token], at: usize, former: usize, source: SourceId) {
        for other in &LEXICON.former {
            self.ids
                .add_stem(stem(other, is_cyrillic_word(other)), former);
        }
        let behind = words.iter().skip(at + 1).enumerate();
        let behind = behind.take_while(|(place, word)| {
            *place == 0 || (word.is_upper && word.gap.only(Gap::SPACE))
        });
        for (_, word) in behind {
            let word = self.ids.add(word);
            self.pairs.entry((former, word)).or_insert(source);
            self.pairs.entry((word, former)).or_insert(source);
        }
    }

    /// The ids of the words that a word, in letters as they look, may be a form of.
    pub fn numbers(&self, look: &str, is_cyrillic: bool) -> &[usize] {
        self.ids.of(look, is_cyrillic)
    }

    /// The detail that one of these words is by itself, if any.
    pub fn alone(&self, numbers: &[usize]) -> Option<Alone> {
        numbers
            .iter()
            .find_map(|number| self.alone.get(number).copied())
    }

    /// The source that a note places in the thing that one of these words is, if any.
    pub fn thing(&self, numbers: &[usize]) -> Option<SourceId> {
        let mut things = numbers.iter().filter_map(|number| self.things.get(number));
        things.next().copied()
    }

    /// The source that has two words with these ids beside each other. None if no source has.
    pub fn pair(&self, ones: &[usize], others: &[usize]) -> Option<SourceId> {
        let mut pairs = ones
            .iter()
            .flat_map(|one| others.iter().map(move |other| (*one, *other)));
        pairs.find_map(|pair| self.pairs.get(&pair).copied())
    }
}
