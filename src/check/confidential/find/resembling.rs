//! Finds words that only resemble a name, as questions for a person: a difference of one letter,
//! pet names, cut surnames. Also finds the name of which a word is a transliteration by ear.

use std::ops::Range;

use super::{Found, Match, TextSearch};
use crate::case::SourceId;
use crate::check::confidential::context::Word;
use crate::check::confidential::derived::beginnings;
use crate::check::confidential::entry::{FormOf, Given};
use crate::check::confidential::folded::{Gap, is_cyrillic};
use crate::check::confidential::lexicon::{LEXICON, WordKind};
use crate::check::confidential::lists::FIRST_NAMES;
use crate::check::confidential::place::Doubt;
use crate::check::confidential::terms::{first_sounds, first_two};
use crate::check::confidential::transcribed;

impl TextSearch<'_> {
    /// The name in the other alphabet of which these letters are a transliteration by ear. `None`
    /// for known words and for short words in small letters.
    pub(super) fn heard(&self, look: &str, letters: &Range<usize>) -> Option<FormOf> {
        // A word with more letters hardly resembles a name by chance, even in small letters.
        const LONG: usize = 6;
        if self.terms.transcribed.is_empty() {
            return None;
        }
        let in_text = self.text.letters.get(letters.clone())?;
        let has_capital = in_text.iter().any(|letter| letter.is_upper);
        let is_name = has_capital || self.context.is_small || in_text.len() > LONG;
        let first = in_text.first().filter(|_| is_name)?;
        let is_cyrillic = is_cyrillic(first.plain);
        let is_word = in_text.iter().all(|letter| letter.plain.is_alphabetic());
        if !is_word || LEXICON.kind_of(look, is_cyrillic) != WordKind::NameOnly {
            return None;
        }
        let plain = self.text.plain(letters);
        Some(FormOf {
            entry: self.terms.heard.get(&plain, || {
                transcribed::find(&self.terms.transcribed, &plain, is_cyrillic)
            })?,
            is_possessive: false,
            is_base: false,
            is_own: true,
            is_cyrillic,
        })
    }

    /// Asks about each word that resembles a name.
    pub(super) fn ask_about_doubts(&mut self) {
        let mut found = Vec::new();
        for (at, word) in self.context.words.iter().enumerate() {
            if word.is_upper {
                found.extend(
                    self.dotted(at)
                        .or_else(|| self.initials(at))
                        .or_else(|| self.letters(at))
                        .or_else(|| self.two_capitals(at))
                        .or_else(|| self.one_initial(at))
                        .or_else(|| self.lone_letter(at))
                        .or_else(|| self.first_name_and_initial(at)),
                );
            }
            if word.is_upper || word.is_in_handle {
                found.extend(self.pet_name(at, word));
            }
            let made = self.made_of(word).or_else(|| self.beginnings(word));
            let made = made.or_else(|| self.nickname(at, word));
            found.extend(made.or_else(|| self.cut_short(at, word)));
            let is_name = word.is_upper || self.context.is_small || word.is_in_handle;
            let is_known = || LEXICON.kind_of(&word.look, word.is_cyrillic) != WordKind::NameOnly;
            // `В'юнник` is one word with an apostrophe, but two words of the text.
            let next = self
                .word(at + 1)
                .filter(|next| next.gap.only(Gap::APOSTROPHE));
            if let Some(next) = next.filter(|next| is_name && next.is_letters && word.is_letters) {
                let letters = word.letters.start..next.letters.end;
                found.extend(self.one_letter(&self.text.look(&letters), letters));
            }
            if is_name && word.is_letters && word.letters.len() > 4 && !is_known() {
                found.extend(self.one_letter(&word.look, word.letters.clone()));
            }
        }
        self.found.extend(found);
    }

    /// A word made of a surname (`Ежовская`, `ежовский`, `Ежиха`), or in a handle the beginning of
    /// a surname with digits (`dem85`).
    fn made_of(&self, word: &Word) -> Option<Found> {
        let found = |source: &SourceId| Found {
            letters: word.letters.clone(),
            source: *source,
            doubt: Some(Doubt::Derived),
        };
        let count = word.bare.len();
        if count < 3 || self.terms.made_of.is_empty() || self.is_form(&word.look) {
            return None;
        }
        let is_new = || {
            let is_name = word.is_upper && !LEXICON.has(&word.look);
            is_name || LEXICON.kind_of(&word.look, word.is_cyrillic) == WordKind::NameOnly
        };
        if word.is_letters {
            let start = first_two(&word.look)?;
            let all =
                Some(&self.terms.made_of).filter(|_| self.terms.made_starts.contains(&start))?;
            let mut bases = beginnings(&word.look, word.is_cyrillic);
            let source = bases.find_map(|base| all.get(base))?;
            return is_new().then(|| found(source));
        }
        // Many handles are a cut name and digits.
        let is_handle = word.is_in_handle && word.bare.start == word.letters.start;
        if !is_handle || count + 4 < word.letters.len() {
            return None;
        }
        let sound = self.text.sound(&word.bare);
        let mut all = self.terms.surname_starts.iter();
        let is_start = |name: &str| name.len() > sound.len() && name.starts_with(&*sound);
        let (source, _) = all.find(|(_, name)| sound.len() > 2 && is_start(name))?;
        Some(found(source))
    }

    /// In a handle, the beginnings of two words of a name: `siobt88` of Siobhan Tierney.
    fn beginnings(&self, word: &Word) -> Option<Found> {
        const FIRST: usize = 3;
        let has_digits = word.bare.start == word.letters.start && word.bare.end < word.letters.end;
        let is_handle = word.is_in_handle && (has_digits || word.gap.has(Gap::AT));
        if !is_handle || word.bare.len() <= FIRST {
            return None;
        }
        let sound = self.text.sound(&word.bare);
        let is_known = LEXICON.kind_of(&self.text.look(&word.bare), word.is_cyrillic);
        let is_of = |name: &[String]| {
            let mut firsts = name.iter().enumerate();
            firsts.any(|(place, first)| {
                let same = first.chars().zip(sound.chars());
                let same = same.take_while(|(a, b)| a == b);
                let same: usize = same.map(|(a, _)| a.len_utf8()).sum();
                let mut cuts = (FIRST..=same).filter_map(|at| sound.get(at..));
                let others = || name.iter().enumerate().filter(|(other, _)| *other != place);
                cuts.any(|rest| {
                    !rest.is_empty() && others().any(|(_, other)| other.starts_with(rest))
                })
            })
        };
        let mut names = self.terms.initials.iter();
        let names = names.find(|(_, name)| name.len() > 1 && is_of(name));
        let (source, _) = names.filter(|_| is_known == WordKind::NameOnly)?;
        Some(Found {
            letters: word.letters.clone(),
            source: *source,
            doubt: Some(Doubt::Derived),
        })
    }

    /// The beginning of a surname: with a capital (`Mul` of Mulligan), in a handle, or joined to
    /// another word of the source (`kat-holl` of Kat Holloway).
    fn cut_short(&self, at: usize, word: &Word) -> Option<Found> {
        const LEAST: usize = 3;
        const MOST: usize = 5;
        let is_short = word.is_letters && (LEAST..=MOST).contains(&word.letters.len());
        if !is_short || self.context.is_titled || self.context.is_shouted {
            return None;
        }
        let gap = |at: usize| self.word(at).map_or(self.text.tail, |word| word.gap);
        let is_joined = |at: usize| {
            const SIGNS: u16 = Gap::HYPHEN | Gap::UNDERSCORE | Gap::DOT;
            gap(at).has(SIGNS)
                && (gap(at).only(SIGNS) || gap(at).is_edge())
                && !gap(at).has(Gap::SPACE)
        };
        let before = at.checked_sub(1).filter(|_| is_joined(at));
        let after = Some(at + 1).filter(|at| is_joined(*at));
        // Something certain was cut out directly beside the word.
        let is_at_cut = [at, at + 1]
            .iter()
            .any(|at| is_joined(*at) && gap(*at).is_edge());
        let is_beside = |source: &SourceId| {
            let near = before.into_iter().chain(after);
            let near = near.flat_map(|at| self.matches_over(at));
            let mut near = near.filter_map(|found| self.entry(found.form));
            is_at_cut || near.any(|entry| entry.source == *source)
        };
        let is_known = || {
            FIRST_NAMES.rows_of(&word.look).next().is_some()
                || LEXICON.kind_of(&word.look, word.is_cyrillic) != WordKind::NameOnly
        };
        let is_part = |name: &str| {
            let rest = name.strip_prefix(word.sound.as_str());
            rest.is_some_and(|rest| rest.len() >= LEAST)
        };
        // People cut a name behind a consonant.
        let ends = !word.sound.ends_with(['a', 'e', 'i', 'o', 'u']) && word.sound.len() > 2;
        let mut all = self.terms.surname_starts.iter().filter(|_| ends);
        let is_in_handle = word.is_in_handle && word.letters.len() > LEAST;
        let (source, _) = all.find(|(source, name)| {
            is_part(name) && (word.is_upper || is_in_handle || is_beside(source))
        })?;
        (!is_known()).then(|| Found {
            letters: word.letters.clone(),
            source: *source,
            doubt: Some(Doubt::Derived),
        })
    }

    /// Whether a word is itself a form of a name. Such a word is not compared with other names.
    pub(super) fn is_form(&self, look: &str) -> bool {
        let forms = self.terms.looks.get(look).into_iter().flatten();
        forms
            .into_iter()
            .any(|form| form.is_own && !form.is_possessive)
    }

    /// Asks about a word that differs from a name by one letter.
    fn one_letter(&self, look: &str, letters: Range<usize>) -> Option<Found> {
        if self.is_form(look) {
            return None;
        }
        Some(Found {
            letters,
            source: self.terms.near.find(look)?,
            doubt: Some(Doubt::OneLetter),
        })
    }

    /// A pet name that no list has: the beginning of a first name with a diminutive ending
    /// (`Стефа`, `Тимоха`, `Steph`).
    fn pet_name(&self, at: usize, word: &Word) -> Option<Found> {
        let is_long = word.is_letters && word.letters.len() > 3;
        if !is_long
            || FIRST_NAMES.rows_of(&word.look).next().is_some()
            || LEXICON.kind_of(&word.look, word.is_cyrillic) != WordKind::NameOnly
        {
            return None;
        }
        let is_of = |one: &Given| {
            let same = one.sound.chars().zip(word.sound.chars());
            let same: usize = same
                .take_while(|(a, b)| a == b)
                .map(|(a, _)| a.len_utf8())
                .sum();
            let rest = word.sound.get(same..).unwrap_or_default();
            let bare = rest.trim_end_matches(['a', 'e', 'i', 'o', 'u']);
            if one.is_pet {
                // `Митька` of Митя, `Billie` of Bill: a pet name from the lists is not cut, only
                // extended.
                let is_english = ["i", "e", "ie", "ei"].contains(&rest);
                let is_small = if word.is_cyrillic {
                    !bare.is_empty() && SMALL.contains(&bare)
                } else {
                    (is_english && word.look.ends_with(['y', 'e'])) || LATIN_SMALL.contains(&bare)
                };
                return same == one.sound.len() && is_small;
            }
            (same > 3 && SMALL.contains(&bare)) || (same == 3 && RUDE.contains(&bare))
        };
        let all = self.terms.given.get(&first_sounds(&word.sound)?)?;
        let given = all.iter().find(|one| is_of(one))?;
        let form = FormOf {
            entry: given.entry,
            is_possessive: false,
            is_base: false,
            is_own: false,
            is_cyrillic: word.is_cyrillic,
        };
        let one = Match::of_word(at, word, form);
        let entry = self.entry(form)?;
        (!self.is_of_another(&one, entry)).then(|| Found {
            letters: word.letters.clone(),
            source: entry.source,
            doubt: Some(Doubt::GivenName),
        })
    }
}

/// What stands in pet names between the beginning of a first name and the final vowels, as it
/// sounds: `Стефка`, `Павлик`, `Тимоха`.
const SMALL: &[&str] = &[
    "", "k", "ik", "Cik", "ok", "oCk", "eCk", "onk", "h", "uh", "S", "us", "uS", "uSk", "un", "ul",
    "on", "ts", "s",
];

/// Endings that hardly any other word has, so that three sounds of the name are enough: `Євсюха`.
const RUDE: &[&str] = &["iuh", "uh", "iuS", "uS", "iuSk", "uSk", "iuk"];

/// Those of [`SMALL`] that people also write in Latin letters: `lenka`.
const LATIN_SMALL: &[&str] = &["k", "ik", "Cik", "ok", "oCk", "eCk", "uS", "uSk"];
