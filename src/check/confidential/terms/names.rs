//! Adds the words of a name in all their forms.

use std::collections::{HashMap, HashSet};

use super::{FORM_KEYS, JOINED, LONGEST, MOST_WORDS, SearchTerms, first_two};
use crate::case::SourceId;
use crate::check::confidential::derived;
use crate::check::confidential::entry::{Entry, FormOf, Given, JoinedKind, Ordinary, Where};
use crate::check::confidential::folded::{Gap, folded};
use crate::check::confidential::forms;
use crate::check::confidential::letters::is_cyrillic_word;
use crate::check::confidential::letters::{looks, some_sounds, sound, sounds};
use crate::check::confidential::lexicon::{LEXICON, WordKind};
use crate::check::confidential::lists::FIRST_NAMES;
use crate::check::confidential::names::{
    Typed, abbreviations, is_adjective, ordinary, respelled, typed, words_of_name,
};
use crate::check::confidential::nicknames;
use crate::check::confidential::patronymics::is_patronymic;
use crate::check::confidential::sounds;
use crate::check::confidential::stems::stem;
use crate::check::confidential::transcribed::Transcribed;

/// A name whose words are being added.
struct Name<'a> {
    source: SourceId,
    /// The number of the name among all names.
    number: usize,
    /// The words as they are written, and as their letters look.
    words: &'a [String],
    looked: &'a [String],
    typed: &'a [Typed],
    is_quoted: bool,
    /// Whether a word of the name is a first name in the lists.
    has_listed: bool,
}

fn is_listed(look: &str) -> bool {
    FIRST_NAMES.rows_of(look).next().is_some()
}

impl Name<'_> {
    /// What a word is besides a name.
    fn kind_of(&self, place: usize, word: &str, look: &str) -> WordKind {
        let count = word.chars().count();
        match LEXICON.kind_of(look, is_cyrillic_word(word)) {
            WordKind::NameOnly
                if count < 2 || (count < 5 && word.chars().all(|c| c.is_ascii_digit())) =>
            {
                WordKind::Particle
            }
            // `Ben` may be a particle, but as the first of several words it is a first name.
            WordKind::Particle if place == 0 && self.words.len() > 1 && is_listed(look) => {
                WordKind::NameOrWord
            }
            // `Ann Brewer`, «Остап Скрипаль»: behind a first name a word for people is a surname.
            WordKind::Word if self.is_surname(place) => WordKind::NameOrWord,
            sort => sort,
        }
    }

    /// Whether a word with a capital is the last one, behind a listed first name.
    fn is_surname(&self, place: usize) -> bool {
        let is_upper = self.typed.get(place).is_some_and(|word| word.is_upper);
        let is_behind_first = self.looked.first().is_some_and(|first| is_listed(first));
        is_upper && is_behind_first && place > 0 && place + 1 == self.words.len()
    }
}

impl SearchTerms {
    /// Adds all words of a name, its initials and the name as a whole.
    pub(super) fn name(&mut self, source: SourceId, text: &str) {
        let folded = folded(text);
        let words = words_of_name(&folded, text);
        let looked: Vec<String> = words.iter().map(|word| looks(word)).collect();
        let typed = typed(&folded);
        let name = Name {
            source,
            number: self.names,
            words: &words,
            looked: &looked,
            typed: &typed,
            is_quoted: text.contains(['«', '“', '„', '"']),
            has_listed: looked.iter().any(|look| is_listed(look)),
        };
        self.names += 1;
        if words.len() > MOST_WORDS || words.iter().any(|word| word.chars().count() > LONGEST) {
            self.join_words(source, &looked, JOINED, JoinedKind::Certain);
        } else {
            let sorts = words
                .iter()
                .zip(&looked)
                .map(|(word, look)| LEXICON.kind_of(look, is_cyrillic_word(word)));
            let is_common = typed.iter().any(|word| word.is_upper)
                && sorts.into_iter().all(|sort| sort != WordKind::NameOnly);
            let kind = if is_common {
                JoinedKind::Common
            } else {
                JoinedKind::Certain
            };
            self.names_as_one(source, &looked, kind);
        }
        let ordinary = ordinary(&words, &looked, &typed, &self.story);
        let mut initials = Vec::new();
        // `Лист Остапа`: names behind a common noun stand in the genitive.
        let mut is_of = false;
        for (place, (word, look)) in words.iter().zip(&looked).take(MOST_WORDS).enumerate() {
            let sort = name.kind_of(place, word, look);
            let ordinary = ordinary.get(place).copied().unwrap_or(Ordinary::No);
            let is_name = !matches!(sort, WordKind::Particle | WordKind::Word) || is_listed(look);
            if (is_name || word.chars().count() < 2) && ordinary != Ordinary::Whole {
                initials.push(sound(word));
            }
            self.word_of(&name, place, (sort, ordinary), is_of);
            is_of |=
                sort == WordKind::Word && is_cyrillic_word(word) && !LEXICON.is_role(look, true);
        }
        // `JON` for James O'Neill: an apostrophe begins another initial.
        if folded.words.len() > words.len() && words.len() > 1 {
            let parts = folded.words.iter().take(MOST_WORDS);
            let parts = parts.map(|range| folded.sound(range)).collect();
            self.initials.push((source, parts));
        }
        if !ordinary.contains(&Ordinary::Whole) {
            let short = abbreviations(&words, &looked).into_iter();
            self.abbreviations
                .extend(short.map(|parts| (source, parts)));
        }
        self.initials_of(source, initials, &looked);
    }

    /// Adds one word of a name in all its forms. `is_of` says that it stands behind a common noun,
    /// in the genitive.
    fn word_of(
        &mut self,
        name: &Name<'_>,
        place: usize,
        (sort, ordinary): (WordKind, Ordinary),
        is_of: bool,
    ) {
        let Some((word, look)) = name.words.get(place).zip(name.looked.get(place)) else {
            return;
        };
        let count = word.chars().count();
        let is_cyrillic = is_cyrillic_word(word);
        let of = name.words.len().min(MOST_WORDS);
        let is_first_name = FIRST_NAMES.rows_in(look, is_cyrillic).next().is_some();
        let entry = self.entry(Entry {
            source: name.source,
            name: name.number,
            word: place,
            of,
            sort,
            is_first_name,
            is_given: is_first_name || (!name.has_listed && place + 1 < of),
            is_adjective: is_cyrillic && is_adjective(word),
            is_noun: is_cyrillic && !is_first_name && !nicknames::is_surname(word),
            is_quoted: name.is_quoted,
            is_learned: false,
            ordinary,
            is_in_story: false,
            is_cyrillic,
            is_upper: name.typed.get(place).is_some_and(|word| word.is_upper),
            place: Where::Anywhere,
        });
        self.made_of(name.source, word, (sort, ordinary), (is_first_name, of));
        if sort == WordKind::NameOrWord && !is_first_name && place > 0 && place + 1 == of {
            let whole = name.looked.concat();
            self.surnames.push((entry, whole, look.clone()));
        }
        let is_given = is_first_name || (name.words.len() > 1 && place == 0);
        if is_given && count > 4 && sort != WordKind::Word {
            self.put_given(Given {
                entry,
                sound: sound(word),
                is_pet: false,
            });
        }
        if count > LONGEST {
            return;
        }
        if ordinary == Ordinary::Whole {
            self.words(entry, word);
            return;
        }
        self.forms(entry, word, true);
        for other in respelled(word) {
            self.forms(entry, &other, true);
        }
        // `Лист Остапа Ревуцького` names a person in the genitive, so the nominative Ревуцький is
        // added.
        for base in forms::nominatives(word, is_of) {
            self.forms(entry, &base, true);
        }
        let mut had = HashSet::from([look.clone()]);
        for other in FIRST_NAMES.rows_in(look, is_cyrillic).flatten() {
            if had.insert(looks(other)) {
                self.forms(entry, &other.to_lowercase(), false);
            }
            self.pet_name(entry, &other.to_lowercase());
        }
    }

    /// Adds the beginnings of a surname from which other words are made: `ежов` for `ежовский`,
    /// `демч` for `Демчиха`.
    fn made_of(
        &mut self,
        source: SourceId,
        word: &str,
        (sort, ordinary): (WordKind, Ordinary),
        (is_first_name, of): (bool, usize),
    ) {
        let count = word.chars().count();
        if count <= LONGEST && is_cyrillic_word(word) && ordinary == Ordinary::No {
            self.nicknames(source, word, of, is_first_name);
        }
        let is_name =
            matches!(sort, WordKind::NameOnly | WordKind::NameOrWord) && ordinary == Ordinary::No;
        if !is_name || is_first_name || !(4..=LONGEST).contains(&count) {
            return;
        }
        for base in derived::bases(word) {
            self.made_starts.extend(first_two(&base));
            self.made_of.entry(base).or_insert(source);
        }
        self.surname_starts.push((source, sound(word)));
    }

    /// Adds what people may call somebody after a Cyrillic word of the name. `of` is the number of
    /// words in the name.
    fn nicknames(&mut self, source: SourceId, word: &str, of: usize, is_first_name: bool) {
        if is_patronymic(word) || (is_first_name && of == 1) {
            for stem in nicknames::patronymics(word) {
                self.patronymics.entry(stem).or_insert(source);
            }
        }
        if of == 1 {
            let stem = stem(&looks(word), true).to_owned();
            self.owners.entry(stem).or_insert(source);
        }
        if !is_first_name {
            for stem in nicknames::of_surname(word) {
                self.nicknames.entry(stem).or_insert(source);
            }
            for stem in nicknames::of_noun(word) {
                self.nouns.entry(stem).or_insert(source);
            }
        }
    }

    /// Adds the words of a name as they sound, for initials. Where a word's first letter sounds
    /// different from the word, the letters are added, too: `A. S.` for Adam Schiff.
    fn initials_of(&mut self, source: SourceId, initials: Vec<String>, looked: &[String]) {
        if initials.is_empty() {
            return;
        }
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

    /// Adds a name as joined words, also with the last word first. A name of one word or of fewer
    /// than six letters is not added.
    fn names_as_one(&mut self, source: SourceId, looked: &[String], kind: JoinedKind) {
        let [others @ .., last] = looked else { return };
        let letters: usize = looked.iter().map(|word| word.chars().count()).sum();
        if others.is_empty() || letters < 6 {
            return;
        }
        self.join_words(source, looked, JOINED, kind);
        let turned: Vec<String> = std::iter::once(last).chain(others).cloned().collect();
        let between = JOINED & !(Gap::COMMA | Gap::END);
        self.join_words(source, &turned, between, kind);
    }

    /// Adds a pet name of the lists from which further pet names are made: `Митя`, `Bill`.
    fn pet_name(&mut self, entry: usize, name: &str) {
        const VOWELS: [char; 10] = ['а', 'я', 'о', 'е', 'є', 'у', 'ю', 'и', 'і', 'ь'];
        let is_cyrillic = is_cyrillic_word(name);
        let bare = name.strip_suffix(VOWELS);
        // `Ирка` of Ира, `Олька` of Оля: too short for the general rule.
        if let Some(bare) = bare.filter(|bare| is_cyrillic && bare.chars().count() == 2) {
            for end in ["ка", "ька"] {
                self.forms(entry, &format!("{bare}{end}"), false);
            }
        }
        let is_short = (3..=5).contains(&bare.unwrap_or(name).chars().count());
        if is_short && is_cyrillic == bare.is_some() {
            self.put_given(Given {
                entry,
                sound: sound(bare.unwrap_or(name)),
                is_pet: true,
            });
        }
    }

    /// Adds a first name that only the story has, before a source's surname.
    pub(super) fn given_name(&mut self, source: SourceId, given: &str, surname: &str) {
        let is_cyrillic = is_cyrillic_word(given);
        let look = looks(given);
        let entry = self.entry(Entry {
            source,
            name: self.names,
            word: 0,
            of: 2,
            sort: LEXICON.kind_of(&look, is_cyrillic),
            is_first_name: true,
            is_given: true,
            is_adjective: false,
            is_noun: false,
            is_quoted: false,
            is_learned: true,
            ordinary: Ordinary::No,
            is_in_story: false,
            is_cyrillic,
            is_upper: true,
            place: Where::Anywhere,
        });
        self.names += 1;
        self.forms(entry, given, true);
        let mut had = HashSet::from([look.clone()]);
        for other in FIRST_NAMES.rows_of(&look).flatten() {
            if had.insert(looks(other)) {
                self.forms(entry, &other.to_lowercase(), false);
            }
        }
        self.initials
            .push((source, vec![sound(given), sound(surname)]));
    }

    /// Adds the forms of a word that is searched for only as a part of the whole name. Its sound is
    /// left out.
    fn words(&mut self, entry: usize, word: &str) {
        let is_cyrillic = is_cyrillic_word(word);
        let forms = if is_cyrillic {
            forms::cyrillic(word)
        } else {
            forms::latin(word)
        };
        for (form, is_possessive) in forms {
            let is_base = form == word;
            let of = FormOf {
                entry,
                is_possessive,
                is_base,
                is_own: true,
                is_cyrillic,
            };
            push(&mut self.looks, looks(&form), of);
        }
    }

    /// Adds the forms of a word by how they look and by how they sound. `is_own` is false for the
    /// name in another language and for pet names.
    pub(super) fn forms(&mut self, entry: usize, word: &str, is_own: bool) {
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
        let is_name = self.entries.get(entry).is_some_and(|entry| {
            matches!(entry.sort, WordKind::NameOnly | WordKind::NameOrWord) && !entry.is_first_name
        });
        if is_own && is_name {
            self.transcribed.extend(Transcribed::of(word, entry));
        }
    }

    /// Adds a form by its sound. Two sounds or fewer would match any word.
    fn sound(&mut self, key: String, form: FormOf) {
        if form.is_own {
            self.edges(&key);
        }
        if key.chars().count() > 2 {
            push(&mut self.sounds, key, form);
        }
    }

    /// Records the first two and the last two sounds of a form.
    pub(super) fn edges(&mut self, sound: &str) {
        let mut letters = sound.chars();
        if let (Some(first), Some(second)) = (letters.next(), letters.next()) {
            self.starts.insert([first, second]);
        }
        if let (Some(last), Some(before)) = (letters.next_back(), letters.next_back()) {
            self.ends.insert([before, last]);
        }
    }
}

/// Adds a form to the list of its key. If the list has the same entry, both are merged: it is a
/// base form if one of them is.
fn push(map: &mut HashMap<String, Vec<FormOf>>, key: String, form: FormOf) {
    if key.chars().count() < 2 && !key.contains(|c: char| c.is_ascii_digit()) {
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
