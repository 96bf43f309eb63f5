//! The words of a name in all their forms.

use std::collections::{HashMap, HashSet};

use super::{FORM_KEYS, JOINED, LONGEST, MOST_WORDS, SearchTerms, first_two};
use crate::case::SourceId;
use crate::check::confidential::derived;
use crate::check::confidential::entry::{Entry, FormOf, Given, JoinedKind, Ordinary, Where};
use crate::check::confidential::folded::{Gap, folded};
use crate::check::confidential::forms;
use crate::check::confidential::letters::is_cyrillic_word;
use crate::check::confidential::letters::{looks, some_sounds, sound, sounds};
use crate::check::confidential::lexicon::{LEXICON, WordKind, is_patronymic};
use crate::check::confidential::lists::FIRST_NAMES;
use crate::check::confidential::names::{
    Typed, abbreviations, is_adjective, ordinary, respelled, typed, words_of_name,
};
use crate::check::confidential::nicknames;
use crate::check::confidential::sounds;
use crate::check::confidential::stems::stem;
use crate::check::confidential::transcribed::Transcribed;

/// A name while its words are taken in.
struct Name<'a> {
    source: SourceId,
    /// Which of all names it is.
    number: usize,
    /// Its words as they are written, and as they look.
    words: &'a [String],
    looked: &'a [String],
    typed: &'a [Typed],
    is_quoted: bool,
    /// Whether one of the words is a first name of the lists.
    has_listed: bool,
}

fn is_listed(look: &str) -> bool {
    FIRST_NAMES.rows_of(look).next().is_some()
}

impl Name<'_> {
    /// What a word is besides a name.
    fn sort(&self, place: usize, word: &str, look: &str) -> WordKind {
        let count = word.chars().count();
        match LEXICON.sort(look, is_cyrillic_word(word)) {
            WordKind::NameOnly
                if count < 2 || (count < 5 && word.chars().all(|c| c.is_ascii_digit())) =>
            {
                WordKind::Particle
            }
            // `Ben` of a first name is no particle.
            WordKind::Particle if place == 0 && self.words.len() > 1 && is_listed(look) => {
                WordKind::NameOrWord
            }
            sort => sort,
        }
    }
}

impl SearchTerms {
    /// A name, all its words in all their forms.
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
                .map(|(word, look)| LEXICON.sort(look, is_cyrillic_word(word)));
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
        // `Лист Остапа`: what follows the thing stands in the genitive.
        let mut is_of = false;
        for (place, (word, look)) in words.iter().zip(&looked).take(MOST_WORDS).enumerate() {
            let sort = name.sort(place, word, look);
            let ordinary = ordinary.get(place).copied().unwrap_or(Ordinary::No);
            let is_name = !matches!(sort, WordKind::Particle | WordKind::Word) || is_listed(look);
            if (is_name || word.chars().count() < 2) && ordinary != Ordinary::Whole {
                initials.push(sound(word));
            }
            self.word_of(&name, place, (sort, ordinary), is_of);
            is_of |=
                sort == WordKind::Word && is_cyrillic_word(word) && !LEXICON.is_role(look, true);
        }
        // `JON` of James O'Neill.
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

    /// A word of a name in all its forms.
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
        let is_first_name = is_listed(look);
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
        // `Лист Остапа Ревуцького` is somebody's: who is called so is Ревуцький.
        for base in forms::nominatives(word, is_of) {
            self.forms(entry, &base, true);
        }
        let mut had = HashSet::from([look.clone()]);
        for other in FIRST_NAMES.rows_of(look).flatten() {
            if had.insert(looks(other)) {
                self.forms(entry, &other.to_lowercase(), false);
            }
            self.pet_name(entry, &other.to_lowercase());
        }
    }

    /// What other words are made of a name: `ежов` of `ежовский`, `демч` of `Демчиха`.
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

    /// What people call somebody by a Cyrillic word of a name of so many words.
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
        }
    }

    /// How the words of a name begin, by their sounds and, where those are others, by their letters:
    /// `A. S.` of Adam Schiff.
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

    /// A name written as one word, or joined, in either order.
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

    /// A short name from which others are made: `Митя`, `Bill`.
    fn pet_name(&mut self, entry: usize, name: &str) {
        const VOWELS: [char; 10] = ['а', 'я', 'о', 'е', 'є', 'у', 'ю', 'и', 'і', 'ь'];
        let is_cyrillic = is_cyrillic_word(name);
        let bare = name.strip_suffix(VOWELS);
        // `Ирка` of Ира, `Олька` of Оля.
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

    /// A first name that the story has before a source's surname.
    pub(super) fn given_name(&mut self, source: SourceId, given: &str, surname: &str) {
        let is_cyrillic = is_cyrillic_word(given);
        let look = looks(given);
        let entry = self.entry(Entry {
            source,
            name: self.names,
            word: 0,
            of: 2,
            sort: LEXICON.sort(&look, is_cyrillic),
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

    /// The forms of a word that only the whole name is searched for with.
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

/// Takes a form in, the base form before others.
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
