//! Brings the found places of a text into order: none overlaps another, an office and the detail
//! beside it are one, weak signs stay only near others, and own words give way to the rest.

use std::ops::Range;

use super::find::Found;
use super::folded::{self, Folded, Gap};
use super::lexicon::{LEXICON, WordKind};
use super::place::Doubt;
use crate::case::SourceId;

/// The matches in order and without overlap. Of two that begin at one letter the longer stays. A
/// match that begins inside the one before is dropped, but an office keeps the part behind it.
pub(super) fn without_overlap(mut all: Vec<Found>) -> Vec<Found> {
    all.sort_by_key(|found| {
        (
            found.letters.start,
            std::cmp::Reverse(found.letters.end),
            found.doubt,
        )
    });
    let mut end = 0;
    all.retain_mut(|found| {
        if found.doubt == Some(Doubt::Office) {
            found.letters.start = found.letters.start.max(end).min(found.letters.end);
        }
        let is_apart = found.letters.start >= end && !found.letters.is_empty();
        if is_apart {
            end = found.letters.end;
        }
        is_apart
    });
    all
}

/// At most this many small words may stand between two parts of one phrase ("a nurse from the
/// Kineshma ward").
const MAX_SMALL_WORDS: usize = 2;

/// Joins an office and a detail beside it into one match: an answer about "nurse" alone would leave
/// the identifying word of "Kineshma nurse" in the text.
pub(super) fn whole_phrases(text: &Folded, mut asked: Vec<Found>) -> Vec<Found> {
    asked.sort_by_key(|found| found.letters.start);
    let is_part = |doubt: Option<Doubt>| {
        matches!(
            doubt,
            Some(Doubt::Office | Doubt::Detail | Doubt::RareWord | Doubt::Derived)
        )
    };
    let mut all: Vec<Found> = Vec::with_capacity(asked.len());
    for found in asked {
        let joins = all.last().is_some_and(|last| {
            let is_office = |doubt| doubt == Some(Doubt::Office);
            let is_phrase = is_office(last.doubt) != is_office(found.doubt);
            let is_one = last.source == found.source && last.letters.end <= found.letters.start;
            let both = is_part(last.doubt) && is_part(found.doubt);
            is_phrase && is_one && both && text.is_joined(last.letters.end..found.letters.start)
        });
        match all.last_mut().filter(|_| joins) {
            Some(last) => {
                last.letters.end = found.letters.end;
                last.doubt = Some(Doubt::Office);
            }
            None => all.push(found),
        }
    }
    all
}

/// Adds to each match the initial of the same source directly behind it, or with a dot before it:
/// `Hope M.`, `nurse K.`, `Л. Воробей`. An answer about the word alone would leave the initial.
/// `is_initial` says whether a name of a source has a word that begins with a sound.
pub(super) fn with_initials(
    text: &Folded,
    asked: Vec<Found>,
    is_initial: impl Fn(SourceId, &str) -> bool,
) -> Vec<Found> {
    let is_named = |doubt: Option<Doubt>| {
        !matches!(
            doubt,
            Some(Doubt::Detail | Doubt::RareWord | Doubt::OwnWords | Doubt::Initials)
        )
    };
    let is_initial_letter = |source: SourceId, letters: &Range<usize>| {
        let first = text.letters.get(letters.start);
        let is_capital = first.is_some_and(|letter| letter.is_upper);
        letters.len() <= 2 && is_capital && is_initial(source, &text.sound(letters))
    };
    let mut all: Vec<Found> = Vec::with_capacity(asked.len());
    for mut found in asked {
        if all
            .last()
            .is_some_and(|last| last.letters.end >= found.letters.end)
        {
            continue;
        }
        let (mut behind, mut before) = (None, None);
        if is_named(found.doubt) {
            let at = text
                .words
                .partition_point(|word| word.start < found.letters.end);
            behind = text.words.get(at).filter(|letters| {
                let gap = text.gap(letters.start);
                let is_near = gap.only(Gap::SPACE) && !gap.is_none();
                let is_word = text.is_small(letters);
                is_near
                    && (!is_word || text.gap(letters.end).has(Gap::DOT))
                    && is_initial_letter(found.source, letters)
            });
            let at = text
                .words
                .partition_point(|word| word.end <= found.letters.start);
            before = at
                .checked_sub(1)
                .and_then(|at| text.words.get(at))
                .filter(|letters| {
                    let gap = text.gap(found.letters.start);
                    let is_near = gap.has(Gap::DOT) && gap.only(Gap::DOT | Gap::SPACE);
                    is_near && is_initial_letter(found.source, letters)
                });
        }
        found.letters.end = behind.map_or(found.letters.end, |letters| letters.end);
        found.letters.start = before.map_or(found.letters.start, |letters| letters.start);
        all.pop_if(|last| last.letters.start >= found.letters.start);
        all.push(found);
    }
    all
}

impl Folded {
    /// The signs before this letter, or behind the last one.
    fn gap(&self, at: usize) -> Gap {
        self.letters.get(at).map_or(self.tail, |letter| letter.gap)
    }

    /// Whether a word only joins others.
    fn is_small(&self, word: &Range<usize>) -> bool {
        let first = self.letters.get(word.start);
        let is_cyrillic = first.is_some_and(|letter| folded::is_cyrillic(letter.plain));
        LEXICON.kind_of(&self.look(word), is_cyrillic) == WordKind::Particle
    }

    /// How many words begin in this range of letters.
    fn count(&self, part: &Range<usize>) -> usize {
        let before = |at: usize| self.words.partition_point(|word| word.start < at);
        before(part.end).saturating_sub(before(part.start))
    }

    /// Whether this range of letters has only spaces, hyphens and at most [`MAX_SMALL_WORDS`] small
    /// words.
    fn is_joined(&self, between: Range<usize>) -> bool {
        let next = self.letters.get(between.end);
        let from = self
            .words
            .partition_point(|word| word.start < between.start);
        let words = self.words.iter().skip(from);
        let words: Vec<_> = words.take_while(|word| word.start < between.end).collect();
        let firsts = words.iter().filter_map(|word| self.letters.get(word.start));
        words.len() <= MAX_SMALL_WORDS
            && words.iter().all(|word| self.is_small(word))
            && firsts
                .chain(next)
                .all(|letter| letter.gap.only(Gap::SPACE | Gap::HYPHEN) && !letter.gap.is_none())
    }
}

/// At most this many letters may stand between a weak sign and another sign of the same source.
const MAX_DISTANCE: usize = 120;

/// The weak signs that stand near another sign of the same source and overlap no place in `certain`
/// or `asked`.
pub(super) fn near_other_signs(
    weak: &[Found],
    certain: &[(Range<usize>, SourceId)],
    asked: &[Found],
) -> Vec<Found> {
    let certain = certain.iter().map(|(at, source)| (at, *source));
    let asked = asked.iter().map(|found| (&found.letters, found.source));
    let signs: Vec<(&Range<usize>, SourceId)> = certain.chain(asked).collect();
    let near = weak.iter().filter(|found| {
        let at = &found.letters;
        let is_free = signs
            .iter()
            .all(|(other, _)| other.end <= at.start || at.end <= other.start);
        let is_near = |(other, source): &(&Range<usize>, SourceId)| {
            let is_before = other.end <= at.start && at.start - other.end <= MAX_DISTANCE;
            let is_behind = at.end <= other.start && other.start - at.end <= MAX_DISTANCE;
            *source == found.source && (is_before || is_behind)
        };
        is_free && signs.iter().any(is_near)
    });
    without_overlap(near.cloned().collect())
}

/// A remnant of own words with fewer letters or words identifies nobody ("before", "said he").
const REMNANT_LETTERS: usize = 8;

const REMNANT_WORDS: usize = 2;

/// The parts of own words that lie outside the `taken` ranges, which are in order. A remnant that
/// is too short is dropped.
pub(super) fn outside(text: &Folded, own_words: Vec<Found>, taken: &[Range<usize>]) -> Vec<Found> {
    let mut left = Vec::new();
    for found in own_words {
        let Range { start: first, end } = found.letters;
        let inside = taken.iter().filter(|at| at.end > first && at.start < end);
        let edge = end..end;
        let mut start = first;
        for at in inside.chain([&edge]) {
            let part = start..at.start;
            let is_whole = part == (first..end);
            if is_whole || (part.len() >= REMNANT_LETTERS && text.count(&part) >= REMNANT_WORDS) {
                left.push(Found {
                    letters: part,
                    ..found
                });
            }
            start = start.max(at.end);
        }
    }
    left
}
