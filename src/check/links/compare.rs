//! Compares two claims: one may repeat the other, deny it, or give another count of the same thing.

use std::collections::BTreeMap;

use super::keys::key_of;
use crate::case::{Case, Claim, LinkKind};
use crate::check::text::numbers::number;
use crate::check::text::{FigureKind, Line, ListPosition, WORDS, shown};

/// The parts of a claim that are compared with those of others.
pub(super) struct ComparedClaim {
    /// Its significant words by key, each with its position and its form in the text. The names of
    /// its sources are left out.
    words: BTreeMap<u32, (usize, String)>,
    /// The keys of the names in it, including those of its sources.
    names: Vec<u32>,
    /// The keys of the names in it except those of its sources, such as places.
    places: Vec<u32>,
    /// Keys of weekdays and months, and years.
    times: Vec<u32>,
    /// The date that it gives in full: year, month, day.
    date: Option<(u64, usize, u64)>,
    counts: Vec<Count>,
    /// All numbers in it, in order, in thousandths.
    amounts: Vec<u64>,
    is_denial: bool,
    is_negated: bool,
    has_word_for_later: bool,
    /// Its phrases that have an opposite in the word lists, with their position there.
    opposed: Vec<(ListPosition, String)>,
}

/// A count in a claim.
struct Count {
    amount: u64,
    /// The index of what happened to those counted (killed, injured) in the list `counted`.
    outcome: Option<usize>,
    /// The key of who or what is counted, if the text is more precise than "people".
    of: Option<u32>,
    /// The word for what is counted, as in the text: the word for the outcome ("killed"), else the
    /// noun.
    word: String,
}

/// How many words each of two claims must have, so that their words are compared.
const MIN_WORDS: usize = 4;

/// How many counts, times and phrases of a claim are compared, and how many names and places
/// divided by four. The limits matter only for long lists.
const MAX_COMPARED: usize = 24;

/// How many words of the text a suggestion quotes.
const MAX_WORDS_SHOWN: usize = 4;

impl ComparedClaim {
    pub fn of(case: &Case, claim: &Claim) -> Self {
        let line = Line::of(claim.shown());
        let sources: Vec<Line> = case.said_by(claim).into_iter().map(Line::of).collect();
        let sources: Vec<u32> = sources
            .iter()
            .flat_map(|line| (0..line.len()).filter_map(|at| key_of(line.lower(at))))
            .collect();
        let mut compared = Self {
            words: BTreeMap::new(),
            names: Vec::new(),
            places: Vec::new(),
            times: Vec::new(),
            date: None,
            counts: counts(&line),
            amounts: line
                .figures()
                .iter()
                .filter_map(|figure| figure.amount)
                .collect(),
            is_denial: false,
            is_negated: false,
            has_word_for_later: false,
            opposed: Vec::new(),
        };
        compared.amounts.sort_unstable();
        compared.date = date(&line);
        compared.collect_words(&line, &sources);
        compared.collect_negations(&line);
        if !claim.wording.is_empty() {
            compared.collect_negations(&Line::of(&claim.text));
        }
        compared.counts.truncate(MAX_COMPARED);
        compared.names.truncate(4 * MAX_COMPARED);
        compared.places.truncate(4 * MAX_COMPARED);
        compared.times.truncate(MAX_COMPARED);
        compared.opposed.truncate(MAX_COMPARED);
        compared
    }

    /// Collects the words, names and times.
    fn collect_words(&mut self, line: &Line, sources: &[u32]) {
        for at in 0..line.len() {
            let low = line.lower(at);
            if matches!(low.len(), 4)
                && low.starts_with(['1', '2'])
                && low.bytes().all(|byte| byte.is_ascii_digit())
            {
                self.times.extend(low.parse::<u32>().ok());
            }
            if !line.is_word(at) {
                continue;
            }
            let Some(word) = key_of(low) else { continue };
            if WORDS.weekdays.has(low) || WORDS.months.has(low) {
                self.times.push(word);
            } else if WORDS.kin.has(low) || (line.is_capital(at) && at > 0) {
                self.names.push(word);
                if !sources.contains(&word) {
                    self.places.push(word);
                }
            }
            if !sources.contains(&word) && !WORDS.denials.has(low) {
                self.words
                    .entry(word)
                    .or_insert_with(|| (at, line.raw(at).to_owned()));
            }
        }
        self.names.extend_from_slice(sources);
    }

    /// Collects denials, negations and phrases that have an opposite.
    fn collect_negations(&mut self, line: &Line) {
        for at in 0..line.len() {
            if !line.is_word(at) {
                continue;
            }
            let low = line.lower(at);
            self.is_denial |= WORDS.denials.has(low);
            self.is_negated |= WORDS.negations.has(low);
            self.has_word_for_later |= WORDS.later.at(line, at).is_some();
            if let Some((length, places)) = WORDS.opposed.at(line, at) {
                let raw = line.raw_of(at..at + length);
                self.opposed
                    .extend(places.iter().map(|position| (*position, raw.to_owned())));
            }
        }
    }

    /// How this claim bears on the other: a score, the kind of link, and the words that show it.
    /// None if the words show no relation.
    pub fn relation_to(&self, other: &Self) -> Option<(u32, LinkKind, String)> {
        self.different_count(other)
            .or_else(|| self.contradiction(other))
            .or_else(|| self.repetition(other))
    }

    /// The link between two claims that count the same thing and give different numbers.
    fn different_count(&self, other: &Self) -> Option<(u32, LinkKind, String)> {
        let is_disjoint = |a: &[u32], b: &[u32]| {
            !a.is_empty() && !b.is_empty() && !a.iter().any(|word| b.contains(word))
        };
        let is_same_time = !is_disjoint(&self.times, &other.times);
        let is_later = self.is_after(other);
        if is_disjoint(&self.places, &other.places) || (!is_same_time && is_later.is_none()) {
            return None;
        }
        let is_same = |a: &Count, b: &Count| match (a.outcome, b.outcome) {
            (Some(outcome), Some(other)) => outcome == other && a.of == b.of,
            (None, None) => a.of.is_some() && a.of == b.of && self.overlap(other) >= 60,
            _ => false,
        };
        let pairs = || {
            self.counts
                .iter()
                .flat_map(|a| other.counts.iter().map(move |b| (a, b)))
        };
        // A claim that gives both numbers explains the difference itself.
        let agrees = |(a, b): (&Count, &Count)| {
            pairs().any(|(c, d)| {
                c.amount == d.amount && is_same(c, d) && (std::ptr::eq(a, c) || std::ptr::eq(b, d))
            })
        };
        let (a, b) =
            pairs().find(|&(a, b)| a.amount != b.amount && is_same(a, b) && !agrees((a, b)))?;
        let kind = match is_later {
            Some(true) => LinkKind::Updates,
            // The suggestion belongs to the later claim.
            Some(false) => return None,
            None => LinkKind::Contradicts,
        };
        let why = format!(
            "both count “{}”: {} here, {} there",
            shown(&a.word),
            number(a.amount),
            number(b.amount)
        );
        Some((300 + self.overlap(other), kind, why))
    }

    /// Whether this claim is later than the other. None if the words do not show it.
    fn is_after(&self, other: &Self) -> Option<bool> {
        match (self.date, other.date) {
            (Some(a), Some(b)) if a != b => Some(a > b),
            _ if self.has_word_for_later == other.has_word_for_later => None,
            _ => Some(self.has_word_for_later),
        }
    }

    /// The link between two claims of which one asserts what the other denies.
    fn contradiction(&self, other: &Self) -> Option<(u32, LinkKind, String)> {
        if let Some(why) = self.opposites(other) {
            return Some((200 + self.overlap(other), LinkKind::Contradicts, why));
        }
        let (denies, denied) = match (self.is_denial, other.is_denial) {
            (true, false) => (self, other),
            (false, true) => (other, self),
            _ if self.is_negated == other.is_negated => return None,
            _ => {
                let is_alike = self.amounts == other.amounts
                    && self.words.len().min(other.words.len()) >= MIN_WORDS - 1
                    && self.overlap(other) >= 60;
                return is_alike.then(|| {
                    let why = format!(
                        "one says what the other negates{}",
                        self.common_words(other, ": ")
                    );
                    (150 + self.overlap(other), LinkKind::Contradicts, why)
                });
            }
        };
        let common = denied
            .words
            .keys()
            .filter(|word| denies.words.contains_key(word))
            .count();
        // The denial must repeat at least half of the words of the assertion. It may contain
        // others.
        let is_repeated = common >= 2 && common * 2 >= denied.words.len() && !denied.is_negated;
        is_repeated.then(|| {
            let why = format!(
                "one says what the other denies{}",
                self.common_words(other, ": ")
            );
            (180 + self.overlap(other), LinkKind::Contradicts, why)
        })
    }

    /// The phrases of the two claims that cannot both be true. None if the claims share no name:
    /// they are about different things.
    fn opposites(&self, other: &Self) -> Option<String> {
        if !self.names.iter().any(|name| other.names.contains(name)) {
            return None;
        }
        let has_phrase = |claim: &Self, position: ListPosition| {
            claim.opposed.iter().any(|(other, _)| *other == position)
        };
        self.opposed.iter().find_map(|(position, here)| {
            let opposite = (position.0, 1 - position.1);
            // A claim that contains both phrases reports what others say.
            if has_phrase(self, opposite) || has_phrase(other, *position) {
                return None;
            }
            let (_, there) = other
                .opposed
                .iter()
                .find(|(position, _)| *position == opposite)?;
            Some(format!("“{}” here, “{}” there", shown(here), shown(there)))
        })
    }

    /// The link between two claims that say the same in the same words.
    fn repetition(&self, other: &Self) -> Option<(u32, LinkKind, String)> {
        let least = self.words.len().min(other.words.len());
        let most = self.words.len().max(other.words.len());
        let common = self.common(other).count();
        let is_within = least > MIN_WORDS && common * 10 >= least * 9 && most <= least * 2;
        let is_same = least >= MIN_WORDS && (self.overlap(other) >= 80 || is_within);
        let is_same_side = self.is_negated == other.is_negated && self.is_denial == other.is_denial;
        (is_same && is_same_side && self.amounts == other.amounts).then(|| {
            let why = format!("the same words again{}", self.common_words(other, ": "));
            (100 + self.overlap(other), LinkKind::Repeats, why)
        })
    }

    /// The words that both claims contain, with their positions in this one.
    fn common<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a (usize, String)> {
        let common = self
            .words
            .iter()
            .filter(|(word, _)| other.words.contains_key(word));
        common.map(|(_, raw)| raw)
    }

    /// The words in both claims as a share of those in either, in per cent.
    fn overlap(&self, other: &Self) -> u32 {
        let common = self.common(other).count();
        let all = self.words.len() + other.words.len() - common;
        u32::try_from(common * 100 / all.max(1)).unwrap_or_default()
    }

    /// Some of the common words in quotation marks, after `before`. Empty if there are none.
    fn common_words(&self, other: &Self, before: &str) -> String {
        let mut words: Vec<_> = self.common(other).collect();
        words.sort_unstable();
        let words: Vec<&str> = words
            .into_iter()
            .take(MAX_WORDS_SHOWN)
            .map(|(_, raw)| raw.as_str())
            .collect();
        if words.is_empty() {
            return String::new();
        }
        format!("{before}“{}”", shown(&words.join(" ")))
    }
}

/// How many words may be between a number and the word for what it counts.
const MAX_DISTANCE: usize = 4;

/// The counts in a claim.
fn counts(line: &Line) -> Vec<Count> {
    let figures = line.figures();
    let mut counts = Vec::new();
    for (index, figure) in figures.iter().enumerate() {
        let Some(amount) = figure.amount.filter(|_| figure.kind == FigureKind::Count) else {
            continue;
        };
        let min_start = index
            .checked_sub(1)
            .and_then(|before| figures.get(before))
            .map_or(0, |before| before.to);
        let end = figures.get(index + 1).map_or(line.len(), |next| next.from);
        // "Of them 5 were children" is part of another count.
        if WORDS.parts.is_in(
            line,
            figure.from.saturating_sub(3).max(min_start)..figure.from,
        ) {
            continue;
        }
        let after: Vec<usize> = (figure.to..end)
            .take_while(|at| line.is_word(*at))
            .take(MAX_DISTANCE + 1)
            .collect();
        let before = (min_start..figure.from).rev().take(MAX_DISTANCE - 1);
        let outcome_at = |at: &usize| {
            WORDS
                .counted
                .at(line, *at)
                .map(|(_, outcome)| (*at, *outcome))
        };
        let found = after
            .iter()
            .find_map(outcome_at)
            .or_else(|| before.clone().find_map(|at| outcome_at(&at)));
        let until = found
            .map(|(at, _)| at)
            .filter(|at| *at >= figure.to)
            .unwrap_or(usize::MAX);
        let has_key = |at: &&usize| {
            let low = line.lower(**at);
            let is_anybody = found.is_some() && WORDS.anybody.has(low);
            !is_anybody
                && !WORDS.approximations.has(low)
                && !WORDS.counted.has(low)
                && (!WORDS.stopwords.has(low) || found.is_none())
        };
        // "40 soldiers were killed": the noun right after the number, if it is more precise than
        // "people".
        let of = after
            .iter()
            .take(2)
            .take_while(|at| **at < until)
            .find(has_key)
            .copied();
        let of = of.filter(|at| {
            !WORDS.stopwords.has(line.lower(*at)) && !WORDS.later.has(line.lower(*at))
        });
        let word = found.map(|(at, _)| at).or(of);
        counts.extend(word.map(|word| Count {
            amount,
            outcome: found.map(|(_, outcome)| outcome),
            of: of.and_then(|at| key_of(line.lower(at))),
            word: line.raw(word).to_owned(),
        }));
    }
    counts
}

/// The date that a claim gives in full, as year, month and day. None if it names no month or
/// several.
fn date(line: &Line) -> Option<(u64, usize, u64)> {
    let mut months =
        (0..line.len()).filter(|at| line.is_word(*at) && WORDS.months.has(line.lower(*at)));
    let at = months.next().filter(|_| months.next().is_none())?;
    let number = |at: Option<usize>| line.lower(at?).parse::<u64>().ok();
    let is_day = |day: &u64| (1..=31).contains(day);
    let is_year = |year: &u64| (1900..2200).contains(year);
    let day = number(at.checked_sub(1))
        .filter(is_day)
        .or_else(|| number(Some(at + 1)).filter(is_day))?;
    let year = (at + 1..at + 4).find_map(|at| number(Some(at)).filter(is_year))?;
    Some((year, *WORDS.months.of(line.lower(at))?, day))
}
