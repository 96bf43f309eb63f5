//! Finds a person by a part or a derivative of the name: the nickname from which a surname is made,
//! a patronymic alone, a possessive adjective of a short name, a first name with an initial.

use super::{Found, TextSearch};
use crate::case::SourceId;
use crate::check::confidential::context::Word;
use crate::check::confidential::entry::Where;
use crate::check::confidential::folded::Gap;
use crate::check::confidential::letters::sounds;
use crate::check::confidential::lexicon::{LEXICON, WordKind};
use crate::check::confidential::lists::FIRST_NAMES;
use crate::check::confidential::nicknames;
use crate::check::confidential::place::Doubt;
use crate::check::confidential::stems::stem;

/// A possessive adjective in small letters counts only if the name has at least this many letters:
/// `маковий` is hardly "of Мак".
const MIN_SMALL: usize = 4;

/// Vowels at the end of a name, which a possessive ending replaces.
const VOWELS: [char; 5] = ['a', 'e', 'i', 'o', 'u'];

impl TextSearch<'_> {
    /// Asks about a word that is a nickname, patronymic or other derivative of a name.
    pub(super) fn nickname(&self, at: usize, word: &Word) -> Option<Found> {
        if !word.is_letters || word.is_in_handle || self.is_form(&word.look) {
            return None;
        }
        let source = if word.is_cyrillic {
            self.patronymic(at, word)
                .or_else(|| self.surname_cut(word))
                .or_else(|| self.owner(word))
        } else {
            self.husband(word).or_else(|| self.diminutive(word))
        };
        Some(Found {
            letters: word.letters.clone(),
            source: source?,
            doubt: Some(Doubt::Derived),
        })
    }

    /// A patronymic, unless the first name of another person stands before it: `Каренович`.
    fn patronymic(&self, at: usize, word: &Word) -> Option<SourceId> {
        let stem = stem(&word.look, true);
        let of_notes = &self.terms.details.patronymics;
        let source = self
            .terms
            .patronymics
            .get(stem)
            .or_else(|| of_notes.get(stem))?;
        let before = at.checked_sub(1).and_then(|at| self.word(at));
        let is_others = before.is_some_and(|before| {
            let is_name =
                before.is_upper && LEXICON.kind_of(&before.look, true) == WordKind::NameOnly;
            is_name && word.gap.only(Gap::SPACE)
        });
        (word.is_upper && !is_others).then_some(*source)
    }

    /// A surname without its ending, perhaps with a diminutive one: `Пыж`, `Пыжик` of Пыжов; or a
    /// diminutive of a surname that is a noun: `Котик` of Кіт.
    fn surname_cut(&self, word: &Word) -> Option<SourceId> {
        let (nicknames, nouns) = (&self.terms.nicknames, &self.terms.nouns);
        if (nicknames.is_empty() && nouns.is_empty()) || !word.is_upper || word.is_all_upper {
            return None;
        }
        let mut stems = nicknames::stems_of(&word.look).into_iter();
        let mut small = nicknames::nouns_of(&word.look);
        let source = stems.find_map(|stem| nicknames.get(&stem));
        let source = source.or_else(|| small.find_map(|stem| nouns.get(stem)))?;
        let is_known = FIRST_NAMES.rows_of_form(&word.look, true).next().is_some()
            || LEXICON.kind_of(&word.look, true) != WordKind::NameOnly;
        (!is_known).then_some(*source)
    }

    /// A possessive adjective of a name of one word: `капітанових`, `Сенькиных`.
    fn owner(&self, word: &Word) -> Option<SourceId> {
        let owners = &self.terms.owners;
        if owners.is_empty() {
            return None;
        }
        let least = if word.is_upper { 0 } else { MIN_SMALL };
        let mut stems = nicknames::owners_of(&word.look).into_iter();
        let source = stems.find_map(|stem| {
            let is_long = stem.chars().count() >= least;
            owners.get(&stem).filter(|_| is_long)
        })?;
        (LEXICON.kind_of(&word.look, true) == WordKind::NameOnly).then_some(*source)
    }

    /// A Polish woman's surname in Latin letters, made of the man's: `Szełudkowa` of Шелудько.
    fn husband(&self, word: &Word) -> Option<SourceId> {
        let plain = self.text.plain(&word.letters);
        let husband = Some(plain).filter(|_| word.is_upper && word.letters.len() > 5)?;
        let husband = nicknames::polish_husband(&husband)?;
        let his = sounds(husband);
        let mut all = self.terms.surname_starts.iter();
        let (source, _) = all.find(|(_, name)| {
            let name = name.trim_end_matches(VOWELS);
            his.iter()
                .any(|sound| sound.trim_end_matches(VOWELS) == name)
        })?;
        Some(*source)
    }

    /// A diminutive of an English surname: `Foxy`.
    fn diminutive(&self, word: &Word) -> Option<SourceId> {
        if !word.is_upper || word.is_all_upper {
            return None;
        }
        let forms = nicknames::english(&word.look).filter_map(|look| self.terms.looks.get(look));
        let mut names = forms.flatten().filter(|form| form.is_own && form.is_base);
        let source = names.find_map(|form| {
            let entry = self.entry(*form)?;
            let is_name = matches!(entry.sort, WordKind::NameOnly | WordKind::NameOrWord);
            let is_surname = !entry.is_first_name && entry.place == Where::Anywhere;
            (is_name && is_surname).then_some(entry.source)
        })?;
        let is_known = FIRST_NAMES.rows_of(&word.look).next().is_some()
            || LEXICON.kind_of(&word.look, false) != WordKind::NameOnly;
        (!is_known).then_some(source)
    }

    /// Any listed first name or pet name, with the initial of a source's surname: `Маруся Ш.`.
    pub(super) fn first_name_and_initial(&self, at: usize) -> Option<Found> {
        let first = self.word(at)?;
        let initial = self.word(at + 1)?;
        let behind = self.word(at + 2).map_or(self.text.tail, |word| word.gap);
        let is_initial = initial.letters.len() == 1
            && initial.is_upper
            && initial.is_letters
            && initial.gap.only(Gap::SPACE)
            && !initial.sound.is_empty()
            && behind.has(Gap::DOT);
        // A second initial follows: `Маруся Ш. К.`.
        let goes_on = self.word(at + 2).is_some_and(|next| {
            next.is_upper && next.letters.len() == 1 && next.gap.only(Gap::DOT | Gap::SPACE)
        });
        let is_listed = || {
            FIRST_NAMES
                .rows_of_form(&first.look, first.is_cyrillic)
                .next()
                .is_some()
        };
        if !is_initial || goes_on || !first.is_upper || !is_listed() {
            return None;
        }
        let mut all = self.terms.initials.iter();
        let (source, _) = all.find(|(_, name)| {
            let last = name.last().filter(|_| name.len() > 1);
            last.is_some_and(|last| last.starts_with(&initial.sound))
        })?;
        Some(Found {
            letters: first.letters.start..initial.letters.end,
            source: *source,
            doubt: Some(Doubt::Initials),
        })
    }
}
