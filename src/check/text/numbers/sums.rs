//! Parts that do not add up to the total that is given with them.

use std::collections::HashSet;
use std::ops::Range;

use super::super::figures::{Figure, ONE};
use super::super::line::Token;
use super::super::table::{Place, Table};
use super::super::{Line, Lint, Sort, WORDS, shown};
use super::{joined, number};
use crate::check::phrase::{Phrase, phrase};

/// Parts that do not add up to the total that one sentence says with them: "12 people were hurt: 5
/// women and 8 men".
///
/// Only where the words make parts of them: a total by name ("in all"), or a list of what excludes
/// one another (women and men, killed and injured, votes for and against). What is rounded, hedged
/// or counted within another is no part.
pub fn sums(text: &str) -> Vec<Lint> {
    // Every pattern has two numbers, one of them in digits or behind a mark that opens a list.
    if !may_sum(text) {
        return Vec::new();
    }
    let line = Line::of(text);
    let figures = line.figures();
    let mut lints = Vec::new();
    for sentence in line.sentences() {
        let inside = |figure: &&Figure| sentence.contains(&figure.from);
        let first = figures.partition_point(|figure| figure.from < sentence.start);
        let count = figures.iter().skip(first).take_while(inside).count();
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

/// Whether a text has two numbers in digits, or a colon and room for numbers in words.
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
    /// The sentences of the line as ranges of tokens, roughly: an abbreviation may cut one short.
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

/// How many tokens a part of a list has at most, its number and its closing mark included.
const PART: usize = 8;

/// A list of more parts is a table.
const MOST: usize = 24;

/// How many words after its number say what a part counts.
const NEAR: usize = 4;

/// One sentence and the numbers in it.
struct Sentence<'a> {
    line: &'a Line,
    tokens: Range<usize>,
    figures: &'a [Figure],
}

impl Sentence<'_> {
    /// Where the words of a number end: at the next number or the end of the sentence.
    fn end_of(&self, number: usize) -> usize {
        self.figures
            .get(number + 1)
            .map_or(self.tokens.end, |next| next.from)
    }

    /// Shares of one whole that make more than 100 per cent: "60 per cent for, 50 per cent
    /// against".
    fn shares(&self) -> Option<Lint> {
        let shares: Vec<(usize, u64)> = self
            .figures
            .iter()
            .enumerate()
            .filter_map(|(number, figure)| Some((number, figure.exact(Sort::Share)?)))
            .collect();
        // Another number may be of another poll.
        if shares.len() < 2
            || shares.len() != self.figures.len()
            || self.is_qualified(self.tokens.clone())
        {
            return None;
        }
        let members = shares
            .iter()
            .map(|(number, _)| self.members(*number, &WORDS.votes, true));
        if !are_apart(&members.collect::<Vec<_>>()) {
            return None;
        }
        let sum: u64 = shares
            .iter()
            .try_fold(0u64, |sum, (_, share)| sum.checked_add(*share))?;
        // Each may have been rounded up by half a point.
        let slack = ONE / 2 * u64::try_from(shares.len()).ok()?;
        (sum > 100 * ONE + slack).then(|| {
            let said = shares.iter().map(|(_, share)| number(*share));
            self.lint(0..self.figures.len(), |words| {
                phrase!(
                    "{} make {} per cent of one whole: “{}”",
                    joined(said),
                    number(sum),
                    words
                )
            })
        })
    }

    /// A total by name: "40 killed and 100 injured, 150 in all"; "усього 150: 40 загиблих і 100
    /// поранених".
    fn total(&self) -> Option<Lint> {
        let mut named = (0..self.figures.len()).filter(|number| self.is_total(*number));
        let total = named.next().filter(|_| named.next().is_none())?;
        let whole = self.exact(total)?;
        let before = self.list_before(total);
        let parts = if before.len() > 1 {
            before
        } else {
            self.list_after(total)?
        };
        let is_all = parts.len() + 1 == self.figures.len();
        if !(2..=MOST).contains(&parts.len()) || self.is_qualified(self.words_of(&parts)) {
            return None;
        }
        // A number that stands before a list is not always of it: "on 5 streets, 40 killed and 100
        // injured, 140 in all".
        let mut from = parts.start;
        while parts.end - from >= 2 {
            if self.sum(from..parts.end)? == whole {
                return None;
            }
            from += 1;
        }
        let is_sure = self.are_apart(&parts) || (is_all && self.is_bare_total(total));
        is_sure
            .then(|| self.against(&parts, total, whole))
            .flatten()
    }

    /// Whether what these numbers count excludes one another, so that their sum counts nothing
    /// twice.
    fn are_apart(&self, parts: &Range<usize>) -> bool {
        let all = |lists: &Table<Vec<Place>>, are_votes| -> Vec<Vec<Place>> {
            let members = parts
                .clone()
                .map(|number| self.members(number, lists, are_votes));
            members.collect()
        };
        are_apart(&all(&WORDS.apart, false)) || are_apart(&all(&WORDS.votes, true))
    }

    /// Whether each of these numbers is at a place of its own: "six in Tula and three in Orel".
    fn are_elsewhere(&self, parts: &Range<usize>) -> bool {
        let place = |number: usize| {
            let figure = self.figures.get(number)?;
            // What is counted may stand between: "six people in Tula".
            let at = (figure.to..figure.to + 2).find(|at| WORDS.wheres.has(self.line.low(*at)))?;
            let is_article = self.line.low(at + 1) == "the";
            Some(self.line.low(at + 1 + usize::from(is_article)))
        };
        let places: Option<Vec<&str>> = parts.clone().map(place).collect();
        places.is_some_and(|places| {
            let different: HashSet<&str> = places.iter().copied().collect();
            different.len() == places.len() && !different.contains("")
        })
    }

    /// A list that a colon, a dash or a bracket opens, or that is "of the 20".
    fn list(&self) -> Option<Lint> {
        let whole = self.exact(0)?;
        let head = self.figures.first()?;
        let is_of = self.is_of(head);
        let parts = if is_of {
            let parts = 1..self.list_end(1);
            self.line
                .low_before(self.figures.get(1)?.from)
                .eq(",")
                .then_some(parts)?
        } else {
            self.list_after(0)?
        };
        if !(2..=MOST).contains(&parts.len())
            || parts.end != self.figures.len()
            || self.is_qualified(head.to..self.figures.get(1)?.from)
            || self.is_qualified(self.words_of(&parts))
        {
            return None;
        }
        let are_elsewhere = !is_of && self.are_elsewhere(&parts);
        if !are_elsewhere && !self.are_apart(&parts) {
            return None;
        }
        // What is counted must be people: "in 3 sets: 6 women and 4 men" has no total.
        let counts_people = WORDS.people.is_in(self.line, head.to..self.end_of(0))
            || (are_elsewhere && self.line.low(head.to) == ":");
        let sum = self.sum(parts.clone())?;
        // Of a whole some may be left out, of a list that is opened none.
        let is_wrong = if is_of {
            sum > whole
        } else {
            sum != whole && counts_people
        };
        is_wrong.then(|| self.against(&parts, 0, whole)).flatten()
    }

    /// The amount of a number that counts exactly.
    fn exact(&self, number: usize) -> Option<u64> {
        self.figures.get(number)?.exact(Sort::Count)
    }

    /// Whether a number is of a whole, parts of which follow: "of the 20".
    fn is_of(&self, head: &Figure) -> bool {
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

    /// Whether a number is named as a total, by the words before or after it.
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
                        let between = start + length..figure.from;
                        // "In all, 150", "усього – 150".
                        between.is_empty()
                            || (between.len() == 1
                                && self.line.token(between.start) == Some(Token::Mark))
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

    /// Whether nothing but a noun for people stands beside a total.
    fn is_bare_total(&self, number: usize) -> bool {
        let Some(figure) = self.figures.get(number) else {
            return false;
        };
        let next = figure.to;
        !self.line.is_word(next)
            || WORDS.people.has(self.line.low(next))
            || WORDS.totals_after.at(self.line, next).is_some()
    }

    /// Whether a part ends where the next begins: few words, then a comma or an "and", and no
    /// clause between.
    fn is_joined(&self, number: usize) -> bool {
        let Some(figure) = self.figures.get(number) else {
            return false;
        };
        let end = self.end_of(number);
        let last = self.line.low_before(end);
        let is_joint = matches!(last, "," | ";") || WORDS.ands.has(last);
        let words = figure.to..end.saturating_sub(1);
        let is_plain = words
            .clone()
            .all(|at| self.line.is_word(at) || (at + 1 == words.end && self.line.low(at) == ","));
        is_joint && is_plain && end - figure.from <= PART
    }

    /// The list of parts that ends right before a total: "40 killed and 100 injured, 150 in all".
    fn list_before(&self, total: usize) -> Range<usize> {
        let mut from = total;
        while from > 0
            && self.exact(from - 1).is_some()
            && (self.is_joined(from - 1) || (from == total && self.leads_to(from - 1)))
        {
            from -= 1;
        }
        from..total
    }

    /// Whether a part is followed by a dash or a total's own words and then the total.
    fn leads_to(&self, number: usize) -> bool {
        let Some(figure) = self.figures.get(number) else {
            return false;
        };
        let end = self.end_of(number);
        let mut marks = (figure.to..end).filter(|at| !self.line.is_word(*at));
        let mark = marks.next().map(|at| self.line.low(at));
        end - figure.from <= PART + 3
            && matches!(mark, Some("," | "–" | "—" | ";" | "(" | ":"))
            && marks.all(|at| matches!(self.line.low(at), "," | "–" | "—"))
    }

    /// The list of parts that a colon, a dash or a bracket opens after a total.
    fn list_after(&self, total: usize) -> Option<Range<usize>> {
        let first = self.figures.get(total + 1)?;
        let opening = self.line.low_before(first.from);
        if !matches!(opening, ":" | "–" | "—" | "(")
            || (matches!(opening, "–" | "—") && self.line.is_glued(first.from))
        {
            return None;
        }
        let between = self.figures.get(total)?.to..first.from - 1;
        // One clause names the total, however long; what is in brackets or after a dash is of
        // another.
        let is_plain = between
            .clone()
            .all(|at| self.line.is_word(at) || matches!(self.line.low(at), "," | "-" | "'" | "’"));
        (is_plain && between.len() <= 16).then(|| total + 1..self.list_end(total + 1))
    }

    /// Where the list of parts ends that begins with this number.
    fn list_end(&self, first: usize) -> usize {
        let mut last = first;
        while last + 1 < self.figures.len() && self.exact(last).is_some() && self.is_joined(last) {
            last += 1;
        }
        if self.exact(last).is_some() {
            last + 1
        } else {
            first
        }
    }

    /// The tokens of parts: from the first number to the near words of the last.
    fn words_of(&self, parts: &Range<usize>) -> Range<usize> {
        let from = self
            .figures
            .get(parts.start)
            .map_or(0, |figure| figure.from);
        let last = parts.end.saturating_sub(1);
        let end = self
            .figures
            .get(last)
            .map_or(from, |figure| figure.to + NEAR);
        // Words about the total after the parts are not about the parts.
        from..end.min(self.end_of(last)).max(from)
    }

    /// Whether words say that a number is within another, or no count of its own.
    fn is_qualified(&self, tokens: Range<usize>) -> bool {
        WORDS.parts.is_in(self.line, tokens)
    }

    fn sum(&self, parts: Range<usize>) -> Option<u64> {
        parts
            .map(|number| self.exact(number))
            .try_fold(0u64, |sum, part| sum.checked_add(part?))
    }

    /// The members of lists that the near words of a number are of. With `is_scant` a word that
    /// seldom means it counts only where it can: "12 voted for and 9 against", not "12 for the
    /// school".
    fn members(&self, number: usize, lists: &Table<Vec<Place>>, is_scant: bool) -> Vec<Place> {
        let Some(figure) = self.figures.get(number) else {
            return Vec::new();
        };
        let end = self.end_of(number).min(figure.to + NEAR);
        let mut found = Vec::new();
        for at in figure.to..end {
            let Some((length, places)) = lists.at(self.line, at) else {
                continue;
            };
            let (before, after) = (self.line.low_before(at), self.line.low(at + length));
            let is_meant = !is_scant
                || !WORDS.scant.has(self.line.low(at))
                || at + length >= self.tokens.end
                || !self.line.is_word(at + length)
                || WORDS.ands.has(after)
                || WORDS.voting.has(before);
            if is_meant {
                found.extend_from_slice(places);
            }
        }
        found
    }

    /// The lint of parts that are not the total.
    fn against(&self, parts: &Range<usize>, total: usize, whole: u64) -> Option<Lint> {
        let said = parts
            .clone()
            .filter_map(|part| self.exact(part))
            .map(number);
        let said = joined(said);
        let (sum, whole) = (number(self.sum(parts.clone())?), number(whole));
        let from = parts.start.min(total);
        let to = parts.end.max(total + 1);
        Some(self.lint(from..to, |words| {
            phrase!("{} make {}, not {}: “{}”", said, sum, whole, words)
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

/// Whether each part is of another member of one list.
fn are_apart(members: &[Vec<Place>]) -> bool {
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
