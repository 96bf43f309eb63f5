//! Finds parts that do not add up to the total given with them.

mod lists;

use std::collections::HashSet;
use std::ops::Range;

use super::super::figures::{Figure, ONE};
use super::super::line::Token;
use super::super::table::{ListPosition, Table};
use super::super::{FigureKind, Line, Lint, WORDS, shown};
use super::{joined, number};
use crate::check::phrase::{Phrase, phrase};

/// Parts that do not add up to the total in the same sentence: "12 people were hurt: 5 women and 8
/// men".
///
/// The words must show that the numbers are parts, by a named total ("in all") or by a list of
/// things that exclude one another (women and men, killed and injured, votes for and against).
/// Numbers that are rounded, hedged or part of another count are ignored.
pub fn sums(text: &str) -> Vec<Lint> {
    // Most texts have neither two numbers in digits nor a colon, so they have no sum to check.
    if !may_sum(text) {
        return Vec::new();
    }
    let line = Line::of(text);
    let figures = line.figures();
    let mut lints = Vec::new();
    for sentence in line.sentences() {
        let is_inside = |figure: &&Figure| sentence.contains(&figure.from);
        let first = figures.partition_point(|figure| figure.from < sentence.start);
        let count = figures.iter().skip(first).take_while(is_inside).count();
        let Some(figures) = figures.get(first..first + count).filter(|_| count > 1) else {
            continue;
        };
        let sentence = Sentence {
            line: &line,
            tokens: sentence,
            figures,
        };
        let found = sentence
            .shares()
            .or_else(|| sentence.total())
            .or_else(|| sentence.list());
        lints.extend(found);
    }
    lints
}

/// Whether a text has two numbers in digits, or a colon, after which numbers in words may follow.
fn may_sum(text: &str) -> bool {
    let mut runs = 0;
    let mut was_digit = false;
    for byte in text.bytes() {
        let is_digit = byte.is_ascii_digit();
        runs += usize::from(is_digit && !was_digit);
        was_digit = is_digit;
        if byte == b':' || runs > 1 {
            return true;
        }
    }
    false
}

impl Line {
    /// The sentences as ranges of tokens. An abbreviation may split a sentence.
    fn sentences(&self) -> Vec<Range<usize>> {
        let mut sentences = Vec::new();
        let mut start = 0;
        for at in 0..self.len() {
            if self.is_stop(at) || at + 1 == self.len() {
                sentences.push(start..at + 1);
                start = at + 1;
            }
        }
        sentences
    }
}

/// The greatest length of a part in tokens, including its number and closing mark.
const MAX_PART_TOKENS: usize = 8;

/// How many parts a list may have. A longer list is a table and is ignored.
const MAX_PARTS: usize = 24;

/// How many words after a number can say what it counts.
const NEAR_WORDS: usize = 4;

/// One sentence and its numbers.
struct Sentence<'a> {
    line: &'a Line,
    tokens: Range<usize>,
    figures: &'a [Figure],
}

impl Sentence<'_> {
    /// The end of the tokens that belong to a number: the start of the next number, or the end of
    /// the sentence.
    fn end_of(&self, number: usize) -> usize {
        self.figures
            .get(number + 1)
            .map_or(self.tokens.end, |next| next.from)
    }

    /// The lint for shares of one whole that add up to more than 100 per cent: "60 per cent for, 50
    /// per cent against".
    fn shares(&self) -> Option<Lint> {
        let shares: Vec<(usize, u64)> = self
            .figures
            .iter()
            .enumerate()
            .filter_map(|(number, figure)| Some((number, figure.exact(FigureKind::Share)?)))
            .collect();
        // All numbers of the sentence must be shares: another number may be about another poll.
        if shares.len() < 2
            || shares.len() != self.figures.len()
            || self.is_of_other_count(self.tokens.clone())
        {
            return None;
        }
        let members = shares
            .iter()
            .map(|(number, _)| self.members(*number, &WORDS.votes, true));
        if !are_exclusive(&members.collect::<Vec<_>>()) {
            return None;
        }
        let sum: u64 = shares
            .iter()
            .try_fold(0u64, |sum, (_, share)| sum.checked_add(*share))?;
        // Each share may have been rounded up by half a point.
        let tolerance = ONE / 2 * u64::try_from(shares.len()).ok()?;
        (sum > 100 * ONE + tolerance).then(|| {
            let numbers = shares.iter().map(|(_, share)| number(*share));
            self.lint(0..self.figures.len(), |words| {
                phrase!(
                    "{} make {} per cent of one whole: “{}”",
                    joined(numbers),
                    number(sum),
                    words
                )
            })
        })
    }

    /// The lint for a named total: "40 killed and 100 injured, 150 in all"; "усього 150: 40
    /// загиблих і 100 поранених".
    fn total(&self) -> Option<Lint> {
        let mut named = (0..self.figures.len()).filter(|number| self.is_total(*number));
        let total = named.next().filter(|_| named.next().is_none())?;
        let total_amount = self.exact(total)?;
        let before = self.list_before(total);
        let parts = if before.len() > 1 {
            before
        } else {
            self.list_after(total)?
        };
        let is_all = parts.len() + 1 == self.figures.len();
        if !(2..=MAX_PARTS).contains(&parts.len()) || self.is_of_other_count(self.words_of(&parts))
        {
            return None;
        }
        // A number before a list is not always part of it: "on 5 streets, 40 killed and 100
        // injured, 140 in all".
        let mut from = parts.start;
        while parts.end - from >= 2 {
            if self.sum(from..parts.end)? == total_amount {
                return None;
            }
            from += 1;
        }
        // In "A total of 45 complaints: 20 about …" the list after the total is complete.
        let is_list_of_all =
            || parts.start > total && is_near(self.sum(parts.clone()), total_amount);
        let is_sure = self.are_exclusive(&parts)
            || (is_all && (self.is_total_alone(total) || is_list_of_all()));
        is_sure
            .then(|| self.mismatch(&parts, total, total_amount))
            .flatten()
    }

    /// Whether the numbers count things that exclude one another, so that no thing is counted
    /// twice.
    fn are_exclusive(&self, parts: &Range<usize>) -> bool {
        let all = |lists: &Table<Vec<ListPosition>>, are_votes| -> Vec<Vec<ListPosition>> {
            let members = parts
                .clone()
                .map(|number| self.members(number, lists, are_votes));
            members.collect()
        };
        are_exclusive(&all(&WORDS.apart, false)) || are_exclusive(&all(&WORDS.votes, true))
    }

    /// Whether each number is at a different place: "six in Tula and three in Orel".
    fn are_at_different_places(&self, parts: &Range<usize>) -> bool {
        let place = |number: usize| {
            let figure = self.figures.get(number)?;
            // The noun may come first: "six people in Tula".
            let at =
                (figure.to..figure.to + 2).find(|at| WORDS.wheres.has(self.line.lower(*at)))?;
            let is_article = self.line.lower(at + 1) == "the";
            Some(self.line.lower(at + 1 + usize::from(is_article)))
        };
        let places: Option<Vec<&str>> = parts.clone().map(place).collect();
        places.is_some_and(|places| {
            let different: HashSet<&str> = places.iter().copied().collect();
            different.len() == places.len() && !different.contains("")
        })
    }

    /// The lint for parts that follow their total: after a colon, a dash or a bracket ("12 people:
    /// 5 women and 8 men"), or after "of the 20".
    fn list(&self) -> Option<Lint> {
        let total_amount = self.exact(0)?;
        let head = self.figures.first()?;
        let is_of_whole = self.is_of_whole(head);
        let parts = if is_of_whole {
            let parts = 1..self.list_end(1);
            self.line
                .lower_before(self.figures.get(1)?.from)
                .eq(",")
                .then_some(parts)?
        } else {
            self.list_after(0)?
        };
        if !(2..=MAX_PARTS).contains(&parts.len())
            || parts.end != self.figures.len()
            || self.is_of_other_count(head.to..self.figures.get(1)?.from)
            || self.is_of_other_count(self.words_of(&parts))
        {
            return None;
        }
        let are_at_different_places = !is_of_whole && self.are_at_different_places(&parts);
        let sum = self.sum(parts.clone())?;
        // Three or more parts that add up to nearly the total are complete: "46 people: 30
        // seamstresses, 9 packers and 5 fitters".
        let are_nearly_all = || {
            let opening = self.figures.get(1).map(|first| first.from);
            opening.is_some_and(|first| self.line.lower_before(first) == ":")
                && parts.len() > 2
                && is_near(Some(sum), total_amount)
        };
        if !are_at_different_places && !self.are_exclusive(&parts) && !are_nearly_all() {
            return None;
        }
        // The numbers must count people. In "in 3 sets: 6 women and 4 men" the 3 is no total.
        let counts_people = WORDS.people.is_in(self.line, head.to..self.end_of(0))
            || (are_at_different_places && self.line.lower(head.to) == ":");
        // After "of the 20" the list may be incomplete; after a colon it may not.
        let is_wrong = if is_of_whole {
            sum > total_amount
        } else {
            sum != total_amount && counts_people
        };
        is_wrong
            .then(|| self.mismatch(&parts, 0, total_amount))
            .flatten()
    }

    /// The amount of a number that is an exact count.
    fn exact(&self, number: usize) -> Option<u64> {
        self.figures.get(number)?.exact(FigureKind::Count)
    }

    /// Whether a number is a whole whose parts follow: "of the 20".
    fn is_of_whole(&self, head: &Figure) -> bool {
        (1..=3).any(|back| {
            let start = head.from.checked_sub(back);
            let start = start.filter(|start| self.tokens.contains(start));
            start.is_some_and(|start| {
                WORDS
                    .wholes
                    .at(self.line, start)
                    .is_some_and(|(length, ())| length == back)
            })
        })
    }

    /// Whether the words before or after a number name it as a total.
    fn is_total(&self, number: usize) -> bool {
        let Some(figure) = self.figures.get(number) else {
            return false;
        };
        let is_before = (1..=4).any(|back| {
            let start = figure
                .from
                .checked_sub(back)
                .filter(|start| self.tokens.contains(start));
            start.is_some_and(|start| {
                WORDS
                    .totals
                    .at(self.line, start)
                    .is_some_and(|(length, ())| {
                        let mut between = start + length..figure.from;
                        // "In all, 150", "усього – 150"; "усього було 150: 40 …".
                        between.is_empty()
                            || (between.len() == 1
                                && self.line.token(between.start) == Some(Token::Mark))
                            || between.all(|at| self.line.is_word(at))
                                && self.list_after(number).is_some()
                    })
            })
        });
        let end = self.end_of(number).min(figure.to + 3);
        let mut after = (figure.to..end).take_while(|at| self.line.is_word(*at));
        is_before
            || after.any(|at| {
                WORDS
                    .totals_after
                    .at(self.line, at)
                    .is_some_and(|(length, ())| at + length <= end)
            })
    }

    /// Whether a total has no noun of its own: the next token is no word, a word for people, or the
    /// start of a phrase such as "in all".
    fn is_total_alone(&self, number: usize) -> bool {
        let Some(figure) = self.figures.get(number) else {
            return false;
        };
        let next = figure.to;
        !self.line.is_word(next)
            || WORDS.people.has(self.line.lower(next))
            || WORDS.totals_after.at(self.line, next).is_some()
    }

    /// The tokens of parts, from the first number to the words near the last.
    fn words_of(&self, parts: &Range<usize>) -> Range<usize> {
        let from = self
            .figures
            .get(parts.start)
            .map_or(0, |figure| figure.from);
        let last = parts.end.saturating_sub(1);
        let end = self
            .figures
            .get(last)
            .map_or(from, |figure| figure.to + NEAR_WORDS);
        // The words from the next number on may be about the total, so they are left out.
        from..end.min(self.end_of(last)).max(from)
    }

    /// Whether these tokens say that a number is part of another count ("of them"), or no count at
    /// all ("compared").
    fn is_of_other_count(&self, tokens: Range<usize>) -> bool {
        WORDS.parts.is_in(self.line, tokens)
    }

    fn sum(&self, parts: Range<usize>) -> Option<u64> {
        parts
            .map(|number| self.exact(number))
            .try_fold(0u64, |sum, part| sum.checked_add(part?))
    }

    /// The positions in `lists` of the words after a number. With `skips_ambiguous`, an ambiguous
    /// word such as "for" is used only in a clear position: "12 voted for and 9 against", not "12
    /// for the school".
    fn members(
        &self,
        number: usize,
        lists: &Table<Vec<ListPosition>>,
        skips_ambiguous: bool,
    ) -> Vec<ListPosition> {
        let Some(figure) = self.figures.get(number) else {
            return Vec::new();
        };
        let end = self.end_of(number).min(figure.to + NEAR_WORDS);
        let mut found = Vec::new();
        for at in figure.to..end {
            let Some((length, places)) = lists.at(self.line, at) else {
                continue;
            };
            let (before, after) = (self.line.lower_before(at), self.line.lower(at + length));
            let is_clear = !skips_ambiguous
                || !WORDS.scant.has(self.line.lower(at))
                || at + length >= self.tokens.end
                || !self.line.is_word(at + length)
                || WORDS.ands.has(after)
                || WORDS.voting.has(before);
            if is_clear {
                found.extend_from_slice(places);
            }
        }
        found
    }

    /// The lint for parts that do not add up to the total.
    fn mismatch(&self, parts: &Range<usize>, total: usize, total_amount: u64) -> Option<Lint> {
        let numbers = parts
            .clone()
            .filter_map(|part| self.exact(part))
            .map(number);
        let numbers = joined(numbers);
        let (sum, total_amount) = (number(self.sum(parts.clone())?), number(total_amount));
        let from = parts.start.min(total);
        let to = parts.end.max(total + 1);
        Some(self.lint(from..to, |words| {
            phrase!(
                "{} make {}, not {}: “{}”",
                numbers,
                sum,
                total_amount,
                words
            )
        }))
    }

    fn lint(&self, figures: Range<usize>, message: impl FnOnce(&str) -> Phrase) -> Lint {
        let from = self
            .figures
            .get(figures.start)
            .map_or(self.tokens.start, |figure| figure.from);
        let last = figures.end.saturating_sub(1);
        let near = self.figures.get(last).map_or(from, |figure| figure.to);
        let words = (near..self.end_of(last).min(near + 2)).take_while(|at| self.line.is_word(*at));
        let range = self
            .line
            .range(from..words.last().map_or(near, |at| at + 1));
        let quoted = shown(self.line.raw_of(from..self.end_of(last)));
        Lint {
            range,
            message: message(quoted.trim_end_matches(['.', '!', '?'])),
        }
    }
}

/// Whether the sum of the parts differs from a total by at most one, or a quarter of the total.
fn is_near(sum: Option<u64>, total_amount: u64) -> bool {
    sum.is_some_and(|sum| sum.abs_diff(total_amount) <= ONE.max(total_amount / 4))
}

/// Whether the parts match different members of one list. `members`: the positions of each part's
/// words.
fn are_exclusive(members: &[Vec<ListPosition>]) -> bool {
    let lists = members.first().into_iter().flatten().map(|place| place.0);
    let mut lists = lists.collect::<Vec<_>>().into_iter();
    lists.any(|list| {
        let mut seen: Vec<usize> = Vec::new();
        members.iter().all(|places| {
            let mut own = places
                .iter()
                .filter(|place| place.0 == list)
                .map(|place| place.1);
            let (first, mut rest) = (own.next(), own);
            let member =
                first.filter(|first| rest.all(|other| other == *first) && !seen.contains(first));
            seen.extend(member);
            member.is_some()
        })
    })
}

#[cfg(test)]
mod tests;
