//! Matches of one name that stand together: next to each other, behind an initial, or all words in
//! order.

use super::{Found, Match, PIECES, TextSearch};
use crate::check::confidential::context::Word;
use crate::check::confidential::entry::{Entry, Ordinary};
use crate::check::confidential::folded::Gap;
use crate::check::confidential::lexicon::{LEXICON, WordKind};
use crate::check::confidential::place::Doubt;

impl TextSearch<'_> {
    /// Whether another word of the same name stands beside this match.
    pub(super) fn is_beside(&self, one: &Match, entry: &Entry) -> bool {
        // `with` only sounds like Vit, so a neighbour is no evidence.
        let is_small =
            |one: &Match| one.sort == WordKind::Particle && !(one.is_look && one.form.is_own);
        if entry.of < 2 || one.letters.len() < 2 || entry.ordinary != Ordinary::No {
            return false;
        }
        if is_small(one) || self.are_small_words(one) {
            return false;
        }
        let after = self.neighbours(one.words.end, 1);
        let before = self.neighbours(one.words.start, -1);
        after.into_iter().chain(before).any(|at| {
            let here = self.matches_over(at);
            here.into_iter().any(|other| {
                self.entry(other.form).is_some_and(|near| {
                    near.name == entry.name
                        && near.word != entry.word
                        && near.ordinary == Ordinary::No
                        && other.letters.len() > 1
                        && !other.is_chance
                        && !is_small(other)
                        && !(is_plain(one.sort) && is_plain(other.sort))
                        && (self.context.is_small
                            || self.is_turned(one, other)
                            || !(self.is_lowered(one, entry) && self.is_lowered(other, near)))
                        && !(one.sort == WordKind::Particle && near.word.abs_diff(entry.word) > 1)
                })
            })
        })
    }

    /// Whether only a comma stands between the two matches, as in a list of people: `stone, mark`.
    fn is_turned(&self, one: &Match, other: &Match) -> bool {
        let later = self.word(one.words.start.max(other.words.start));
        later.is_some_and(|later| {
            later.gap.has(Gap::COMMA) && later.gap.only(Gap::COMMA | Gap::SPACE)
        })
    }

    /// Whether the match is joined of particles alone: `with the` only sounds like Вітя in another
    /// language.
    pub(super) fn are_small_words(&self, one: &Match) -> bool {
        let words = self.context.words.get(one.words.clone());
        let mut words = words.into_iter().flatten();
        one.is_chance
            && !one.form.is_own
            && words.all(|word| LEXICON.kind_of(&word.look, word.is_cyrillic) == WordKind::Particle)
    }

    /// Whether a match that may have been joined by chance has an initial of the same source before
    /// it: `Т. Білоу\nсом`.
    pub(super) fn is_behind_initial(&self, one: &Match, entry: &Entry) -> bool {
        let initial = one.words.start.checked_sub(1).and_then(|at| self.word(at));
        let gap = self.word(one.words.start).map(|word| word.gap);
        let is_of_name = |sound: &str| {
            let all = self.terms.initials.iter();
            let mut names = all
                .filter(|(of, _)| *of == entry.source)
                .flat_map(|(_, names)| names);
            !sound.is_empty() && names.any(|name| name.starts_with(sound))
        };
        one.is_chance
            && one.form.is_own
            && gap.is_some_and(|gap| gap.has(Gap::DOT) && !gap.has(Gap::FAR | Gap::LINE))
            && initial.is_some_and(|word| {
                word.letters.len() == 1 && word.is_upper && is_of_name(&word.sound)
            })
    }

    /// The words with which a name may continue, at most three: the next word, and further words
    /// behind particles and initials. `step` is 1 for the words from `from` on, or -1 for those
    /// before it.
    pub(super) fn neighbours(&self, from: usize, step: isize) -> Vec<usize> {
        let mut all = Vec::new();
        let mut at = if step > 0 {
            Some(from)
        } else {
            from.checked_sub(1)
        };
        for _ in 0..3 {
            let Some(place) = at else { break };
            let Some(word) = self.word(place) else { break };
            let Some(gap) = (if step > 0 {
                Some(word.gap)
            } else {
                self.word(place + 1).map(|word| word.gap)
            }) else {
                break;
            };
            let other = if step > 0 {
                place.checked_sub(1)
            } else {
                Some(place + 1)
            };
            let is_initial = |word: &Word| word.letters.len() == 1 && word.is_upper;
            let has_initial =
                is_initial(word) || other.and_then(|at| self.word(at)).is_some_and(is_initial);
            if gap.has(Gap::FAR | Gap::END)
                || (gap.has(Gap::DOT) && gap.has(Gap::SPACE | Gap::LINE) && !has_initial)
            {
                break;
            }
            all.push(place);
            if !is_initial(word)
                && LEXICON.kind_of(&word.look, word.is_cyrillic) != WordKind::Particle
            {
                break;
            }
            at = place.checked_add_signed(step);
        }
        all
    }

    pub(super) fn matches_over(&self, at: usize) -> Vec<&Match> {
        (0..PIECES)
            .filter_map(|back| self.by_word.get(&at.checked_sub(back)?))
            .flatten()
            .filter_map(|place| self.matches.get(*place))
            .filter(|found| found.words.contains(&at))
            .collect()
    }

    /// Finds whole names in order, also those of which no single word identifies anybody: `Grey
    /// House`.
    pub(super) fn find_phrases(&mut self) {
        let mut found = Vec::new();
        for one in &self.matches {
            let Some(entry) = self.entry(one.form) else {
                continue;
            };
            if entry.word != 0 || entry.of < 2 {
                continue;
            }
            let mut at = one.words.end;
            let mut end = one.letters.end;
            let mut has_all = !self.are_small_words(one);
            let mut is_common = self.is_lowered(one, entry);
            for word in 1..entry.of {
                at += usize::from(self.text.is_numbering(at));
                let here = self.word(at).filter(|word| !word.gap.has(Gap::FAR));
                let next = here.and_then(|_| {
                    let all = self.by_word.get(&at)?;
                    let all = all.iter().filter_map(|place| self.matches.get(*place));
                    let mut all = all.filter(|next| {
                        self.entry(next.form)
                            .is_some_and(|near| near.name == entry.name && near.word == word)
                    });
                    all.next()
                });
                let Some(next) = next else {
                    has_all = false;
                    break;
                };
                let of_next = self.entry(next.form);
                is_common &= of_next.is_some_and(|of_next| self.is_lowered(next, of_next));
                (at, end) = (next.words.end, next.letters.end);
            }
            if has_all {
                // `a grey house` is no Grey House.
                let is_common = is_common && !self.context.is_small;
                found.push(Found {
                    letters: one.letters.start..end,
                    source: entry.source,
                    doubt: is_common.then_some(Doubt::CommonWord),
                });
            }
        }
        self.found.extend(found);
    }
}

impl TextSearch<'_> {
    /// Whether a name with a capital is written here in small letters, as a common word.
    pub(super) fn is_lowered(&self, one: &Match, entry: &Entry) -> bool {
        let mut words = self
            .context
            .words
            .get(one.words.clone())
            .into_iter()
            .flatten();
        let is_small = words.all(|word| !word.is_upper && !word.is_in_handle);
        is_small
            && one.sort != WordKind::NameOnly
            && (entry.is_upper || entry.sort == WordKind::Particle)
    }
}

fn is_plain(sort: WordKind) -> bool {
    matches!(sort, WordKind::Particle | WordKind::Word)
}
