//! Extends a certain match by what belongs to it: initials, a patronymic, the rest of a handle,
//! letters spelled out next to it.

use std::ops::Range;

use super::{Match, TextSearch};
use crate::case::SourceId;
use crate::check::confidential::context::Word;
use crate::check::confidential::entry::{Entry, Where};
use crate::check::confidential::folded::Gap;
use crate::check::confidential::lexicon::{LEXICON, WordKind};
use crate::check::confidential::lists::{ADDRESSES, FIRST_NAMES};
use crate::check::confidential::patronymics::{is_of_first_name, is_patronymic};

impl TextSearch<'_> {
    /// The letters of a match together with the initials beside it: `O. Demchuk`, `Demchuk O.`,
    /// `demchuk_o`.
    pub(super) fn with_initials(
        &self,
        one: &Match,
        letters: Range<usize>,
        source: SourceId,
    ) -> Range<usize> {
        let words = &one.words;
        let is_initial = |word: &Word| {
            let all = self.terms.initials.iter().filter(|(of, _)| *of == source);
            let mut names = all.flat_map(|(_, names)| names);
            // A Latin `C` before `Жук` may stand for a Cyrillic one.
            let other = (one.form.is_cyrillic && !word.is_cyrillic)
                .then(|| self.text.cyrillic_sound(&word.letters));
            let sounds = || std::iter::once(&word.sound).chain(&other);
            let is_one = names
                .any(|name| sounds().any(|sound| !sound.is_empty() && name.starts_with(sound)));
            // A single letter in a handle may be the initial of the name in another language.
            let is_any = word.letters.len() == 1 && word.is_in_handle;
            let is_greek = word.letters.len() == 1 && word.is_upper && word.sound.is_empty();
            word.letters.len() <= 2 && word.is_letters && (is_one || is_any || is_greek)
        };
        let gap = |at: usize| self.word(at).map_or(self.text.tail, |word| word.gap);
        let is_near = |gap: Gap| !gap.has(Gap::FAR | Gap::END);
        let is_given = self
            .entry(one.form)
            .is_some_and(|entry| entry.is_first_name);
        let mut whole = letters;
        let mut in_name = self.context.words.get(words.clone()).into_iter().flatten();
        let is_in_handle = in_name.any(|word| word.is_in_handle);
        if one.is_spelled() {
            return self.with_spelled(words, whole, &is_initial);
        }
        let before = words.start.checked_sub(1).and_then(|at| self.word(at));
        if let Some(word) = before.filter(|word| is_initial(word)) {
            let between = gap(words.start);
            let is_joined = between.has(Gap::DOT)
                || (word.is_in_handle && !between.has(Gap::SPACE | Gap::SLASH | Gap::AT));
            if is_joined && is_near(between) {
                whole.start = word.letters.start;
            }
        }
        // Initials before a surname are taken in even if they are of another name: `А. Д. Салєєва`.
        for at in (words.start.saturating_sub(2)..words.start).rev() {
            let initial = self.word(at).filter(|word| {
                let is_dotted = gap(at + 1).has(Gap::DOT) && is_near(gap(at + 1));
                word.letters.len() == 1 && word.is_upper && word.is_letters && is_dotted
            });
            let Some(initial) = initial else { break };
            whole.start = whole.start.min(initial.letters.start);
        }
        if let Some(word) = self.word(words.end).filter(|word| is_initial(word)) {
            let is_in_handle =
                word.is_in_handle && !word.gap.has(Gap::SPACE | Gap::SLASH | Gap::AT);
            let is_dotted = !word.gap.has(Gap::DOT) && gap(words.end + 1).has(Gap::DOT);
            // `Gwen T says`: the initial of the surname.
            let is_bare = is_given
                && word.letters.len() == 1
                && word.is_upper
                && word.gap.only(Gap::SPACE)
                && gap(words.end + 1).only(Gap::SPACE | Gap::COMMA | Gap::END);
            if (is_in_handle || is_dotted || is_bare) && is_near(word.gap) {
                whole.end = word.letters.end;
                // The second one, whatever letter it is: `Демчук О. І. пішла`.
                let is_second = |word: &&Word| {
                    word.letters.len() == 1
                        && word.is_upper
                        && word.is_letters
                        && word.gap.has(Gap::DOT)
                        && word.gap.only(Gap::DOT | Gap::SPACE)
                        && gap(words.end + 2).has(Gap::DOT)
                };
                if let Some(second) = self.word(words.end + 1).filter(is_second) {
                    whole.end = second.letters.end;
                }
            }
        }
        // Up to four numbers in the same handle: a year, or its digits one by one.
        for at in words.end..(words.end + 4).min(self.context.words.len()) {
            let number = self.word(at).filter(|word| {
                let is_number = word.bare.is_empty() && word.letters.len() < 5;
                is_number && is_in_handle && word.gap.has(Gap::UNDERSCORE | Gap::DOT | Gap::HYPHEN)
            });
            let Some(number) = number.filter(|word| !word.gap.has(Gap::SPACE | Gap::LINE)) else {
                break;
            };
            whole.end = whole.end.max(number.letters.end);
        }
        whole
    }

    /// The letters of a first name together with the word behind it, if that may be its patronymic or
    /// a surname: `Тимур Хабибуллович`.
    pub(super) fn with_likely_patronymic(
        &self,
        one: &Match,
        letters: Range<usize>,
    ) -> Range<usize> {
        let next = self.word(one.words.end).filter(|word| {
            word.is_upper
                && word.gap.only(Gap::SPACE)
                && is_patronymic(&self.text.plain(&word.letters))
        });
        next.map_or(letters.clone(), |word| letters.start..word.letters.end)
    }

    /// Whether a match of one word is a part of the name of somebody who may be named.
    pub(super) fn is_in_public_name(&self, one: &Match) -> bool {
        let is_name = |at: usize| {
            let pair = self.word(at).zip(self.word(at + 1));
            pair.is_some_and(|(first, last)| {
                let words = [first, last].map(|word| (word.look.as_str(), word.is_cyrillic));
                last.gap.only(Gap::SPACE | Gap::HYPHEN) && self.terms.is_public_name(words)
            })
        };
        let at = one.words.start;
        one.words.len() == 1 && (is_name(at) || at.checked_sub(1).is_some_and(is_name))
    }

    /// The letters of a match together with the patronymic or first name beside it, and with
    /// unknown words in the same handle: `stefa.hnatyshyn@`.
    pub(super) fn with_neighbouring_names(
        &self,
        one: &Match,
        letters: Range<usize>,
        entry: &Entry,
    ) -> Range<usize> {
        let mut whole = letters;
        let next = self.word(one.words.end);
        let is_fathers = |word: &&Word| {
            word.is_upper
                && word.gap.only(Gap::SPACE)
                && is_of_first_name(&self.text.plain(&word.letters))
        };
        if let Some(word) = next
            .filter(is_fathers)
            .filter(|_| entry.is_first_name || entry.is_given)
        {
            whole.end = word.letters.end;
        }
        // A first name before a source that is only known by the surname: `Jon Husted`, also before
        // initials: `Charles E. Grassley`.
        let before = (0..one.words.start).rev();
        let mut before = before.filter(|at| {
            let word = self.word(*at);
            word.is_some_and(|word| word.letters.start < whole.start)
        });
        let first = before.next();
        let is_beside = first.and_then(|at| self.word(at + 1)).is_some_and(|name| {
            name.letters.start == whole.start && name.gap.only(Gap::SPACE) && !name.gap.is_none()
        });
        let first = first.and_then(|at| self.word(at));
        let is_given = |word: &&Word| {
            let is_listed = FIRST_NAMES.rows_of(&word.look).next().is_some();
            let is_unknown = || {
                !word.is_start
                    && !word.is_all_upper
                    && word.is_letters
                    && !self.context.is_titled
                    && !word.is_cyrillic
                    && word.letters.len() > 2
                    && LEXICON.kind_of(&word.look, word.is_cyrillic) == WordKind::NameOnly
                    && !LEXICON.is_role(&word.look, word.is_cyrillic)
            };
            word.is_upper && is_beside && (is_listed || is_unknown())
        };
        // The name has a single word, or a title and a word: `Mr. Stenger`.
        let mut of_name = self.terms.of_name(entry.name).iter();
        let is_bare = of_name.clone().any(|other| {
            let is_plain = matches!(other.sort, WordKind::Particle | WordKind::Word);
            other.word == 0 && (entry.of == 1 || is_plain)
        }) && !of_name.any(|other| other.is_first_name);
        let is_surname = is_bare && entry.place == Where::Anywhere;
        if let Some(word) = first.filter(is_given).filter(|_| is_surname) {
            whole.start = whole.start.min(word.letters.start);
        }
        let is_own = |word: &Word| {
            word.is_in_handle
                && word.bare.len() > 2
                && !ADDRESSES.words.contains(&word.look)
                && !ADDRESSES.endings.contains(&self.text.plain(&word.letters))
                && !ADDRESSES.stems.contains(&word.look)
                && LEXICON.kind_of(&word.look, word.is_cyrillic) == WordKind::NameOnly
        };
        let is_joined = |gap: Gap| gap.only(Gap::DOT | Gap::UNDERSCORE) && !gap.is_none();
        let first = self.word(one.words.start);
        let before = one.words.start.checked_sub(1).and_then(|at| self.word(at));
        if let Some(word) = before.filter(|word| is_own(word))
            && first.is_some_and(|first| is_joined(first.gap))
        {
            whole.start = whole.start.min(word.letters.start);
        }
        if let Some(word) = next.filter(|word| is_joined(word.gap) && is_own(word)) {
            whole.end = whole.end.max(word.letters.end);
        }
        whole
    }

    /// The letters of a spelled name, extended to all single letters beside it. A lone letter may
    /// be a short word, so it counts only in a handle, or before the name as an initial with a dot.
    fn with_spelled(
        &self,
        words: &Range<usize>,
        letters: Range<usize>,
        is_initial: &dyn Fn(&Word) -> bool,
    ) -> Range<usize> {
        let is_one = |at: &usize| self.word(*at).is_some_and(|word| word.letters.len() == 1);
        let gap = |at: usize| self.word(at).map_or(self.text.tail, |word| word.gap);
        let is_near = |at: usize| !gap(at).has(Gap::FAR | Gap::END | Gap::COMMA);
        let before = (0..words.start).rev().take(24);
        let before = before
            .take_while(|at| is_one(at) && is_near(at + 1))
            .count();
        let after = (words.end..words.end + 24)
            .take_while(|at| is_one(at) && is_near(*at))
            .count();
        let mut whole = letters;
        let start = words.start - before;
        let is_in_handle =
            (start..words.end).any(|at| self.word(at).is_some_and(|word| word.is_in_handle));
        let first = self.word(start).filter(|word| {
            let is_dotted = gap(words.start).has(Gap::DOT) && !gap(words.start + 1).has(Gap::DOT);
            let is_one = is_in_handle || (word.is_upper && is_dotted && is_initial(word));
            before > 1 || (before == 1 && is_one)
        });
        if let Some(first) = first {
            whole.start = first.letters.start;
        }
        let is_joined = is_in_handle && !gap(words.end).has(Gap::SPACE | Gap::LINE);
        let last = self.word(words.end + after.saturating_sub(1));
        if let Some(last) = last.filter(|_| after > 1 || (after == 1 && is_joined)) {
            whole.end = last.letters.end;
        }
        whole
    }
}
